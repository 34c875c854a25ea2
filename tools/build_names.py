# ruff: noqa: RUF001 -- names in many scripts
"""Compile the country names that the package Babel ships (Unicode CLDR) into ``world/names_abroad.tsv.gz``.

Run it with the development environment's Python; the same version of Babel always gives the same table. One row a
name: alpha-3 code, name, languages that write it so, sorted. English is left out: it is written by hand in ``names.tsv``.
"""

import gzip
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from babel import localedata

from detente.packs import load_packs
from detente.packs.loader import SHIPPED
from detente.packs.world_abroad import COMPILED, fold_case, fold_key

OWN_CODES = {"XK": "KOS"}
"""Territory codes that differ from the code book's."""

FORMS = Path(__file__).resolve().parent / "forms_of_state.toml"

BROKEN = {"Côte d", "ECôte d’Ivoire", "ሰሜን፡ኮሪያ", "ደቡብ፡ኮሪያ"}
"""Entries of CLDR that are cut off or misspelt; its Ge'ez calls each Korea by the other's name."""

SHARED = (frozenset({"COD", "COG"}), frozenset({"MAF", "SXM"}))
"""Countries that one name may stand for; of any other two, the one that more languages call so keeps it."""

LONG_FORMS = {
    "HKG": "hong kong|hongkong|gonkong|гонконг|香港|홍콩|هونغ كونغ|هنگ‌کنگ|הונג קונג|χονγκ κονγκ",
    "MAC": "macao|macau|makao|makau|макао|澳門|澳门|마카오|マカオ|ماكاو|ماکائو|מקאו|μακάο",
}
"""The bare names inside "Hong Kong SAR of China", which many languages print in full."""

_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]+)[)）\]]")
"""What stands in brackets is another name of the same country: "Myanmar (Burma)"; or which of two: "Congo (Kinshasa)"."""

SAME_OF_BRACKETS = {"MMR", "CZE", "TLS", "SWZ", "MKD", "CIV", "BLR", "CPV", "TUR", "FLK", "VAT"}
"""Countries whose brackets hold a second name."""


def read_names() -> Iterator[tuple[str, str, str]]:
    """Yield alpha-3 code, name and language from every locale."""
    world = load_packs().world
    codes = {row.alpha2: row.alpha3 for row in world.countries.values() if row.alpha2 and not row.to} | OWN_CODES
    for locale in localedata.locale_identifiers():
        language = locale.partition("_")[0]
        if language == "en":
            continue
        for code, name in localedata.load(locale).get("territories", {}).items():
            if code in codes and isinstance(name, str) and name != code:
                for spelling in spell(codes[code], " ".join(name.split())):
                    yield codes[code], spelling, language


def read_formal_names() -> Iterator[tuple[str, str, str]]:
    """Yield the formal names that can be made of the short ones: see ``forms_of_state.toml``."""
    forms: dict[str, dict[str, str]] = tomllib.loads(FORMS.read_text(encoding="utf-8"))
    for row in load_packs().world.countries.values():
        form = next((form for form in forms if row.official.startswith(f"{form} ")), None)
        rest = row.official.removeprefix(f"{form} ").removeprefix("the ")
        if form is None or row.to or rest not in {row.name, row.name.removeprefix("The ")}:
            continue
        for locale, pattern in forms[form].items():
            name = localedata.load(locale).get("territories", {}).get(row.alpha2)
            if isinstance(name, str) and not _BRACKETS.search(name):
                yield row.alpha3, pattern.format(name), locale.partition("_")[0]


def spell(country: str, name: str) -> set[str]:
    """Return a name with the short forms that it holds."""
    found = {name}
    if country in SAME_OF_BRACKETS and (inside := _BRACKETS.search(name)):
        found |= {_BRACKETS.sub("", name).strip(), inside[1].strip()}
    for bare in LONG_FORMS.get(country, "").split("|"):
        place = name.casefold().find(bare) if bare else -1
        if place >= 0:
            found.add(name[place : place + len(bare)])
    return found


def settle(names: dict[tuple[str, str], set[str]]) -> list[tuple[str, str, str]]:
    """Return the rows; a spelling that would stand for two countries stays with the one that more languages mean."""
    votes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (country, name), languages in names.items():
        votes[fold_case(name)][country] |= languages
    world = load_packs().world
    rows = []
    for (country, name), languages in sorted(names.items()):
        meant = votes[fold_case(name)]
        others = [other for other in meant if other != country and frozenset({country, other}) not in SHARED]
        if any((len(meant[other]), other) > (len(meant[country]), country) for other in others):
            continue
        spelled = fold_case(name)
        english = {
            found.key for found in world.exact(name) if found.kind == "country" and fold_case(found.text) == spelled
        }
        if not english or country in english:
            rows.append((country, name, " ".join(sorted(languages))))
    return rows


def compile_table() -> str:
    """Return the rows as text."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for country, name, language in chain(read_names(), read_formal_names()):
        if fold_key(name) and name not in BROKEN:
            names[country, name].add(language)
    return "".join("\t".join(row) + "\n" for row in settle(names))


def main() -> None:
    """Write the table."""
    text = compile_table()
    target = SHIPPED / "world" / COMPILED
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{target.name}: {text.count(chr(10))} names, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
