"""What is claimed of an event noun by the word that governs it, its preposition and its modifiers."""

import msgspec

from detente.clauses import has, is_passive
from detente.packs.factuality import Outcome, Signature
from detente.stages.predicates.clauses import is_negative_phrase
from detente.stages.predicates.links import Link, Web
from detente.stages.predicates.readings import (
    DENIED,
    HAPPENED,
    ONGOING,
    OPEN,
    PLANNED,
    Reading,
    because,
    govern,
    literal,
    weaken,
)
from detente.trees import children

_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "acomp"})
_BACKGROUND = msgspec.structs.replace(HAPPENED, background=True)


def is_event_noun(web: Web, index: int, *, title: bool) -> bool:
    """Tell whether a noun tells of an event: it is listed, or has a verb's ending and a complement."""
    pack, tree = web.pack, web.tree
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if token.pos == "PROPN":
        return (title or index == 0) and lemma in pack.events and not token.ent
    if token.pos != "NOUN":
        return False
    if lemma in pack.events:
        return True
    if len(lemma) < 7 or lemma in pack.things or not lemma.endswith(pack.endings):
        return False
    if any(tree.tokens[child].text.lower() == "of" for child in children(tree, index, "prep")):
        return True
    return _is_asked_for(web, index)


def _is_asked_for(web: Web, index: int) -> bool:
    """Tell whether a noun is what a verb plans, denies, demands: "ban smoking", "demanded compensation"."""
    link = web.links[index]
    signature = web.signatures.get(link.governor) if link.governor is not None else None
    if signature is None or signature.object.kind in {"same", "fact", "happened", "ongoing", "open"}:
        return False
    return link.relation in _OBJECTS or link.preposition in signature.prepositions


def read_noun(web: Web, index: int, readings: dict[int, Reading]) -> Reading | None:
    """Return what is claimed of a noun, or None where it only names a thing ("attack helicopters")."""
    tree, link = web.tree, web.links[index]
    if is_negative_phrase(tree, index, web.pack):
        return because(DENIED, f"no {tree.tokens[index].lemma}")
    reading = _role(web, index, link, readings)
    if reading is None:
        return None
    if _lasts(web, index) and reading.factuality == "happened" and _now(link, readings):
        reading = msgspec.structs.replace(reading, factuality="ongoing")
    return _modified(web, index, reading, readings)


def _lasts(web: Web, index: int) -> bool:
    return web.tree.tokens[index].lemma.lower() in web.pack.lasting


def _now(link: Link, readings: dict[int, Reading]) -> bool:
    return (
        link.governor is not None
        and readings.get(link.governor, HAPPENED).factuality == "ongoing"
        and not link.preposition
    )


def _role(web: Web, index: int, link: Link, readings: dict[int, Reading]) -> Reading | None:
    governor = link.governor
    if link.relation in {"compound", "nmod", "amod", "npadvmod"} and (
        governor is None or governor not in web.signatures
    ):
        return HAPPENED if link.relation == "npadvmod" else None
    if governor is None or governor not in readings:
        return _loose(web, index, link)
    over, signature = inner_reading(web, governor, readings), web.signatures.get(governor)
    if web.tree.tokens[governor].pos in {"NOUN", "PROPN", "ADJ", "ADV"}:
        return _below_noun(web, index, link, over, signature)
    if link.relation in {"nsubj", "csubj"} or (link.relation == "nsubjpass" and _is_raised(web, governor, signature)):
        return _subject(web, index, governor, over, signature)
    if link.relation in _OBJECTS or link.relation == "nsubjpass":
        return _object(web, index, governor, over, signature)
    if link.preposition and link.relation in {"pobj", "pcomp"}:
        if link.preposition == "by" and is_passive(web.tree, governor):
            return because(
                _BACKGROUND if over.factuality == "denied" else over if over.actual else _BACKGROUND, "agent"
            )
        if signature is not None and link.preposition in signature.prepositions:
            return _object(web, index, governor, over, signature)
        return _behind(web, index, link, over)
    return _ordinary(web, index, over) if link.relation in {"conj", "dep", "appos"} else HAPPENED


def _loose(web: Web, index: int, link: Link) -> Reading:
    if link.preposition:
        return _behind(web, index, link, HAPPENED)
    return because(HAPPENED, "named by itself" if link.relation == "ROOT" else "named")


def _is_raised(web: Web, governor: int, signature: Signature | None) -> bool:
    """Tell whether the subject of a passive is not its object: "talks are expected to resume", "was aimed at"."""
    tree = web.tree
    if has(tree, governor, "xcomp"):
        return True
    aims = signature is not None and signature.clause.kind in {"planned", "proposed", "possible"}
    return aims and any(
        tree.tokens[child].text.lower() in web.pack.marks["aimed"] for child in children(tree, governor, "prep")
    )


def _below_noun(web: Web, index: int, link: Link, over: Reading, signature: Signature | None) -> Reading | None:
    noun = web.tree.tokens[link.governor or 0].lemma
    if signature is not None and (
        link.preposition in signature.prepositions or link.relation == "compound" or link.preposition == "of"
    ):
        settled = signature.definite is not None and _is_definite(web, index)
        return because(
            govern(
                over,
                signature.definite if settled and signature.definite else signature.object,
                negated=signature.negated_object,
                own=None,
            ),
            f"{link.preposition} {noun}".strip(),
        )
    if link.relation == "compound":
        return None
    if link.preposition == "of":
        return because(over, f"of {noun}")
    if link.preposition:
        return _behind(web, index, link, over)
    return because(_BACKGROUND, f"belongs to {noun}")


def _subject(web: Web, index: int, governor: int, over: Reading, signature: Signature | None) -> Reading:
    tree = web.tree
    verb = tree.tokens[governor].lemma
    passive = is_passive(tree, governor)
    intransitive = governor in web.idioms or not has(tree, governor, "dobj", "attr", "oprd", "agent")
    if signature is not None and signature.subject is not None and intransitive and verb != "be" and not passive:
        raised = children(tree, governor, "xcomp")
        if not raised:
            return because(
                govern(over, signature.subject, negated=signature.negated_object, own=None), f"subject of {verb}"
            )
    if verb == "be" and signature is not None and signature.subject is not None and has(tree, governor, "acomp"):
        return because(
            govern(over, signature.subject, negated=signature.negated_object, own=None), "subject of an adjective"
        )
    if (outcome := _raised(web, governor, signature)) is not None and _is_scheduled(web, index):
        return because(
            govern(over, outcome, negated=Outcome(kind="denied", certainty=-2), own=None), f"subject below {verb}"
        )
    if over.actual:
        return because(HAPPENED, f"subject of {verb}")
    if over.factuality == "planned" and _is_scheduled(web, index):
        return because(over, f"subject of {verb}")
    if over.factuality in {"possible", "proposed", "alleged"} and not _is_definite(web, index):
        return because(over, f"subject of {verb}")
    return because(_BACKGROUND, f"subject of {verb}")


def _raised(web: Web, governor: int, signature: Signature | None) -> Outcome | None:
    """Return what a verb with an infinitive claims of its subject: "talks are likely to resume"."""
    if signature is None or not (has(web.tree, governor, "xcomp") or has(web.tree, governor, "acomp")):
        return None
    outcome = signature.passive if is_passive(web.tree, governor) else signature.infinitive
    return outcome if outcome.kind in {"planned", "possible", "denied", "alleged", "proposed"} else None


def _object(web: Web, index: int, governor: int, over: Reading, signature: Signature | None) -> Reading:
    verb = web.tree.tokens[governor].lemma
    if signature is None:
        return because(_ordinary(web, index, over), f"object of {verb}")
    if _is_answered(web, index, governor):
        return because(_BACKGROUND, f"answered by {verb}")
    outcome = signature.object
    if signature.definite is not None and (_is_definite(web, index) or _is_named_so(web, index, governor)):
        outcome = signature.definite
    reading = govern(over, outcome, negated=signature.negated_object, own=None)
    return because(reading, f"object of {verb}")


def _is_named_so(web: Web, index: int, governor: int) -> bool:
    """Tell whether a noun is what something is called: "called the raid a provocation", "what they call an attack"."""
    if web.tree.tokens[index].dep in {"oprd", "attr"}:
        return True
    others = [at for at in children(web.tree, governor, "dobj", "oprd", "ccomp") if at != index]
    return bool(others) and web.tree.tokens[index].dep == "dobj"


def inner_reading(web: Web, index: int, readings: dict[int, Reading]) -> Reading:
    """Return what is claimed of what a word holds: a rejected offer was made, and what it offers will not be."""
    link = web.links[index]
    if link.governor is None or link.governor not in readings or link.relation not in _OBJECTS | {"nsubjpass"}:
        return readings[index]
    if not _is_answered(web, index, link.governor) or (signature := web.signatures.get(link.governor)) is None:
        return readings[index]
    over = readings[link.governor]
    return govern(over, signature.answered or signature.object, negated=signature.negated_object, own=None)


def _is_answered(web: Web, index: int, governor: int) -> bool:
    """Tell whether a noun is something said or planned that the verb only answers: "rejected the offer"."""
    signature = web.signatures.get(index)
    if signature is None or not signature.told:
        return False
    return web.tree.tokens[governor].lemma.lower() in web.pack.marks["answering"]


def _ordinary(web: Web, index: int, over: Reading) -> Reading:
    if over.actual:
        return over if over.factuality != "ongoing" or _lasts(web, index) else HAPPENED
    definite = _is_definite(web, index)
    if over.factuality == "denied":
        return _BACKGROUND if definite else over
    return _BACKGROUND if definite and not _is_scheduled(web, index) else over


def _behind(web: Web, index: int, link: Link, over: Reading) -> Reading:
    """Return the reading of a noun behind a preposition that its governing word does not ask for."""
    kind = web.pack.prepositions.get(link.preposition, "")
    scheduled = _is_scheduled(web, index)
    if kind == "denied":
        return because(DENIED, link.preposition)
    if kind == "possible":
        return because(OPEN, link.preposition)
    if kind == "planned":
        planned = scheduled or len(link.preposition.split()) > 1
        return because(PLANNED if planned else _BACKGROUND, link.preposition)
    if kind == "purpose":
        if link.preposition == "for" and scheduled:
            return because(PLANNED if over.factuality != "denied" else over, "purpose")
        return because(_ordinary(web, index, over), link.preposition)
    if kind == "fact":
        if over.factuality == "planned" and scheduled:
            return because(over, link.preposition)
        return because(_BACKGROUND, link.preposition)
    return because(_ordinary(web, index, over), link.preposition)


def _is_scheduled(web: Web, index: int) -> bool:
    return web.tree.tokens[index].lemma.lower() in web.pack.scheduled


def _is_definite(web: Web, index: int) -> bool:
    tree = web.tree
    for child in tree.below[index]:
        token = tree.tokens[child]
        if token.dep == "poss" or (token.dep == "det" and token.text.lower() in web.pack.negatives["definite"]):
            return True
    return False


def _modified(web: Web, index: int, reading: Reading, readings: dict[int, Reading]) -> Reading:
    """Return the reading as adjectives and participles leave it: "planned", "alleged", "scheduled for May"."""
    tree, pack = web.tree, web.pack
    for child in children(tree, index, "amod", "det", "compound", "acl", "relcl", "nmod"):
        token = tree.tokens[child]
        outcome = pack.modifiers.get(token.text.lower()) if token.dep not in {"acl", "relcl"} else _told(web, child)
        if outcome is None or (token.dep in {"amod", "compound"} and child > index):
            continue
        word = token.text.lower()
        if outcome.kind == "happened":
            reading = reading if reading.actual or reading.factuality == "denied" else because(_BACKGROUND, word)
        elif outcome.kind == "ongoing":
            reading = (
                because(msgspec.structs.replace(ONGOING, background=reading.background), word)
                if reading.actual
                else reading
            )
        elif outcome.kind == "denied":
            reading = because(DENIED, word)
        elif reading.factuality != "denied" and (
            token.dep == "relcl" or not _carried_out(web, index, reading, outcome, readings)
        ):
            base = literal(outcome)
            kept = base if reading.actual else weaken(reading, base)
            reading = because(msgspec.structs.replace(kept, background=reading.background and kept.actual), word)
    return reading


def _told(web: Web, clause: int) -> Outcome | None:
    """Return what a participle or relative clause behind a noun claims of it: "talks scheduled for May"."""
    signature = web.signatures.get(clause)
    if signature is None or not is_passive(web.tree, clause) or has(web.tree, clause, "neg", "xcomp"):
        return None
    modals = [web.tree.tokens[child].text.lower() for child in children(web.tree, clause, "aux")]
    mood = next((web.pack.modals[word] for word in modals if word in web.pack.modals), "")
    if mood in {"future", "would", "may", "able", "ought"}:
        return (
            Outcome(kind="planned", certainty=2)
            if mood in {"future", "would"}
            else Outcome(kind="possible", certainty=1)
        )
    return (
        signature.object if signature.object.kind in {"planned", "proposed", "possible", "alleged", "denied"} else None
    )


def _carried_out(web: Web, index: int, reading: Reading, outcome: Outcome, readings: dict[int, Reading]) -> bool:
    """Tell whether what was planned took place after all: "held the planned talks"."""
    if outcome.kind == "alleged" or not reading.actual:
        return False
    link = web.links[index]
    signature = web.signatures.get(link.governor) if link.governor is not None else None
    objects = link.relation in _OBJECTS or link.relation in {"nsubjpass", "nsubj"}
    return bool(
        objects
        and signature is not None
        and signature.object.kind == "same"
        and link.governor in readings
        and web.tree.tokens[link.governor].lemma != "be"
    )
