"""What is kept of texts and events so that copies and reports of one event can be found, and what comes of it."""

from typing import Literal

import msgspec


class TextKey(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a story's text to tell whose it is."""

    key: int
    """Number of the story, derived from its id."""
    story: str
    published: str | None
    agency: str | None
    publisher: str | None
    variant: int
    """Digest of the shingles: texts of one variant are the same but for spelling and furniture."""
    size: int
    """Number of shingles."""
    terms: tuple[int, ...]
    """Digests of the telling words of title and lead, in order."""


class Shingle(msgspec.Struct, frozen=True, kw_only=True):
    """One run of words of a text, as a digest."""

    digest: int
    variant: int
    """`TextKey.variant` of the text."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Whose text a story is."""

    key: int
    story: str
    published: str | None
    cluster: int
    """`TextKey.key` of the original among its copies; its own where there is none."""
    copy_of: str | None
    """Id of the story that this one copies; None for the original."""
    source: str
    """The independent source: ``agency:``, ``publisher:`` or ``text:`` with a name."""
    agency: str | None = None
    publisher: str | None = None
    terms: frozenset[int] = frozenset()


class EventKey(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared of an event to tell whether two reports tell of the same one."""

    story: str
    position: int
    """Place of the event in its story's events."""
    event: str
    lane: int
    """Digest of type and actors: only events of one lane are ever compared."""
    type: str
    mode: str | None
    content: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    sources: tuple[str, ...]
    """Country codes, or names in the spelling of `words.fold` where there is no country."""
    targets: tuple[str, ...]
    reciprocal: bool
    source_persons: tuple[str, ...]
    """Folded last names where the side consists of persons only."""
    target_persons: tuple[str, ...]
    earliest: str | None
    latest: str | None
    stated: bool
    """False where no word of the text tells the day; the day before publication is then possible too."""
    place: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    narrow: bool
    """The place is a town or narrower."""
    factuality: str
    certainty: int
    counted: bool
    exclusions: tuple[str, ...]
    part: str
    words: int
    """Digest of the sentence."""
    turn: int
    """How many events of the same lane and sentence come before it in its story."""
    trigger_start: int
    trigger_end: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One story's event as a report of a merged event."""

    story: str
    position: int
    event: str
    auto: str
    """Id of the merged event that it would belong to without corrections by hand."""
    merged: str
    canonical: bool
    """True for the report whose row stands for the merged event."""
    published: str | None
    publisher: str | None
    agency: str | None
    source: str
    """The independent source: see `Origin.source`."""
    copy_of: str | None
    factuality: str
    certainty: int
    why: str
    """What ties it to the other reports of `auto`."""
    by_hand: bool
    """A correction put it beside the canonical report."""


class MergedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event with its reports: what is counted when events are counted."""

    id: str
    story: str
    """Story of the canonical report, whose codes and words stand for the event."""
    position: int
    event: str
    earliest: str | None
    latest: str | None
    factuality: str
    certainty: int
    contested: bool
    """Some report denies what another tells as real or alleged."""
    counted: bool
    exclusions: tuple[str, ...]
    n_events: int
    """Events of stories that were merged into it."""
    n_reports: int
    """Stories that tell it."""
    n_sources: int
    """Independent sources among them: twenty republications of one agency text are one."""
    first_published: str | None
    last_published: str | None
    corrections: tuple[int, ...] = ()
    """Numbers of the corrections by hand that made it what it is."""


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a correction holds on to, found again by its words when its id has changed."""

    story: str
    event: str
    type: str
    trigger_start: int
    trigger_end: int


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A decision by hand; it outlives re-coding and re-merging."""

    number: int
    kind: Literal["merge", "split"]
    anchors: tuple[Anchor, ...]
    """merge: one event of each that become one; split: the events that leave theirs."""
    made: str
    undone: bool = False
