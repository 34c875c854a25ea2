"""Find how far a clause reaches that a verb of speech or thought holds: "that ..." with all that belongs to it."""

from detente.clauses import DEEPEST, SUBJECTS, has
from detente.model import Tree
from detente.packs.speech import Speech
from detente.stages.quotes.cues import Cue, outer_verb, turned
from detente.stages.quotes.reached import Reached, phrase_start
from detente.trees import children

_CLAUSAL = frozenset({"clause", "object", "verb", "named", "of"})
"""Contents of verbs that a clause may follow."""
_PARTING = frozenset({",", "--", "\u2013", "\u2014"})
"""Marks that part a remark from what it is about."""
_LEADING = 6
"""Tokens that may stand between a cue and the subject of what is said and tell when it was said."""


def find_clause(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the first and last token of the clause that a cue governs, or None."""
    tree, verb = reached.tree, cue.verb
    if cue.contents & _CLAUSAL:
        clauses = children(tree, verb, "ccomp", "parataxis", "conj", "csubj")
        if "clause" in cue.contents:
            clauses += [at for at in children(tree, verb, "advcl") if at > verb and _joined_by_that(tree, at)]
        if cue.last > verb and tree.tokens[cue.last].pos == "ADJ":
            clauses = [at for at in clauses if at != cue.last] + children(tree, cue.last, "ccomp", "csubj")
        for child in sorted(clauses, key=lambda at: at < verb):
            if _is_said_clause(tree, cue, child):
                return _clause(reached, cue, child, speech)
    if cue.contents & {"clause"} and (astray := _astray(reached, cue, speech)) is not None:
        return _clause(reached, cue, astray, speech)
    return None


def _is_said_clause(tree: Tree, cue: Cue, child: int) -> bool:
    token = tree.tokens[child]
    if child < cue.verb and any(tree.tokens[at].text == ";" for at in range(child, cue.verb)):
        return False
    if token.dep == "csubj":
        return child > cue.verb and has(tree, child, "mark", *SUBJECTS)
    if token.dep == "ccomp":
        if token.tag == "VBG" and "clause" in cue.contents and not has(tree, child, "aux", *SUBJECTS):
            return child < cue.verb or not cue.contents & {"gerund"}
        return tree.tokens[child].pos not in {"NOUN", "PROPN"} or has(tree, child, "nsubj", "mark", "aux")
    if token.dep == "advcl":
        return True
    if token.dep == "parataxis":
        return child > cue.verb and ":" in (tree.tokens[between].text for between in range(cue.verb, child))
    joined = [at for at in (child, cue.verb) if any(_is_that(tree, below) for below in children(tree, at, "mark"))]
    return joined == [child]


def _is_that(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text.lower() == "that"


def _astray(reached: Reached, cue: Cue, speech: Speech) -> int | None:
    """Return a "that" clause that was parsed as one of a noun beside the cue ("said in a statement that ...").

    Its "that" joins it: a pronoun would be its subject or object ("told a story that moved them").
    """
    tree = reached.tree
    waiting, seen = children(tree, cue.verb, "prep", "dobj", "npadvmod", "dative", "agent"), 0
    while waiting and seen < DEEPEST:
        at = waiting.pop(0)
        seen += 1
        token = tree.tokens[at]
        if at > cue.verb and token.dep in {"acl", "relcl", "ccomp"} and _joined_by_that(tree, at):
            return at
        if token.dep == "relcl" and cue.lemma in speech.addressing and _is_bare(tree, at):
            return at
        if token.dep not in {"relcl", "ccomp"} and token.lemma not in speech.nouns - {"statement"}:
            waiting.extend(tree.below[at])
    return None


def _is_bare(tree: Tree, clause: int) -> bool:
    """Tell whether a clause behind who is spoken to is no relative one ("told a friend he had done it")."""
    subjects = children(tree, clause, "nsubj", "nsubjpass")
    leading = (tree.tokens[at] for at in tree.below[clause] if at < clause)
    wh = any(token.tag in {"WDT", "WP", "WP$", "WRB"} or token.text.lower() == "that" for token in leading)
    complete = has(tree, clause, "dobj", "attr", "acomp", "ccomp", "xcomp", "auxpass")
    return bool(subjects) and complete and not wh


def _joined_by_that(tree: Tree, clause: int) -> bool:
    marks = [child for child in tree.below[clause] if tree.tokens[child].text.lower() == "that" and child < clause]
    return (
        bool(marks)
        and tree.tokens[marks[0]].dep == "mark"
        and any(child > marks[0] for child in children(tree, clause, *SUBJECTS))
    )


def _clause(reached: Reached, cue: Cue, child: int, speech: Speech) -> tuple[int, int]:
    """Return the extent of a clause and of further "that" clauses joined to it; the cue is cut off the end."""
    tree = reached.tree
    first, last = reached.left[child], reached.right[child]
    for other in children(tree, cue.verb, "conj", "ccomp"):
        joined = _is_said_clause(tree, cue, other) or _is_shifted(tree, cue, child, other, speech)
        if other > last and child > cue.verb and joined:
            last = reached.right[other]
    if child > cue.verb:
        last = min(last, _shared_with(reached, cue, child, speech) - 1)
        last = conditioned(reached, cue, last, speech)
    if first > cue.last:
        joint = [at for at in children(tree, child, "mark") if _is_that(tree, at) and first < at < child]
        first = joint[0] if joint else first
        if not has(tree, child, "mark", *SUBJECTS):
            first = _after_that(reached, cue, first, speech)
        first = _after_date(reached, cue, child, first)
    if turned(tree, cue.verb) is not None or _is_parenthetical(reached, cue, first):
        first = min(first, reached.left[cue.verb])
    return _without_cue(reached, cue, first, last)


def _is_shifted(tree: Tree, cue: Cue, child: int, other: int, speech: Speech) -> bool:
    """Tell whether a clause joined to a past cue is put back in time as what it says is ("..., but it had stopped")."""
    tokens = tree.tokens
    if tokens[cue.verb].tag not in {"VBD", "VBN"} or tokens[other].dep != "conj":
        return False
    shifted = [{tokens[at].text.lower() for at in children(tree, clause, "aux")} for clause in (child, other)]
    speaks = bool(speech.contents(tokens[other].lemma.lower()))
    pronoun = any(tokens[at].tag == "PRP" for at in children(tree, other, *SUBJECTS))
    return pronoun and not speaks and all(words & speech.shifted for words in shifted)


def _shared_with(reached: Reached, cue: Cue, child: int, speech: Speech) -> int:
    """Return where a verb begins that was parsed as part of what is said, but is the speaker's ("said X and urged Y").

    So is a verb of speech with a subject of its own after a comma ("said X, while Iran said Y").
    """
    tree = reached.tree
    waiting = [child]
    for at in waiting:
        if len(waiting) > DEEPEST:
            break
        for other in children(tree, at, "conj", "advcl", "dobj", "appos", "attr", "npadvmod", "dep"):
            if (
                outer_verb(tree, other, speech) == cue.verb
                or _is_apart(reached, other, speech)
                or is_remark(reached, other, speech)
            ):
                begins = reached.left[other]
                while begins - 1 > cue.verb and tree.tokens[begins - 1].pos in {"CCONJ", "PUNCT"}:
                    begins -= 1
                return begins
            waiting.append(other)
    return len(tree.tokens)


def _is_apart(reached: Reached, verb: int, speech: Speech) -> bool:
    """Tell whether a verb of speech after a comma has its own subject and content: another speaker's sentence."""
    tree = reached.tree
    tokens, begins = tree.tokens, reached.left[verb]
    if tokens[verb].pos not in {"VERB", "AUX"} or not speech.contents(tokens[verb].lemma.lower()):
        return False
    if not children(tree, verb, "ccomp", "dobj", "xcomp"):
        return False
    subjects = children(tree, verb, *SUBJECTS)
    contrasted = tokens[verb].dep == "conj" or tokens[begins].text.lower() in speech.contrasts
    parted = begins > 0 and ("," in (tokens[begins - 1].text, tokens[max(0, begins - 2)].text))
    return bool(subjects) and tokens[subjects[0]].pos in {"NOUN", "PROPN"} and contrasted and parted


def is_remark(reached: Reached, noun: int, speech: Speech) -> bool:
    """Tell whether a noun after a comma is the reporter's word on what was said ("..., a view few economists share").

    It is one of speech or thought, or others say something of it ("a figure that unions say is too low").
    """
    tree = reached.tree
    tokens, begins = tree.tokens, reached.left[noun]
    if tokens[noun].pos != "NOUN" or begins == 0 or tokens[begins - 1].text not in _PARTING:
        return False
    if not any(tokens[at].text.lower() in {"a", "an"} for at in children(tree, noun, "det")):
        return False
    if tokens[noun].lemma.lower() in speech.nouns:
        return has(tree, noun, "acl", "relcl")
    said = [at for at in children(tree, noun, "relcl", "acl") if speech.contents(tokens[at].lemma.lower())]
    return any(has(tree, at, *SUBJECTS) and has(tree, at, "ccomp") for at in said)


def conditioned(reached: Reached, cue: Cue, last: int, speech: Speech) -> int:
    """Return the end of a content with a condition, a cause or an apposition behind it, parsed as one of the cue."""
    tree = reached.tree
    for child in children(tree, cue.verb, "advcl", "dobj", "appos", "attr"):
        begins = reached.left[child]
        parted = begins == last + 2 and tree.tokens[last + 1].text == ","
        if begins <= last or not (parted or begins == last + 1) or is_remark(reached, child, speech):
            continue
        word = tree.tokens[begins].text.lower()
        if tree.tokens[child].dep != "advcl":
            last = reached.right[child] if parted else last
        elif word in (speech.provisos if parted else speech.conditions):
            last = reached.right[child]
    return last


def _after_that(reached: Reached, cue: Cue, first: int, speech: Speech) -> int:
    """Return where a clause begins whose subject was parsed away from it: after "that", or as object of the cue."""
    tree = reached.tree
    for at in range(first - 1, max(cue.last, first - DEEPEST), -1):
        if tree.tokens[at].text.lower() == "that":
            return at + 1
    for child in children(tree, cue.verb, "dobj"):
        if cue.verb < child < first and cue.lemma not in speech.addressing:
            return min(first, reached.left[child])
    return first


def _after_date(reached: Reached, cue: Cue, child: int, first: int) -> int:
    """Pass over what stands before "that" or the subject and tells when it was said ("said on Friday it would pay")."""
    tree = reached.tree
    if first != cue.last + 1:
        return first
    leading = [at for at in tree.below[child] if at < child]
    marks = [at for at in leading if tree.tokens[at].dep == "mark" and tree.tokens[at].text.lower() == "that"]
    if marks and first < marks[0] <= first + _LEADING:
        return marks[0]
    subjects = [at for at in leading if tree.tokens[at].dep in SUBJECTS]
    if not subjects or reached.left[subjects[0]] <= first:
        return first
    begins = reached.left[subjects[0]]
    dated = any(token.ent in {"DATE", "TIME"} for token in tree.tokens[first:begins])
    parted = any(token.pos == "PUNCT" for token in tree.tokens[first:begins])
    return begins if dated and not parted and begins - first <= _LEADING else first


def _is_parenthetical(reached: Reached, cue: Cue, first: int) -> bool:
    """Tell whether a cue stands between commas after the beginning of what is said ("if X, he warned, Y")."""
    tree = reached.tree
    begins = min(cue.first, phrase_start(reached, cue))
    left = reached.left[cue.verb]
    if cue.subject is None or first <= cue.last or begins <= left or tree.tokens[begins - 1].text != ",":
        return False
    before = [child for child in tree.below[cue.verb] if child < begins and tree.tokens[child].dep != "punct"]
    spoken = all(tree.tokens[child].dep in {"advcl", "prep", "advmod", "npadvmod"} for child in before)
    return bool(before) and spoken and tree.tokens[cue.last + 1].text == "," if first > cue.last + 1 else False


def _without_cue(reached: Reached, cue: Cue, first: int, last: int) -> tuple[int, int]:
    begins = cue.first if cue.subject is None else min(cue.first, phrase_start(reached, cue))
    if first < begins <= last <= max(cue.last, reached.right[cue.verb]) and last <= cue.last:
        last = begins - 1
    return first, last
