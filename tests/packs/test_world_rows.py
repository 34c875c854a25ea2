"""The rows of the world pack: complete, well-formed, without contradictions, in the parser's own tokens."""

import re
from collections import Counter, defaultdict
from typing import Any

import pytest
import spacy

from detente.packs import load_packs
from detente.packs.world_names import Name, fold

WORLD = load_packs().world
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
SECTORS = frozenset(
    ("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU")
) | {"ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
CLASSES = {"IGO", "UNO", "EUR", "NGO", "IMG", "ISM", "MNC"}
CAMEO = re.compile(r"[A-Z0-9]{3,15}")
NEWSWORTHY = """USA 2 2|CAN 20 20|MEX 70 70|BRA 140 140|VEN 101 101|GBR 200 200|FRA 220 220|DEU 255 260|POL 290 290
HUN 310 310|ITA 325 325|SRB 345 340|KOS 347 347|RUS 365 365|UKR 369 369|BLR 370 370|NGA 475 475|COD 490 490
ETH 530 530|ZAF 560 560
SDN 625 625|IRN 630 630|TUR 640 640|IRQ 645 645|EGY 651 651|SYR 652 652|LBN 660 660|ISR 666 666|SAU 670 670|YEM 679 678
AFG 700 700|CHN 710 710|TWN 713 713|PRK 731 731|KOR 732 732|JPN 740 740|IND 750 750|PAK 770 770|MMR 775 775|VNM 816 816
PHL 840 840|AUS 900 900|TON 955 972|KIR 946 970|NRU 970 971"""


@pytest.mark.parametrize("row", NEWSWORTHY.replace("\n", "|").split("|"))
def test_state_numbers(row: str) -> None:
    alpha3, cown, gwn = row.split()
    country = WORLD.countries[alpha3]
    assert (country.cown, country.gwn) == (int(cown), int(gwn))


def test_every_country_has_its_codes() -> None:
    for country in WORLD.countries.values():
        assert re.fullmatch("[A-Z]{3}", country.alpha3), country
        assert all((country.alpha2, country.name, country.cameo, country.qid, country.source)), country
        assert country.numeric or country.alpha3 in {"KOS", "VDR"}, country
        if not country.folds_into and not country.to and country.alpha3 not in {"ATA", "HKG", "PSE", "VAT"}:
            assert all((country.cown, country.cowc, country.gwn, country.fips, country.capital)), country


def test_codes_of_living_countries_are_unique() -> None:
    for column in ("alpha2", "numeric", "cown", "cowc", "gwn", "cameo", "fips", "qid", "name"):
        values = Counter(
            getattr(country, column)
            for country in WORLD.countries.values()
            if getattr(country, column) and not country.to
        )
        assert [value for value, count in values.items() if count > 1] == [], column


def test_references_between_countries_hold() -> None:
    for country in WORLD.countries.values():
        for code in filter(None, (country.folds_into, *country.successors.split("|"))):
            assert code in WORLD.countries, (country.alpha3, code)
        if country.folds_into:
            assert not WORLD.countries[country.folds_into].folds_into, country.alpha3
        assert bool(country.successors) == bool(country.to), country.alpha3


def test_every_country_can_be_named() -> None:
    kinds = defaultdict(set)
    for name in WORLD.names.names:
        kinds[name.key].add(name.kind)
    for country in WORLD.countries.values():
        assert "country" in kinds[country.alpha3], country
        if not country.folds_into and not country.to and country.alpha3 not in {"ATA", "SMR"}:
            assert "demonym" in kinds[country.alpha3], country


def test_dates_are_dates() -> None:
    rows: list[Any] = [*WORLD.countries.values(), *WORLD.organisations.values(), *WORLD.groups, *WORLD.names.names]
    rows += [row for rows in WORLD._memberships.values() for row in rows]
    rows += WORLD.holders_index.rows
    for row in rows:
        for date in filter(None, (row.from_, row.to)):
            assert DATE.fullmatch(date), row
        assert not (row.from_ and row.to) or row.from_[: len(row.to)] <= row.to, row


def test_codes_of_names_are_codes() -> None:
    for name in WORLD.names.names:
        assert name.country in WORLD.countries or name.country in CLASSES, name
        assert name.sector is None or name.sector in SECTORS, name
        assert name.cameo is None or CAMEO.fullmatch(name.cameo), name


def test_a_name_with_several_readings_says_so() -> None:
    readings = defaultdict(list)
    for name in WORLD.names.names:
        readings[name.words].append(name)
    for words, names in readings.items():
        for kind in {name.kind for name in names}:
            same = [name for name in names if name.kind == kind]
            dated = all(name.from_ or name.to for name in same)
            assert (
                len({name.key for name in same}) == 1 or dated or all(name.note for name in same) or _successive(same)
            ), words
        assert len({(name.kind, name.key, name.from_, name.to) for name in names}) == len(names), words


def _successive(names: list[Name]) -> bool:
    """One name of a state and of those before it: Kremlin, Moscow."""
    return len({name.key for name in names if not name.to}) == 1


def test_members_are_countries() -> None:
    for key, organisation in WORLD.organisations.items():
        for rule in organisation.members.split():
            assert rule.lstrip("+-") in (WORLD.countries if rule[0] in "+-" else WORLD.organisations), key
        assert WORLD.members(key, on=None) <= set(WORLD.countries), key


def test_breadth() -> None:
    assert len(WORLD.countries) >= 250
    assert len(WORLD.organisations) >= 300
    assert len({group.key for group in WORLD.groups if group.kind == "group"}) >= 300
    assert sum(bool(WORLD.members(key, on=None)) for key in WORLD.organisations) >= 80


def test_names_are_split_as_the_parser_splits_them() -> None:
    tokenizer = spacy.blank("en")
    wrong = [
        name.text
        for name in WORLD.names.names
        if tuple(fold(token.text) for token in tokenizer(f"the {name.text} said")[1:-1]) != name.words
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "table", ["countries", "names", "metonyms", "organisations", "memberships", "groups", "given_names", "names_abroad"]
)
def test_rows_are_sorted(table: str) -> None:
    lines = (WORLD.roots[0] / "world" / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    keys = [line.split("\t")[0] for line in lines if line and not line.startswith("#")][1:]
    assert keys == sorted(keys)
