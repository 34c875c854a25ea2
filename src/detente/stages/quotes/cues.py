"""Find the verbs of speech outside quotation marks, with who speaks and whether it was left unsaid."""
# ruff: noqa: RUF001 -- quotation marks of every kind are what this file is about

from collections.abc import Sequence

import msgspec

from detente.clauses import DEEPEST, SUBJECTS, find_agent, find_subject, has, is_passive, verb_lemma
from detente.model import Tree
from detente.packs.speech import Speech
from detente.trees import children

_VERBS = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OBJECTS = frozenset({"object", "of", "named", "valued", "gerund"})
"""Contents that a verb loses with a particle that the pack does not know ("wrote off the debt")."""
_CLOSING = frozenset({'"', "”", "''", "’", "'", "»"})


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A verb of speech in the tree of a sentence; `first` to `last` are the tokens of its span."""

    sentence: int
    verb: int
    lemma: str
    contents: frozenset[str]
    first: int
    last: int
    subject: int | None
    negated: bool
    passive: bool
    addressing: bool = False
    """True where the object is who is spoken to."""


def find_cues(trees: Sequence[Tree], speech: Speech) -> list[Cue]:
    """Return every verb that can be one of speech, in order."""
    found: list[Cue] = []
    for sentence, tree in enumerate(trees):
        for index, token in enumerate(tree.tokens):
            if token.pos == "ADJ" and token.lemma.lower() in speech.adjectives:
                found.extend(_attitude(tree, sentence=sentence, index=index, speech=speech))
                continue
            if not _is_verb(tree, index) or token.dep in {"aux", "auxpass", "amod", "compound"}:
                continue
            if token.dep in {"advcl", "ccomp", "acl"} and (
                _is_condition(tree, index, speech) or _is_prompt(tree, index) or _is_mere(tree, index, speech)
            ):
                continue
            lemma = verb_lemma(tree, index) if token.pos in _VERBS else token.text.lower()
            if (clear := _made(tree, index, speech)) is not None:
                lemma = f"{token.lemma.lower()} {tree.tokens[clear].text.lower()}"
            contents = speech.contents(lemma) or (speech.contents(token.lemma.lower()) - _OBJECTS)
            if not contents and _closes(tree, index):
                contents = frozenset({"quote"})
            if contents and contents <= _OBJECTS and _is_wanted(tree, index, speech):
                continue
            if contents or lemma in speech.prepositions or _as_put(tree, index, speech):
                found.append(_cue(tree, sentence=sentence, index=index, lemma=lemma, contents=contents, speech=speech))
    return found


def _closes(tree: Tree, index: int) -> bool:
    """Tell whether an unknown verb stands with its subject right behind a quotation with a comma: '"No," wheezed Tom'."""
    tokens = tree.tokens
    subjects = children(tree, index, "nsubj")
    if tokens[index].pos != "VERB" or tokens[index].tag not in _FINITE or not subjects:
        return False
    first = index
    if subjects[-1] < index:
        first = min([subjects[-1], *tree.below[subjects[-1]]])
    elif has(tree, index, "dobj", "xcomp"):
        return False
    return first > 1 and tokens[first - 1].text in _CLOSING and tokens[first - 2].text == ","


def _is_mere(tree: Tree, index: int, speech: Speech) -> bool:
    """Tell whether a verb is an infinitive beside a noun that says nothing itself: "little reason to worry about it"."""
    token = tree.tokens[index]
    if token.dep != "acl" or not any(tree.tokens[at].tag == "TO" for at in children(tree, index, "aux")):
        return False
    return tree.tokens[token.head].lemma.lower() not in speech.nouns


def _is_wanted(tree: Tree, index: int, speech: Speech) -> bool:
    """Tell whether a verb is an infinitive that somebody wants or asks for: "wants the summit to endorse a policy"."""
    token = tree.tokens[index]
    infinitive = any(tree.tokens[at].tag == "TO" for at in children(tree, index, "aux"))
    return infinitive and token.dep in {"xcomp", "ccomp"} and "verb" in speech.contents(tree.tokens[token.head].lemma)


def _made(tree: Tree, index: int, speech: Speech) -> int | None:
    """Return "clear" of "made clear that ..." or "back" of "shot back", right behind its verb."""
    after = index + 1
    if after >= len(tree.tokens) or tree.tokens[after].pos not in {"ADJ", "ADV"} or tree.tokens[after].head != index:
        return None
    return after if speech.contents(f"{tree.tokens[index].lemma.lower()} {tree.tokens[after].text.lower()}") else None


def _is_verb(tree: Tree, index: int) -> bool:
    """Tell whether a token is a verb, or was tagged a noun but has a subject and a clause ("prosecutors allege he lied")."""
    token = tree.tokens[index]
    if token.pos in _VERBS:
        return True
    if token.pos != "NOUN":
        return False
    subject = any(child < index for child in children(tree, index, "nsubj"))
    return subject and any(child > index for child in children(tree, index, "ccomp"))


def _is_prompt(tree: Tree, index: int) -> bool:
    """Tell whether a verb is a participle that tells what the speaker was asked ("asked if he would resign, he ...")."""
    token = tree.tokens[index]
    return (
        token.tag in {"VBN", "VBD"}
        and (token.dep == "advcl" or (token.dep == "acl" and token.tag == "VBN"))
        and not has(tree, index, "aux", "auxpass", *SUBJECTS)
        and find_agent(tree, index) is None
    )


def _attitude(tree: Tree, *, sentence: int, index: int, speech: Speech) -> list[Cue]:
    """Return "confident" of "is confident that a deal is near", where somebody is."""
    above = tree.tokens[index].head
    subjects = children(tree, above, "nsubj") if tree.tokens[above].pos in _VERBS else []
    clausal = any(child > index for child in children(tree, index, "ccomp"))
    if not subjects or not clausal or tree.tokens[subjects[0]].text.lower() in {"it", "that", "this", "what"}:
        return []
    return [
        Cue(
            sentence=sentence,
            verb=index,
            lemma=tree.tokens[index].lemma.lower(),
            contents=frozenset({"clause"}),
            first=index,
            last=index,
            subject=find_subject(tree, above),
            negated=_is_negated(tree, above, speech),
            passive=False,
        )
    ]


def _is_condition(tree: Tree, index: int, speech: Speech) -> bool:
    """Tell whether a verb heads a clause with "if" or "unless"."""
    return any(
        tree.tokens[child].dep == "mark" and tree.tokens[child].text.lower() in speech.conditional
        for child in tree.below[index]
    )


def _as_put(tree: Tree, index: int, speech: Speech) -> bool:
    """Tell whether a verb that is not one of speech stands in "as X put it"."""
    return tree.tokens[index].lemma in speech.as_verbs and any(
        tree.tokens[child].text.lower() == "as" for child in tree.below[index]
    )


def _cue(tree: Tree, *, sentence: int, index: int, lemma: str, contents: frozenset[str], speech: Speech) -> Cue:
    first, negated = unsaid(tree, index, speech)
    particles = [child for child in children(tree, index, "prt") if child > index]
    if (clear := _made(tree, index, speech)) is not None:
        particles.append(clear)
    passive = is_passive(tree, index)
    return Cue(
        sentence=sentence,
        verb=index,
        lemma=lemma,
        contents=contents,
        first=first,
        last=max([index, *particles]),
        subject=_speaker(tree, index, speech, passive=passive),
        negated=negated,
        passive=passive,
        addressing=lemma in speech.addressing,
    )


def _speaker(tree: Tree, index: int, speech: Speech, *, passive: bool) -> int | None:
    quoting = _quoting(tree, index, speech)
    if quoting is not None:
        quoted = children(tree, quoting, "dobj") or children(tree, quoting, "nsubjpass")
        return quoted[0] if quoted else None
    if passive:
        moved = tree.tokens[index].lemma.lower() in speech.moved
        return find_agent(tree, index) if not moved else find_subject(tree, index)
    if (outer := outer_verb(tree, index, speech)) is not None:
        return find_subject(tree, outer)
    if (inverted := turned(tree, index)) is not None:
        return inverted
    behind = [child for child in children(tree, index, "nsubj") if child > index]
    if behind and index and tree.tokens[index - 1].text in _CLOSING:
        return behind[0]
    own = [child for child in children(tree, index, "nsubj") if child < index]
    subject = own[-1] if len(own) > 1 else find_subject(tree, index)
    if subject is None and tree.tokens[index].dep in {"parataxis", "dep", "ccomp", "ROOT", "advcl"}:
        after = [child for child in children(tree, index, "dobj", "attr", "dep", "oprd") if child > index]
        if after and tree.tokens[after[0]].pos in {"PROPN", "PRON"}:
            return after[0]
    if subject is None and tree.tokens[index].tag in _FINITE and not has(tree, index, "expl"):
        return _adjacent(tree, index)
    if subject is not None and (tree.tokens[subject].tag in {"EX", "WDT", "WRB"} or tree.tokens[subject].pos == "VERB"):
        return None
    return subject


def _adjacent(tree: Tree, index: int) -> int | None:
    """Return the head of the noun phrase right before a verb whose subject was parsed as part of something else."""
    at = index - 1
    while at > 0 and tree.tokens[at].pos == "ADV":
        at -= 1
    if at < 0 or tree.tokens[at].pos not in _NOMINAL or tree.tokens[at].tag in {"WDT", "WP"}:
        return None
    best = at
    for _ in range(DEEPEST):
        above = tree.tokens[at].head
        if above >= at or tree.tokens[above].pos not in _NOMINAL | {"ADP"}:
            break
        if any(token.pos == "PUNCT" for token in tree.tokens[above:at]):
            break
        at = above
        best = at if tree.tokens[at].pos in _NOMINAL else best
    return best


def turned(tree: Tree, index: int) -> int | None:
    """Return the speaker of "talks, said one diplomat, had failed", which parsers take for an object."""
    if index == 0:
        return None
    before = tree.tokens[index - 1]
    quoted = before.text in _CLOSING
    if any(child > index for child in children(tree, index, *SUBJECTS)):
        return None
    after = [child for child in children(tree, index, "dobj", *(("attr", "dep") if quoted else ())) if child > index]
    parted = quoted or (before.text == "," and tree.tokens[index].lemma == "say")
    return after[0] if after and parted and tree.tokens[after[0]].pos in {"NOUN", "PROPN", "PRON"} else None


def outer_verb(tree: Tree, index: int, speech: Speech) -> int | None:
    """Return the verb of speech that a verb is joined to, though parsers join it to what is said.

    In "said villages had been burned and accused the army" the auxiliaries of the first clause do not fit "accused": it is
    the speaker's. Without such a sign a verb of speech is the speaker's where the first clause is about no person.
    """
    token = tree.tokens[index]
    if token.tag == "VBG":
        return _trailed(tree, index, speech)
    auxiliary = next(iter(children(tree, index, "aux")), None)
    finite = token.tag if auxiliary is None else tree.tokens[auxiliary].tag
    if token.tag == "VBN" and auxiliary is None and has(tree, index, "ccomp"):
        finite = "VBD"
    if token.dep != "conj" or finite not in _FINITE or has(tree, index, *SUBJECTS, "mark"):
        return None
    inner = token.head
    for _ in range(DEEPEST):
        if tree.tokens[inner].dep != "conj" or has(tree, inner, *SUBJECTS):
            break
        inner = tree.tokens[inner].head
    outer = tree.tokens[inner].head
    above = tree.tokens[outer]
    if tree.tokens[inner].dep != "ccomp" or outer > inner or above.pos not in _VERBS or above.tag not in _FINITE:
        return None
    if "clause" not in speech.contents(verb_lemma(tree, outer)):
        return None
    subject = next(iter(children(tree, inner, *SUBJECTS)), None)
    pronoun = subject is not None and tree.tokens[subject].tag == "PRP"
    speaks = bool(speech.contents(verb_lemma(tree, index)) - ({"verb"} if pronoun else set()))
    fits = token.tag != "VBN" and tree.tokens[token.head].tag in _FINITE and not has(tree, token.head, "aux", "auxpass")
    if not fits and auxiliary is None:
        joined = {tree.tokens[child].text.lower() for child in children(tree, token.head, "cc")}
        distinct = not token.text.lower().endswith("ed")
        return outer if speaks or ("but" in joined and distinct) else None
    lifeless = subject is not None and tree.tokens[subject].pos in {"NOUN", "NUM"} and not _is_named(tree, subject)
    same = pronoun and {finite, above.tag} <= {"VBZ", "VBP"}
    return outer if speaks and (lifeless or same) else None


def _trailed(tree: Tree, index: int, speech: Speech) -> int | None:
    """Return the verb of speech whose participle ends the sentence: "said it would close the mill, blaming imports".

    Where the clause before it is about somebody named, the participle is taken to be theirs unless it can only add to
    what was said.
    """
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    before = min([index, *tree.below[index]]) - 1
    speaks = speech.contents(verb_lemma(tree, index)) or lemma in speech.trailing
    parted = before > token.head and tree.tokens[before].text == ","
    if token.dep != "advcl" or not speaks or not parted or has(tree, index, "aux", "mark", *SUBJECTS):
        return None
    inner = token.head
    for _ in range(DEEPEST):
        if tree.tokens[inner].dep not in {"conj", "xcomp", "advcl"}:
            break
        inner = tree.tokens[inner].head
    outer = tree.tokens[inner].head
    if tree.tokens[inner].dep != "ccomp" or outer > inner or "clause" not in speech.contents(verb_lemma(tree, outer)):
        return None
    subject = next(iter(children(tree, inner, *SUBJECTS)), None)
    theirs = subject is not None and _is_named(tree, subject) and lemma not in speech.continuing
    return None if theirs else outer


def _is_named(tree: Tree, index: int) -> bool:
    return tree.tokens[index].ent in {"PERSON", "ORG", "GPE", "NORP"}


def _quoting(tree: Tree, index: int, speech: Speech) -> int | None:
    """Return the verb of "quoted X as saying"."""
    token = tree.tokens[index]
    if token.dep not in {"pcomp", "advcl"}:
        return None
    above = tree.tokens[token.head]
    if above.text.lower() == "as" and tree.tokens[above.head].lemma in speech.quoting:
        return above.head
    return token.head if above.lemma in speech.quoting else None


def unsaid(tree: Tree, index: int, speech: Speech) -> tuple[int, bool]:
    """Return where the cue begins ("declined" of "declined to comment") and whether nothing was said."""
    at, first, negative = index, index, _is_negated(tree, index, speech)
    for _ in range(DEEPEST):
        token = tree.tokens[at]
        above = tree.tokens[token.head]
        if token.dep == "conj" and not has(tree, at, "aux", *SUBJECTS):
            negative = negative or _is_negated(tree, token.head, speech)
            at = token.head
        elif token.dep == "xcomp" and above.lemma in speech.unsaid_verbs:
            refused = not _is_negated(tree, token.head, speech)
            return min(first, token.head), negative != refused
        elif (token.dep == "xcomp" and above.lemma == "have" and _has_word(tree, token.head, "yet")) or (
            token.dep == "pcomp" and above.text.lower() == "without"
        ):
            return first, True
        else:
            break
    return first, negative


def _is_negated(tree: Tree, index: int, speech: Speech) -> bool:
    for child in tree.below[index]:
        token = tree.tokens[child]
        if token.dep in {"neg", "advmod", "preconj", "cc", "dobj"} and token.text.lower() in speech.unsaid_words:
            return token.text.lower() != "nor" or token.dep != "cc"
        if token.dep == "nsubj" and child < index:
            first = tree.below[child][0] if tree.below[child] else child
            if tree.tokens[first].text.lower() in {"no", "neither", "none"} or token.text.lower() in {"nobody", "none"}:
                return True
    return False


def _has_word(tree: Tree, index: int, word: str) -> bool:
    return any(tree.tokens[child].text.lower() == word for child in tree.below[index])
