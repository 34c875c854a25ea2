"""Turn a meaning into its TIMEX3 value and interval, given the anchor, the last mentioned times and the direction."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

import msgspec

from detente.model import Basis
from detente.stages.times.calendar import (
    Interval,
    cut,
    grain_of,
    length_value,
    make_interval,
    month_interval,
    months_interval,
    nth_weekday,
    safe_date,
    season_interval,
    shift,
    shift_days,
    shift_months,
    unit_interval,
    unit_value,
    weekday_from,
    year_interval,
)
from detente.stages.times.direction import NOWHERE, Direction
from detente.stages.times.holidays import find_holiday
from detente.stages.times.meanings import (
    Dated,
    Feast,
    Fixed,
    Lasting,
    Meaning,
    Past,
    Ranged,
    Repeated,
    Shared,
    Shifted,
    Slashed,
    Stretch,
    Timed,
    Vague,
    WeekOf,
    Which,
)

WRONG_SIDE = 200
"""Days by which a candidate against the direction counts as farther away; tense is strong evidence, not proof."""

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal["minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "century", "unknown"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """A day that relative expressions count from, and where it was found."""

    day: date
    source: str
    until: date | None = None
    """Last day, where a time that the text mentioned is longer than a day."""

    @property
    def why(self) -> str:
        """The day with its source, for the record."""
        return f"{self.day.isoformat()} ({self.source})"


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression is resolved against."""

    anchor: Anchor | None
    direction: Direction = NOWHERE
    reference: Callable[[str], Anchor | None] = lambda _unit: None
    """The time that the text mentioned last, at least as fine as a unit."""
    southern: bool = False
    day_first: bool | None = None
    """The order of 02/11/2013 in this document where another date shows it."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A resolved expression."""

    kind: Kind = "DATE"
    value: str
    days: Interval | None = None
    grain: str
    basis: Basis = "inferred"
    why: str
    unanchored: bool = False
    """True where an anchor would have said more."""
    ambiguous: bool = False


def resolve(meaning: Meaning, context: Context) -> Reading | None:
    """Return the reading of a meaning, or None where there is no such day."""
    rule = _RULES[type(meaning)]
    return rule(meaning, context)


def _bare(value: str, grain: str, why: str = "no anchor") -> Reading:
    return Reading(value=value, grain=grain, why=why, unanchored=True)


def _unit_reading(unit: str, day: date | None, context: Context, why: str) -> Reading | None:
    if day is None:
        return None
    days = season_days(day, context) if unit == "season" else unit_interval(unit, day)
    value = unit_value(unit, day, southern=context.southern)
    return Reading(value=value, days=days, grain=grain_of(unit), why=why)


def season_days(day: date, context: Context) -> Interval | None:
    """Return the season around a day."""
    value = unit_value("season", day, southern=context.southern)
    return season_interval(int(value[:4]), value[5:], southern=context.southern) if "-" in value else None


# --- dates ----------------------------------------------------------------------------------------------------------


def _resolve_dated(meaning: Dated, context: Context) -> Reading | None:
    if meaning.weekday is not None and meaning.month is None:
        return _resolve_weekday(meaning, context)
    if meaning.month is None and meaning.day is not None:
        return _resolve_day_of_month(meaning.day, meaning.which, context)
    year, why = meaning.year, ""
    if year is None and meaning.year_shift is not None:
        if context.anchor is None:
            return _bare(_partial(meaning), "day" if meaning.day else "month")
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
        return _bare(_partial(meaning), grain)
    around = context.anchor.day.year
    reach = 6 if meaning.weekday else 5 if (meaning.month, meaning.day) == (2, 29) else 1
    candidates = [(year, _days_of(year, month, meaning.day)) for year in range(around - reach, around + reach + 1)]
    real = [(year, days) for year, days in candidates if days is not None]
    rule = "nearest year"
    if meaning.weekday:
        fitting = [(year, days) for year, days in real if days.first.isoweekday() == meaning.weekday]
        real, rule = fitting or real, "year in which the weekday fits"
    chosen = _choose(real, meaning.which, context)
    if chosen is None:
        return None
    value, grain = _month_value(chosen[0], month, meaning.day)
    return Reading(value=value, days=chosen[1], grain=grain, why=_say(rule, context, meaning.which))


def _say(rule: str, context: Context, which: Which | None = None) -> str:
    anchor = context.anchor.why if context.anchor else "no anchor"
    return f"{rule} to {anchor}; {which or context.direction.why}"


def _choose(
    candidates: list[tuple[int, Interval]], which: Which | None, context: Context
) -> tuple[int, Interval] | None:
    """Pick the candidate nearest to the anchor on the side that the words or the tense say."""
    if context.anchor is None or not candidates:
        return None
    day = context.anchor.day
    if which in ("last", "previous"):
        before = [one for one in candidates if one[1].last < day]
        return before[-1] if before else None
    if which in ("next", "following"):
        after = [one for one in candidates if one[1].first > day]
        return after[0] if after else None
    step = 0 if which == "this" else context.direction.step

    def distance(one: tuple[int, Interval]) -> int:
        if one[1].first <= day <= one[1].last:
            return 0
        side = 1 if one[1].first > day else -1
        away = (one[1].first - day).days if side > 0 else (day - one[1].last).days
        return away + (WRONG_SIDE if step and side != step else 0)

    return min(candidates, key=distance)


def _resolve_weekday(meaning: Dated, context: Context) -> Reading | None:
    weekday = meaning.weekday or 1
    if context.anchor is None:
        return _bare(f"XXXX-WXX-{weekday}", "day")
    day, which = context.anchor.day, meaning.which
    if which in ("same", "previous", "following"):
        told = context.reference("day") or context.anchor
        step = -1 if which == "previous" else 1
        found = weekday_from(told.day, weekday, step, itself=which == "same")
        return _unit_reading("day", found, context, f"{which} such weekday from {told.why}")
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
    return _unit_reading("day", found, context, f"{rule} {context.anchor.why}; {which or context.direction.why}")


def _resolve_day_of_month(day: int, which: Which | None, context: Context) -> Reading | None:
    if context.anchor is None:
        return _bare(f"XXXX-XX-{day:02d}", "day")
    base = context.anchor.day.replace(day=1)
    steps = {"last": [-1], "this": [0], "next": [1]}.get(which or "", [-1, 0, 1])
    found: list[tuple[int, Interval]] = []
    for step in steps:
        first = shift_months(base, step)
        days = _days_of(first.year, first.month, day) if first else None
        if days:
            found.append((step, days))
    chosen = _choose(found, "this" if which else None, context)
    if chosen is None:
        return None
    return _unit_reading("day", chosen[1].first, context, _say("day of the nearest month", context, which))


def _resolve_slashed(meaning: Slashed, context: Context) -> Reading | None:
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


# --- stretches ------------------------------------------------------------------------------------------------------


def _resolve_stretch(meaning: Stretch, context: Context) -> Reading | None:
    if meaning.kind == "decade":
        days = year_interval(meaning.number * 10, meaning.number * 10 + 9)
        return Reading(value=f"{meaning.number:03d}", days=days, grain="decade", basis="stated", why="as written")
    if meaning.kind == "century":
        days = year_interval(meaning.number * 100, meaning.number * 100 + 99)
        return Reading(value=f"{meaning.number:02d}", days=days, grain="century", basis="stated", why="as written")
    anchor, year = context.anchor, meaning.year
    if year is None and anchor is None:
        return _bare(f"XXXX-{_stretch_code(meaning)}", _stretch_grain(meaning))
    if year is None and anchor is not None and (meaning.year_shift is not None or meaning.kind == "fiscal"):
        step = {"last": -1, "next": 1}.get(meaning.which or "", 0) if meaning.year_shift is None else meaning.year_shift
        year = anchor.day.year + step
    if year is not None:
        stated = meaning.year is not None
        why = "as written" if stated or anchor is None else f"year counted from {anchor.why}"
        value, days = f"{year:04d}-{_stretch_code(meaning)}", _stretch_days(meaning, year, context)
        basis: Basis = "stated" if stated and meaning.kind != "season" else "inferred"
        if meaning.kind == "season":
            why += f"; {'southern' if context.southern else 'northern'} season"
        return Reading(value=value, days=days, grain=_stretch_grain(meaning), basis=basis, why=why) if days else None
    return _nearest_stretch(meaning, context)


def _nearest_stretch(meaning: Stretch, context: Context) -> Reading | None:
    if context.anchor is None:
        return None
    around = context.anchor.day.year
    found = [(year, _stretch_days(meaning, year, context)) for year in range(around - 2, around + 3)]
    chosen = _choose([(year, days) for year, days in found if days is not None], meaning.which, context)
    if chosen is None:
        return None
    why = _say("nearest such period", context, meaning.which)
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
    return year_interval(year)


def _resolve_week_of(meaning: WeekOf, context: Context) -> Reading | None:
    day = resolve(meaning.day, context)
    if day is None or day.days is None:
        return day
    inside = day.days.first
    if meaning.number is not None:
        thursday = nth_weekday(inside.year, inside.month, 4, meaning.number)
        if thursday is None or thursday.month != inside.month:
            return None
        inside = thursday
    return _unit_reading("week", inside, context, f"week of {day.value}; {day.why}")


# --- steps from the anchor --------------------------------------------------------------------------------------------


def _resolve_shifted(meaning: Shifted, context: Context) -> Reading | None:
    unit, count = meaning.unit, meaning.count
    told = context.reference(unit) if meaning.base == "reference" else None
    base = told or context.anchor
    if count is None:
        back = meaning.base == "anchor"
        value = "PAST_REF" if back else "XXXX"
        return Reading(value=value, grain="unknown", why=f"a vague number of {unit}s")
    blind = meaning.base == "reference" and told is None and count > 0 and context.direction.step <= 0
    if base is None or blind:
        # "Three days later they left", and no day is named to count from: not from now.
        why = "nothing to count from" if base else "no anchor"
        return Reading(value=UNANCHORED.get(unit, "XXXX"), grain=grain_of(unit), why=why, unanchored=base is None)
    day = shift(base.day, unit, count)
    if day is None:
        # Further back than the calendar reaches: a time all the same.
        return Reading(
            value="PAST_REF" if count < 0 else "FUTURE_REF", grain="unknown", why=f"{count:g} {unit}s from {base.why}"
        )
    exact: str = unit
    if count != int(count):
        exact = {"year": "month", "decade": "year", "century": "year", "week": "day", "month": "day"}.get(unit, unit)
    if unit in ("hour", "minute", "second"):
        return Reading(
            kind="TIME",
            value=f"{day.isoformat()}TXX:XX",
            days=make_interval(day, day),
            grain="hour",
            why=f"{count:+g} {unit}s from {base.why}",
        )
    why = f"{count:+g} {unit}{'' if abs(count) == 1 else 's'} from {base.why}"
    end = shift(base.until, unit, count) if base.until else None
    if end is not None and unit == "day":
        return Reading(value=unit_value("week", day), days=make_interval(day, end), grain="week", why=why)
    return _unit_reading(exact, day, context, why)


UNANCHORED = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}


def _resolve_lasting(meaning: Lasting, context: Context) -> Reading | None:
    value = length_value(meaning.unit, meaning.count)
    grain = grain_of(meaning.unit)
    days, why = None, "length"
    if meaning.within is not None:
        days, why = _days_within(meaning, context)
    elif meaning.tied and meaning.count is not None:
        days, why = _days_tied(meaning, meaning.count, context)
    return Reading(
        kind="DURATION", value=value, days=days, grain=grain, basis="inferred" if days else "stated", why=why
    )


def _days_tied(meaning: Lasting, count: float, context: Context) -> tuple[Interval | None, str]:
    """Place a length beside now ("the past two weeks") or the last mentioned time ("two weeks after the talks")."""
    if meaning.tied in ("past", "next"):
        if context.anchor is None:
            return None, "no anchor"
        day = context.anchor.day
        other = shift(day, meaning.unit, count if meaning.tied == "next" else -count)
        ends = (day, other) if meaning.tied == "next" else (other, day)
        return make_interval(*ends), f"{meaning.tied} {count:g} {meaning.unit}(s) from {context.anchor.why}"
    told = context.reference(meaning.unit)
    if told is None:
        return None, f"{meaning.tied} an event without a time"
    day_then = shift(told.day, meaning.unit, count if meaning.tied == "after" else -count)
    found = unit_interval(meaning.unit, day_then) if day_then else None
    return found, f"{count:g} {meaning.unit}(s) {meaning.tied} {told.why}"


def _days_within(meaning: Lasting, context: Context) -> tuple[Interval | None, str]:
    whole = resolve(meaning.within, context) if meaning.within is not None else None
    if whole is None or whole.days is None:
        return None, "length"
    why = f"{meaning.edge} part of {whole.value}"
    if meaning.count is None:
        return whole.days, why
    if meaning.edge == "first":
        after = shift(whole.days.first, meaning.unit, meaning.count)
        end = shift_days(after, -1) if after else None
        return make_interval(whole.days.first, min(end, whole.days.last) if end else None), why
    after_last = shift_days(whole.days.last, 1)
    begin = shift(after_last, meaning.unit, -meaning.count) if after_last else None
    return make_interval(max(begin, whole.days.first) if begin else None, whole.days.last), why


# --- composed meanings ------------------------------------------------------------------------------------------------


def _resolve_timed(meaning: Timed, context: Context) -> Reading | None:
    if meaning.hour is not None:
        clock = f"T{meaning.hour:02d}:{meaning.minute or 0:02d}"
        grain = "hour" if meaning.minute is None else "minute"
    else:
        clock, grain = f"T{meaning.part}", "hour"
    if meaning.day is not None:
        day = resolve(meaning.day, context)
    else:
        base = context.reference("time") or context.anchor
        day = _unit_reading("day", base.day, context, f"day of {base.why}") if base else _bare("XXXX-XX-XX", "day")
    if day is None:
        return None
    return msgspec.structs.replace(day, kind="TIME", value=f"{day.value}{clock}", grain=grain)


def _resolve_shared(meaning: Shared, context: Context) -> Reading | None:
    whole = resolve(meaning.of, context)
    if whole is None or whole.days is None:
        return whole
    if meaning.portion is not None:
        days = cut(whole.days, meaning.portion)
        return msgspec.structs.replace(whole, days=days, why=f"part of {whole.value}; {whole.why}")
    if context.anchor is None:
        return whole
    day = context.anchor.day
    if meaning.beside == "earlier":
        days_beside = make_interval(whole.days.first, min(whole.days.last, day))
    else:
        days_beside = make_interval(max(whole.days.first, day), whole.days.last)
    return msgspec.structs.replace(whole, days=days_beside or whole.days, why=f"{meaning.beside}; {whole.why}")


def _resolve_ranged(meaning: Ranged, context: Context) -> Reading | None:
    first, last = resolve_range(meaning.first, meaning.last, context)
    if first is None or last is None:
        return first or last
    days = make_interval(first.days.first, last.days.last) if first.days and last.days else None
    why = first.why if first.why == last.why else f"{first.why} .. {last.why}"
    basis: Basis = "stated" if first.basis == last.basis == "stated" else "inferred"
    value = f"{first.value}/{last.value}"
    unanchored = first.unanchored or last.unanchored
    return Reading(
        kind=last.kind, value=value, days=days, grain=last.grain, basis=basis, why=why, unanchored=unanchored
    )


def resolve_range(first: Meaning, last: Meaning, context: Context) -> tuple[Reading | None, Reading | None]:
    """Resolve the ends of a range so that the first is not after the last.

    In the past the last end is found first and the other looks back from it; otherwise the other way round.
    """
    opened, closed = resolve(first, context), resolve(last, context)
    if opened is None or closed is None or opened.days is None or closed.days is None:
        return opened, closed
    if opened.days.first <= closed.days.last:
        return opened, closed
    if context.direction.step > 0 and closed.basis != "stated":
        anchor = Anchor(day=opened.days.first, source=f"first of the range {opened.value}")
        onward = Direction(step=1, why="end of a range")
        return opened, resolve(last, msgspec.structs.replace(context, anchor=anchor, direction=onward))
    anchor = Anchor(day=closed.days.first, source=f"last of the range {closed.value}")
    back = Direction(step=-1, why="begin of a range")
    return resolve(first, msgspec.structs.replace(context, anchor=anchor, direction=back)), closed


def _resolve_feast(meaning: Feast, context: Context) -> Reading | None:
    year = meaning.year
    if year is not None:
        days = find_holiday(meaning.holiday, year)
        rule = "as tabulated"
    elif context.anchor is None:
        return _bare("XXXX-XX-XX", "day")
    else:
        around = context.anchor.day.year
        found = [(count, find_holiday(meaning.holiday, count)) for count in range(around - 2, around + 3)]
        chosen = _choose([(count, one) for count, one in found if one is not None], meaning.which, context)
        days = chosen[1] if chosen else None
        rule = _say("nearest such day", context, meaning.which)
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


def _resolve_past(meaning: Past, _context: Context) -> Reading | None:
    episode = meaning.episode
    why = f"{episode.names[0]}: {episode.start.isoformat()} to {episode.end.isoformat()} ({episode.source})"
    if not meaning.edge:
        value = f"{episode.start.year:04d}/{episode.end.year:04d}"
        return Reading(
            value=value, days=make_interval(episode.start, episode.end), grain="year", basis="added", why=why
        )
    year = episode.start.year if meaning.edge == "start" else episode.end.year
    return Reading(
        value=f"{year:04d}", days=year_interval(year), grain="year", basis="added", why=f"{meaning.edge} of {why}"
    )


def _resolve_fixed(meaning: Fixed, _context: Context) -> Reading | None:
    days = make_interval(date.fromisoformat(meaning.earliest), date.fromisoformat(meaning.latest))
    return Reading(value=meaning.value, days=days, grain=meaning.grain, basis="added", why=meaning.why)


def _resolve_repeated(meaning: Repeated, _context: Context) -> Reading | None:
    return Reading(kind="SET", value=meaning.value, grain=grain_of(meaning.grain), basis="stated", why="as written")


def _resolve_vague(meaning: Vague, _context: Context) -> Reading | None:
    return Reading(value=meaning.value, grain="unknown", basis="stated", why="as written")


_RULES: Mapping[type, Callable[..., Reading | None]] = {
    Dated: _resolve_dated,
    Slashed: _resolve_slashed,
    Stretch: _resolve_stretch,
    WeekOf: _resolve_week_of,
    Shifted: _resolve_shifted,
    Lasting: _resolve_lasting,
    Timed: _resolve_timed,
    Shared: _resolve_shared,
    Ranged: _resolve_ranged,
    Feast: _resolve_feast,
    Past: _resolve_past,
    Fixed: _resolve_fixed,
    Repeated: _resolve_repeated,
    Vague: _resolve_vague,
}
