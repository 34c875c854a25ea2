"""Resolve calendar dates, numbered stretches and holidays: mostly a matter of finding the year."""

from datetime import date

from detente.model import Basis
from detente.stages.times.calendar import (
    Interval,
    make_interval,
    month_interval,
    months_interval,
    safe_date,
    season_interval,
    shift_days,
    shift_months,
    weekday_from,
    year_interval,
)
from detente.stages.times.holidays import find_holiday
from detente.stages.times.meanings import Dated, Feast, Slashed, Stretch, Which
from detente.stages.times.readings import Context, Reading, bare_reading, choose_year, explain, told_year, unit_reading


def resolve_dated(meaning: Dated, context: Context) -> Reading | None:
    """Return the reading of a date, its year found where it is not written; None where there is no such day."""
    if meaning.weekday is not None and meaning.month is None:
        return _resolve_weekday(meaning, context)
    if meaning.month is None and meaning.day is not None:
        return _resolve_day_of_month(meaning.day, meaning.which, context)
    year, why = meaning.year, ""
    if year is None and meaning.year_shift is not None:
        if context.anchor is None:
            return bare_reading(_partial(meaning), "day" if meaning.day else "month")
        year = context.anchor.day.year + meaning.year_shift
        why = f"year counted from {context.anchor.why}"
    if year is None:
        return _infer_year(meaning, context)
    if meaning.month is None:
        return Reading(value=f"{year:04d}", days=year_interval(year), grain="year", basis="stated", why="as written")
    days = _days_of(year, meaning.month, meaning.day)
    if days is None:
        return None
    basis: Basis = "inferred" if why else "stated"
    value, grain = _month_value(year, meaning.month, meaning.day)
    why = why or "as written"
    if meaning.weekday and meaning.day and days.first.isoweekday() != meaning.weekday:
        why += "; the weekday does not fit"
    return Reading(value=value, days=days, grain=grain, basis=basis, why=why)


def _days_of(year: int, month: int, day: int | None) -> Interval | None:
    if day is None:
        return month_interval(year, month)
    one = safe_date(year, month, day)
    return make_interval(one, one)


def _month_value(year: int, month: int, day: int | None) -> tuple[str, str]:
    if day is None:
        return f"{year:04d}-{month:02d}", "month"
    return f"{year:04d}-{month:02d}-{day:02d}", "day"


def _partial(meaning: Dated) -> str:
    return f"XXXX-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day else "")


def _infer_year(meaning: Dated, context: Context) -> Reading | None:
    month = meaning.month or 1
    grain = "day" if meaning.day else "month"
    if context.anchor is None:
        return bare_reading(_partial(meaning), grain)
    if context.direction.habit and meaning.day is None and meaning.which is None:
        return Reading(value=_partial(meaning), grain="unknown", why=context.direction.why)
    if context.narrative and meaning.which is None and meaning.weekday is None:
        begin = context.narrative.day.year
        told_of = told_year([(y, d) for y in (begin, begin + 1) if (d := _days_of(y, month, meaning.day))], context)
        if told_of is not None:
            value, grain = _month_value(told_of[0], month, meaning.day)
            return Reading(value=value, days=told_of[1], grain=grain, why=f"the story is in {context.narrative.why}")
    around = context.anchor.day.year
    reach = 6 if meaning.weekday else 5 if (meaning.month, meaning.day) == (2, 29) else 1
    candidates = [(year, _days_of(year, month, meaning.day)) for year in range(around - reach, around + reach + 1)]
    real = [(year, days) for year, days in candidates if days is not None]
    rule = "nearest year"
    if meaning.weekday:
        fitting = [(year, days) for year, days in real if days.first.isoweekday() == meaning.weekday]
        real, rule = fitting or real, "year in which the weekday fits"
    if meaning.which == "same" and (told := context.reference("year")):
        value, grain = _month_value(told.day.year, month, meaning.day)
        return Reading(
            value=value, days=_days_of(told.day.year, month, meaning.day), grain=grain, why=f"year of {told.why}"
        )
    chosen = choose_year(real, meaning.which, context)
    if chosen is None:
        return None
    value, grain = _month_value(chosen[0], month, meaning.day)
    return Reading(value=value, days=chosen[1], grain=grain, why=explain(rule, context, meaning.which))


def _resolve_weekday(meaning: Dated, context: Context) -> Reading | None:
    weekday = meaning.weekday or 1
    if context.anchor is None:
        return bare_reading(f"XXXX-WXX-{weekday}", "day")
    day, which = context.anchor.day, meaning.which
    if which in ("same", "previous", "following"):
        told = context.reference("day") or context.anchor
        step = -1 if which == "previous" else 1
        found = weekday_from(told.day, weekday, step, itself=which == "same")
        return unit_reading("day", found, context, f"{which} such weekday from {told.why}")
    if which == "last":
        found, rule = weekday_from(day, weekday, -1, itself=False), "last such weekday before"
    elif which == "next":
        monday = shift_days(day, 7 - day.weekday())
        found, rule = shift_days(monday, weekday - 1) if monday else None, "that weekday of the week after"
    elif which == "this":
        back = context.direction.step < 0
        found, rule = weekday_from(day, weekday, -1 if back else 1, itself=True), "this such weekday around"
    elif context.direction.step > 0:
        found, rule = weekday_from(day, weekday, 1, itself=True), "first such weekday on or after"
    else:
        found, rule = weekday_from(day, weekday, -1, itself=True), "last such weekday on or before"
    return unit_reading("day", found, context, f"{rule} {context.anchor.why}; {which or context.direction.why}")


def _resolve_day_of_month(day: int, which: Which | None, context: Context) -> Reading | None:
    if context.anchor is None:
        return bare_reading(f"XXXX-XX-{day:02d}", "day")
    base = context.anchor.day.replace(day=1)
    steps = {"last": [-1], "this": [0], "next": [1]}.get(which or "", [-1, 0, 1])
    found: list[tuple[int, Interval]] = []
    for step in steps:
        first = shift_months(base, step)
        days = _days_of(first.year, first.month, day) if first else None
        if days:
            found.append((step, days))
    chosen = choose_year(found, "this" if which else None, context)
    if chosen is None:
        return None
    return unit_reading("day", chosen[1].first, context, explain("day of the nearest month", context, which))


def resolve_slashed(meaning: Slashed, context: Context) -> Reading | None:
    """Return the reading of 02/11/2013: by the other dates of the story, else by nearness to the anchor."""
    day_first = safe_date(meaning.year, meaning.second, meaning.first)
    month_first = safe_date(meaning.year, meaning.first, meaning.second)
    only = (day_first if month_first is None else month_first) if None in (day_first, month_first) else None
    if day_first == month_first or only:
        day = only or day_first
        return (
            Reading(value=day.isoformat(), days=make_interval(day, day), grain="day", basis="stated", why="as written")
            if day
            else None
        )
    if day_first is None or month_first is None:
        return None
    if context.day_first is not None:
        day = day_first if context.day_first else month_first
        why = f"{'day' if context.day_first else 'month'} first as in another date of the story"
        return Reading(value=day.isoformat(), days=make_interval(day, day), grain="day", why=why)
    if context.anchor is None:
        days = make_interval(min(day_first, month_first), max(day_first, month_first))
        return Reading(
            value=f"{meaning.year:04d}-XX-XX", days=days, grain="unknown", why="day or month first", ambiguous=True
        )
    anchor = context.anchor.day
    day = min((day_first, month_first), key=lambda one: abs((one - anchor).days))
    why = f"day or month first: the reading nearer to {context.anchor.why}"
    return Reading(value=day.isoformat(), days=make_interval(day, day), grain="day", why=why, ambiguous=True)


def resolve_stretch(meaning: Stretch, context: Context) -> Reading | None:
    """Return the reading of a quarter, half, season, fiscal year, decade or century."""
    if meaning.kind == "decade":
        days = year_interval(meaning.number * 10, meaning.number * 10 + 9)
        return Reading(value=f"{meaning.number:03d}", days=days, grain="decade", basis="stated", why="as written")
    if meaning.kind == "century":
        days = year_interval(meaning.number * 100, meaning.number * 100 + 99)
        return Reading(value=f"{meaning.number:02d}", days=days, grain="century", basis="stated", why="as written")
    anchor, year = context.anchor, meaning.year
    if year is None and anchor is None:
        return bare_reading(f"XXXX-{_stretch_code(meaning)}", _stretch_grain(meaning))
    if year is None and anchor is not None and (meaning.year_shift is not None or meaning.kind == "fiscal"):
        step = {"last": -1, "next": 1}.get(meaning.which or "", 0) if meaning.year_shift is None else meaning.year_shift
        year = (_fiscal_year_around(anchor.day, context) if meaning.kind == "fiscal" else anchor.day.year) + step
    if year is None and meaning.which == "same" and (told := context.reference("year")):
        year = told.day.year  # "that winter"
    if year is not None:
        stated = meaning.year is not None
        why = "as written" if stated or anchor is None else f"year counted from {anchor.why}"
        value, days = f"{year:04d}-{_stretch_code(meaning)}", _stretch_days(meaning, year, context)
        basis: Basis = "stated" if stated and meaning.kind not in ("season", "fiscal") else "inferred"
        if meaning.kind == "season":
            why += f"; {'southern' if context.southern else 'northern'} season"
        if meaning.kind == "fiscal":
            why += (
                f"; fiscal year of {context.fiscal.names[0]}" if context.fiscal else "; whose fiscal year is not told"
            )
        return Reading(value=value, days=days, grain=_stretch_grain(meaning), basis=basis, why=why) if days else None
    return _nearest_stretch(meaning, context)


def _nearest_stretch(meaning: Stretch, context: Context) -> Reading | None:
    if context.anchor is None:
        return None
    if context.direction.habit and meaning.kind == "season" and meaning.which is None:
        return Reading(value=f"XXXX-{meaning.season}", grain="unknown", why=context.direction.why)
    around = context.anchor.day.year
    found = [(year, _stretch_days(meaning, year, context)) for year in range(around - 2, around + 3)]
    chosen = choose_year([(year, days) for year, days in found if days is not None], meaning.which, context)
    if chosen is None:
        return None
    why = explain("nearest such period", context, meaning.which)
    if meaning.kind == "season":
        why += f"; {'southern' if context.southern else 'northern'} season"
    value = f"{chosen[0]:04d}-{_stretch_code(meaning)}"
    return Reading(value=value, days=chosen[1], grain=_stretch_grain(meaning), why=why)


def _stretch_code(meaning: Stretch) -> str:
    return {"quarter": f"Q{meaning.number}", "half": f"H{meaning.number}", "fiscal": "FY"}.get(
        meaning.kind, meaning.season
    )


def _stretch_grain(meaning: Stretch) -> str:
    return {"quarter": "quarter", "season": "season", "half": "quarter"}.get(meaning.kind, "year")


def _stretch_days(meaning: Stretch, year: int, context: Context) -> Interval | None:
    if meaning.kind == "quarter":
        return months_interval(year, 3 * meaning.number - 2, 3)
    if meaning.kind == "half":
        return months_interval(year, 6 * meaning.number - 5, 6)
    if meaning.kind == "season":
        return season_interval(year, meaning.season, southern=context.southern)
    if context.fiscal is None:
        return year_interval(year)
    begins = year if meaning.split or context.fiscal.named == "start" else year - 1
    return months_interval(begins, context.fiscal.month, 12)


def _fiscal_year_around(day: date, context: Context) -> int:
    """Return the year by which the fiscal year around a day is called."""
    if context.fiscal is None:
        return day.year
    begins = day.year if day.month >= context.fiscal.month else day.year - 1
    return begins if context.fiscal.named == "start" else begins + 1


def resolve_feast(meaning: Feast, context: Context) -> Reading | None:
    """Return the reading of a holiday in the year that is written or nearest."""
    year = meaning.year
    if year is not None:
        days = find_holiday(meaning.holiday, year)
        rule = "as tabulated"
    elif context.anchor is None:
        return bare_reading("XXXX-XX-XX", "day")
    else:
        around = context.anchor.day.year
        found = [(count, find_holiday(meaning.holiday, count)) for count in range(around - 2, around + 3)]
        if context.narrative and meaning.which is None:
            begin = context.narrative.day.year
            found = [(count, find_holiday(meaning.holiday, count)) for count in (begin, begin + 1)]
        told = [(count, one) for count, one in found if one is not None]
        chosen = told_year(told, context) or choose_year(told, meaning.which, context)
        days = chosen[1] if chosen else None
        rule = explain("nearest such day", context, meaning.which)
    if days is None:
        return Reading(value=f"{year:04d}" if year else "XXXX", grain="unknown", why="no rule for that year")
    value, grain = days.first.isoformat(), "day"
    if days.last > days.first and (days.last - days.first).days > 20:
        value, grain = days.first.isoformat()[:7], "month"
    return Reading(
        value=value, days=_widen(days, meaning), grain=grain, basis="added", why=f"{meaning.holiday.names[0]}: {rule}"
    )


def _widen(days: Interval, meaning: Feast) -> Interval:
    """Hijri months begin when the moon is seen: a day either way."""
    if meaning.holiday.hijri is None:
        return days
    return make_interval(shift_days(days.first, -1), shift_days(days.last, 1)) or days
