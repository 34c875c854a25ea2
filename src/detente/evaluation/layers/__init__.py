"""Score one layer of the record on marked text: `detente evaluate --layer NAME`.

Each module beside this one knows one layer: `MEASURES` names its figures and their formula, `count` counts one item.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

import msgspec

from detente.errors import ConfigError, nearest
from detente.evaluation.layers.marked import MarkedItem, make_article
from detente.evaluation.layers.measures import Figure, LayerTally, Measure, work_out
from detente.evaluation.scores import Miss
from detente.packs import load_packs
from detente.runner import code_articles
from detente.settings import Settings

__all__ = ["SCORED_LAYERS", "LayerReport", "evaluate_layer"]

SCORED_LAYERS: Mapping[str, str] = {
    "actors": "detente.evaluation.layers.actors",
    "coreference": "detente.evaluation.layers.coreference",
    "factuality": "detente.evaluation.layers.factuality",
    "places": "detente.evaluation.layers.places",
    "times": "detente.evaluation.layers.times",
    "quotes": "detente.evaluation.layers.quotes",
}
"""Name of a layer to the module that scores it."""


class LayerReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one evaluation of a layer found."""

    layer: str
    items: int
    figures: tuple[Figure, ...]
    misses: tuple[Miss, ...]
    failed: int = 0
    """Items that a stage failed on."""


def evaluate_layer(
    name: str,
    items: Sequence[MarkedItem],
    settings: Settings,
    *,
    seed: int = 1,
    workers: int = 1,
    tell: Callable[[], None] = lambda: None,
) -> LayerReport:
    """Code marked items and score one layer; `tell` is called after each item.

    Raises:
        ConfigError: no layer of this name is scored.
        GoldError: an item has a code that the layer does not know; names the line.
    """
    if name not in SCORED_LAYERS:
        raise ConfigError(f"no scored layer {name!r}{nearest(name, SCORED_LAYERS)}")
    module = import_module(SCORED_LAYERS[name])
    measures: tuple[Measure, ...] = module.MEASURES
    tally = LayerTally(measures)
    pages = load_packs(settings.packs).pages if name == "places" else None
    articles = (make_article(item, number, pages=pages) for number, item in enumerate(items))
    failed = 0
    for item, document in zip(items, code_articles(articles, settings, workers=workers), strict=True):
        failed += any(issue.code == "stage-failed" for issue in document.issues)
        tally.start(item)
        module.count(item, document, tally)
        tell()
    return LayerReport(
        layer=name,
        items=len(items),
        figures=work_out(tally, seed=seed),
        misses=tuple(tally.misses),
        failed=failed,
    )
