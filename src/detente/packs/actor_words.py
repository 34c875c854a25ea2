"""Words that make a noun phrase an actor: actor nouns, offices, honorifics, qualifiers, pronouns, group nouns."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from detente.errors import PackError, nearest
from detente.packs.loader import find_files, read_toml

Noun = Literal["person", "organisation", "government"]

SECTORS = frozenset(
    {
        "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE",
        "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
    }
)  # fmt: skip
"""PLOVER sectors that a noun or qualifier may name."""


class ActorNoun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class of nouns whose phrases can act; `words` are singular forms between ``|``."""

    words: str
    kind: Noun
    sector: str = ""
    role: str = ""
    """CAMEO roles behind the country's code."""
    country: str = ""
    """Country or non-state code (IGO) that the noun itself tells."""
    weak: bool = False
    """Takes its sector from what qualifies it."""
    bare: bool = False
    """Needs no article in the singular."""
    plural: bool = False
    """Is an actor only in the plural, or where somebody owns it ("the *U.N.* force")."""
    collective: bool = False
    """Is many in the singular (police)."""
    owned: bool = False
    """Is an actor only where somebody owns it ("a *Greek* tanker")."""
    of_state: str = ""
    """Sector and role where a state owns it ("*Chinese* leaders")."""
    in_number: str = ""
    """Sector and role in the plural ("deputies" are lawmakers)."""
    attributive: bool = False
    """Is an actor before another noun too ("rebel attack")."""
    office: str = ""
    """Normal name of the office that the noun is."""
    gender: str = ""
    many: bool = False
    """Several hold the office at once in one country."""


class Office(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office under its normal name; `words` are the ways of writing it."""

    name: str
    words: str
    kind: Noun = "person"
    sector: str = "GOV"
    role: str = "GOV"
    weak: bool = False
    gender: str = ""
    country: str = ""
    """Where alone the office is called so ("Secretary of State")."""
    many: bool = False
    """Several hold it at once in one country: ambassadors, spokesmen."""


class Portfolio(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field of government; posts are made of it."""

    name: str
    words: str
    role: str = "GOV"


class Post(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Offices made of every portfolio: ``{p}`` is each of its words, ``{name}`` its name."""

    name: str
    words: str
    kind: Noun


class Qualifier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words beside an actor noun that change its sector ("opposition lawmakers", "rebel commander")."""

    words: str
    sector: str
    role: str
    keeps: str = ""
    """Sectors between ``|`` that it leaves; with ``!`` also where the noun is weak."""
    joins: str = ""
    """Sectors between ``|`` that are left, with this role put before theirs (OPPLEG)."""


class GroupNoun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns that, definite and plural, stand for actors named before."""

    words: str
    of: Literal["country", "person", "organisation", "any", "anybody"]
    """any: states and organisations; anybody: persons too."""
    offices: str = ""
    """Offices between ``|`` that persons must hold; ``*`` is any office."""
    gender: str = ""
    alone: bool = False
    """Points back in the singular too ("the kingdom", "the pair")."""
    count: int | None = None
    """How many it stands for."""


class NameWord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell, in the name of an organisation which no pack knows, what sort it is ("Hyundai Heavy *Industries*")."""

    words: str
    sector: str
    role: str


class Honorifics(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words before a name that are no office."""

    male: str = ""
    female: str = ""
    any: str = ""
    rank: str = ""
    """Military ranks: the bearer is a soldier."""
    legislator: str = ""


class Pronouns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Third-person pronouns by what they agree with, and those of the first person."""

    male: str = ""
    female: str = ""
    neuter: str = ""
    plural: str = ""
    speaker: str = ""
    speakers: str = ""


class Alike(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sectors between ``|`` whose nouns can name the same people: militants are rebels and gunmen."""

    sectors: str


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    noun: tuple[ActorNoun, ...] = ()
    office: tuple[Office, ...] = ()
    portfolio: tuple[Portfolio, ...] = ()
    post: tuple[Post, ...] = ()
    qualifier: tuple[Qualifier, ...] = ()
    group: tuple[GroupNoun, ...] = ()
    alike: tuple[Alike, ...] = ()
    name_word: tuple[NameWord, ...] = ()
    honorifics: Honorifics = Honorifics()
    pronouns: Pronouns = Pronouns()
    given: dict[str, str] = {}
    spelling: dict[str, str] = {}
    lists: dict[str, str] = {}
    transliteration: dict[str, str] = {}
    regions: dict[str, str] = {}


HYPHEN = re.compile(r"-(?!\d)")
"""Hyphens that the parser takes for words of their own; it leaves "F-16" whole."""

CACHED = 100_000
"""Words whose look-up form is remembered."""

LISTS = (
    "motion", "places", "locative", "trust", "agentive", "willing", "empty", "never_names", "particles", "indefinite",
    "not_actors", "belonging", "stances", "speaking",
    "relational", "counterparts", "colleagues", "addressed", "bands", "recalling", "statehood",
    "things_do", "things_have", "blaming", "complaints", "praising", "telling", "kin", "men", "adherents",
    "predicative",
)  # fmt: skip
"""Word lists that the file must have."""


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Return the singular of an English noun in lower case, by its ending.

    >>> singular("ministries"), singular("gunmen"), singular("forces"), singular("press"), singular("coaches")
    ('ministry', 'gunman', 'force', 'press', 'coach')
    """
    if word.endswith("men"):
        return word[:-2] + "an"
    if len(word) > 3:
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "sses", "xes")):
            return word[:-2]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
    return {"media": "medium", "children": "child", "wives": "wife", "thieves": "thief", "mps": "mp"}.get(word, word)


class ActorWords:
    """The words of a language that tell actors, indexed for look-up in running text."""

    def __init__(self, files: Sequence[tuple[Path, "_File"]]) -> None:
        parts = [file for _, file in files]
        self._spelling = {word: right for part in parts for word, right in part.spelling.items()}
        self._symbol_of: dict[str, str] = {}
        self.nouns: dict[str, list[tuple[tuple[str, ...], ActorNoun]]] = defaultdict(list)
        for part in parts:
            for office in (*part.office, *_posts(part)):
                self._add(office.words, _noun_of(office))
            for noun in part.noun:
                self._add(noun.words, noun)
        self.offices = {noun.office: noun for rows in self.nouns.values() for _, noun in rows if noun.office}
        """Offices by their normal name."""
        for entries in self.nouns.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.qualifiers = {word: row for part in parts for row in part.qualifier for word in self._listed(row.words)}
        self.name_words = {word: row for part in parts for row in part.name_word for word in self._listed(row.words)}
        """Words of organisations' names that tell the sector."""
        self._alike = tuple(frozenset(row.sectors.split("|")) for part in parts for row in part.alike)
        self.groups = {word: row for part in parts for row in part.group for word in self._listed(row.words)}
        self.honorifics = {self.symbol(word): kind for part in parts for word, kind in _words_of(part.honorifics)}
        self.pronouns = {word: kind for part in parts for word, kind in _words_of(part.pronouns)}
        self.given = {name: sex for part in parts for sex, names in part.given.items() for name in names.split("|")}
        self.transliteration = {old: new for part in parts for old, new in part.transliteration.items()}
        self.regions = {
            tuple(self._symbols(word)): code
            for part in parts
            for code, words in part.regions.items()
            for word in words.split("|")
        }
        """Adjectives of regions with the code that their officials have; "none" where no one country or body does."""
        listed: dict[str, set[str]] = defaultdict(set)
        for part in parts:
            for name, words in part.lists.items():
                listed[name].update(words.split("|"))
        self.lists: Mapping[str, frozenset[str]] = {name: frozenset(words) for name, words in listed.items()}
        self.not_actors = {self._symbols(phrase) for phrase in self.lists["not_actors"]}

    def alike(self, one: str, other: str) -> bool:
        """Say whether nouns of two sectors can name the same people."""
        return any({one, other} <= sectors for sectors in self._alike)

    def symbol(self, word: str) -> str:
        """Return what a word is looked up by: lower case, singular, one spelling, no final stop."""
        known = self._symbol_of.get(word)
        if known is None:
            known = word.lower().rstrip(".") or word
            known = singular(self._spelling.get(known, known))
            known = self._spelling.get(known, known)
            if len(self._symbol_of) < CACHED:
                self._symbol_of[word] = known
        return known

    def noun_at(self, symbols: Sequence[str], at: int) -> tuple[int, ActorNoun] | None:
        """Return the longest actor noun or office that starts at a place: its length in words, and its class."""
        for words, noun in self.nouns.get(symbols[at], ()):
            if tuple(symbols[at : at + len(words)]) == words:
                return len(words), noun
        return None

    def name_office(self, title: str, office: str) -> str:
        """Return the normal name of an office that is listed with a title and a general name."""
        for text in (title, office):
            symbols = [self.symbol(word) for word in text.replace("-", " ").split()]
            found = self.noun_at(symbols, 0) if symbols else None
            if found and found[1].office and found[0] == len(symbols):
                return found[1].office
        return office

    def region_in(self, symbols: Sequence[str]) -> str | None:
        """Return the code of the region that an adjective among these words names, or None.

        >>> from detente.packs import load_packs
        >>> load_packs().actor_words.region_in(["west", "african", "leader"])
        'IGO'
        """
        for size in (2, 1):
            for at in range(len(symbols) - size):
                code = self.regions.get(tuple(symbols[at : at + size]))
                if code is not None:
                    return code
        return None

    def _symbols(self, phrase: str) -> tuple[str, ...]:
        return tuple(self.symbol(word) for word in HYPHEN.sub(" ", phrase).replace("'s", " 's").split())

    def _listed(self, words: str) -> list[str]:
        return [" ".join(self._symbols(word)) for word in words.split("|")]

    def _add(self, listed: str, noun: ActorNoun) -> None:
        for phrase in listed.split("|"):
            words = self._symbols(phrase)
            if words not in {known for known, _ in self.nouns[words[0]]}:
                self.nouns[words[0]].append((words, noun))


def _words_of(lists: msgspec.Struct) -> Iterable[tuple[str, str]]:
    for kind in lists.__struct_fields__:
        for word in filter(None, getattr(lists, kind).split("|")):
            yield word, kind


def _posts(part: _File) -> Iterable[Office]:
    for portfolio in part.portfolio:
        for post in part.post:
            words = "|".join(
                form.replace("{p}", word) for form in post.words.split("|") for word in portfolio.words.split("|")
            )
            name = post.name.replace("{name}", portfolio.name)
            yield Office(name=name, words=words, kind=post.kind, role=portfolio.role)


def _noun_of(office: Office) -> ActorNoun:
    return ActorNoun(
        words=office.words,
        kind=office.kind,
        sector=office.sector,
        role=office.role,
        weak=office.weak,
        office=office.name,
        gender=office.gender,
        many=office.many,
        country=office.country,
        attributive=office.kind == "organisation",
    )


def load_actor_words(roots: Sequence[Path], language: str) -> ActorWords:
    """Read ``<language>/actors*.toml`` of every root.

    Raises:
        PackError: a file is wrong, names an unknown sector, or a word list is missing.
    """
    files = [(file, read_toml(file, _File)) for file in find_files(roots, f"{language}/actors*.toml")]
    for file, part in files:
        rows: tuple[ActorNoun | Office | Qualifier | NameWord, ...] = (
            *part.noun,
            *part.office,
            *part.qualifier,
            *part.name_word,
        )
        for row in rows:
            for sector in (row.sector, getattr(row, "of_state", ""), getattr(row, "in_number", "")):
                if sector and sector not in SECTORS:
                    raise PackError(str(file), row.words, f"no PLOVER sector {sector!r}{nearest(sector, SECTORS)}")
    have = {name for _, part in files for name in part.lists}
    if missing := [name for name in LISTS if name not in have]:
        raise PackError(f"{language}/actors.toml", "lists", f"lacks {missing}")
    return ActorWords(files)
