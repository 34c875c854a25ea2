# ruff: noqa: RUF001, RUF002 -- look-alike characters are what this module folds
"""Find names in tokenised text: the longest name that starts at a word, in every spelling that papers give it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

Kind = Literal["country", "demonym", "capital", "metonym", "organisation", "group", "party", "force", "agency"]

SHORTEST_CAPITALS = 4
"""Letters that a name needs to be known when it is written in capitals ("IRAN"); shorter ones are taken as written."""

LONGEST_COMPOUND = 40
"""Characters of a hyphenated token that is looked into for the name before its hyphen."""

_LETTERS: dict[int, str] = {
    **{ord(letter): "'" for letter in "’‘ʼʻ`´′"},
    **{ord(letter): "-" for letter in "‐‑–"},
    **{ord(letter): plain for letter, plain in zip("øØłŁđĐıəƏðÐ", "oOlLdDiaAdD", strict=True)},
    ord("ß"): "ss",
    ord("æ"): "ae",
    ord("Æ"): "Ae",
    ord("œ"): "oe",
    ord("Œ"): "Oe",
    ord("þ"): "th",
    ord("Þ"): "Th",
}
_SPLIT = r"'(?:s(?![\w'])|(?!\w))|[,()/]|(?<=[^\W_])-(?=[^\W\d_])|(?<=\d)\+(?=\d)"
_WORD = re.compile(rf"{_SPLIT}|(?:(?!{_SPLIT})\S)+")


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A way of writing an entity; `from_` and `to` are years, months or days, both inclusive, empty where open."""

    text: str
    words: tuple[str, ...]
    """The tokens that spaCy makes of it, accents and curly apostrophes folded."""
    kind: Kind
    key: str
    """Alpha-3 code (dependencies: their own), or the key of the organisation or group."""
    country: str | None
    """PLOVER country code: alpha-3 of the state that answers for it, or IGO, UNO, EUR, NGO, ISM, IMG, MNC."""
    sector: str | None
    """PLOVER sector; None for a bare country or its people."""
    cameo: str | None
    """The whole CAMEO actor code, such as RUSGOV or IGOUNO."""
    entity: str
    """The name to show."""
    from_: str = ""
    to: str = ""
    note: str = ""
    """What else the word may be ("US state", "given name", "common word"); empty where it is not ambiguous."""
    source: str = ""
    beside: tuple[str, ...] = ()
    """Codes of countries of which a story must name one for the words to mean this; none: any story."""

    def holds(self, on: str | None) -> bool:
        """Say whether the name stands for this entity on a day (ISO date; None is any day)."""
        return within(on, self.from_, self.to)


def within(on: str | None, from_: str, to: str) -> bool:
    """Say whether a day lies between two dates of any grain, both inclusive.

    >>> within("1991-12-20", "1945", "1991"), within("1992-01-01", "1945", "1991"), within("2024-05-01", "1945", "")
    (True, False, True)
    """
    if on is None:
        return True
    return (not from_ or on[: len(from_)] >= from_[: len(on)]) and (not to or on[: len(to)] <= to)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without accents and with straight apostrophes and hyphens; its case is kept.

    >>> fold("Côte"), fold("d’Ivoire"), fold("Élysée")
    ('Cote', "d'Ivoire", 'Elysee')
    """
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def split_name(text: str) -> tuple[str, ...]:
    """Split a written name into the tokens that the parser makes of it, folded.

    >>> split_name("Guinea-Bissau"), split_name("People's Republic of China"), split_name("U.S.")
    (('Guinea', '-', 'Bissau'), ('People', "'s", 'Republic', 'of', 'China'), ('U.S.',))
    """
    return tuple(_WORD.findall(fold(text)))


_TURNED = re.compile(r"([^,(]+?)(?:,\s+|\s*\()([^,()]+)\)?")


def turn_round(name: str) -> str | None:
    """Return a name that a list has turned round, as it is said; None for any other.

    >>> turn_round("Korea, Republic of"), turn_round("Iran (Islamic Republic of)"), turn_round("Iran")
    ('Republic of Korea', 'Islamic Republic of Iran', None)
    """
    match = _TURNED.fullmatch(name)
    return f"{match[2].strip()} {match[1].strip()}" if match else None


class NameIndex:
    """Names by their first word; a look-up costs the names that share it."""

    def __init__(self, names: Iterable[Name]) -> None:
        found: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        seen: set[tuple[object, ...]] = set()
        for name in names:  # spellings that differ in accents only are one
            reading = (name.words, name.kind, name.key, name.from_, name.to)
            if reading not in seen:
                seen.add(reading)
                found[name.words].append(name)
        self.names = tuple(name for same in found.values() for name in same)
        lengths: dict[str, set[int]] = defaultdict(set)
        self._entries: dict[tuple[str, ...], list[tuple[tuple[str, ...], tuple[Name, ...]]]] = defaultdict(list)
        for words, same in found.items():
            lower = tuple(word.lower() for word in words)
            lengths[lower[0]].add(len(lower))
            living = sorted(same, key=lambda name: bool(name.to))
            self._entries[lower].append((words, tuple(living)))
        self._lengths = {word: sorted(many, reverse=True) for word, many in lengths.items()}

    def match(self, words: Sequence[str], at: int, *, on: str | None) -> tuple[int, tuple[Name, ...]] | None:
        """Return how many tokens the longest name at `at` takes and whom it may stand for on that day, or None."""
        first = fold(words[at])
        lengths = self._lengths.get(first.lower())
        if lengths is None:
            head, hyphen, _ = first.partition("-")  # "U.S.-led" is one token
            return self.match((head,), 0, on=on) if hyphen and head and len(first) < LONGEST_COMPOUND else None
        written = [fold(word) for word in words[at : at + lengths[0]]]
        lower = tuple(word.lower() for word in written)
        for length in lengths:
            entries = self._entries.get(lower[:length], ()) if length <= len(lower) else ()
            spelt = tuple(written[:length])
            named = [names for exact, names in entries if exact == spelt]
            named = named or [names for exact, names in entries if fits(spelt, exact)][:1]
            held = tuple(name for names in named for name in names if name.holds(on))
            if held:
                return length, held
        return None


def fits(written: Sequence[str], exact: Sequence[str]) -> bool:
    """Say whether the case of what is written allows a name: as listed, in headline capitals, or all in capitals.

    >>> fits(["Doctors", "Without", "Borders"], ["Doctors", "without", "Borders"]), fits(["turkey"], ["Turkey"])
    (True, False)
    >>> fits(["NORTH", "KOREA"], ["North", "Korea"]), fits(["us"], ["US"])
    (True, False)
    """
    if all(
        here == there or (there.islower() and here == there.capitalize())
        for here, there in zip(written, exact, strict=True)
    ):
        return True
    letters = sum(letter.isalpha() for word in written for letter in word)
    return letters >= SHORTEST_CAPITALS and all(word.upper() == word for word in written)
