"""Quotations on the marked sentences of `training/dev/quotes.txt`: no figure may fall below its floor."""

from functools import cache
from pathlib import Path

import pytest

from detente.evaluation.layers import evaluate_layer
from detente.evaluation.layers.marked import read_marked
from detente.evaluation.layers.measures import Figure
from detente.settings import Settings

GOLD = Path(__file__).resolve().parents[2] / "training" / "dev" / "quotes.txt"
FLOORS = {
    "direct quotes": 0.98,
    "quotes, overlapping": 0.97,
    "quotes, exact": 0.95,
    "content words": 0.97,
    "source words": 0.95,
    "cues": 0.97,
    "speaker, of matched": 0.97,
}


@cache
def figures() -> dict[str, Figure]:
    """Return the figures by name."""
    report = evaluate_layer("quotes", read_marked(GOLD), Settings(strict=True))
    return {figure.name: figure for figure in report.figures}


@pytest.mark.parametrize("name", FLOORS)
def test_figure_is_at_least_its_floor(name: str) -> None:
    assert figures()[name].value >= FLOORS[name]


def test_direct_quotations_are_precise() -> None:
    assert (figures()["direct quotes"].precision or 0) >= 0.98
