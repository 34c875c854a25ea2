"""Tell which events of a sentence lie so far back that they are its history."""

from detente.clauses import DEEPEST
from detente.model import Tree
from detente.packs.factuality import FactualityPack
from detente.trees import children

_CLAUSES = frozenset({"VERB", "AUX"})


def find_history(tree: Tree, events: set[int], pack: FactualityPack, *, published: int | None) -> dict[int, str]:
    """Return the tokens of verbs and event nouns that an old year, an era or a state that is no more is said of."""
    found: dict[int, str] = {}
    for index, token in enumerate(tree.tokens):
        lower = token.text.lower()
        words: str | None = None
        if published is not None and len(lower) == 4 and lower.isascii() and lower.isdigit():
            year = int(lower)
            words = lower if 1000 < year <= published - pack.history.years else None
        elif lower in pack.eras:
            words = _era(tree, index, pack)
        elif token.lemma.lower() in pack.history.ago and _is_ago(tree, index):
            words = f"{lower} ago"
        elif token.lemma == "year" and _is_ago(tree, index) and _is_long(tree, index, pack):
            words = "years ago"
        if words and (dated := _dated(tree, index, events, pack)) is not None:
            found.setdefault(dated, words)
        if lower in pack.history.defunct and (acted := _acted(tree, index, pack)) is not None:
            found.setdefault(acted, lower)
    return found


def _era(tree: Tree, index: int, pack: FactualityPack) -> str | None:
    if index and tree.tokens[index - 1].text.lower().rstrip("-") in pack.history.formerly:
        return None
    for phrase in pack.eras[tree.tokens[index].text.lower()]:
        words = tuple(token.text.lower() for token in tree.tokens[index : index + len(phrase)])
        if words == phrase:
            return " ".join(phrase)
    return None


def _is_ago(tree: Tree, index: int) -> bool:
    return index + 1 < len(tree.tokens) and tree.tokens[index + 1].text.lower() in {"ago", "earlier"}


def _is_long(tree: Tree, index: int, pack: FactualityPack) -> bool:
    for child in children(tree, index, "nummod"):
        word = tree.tokens[child].text.lower()
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 6 else pack.history.numbers.get(word, 0)
        if number >= pack.history.years:
            return True
    return False


def _dated(tree: Tree, index: int, events: set[int], pack: FactualityPack) -> int | None:
    """Return the event that a time belongs to: the noun it stands beside, else the verb over its prepositional phrase.

    "since 1945" dates the beginning of what still goes on, and an object ("ending World War II") dates nothing.
    """
    at, entered = index, tree.tokens[index].dep in {"npadvmod", "advmod", "nummod", "nmod", "compound", "amod"}
    for _ in range(DEEPEST):
        token = tree.tokens[at]
        if token.head == at:
            return None
        above = tree.tokens[token.head]
        if token.dep == "prep":
            if token.text.lower() == "since" and "since" not in pack.history.entered:
                return None
            entered = entered or token.text.lower() in pack.history.entered
        elif token.dep in {"dobj", "nsubj", "nsubjpass", "attr"} or (token.dep in {"appos", "poss"} and at != index):
            return None
        if (
            token.head in events
            and above.pos not in _CLAUSES
            and (token.dep in {"nummod", "nmod", "compound"} or entered)
        ):
            return token.head
        if above.pos in _CLAUSES:
            return token.head if entered and token.dep in {"prep", "npadvmod", "advmod", "agent"} else None
        at = token.head
    return None


def _acted(tree: Tree, index: int, pack: FactualityPack) -> int | None:
    """Return the verb whose agent or subject is somebody of a state that is no more ("seized by Soviet forces")."""
    if index and tree.tokens[index - 1].text.lower().rstrip("-") in {*pack.history.formerly, ""}:
        return None
    token = tree.tokens[index]
    noun = token.head if token.dep in {"amod", "compound", "nmod"} else index
    above = tree.tokens[noun]
    if above.dep == "pobj" and tree.tokens[above.head].dep == "agent":
        return tree.tokens[above.head].head
    return above.head if above.dep == "nsubj" and tree.tokens[above.head].pos == "VERB" else None
