"""The words and tables that times are read with: months, units, cues, holidays, eras, episodes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from detente.errors import PackError
from detente.packs.loader import find_files, read_toml

PIECE = re.compile(r"[0-9]+|[^\W\d_]+|[^\s]", re.UNICODE)
"""A lexeme of a time expression: digits, letters, or any other single character."""

Value = str | int | float
Entry = tuple[tuple[str, ...], Value]
"""The pieces of a phrase and what it stands for."""


class Portion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The share of a period that "early" or "the end" leaves."""

    start: float = msgspec.field(name="from")
    end: float = msgspec.field(name="to")


class Cues(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that say on which side of the anchor a time lies."""

    future: frozenset[str] = frozenset()
    future_markers: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    past_markers: frozenset[str] = frozenset()
    will: frozenset[str] = frozenset()
    have: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    go: frozenset[str] = frozenset()
    happened: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    habits: frozenset[str] = frozenset()


class Era(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An era whose years are counted from `first`."""

    names: tuple[str, ...]
    first: int
    last: int = 9999


class FiscalYear(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The month in which a state's fiscal year begins, and which of its calendar years gives it its name."""

    names: tuple[str, ...]
    month: int
    named: Literal["start", "end"]


class Holiday(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day or season of the year with the one rule that finds it."""

    names: tuple[str, ...]
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None
    orthodox: int | None = None
    hijri: tuple[int, int] | None = None
    hebrew: tuple[int, int] | None = None
    dates: tuple[date, ...] = ()
    days: int = 1
    lower: bool = False
    """Also read without a capital letter: "the new year"."""


class FamousDay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day that is meant by its month and day when one of `words` follows."""

    date: date
    words: frozenset[str]


class NamedDay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day that has a name of its own."""

    names: tuple[str, ...]
    date: date


class Episode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of history with a name."""

    names: tuple[str, ...]
    start: date = msgspec.field(name="from")
    end: date = msgspec.field(name="to")
    source: str


class TimeWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Everything that a `times.toml` says."""

    months: dict[str, int] = {}
    short_months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    short_weekdays: dict[str, int] = {}
    plural_weekdays: dict[str, int] = {}
    seasons: dict[str, str] = {}
    plural_seasons: dict[str, str] = {}
    parts: dict[str, str] = {}
    plural_parts: dict[str, str] = {}
    fixed_clock: dict[str, str] = {}
    units: dict[str, str] = {}
    middles: dict[str, str] = {}
    ends: dict[str, str] = {}
    long: dict[str, str] = {}
    numbers: dict[str, int] = {}
    multiples: dict[str, int] = {}
    fractions: dict[str, float] = {}
    ordinals: dict[str, int] = {}
    tens: dict[str, int] = {}
    days: dict[str, int] = {}
    nights: dict[str, int] = {}
    references: dict[str, str] = {}
    at_references: dict[str, str] = {}
    modifiers: dict[str, str] = {}
    sets: dict[str, str] = {}
    portions: dict[str, Portion] = {}
    grammar: dict[str, tuple[str, ...]] = {}
    cues: Cues = Cues()
    blockers: dict[str, frozenset[str]] = {}
    places: dict[str, frozenset[str]] = {}
    eras: tuple[Era, ...] = ()
    fiscal_years: tuple[FiscalYear, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    famous_days: tuple[FamousDay, ...] = ()
    named_days: tuple[NamedDay, ...] = ()
    episodes: tuple[Episode, ...] = ()

    @cached_property
    def index(self) -> Mapping[str, Mapping[str, Sequence[Entry]]]:
        """First piece of a phrase, then class of words, to the phrases, longest first."""
        built: dict[str, dict[str, list[Entry]]] = {}
        for kind, phrase, value in self.list_phrases():
            pieces = split(phrase)
            built.setdefault(pieces[0], {}).setdefault(kind, []).append((pieces, value))
        for first in built.values():
            for entries in first.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        return built

    def list_phrases(self) -> Iterator[tuple[str, str, Value]]:
        """Yield every phrase with its class and what it stands for."""
        tables: tuple[tuple[str, Mapping[str, Value]], ...] = (
            ("month", {**self.months, **self.short_months}),
            ("weekday", {**self.weekdays, **self.short_weekdays}),
            ("weekdays", dict(self.plural_weekdays)),
            ("season", dict(self.seasons)),
            ("seasons", dict(self.plural_seasons)),
            ("part", dict(self.parts)),
            ("parts", dict(self.plural_parts)),
            ("fixed_clock", dict(self.fixed_clock)),
            ("unit", dict(self.units)),
            ("middle_of", dict(self.middles)),
            ("end_of", dict(self.ends)),
            ("unit_long", dict(self.long)),
            ("number", dict(self.numbers)),
            ("multiple", dict(self.multiples)),
            ("fraction", dict(self.fractions)),
            ("ordinal", dict(self.ordinals)),
            ("ten", dict(self.tens)),
            ("day_word", dict(self.days)),
            ("night_word", dict(self.nights)),
            ("reference", dict(self.references)),
            ("at_reference", dict(self.at_references)),
            ("modifier", dict(self.modifiers)),
            ("set_word", dict(self.sets)),
            ("portion", {name: name for name in self.portions}),
        )
        for kind, table in tables:
            for phrase, value in table.items():
                yield kind, phrase, value
        for kind, names in self.places.items():
            for name in names:
                yield kind, name, 0
        for kind, phrases in self.grammar.items():
            for number, phrase in enumerate(phrases):
                yield kind, phrase, number
        named: tuple[tuple[str, Sequence[Era | FiscalYear | Holiday | NamedDay | Episode]], ...] = (
            ("era", self.eras),
            ("fiscal_place", self.fiscal_years),
            ("holiday", self.holidays),
            ("named_day", self.named_days),
            ("episode", self.episodes),
        )
        for kind, rows in named:
            for number, row in enumerate(rows):
                for name in row.names:
                    yield kind, name, number


def split(phrase: str) -> tuple[str, ...]:
    """Return the pieces of a phrase in lower case.

    >>> split("New Year's Eve")
    ('new', 'year', "'", 's', 'eve')
    """
    return tuple(PIECE.findall(phrase.lower()))


def load_time_words(roots: Sequence[Path], language: str) -> TimeWords:
    """Read the time words of a language; tables of later roots add to the earlier ones.

    Raises:
        PackError: no root has the file, a file does not fit the schema, or a phrase is empty.
    """
    files = find_files(roots, f"{language}/times.toml")
    if not files:
        raise PackError(f"{language}/times.toml", "", "no pack has this file")
    words = read_toml(files[0], TimeWords)
    for file in files[1:]:
        words = _merge(words, read_toml(file, TimeWords))
    for kind, phrase, _ in words.list_phrases():
        if not split(phrase):
            raise PackError(str(files[-1]), kind, f"a phrase without letters or digits: {phrase!r}")
    return words


def _merge(words: TimeWords, more: TimeWords) -> TimeWords:
    joined: dict[str, object] = {}
    for field in msgspec.structs.fields(TimeWords):
        old, new = getattr(words, field.name), getattr(more, field.name)
        if isinstance(old, Cues):
            cues = {
                name.name: getattr(old, name.name) | getattr(new, name.name) for name in msgspec.structs.fields(Cues)
            }
            joined[field.name] = Cues(**cues)
        elif isinstance(old, dict):
            joined[field.name] = {key: _add(old.get(key), new.get(key)) for key in {**old, **new}}
        else:
            joined[field.name] = old + new
    return msgspec.structs.replace(words, **joined)


def _add(old: object, new: object) -> object:
    """Join two lists of words; of two single values the newer one stands."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return old + new
    if isinstance(old, frozenset) and isinstance(new, frozenset):
        return old | new
    return old if new is None else new
