"""Say how far a score could move had other texts been drawn: percentile intervals over whole texts.

Events of one text stand or fall together, so the text is what is drawn again, not the event.
"""

from collections.abc import Callable, Iterator

import msgspec
import numpy as np
import numpy.typing as npt

DRAWS = 1000
LEVEL = 0.95
CHUNK = 2_000_000
"""Cells of drawn texts that are held at a time."""

Numbers = npt.NDArray[np.float64]


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Between these ends lies the score in 95 of 100 draws of the texts."""

    low: float
    high: float


class Bootstrap:
    """Draw texts with replacement; the same seed draws the same texts for every score.

    >>> twelve_of_sixteen = np.array([[1.0]] * 12 + [[0.0]] * 4)
    >>> Bootstrap(16, seed=1).interval(twelve_of_sixteen, lambda sums: sums[:, 0] / 16)
    Interval(low=0.5, high=0.9375)
    """

    def __init__(self, texts: int, *, seed: int = 0, draws: int = DRAWS) -> None:
        self.texts, self.seed, self.draws = texts, seed, draws

    def sums(self, counts: Numbers) -> Numbers:
        """Return for each draw the sum of the counts of the drawn texts; `counts` has a row a text."""
        if counts.size == 0:
            return np.zeros((self.draws, *counts.shape[1:]))
        flat = counts.reshape(self.texts, -1)
        parts = [weights @ flat for weights in self._weights()]
        return np.concatenate(parts).reshape(self.draws, *counts.shape[1:])

    def interval(self, counts: Numbers, score: Callable[[Numbers], Numbers]) -> Interval | None:
        """Return the interval of a score that is worked out from sums of counts, a row a draw; None where no draw has one."""
        return find_interval(score(self.sums(counts)))

    def _weights(self) -> Iterator[Numbers]:
        """Yield how often each text was drawn, some draws at a time."""
        source = np.random.default_rng(self.seed)
        done = 0
        while done < self.draws:
            rows = min(self.draws - done, max(1, CHUNK // max(1, self.texts)))
            drawn = source.integers(0, self.texts, size=(rows, self.texts))
            drawn += np.arange(rows)[:, None] * self.texts
            yield np.bincount(drawn.ravel(), minlength=rows * self.texts).reshape(rows, self.texts).astype(np.float64)
            done += rows


def find_interval(scores: Numbers) -> Interval | None:
    """Return the middle 95% of the scores; draws without a score (nan) are left out.

    >>> find_interval(np.arange(101.0))
    Interval(low=2.5, high=97.5)
    """
    known = scores[~np.isnan(scores)]
    if known.size == 0:
        return None
    low, high = np.percentile(known, [50 * (1 - LEVEL), 50 * (1 + LEVEL)])
    return Interval(low=round(float(low), 6), high=round(float(high), 6))


def ratio(part: Numbers, whole: Numbers) -> Numbers:
    """Divide; nan where the whole is nothing.

    >>> ratio(np.array([1.0, 0.0]), np.array([2.0, 0.0])).tolist()
    [0.5, nan]
    """
    shares: Numbers = np.full(np.broadcast(part, whole).shape, np.nan)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares
