# ruff: noqa: RUF001 -- look-alike characters are what this module folds
"""The gazetteer: towns from a compiled table read in place, and areas (countries, provinces, seas) written by hand.

The towns' table is a sequence of NumPy arrays in one file, mapped into memory and never parsed: opening it costs
next to nothing, and a name is found by a binary search over hashes.
"""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from detente.errors import PackError
from detente.packs.loader import find_files, read_toml, read_tsv

Naming = Literal["main", "spelling", "other"]
NAMINGS: tuple[Naming, ...] = ("main", "spelling", "other")
Precision = Literal["exact", "town", "district", "province", "country", "region"]

ARRAYS = ("hashes", "marks", "entries", "rows", "text", "divisions")
"""The arrays of ``places.bin`` in order: sorted hashes of folded names, their upper half and the 16 bits behind it; for
each its row times 4 plus what the name is to that place: 0 its main name, 1 a spelling of it, 2 another name; the rows;
the names, end to end in UTF-8; the division codes, one a line."""

MARKS = 32
"""Bits of a hash below its upper half; 48 bits together tell half a million names apart."""

ROW = np.dtype(
    [
        ("geonameid", "<i4"),
        ("latitude", "<f4"),
        ("longitude", "<f4"),
        ("population", "<i4"),
        ("name", "<u4"),
        ("division", "<u2"),
        ("kind", "u1"),
    ]
)
"""A town or division: `name` is the offset into the text at which its name ends, `kind` an index into `ROW_KINDS`."""

ROW_KINDS = ("town", "district", "county", "province")
"""What a row can be. A county is a district that is never named without its word: "Harlan County", "County Kerry"."""

_ROW_KINDS: tuple[tuple[str, Precision], ...] = (
    ("town", "town"),
    ("district", "district"),
    ("district", "district"),
    ("province", "province"),
)
TABLE = "GeoNames"
"""Source of what stands in the compiled table."""

TERRITORY = ("country", "province", "district", "disputed", "region", "continent", "town")
NATURE = ("sea", "strait", "gulf", "canal", "island", "river", "lake", "desert", "mountains", "peninsula")
POINTS = ("base", "crossing", "venue", "holy", "site")
KINDS = frozenset((*TERRITORY, *NATURE, *POINTS))
"""What an area can be."""

SAME_GROUND = 1.5
"""Degrees within which a row of the table and an area of one name are one place."""
CACHED = 50_000
"""Names whose folded form is remembered."""
MOST = 64
"""Towns of one name that are looked at, the largest ones; the commonest names of all have some hundreds."""

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("'’‘`ʼʻʿʾ´.", ""),
        **dict.fromkeys("-–—_", " "),
        **dict(zip("łøđðıəŋħ", "loddianh", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "þ": "th",
    }
)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What a name can stand for."""

    name: str
    kind: str
    precision: Precision
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    """ISO alpha-3 of the country that it is or lies in; None for seas, and where several states claim it."""
    division: str = ""
    """Country and GeoNames code of the first-order division that it is or lies in: ``USA.IL``."""
    geonameid: int | None = None
    population: int = 0
    capital: bool = False
    claimants: tuple[str, ...] = ()
    naming: Naming = "main"
    """Whether it was found under its main name, a spelling close to that, or another name (Peking, Stalingrad)."""
    source: str = ""


class Area(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/areas.tsv``; lists are divided by ``|``."""

    name: str
    kind: str
    precision: Precision
    source: str
    aliases: str = ""
    abbreviations: str = ""
    """Names that it has only behind a comma: Ill., Calif."""
    country: str | None = None
    divisions: str = ""
    """GeoNames codes of the first-order divisions that it covers, of `country` or written ``UKR.11``."""
    latitude: float | None = None
    longitude: float | None = None
    claimants: str = ""
    capital: str = ""
    """Of a country: the GeoNames number of its capital."""
    geonameid: int | None = None


class PlaceWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``<language>/places.toml``: the words that tell a place from the government that sits in it, by lemma."""

    inside: frozenset[str]
    """Prepositions after which any name is a place: in, near."""
    directed: frozenset[str]
    """Prepositions after which a state is a place only when something moves: to, from."""
    partitive: frozenset[str]
    """Prepositions after which a state is a place when a part of its ground, or an act against it, governs: of, on."""
    leading: frozenset[str]
    """Prepositions after which a town is a place, whatever stands before them: between, over."""
    joining: frozenset[str]
    """What stands between the names of a list."""
    adjoining: dict[str, frozenset[str]]
    """Prepositions after which a state is a place where one of these nouns governs: the border with Iran."""
    regard: frozenset[str]
    """What one has in somebody rather than somewhere: interest in Iran."""
    motion: frozenset[str]
    """Verbs and nouns of motion: travel, visit, withdraw."""
    reaching: frozenset[str]
    """Verbs whose object is a place: visit, enter, invade, shell."""
    undergoing: frozenset[str]
    """Verbs whose subject is a town even where that is a capital: fall, host."""
    acting: frozenset[str]
    """Verbs whose subject acts: say, agree, sign."""
    ground: frozenset[str]
    """Nouns for parts of the ground and what stands on it: border, coast, street, airport."""
    assault: frozenset[str]
    """Nouns for acts against a place: strike, invasion, siege."""
    gathering: frozenset[str]
    """Nouns that are named after the town where they are: summit, talks, embassy."""
    building: frozenset[str]
    """Nouns for buildings and institutions, which are no town: airport, embassy, hospital."""
    articles: frozenset[str]
    """Articles of other languages, written small before a hyphen: "al-Tanf"."""
    common: frozenset[str]
    """Words that are town names somewhere and something else nearly everywhere."""
    quarters: frozenset[str]
    """Adjectives between a preposition and a name: in southern Malawi."""
    kin: frozenset[str]
    """Nouns beside which a name is a person's: a son, Austin."""
    contesting: frozenset[str]
    """Verbs whose subject and object are teams: beat, host."""
    abroad: frozenset[str]
    """Words for people who are not at home where they are: foreign, tourists."""
    types: dict[str, str]
    """Nouns that say what a name is, to kinds of area: ``province = "province"``, ``city = "town"``."""
    plurals: dict[str, str]
    """Such nouns in the plural, which say it of each name of a list: ``counties = "county"``."""
    short_types: dict[str, str]
    """Short forms of such nouns before a name: ``co = "County"``."""
    features: dict[str, str]
    """Last words of names that say what landscape it is: ``river = "river"``."""
    heads: dict[str, str]
    """First words of such names: ``mount = "mountain"``."""
    binders: frozenset[str]
    """Small words inside such names: Isle of Mull, Col du Galibier."""


@lru_cache(maxsize=CACHED)
def fold(name: str) -> str:
    """Return a name in the form in which names are compared: lower case, no accents, apostrophes, points or hyphens.

    >>> fold("Al-Lādhiqīyah"), fold("Saint John's"), fold("Łódź")
    ('al ladhiqiyah', 'st johns', 'lodz')
    """
    plain = name.casefold()
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = plain.translate(_LETTERS).split()
    return " ".join("st" if word == "saint" else word for word in words)


def hash_name(folded: str) -> int:
    """Return the number under which a folded name stands in the table."""
    return int.from_bytes(blake2b(folded.encode("utf-8", "replace"), digest_size=8).digest(), "little")


class Towns:
    """The compiled table of towns, read in place.

    Raises:
        PackError: the file is not such a table.
    """

    def __init__(self, file: Path) -> None:
        arrays = _map_arrays(file)
        self._hashes, self._marks, self._entries, self._rows, self._text = (arrays[name] for name in ARRAYS[:5])
        self.divisions: tuple[str, ...] = tuple(bytes(arrays["divisions"]).decode().split("\n"))

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, folded: str) -> list[Entry]:
        """Return the towns and divisions of a folded name, those whose main name it is first, larger before smaller."""
        number = hash_name(folded)
        wanted, mark = np.uint32(number >> MARKS), number >> (MARKS - 16) & 0xFFFF
        first = int(np.searchsorted(self._hashes, wanted))
        last = first
        while last < len(self._hashes) and self._hashes[last] == wanted:
            last += 1
        if first == last:
            return []
        same = self._marks[first:last] == mark
        codes = self._entries[first:last][same][:MOST].tolist()
        return [self.read(code >> 2, naming=NAMINGS[code & 3]) for code in codes]

    def read(self, row: int, *, naming: Naming = "main") -> Entry:
        """Return a row of the table."""
        geonameid, latitude, longitude, population, end, division, number = self._rows[row].item()
        start = int(self._rows["name"][row - 1]) if row else 0
        code = self.divisions[division]
        kind, precision = _ROW_KINDS[number]
        return Entry(
            name=bytes(self._text[start:end]).decode(),
            kind=kind,
            precision=precision,
            latitude=round(latitude, 5),
            longitude=round(longitude, 5),
            country=code.partition(".")[0],
            division=code,
            geonameid=geonameid,
            population=population,
            naming=naming,
            source=TABLE,
        )


def _map_arrays(file: Path) -> dict[str, "np.ndarray[Any, Any]"]:
    found: dict[str, np.ndarray[Any, Any]] = {}
    try:
        with file.open("rb") as stream:
            for name in ARRAYS:
                np.lib.format.read_magic(stream)
                shape, _, dtype = np.lib.format.read_array_header_1_0(stream)
                offset = stream.tell()
                found[name] = np.memmap(file, dtype=dtype, mode="r", offset=offset, shape=shape).view(np.ndarray)
                stream.seek(offset + found[name].nbytes)
    except (OSError, ValueError) as fault:
        raise PackError(str(file), "", f"is not a table of towns: {fault}") from fault
    return found


class Gazetteer:
    """Look up what a name can stand for."""

    def __init__(self, areas: Iterable[Area], towns: Towns | None, words: PlaceWords) -> None:
        self.words = words
        self._towns = towns
        self._areas: dict[str, list[Entry]] = {}
        self._containers: dict[str, list[Entry]] = {}
        self._countries: dict[str, Entry] = {}
        self._provinces: dict[str, Entry] = {}
        self._contested: dict[str, tuple[str, ...]] = {}
        self._capitals: set[int] = set()
        for area in areas:
            self._add(area)
        self._found: dict[str, tuple[Entry, ...]] = {}

    def _add(self, area: Area) -> None:
        divisions = [code if "." in code else f"{area.country}.{code}" for code in _parts(area.divisions)]
        claimants = _parts(area.claimants)
        entry = Entry(
            name=area.name,
            kind=area.kind,
            precision=area.precision,
            latitude=area.latitude,
            longitude=area.longitude,
            country=None if claimants else area.country,
            division=divisions[0] if divisions else "",
            geonameid=area.geonameid,
            claimants=claimants,
            source=area.source,
        )
        for folded in dict.fromkeys(map(fold, (area.name, *_parts(area.aliases)))):
            variant = entry if folded == fold(area.name) else msgspec.structs.replace(entry, naming="spelling")
            self._areas.setdefault(folded, []).append(variant)
        for folded in dict.fromkeys(map(fold, _parts(area.abbreviations))):
            self._containers.setdefault(folded, []).append(msgspec.structs.replace(entry, naming="spelling"))
        if area.kind == "country" and area.country:
            self._countries.setdefault(area.country, entry)
        self._capitals.update(int(number) for number in _parts(area.capital))
        for code in divisions:
            if claimants:
                self._contested[code] = claimants
            else:
                self._provinces.setdefault(code, entry)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return all that a name can stand for: areas, then towns, larger before smaller; empty where nothing is known.

        A town in disputed ground has its claimants and no country.
        """
        folded = fold(name)
        if folded not in self._found:
            if len(self._found) > 50_000:
                self._found.clear()
            towns = self._towns.find(folded) if self._towns and 2 < len(folded) < 80 else []
            areas = self._areas.get(folded, ())
            towns = [town for town in towns if not any(_is_same_ground(town, area) for area in areas)]
            self._found[folded] = (*areas, *map(self._settle, towns))
        return self._found[folded]

    def find_container(self, name: str) -> tuple[Entry, ...]:
        """Return the countries and provinces that a name behind a comma can stand for, abbreviations included.

        >>> from detente.packs import load_packs
        >>> [entry.name for entry in load_packs().gazetteer.find_container("Ill.")]
        ['Illinois']
        """
        folded = fold(name)
        return tuple(self._areas.get(folded, ()) or self._containers.get(folded, ()))

    def _settle(self, town: Entry) -> Entry:
        capital, claimants = town.geonameid in self._capitals, self._contested.get(town.division, ())
        if not capital and not claimants:
            return town
        country = None if claimants else town.country
        return msgspec.structs.replace(town, capital=capital, country=country, claimants=claimants)

    def country(self, code: str) -> Entry | None:
        """Return the country of an ISO alpha-3 code."""
        return self._countries.get(code)

    def province(self, division: str) -> Entry | None:
        """Return the province, state or region of a division code such as ``USA.IL``."""
        return self._provinces.get(division)

    def areas(self) -> Iterator[Entry]:
        """Yield every area once, under its main name."""
        for entries in self._areas.values():
            yield from (entry for entry in entries if entry.naming == "main")


def _is_same_ground(row: Entry, area: Entry) -> bool:
    """Say whether an area written by hand stands for a row of the table: a division, or a town of disputed ground."""
    if row.kind == "town" and area.kind != "disputed":
        return False
    if row.latitude is None or area.latitude is None or row.longitude is None or area.longitude is None:
        return row.kind != "town" and area.kind in {"province", "district"} and row.country == area.country
    return math.hypot(row.latitude - area.latitude, row.longitude - area.longitude) < SAME_GROUND


def _parts(listed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in listed.split("|") if part.strip())


def load_gazetteer(roots: Sequence[Path], language: str = "en") -> Gazetteer:
    """Read ``world/areas*.tsv`` of every root; of ``world/places.bin`` and ``<language>/places.toml`` the last counts.

    Raises:
        PackError: a file is wrong, missing, or names an unknown kind of area.
    """
    areas: list[Area] = []
    for file in find_files(roots, "world/areas*.tsv"):
        for area in read_tsv(file, Area):
            if area.kind not in KINDS:
                raise PackError(str(file), area.name, f"no kind of area {area.kind!r}")
            if (area.latitude is None) != (area.longitude is None):
                raise PackError(str(file), area.name, "has one coordinate of two")
            areas.append(area)
    words = [read_toml(file, PlaceWords) for file in find_files(roots, f"{language}/places.toml")]
    if not words:
        raise PackError(f"{language}/places.toml", "", "is in no pack")
    tables = find_files(roots, "world/places.bin")
    return Gazetteer(areas, Towns(tables[-1]) if tables else None, words[-1])
