"""Which words fill the grammatical slots of a verb or an event noun: subject, object, prepositions, possessor."""

from collections.abc import Iterator

from detente import clauses
from detente.model import Tree
from detente.trees import CLAUSES, children, conjuncts, subtree

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
VERBAL = frozenset({"VERB", "AUX"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
OWN_SUBJECT = frozenset({"by", "in", "after", "before", "without", "while", "on", "upon", "since", "despite"})
"""Prepositions before a gerund that is done by the subject of the main verb, not by its object."""
DEPTH = 8
"""How far a missing subject is looked for; deeper chains are parser noise."""


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is a passive, or a bare participle that says which noun ("captured soldiers")."""
    token = tree.tokens[verb]
    attribute = token.tag == "VBN" and token.dep == "amod" and not children(tree, verb, "nsubj", "dobj")
    return attribute or bool(children(tree, verb, "agent")) or clauses.is_passive(tree, verb)


def surface_subject(tree: Tree, verb: int, *, depth: int = 0) -> list[int]:
    """Return the heads of the subject as it stands, or as it is understood from a governing clause."""
    own = children(tree, verb, "nsubj", "nsubjpass")
    if own:
        return [whom for index in own for whom in _resolve_relative(tree, verb, index)]
    token = tree.tokens[verb]
    if depth > DEPTH or token.head == verb:
        return []
    return _understood_subject(tree, verb, depth=depth + 1)


def _resolve_relative(tree: Tree, verb: int, subject: int) -> list[int]:
    """Replace "who" or "which" by the noun that its clause modifies."""
    if tree.tokens[subject].tag in {"WP", "WDT"} or tree.tokens[subject].lemma.lower() in RELATIVE:
        above = verb
        while tree.tokens[above].dep == "conj":
            above = tree.tokens[above].head
        if tree.tokens[above].dep in {"relcl", "ccomp", "acl"} and tree.tokens[tree.tokens[above].head].pos in NOMINAL:
            return conjuncts(tree, tree.tokens[above].head)
    return conjuncts(tree, subject)


def _understood_subject(tree: Tree, verb: int, *, depth: int) -> list[int]:
    token = tree.tokens[verb]
    above = token.head
    if token.dep == "conj":
        return surface_subject(tree, above, depth=depth) if tree.tokens[above].pos in VERBAL else []
    if token.dep in {"xcomp", "advcl", "ccomp", "prep", "parataxis", "dep"}:
        if tree.tokens[above].pos not in VERBAL:
            return (
                subject_of_noun(tree, above, depth=depth)
                if tree.tokens[above].pos == "NOUN"
                else _above_adjective(tree, above, depth)
            )
        controlled = children(tree, above, "dobj") if token.dep == "xcomp" else []
        heads = [head for index in controlled for head in conjuncts(tree, index)]
        return heads or surface_subject(tree, above, depth=depth)
    if token.dep == "pcomp":
        return _subject_of_gerund(tree, above, depth=depth)
    if token.dep in {"acl", "relcl"}:
        if token.tag in {"VB", "VBP"} or children(tree, verb, "aux"):
            return subject_of_noun(tree, above, depth=depth)
        return conjuncts(tree, above)
    return []


def _above_adjective(tree: Tree, adjective: int, depth: int) -> list[int]:
    """Return the subject of the copula: "is ready to attack"."""
    above = tree.tokens[adjective].head
    return surface_subject(tree, above, depth=depth) if tree.tokens[above].pos in VERBAL and above != adjective else []


def _subject_of_gerund(tree: Tree, preposition: int, *, depth: int) -> list[int]:
    above = tree.tokens[preposition].head
    word = tree.tokens[preposition].lemma.lower()
    if tree.tokens[above].pos == "NOUN":
        return subject_of_noun(tree, above, depth=depth)
    if word not in OWN_SUBJECT:
        object_ = objects(tree, above)
        if object_:
            return object_
    return surface_subject(tree, above, depth=depth)


def subject_of_noun(tree: Tree, noun: int, *, depth: int = 0) -> list[int]:
    """Return who holds a plan, decision or threat: its possessor, or the subject of the verb that it depends on."""
    owners = children(tree, noun, "poss")
    if owners:
        return [head for index in owners for head in conjuncts(tree, index)]
    above = tree.tokens[noun].head
    if (
        depth <= DEPTH
        and above != noun
        and tree.tokens[above].pos in VERBAL
        and tree.tokens[noun].dep in {"dobj", "attr"}
    ):
        return surface_subject(tree, above, depth=depth + 1)
    return []


def agents(tree: Tree, verb: int) -> list[int]:
    """Return the heads of who does it: the subject of the active, the by-phrase of the passive."""
    if not is_passive(tree, verb):
        return surface_subject(tree, verb)
    return [
        head
        for by in children(tree, verb, "agent")
        for noun in children(tree, by, "pobj")
        for head in conjuncts(tree, noun)
    ]


def objects(tree: Tree, verb: int) -> list[int]:
    """Return the heads of whom it is done to: the direct object, or the subject of the passive."""
    if is_passive(tree, verb):
        token = tree.tokens[verb]
        if token.dep in {"acl", "amod"} and not children(tree, verb, "nsubjpass"):
            return conjuncts(tree, token.head)
        return surface_subject(tree, verb)
    own = children(tree, verb, "dobj")
    if own:
        heads = [head for index in own for head in conjuncts(tree, index)]
        if any(tree.tokens[index].lemma.lower() in RELATIVE for index in own) and tree.tokens[verb].dep == "relcl":
            return conjuncts(tree, tree.tokens[verb].head)
        return heads
    if tree.tokens[verb].dep == "relcl" and children(tree, verb, "nsubj"):
        subject = children(tree, verb, "nsubj")[0]
        if any(tree.tokens[owner].lemma.lower() == "whose" for owner in children(tree, subject, "poss")):
            return []
        if tree.tokens[subject].lemma.lower() not in RELATIVE:
            return conjuncts(tree, tree.tokens[verb].head)
        return []
    raised = [
        subject
        for below in children(tree, verb, "ccomp", "xcomp")
        if tree.tokens[below].tag == "VB" and not any(tree.tokens[a].tag == "MD" for a in children(tree, below, "aux"))
        for subject in children(tree, below, "nsubj")
    ]
    if raised:
        return [head for index in raised for head in conjuncts(tree, index)]
    return _shared_objects(tree, verb)


def _shared_objects(tree: Tree, verb: int) -> list[int]:
    """The object of the next verb, where nothing of its own stands between: "attacked and destroyed the village"."""
    own = children(tree, verb, "prep", "dative", "xcomp", "ccomp", "npadvmod", "acomp", "attr")
    if any(index > verb for index in own):
        return []
    for other in children(tree, verb, "conj"):
        if tree.tokens[other].pos == "VERB" and not children(tree, other, "nsubj", "nsubjpass"):
            return [head for index in children(tree, other, "dobj") for head in conjuncts(tree, index)]
    return []


def indirect_objects(tree: Tree, verb: int) -> list[int]:
    """Return the heads of the recipient: a bare dative or one with "to"."""
    found: list[int] = []
    for index in children(tree, verb, "dative"):
        below = children(tree, index, "pobj")
        found.extend(head for noun in (below or [index]) for head in conjuncts(tree, noun))
    return found


def attributes(tree: Tree, verb: int) -> list[int]:
    """Return the heads of the predicate noun or adjective, small clauses included ("set two trucks ablaze")."""
    small = [i for i in children(tree, verb, "ccomp", "advcl") if tree.tokens[i].pos in {"NOUN", "ADJ", "ADV"}]
    return [head for i in (*children(tree, verb, "attr", "acomp", "oprd"), *small) for head in conjuncts(tree, i)]


def complements(tree: Tree, word: int) -> list[int]:
    """Return the heads of clauses that say what is agreed, asked or refused: infinitive, that-clause, gerund."""
    found = children(tree, word, "xcomp", "ccomp", "acl")
    for preposition in children(tree, word, "prep"):
        found.extend(children(tree, preposition, "pcomp"))
    return sorted(head for index in found for head in conjuncts(tree, index) if tree.tokens[head].pos in VERBAL)


def purposes(tree: Tree, verb: int) -> list[int]:
    """Return infinitives that hang on a verb as adverbials: parsers often read "committed to train" so."""
    found = [
        index
        for index in children(tree, verb, "advcl", "relcl")
        if any(tree.tokens[a].tag == "TO" for a in children(tree, index, "aux"))
    ]
    return [head for index in found for head in conjuncts(tree, index)]


def prepositions(tree: Tree, word: int) -> Iterator[tuple[str, int]]:
    """Yield (preposition, head of its object) for the phrases that hang on a word, chained ones included."""
    waiting = children(tree, word, "prep", "agent", "dative")
    while waiting:
        index = waiting.pop(0)
        name = tree.tokens[index].lemma.lower()
        for noun in children(tree, index, "pobj", "pcomp"):
            for head in conjuncts(tree, noun):
                yield name, head
        waiting.extend(children(tree, index, "prep"))
        waiting.extend(other for other in children(tree, index, "conj") if tree.tokens[other].pos in {"ADP", "SCONJ"})


def clause(tree: Tree, word: int) -> list[int]:
    """Return the tokens of the clause that a word heads, without clauses below it."""
    return subtree(tree, word, stop=CLAUSES | {"conj"})
