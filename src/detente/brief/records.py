"""Records of a brief: sections of sentences, each with the numbers of the words that it rests on."""

from typing import Literal

import msgspec

Mark = Literal["new", "changed", "due", "overdue"]
"""new: first told since the day from which news counts; changed: told before, and otherwise since then."""

Topic = Literal["new", "agreed", "promised", "open", "disputed", "said", "contradictions", "unknown", "around"]

TITLES: dict[Topic, str] = {
    "new": "New",
    "agreed": "Met and agreed",
    "promised": "Promised and due",
    "open": "Left open",
    "disputed": "In dispute",
    "said": "Said",
    "contradictions": "Contradictions",
    "unknown": "Not said",
    "around": "Ties, figures, third parties",
}
"""Sections in the order of the page."""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What a sentence rests on: words of a story, with where they stand in its text."""

    number: int
    story: str
    title: str
    publisher: str
    """Publisher, else agency, as the story names them; empty where it names none."""
    published: str | None
    start: int
    end: int
    words: str
    """The characters from `start` to `end`, spaces and control characters tidied, cut where they are long."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What one voice says of a matter on which another differs."""

    who: str
    words: str
    note: int


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, or a pair of accounts under a heading; `notes` are the numbers of its evidence, never empty."""

    text: str
    notes: tuple[int, ...]
    marks: tuple[Mark, ...] = ()
    accounts: tuple[Account, ...] = ()
    entries: tuple[str, ...] = ()
    """Ids of the ledger's entries that it tells."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences on one topic; `more` says how many were left out to keep the page short."""

    topic: Topic
    title: str
    lines: tuple[Line, ...]
    more: int = 0


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between two countries on a day, for one page; stories' words in it are text, never markup."""

    countries: tuple[str, str]
    names: tuple[str, str]
    as_of: str
    known: str
    """The day by which stories had to be published."""
    since: str
    """News is what became known after this day."""
    level: str
    """Level and trend in one sentence, with what was read beside it."""
    level_notes: tuple[int, ...]
    stories: int
    """Stories read that name both countries."""
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
