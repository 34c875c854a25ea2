"""What resolution works with and gives: anchors, the context of an expression, readings, and the choice of a year."""

from collections.abc import Callable
from datetime import date
from typing import Literal

import msgspec

from detente.model import Basis
from detente.packs.time_words import FiscalYear
from detente.stages.times.calendar import Interval, grain_of, season_interval, unit_interval, unit_value
from detente.stages.times.direction import NOWHERE, Direction
from detente.stages.times.meanings import Which

WRONG_SIDE = {-1: 400, 1: 200}
"""Days by which a candidate against the direction counts as farther away. What is told in the past tense has happened;
a plan may be about a month that is just over, since who means the one in a year's time adds the year."""
JUST_BESIDE = 7
"""So many days on the wrong side may be a slip of the tense or of the anchor: the lower price holds."""
LOOKS_BACK = 60
"""Days by which the future counts as farther away where no word tells: news is about what has happened."""

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal["minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "century", "unknown"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """A day that relative expressions count from, and where it was found."""

    day: date
    source: str
    until: date | None = None
    """Last day, where a time that the text mentioned is longer than a day."""
    clock: tuple[int, int] | None = None
    """Hour and minute, where the text told them."""

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
    narrative: Anchor | None = None
    """A time long ago that the story has been telling of: "by mid-August" is in that year."""
    southern: bool = False
    fiscal: FiscalYear | None = None
    """Whose fiscal year is meant."""
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


def bare_reading(value: str, grain: str, why: str = "no anchor") -> Reading:
    """Return the reading of an expression that nothing anchors: X for what is unknown."""
    return Reading(value=value, grain=grain, why=why, unanchored=True)


def unit_reading(unit: str, day: date | None, context: Context, why: str) -> Reading | None:
    """Return the reading of the whole unit around a day, None without a day."""
    if day is None:
        return None
    days = season_days(day, context) if unit == "season" else unit_interval(unit, day)
    value = unit_value(unit, day, southern=context.southern)
    return Reading(value=value, days=days, grain=grain_of(unit), why=why)


def season_days(day: date, context: Context) -> Interval | None:
    """Return the season around a day."""
    value = unit_value("season", day, southern=context.southern)
    return season_interval(int(value[:4]), value[5:], southern=context.southern) if "-" in value else None


def explain(rule: str, context: Context, which: Which | None = None) -> str:
    """Return the rule with the anchor and the words that steered it, for the record."""
    anchor = context.anchor.why if context.anchor else "no anchor"
    return f"{rule} to {anchor}; {which or context.direction.why}"


def told_year(candidates: list[tuple[int, Interval]], context: Context) -> tuple[int, Interval] | None:
    """Pick the first candidate from the time on that a story of long ago has come to, None where it tells none."""
    told = context.narrative
    if told is None or not context.direction.plain:
        return None
    return next((one for one in candidates if one[1].last >= told.day), None)


def choose_year(
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
        if step:
            return away + (0 if side == step else WRONG_SIDE[1 if away <= JUST_BESIDE else step])
        return away + (LOOKS_BACK if side > 0 and which != "this" else 0)

    return min(candidates, key=distance)
