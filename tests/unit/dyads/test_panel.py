"""Panels count what was counted by hand."""

from typing import Any

import pytest

from detente.dyads import panel
from detente.dyads.panel import Reading, count_unplaced, make_panel, panel_columns, panel_table
from detente.dyads.periods import Unit
from detente.errors import ConfigError
from dyads_support import date, occurrence

TYPES = ("AGREE", "SANCTION", "ACCUSE")
READ = Reading(
    events=(
        occurrence("AGREE", "2021-01-04", both=True, reports=3, sources=("agency:AP", "agency:Reuters")),
        occurrence("SANCTION", "2021-01-31", quad=4, scale=-6.0, reports=2),
        occurrence("ACCUSE", "2021-01-31", until="2021-02-01", way=("RUS", "NOR"), quad=3, scale=-2.0),
        occurrence("AGREE", "2021-03-10", factuality="planned", counted=False),
        occurrence("AGREE", "2021-03-11", factuality="happened", counted=False),
        occurrence("SANCTION", "2021-01-01", until="2021-03-31", quad=4, scale=-6.0),
        occurrence("SANCTION", "2021-01-05", way=("NOR", "SWE"), quad=4, scale=-6.0),
    ),
    exposure={("NOR", "RUS"): {"2021-01-04": 2, "2021-02-01": 1}, ("NOR", "SWE"): {}},
    stories={"2021-01-04": 5, "2021-02-01": 1, "2021-03-10": 4},
)


def rows(
    unit: Unit = "month", *, directed: bool = False, dyads: tuple[tuple[str, str], ...] = (("RUS", "NOR"),)
) -> Any:
    return make_panel(READ, dyads=dyads, unit=unit, types=TYPES, directed=directed)


def column(name: str, found: list[dict[str, Any]]) -> list[Any]:
    return [row[name] for row in found]


def test_an_undirected_panel_by_month() -> None:
    found = rows()
    assert column("period", found) == ["2021-01", "2021-02", "2021-03"]
    assert column("exposure", found) == [2, 1, 0]
    assert column("stories_read", found) == [5, 1, 4]
    assert column("n_events", found) == [3, 0, 0]
    assert column("n_reports", found) == [6, 0, 0]
    assert column("n_sources", found) == [2, 0, 0]
    assert column("scale_sum", found) == [-5.5, 0.0, 0.0]
    assert column("scale_mean", found) == [pytest.approx(-5.5 / 3), None, None]
    assert [column(f"quad_{n}", found)[0] for n in (1, 2, 3, 4)] == [1, 0, 1, 1]
    assert [column(f"type_{name}", found)[0] for name in TYPES] == [1, 1, 1]
    assert column("n_nonfactual", found) == [0, 0, 1]
    assert column("n_background", found) == [0, 0, 1]
    assert column("n_unresolved", found) == [0, 1, 0]  # January to March: the middle is in February


def test_where_both_sides_act_both_directed_rows_count() -> None:
    found = [row for row in rows(directed=True) if row["period"] == "2021-01"]
    assert [(row["country_a"], row["country_b"], row["n_events"], row["scale_sum"]) for row in found] == [
        ("NOR", "RUS", 2, -3.5),
        ("RUS", "NOR", 2, 0.5),
    ]


def test_shares_are_of_counted_and_nonfactual_events() -> None:
    (found,) = rows("year")
    assert (found["n_events"], found["n_nonfactual"], found["n_background"], found["n_unresolved"]) == (4, 1, 1, 0)
    assert (found["share_happened"], found["share_planned"], found["share_denied"]) == (0.8, 0.2, 0.0)


def test_silent_rows_stand_only_inside_the_declared_dyads() -> None:
    found = rows("quarter", dyads=(("NOR", "SWE"), ("FIN", "SWE")))
    assert [(row["country_a"], row["country_b"], row["period"], row["n_events"]) for row in found] == [
        ("NOR", "SWE", "2021-Q1", 1),
        ("FIN", "SWE", "2021-Q1", 0),
    ]


def test_days_have_two_days_of_grace() -> None:
    found = {row["period"]: row for row in rows("day") if row["n_events"] or row["n_unresolved"]}
    assert {name: (row["n_events"], row["n_unresolved"]) for name, row in found.items()} == {
        "2021-01-04": (1, 0),
        "2021-01-31": (2, 0),
        "2021-02-14": (0, 1),
    }


def test_what_lies_outside_is_not_counted_and_the_first_and_last_period_are_cut() -> None:
    found = make_panel(
        READ,
        dyads=[("NOR", "RUS")],
        unit="month",
        types=TYPES,
        since=date("2021-01-05"),
        until=date("2021-02-10"),
        directed=False,
    )
    assert [(row["first_day"], row["last_day"], row["n_events"], row["exposure"]) for row in found] == [
        ("2021-01-05", "2021-01-31", 2, 0),
        ("2021-02-01", "2021-02-10", 0, 1),
    ]


def test_a_table_has_its_columns_without_rows() -> None:
    assert panel_table([], panel_columns(TYPES)).column_names == list(panel_columns(TYPES))
    assert panel_table(rows(), panel_columns(TYPES)).num_rows == 3
    assert (
        make_panel(Reading(events=(), exposure={}, stories={}), dyads=[("NOR", "RUS")], unit="day", types=TYPES) == []
    )


def test_a_panel_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel, "MOST_ROWS", 50)
    with pytest.raises(ConfigError, match="2 dyads and 90 days has over 50 rows"):
        make_panel(
            READ, dyads=[("NOR", "RUS")], unit="day", types=TYPES, since=date("2021-01-01"), until=date("2021-03-31")
        )


def test_events_without_any_day_are_in_no_row_and_are_told() -> None:
    nowhere, told = occurrence("AGREE", None), occurrence("SANCTION", None, published="2021-01-04")
    reading = Reading(events=(nowhere, told), exposure={}, stories={"2021-01-04": 2})
    (row,) = make_panel(reading, dyads=[("NOR", "RUS")], unit="year", types=TYPES, directed=False)
    assert (row["n_events"], row["n_unresolved"]) == (0, 1)
    assert count_unplaced(reading, [("RUS", "NOR")]) == 1
    assert count_unplaced(reading, [("RUS", "SWE")]) == 0
