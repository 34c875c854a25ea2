"""The gazetteer: the compiled towns, the areas by hand, and how names are compared."""

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import PackError
from detente.packs import load_packs
from detente.packs.gazetteer import Entry, Towns, fold, load_gazetteer
from detente.packs.loader import SHIPPED

WORLD = SHIPPED / "world"
GAZETTEER = load_packs().gazetteer


def only(name: str, kind: str) -> Entry:
    found = [entry for entry in GAZETTEER.find(name) if entry.kind == kind]
    return max(found, key=lambda entry: entry.population)


def test_the_table_is_the_one_that_was_recorded() -> None:
    record = tomllib.loads((WORLD / "places.toml").read_text(encoding="utf-8"))
    assert hashlib.sha256((WORLD / "places.bin").read_bytes()).hexdigest() == record["sha256"]
    assert len(Towns(WORLD / "places.bin")) == record["places"]
    assert record["licence"] == "CC BY 4.0"


def test_the_credit_is_given() -> None:
    notices = Path(__file__).parents[3] / "NOTICES.md"
    assert "GeoNames" in notices.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Al-Lādhiqīyah", "al ladhiqiyah"),
        ("St. Petersburg", "st petersburg"),
        ("Saint Petersburg", "st petersburg"),
        ("Łódź", "lodz"),
        ("L\u2019viv", "lviv"),
        ("  Port   Said ", "port said"),
        ("", ""),
    ],
)
def test_names_are_compared_without_accents_and_marks(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_any_text_can_be_looked_up(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert isinstance(GAZETTEER.find(text), tuple)


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Tokyo", "JPN", 35.7, 139.7),
        ("Latakia", "SYR", 35.5, 35.8),
        ("Lattakia", "SYR", 35.5, 35.8),
        ("Kiev", "UKR", 50.5, 30.5),
        ("Bombay", "IND", 19.1, 72.9),
        ("Fallujah", "IRQ", 33.4, 43.8),
        ("Geneva", "CHE", 46.2, 6.1),
        ("Sana'a", "YEM", 15.4, 44.2),
        ("Khan Younis", "PSE", 31.3, 34.3),
        ("Hodeidah", "YEM", 14.8, 43.0),
        ("Pristina", "KOS", 42.7, 21.2),
    ],
)
def test_towns_stand_where_they_are(name: str, country: str, latitude: float, longitude: float) -> None:
    town = only(name, "town")
    assert town.country == country
    assert town.latitude == pytest.approx(latitude, abs=0.1)
    assert town.longitude == pytest.approx(longitude, abs=0.1)


def test_capitals_are_known() -> None:
    assert only("Tokyo", "town").capital
    assert not only("Osaka", "town").capital


def test_a_town_in_disputed_ground_has_claimants_and_no_country() -> None:
    town = only("Simferopol", "town")
    assert (town.country, town.claimants) == (None, ("UKR", "RUS"))


def test_towns_of_a_state_are_told_by_its_division() -> None:
    found = {entry.division for entry in GAZETTEER.find("Springfield") if entry.kind == "town"}
    assert {"USA.IL", "USA.MA", "USA.MO"} <= found
    state = GAZETTEER.province("USA.IL")
    assert state is not None
    assert state.name == "Illinois"


@pytest.mark.parametrize(
    ("name", "kind", "precision", "claimants"),
    [
        ("Crimea", "disputed", "region", ("UKR", "RUS")),
        ("Takeshima", "disputed", "region", ("KOR", "JPN")),
        ("Northern Territories", "disputed", "region", ("RUS", "JPN")),
        ("Essequibo", "disputed", "region", ("GUY", "VEN")),
        ("Strait of Hormuz", "strait", "region", ()),
        ("Bavaria", "province", "province", ()),
        ("Camp David", "venue", "exact", ()),
        ("Syria", "country", "country", ()),
    ],
)
def test_areas(name: str, kind: str, precision: str, claimants: tuple[str, ...]) -> None:
    area = only(name, kind)
    assert (area.precision, area.claimants) == (precision, claimants)
    assert area.latitude is not None


@pytest.mark.parametrize("name", ["Asia-Pacific", "Middle East", "Sahel", "Europe", "Indian Ocean"])
def test_wide_regions_have_no_pin(name: str) -> None:
    assert all(entry.latitude is None for entry in GAZETTEER.find(name) if entry.kind in {"region", "continent", "sea"})


def test_areas_are_many_and_in_order() -> None:
    areas = list(GAZETTEER.areas())
    assert sum(area.kind == "province" for area in areas) >= 250
    assert sum(bool(area.claimants) for area in areas) >= 40
    for area in areas:
        assert not area.claimants or area.country is None, area.name
        assert area.source, area.name
        assert area.latitude is None or (-90 <= area.latitude <= 90 and -180 <= (area.longitude or 0) <= 180)
        assert area.country is None or area.country in load_packs().world.countries, area.name
        assert set(area.claimants) <= load_packs().world.countries.keys(), area.name


def test_every_country_of_today_has_a_centre() -> None:
    world = load_packs().world
    states = [code for code, country in world.countries.items() if country.cown and not country.to]
    assert [code for code in states if GAZETTEER.country(code) is None] == ["KOS"]  # its claimants are listed instead


def test_a_user_pack_adds_areas(tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "areas.tsv").write_text("name\tkind\tprecision\tsource\nOur Shoal\tisland\texact\tours\n")
    assert load_gazetteer((SHIPPED, tmp_path)).find("our shoal")[0].kind == "island"


@pytest.mark.parametrize(
    "row",
    ["Here\tnowhere\texact\t\t\tours", "Here\tisland\texact\t3\t\tours", "Here\tisland\tvague\t\t\tours"],
)
def test_a_wrong_area_is_refused(tmp_path: Path, row: str) -> None:
    (tmp_path / "world").mkdir()
    table = "name\tkind\tprecision\tlatitude\tlongitude\tsource\n" + row + "\n"
    (tmp_path / "world" / "areas.tsv").write_text(table)
    with pytest.raises(PackError):
        load_gazetteer((SHIPPED, tmp_path))


def test_a_wrong_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.bin").write_bytes(b"not a table")
    with pytest.raises(PackError):
        Towns(tmp_path / "places.bin")


def test_loading_is_light() -> None:
    script = (
        "import resource, time\n"
        "from detente.packs.gazetteer import load_gazetteer\n"
        "from detente.packs.loader import SHIPPED\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "start = time.process_time()\n"
        "load_gazetteer((SHIPPED,)).find('Latakia')\n"
        "spent = time.process_time() - start\n"
        "print(spent, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    seconds, mebibytes = map(float, done.stdout.split())
    assert seconds < 0.5
    assert mebibytes < 80


def test_the_table_stays_small() -> None:
    assert (WORLD / "places.bin").stat().st_size < 12_000_000


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Harlan County", "district", "USA"),
        ("St. Bernard Parish", "district", "USA"),
        ("Wayanad", "district", "IND"),
        ("Masisi", "district", "COD"),
        ("Edo", "province", "NGA"),
    ],
)
def test_divisions_are_known(name: str, kind: str, country: str) -> None:
    found = [entry for entry in GAZETTEER.find(name) if entry.kind == kind and entry.country == country]
    assert found
    assert all(entry.latitude is not None and entry.division for entry in found)


def test_a_county_is_not_found_without_its_word() -> None:
    assert all(entry.name != "Harlan County" for entry in GAZETTEER.find("Harlan"))


def test_an_area_written_by_hand_stands_for_the_division_of_the_table() -> None:
    assert len([entry for entry in GAZETTEER.find("Svalbard") if entry.kind != "town"]) == 1
