"""Facts: what one story says of standing matters between states; `ledger` links them over many stories."""

from collections.abc import Callable, Iterator

import msgspec

from detente.model import Fact
from detente.packs import Packs
from detente.stages.base import Layers, Stage, make_stage
from detente.stages.facts.agreements import find_agreements
from detente.stages.facts.changes import find_changes
from detente.stages.facts.commitments import find_commitments, find_deeds
from detente.stages.facts.disputes import find_alliances, find_disputes, find_threats
from detente.stages.facts.figures import find_figures
from detente.stages.facts.meetings import find_meetings
from detente.stages.facts.standings import find_offices, find_positions, find_silences, find_ties, find_unknowns
from detente.stages.facts.story import Story

__all__ = ["find_facts", "make_facts"]

READERS: tuple[Callable[[Story], Iterator[Fact]], ...] = (
    find_agreements,
    find_meetings,
    find_changes,
    find_disputes,
    find_alliances,
    find_threats,
    find_commitments,
    find_deeds,
    find_figures,
    find_ties,
    find_offices,
    find_positions,
    find_silences,
    find_unknowns,
)
"""One function a kind of fact; they do not know each other."""


def make_facts(packs: Packs) -> Stage:
    """Return the stage that gives `facts`.

    Raises:
        PackError: the ledger pack is wrong.
    """
    words = packs.ledger_words
    return make_stage(
        "facts",
        needs=["sentences", "trees", "actors", "times", "places", "quotes", "predicates", "events"],
        gives=["facts"],
        run=lambda document: find_facts(Story(document, words, packs.lexicon.contexts_of)),
    )


def find_facts(story: Story) -> Layers:
    """Return the facts of a story in the order of the text, each of them once."""
    found: dict[tuple[str, str, int, int], Fact] = {}
    for reader in READERS:
        for fact in reader(story):
            found.setdefault((fact.kind, fact.status, fact.label.start, fact.label.end), fact)
    rows = sorted(found.values(), key=lambda fact: (fact.start, fact.label.start, fact.kind))
    return {"facts": tuple(msgspec.structs.replace(fact, id=f"f{number}") for number, fact in enumerate(rows, 1))}
