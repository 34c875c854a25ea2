"""Whom an act judges that names only the deed: "condemned the attack", "welcomed the decision" are aimed at who did it.

The doer stands in what was told before; which deed is meant, the noun says where it is one ("attack": the last assault), else
it is the deed that these sentences are about: the first that somebody else did.
"""

from collections.abc import Iterator, Sequence

import msgspec

from detente.model import Tree
from detente.packs import Packs
from detente.stages.events import slots
from detente.stages.events.drafts import Draft
from detente.stages.events.retellings import DEFINITE
from detente.stages.events.roles import actors_at
from detente.stages.events.scene import Scene, Standing
from detente.trees import children, subtree

ROOT = 4
"""Letters that the noun of a deed shares with its verb: "killings" and "killed", "decision" and "decided"."""
REACH = 8
"""Sentences over which a noun points back; a longer report may have turned to another matter."""

ABOUT = frozenset({"at", "on", "to", "over", "with", "of", "for", "against", "about"})
"""Prepositions before what is judged: "expressed outrage at the raid"."""


def resolve_allusions(drafts: Sequence[Draft], own: Sequence[Draft], scene: Scene, packs: Packs) -> list[Draft]:
    """Return the drafts in their order; an act that judges a deed by its name alone is aimed at the doer of that deed.

    `own` are the same drafts before the network gave out parts: an act whose words name somebody is left as it is.
    """
    found: list[Draft] = []
    for draft, before in zip(drafts, own, strict=True):
        noun = _alluded(draft, before, scene) if packs.ontology.types[draft.type].judges else None
        deed = _deed_of(draft, noun, drafts, scene, packs) if noun is not None else None
        found.append(_aim(draft, deed, noun, scene) if deed is not None and noun is not None else draft)
    return found


def _alluded(draft: Draft, before: Draft, scene: Scene) -> int | None:
    """Return the noun by which an act without a named target points at a deed, or None."""
    sentence = draft.candidate.sentence
    if draft.roles.reciprocal or (before.roles.targets and not before.roles.loose):
        return None
    tree = scene.tree(sentence)
    for index in _objects(draft, tree):
        token = tree.tokens[index]
        named = token.pos != "VERB" and actors_at(scene, sentence, index)
        if token.pos in {"NOUN", "PRON", "VERB"} and not named and _points_back(tree, index):
            return index
    return None


def _objects(draft: Draft, tree: Tree) -> Iterator[int]:
    """Yield the heads of what the words of an act are about: its object, else what stands behind a preposition."""
    candidate = draft.candidate
    if draft.bound.head is not None:
        yield draft.bound.head
    verb = candidate.trigger if candidate.light is None else candidate.light
    heads = [] if candidate.is_noun else slots.objects(tree, verb)
    yield from heads
    yield from children(tree, verb, "ccomp")
    if not heads:
        places = dict.fromkeys((candidate.trigger, verb))
        below = (row for place in places for row in slots.prepositions(tree, place))
        yield from (head for name, head in below if name in ABOUT and tree.tokens[head].pos == "NOUN")


def _points_back(tree: Tree, index: int) -> bool:
    """Tell whether words name a deed that was told: "the attack", "it", "what he called an assault"."""
    token = tree.tokens[index]
    if token.pos == "PRON":
        return token.lemma.lower() in {"it", "this", "that"}
    if token.pos == "VERB":
        return any(tree.tokens[i].lemma.lower() == "what" for i in subtree(tree, index))
    determiners = children(tree, index, "det", "predet")
    return any(tree.tokens[d].lemma.lower() in DEFINITE for d in determiners)


def _deed_of(draft: Draft, noun: int, drafts: Sequence[Draft], scene: Scene, packs: Packs) -> Draft | None:
    """Return the deed told before that a noun points at: of its root or type if it names one, else the first."""
    place = _place(draft)
    judges = {member for s in draft.roles.sources for member in scene.members(s.actor)}
    told = [
        d
        for d in drafts
        if _place(d) < place
        and draft.candidate.sentence - d.candidate.sentence <= REACH
        and d.roles.sources
        and d.factuality != "historical"
        and not judges.intersection(m for s in d.roles.sources for m in scene.members(s.actor))
    ]
    token = scene.tree(draft.candidate.sentence).tokens[noun]
    root = token.lemma.lower()[:ROOT]
    named = [d for d in told if token.pos == "NOUN" and _lemma(d, scene)[:ROOT] == root]
    if named:
        return named[-1]
    types = {sense.code for sense in packs.lexicon.nouns.get(token.lemma.lower(), ())} & set(packs.ontology.types)
    others = [d for d in told if d.type in types] if types else []
    others = others or [d for d in told if not packs.ontology.types[d.type].judges]
    return others[0] if others else None


def _lemma(draft: Draft, scene: Scene) -> str:
    return scene.tree(draft.candidate.sentence).tokens[draft.candidate.trigger].lemma.lower()


def _place(draft: Draft) -> tuple[int, int]:
    return draft.candidate.sentence, draft.candidate.trigger


def _aim(draft: Draft, deed: Draft, noun: int, scene: Scene) -> Draft:
    """Return the draft aimed at the doer of a deed; its evidence are the words that point at the deed."""
    sentence = draft.candidate.sentence
    tree = scene.tree(sentence)
    word = next((i for i in subtree(tree, noun) if tree.tokens[i].lemma.lower() == "what"), noun)
    span = scene.words(sentence, word if tree.tokens[noun].pos == "VERB" else noun)
    judges = {member for s in draft.roles.sources for member in scene.members(s.actor)}
    doers = deed.roles.sources + (deed.roles.targets if deed.roles.reciprocal else ())
    targets = tuple(
        Standing(actor=s.actor, head=noun, span=span, kind="deed")
        for s in doers
        if not judges.intersection(scene.members(s.actor))
    )
    roles = msgspec.structs.replace(draft.roles, targets=targets, loose=False)
    told = _lemma(deed, scene)
    note = f"target: who did what {span.of(scene.document.text)!r} points at ({told!r})"
    return msgspec.structs.replace(draft, roles=roles, notes=(*draft.notes, note))
