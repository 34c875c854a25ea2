"""Flat rows and CSV."""

import csv
import io

import pytest

from detente.writers.rows import COLUMNS, csv_lines, event_rows
from invented import EXPULSION, coded


def test_a_row_says_who_did_what_to_whom_and_when() -> None:
    row = next(row for row in event_rows(coded(EXPULSION)) if row["type"] == "SANCTION")
    wanted = {
        "title": "Norway expels two Russian diplomats",
        "published": "2021-03-06",
        "agency": "Associated Press",
        "part": "body",
        "earliest": "2021-03-05",
        "latest": "2021-03-05",
        "sources": ["Norway"],
        "source_countries": ["NOR"],
        "target_countries": ["RUS"],
        "mode": "expel",
        "cameo": "161",
        "quad": 4,
        "factuality": "happened",
        "counted": True,
        "exclusions": [],
    }
    assert {name: row[name] for name in wanted} == wanted
    assert EXPULSION[row["trigger_start"] : row["trigger_end"]] == "expelled"
    assert row["words"] == EXPULSION[row["words_start"] : row["words_start"] + len(row["words"])]


def test_columns_are_those_of_the_rows_and_tell_their_kinds() -> None:
    for row in event_rows(coded(EXPULSION)):
        assert list(row) == list(COLUMNS)
        assert all(value is None or isinstance(value, COLUMNS[name]) for name, value in row.items())


def test_csv_reads_back() -> None:
    rows = list(event_rows(coded(EXPULSION)))
    lines = list(csv_lines(rows))
    assert len(lines) == len(rows) + 1
    back = list(csv.DictReader(io.StringIO("".join(lines))))
    assert [row["event"] for row in back] == [row["event"] for row in rows]
    assert [row["counted"] for row in back] == [str(row["counted"]).lower() for row in rows]
    assert [row["words"] for row in back] == [row["words"] for row in rows]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, ""),
        (True, "true"),
        (0.5, "0.5"),
        (["a", "b"], "a; b"),
        ([], ""),
        ('a "b", c\nd', '"a ""b"", c\nd"'),
        ("057", "057"),
    ],
)
def test_csv_cells(value: object, wanted: str) -> None:
    row = dict.fromkeys(COLUMNS, None) | {"why": value}
    line = list(csv_lines([row]))[1]
    assert line.strip(",\n") == wanted
    assert line.endswith("\n")


def test_csv_without_events_still_names_its_columns() -> None:
    assert list(csv_lines([])) == [",".join(COLUMNS) + "\n"]
