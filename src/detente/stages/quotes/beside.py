"""Find the clause that a parenthetical cue stands in or behind: "the deal, he said, would help", "as X put it"."""

from detente.clauses import has
from detente.model import Tree
from detente.packs.speech import Speech
from detente.stages.quotes.cues import Cue
from detente.stages.quotes.reached import Reached, phrase_start
from detente.trees import children


def find_beside(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the clause that a parenthetical cue stands in: "the deal, he said, would help", "as X put it"."""
    tree, token = reached.tree, reached.tree.tokens[cue.verb]
    if token.head == cue.verb:
        return None
    as_clause = token.dep in {"advcl", "ccomp", "parataxis"} and any(
        tree.tokens[child].text.lower() == "as" and child < cue.verb for child in tree.below[cue.verb]
    )
    if as_clause and cue.lemma in speech.as_verbs and not has(tree, cue.verb, "ccomp"):
        return _around(reached, token.head, reached.left[cue.verb], reached.right[cue.verb], speech)
    if "clause" not in cue.contents or cue.subject is None:
        return None
    begins = min(cue.first, phrase_start(reached, cue))
    parted = begins > 0 and tree.tokens[begins - 1].text == ","
    if token.dep == "parataxis":
        start = min(reached.left[cue.verb], cue.first)
        start = begins if start < begins and parted else start
        return _around(reached, token.head, start, reached.right[cue.verb], speech)
    if token.dep == "conj" and parted and token.head < begins - 1 and has(tree, cue.verb, "nsubj"):
        joined = any(token.head < at < cue.verb for at in children(tree, token.head, "cc"))
        return (_from_semicolon(tree, reached.left[token.head], begins), begins - 2) if not joined else None
    return None


def _from_semicolon(tree: Tree, start: int, end: int) -> int:
    """Return where the last part of a sentence before `end` begins that a semicolon parts from what stands before."""
    marks = [at for at in range(start, end) if tree.tokens[at].text == ";"]
    return marks[-1] + 1 if marks else start


def _around(reached: Reached, head: int, first: int, last: int, speech: Speech) -> tuple[int, int] | None:
    """Return the subtree of `head` less the tokens `first` to `last` where these begin or end it.

    What stands behind them is the reporter's where it is a contrast, a participle or a date ("he said, but ...").
    """
    start, end = reached.left[head], reached.right[head]
    tokens = reached.tree.tokens
    while end > start and tokens[end].pos == "PUNCT":
        end -= 1
    while first > start and tokens[first - 1].pos == "PUNCT":
        first -= 1
    while last < end and tokens[last + 1].pos == "PUNCT":
        last += 1
    if first <= start:
        start = last + 1
    else:
        after = tokens[last + 1] if last < end else None
        elided = last + 2 <= end and tokens[last + 2].pos in {"VERB", "AUX"}
        reported = after is not None and (
            (after.text.lower() in speech.contrasts and not elided)
            or after.tag == "VBG"
            or after.ent in {"DATE", "TIME"}
        )
        if after is None or (head < first and reported):
            end = first - 1
        start = _from_semicolon(reached.tree, start, first)
    return (start, end) if start <= end else None
