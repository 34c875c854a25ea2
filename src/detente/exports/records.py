"""What every export is made from: an event with who its sides are, where it was, and which stories tell it."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec

from detente.model import Document, Event, EventPlace

NUMBER_DIGITS = 13
"""Hexadecimal digits of a number: 52 bits, which R and JavaScript keep exact as well."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """An actor on one side of an event."""

    name: str
    words: str
    """The words of the text that name it; empty where evidence has none."""
    kind: str
    country: str
    """ISO 3166 alpha-3 or PLOVER's code of non-states; empty where unknown."""
    sector: str
    cameo: str
    office: str


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One place in one story that tells the event; offsets are -1 where that place does not name the actor."""

    story: str
    address: str
    """The story's web address, or its id where it has none."""
    published: str
    """First day (YYYY-MM-DD) on which it can have been published; empty where unknown."""
    publisher: str
    source: str
    """The independent source whose text it is."""
    sentence: int
    action: int
    actor: int
    recipient: int
    length: int | None
    """Characters of the story; None where its text was not kept."""


class ExportEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A merged event, or an event of one story, with everything that formats ask for."""

    id: str
    row: dict[str, Any]
    """The flat row, in the columns of `writers.rows`."""
    event: Event
    """The event of the canonical report."""
    document: Document
    """The story of the canonical report."""
    sources: tuple[Side, ...]
    targets: tuple[Side, ...]
    tellings: tuple[Telling, ...]
    documents: tuple[Document, ...]
    """The stories that tell it, that of the canonical report first."""
    dyad: tuple[str, str] | None = None
    """Two countries: only pairs of actors of these are wanted."""

    @property
    def day(self) -> str:
        """First day of the event (YYYY-MM-DD); empty where it has no date."""
        return (self.row["earliest"] or "")[:10]

    @property
    def place(self) -> EventPlace | None:
        """Where it happened."""
        return self.event.place

    @property
    def addresses(self) -> tuple[str, ...]:
        """Addresses of the stories that tell it."""
        return tuple(dict.fromkeys(telling.address for telling in self.tellings))

    @property
    def voices(self) -> tuple[str, ...]:
        """Names of the independent sources that tell it: agencies, publishers, else ids of stories."""
        return tuple(dict.fromkeys(telling.source.partition(":")[2] for telling in self.tellings))

    @property
    def added(self) -> str:
        """The day on which it was first reported; empty where no story is dated."""
        return min((telling.published for telling in self.tellings if telling.published), default="")


Pair = tuple[Side | None, Side | None]
"""Who acts and on whom; None where nobody is named."""


def ordered_pairs(event: ExportEvent) -> Iterator[Pair]:
    """Yield every source with every target, and both ways where both sides act; each pair once.

    An event without a target gives each source with None; where several act together, each with each other.
    """
    sources: tuple[Side | None, ...] = event.sources or (None,)
    targets: tuple[Side | None, ...] = event.targets or (None,)
    pairs = [(one, other) for one in sources for other in targets]
    if event.event.reciprocal and not event.targets and len(sources) > 1:
        pairs = [(one, other) for one in sources for other in sources]
    elif event.event.reciprocal and event.targets and event.sources:
        pairs += [(other, one) for one, other in pairs]
    for one, other in dict.fromkeys(pairs):
        if (one is None or one != other) and _within(one, other, event.dyad):
            yield one, other


def coded_pairs(event: ExportEvent) -> Iterator[Pair]:
    """Yield the pairs of an event that differ in their CAMEO codes: two ministers of one government are one actor."""
    known: set[tuple[str, ...]] = set()
    for pair in ordered_pairs(event):
        codes = tuple((side.cameo or side.name) if side else "" for side in pair)
        if codes not in known:
            known.add(codes)
            yield pair


def _within(one: Side | None, other: Side | None, dyad: tuple[str, str] | None) -> bool:
    if dyad is None:
        return True
    countries = (one.country if one else "", other.country if other else "")
    return countries in {dyad, dyad[::-1]}


def number_of(*parts: str) -> int:
    """Return a number for an id, the same in every run, for formats whose ids are whole numbers.

    >>> number_of("bc812478e4c3b8f4", "NORGOV", "RUSGOV") == number_of("bc812478e4c3b8f4", "NORGOV", "RUSGOV")
    True
    >>> number_of("bc812478e4c3b8f4", "NORGOV", "RUSGOV") < 2**53
    True
    """
    return int(sha256("|".join(parts).encode()).hexdigest()[:NUMBER_DIGITS], 16)


def pair_number(event: ExportEvent, pair: Pair) -> int:
    """Return the number of an event's row for one pair of actors."""
    return number_of(event.id, *(f"{side.cameo}:{side.name}" if side else "" for side in pair))
