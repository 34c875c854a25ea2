"""Find what nouns of speech and thought hold: "his warning that ...", "a pledge to ...", "made no mention of ..."."""

from collections.abc import Iterator

from detente.clauses import DEEPEST, SUBJECTS, find_agent, find_subject, has
from detente.model import Tree
from detente.packs.speech import Speech
from detente.stages.quotes.attribution import Attribution
from detente.stages.quotes.reached import Reached
from detente.trees import children

_MAKING = frozenset({"in", "with", "amid", "after", "through"})
"""Prepositions before a noun of speech whose speaker is the subject ("in a warning that ...")."""
_OWNING = frozenset({"by", "from", "of", "among", "in"})
"""Prepositions behind a noun of speech that name the speaker ("concern among officials that ...")."""


def find_nouns(reached: Reached, index: int, speech: Speech) -> Iterator[Attribution]:
    """Yield what the noun at a token holds, with whose word it is."""
    token = reached.tree.tokens[index]
    if token.pos != "NOUN":
        return
    if token.lemma in speech.nouns:
        yield from _that(reached, index, speech)
    if token.lemma in speech.nouns | speech.stances:
        yield from _copular(reached, index, speech)
    if token.lemma in speech.infinitive_nouns:
        yield from _infinitive(reached, index, speech)
    if token.lemma in speech.wanting_nouns:
        yield from _wanted(reached, index, speech)
    if token.lemma in speech.unsaid_nouns and token.dep in {"dobj", "attr", "ROOT"}:
        yield from _unsaid(reached, index, speech)


def _that(reached: Reached, index: int, speech: Speech) -> Iterator[Attribution]:
    tree = reached.tree
    preps = [at for at in children(tree, index, "prep") if at > index and tree.tokens[at].text.lower() in _OWNING]
    places = [index, *preps]
    places += [at for prep in preps for at in children(tree, prep, "pobj") if tree.tokens[at].lemma not in speech.nouns]
    for child in (child for at in places for child in children(tree, at, "acl", "ccomp", "relcl")):
        if child > index and (begins := _after_that(tree, child)) is not None:
            last = reached.right[child]
            yield Attribution(
                first=begins, last=last, cue=(index, index), speaker=_owner(tree, index, speech, before=begins)
            )
            return


def _copular(reached: Reached, index: int, speech: Speech) -> Iterator[Attribution]:
    """Yield what is said by "the government's view is that ..." or "there were reports that ..."."""
    tree, token = reached.tree, reached.tree.tokens[index]
    if token.dep not in {"nsubj", "attr"} or tree.tokens[token.head].lemma != "be":
        return
    owner = _owner(tree, index, speech, before=token.head)
    if token.lemma not in speech.nouns and owner is None:
        return
    for child in children(tree, token.head, "ccomp"):
        marks = [at for at in children(tree, child, "mark") if tree.tokens[at].text.lower() == "that"]
        if child > token.head and marks and has(tree, child, *SUBJECTS):
            yield Attribution(first=marks[0] + 1, last=reached.right[child], cue=(index, index), speaker=owner)
            return


def _after_that(tree: Tree, clause: int) -> int | None:
    """Return the token after a "that" which joins a clause with a subject of its own, not a pronoun of it."""
    that = next((at for at in tree.below[clause] if at < clause and tree.tokens[at].text.lower() == "that"), None)
    if that is None or tree.tokens[that].dep not in {"mark", "pobj", "det", "advmod"}:
        return None
    subjects = [child for child in children(tree, clause, *SUBJECTS) if child > that]
    if not subjects or any(tree.tokens[at].tag in {"VBD", "VBZ", "VBP"} for at in range(that + 1, subjects[0])):
        return None
    return that + 1


def _infinitive(reached: Reached, index: int, speech: Speech) -> Iterator[Attribution]:
    """Yield "to cut emissions" of "the leaders' pledge to cut emissions", where somebody's it is."""
    tree = reached.tree
    owner = _owner(tree, index, speech, before=index + DEEPEST)
    places = [index, *(below for at in children(tree, index, "prep") for below in children(tree, at, "pobj"))]
    for child in (child for at in places for child in children(tree, at, "acl", "relcl", "xcomp")):
        to = next((at for at in children(tree, child, "aux") if tree.tokens[at].tag == "TO"), None)
        if owner is not None and child > index and to is not None and tree.tokens[child].tag == "VB":
            yield Attribution(first=to, last=reached.right[child], cue=(index, index), speaker=owner)
            return


def _wanted(reached: Reached, index: int, speech: Speech) -> Iterator[Attribution]:
    """Yield "a ceasefire" of "the pope's call for a ceasefire", where somebody's it is."""
    tree = reached.tree
    for at in children(tree, index, "prep"):
        governed = children(tree, at, "pobj", "pcomp")
        if at > index and governed and tree.tokens[at].text.lower() == "for":
            owner = _owner(tree, index, speech, before=at)
            if owner is not None and owner != governed[0]:
                first, last = reached.left[governed[0]], reached.right[governed[0]]
                yield Attribution(first=first, last=last, cue=(index, index), speaker=owner)
            return


def _unsaid(reached: Reached, index: int, speech: Speech) -> Iterator[Attribution]:
    """Yield "made no mention of the border clash"."""
    tree, token = reached.tree, reached.tree.tokens[index]
    dets = children(tree, index, "det", "neg")
    verb_negated = token.dep == "dobj" and has(tree, token.head, "neg")
    if not verb_negated and not any(tree.tokens[det].text.lower() in speech.unsaid_words for det in dets):
        return
    begins = token.head if token.dep == "dobj" and token.head < index else index
    for at in (child for head in {index, token.head} for child in children(tree, head, "prep")):
        governed = children(tree, at, "pobj", "pcomp")
        if governed and at > index and tree.tokens[at].text.lower() in {"of", "to", "on", "about"}:
            yield Attribution(
                first=reached.left[governed[0]],
                last=reached.right[governed[0]],
                cue=(begins, index),
                speaker=_owner(tree, index, speech, before=at),
                negated=True,
            )
            return


def _owner(tree: Tree, index: int, speech: Speech, *, before: int) -> int | None:
    """Return whose word a noun is: the possessor, "by X", "Russian", or the subject that makes it."""
    for child in tree.below[index]:
        token = tree.tokens[child]
        if token.dep == "poss" or (token.dep == "amod" and token.ent == "NORP"):
            return child
        if token.dep in {"prep", "agent"} and index < child < before and token.text.lower() in _OWNING:
            governed = next(iter(children(tree, child, "pobj")), None)
            if governed is not None and (tree.tokens[governed].ent != "GPE" or token.text.lower() != "in"):
                return governed
    token = tree.tokens[index]
    at = token.head
    if token.dep == "dobj" and tree.tokens[at].lemma in speech.makers:
        return find_agent(tree, at) if tree.tokens[at].tag == "VBN" else find_subject(tree, at)
    if (
        token.dep == "pobj"
        and tree.tokens[at].text.lower() in _MAKING
        and tree.tokens[tree.tokens[at].head].pos == "VERB"
    ):
        above = tree.tokens[at].head
        return find_subject(tree, above) if tree.tokens[at].text.lower() in {"in", "with"} else None
    if token.dep == "nsubjpass" and tree.tokens[at].lemma in speech.makers:
        return find_agent(tree, at)
    return None
