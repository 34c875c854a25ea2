"""Actors in sentences of our own (`training/dev/actors.txt`): no figure may fall below its floor."""

from functools import cache
from pathlib import Path

import pytest

from detente.evaluation.layers import evaluate_layer
from detente.evaluation.layers.marked import read_marked
from detente.settings import Settings

ITEMS = Path(__file__).resolve().parents[2] / "training" / "dev" / "actors.txt"
FLOORS = {
    "mentions found": 92.0,
    "country, of found": 88.0,
    "sector, of found": 90.0,
    "country right, of given": 92.0,
}
"""Percent; raised by hand when beaten."""


@cache
def figures() -> dict[str, float]:
    report = evaluate_layer("actors", read_marked(ITEMS), Settings(strict=True))
    return {figure.name: 100 * figure.value for figure in report.figures}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_figure_is_at_least_what_it_was(name: str) -> None:
    assert figures()[name] >= FLOORS[name]


def test_the_items_are_many() -> None:
    assert len(read_marked(ITEMS)) >= 150
