"""Say whether the words around a name, the parser, or the neighbours of the story give reason to take it for a place."""

from collections.abc import Iterable, Sequence

from detente.packs.gazetteer import NATURE, TABLE, Entry
from detente.stages.places.lines import (
    LONGEST,
    NAMES,
    NUMBERS,
    PLACES,
    WIDEST,
    Found,
    Line,
    distance,
    lies_in,
)

ENOUGH = 5_000
"""Inhabitants of a town whose name the parser takes for a person or organisation, to be believed after "in"."""
LARGE = 50_000
"""Inhabitants of a town whose name is believed after any "to" or "from", whatever the parser takes it for."""
KNOWN_BY_ALL = 500_000
"""Inhabitants of a town that is believed anywhere, whatever persons of that name the story has."""
SETTLED = frozenset({"town", "province", "district"})
NEIGHBOURS = 300.0
"""Kilometres within which two names of a list, or a name behind "at" and a place of the story, speak for one another."""
CLOSE = 150.0
"""Kilometres within which a place of the story speaks for a name anywhere in a sentence."""
FIRST = 8
"""Places of a name that are asked whether they lie near those of another."""


def is_believed(line: Line, found: Found, surnames: frozenset[str], *, previous: Found | None) -> bool:
    """Say whether the words around a name, or the parser, give reason to take it for a place."""
    first, last = found.first, found.last
    label = line.tokens[first].ent
    half = _is_half(line, found)
    inner = _is_inner(line, found) and not half
    kinds = _kinds(found)
    of_nature = found.kind in NATURE and line.lower(first - 1) == "of" and line.spelled[first - 2][:1].isupper()
    if (of_nature and found.kind not in kinds) or is_cut(line, found) or _is_kin(line, found):
        return False
    if label in NUMBERS or (inner and label in NAMES and not found.building):
        return False
    if _names_its_kind(line, found):
        return True
    if _is_tail(line, found) and not half:
        return False
    told = half or _is_told(line, found, previous=previous)
    proper = line.tokens[last - 1].pos == "PROPN"
    placed = line.lower(first - 1) in (line.words.directed | line.words.partitive)
    known = proper and found.key not in surnames and (placed or label in {"ORG", "NORP"}) and not inner
    if kinds <= {"town", "province"} and "town" in kinds:
        return ("province" in kinds and known) or _is_town(
            line, found, surnames, told=told, half=half, previous=previous
        )
    if label in PLACES or told or kinds - {"town", "province", "country"}:
        return True
    if kinds == {"province"} and known:
        return True
    return proper and (
        not label or last - first > 1 or ("country" in kinds and label not in {"PERSON", "LAW", "EVENT"})
    )


def _is_town(
    line: Line, found: Found, surnames: frozenset[str], *, told: bool, half: bool, previous: Found | None
) -> bool:
    """Say whether a name that stands for towns and divisions of the table is to be believed."""
    first, last = found.first, found.last
    label, words = line.tokens[first].ent, line.words
    size = max(entry.population for entry in found.entries)
    within = found.held or _is_held(line, found, previous)
    if found.key in surnames and size < KNOWN_BY_ALL and not (told and label in PLACES):
        return False
    if found.key in words.common or found.key in words.building:
        return told and label in PLACES and not found.building
    if line.lower(last - 1) in words.building and size < LARGE and not within:
        return False
    proper = line.tokens[last - 1].pos == "PROPN"
    if label in PLACES or found.building or (proper and size >= KNOWN_BY_ALL):
        return True
    before = line.before(first)
    directed = size >= (LARGE if last - first == 1 else ENOUGH) and before in words.directed
    sure = not label or within or _is_joined(line, found, previous) or half or last - first > 1
    least = 0 if sure else LARGE if label == "PERSON" and before not in words.inside else ENOUGH
    return proper and (directed or (told and size >= least))


def may_be_vouched(line: Line, found: Found, surnames: frozenset[str]) -> bool:
    """Say whether a name that the words around it do not make a place may be one if the story has places near by."""
    token, words = line.tokens[found.last - 1], line.words
    led = found.first > 0 and line.before(found.first) in words.inside | words.directed | words.leading
    if not (token.pos == "PROPN" or led) or token.ent in NUMBERS or found.key in surnames or is_cut(line, found):
        return False
    building = found.last - found.first == 1 and found.key in line.words.building
    if _is_inner(line, found) or _is_kin(line, found) or building:
        return False
    return (
        _kinds(found) <= {"town", "province"}
        and found.key not in line.words.common
        and not _stands_in_name(line, found)
    )


def is_vouched(line: Line, found: Found, places: Iterable[Entry]) -> bool:
    """Say whether places of the story lie near enough to a name for it to be a place as well."""
    words, before = line.words, line.before(found.first)
    led = before in words.inside | words.directed | words.leading | words.partitive
    acts = line.tokens[found.last - 1].dep == "nsubj" and line.governor(found) in words.acting
    near = NEIGHBOURS if led else CLOSE
    return not acts and any(
        entry.kind in SETTLED and distance(entry, place) < near for place in places for entry in found.entries[:FIRST]
    )


def _kinds(found: Found) -> set[str]:
    """Return the kinds of what a name can stand for; a division of the table needs as much reason as a town."""
    return {"town" if entry.source == TABLE else entry.kind for entry in found.entries}


def _is_inner(line: Line, found: Found) -> bool:
    start, end = line.spans[found.first]
    start += line.lower(start) == "the"
    return (start < found.first or end > found.last) and bool(line.tokens[found.first].ent)


def _is_tail(line: Line, found: Found) -> bool:
    """Say whether the parser takes a name and the capitalised words before it for one place: the Manor of "Boston Manor"."""
    start = line.spans[found.first][0]
    words = line.words
    before = (index for index in range(start, found.first) if line.spelled[index][:1].isupper())
    return line.tokens[found.first].ent in PLACES and any(
        line.lower(index) not in words.quarters | words.types.keys() | {"the"} for index in before
    )


def _names_its_kind(line: Line, found: Found) -> bool:
    """Say whether the name holds the word for what it is: "Harlan County", "County Kerry"."""
    ends = line.lower(found.last - 1), line.lower(found.first)
    return found.last - found.first > 1 and any(
        line.words.types.get(word) in {"county", "province", "district"} for word in ends
    )


def is_cut(line: Line, found: Found) -> bool:
    """Say whether the next word belongs to the name, which is therefore another one: "Norfolk Southern", "Boston Manor"."""
    following = found.last
    if following >= len(line.tokens) or not line.spelled[following][:1].isupper() or found.building:
        return False
    token, after = line.tokens[found.last - 1], line.tokens[following]
    if after.pos != "PROPN" or after.ent in NUMBERS or after.start - token.end > 1:
        return False
    if line.lower(following) in line.words.types or line.lower(following) in line.words.building:
        return False
    return token.dep == "compound" and token.head == following and after.ent != "PERSON"


def _stands_in_name(line: Line, found: Found) -> bool:
    """Say whether capitalised words stand right before or behind: part of a longer name, or a person's."""
    before, behind = found.first - 1, found.last
    capital = before > 0 and line.spelled[before][:1].isupper() and line.tokens[before].pos == "PROPN"
    return capital or (
        behind < len(line.tokens) and line.tokens[behind].pos == "PROPN" and line.spelled[behind][:1].isupper()
    )


def _is_kin(line: Line, found: Found) -> bool:
    """Say whether a name stands beside a word for a relative: "a son, Austin, of Nashua"."""
    token = line.tokens[found.last - 1]
    if token.dep == "appos" and line.tokens[token.head].lemma.lower() in line.words.kin:
        return True
    back = found.first - 1
    back -= line.lower(back) == ","
    return line.lower(back) in line.words.kin


def _is_told(line: Line, found: Found, *, previous: Found | None) -> bool:
    """Say whether the words beside a name say that it is a place."""
    return (
        bool(found.kind or found.country)
        or found.held
        or _is_held(line, found, previous)
        or _is_led(line, found.first, after_place=previous is not None)
        or _is_home(line, found.first)
        or _is_joined(line, found, previous)
    )


def _is_led(line: Line, first: int, *, after_place: bool) -> bool:
    """Say whether what stands before a name leads to a place: "in", "withdrew from", "shelled", "in Homs and"."""
    at, words = line.lead(first), line.words
    before = line.lower(at)
    if before in words.inside or before in words.leading or (after_place and before in {"and", "or", ",", "to"}):
        return True
    if before in words.directed or before in words.partitive or before in words.adjoining:
        governor = line.tokens[line.tokens[at].head].lemma.lower()
        beside = line.tokens[at - 1].lemma.lower() if at else ""
        if before in words.directed:
            return governor in words.motion or beside in words.motion
        return not {governor, beside}.isdisjoint(words.adjoining.get(before, words.assault | words.ground))
    token, named = line.tokens[first], first
    for _ in range(LONGEST):
        if token.dep == "compound" and token.head > named:
            named, token = token.head, line.tokens[token.head]
    above = line.tokens[token.head].lemma.lower()
    return token.dep in {"dobj", "nsubjpass"} and above in words.reaching


def _is_home(line: Line, first: int) -> bool:
    """Say whether a name stands where people are said to come from: "Ann Marsh of Freeport", "Lee, 34, of Guisborough"."""
    if line.lower(first - 1) != "of" or first < 2:
        return False
    return line.tokens[first - 2].ent == "PERSON" or line.lower(first - 2) == ","


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
    """Say whether the parser takes a name and its neighbour for one: "Alicante and Castellon", "Chittoor in Kerala"."""
    (start, end), joining = line.spans[found.first], line.words.joining | line.words.inside
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


def _is_held(line: Line, found: Found, previous: Found | None) -> bool:
    """Say whether the name before this one owns it: "Ukraine's Kherson"."""
    if previous is None or line.lower(found.first - 1) not in {"'s", "\u2019s"}:
        return False
    return any(lies_in(entry, outer) for outer in previous.entries for entry in found.entries)
