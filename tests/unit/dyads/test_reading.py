"""A small invented store, counted by hand, through the library and the commands."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest
from typer.testing import CliRunner

import detente
from detente.cli import app
from detente.dyads import DyadPage, make_panel, read_dyad, read_panel
from detente.dyads.chart import draw_dyad
from detente.errors import ConfigError
from detente.packs import load_packs
from detente.store import Run, Store
from invented import coded

RUN = Run(id="r1", started="2021-03-07 08:00:00", version="0", packs="p", parser="x", settings="{}")
STORIES = {
    "oslo": (
        "2021-03-06",
        "OSLO, March 6, 2021 (AP) - Norway expelled two Russian diplomats on Friday. Poland plans to aid Ukraine.",
    ),
    "copy": ("2021-03-07", "OSLO, March 6, 2021 (AP) - Norway expelled two Russian diplomats on Friday."),
    "talks": (
        "2021-01-12",
        "MOSCOW, Jan. 12, 2021 (Reuters) - Norway and Russia held talks on Monday. Sweden was invited.",
    ),
    "later": (
        "2021-04-02",
        "MOSCOW, April 2, 2021 (AP) - Sergey Lavrov said that Norway was a good neighbour. Russia may impose sanctions on Norway.",
    ),
    "other": ("2021-04-03", "PARIS, April 3, 2021 (AP) - France and Germany signed a trade agreement on Friday."),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dyads") / "s.duckdb"
    with Store(path) as store:
        store.add([coded(text, published=day, name=name) for name, (day, text) in STORIES.items()], run=RUN)
        store.merge()
    return path


@pytest.fixture
def store(filled: Path) -> Iterator[Store]:
    with Store(filled, read_only=True) as opened:
        yield opened


def counted(page: DyadPage) -> list[tuple[str, str | None, int, int]]:
    return [(e.type, e.earliest, e.n_reports, len(e.told_by)) for e in page.events if e.counted]


def test_the_page_of_a_dyad(store: Store) -> None:
    page = read_dyad(store, "Norway", "RUS")
    assert (page.names, page.first, page.last) == (("Norway", "Russia"), "2021-01-11", "2021-04-02")
    assert (page.exposure, page.stories_read) == (4, 4)
    assert counted(page) == [("CONSULT", "2021-01-11", 1, 1), ("SANCTION", "2021-03-05", 2, 1)]
    assert [(event.type, event.factuality) for event in page.events if not event.counted] == [("SANCTION", "possible")]
    assert [(third.key, third.stories, third.share) for third in page.thirds] == [
        ("POL", 1, 0.25),
        ("SWE", 1, 0.25),
        ("UKR", 1, 0.25),
    ]


def test_statements_stand_on_their_side_with_their_offsets(store: Store) -> None:
    mine, theirs = read_dyad(store, "NOR", "RUS").said
    assert mine == ()
    assert [(said.story, said.speaker) for said in theirs] == [("later", "Sergey Lavrov")]
    said = theirs[0]
    assert store.document("later").text[said.start : said.end] == said.words
    assert "a good neighbour" in said.words


def test_what_was_published_later_is_not_known_yet(store: Store) -> None:
    page = read_dyad(store, "NOR", "RUS", as_of="2021-03-06")
    assert counted(page) == [("CONSULT", "2021-01-11", 1, 1), ("SANCTION", "2021-03-05", 1, 1)]
    assert (page.exposure, page.said) == (2, ((), ()))


def test_a_stretch_of_days(store: Store) -> None:
    page = read_dyad(store, "RUS", "NOR", since="2021-03-01", until="2021-03-31")
    assert [event.type for event in page.events] == ["SANCTION"]
    assert (page.exposure, page.trend.now_events, page.trend.past_events) == (2, 1, 1)


def test_a_panel_of_two_dyads(store: Store) -> None:
    dyads = [("NOR", "RUS"), ("NOR", "SWE")]
    rows = make_panel(read_panel(store, dyads), dyads=dyads, unit="month", types=("CONSULT", "SANCTION"))
    found = {
        (row["country_a"], row["country_b"], row["period"]): (
            row["n_events"],
            row["n_reports"],
            row["n_nonfactual"],
            row["exposure"],
        )
        for row in rows
    }
    assert len(found) == 4 * 4
    assert {key: value for key, value in found.items() if any(value)} == {
        ("NOR", "RUS", "2021-01"): (1, 1, 0, 1),
        ("RUS", "NOR", "2021-01"): (1, 1, 0, 1),
        ("NOR", "RUS", "2021-03"): (1, 2, 0, 2),
        ("RUS", "NOR", "2021-03"): (0, 0, 0, 2),
        ("NOR", "RUS", "2021-04"): (0, 0, 0, 1),
        ("RUS", "NOR", "2021-04"): (0, 0, 1, 1),
        ("NOR", "SWE", "2021-01"): (0, 0, 0, 1),
        ("SWE", "NOR", "2021-01"): (0, 0, 0, 1),
    }


def test_a_dyad_that_nobody_told_of_has_an_empty_page(store: Store) -> None:
    page = read_dyad(store, "Chad", "Peru")
    assert (page.events, page.exposure, page.stories_read, page.thirds) == ((), 0, 5, ())
    with pytest.raises(ConfigError, match="no event between Chad and Peru"):
        draw_dyad(page)


@pytest.mark.parametrize(
    ("one", "other", "fault"),
    [
        ("Norwey", "Russia", "no country 'Norwey'; did you mean 'Norway'"),
        ("NOR", "RUZ", "no country 'RUZ'; did you mean"),
        ("Norway", "NOR", "are both NOR"),
    ],
)
def test_bad_countries_are_named(store: Store, one: str, other: str, fault: str) -> None:
    with pytest.raises(ConfigError, match=fault):
        read_dyad(store, one, other)


def test_days_in_the_wrong_order_are_refused(store: Store) -> None:
    with pytest.raises(ConfigError, match="2021-04-01 comes after the last day 2021-03-01"):
        read_dyad(store, "NOR", "RUS", since="2021-04-01", until="2021-03-01")


def test_countries_by_name_and_code_in_any_case() -> None:
    assert [load_packs().world.code_of(name) for name in ("norway", "NO", "nor", "Guinea-Bissau")] == [
        "NOR",
        "NOR",
        "NOR",
        "GNB",
    ]


def run(*arguments: object) -> str:
    result = CliRunner(env={"COLUMNS": "140"}).invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_commands(filled: Path, tmp_path: Path) -> None:
    shown = run("dyad", "Norway", "Russia", "-s", filled)
    assert "read: 4 of 4 stories name both" in shown
    assert "events: 2 counted in 3 reports of 2 sources; not counted: 1 not factual" in shown
    assert "trend: unknown" in shown
    assert json.loads(run("dyad", "Norway", "Russia", "-s", filled, "--json"))["countries"] == ["NOR", "RUS"]
    rows = list(csv.DictReader(io.StringIO(run("panel", "--countries", "Norway,RUS", "--by", "year", "-s", filled))))
    assert [(row["country_a"], row["n_events"], row["directed"]) for row in rows] == [
        ("NOR", "2", "true"),
        ("RUS", "1", "true"),
    ]
    run("panel", "--dyads", "NOR-RUS", "--by", "quarter", "--undirected", "-s", filled, "-o", tmp_path / "p.parquet")
    assert pyarrow.parquet.read_table(tmp_path / "p.parquet")["n_events"].to_pylist() == [2, 0]


def test_a_picture(filled: Path, store: Store, tmp_path: Path) -> None:
    for name, start in (("a.svg", b"<svg"), ("a.png", b"\x89PNG")):
        run("plot", "Norway", "Russia", "-s", filled, "-o", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    drawn = (tmp_path / "a.svg").read_text(encoding="utf-8")
    for words in ("Norway and Russia", "material conflict", "summed by day", "level: mean of 91 days"):
        assert words in drawn
    assert detente.plot_dyad(store, "Norway", "Russia").to_dict()["title"]["text"].startswith("Norway and Russia")


@pytest.mark.parametrize("arguments", [("panel",), ("panel", "--dyads", "NOR"), ("plot", "NOR", "RUS", "-o", "a.pdf")])
def test_wrong_usage_is_one_line_and_status_2(filled: Path, arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*arguments, "-s", str(filled)])
    assert result.exit_code == 2
    assert result.stderr.startswith("detente: ")
