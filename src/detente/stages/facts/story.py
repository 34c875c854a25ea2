"""A document seen from the facts: actors, times, places, claims and voices at the words of each tree."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from detente.clauses import find_agent, find_subject, verb_lemma
from detente.model import (
    Actor,
    Document,
    Event,
    EventPlace,
    EventTime,
    Evidence,
    Fact,
    Party,
    Place,
    Predicate,
    Quote,
    Span,
    TimeSpan,
    Token,
    Tree,
)
from detente.packs.ledger_words import LedgerWords
from detente.stages.base import as_event_place
from detente.trees import children, conjuncts, head_in, subtree, token_at, tokens_in

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
SIDE_CLAUSES = frozenset({"relcl", "advcl", "parataxis"})
TOLD = frozenset({"happened", "ongoing", "historical"})
"""Claims that something is so."""


class Story:
    """Look-ups by sentence and token, made once a document."""

    def __init__(self, document: Document, words: LedgerWords, contexts_of: Callable[[str], Sequence[str]]) -> None:
        self.document, self.words, self.contexts_of = document, words, contexts_of
        self.actors: dict[str, Actor] = {actor.id: actor for actor in document.actors}
        self._starts = [sentence.start for sentence in document.sentences]
        count = len(document.trees)
        self.standing: list[dict[int, str]] = [{} for _ in range(count)]
        self.sites: list[set[int]] = [set() for _ in range(count)]
        self.named: list[set[int]] = [set() for _ in range(count)]
        self.times: list[list[tuple[int, TimeSpan]]] = [[] for _ in range(count)]
        self.places: list[list[tuple[int, Place]]] = [[] for _ in range(count)]
        self.predicates: list[dict[int, Predicate]] = [{} for _ in range(count)]
        self.events: list[dict[int, list[Event]]] = [{} for _ in range(count)]
        self._quotes = sorted(document.quotes, key=lambda quote: quote.content.start)
        self._index()

    def _index(self) -> None:
        mentions = [(actor, mention) for actor in self.document.actors for mention in actor.mentions]
        for actor, mention in sorted(mentions, key=lambda row: row[1].end - row[1].start):
            if (at := self.locate(mention.head)) is not None:
                self.standing[at[0]].setdefault(at[1], actor.id)
                if mention.kind in {"name", "adjective"} and actor.kind in {"country", "person"}:
                    self.named[at[0]].update(tokens_in(self.tree(at[0]), mention.start, mention.end))
        for time in self.document.times:
            if (at := self._head(time)) is not None:
                self.times[at[0]].append((at[1], time))
        for place in self.document.places:
            if (at := self._head(place)) is not None:
                self.places[at[0]].append((at[1], place))
                self._note_site(at[0], at[1], place)
        for predicate in self.document.predicates:
            if (at := self.locate(predicate.start)) is not None:
                self.predicates[at[0]][at[1]] = predicate
        for event in self.document.events:
            for row in event.evidence:
                if row.role == "trigger" and (at := self.locate(row.start)) is not None:
                    self.events[at[0]].setdefault(at[1], []).append(event)

    def _note_site(self, number: int, head: int, place: Place) -> None:
        """Keep apart the places where something happens ("in Lima") from those that it is about."""
        tree = self.tree(number)
        if tree.tokens[tree.tokens[head].head].text.lower() in {"in", "at"}:
            self.sites[number].update(tokens_in(tree, place.start, place.end))

    def locate(self, offset: int) -> tuple[int, int] | None:
        """Return sentence and token at an offset."""
        number = bisect_right(self._starts, offset) - 1
        if not 0 <= number < len(self.document.trees) or offset >= self.document.sentences[number].end:
            return None
        index = token_at(self.tree(number), offset)
        return None if index is None else (number, index)

    def _head(self, span: Span) -> tuple[int, int] | None:
        at = self.locate(span.start)
        head = None if at is None else head_in(self.tree(at[0]), span.start, span.end)
        return None if at is None or head is None else (at[0], head)

    def tree(self, number: int) -> Tree:
        """Return the tree of a sentence."""
        return self.document.trees[number]

    def token(self, number: int, index: int) -> Token:
        """Return a token."""
        return self.document.trees[number].tokens[index]

    def lemma(self, number: int, index: int) -> str:
        """Return a token's lemma in lower case."""
        return self.token(number, index).lemma.lower()

    def body(self) -> Iterator[tuple[int, Tree]]:
        """Yield number and tree of the sentences of the story itself: no headline, no caption."""
        for number, tree in enumerate(self.document.trees):
            if self.document.sentences[number].part == "body":
                yield number, tree

    def verb(self, number: int, index: int) -> str:
        """Return a verb's lemma with its particle."""
        return verb_lemma(self.tree(number), index)

    def is_noun(self, number: int, index: int, *groups: str) -> bool:
        """Tell whether a token is a noun of one of the classes."""
        token = self.token(number, index)
        return token.pos in {"NOUN", "PROPN"} and any(self.words.is_noun(token.lemma.lower(), g) for g in groups)

    # --- who ---

    def countries_of(self, actor: str | None) -> tuple[str, ...]:
        """Return the country of an actor, or those of a group's members."""
        known = self.actors.get(actor or "")
        if known is None:
            return ()
        if known.members:
            return _distinct(code for member in known.members for code in self.countries_of(member))
        return (known.country,) if known.country else ()

    def under(self, number: int, index: int, *, stop: frozenset[str] = SIDE_CLAUSES) -> list[int]:
        """Return the tokens of a phrase without its side clauses."""
        return subtree(self.tree(number), index, stop=stop)

    def countries(self, number: int, indexes: Iterable[int]) -> tuple[str, ...]:
        """Return the countries of the actors that stand at tokens, in the order of the text."""
        here = self.standing[number]
        return _distinct(code for index in sorted(indexes) for code in self.countries_of(here.get(index)))

    def subjects(self, number: int, verb: int) -> list[int]:
        """Return the heads of a verb's subject with all that it is coordinated with; the doer of a passive."""
        tree = self.tree(number)
        agent = find_agent(tree, verb)
        head = agent if agent is not None else find_subject(tree, verb)
        return [] if head is None else conjuncts(tree, head)

    def doers(self, number: int, verb: int) -> tuple[str, ...]:
        """Return the countries of a verb's subject: of its heads, else of what stands in its phrase."""
        heads = self.subjects(number, verb)
        tree = self.tree(number)
        extra = [i for child in children(tree, verb, "nsubj") for i in conjuncts(tree, child)]
        found = self.countries(number, {*heads, *extra})
        phrase = {token for head in {*heads, *extra} for token in self.under(number, head)}
        within = self.countries(number, phrase)
        return within if len(within) > len(found) and len(found) < 2 else found

    def partners(self, number: int, head: int) -> tuple[str, ...]:
        """Return the countries that a verb or noun names with "with", "between" or "and"."""
        tree = self.tree(number)
        found: list[int] = []
        for prep in children(tree, head, "prep"):
            if tree.tokens[prep].text.lower() in {"with", "between", "to", "against"}:
                found.extend(self.under(number, prep))
        return self.countries(number, found)

    def event_sides(self, number: int, index: int) -> tuple[str, ...]:
        """Return the countries of the event that a token triggers."""
        found = self.events[number].get(index, ())
        return _distinct(code for e in found for who in (*e.sources, *e.targets) for code in self.countries_of(who))

    def voice(self, number: int, index: int) -> Quote | None:
        """Return the quotation that a token stands in, the shortest, or None."""
        offset = self.token(number, index).start
        found = [q for q in self._quotes if q.content.start <= offset < q.content.end and not q.negated]
        return min(found, key=lambda quote: quote.content.end - quote.content.start) if found else None

    def claim(self, number: int, index: int) -> Predicate | None:
        """Return what the text claims of a verb or event noun."""
        return self.predicates[number].get(index)

    def is_told(self, number: int, index: int) -> bool:
        """Tell whether a verb's deed is told as done or going on."""
        found = self.claim(number, index)
        return found is not None and found.factuality in TOLD

    # --- when and where ---

    def time_in(self, number: int, indexes: Iterable[int]) -> EventTime | None:
        """Return the first time whose head is among tokens, the days before others."""
        inside = set(indexes)
        found = [time for head, time in self.times[number] if head in inside and time.kind in {"DATE", "TIME"}]
        found = [time for time in found if time.earliest] or found
        return as_time(found[0]) if found else None

    def place_in(self, number: int, indexes: Iterable[int]) -> EventPlace | None:
        """Return the first place whose head is among tokens."""
        inside = set(indexes)
        found = [place for head, place in self.places[number] if head in inside]
        return as_event_place(found[0]) if found else None

    def told_on(self, number: int, index: int) -> EventTime | None:
        """Return when the deed of a verb was: of its event, of a time beside it, or the day of publication."""
        for event in self.events[number].get(index, ()):
            if event.time is not None:
                return event.time
        tree = self.tree(number)
        beside = [
            i
            for child in tree.below[index]
            if tree.tokens[child].dep in {"npadvmod", "prep", "advmod"}
            for i in self.under(number, child)
        ]
        return self.time_in(number, [*beside]) or self.day()

    def day(self) -> EventTime | None:
        """Return the day of publication as a time."""
        published = self.document.published
        if published is None:
            return None
        first, last = published.earliest[:10], published.latest[:10]
        return EventTime(earliest=first, latest=last, grain="day", basis="inferred", why="day of publication")

    # --- words ---

    def terms(self, number: int, indexes: Iterable[int]) -> tuple[str, ...]:
        """Return the lemmas of content words, without countries, times and words that say nothing of the matter."""
        timed = {i for head, _ in self.times[number] for i in self.under(number, head)}
        found = []
        for index in sorted(indexes):
            token = self.token(number, index)
            lemma = token.lemma.lower()
            if token.pos not in CONTENT or index in timed or len(lemma) < 3 or self.words.is_word(lemma, "empty"):
                continue
            if index in self.sites[number] or self.words.is_noun(lemma, "instrument"):
                continue
            if index in self.named[number] or token.ent == "NORP":
                continue
            found.append(lemma)
        return _distinct(found)

    def contexts(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Return the PLOVER contexts that terms tell."""
        return _distinct(context for term in terms for context in self.contexts_of(term))

    def span(self, number: int, indexes: Iterable[int]) -> Span:
        """Return the characters from the first token to the last, without punctuation at the ends."""
        tokens = [self.token(number, index) for index in sorted(indexes)]
        while len(tokens) > 1 and tokens[-1].pos == "PUNCT" and tokens[-1].text not in {'"', "'"}:
            tokens.pop()
        while len(tokens) > 1 and tokens[0].pos == "PUNCT" and tokens[0].text not in {'"', "'"}:
            tokens.pop(0)
        return Span(start=tokens[0].start, end=tokens[-1].end)

    def level_of(self, *phrases: str) -> str:
        """Return the level that the first telling phrase gives."""
        return next((level for phrase in phrases if (level := self.words.level(phrase))), "")

    def words_of(self, number: int, indexes: Iterable[int]) -> str:
        """Return lemmas of tokens in a row, for phrases of the pack."""
        return " ".join(self.lemma(number, index) for index in sorted(indexes))


def fact(
    story: Story,
    number: int,
    index: int,
    *,
    kind: str,
    status: str,
    label: Span,
    sides: Iterable[Party],
    **fields: object,
) -> Fact:
    """Return a fact of a sentence with the words of its trigger, its label and its voice as evidence."""
    sentence, trigger = story.document.sentences[number], story.token(number, index)
    quote = story.voice(number, index)
    claim = story.claim(number, index)
    rows = [
        Evidence(role="trigger", start=trigger.start, end=trigger.end),
        Evidence(role="content", start=label.start, end=label.end),
    ]
    if quote is not None and quote.cue is not None:
        rows.append(Evidence(role="speaker", start=quote.cue.start, end=quote.cue.end))
    given: dict[str, object] = {
        "speaker": quote.actor if quote else None,
        "factuality": claim.factuality if claim else "happened",
        "events": tuple(event.id for event in story.events[number].get(index, ())),
        **fields,
    }
    return Fact(
        id="",
        kind=kind,
        status=status,
        start=sentence.start,
        end=sentence.end,
        label=label,
        parties=tuple(sides),
        evidence=tuple(rows),
        sentence=number,
        part=sentence.part,
        **given,  # type: ignore[arg-type]
    )


def is_named(actor: Actor) -> bool:
    """Tell whether an actor is a person with a name, not one known by a post or a country alone."""
    words = actor.name.split()
    return actor.kind == "person" and len(words) > 1 and not any(word.islower() and len(word) > 3 for word in words)


def parties(countries: Iterable[str], role: str) -> tuple[Party, ...]:
    """Return a party of the role for each country."""
    return tuple(Party(country=country, role=role) for country in _distinct(countries))


def as_time(time: TimeSpan) -> EventTime:
    """Return a time of the layer as the time of a fact."""
    return EventTime(
        earliest=time.earliest, latest=time.latest, grain=time.grain, basis=time.basis, value=time.value, why=time.why
    )


def _distinct(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
