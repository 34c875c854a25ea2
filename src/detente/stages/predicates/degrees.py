"""Read infinitives that a degree decides, "too late to help" and "old enough to vote", and what verbs say of others."""

from detente.clauses import DEEPEST
from detente.model import Tree
from detente.packs.factuality import FactualityPack, Outcome, Signature
from detente.stages.predicates.readings import HAPPENED, Reading, because, govern, literal, weaken
from detente.trees import children

_MISSED = Outcome(kind="denied", certainty=-2)
_REACHED = Outcome(kind="possible", certainty=2)
_SAME = Outcome(kind="same")
_OPEN = Outcome(kind="possible", certainty=0)
_SMALL = ("acomp", "oprd")


def read_degree(tree: Tree, index: int, pack: FactualityPack, readings: dict[int, Reading]) -> Reading | None:
    """Return the reading of an infinitive below an adjective with "too" or "enough", None where there is neither.

    What the adjective is said of governs it: "was not too late to help" leaves the help open.
    """
    at = index
    for _ in range(4):
        above = tree.tokens[at].head
        if above == at or above > index:
            return None
        at = above
        if tree.tokens[at].pos in {"ADJ", "ADV"}:
            kinds = {pack.adverbs.get(tree.tokens[child].text.lower()) for child in children(tree, at, "advmod")}
            if kinds & {"excess", "enough"}:
                over = _over(tree, at, readings)
                real = over.certainty > 0 and over.actual
                if "excess" in kinds:
                    return because(literal(_MISSED if real else _OPEN), "too")
                return because(literal(_REACHED if real else _MISSED if over.certainty < 0 else _OPEN), "enough")
        if tree.tokens[at].pos in {"VERB", "AUX"}:
            return None
    return None


def _over(tree: Tree, adjective: int, readings: dict[int, Reading]) -> Reading:
    at = adjective
    for _ in range(DEEPEST):
        if at in readings:
            return readings[at]
        if tree.tokens[at].head == at:
            break
        at = tree.tokens[at].head
    return HAPPENED


def find_small(tree: Tree, index: int, events: set[int]) -> list[int]:
    """Return adjectives that a verb other than "be" says of somebody: "became *clear*", "are feared *dead*"."""
    if tree.tokens[index].lemma.lower() in {"be", "'s"}:
        return []
    return [at for at in children(tree, index, *_SMALL) if tree.tokens[at].pos == "ADJ" and at not in events]


def read_small(tree: Tree, governor: int, over: Reading, signature: Signature | None, *, passive: bool) -> Reading:
    """Return the reading of such an adjective: as certain as what the verb claims of a clause below it."""
    outcome = _SAME if signature is None else signature.passive if passive else signature.clause
    if outcome.kind in {"open", "fact"}:
        outcome = _SAME
    reading = govern(over, outcome, negated=signature.negated if signature else _MISSED, own=None)
    weaker = reading if over.actual or over.factuality == "denied" else weaken(over, reading)
    return because(weaker, f"below {tree.tokens[governor].lemma}")
