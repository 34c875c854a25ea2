"""What a reader has in mind at each point of the story: actors and sets of actors by prominence."""

import math
from typing import TypeVar

import msgspec

from detente.model import Span
from detente.stages.actors.drafts import Draft, Line, climb

FADING = 0.6
"""How much of an actor's prominence is left a sentence later."""

WEIGHTS = {"nsubj": 3.0, "nsubjpass": 3.0, "ROOT": 2.0, "dobj": 2.0, "agent": 2.0, "dative": 1.8, "poss": 1.5}
"""Prominence by grammatical relation; all others count 1.2."""

BOUND = 0.5
"""Prominence of a name inside another phrase ("a *Danish* ship")."""

GREATEST = 5.0
"""Prominence does not grow beyond this, however often somebody is named."""

MANY = 100
"""Actors in mind at once, whatever a text without full stops may hold."""

Key = TypeVar("Key")

FORGOTTEN = 6
"""Sentences after which a pronoun cannot reach back any more."""


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """How prominent an actor or set is, and where it was last named."""

    weight: float
    sentence: int
    place: int
    relation: str
    governor: int
    span: Span
    """Words that name it, never a pronoun."""
    named: int
    """Sentence of those words."""
    plural: bool = False
    """The words are plural, whatever the actor is otherwise: "the Houthis"."""


class Discourse:
    """Prominence of profiles, and of sets of profiles under a tuple of their indices."""

    def __init__(self) -> None:
        self.single: dict[int, Trace] = {}
        self.joint: dict[tuple[int, ...], Trace] = {}
        self.lands: dict[str, Trace] = {}
        """Countries by code, brought to mind by all who are theirs."""

    def note(self, index: int, line: Line, draft: Draft, span: Span, *, share: float = 1.0) -> None:
        """Record that a profile was mentioned; `share` is less than 1 for what a mention only brings to mind."""
        self.single[index] = self._trace(self.single.get(index), line, draft, span, share=share)
        _forget(self.single)

    def note_land(self, code: str, line: Line, draft: Draft, span: Span, *, share: float) -> None:
        """Record that a country, or somebody of it, was mentioned."""
        self.lands[code] = self._trace(self.lands.get(code), line, draft, span, share=share)

    def note_set(self, members: tuple[int, ...], line: Line, draft: Draft, span: Span) -> None:
        """Record that a set of profiles was mentioned together."""
        self.joint[members] = self._trace(self.joint.get(members), line, draft, span, share=1.0)
        _forget(self.joint)

    def _trace(self, known: Trace | None, line: Line, draft: Draft, span: Span, *, share: float) -> Trace:
        relation, governor = climb(line, draft.head)
        own = BOUND if draft.bound else WEIGHTS.get(relation, 1.2)
        weight = own * share + (strength(known, line.number) if known else 0.0)
        weight = min(weight, GREATEST)
        if share < 1.0 and known:
            return msgspec.structs.replace(known, weight=weight, sentence=line.number)
        named, plural = line.number, draft.plural or line.tokens[draft.head].tag in {"NNS", "NNPS"}
        if draft.form == "pronoun" and known:
            span, named, plural = known.span, known.named, known.plural
        return Trace(
            weight=weight,
            sentence=line.number,
            place=draft.head,
            relation=relation,
            governor=governor,
            span=span,
            named=named,
            plural=plural,
        )

    def recall(self, sentence: int) -> list[tuple[int, Trace]]:
        """Return the profiles that are still in mind, and forget the others."""
        self.single = {key: trace for key, trace in self.single.items() if sentence - trace.sentence <= FORGOTTEN}
        return list(self.single.items())

    def recall_sets(self, sentence: int) -> list[tuple[tuple[int, ...], Trace]]:
        """Return the sets that are still in mind, and forget the others."""
        self.joint = {key: trace for key, trace in self.joint.items() if sentence - trace.sentence <= FORGOTTEN}
        return list(self.joint.items())


def _forget(traces: dict[Key, Trace]) -> None:
    """Drop the older half where more is in mind than a reader can hold."""
    if len(traces) > MANY:
        latest = sorted(traces.items(), key=lambda item: (item[1].sentence, item[1].place))[MANY // 2 :]
        traces.clear()
        traces.update(latest)


def strength(trace: Trace, sentence: int) -> float:
    """Return how prominent an actor is at a sentence.

    >>> from detente.model import Span
    >>> trace = Trace(weight=3, sentence=1, place=0, relation="nsubj", governor=1, span=Span(start=0, end=1), named=1)
    >>> strength(trace, 2)
    1.8
    """
    return round(trace.weight * math.pow(FADING, sentence - trace.sentence), 6)
