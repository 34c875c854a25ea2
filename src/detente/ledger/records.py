"""Records of the ledger: entries with their history of statuses and the words that say so."""

from typing import Literal

import msgspec

from detente.model import Amount, Basis, EventPlace, EventTime

Kind = Literal[
    "agreement",
    "treaty",
    "treaty_absent",
    "alliance",
    "dispute",
    "commitment",
    "meeting_held",
    "meeting_planned",
    "visit",
    "position",
    "figure",
    "office",
    "tie",
    "threat",
    "contradiction",
    "silence",
    "unknown",
]
"""Kinds of entries, in the order in which they are shown."""

State = Literal["pending", "due", "overdue", "fulfilled", "ended", "standing"]
"""Where an entry stands on a day, derived from status and due window.

pending: to come; due: its window is open; overdue: the window has closed and no story known by then says that it was
done; fulfilled: done, held, signed; ended: cancelled, broken, settled or superseded; standing: a matter without an end.
"""


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Where it is said: characters of a story, sliced from its text."""

    story: str
    published: str | None
    """When the story was published: since then it is known."""
    start: int
    end: int
    quote: str
    sentence: int
    part: str
    voice: str = ""
    """Whose words; empty is the reporter."""
    cue: str = ""
    """The words that attribute it ("said"), or empty."""
    factuality: str = "happened"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A status with both of its times: true in the world from `earliest`..`latest`, known to us since `known`."""

    status: str
    earliest: str | None
    latest: str | None
    basis: Basis
    known: str | None
    story: str
    citation: Citation
    due: EventTime | None = None
    """The due window that this story gives."""
    why: str = ""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A party of an entry: country, role, and the people named for it with their posts."""

    country: str
    role: str
    people: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A standing matter between states, as far as the stories tell."""

    id: str
    """Made from kind, parties and first evidence: later stories do not change it."""
    kind: Kind
    parties: tuple[Member, ...]
    label: str
    """Words of the first story that names it."""
    terms: tuple[str, ...]
    status: str
    state: State
    """Derived as of the ledger's day."""
    history: tuple[Standing, ...]
    """Every status in the order in which it became known."""
    contexts: tuple[str, ...] = ()
    instrument: str = ""
    level: str = ""
    form: str = ""
    negative: bool = False
    time: EventTime | None = None
    """When it was agreed, held, signed, said; for a dispute, since when."""
    due: EventTime | None = None
    """When it is to happen, after all changes known."""
    place: EventPlace | None = None
    amount: Amount | None = None
    progress: str = ""
    obstacle: str = ""
    """Words that say what stands in the way, or the id of the entry that does."""
    links: tuple[tuple[str, str], ...] = ()
    """(how, id) of other entries: outcome_of, fulfils, blocks, opposes, supersedes, superseded_by."""
    events: tuple[str, ...] = ()
    """Ids of the merged events behind it; ``story:event`` where they were not merged."""
    first_seen: str | None = None
    last_confirmed: str | None = None
    evidence: tuple[Citation, ...] = ()
    basis: Basis = "stated"
    confidence: float = 1.0
    notes: tuple[str, ...] = ()
    """What is not sure, such as a link that could not be decided."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that became known, or came due, after a day."""

    known: str | None
    entry: str
    kind: Kind
    label: str
    before: str
    """The status before; empty for a new entry."""
    after: str
    citation: Citation
