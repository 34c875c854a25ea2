"""Factuality on the marked sentences of `training/dev/factuality*.txt`: no figure may fall below its floor."""

from functools import cache
from pathlib import Path

import pytest

from detente.evaluation.layers import evaluate_layer
from detente.evaluation.layers.marked import read_marked
from detente.settings import Settings

DEV = Path(__file__).resolve().parents[2] / "training" / "dev"
GOLD = DEV / "factuality.txt"
UNSEEN = DEV / "factuality-unseen.txt"
FLOORS = {"coverage": 0.97, "correlation": 0.94, "named value": 0.90, "negative": 0.92}
MOST = {"absolute error": 0.225}
UNSEEN_FLOORS = {"coverage": 0.98, "correlation": 0.92, "negative": 0.89}
UNSEEN_MOST = {"absolute error": 0.42}


@cache
def figures(gold: Path = GOLD) -> dict[str, float]:
    """Return the figures by name."""
    report = evaluate_layer("factuality", read_marked(gold), Settings(strict=True))
    return {figure.name: figure.value for figure in report.figures}


@pytest.mark.parametrize("name", FLOORS)
def test_figure_is_at_least_its_floor(name: str) -> None:
    assert figures()[name] >= FLOORS[name]


@pytest.mark.parametrize("name", MOST)
def test_error_is_at_most_its_ceiling(name: str) -> None:
    assert figures()[name] <= MOST[name]


@pytest.mark.parametrize("name", UNSEEN_FLOORS)
def test_figure_of_all_registers_is_at_least_its_floor(name: str) -> None:
    assert figures(UNSEEN)[name] >= UNSEEN_FLOORS[name]


@pytest.mark.parametrize("name", UNSEEN_MOST)
def test_error_of_all_registers_is_at_most_its_ceiling(name: str) -> None:
    assert figures(UNSEEN)[name] <= UNSEEN_MOST[name]
