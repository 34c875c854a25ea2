"""The timeline in characters, for the terminal: a column a period, cooperation above the line, conflict below."""

import math
from collections.abc import Iterable
from datetime import date

import msgspec

from detente.dyads.periods import UNITS, Unit, middle_day, period_label, period_start, periods
from detente.dyads.records import Occurrence

ROWS = 4
"""Rows above the line for the greatest sum; those below are drawn to the same measure."""
MARGIN = 7
"""Characters at the left for the measure."""


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of a timeline: rows above, the line with its ends, rows below."""

    unit: Unit
    lines: tuple[str, ...]
    rows_above: int


def sketch_scales(events: Iterable[Occurrence], *, first: date, last: date, width: int) -> Sketch:
    """Return the sums of scales by the shortest period of which all fit in the width; counted events only.

    What is positive and what is negative is summed apart, so that a quarrel does not hide a treaty of the same week.
    """
    unit = next((unit for unit in UNITS if _columns(first, last, unit) <= width - MARGIN), UNITS[-1])
    starts = list(periods(first, last, unit))[: max(1, width - MARGIN)]
    above, below = dict.fromkeys(starts, 0.0), dict.fromkeys(starts, 0.0)
    for event in events:
        day = middle_day(event.earliest, event.latest, unit="month") if event.counted else None
        if day is not None and (start := period_start(day, unit)) in above:
            side = above if event.scale > 0 else below
            side[start] += abs(event.scale)
    most = max(*above.values(), *below.values(), 1.0)
    heights = [[math.ceil(sums[start] / most * ROWS) for start in starts] for sums in (above, below)]
    up, down = (max(column) for column in heights)
    line = f"{period_label(starts[0], unit)} to {period_label(starts[-1], unit)}"
    rows = ["".join("█" if height >= row else " " for height in heights[0]) for row in range(up, 0, -1)]
    rows.append("─" * len(starts))
    rows += ["".join("█" if height >= row else " " for height in heights[1]) for row in range(1, down + 1)]
    marks = [""] * len(rows)
    if up:
        marks[0] = f"{max(above.values()):+.1f}"
    marks[up] = "0"
    if down:
        marks[-1] = f"{-max(below.values()):+.1f}"
    drawn = [f"{mark:>{MARGIN - 1}} {row}".rstrip() for mark, row in zip(marks, rows, strict=True)]
    return Sketch(unit=unit, lines=(*drawn, " " * MARGIN + line), rows_above=up)


def _columns(first: date, last: date, unit: Unit) -> int:
    days = (last - first).days + 1
    return math.ceil(days / {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}[unit]) + (unit != "day")
