"""What news pages write around a story: agencies, bylines, credits, captions, furniture, months."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from detente.errors import PackError
from detente.packs.loader import find_files, read_toml

T = TypeVar("T", bound=msgspec.Struct)

EDGES = " \t\r\n\xa0\u200b\ufeff.,:;…>»\u203a→▶|*•·-\u2013—"
"""Characters that do not count at the ends of a phrase."""


class Agency(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A news agency with the other names it signs with."""

    name: str
    aliases: tuple[str, ...] = ()


class Dates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of a line that says when a story was published, and words that keep a date from being that day."""

    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    distant: tuple[str, ...] = ()


class Publishers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of papers, broadcasters and sites, and words in the names of offices that issue press releases."""

    names: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()


class Bylines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Openers of a byline, roles behind a name, and capitalised words that are no name."""

    openers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()


class Credits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Openers of a photo credit, and photo houses beside the agencies."""

    openers: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()


class Captions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Labels, openers, words for old photos, phrases that say where people stand, present-tense verbs of pictures."""

    labels: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    archive: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


class Contributors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Openers and endings of a line that says who else worked on the story, and roles before a name."""

    openers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class Furniture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whole blocks, openers of short blocks, headings of link boxes, what ends a story, trails, mail heads."""

    whole: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()
    signoffs: tuple[str, ...] = ()
    trails: tuple[str, ...] = ()
    mail: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()


class Datelines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Capitalised words before a dash that are no place, and cities that need no country."""

    unplaced: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    dates: Dates = Dates()
    agency: tuple[Agency, ...] = ()
    publishers: Publishers = Publishers()
    byline: Bylines = Bylines()
    credit: Credits = Credits()
    caption: Captions = Captions()
    contributors: Contributors = Contributors()
    furniture: Furniture = Furniture()
    datelines: Datelines = Datelines()


class Pages:
    """The words of one language, all files put together.

    >>> from detente.packs.loader import SHIPPED
    >>> load_pages([SHIPPED], "en").agency("AFP")
    'Agence France-Presse'
    """

    def __init__(self, parts: Sequence[_Part]) -> None:
        self.months = {name.casefold(): month for part in parts for name, month in part.months.items()}
        self.weekdays = {name.casefold(): day for part in parts for name, day in part.weekdays.items()}
        self.agencies = tuple(agency for part in parts for agency in part.agency)
        self.dates = _join(Dates, (part.dates for part in parts))
        self.publishers = _join(Publishers, (part.publishers for part in parts))
        self.byline = _join(Bylines, (part.byline for part in parts))
        self.credit = _join(Credits, (part.credit for part in parts))
        self.caption = _join(Captions, (part.caption for part in parts))
        self.contributors = _join(Contributors, (part.contributors for part in parts))
        self.furniture = _join(Furniture, (part.furniture for part in parts))
        self.datelines = _join(Datelines, (part.datelines for part in parts))

    @cached_property
    def _signatures(self) -> dict[str, str]:
        return {_signature(name): agency.name for agency in self.agencies for name in (agency.name, *agency.aliases)}

    @cached_property
    def signatures(self) -> tuple[str, ...]:
        """All names that agencies sign with, longest first."""
        names = {name for agency in self.agencies for name in (agency.name, *agency.aliases)}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    def agency(self, written: str) -> str | None:
        """Return the name of the agency that signs so, or None; short forms in capitals must be in capitals."""
        return self._signatures.get(_signature(written))


def load_pages(roots: Sequence[Path], language: str) -> Pages:
    """Read ``<language>/pages*.toml`` of every root.

    Raises:
        PackError: a file is wrong, or a month or weekday has no such number.
    """
    parts: list[_Part] = []
    for file in find_files(roots, f"{language}/pages*.toml"):
        part = read_toml(file, _Part)
        for name, month in part.months.items():
            if not 1 <= month <= 12:
                raise PackError(str(file), f"months.{name}", f"there is no month {month}")
        for name, day in part.weekdays.items():
            if not 0 <= day <= 6:
                raise PackError(str(file), f"weekdays.{name}", f"there is no weekday {day}; Monday is 0")
        parts.append(part)
    return Pages(parts)


def flatten(words: str) -> str:
    """Return a phrase as phrases are compared: small letters, single spaces, no punctuation at the ends.

    >>> flatten("READ  MORE: ")
    'read more'
    """
    return " ".join(words.casefold().split()).strip(EDGES)


def _signature(written: str) -> str:
    bare = " ".join(written.split()).strip(EDGES)
    return bare if bare.isupper() else bare.casefold()


def _join(kind: type[T], parts: Iterable[T]) -> T:
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(kind.__struct_fields__, ())
    for part in parts:
        lists = {name: (*words, *getattr(part, name)) for name, words in lists.items()}
    return kind(**lists)
