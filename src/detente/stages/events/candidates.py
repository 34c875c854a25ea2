"""Find where a tree tells of an event: triggers whose sense's conditions hold, best sense first."""

from collections.abc import Callable, Collection

import msgspec

from detente.model import Token, Tree
from detente.packs.lexicon import Lexicon, Sense
from detente.stages.events import slots
from detente.trees import children

PARTICLES = frozenset({"prt", "advmod", "prep"})
LOCAL = frozenset({"on", "in", "at", "for", "over", "from", "to", "with", "between"})
"""Prepositions whose object any word may be, but no date: "fired on Monday" has no target."""


PLAIN, ANY, PHRASAL = 2, 1, 3
"""Weights of a condition that names words, of one that any word fulfils, and of a trigger of two words."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A sense whose conditions hold, how much they weigh, and the words that they rest on."""

    sense: Sense
    weight: int
    used: tuple[int, ...]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A trigger in a sentence with its best sense and the runners-up."""

    sentence: int
    trigger: int
    light: int | None
    """The verb that lends an event noun its subject."""
    match: Match
    rivals: tuple[Match, ...]
    learned: bool = False
    """True where only the learned network sees an event."""

    @property
    def sense(self) -> Sense:
        """The best sense."""
        return self.match.sense

    @property
    def is_noun(self) -> bool:
        """True where the trigger is an event noun."""
        return bool(self.sense.noun)


def find_candidates(tree: Tree, lexicon: Lexicon, *, sentence: int) -> list[Candidate]:
    """Return a candidate for every token with at least one sense that holds, in order of the text."""
    found: list[Candidate] = []
    for index, token in enumerate(tree.tokens):
        if token.pos not in {"VERB", "NOUN", "PROPN", "AUX", "ADJ"}:
            continue
        light = _light_verb(tree, index, lexicon) if token.pos != "VERB" else None
        matches = [
            match
            for lemma, senses in _senses(tree, index, lexicon)
            for sense in senses
            if (match := _hold(sense, tree, index, light=light, lexicon=lexicon, lemma=lemma))
        ]
        if matches:
            matches.sort(key=lambda match: -match.weight)
            found.append(
                Candidate(sentence=sentence, trigger=index, light=light, match=matches[0], rivals=tuple(matches[1:]))
            )
    return found


def _senses(tree: Tree, index: int, lexicon: Lexicon) -> list[tuple[str, list[Sense]]]:
    """Return senses by lemma; a verb with a particle that the lexicon knows is that phrasal verb."""
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if token.pos in {"VERB", "AUX"}:
        lemma = _verb_lemma(token, lexicon.verbs)
        phrasal = [
            f"{lemma} {tree.tokens[child].lemma.lower()}"
            for child in children(tree, index, *PARTICLES)
            if child > index and not children(tree, child, "pobj", "pcomp")
        ]
        known = [(name, lexicon.verbs[name]) for name in phrasal if name in lexicon.verbs]
        return known or ([(lemma, lexicon.verbs[lemma])] if lemma in lexicon.verbs else [])
    if token.dep == "compound":
        return []
    found = [(name, lexicon.nouns[name]) for name in _noun_lemmas(token, lexicon.nouns)]
    if index > 1 and tree.tokens[index - 1].text == "-":
        hyphened = f"{tree.tokens[index - 2].text.lower()}-{lemma}"
        found.extend([(hyphened, lexicon.nouns[hyphened])] if hyphened in lexicon.nouns else [])
    for child in children(tree, index, "compound", "amod", "nmod"):
        before = tree.tokens[child]
        names = dict.fromkeys((f"{before.lemma.lower()} {lemma}", f"{before.text.lower()} {lemma}"))
        found.extend((name, lexicon.nouns[name]) for name in names if name in lexicon.nouns)
    return found


def _noun_lemmas(token: Token, known: Collection[str]) -> list[str]:
    """The lemma, or where the parser read a plural as a singular the word itself."""
    return [name for name in dict.fromkeys((token.lemma.lower(), token.text.lower())) if name in known][:1]


def _verb_lemma(token: Token, known: Collection[str]) -> str:
    """The lemma, or where the lexicon does not know it what the ending leaves ("raped" is no form of "rap")."""
    lemma, word = token.lemma.lower(), token.text.lower()
    stems = [lemma]
    if token.tag in {"VBD", "VBN"} and word.endswith("ed"):
        stems = [word[:-1], lemma, word[:-2], word[:-3]]
    elif token.tag == "VBG" and word.endswith("ing"):
        stems = [lemma, f"{word[:-3]}e", word[:-3], word[:-4]]
    return next((stem for stem in stems if stem in known), lemma)


def _light_verb(tree: Tree, noun: int, lexicon: Lexicon) -> int | None:
    """Return the light verb above a noun: "held talks", "talks were held", "took part in talks"."""
    top = noun
    while tree.tokens[top].dep in {"conj", "compound"} and tree.tokens[tree.tokens[top].head].pos in {"NOUN", "PROPN"}:
        top = tree.tokens[top].head
    token = tree.tokens[top]
    above = token.head
    if tree.tokens[above].pos in {"VERB", "AUX"} and token.dep in {"dobj", "nsubjpass", "nsubj", "attr"}:
        raised = children(tree, above, "xcomp", "oprd") if token.dep != "dobj" else []
        verbs = [above, *raised, *(below for verb in raised for below in children(tree, verb, "xcomp"))]
        return next((verb for verb in verbs if _is_light(tree, verb, lexicon)), None)
    if token.dep == "pobj" and tree.tokens[above].dep in {"prep", "prt"}:
        verb = tree.tokens[above].head
        name = f"{tree.tokens[verb].lemma.lower()} {tree.tokens[above].lemma.lower()}"
        return verb if tree.tokens[verb].pos == "VERB" and name in lexicon.light else None
    if token.dep == "acl":
        return None
    participle = children(tree, noun, "acl")
    return next((verb for verb in participle if _is_light(tree, verb, lexicon) and slots.is_passive(tree, verb)), None)


def _is_light(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    lemma = _verb_lemma(tree.tokens[verb], lexicon.light)
    return lemma in lexicon.light or any(
        f"{lemma} {tree.tokens[child].lemma.lower()}" in lexicon.light
        for child in children(tree, verb, *PARTICLES, "dobj")
    )


def _hold(sense: Sense, tree: Tree, index: int, *, light: int | None, lexicon: Lexicon, lemma: str) -> Match | None:
    """Return the match if all conditions of a sense hold at a trigger."""
    base = light if light is not None and sense.noun else index
    conditions: list[tuple[str, Callable[[], list[int]]]] = [
        (sense.subject, lambda: slots.agents(tree, base)),
        (sense.object, lambda: slots.objects(tree, index)),
        (sense.attribute, lambda: slots.attributes(tree, index)),
        (sense.complement, lambda: _complements(tree, index, infinitive=sense.infinitive)),
        (sense.modifier, lambda: _modifiers(tree, index)),
    ]
    used: list[int] = []
    weight = PHRASAL * (" " in lemma)
    for listed, heads in conditions:
        if not listed:
            continue
        wanted = lexicon.expand(listed)
        hits = [head for head in heads() if _is_among(tree, head, wanted)]
        if not hits:
            return None
        used.extend(hits)
        weight += PLAIN if "*" not in wanted else ANY
    for phrase in sense.preposition.split():
        hit = _phrase(tree, index, base, phrase, lexicon)
        if hit is None:
            return None
        used.append(hit)
        weight += ANY if phrase.endswith("*") else PLAIN
    if sense.deed:
        told = _is_own_deed(tree, index)
        if told is None or told != (sense.deed == "own"):
            return None
        weight += ANY
    if sense.without:
        forbidden = lexicon.expand(sense.without)
        if any(tree.tokens[other].lemma.lower() in forbidden for other in slots.clause(tree, base)):
            return None
    return Match(sense=sense, weight=weight, used=tuple(used))


def _complements(tree: Tree, index: int, *, infinitive: bool) -> list[int]:
    below = slots.complements(tree, index)
    if infinitive:
        return [verb for verb in below if any(tree.tokens[a].tag == "TO" for a in children(tree, verb, "aux"))]
    return [*below, *(head for _, head in slots.prepositions(tree, index))]


def _is_own_deed(tree: Tree, verb: int) -> bool | None:
    """Tell whether the clause below is about the subject's own doing; None where there is no such clause."""
    below = children(tree, verb, "ccomp", "xcomp")
    if not below:
        return None
    inner = children(tree, below[0], "nsubj", "nsubjpass")
    if not inner:
        return True
    subject = tree.tokens[inner[0]]
    outer = {tree.tokens[index].lemma.lower() for index in slots.surface_subject(tree, verb)}
    personal = subject.pos == "PRON" and subject.tag == "PRP" and not children(tree, below[0], "expl")
    owner = children(tree, inner[0], "poss")
    return personal or subject.lemma.lower() in outer or any(tree.tokens[i].pos == "PRON" for i in owner)


def _modifiers(tree: Tree, index: int) -> list[int]:
    """Words before a noun or beside a verb; coordinated nouns share those of the first ("joint drills and patrols")."""
    found = children(tree, index, "amod", "compound", "nmod", "advmod", "npadvmod", "poss", "nummod")
    token = tree.tokens[index]
    if token.dep == "conj" and tree.tokens[token.head].pos in {"NOUN", "ADJ"} and not children(tree, index, "det"):
        found = [token.head, *children(tree, token.head, "amod", "compound", "nmod"), *found]
    return found


def _is_among(tree: Tree, head: int, wanted: frozenset[str]) -> bool:
    """Compare a head, alone and with its nearest modifier ("state of emergency" is not needed, "peace treaty" is)."""
    lemma = tree.tokens[head].lemma.lower()
    if "*" in wanted:
        return True
    particle = children(tree, head, "prt")
    if particle:
        return f"{lemma} {tree.tokens[particle[0]].lemma.lower()}" in wanted
    return lemma in wanted or any(
        f"{tree.tokens[child].lemma.lower()} {lemma}" in wanted
        for child in children(tree, head, "compound", "amod", "nmod")
    )


def _phrase(tree: Tree, index: int, base: int, phrase: str, lexicon: Lexicon) -> int | None:
    """Return the head of a prepositional phrase on the trigger, its light verb or its object that fits a condition."""
    name, _, listed = phrase.partition(":")
    wanted = lexicon.expand(listed or "*")
    names = frozenset(name.split("|"))
    places = [index, *([base] if base != index else [])]
    if tree.tokens[index].pos in {"VERB", "AUX"}:
        places.extend(slots.objects(tree, index))
    for place in places:
        for preposition, head in slots.prepositions(tree, place):
            timely = listed in {"", "*"} and tree.tokens[head].ent in {"DATE", "TIME"} and preposition in LOCAL
            if preposition in names and not timely and _is_among(tree, head, wanted):
                return head
    return None
