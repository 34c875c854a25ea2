"""What expressions of one sentence have to do with each other: ranges, alternatives, shared days and years."""

import msgspec

from detente.model import Span
from detente.stages.times.lexemes import Line
from detente.stages.times.meanings import (
    Containing,
    Dated,
    Feast,
    Lasting,
    Meaning,
    Ranged,
    Repeated,
    Shared,
    Shifted,
    Stretch,
    Timed,
    Vague,
)

BRACKETS = frozenset("(),")
DAILY = frozenset({"P1D", "P1W"})
"""Values of sets whose times of the clock belong to no one day."""


class Expression(Span, frozen=True, kw_only=True):
    """An expression of a sentence with its meaning; both ends of a spelled-out range know of each other."""

    meaning: Meaning
    opens: bool = False
    """The next expression is the other end of its range."""
    onward: bool = False
    """The range is told from its first end: "adjourned Thursday until Monday"."""
    closes: bool = False
    first: int
    """Place of its first lexeme."""
    last: int
    """Place after its last lexeme."""


def link_expressions(line: Line, found: list[Expression]) -> list[Expression]:
    """Join alternatives ("January or February"), share days and years, and mark the two ends of ranges."""
    linked: list[Expression] = []
    for one in _free_of_days(line, _generalise(line, _share_days(line, found))):
        before = linked[-1] if linked else None
        if before is None or one.first - before.last > 1:
            linked.append(one)
            continue
        gap = before.last
        counted = _count_from(line, before, one)
        if counted is not None:
            linked[-1] = msgspec.structs.replace(before, meaning=counted)
        elif gap < one.first and _alike(before.meaning, one.meaning):
            if line.dash(gap) or line.is_a(gap, "or"):
                joined = Ranged(first=_share_year(before.meaning, one.meaning), last=one.meaning)
                linked[-1] = msgspec.structs.replace(before, end=one.end, last=one.last, meaning=joined)
                continue
            between = line.is_a(gap, "and") and line.ends_with(before.first, "between")
            ranged = (between or line.is_a(gap, "to")) and not before.closes
            if ranged or line.is_a(gap, "and"):
                meaning = _share_year(before.meaning, one.meaning)
                onward = line.is_a(gap, "until") and not line.ends_with(before.first, "from")
                linked[-1] = msgspec.structs.replace(before, meaning=meaning, opens=ranged, onward=onward)
            linked.append(msgspec.structs.replace(one, closes=ranged))
            continue
        linked.append(one)
    return linked


def _count_from(line: Line, before: Expression, one: Expression) -> Meaning | None:
    """Return "two weeks" of "two weeks after Nov. 2", or "the week after" of "the week after Nov. 2", with that day."""
    meaning = before.meaning
    if isinstance(meaning, Lasting) and meaning.tied in ("after", "before") and before.last < one.first:
        return msgspec.structs.replace(meaning, told=one.meaning)
    beside = line.is_a(before.last - 1, "after") or line.is_a(before.last - 1, "before")
    if isinstance(meaning, Shifted) and meaning.base == "reference" and beside and before.last == one.first:
        return msgspec.structs.replace(meaning, told=one.meaning)
    return None


def _share_days(line: Line, found: list[Expression]) -> list[Expression]:
    """Give a time of the clock the day that stands behind it: "3 p.m. (1900 GMT) Monday"."""
    shared = list(found)
    for place in range(len(shared) - 2, -1, -1):
        one, behind = shared[place], shared[place + 1]
        if not isinstance(one.meaning, Timed) or one.meaning.day is not None or behind.first - one.last > 2:
            continue
        if any(line.low(gap) not in BRACKETS and not line.is_a(gap, "on") for gap in range(one.last, behind.first)):
            continue
        day = behind.meaning.day if isinstance(behind.meaning, Timed) else behind.meaning
        if isinstance(day, Dated) and (day.day is not None or day.weekday is not None):
            shared[place] = msgspec.structs.replace(one, meaning=msgspec.structs.replace(one.meaning, day=day))
    return shared


def _generalise(line: Line, found: list[Expression]) -> list[Expression]:
    """Take the year from what every year has ("every year in September"), and date "July 2, a Tuesday" by its date."""
    told = list(found)
    habit = -1
    for place, one in enumerate(told):
        before = told[place - 1] if place else None
        if before is None:
            continue
        gap = range(before.last, one.first)
        general = _general_value(one.meaning)
        if isinstance(before.meaning, Repeated) and line.is_a(before.last - 1, "unit"):
            habit = before.last
        if (period := _contain(line, before, one)) is not None:
            told[place - 1] = msgspec.structs.replace(before, meaning=period)
        if habit >= 0 and general and len(gap) <= 2 and all(_joins(line, at) for at in gap):
            told[place] = msgspec.structs.replace(one, meaning=Vague(value=general))
            habit = one.last
        elif habit != before.last:
            habit = -1
        beside = len(gap) == 2 and line.low(before.last) == "," and line.is_a(before.last + 1, "a_per")
        if beside and isinstance(before.meaning, Dated) and before.meaning.day and _is_weekday(one.meaning):
            told[place] = msgspec.structs.replace(one, meaning=before.meaning)
    return told


def _free_of_days(line: Line, found: list[Expression]) -> list[Expression]:
    """Take the day from the clock times of a habit: "every morning at 5:30", "10 a.m. to 4 p.m. daily"."""
    told = list(found)
    for step in (1, -1):
        habitual = False
        for place in range(len(told))[::step]:
            one, before = told[place], told[place - step] if 0 <= place - step < len(told) else None
            if isinstance(one.meaning, Repeated):
                habitual = one.meaning.value in DAILY or one.meaning.value.startswith(("XXXX-WXX-", "XXXX-XX-"))
                continue
            first, last = (before, one) if step > 0 else (one, before)
            habitual = habitual and first is not None and last is not None and _beside(line, first, last)
            clock = isinstance(one.meaning, Timed) and one.meaning.day is None
            if habitual and clock:
                meaning = msgspec.structs.replace(one.meaning, day=Vague(value="XXXX-XX-XX"))
                told[place] = msgspec.structs.replace(one, meaning=meaning)
            habitual = habitual and isinstance(told[place].meaning, Timed)
    return told


def _beside(line: Line, first: Expression, last: Expression) -> bool:
    gap = range(first.last, last.first)
    return len(gap) <= 2 and all(
        line.low(at) == "," or line.is_a(at, "clock_cue") or line.is_a(at, "and") for at in gap
    )


def _contain(line: Line, before: Expression, one: Expression) -> Meaning | None:
    """Tell by its first or last day which period is meant: "the week ended Saturday", "the fiscal year that begins"."""
    day = one.meaning
    if not isinstance(day, Dated) or (day.day is None and day.weekday is None) or one.first - before.last > 3:
        return None
    verb = line.skip(before.last, "which_pronoun")
    for kind in ("begins", "ends"):
        after = line.skip(verb, kind)
        if after == verb or line.skip(after, "on") != one.first:
            continue
        whole = before.meaning
        if whole == Stretch(kind="fiscal", which="this"):
            return Containing(unit="fiscal", day=day, begins=kind == "begins")
        if isinstance(whole, Shifted) and whole.count == 0 and whole.unit in ("week", "month", "quarter"):
            return Containing(unit=whole.unit, day=day, begins=kind == "begins")
    return None


def _joins(line: Line, place: int) -> bool:
    return line.low(place) == "," or line.is_a(place, "in_time") or line.is_a(place, "and")


def _is_weekday(meaning: Meaning) -> bool:
    return isinstance(meaning, Dated) and meaning == Dated(weekday=meaning.weekday)


def _general_value(meaning: Meaning) -> str:
    """Return the value of a month or season of no year, empty for anything else."""
    if isinstance(meaning, Dated) and meaning.month is not None and meaning == Dated(month=meaning.month):
        return f"XXXX-{meaning.month:02d}"
    if isinstance(meaning, Stretch) and meaning == Stretch(kind="season", season=meaning.season):
        return f"XXXX-{meaning.season}"
    return ""


def _alike(first: Meaning, last: Meaning) -> bool:
    """Return whether two meanings can be the ends of one range: both days, both months and so on."""
    return _scale(first) == _scale(last) != ""


def _scale(meaning: Meaning) -> str:
    if isinstance(meaning, Shared):
        return _scale(meaning.of)
    if isinstance(meaning, Dated):
        return "day" if meaning.day or meaning.weekday else "month" if meaning.month else "year"
    if isinstance(meaning, Stretch):
        return meaning.kind
    if isinstance(meaning, Shifted):
        return meaning.unit
    return "day" if isinstance(meaning, Feast) else ""


def _share_year(first: Meaning, last: Meaning) -> Meaning:
    """Give the first of two dates the year that is written only after the second ("March and June 2015")."""
    of = first.of if isinstance(first, Shared) else first
    year = _year_of(last)
    if year is None or not isinstance(of, Dated) or of.year is not None or of.month is None or of.which:
        return first
    month = last.month if isinstance(last, Dated) else None
    dated = msgspec.structs.replace(of, year=year - 1 if month is not None and of.month > month else year)
    return msgspec.structs.replace(first, of=dated) if isinstance(first, Shared) else dated


def _year_of(meaning: Meaning) -> int | None:
    if isinstance(meaning, Shared):
        return _year_of(meaning.of)
    return meaning.year if isinstance(meaning, Dated) and meaning.month is not None else None
