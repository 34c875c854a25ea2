"""Find speech that no verb tells of: "according to", "in the words of", "his warning that", "Kremlin: ..."."""
# ruff: noqa: RUF001 -- quotation marks and dashes of every kind are what this file is about

from collections.abc import Iterator

from detente.clauses import DEEPEST, SUBJECTS, Who, has
from detente.model import Sentence, Tree
from detente.packs.speech import Speech
from detente.stages.quotes.attribution import Attribution
from detente.stages.quotes.contents import starts_phrase
from detente.stages.quotes.nouns import find_nouns
from detente.stages.quotes.reached import Reached
from detente.trees import children

_NAMES = frozenset({"PERSON", "ORG"})


def find_attributions(reached: Reached, sentence: Sentence, speech: Speech, who: Who) -> Iterator[Attribution]:
    """Yield what is attributed without a verb of speech."""
    tree = reached.tree
    for index, token in enumerate(tree.tokens):
        lower = token.text.lower()
        if length := starts_phrase(tree, index, speech):
            yield from _phrase(reached, index, length, speech)
        yield from find_nouns(reached, index, speech)
        if token.pos == "ADV" and lower in speech.adverbs:
            yield from _adverb(reached, index)
        if token.pos == "NOUN" and token.lemma in speech.possessed and token.dep == "pobj":
            yield from _possessed(reached, index)
    yield from _colon(reached, sentence, who, speech)


def _phrase(reached: Reached, index: int, length: int, speech: Speech) -> Iterator[Attribution]:
    tree = reached.tree
    governed = children(tree, index + length - 1, "pobj")
    if not governed or tree.tokens[governed[0]].lemma in speech.impersonal:
        return
    if (content := _main(reached, index)) is not None:
        yield Attribution(first=content[0], last=content[1], cue=(index, index + length - 1), speaker=governed[0])


def _adverb(reached: Reached, index: int) -> Iterator[Attribution]:
    """Yield the clause that "reportedly" stands in: nobody is named who says so."""
    tree = reached.tree
    head = tree.tokens[index].head
    if tree.tokens[head].pos not in {"VERB", "AUX"} or not has(tree, head, *SUBJECTS):
        return
    first, last = reached.left[head], reached.right[head]
    while last > first and tree.tokens[last].pos == "PUNCT":
        last -= 1
    yield Attribution(first=first, last=last, cue=(index, index), speaker=None)


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
    if at > 1 and tree.tokens[at - 1].text == "," and _ends(tree, max(reached.right[at], at)):
        return _less(reached, _top(tree, at), at)
    for _ in range(DEEPEST):
        token = tree.tokens[at]
        if token.pos in {"VERB", "AUX"} and at != preposition:
            break
        if token.head == at:
            return None if at == preposition else _less(reached, at, preposition)
        at = token.head
    return _less(reached, at, preposition)


def _ends(tree: Tree, last: int) -> bool:
    """Tell whether nothing follows but what was parsed away from the end of a phrase: no comma parts it off."""
    behind = [token for token in tree.tokens[last + 1 :] if token.text not in {".", "”", '"', "''"}]
    return not any(token.pos == "PUNCT" for token in behind)


def _top(tree: Tree, index: int) -> int:
    """Return the root above a token, or how far up one looks."""
    for _ in range(DEEPEST):
        if tree.tokens[index].head == index:
            break
        index = tree.tokens[index].head
    return index


def _less(reached: Reached, head: int, part: int) -> tuple[int, int] | None:
    tokens = reached.tree.tokens
    start, end = reached.left[head], reached.right[head]
    first, last = reached.left[part], reached.right[part]
    while end > start and tokens[end].pos == "PUNCT":
        end -= 1
    parted = first > start and tokens[first - 1].text == ","
    if last >= end or (parted and _ends(reached.tree, last)):
        end = first - 1
    elif first <= start + 1 and (first == start or tokens[start].pos in {"PUNCT", "CCONJ"}):
        start = last + 1
    return (start, end) if start <= end else None


def _colon(reached: Reached, sentence: Sentence, who: Who, speech: Speech) -> Iterator[Attribution]:
    """Yield "Lavrov: talks were useful" and, in titles, "Talks were useful: Lavrov"."""
    tree = reached.tree
    tokens = tree.tokens
    ends = [at for at, token in enumerate(tokens) if token.text in {":", "-", "–", "—"} and 0 < at < len(tokens) - 1]
    if not ends:
        return
    start, stop = ends[0], ends[-1]
    if tokens[start].text == ":" and start <= 6 and (head := _leading(tree, start, who, speech)) is not None:
        if len(tokens) - start > 2:
            yield Attribution(first=start + 1, last=len(tokens) - 1, cue=(start, start), speaker=head)
    elif (
        sentence.part == "title"
        and len(tokens) - stop <= 5
        and (head := _name(tree, stop + 1, len(tokens), who)) is not None
    ):
        yield Attribution(first=0, last=stop - 1, cue=(stop, stop), speaker=head)


def _leading(tree: Tree, colon: int, who: Who, speech: Speech) -> int | None:
    """Return the head of what stands before a colon: a known name, or one or two capitals before a clause."""
    if (head := _name(tree, 0, colon, who)) is not None:
        return head
    words = tree.tokens[:colon]
    capitals = all(token.text[:1].isupper() and token.pos in {"PROPN", "NOUN"} and not token.ent for token in words)
    clause = tree.tokens[colon + 1 :]
    told = any(token.pos in {"VERB", "AUX"} for token in clause) and len(clause) > 2
    label = any(token.text.lower() in speech.labels for token in words)
    return colon - 1 if capitals and told and not label and colon <= 2 and not tree.tokens[0].text.isupper() else None


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
