"""What is claimed of a verb's event by its own clause and by the word that governs it."""

import msgspec

from detente.clauses import has, is_passive
from detente.model import Tree
from detente.packs.factuality import Outcome, Signature
from detente.stages.predicates.clauses import (
    Clause,
    adverbial,
    has_subject,
    is_scant,
    is_scarce,
    is_unmet,
    look,
    own_reading,
)
from detente.stages.predicates.degrees import read_degree
from detente.stages.predicates.links import Link, Web
from detente.stages.predicates.nouns import inner_reading, read_noun
from detente.stages.predicates.readings import (
    DENIED,
    HAPPENED,
    ONGOING,
    OPEN,
    PLANNED,
    PROPOSED,
    Reading,
    because,
    deny,
    govern,
    literal,
    weaken,
)
from detente.trees import children

_SCARCELY = Outcome(kind="denied", certainty=-1)
_EITHER = Outcome(kind="possible", certainty=1)
_PURPOSE = Outcome(kind="planned", certainty=1)
_SAME = Outcome(kind="same")
_PURSUED = frozenset({"planned", "proposed", "possible", "reverse", "denied"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
_UNDONE = Outcome(kind="denied", certainty=-2)
_AFTER_ALL = Outcome(kind="happened", certainty=2)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Verbs:
    """Read the verbs of one sentence; governing words must have been read before."""

    def __init__(self, web: Web, readings: dict[int, Reading], *, reported: list[bool], title: bool) -> None:
        self.web, self.tree, self.pack = web, web.tree, web.pack
        self.readings, self.reported, self.title = readings, reported, title
        last = web.tree.tokens[-1].text if web.tree.tokens else ""
        asks = last == "?" or (len(web.tree.tokens) > 1 and last in {'"', "”"} and web.tree.tokens[-2].text == "?")
        self._asked = asks and not any(token.tag in {"WRB", "WP", "WDT"} for token in web.tree.tokens[:3])

    def read(self, index: int) -> Reading:
        """Return what is claimed of a verb's event."""
        token = self.tree.tokens[index]
        clause = look(self.tree, index, self.pack)
        signature = self.web.signatures.get(index)
        comes = signature is None or signature.infinitive.kind in {"same", "open", "fact", "ongoing"}
        reported = self._is_reported(index)
        own = own_reading(self.tree, index, clause, self.pack, reported=reported, title=self.title, comes=comes)
        link = self.web.links[index]
        if token.dep == "conj" and self._shares(index) and token.head in self.readings:
            first = self.readings[token.head]
            reading = because(self._affirmed(index, first), "joined")
            negated = clause.negated
        else:
            reading = self._joined(index, link, own) or self._role(index, link, clause, own)
            negated = clause.negated and own is None
        if negated:
            reading = because(deny(reading), "not")
        if reading.actual and self._is_by_few(index, known=signature is not None):
            reading = because(literal(_SCARCELY), "few")
        return adverbial(self.tree, index, reading, self.pack)

    def _is_by_few(self, index: int, *, known: bool) -> bool:
        subjects = children(self.tree, index, "nsubj", "nsubjpass")
        few = known and any(is_scant(self.tree, child, self.pack) for child in subjects)
        return few or any(is_scarce(self.tree, child, self.pack) for child in subjects)

    def _affirmed(self, index: int, first: Reading) -> Reading:
        """Return the reading of the first verb without its "not" where a comma parts the two ("should not, and ...")."""
        tokens, head = self.tree.tokens, self.tree.tokens[index].head
        joints = [at for at in children(self.tree, head, "cc") if head < at < index]
        parted = bool(joints) and tokens[joints[-1] - 1].text == "," and has(self.tree, head, "neg")
        if not parted or first.certainty >= 0:
            return first
        modal = look(self.tree, head, self.pack)
        if modal.mood in {"ought", "may"}:
            return Reading(factuality=first.factuality, certainty=-first.certainty, why=modal.modal)
        return Reading(factuality="planned" if modal.mood == "future" else "possible", certainty=1, why=modal.modal)

    def _joined(self, index: int, link: Link, own: Reading | None) -> Reading | None:
        """Return the reading of a joined verb that the words above its first one do not reach, else None.

        "refused to talk and left": a tensed verb is no part of the infinitive; "denied it had fired and accused Baku": nor
        is a plain past part of a clause in the past perfect; "must be passed, or the state will close": a warning.
        """
        token = self.tree.tokens[index]
        if token.dep != "conj" or own is None:
            return None
        first, head = self.tree.tokens[token.head], token.head
        if link.relation in {"xcomp", "pcomp", "advcl", "oprd", "acl"} and first.tag in {"VB", "VBG"}:
            bare = has(self.tree, head, "aux") and not has(self.tree, index, "aux")
            return own if token.tag in _FINITE or (token.tag == "VBN" and bare) else None
        if link.relation == "ccomp" and token.tag == "VBD" and not has(self.tree, index, "nsubj", "nsubjpass", "aux"):
            return own if look(self.tree, head, self.pack).before else None
        above = self.readings.get(head)
        if own.factuality == "planned" and above is not None and above.factuality == "proposed":
            either = any(self.tree.tokens[at].text.lower() == "or" for at in children(self.tree, head, "cc"))
            return because(literal(_EITHER), "or else") if either else None
        return None

    def _is_reported(self, index: int) -> bool:
        if self.reported[index]:
            return True
        governor = self.web.links[index].governor
        relation = self.web.links[index].relation
        return (
            governor is not None
            and relation in {"ccomp", "acl"}
            and self.tree.tokens[governor].tag in {"VBD", "VBN", "NN"}
        )

    def _shares(self, index: int) -> bool:
        """Tell whether a joined verb shares auxiliary and subject with the first."""
        token, first = self.tree.tokens[index], self.tree.tokens[self.tree.tokens[index].head]
        if has(self.tree, index, "aux", "auxpass", "mark") or has_subject(self.tree, index):
            return False
        return (
            token.tag in {"VB", "VBN", "VBG"}
            and first.pos in {"VERB", "AUX"}
            and (first.tag == token.tag or (token.tag == "VB" and has(self.tree, token.head, "aux")))
        )

    def _role(self, index: int, link: Link, clause: Clause, own: Reading | None) -> Reading:
        governor = link.governor
        head = self.tree.tokens[index].head
        if clause.infinitive and (degree := read_degree(self.tree, index, self.pack, self.readings)) is not None:
            return degree
        if self.tree.tokens[index].dep == "relcl" and own is not None and own.actual and self._is_anybody(head):
            return because(OPEN, "whoever")
        if governor is None or governor not in self.readings:
            return self._top(index, link, clause, own)
        over, relation = inner_reading(self.web, governor, self.readings), link.relation
        if (
            relation in {"ccomp", "csubj", "csubjpass", "xcomp", "pcomp", "acl"}
            and self._marks(index) & (self.pack.marks["whether"])
        ):
            return because(OPEN, f"whether below {self.tree.tokens[governor].lemma}")
        if relation in {"ccomp", "csubj", "csubjpass"}:
            return self._complement(index, governor, over, clause, own)
        if relation in {"xcomp", "oprd"}:
            return self._infinitive(governor, over, clause, own)
        if relation == "pcomp":
            return self._gerund(link, governor, over)
        if relation == "advcl":
            return self._adverbial(index, governor, over, clause, own)
        if relation in {"acl", "relcl"}:
            return self._beside_noun(index, governor, over, clause, own)
        if own is not None:
            return own
        if relation in _NOMINAL and (reading := read_noun(self.web, index, self.readings)) is not None:
            return reading
        return because(ONGOING if self.tree.tokens[index].tag == "VBG" and self.title else HAPPENED, relation or "top")

    def _top(self, index: int, link: Link, clause: Clause, own: Reading | None) -> Reading:
        token = self.tree.tokens[index]
        if self._asked and token.dep in {"ROOT", "conj", "ccomp"}:
            return because(OPEN, "question")
        if own is not None:
            return own
        if link.relation in {"acl", "relcl"}:
            return self._beside_noun(index, token.head, HAPPENED, clause, own)
        if link.relation == "pcomp":
            return self._behind(link, HAPPENED)
        if clause.infinitive:
            if link.relation == "ROOT":
                return because(PLANNED, "infinitive of titles")
            over = self.readings.get(self.tree.tokens[token.head].head)
            unreal = self.tree.tokens[token.head].pos == "ADJ" and over is not None and not over.actual
            return because(OPEN if unreal else literal(_PURPOSE), "infinitive")
        if token.tag == "VB" and not has_subject(self.tree, index):
            before = " ".join(word.text.lower() for word in self.tree.tokens[max(0, index - 2) : index])
            if self.pack.prepositions.get(before) == "denied":
                return because(literal(_UNDONE), before)
            return because(PROPOSED, "imperative")
        if token.tag == "VBG" and link.relation == "ROOT":
            return because(ONGOING, "participle")
        return because(HAPPENED, "top")

    def _complement(self, index: int, governor: int, over: Reading, clause: Clause, own: Reading | None) -> Reading:
        signature, verb = self.web.signatures.get(governor), self.tree.tokens[governor].lemma
        if own is not None and index < governor and self._stands_alone(index, governor, signature):
            return own
        if signature is None:
            return (
                because(own or govern(over, _SAME, negated=_UNDONE, own=None), f"clause below {verb}")
                if own is None
                else own
            )
        if own is None or clause.infinitive:
            outcome = self._tensed(governor, signature, signature.infinitive)
            return because(self._apply(outcome, signature, over, own), f"clause below {verb}")
        if signature.clause.kind == "same" and (over.actual or verb == "be"):
            return own
        outcome = self._tensed(governor, signature, signature.clause)
        return because(self._apply(outcome, signature, over, own), f"clause below {verb}")

    def _marks(self, index: int) -> set[str]:
        return {self.tree.tokens[child].text.lower() for child in children(self.tree, index, "mark")}

    def _stands_alone(self, index: int, governor: int, signature: Signature | None) -> bool:
        """Tell whether a clause before the verb that the parser hung it on is a statement of its own.

        "Troops took the fort; the governor threatened to quit": only words of speech and thought take what stands before.
        """
        if signature is None:
            return True
        if signature.clause.kind not in {"open", "alleged"} and not signature.holder:
            return True
        return any(token.text in {";", ":"} for token in self.tree.tokens[index:governor])

    def _tensed(self, governor: int, signature: Signature, outcome: Outcome) -> Outcome:
        """Return what a word claims in its own tense: "had hoped to", "was able to"."""
        if signature.unmet is None and signature.past is None:
            return outcome
        token = self.tree.tokens[governor]
        verb = governor if token.pos in {"VERB", "AUX"} else token.head
        clause = look(self.tree, verb, self.pack)
        if (
            signature.unmet is not None
            and clause.before
            and not is_passive(self.tree, verb)
            and not self.reported[verb]
        ):
            return signature.unmet
        return signature.past if signature.past is not None and clause.past and not clause.modal else outcome

    def _apply(self, outcome: Outcome, signature: Signature, over: Reading, own: Reading | None) -> Reading:
        if signature.unreal is not None and not over.actual and over.factuality != "denied":
            return literal(signature.unreal)
        return govern(over, outcome, negated=signature.negated, own=own)

    def _infinitive(self, governor: int, over: Reading, clause: Clause, own: Reading | None) -> Reading:
        signature = self.web.signatures.get(governor)
        head = self.tree.tokens[governor]
        if (special := self._auxiliary(governor, over)) is not None:
            return special
        if signature is None or (head.lemma == "be" and not has(self.tree, governor, "acomp")):
            if head.lemma in {"be", "become"} and not has(self.tree, governor, "acomp"):
                return self._to_be(governor, over, clause)
            return because(own or govern(over, _SAME, negated=_UNDONE, own=None), f"below {head.lemma}")
        outcome = signature.infinitive if clause.infinitive else signature.clause
        if is_passive(self.tree, governor) or (clause.perfect and outcome.kind == "proposed"):
            outcome = signature.passive
        outcome = self._tensed(governor, signature, outcome)
        return because(self._apply(outcome, signature, over, own), f"below {head.lemma}")

    def _auxiliary(self, governor: int, over: Reading) -> Reading | None:
        """Return the reading below half auxiliaries: going to, have to, have yet to, used to."""
        head = self.tree.tokens[governor]
        words = {self.tree.tokens[child].text.lower() for child in self.tree.below[governor]}
        if head.text.lower() == "going" and is_auxiliary(self.web, governor):
            return because(DENIED if over.factuality == "denied" else PLANNED, "going to")
        if head.lemma == "have" and "yet" in words:
            return because(DENIED, "yet to")
        if head.lemma == "have" and not has(self.tree, governor, "dobj"):
            return because(
                PROPOSED if over.actual else deny(PROPOSED) if over.factuality == "denied" else over, "have to"
            )
        return because(HAPPENED, "used to") if head.lemma == "use" and head.tag in {"VBD", "VBN"} else None

    def _to_be(self, governor: int, over: Reading, clause: Clause) -> Reading:
        """Return the reading below "are to meet", "the plan is to withdraw" and "became the first to recognise"."""
        named = [child for child in children(self.tree, governor, "attr") if self._is_ordinal(child)]
        if named:
            return because(over, "ordinal")
        for child in children(self.tree, governor, "attr", "nsubj"):
            if (known := self.web.signatures.get(child)) is not None:
                return because(
                    self._apply(known.infinitive, known, over, None), f"below {self.tree.tokens[child].lemma}"
                )
        if not clause.infinitive:
            return over
        if clause.perfect and over.actual:
            return because(literal(_UNDONE), "was to have")
        base = PLANNED if over.factuality != "denied" else DENIED
        return because(base if over.actual or over.factuality == "denied" else weaken(over, base), "be to")

    def _is_ordinal(self, index: int) -> bool:
        words = [self.tree.tokens[index], *(self.tree.tokens[child] for child in children(self.tree, index, "amod"))]
        return any(word.text.lower() in self.pack.negatives["ordinals"] for word in words)

    def _gerund(self, link: Link, governor: int, over: Reading) -> Reading:
        signature, head = self.web.signatures.get(governor), self.tree.tokens[governor]
        if signature is not None:
            if link.preposition == "from" and signature.after_from is not None:
                return because(self._apply(signature.after_from, signature, over, None), f"from below {head.lemma}")
            if link.preposition in signature.prepositions or (link.preposition == "of" and head.pos == "NOUN"):
                outcome = signature.passive if is_passive(self.tree, governor) else signature.clause
                return because(self._apply(outcome, signature, over, None), f"{link.preposition} below {head.lemma}")
        return self._behind(link, over)

    def _behind(self, link: Link, over: Reading) -> Reading:
        kind = self.pack.prepositions.get(link.preposition, "")
        if kind == "denied":
            return because(DENIED, link.preposition)
        if kind == "possible":
            return because(OPEN, link.preposition)
        if over.factuality in {"possible", "alleged"} and link.preposition in {"after", "since", "despite"}:
            return because(HAPPENED, link.preposition)
        if over.factuality == "denied" and kind in {"fact", "purpose"}:
            return because(HAPPENED, link.preposition) if link.preposition in {"after", "despite", "for"} else over
        return because(over if not over.actual else HAPPENED, link.preposition or "gerund")

    def _adverbial(self, index: int, governor: int, over: Reading, clause: Clause, own: Reading | None) -> Reading:
        marks = {self.tree.tokens[child].text.lower() for child in children(self.tree, index, "mark", "advmod")}
        conditional = marks & (self.pack.marks["condition"] | self.pack.marks["whether"])
        if conditional or self._is_inverted(index):
            if is_unmet(self.tree, index) and not over.actual:
                unmet = literal(_AFTER_ALL if clause.negated else _UNDONE)
                return because(unmet, "condition that was not met")
            return because(OPEN, "condition" if conditional else "condition by word order")
        if own is not None and not clause.infinitive:
            if own.actual and not over.actual and marks & self.pack.marks["later"]:
                return self._later(own, over, clause, marks)
            return own
        if clause.infinitive:
            return self._purpose(index, governor, over)
        if (governed := self._governed(index, governor, over)) is not None:
            return governed
        if marks & self.pack.marks["later"] and over.factuality == "denied":
            return because(OPEN, "time clause of what is denied")
        return because(HAPPENED if over.factuality == "denied" else over, "beside " + self.tree.tokens[governor].lemma)

    def _governed(self, index: int, governor: int, over: Reading) -> Reading | None:
        """Return the reading of a gerund that the parser takes for an adverbial: "ruled out sending troops"."""
        signature = self.web.signatures.get(governor)
        if signature is None or signature.clause.kind in {"same", "fact", "open", "ongoing"} or index < governor:
            return None
        tokens = self.tree.tokens[governor + 1 : index + 1]
        close = len(tokens) <= 2 and all(token.text not in {",", ";"} for token in tokens)
        plain = self.tree.tokens[index].tag == "VBG" and not has_subject(self.tree, index)
        if not close or not plain:
            return None
        outcome = self._apply(signature.clause, signature, over, None)
        return because(outcome, f"below {self.tree.tokens[governor].lemma}")

    def _later(self, own: Reading, over: Reading, clause: Clause, marks: set[str]) -> Reading:
        """Return the reading of a time clause beside what is still open: "will leave once the deal is signed"."""
        if clause.past and (over.factuality == "denied" or not marks & self.pack.marks["awaited"]):
            return own
        kept = over if over.factuality != "denied" else OPEN
        doubtful = marks & self.pack.marks["doubtful"] or kept.factuality == "proposed"
        if doubtful and kept.certainty > 0:
            kept = msgspec.structs.replace(kept, factuality="possible", certainty=1)
        return because(kept, "time clause of what is to come")

    def _is_inverted(self, index: int) -> bool:
        """Tell whether a clause is a condition without "if": "should Turkey attack"."""
        below = self.tree.below[index]
        first = self.tree.tokens[min(below[0], index) if below else index]
        opens = first.text.lower() in self.pack.marks["inverted"] and first.tag in {"MD", "VBD"}
        return opens and has(self.tree, index, "nsubj", "nsubjpass") and self._subject_after(index, first.start)

    def _subject_after(self, index: int, start: int) -> bool:
        return all(self.tree.tokens[child].start > start for child in children(self.tree, index, "nsubj", "nsubjpass"))

    def _purpose(self, index: int, governor: int, over: Reading) -> Reading:
        signature = self.web.signatures.get(governor)
        if signature is not None and signature.infinitive.kind in _PURSUED:
            return because(
                self._apply(signature.infinitive, signature, over, None), f"below {self.tree.tokens[governor].lemma}"
            )
        before = self.tree.tokens[index - 2].text.lower() if index > 1 else ""
        if before == "only":
            return because(over, "only to")
        known = self.pack.purposes.get(self.tree.tokens[governor].lemma.lower())
        if any(is_scant(self.tree, child, self.pack) for child in children(self.tree, governor, "dobj")):
            known = _SCARCELY
        base = literal(known if known is not None else _PURPOSE)
        return because(base if over.actual else OPEN if over.factuality == "denied" else weaken(over, base), "purpose")

    def _beside_noun(self, index: int, governor: int, over: Reading, clause: Clause, own: Reading | None) -> Reading:
        token, noun = self.tree.tokens[index], self.tree.tokens[governor]
        signature = self.web.signatures.get(governor)
        if own is not None and token.dep == "relcl":
            return own
        if signature is not None and clause.infinitive:
            return because(self._apply(signature.infinitive, signature, over, None), f"below {noun.lemma}")
        if signature is not None and own is not None and has(self.tree, index, "mark"):
            return because(self._apply(signature.clause, signature, over, own), f"clause below {noun.lemma}")
        if own is not None:
            return own
        if clause.infinitive:
            if self._is_ordinal(governor):
                return because(over, "ordinal")
            return because(literal(_PURPOSE), f"infinitive beside {noun.lemma}")
        definite = any(
            self.tree.tokens[child].text.lower() in self.pack.negatives["definite"]
            for child in self.tree.below[governor]
        )
        return because(HAPPENED if over.factuality == "denied" and definite else over, f"beside {noun.lemma}")

    def _is_anybody(self, index: int) -> bool:
        """Tell whether a noun phrase stands for nobody in particular: "anyone who enters"."""
        words = [index, *children(self.tree, index, "det")]
        return any(self.tree.tokens[at].text.lower() in self.pack.negatives["anybody"] for at in words)


def complements(tree: Tree, index: int, events: set[int]) -> list[int]:
    """Return the adjectives and nouns that a copula says of its subject ("is *unclear*", "was *president*").

    Event nouns are read on their own.
    """
    if tree.tokens[index].lemma.lower() not in {"be", "'s"}:
        return []
    found = children(tree, index, "acomp", "attr")
    return [at for at in found if tree.tokens[at].pos in {"ADJ", "NOUN", "VERB"} and at not in events][:1]


def is_bare(tree: Tree, index: int) -> bool:
    """Tell whether a "be" says nothing of its own: "there were *talks*", "it was an *attack*", "are to *meet*"."""
    if tree.tokens[index].lemma.lower() not in {"be", "'s"}:
        return False
    return has(tree, index, "attr") or any(has(tree, child, "aux") for child in children(tree, index, "xcomp"))


def is_auxiliary(web: Web, index: int) -> bool:
    """Tell whether a verb only helps another: "is *going* to attack", "*has* to leave", "*used* to meet"."""
    token = web.tree.tokens[index]
    helps = (
        token.text.lower() == "going"
        or token.lemma == "have"
        or (token.lemma == "use" and token.text.lower() == "used")
    )
    if not helps or has(web.tree, index, "dobj"):
        return False
    return any(has(web.tree, child, "aux") for child in children(web.tree, index, "xcomp"))
