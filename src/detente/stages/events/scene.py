"""A document seen from the coder: which actors, times, places and predicates stand at which word of each tree."""

from collections import defaultdict

import msgspec

from detente.model import Actor, Document, Mention, Place, Predicate, Quote, Span, TimeSpan, Tree
from detente.trees import head_in, token_at


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An actor as it stands at one place of a sentence."""

    actor: str
    head: int
    """Index of the head word in the tree."""
    span: Span
    kind: str


REST = frozenset({"in", "near", "at", "outside", "inside", "around"})
"""Prepositions behind which a place is where something happens."""


class Scene:
    """Lookups by sentence and token, made once a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.actors: dict[str, Actor] = {actor.id: actor for actor in document.actors}
        self.standing: list[dict[int, Standing]] = [{} for _ in document.trees]
        self.times: list[list[tuple[int, TimeSpan]]] = [[] for _ in document.trees]
        self.places: list[list[tuple[int, Place]]] = [[] for _ in document.trees]
        self.predicates: list[dict[int, Predicate]] = [{} for _ in document.trees]
        self.quotes: list[list[Quote]] = [[] for _ in document.trees]
        self._starts = [sentence.start for sentence in document.sentences]
        for place in document.places:
            self._put(self.places, place)
        self._index_actors()
        for time in document.times:
            self._put(self.times, time)
        for predicate in document.predicates:
            number = self.sentence_at(predicate.start)
            if number is not None and (index := token_at(self.tree(number), predicate.start)) is not None:
                self.predicates[number][index] = predicate
        for quote in document.quotes:
            for number in self._sentences_over(quote.content):
                self.quotes[number].append(quote)

    def tree(self, sentence: int) -> Tree:
        """Return the tree of a sentence."""
        return self.document.trees[sentence]

    def part(self, sentence: int) -> str:
        """Return the part of the story that a sentence stands in."""
        return self.document.sentences[sentence].part

    def sentence_at(self, offset: int) -> int | None:
        """Return the number of the sentence that covers an offset."""
        low, high = 0, len(self._starts)
        while low < high:
            middle = (low + high) // 2
            if self._starts[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        number = low - 1
        return number if number >= 0 and offset < self.document.sentences[number].end else None

    def words(self, sentence: int, index: int) -> Span:
        """Return the span of one token."""
        token = self.tree(sentence).tokens[index]
        return Span(start=token.start, end=token.end)

    def members(self, actor: str) -> tuple[str, ...]:
        """Return the actors that a group stands for, or the actor itself."""
        known = self.actors.get(actor)
        return known.members if known and known.members else (actor,)

    def country(self, actor: str) -> str | None:
        """Return the country of an actor."""
        known = self.actors.get(actor)
        return known.country if known else None

    def countries(self, actors: tuple[str, ...]) -> frozenset[str]:
        """Return the countries of several actors, the unknown left out."""
        return frozenset(country for actor in actors if (country := self.country(actor)))

    def _index_actors(self) -> None:
        rows: dict[int, list[tuple[Actor, Mention]]] = defaultdict(list)
        for actor in self.document.actors:
            for mention in actor.mentions:
                number = self.sentence_at(mention.start)
                if number is not None:
                    rows[number].append((actor, mention))
        for number, found in rows.items():
            for actor, mention in sorted(found, key=lambda row: row[1].end - row[1].start):
                head = token_at(self.tree(number), mention.head)
                if head is not None and head not in self.standing[number] and not self._is_ground(number, head, actor):
                    span = Span(start=mention.start, end=mention.end)
                    self.standing[number][head] = Standing(actor=actor.id, head=head, span=span, kind=mention.kind)

    def _is_ground(self, sentence: int, head: int, actor: Actor) -> bool:
        """Tell whether a name that no pack knows as an actor's says only where: "blocked the road near Tulcan"."""
        token = self.tree(sentence).tokens[head]
        if actor.basis != "inferred" or actor.kind == "country" or token.dep != "pobj" or token.pos != "PROPN":
            return False
        placed = any(place == head for place, _ in self.places[sentence])
        return placed and self.tree(sentence).tokens[token.head].lemma.lower() in REST

    def _put(
        self,
        rows: list[list[tuple[int, Span]]] | list[list[tuple[int, TimeSpan]]] | list[list[tuple[int, Place]]],
        span: Span,
    ) -> None:
        number = self.sentence_at(span.start)
        if number is not None and (head := head_in(self.tree(number), span.start, span.end)) is not None:
            rows[number].append((head, span))  # type: ignore[arg-type]

    def _sentences_over(self, span: Span) -> list[int]:
        first = self.sentence_at(span.start)
        if first is None:
            return []
        found = [first]
        while found[-1] + 1 < len(self._starts) and self._starts[found[-1] + 1] < span.end:
            found.append(found[-1] + 1)
        return found
