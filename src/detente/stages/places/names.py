"""Find the names in a sentence that may be places, with whatever the words around them say about what they are."""

import math
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from detente.model import Token, Tree
from detente.packs import Packs
from detente.packs.gazetteer import NATURE, Entry, Gazetteer, PlaceWords, fold

LONGEST = 6
"""Words of the longest name that is looked for."""
WIDEST = 80
"""Characters of the longest name that is looked for."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
NAMES = frozenset({"PERSON", "ORG", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE"})
NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
ENOUGH = 5_000
"""Inhabitants of a town whose name the parser takes for a person or organisation, to be believed after "in"."""
LARGE = 50_000
"""Inhabitants of a town whose name is believed after any "to" or "from", whatever the parser takes it for."""
KNOWN_BY_ALL = 500_000
"""Inhabitants of a town that is believed anywhere, whatever persons of that name the story has."""
SETTLED = frozenset({"town", "province", "district"})
NEIGHBOURS = 300.0
"""Kilometres within which two names of a list are taken to speak for one another."""
FIRST = 8
"""Places of a name that are asked whether they lie near those of another."""
BACK = 4
"""Words before a name in which "the Syrian city of" is looked for."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A name in a sentence, tokens `first` to `last` (exclusive), and all that it can stand for."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    name: str
    entries: tuple[Entry, ...]
    kind: str = ""
    """The kind of area that a word beside it says: "Latakia province", "the city of Kherson"."""
    country: str = ""
    """The country that an adjective before it says: "the Syrian port of"."""
    building: bool = False
    """The name of a building or institution holds this name: "Aleppo Airport"."""

    @property
    def key(self) -> str:
        """What one sense a document goes by."""
        return fold(self.name)


class Line:
    """A sentence with the questions that the search asks of it."""

    def __init__(self, text: str, number: int, tree: Tree, packs: Packs) -> None:
        self.text, self.number, self.tree = text, number, tree
        self.tokens: tuple[Token, ...] = tree.tokens
        self.gazetteer: Gazetteer = packs.gazetteer
        self.words: PlaceWords = packs.gazetteer.words
        self._world = packs.world

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """The tokens as written."""
        return tuple(token.text for token in self.tokens)

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The named entity that each token lies in: its first token, and the one behind its last."""
        spans: list[tuple[int, int]] = []
        start = 0
        for index, token in enumerate(self.tokens):
            same = index and token.ent and not token.ent_begin and self.tokens[index - 1].ent
            if not same:
                spans += [(start, index)] * (index - start)
                start = index
        return (*spans, *([(start, len(self.tokens))] * (len(self.tokens) - start)))

    def written(self, first: int, last: int) -> str:
        """Return the characters of tokens `first` to `last` (exclusive)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def lower(self, index: int) -> str:
        """Return a word in lower case, empty outside the sentence."""
        return self.spelled[index].lower() if 0 <= index < len(self.tokens) else ""

    def actor_at(self, index: int) -> tuple[int, str, str]:
        """Return how many tokens the name of an actor takes here, its kind and its country; 0 where there is none."""
        match = self._world.match(self.spelled, index, on=None)
        if match is None:
            return 0, "", ""
        kinds = [name.kind for name in match[1]]
        chosen = next((name for name in match[1] if name.kind == "country"), match[1][0])
        return match[0], "country" if "country" in kinds else chosen.kind, chosen.key


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What a sentence holds: names that may be places, unknown ones, and countries named in any way."""

    found: tuple[Found, ...]
    unknown: tuple[Found, ...]
    countries: tuple[str, ...]


def survey_line(line: Line, surnames: frozenset[str]) -> Survey:
    """Read a sentence from left to right, always taking the longest name."""
    found: list[Found] = []
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
        name = _longest(line, index, actor, surnames, previous=previous)
        if name is not None:
            found.append(name)
            index = name.last
        else:
            unknown.extend(_unknown(line, index, length))
            index += max(1, length)
    return Survey(found=tuple(found), unknown=tuple(unknown), countries=tuple(countries))


def _may_begin(line: Line, index: int) -> bool:
    if line.spelled[index][:1].isupper():
        return True
    return line.lower(index + 1) == "-" and line.lower(index + 2) != "" and line.lower(index) in line.words.articles


def _longest(
    line: Line, first: int, actor: tuple[int, str, str], surnames: frozenset[str], *, previous: Found | None
) -> Found | None:
    for last in range(min(first + LONGEST, len(line.tokens)), first, -1):
        written = line.spelled[last - 1]
        if written[:1].isalnum() and line.tokens[last - 1].end - line.tokens[first].start <= WIDEST:
            entries = _entries(line, first, last, actor)
            if not entries and previous is not None and line.lower(first - 1) == ",":
                outer = line.gazetteer.find_container(line.written(first, last))
                entries = tuple(area for area in outer if any(lies_in(entry, area) for entry in previous.entries))
            entries = entries or _shortened(line, first, last)
            if entries:
                found = _describe(line, first, last, entries)
                if _is_believed(line, found, surnames, previous=previous):
                    return found
    return None


def _shortened(line: Line, first: int, last: int) -> tuple[Entry, ...]:
    """Return the province that an abbreviation stands for without its town: "a Fla. court", "in NSW"."""
    written = line.written(first, last)
    short = written.endswith(".") or line.spelled[last : last + 1] == (".",) or (len(written) > 2 and written.isupper())
    common = fold(written) in line.words.common
    placed = line.tokens[first].ent in PLACES or line.lower(first - 1) in line.words.inside
    if not short or common or not placed or len(fold(written)) < 3:
        return ()
    return line.gazetteer.find_container(written)


def _entries(line: Line, first: int, last: int, actor: tuple[int, str, str]) -> tuple[Entry, ...]:
    """Return what a stretch of words can stand for, as far as its spelling and the names of actors allow."""
    name = line.written(first, last)
    entries: tuple[Entry, ...] = line.gazetteer.find(name)
    length, kind, country = actor
    if not name[0].isupper() or line.spelled[last - 1][0].islower():
        entries = tuple(entry for entry in entries if entry.kind != "town" or "-" in name)
    if entries and len(fold(name)) <= 3 and not name.replace(".", "").isupper():
        entries = tuple(entry for entry in entries if entry.population >= ENOUGH)
    if length >= last - first and kind not in {"country", "capital"}:
        return tuple(entry for entry in entries if entry.kind not in {"town", "country", "province"})
    if last - first == length and kind == "country" and all(entry.kind == "town" for entry in entries):
        state = line.gazetteer.country(country)
        return (state, *entries) if state else entries
    return entries


def _describe(line: Line, first: int, last: int, entries: tuple[Entry, ...]) -> Found:
    start, end = line.spans[first]
    outer = line.tokens[first].ent in PLACES | {"ORG"} and end > last
    return Found(
        sentence=line.number,
        first=first,
        last=last,
        start=line.tokens[first].start,
        end=line.tokens[last - 1].end,
        name=line.written(first, last),
        entries=entries,
        kind=_kind_beside(line, first, last),
        country=_country_before(line, first),
        building=outer and start <= first and line.lower(end - 1) in line.words.building,
    )


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


def _is_believed(line: Line, found: Found, surnames: frozenset[str], *, previous: Found | None) -> bool:
    """Say whether the words around a name, or the parser, give reason to take it for a place."""
    first, last = found.first, found.last
    start, end = line.spans[first]
    label = line.tokens[first].ent
    half = _is_half(line, found)
    inner = (start < first or end > last) and bool(label) and not half
    kinds = {entry.kind for entry in found.entries}
    of_nature = found.kind in NATURE and line.lower(first - 1) == "of" and line.spelled[first - 2][:1].isupper()
    if of_nature and found.kind not in kinds:
        return False
    size = max(entry.population for entry in found.entries)
    if label in NUMBERS or (inner and label in NAMES and not found.building):
        return False
    within = _is_within(line, found) or _is_held(line, found, previous)
    told = bool(found.kind or found.country) or within or _is_led(line, first, after_place=previous is not None)
    joined = half or _is_joined(line, found, previous)
    told = told or joined
    if "town" in kinds and kinds <= {"town", "province"}:
        if found.key in surnames and size < KNOWN_BY_ALL and not (told and label in PLACES):
            return False
        if found.key in line.words.common or found.key in line.words.building:
            return told and label in PLACES and not found.building
        if line.lower(last - 1) in line.words.building and size < LARGE and not within:
            return False
        proper = line.tokens[last - 1].pos == "PROPN"
        if label in PLACES or found.building or (proper and size >= KNOWN_BY_ALL):
            return True
        directed = size >= (LARGE if last - first == 1 else ENOUGH) and line.lower(first - 1) in line.words.directed
        sure = not label or within or joined or last - first > 1
        least = 0 if sure else LARGE if label == "PERSON" and line.lower(first - 1) not in line.words.inside else ENOUGH
        return proper and (directed or (told and size >= least))
    if label in PLACES or told or kinds - {"town", "province", "country"}:
        return True
    proper = line.tokens[last - 1].pos == "PROPN"
    placed = line.lower(first - 1) in (line.words.directed | line.words.partitive)
    if kinds == {"province"} and proper and found.key not in surnames and (placed or label in {"ORG", "NORP"}):
        return not inner
    return proper and (
        not label or last - first > 1 or ("country" in kinds and label not in {"PERSON", "LAW", "EVENT"})
    )


def _is_led(line: Line, first: int, *, after_place: bool) -> bool:
    """Say whether what stands before a name leads to a place: "in", "withdrew from", "shelled", "in Homs and"."""
    before, words = line.lower(first - 1), line.words
    if before in words.inside or before in words.leading or (after_place and before in {"and", "or", ",", "to"}):
        return True
    if before in words.directed or before in words.partitive:
        governor = line.tokens[line.tokens[first - 1].head].lemma.lower()
        return governor in (words.motion if before in words.directed else words.assault | words.ground)
    token, named = line.tokens[first], first
    for _ in range(LONGEST):
        if token.dep == "compound" and token.head > named:
            named, token = token.head, line.tokens[token.head]
    above = line.tokens[token.head].lemma.lower()
    return token.dep in {"dobj", "nsubjpass"} and above in words.reaching


def _is_joined(line: Line, found: Found, previous: Found | None) -> bool:
    """Say whether a comma or "and" joins a name to a place not far from one of its own: "Joplin and Branson"."""
    if previous is not None and line.lower(found.first - 1) in line.words.joining:
        return _are_neighbours(found.entries, previous.entries)
    after = found.last + 1
    if line.lower(found.last) not in line.words.joining or after >= len(line.tokens):
        return False
    start, end = line.spans[after]
    if start != after or line.tokens[after].ent not in PLACES or end - start > LONGEST:
        return False
    return _are_neighbours(found.entries, line.gazetteer.find(line.written(start, end)))


def _is_half(line: Line, found: Found) -> bool:
    """Say whether the parser takes a name and its neighbour for one: "Alicante and Castellon", an organisation."""
    (start, end), joining = line.spans[found.first], line.words.joining
    if start == found.first and found.last + 1 < end and line.lower(found.last) in joining:
        other = line.written(found.last + 1, end)
    elif end == found.last and start < found.first - 1 and line.lower(found.first - 1) in joining:
        other = line.written(start, found.first - 1)
    else:
        return False
    return len(other) <= WIDEST and _are_neighbours(found.entries, line.gazetteer.find(other))


def _are_neighbours(some: Sequence[Entry], others: Sequence[Entry]) -> bool:
    return any(
        one.kind in SETTLED and other.kind in SETTLED and distance(one, other) < NEIGHBOURS
        for one in some[:FIRST]
        for other in others[:FIRST]
    )


def _is_within(line: Line, found: Found) -> bool:
    """Say whether a country or province that one of the entries lies in follows behind a comma."""
    return any(lies_in(entry, outer) for outer in outer_names(line, found) for entry in found.entries)


def _is_held(line: Line, found: Found, previous: Found | None) -> bool:
    """Say whether the name before this one owns it: "Ukraine's Kherson"."""
    if previous is None or line.lower(found.first - 1) not in {"'s", "\u2019s"}:
        return False
    return any(lies_in(entry, outer) for outer in previous.entries for entry in found.entries)


def outer_names(line: Line, found: Found) -> tuple[Entry, ...]:
    """Return what the name behind ", " or " in " can stand for: "Latakia, Syria", "Latakia in Syria", "Aiken, S.C."."""
    place = found.last
    if line.lower(place) not in {",", "in", "("}:
        return ()
    place += 1 + (line.lower(place + 1) == "the")
    for last in range(min(place + 4, len(line.tokens)), place, -1):
        if line.tokens[last - 1].end - line.tokens[place].start <= WIDEST and line.spelled[place][:1].isupper():
            outer = line.gazetteer.find_container(line.written(place, last))
            length, kind, country = line.actor_at(place)
            state = line.gazetteer.country(country) if kind == "country" and length == last - place else None
            if outer or state:
                return outer or ((state,) if state else ())
    return ()


def distance(one: Entry, other: Entry) -> float:
    """Return the kilometres between two entries, infinite where one has no position."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(one.longitude - other.longitude)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))


def lies_in(entry: Entry, outer: Entry) -> bool:
    """Say whether a town or province lies in a country, or a town in a province, by their codes."""
    if entry.kind == "country" or outer.kind not in {"country", "province", "disputed", "region"}:
        return False
    if outer.kind == "country":
        return outer.country is not None and outer.country in (entry.country, entry.division[:3], *entry.claimants)
    return bool(entry.division) and entry.division == outer.division and entry.kind not in {"province", "disputed"}


def _unknown(line: Line, index: int, length: int) -> Iterator[Found]:
    """Yield the entity that begins here if the parser takes it for a town or landscape that nothing here knows."""
    start, end = line.spans[index]
    if start != index or length or line.tokens[index].ent not in {"GPE", "LOC"} or end - start > LONGEST:
        return
    while end > start and line.spelled[end - 1] in {"'s", "\u2019s", ",", "."}:
        end -= 1
    if end > start and line.lower(end - 1) not in line.words.building:
        yield Found(
            sentence=line.number,
            first=start,
            last=end,
            start=line.tokens[start].start,
            end=line.tokens[end - 1].end,
            name=line.written(start, end),
            entries=(),
        )


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
