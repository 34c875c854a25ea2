"""Places: counties and districts, landscapes, names that only their neighbours vouch for, and those nothing here knows."""

import pytest

from detente.model import Place
from detente.packs import load_packs
from detente.stages.places import find_places
from support import parsed

PACKS = load_packs()


def places(text: str) -> dict[str, Place]:
    found = find_places(parsed(text), PACKS)["places"]
    return {text[p.start : p.end]: p for p in found if isinstance(p, Place)}


@pytest.mark.parametrize(
    ("text", "written", "latitude", "precision"),
    [
        ("Deputies searched barns in Harlan County, Ky., on Monday.", "Harlan County", 36.9, "district"),
        ("Voters in Fulton County queued for hours. Lines were long in Atlanta.", "Fulton County", 33.8, "district"),
        ("Crews from Shelby and Chilton counties came. Homes burned in Alabama.", "Chilton", 32.9, "district"),
        ("Pumps ran all night in Plaquemines Parish.", "Plaquemines Parish", 29.5, "district"),
        ("Schools are shut in Kozhikode district of Kerala.", "Kozhikode", 11.3, "district"),
        ("Schools are shut in Wayanad.", "Wayanad", 11.7, "district"),
        ("A pit caved in near Sake, in Masisi territory.", "Masisi", -1.5, "district"),
        ("The last one was in Co Kerry, outside Killarney.", "Co Kerry", 52.2, "district"),
    ],
)
def test_divisions(text: str, written: str, latitude: float, precision: str) -> None:
    place = places(text)[written]
    assert place.latitude == pytest.approx(latitude, abs=0.5)
    assert place.precision == precision


@pytest.mark.parametrize(
    ("text", "written", "precision"),
    [
        ("Barges waited on the Ohio after the storm.", "Ohio", "region"),
        ("Barges waited in Ohio after the storm.", "Ohio", "province"),
        ("The Klamath River rose by a foot.", "Klamath River", "region"),
        ("Rebels returned to the Congo.", "Congo", "country"),
    ],
)
def test_an_article_makes_a_river(text: str, written: str, precision: str) -> None:
    assert places(text)[written].precision == precision


def test_a_landscape_that_nothing_knows_lies_where_its_neighbours_do() -> None:
    place = places("Homes flooded in Asheville. The Qzwenna River had broken its banks.")["Qzwenna River"]
    assert (place.country, place.basis, place.precision, place.geonameid) == ("USA", "inferred", "region", None)
    assert place.latitude == pytest.approx(35.6, abs=0.3)
    assert place.why.startswith("unknown to the gazetteer")


def test_a_village_that_nothing_knows_lies_where_the_text_says() -> None:
    place = places("Soldiers burned the village of Qzambo, in Masisi territory. Goma was calm.")["Qzambo"]
    assert (place.country, place.basis) == ("COD", "inferred")
    assert place.score < 0.5


def test_nothing_is_inferred_where_the_story_names_no_other_place() -> None:
    assert not places("The mayor of Qzwenna laughed.")


def test_neighbours_vouch_for_a_town_that_the_parser_takes_for_a_person() -> None:
    text = "Shells fell in Goma. Bodies were carried to Sake. Schools in Bukavu closed."
    assert {"Goma", "Sake", "Bukavu"} <= places(text).keys()


def test_a_small_namesake_abroad_is_not_meant() -> None:
    text = "Taps ran dry in Tunbridge Wells and Southborough. Sevenoaks, in Kent, was spared."
    place = places(text)["Southborough"]
    assert (place.country, place.basis) == ("GBR", "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "Yorkshire beat Surrey by six wickets.",
        "She leaves a son, Austin, and a daughter, Charlotte.",
        "Norfolk Southern raised its forecast.",
        "The band Boston Manor released a record.",
        "Harry Essex and Chelsea Kent sang.",
        "Eleanor Clayton Marsh died on Sunday.",
    ],
)
def test_teams_relatives_and_firms_are_no_places(text: str) -> None:
    assert not places(text)
