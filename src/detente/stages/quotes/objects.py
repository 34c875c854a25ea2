"""Find what a verb of speech says without a finite clause: infinitive, gerund, object or prepositional phrase."""

from detente.clauses import SUBJECTS, has
from detente.model import Tree
from detente.packs.speech import Speech
from detente.stages.quotes.clausal import conditioned
from detente.stages.quotes.cues import Cue
from detente.stages.quotes.reached import Reached
from detente.trees import children


def find_object(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the first and last token of what a cue says in fewer words than a clause, or None."""
    return (
        _infinitive(reached, cue, speech)
        or _gerund(reached, cue)
        or _object(reached, cue, speech)
        or _prepositional(reached, cue, speech)
    )


def _infinitive(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    tree = reached.tree
    if cue.passive:
        return _reputed(reached, cue, speech)
    if "verb" not in cue.contents:
        return None
    clauses = [child for child in children(tree, cue.verb, "xcomp", "ccomp", "advcl") if child > cue.verb]
    clauses = [child for child in clauses if has(tree, child, "aux") and tree.tokens[child].tag == "VB"]
    if not clauses or (cue.lemma in speech.unsaid_verbs and speech.contents(tree.tokens[clauses[0]].lemma.lower())):
        return None
    last = clauses[0]
    addressed = [child for child in children(tree, cue.verb, "dobj", "dative") if cue.verb < child < last]
    addressed += [
        inner
        for at in children(tree, cue.verb, "prep")
        for inner in children(tree, at, "pobj")
        if cue.verb < inner < last and tree.tokens[at].text.lower() in speech.prepositions.get(cue.lemma, ())
    ]
    first = min([reached.left[last], *(reached.left[child] for child in addressed)])
    first += tree.tokens[first].text.lower() == "for"
    return first, conditioned(reached, cue, reached.right[last], speech)


def _reputed(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the clause of "the hostages are said to be in good health", which names nobody who says so."""
    tree = reached.tree
    if cue.lemma not in speech.reputed:
        return None
    subjects = children(tree, cue.verb, "nsubjpass")
    clauses = [child for child in children(tree, cue.verb, "xcomp", "ccomp", "advcl") if child > cue.verb]
    clauses = [child for child in clauses if has(tree, child, "aux") and not has(tree, child, *SUBJECTS)]
    if not subjects or not clauses or tree.tokens[subjects[0]].tag in {"WDT", "WP"}:
        return None
    return reached.left[subjects[0]], reached.right[clauses[0]]


def _gerund(reached: Reached, cue: Cue) -> tuple[int, int] | None:
    """Return "taking bribes" of "denied taking bribes"."""
    if "gerund" not in cue.contents or cue.passive:
        return None
    tree = reached.tree
    for child in children(tree, cue.verb, "xcomp", "ccomp", "pcomp"):
        if child > cue.verb and (tree.tokens[child].tag == "VBG" or _begins_in_ing(tree, child)):
            return reached.left[child], reached.right[child]
    return None


def _begins_in_ing(tree: Tree, clause: int) -> bool:
    return any(tree.tokens[at].tag == "VBG" for at in children(tree, clause, "aux", "auxpass")[:1])


def _valued(reached: Reached, cue: Cue) -> tuple[int, int] | None:
    """Return "the offer as an insult" of "saw the offer as an insult"."""
    tree = reached.tree
    small = [
        child
        for child in children(tree, cue.verb, "ccomp", "oprd")
        if child > cue.verb and tree.tokens[child].pos in {"ADJ", "NOUN", "ADP", "ADV"} and not has(tree, child, "mark")
    ]
    objects = [child for child in children(tree, cue.verb, "dobj") if child > cue.verb]
    places = (cue.verb, *objects)
    named = [
        child
        for at in places
        for child in children(tree, at, "prep")
        if child > cue.verb and tree.tokens[child].text.lower() == "as"
    ]
    if not (objects and named) and not (small and (objects or has(tree, small[0], "nsubj"))):
        return None
    spans = [*objects, *named, *small]
    return min(reached.left[at] for at in spans), max(reached.right[at] for at in spans)


def _rated(reached: Reached, cue: Cue) -> tuple[int, int] | None:
    """Return "the toll at 40" of "put the toll at 40" and "the figure higher" of "put the figure higher"."""
    tree = reached.tree
    objects = [child for child in children(tree, cue.verb, "dobj") if child > cue.verb]
    if not objects or cue.subject is None:
        return None
    rates = [
        child
        for at in (cue.verb, objects[0])
        for child in children(tree, at, "prep", "advmod", "oprd")
        if child > objects[0] and (tree.tokens[child].text.lower() == "at" or tree.tokens[child].tag in {"RBR", "JJR"})
    ]
    counted = any(tree.tokens[at].pos == "NUM" or tree.tokens[at].tag in {"RBR", "JJR"} for at in _below(tree, rates))
    if not rates or not counted:
        return None
    tail = [child for child in children(tree, cue.verb, "prep") if reached.left[child] == reached.right[rates[-1]] + 1]
    extended = [child for child in tail if tree.tokens[child].text.lower() in {"over", "for", "to"}]
    return reached.left[objects[0]], reached.right[(extended or rates)[-1]]


def _below(tree: Tree, places: list[int]) -> list[int]:
    """Return tokens and the two generations below them."""
    inner = [child for at in places for child in tree.below[at]]
    return [*places, *inner, *(child for at in inner for child in tree.below[at])]


def _object(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the object of "condemned the attack as a crime", the subject of its passive, or what is called what."""
    tree = reached.tree
    if "of" in cue.contents:
        return _charge(reached, cue, speech)
    if "valued" in cue.contents and not cue.passive:
        return _valued(reached, cue)
    if "rated" in cue.contents and not cue.passive and (rated := _rated(reached, cue)) is not None:
        return rated
    if "object" in cue.contents and cue.passive and (given := children(tree, cue.verb, "dobj")):
        return reached.left[given[0]], reached.right[given[0]]
    found = "clause" in cue.contents and _is_document(tree, cue, speech)
    if not found and not cue.contents & {"object", "named"}:
        return None
    if cue.passive:
        above = tree.tokens[cue.verb].head
        subjects = children(tree, cue.verb, "nsubjpass") or (
            children(tree, above, "nsubjpass") if tree.tokens[cue.verb].dep == "conj" else []
        )
        usable = subjects and cue.subject is not None and tree.tokens[subjects[0]].pos in {"NOUN", "PROPN"}
        return (reached.left[subjects[0]], reached.right[subjects[0]]) if usable else None
    named = [child for child in children(tree, cue.verb, "oprd", "ccomp", "attr") if child > cue.verb]
    for at in (cue.verb, *children(tree, cue.verb, "dobj")):
        named += [
            child
            for child in children(tree, at, "prep")
            if child > cue.verb and tree.tokens[child].text.lower() == "as"
        ]
        named += children(tree, at, "appos") if at != cue.verb else []
    sharing = (cue.verb, *(child for child in children(tree, cue.verb, "conj") if not has(tree, child, *SUBJECTS)))
    objects = [child for at in sharing for child in children(tree, at, "dobj")][:1]
    if objects and tree.tokens[objects[0]].ent == "PERSON" and "object" in cue.contents:
        named += [
            child
            for at in (cue.verb, objects[0])
            for child in children(tree, at, "prep")
            if tree.tokens[child].text.lower() == "for" and child > objects[0]
        ]
    objects = [child for child in objects if tree.tokens[child].ent != "PERSON" or named]
    if not objects or ("object" not in cue.contents and not found):
        if not named or not cue.contents & {"named", "object"}:
            return None
        in_relative = tree.tokens[cue.verb].dep == "relcl"
        if not objects and not in_relative and not any(has(tree, child, "nsubj") for child in named):
            return None
    elif not named and (tree.tokens[objects[0]].tag == "PRP" or tree.tokens[objects[0]].lemma.lower() == "nothing"):
        return None
    spans = [*objects, *named]
    if objects and not named and objects[0] > cue.verb:
        return reached.left[objects[0]], _object_end(reached, cue, objects[0], speech)
    if (relative := min(reached.left[at] for at in spans)) < cue.verb and tree.tokens[relative].tag == "WDT":
        return cue.last + 1, max(reached.right[at] for at in spans)
    return min(reached.left[at] for at in spans), max(reached.right[at] for at in spans)


def _object_end(reached: Reached, cue: Cue, head: int, speech: Speech) -> int:
    """Return the end of an object: with a "for" phrase parsed as the verb's, without a day at its end."""
    tree = reached.tree
    last = reached.right[head]
    for child in children(tree, cue.verb, "prep"):
        if reached.left[child] == last + 1 and tree.tokens[child].text.lower() in speech.adjoining:
            last = reached.right[child]
    for child in children(tree, head, "prep"):
        if (
            _is_dated(tree, child)
            and reached.right[child] == last
            and tree.tokens[child].text.lower() in {"on", "at", "in"}
        ):
            return reached.left[child] - 1
    return last


def _is_dated(tree: Tree, preposition: int) -> bool:
    return any(tree.tokens[at].ent in {"DATE", "TIME"} for at in children(tree, preposition, "pobj"))


def _is_document(tree: Tree, cue: Cue, speech: Speech) -> bool:
    """Tell whether a finding is one of something read or counted: "the poll showed support slipping"."""
    if cue.subject is None or cue.passive or not set(speech.classes(cue.lemma)) & {"finding"}:
        return False
    return tree.tokens[cue.subject].lemma.lower() in speech.documents


def _charge(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    tree = reached.tree
    places = (cue.verb, *(child for child in children(tree, cue.verb, "dobj") if child > cue.verb))
    charged = [
        child
        for at in places
        for child in children(tree, at, "prep")
        if tree.tokens[child].text.lower() in {"of", "for", "with", "on"} and not _is_dated(tree, child)
    ]
    if not charged or (cue.passive and cue.subject is None and cue.lemma not in speech.charged):
        return None
    objects = children(tree, cue.verb, "dobj") if not cue.passive else []
    first = min(reached.left[at] for at in (*objects, *charged))
    last = max(reached.right[at] for at in (*objects, *charged))
    return (first if objects else charged[0] + 1), last


def _prepositional(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    words = speech.prepositions.get(cue.lemma, frozenset())
    tree = reached.tree
    if cue.passive and cue.subject is None:
        return None
    places = [
        cue.verb,
        *(at for at in children(tree, cue.verb, "dobj") if tree.tokens[at].text.lower() in speech.unsaid_words),
    ]
    for child in (found for at in places for found in children(tree, at, "prep", "dative")):
        if tree.tokens[child].text.lower() not in words and not (
            cue.negated and cue.lemma in speech.bare and tree.tokens[child].text.lower() in {"about", "on", "of"}
        ):
            continue
        governed = children(tree, child, "pobj", "pcomp")
        if governed and tree.tokens[governed[0]].ent not in {"DATE", "TIME"}:
            last = reached.right[governed[0]]
            clauses = [at for at in children(tree, cue.verb, "xcomp", "advcl") if at > last and "verb" in cue.contents]
            return reached.left[governed[0]], max([last, *(reached.right[at] for at in clauses[:1])])
    return None
