"""Figures of a layer: sums over items, a formula, and an interval from drawing the items anew."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec
import numpy as np

from detente.evaluation.bootstrap import Bootstrap, Numbers, find_interval, ratio
from detente.evaluation.layers.marked import MarkedItem
from detente.evaluation.scores import Miss

Formula = Literal["f1", "mean", "pearson"]
"""f1: of (right, in gold, found); mean: of (sum, number); pearson: of pairs of values, see `LayerTally.pair`."""


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure that a layer is judged by."""

    name: str
    formula: Formula


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with its interval at 95%; precision and recall where the formula is F1."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    gold: int | None = None
    found: int | None = None
    right: int | None = None
    precision: float | None = None
    recall: float | None = None


class LayerTally:
    """Counts by item and measure, and what differed."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self.measures = {measure.name: measure for measure in measures}
        self.rows: list[dict[str, Numbers]] = []
        self.misses: list[Miss] = []
        self.item: MarkedItem | None = None

    def start(self, item: MarkedItem) -> None:
        """Begin an item."""
        self.item = item
        self.rows.append(defaultdict(lambda: np.zeros(6)))

    def add(self, measure: str, *numbers: float) -> None:
        """Add to the sums of the running item: right, gold, found for an F1; value, number for a mean."""
        if measure not in self.measures:
            raise KeyError(measure)
        self.rows[-1][measure][: len(numbers)] += numbers

    def pair(self, measure: str, gold: float, found: float) -> None:
        """Add a pair of values to a correlation."""
        self.add(measure, 1, gold, found, gold * gold, found * found, gold * found)

    def miss(self, kind: str, gold: str, found: str, why: str = "") -> None:
        """Note one difference in the running item."""
        item = self.item
        if item is None:
            raise ValueError("no item was started")
        self.misses.append(
            Miss(kind=kind, path=item.path, line=item.line, text=item.text, gold=gold, found=found, why=why)
        )


def work_out(tally: LayerTally, *, seed: int = 1) -> tuple[Figure, ...]:
    """Return the figures of all measures in their order."""
    chance = Bootstrap(len(tally.rows), seed=seed)
    return tuple(_figure(measure, tally, chance) for measure in tally.measures.values())


def _figure(measure: Measure, tally: LayerTally, chance: Bootstrap) -> Figure:
    counts = np.stack([row[measure.name] for row in tally.rows]) if tally.rows else np.zeros((0, 6))
    whole = counts.sum(0)
    work = FORMULAS[measure.formula]
    interval = find_interval(work(chance.sums(counts))) if len(counts) else None
    value = float(np.nan_to_num(work(whole[None, :])[0]))
    low, high = (interval.low, interval.high) if interval else (None, None)
    if measure.formula != "f1":
        return Figure(
            name=measure.name, value=value, low=low, high=high, gold=int(whole[1 if measure.formula == "mean" else 0])
        )
    right, gold, found = (int(number) for number in whole[:3])
    return Figure(
        name=measure.name,
        value=value,
        low=low,
        high=high,
        gold=gold,
        found=found,
        right=right,
        precision=right / found if found else 0.0,
        recall=right / gold if gold else 0.0,
    )


def _f1(sums: Numbers) -> Numbers:
    return ratio(2 * sums[..., 0], sums[..., 1] + sums[..., 2])


def _mean(sums: Numbers) -> Numbers:
    return ratio(sums[..., 0], sums[..., 1])


def _pearson(sums: Numbers) -> Numbers:
    number, x, y, xx, yy, xy = (sums[..., place] for place in range(6))
    spread = np.sqrt(np.maximum(number * xx - x * x, 0) * np.maximum(number * yy - y * y, 0))
    return ratio(number * xy - x * y, spread)


FORMULAS: Mapping[Formula, Callable[[Numbers], Numbers]] = {"f1": _f1, "mean": _mean, "pearson": _pearson}
