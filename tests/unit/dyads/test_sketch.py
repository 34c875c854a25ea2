"""The timeline in characters, and what the chart is drawn of."""

from detente.dyads.chart import running_level, stack_blocks
from detente.dyads.sketch import sketch_scales
from dyads_support import date, occurrence

EVENTS = [
    occurrence("AGREE", "2021-01-04", scale=2.0),
    occurrence("AID", "2021-01-04", scale=6.0, quad=2),
    occurrence("SANCTION", "2021-01-06", scale=-4.0, quad=4),
    occurrence("ACCUSE", "2021-01-04", scale=-2.0, quad=3, counted=False, factuality="denied"),
]


def test_cooperation_stands_above_the_line_and_conflict_below() -> None:
    found = sketch_scales(EVENTS, first=date("2021-01-03"), last=date("2021-01-07"), width=40)
    assert (found.unit, found.rows_above) == ("day", 4)
    assert found.lines == (
        "  +8.0  █",
        "        █",
        "        █",
        "        █",
        "     0 ─────",
        "          █",
        "  -4.0    █",
        "       2021-01-03 to 2021-01-07",
    )


def test_the_shortest_period_that_fits_is_taken() -> None:
    found = [
        sketch_scales(EVENTS, first=date("2021-01-01"), last=date(last), width=40).unit
        for last in ("2021-01-20", "2021-06-30", "2022-12-31", "2027-12-31", "2040-12-31")
    ]
    assert found == ["day", "week", "month", "quarter", "year"]


def test_blocks_are_stacked_away_from_the_line() -> None:
    assert [(b.start, b.end, b.bottom, b.top, b.quad) for b in stack_blocks(EVENTS, "week")] == [
        ("2021-01-04", "2021-01-11", 0.0, 2.0, "verbal cooperation"),
        ("2021-01-04", "2021-01-11", 2.0, 8.0, "material cooperation"),
        ("2021-01-04", "2021-01-11", 0.0, -4.0, "material conflict"),
    ]


def test_the_running_level_is_the_mean_of_91_days() -> None:
    later = occurrence("AGREE", "2021-04-06", scale=1.0)  # 92 days after the first two, 90 after the third
    assert list(running_level([*EVENTS, later])) == [
        (date("2021-01-04"), 4.0, 2),
        (date("2021-01-06"), 4 / 3, 3),
        (date("2021-04-06"), -1.5, 2),
    ]
