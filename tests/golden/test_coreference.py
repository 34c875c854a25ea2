"""Coreference on the marked stories of `training/dev/`: no figure may fall below its floor, and precision keeps the issue's aim.

`coreference.txt` was tuned on. The first runs of the others, before anything was mended after them: `coreference-unseen.txt`
precision .925, recall .900; `coreference-second.txt` precision .833, recall .789.
"""

from functools import cache
from pathlib import Path

import pytest

from detente.evaluation.layers import evaluate_layer
from detente.evaluation.layers.marked import read_marked
from detente.evaluation.layers.measures import Figure
from detente.settings import Settings

DEV = Path(__file__).resolve().parents[2] / "training" / "dev"
FLOORS = {
    ("coreference", "resolved"): 0.91,
    ("coreference", "pronoun"): 0.9,
    ("coreference", "nominal"): 0.88,
    ("coreference", "group"): 0.96,
    ("coreference", "surname"): 0.97,
    ("coreference-unseen", "resolved"): 0.95,
    ("coreference-unseen", "pronoun"): 0.93,
}
PRECISION = {"coreference": 0.92, "coreference-unseen": 0.94, "coreference-second": 0.9}
MOST = {("coreference", "left open"): 0.05, ("coreference", "traps sprung"): 0.2}


@cache
def figures(name: str) -> dict[str, Figure]:
    """Return the figures by name."""
    report = evaluate_layer("coreference", read_marked(DEV / f"{name}.txt"), Settings(strict=True))
    return {figure.name: figure for figure in report.figures}


@pytest.mark.parametrize(("file", "name"), FLOORS)
def test_figure_is_at_least_its_floor(file: str, name: str) -> None:
    assert figures(file)[name].value >= FLOORS[file, name]


@pytest.mark.parametrize("file", PRECISION)
def test_what_is_resolved_is_mostly_right(file: str) -> None:
    assert (figures(file)["resolved"].precision or 0) >= PRECISION[file]


@pytest.mark.parametrize(("file", "name"), MOST)
def test_what_is_left_or_sprung_stays_rare(file: str, name: str) -> None:
    assert figures(file)[name].value <= MOST[file, name]
