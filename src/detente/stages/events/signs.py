"""What speaks for and against a draft being an event of its type: the vote, its sides, and how the sentence tells it.

Whether a deed is told as done, planned or denied says what it is, not whether it is told: that is no sign.
"""

from math import log

from detente.stages.events.drafts import Draft
from detente.stages.events.scene import Scene
from detente.trees import children

CERTAIN = 0.001
"""How near to 0 and 1 a share may come before its odds are cut."""
SPREAD = 5.0
"""What odds are divided by, so that all signs are of like size."""
MOST = 3
"""Conditions of a sense that count."""
RELATIONS = {
    "relcl": "in a relative clause",
    "acl": "in a clause on a noun",
    "advcl": "in an adverbial clause",
    "amod": "before a noun",
    "compound": "before a noun",
    "nmod": "before a noun",
}
FORMS = {"VBG": "in -ing", "VB": "bare verb", "VBN": "past participle"}
PRESENT = frozenset({"VBZ", "VBP"})
HEADS = frozenset({"title", "caption", "standfirst"})
"""Parts of a story that tell what has happened in the present tense."""


def read_signs(draft: Draft, scene: Scene) -> dict[str, float]:
    """Return the signs that a draft shows, each with its size: 1 for what it has, odds for shares, 0 left out."""
    signs = {"bias": 1.0, **_of_vote(draft), **_of_words(draft, scene)}
    open_sides = [side for side in ("source", "target") if not getattr(draft.roles, f"{side}s")]
    signs |= {f"no {side}": 1.0 for side in open_sides}
    if len(open_sides) == 2:
        signs["no side"] = 1.0
    if draft.type != draft.candidate.sense.code == draft.content:
        signs["deed to come"] = 1.0
    return signs


def _of_vote(draft: Draft) -> dict[str, float]:
    """Return what the lexicon and the network say."""
    candidate, verdict = draft.candidate, draft.verdict
    signs = {"conditions": min(candidate.match.weight, MOST) / MOST}
    if verdict is None:
        return signs
    return {**signs, "type share": _odds(verdict.type_share), "event share": _odds(verdict.event)}


def _of_words(draft: Draft, scene: Scene) -> dict[str, float]:
    """Return how the trigger stands in its sentence."""
    candidate = draft.candidate
    tree = scene.tree(candidate.sentence)
    token = tree.tokens[candidate.trigger]
    signs: dict[str, float] = {}
    if relation := RELATIONS.get(token.dep):
        signs[relation] = 1.0
    if candidate.is_noun:
        return {**signs, "noun alone": 1.0} if candidate.light is None else signs
    if form := FORMS.get(token.tag):
        signs[form] = 1.0
    # Headlines tell what has happened in the present, and what is so ("remains a pillar") is told in no other way.
    if token.tag in PRESENT and scene.part(candidate.sentence) not in HEADS and not candidate.sense.attribute:
        signs["present tense"] = 1.0
    if any(tree.tokens[i].lemma.lower() == "have" for i in children(tree, candidate.trigger, "aux")):
        signs["perfect"] = 1.0
    return signs


def _odds(share: float) -> float:
    held = min(max(share, CERTAIN), 1 - CERTAIN)
    return log(held / (1 - held)) / SPREAD
