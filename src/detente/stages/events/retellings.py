"""Mark a deed once: headline, caption and later sentences that tell it again become echoes of its first telling."""

import msgspec

from detente.model import Event, Evidence, Tree
from detente.stages.events.drafts import Draft
from detente.stages.events.records import trigger_spans
from detente.stages.events.scene import Scene
from detente.trees import children

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
PARTS = ("body", "caption", "standfirst", "title")
REAL = frozenset({"happened", "ongoing"})
NEAR = 100
"""Among how many of a type, the first of the story and the last before it, a retelling looks for its first telling."""


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """An event with the draft that it was written from."""

    draft: Draft
    event: Event
    echoes: tuple[Evidence, ...] = ()
    """Words of the same sentence that tell what the deed did."""


def join_retellings(tellings: list[Telling], scene: Scene, *, harms: frozenset[str] = frozenset()) -> list[Event]:
    """Return the events in the order of the text, each told once, the body's telling before all others.

    `harms` are the verbs that tell what a deed did (kill, wound): without a doer of their own they tell of the last such deed.
    """
    kept: list[Telling] = []
    echoes: list[list[Evidence]] = []
    by_type: dict[str, list[int]] = {}
    for telling in sorted(tellings, key=lambda t: PARTS.index(t.event.part)):
        near = by_type.setdefault(telling.event.type, [])
        again = [
            place for place in (*near[:NEAR], *near[NEAR:][-NEAR:]) if _is_again(kept[place], telling, scene, harms)
        ]
        if again:
            place = max(again, key=lambda place: (_likeness(kept[place], telling, scene), place))
            kept[place] = msgspec.structs.replace(kept[place], event=_complete(kept[place].event, telling.event))
            spans = trigger_spans(telling.draft, scene)
            echoes[place].extend(Evidence(role="echo", start=span.start, end=span.end) for span in spans)
            echoes[place].extend(telling.echoes)
        else:
            near.append(len(kept))
            kept.append(telling)
            echoes.append(list(telling.echoes))
    told = [
        msgspec.structs.replace(t.event, evidence=(*t.event.evidence, *rows)) if rows else t.event
        for t, rows in zip(kept, echoes, strict=True)
    ]
    return sorted(told, key=lambda event: event.evidence[0].start)


def is_anaphoric(draft: Draft, scene: Scene) -> bool:
    """Tell whether an event noun points back ("the talks", "their agreement") instead of telling something new."""
    if not draft.candidate.is_noun or draft.candidate.light is not None:
        return False
    tree = scene.tree(draft.candidate.sentence)
    determiners = children(tree, draft.candidate.trigger, "det", "poss", "predet")
    return any(tree.tokens[d].lemma.lower() in DEFINITE or tree.tokens[d].pos == "PRON" for d in determiners)


def is_subject(draft: Draft, scene: Scene) -> bool:
    """Tell whether an event noun is the subject of its clause ("a bombing killed nine")."""
    return scene.tree(draft.candidate.sentence).tokens[draft.candidate.trigger].dep in {"nsubj", "nsubjpass"}


def _is_again(first: Telling, second: Telling, scene: Scene, harms: frozenset[str]) -> bool:
    one, other = first.event, second.event
    if one.type != other.type or (one.content and other.content and one.content != other.content):
        return False
    if (one.factuality in REAL) != (other.factuality in REAL) or not _times_agree(one, other):
        return False
    if not _sides_agree(one, other, scene):
        return False
    if other.part != one.part:
        return _likeness(first, second, scene) > 1 or one.reciprocal == other.reciprocal
    if one.sentence == other.sentence:
        return False
    if is_anaphoric(second.draft, scene) or _tells_toll(second.draft, scene, harms):
        return True
    return _words(first.draft, scene) == _words(second.draft, scene)


def _tells_toll(draft: Draft, scene: Scene, harms: frozenset[str]) -> bool:
    """Tell whether a draft says only what was done to whom: "nine people were killed, officials said"."""
    token = scene.tree(draft.candidate.sentence).tokens[draft.candidate.trigger]
    return not draft.candidate.is_noun and not draft.roles.sources and token.lemma.lower() in harms


def _likeness(first: Telling, second: Telling, scene: Scene) -> int:
    """How many of trigger, content and direction two tellings have in common."""
    same = zip(_words(first.draft, scene), _words(second.draft, scene), strict=True)
    return sum(a == b for a, b in same) + (first.event.reciprocal == second.event.reciprocal)


def _words(draft: Draft, scene: Scene) -> tuple[str, str]:
    """The lemmas of trigger and content: the same deed is seldom told in other words without "the"."""
    tree: Tree = scene.tree(draft.candidate.sentence)
    content = draft.bound.content
    about = tree.tokens[content.trigger if content else draft.bound.head].lemma if draft.bound.head is not None else ""
    return tree.tokens[draft.candidate.trigger].lemma, about


def _sides_agree(one: Event, other: Event, scene: Scene) -> bool:
    """Same countries on both sides, in either order where both act; a side that the second leaves open agrees."""
    a, b = (scene.countries(one.sources) or set(one.sources), scene.countries(one.targets) or set(one.targets))
    c, d = (scene.countries(other.sources) or set(other.sources), scene.countries(other.targets) or set(other.targets))
    straight = (not c or c == a) and (not d or d == b)
    crossed = (one.reciprocal or other.reciprocal) and (not c or c <= a | b) and (not d or d <= a | b)
    return bool(straight or crossed)


def _times_agree(one: Event, other: Event) -> bool:
    a, b = one.time, other.time
    if not (a and b and a.earliest and b.earliest and a.latest and b.latest):
        return True
    if "inferred" in {a.basis, b.basis} and ("publication" in a.why or "publication" in b.why):
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest


def _complete(event: Event, other: Event) -> Event:
    """Return the event with what its retelling alone knew: a stated place, a time that is more than the publication's."""
    place, time = event.place, event.time
    if other.place and (place is None or place.basis == "inferred"):
        place = other.place
    if other.time and (time is None or ("publication" in time.why and "publication" not in other.time.why)):
        time = other.time
    if place is event.place and time is event.time:
        return event
    return msgspec.structs.replace(event, place=place, time=time)
