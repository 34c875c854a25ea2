"""Find speech that no verb tells of: "according to", "in the words of", "his warning that", "Kremlin: ..."."""
# ruff: noqa: RUF001 -- quotation marks and dashes of every kind are what this file is about

from collections.abc import Iterator

import msgspec

from detente.clauses import DEEPEST, Who, find_agent, find_subject, has
from detente.model import Sentence, Tree
from detente.packs.speech import Speech
from detente.stages.quotes.contents import Reached
from detente.trees import children

_NAMES = frozenset({"PERSON", "ORG"})


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Content and cue as tokens of one sentence; `speaker` is the head of the speaker's noun phrase."""

    first: int
    last: int
    cue: tuple[int, int] | None
    speaker: int | None
    negated: bool = False

    @property
    def apart(self) -> tuple[int, int]:
        """The tokens that are no part of the speaker: the cue's, or none."""
        return self.cue or (-1, -1)


def find_attributions(reached: Reached, sentence: Sentence, speech: Speech, who: Who) -> Iterator[Attribution]:
    """Yield what is attributed without a verb of speech."""
    tree = reached.tree
    for index, token in enumerate(tree.tokens):
        lower = token.text.lower()
        for phrase in speech.phrases:
            if lower == phrase[0] and _matches(tree, index, phrase):
                yield from _phrase(reached, index, len(phrase), speech)
        if token.pos == "NOUN" and token.lemma in speech.nouns:
            yield from _noun(reached, index)
        if token.pos == "NOUN" and token.lemma in speech.unsaid_nouns and token.dep in {"dobj", "attr", "ROOT"}:
            yield from _unsaid(reached, index, speech)
        if token.pos == "NOUN" and token.lemma in speech.possessed and token.dep == "pobj":
            yield from _possessed(reached, index)
    yield from _colon(reached, sentence, who)


def _matches(tree: Tree, index: int, phrase: tuple[str, ...]) -> bool:
    following = tree.tokens[index : index + len(phrase)]
    return len(following) == len(phrase) and all(
        token.text.lower() == word for token, word in zip(following, phrase, strict=True)
    )


def _phrase(reached: Reached, index: int, length: int, speech: Speech) -> Iterator[Attribution]:
    tree = reached.tree
    governed = children(tree, index + length - 1, "pobj")
    if not governed or tree.tokens[governed[0]].lemma in speech.impersonal:
        return
    if (content := _main(reached, index)) is not None:
        yield Attribution(first=content[0], last=content[1], cue=(index, index + length - 1), speaker=governed[0])


def _possessed(reached: Reached, index: int) -> Iterator[Attribution]:
    """Yield "in Lavrov's words, ..."."""
    tree = reached.tree
    above, owner = tree.tokens[index].head, children(tree, index, "poss")
    if not owner or tree.tokens[above].text.lower() != "in":
        return
    if (content := _main(reached, above)) is not None:
        yield Attribution(first=content[0], last=content[1], cue=(above, index), speaker=owner[0])


def _main(reached: Reached, preposition: int) -> tuple[int, int] | None:
    """Return the clause that a prepositional attribution stands in, less the attribution."""
    tree, at = reached.tree, preposition
    for _ in range(DEEPEST):
        token = tree.tokens[at]
        if token.pos in {"VERB", "AUX"} and at != preposition:
            break
        if token.head == at:
            return None if at == preposition else _less(reached, at, preposition)
        at = token.head
    return _less(reached, at, preposition)


def _less(reached: Reached, head: int, part: int) -> tuple[int, int] | None:
    tokens = reached.tree.tokens
    start, end = reached.left[head], reached.right[head]
    first, last = reached.left[part], reached.right[part]
    while end > start and tokens[end].pos == "PUNCT":
        end -= 1
    if last >= end:
        end = first - 1
    elif first <= start + 1 and (first == start or tokens[start].pos in {"PUNCT", "CCONJ"}):
        start = last + 1
    return (start, end) if start <= end else None


def _noun(reached: Reached, index: int) -> Iterator[Attribution]:
    """Yield "his warning that ...", "made no mention of ..."."""
    tree = reached.tree
    for child in children(tree, index, "acl", "ccomp", "relcl"):
        marks = [below for below in tree.below[child] if tree.tokens[below].dep == "mark"]
        if child > index and any(tree.tokens[mark].text.lower() == "that" for mark in marks):
            yield Attribution(
                first=reached.left[child], last=reached.right[child], cue=(index, index), speaker=_owner(tree, index)
            )
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
                speaker=_owner(tree, index),
                negated=True,
            )
            return


def _owner(tree: Tree, index: int) -> int | None:
    """Return whose word a noun is: the possessor, "by X", or the subject that makes it."""
    for child in tree.below[index]:
        if tree.tokens[child].dep == "poss":
            return child
        if tree.tokens[child].dep == "prep" and tree.tokens[child].text.lower() in {"by", "from"}:
            return next(iter(children(tree, child, "pobj")), None)
    token = tree.tokens[index]
    if token.dep in {"dobj", "pobj"} and token.head != index:
        at = tree.tokens[token.head].head if token.dep == "pobj" else token.head
        if tree.tokens[at].pos == "VERB" and token.dep == "dobj":
            return find_subject(tree, at)
    if token.dep == "nsubjpass":
        return find_agent(tree, token.head)
    return None


def _colon(reached: Reached, sentence: Sentence, who: Who) -> Iterator[Attribution]:
    """Yield "Lavrov: talks were useful" and, in titles, "Talks were useful: Lavrov"."""
    tree = reached.tree
    tokens = tree.tokens
    ends = [at for at, token in enumerate(tokens) if token.text in {":", "-", "–", "—"} and 0 < at < len(tokens) - 1]
    if not ends:
        return
    start, stop = ends[0], ends[-1]
    if tokens[start].text == ":" and start <= 6 and (head := _name(tree, 0, start, who)) is not None:
        if len(tokens) - start > 2:
            yield Attribution(first=start + 1, last=len(tokens) - 1, cue=(start, start), speaker=head)
    elif (
        sentence.part == "title"
        and len(tokens) - stop <= 5
        and (head := _name(tree, stop + 1, len(tokens), who)) is not None
    ):
        yield Attribution(first=0, last=stop - 1, cue=(stop, stop), speaker=head)


def _name(tree: Tree, first: int, last: int, who: Who) -> int | None:
    """Return the head of a stretch that is nothing but a speaker's name and office."""
    inside = tree.tokens[first:last]
    if any(token.pos not in {"PROPN", "NOUN", "ADJ", "DET", "PART", "ADP", "PUNCT"} for token in inside):
        return None
    nouns = [at for at in range(first, last) if tree.tokens[at].pos in {"PROPN", "NOUN"}]
    heads = [at for at in nouns if not first <= tree.tokens[at].head < last or tree.tokens[at].head == at] or nouns
    if not heads:
        return None
    head = heads[-1]
    named = tree.tokens[head].ent in _NAMES or (
        who.covering(tree.tokens[head].start) is not None and tree.tokens[head].ent != "GPE"
    )
    return head if named else None
