"""Tell a place from the government that sits there by its part in the sentence; a metonym is no place."""

from collections.abc import Mapping

from detente.model import Tree
from detente.packs.gazetteer import Entry, PlaceWords
from detente.stages.places.lines import Found, lies_in
from detente.trees import children, head_in, tokens_in

NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
STATES = frozenset({"country", "continent", "region"})
"""Kinds whose names stand for those who act there as often as for the ground."""
BESIDE = frozenset({"compound", "nmod", "amod", "npadvmod", "nummod", "dep"})


def lead_of(tree: Tree) -> tuple[int, ...]:
    """Return for every token the first of the names that it is coordinated with, itself where it is not.

    One pass over each chain: a sentence may be one long list.
    """
    leads: list[int | None] = [None] * len(tree.tokens)
    for index in range(len(tree.tokens)):
        chain = []
        at = index
        while leads[at] is None:
            chain.append(at)
            token = tree.tokens[at]
            above = token.head
            if token.dep != "conj" or above == at or tree.tokens[above].pos not in NOUNS or above in chain[-1:]:
                leads[at] = at
                break
            leads[at] = -1
            at = above
        lead = leads[at] if leads[at] not in (None, -1) else at
        for member in chain:
            leads[member] = lead
    return tuple(index if lead is None else lead for index, lead in enumerate(leads))


class Roles:
    """The parts that names play in one sentence."""

    def __init__(self, tree: Tree, words: PlaceWords, *, known: Mapping[int, Entry]) -> None:
        self.tree, self.words = tree, words
        self.tokens = tree.tokens
        self.leads = lead_of(tree)
        self.known = known
        """Token index to what the name there stands for."""

    def is_place(self, found: Found, entry: Entry) -> bool:
        """Say whether a name stands for the place that `entry` is."""
        head = head_in(self.tree, found.start, found.end)
        if head is None:
            head = tokens_in(self.tree, found.start, found.end)[0]
        if entry.capital or entry.kind in STATES or entry.precision == "country":
            return self._is_ground(found, entry, head)
        return not self._acts(head) and not self._contests(found, head)

    def _lemma(self, index: int) -> str:
        return self.tokens[index].lemma.lower()

    def _acts(self, head: int) -> bool:
        """Say whether a town or province speaks or signs, as only its authorities can."""
        token = self.tokens[self.leads[head]]
        return token.dep == "nsubj" and self._lemma(token.head) in self.words.acting

    def _contests(self, found: Found, head: int) -> bool:
        """Say whether a name is a team's: "Yorkshire beat Surrey"."""
        token = self.tokens[self.leads[head]]
        if found.kind or token.dep not in {"nsubj", "dobj"} or self._lemma(token.head) not in self.words.contesting:
            return False
        return token.dep == "dobj" or token.head > head

    def _is_ground(self, found: Found, entry: Entry, head: int) -> bool:
        """Say whether a name that may be a government is ground here."""
        words, capital = self.words, entry.capital
        if found.kind and found.kind != "province":
            return not self._acts(head)
        head = self.leads[head]
        token = self.tokens[head]
        above = token.head
        lemma = self._lemma(above)
        match token.dep:
            case "pobj" | "pcomp":
                return self._is_after_preposition(above, capital=capital)
            case "dobj" | "nsubjpass":
                return lemma in words.reaching
            case "nsubj":
                return capital and lemma in words.undergoing
            case "poss":
                return lemma in words.ground or self._holds(entry, above)
            case "appos":
                return lemma in words.types
            case dep if dep in BESIDE:
                if self._holds(entry, above):
                    return True
                return lemma in words.ground or (capital and lemma in words.gathering)
        return False

    def _holds(self, entry: Entry, name: int) -> bool:
        """Say whether a name that something else hangs on lies in `entry`: "Ukraine's Kherson"."""
        inner = self.known.get(name)
        return inner is not None and lies_in(inner, entry)

    def _is_after_preposition(self, preposition: int, *, capital: bool) -> bool:
        words, tokens = self.words, self.tokens
        word = tokens[preposition].text.lower()
        above = tokens[preposition].head
        lemma = self._lemma(above)
        if word in words.inside:
            return not (word in {"in", "into"} and lemma in words.regard)
        if word in words.adjoining:
            beside = self._lemma(preposition - 1) if preposition else ""
            return not {lemma, beside}.isdisjoint(words.adjoining[word])
        if word in words.directed:
            if above in self.known and self.known[above].kind != "country":
                return True
            if preposition and self._lemma(preposition - 1) in words.motion:
                return True
            for _ in range(3):
                if self._lemma(above) in words.motion:
                    return True
                if tokens[above].pos not in {"ADP", "ADV", "PART"} or tokens[above].head == above:
                    break
                above = tokens[above].head
            return any(self._lemma(child) in words.motion for child in children(self.tree, above, "prt", "advmod"))
        if word in words.partitive:
            return lemma in words.ground or lemma in words.assault or (capital and lemma in words.types)
        return False
