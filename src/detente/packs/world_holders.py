"""Who held which office when: people found by full name, alias or surname, however their names are spelt."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from detente.packs.world_names import split_name, within

ROLES = {"JRN": "MED", "SOC": "CVL", "REL": "CVL", "MED": "HLH", "PRM": "UAF", "PRE": "SEP"}
"""CAMEO roles of PLOVER sectors that are not called the same."""

DROPPED = "-"
"""Canonical form in ``given_names.tsv`` of particles that writers put in or leave out: al, bin."""


class Holder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/officeholders.tsv``: a person in an office; both dates inclusive, `to` empty while it lasts."""

    person: str
    aliases: str = ""
    country: str
    office: str
    """head of state, head of government, foreign minister, defence minister, ..."""
    title: str = ""
    """As written before the name: President, Chancellor, Supreme Leader."""
    from_: str = msgspec.field(name="from", default="")
    to: str = ""
    source: str = ""
    hint: Literal["", "country", "common"] = ""
    """``country``: the surname alone counts only beside their country; ``common``: so does the whole, common name."""
    sector: str = ""
    """PLOVER sector of persons who lead something else than a state; empty is GOV."""

    @property
    def role(self) -> str:
        """CAMEO role of the sector: media are MED there, movements and faiths CVL, health HLH."""
        return ROLES.get(self.sector, self.sector)


class Spelling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/given_names.tsv``: spellings between ``|`` of one given name."""

    canonical: str
    variants: str
    source: str = ""


class HolderIndex:
    """Office-holders by full name, alias and surname."""

    def __init__(
        self, rows: Iterable[Holder], spellings: Iterable[Spelling], *, family_first: frozenset[str] = frozenset()
    ) -> None:
        self._canonical: dict[str, str] = {}
        for spelling in spellings:
            canonical = "" if spelling.canonical == DROPPED else spelling.canonical.lower()
            self._canonical.update(dict.fromkeys((word.lower() for word in spelling.variants.split("|")), canonical))
        self.rows = tuple(rows)
        self._names: dict[tuple[str, ...], list[Holder]] = defaultdict(list)
        self._surnames: dict[str, list[Holder]] = defaultdict(list)
        self._offices: dict[tuple[str, str], list[Holder]] = defaultdict(list)
        for row in self.rows:
            self._offices[row.country, row.office].append(row)
            person = self.symbols(row.person)
            for name in {person, *map(self.symbols, filter(None, row.aliases.split("|")))} - {()}:
                self._names[name].append(row)
            for surname in {person[-1:], person[:1] if row.country in family_first else ()} - {()}:
                self._surnames[surname[0]].append(row)

    def symbols(self, name: str | Sequence[str]) -> tuple[str, ...]:
        """Return what all spellings of a name share: no capitals, accents, initials or particles."""
        text = name if isinstance(name, str) else " ".join(name)
        words = (word.lower() for word in split_name(text.replace("-", " ")))
        symbols = (self._canonical.get(word, word) for word in words)
        return tuple(word for word in symbols if len(word.strip(".")) > 1 and word != "'s")

    def find(
        self, name: str | Sequence[str], *, on: str | None, country: str | None = None, office: str | None = None
    ) -> tuple[Holder, ...]:
        """Return who of that name held an office on a day; a bare surname counts only beside a country or an office."""
        symbols = self.symbols(name)
        if not symbols:
            return ()
        found = self._names.get(symbols, [])
        if not found and len(symbols) > 2:  # a patronymic or middle name that the table does not have
            found = self._names.get((symbols[0], symbols[-1]), [])
        if not found and len(symbols) == 1 and (country or office):
            found = self._surnames.get(symbols[0], [])
        return tuple(
            row
            for row in found
            if within(on, row.from_, row.to)
            and (country is None or row.country == country)
            and (office is None or row.office == office)
        )

    def named(self, name: str | Sequence[str]) -> tuple[Holder, ...]:
        """Return all who have this surname, on any day; for questions that people ask, not for running text."""
        symbols = self.symbols(name)
        return tuple(self._surnames.get(symbols[0], ())) if len(symbols) == 1 else ()

    def holder_of(self, country: str, office: str, *, on: str) -> Holder | None:
        """Return who held an office on a day; of two on the day of a change, the newcomer."""
        held = [row for row in self._offices.get((country, office), ()) if within(on, row.from_, row.to)]
        return max(held, key=lambda row: row.from_, default=None)
