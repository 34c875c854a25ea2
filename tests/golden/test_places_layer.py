"""The places layer on its own marked text (`training/dev/places*.txt`): no figure may fall below its floor."""

from functools import cache
from pathlib import Path

import pytest

from detente.evaluation.layers.marked import make_article, read_marked
from detente.evaluation.layers.measures import LayerTally, work_out
from detente.evaluation.layers.places import MEASURES, count
from detente.packs import load_packs
from detente.pipeline import Pipeline
from detente.settings import Settings
from detente.stages.actors import make_actors
from detente.stages.parse import make_parse
from detente.stages.places import make_places

MARKED = Path(__file__).resolve().parents[2] / "training" / "dev"
FLOORS = {
    ("places.txt", "recognised"): 96.5,
    ("places.txt", "recognised and within 161 km"): 94.5,
    ("places.txt", "within 161 km, of recognised"): 97.0,
    ("places.txt", "country, of recognised"): 96.5,
    ("places-unseen.txt", "recognised"): 96.5,
    ("places-unseen.txt", "within 161 km, of recognised"): 96.5,
    ("places-unseen.txt", "country, of recognised"): 96.5,
    ("places-second.txt", "recognised"): 97.0,
    ("places-second.txt", "recognised and within 161 km"): 95.0,
    ("places-second.txt", "within 161 km, of recognised"): 98.0,
    ("places-second.txt", "country, of recognised"): 97.5,
    ("places-third.txt", "recognised"): 92.0,
    ("places-third.txt", "recognised and within 161 km"): 88.5,
    ("places-third.txt", "within 161 km, of recognised"): 95.5,
    ("places-third.txt", "country, of recognised"): 97.5,
}


@cache
def figures(name: str) -> dict[str, float]:
    """Return the figures of a file in percent; only the three stages that they rest on are run."""
    packs = load_packs()
    pipeline = Pipeline([make_parse(Settings()), make_actors(packs), make_places(packs)])
    tally = LayerTally(MEASURES)
    for number, item in enumerate(read_marked(MARKED / name)):
        tally.start(item)
        count(item, pipeline.run(make_article(item, number, pages=packs.pages), strict=True), tally)
    return {figure.name: 100 * figure.value for figure in work_out(tally)}


@pytest.mark.parametrize(("name", "measure"), FLOORS)
def test_figure_is_at_least_its_floor(name: str, measure: str) -> None:
    assert figures(name)[measure] >= FLOORS[name, measure]
