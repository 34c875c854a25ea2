"""Quotations on the marked sentences of `training/dev/quotes*.txt`: no figure may fall below its floor."""

from functools import cache
from pathlib import Path

import pytest

from detente.evaluation.layers import evaluate_layer
from detente.evaluation.layers.marked import read_marked
from detente.evaluation.layers.measures import Figure
from detente.settings import Settings

DEV = Path(__file__).resolve().parents[2] / "training" / "dev"
GOLD = DEV / "quotes.txt"
UNSEEN = DEV / "quotes-unseen.txt"
FLOORS = {
    "direct quotes": 0.98,
    "quotes, overlapping": 0.97,
    "quotes, exact": 0.95,
    "content words": 0.97,
    "source words": 0.95,
    "cues": 0.97,
    "speaker, of matched": 0.97,
}
UNSEEN_FLOORS = {
    "direct quotes": 0.95,
    "quotes, overlapping": 0.95,
    "quotes, exact": 0.89,
    "content words": 0.96,
    "source words": 0.95,
    "cues": 0.95,
    "speaker, of matched": 0.93,
}


@cache
def figures(gold: Path = GOLD) -> dict[str, Figure]:
    """Return the figures by name."""
    report = evaluate_layer("quotes", read_marked(gold), Settings(strict=True))
    return {figure.name: figure for figure in report.figures}


@pytest.mark.parametrize("name", FLOORS)
def test_figure_is_at_least_its_floor(name: str) -> None:
    assert figures()[name].value >= FLOORS[name]


@pytest.mark.parametrize("name", UNSEEN_FLOORS)
def test_figure_of_stories_is_at_least_its_floor(name: str) -> None:
    assert figures(UNSEEN)[name].value >= UNSEEN_FLOORS[name]


def test_direct_quotations_are_precise() -> None:
    assert (figures()["direct quotes"].precision or 0) >= 0.98
