"""Quotations: direct, indirect and mixed speech with its cue and speaker; the reporter is the default voice."""
# ruff: noqa: RUF001 -- quotation marks and dashes of every kind are what this file is about

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

import msgspec

from detente.clauses import Who
from detente.model import Document, Quote, Span
from detente.packs import Packs
from detente.packs.speech import Speech
from detente.stages.base import Layers, Stage, make_stage
from detente.stages.quotes.attributions import find_attributions
from detente.stages.quotes.contents import find_content, trim
from detente.stages.quotes.cues import Cue, find_cues
from detente.stages.quotes.direct import Attributed, Quoter
from detente.stages.quotes.marks import Quoted, find_quoted
from detente.stages.quotes.reached import measure
from detente.stages.quotes.sources import source_span, span_of, speaker_actor
from detente.trees import children

_SENTENCE_END = re.compile(r"[.?!][\"”’']?\s")

_MARKS = " \n\"”’'»,"

__all__ = ["find_quotes", "make_quotes"]


def make_quotes(packs: Packs) -> Stage:
    """Return the stage that gives `quotes`.

    Raises:
        PackError: the speech pack is wrong.
    """
    speech = packs.speech
    return make_stage(
        "quotes",
        needs=["sentences", "trees", "actors"],
        gives=["quotes"],
        run=lambda document: find_quotes(document, speech),
    )


def find_quotes(document: Document, speech: Speech) -> Layers:
    """Return the quotations in order of their content, each with its speaker as far as the text tells."""
    gathering = _Gathering(document, speech)
    quotes = gathering.gather()
    return {"quotes": tuple(sorted(quotes, key=lambda quote: (quote.content.start, -quote.content.end)))}


class _Gathering:
    """The quotations of one document in the making: direct ones first, what is left to the other cues after them."""

    def __init__(self, document: Document, speech: Speech) -> None:
        self.document, self.speech = document, speech
        self.reached = [measure(tree) for tree in document.trees]
        self.who = Who(document.actors)
        self.quoted = find_quoted(document.text, document.paragraphs)
        self._starts = [sentence.start for sentence in document.sentences]
        self._openings = [one.start for one in self.quoted]
        cues = find_cues(document.trees, speech)
        self.cues = [cue for cue in cues if self._around(document.trees[cue.sentence].tokens[cue.verb].start) is None]

    def gather(self) -> list[Quote]:
        quoter = Quoter(self.document, self.reached, self.cues, self.who)
        attributed = [found for one in self.quoted if (found := quoter.attribute(one)) is not None]
        self.taken = {found.quoted.start: self._told_at(found) for found in attributed}
        spoken = {(found.cue.sentence, found.cue.verb) for found in attributed if found.cue is not None}
        told = [quote for cue in self.cues if (cue.sentence, cue.verb) not in spoken for quote in self._indirect(cue)]
        told += self._noted({(quote.content.start, quote.content.end) for quote in told})
        direct = [self._direct(found) for found in attributed]
        return [*self._follow(attributed, direct, told), *told]

    def _told_at(self, found: Attributed) -> int:
        """Return where the verb of speech of a quotation begins, -1 where there is none."""
        return self.document.trees[found.cue.sentence].tokens[found.cue.verb].start if found.cue is not None else -1

    def _around(self, offset: int) -> Quoted | None:
        """Return the quotation marks' content that holds a character, or None."""
        place = bisect_right(self._openings, offset) - 1
        return self.quoted[place] if place >= 0 and offset < self.quoted[place].end else None

    def _overlapping(self, span: Span) -> list[Quoted]:
        place = max(0, bisect_right(self._openings, span.start) - 1)
        found = []
        for one in self.quoted[place:]:
            if one.start >= span.end:
                break
            if one.end > span.start:
                found.append(one)
        return found

    def _direct(self, found: Attributed) -> Quote:
        content = Span(start=found.quoted.start, end=found.quoted.end)
        while content.end > content.start and self.document.text[content.end - 1] in ", \t\n":
            content = Span(start=content.start, end=content.end - 1)
        if found.cue is not None:
            return self._quote(content, found.cue, direct="direct")
        speaker, actor = None, None
        if found.speaker is not None:
            sentence, head = found.speaker
            speaker = source_span(self.reached[sentence], head, apart=(head + 1, head + 1))
            actor = speaker_actor(self.document.trees[sentence], head, self.who)
        return Quote(content=content, cue=found.mark, speaker=speaker, actor=actor, direct="direct")

    def _quote(self, content: Span, cue: Cue, *, direct: Literal["direct", "indirect", "mixed"]) -> Quote:
        tree = self.document.trees[cue.sentence]
        speaker = None
        if cue.subject is not None:
            speaker = self._unquoted(source_span(self.reached[cue.sentence], cue.subject, apart=(cue.first, cue.last)))
        actor = speaker_actor(tree, cue.subject, self.who) if cue.subject is not None else None
        span = span_of(tree, cue.first, cue.last)
        return Quote(content=content, cue=span, speaker=speaker, actor=actor, direct=direct, negated=cue.negated)

    def _unquoted(self, speaker: Span) -> Span:
        """Return a source without the end of a quotation that was parsed as its beginning."""
        for one in self._overlapping(speaker):
            if one.opening <= speaker.start and one.closing < speaker.end:
                start = (
                    one.closing
                    + len(self.document.text[one.closing : speaker.end])
                    - len(self.document.text[one.closing : speaker.end].lstrip(_MARKS))
                )
                return Span(start=min(start, speaker.end), end=speaker.end)
        return speaker

    def _indirect(self, cue: Cue) -> list[Quote]:
        found = find_content(self.reached[cue.sentence], cue, self.speech)
        if found is None:
            return []
        span = span_of(self.document.trees[cue.sentence], *found)
        content = trim(self.document.text, span.start, span.end)
        if content is None or (direct := self._kind(content, cue)) is None:
            return []
        return [self._quote(content, cue, direct=direct)]

    def _kind(self, content: Span, cue: Cue | None = None) -> Literal["direct", "indirect", "mixed"] | None:
        """Return how far a content is in quotation marks; None where it is only a piece of a direct quotation."""
        inside = self._overlapping(content)
        if not inside:
            return "indirect"
        nested = [self.taken[one.start] for one in inside if one.start in self.taken]
        if any(not content.start <= told < content.end for told in nested):
            return None
        if nested:
            return "mixed" if cue is not None and "clause" in cue.contents else None
        first = inside[0]
        if len(inside) == 1 and content.start >= first.opening and content.end <= first.closing:
            return "direct" if first.end - first.start <= content.end - content.start + 2 else "mixed"
        return "mixed"

    def _noted(self, known: set[tuple[int, int]]) -> list[Quote]:
        """Return what is attributed without a verb of speech."""
        quotes = []
        for number, (reached, sentence) in enumerate(zip(self.reached, self.document.sentences, strict=True)):
            tree = self.document.trees[number]
            for found in find_attributions(reached, sentence, self.speech, self.who):
                span = span_of(tree, found.first, found.last)
                content = trim(self.document.text, span.start, span.end)
                if content is None or (content.start, content.end) in known or (direct := self._kind(content)) is None:
                    continue
                head = found.speaker
                quotes.append(
                    Quote(
                        content=content,
                        cue=span_of(tree, *found.cue) if found.cue else None,
                        speaker=source_span(reached, head, apart=found.apart) if head is not None else None,
                        actor=speaker_actor(tree, head, self.who) if head is not None else None,
                        direct=direct,
                        negated=found.negated,
                    )
                )
        return quotes

    def _follow(self, attributed: list[Attributed], direct: list[Quote], told: list[Quote]) -> Iterator[Quote]:
        """Give a quotation that follows another in its paragraph, or fills the next one, to the same speaker."""
        others = sorted(told, key=lambda quote: quote.content.start)
        at, last = 0, None
        for found, quote in zip(attributed, direct, strict=True):
            while at < len(others) and others[at].content.start < quote.content.start:
                last, at = _later(last, others[at]), at + 1
            current = quote
            if found.follows and (led := self._leading(found.quoted, last)) is not None:
                current = msgspec.structs.replace(quote, speaker=led[0], actor=led[1])
            elif found.follows and last is not None and self._continues(last, found.quoted):
                current = msgspec.structs.replace(quote, speaker=last.speaker, actor=last.actor)
            last = current
            yield current

    def _leading(self, quoted: Quoted, last: Quote | None) -> tuple[Span, str | None] | None:
        """Return the person whom the sentence before a quotation is about, where nobody speaks in that sentence."""
        number = bisect_right(self._starts, quoted.opening - 1) - 1
        while number >= 0 and self.document.sentences[number].end > quoted.opening:
            number -= 1
        if number < 0:
            return None
        sentence, tree = self.document.sentences[number], self.document.trees[number]
        paragraph = self.document.paragraphs[sentence.paragraph]
        spoken = last is not None and _end(last) > sentence.start
        if spoken or not paragraph.start <= quoted.opening < paragraph.end or self._overlapping(sentence):
            return None
        root = next((at for at, token in enumerate(tree.tokens) if token.head == at), None)
        subjects = children(tree, root, "nsubj", "nsubjpass") if root is not None else []
        if not subjects:
            return None
        actor = speaker_actor(tree, subjects[0], self.who)
        person = tree.tokens[subjects[0]].ent == "PERSON" or (tree.tokens[subjects[0]].tag == "PRP" and actor)
        return (source_span(self.reached[number], subjects[0], apart=(root or 0, root or 0)), actor) if person else None

    def _continues(self, last: Quote, quoted: Quoted) -> bool:
        text = self.document.text
        between = text[_end(last) : quoted.opening]
        if "\n" not in between.strip(' "”.,\n') and between.count("\n\n") == 0:
            return True
        tail, _, rest = between.partition("\n\n")
        return not rest.strip(" \"“”.,'’\n") and _SENTENCE_END.search(tail.strip()) is None


def _end(quote: Quote) -> int:
    return max(quote.content.end, quote.cue.end if quote.cue else 0, quote.speaker.end if quote.speaker else 0)


def _later(last: Quote | None, other: Quote) -> Quote:
    return other if last is None or other.content.end >= last.content.end else last
