"""An attack and its toll are one deed: "a bomb exploded, killing nine and wounding thirty" tells one event, not three.

A draft is joined to another of its sentence where the tree says that it tells what that deed did (participles, "left nine
dead", "nine were killed when gunmen attacked"), or with what it was done ("a bomb planted by rebels exploded").
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from detente.model import Tree
from detente.packs.lexicon import Words
from detente.stages.events.drafts import Draft
from detente.stages.events.roles import Roles
from detente.stages.events.scene import Scene
from detente.stages.events.slots import agents, is_passive, prepositions
from detente.trees import children, conjuncts

CHAIN = frozenset({"conj", "xcomp", "ccomp", "dep"})
"""Relations over which a toll goes on: "killing nine and wounding thirty", "left nine dead"."""

Place = tuple[int, int]
"""Number of a sentence and index of a trigger."""


def find_tolls(drafts: Sequence[Draft], scene: Scene, words: Words) -> dict[int, int]:
    """Return for the place of each draft that only tells another's toll, means or demand the place of that other.

    `words` name the verbs that tell a toll, the types of events that can have one, and what types voice by themselves.
    """
    at: dict[Place, int] = {}
    for place, draft in enumerate(drafts):
        at.setdefault((draft.candidate.sentence, draft.candidate.trigger), place)
        if draft.candidate.light is not None:
            at.setdefault((draft.candidate.sentence, draft.candidate.light), place)
    harms, harmful = frozenset(words.harms), frozenset(words.harmful)
    joined: dict[int, int] = {}
    for place, draft in enumerate(drafts):
        over = at.get((draft.candidate.sentence, _above(draft, scene)))
        if over is not None and draft.type in words.voiced.get(drafts[over].type, ()) and not draft.roles.targets:
            joined[place] = over
            continue
        for index in _deeds(draft, scene, harms):
            other = at.get((draft.candidate.sentence, index))
            if other is not None and other != place and _goes_with(draft, drafts[other], harmful):
                joined[place] = other
                break
    return {place: root for place in joined if (root := _root(place, joined)) is not None}


def complete_roles(kept: Roles, toll: Roles) -> Roles:
    """Return the roles of a deed with the sides that only its toll names."""
    sources = kept.sources or toll.sources
    taken = {standing.actor for standing in sources}
    targets = kept.targets
    if (not targets or kept.loose) and not kept.reciprocal:
        targets = tuple(s for s in toll.targets if s.actor not in taken) or targets
    loose = kept.loose and targets == kept.targets
    return msgspec.structs.replace(kept, sources=sources, targets=targets, loose=loose)


def _deeds(draft: Draft, scene: Scene, harms: frozenset[str]) -> Iterator[int]:
    """Yield the words at which the deed may stand whose toll or means a draft tells, the likeliest first."""
    tree, trigger = scene.tree(draft.candidate.sentence), draft.candidate.trigger
    token = tree.tokens[trigger]
    if draft.candidate.is_noun:
        return
    if token.dep == "acl" and token.pos == "VERB":
        yield from _of_subject(draft, scene)
    yield from agents(tree, trigger)
    if token.lemma.lower() not in harms:
        return
    top = trigger
    while tree.tokens[top].dep in CHAIN:
        above = tree.tokens[top].head
        if children(tree, top, "nsubj", "nsubjpass") and tree.tokens[above].lemma.lower() not in harms:
            break
        top = above
        yield top
    if tree.tokens[top].dep == "advcl" and not children(tree, top, "nsubj", "nsubjpass", "mark", "advmod"):
        yield tree.tokens[top].head
    if not is_passive(tree, trigger):
        yield from agents(tree, top)
    elif not children(tree, trigger, "agent"):
        yield from _around(tree, dict.fromkeys((*conjuncts(tree, trigger), top)))


def _around(tree: Tree, verbs: Iterable[int]) -> Iterator[int]:
    """Yield what a passive was the toll of: "killed when gunmen attacked", "killed in an attack"."""
    for verb in verbs:
        for clause in children(tree, verb, "advcl"):
            yield clause
            yield from agents(tree, clause)
        yield from (head for name, head in prepositions(tree, verb) if name in {"in", "during"})


def _above(draft: Draft, scene: Scene) -> int:
    """Return the verb under which a participle or an infinitive without a subject of its own stands, or -1."""
    tree, trigger = scene.tree(draft.candidate.sentence), draft.candidate.trigger
    token = tree.tokens[trigger]
    bare = not children(tree, trigger, "nsubj", "nsubjpass", "mark", "advmod")
    return token.head if bare and token.dep in {"advcl", "xcomp"} else -1


def _of_subject(draft: Draft, scene: Scene) -> Iterator[int]:
    """Yield the verb whose subject a participle modifies: "a bomb planted by rebels exploded"."""
    tree = scene.tree(draft.candidate.sentence)
    noun = tree.tokens[tree.tokens[draft.candidate.trigger].head]
    if noun.dep in {"nsubj", "nsubjpass"} and noun.pos == "NOUN":
        yield noun.head


def _goes_with(toll: Draft, deed: Draft, harmful: frozenset[str]) -> bool:
    """Tell whether two drafts can be one deed: equally real, at one time, and not done by different actors."""
    if toll.type != deed.type and not (deed.candidate.is_noun and {toll.type, deed.type} <= harmful):
        return False
    if toll.factuality != deed.factuality:
        return False
    if toll.time_span and deed.time_span and toll.time_span != deed.time_span:
        return False
    ours, theirs = ({s.actor for s in d.roles.sources} for d in (toll, deed))
    return not (ours and theirs) or bool(ours & theirs) or deed.roles.reciprocal


def _root(place: int, joined: Mapping[int, int]) -> int | None:
    """Follow the chain of a draft to the deed that stands for itself; None where it runs in a circle."""
    seen = {place}
    while place in joined:
        place = joined[place]
        if place in seen:
            return None
        seen.add(place)
    return place
