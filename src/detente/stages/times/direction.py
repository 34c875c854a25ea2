"""Which side of the anchor a time lies on: the tense of the verb that governs it, and words such as "planned"."""

import msgspec

from detente.model import Part, Token, Tree
from detente.packs.time_words import Cues
from detente.trees import CLAUSES, children, head_in, tokens_in

HIGHEST = 12
"""Steps up the tree; deeper than that no verb governs a time."""


class Direction(msgspec.Struct, frozen=True, kw_only=True):
    """-1 before the anchor, 1 after it, 0 where nothing says; with the words that say so."""

    step: int
    why: str
    habit: bool = False
    """The clause tells what usually happens: a month in it is that of no one year."""
    plain: bool = False
    """A verb in the simple past of a main clause governs the time: the story moves on by it."""


SIDE_CLAUSES = frozenset({"relcl", "acl", "advcl"})
"""Clauses that tell the background."""
NOWHERE = Direction(step=0, why="no tense")


class Compass:
    """Answers for the expressions of one sentence; what a word says is worked out once."""

    def __init__(self, tree: Tree | None, cues: Cues, part: Part) -> None:
        self._tree, self._cues, self._part = tree, cues, part
        self._known: dict[int, Direction | None] = {}

    def find(self, start: int, end: int) -> Direction:
        """Return on which side of the anchor the expression at `start` to `end` lies."""
        tree = self._tree
        index = head_in(tree, start, end) if tree is not None else None
        if tree is None or index is None:
            return NOWHERE
        first = tokens_in(tree, start, end)[0]
        before = tree.tokens[first - 1] if first else None
        if before is not None and before.tag == "VBD" and before.pos == "VERB":
            # "said Friday it will meet": whatever the parser made of it, Friday dates the saying.
            return Direction(step=-1, why=f"past tense {before.text!r}", plain=True)
        for _ in range(HIGHEST):
            found = self._at(index)
            if found is not None:
                return found
            above = tree.tokens[index].head
            if above == index:
                break
            index = above
        return NOWHERE

    def _at(self, index: int) -> Direction | None:
        if index not in self._known and self._tree is not None:
            found = _cue_at(self._tree, index, self._cues)
            self._known[index] = found or _verb_at(self._tree, index, self._cues, self._part)
        return self._known[index]


def _cue_at(tree: Tree, index: int, cues: Cues) -> Direction | None:
    """Look for a cue in the word itself and in what modifies it."""
    token = tree.tokens[index]
    word, lemma = token.text.lower(), token.lemma.lower()
    if word in cues.past_markers and token.pos in ("ADP", "ADV", "SCONJ", "VERB"):
        return Direction(step=-1, why=f"after {word!r}")
    if word in cues.aims and token.dep == "prep" and _is_set(tree, index, cues):
        return Direction(step=1, why=f"set {word!r}")
    if word in cues.future_markers and token.pos in ("ADP", "ADV", "SCONJ") and not _is_past_until(tree, index, cues):
        return Direction(step=1, why=f"after {word!r}")
    if token.pos in ("NOUN", "PROPN"):
        for child in children(tree, index, "relcl"):
            # "Friday's dinner, which was closed": what is told of the thing dates it too.
            told = _verb_at(tree, child, cues, "body")
            if told is not None and token.dep != "nsubj":
                return Direction(step=told.step, why=f"relative clause, {told.why}")
        for child in children(tree, index, "amod", "acl", "compound", "relcl"):
            modifier = tree.tokens[child]
            if modifier.lemma.lower() in cues.future or modifier.text.lower() in cues.future:
                return Direction(step=1, why=f"{modifier.text!r}")
    governs = token.pos in ("ADJ", "VERB", "NOUN") and (lemma in cues.future or word in cues.future)
    if governs and not _is_active_past(token, tree, index):
        return Direction(step=1, why=f"{token.text!r}")
    return None


def _is_set(tree: Tree, index: int, cues: Cues) -> bool:
    """Tell "set sentencing for March 30" from "arrested him for it on March 30"."""
    above = tree.tokens[tree.tokens[index].head]
    verb = tree.tokens[above.head] if above.pos in ("NOUN", "PROPN") and above.dep == "dobj" else above
    return verb.pos == "VERB" and verb.lemma.lower() in cues.future


def _is_past_until(tree: Tree, index: int, cues: Cues) -> bool:
    """Tell whether "until" or "by" stands after a past tense; "ahead of Friday" and "put off until" always look on."""
    if tree.tokens[index].text.lower() not in ("until", "till", "by"):
        return False
    head = tree.tokens[tree.tokens[index].head]
    past = head.tag == "VBD" or (head.tag in ("VBN", "VBG") and _has_had(tree, tree.tokens[index].head))
    return past and head.pos == "VERB" and head.lemma.lower() not in cues.held


def _has_had(tree: Tree, index: int) -> bool:
    return any(tree.tokens[child].tag == "VBD" for child in children(tree, index, "aux"))


def _is_active_past(token: Token, tree: Tree, index: int) -> bool:
    """Tell "proposed it Friday", which dates the proposal, from "was proposed for Friday" and "planned to meet"."""
    if token.tag != "VBD":
        return False
    return not children(tree, index, "xcomp", "auxpass")


def _verb_at(tree: Tree, index: int, cues: Cues, part: Part) -> Direction | None:
    token = tree.tokens[index]
    if token.pos not in ("VERB", "AUX"):
        return None
    helpers = [tree.tokens[child] for child in children(tree, index, "aux", "auxpass")]
    words = {helper.text.lower() for helper in helpers}
    lemmas = {helper.lemma.lower() for helper in helpers}
    modal = next((helper.text for helper in helpers if helper.text.lower() in cues.will and helper.tag == "MD"), None)
    if modal is not None:
        return Direction(step=-1 if lemmas & cues.have else 1, why=f"{modal!r}")
    if "to" in words and token.tag == "VB":
        return _infinitive(tree, index, cues, lemmas)
    if token.tag == "VBD" or any(helper.tag == "VBD" for helper in helpers):
        going = token.lemma in cues.go and token.tag == "VBG"
        step = 1 if going and children(tree, index, "xcomp") else -1
        plain = token.dep not in SIDE_CLAUSES and (token.tag == "VBD" or any(one.dep == "auxpass" for one in helpers))
        return Direction(step=step, why=f"past tense {token.text!r}", plain=plain)
    if lemmas & cues.have:
        return Direction(step=-1, why=f"perfect {token.text!r}")
    if token.tag == "VBN":
        return _participle(token, helpers, part)
    if token.tag in ("VBZ", "VBP") and any(_is_habit(tree, child, cues) for child in children(tree, index, "advmod")):
        return Direction(step=1, why=f"habit of {token.text!r}", habit=True)
    if token.tag in ("VBZ", "VBP") or any(helper.tag in ("VBZ", "VBP") for helper in helpers):
        if part in ("caption", "title"):
            return Direction(step=-1, why=f"present of a {part} {token.text!r}")
        return Direction(step=1, why=f"present tense {token.text!r}")
    if token.tag == "VB" and token.dep == "ROOT":
        return Direction(step=1, why=f"imperative {token.text!r}")
    return None


def _is_habit(tree: Tree, index: int, cues: Cues) -> bool:
    return tree.tokens[index].text.lower() in cues.habits


def _participle(token: Token, helpers: list[Token], part: Part) -> Direction | None:
    if not helpers:
        return Direction(step=-1, why=f"participle {token.text!r}")
    if any(helper.tag in ("VBZ", "VBP") for helper in helpers):
        return Direction(step=-1 if part in ("caption", "title") else 1, why=f"present passive {token.text!r}")
    return None


def _infinitive(tree: Tree, index: int, cues: Cues, lemmas: set[str]) -> Direction | None:
    """An infinitive is still to come, unless its verb says that it happened ("managed to win")."""
    token = tree.tokens[index]
    if lemmas & cues.have:
        return Direction(step=-1, why=f"perfect infinitive {token.text!r}")
    above = tree.tokens[token.head]
    if token.head != index and token.dep in CLAUSES and above.lemma.lower() in cues.happened:
        return None
    return Direction(step=1, why=f"infinitive 'to {token.text}'")
