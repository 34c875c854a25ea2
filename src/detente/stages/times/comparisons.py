"""The grammar of comparisons: "the year-earlier quarter", "the same period last year", "a week from Friday".

Business pages live by them; seasons of sport and terms of schools are read here too.
"""

from typing import Literal, cast

import msgspec

from detente.stages.times.dates import read_calendar, read_weekday, read_years
from detente.stages.times.durations import read_length
from detente.stages.times.lexemes import Line
from detente.stages.times.meanings import (
    Counterpart,
    Dated,
    Found,
    Lasting,
    Meaning,
    Ranged,
    Shifted,
    Stretch,
    Unit,
)
from detente.stages.times.numbers import read_count
from detente.stages.times.periods import read_fiscal, read_quarter, read_which, read_word

BEFORE = ("week", "month", "quarter", "year", "decade")
"""Units in "the year-earlier quarter"."""
COMPARED = ("week", "month", "quarter", "day", "season")
"""Units that a year has several of, so that "the same quarter last year" moves them."""


def read_year_earlier(line: Line, place: int) -> Found | None:
    """Read "the year-earlier quarter", "the prior-year period", and "year-earlier" before any other noun."""
    start = line.skip(place, "the")
    prior = line.skip(start, "previous")
    at = line.skip_dash(prior) if line.hyphen(prior) else start
    unit = line.take(at, "unit")
    if unit is None or unit[0] not in BEFORE or line.low(at) != unit[0]:
        return None
    end = unit[1]
    if at == start:
        end = line.skip(end + 1, "year_before") if line.hyphen(end) else end
        if end <= unit[1] + 1:
            return None
    before = Shifted(unit=cast("Unit", unit[0]), count=-1)
    period = _read_period(line, end)
    if period is not None:
        return Found(start=place, end=end + 1, meaning=Counterpart(unit=period, of=before))
    return Found(start=start, end=end, meaning=before) if start == place and at == start else None


def _read_period(line: Line, place: int) -> Literal["week", "month", "quarter", "day", "season", ""] | None:
    """Return the unit of "quarter" or "month", empty for "period" and "time"; None where neither stands there."""
    unit = line.take(place, "unit")
    if unit and unit[0] in COMPARED and line.low(place) == unit[0]:
        return cast("Literal['week', 'month', 'quarter', 'day', 'season']", unit[0])
    return "" if line.is_a(place, "period") else None


def read_same_period(line: Line, place: int) -> Found | None:
    """Read "the same period last year", "the same quarter of 1988", "the same month a year earlier"."""
    start = line.skip(place, "the")
    after = line.skip(start, "same")
    period = _read_period(line, after) if after > start else None
    if period is None:
        return None
    of = line.skip(after + 1, "strictly_of")
    year = read_which(line, of) or read_years(line, of) or read_length(line, of)
    if year is None or not _is_year(year.meaning):
        return None
    return Found(start=place, end=year.end, meaning=Counterpart(unit=period, of=year.meaning))


def _is_year(meaning: Meaning) -> bool:
    if isinstance(meaning, Dated):
        return meaning == Dated(year=meaning.year)
    return isinstance(meaning, Shifted) and meaning.unit == "year" and meaning.count is not None


def read_this_time(line: Line, place: int) -> Found | None:
    """Read "this time last year", "about this time tomorrow"."""
    start = line.skip(place, "roughly")
    after = line.skip(start, "this_time")
    inner = (read_which(line, after) or read_word(line, after)) if after > start else None
    if inner is None or not isinstance(inner.meaning, Shifted | Dated | Stretch):
        return None
    return Found(start=place, end=inner.end, meaning=inner.meaning)


def read_latest(line: Line, place: int) -> Found | None:
    """Read "the latest quarter": the last that is over."""
    start = line.skip(place, "the")
    after = line.skip(start, "latest")
    unit = line.take(after, "unit") if after > start > place else None
    if unit is None or unit[0] not in ("week", "month", "quarter") or line.low(after) != unit[0]:
        return None
    return Found(start=place, end=unit[1], meaning=Shifted(unit=cast("Unit", unit[0]), count=-1))


def read_quarter_of_year(line: Line, place: int) -> Found | None:
    """Read "1988's third quarter", "last year's first half", "the 1988 third quarter"."""
    start = line.skip(place, "the")
    year = read_years(line, start) or (read_which(line, place) if start == place else None) or read_fiscal(line, start)
    if year is None or not (_is_year(year.meaning) or isinstance(year.meaning, Stretch)):
        return None
    own = line.low(year.end) == "'" and line.low(year.end + 1) == "s"
    quarter = read_quarter(line, year.end + 2 if own else year.end)
    if quarter is None or line.is_a(year.end, "the") or not isinstance(quarter.meaning, Stretch):
        return None
    if quarter.meaning.year is not None or quarter.meaning.year_shift is not None:
        return None
    told: Stretch | None = None
    if isinstance(year.meaning, Dated | Stretch):
        told = msgspec.structs.replace(quarter.meaning, year=year.meaning.year)
    elif isinstance(year.meaning, Shifted) and year.meaning.count is not None:
        told = msgspec.structs.replace(quarter.meaning, year_shift=int(year.meaning.count))
    return Found(start=place, end=quarter.end, meaning=told) if told else None


def read_named_year(line: Line, place: int) -> Found | None:
    """Read "the 2013-14 season", "the 1989 school year", "the 1988 quarter", "the April-June quarter"."""
    start = line.skip(place, "the")
    if start == place:
        return None
    years = read_years(line, start)
    if years is None:
        return _read_months_of_quarter(line, place, start)
    kind = line.skip(years.end, "kind_of_year")
    if kind > years.end and line.low(kind) == "year":
        return Found(start=place, end=kind + 1, meaning=years.meaning)
    period = _read_period(line, years.end)
    if period is None or line.low(years.end) == "time":
        return None
    if period == "quarter" and isinstance(years.meaning, Dated):
        return Found(start=place, end=years.end + 1, meaning=Counterpart(unit="quarter", of=years.meaning))
    return Found(start=place, end=years.end + 1, meaning=years.meaning) if period in ("", "season") else None


def _read_months_of_quarter(line: Line, place: int, start: int) -> Found | None:
    months = read_calendar(line, start)
    if months is None or months.rest or not isinstance(months.meaning, Ranged):
        return None
    period = _read_period(line, months.end)
    first, last = months.meaning.first, months.meaning.last
    if period not in ("quarter", "") or not isinstance(first, Dated) or not isinstance(last, Dated):
        return None
    meaning: Meaning = months.meaning
    if period and first.month and last.month and first.month % 3 == 1 and last.month == first.month + 2:
        meaning = Stretch(kind="quarter", number=last.month // 3, year=last.year, year_shift=last.year_shift)
    return Found(start=place, end=months.end + 1, meaning=meaning)


def read_week_from(line: Line, place: int) -> Found | None:
    """Read "a week from Friday", "two weeks from tomorrow", "a week ago Monday" and the British "Wednesday week"."""
    weekday = read_weekday(line, place)
    if weekday:
        week = line.low(weekday[1]) == "week" and not line.dash(weekday[1] + 1)
        fortnight = line.low(weekday[1]) == "fortnight"
        days = Shifted(unit="day", count=14 if fortnight else 7, base="reference", told=Dated(weekday=weekday[0]))
        return Found(start=place, end=weekday[1] + 1, meaning=days) if week or fortnight else None
    length = read_length(line, place)
    if length is None:
        return None
    meaning = length.meaning
    if isinstance(meaning, Lasting) and meaning.count is not None and meaning.tied in ("", "in"):
        after, unit, count = line.skip(length.end, "from"), meaning.unit, meaning.count
        day = (read_which(line, after) or read_word(line, after) or _read_weekday(line, after)) if after else None
        if after == length.end or day is None or not _is_day(day.meaning):
            return None
    elif isinstance(meaning, Shifted) and meaning.unit == "week" and meaning.back and meaning.count:
        unit, count, day = meaning.unit, meaning.count, _read_weekday(line, length.end)
    else:
        return None
    if day is None or unit not in ("day", "week", "month", "year"):
        return None
    unit, count = ("day", 7 * count) if unit == "week" else (unit, count)
    shifted = Shifted(unit=unit, count=count, base="reference", back=count < 0, told=day.meaning)
    return Found(start=place, end=day.end, meaning=shifted)


def _read_weekday(line: Line, place: int) -> Found | None:
    weekday = read_weekday(line, place)
    return Found(start=place, end=weekday[1], meaning=Dated(weekday=weekday[0])) if weekday else None


def _is_day(meaning: Meaning) -> bool:
    if isinstance(meaning, Dated):
        return meaning.weekday is not None
    return isinstance(meaning, Shifted) and meaning.unit == "day"


def read_seasons_ago(line: Line, place: int) -> Found | None:
    """Read "three summers ago"."""
    count = read_count(line, place)
    season = line.take(count[1], "seasons") if count else None
    ago = line.skip(season[1], "ago") if season else 0
    if count is None or count[0] is None or season is None or ago == season[1] or count[0] > 1000:
        return None
    meaning = Stretch(kind="season", season=str(season[0]), year_shift=-int(count[0]))
    return Found(start=place, end=ago, meaning=meaning)


COMPARISONS = (
    read_year_earlier,
    read_same_period,
    read_this_time,
    read_latest,
    read_quarter_of_year,
    read_named_year,
    read_week_from,
    read_seasons_ago,
)
"""All readers of this module."""
