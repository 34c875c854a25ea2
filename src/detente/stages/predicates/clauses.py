"""What a clause says of its own event by tense, modal verb, adverb and negation."""

import msgspec

from detente.clauses import SUBJECTS, has, verb_lemma
from detente.model import Tree
from detente.packs.factuality import FactualityPack
from detente.stages.predicates.readings import (
    DENIED,
    HAPPENED,
    ONGOING,
    PLANNED,
    POSSIBLE,
    Reading,
    because,
    deny,
)
from detente.trees import children


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """The words around a verb that tell its mood."""

    modal: str
    mood: str
    """What kind of modal it is: future, would, may, able, ought, or nothing."""
    perfect: bool
    progressive: bool
    infinitive: bool
    past: bool
    before: bool
    """Past perfect: "had hoped"."""
    negated: bool
    conditional: bool
    unreal: bool
    """On a condition that was not met: "had he known, ..."."""


def look(tree: Tree, index: int, pack: FactualityPack) -> Clause:
    """Return what the words around a verb tell of its mood."""
    token = tree.tokens[index]
    aux = [tree.tokens[child] for child in children(tree, index, "aux", "auxpass")]
    modals = [word.text.lower() for word in aux if word.text.lower() in pack.modals and word.dep == "aux"]
    modals = [word for word in modals if word != "need" or len(aux) == 1]
    finite = [word for word in aux if word.tag in {"VBD", "VBZ", "VBP"}] or [token]
    return Clause(
        modal=modals[0] if modals else "",
        mood=pack.modals[modals[0]] if modals else "",
        perfect=any(word.lemma.lower() in {"have", "'ve"} and word.dep == "aux" for word in aux),
        progressive=(token.tag == "VBG" and any(word.lemma.lower() == "be" for word in aux))
        or any(word.text.lower() == "being" for word in aux),
        infinitive=any(word.tag == "TO" for word in aux),
        past=finite[0].tag in {"VBD", "VBN"},
        before=any(word.dep == "aux" and word.lemma.lower() == "have" and word.tag == "VBD" for word in aux),
        negated=is_negated(tree, index, pack),
        conditional=(condition := find_condition(tree, index, pack)) is not None,
        unreal=condition is not None and is_unmet(tree, condition),
    )


def is_negated(tree: Tree, index: int, pack: FactualityPack) -> bool:
    """Tell whether a verb is negated: by "not" or "never", "no longer", or a negative subject or object."""
    token = tree.tokens[index]
    odd = token.dep == "conj" and any(tree.tokens[at].text.lower() == "nor" for at in children(tree, token.head, "cc"))
    for child in tree.below[index]:
        token = tree.tokens[child]
        word = token.text.lower()
        if token.dep == "neg" or (token.dep in {"advmod", "preconj"} and pack.adverbs.get(word) == "negative"):
            following = tree.tokens[child + 1].text.lower() if child + 1 < len(tree.tokens) else ""
            odd = odd != (pack.adverbs.get(following) != "exempt")
        elif token.dep == "advmod" and word in {"longer", "more"} and _no_before(tree, child):
            odd = not odd
        elif token.dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
            odd = odd or is_negative_phrase(tree, child, pack)
        elif token.dep == "prep":
            objects = children(tree, child, "pobj")
            odd = odd or any(tree.tokens[at].text.lower() in pack.negatives["pronouns"] for at in objects)
    return odd


def is_negative_phrase(tree: Tree, index: int, pack: FactualityPack) -> bool:
    """Tell whether a noun phrase is negative: "no talks", "neither side", "nobody"."""
    if tree.tokens[index].text.lower() in pack.negatives["pronouns"]:
        return True
    return any(
        tree.tokens[child].text.lower() in pack.negatives["determiners"]
        and tree.tokens[child].dep in {"det", "neg", "preconj"}
        for child in tree.below[index]
    )


def _no_before(tree: Tree, index: int) -> bool:
    words = [tree.tokens[child].text.lower() for child in tree.below[index]]
    words += [tree.tokens[index - 1].text.lower()] if index else []
    return "no" in words or "not" in words


def is_unmet(tree: Tree, condition: int) -> bool:
    """Tell whether a condition is in the past perfect: "if they had known", "had they known"."""
    aux = [tree.tokens[child] for child in children(tree, condition, "aux")]
    perfect = any(word.lemma.lower() == "have" and word.tag == "VBD" for word in aux)
    return perfect and tree.tokens[condition].tag in {"VBN", "VBD"}


def find_condition(tree: Tree, index: int, pack: FactualityPack) -> int | None:
    """Return the clause on which another holds: one with "if", or one such as "should Turkey attack"; else None."""
    for child in children(tree, index, "advcl", "ccomp"):
        marks = [tree.tokens[at].text.lower() for at in children(tree, child, "mark", "advmod")]
        if tree.tokens[child].dep == "advcl" and any(mark in pack.marks["condition"] for mark in marks):
            return child
        first = tree.below[child][0] if tree.below[child] else child
        first = min(first, child)
        word = tree.tokens[first]
        inverted = word.text.lower() in pack.marks["inverted"] and word.tag in {"MD", "VBD"} and child < index
        if inverted and has(tree, child, "nsubj", "nsubjpass"):
            return child
    return None


def own_reading(
    tree: Tree, index: int, clause: Clause, pack: FactualityPack, *, reported: bool, title: bool, comes: bool = True
) -> Reading | None:
    """Return what tense and modal verb of a clause say; None for infinitives, gerunds and bare participles.

    `comes` is true where a time to come beside the verb is its own and not that of what it plans; `reported` is true
    inside somebody's words, where "would" is the future of the past.
    """
    token = tree.tokens[index]
    if clause.modal:
        return _modal(clause, reported=reported)
    if clause.infinitive:
        return None
    if token.tag == "VB" and not has(tree, index, "aux"):
        return None
    words = [tree.tokens[child].tag for child in children(tree, index, "aux", "auxpass")]
    if clause.perfect and not any(tag in {"VBD", "VBZ", "VBP"} for tag in words):
        return because(HAPPENED, "perfect participle")
    if words and "VB" in words and not any(tag in {"VBD", "VBZ", "VBP"} for tag in words):
        return None
    if token.tag in {"VBG", "VBN"} and not words:
        if token.tag == "VBG":
            return None
        return because(DENIED, "not") if clause.negated else because(HAPPENED, "participle")
    reading = _tensed(tree, index, clause, pack, title=title, comes=comes)
    return because(deny(reading), "not") if clause.negated else reading


def _tensed(tree: Tree, index: int, clause: Clause, pack: FactualityPack, *, title: bool, comes: bool) -> Reading:
    if clause.progressive and not clause.past:
        if comes and not clause.perfect and _comes(tree, index, pack):
            return because(PLANNED, "progressive with a time to come")
        return because(ONGOING, "progressive")
    state = is_state(tree, index, pack)
    if clause.perfect or clause.past:
        if state and clause.perfect and not clause.past and _since(tree, index):
            return because(ONGOING, "state since")
        return because(HAPPENED, "past")
    if title:
        return because(HAPPENED, "present tense of titles")
    if comes and (_comes(tree, index, pack) or _is_timetabled(tree, index, pack)):
        return because(PLANNED, "present with a time to come")
    return because(ONGOING, "present") if state else because(HAPPENED, "present of a deed")


def is_state(tree: Tree, index: int, pack: FactualityPack) -> bool:
    """Tell whether the present tense of a verb tells of a state or habit, not of a deed as headlines do."""
    if verb_lemma(tree, index) in pack.states:
        return True
    return any(
        pack.adverbs.get(tree.tokens[child].text.lower()) == "lasting" for child in children(tree, index, "advmod")
    )


def _is_timetabled(tree: Tree, index: int, pack: FactualityPack) -> bool:
    """Tell whether a present tense tells of what a timetable holds: "the ministers meet on Friday"."""
    if verb_lemma(tree, index) not in pack.timetable:
        return False
    days = [child for child in tree.below[index] if tree.tokens[child].dep == "npadvmod"]
    days += [at for child in children(tree, index, "prep") for at in children(tree, child, "pobj")]
    return any(pack.adverbs.get(tree.tokens[at].text.lower()) == "weekday" for at in days)


def is_scant(tree: Tree, index: int, pack: FactualityPack) -> bool:
    """Tell whether a noun phrase is next to nothing: "few economists", "little", but not "a few"."""
    words = [tree.tokens[at].text.lower() for at in (*children(tree, index, "amod"), index)]
    return any(word in pack.negatives["scant"] for word in words) and not has(tree, index, "det", "quantmod")


def is_scarce(tree: Tree, index: int, pack: FactualityPack) -> bool:
    """Tell whether a noun phrase is "hardly anyone" or "barely any of them"."""
    words = [index, *children(tree, index, "det", "advmod", "amod")]
    words += [at for child in words[1:] for at in children(tree, child, "advmod")]
    return any(tree.tokens[at].text.lower() in pack.negatives["scarce"] for at in words)


def _since(tree: Tree, index: int) -> bool:
    if any(has(tree, child, "nummod") for child in children(tree, index, "dobj", "nsubjpass")):
        return False
    for child in children(tree, index, "prep"):
        word = tree.tokens[child].text.lower()
        if word == "since":
            return True
        if word == "for" and any(tree.tokens[at].ent == "DATE" for at in tree.below[child]):
            return True
    return False


def _comes(tree: Tree, index: int, pack: FactualityPack) -> bool:
    """Tell whether a time to come stands beside a verb: "next week", "tomorrow"."""
    for child in tree.below[index]:
        token = tree.tokens[child]
        if pack.adverbs.get(token.text.lower()) == "future":
            return True
        if token.dep in {"npadvmod", "prep"}:
            below = [
                child,
                *tree.below[child],
                *(at for inner in tree.below[child][:4] for at in tree.below[inner][:4]),
            ]
            if any(
                pack.adverbs.get(tree.tokens[at].text.lower()) == "next" and tree.tokens[at].ent in {"DATE", "TIME", ""}
                for at in below
            ):
                return token.dep == "npadvmod" or any(tree.tokens[at].ent == "DATE" for at in below)
    return False


def _modal(clause: Clause, *, reported: bool) -> Reading:
    mood, negated = clause.mood, clause.negated
    name = f"not + {clause.modal}" if negated else clause.modal
    if clause.unreal and mood in {"would", "may", "able"}:
        happened = negated and mood == "would"
        unreal = msgspec.structs.replace(HAPPENED if happened else DENIED, certainty=2 if happened else -2)
        return because(unreal, f"{name} on a condition that was not met")
    if clause.perfect and (mood == "would" or clause.modal in {"should", "ought"}):
        unreal = msgspec.structs.replace(HAPPENED if negated else DENIED, certainty=2 if negated else -2)
        return because(unreal, f"{name} have")
    if mood == "ought":
        if clause.perfect:
            return Reading(factuality="possible", certainty=-2 if negated else 2, why=f"{name} have")
        return Reading(factuality="proposed", certainty=-1 if negated else 1, why=name)
    if mood == "would":
        future = reported and not clause.conditional
        reading = msgspec.structs.replace(PLANNED, certainty=1) if future else POSSIBLE
        why = f"{name} in reported speech" if future else f"{name} on a condition" if clause.conditional else name
        denied = Reading(factuality="denied", certainty=-3 if future else -2)
        return because(denied if negated else reading, why)
    if mood == "may":
        return Reading(factuality="possible", certainty=-1 if negated else 1, why=name)
    if mood == "able":
        return Reading(factuality="denied", certainty=-2, why=name) if negated else because(POSSIBLE, name)
    if negated:
        return because(DENIED, name)
    return because(POSSIBLE, f"{name} on a condition") if clause.conditional else because(PLANNED, name)


def adverbial(tree: Tree, index: int, reading: Reading, pack: FactualityPack) -> Reading:
    """Return the reading as the adverbs beside the event leave it: reportedly, possibly, nearly."""
    for child in children(tree, index, "advmod", "npadvmod"):
        word = tree.tokens[child].text.lower()
        kind = pack.adverbs.get(word, "")
        if kind in {"alleged", "reported"} and reading.certainty > 0:
            certainty = 2 if kind == "reported" else 1
            reading = because(Reading(factuality="alleged", certainty=certainty, why=reading.why), word)
        elif kind == "possible":
            certainty = max(-1, min(1, reading.certainty))
            reading = because(Reading(factuality="possible", certainty=0 if word == "necessarily" else certainty), word)
        elif kind == "probable":
            certainty = max(-2, min(2, reading.certainty))
            factuality = "possible" if reading.actual else reading.factuality
            reading = because(Reading(factuality=factuality, certainty=certainty, why=reading.why), word)
        elif (kind == "almost" and reading.actual and child < index and not _counts(tree, child)) or (
            kind == "seldom" and reading.actual
        ):
            reading = because(Reading(factuality="denied", certainty=-2, why=reading.why), word)
    return reading


def _counts(tree: Tree, index: int) -> bool:
    """Tell whether an adverb belongs to a number: "nearly 40 people"."""
    return index + 1 < len(tree.tokens) and tree.tokens[index + 1].pos == "NUM"


def has_subject(tree: Tree, index: int) -> bool:
    """Tell whether a verb has a subject of its own."""
    return has(tree, index, *SUBJECTS)
