"""Put stages together, run them on an article, and keep a fault of one stage from losing the story."""

from collections.abc import Iterable

import msgspec

from detente.errors import PlanError, StageError, nearest
from detente.learned.voter import load_voter
from detente.model import LAYERS, Article, Document, Issue
from detente.packs import Packs, load_packs
from detente.settings import Settings
from detente.stages.actors import make_actors
from detente.stages.base import Layers, Stage
from detente.stages.events import make_events
from detente.stages.facts import make_facts
from detente.stages.homes import make_homes
from detente.stages.parse import make_parse
from detente.stages.places import make_places
from detente.stages.predicates import make_predicates
from detente.stages.quotes import make_quotes
from detente.stages.times import make_times
from detente.stages.voices import make_voices


class Pipeline:
    """Stages in an order in which each finds the layers that it needs.

    Raises:
        PlanError: a stage needs a layer that no earlier stage gives, or names an unknown layer.
    """

    def __init__(self, stages: Iterable[Stage]) -> None:
        self.stages = tuple(stages)
        filled: set[str] = set()
        for stage in self.stages:
            for layer in sorted(stage.needs | stage.gives):
                if layer not in LAYERS:
                    raise PlanError(f"stage {stage.name!r}: no layer {layer!r}{nearest(layer, LAYERS)}")
            if missing := sorted(stage.needs - filled):
                raise PlanError(f"stage {stage.name!r} needs {missing}, which no earlier stage gives")
            filled |= stage.gives

    def run(self, article: Article, *, strict: bool = False) -> Document:
        """Code an article; a stage that fails becomes an issue row and the other layers stand.

        Raises:
            StageError: a stage failed and `strict` is set, or a stage gave a layer that it did not declare.
        """
        document = Document.of(article)
        for stage in self.stages:
            try:
                layers = stage.run(document)
            except Exception as fault:
                if strict:
                    raise StageError(stage.name, article.id, f"{type(fault).__name__}: {fault}") from fault
                failed = Issue(stage=stage.name, code="stage-failed", message=f"{type(fault).__name__}: {fault}")
                document = msgspec.structs.replace(document, issues=(*document.issues, failed))
                continue
            document = _assemble(document, stage, layers)
        return document


def _assemble(document: Document, stage: Stage, layers: Layers) -> Document:
    if undeclared := sorted(set(layers) - stage.gives - {"issues"}):
        raise StageError(stage.name, document.id, f"returned undeclared layers {undeclared}")
    given = dict(layers)
    issues = (*document.issues, *given.pop("issues", ()))
    return msgspec.structs.replace(document, issues=issues, **given)


def build_pipeline(settings: Settings, packs: Packs | None = None) -> Pipeline:
    """Return the pipeline that codes English stories.

    Raises:
        ConfigError: the parser is not installed, or a pack is wrong.
        ModelError: the learned network is missing or damaged, and the settings do not ask for the lexicon alone.
    """
    known = packs or load_packs(settings.packs)
    return Pipeline(
        [
            make_parse(settings, known),
            make_actors(known),
            make_times(known),
            make_places(known),
            make_homes(known),
            make_quotes(known),
            make_voices(known),
            make_predicates(known),
            make_events(known, voter=load_voter() if settings.coder == "vote" else None, coding=settings.coding),
            make_facts(known),
        ]
    )
