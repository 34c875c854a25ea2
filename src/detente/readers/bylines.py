"""Who wrote, photographed and helped: bylines, photo credits and contributor lines."""

import re
from collections.abc import Sequence
from functools import cache

from detente.model import Passage, Span
from detente.packs.pages import Pages, flatten
from detente.readers.dates import alternatives, find_dates
from detente.readers.names import Piece, cut_pieces, find_names, is_name


class Byline(Span, frozen=True, kw_only=True):
    """A line that names the writers, or only the agency."""

    names: Passage | None
    agency: Passage | None


def find_byline(text: str, pages: Pages, *, start: int, end: int) -> Byline | None:
    """Return the byline that characters `start` to `end` are, or None; dates and places beside the names are allowed.

    >>> from detente.packs import load_packs
    >>> line = "By Jane Doe and Ann Roe, Associated Press"
    >>> found = find_byline(line, load_packs().pages, start=0, end=len(line))
    >>> found.names.value, found.agency.value
    ('Jane Doe and Ann Roe', 'Associated Press')
    """
    if end - start > 200:
        return None
    first = _skip_date(text, pages, start=start, end=end)
    opener = _openers(pages, small=first > start).match(text, first, end)
    if first > start and opener is None:
        return None
    pieces = list(cut_pieces(text, start=opener.end() if opener else first, end=end))
    kinds = [_tell(text, piece, pages, opened=opener is not None) for piece in pieces]
    if not kinds or "other" in kinds or kinds[0] not in {"name", "agency", "role", "publisher"}:
        return None
    count = _count_names(pieces, kinds)
    signed = [piece for piece, kind in zip(pieces, kinds, strict=True) if kind == "agency"]
    backed = len(kinds) > count and any(kind in {"agency", "role", "publisher"} for kind in kinds[count:])
    if opener is None and not (kinds[0] == "name" and backed):
        return None
    single = kinds[0] == "name" and count == 1 and " " not in pieces[0].of(text)
    if single and not backed:
        return None
    agency = None
    if signed:
        name = pages.agency(signed[0].of(text)) or ""
        agency = Passage(start=signed[0].start, end=signed[0].end, value=name)
    names = None
    if kinds[0] in {"name", "role"} or (kinds[0] == "publisher" and not signed):
        value = text[pieces[0].start : pieces[max(count, 1) - 1].end]
        names = Passage(start=first, end=pieces[max(count, 1) - 1].end, value=_clean(value))
    return Byline(start=start, end=end, names=names, agency=agency)


def find_credit(text: str, pages: Pages, *, start: int, end: int) -> Passage | None:
    """Return the photo credit that characters `start` to `end` are ("AP/Issei Kato", "Photo: Jane Doe"), or None.

    >>> from detente.packs import load_packs
    >>> find_credit("(AP Photo/Issei Kato)", load_packs().pages, start=0, end=21).value
    'AP Photo/Issei Kato'
    """
    if end - start > 160:
        return None
    bare = text[start:end].strip(" ()[]\u2013—-")
    if not bare:
        return None
    if opener := _credit_openers(pages).match(bare):
        credited = bare[opener.end() :].strip(" ()[]")
        if credited and len(credited.split()) <= 14:
            return Passage(start=start, end=end, value=_clean(credited))
    parts = [part.strip() for part in re.split(r"/|\bvia\b|,\s", bare)]
    housed = [_is_house(part, pages) for part in parts]
    if len(parts) <= 5 and any(housed) and (re.search(r"/|\bvia\b|\bphoto$", bare) or text[start] in "(["):
        named = [part for part, house in zip(parts, housed, strict=True) if not house]
        if all(is_name(part) or (part[:1].isupper() and len(part.split()) <= 2) for part in named):
            return Passage(start=start, end=end, value=_clean(bare))
    return None


def find_contributors(text: str, pages: Pages, *, start: int, end: int) -> tuple[Passage, ...]:
    """Return what characters `start` to `end` say of who else worked on the story, a passage a clause.

    >>> from detente.packs import load_packs
    >>> line = "(Reporting by Jane Doe in Moscow; editing by Ann Roe)"
    >>> [who.value for who in find_contributors(line, load_packs().pages, start=0, end=len(line))]
    ['Jane Doe', 'Ann Roe']
    """
    opened, closed = _helpers(pages)
    line = text[start:end]
    if len(line) > 800 or not (opened.match(line) or closed.search(line)):
        return ()
    if not opened.match(line) and (line.startswith(("“", '"')) or len(line) > 400):
        return ()
    found: list[Passage] = []
    place = 0
    clauses = re.split(r"(;|\.\s(?=[A-Z][a-z]+\s(?:and\s)?\w+\sby\s))", line)
    for clause in map(str, clauses):
        names = _name_helpers(clause, pages)
        if names:
            left = len(clause) - len(clause.lstrip(" ("))
            size = len(clause.rstrip(" )"))
            found.append(Passage(start=start + place + left, end=start + place + size, value=", ".join(names)))
        place += len(clause)
    return tuple(found) or (Passage(start=start, end=end, value=_clean(line.strip("() "))),)


def _tell(text: str, piece: Piece, pages: Pages, *, opened: bool) -> str:
    words = " ".join(piece.of(text).split()).strip(" .")
    flat = words.casefold()
    if pages.agency(words):
        return "agency"
    if flat in _publishers(pages):
        return "publisher"
    if f" {flat}".endswith(_roles(pages)):
        return "role"
    dates = list(find_dates(text, pages, start=piece.start, end=piece.end))
    if dates or all(word.strip(".:") in _beside(pages) or word[:1].isdigit() for word in flat.split()):
        return "date"
    if any(word in _unnamed(pages) for word in words.split()):
        return "other"
    if piece.before.casefold() in {"in", "at", "for", "with"} and words[:1].isupper():
        return "place"
    if is_name(words) or (opened and len(words.split()) == 1 and words[:1].isupper() and words.isalpha()):
        return "name"
    return "place" if words[:1].isupper() and len(words.split()) <= 3 and piece.before else "other"


def _skip_date(text: str, pages: Pages, *, start: int, end: int) -> int:
    """Return where a line goes on behind "Posted on May 3, 2021", or its start where it does not begin so."""
    dates = list(find_dates(text, pages, start=start, end=end))
    if not dates or any(
        word.strip(".:,") not in _beside(pages) for word in text[start : dates[0].start].casefold().split()
    ):
        return start
    gap = re.compile(r"[\s|•·,\u2013—-]*").match(text, dates[-1].end, end)
    return gap.end() if gap else dates[-1].end


def _count_names(pieces: Sequence[Piece], kinds: Sequence[str]) -> int:
    """Return how many pieces from the first are names of one list: "A, B and C" but not "A, Reuters"."""
    count = 0
    for piece, kind in zip(pieces, kinds, strict=True):
        if kind != "name" or (count and piece.before.casefold() not in {",", "and", "&"}):
            break
        count += 1
    return count


def _is_house(part: str, pages: Pages) -> bool:
    flat = flatten(part)
    if flat in _houses(pages) or pages.agency(part):
        return True
    for ending in (" file photo", " photo", " images", " pool", " file"):
        if flat.endswith(ending) and (
            flat.removesuffix(ending) in _houses(pages) or pages.agency(part[: -len(ending)])
        ):
            return True
    return False


def _name_helpers(clause: str, pages: Pages) -> list[str]:
    bare = clause
    for signature in pages.signatures:
        bare = re.sub(rf"(?<!\w){re.escape(signature)}(?!\w)", " ; ", bare) if signature in bare else bare
    bare = _helpers(pages)[0].sub(" ; ", bare.lstrip(" ("))
    bare = re.sub(r"\b(?:in|at|from)\s+(?:the\s+)?[A-Z][\w'\u2019-]*(?:\s[A-Z][\w'\u2019-]*){0,2}", " ; ", bare)
    return list(dict.fromkeys(find_names(bare)))


def _clean(words: str) -> str:
    return " ".join(words.split()).strip(" .,;:|-\u2013—")


@cache
def _openers(pages: Pages, *, small: bool) -> re.Pattern[str]:
    listed = alternatives(pages.byline.openers, capitals=True)
    return re.compile(rf"(?:{listed})(?:\s?:\s?|\s+)(?=\S)", re.IGNORECASE if small else re.NOFLAG)


@cache
def _credit_openers(pages: Pages) -> re.Pattern[str]:
    handed = [opener for opener in pages.credit.openers if opener.endswith((" by", " of"))]
    every = alternatives(pages.credit.openers)
    sourced = alternatives(opener for opener in pages.credit.openers if " " in opener and opener not in handed)
    return re.compile(rf"(?:(?:{alternatives(handed)})[\s:]|(?:{every})\s?[:|]\s?|(?:{sourced}),\s)", re.IGNORECASE)


@cache
def _helpers(pages: Pages) -> tuple[re.Pattern[str], re.Pattern[str]]:
    opened = rf"\s*[(\[]?\s*(?:{alternatives(pages.contributors.openers)})[\s:]"
    closed = rf"\b(?:{alternatives(pages.contributors.phrases)})\b[^.]{{0,60}}\.?[)\]]?\s*$"
    return re.compile(opened, re.IGNORECASE), re.compile(closed, re.IGNORECASE)


@cache
def _houses(pages: Pages) -> frozenset[str]:
    return frozenset(map(flatten, pages.credit.houses))


@cache
def _publishers(pages: Pages) -> frozenset[str]:
    return frozenset(map(flatten, pages.publishers.names))


@cache
def _roles(pages: Pages) -> tuple[str, ...]:
    return tuple(f" {role}" for role in pages.byline.roles)


@cache
def _beside(pages: Pages) -> frozenset[str]:
    words = (*pages.dates.beside, *pages.dates.published, *pages.dates.updated, *pages.dates.ago, "ago")
    return frozenset(part for word in words for part in word.casefold().split())


@cache
def _unnamed(pages: Pages) -> frozenset[str]:
    return frozenset(pages.byline.unnamed) | frozenset(name.title() for name in pages.weekdays)
