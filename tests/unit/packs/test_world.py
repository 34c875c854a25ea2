# ruff: noqa: RUF001 -- papers write curly apostrophes
"""The world pack's questions: who is meant by these words on that day, who was a member, who held which office."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import PackError
from detente.packs import load_packs
from detente.packs.world import World, load_world
from detente.packs.world_names import fold, split_name, within

WORLD = load_packs().world


def read(text: str, *, on: str | None = "2024-06-01") -> tuple[int, set[str], set[str | None]] | None:
    """Tokens taken, keys and sectors of the name that a text starts with."""
    match = WORLD.match(text.split(), 0, on=on)
    return match and (match[0], {name.key for name in match[1]}, {name.sector for name in match[1]})


@pytest.mark.parametrize(
    ("text", "key", "length"),
    [
        ("Russia 's", "RUS", 1),
        ("Russian troops", "RUS", 1),
        ("Russians fled", "RUS", 1),
        ("RUSSIA TALKS", "RUS", 1),
        ("U.S. officials", "USA", 1),
        ("U.S troops", "USA", 1),
        ("US troops", "USA", 1),
        ("United States of America said", "USA", 4),
        ("UNITED STATES SAYS", "USA", 2),
        ("U.S.-led coalition", "USA", 1),
        ("Great Britain said", "GBR", 2),
        ("Britons voted", "GBR", 1),
        ("UK ministers", "GBR", 1),
        ("North Korea 's", "PRK", 2),
        ("N. Korea said", "PRK", 2),
        ("DPRK said", "PRK", 1),
        ("South Koreans fled", "KOR", 2),
        ("Côte d’Ivoire said", "CIV", 2),
        ("Cote d'Ivoire said", "CIV", 2),
        ("Ivory Coast said", "CIV", 2),
        ("Ivorian troops", "CIV", 1),
        ("Guinea - Bissau said", "GNB", 3),
        ("Guinea said", "GIN", 1),
        ("Equatorial Guinea said", "GNQ", 2),
        ("Papua New Guinea said", "PNG", 3),
        ("Nigerien soldiers", "NER", 1),
        ("Nigerian soldiers", "NGA", 1),
        ("Burma said", "MMR", 1),
        ("Czechia said", "CZE", 1),
        ("Holland said", "NLD", 1),
        ("Dutch police", "NLD", 1),
        ("Filipinos marched", "PHL", 1),
        ("Saudi officials", "SAU", 1),
        ("Emirati officials", "ARE", 1),
        ("Türkiye said", "TUR", 1),
        ("People 's Republic of China said", "CHN", 5),
        ("Republic of China said", "TWN", 3),
        ("DR Congo said", "COD", 2),
        ("Congo - Brazzaville said", "COG", 3),
        ("St. Lucia said", "LCA", 2),
        ("Trinidad & Tobago said", "TTO", 3),
        ("Trinidad And Tobago Votes", "TTO", 3),
        ("Soviet forces", "SUN", 1),
        ("Kosovars voted", "KOS", 1),
        ("Palestinians said", "PSE", 1),
        ("Swiss banks", "CHE", 1),
        ("NATO said", "NATO", 1),
        ("Nato said", "NATO", 1),
        ("U.N. Security Council said", "UNSC", 3),
        ("UN 's top court ruled", "ICJ", 4),
        ("Doctors without Borders said", "MSF", 3),
        ("DOCTORS WITHOUT BORDERS SAYS", "MSF", 3),
        ("al - Shabaab said", "ALSHABAAB", 3),
        ("Al - Qaeda said", "ALQAEDA", 3),
        ("Hezbollah fired", "HEZBOLLAH", 1),
        ("Houthi missiles", "HOUTHIS", 1),
        ("Lord 's Resistance Army said", "LRA", 4),
        ("Kurdistan Workers ' Party said", "PKK", 4),
        ("Northern Cyprus said", "NORTHCYPRUS", 2),
        ("Islamic State West Africa Province said", "ISWAP", 5),
        ("Likud said", "LIKUD", 1),
    ],
)
def test_names(text: str, key: str, length: int) -> None:
    found = read(text)
    assert found is not None
    assert (found[0], found[1]) == (length, {key})


@pytest.mark.parametrize(
    ("text", "country", "sector", "cameo"),
    [
        ("Tokyo", "JPN", "GOV", "JPNGOV"),
        ("Moscow", "RUS", "GOV", "RUSGOV"),
        ("Washington", "USA", "GOV", "USAGOV"),
        ("Bucharest", "ROU", "GOV", "ROMGOV"),
        ("Kremlin", "RUS", "GOV", "RUSGOV"),
        ("White House", "USA", "GOV", "USAGOV"),
        ("Pentagon", "USA", "MIL", "USAGOVMIL"),
        ("Downing Street", "GBR", "GOV", "GBRGOV"),
        ("Élysée", "FRA", "GOV", "FRAGOV"),
        ("Quai d’Orsay", "FRA", "GOV", "FRAGOV"),
        ("Knesset", "ISR", "LEG", "ISRLEG"),
        ("Bundestag", "DEU", "LEG", "DEULEG"),
        ("Blue House", "KOR", "GOV", "KORGOV"),
        ("NATO", "IGO", None, "IGOWSTNAT"),
        ("European Union", "EUR", None, "IGOEUREEC"),
        ("World Health Organization", "UNO", "MED", "IGOUNOHLHWHO"),
        ("Amnesty International", "NGO", None, "NGOHRIAMN"),
        ("Mossad", "ISR", "SPY", "ISRSPY"),
        ("Hamas", "PSE", "REB", "PSEREBHMS"),
        ("Transnistria", "MDA", "PRE", "MDASEP"),
        ("Greenland", "DNK", None, "DNK"),
        ("Western Sahara", "MAR", "PRE", "MAR"),
        ("Kosovo", "KOS", None, "KSV"),
    ],
)
def test_actor_codes(text: str, country: str, sector: str | None, cameo: str) -> None:
    match = WORLD.match(split_name(text), 0, on="2020-01-01")
    assert match is not None
    assert [(name.country, name.sector, name.cameo) for name in match[1]] == [(country, sector, cameo)]


@pytest.mark.parametrize(
    ("text", "on", "keys"),
    [
        ("Astana", "2018-01-01", {"KAZ"}),
        ("Astana", "2020-01-01", None),
        ("Nur-Sultan", "2020-01-01", {"KAZ"}),
        ("Bonn", "1985-01-01", {"DEU"}),
        ("Bonn", "2005-01-01", None),
        ("Rangoon", "1995-01-01", {"MMR"}),
        ("Moscow", "1985-01-01", {"SUN"}),
        ("Moscow", "2013-11-02", {"RUS"}),
        ("Kremlin", "1985-01-01", {"SUN"}),
        ("Soviet Union", "2013-11-02", {"SUN"}),
    ],
)
def test_names_hold_on_their_days(text: str, on: str, keys: set[str] | None) -> None:
    match = WORLD.match(split_name(text), 0, on=on)
    assert (match and {name.key for name in match[1]}) == keys


@pytest.mark.parametrize(
    ("on", "sector"), [("1999-01-01", "GOV"), ("2010-01-01", "REB"), ("2021-08-14", "REB"), ("2021-08-15", "GOV")]
)
def test_taliban_rule_or_rebel_by_date(on: str, sector: str) -> None:
    found = read("Taliban", on=on)
    assert found is not None
    assert found[2] == {sector}


@pytest.mark.parametrize(
    "text", ["us all", "turkey dinner", "china plate", "polish it", "is", "who said", "Kishida said"]
)
def test_no_name(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Congo", {"COD", "COG"}),
        ("Congolese", {"COD", "COG"}),
        ("Korean", {"KOR", "PRK"}),
        ("Dominican", {"DMA", "DOM"}),
    ],
)
def test_ambiguous_names_give_all_and_say_so(text: str, keys: set[str]) -> None:
    match = WORLD.match([text], 0, on=None)
    assert match is not None
    assert {name.key for name in match[1]} == keys
    assert all(name.note for name in match[1])


@pytest.mark.parametrize("text", ["Georgia", "Jordan", "Chad", "Turkey", "Washington", "Israel"])
def test_words_with_another_reading_say_so(text: str) -> None:
    match = WORLD.match([text], 0, on=None)
    assert match is not None
    assert all(name.note for name in match[1])


@pytest.mark.parametrize(
    ("name", "alpha3"),
    [
        ("JPN", "JPN"),
        ("jpn", None),
        ("JP", "JPN"),
        ("392", "JPN"),
        ("Japan", "JPN"),
        (" Japan ", "JPN"),
        ("ROM", "ROU"),
        ("ZAR", "COD"),
        ("KSV", "KOS"),
        ("Zaire", "COD"),
        ("Congo", None),
        ("Tokyo", None),
        ("Kingdom of Belgium", "BEL"),
        ("", None),
        ("Atlantis", None),
    ],
)
def test_country(name: str, alpha3: str | None) -> None:
    country = WORLD.country(name)
    assert (country and country.alpha3) == alpha3


@pytest.mark.parametrize(
    ("scheme", "code", "alpha3"),
    [
        ("cown", "365", "RUS"),
        ("cowc", "AUS", "AUT"),
        ("gwn", "260", "DEU"),
        ("fips", "GM", "DEU"),
        ("cown", "999", None),
    ],
)
def test_country_by_scheme(scheme: str, code: str, alpha3: str | None) -> None:
    country = WORLD.country(code, scheme=scheme)
    assert (country and country.alpha3) == alpha3


def test_unknown_scheme_and_organisation_are_named() -> None:
    with pytest.raises(PackError, match="did you mean 'cown'"):
        WORLD.country("2", scheme="cow")
    with pytest.raises(PackError, match="did you mean 'NATO'"):
        WORLD.members("NATOO", on=None)


@pytest.mark.parametrize(
    ("organisation", "on", "country", "inside"),
    [
        ("EU", "2015-01-01", "GBR", True),
        ("EU", "2021-01-01", "GBR", False),
        ("NATO", "2022-01-01", "FIN", False),
        ("NATO", "2023-04-04", "FIN", True),
        ("BRICS", "2023-06-01", "ARE", False),
        ("G8", "2013-11-02", "RUS", True),
        ("G8", "2015-01-01", "RUS", False),
        ("P5", "1985-01-01", "SUN", True),
        ("CSTO", "2020-01-01", "UZB", False),
        ("ECOWAS", "2025-06-01", "MLI", False),
        ("EUCOMMISSION", "2015-01-01", "GBR", True),
        ("FAO", "2015-01-01", "COK", True),
        ("FAO", "2015-01-01", "LIE", False),
    ],
)
def test_members(organisation: str, on: str, country: str, inside: bool) -> None:
    assert (country in WORLD.members(organisation, on=on)) is inside


@pytest.mark.parametrize(
    ("organisation", "count"),
    [("UN", 193), ("EU", 27), ("NATO", 32), ("OSCE", 57), ("AU", 55), ("ARABLEAGUE", 22), ("OIC", 57), ("COE", 46)],
)
def test_number_of_members(organisation: str, count: int) -> None:
    assert len(WORLD.members(organisation, on="2025-06-01")) == count


@pytest.mark.parametrize(
    ("alpha3", "on", "valid"),
    [
        ("SUN", "1985-01-01", True),
        ("SUN", "1995-01-01", False),
        ("SSD", "2010-01-01", False),
        ("JPN", "1950-01-01", True),
    ],
)
def test_is_valid(alpha3: str, on: str, valid: bool) -> None:
    assert WORLD.is_valid(alpha3, on) is valid


def test_capital_of() -> None:
    assert (WORLD.capital_of("JPN"), WORLD.capital_of("ATA"), WORLD.capital_of("XXX")) == ("Tokyo", None, None)


@pytest.mark.parametrize(
    ("name", "country", "office"),
    [
        ("Sergei Lavrov", None, "foreign minister"),
        ("Sergey Lavrov", None, "foreign minister"),
        ("Sergey Viktorovich Lavrov", None, "foreign minister"),
        ("Sergey Shoigu", None, "defence minister"),
        ("Shoigu", "RUS", "defence minister"),
        ("Vladimir V. Putin", None, "head of state"),
        ("Fumio Kishida", None, "foreign minister"),
        ("Kishida", "JPN", "foreign minister"),
        ("Onodera", "JPN", "defence minister"),
    ],
)
def test_holders_on_the_day_of_the_talks(name: str, country: str | None, office: str) -> None:
    for written in (name, name.split()):
        assert office in {holder.office for holder in WORLD.holders(written, on="2013-11-02", country=country)}


@pytest.mark.parametrize("name", ["Volodymyr Putin", "", "'s", "Jan Lavrov"])
def test_no_holder(name: str) -> None:
    assert WORLD.holders(name, on="2013-11-02") == ()


def test_holder_of() -> None:
    holder = WORLD.holder_of("JPN", "foreign minister", on="2013-11-02")
    assert holder is not None
    assert holder.person == "Fumio Kishida"
    assert WORLD.holder_of("JPN", "astronaut", on="2013-11-02") is None


def test_family_name_first_and_aliases(tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    rows = (
        "person\taliases\tcountry\toffice\nXi Jinping\tXi\tCHN\thead of state\nBashar al-Assad\t\tSYR\thead of state\n"
    )
    (tmp_path / "world" / "officeholders.tsv").write_text(rows, encoding="utf-8")
    world: World = load_world((*WORLD.roots, tmp_path))
    assert {holder.country for holder in world.holders("Xi", on="2020-01-01", country="CHN")} == {"CHN"}
    assert {holder.country for holder in world.holders("Bashar Assad", on="2020-01-01")} == {"SYR"}


@given(st.lists(st.text(max_size=12), min_size=1, max_size=8), st.sampled_from([None, "2013-11-02", ""]))
def test_any_words_can_be_asked_for(words: list[str], on: str | None) -> None:
    for at in range(len(words)):
        match = WORLD.match(words, at, on=on)
        assert match is None or 1 <= match[0] <= len(words) - at


@given(st.text(max_size=60))
def test_any_text_can_be_folded_split_and_looked_up(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "".join(split_name(text)) == "".join(fold(text).split())
    WORLD.country(text)
    WORLD.holders(text, on=None, country="JPN")


@pytest.mark.parametrize(
    ("on", "from_", "to", "holds"),
    [
        ("2013", "2013-11-02", "", True),
        ("2013-11-02", "2013-11-02", "2013-11-02", True),
        ("2013-11-01", "2013-11-02", "", False),
        ("2013-11-03", "", "2013-11", True),
        ("2013-12-01", "", "2013-11", False),
        (None, "2020", "2021", True),
    ],
)
def test_within(on: str | None, from_: str, to: str, holds: bool) -> None:
    assert within(on, from_, to) is holds
