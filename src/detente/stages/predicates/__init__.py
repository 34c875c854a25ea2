"""Predicates: verbs, event nouns and predicative words with what the text claims of them, by tense, scope and the signatures of words."""

import msgspec

from detente.clauses import Who, find_agent, find_subject, is_passive, verb_lemma
from detente.model import Document, Predicate
from detente.packs import Packs
from detente.packs.factuality import FactualityPack
from detente.stages.base import Layers, Stage, make_stage
from detente.stages.predicates.degrees import find_small, read_small
from detente.stages.predicates.history import find_history
from detente.stages.predicates.links import Web
from detente.stages.predicates.nouns import is_event_noun, read_noun
from detente.stages.predicates.readings import HAPPENED, Reading, because
from detente.stages.predicates.verbs import Verbs, complements, is_auxiliary, is_bare
from detente.stages.predicates.voices import find_voices

__all__ = ["find_predicates", "make_predicates"]


def make_predicates(packs: Packs) -> Stage:
    """Return the stage that gives `predicates`.

    Raises:
        PackError: the factuality pack is wrong.
    """
    pack = packs.factuality
    return make_stage(
        "predicates",
        needs=["sentences", "trees", "actors", "quotes"],
        gives=["predicates"],
        run=lambda document: find_predicates(document, pack),
    )


def find_predicates(document: Document, pack: FactualityPack) -> Layers:
    """Return every verb, event noun and predicative adjective or noun in order, each as certain as the one who holds it puts it."""
    who = Who(document.actors)
    published = _year(document)
    voices = find_voices(document.trees, document.quotes)
    found: list[Predicate] = []
    for number, (actors, inside) in enumerate(voices):
        sentence = _Sentence(document, number, pack, who, published=published)
        found.extend(sentence.read(actors, inside))
    return {"predicates": tuple(found)}


def _year(document: Document) -> int | None:
    date = document.published.latest[:4] if document.published else ""
    return int(date) if date.isascii() and date.isdigit() else None


class _Sentence:
    """The predicates of one sentence in the making."""

    def __init__(
        self, document: Document, number: int, pack: FactualityPack, who: Who, *, published: int | None
    ) -> None:
        self.tree, self.pack, self.who = document.trees[number], pack, who
        self.title = document.sentences[number].part == "title"
        self.web = Web(self.tree, pack, set())
        tokens = range(len(self.tree.tokens))
        self.events = {index for index in tokens if is_event_noun(self.web, index, title=self.title)}
        self.web = Web(self.tree, pack, self.events) if self.events else self.web
        self.readings: dict[int, Reading] = {}
        self.copulas: dict[int, int] = {}
        """Predicative adjectives and nouns with the verb that they are said by."""
        self.small: dict[int, int] = {}
        """Adjectives that another verb than "be" says of somebody, with that verb."""
        self.history = find_history(self.tree, self.events, pack, published=published)
        self.sources: dict[int, str | None] = {}
        self.holders: dict[int, str | None] = {}

    def read(self, actors: list[str | None], inside: list[bool]) -> list[Predicate]:
        verbs = Verbs(self.web, self.readings, reported=inside, title=self.title)
        kept: set[int] = set()
        for index in self.web.order:
            token = self.tree.tokens[index]
            self.sources[index] = self._source(index, actors)
            if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
                if token.pos == "VERB" and token.dep in {"amod", "compound", "prep"}:
                    if token.dep == "amod" and token.text.lower() not in self.pack.modifiers:
                        self.readings[index] = because(HAPPENED, "attribute")
                        kept.add(index)
                    continue
                reading: Reading | None = verbs.read(index)
                said = complements(self.tree, index, self.events)
                if not said and not is_auxiliary(self.web, index) and not is_bare(self.tree, index):
                    kept.add(index)
                kept.update(said)
                self.copulas.update(dict.fromkeys(said, index))
                small = find_small(self.tree, index, self.events)
                kept.update(small)
                self.small.update(dict.fromkeys(small, index))
            elif index in self.events or (index in self.web.signatures and token.pos in {"NOUN", "PROPN"}):
                reading = read_noun(self.web, index, self.readings)
                if reading is not None and index in self.events:
                    kept.add(index)
            elif index in self.web.signatures:
                governor = self.web.links[index].governor
                reading = self.readings.get(governor, HAPPENED) if governor is not None else HAPPENED
            elif index in self.copulas or index in self.small:
                reading = HAPPENED
            else:
                continue
            if reading is not None:
                self.readings[index] = self._aged(index, reading)
            if index in self.copulas:
                self.readings[index] = self.readings[self.copulas[index]]
            elif (verb := self.small.get(index)) is not None:
                signature, passive = self.web.signatures.get(verb), is_passive(self.tree, verb)
                self.readings[index] = read_small(self.tree, verb, self.readings[verb], signature, passive=passive)
        return [self._predicate(index) for index in sorted(kept)]

    def _aged(self, index: int, reading: Reading) -> Reading:
        if index in self.history and reading.actual:
            return because(msgspec.structs.replace(reading, factuality="historical"), self.history[index])
        return reading

    def _source(self, index: int, actors: list[str | None]) -> str | None:
        """Return who holds it: the speaker of the words, or the subject of a verb of thinking above."""
        governor = self.web.links[index].governor
        if governor is None:
            self.holders[index] = None
            return actors[index]
        signature = self.web.signatures.get(governor)
        holder = self.holders.get(governor)
        if signature is not None and signature.holder and self.web.links[index].relation not in {"nsubj", "nsubjpass"}:
            holder = self._holder(governor) or holder
        self.holders[index] = holder
        if signature is not None and signature.object.kind == "fact" and signature.clause.kind == "fact":
            return self.sources.get(governor)
        return holder or actors[index]

    def _holder(self, governor: int) -> str | None:
        token = self.tree.tokens[governor]
        if token.pos not in {"VERB", "AUX"}:
            return None
        passive = is_passive(self.tree, governor)
        subject = find_agent(self.tree, governor) if passive else find_subject(self.tree, governor)
        return self.who.named(self.tree, subject) if subject is not None else None

    def _predicate(self, index: int) -> Predicate:
        token, reading = self.tree.tokens[index], self.readings[index]
        lemma = verb_lemma(self.tree, index) if token.pos == "VERB" else token.lemma.lower()
        return Predicate(
            start=token.start,
            end=token.end,
            lemma=lemma,
            factuality=reading.factuality,
            certainty=reading.certainty,
            source=self.sources[index],
            background=reading.background,
            why=reading.why,
        )
