"""The command `detente export`, from stories to files."""

import json
from pathlib import Path

import pandas
import pytest

from commands import detente
from detente.exports import FORMATS, Book
from detente.packs import load_packs
from invented import EXPULSION


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "oslo.txt").write_text(EXPULSION, encoding="utf-8")
    assert detente("code", tmp_path / "oslo.txt", "-s", tmp_path / "s.duckdb").exit_code == 0
    return tmp_path / "s.duckdb"


def test_gdelt_to_a_file_and_to_standard_output_are_the_same(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "events.export.CSV"
    done = detente("export", "GDELT", "--store", store, "--dyad", "Norway", "rus", "-o", file)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith("(2 events)\n")
    assert detente("export", "gdelt", "--store", store, "--dyad", "NOR", "RUS").stdout == file.read_text(
        encoding="utf-8"
    )
    names = [column.name for column in Book(load_packs()).layout("gdelt").fields]
    table = pandas.read_csv(file, sep="\t", header=None, names=names, dtype=str)
    assert table[["Actor1CountryCode", "Actor2CountryCode", "EventCode"]].to_numpy().tolist() == [
        ["NOR", "RUS", "161"],
        ["RUS", "NOR", "111"],
    ]


def test_days_and_what_is_out_of_default_counts(store: Path) -> None:
    def kinds(*arguments: str) -> list[str]:
        lines = detente("export", "plover", "--store", store, *arguments).stdout.splitlines()
        return [json.loads(line)["event"][0] for line in lines]

    assert kinds("--from", "2021-03-05", "--to", "2021-03-05") == ["SANCTION", "ACCUSE"]
    assert kinds("--to", "2021-03-04") == ["AGREE"]
    assert kinds("--to", "2021-03-04", "--all") == ["AGREE", "AGREE"]


def test_a_package_is_two_files(store: Path, tmp_path: Path) -> None:
    assert detente("export", "datapackage", "-s", store, "-o", tmp_path / "out" / "e.csv").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["datapackage.json", "e.csv"]


def test_formats_are_listed_with_their_losses() -> None:
    told = detente("export", "--list").stdout
    assert [name for name in FORMATS if f"\n{name}  " not in f"\n{told}"] == []
    assert told.count("loses: ") > 3 * len(FORMATS)
    one = detente("export", "icews", "--list").stdout
    assert "20 columns" in one
    assert "GDELT" not in one


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a format: csv, datapackage, parquet"),
        (["gdlet"], "no format 'gdlet'; did you mean 'gdelt'?"),
        (["gdelt", "--dyad", "Germny", "RUS"], "no country 'Germny'; did you mean 'Germany'?"),
        (["gdelt", "--dyad", "NOR", "RUZ"], "no country 'RUZ'; did you mean '"),
        (["gdelt", "--from", "yesterday"], "is not a date"),
        (["gdelt", "--store", "none.duckdb"], "there is no store"),
        (["parquet"], "name a file with --output"),
    ],
)
def test_wrong_usage_is_status_2(
    arguments: list[str], message: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(store.parent)
    given = arguments if "--store" in arguments else [*arguments, "--store", str(store)]
    result = detente("export", *given)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(path.name for path in store.parent.iterdir()) == ["oslo.txt", "s.duckdb"]
