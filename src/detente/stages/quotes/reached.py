"""A tree with the extent of every subtree, and where a cue with its subject begins."""

import msgspec

from detente.clauses import reach
from detente.model import Tree
from detente.stages.quotes.cues import Cue


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """A tree with the first and last token of every subtree."""

    tree: Tree
    left: list[int]
    right: list[int]


def measure(tree: Tree) -> Reached:
    """Return the tree with the extent of every subtree."""
    left, right = reach(tree)
    return Reached(tree=tree, left=left, right=right)


def phrase_start(reached: Reached, cue: Cue) -> int:
    """Return the first token of a cue's subject before it, or of the cue where there is none."""
    subject, tokens = cue.subject, reached.tree.tokens
    if subject is None or subject > cue.verb:
        return cue.first
    between = tokens[subject + 1 : cue.verb]
    if tokens[subject].head != cue.verb and any(token.pos in {"VERB", "PUNCT"} for token in between):
        return cue.first
    return reached.left[subject]
