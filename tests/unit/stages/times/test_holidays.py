"""Days of moving holidays as the calendars of those years print them."""

from datetime import date

import pytest

from detente.stages.times.holidays import find_easter, find_hebrew, find_hijri, find_orthodox_easter


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2012, date(2012, 4, 8), date(2012, 4, 15)),
        (2013, date(2013, 3, 31), date(2013, 5, 5)),
        (2014, date(2014, 4, 20), date(2014, 4, 20)),
        (2020, date(2020, 4, 12), date(2020, 4, 19)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
    ],
)
def test_easter(year: int, western: date, eastern: date) -> None:
    assert (find_easter(year), find_orthodox_easter(year)) == (western, eastern)


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1434, 9, 1, date(2013, 7, 9)),
        (1434, 12, 10, date(2013, 10, 15)),
        (1435, 1, 10, date(2013, 11, 14)),
        (1444, 9, 1, date(2023, 3, 23)),
    ],
)
def test_hijri_within_a_day(year: int, month: int, day: int, expected: date) -> None:
    found = find_hijri(year, month, day)
    assert found is not None
    assert abs((found - expected).days) <= 1


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (5773, 7, 1, date(2012, 9, 17)),
        (5774, 7, 1, date(2013, 9, 5)),
        (5774, 7, 10, date(2013, 9, 14)),
        (5774, 9, 25, date(2013, 11, 28)),
        (5773, 1, 15, date(2013, 3, 26)),
        (5784, 1, 15, date(2024, 4, 23)),
    ],
)
def test_hebrew(year: int, month: int, day: int, expected: date) -> None:
    assert find_hebrew(year, month, day) == expected
