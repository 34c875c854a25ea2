"""When a holiday falls: fixed days, weekdays of months, the Easter computus, the Hijri and Hebrew calendars."""

from datetime import date

from detente.packs.time_words import Holiday
from detente.stages.times.calendar import Interval, make_interval, nth_weekday, safe_date, shift_days

HIJRI_EPOCH = 227015
"""Proleptic Gregorian ordinal of 1 Muharram 1 (16 July 622 Julian)."""
HEBREW_EPOCH = -1373427
"""Days before ordinal 0 of 1 Tishri 1."""


def find_holiday(holiday: Holiday, year: int) -> Interval | None:
    """Return the days of a holiday in a Gregorian year, or None where its rule gives none.

    A Hijri holiday may fall twice in a year; the first is returned.

    >>> find_holiday(Holiday(names=("Christmas",), month=12, day=25), 2013).first
    datetime.date(2013, 12, 25)
    """
    first = _first_day(holiday, year)
    if first is None:
        return None
    return make_interval(first, shift_days(first, holiday.days - 1))


def _first_day(holiday: Holiday, year: int) -> date | None:
    if not 1 <= year <= 9998:
        return None
    if holiday.dates:
        return next((day for day in holiday.dates if day.year == year), None)
    if holiday.easter is not None:
        return shift_days(find_easter(year), holiday.easter)
    if holiday.orthodox is not None:
        easter = find_orthodox_easter(year)
        return shift_days(easter, holiday.orthodox) if easter else None
    if holiday.hijri is not None:
        return _first_in(year, [find_hijri(count, *holiday.hijri) for count in _hijri_years(year)])
    if holiday.hebrew is not None:
        return _first_in(year, [find_hebrew(count, *holiday.hebrew) for count in (year + 3760, year + 3761)])
    if holiday.month is None:
        return None
    if holiday.weekday is not None and holiday.nth is not None:
        return nth_weekday(year, holiday.month, holiday.weekday, holiday.nth)
    return safe_date(year, holiday.month, holiday.day or 1)


def _first_in(year: int, days: list[date | None]) -> date | None:
    return next((day for day in days if day is not None and day.year == year), None)


def _hijri_years(year: int) -> range:
    about = (year - 622) * 33 // 32
    return range(about - 1, about + 3)


def find_easter(year: int) -> date:
    """Return western Easter Sunday (Gauss's rule in the anonymous Gregorian form).

    >>> find_easter(2013)
    datetime.date(2013, 3, 31)
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def find_orthodox_easter(year: int) -> date | None:
    """Return orthodox Easter Sunday as a Gregorian date (Meeus's Julian rule).

    >>> find_orthodox_easter(2013)
    datetime.date(2013, 5, 5)
    """
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    julian = safe_date(year, month, day + 1)
    return shift_days(julian, year // 100 - year // 400 - 2) if julian else None


def find_hijri(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian date of a day of the tabular Islamic calendar; the observed one may differ by a day.

    >>> find_hijri(1434, 9, 1)
    datetime.date(2013, 7, 9)
    """
    months = (59 * (month - 1) + 1) // 2
    return _ordinal(HIJRI_EPOCH - 1 + 354 * (year - 1) + (3 + 11 * year) // 30 + months + day)


def find_hebrew(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian date of a day of the Hebrew calendar; months are counted from Nisan, Tishri is 7.

    >>> find_hebrew(5774, 7, 1)
    datetime.date(2013, 9, 5)
    """
    start = _hebrew_start(year)
    length = _hebrew_start(year + 1) - start
    leap = (7 * year + 1) % 19 < 7
    lengths = [30, 30 if length in (355, 385) else 29, 29 if length in (353, 383) else 30, 29, 30]
    lengths += [30, 29] if leap else [29]
    lengths += [30, 29, 30, 29, 30, 29]
    # Tishri is the first month of the year; Nisan comes six months on, in leap years seven.
    place = month - 7 if month >= 7 else month - 1 + (7 if leap else 6)
    return _ordinal(start + sum(lengths[:place]) + day - 1)


def _hebrew_start(year: int) -> int:
    """Return the ordinal of 1 Tishri."""
    return HEBREW_EPOCH + _hebrew_elapsed(year) + _hebrew_delay(year)


def _hebrew_delay(year: int) -> int:
    before, here, after = (_hebrew_elapsed(count) for count in (year - 1, year, year + 1))
    if after - here == 356:
        return 2
    return 1 if here - before == 382 else 0


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def _ordinal(number: int) -> date | None:
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None
