"""Whether two countries are warmer, cooler or the same as in their own past, and how sure that is.

The method. Scales of events come in bursts, so the observations are the mean scales of weeks (of months where the record
is longer than three years) in which at least one event is counted; a silent week says nothing of the level. Observations
are taken as normal around a level with a common unknown spread: level ~ N(mean of all, spread / 0.25), 1 / spread ~
Gamma(2, 8), so that all evidence has a closed form and no chance enters.

- *Now against the past* (`compare_levels`): one level throughout ("same") against two levels, each hypothesis with a prior
  of one half. The second is split by the posterior of the difference of levels (Student's t) into warmer and cooler, so
  that the three probabilities sum to one.
- *Change-point* (`find_change`): no change against one change before any observation but the first and last, one half
  each; what two levels have is spread evenly over the places. Given are the probability of a change, the likeliest
  period, and the shortest stretch of periods that holds it with a probability of 0.8.

What it cannot do: weeks are taken as independent, so a slow swing can look like a change; and what nobody reported is not
in it, so look at the exposure beside it.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from detente.dyads.periods import Unit, middle_day, period_label, period_start
from detente.dyads.records import Occurrence

WEEKLY = timedelta(days=3 * 366)
"""The longest record that is looked at by weeks."""
RECENT = timedelta(days=91)
"""What "now" is where no first day is given."""
FEWEST = 2
"""Observations on either side without which nothing is said."""
WEIGHT = 0.25
SHAPE, RATE = 2.0, 8.0
SHOWN = 5
"""Events that are named as having made the difference."""

Verdict = Literal["warmer", "cooler", "same", "unknown"]
Floats = npt.NDArray[np.float64]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two levels side by side; the three probabilities sum to one."""

    warmer: float
    cooler: float
    same: float
    difference: float
    """Now less the past, if they differ at all."""
    low: float
    high: float
    """Between these lies the difference with a probability of 0.9, if they differ at all."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Where a series changes its level, if it does."""

    probability: float
    at: int
    """Index of the first observation after the likeliest change."""
    first: int
    last: int
    """Between these the change lies with a probability of 0.8, if there is one."""
    before: float
    after: float
    """Means of the observations on either side."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A change with the names of its periods."""

    probability: float
    at: str
    first: str
    last: str
    before: float
    after: float


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """The level now against the past; `verdict` is the likeliest of three, unknown where there is too little to tell."""

    verdict: Verdict
    why: str
    unit: Unit
    now_from: str
    now_to: str
    now_level: float | None
    """Mean scale of the events, None without any."""
    past_level: float | None
    now_events: int
    past_events: int
    comparison: Comparison | None
    turn: Turn | None
    made_by: tuple[Occurrence, ...]
    """Events of now that pull the level furthest from that of the past, the strongest first."""


def compare_levels(past: Sequence[float], now: Sequence[float]) -> Comparison:
    """Return how probable it is that the level is another one now.

    >>> found = compare_levels([4.0, 3.5, 4.5, 4.0], [-6.0, -5.0, -5.5])
    >>> found.cooler > 0.95, found.difference < -7
    (True, True)
    """
    values = np.array([*past, *now], dtype=np.float64)
    middle = float(values.mean())
    one = _evidence([values], middle)
    two = _evidence([np.array(past), np.array(now)], middle)
    changed = 1 / (1 + math.exp(min(700.0, one - two)))
    shape = SHAPE + len(values) / 2
    rate = _rate([np.array(past), np.array(now)], middle)
    weights = [WEIGHT + len(past), WEIGHT + len(now)]
    levels = [(WEIGHT * middle + math.fsum(part)) / weight for part, weight in zip((past, now), weights, strict=True)]
    spread = math.sqrt(rate / shape * (1 / weights[0] + 1 / weights[1]))
    difference = levels[1] - levels[0]
    grid, below = _student(2 * shape)
    colder = float(np.interp(-difference / spread, grid, below))
    low, high = (difference + spread * float(np.interp(share, below, grid)) for share in (0.05, 0.95))
    return Comparison(
        warmer=changed * (1 - colder),
        cooler=changed * colder,
        same=1 - changed,
        difference=difference,
        low=low,
        high=high,
    )


def find_change(values: Sequence[float]) -> Change | None:
    """Return the likeliest change of level in a series and how probable it is that there is one; None for under four."""
    series = np.array(values, dtype=np.float64)
    places = list(range(FEWEST, len(series) - FEWEST + 1))
    if not places:
        return None
    middle = float(series.mean())
    sums = np.concatenate(([0.0], np.cumsum(series)))
    squares = np.concatenate(([0.0], np.cumsum(series**2)))
    total = len(series)
    cut = np.array(places)
    rates = RATE + _misfit(cut, sums[cut], squares[cut], middle)
    rates += _misfit(total - cut, sums[total] - sums[cut], squares[total] - squares[cut], middle)
    evidence = 0.5 * (np.log(WEIGHT / (WEIGHT + cut)) + np.log(WEIGHT / (WEIGHT + total - cut)))
    evidence -= (SHAPE + total / 2) * np.log(rates)
    top = float(evidence.max())
    shares = np.exp(evidence - top)
    two = top + math.log(float(shares.mean())) + SHAPE * math.log(RATE)
    probability = 1 / (1 + math.exp(min(700.0, _evidence([series], middle) - two)))
    shares /= shares.sum()
    best = int(shares.argmax())
    first, last = _shortest(shares, 0.8)
    at = places[best]
    return Change(
        probability=probability,
        at=at,
        first=places[first],
        last=places[last],
        before=float(series[:at].mean()),
        after=float(series[at:].mean()),
    )


def _misfit(count: npt.NDArray[np.int64], sums: Floats, squares: Floats, middle: float) -> Floats:
    """What observations of one level add to the rate: their spread, and how far they lie from the middle of all."""
    mean = sums / count
    inside = np.maximum(squares - count * mean**2, 0.0)
    return 0.5 * (inside + WEIGHT * count / (WEIGHT + count) * (mean - middle) ** 2)


def _rate(parts: Sequence[Floats], middle: float) -> float:
    counts = np.array([len(part) for part in parts])
    sums = np.array([float(part.sum()) for part in parts])
    squares = np.array([float((part**2).sum()) for part in parts])
    return RATE + float(_misfit(counts, sums, squares, middle).sum())


def _evidence(parts: Sequence[Floats], middle: float) -> float:
    """Return the log evidence of one level a part, less what all partitions share."""
    total = sum(len(part) for part in parts)
    priors = sum(0.5 * math.log(WEIGHT / (WEIGHT + len(part))) for part in parts)
    return priors + SHAPE * math.log(RATE) - (SHAPE + total / 2) * math.log(_rate(parts, middle))


def _student(freedom: float) -> tuple[Floats, Floats]:
    """Return points of Student's t and the probability below each: with t = tan(angle) sqrt(freedom) it is a plain sum."""
    edges = np.linspace(-math.pi / 2, math.pi / 2, 20_001)
    angles = (edges[:-1] + edges[1:]) / 2
    density = np.exp((freedom - 1) * np.log(np.cos(angles)))
    below = (np.cumsum(density) - density / 2) / density.sum()
    return np.tan(angles) * math.sqrt(freedom), below


def _shortest(shares: Floats, wanted: float) -> tuple[int, int]:
    """Return the ends of the shortest stretch that holds a share of the whole."""
    sums = np.concatenate(([0.0], np.cumsum(shares)))
    best = (0, len(shares) - 1)
    end = 0
    for start in range(len(shares)):
        while end < len(shares) and sums[end] - sums[start] < wanted - 1e-12:
            end += 1
        if sums[end] - sums[start] < wanted - 1e-12:
            break
        if end - 1 - start < best[1] - best[0]:
            best = (start, end - 1)
    return best


def level_of(events: Iterable[Occurrence]) -> float | None:
    """Return the mean scale of events, None without any."""
    scales = [event.scale for event in events]
    return math.fsum(scales) / len(scales) if scales else None


def judge_trend(events: Iterable[Occurrence], *, last: date, since: date | None = None) -> Trend:
    """Compare the level of now with that of the past, and look for a change in the whole record.

    Args:
        events: of one dyad, the whole record; those that are not counted, or not known to the month, are passed over.
        last: the last day of now.
        since: the first day of now; without it now is the last 91 days.
    """
    dated = sorted(
        (
            (day, event)
            for event in events
            if event.counted and (day := middle_day(event.earliest, event.latest, unit="month"))
        ),
        key=lambda pair: (pair[0], pair[1].merged),
    )
    dated = [(day, event) for day, event in dated if day <= last]
    first = since or last - min(RECENT - timedelta(1), last - date.min)
    unit: Unit = "week" if not dated or last - dated[0][0] <= WEEKLY else "month"
    past = [(day, event) for day, event in dated if day < first]
    now = [(day, event) for day, event in dated if day >= first]
    before, after = average(past, unit), average(now, unit)
    enough = len(before) >= FEWEST and len(after) >= FEWEST
    found = compare_levels(list(before.values()), list(after.values())) if enough else None
    verdict, why = _say(found, before=len(before), after=len(after), unit=unit)
    past_level = level_of(event for _, event in past)
    return Trend(
        verdict=verdict,
        why=why,
        unit=unit,
        now_from=first.isoformat(),
        now_to=last.isoformat(),
        now_level=level_of(event for _, event in now),
        past_level=past_level,
        now_events=len(now),
        past_events=len(past),
        comparison=found,
        turn=_turn(average(dated, unit), unit),
        made_by=_pull([event for _, event in now], past_level, found),
    )


def average(dated: Iterable[tuple[date, Occurrence]], unit: Unit) -> dict[date, float]:
    """Return the mean scale of every period that has events, by its first day, in order."""
    scales: dict[date, list[float]] = {}
    for day, event in dated:
        scales.setdefault(period_start(day, unit), []).append(event.scale)
    return {start: math.fsum(found) / len(found) for start, found in sorted(scales.items())}


def _say(found: Comparison | None, *, before: int, after: int, unit: Unit) -> tuple[Verdict, str]:
    if found is None:
        return (
            "unknown",
            f"too little to compare: {_many(before, unit)} with events in the past, {after} now, {FEWEST} needed each",
        )
    chances: tuple[tuple[float, Verdict], ...] = (
        (found.same, "same"),
        (found.warmer, "warmer"),
        (found.cooler, "cooler"),
    )
    chance, verdict = max(chances, key=lambda pair: pair[0])
    return verdict, f"probability {chance:.2f}, from {_many(before, unit)} with events in the past and {after} now"


def _many(count: int, unit: Unit) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _turn(series: dict[date, float], unit: Unit) -> Turn | None:
    found = find_change(list(series.values()))
    if found is None:
        return None
    names = [period_label(start, unit) for start in series]
    return Turn(
        probability=found.probability,
        at=names[found.at],
        first=names[found.first],
        last=names[found.last],
        before=found.before,
        after=found.after,
    )


def _pull(now: Sequence[Occurrence], past_level: float | None, found: Comparison | None) -> tuple[Occurrence, ...]:
    """Return the events that lie furthest from the past on the side to which the level has moved."""
    if past_level is None or found is None:
        return ()
    sign = 1 if found.difference > 0 else -1
    pulls = [(sign * (event.scale - past_level), event) for event in now]
    pulls = [pair for pair in pulls if pair[0] > 0]
    pulls.sort(key=lambda pair: (-pair[0], pair[1].earliest or "", pair[1].merged))
    return tuple(event for _, event in pulls[:SHOWN])
