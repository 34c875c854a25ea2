"""The notebook of a brief: every sentence that something rests on gets one number, in the order of first use."""

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from detente.brief.phrases import cut, tidy
from detente.brief.records import Account, Line, Mark, Note
from detente.ledger import Citation
from detente.model import Document

LONGEST = 190
"""Characters of a quotation in the list of notes."""

Place = tuple[str, int, int]
"""Story, start, end."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A line before its evidence has numbers: only lines that are printed get them."""

    text: str
    places: tuple[Place, ...]
    marks: tuple[Mark, ...] = ()
    accounts: tuple[tuple[str, str, Place], ...] = ()
    """Who, the words, and where they stand."""
    entries: tuple[str, ...] = ()


def places_of(citations: Iterable[Citation]) -> tuple[Place, ...]:
    """Return where citations stand, in order and each once."""
    return tuple(dict.fromkeys((one.story, one.start, one.end) for one in citations))


class Notebook:
    """Numbers the words that sentences rest on; the stories tell headline, publisher and day."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = {document.id: document for document in documents}
        self._numbers: dict[Place, int] = {}

    def number(self, places: Iterable[Place]) -> tuple[int, ...]:
        """Return the numbers of stretches of stories, new ones where they have none."""
        return tuple(self._numbers.setdefault(place, len(self._numbers) + 1) for place in dict.fromkeys(places))

    def write(self, draft: Draft) -> Line:
        """Return a draft as a line of the page."""
        notes = self.number(draft.places)
        accounts = tuple(
            Account(who=who, words=words, note=self.number([place])[0]) for who, words, place in draft.accounts
        )
        return Line(text=draft.text, notes=notes, marks=draft.marks, accounts=accounts, entries=draft.entries)

    def sentence(self, story: str, start: int, end: int) -> Place:
        """Return the sentence in which a stretch begins, or the stretch where it runs on beyond it."""
        sentences = self.documents[story].sentences
        place = bisect_right(sentences, start, key=lambda one: one.start) - 1
        if place < 0 or start >= sentences[place].end:
            return story, start, end
        return story, sentences[place].start, max(sentences[place].end, end)

    def notes(self) -> tuple[Note, ...]:
        """Return all notes in the order of their numbers."""
        return tuple(self._note(number, *place) for place, number in self._numbers.items())

    def _note(self, number: int, story: str, start: int, end: int) -> Note:
        document = self.documents[story]
        anatomy = document.anatomy
        source = anatomy.publisher or anatomy.agency
        return Note(
            number=number,
            story=story,
            title=tidy(document.title or ""),
            publisher=tidy(source.value) if source else "",
            published=document.published.earliest[:10] if document.published else None,
            start=start,
            end=end,
            words=cut(tidy(document.text[start:end]), LONGEST),
        )
