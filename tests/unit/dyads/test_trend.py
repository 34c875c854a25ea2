"""The level moves where it moves, and stays where it only wavers."""

import math
from itertools import pairwise

import numpy as np
import pytest

from detente.dyads.periods import UNITS, period_end, period_label, period_start, periods
from detente.dyads.trend import compare_levels, find_change, judge_trend
from dyads_support import date, occurrence


def test_the_three_probabilities_sum_to_one_and_the_verdict_follows_the_data() -> None:
    cold, warm = [-5.0, -6.0, -4.0, -5.5], [4.0, 5.0, 3.0]
    warmer, cooler, same = compare_levels(cold, warm), compare_levels(warm, cold), compare_levels(warm, warm)
    for found in (warmer, cooler, same):
        assert math.isclose(found.warmer + found.cooler + found.same, 1)
    assert warmer.warmer > 0.95
    assert cooler.cooler > 0.95
    assert same.same > 0.5
    assert warmer.low < warmer.difference < warmer.high
    assert warmer.difference == pytest.approx(-cooler.difference)


def test_more_weeks_make_surer() -> None:
    few, many = compare_levels([1.0, 2.0] * 2, [4.0, 5.0]), compare_levels([1.0, 2.0] * 20, [4.0, 5.0] * 10)
    assert few.warmer < many.warmer
    assert many.high - many.low < few.high - few.low


def test_a_change_is_found_where_it_is() -> None:
    found = find_change([3.0, 4.0, 3.5, 4.0, 3.0, 3.5, -4.0, -5.0, -4.5, -4.0])
    assert found is not None
    assert found.at == 6
    assert found.first <= 6 <= found.last
    assert found.probability > 0.95
    assert (found.before, found.after) == (3.5, -4.375)


def test_noise_alone_seldom_looks_like_a_change() -> None:
    chance = np.random.default_rng(7)
    alarms = [found.probability > 0.9 for _ in range(200) if (found := find_change(list(chance.normal(1, 4, 40))))]
    assert len(alarms) == 200
    assert sum(alarms) <= 10


def test_too_little_is_said_to_be_too_little() -> None:
    assert find_change([1.0, 2.0, 3.0]) is None
    found = judge_trend([occurrence("AGREE", "2021-01-04")], last=date("2021-01-31"))
    assert (found.verdict, found.comparison, found.turn, found.made_by) == ("unknown", None, None, ())
    assert (found.now_level, found.past_level) == (2.5, None)


def test_levels_and_the_events_that_made_the_difference() -> None:
    past = [occurrence("AGREE", f"2020-{month:02}-10", scale=3.0) for month in range(1, 11)]
    now = [
        occurrence("SANCTION", "2021-01-05", scale=-6.0),
        occurrence("ACCUSE", "2021-01-12", scale=-2.0),
        occurrence("AGREE", "2021-01-19", scale=5.0, counted=False, factuality="planned"),
        occurrence("ASSAULT", "2021-01-19", scale=-10.0),
    ]
    found = judge_trend([*past, *now], last=date("2021-01-31"), since=date("2021-01-01"))
    assert (found.verdict, found.unit, found.now_events, found.past_events) == ("cooler", "week", 3, 10)
    assert (found.now_level, found.past_level) == (-6.0, 3.0)
    assert [event.type for event in found.made_by] == ["ASSAULT", "SANCTION", "ACCUSE"]
    assert found.turn is not None
    assert found.turn.at == "2021-W01"


def test_a_long_record_is_looked_at_by_months() -> None:
    assert judge_trend([occurrence("AGREE", "2015-01-04")], last=date("2021-01-31")).unit == "month"


@pytest.mark.parametrize("unit", UNITS)
def test_periods_follow_each_other_without_gap(unit: str) -> None:
    assert unit in UNITS
    starts = list(periods(date("2019-12-25"), date("2021-03-02"), unit))
    assert all((later - period_end(start, unit)).days == 1 for start, later in pairwise(starts))
    assert period_start(date("2019-12-25"), unit) == starts[0]
    assert period_end(starts[-1], unit) >= date("2021-03-02")
    assert len({period_label(start, unit) for start in starts}) == len(starts)


def test_weeks_are_those_of_iso() -> None:
    assert [period_label(start, "week") for start in periods(date("2020-12-31"), date("2021-01-04"), "week")] == [
        "2020-W53",
        "2021-W01",
    ]
