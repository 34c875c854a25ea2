"""Measure what the world pack knows: country names in many languages, demonyms, armed groups, office-holders.

usage: measure_pack.py [--list]     (--list prints every miss, wrong row and gap)

Country names are looked up as `detente actors NAME` does. The names of Babel (Unicode CLDR) are those that the table of
names abroad was made from: their share says that nothing was lost or mixed up on the way, not how many names of the
world are known. The names of the package pycountry (translations of ISO 3166, made by other people) were never taken
over and are measured where that package is installed. The demonyms were written from general knowledge, apart from
the pack (`training/dev/demonyms.tsv`).
"""

import argparse
import gettext
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import msgspec
from babel import localedata

from detente.packs import Packs, load_packs
from detente.packs.loader import find_files, read_tsv
from detente.packs.world import Country, Group
from detente.packs.world_answers import NATIONS, find_actors_named

DEMONYMS = Path(__file__).resolve().parents[1] / "training" / "dev" / "demonyms.tsv"

OWN_CODES = {"XK": "KOS"}
"""Territory codes that differ from the code book's."""

SCRIPTS = {
    "LATIN": "Latin",
    "CYRILLIC": "Cyrillic",
    "ARABIC": "Arabic",
    "GREEK": "Greek",
    "HEBREW": "Hebrew",
    **dict.fromkeys(("CJK", "HANGUL", "KATAKANA", "HIRAGANA"), "CJK"),
}
"""First word of the Unicode name of a name's first letter, to the script that is reported."""

SINCE = "2000-01-01"
REALMS = "ATG AUS BHS BLZ CAN GRD JAM NZL PNG KNA LCA VCT SLB TUV"
"""States whose head is the monarch of the United Kingdom, who stands under GBR only: one name, one country."""

HIGHEST = ("head of state", "head of government")
MINISTERS = ("foreign minister", "defence minister")
STATES_IN_THE_NEWS = (
    "USA CHN RUS GBR FRA DEU ITA ESP POL UKR TUR ISR IRN IRQ SAU SYR EGY QAT ARE JOR LBN YEM IND PAK AFG JPN KOR PRK "
    "TWN PHL VNM IDN AUS CAN MEX BRA VEN COL CUB NGA ETH SDN ZAF GEO ARM AZE BLR SRB"
)
"""A little over the forty states that are asked for; which they are is a judgement."""


class Share(msgspec.Struct):
    """How many names were looked up, found as the right country, or as another one alone."""

    names: int = 0
    right: int = 0
    shared: list[str] = msgspec.field(default_factory=list)
    """Names that are also given to another country."""
    wrong: list[str] = msgspec.field(default_factory=list)
    missing: list[str] = msgspec.field(default_factory=list)

    def tell(self) -> str:
        """Return the share in words."""
        part = self.right / self.names if self.names else 0.0
        others = f"wrong {len(self.wrong)}, unknown {len(self.missing)}, shared {len(self.shared)}"
        return f"{self.right:6} of {self.names:6}  {part:.3f}   {others}"


@cache
def packs() -> Packs:
    """Return the packs that are shipped."""
    return load_packs()


def count_names(pairs: Iterable[tuple[str, frozenset[str]]]) -> dict[str, Share]:
    """Return the share of names that stand for one of their countries, by script; other scripts are left out."""
    found: dict[str, Share] = defaultdict(Share)
    for name, codes in pairs:
        script = script_of(name)
        if script:
            count_name(found[script], name, codes)
    return dict(found)


def count_name(share: Share, name: str, codes: frozenset[str]) -> None:
    """Count one name: right where it is also, or only, one of its countries', wrong where it is another's alone."""
    world = packs().world
    answer = find_actors_named(name, world=world, words=packs().actor_words)
    given = {row.country for row in answer.candidates if row.kind in NATIONS and row.country}
    wanted = {world.countries[code].folds_into or code for code in codes}
    abroad = {row.country for row in world.abroad.find(name)}
    share.names += 1
    share.right += bool(given & wanted)
    told = f"{name}: {'/'.join(sorted(codes))}"
    others = f"{told}, found {'/'.join(sorted(given | abroad))}"
    if not given & wanted:
        (share.wrong if given else share.missing).append(others if given else told)
    elif (abroad and not abroad & codes) or given - wanted:
        share.shared.append(others)


def script_of(name: str) -> str:
    """Return the script of a name's first letter, empty where it is none of those that are reported."""
    letter = next((sign for sign in name if sign.isalpha()), "")
    return SCRIPTS.get(unicodedata.name(letter, "?").split()[0], "")


def codes_of_territories() -> dict[str, str]:
    """Return the alpha-3 codes of today's countries by the codes that Babel uses."""
    rows = packs().world.countries.values()
    return {row.alpha2: row.alpha3 for row in rows if row.alpha2 and not row.to} | OWN_CODES


def read_babel() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every name of a country in every locale of Babel, with the countries that are called so."""
    codes = codes_of_territories()
    found: dict[str, set[str]] = defaultdict(set)
    for locale in localedata.locale_identifiers():
        for code, name in localedata.load(locale).get("territories", {}).items():
            if code in codes and isinstance(name, str) and name != code:
                found[" ".join(name.split())].add(codes[code])
    yield from ((name, frozenset(those)) for name, those in found.items())


def read_pycountry() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the country names of pycountry's translations; nothing where it is not installed."""
    if find_spec("pycountry") is None:
        return
    module = import_module("pycountry")
    known = set(codes_of_territories().values())
    found: dict[str, set[str]] = defaultdict(set)
    for folder in sorted(Path(module.LOCALES_DIR).iterdir()):
        if not (folder / "LC_MESSAGES" / "iso3166-1.mo").exists():
            continue
        spoken = gettext.translation("iso3166-1", module.LOCALES_DIR, languages=[folder.name])
        for country in module.countries:
            english = getattr(country, "common_name", country.name)
            name = spoken.gettext(english)
            if name != english and country.alpha_3 in known:
                found[" ".join(name.split())].add(country.alpha_3)
    yield from ((name, frozenset(those)) for name, those in found.items())


def read_demonyms() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the English demonyms that were written down apart from the pack."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in DEMONYMS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "country\t")):
            code, _, names = line.partition("\t")
            for name in names.split("|"):
                found[name].add(code)
    yield from ((name, frozenset(codes)) for name, codes in found.items())


def count_demonyms() -> Share:
    """Return the share of English demonyms that stand for their country."""
    share = Share()
    for name, codes in read_demonyms():
        count_name(share, name, codes)
    return share


def members() -> tuple[Country, ...]:
    """Return today's members of the United Nations: the states of the list of demonyms."""
    codes = dict.fromkeys(code for _, those in read_demonyms() for code in sorted(those))
    return tuple(packs().world.countries[code] for code in codes)


def gaps(code: str, office: str) -> list[tuple[str, str]]:
    """Return the stretches since 2000, of over a year, in which nobody holds an office; both dates inclusive."""
    rows = sorted(
        (row.from_, row.to or "9999-12-31")
        for row in packs().world.holders_index.rows
        if row.country == code and row.office == office
    )
    found: list[tuple[str, str]] = []
    reached = SINCE
    for begins, ends in rows:
        if ends < SINCE:
            continue
        if begins > reached and int(begins[:4]) - int(reached[:4]) > 1:
            found.append((reached, begins))
        reached = max(reached, ends)
    if reached < "2025":
        found.append((reached, "today"))
    return found


def tell_holders() -> Iterator[str]:
    """Yield how many states have rows for an office, and the stretches without."""
    for offices, states in ((HIGHEST, [row.alpha3 for row in members()]), (MINISTERS, STATES_IN_THE_NEWS.split())):
        for office in offices:
            having = {row.country for row in packs().world.holders_index.rows if row.office == office}
            if office == "head of state":
                having |= set(REALMS.split())
            lacking = [code for code in states if code not in having]
            told = [code for code in states if code in having and not (office == "head of state" and code in REALMS)]
            open_ = {code: found for code in told if (found := gaps(code, office))}
            yield f"{office}: {len(states) - len(lacking)} of {len(states)} states, {len(open_)} of them with gaps"
            yield f"  no row: {' '.join(lacking) or '-'}"
            for code, found in open_.items():
                yield f"  {code} " + ", ".join(f"{begins} to {ends}" for begins, ends in found)


def tell_groups() -> str:
    """Return how many armed groups there are and what their rows tell."""
    told: dict[str, set[str]] = defaultdict(set)
    for file in find_files(packs().world.roots, "world/groups.tsv"):
        for row in read_tsv(file, Group):
            if row.kind == "group":
                fields = {"aliases": row.aliases, "base": row.country, "from": row.from_, "to": row.to}
                told[row.key].update(field for field, value in fields.items() if value)
    have = {field: sum(field in fields for fields in told.values()) for field in ("aliases", "base", "from", "to")}
    whole = sum({"aliases", "base", "from"} <= fields for fields in told.values())
    parts = ", ".join(f"{count} with {field}" for field, count in have.items())
    return f"{len(told)}: {parts}; {whole} with aliases, base and from"


def tell(title: str, shares: Mapping[str, Share], *, every: bool) -> None:
    """Print shares by name, and on request what is wrong and unknown."""
    print(title)
    for name, share in shares.items():
        print(f"  {name:10} {share.tell()}")
        for line in (*share.wrong, *share.shared, *share.missing) if every else share.wrong:
            print(f"    {line}")


def main() -> None:
    """Print all measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="print every miss, wrong row and gap")
    every = parser.parse_args().list
    tell("country names of Babel, which the table was made from", count_names(read_babel()), every=every)
    tell("country names of pycountry, never taken over", count_names(read_pycountry()), every=every)
    tell("English demonyms of UN members", {"English": count_demonyms()}, every=every)
    print(f"armed groups: {tell_groups()}")
    for line in tell_holders():
        if every or not line.startswith("  "):
            print(line)


if __name__ == "__main__":
    main()
