"""A sentence with the questions that the search for places asks of it, and what the search finds there."""

import math
from functools import cached_property

import msgspec

from detente.model import Token, Tree
from detente.packs import Packs
from detente.packs.gazetteer import Entry, Gazetteer, PlaceWords, fold

LONGEST = 6
"""Words of the longest name that is looked for."""
WIDEST = 80
"""Characters of the longest name that is looked for."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
NAMES = frozenset({"PERSON", "ORG", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE"})
INNER = frozenset({"province", "district"})
NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
BESIDE = 60.0
"""Kilometres from the middle of a district within which a place is taken to lie in it."""


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
    feature: str = ""
    """What the name of something that nothing here knows says that it is: ``river``."""
    held: bool = False
    """What holds it is named right behind it."""
    stray: bool = False
    """Its only namesakes lie where the story is not."""
    article: bool = False
    """"the" stands before it: a river or region rather than a town."""
    plural: str = ""
    """The kind that the word behind a list says of each: "Dadu and Jacobabad districts"."""

    @property
    def key(self) -> str:
        """What one sense a document goes by."""
        return f"{fold(self.name)} county" if self.plural == "county" else fold(self.name)


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

    def lead(self, first: int) -> int:
        """Return the place of the word that leads to a name, past "southern" and "rural"; -1 at the head of a sentence."""
        at = first - 1
        while at > 0 and self.lower(at) in self.words.quarters:
            at -= 1
        return at

    def before(self, first: int) -> str:
        """Return the word that leads to a name, in lower case."""
        return self.lower(self.lead(first))

    def governor(self, found: Found) -> str:
        """Return the lemma of what a name hangs on."""
        return self.tokens[self.tokens[found.last - 1].head].lemma.lower()

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
    doubted: tuple[Found, ...]
    """Names of towns that nothing in the sentence makes places; neighbours in the story may."""
    unknown: tuple[Found, ...]
    countries: tuple[str, ...]


def outer_names(line: Line, found: Found) -> tuple[Entry, ...]:
    """Return what the name behind ", " or " in " can stand for: "Latakia, Syria", "Latakia in Syria", "Aiken, S.C."."""
    place = found.last
    told = line.lower(place) in line.words.types
    place += told
    if line.lower(place) == "," and line.lower(place + 1) == "in":
        place += 1
    if line.lower(place) not in ({",", "in", "(", "of"} if told else {",", "in", "("}):
        return ()
    place += 1 + (line.lower(place + 1) == "the")
    for last in range(min(place + 4, len(line.tokens)), place, -1):
        if line.tokens[last - 1].end - line.tokens[place].start <= WIDEST and line.spelled[place][:1].isupper():
            written = line.written(place, last)
            if fold(written) == found.key:
                break
            outer = line.gazetteer.find_container(written)
            outer = outer or tuple(entry for entry in line.gazetteer.find(written) if entry.kind in INNER)
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
    """Say whether a town or province lies in a country, or a town in a province, by their codes, or in a district."""
    if outer.kind == "district":
        return entry.kind == "town" and entry.country == outer.country and distance(entry, outer) < BESIDE
    if entry.kind == "country" or outer.kind not in {"country", "province", "disputed", "region"}:
        return False
    if outer.kind == "country":
        return outer.country is not None and outer.country in (entry.country, entry.division[:3], *entry.claimants)
    return bool(entry.division) and entry.division == outer.division and entry.kind not in {"province", "disputed"}
