"""Intervals against known distributions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evaluation import bootstrap
from detente.evaluation.bootstrap import Bootstrap, Interval, Numbers, find_interval, ratio


def mean(texts: int) -> Numbers:
    return np.array([[1.0], [0.0]] * (texts // 2))


@pytest.mark.parametrize(("texts", "error"), [(100, 0.05), (400, 0.025), (2500, 0.01)])
def test_interval_of_a_share_is_that_of_the_binomial(texts: int, error: float) -> None:
    # Half of n texts right: the standard error is sqrt(.25 / n), the interval .5 -+ 1.96 of it.
    found = Bootstrap(texts, seed=7).interval(mean(texts), lambda sums: sums[:, 0] / texts)
    assert found is not None
    assert found.low == pytest.approx(0.5 - 1.96 * error, abs=error / 4)
    assert found.high == pytest.approx(0.5 + 1.96 * error, abs=error / 4)


def test_texts_all_alike_leave_no_room() -> None:
    found = Bootstrap(20, seed=1).interval(np.ones((20, 1)), lambda sums: sums[:, 0] / 20)
    assert found == Interval(low=1.0, high=1.0)


def test_every_draw_has_as_many_texts_as_there_are() -> None:
    assert Bootstrap(7, seed=3, draws=50).sums(np.ones((7, 2, 3))).tolist() == [[[7.0] * 3] * 2] * 50


def test_the_same_seed_draws_the_same_texts_and_another_others() -> None:
    counts = np.arange(30.0).reshape(30, 1)
    first, again, other = (Bootstrap(30, seed=seed, draws=20).sums(counts).tolist() for seed in (1, 1, 2))
    assert first == again != other


def test_the_size_of_a_chunk_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = np.arange(30.0).reshape(30, 1)
    whole = Bootstrap(30, seed=1, draws=20).sums(counts).tolist()
    monkeypatch.setattr(bootstrap, "CHUNK", 100)
    assert Bootstrap(30, seed=1, draws=20).sums(counts).tolist() == whole


def test_no_text_and_no_score_have_no_interval() -> None:
    assert find_interval(np.array([np.nan, np.nan])) is None
    assert find_interval(np.array([])) is None
    assert Bootstrap(0).interval(np.zeros((0, 1)), lambda sums: ratio(sums[:, 0], sums[:, 0])) is None


def test_draws_without_a_score_are_left_out() -> None:
    assert find_interval(np.array([np.nan, 0.5, 0.5, np.nan])) == Interval(low=0.5, high=0.5)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12), st.integers(0, 9))
def test_ends_of_the_interval_of_a_share_lie_between_nothing_and_all(rows: list[tuple[int, int]], seed: int) -> None:
    counts = np.array([[min(a, b), b] for a, b in rows], dtype=float)
    found = Bootstrap(len(rows), seed=seed, draws=40).interval(counts, lambda sums: ratio(sums[:, 0], sums[:, 1]))
    assert (found is None) == (counts[:, 1].sum() == 0)
    assert found is None or 0 <= found.low <= found.high <= 1
