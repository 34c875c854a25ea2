"""Arithmetic on days: the interval of a unit, steps from unit to unit, shares of periods, TIMEX3 values."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta

import msgspec

from detente.packs.time_words import Portion

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season in the north; in the south it begins half a year later."""

STEP_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
STEP_DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
BELOW_DAY = {"second": 86400, "minute": 1440, "hour": 24}

FINENESS = (
    *("second", "minute", "hour", "day", "weekend", "week", "fortnight"),
    *("month", "season", "quarter", "year", "decade", "century", "millennium"),
)
"""Units from fine to coarse."""

GRAINS = {"second": "minute", "weekend": "day", "fortnight": "week", "millennium": "century"}
"""Units whose grain in the record has another name."""

LENGTHS = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "weekend": "P{}WE",
    "week": "P{}W",
    "month": "P{}M",
    "quarter": "P{}Q",
    "season": "P{}S",
    "year": "P{}Y",
    "decade": "P{}DE",
    "century": "P{}CE",
    "millennium": "P{}ML",
}


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def make_interval(first: date | None, last: date | None) -> Interval | None:
    """Return the interval, or None where an end is missing or they are the wrong way round."""
    return Interval(first=first, last=last) if first and last and first <= last else None


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where there is no such day.

    >>> safe_date(2013, 2, 29) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: float) -> date | None:
    """Return the day so many days on, or None where the calendar ends."""
    try:
        return day + timedelta(days=int(days))
    except (OverflowError, ValueError):
        return None


def shift_months(day: date, months: int) -> date | None:
    """Return the same day of another month, the last one where that month is shorter.

    >>> shift_months(date(2013, 1, 31), 1)
    datetime.date(2013, 2, 28)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, count: float) -> date | None:
    """Return the day that lies so many units on.

    >>> shift(date(2013, 11, 2), "week", -2)
    datetime.date(2013, 10, 19)
    """
    if abs(count) > 10**7:
        return None
    if unit in STEP_MONTHS:
        return shift_months(day, round(STEP_MONTHS[unit] * count))
    if unit in STEP_DAYS:
        return shift_days(day, STEP_DAYS[unit] * count)
    return shift_days(day, count / BELOW_DAY[unit])


def month_interval(year: int, month: int) -> Interval | None:
    """Return the days of a month."""
    first = safe_date(year, month, 1)
    return make_interval(first, first and first.replace(day=monthrange(year, month)[1]))


def months_interval(year: int, month: int, months: int) -> Interval | None:
    """Return the days of so many months from a month on.

    >>> months_interval(2013, 12, 3).last
    datetime.date(2014, 2, 28)
    """
    first = safe_date(year, month, 1)
    after = shift_months(first, months) if first else None
    return make_interval(first, shift_days(after, -1) if after else None)


def year_interval(first: int, last: int | None = None) -> Interval | None:
    """Return the days of a year, or of all years from `first` to `last`."""
    return make_interval(safe_date(first, 1, 1), safe_date(first if last is None else last, 12, 31))


def week_interval(day: date) -> Interval | None:
    """Return the days from Monday to Sunday around a day."""
    monday = shift_days(day, -day.weekday())
    return make_interval(monday, shift_days(monday, 6) if monday else None)


def season_interval(year: int, season: str, *, southern: bool) -> Interval | None:
    """Return the three months of a season; winter (in the south summer) runs into the next year.

    >>> season_interval(2014, "SP", southern=False).first
    datetime.date(2014, 3, 1)
    """
    month = SEASON_MONTH[season]
    return months_interval(year, (month + 5) % 12 + 1 if southern else month, 3)


def unit_interval(unit: str, day: date) -> Interval | None:
    """Return the whole unit around a day: its week, month, year and so on; the day itself for anything finer."""
    year = day.year
    if unit in ("week", "fortnight"):
        return week_interval(day)
    if unit == "weekend":
        week = week_interval(day)
        return week and make_interval(shift_days(week.first, 5), week.last)
    if unit == "month":
        return month_interval(year, day.month)
    if unit == "quarter":
        return months_interval(year, 3 * ((day.month - 1) // 3) + 1, 3)
    if unit == "year":
        return year_interval(year)
    spans = {"decade": 10, "century": 100, "millennium": 1000}
    if unit in spans:
        first = year - year % spans[unit]
        return year_interval(max(first, MINYEAR), first + spans[unit] - 1)
    return make_interval(day, day)


def unit_value(unit: str, day: date, *, southern: bool = False) -> str:
    """Return the TIMEX3 value of the unit around a day.

    >>> unit_value("week", date(2013, 11, 2)), unit_value("decade", date(1985, 1, 1))
    ('2013-W44', '198')
    """
    week_year, week, _ = day.isocalendar()
    year = f"{day.year:04d}"
    if unit == "weekend":
        return f"{week_year:04d}-W{week:02d}-WE"
    if unit in ("week", "fortnight"):
        return f"{week_year:04d}-W{week:02d}"
    if unit == "month":
        return f"{year}-{day.month:02d}"
    if unit == "quarter":
        return f"{year}-Q{(day.month - 1) // 3 + 1}"
    if unit == "season":
        return season_of(day, southern=southern)
    if unit in ("year", "decade", "century", "millennium"):
        return year[: {"year": 4, "decade": 3, "century": 2, "millennium": 1}[unit]]
    return day.isoformat()


def season_of(day: date, *, southern: bool) -> str:
    """Return the value of the season that a day lies in.

    >>> season_of(date(2014, 1, 5), southern=False)
    '2013-WI'
    """
    for year in (day.year, day.year - 1):
        for season in SEASON_MONTH:
            interval = season_interval(year, season, southern=southern) if year >= MINYEAR else None
            if interval and interval.first <= day <= interval.last:
                return f"{year:04d}-{season}"
    return f"{day.year:04d}"


def grain_of(unit: str) -> str:
    """Return the grain of the record for a unit."""
    return GRAINS.get(unit, unit)


def length_value(unit: str, count: float | None) -> str:
    """Return the TIMEX3 value of a length of time, X where the count is vague.

    >>> length_value("week", 2), length_value("hour", None), length_value("year", 1.5)
    ('P2W', 'PTXH', 'P1.5Y')
    """
    if unit == "fortnight":
        unit, count = "week", None if count is None else 2 * count
    if count == 0.5 and unit in ("hour", "year", "decade", "century"):
        halves = {"hour": ("minute", 30), "year": ("month", 6), "decade": ("year", 5), "century": ("year", 50)}
        unit, count = halves[unit]
    return LENGTHS[unit].format("X" if count is None else f"{count:g}" if count < 10**6 else f"{count:.0f}")


def compound_value(parts: Sequence[tuple[str, float]]) -> str:
    """Return the TIMEX3 value of a length told in several units.

    >>> compound_value([("hour", 5), ("minute", 20)]), compound_value([("year", 2), ("month", 6)])
    ('PT5H20M', 'P2Y6M')
    """
    value = "P"
    for unit, count in parts:
        part = length_value(unit, count)[1:]
        value += part[1:] if part.startswith("T") and "T" in value else part
    return value


def cut(interval: Interval, portion: Portion) -> Interval:
    """Return a share of a period in whole days, of a year or more in whole months, of a decade or more in years.

    >>> from detente.packs.time_words import Portion
    >>> cut(month_interval(2014, 1), Portion(start=0.6667, end=1.0)).first
    datetime.date(2014, 1, 21)
    """
    days = (interval.last - interval.first).days + 1
    if days > 1000:
        years = interval.last.year - interval.first.year + 1
        first, last = _share(years, portion)
        cut_years = year_interval(interval.first.year + first, interval.first.year + last - 1)
        return cut_years or interval
    if days > 80:
        months = round(days / 30.5)
        first, last = _share(months, portion)
        begin = shift_months(interval.first, first) or interval.first
        after = shift_months(interval.first, last)
        end = shift_days(after, -1) if after and last < months else interval.last
        return make_interval(begin, end) or interval
    if days < 2:
        return interval
    # A month counts as thirty days, so that its thirds begin on the 1st, 11th and 21st.
    first, last = _share(30 if days > 27 else days, portion)
    begin = shift_days(interval.first, first) or interval.first
    end = shift_days(interval.first, last - 1) if portion.end < 1.0 else interval.last
    return make_interval(begin, end) or interval


def _share(parts: int, portion: Portion) -> tuple[int, int]:
    first = min(round(parts * portion.start), parts - 1)
    return first, max(round(parts * portion.end), first + 1)


def weekday_from(day: date, weekday: int, step: int, *, itself: bool) -> date | None:
    """Return the nearest such weekday (Monday 1) before (step -1) or after (step 1) a day.

    >>> weekday_from(date(2013, 11, 2), 5, -1, itself=True)
    datetime.date(2013, 11, 1)
    """
    away = (weekday - day.isoweekday()) * step % 7
    if away == 0 and not itself:
        away = 7
    return shift_days(day, step * away)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth such weekday of a month, -1 the last.

    >>> nth_weekday(2013, 11, 4, 4)
    datetime.date(2013, 11, 28)
    """
    month_days = month_interval(year, month)
    if month_days is None:
        return None
    if nth < 0:
        return weekday_from(month_days.last, weekday, -1, itself=True)
    first = weekday_from(month_days.first, weekday, 1, itself=True)
    return shift_days(first, 7 * (nth - 1)) if first else None
