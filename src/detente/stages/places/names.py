"""Find the names in a sentence that may be places, with whatever the words around them say about what they are."""

from collections.abc import Sequence

import msgspec

from detente.packs.gazetteer import NATURE, TABLE, Entry, fold
from detente.stages.places.belief import ENOUGH, is_believed, may_be_vouched
from detente.stages.places.lines import LONGEST, PLACES, WIDEST, Found, Line, Survey, lies_in, outer_names
from detente.stages.places.unlocated import find_feature, find_unknown

BACK = 4
"""Words before a name in which "the Syrian city of" is looked for."""
AHEAD = 12
"""Words behind a name in which "and Brown counties" is looked for."""


def survey_line(line: Line, surnames: frozenset[str]) -> Survey:
    """Read a sentence from left to right, always taking the longest name."""
    found: list[Found] = []
    doubted: list[Found] = []
    unknown: list[Found] = []
    countries: list[str] = []
    index = 0
    while index < len(line.tokens):
        if not _may_begin(line, index):
            index += 1
            continue
        actor = line.actor_at(index)
        length, kind, country = actor
        if kind in {"country", "demonym"}:
            countries.append(country)
        previous = found[-1] if found and found[-1].last == index - 1 else None
        name, doubt = _longest(line, index, actor, surnames, previous=previous)
        feature = find_feature(line, index) if length == 0 else None
        if feature is not None and (name is None or name.last < feature.last):
            unknown.append(feature)
            index = feature.last
        elif name is not None:
            found.append(name)
            index = name.last
        else:
            if doubt is not None:
                doubted.append(doubt)
            else:
                unknown.extend(find_unknown(line, index, length))
            index = doubt.last if doubt is not None else index + max(1, length)
    return Survey(found=tuple(found), doubted=tuple(doubted), unknown=tuple(unknown), countries=tuple(countries))


def _may_begin(line: Line, index: int) -> bool:
    if line.spelled[index][:1].isupper():
        return True
    return line.lower(index + 1) == "-" and line.lower(index + 2) != "" and line.lower(index) in line.words.articles


def _longest(
    line: Line, first: int, actor: tuple[int, str, str], surnames: frozenset[str], *, previous: Found | None
) -> tuple[Found | None, Found | None]:
    """Return the longest name that begins here, and where there is none the longest that is only possible."""
    refused: Found | None = None
    doubted: Found | None = None
    for last in range(min(first + LONGEST, len(line.tokens)), first, -1):
        written = line.spelled[last - 1]
        if written[:1].isalnum() and line.tokens[last - 1].end - line.tokens[first].start <= WIDEST:
            plural = _plural_kind(line, last)
            entries = _entries(line, first, last, actor, plural=plural)
            if not entries and previous is not None and line.lower(first - 1) == ",":
                outer = line.gazetteer.find_container(line.written(first, last))
                entries = tuple(area for area in outer if any(lies_in(entry, area) for entry in previous.entries))
            entries = entries or _shortened(line, first, last)
            if entries and not (written in line.words.types and all(entry.source == TABLE for entry in entries)):
                found = _describe(line, first, last, entries, plural=plural)
                part = refused is not None and all(entry.source == TABLE for entry in entries)
                if not part and is_believed(line, found, surnames, previous=previous):
                    return found, None
                if refused is None:
                    refused = found if last - first > 1 else None
                    doubted = found if may_be_vouched(line, found, surnames) else None
    return None, doubted


def _shortened(line: Line, first: int, last: int) -> tuple[Entry, ...]:
    """Return the province that an abbreviation stands for without its town: "a Fla. court", "in NSW"."""
    written = line.written(first, last)
    short = written.endswith(".") or line.spelled[last : last + 1] == (".",) or (len(written) > 2 and written.isupper())
    if not short or len(fold(written)) < 3 or fold(written) in line.words.common:
        return ()
    if line.tokens[first].ent not in PLACES and line.before(first) not in line.words.inside:
        return ()
    return line.gazetteer.find_container(written)


def _entries(line: Line, first: int, last: int, actor: tuple[int, str, str], *, plural: str) -> tuple[Entry, ...]:
    """Return what a stretch of words can stand for, as far as its spelling and the names of actors allow."""
    name = line.written(first, last)
    if plural == "county":
        counties = (*line.gazetteer.find(f"{name} County"), *line.gazetteer.find(f"{name} Parish"))
        return counties or line.gazetteer.find(name)
    entries: tuple[Entry, ...] = line.gazetteer.find(_spell_out(line, first, last))
    length, kind, country = actor
    if kind != "country":
        entries = (*_rivers(line, first, last, entries), *entries)
    if not name[0].isupper() or line.spelled[last - 1][0].islower():
        entries = tuple(entry for entry in entries if entry.kind != "town" or "-" in name)
    if entries and len(fold(name)) <= 3 and not name.replace(".", "").isupper():
        entries = tuple(entry for entry in entries if entry.population >= ENOUGH)
    if length >= last - first and kind not in {"country", "capital"}:
        kept = (entry for entry in entries if entry.source != TABLE)
        return tuple(entry for entry in kept if entry.kind not in {"town", "country", "province"})
    if last - first == length and kind == "country" and all(entry.source == TABLE for entry in entries):
        state = line.gazetteer.country(country)
        return (state, *entries) if state else entries
    return entries


def _rivers(line: Line, first: int, last: int, entries: Sequence[Entry]) -> list[Entry]:
    """Return the rivers that "the" before a name makes of it: "the Ohio" is the Ohio River, but the Congo is a state."""
    article = line.lower(first - 1) == "the" and line.tokens[last - 1].dep != "compound"
    if not article or any(entry.kind == "country" or entry.kind in NATURE for entry in entries):
        return []
    named = (f"{line.written(first, last)} River", f"River {line.written(first, last)}")
    return [entry for name in named for entry in line.gazetteer.find(name) if entry.kind == "river"]


def _spell_out(line: Line, first: int, last: int) -> str:
    """Return the words of a name, its first one whole where it is a short form: "Co Kerry" is County Kerry."""
    whole = line.words.short_types.get(line.lower(first).removesuffix("."))
    if whole is None or last - first < 2:
        return line.written(first, last)
    rest = first + 1 + (line.lower(first + 1) == ".")
    return f"{whole} {line.written(rest, last)}" if rest < last else whole


def _plural_kind(line: Line, last: int) -> str:
    """Return the kind that a word in the plural behind a list says of each name in it: "Spink and Brown counties"."""
    for index in range(last, min(last + AHEAD, len(line.tokens))):
        word = line.lower(index)
        if word in line.words.plurals:
            return line.words.plurals[word]
        if not (line.spelled[index][:1].isupper() or word in line.words.joining):
            return ""
    return ""


def _describe(line: Line, first: int, last: int, entries: tuple[Entry, ...], *, plural: str) -> Found:
    start, end = line.spans[first]
    outer = line.tokens[first].ent in PLACES | {"ORG"} and end > last
    found = Found(
        sentence=line.number,
        first=first,
        last=last,
        start=line.tokens[first].start,
        end=line.tokens[last - 1].end,
        name=line.written(first, last),
        entries=entries,
        kind=plural or _kind_beside(line, first, last),
        country=_country_before(line, first),
        building=outer and start <= first and line.lower(end - 1) in line.words.building,
        plural=plural,
        article=line.lower(first - 1) == "the" and line.tokens[last - 1].dep != "compound",
    )
    held = any(lies_in(entry, outer) for outer in outer_names(line, found) for entry in entries)
    return msgspec.structs.replace(found, held=True) if held else found


def _kind_beside(line: Line, first: int, last: int) -> str:
    types = line.words.types
    if line.lower(last) in types:
        return types[line.lower(last)]
    if line.lower(first - 1) == "of" and line.lower(first - 2) in types:
        return types[line.lower(first - 2)]
    return ""


def _country_before(line: Line, first: int) -> str:
    """Return the country of "the Syrian port of" or "the northern Syrian town of"."""
    for index in range(first - 1, max(-1, first - 1 - BACK), -1):
        length, kind, country = line.actor_at(index)
        if kind == "demonym" and index + length <= first:
            between = {line.lower(place) for place in range(index + length, first)}
            return country if between & line.words.types.keys() or not between else ""
    return ""


def find_surnames(lines: Sequence[Line]) -> frozenset[str]:
    """Return the last words of the persons whom the story names in full, folded."""
    found: set[str] = set()
    for line in lines:
        for start, end in set(line.spans):
            if line.tokens[start].ent == "PERSON" and end - start > 1:
                last = end - 1
                while last > start and not line.spelled[last][:1].isalpha():
                    last -= 1
                found.add(fold(line.spelled[last]))
    return frozenset(found)
