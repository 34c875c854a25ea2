"""When and where: attach the times and places of a sentence to its events by what governs them in the tree."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from detente.model import EventPlace, EventTime, Place, TimeSpan, Tree
from detente.stages.base import as_event_place
from detente.stages.events.candidates import Candidate
from detente.stages.events.scene import Scene
from detente.trees import ancestors, children

T = TypeVar("T", TimeSpan, Place)
LONGEST_CHAIN = 12
"""Coordinated verbs that are looked through for a shared time."""
NARRATIVE = 3
"""Sentences back in which a day that the story was told to be on still holds."""
NARRATIVE_DAYS = 3
"""Days before publication that such a day may lie back."""
BACKGROUND = frozenset({"relcl", "advcl", "acl"})
OCCASIONS = frozenset({"at", "during", "in"})
PRECISIONS = ("exact", "town", "district", "province", "country", "region")


def governor(tree: Tree, index: int, triggers: frozenset[int]) -> int:
    """Return the verb or event trigger that a time or place depends on."""
    for above in ancestors(tree, index):
        if above in triggers or tree.tokens[above].pos in {"VERB", "AUX"}:
            return above
    return index


def chain(tree: Tree, verb: int) -> list[int]:
    """Return the verbs that share one subject with a verb: itself, those coordinated before it, those behind."""
    before: list[int] = []
    above = verb
    while tree.tokens[above].dep == "conj" and not _has_subject(tree, above) and len(before) < LONGEST_CHAIN:
        above = tree.tokens[above].head
        before.append(above)
    heads = {verb, *before}
    behind = sorted(i for head in heads for i in children(tree, head, "conj") if i not in heads)
    return [verb, *before, *(index for index in behind if not _has_subject(tree, index))]


def _has_subject(tree: Tree, verb: int) -> bool:
    return bool(children(tree, verb, "nsubj", "nsubjpass"))


def governed(
    candidate: Candidate, found: Iterable[tuple[int, T]], scene: Scene, triggers: frozenset[int], *, shared: bool = True
) -> list[T]:
    """Return the times or places of a candidate, nearest ties first: its own, else those of the verbs joined to it."""
    tree = scene.tree(candidate.sentence)
    by_governor: dict[int, list[T]] = {}
    for head, span in found:
        by_governor.setdefault(governor(tree, head, triggers), []).append(span)
    own = [candidate.trigger] if candidate.light is None else [candidate.trigger, candidate.light]
    for place in own:
        if place in by_governor:
            return by_governor[place]
    occasion = [spans for index, spans in by_governor.items() if _is_occasion(tree, index, own)]
    if occasion:
        return occasion[0]
    if not shared:
        return []
    above = tree.tokens[own[-1]]
    if candidate.is_noun and candidate.light is None and above.dep in {"nsubj", "nsubjpass", "dobj", "conj"}:
        own.append(above.head)
    return next((by_governor[joined] for joined in chain(tree, own[-1]) if joined in by_governor), [])


def _is_occasion(tree: Tree, noun: int, verbs: list[int]) -> bool:
    """Tell whether a noun names the occasion of a deed: "to discuss Syria *at* Friday's *dinner*".

    A subject that has its own time is one too: "a ceasefire in 2016 was broken".
    """
    token = tree.tokens[noun]
    if token.dep in {"nsubj", "nsubjpass"} and token.head in verbs:
        return True
    above = tree.tokens[token.head]
    return token.dep == "pobj" and above.lemma.lower() in OCCASIONS and above.head in verbs


def _from_above(candidate: Candidate, dated: list[tuple[int, TimeSpan]], scene: Scene) -> list[TimeSpan]:
    """Take the time of the clause above: "in 2018, when forces shot at", and background told by year or month.

    A day is not taken over: what a relative clause tells has its own, and the day of the main clause is the story's.
    """
    tree = scene.tree(candidate.sentence)
    heads = dict(dated)
    verb = candidate.trigger if candidate.light is None else candidate.light
    for above in (verb, *ancestors(tree, verb)):
        token = tree.tokens[above]
        if token.dep in BACKGROUND and token.head in heads:
            return [heads[token.head]]
        if token.dep in BACKGROUND and above != token.head:
            rest = [
                t
                for head, t in dated
                if t.grain not in {"day", "hour", "minute"} and above not in ancestors(tree, head)
            ]
            outer = [t for head, t in dated if t in rest and token.head in (head, *ancestors(tree, head))]
            if outer:
                return outer[:1]
    return []


def attach_time(
    candidate: Candidate, scene: Scene, triggers: frozenset[int]
) -> tuple[EventTime | None, TimeSpan | None]:
    """Return when it happened, and the expression that says so if the sentence has one."""
    dated = [(head, t) for head, t in scene.times[candidate.sentence] if t.earliest and t.kind in {"DATE", "TIME"}]
    own = governed(candidate, dated, scene, triggers) or _from_above(candidate, dated, scene)
    if own:
        time = min(own, key=lambda t: (t.latest or "9999", t.start))
        return from_span(time), time
    return narrative(candidate, scene), None


def from_span(time: TimeSpan) -> EventTime:
    """Return the event time that an expression gives."""
    return EventTime(
        earliest=time.earliest, latest=time.latest, grain=time.grain, basis=time.basis, value=time.value, why=time.why
    )


def narrative(candidate: Candidate, scene: Scene) -> EventTime | None:
    """Without a word on it: between the day the story was last told to be on and its publication."""
    published = scene.document.published
    if published is None:
        return None
    latest = published.latest[:10]
    earliest, why = published.earliest[:10], "date of publication"
    floor = date.fromisoformat(latest) - timedelta(days=NARRATIVE_DAYS)
    part = scene.part(candidate.sentence)
    here = scene.tree(candidate.sentence).tokens[candidate.trigger].start
    for number in range(candidate.sentence, max(-1, candidate.sentence - 1 - NARRATIVE), -1):
        if scene.part(number) != part:
            break
        told = [t for _, t in scene.times[number] if t.start < here]
        days = [t for t in told if t.grain == "day" and t.earliest and t.earliest == t.latest]
        past = [t for t in days if t.earliest and floor.isoformat() <= t.earliest <= latest]
        if past:
            earliest = min(earliest, past[-1].earliest or earliest)
            why = "between the day told before and the date of publication"
            break
    return EventTime(
        earliest=earliest,
        latest=latest,
        grain="day",
        basis="inferred",
        value=latest if earliest == latest else "",
        why=why,
    )


def attach_place(
    candidate: Candidate, scene: Scene, triggers: frozenset[int]
) -> tuple[EventPlace | None, Place | None]:
    """Return where it happened: the most precise place that the trigger governs."""
    own = governed(candidate, scene.places[candidate.sentence], scene, triggers, shared=False)
    if not own and candidate.light is None and not candidate.is_noun:
        own = _in_object(candidate, scene)
    if not own:
        return None, None
    place = min(own, key=lambda p: PRECISIONS.index(p.precision))
    return as_event_place(place), place


def _in_object(candidate: Candidate, scene: Scene) -> list[Place]:
    tree = scene.tree(candidate.sentence)
    return [
        place
        for head, place in scene.places[candidate.sentence]
        if candidate.trigger in list(ancestors(tree, head))[:4]
    ]


def dateline_place(scene: Scene) -> Place | None:
    """Return the place of the dateline, if the story has one."""
    line = scene.document.anatomy.dateline
    if line is None:
        return None
    return next((place for place in scene.document.places if line.start <= place.start < line.end), None)


def is_past(time: EventTime | None, scene: Scene) -> bool:
    """Tell whether a time lies on or before the day of publication."""
    published = scene.document.published
    return bool(time and time.latest and published and time.latest <= published.latest[:10])
