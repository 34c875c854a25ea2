"""The commands `import` and `imports`, and imported series in `dyad`, `panel` and `plot`."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet
import pytest

from commands import detente
from foreign import ROWS, header, line, put
from invented import EXPULSION

DAY = "".join(
    line(
        "gdelt", GLOBALEVENTID=str(number), SQLDATE=f"2020{month:02}15", Actor1CountryCode=one, Actor2CountryCode=other
    )
    for number, (month, one, other) in enumerate(
        [(1, "NOR", "RUS"), (1, "RUS", "NOR"), (6, "NOR", "RUS"), (6, "EUR", "RUS")]
    )
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imports")
    (folder / "oslo.txt").write_text(EXPULSION, encoding="utf-8")
    assert detente("code", folder / "oslo.txt", "-s", folder / "s.duckdb").exit_code == 0
    file = put(folder, DAY, "day.export.CSV")
    done = detente("import", "GDELT", file, "-s", folder / "s.duckdb")
    assert done.exit_code == 0
    assert done.stderr == (
        "gdelt-1: day.export.CSV: 4 rows read, 4 kept, 2020-01-15 to 2020-06-15; 1 of them with a side that is no country "
        "(such as EUR); 0 skipped\n"
    )
    assert detente("import", "gdelt", file, "-s", folder / "s.duckdb").stderr.endswith("before; nothing was changed\n")
    return folder / "s.duckdb"


def test_imports_are_listed_and_taken_out(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    assert detente("import", "gdelt", put(tmp_path, DAY), "-s", store, "--from", "2020-02-01").exit_code == 0
    listed = detente("imports", "-s", store).stdout
    assert listed.startswith("gdelt-1: day.tsv: 4 rows read, 2 kept, 2020-06-15 to 2020-06-15;")
    assert "2 skipped: 2 before 2020-02-01" in listed
    assert detente("imports", "-s", store, "--forget", "gdelt-1").stdout == "forgot gdelt-1 (day.tsv): 2 rows\n"
    assert detente("imports", "-s", store).stdout == "nothing was imported\n"


def test_a_panel_is_the_same_but_for_rows_of_its_own(store: Path, tmp_path: Path) -> None:
    options = ("--dyads", "NOR-RUS", "--by", "year", "--from", "2020-01-01", "--to", "2021-12-31", "-s", store)
    plain = list(csv.DictReader(io.StringIO(detente("panel", *options).stdout)))
    beside = list(csv.DictReader(io.StringIO(detente("panel", *options, "--with-imported").stdout)))
    coded = [row for row in beside if row["origin"] == "coded"]
    assert [{name: row[name] for name in plain[0]} for row in coded] == plain
    assert [(row["country_a"], row["period"], row["n_events"]) for row in beside if row["origin"] == "gdelt"] == [
        ("NOR", "2020", "2"),
        ("RUS", "2020", "1"),
    ]
    file = tmp_path / "p.parquet"
    assert detente("panel", *options, "--with-imported", "-o", file).exit_code == 0
    assert pyarrow.parquet.read_table(file).column("origin").to_pylist() == [row["origin"] for row in beside]


def test_a_dyad_has_a_column_an_origin(store: Path) -> None:
    shown = detente("dyad", "Norway", "RUS", "-s", store, "--with-imported").stdout.split("beside it")[1]
    lines = [line.split() for line in shown.splitlines()[1:]]
    assert lines[0] == ["period", "coded", "gdelt"]
    assert ["2020-01", "0", "2", "(+8.0)"] in lines
    told = json.loads(detente("dyad", "Norway", "RUS", "-s", store, "--with-imported", "--json").stdout)
    bare = json.loads(detente("dyad", "Norway", "RUS", "-s", store, "--json").stdout)
    beside = told.pop("beside")
    assert told == bare
    assert sum(row["n_events"] for row in beside if row["origin"] == "gdelt") == 3


def test_a_plot_is_drawn(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.svg"
    assert detente("plot", "NOR", "RUS", "-s", store, "--with-imported", "-o", file).exit_code == 0
    drawn = file.read_text(encoding="utf-8")
    assert "gdelt" in drawn
    assert "coded" in drawn


def test_what_is_not_shown_is_said(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    detente("import", "gdelt", put(tmp_path, DAY), "-s", store, "--countries", "France")
    told = detente(
        "panel", "--dyads", "NOR-RUS", "-s", store, "--with-imported", "--from", "2020-01-01", "--to", "2020-12-31"
    )
    assert "not shown: gdelt of NOR and RUS, since a file was imported for other countries only" in told.stderr


def test_datasets_are_listed_with_what_one_should_know() -> None:
    told = detente("import", "--list").stdout
    assert all(f"\n{name}  " in f"\n{told}" for name in ROWS)
    assert "know: " in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name a dataset and its files"),
        (("gdelt",), "name a dataset and its files"),
        (("gdlt", "x"), "'gdlt' cannot be imported; did you mean 'gdelt'?"),
        (("gdelt", "{file}", "--countries", "Japn"), "no country 'Japn'; did you mean 'Japan'?"),
        (("gdelt", "{file}", "--from", "2021-01-01", "--to", "2020-01-01"), "turned round, they would do"),
        (("icews", "{file}"), "the first line names no column of icews"),
        (("gdelt", "{file}", "no.csv"), "no.csv: there is no such file"),
    ],
)
def test_wrong_commands_change_nothing(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    file = put(tmp_path, DAY)
    done = detente("import", *(part.format(file=file) for part in arguments), "-s", tmp_path / "s.duckdb")
    assert done.exit_code == 2
    assert told in done.stderr
    if (tmp_path / "s.duckdb").exists():
        assert detente("imports", "-s", tmp_path / "s.duckdb").stdout == "nothing was imported\n"


def test_a_file_of_names_alone_is_no_fault(tmp_path: Path) -> None:
    done = detente("import", "icews", put(tmp_path, header("icews")), "-s", tmp_path / "s.duckdb")
    assert (done.exit_code, done.stderr) == (0, "icews-1: day.tsv: 0 rows read, 0 kept; 0 skipped\n")
