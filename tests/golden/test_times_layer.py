"""The times layer on its own marked text (`training/dev/times*.txt`): no figure may fall below its floor."""

from functools import cache
from pathlib import Path

import pytest

from detente.evaluation.layers import evaluate_layer
from detente.evaluation.layers.marked import make_article, read_marked
from detente.evaluation.layers.measures import LayerTally, work_out
from detente.evaluation.layers.times import MEASURES, count
from detente.packs import load_packs
from detente.pipeline import Pipeline
from detente.settings import Settings
from detente.stages.parse import make_parse
from detente.stages.times import make_times

MARKED = Path(__file__).resolve().parents[2] / "training" / "dev"
FLOORS = {
    ("times.txt", "relaxed"): 99.0,
    ("times.txt", "strict"): 98.5,
    ("times.txt", "type"): 99.0,
    ("times.txt", "value"): 98.0,
    ("times.txt", "type and value"): 98.0,
    ("times.txt", "interval"): 100.0,
    ("times-unseen.txt", "relaxed"): 97.5,
    ("times-unseen.txt", "strict"): 97.0,
    ("times-unseen.txt", "type"): 97.5,
    ("times-unseen.txt", "value"): 93.0,
    ("times-unseen.txt", "type and value"): 93.0,
}


@cache
def figures(name: str) -> dict[str, float]:
    """Return the figures of a file in percent; only the two stages that they rest on are run."""
    pipeline = Pipeline([make_parse(Settings()), make_times(load_packs())])
    tally = LayerTally(MEASURES)
    for number, item in enumerate(read_marked(MARKED / name)):
        tally.start(item)
        count(item, pipeline.run(make_article(item, number), strict=True), tally)
    return {figure.name: 100 * figure.value for figure in work_out(tally)}


@pytest.mark.parametrize(("name", "measure"), FLOORS)
def test_figure_is_at_least_its_floor(name: str, measure: str) -> None:
    assert figures(name)[measure] >= FLOORS[name, measure]


def test_the_whole_pipeline_reads_the_same() -> None:
    items = read_marked(MARKED / "times.txt")[:3]
    report = evaluate_layer("times", items, Settings())
    assert (report.items, report.failed, [figure.value for figure in report.figures[:5]]) == (3, 0, [1.0] * 5)
