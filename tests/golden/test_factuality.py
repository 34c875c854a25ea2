"""Factuality on the marked sentences of `training/dev/factuality.txt`: no figure may fall below its floor."""

from functools import cache
from pathlib import Path

import pytest

from detente.evaluation.layers import evaluate_layer
from detente.evaluation.layers.marked import read_marked
from detente.settings import Settings

GOLD = Path(__file__).resolve().parents[2] / "training" / "dev" / "factuality.txt"
FLOORS = {"coverage": 0.97, "correlation": 0.94, "named value": 0.90, "negative": 0.92}
MOST = {"absolute error": 0.225}


@cache
def figures() -> dict[str, float]:
    """Return the figures by name."""
    report = evaluate_layer("factuality", read_marked(GOLD), Settings(strict=True))
    return {figure.name: figure.value for figure in report.figures}


@pytest.mark.parametrize("name", FLOORS)
def test_figure_is_at_least_its_floor(name: str) -> None:
    assert figures()[name] >= FLOORS[name]


@pytest.mark.parametrize("name", MOST)
def test_error_is_at_most_its_ceiling(name: str) -> None:
    assert figures()[name] <= MOST[name]
