"""Questions that stages ask of a dependency tree."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from detente.model import Span, Token, Tree

CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp"})
"""Relations that open a clause of their own."""


def plant(tokens: Iterable[Token]) -> Tree:
    """Return the tree of a sentence's tokens.

    >>> word = dict(lemma="", pos="", tag="")
    >>> tree = plant([Token(start=0, end=4, text="They", dep="nsubj", head=1, **word),
    ...               Token(start=5, end=8, text="met", dep="ROOT", head=1, **word)])
    >>> tree.below
    ((), (0,))
    """
    tokens = tuple(tokens)
    below: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            below[token.head].append(index)
    return Tree(tokens=tokens, below=tuple(tuple(dependents) for dependents in below))


def children(tree: Tree, index: int, *relations: str) -> list[int]:
    """Return the dependents of a token, all or those with one of the relations, in order."""
    if not relations:
        return list(tree.below[index])
    return [child for child in tree.below[index] if tree.tokens[child].dep in relations]


def subtree(tree: Tree, index: int, *, stop: frozenset[str] = frozenset()) -> list[int]:
    """Return a token and everything below it in order, not entering dependents whose relation is in `stop`."""
    found, waiting = [index], [index]
    while waiting:
        for child in tree.below[waiting.pop()]:
            if tree.tokens[child].dep not in stop:
                found.append(child)
                waiting.append(child)
    return sorted(found)


def ancestors(tree: Tree, index: int) -> Iterator[int]:
    """Yield the token's head, its head's head and so on, up to the root."""
    while tree.tokens[index].head != index:
        index = tree.tokens[index].head
        yield index


def token_at(tree: Tree, offset: int) -> int | None:
    """Return the index of the token that covers the character at `offset`, or None."""
    place = bisect_right(tree.tokens, offset, key=lambda token: token.start) - 1
    return place if place >= 0 and offset < tree.tokens[place].end else None


def tokens_in(tree: Tree, start: int, end: int) -> range:
    """Return the indices of the tokens that overlap characters `start` to `end`."""
    first = bisect_right(tree.tokens, start, key=lambda token: token.end)
    last = first
    while last < len(tree.tokens) and tree.tokens[last].start < end:
        last += 1
    return range(first, last)


def head_in(tree: Tree, start: int, end: int) -> int | None:
    """Return the token among those in `start` to `end` whose head lies outside: the head word of a phrase."""
    inside = tokens_in(tree, start, end)
    for index in inside:
        head = tree.tokens[index].head
        if head == index or head not in inside:
            return index
    return None


def phrase(tree: Tree, index: int) -> Span:
    """Return the noun phrase of a head: its subtree without clauses, conjuncts, appositions and prepositional phrases."""
    stop = CLAUSES | {"conj", "cc", "appos", "prep", "punct", "agent"}
    inside = subtree(tree, index, stop=stop)
    return Span(start=tree.tokens[inside[0]].start, end=tree.tokens[inside[-1]].end)


def conjuncts(tree: Tree, index: int) -> list[int]:
    """Return the token and all that it is coordinated with below it ("A, B and C" from A)."""
    found = [index]
    for place in found:
        found.extend(children(tree, place, "conj"))
    return sorted(found)
