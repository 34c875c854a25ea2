"""Signs of page furniture: buttons, link boxes, trails, separators, mail heads, date lines, and what ends a story."""

import re
from functools import cache
from typing import Literal

from detente.model import Span
from detente.packs.pages import Pages, flatten
from detente.readers.dates import DateMention, alternatives, find_dates

Sign = Literal["furniture", "box", "closer", "trail", "mail", "subject", "date", "publisher", "agency", ""]
"""What a block is by its own words; empty where they say nothing."""

_TIME = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d{1,6})?\s?(?:[ap]\.?\s?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|[+-]\d{4}\b"
)
_READ = re.compile(r"\d{1,3}[\s-]*(?:min|mins|minute|minutes)[\s-]*(?:read|listen|watch)?", re.IGNORECASE)
_COUNT = re.compile(r"[\d.,]+\s?[KMkm]?\s*(?:comments?|shares?|views?|likes?|replies|reads?)", re.IGNORECASE)
_TRAIL = re.compile(r"\s*[>»\u203a→|/•·]\s*")


def find_sign(text: str, pages: Pages, *, start: int, end: int) -> Sign:
    """Return what the words of a block say that it is, or an empty string.

    >>> from detente.packs import load_packs
    >>> find_sign("Popular Right Now", load_packs().pages, start=0, end=17)
    'box'
    """
    words = text[start:end]
    if end - start > 400:
        return ""
    bare = " ".join(words.split())
    flat = flatten(words)
    whole, openers, boxes, closers = _phrases(pages)
    if bare.casefold() in closers or (flat in closers and flat.isalpha() and len(flat) > 3):
        return "closer"
    if flat in boxes:
        return "box"
    if not flat or flat in whole or not any(map(str.isalnum, flat)):
        return "furniture"
    if _READ.fullmatch(flat) or _COUNT.fullmatch(flat) or flat.isdigit():
        return "furniture"
    if pages.agency(bare.strip("()[] ")) and len(bare) < 50 and bare[0] not in "([":
        return "agency"
    if flat in _publishers(pages) or (len(flat) < 60 and flat.partition(", ")[0] in _publishers(pages)):
        return "publisher"
    if _mail(pages)[1].match(bare):
        return "subject"
    if _mail(pages)[0].match(bare):
        return "mail"
    if len(bare.split()) <= 30 and openers.match(bare):
        return "furniture"
    if _is_trail(bare, pages):
        return "trail"
    return "date" if _is_date_line(text, pages, start=start, end=end) else ""


def is_issuer(words: str, pages: Pages) -> bool:
    """Tell whether a line can be the name of an office that issues statements: capitalised, and of such words.

    >>> from detente.packs import load_packs
    >>> is_issuer("MINISTRY OF FOREIGN AFFAIRS", load_packs().pages)
    True
    """
    parts = words.split()
    named = all(part[0].isupper() or len(part) <= 3 or not part[0].isalpha() for part in parts)
    match = _issuers(pages).search(words)
    return named and len(parts) <= 10 and match is not None and len(words[: match.start()].split()) <= 2


def read_mail_head(text: str, pages: Pages, *, start: int, end: int) -> Span | None:
    """Return the value of a mail head's field, or None where the block is no such field."""
    match = _mail(pages)[0].match(text, start, end)
    return Span(start=match.end(), end=end) if match and match.end() < end else None


def rank_date_line(text: str, *, pages: Pages, start: int, end: int) -> list[DateMention]:
    """Return the full dates of a date line, that of publication before that of the last change."""
    dates = [mention for mention in find_dates(text, pages, start=start, end=end) if mention.day]
    updated, _ = _date_words(pages)

    def is_update(mention: DateMention) -> bool:
        return bool(updated.search(text[max(start, mention.start - 40) : mention.start]))

    return sorted(dates, key=is_update)


def _is_trail(bare: str, pages: Pages) -> bool:
    if len(bare) > 300:
        return False
    steps = [flatten(step) for step in _TRAIL.split(bare) if step.strip()]
    if len(steps) < 2 or not all(steps):
        return False
    return (steps[0] in _trails(pages)) or (len(steps) >= 4 and all(len(step.split()) <= 3 for step in steps))


def _is_date_line(text: str, pages: Pages, *, start: int, end: int) -> bool:
    """A line with a date or "3 hours ago", and otherwise only words that stand beside dates."""
    if end - start > 160:
        return False
    words = text[start:end]
    dates = list(find_dates(text, pages, start=start, end=end))
    ago = _date_words(pages)[1].search(words)
    if not dates and not ago:
        return False
    rest = words
    for mention in dates:
        rest = rest.replace(mention.of(text), " ")
    if ago:
        rest = rest.replace(ago[0], " ")
    rest = _TIME.sub(" ", _READ.sub(" ", rest))
    left = [
        word for word in re.findall(r"[^\W_][\w.'\u2019-]*", rest.casefold()) if word.strip(".") not in _beside(pages)
    ]
    return not left and (bool(ago) or any(mention.day for mention in dates))


@cache
def _date_words(pages: Pages) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for "Last updated:" at the end of a text, and for "3 hours ago"."""
    updated = rf"\b(?:{alternatives(pages.dates.updated)})\b[\s:]*$"
    ago = rf"\b(?:\d{{1,3}}|an?)\s?(?:{alternatives(pages.dates.ago)})\s+ago\b"
    return re.compile(updated, re.IGNORECASE), re.compile(ago, re.IGNORECASE)


@cache
def _phrases(pages: Pages) -> tuple[frozenset[str], re.Pattern[str], frozenset[str], frozenset[str]]:
    words = pages.furniture
    opener = re.compile(rf"(?:{alternatives(words.openers)})(?:(?<=\W)|(?!\w))", re.IGNORECASE)
    closers = frozenset(word.casefold() for word in words.closers)
    return frozenset(map(flatten, words.whole)), opener, frozenset(map(flatten, words.boxes)), closers


@cache
def _issuers(pages: Pages) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(pages.publishers.issuers)})\b", re.IGNORECASE)


@cache
def _mail(pages: Pages) -> tuple[re.Pattern[str], re.Pattern[str]]:
    fields = rf"(?:{alternatives(pages.furniture.mail)}):\s+"
    return re.compile(fields), re.compile(rf"(?:{alternatives(pages.furniture.subject)}):\s+")


@cache
def _publishers(pages: Pages) -> frozenset[str]:
    return frozenset(map(flatten, pages.publishers.names))


@cache
def _trails(pages: Pages) -> frozenset[str]:
    return frozenset(map(flatten, pages.furniture.trails))


@cache
def _beside(pages: Pages) -> frozenset[str]:
    words = (*pages.dates.beside, *pages.dates.published, *pages.dates.updated, *pages.dates.ago)
    return frozenset(part for word in words for part in word.casefold().split())
