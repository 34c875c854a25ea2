"""Turn a meaning into its TIMEX3 value and interval, given the anchor, the last mentioned times and the direction."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

import msgspec

from detente.model import Basis
from detente.stages.times.calendar import (
    Interval,
    compound_value,
    cut,
    grain_of,
    length_value,
    make_interval,
    nth_weekday,
    shift,
    shift_days,
    unit_interval,
    unit_value,
    weekday_from,
    year_interval,
)
from detente.stages.times.direction import Direction
from detente.stages.times.meanings import (
    Containing,
    Counterpart,
    Dated,
    Edge,
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
)
from detente.stages.times.readings import Anchor, Context, Reading, bare_reading, unit_reading
from detente.stages.times.years import resolve_dated, resolve_feast, resolve_slashed, resolve_stretch


def resolve(meaning: Meaning, context: Context) -> Reading | None:
    """Return the reading of a meaning, or None where there is no such day."""
    rule = _RULES[type(meaning)]
    return rule(meaning, context)


def _resolve_week_of(meaning: WeekOf, context: Context) -> Reading | None:
    day = resolve(meaning.day, context)
    if day is None or day.days is None:
        return day
    inside = day.days.first
    if meaning.number is not None and meaning.weekday is not None:
        nth = nth_weekday(inside.year, inside.month, meaning.weekday, meaning.number)
        return unit_reading("day", nth, context, f"weekday number {meaning.number} of {day.value}; {day.why}")
    if meaning.number is not None:
        thursday = nth_weekday(inside.year, inside.month, 4, meaning.number)
        if thursday is None or thursday.month != inside.month:
            return None
        inside = thursday
    return unit_reading("week", inside, context, f"week of {day.value}; {day.why}")


# --- steps from the anchor --------------------------------------------------------------------------------------------


def _resolve_shifted(meaning: Shifted, context: Context) -> Reading | None:
    unit, count = meaning.unit, meaning.count
    told = _told(meaning, context) if meaning.base == "reference" else None
    if count == 0 and unit in ("decade", "century") and context.direction.step > 0:
        told = None  # "will double by the end of the decade": the running one
    base = told or context.anchor
    if count is None:
        value = "PAST_REF" if meaning.back else "FUTURE_REF"
        return Reading(value=value, grain="unknown", why=f"a vague number of {unit}s")
    onward = meaning.base == "reference" and told is None and count > 0
    blind = onward and (meaning.apart or context.direction.step <= 0)
    if base is None or blind:
        # "Three days later they left", and no day is named to count from: not from now.
        why = "nothing to count from" if base else "no anchor"
        return Reading(value=UNANCHORED.get(unit, "XXXX"), grain=grain_of(unit), why=why, unanchored=base is None)
    if unit == "weekend" and count == 0 and context.direction.step < 0 and base.day.weekday() < 5:
        count = -1
    day = shift(base.day, unit, count)
    if day is None:
        # Further back than the calendar reaches: a time all the same.
        return Reading(
            value="PAST_REF" if count < 0 else "FUTURE_REF", grain="unknown", why=f"{count:+g} {unit} from {base.why}"
        )
    exact: str = unit
    if count != int(count):
        exact = {"year": "month", "decade": "year", "century": "year", "week": "day", "month": "day"}.get(unit, unit)
    if unit in ("hour", "minute", "second"):
        if meaning.base == "reference" and (clock := context.reference("clock")) and clock.clock:
            return _shift_clock(clock, clock.clock, unit, count)
        return Reading(
            kind="TIME",
            value=f"{day.isoformat()}TXX:XX",
            days=make_interval(day, day),
            grain="hour",
            why=f"{count:+g} {unit} from {base.why}",
        )
    why = f"{count:+g} {unit} from {base.why}"
    end = shift(base.until, unit, count) if base.until else None
    if end is not None and unit == "day":
        return Reading(value=unit_value("week", day), days=make_interval(day, end), grain="week", why=why)
    return unit_reading(exact, day, context, why)


def _shift_clock(told: Anchor, clock: tuple[int, int], unit: str, count: float) -> Reading | None:
    """Return the time of the clock so long after the one told."""
    begin = datetime.combine(told.day, time(clock[0] % 24, clock[1])) + timedelta(days=clock[0] // 24)
    try:
        then = begin + timedelta(seconds=count * {"hour": 3600, "minute": 60, "second": 1}[unit])
    except OverflowError:
        return None
    return Reading(
        kind="TIME",
        value=f"{then:%Y-%m-%dT%H:%M}",
        days=make_interval(then.date(), then.date()),
        grain="minute",
        why=f"{count:+g} {unit} from {clock[0]:02d}:{clock[1]:02d} on {told.why}",
    )


def _told(meaning: Shifted | Lasting, context: Context) -> Anchor | None:
    """Return the time that a meaning counts from: the one written beside it, or the one mentioned last."""
    beside = resolve(meaning.told, context) if meaning.told is not None else None
    if beside is not None and beside.days is not None:
        return Anchor(day=beside.days.first, source=f"{beside.value} beside it")
    return context.reference(meaning.unit)


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
    if meaning.more and meaning.count is not None:
        value = compound_value([(meaning.unit, float(int(meaning.count))), *meaning.more])
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
        return make_interval(*ends), f"{meaning.tied} {count:g} {meaning.unit} from {context.anchor.why}"
    if meaning.tied in ("in", "within"):
        return _days_ahead(meaning, count, context)
    told = _told(meaning, context)
    if told is None:
        return None, f"{meaning.tied} an event without a time"
    day_then = shift(told.day, meaning.unit, count if meaning.tied == "after" else -count)
    found = unit_interval(meaning.unit, day_then) if day_then else None
    return found, f"{count:g} {meaning.unit} {meaning.tied} {told.why}"


def _days_ahead(meaning: Lasting, count: float, context: Context) -> tuple[Interval | None, str]:
    """Place "will return in two weeks" that far ahead; "was built in two weeks" is a mere length."""
    if context.anchor is None or context.direction.step <= 0:
        return None, "length"
    end = shift(context.anchor.day, meaning.unit, count)
    why = f"{meaning.tied} {count:g} {meaning.unit} from {context.anchor.why}; {context.direction.why}"
    if meaning.tied == "within":
        return make_interval(context.anchor.day, end), why
    return unit_interval(meaning.unit, end) if end else None, why


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


def _resolve_counterpart(meaning: Counterpart, context: Context) -> Reading | None:
    other = resolve(meaning.of, context)
    told = context.reference(meaning.unit) or context.anchor if meaning.unit else None
    if other is None or other.days is None or told is None or not meaning.unit:
        return other
    moved = shift(told.day, "year", other.days.first.year - told.day.year)
    unit = "year" if meaning.unit == "season" else meaning.unit
    return unit_reading(unit, moved, context, f"the {meaning.unit} of {told.why} in {other.value}; {other.why}")


def _resolve_edge(meaning: Edge, context: Context) -> Reading | None:
    whole = resolve(meaning.of, context)
    if whole is None or whole.days is None:
        return whole
    day = whole.days.first if meaning.first else whole.days.last
    if meaning.unit == "weekend":
        # The first weekend is the first whose Saturday is inside.
        day = weekday_from(day, 6, 1 if meaning.first else -1, itself=True) or day
    return unit_reading(meaning.unit, day, context, f"edge of {whole.value}; {whole.why}")


def _resolve_containing(meaning: Containing, context: Context) -> Reading | None:
    day = resolve(meaning.day, context)
    if day is None or day.days is None:
        return day
    edge = day.days.first if meaning.begins else day.days.last
    why = f"{'begins' if meaning.begins else 'ends'} on {edge.isoformat()}; {day.why}"
    if meaning.unit != "fiscal":
        return unit_reading(meaning.unit, edge, context, why)
    first = edge if meaning.begins else shift_days(shift(edge, "year", -1) or edge, 1)
    last = shift_days(shift(edge, "year", 1) or edge, -1) if meaning.begins else edge
    year = last.year if last else edge.year
    return Reading(value=f"{year:04d}-FY", days=make_interval(first, last), grain="year", why=why)


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
        day = (
            unit_reading("day", base.day, context, f"day of {base.why}") if base else bare_reading("XXXX-XX-XX", "day")
        )
    if day is None:
        return None
    first = day.value.partition("/")[0]  # "the night of March 23-24" is that of the 23rd
    return msgspec.structs.replace(day, kind="TIME", value=f"{first}{clock}", grain=grain)


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


def resolve_range(
    first: Meaning, last: Meaning, context: Context, *, onward: bool = False
) -> tuple[Reading | None, Reading | None]:
    """Resolve the ends of a range so that the first is not after the last.

    In the past the last end is found first and the other looks back from it; otherwise, and where `onward` says so
    ("adjourned Thursday until Monday"), the other way round.
    """
    opened, closed = resolve(first, context), resolve(last, context)
    if opened is None or closed is None or opened.days is None or closed.days is None:
        return opened, closed
    if opened.days.first <= closed.days.last:
        return opened, closed
    if (onward or context.direction.step > 0) and closed.basis != "stated":
        anchor = Anchor(day=opened.days.first, source=f"first of the range {opened.value}")
        ahead = Direction(step=1, why="end of a range")
        return opened, resolve(last, msgspec.structs.replace(context, anchor=anchor, direction=ahead))
    anchor = Anchor(day=closed.days.first, source=f"last of the range {closed.value}")
    back = Direction(step=-1, why="begin of a range")
    return resolve(first, msgspec.structs.replace(context, anchor=anchor, direction=back)), closed


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
    Dated: resolve_dated,
    Slashed: resolve_slashed,
    Stretch: resolve_stretch,
    WeekOf: _resolve_week_of,
    Shifted: _resolve_shifted,
    Lasting: _resolve_lasting,
    Counterpart: _resolve_counterpart,
    Containing: _resolve_containing,
    Edge: _resolve_edge,
    Timed: _resolve_timed,
    Shared: _resolve_shared,
    Ranged: _resolve_ranged,
    Feast: resolve_feast,
    Past: _resolve_past,
    Fixed: _resolve_fixed,
    Repeated: _resolve_repeated,
    Vague: _resolve_vague,
}
