"""Links: which word governs each word of a sentence, and how; conjuncts and containers hand theirs on."""

import msgspec

from detente.clauses import has, top_down, verb_lemma
from detente.model import Tree
from detente.packs.factuality import FactualityPack, Signature
from detente.trees import children

_HANDED_ON = frozenset({"conj", "appos"})
_ATTRIBUTES = ("acomp", "attr", "oprd")


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """The governing word of a token, None at the top, the relation to it, and the preposition between them."""

    governor: int | None
    relation: str
    preposition: str = ""
    first: int | None = None
    """The first conjunct where the token is a later one."""


class Web:
    """The links and signatures of one sentence."""

    def __init__(self, tree: Tree, pack: FactualityPack, events: set[int]) -> None:
        self.tree, self.pack, self.events = tree, pack, events
        self.order = top_down(tree)
        self.idioms: set[int] = set()
        self.signatures: dict[int, Signature] = {}
        self.links: list[Link] = [Link(governor=None, relation="ROOT")] * len(tree.tokens)
        for index in self.order:
            if (signature := self._signature(index)) is not None:
                self.signatures[index] = signature
        for index in self.order:
            self.links[index] = self._link(index)

    def governs(self, index: int) -> bool:
        """Tell whether a word says something of what stands below it."""
        token = self.tree.tokens[index]
        if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
            return True
        return index in self.signatures or index in self.events

    def _signature(self, index: int) -> Signature | None:
        pack, token = self.pack, self.tree.tokens[index]
        lemma = token.lemma.lower()
        if token.pos == "VERB" or (token.pos == "AUX" and token.dep not in {"aux", "auxpass"}):
            return self._verb(index, lemma)
        if token.pos in {"NOUN", "PROPN"}:
            return pack.nouns.get(lemma)
        if token.pos in {"ADJ", "ADV"} or token.dep in _ATTRIBUTES:
            return pack.adjectives.get(lemma) or pack.adjectives.get(token.text.lower())
        return None

    def _verb(self, index: int, lemma: str) -> Signature | None:
        tree, pack = self.tree, self.pack
        if has(tree, index, "prt") and (found := pack.verbs.get(verb_lemma(tree, index))) is not None:
            return found
        for child in children(tree, index, "prep", "dative", "advmod"):
            if (found := pack.verbs.get(f"{lemma} {tree.tokens[child].text.lower()}")) is not None:
                return found
        for child in children(tree, index, "dobj"):
            if (found := pack.verbs.get(f"{lemma} {tree.tokens[child].lemma.lower()}")) is not None:
                self.idioms.add(index)
                return found
        if (found := pack.verbs.get(verb_lemma(tree, index))) is not None and lemma != "be":
            return found
        if lemma in {"be", "become", "remain", "seem", "appear", "look", "get", "make", "sound", "feel", "prove"}:
            for child in children(tree, index, *_ATTRIBUTES):
                word = tree.tokens[child]
                known = pack.adjectives.get(word.lemma.lower()) or pack.adjectives.get(word.text.lower())
                if known is not None or (word.pos == "NOUN" and (known := pack.nouns.get(word.lemma)) is not None):
                    return known
        return pack.verbs.get(lemma)

    def _link(self, index: int) -> Link:
        token = self.tree.tokens[index]
        head, dep = token.head, token.dep
        if head == index:
            return Link(governor=None, relation="ROOT")
        above = self.tree.tokens[head]
        if dep in _HANDED_ON and (above.pos in {"NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ", "NUM"}):
            link = self.links[head]
            return msgspec.structs.replace(link, first=head if link.first is None or dep == "conj" else link.first)
        if (
            above.dep in {"prep", "agent", "dative"}
            and above.pos in {"ADP", "SCONJ", "VERB", "ADV"}
            and dep in {"pobj", "pcomp"}
        ):
            return self._through(head, dep)
        if self.governs(head):
            return Link(governor=head, relation=dep)
        if dep in {"prep", "agent", "pobj", "pcomp"}:
            inherited = self.links[head]
            return Link(governor=inherited.governor, relation=dep, preposition=inherited.preposition)
        if dep in {"nummod", "quantmod", "nmod"}:
            return self.links[head]
        return Link(governor=None, relation=dep)

    def _through(self, preposition: int, dep: str) -> Link:
        """Return the link of a word behind a preposition; containers ("a round of talks") hand theirs on."""
        tokens = self.tree.tokens
        word = self._phrase(preposition)
        above = tokens[preposition].head
        while tokens[above].dep in {"prep", "pcomp"} and tokens[above].pos == "ADP" and above != tokens[above].head:
            above = tokens[above].head
        if self.governs(above):
            return Link(governor=above, relation=dep, preposition=word)
        if word == "of" and tokens[above].pos in {"NOUN", "NUM", "PRON", "DET"}:
            return self.links[above]
        return Link(governor=None, relation=dep, preposition=word)

    def _phrase(self, preposition: int) -> str:
        """Return a preposition with the words that make it a compound one: "in response to"."""
        tokens, pack = self.tree.tokens, self.pack
        for length in range(min(pack.longest_preposition, preposition + 1), 1, -1):
            words = " ".join(token.text.lower() for token in tokens[preposition - length + 1 : preposition + 1])
            if words in pack.prepositions:
                return words
        return tokens[preposition].text.lower()
