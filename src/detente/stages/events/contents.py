"""What an agreement, request, refusal or threat is about, and which candidates another event takes up."""

from collections.abc import Sequence

import msgspec

from detente.model import Tree
from detente.packs.ontology import Ontology
from detente.stages.events import slots
from detente.stages.events.candidates import Candidate
from detente.trees import children

DEPTH = 4
"""How far below a complement its event is looked for ("agreed to continue to seek to discuss")."""


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate with one of the things it is about; `head` heads the words that say what, event or not."""

    candidate: Candidate
    content: Candidate | None = None
    head: int | None = None


def bind_contents(
    candidates: Sequence[Candidate], tree: Tree, ontology: Ontology
) -> tuple[list[Bound], frozenset[int]]:
    """Give each speech act its contents, one row for each ("agreed to hold exercises and set up a hotline").

    Returns the rows, and the triggers that another candidate has taken up and that are no events of their own.
    """
    by_word: dict[int, Candidate] = {}
    real = [candidate for candidate in candidates if candidate.sense.code != "NONE"]
    for candidate in real:
        by_word[candidate.trigger] = candidate
    for candidate in real:
        if candidate.light is not None:
            by_word.setdefault(candidate.light, candidate)
    bound: list[Bound] = []
    taken: set[int] = set()
    for candidate in real:
        taken.update(_fixed(candidate, by_word))
        if not candidate.sense.content:
            bound.append(Bound(candidate=candidate))
            continue
        rows = [
            Bound(candidate=candidate, content=_descend(tree, head, by_word, candidate), head=head)
            for head in _content_heads(tree, candidate)
        ]
        bound.extend(rows or [Bound(candidate=candidate)])
        kind = ontology.types.get(candidate.sense.code)
        if kind is not None and not kind.tells_content:
            taken.update(_below(tree, rows, by_word))
    return bound, frozenset(taken)


def _fixed(candidate: Candidate, by_word: dict[int, Candidate]) -> list[int]:
    """The event nouns that a sense's own conditions rest on: "called off *talks*", "a *bombing* killed nine"."""
    return [by_word[index].trigger for index in candidate.match.used if index in by_word and index != candidate.trigger]


def _content_heads(tree: Tree, candidate: Candidate) -> list[int]:
    """Return the heads of what it is about: clauses first; without any, the object; then prepositional phrases."""
    trigger, light = candidate.trigger, candidate.light
    clauses = slots.complements(tree, trigger)
    clauses = clauses or [head for word in _carriers(tree, candidate) for head in slots.complements(tree, word)]
    if light is not None:
        clauses = [*clauses, *(c for c in slots.complements(tree, light) if c != trigger)]
    clauses = clauses or slots.purposes(tree, trigger)
    if clauses:
        return clauses
    nouns = [] if candidate.is_noun else slots.objects(tree, trigger)
    nouns = [head for head in nouns if tree.tokens[head].pos in {"NOUN", "PROPN", "VERB"}]
    phrases = [
        head
        for place in dict.fromkeys((trigger, *([light] if light is not None else [])))
        for name, head in slots.prepositions(tree, place)
        if name in {"on", "to", "of", "for", "over", "about", "against", "in"}
        and tree.tokens[head].pos in {"NOUN", "VERB"}
    ]
    return nouns or phrases


def _carriers(tree: Tree, candidate: Candidate) -> list[int]:
    """Words that the sense rests on and that carry the clause for it: "is *ready* to", "expressed *readiness* to"."""
    attributes = [] if candidate.is_noun else slots.attributes(tree, candidate.trigger)
    return list(dict.fromkeys((*candidate.match.used, *attributes)))


def _descend(tree: Tree, head: int, by_word: dict[int, Candidate], outer: Candidate) -> Candidate | None:
    """Return the nearest event at or below the head of a content."""
    level = [head]
    for _ in range(DEPTH):
        for index in level:
            found = by_word.get(index)
            if found and found.trigger != outer.trigger:
                return found
        level = [child for index in level for child in _further(tree, index)]
    return None


def _further(tree: Tree, index: int) -> list[int]:
    below = children(tree, index, "xcomp", "ccomp", "dobj", "pcomp", "attr", "acomp", "nsubjpass")
    phrases = [head for _, head in slots.prepositions(tree, index)]
    return [*below, *phrases]


def _below(tree: Tree, rows: Sequence[Bound], by_word: dict[int, Candidate]) -> set[int]:
    """All events inside the contents: promised, asked or refused, so none of them is told as a deed."""
    inside: set[int] = set()
    for row in rows:
        waiting = [row.head] if row.head is not None else []
        while waiting:
            index = waiting.pop()
            if index in by_word:
                inside.add(by_word[index].trigger)
            waiting.extend(
                child
                for child in tree.below[index]
                if tree.tokens[child].dep not in {"relcl", "advcl", "conj", "parataxis", "advmod"}
            )
    return inside
