"""Days, weeks, months, quarters and years, and where an event stands in them.

Boundaries are calendar days as the stories tell them, without a time zone: a week runs from Monday to Sunday (ISO 8601),
a quarter begins in January, April, July or October; both ends of a period belong to it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "quarter", "year"]

UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")

WIDEST: dict[Unit, int] = {"day": 2, "week": 7, "month": 31, "quarter": 92, "year": 366}
"""Days that an event's interval may span to have a place among periods of a unit.

Two for a day: where the text tells no day, it is that of publication or the one before."""


def period_start(day: date, unit: Unit) -> date:
    """Return the first day of the period that a day is in.

    >>> period_start(date(2013, 11, 2), "week"), period_start(date(2013, 11, 2), "quarter")
    (datetime.date(2013, 10, 28), datetime.date(2013, 10, 1))
    """
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1, "year": 1}[unit]
    return date(day.year, month, 1)


def period_end(first: date, unit: Unit) -> date:
    """Return the last day of the period that begins on a day.

    >>> period_end(date(2012, 2, 1), "month")
    datetime.date(2012, 2, 29)
    """
    if unit == "day":
        return first
    if unit == "week":
        return date.fromordinal(min(first.toordinal() + 6, date.max.toordinal()))
    last = first.month + {"month": 0, "quarter": 2, "year": 11}[unit]
    return (
        date.max if (first.year, last) == (9999, 12) else date(first.year + last // 12, last % 12 + 1, 1) - timedelta(1)
    )


def period_label(first: date, unit: Unit) -> str:
    """Return the name of the period that begins on a day.

    >>> [period_label(date(2013, 4, 1), unit) for unit in UNITS]
    ['2013-04-01', '2013-W14', '2013-04', '2013-Q2', '2013']
    """
    if unit == "day":
        return first.isoformat()
    if unit == "week":
        iso = first.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}"
    year = f"{first.year:04}"
    if unit == "year":
        return year
    return f"{year}-{first.month:02}" if unit == "month" else f"{year}-Q{(first.month + 2) // 3}"


def periods(first: date, last: date, unit: Unit) -> Iterator[date]:
    """Yield the first day of every period that has a day between two days, both included."""
    start = period_start(first, unit)
    while start <= last:
        yield start
        end = period_end(start, unit)
        if end == date.max:
            return
        start = end + timedelta(1)


def middle_day(earliest: str | None, latest: str | None, *, unit: Unit = "year") -> date | None:
    """Return the middle day of an interval, the earlier of two; None where it is open or too wide for the unit.

    >>> middle_day("2013-11-02", "2013-11-03", unit="day")
    datetime.date(2013, 11, 2)
    >>> middle_day("2014-03-01", "2014-05-31", unit="month") is None
    True
    """
    if not earliest or not latest:
        return None
    start, end = date.fromisoformat(earliest[:10]), date.fromisoformat(latest[:10])
    if (end - start).days >= WIDEST[unit] or end < start:
        return None
    return start + (end - start) // 2


def period_columns(
    way: tuple[str, str], start: date, unit: Unit, *, first: date, last: date, directed: bool
) -> dict[str, str | bool]:
    """Return the columns of a panel that say which dyad and period a row is of, the period cut to the days asked for.

    >>> row = period_columns(("JPN", "RUS"), date(2013, 11, 1), "month", first=date(2013, 11, 2), last=date(2014, 1, 1), directed=True)
    >>> row["period"], row["first_day"], row["last_day"]
    ('2013-11', '2013-11-02', '2013-11-30')
    """
    return {
        "country_a": way[0],
        "country_b": way[1],
        "directed": directed,
        "by": unit,
        "period": period_label(start, unit),
        "first_day": max(start, first).isoformat(),
        "last_day": min(period_end(start, unit), last).isoformat(),
    }
