"""What formats look up: their columns and losses, codes of countries, actors and places under other schemes."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

import msgspec

from detente.errors import PackError, nearest
from detente.model import Event, EventPlace
from detente.packs import Packs
from detente.packs.loader import find_files, read_toml, read_tsv

T = TypeVar("T")


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column of a table that other programs read."""

    name: str
    kind: str = "text"
    """text, integer, number or date."""


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of ``core/exports``: what a format is, and what does not survive in it."""

    name: str
    title: str
    extension: str
    rows: str
    """What one row or object stands for."""
    loses: tuple[str, ...]
    delimiter: str = "\t"
    header: bool = True
    quoted: bool = False
    """Cells that need it are quoted as in CSV; without, tabs, line ends and quotation marks are taken out of cells."""
    dated: bool = False
    """Events without a date are left out."""
    columns: tuple[str, ...] = ()
    """``name`` or ``name:kind`` in order."""

    @property
    def fields(self) -> tuple[Column, ...]:
        """The columns with their kinds."""
        parts = (column.rpartition(":") if ":" in column else (column, "", "text") for column in self.columns)
        return tuple(Column(name=name, kind=kind) for name, _, kind in parts)


class SectorRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``core/exports/sectors.tsv``: a PLOVER sector under the names of ICEWS and of ACLED's actor types."""

    sector: str
    icews: str
    acled: str


class ActorCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``core/exports/actor_codes.tsv``: what three letters of a CAMEO actor code tell."""

    code: str
    tells: str
    """region, type, religion or ethnic; all others are known groups."""


class IcewsCountry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``core/exports/icews_countries.tsv``: a country whose name there is not its name here."""

    country: str
    name: str


class Violence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``core/exports/violence.tsv``: event types of an ACLED-like table; empty cells match all."""

    type: str
    mode: str = ""
    sides: str = ""
    """armed: both sides bear arms."""
    disorder: str
    event: str
    sub_event: str
    inter1: str = ""
    """What the source is, whatever its sector says."""
    inter2: str = ""


class Meaning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``core/exports/columns.tsv``: what a column of the flat rows holds."""

    column: str
    meaning: str


class ActorParts(msgspec.Struct, frozen=True, kw_only=True):
    """A CAMEO actor code in its parts."""

    country: str = ""
    group: str = ""
    ethnic: str = ""
    religions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


class PlaceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its province, and the country's name and FIPS code."""

    name: str
    precision: str
    country: str
    country_name: str
    fips: str
    province: str
    division: str
    """FIPS country code and code of the first-order division: ``USIL``; without one, the country's."""
    latitude: float | None
    longitude: float | None
    geonameid: int | None

    @property
    def full_name(self) -> str:
        """``Chicago, Illinois, United States``."""
        return ", ".join(dict.fromkeys(filter(None, (self.name, self.province, self.country_name))))

    @property
    def town(self) -> str:
        """The name of a town, empty for wider places."""
        return self.name if self.precision in {"town", "exact"} else ""

    @property
    def district(self) -> str:
        """The name of a district, empty for other places."""
        return self.name if self.precision == "district" else ""


class Book:
    """Look-ups over the packs; each table is read when it is first asked for."""

    def __init__(self, packs: Packs) -> None:
        self.world, self.ontology, self._packs = packs.world, packs.ontology, packs

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """Layouts of all formats by name."""
        files = find_files(self._packs.roots, "core/exports/*.toml")
        return {layout.name: layout for layout in (read_toml(file, Layout) for file in files)}

    def layout(self, name: str) -> Layout:
        """Return the layout of a format.

        Raises:
            PackError: no file describes it.
        """
        if name not in self.layouts:
            raise PackError("core/exports", name, f"no such layout{nearest(name, self.layouts)}")
        return self.layouts[name]

    @cached_property
    def sectors(self) -> dict[str, SectorRow]:
        """PLOVER sectors under other names."""
        return {row.sector: row for row in self._rows("sectors", SectorRow)}

    @cached_property
    def meanings(self) -> dict[str, str]:
        """What the columns of flat rows hold."""
        return {row.column: row.meaning for row in self._rows("columns", Meaning)}

    @cached_property
    def violence(self) -> tuple[Violence, ...]:
        """What counts as violence, and under which name."""
        return tuple(self._rows("violence", Violence))

    @cached_property
    def _icews_names(self) -> dict[str, str]:
        return {row.country: row.name for row in self._rows("icews_countries", IcewsCountry)}

    @cached_property
    def _actor_codes(self) -> dict[str, str]:
        return {row.code: row.tells for row in self._rows("actor_codes", ActorCode)}

    @cached_property
    def _cameo_countries(self) -> frozenset[str]:
        return frozenset(country.cameo or country.alpha3 for country in self.world.countries.values())

    def _rows(self, table: str, kind: type[T]) -> Iterator[T]:
        for file in find_files(self._packs.roots, f"core/exports/{table}.tsv"):
            yield from read_tsv(file, kind)

    def country_name(self, code: str) -> str:
        """Return the name of a country by its alpha-3 code; empty for codes of non-states."""
        return self.world.countries[code].name if code in self.world.countries else ""

    def icews_country(self, code: str) -> str:
        """Return the name of a country as ICEWS writes it."""
        return self._icews_names.get(code) or self.country_name(code)

    def cow_number(self, code: str) -> int | None:
        """Return the number of a state in Correlates of War."""
        return self.world.countries[code].cown if code in self.world.countries else None

    def cameo_country(self, code: str) -> str:
        """Return CAMEO's three letters of a country; empty for codes of non-states."""
        country = self.world.countries.get(code)
        return (country.cameo or country.alpha3) if country else ""

    def split_actor(self, cameo: str) -> ActorParts:
        """Return the parts of a CAMEO actor code; a second known group has no field and is left out.

        >>> from detente.packs import load_packs
        >>> Book(load_packs()).split_actor("JPNGOVMIL").types
        ('GOV', 'MIL')
        """
        found: dict[str, list[str]] = {name: [] for name in ("region", "type", "religion", "ethnic", "group")}
        for start in range(0, len(cameo), 3):
            code = cameo[start : start + 3]
            if not start and code in self._cameo_countries:
                found["region"].append(code)
            else:
                found[self._actor_codes.get(code, "group")].append(code)
        return ActorParts(
            country=_first(found["region"]),
            group=_first(found["group"]),
            ethnic=_first(found["ethnic"]),
            religions=tuple(found["religion"][:2]),
            types=tuple(found["type"][:3]),
        )

    def event_code(self, event: Event) -> str:
        """Return an event's CAMEO code with at least three digits: a root that nothing narrows ends in 0."""
        code = event.cameo or self.ontology.types[event.type].cameo
        return code if len(code) > 2 else f"{code}0"

    def goldstein(self, event: Event) -> float:
        """Return the Goldstein value of an event's CAMEO code."""
        return self.ontology.goldstein(event.cameo or self.ontology.types[event.type].cameo).value

    def event_name(self, event: Event) -> str:
        """Return the name of an event's CAMEO code in our words."""
        return self.ontology.cameo[event.cameo or self.ontology.types[event.type].cameo].name

    def place(self, place: EventPlace | None) -> PlaceFacts | None:
        """Return what is known of where an event took place."""
        if place is None:
            return None
        code = place.country or ""
        country = self.world.countries.get(code)
        fips = country.fips if country else ""
        _, _, division = self._division(place).partition(".")
        province = self._packs.gazetteer.province(f"{code}.{division}") if division else None
        return PlaceFacts(
            name=place.name,
            precision=place.precision,
            country=code,
            country_name=country.name if country else "",
            fips=fips,
            province=province.name if province else "",
            division=f"{fips}{division}" if fips else "",
            latitude=place.latitude,
            longitude=place.longitude,
            geonameid=place.geonameid,
        )

    def _division(self, place: EventPlace) -> str:
        if place.precision in {"country", "region"}:
            return ""
        entries = (row for row in self._packs.gazetteer.find(place.name) if row.country == place.country)
        return next((row.division for row in entries if row.geonameid == place.geonameid), "")


def _first(codes: list[str]) -> str:
    return codes[0] if codes else ""


def joined(values: Iterable[str]) -> str:
    """Return different values between semicolons.

    >>> joined(["USA", "", "RUS", "USA"])
    'USA;RUS'
    """
    return ";".join(dict.fromkeys(value.replace(";", ",") for value in values if value))
