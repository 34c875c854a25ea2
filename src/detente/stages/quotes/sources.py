"""Name who speaks: the words of the whole noun phrase, and the actor that it stands for."""

from detente.clauses import DEEPEST, Who
from detente.model import Span, Tree
from detente.stages.quotes.reached import Reached

_JOINED = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nmod",
        "nummod",
        "poss",
        "quantmod",
        "predet",
        "preconj",
        "advmod",
        "appos",
        "cc",
        "neg",
    }
)
"""Dependents that always belong to a source."""
_CLAUSES = frozenset({"acl", "relcl"})
_LONGEST = 30
"""Tokens of a clause that is still part of a source."""


def source_span(reached: Reached, head: int, *, apart: tuple[int, int]) -> Span:
    """Return the whole noun phrase of a source, with appositions and relative clauses.

    The tokens `apart` (the cue) are never part of it: what holds them ends the phrase.
    """
    tokens = reached.tree.tokens
    first = last = head
    for child in sorted((at for at in reached.tree.below[head] if at < head), reverse=True):
        if not _belongs(reached, head, child, apart):
            break
        first = reached.left[child]
    for child in sorted(at for at in reached.tree.below[head] if at > head):
        if tokens[child].pos == "PUNCT" or tokens[child].dep == "cc":
            continue
        if not _belongs(reached, head, child, apart):
            break
        last = max(last, reached.right[child])
    while last > head and tokens[last].pos == "PUNCT":
        last -= 1
    while first < head and tokens[first].pos in {"PUNCT", "CCONJ"} and tokens[first].dep != "preconj":
        first += 1
    return Span(start=tokens[first].start, end=tokens[last].end)


def _belongs(reached: Reached, head: int, child: int, apart: tuple[int, int]) -> bool:
    tree = reached.tree
    token, left, right = tree.tokens[child], reached.left[child], reached.right[child]
    if (left <= apart[1] and apart[0] <= right) or head < apart[0] < child:
        return False
    if token.dep in _JOINED:
        return True
    if token.dep == "conj":
        return token.pos in {"NOUN", "PROPN", "PRON", "NUM"}
    if token.dep == "prep":
        return tree.tokens[left - 1].text != "," and not any(
            tree.tokens[below].ent in {"DATE", "TIME"} for below in tree.below[child]
        )
    if token.dep in _CLAUSES:
        return child > head and right - left < _LONGEST and tree.tokens[head].dep != "poss"
    return token.pos == "PUNCT" and child < head


def speaker_actor(tree: Tree, head: int, who: Who) -> str | None:
    """Return the actor of a speaker, or of the body whose statement speaks ("a Foreign Ministry statement")."""
    if (actor := who.named(tree, head)) is not None:
        return actor
    waiting, seen = list(tree.below[head]), 0
    while waiting and seen < DEEPEST:
        at = waiting.pop(0)
        seen += 1
        token = tree.tokens[at]
        if token.dep in {"poss", "compound", "nmod", "pobj", "amod", "prep", "agent"}:
            if token.dep not in {"prep", "agent"} and (actor := who.covering(token.start)) is not None:
                return actor
            waiting.extend(tree.below[at] if token.text.lower() in {"by", "from", "of"} or token.dep != "prep" else ())
    return None


def span_of(tree: Tree, first: int, last: int) -> Span:
    """Return the characters of tokens `first` to `last` without a full stop at the end."""
    while last > first and tree.tokens[last].text in {".", "?", "!"}:
        last -= 1
    return Span(start=tree.tokens[first].start, end=tree.tokens[last].end)
