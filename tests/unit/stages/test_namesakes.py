"""Places: which namesake is meant beside the other names of a story, and which names in lists are places."""

import pytest

from detente.model import Place
from detente.packs import load_packs
from detente.packs.gazetteer import Entry
from detente.stages.places import find_places
from detente.stages.places.company import make_company, weigh_company
from support import parsed

PACKS = load_packs()


def read_as(text: str) -> dict[str, tuple[str | None, str]]:
    found = find_places(parsed(text), PACKS)["places"]
    return {text[p.start : p.end]: (p.country, p.precision) for p in found if isinstance(p, Place)}


def town(name: str, latitude: float, longitude: float, *, country: str) -> Entry:
    return Entry(
        name=name,
        kind="town",
        precision="town",
        latitude=latitude,
        longitude=longitude,
        country=country,
    )


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("Trains to Cordoba stopped. Roads in Seville and Jaen were closed.", "Cordoba", ("ESP", "town")),
        ("Trains to Cordoba stopped. Roads in Rosario and Mendoza were closed.", "Cordoba", ("ARG", "town")),
        ("Rain fell in Valencia. Streets in Alicante and Murcia were flooded.", "Valencia", ("ESP", "town")),
        ("Rain fell in Valencia. Streets in Maracay and Barquisimeto were flooded.", "Valencia", ("VEN", "town")),
        ("Storms swept across Georgia. Homes in Savannah and Macon lost power.", "Georgia", ("USA", "province")),
        ("Storms swept across Georgia. Homes in Tbilisi and Kutaisi lost power.", "Georgia", ("GEO", "country")),
        ("A coal ship sank off Newcastle. Surfers in Sydney and Wollongong watched.", "Newcastle", ("AUS", "town")),
        ("Fires burned in Victoria. Smoke reached Melbourne, Ballarat and Geelong.", "Victoria", ("AUS", "province")),
        ("Ferries left Victoria. Crowds waited in Vancouver and Nanaimo.", "Victoria", ("CAN", "town")),
        ("A plant in Peoria will close. Others in Springfield, Illinois, stay open.", "Peoria", ("USA", "town")),
        ("Floods struck Kent. Shops in Maidstone and Canterbury closed.", "Kent", ("GBR", "district")),
        ("Floods struck Somerset. Shops in Bridgwater and Taunton closed.", "Somerset", ("GBR", "district")),
        ("A tanker ran aground in the Strait of Georgia.", "Strait of Georgia", ("CAN", "region")),
        ("Snow fell in Mexico. Roads in Puebla and Toluca were closed.", "Mexico", ("MEX", "country")),
    ],
)
def test_company_tells_namesakes_apart(text: str, written: str, expected: tuple[str | None, str]) -> None:
    assert read_as(text)[written] == expected


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("The posts stood on the road between Lashkar Gah and Sangin.", "Sangin", ("AFG", "town")),
        ("A train derailed between Hanover and Kassel on Wednesday.", "Kassel", ("DEU", "town")),
        ("Farmers from Punjab and Haryana blocked the road.", "Haryana", ("IND", "province")),
        ("A Fla. appeals court upheld the verdict.", "Fla.", ("USA", "province")),
        ("Police in Sudbury, Ont., arrested two men.", "Ont", ("CAN", "province")),
        ("Police in Dubbo, NSW, arrested two men.", "NSW", ("AUS", "province")),
        ("Police in Fresno, Calif., arrested two men.", "Calif.", ("USA", "province")),
        ("Guards closed the border with Venezuela.", "Venezuela", ("VEN", "country")),
        ("The crew was taken to Naha and Okinawa.", "Naha", ("JPN", "town")),
        ("Troops left Sangin, Gereshk and Lashkar Gah.", "Lashkar Gah", ("AFG", "town")),
        ("SEOUL, South Korea \u2014 A missile fell near Wonsan on Friday.", "SEOUL", ("KOR", "town")),
        ("SEOUL, South Korea \u2014 A missile fell near Wonsan on Friday.", "South Korea", ("KOR", "country")),
    ],
)
def test_name_is_found(text: str, written: str, expected: tuple[str | None, str]) -> None:
    assert read_as(text)[written] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ministers held talks with Venezuela.",
        "The talks between Iran and Iraq failed.",
        "Kerry and Lavrov agreed on a plan.",
        "The Bay of Plenty Times said so.",
        "NATO and the WTO met the IMF.",
    ],
)
def test_no_place_is_made_of_it(text: str) -> None:
    assert read_as(text) == {}


def test_a_dateline_is_read_once() -> None:
    text = "MINSK, Belarus \u2014 Leaders met late into the night."
    found = [place for place in find_places(parsed(text), PACKS)["places"] if isinstance(place, Place)]
    assert [text[place.start : place.end] for place in found] == ["MINSK", "Belarus"]


def test_a_name_is_no_company_to_itself() -> None:
    here, there = town("Leon", 42.6, -5.6, country="ESP"), town("Leon", 12.4, -86.9, country="NIC")
    assert weigh_company(make_company({"leon": [(here, 1.0)]}), "leon", [here, there]) == [0.0, 0.0]


def test_the_neighbour_of_another_name_weighs_more() -> None:
    here, there = town("Leon", 42.6, -5.6, country="ESP"), town("Leon", 12.4, -86.9, country="NIC")
    company = make_company({"burgos": [(town("Burgos", 42.3, -3.7, country="ESP"), 1.0)]})
    near, far = weigh_company(company, "leon", [here, there])
    assert near > 0.5
    assert far == pytest.approx(0.0, abs=1e-9)
