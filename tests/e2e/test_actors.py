"""The command `detente actors`: who a name stands for, in the packs and in a store."""

import json
from pathlib import Path

import pytest

from commands import detente
from invented import EXPULSION


def test_a_name_is_told_with_its_row() -> None:
    told = " ".join(detente("actors", "Kerry", "--on", "2013-11-02", width=200).stdout.split())
    assert "John Kerry foreign minister USA GOV USAGOV 2013-02-01..2017-01-20" in told
    assert "officeholders-americas.tsv:" in told
    assert "basis: added" in told


def test_json_holds_every_reading() -> None:
    found = json.loads(detente("actors", "Taliban", "--on", "2010-05-01", "--json").stdout)
    assert next((row["sector"], row["holds"]) for row in found["candidates"]) == ("REB", True)
    assert len(found["candidates"]) == 4
    assert found["candidates"][0]["file"] == "groups.tsv"
    assert found["stories"] == []


def test_a_name_in_another_script() -> None:
    assert "JPNGOV" in detente("actors", "日本").stdout


def test_nobody_is_status_1_with_the_nearest_names() -> None:
    result = detente("actors", "Hezbolah")
    assert result.exit_code == 1
    assert "no pack knows Hezbolah" in result.stdout
    assert "Hezbollah" in result.stdout


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_table_fits_the_terminal(width: int) -> None:
    assert max(map(len, detente("actors", "Kongo", width=width).stdout.splitlines())) <= width


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([" "], "no name was given"),
        (["Kerry", "--on", "yesterday"], "is not a date"),
        (["Kerry", "--store", "none.duckdb"], "there is no store"),
    ],
)
def test_wrong_usage_is_status_2(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = detente("actors", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_actors_of_a_store(tmp_path: Path) -> None:
    (tmp_path / "oslo.txt").write_text(EXPULSION, encoding="utf-8")
    store = tmp_path / "s.duckdb"
    assert detente("code", tmp_path / "oslo.txt", "-s", store).exit_code == 0
    found = json.loads(detente("actors", "Norway", "--store", store, "--json").stdout)
    assert next((row["name"], row["country"], row["stories"]) for row in found["stories"]) == ("Norway", "NOR", 1)
    assert "in the store" in detente("actors", "NOR", "--store", store).stdout
    assert "no actor of the store is called so" in detente("actors", "Chad", "--store", store).stdout
