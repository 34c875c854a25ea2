"""What phrases take from whom they belong to, from the region that they name, from their own name."""

import pytest

from actor_reading import read

OWNED = [
    ("Hamas condemned the raid, and its leader left Gaza.", "its leader", "PSE", "REB"),
    ("Police in Trinidad arrested nine members of a drug gang.", "nine members", "TTO", "CRM"),
    ("Mexico's navy shot at Hezbollah gunmen on Friday.", "Hezbollah gunmen", "LBN", "REB"),
    ("A Russian commander met the mayor.", "Russian commander", "RUS", "MIL"),
    ("President Mugabe left, and his wife flew to Singapore.", "his wife", "ZWE", "ELI"),
    ("The UN force in Haiti fired into the air.", "UN force", "UNO", "MIL"),
    ("Thirty British MPs signed a letter.", "British MPs", "GBR", "LEG"),
    ("Two German deputies flew home.", "Two German deputies", "DEU", "LEG"),
]


REGIONS = [
    ("West African leaders met in Togo on Monday.", "West African leaders", "IGO"),
    ("European ministers met in Norway on Monday.", "European ministers", "EUR"),
    ("Gulf investors bought land in Sudan on Monday.", "Gulf investors", None),
    ("The foreign ministers of six states met in Egypt.", "foreign ministers", None),
]


@pytest.mark.parametrize(("text", "words", "country"), REGIONS)
def test_a_region_is_no_country(text: str, words: str, country: str | None) -> None:
    reading = read(text)
    assert next(a for a in reading.actors if words in a.name).country == country


NAMED = [
    ("China's Cosmaris Shipping opened a port.", "Cosmaris Shipping", "CHN", "BUS"),
    ("The Turkish Red Crescent sent tents.", "Red Crescent", "TUR", "SOC"),
    ("Gazprom cut supplies on Monday.", "Gazprom", "RUS", "BUS"),
    ("Al Jazeera said that it had been shut.", "Al Jazeera", "QAT", "JRN"),
]


@pytest.mark.parametrize(("text", "words", "country", "sector"), [*OWNED, *NAMED])
def test_owner_and_name_tell_sector_and_home(text: str, words: str, country: str, sector: str) -> None:
    actor = next(a for a in read(text).actors if any(words in m.of(text) for m in a.mentions))
    assert (actor.country, actor.sector) == (country, sector)


def test_brussels_is_the_union_unless_the_story_tells_of_belgium() -> None:
    assert read("Brussels fined two banks.").who("Brussels").country == "EUR"
    told = read("Belgium raised taxes. Brussels fined two banks.")
    assert told.who("Brussels").country == "BEL"


def test_the_north_is_a_country_in_korean_stories_only() -> None:
    assert read("South Korea said the North fired a rocket.").who("North").country == "PRK"
    assert "North" not in read("Nigeria said the North voted.").words()


def test_a_congress_is_that_of_the_country_told_of() -> None:
    reading = read("Peru's president lost. The Congress in Lima removed him.")
    assert all(actor.country != "USA" for actor in reading.actors)


def test_a_president_of_another_day_is_known_by_title_and_name() -> None:
    assert read("President Chirac refused.").who("President Chirac").country == "FRA"


@pytest.mark.parametrize(
    ("name", "on", "country", "sector"),
    [
        ("Hassan Nasrallah", "2013-11-02", "LBN", "REB"),
        ("Alexei Navalny", "2020-08-20", "RUS", "OPP"),
        ("Mohamed Hamdan Dagalo", "2023-05-01", "SDN", "REB"),
        ("Mohamed Hamdan Dagalo", "2019-05-01", "SDN", "PRM"),
    ],
)
def test_leaders_of_others_than_states(name: str, on: str, country: str, sector: str) -> None:
    actor = read(f"{name} spoke to reporters.", published=on).who(name)
    assert (actor.country, actor.sector) == (country, sector)


def test_a_dateline_is_no_part_of_a_name() -> None:
    reading = read("KATHMANDU - King Gyanendra asked India for helicopters.", published="2004-11-02")
    king = next(actor for actor in reading.actors if "Gyanendra" in actor.name)
    assert (king.name, king.sector) == ("Gyanendra", "GOV")


def test_what_somebody_is_held_as_is_no_actor() -> None:
    assert "hostage" not in " ".join(read("Rebels took six warders hostage.").words())
