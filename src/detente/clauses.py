"""Questions about clauses that several stages ask: who is the subject, is it negated, how far a phrase reaches."""

from bisect import bisect_right
from collections.abc import Sequence

from detente.model import Actor, Span, Tree
from detente.trees import children

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
"""Relations of a subject to its verb."""

DEEPEST = 24
"""How far up a tree a question climbs; keeps the work linear on text without sentence ends."""

_MODIFIERS = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "case", "predet", "advmod"})


def reach(tree: Tree) -> tuple[list[int], list[int]]:
    """Return for every token the first and last token of its subtree.

    >>> from detente.model import Token
    >>> from detente.trees import plant
    >>> word = dict(lemma="", pos="", tag="")
    >>> reach(plant([Token(start=0, end=4, text="They", dep="nsubj", head=1, **word),
    ...              Token(start=5, end=8, text="met", dep="ROOT", head=1, **word)]))
    ([0, 0], [0, 1])
    """
    left, right = list(range(len(tree.tokens))), list(range(len(tree.tokens)))
    for index in reversed(top_down(tree)):
        for child in tree.below[index]:
            left[index] = min(left[index], left[child])
            right[index] = max(right[index], right[child])
    return left, right


def top_down(tree: Tree) -> list[int]:
    """Return all tokens, every head before its dependents."""
    order = [index for index, token in enumerate(tree.tokens) if token.head == index]
    for index in order:
        order.extend(tree.below[index])
    return order


def has(tree: Tree, index: int, *relations: str) -> bool:
    """Tell whether a token has a dependent with one of the relations."""
    return any(tree.tokens[child].dep in relations for child in tree.below[index])


def particle(tree: Tree, index: int) -> int | None:
    """Return the particle of a verb ("up" of "step up"), or None."""
    return next(iter(children(tree, index, "prt")), None)


def verb_lemma(tree: Tree, index: int) -> str:
    """Return the lemma of a verb with its particle: ``step up``."""
    lemma = tree.tokens[index].lemma.lower()
    after = particle(tree, index)
    return f"{lemma} {tree.tokens[after].text.lower()}" if after is not None else lemma


def find_subject(tree: Tree, verb: int) -> int | None:
    """Return the head of a verb's subject: its own, the one shared with the verb that it is joined to or stands under.

    A relative pronoun gives way to the noun that it stands for; the subject of a passive is returned as it stands.
    """
    at = verb
    for _ in range(DEEPEST):
        for child in tree.below[at]:
            if tree.tokens[child].dep in SUBJECTS and tree.tokens[child].dep != "expl":
                return _antecedent(tree, at, child)
        token = tree.tokens[at]
        if token.dep in {"acl", "relcl"}:
            return token.head
        if token.head == at or token.dep not in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "aux"}:
            return None
        above = token.head
        if token.dep == "xcomp" and (object_ := next(iter(children(tree, above, "dobj", "dative")), None)) is not None:
            return object_
        at = above
    return None


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    token = tree.tokens[verb]
    if tree.tokens[subject].tag in {"WDT", "WP"} and token.dep == "relcl" and tree.tokens[token.head].pos != "VERB":
        return token.head
    return subject


def find_agent(tree: Tree, verb: int) -> int | None:
    """Return the head of the noun phrase that a passive names with "by", or None."""
    for child in tree.below[verb]:
        token = tree.tokens[child]
        if token.dep == "agent" or (token.dep == "prep" and token.text.lower() == "by" and is_passive(tree, verb)):
            return next(iter(children(tree, child, "pobj")), None)
    return None


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is a passive, full ("was seized") or reduced ("seized by")."""
    if has(tree, verb, "auxpass", "nsubjpass", "csubjpass"):
        return True
    token = tree.tokens[verb]
    if token.tag == "VBN" and token.dep == "conj" and not has(tree, verb, "aux", "nsubj", "dobj"):
        return has(tree, token.head, "auxpass", "nsubjpass")
    return token.tag == "VBN" and token.dep in {"acl", "advcl"} and not has(tree, verb, "aux", "nsubj", "dobj")


def noun_phrase(tree: Tree, index: int) -> Span:
    """Return a noun phrase with what is coordinated and with "of", without clauses and appositions."""
    first = last = index
    waiting = [index]
    while waiting:
        at = waiting.pop()
        first, last = min(first, at), max(last, at)
        for child in tree.below[at]:
            token = tree.tokens[child]
            if (
                (token.dep in _MODIFIERS and not (token.dep == "case" and at == index))
                or (token.dep == "conj" and token.pos in {"NOUN", "PROPN", "PRON"})
                or (token.dep == "prep" and token.text.lower() == "of")
                or (token.dep == "pobj" and tree.tokens[at].dep == "prep")
            ):
                waiting.append(child)
    return Span(start=tree.tokens[first].start, end=tree.tokens[last].end)


class Who:
    """Find the actor whose mention names or refers to a noun phrase."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._exact: dict[tuple[int, int], str] = {}
        self._heads: dict[int, tuple[int, str]] = {}
        spans: list[tuple[int, int, str]] = []
        for actor in actors:
            for mention in actor.mentions:
                size = mention.end - mention.start
                self._exact[mention.start, mention.end] = actor.id
                if mention.head not in self._heads or self._heads[mention.head][0] < size:
                    self._heads[mention.head] = (size, actor.id)
                spans.append((mention.start, mention.end, actor.id))
        self._spans = sorted(spans)

    def named(self, tree: Tree, index: int) -> str | None:
        """Return the id of the actor that the noun phrase of a head stands for.

        The mention of the whole phrase comes first, then one with the same head word, then the shortest that covers it.
        """
        span = noun_phrase(tree, index)
        if (span.start, span.end) in self._exact:
            return self._exact[span.start, span.end]
        head = tree.tokens[index]
        if head.start in self._heads:
            return self._heads[head.start][1]
        return self.covering(head.start)

    def covering(self, offset: int) -> str | None:
        """Return the actor of the shortest mention around a character, or None."""
        place = bisect_right(self._spans, offset, key=lambda span: span[0])
        near = [span for span in self._spans[max(0, place - 8) : place] if span[1] > offset]
        return min(near, key=lambda span: span[1] - span[0])[2] if near else None
