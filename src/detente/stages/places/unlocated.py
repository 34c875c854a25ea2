"""Names that the text makes places though the gazetteer does not know them: where they lie is inferred from their neighbours."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from detente.packs.gazetteer import TABLE, Entry, Precision
from detente.stages.places.lines import LONGEST, NUMBERS, PLACES, Found, Line, distance, outer_names

SMALL = 60_000
"""Inhabitants up to which a town far from all else in the story is only a namesake of the place meant."""
FAR = 600.0
"""Kilometres that are far."""
FEWEST = 2
"""Other places that a story must name."""
SHARE = 0.6
"""Share of them that must lie in one country."""
AROUND = 250.0
"""Kilometres from a place of the story within which a landscape lies where the town of its name does."""
REACH = 150.0
"""Kilometres at which a neighbour counts for a third of one next door."""
SCORE = 0.4
"""What a position that is only inferred is worth."""
WIDTH: dict[str, Precision] = {"town": "district", "exact": "district", "district": "district", "province": "province"}
"""How precise a place is that stands for an unknown one beside it; what stands here alone can do so."""
FEATURES: dict[str, Precision] = {"river": "region", "mountains": "region", "region": "region", "lake": "region"}
"""How precise what a feature's own kind allows at most."""


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """A place found in the story and the sentence where it stands."""

    sentence: int
    entry: Entry


def find_feature(line: Line, first: int) -> Found | None:
    """Return the capitalised name that begins here and says that it is a landscape: "Klamath River", "Mount Merapi".

    A name that the gazetteer knows whole, or that is part of a longer one, is none.
    """
    words, last = line.words, first
    while last < len(line.tokens) and last - first < LONGEST and _goes_on(line, first, last):
        last += 1
    while last > first + 1 and not line.spelled[last - 1][:1].isupper():
        last -= 1
    kind = words.features.get(line.lower(last - 1)) or words.heads.get(line.lower(first))
    before = line.spelled[first - 1] if first else ""
    if last - first < 2 or not kind or (before[:1].isupper() and before != "The" and line.tokens[first - 1].ent):
        return None
    led = before.lower() == "the" or line.before(first) in line.words.inside
    if line.tokens[first].ent in {"PERSON", "WORK_OF_ART"} and not led and line.lower(first) not in line.words.heads:
        return None
    labels = {line.tokens[index].ent for index in range(first, last)}
    if line.gazetteer.find(line.written(first, last)) or labels & NUMBERS or not _ends_here(line, last):
        return None
    return _make(line, first, last, feature=kind)


def _goes_on(line: Line, first: int, index: int) -> bool:
    """Say whether a word belongs to the capitalised run that began at `first`."""
    if line.spelled[index][:1].isupper():
        return line.tokens[index].pos in {"PROPN", "NOUN", "ADJ"} and (
            index == first or line.spelled[index - 1] not in {",", "."}
        )
    inside = index > first and index + 1 < len(line.tokens) and line.spelled[index + 1][:1].isupper()
    return inside and line.lower(index) in line.words.binders


def _ends_here(line: Line, last: int) -> bool:
    """Say whether the name ends before `last`: no noun that it only describes follows ("the Bear Creek fire")."""
    return last >= len(line.tokens) or line.tokens[last - 1].dep != "compound" or line.tokens[last - 1].head != last


def find_strays(read: Sequence[tuple[Found, Entry]], head: Sequence[Entry]) -> frozenset[str]:
    """Return the names read as small towns far from everything else in a story that is about one country: namesakes only.

    A town whose country the text names, or says beside it, is none.
    """
    homes = {found.key: entry for found, entry in read} | {entry.name: entry for entry in head}
    strays: set[str] = set()
    for found, entry in read:
        if entry.source != TABLE or entry.kind != "town" or entry.population > SMALL or found.country or found.held:
            continue
        others = [other for key, other in homes.items() if key != found.key and other.country and other.latitude]
        countries = Counter(other.country for other in others)
        if len(others) < FEWEST or entry.country in countries or max(countries.values()) < SHARE * len(others):
            continue
        if min(distance(entry, other) for other in others) > FAR:
            strays.add(found.key)
    return frozenset(strays)


def find_unknown(line: Line, index: int, length: int) -> Iterator[Found]:
    """Yield the entity that begins here if the parser takes it for a town or landscape that nothing here knows.

    Behind "village of" any capitalised words are one, whatever the parser takes them for.
    """
    start, end = line.spans[index]
    if start != index or length or end - start > LONGEST:
        return
    if line.tokens[index].ent in {"", *NUMBERS} and not _is_named_so(line, index):
        return
    while end > start and line.spelled[end - 1] in {"'s", "\u2019s", ",", "."}:
        end -= 1
    if end == start or line.lower(end - 1) in line.words.building:
        return
    found = _make(line, start, end)
    if line.tokens[index].ent in {"GPE", "LOC"} or _is_named_so(line, index) or _is_site(line, found):
        yield found


def _is_site(line: Line, found: Found) -> bool:
    """Say whether what the parser takes for a building is told to lie in a place: "at Rubaya, in Masisi territory"."""
    return line.tokens[found.first].ent == "FAC" and found.last - found.first == 1 and bool(outer_names(line, found))


def _is_named_so(line: Line, index: int) -> bool:
    """Say whether "village of" or the like stands before a name."""
    return line.lower(index - 1) == "of" and line.lower(index - 2) in line.words.types


def _make(line: Line, first: int, last: int, *, feature: str = "") -> Found:
    return Found(
        sentence=line.number,
        first=first,
        last=last,
        start=line.tokens[first].start,
        end=line.tokens[last - 1].end,
        name=line.written(first, last),
        entries=(),
        feature=feature,
    )


def is_ground(line: Line, found: Found) -> bool:
    """Say whether an unknown name is a place by the words around it: behind "in", a village of its name, a landscape."""
    words, before = line.words, line.before(found.first)
    if found.feature or found.stray:
        return True
    if _is_named_so(line, found.first):
        return line.tokens[found.last - 1].pos == "PROPN"
    if any(line.lower(index) in words.common for index in range(found.first, found.last)):
        return False
    if line.tokens[found.first].ent not in PLACES or found.name.isupper():
        return False
    kind = line.lower(found.last) in words.types
    reached = line.tokens[found.last - 1].dep in {"dobj", "nsubjpass"} and line.governor(found) in words.reaching
    return kind or reached or before in words.inside | words.leading | {"at"}


def place_unknown(line: Line, found: Found, located: Sequence[Located]) -> tuple[Entry, str, Precision] | None:
    """Return the place that stands for an unknown one, the reason, and the precision: what holds it, else what is near.

    `located` are the places found in the story; None where there are none that could stand for it.
    """
    near = [one for one in located if one.entry.latitude is not None and one.entry.precision in WIDTH]
    for entry in outer_names(line, found):
        if any(one.entry == entry for one in near):
            return entry, f"unknown to the gazetteer; in {entry.name}, as the text says", _width(entry, found)
    for name in _shorter(line, found):
        for entry in line.gazetteer.find(name):
            if entry.precision in WIDTH and any(distance(entry, one.entry) < AROUND for one in near):
                return entry, f"unknown to the gazetteer; has its name of {entry.name}", _width(entry, found)
    if not near:
        return None
    weights = [1.0 / (1 + abs(one.sentence - found.sentence)) for one in near]
    narrow = [1.0 if one.entry.precision in {"town", "exact", "district"} else 0.5 for one in near]
    support = [
        sum(
            weight * math.exp(-distance(one.entry, other.entry) / REACH)
            for other, weight in zip(near, weights, strict=True)
        )
        for one in near
    ]
    best = max(range(len(near)), key=lambda row: (support[row] * weights[row] * narrow[row], -row))
    return (
        near[best].entry,
        f"unknown to the gazetteer; named beside {near[best].entry.name}",
        _width(near[best].entry, found),
    )


def _shorter(line: Line, found: Found) -> list[str]:
    """Return the names inside that of a landscape: "Klamath" of "Klamath River"."""
    if not found.feature or found.last - found.first < 2:
        return []
    return [line.written(found.first, found.last - 1), line.written(found.first + 1, found.last)]


def _width(entry: Entry, found: Found) -> Precision:
    return FEATURES.get(found.feature, WIDTH[entry.precision])
