"""Who a name stands for on a day, and the row that says so."""

from pathlib import Path

import pytest

from detente.packs import load_packs
from detente.packs.loader import SHIPPED
from detente.packs.world_answers import Answer, Candidate, find_actors_named

PACKS = load_packs()


def ask(query: str, on: str | None = None) -> Answer:
    return find_actors_named(query, world=PACKS.world, words=PACKS.actor_words, on=on)


def held(query: str, on: str | None = None) -> list[Candidate]:
    return [row for row in ask(query, on).candidates if row.holds]


@pytest.mark.parametrize(
    ("query", "on", "wanted"),
    [
        ("Kerry", "2013-11-02", ("John Kerry", "USA", "GOV", "USAGOV", "foreign minister")),
        ("Secretary of State John Kerry", "2013-11-02", ("John Kerry", "USA", "GOV", "USAGOV", "foreign minister")),
        ("President Xi", "2018-06-12", ("Xi Jinping", "CHN", "GOV", "CHNGOV", "president")),
        ("Australian Prime Minister Howard", "2003-03-20", ("John Howard", "AUS", "GOV", "AUSGOV", "prime minister")),
        ("Taliban", "2010-05-01", ("Taliban", "AFG", "REB", "AFGREBTAL", None)),
        ("the Taliban", "2022-05-01", ("Taliban", "AFG", "GOV", "AFGGOVTAL", None)),
        ("kremlin", "2013-11-02", ("Kremlin", "RUS", "GOV", "RUSGOV", None)),
        ("Kremlin", "1985-01-01", ("Kremlin", "SUN", "GOV", "SUNGOV", None)),
        ("japan", None, ("Japan", "JPN", "GOV", "JPNGOV", None)),
        ("JPN", None, ("Japan", "JPN", "GOV", "JPNGOV", None)),
        ("jp", None, ("Japan", "JPN", "GOV", "JPNGOV", None)),
        ("Tokyo", None, ("Tokyo (Japan)", "JPN", "GOV", "JPNGOV", None)),
        ("Greenland", None, ("Greenland", "DNK", None, "DNK", None)),
        ("Soviet Union", "2013-11-02", ("Soviet Union", "RUS", "GOV", "RUSGOV", None)),
        ("Soviet Union", "1985-01-01", ("Soviet Union", "SUN", "GOV", "SUNGOV", None)),
        ("Allemagne", None, ("Allemagne (Germany)", "DEU", "GOV", "DEUGOV", None)),
        ("NATO", None, ("NATO (North Atlantic Treaty Organization)", "IGO", None, "IGOWSTNAT", None)),
        ("Syrian rebels", None, ("Syrian rebels", "SYR", "REB", "SYRREB", None)),
        ("defence ministry of France", None, ("defence ministry of France", "FRA", "GOV", "FRAGOVMIL", "defence ministry")),
        ("gunmen", None, ("gunmen", None, "UAF", "UAF", None)),
    ],
)  # fmt: skip
def test_the_reading_of_the_day(query: str, on: str | None, wanted: tuple[str | None, ...]) -> None:
    """Wanted are name, country, sector, CAMEO code and office."""
    rows = [(row.name, row.country, row.sector, row.cameo, row.office) for row in held(query, on)]
    assert rows[0] == wanted


def test_an_office_is_answered_with_its_holder_on_the_day() -> None:
    rows = held("Japan's foreign minister", "2013-11-02")
    assert [(row.name, row.kind) for row in rows] == [
        ("Japan's foreign minister", "phrase"),
        ("Fumio Kishida", "person"),
    ]
    assert {row.name for row in held("foreign minister of Japan", "2003-01-01")} >= {"Yoriko Kawaguchi"}


def test_readings_of_other_days_come_last_and_say_so() -> None:
    rows = ask("Taliban", "2010-05-01").candidates
    assert [row.holds for row in rows] == [True, False, False, False]


def test_all_readings_of_an_ambiguous_name_are_given() -> None:
    assert {row.country for row in ask("Congo").candidates} == {"COD", "COG"}
    assert {row.country for row in ask("Kongo").candidates} == {"COD", "COG"}


@pytest.mark.parametrize(
    "query", ["Kerry", "Kremlin", "Japan", "Burma", "NATO", "Taliban", "Россия", "Kamtschatka", "Moscow"]
)
def test_the_row_is_where_it_says(query: str) -> None:
    for row in ask(query, "2013-11-02").candidates:
        assert row.file in row.why
        if row.file.endswith(".tsv"):
            line = (SHIPPED / "world" / row.file).read_text(encoding="utf-8").splitlines()[(row.line or 0) - 1]
            assert row.name.split(" (")[0] in line


@pytest.mark.parametrize(
    ("query", "near"), [("Kery", "John Kerry"), ("Netanyahoo", "Benjamin Netanyahu"), ("Hezbolah", "Hezbollah")]
)
def test_the_nearest_names_are_offered(query: str, near: str) -> None:
    answer = ask(query)
    assert answer.candidates == ()
    assert any(near in name for name in answer.nearest)


@pytest.mark.parametrize("query", ["", " ", "'s", "of", "the", "Japan's", "minister of", "\x00", "(" * 500, "a" * 5000])
def test_odd_questions_are_answered(query: str) -> None:
    assert isinstance(ask(query), Answer)


def test_a_pack_of_the_user_is_asked_too(tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    head = "person\taliases\tcountry\toffice\ttitle\tfrom\tto\tsource"
    row = "Ada Byron\t\tGBR\tforeign minister\tForeign Secretary\t2030-01-01\t\tours"
    (tmp_path / "world" / "officeholders-ours.tsv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    packs = load_packs((tmp_path,))
    answer = find_actors_named("Ada Byron", world=packs.world, words=packs.actor_words, on="2031-01-01")
    assert [(found.country, found.file, found.line) for found in answer.candidates] == [
        ("GBR", "officeholders-ours.tsv", 2)
    ]
