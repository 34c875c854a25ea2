"""Read labelled text: files in the format of `training/corpus/FORMAT.md`, and the user's own JSON lines (docs/gold.md)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import msgspec

from detente.errors import GoldError, nearest
from detente.evaluation.corpus import TYPES, GoldActor, GoldEvent, Item, read_corpus
from detente.model import Factuality, Span
from detente.packs import Packs, load_packs
from detente.packs.actor_words import SECTORS

LINES = frozenset({".jsonl", ".json", ".ndjson"})
UNMARKED = Span(start=0, end=0)
"""The trigger of an event whose label does not say which words tell it."""
UNLABELLED = ""
"""The country of an actor whose label does not say it."""
BEYOND = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "XXX"})
"""Top codes of those who are no state, and of the unknown."""
OPTIONAL = ("mode", "content", "factuality")
"""Labels of an event that may be left out, and then are no question."""


class PartialEvent(GoldEvent, frozen=True, kw_only=True):
    """An event whose label leaves something out."""

    untold: frozenset[str] = frozenset()
    """Which of `OPTIONAL` the label does not answer."""
    paired: bool = False
    """The label of a pair: what holds between two mentions, and nothing of the rest of the text."""
    time: tuple[str, str] | None = None
    """First and last day, where labelled."""


class LabelledSpan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words that tell a labelled event."""

    start: int
    end: int


class LabelledActor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An actor of a labelled event or pair."""

    start: int
    end: int
    country: str | None = None
    sector: str | None = None


class LabelledTime(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a labelled event happened: first and last day."""

    earliest: date
    latest: date


class LabelledEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event as the user labels it; null says that it has none, a field left out says nothing."""

    type: str
    mode: str | msgspec.UnsetType | None = msgspec.UNSET
    content: str | msgspec.UnsetType | None = msgspec.UNSET
    cameo: str | None = None
    factuality: Factuality | msgspec.UnsetType = msgspec.UNSET
    reciprocal: bool = False
    sources: tuple[LabelledActor, ...] = ()
    targets: tuple[LabelledActor, ...] = ()
    trigger: LabelledSpan | None = None
    time: LabelledTime | None = None


class LabelledPair(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A marked pair as the user labels it."""

    source: LabelledActor
    target: LabelledActor
    type: str
    mode: str | msgspec.UnsetType | None = msgspec.UNSET
    cameo: str | None = None


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """A line of JSON; other fields are passed over."""

    text: str
    events: tuple[LabelledEvent, ...] = ()
    pairs: tuple[LabelledPair, ...] = ()


def read_gold(paths: Iterable[Path], packs: Packs | None = None) -> tuple[Item, ...]:
    """Return the items of all files: `.jsonl`, `.ndjson` and `.json` hold JSON lines, everything else the corpus format.

    Raises:
        GoldError: A file cannot be read or a line is wrong; names both.
    """
    items: list[Item] = []
    for path in paths:
        items.extend(_read_lines(path, packs) if path.suffix in LINES else read_corpus(path))
    return tuple(items)


def _read_lines(path: Path, packs: Packs | None) -> list[Item]:
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()
    except OSError as error:
        raise GoldError(str(path), 0, f"cannot be read: {error}") from error
    return [read_label(line, path=str(path), number=n, packs=packs) for n, line in enumerate(lines, 1) if line.strip()]


def read_label(line: bytes, *, path: str = "", number: int = 0, packs: Packs | None = None) -> Item:
    """Return the item of one line of JSON; a labelled pair becomes an event that is asked for nothing but its pair.

    >>> read_label(b'{"text": "Oslo phoned Rome.", "events": [{"type": "CONSULT", "mode": "phone"}]}').events[0].mode
    'phone'

    Raises:
        GoldError: The line is no such object, or a label or an offset is wrong.
    """
    try:
        labelled = msgspec.json.decode(line, type=Labelled)
        labelled.text.encode()
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise GoldError(path, number, str(error)) from error
    if fault := next(_find_faults(labelled, packs or load_packs()), None):
        raise GoldError(path, number, fault)
    actors: dict[str, GoldActor] = {}
    events = [_make_event(f"e{place}", row, actors) for place, row in enumerate(labelled.events, 1)]
    for place, pair in enumerate(labelled.pairs, 1):
        row = LabelledEvent(
            type=pair.type, mode=pair.mode, cameo=pair.cameo, sources=(pair.source,), targets=(pair.target,)
        )
        events.append(msgspec.structs.replace(_make_event(f"p{place}", row, actors), paired=True))
    return Item(text=labelled.text, actors=actors, events=tuple(events), path=path, line=number)


def _make_event(name: str, row: LabelledEvent, actors: dict[str, GoldActor]) -> PartialEvent:
    """Return the event of a label; its actors are added to those of the item."""

    def know(found: LabelledActor) -> str:
        key = "-".join(("a", str(found.start), str(found.end), found.country or "", found.sector or ""))
        span = Span(start=found.start, end=found.end)
        actors[key] = GoldActor(id=key, span=span, country=found.country or UNLABELLED, sector=found.sector)
        return key

    told = {field: getattr(row, field) for field in OPTIONAL if getattr(row, field) is not msgspec.UNSET}
    return PartialEvent(
        id=name,
        span=Span(start=row.trigger.start, end=row.trigger.end) if row.trigger else UNMARKED,
        type=row.type,
        sources=tuple(map(know, row.sources)),
        targets=tuple(map(know, row.targets)),
        reciprocal=row.reciprocal,
        cameo=row.cameo,
        untold=frozenset(OPTIONAL) - set(told),
        time=(row.time.earliest.isoformat(), row.time.latest.isoformat()) if row.time else None,
        **told,
    )


def _find_faults(labelled: Labelled, packs: Packs) -> Iterator[str]:
    """Yield what is wrong with a line."""
    if not labelled.text.strip():
        yield "the text is empty"
    for place, event in enumerate(labelled.events, 1):
        yield from _find_label_faults(event, packs)
        trigger = (event.trigger,) if event.trigger else ()
        spans = (*event.sources, *event.targets, *trigger)
        yield from _find_span_faults(spans, labelled.text, f"spans of event {place} overlap")
        if event.type == "NONE" and event.trigger is None:
            yield f"event {place} is NONE and marks no trigger: leave it out"
        if event.time and event.time.latest < event.time.earliest:
            yield f"the time of event {place} ends before it begins"
        for actor in (*event.sources, *event.targets):
            yield from _find_actor_faults(actor, packs)
    for place, pair in enumerate(labelled.pairs, 1):
        yield from _find_label_faults(pair, packs)
        yield from _find_span_faults(
            (pair.source, pair.target), labelled.text, f"source and target of pair {place} overlap"
        )
        for actor in (pair.source, pair.target):
            yield from _find_actor_faults(actor, packs)


def _find_label_faults(row: LabelledEvent | LabelledPair, packs: Packs) -> Iterator[str]:
    ontology = packs.ontology
    content = row.content if isinstance(row, LabelledEvent) else None
    for label in (row.type, content):
        if isinstance(label, str) and label not in TYPES:
            yield f"unknown type {label!r}{nearest(label, TYPES)}"
    modes = ontology.modes(row.type) if row.type in ontology.types else {}
    if isinstance(row.mode, str) and row.mode not in modes:
        yield f"{row.type} has no mode {row.mode!r}{nearest(row.mode, modes)}"
    if row.cameo is not None and row.cameo not in ontology.cameo:
        yield f"{row.cameo!r} is no CAMEO code{nearest(row.cameo, ontology.cameo)}"


def _find_span_faults(spans: Iterable[LabelledSpan | LabelledActor], text: str, overlap: str) -> Iterator[str]:
    found = list(spans)
    for row in found:
        if not 0 <= row.start < row.end <= len(text):
            yield f"{row.start} to {row.end} are no characters of a text of {len(text)}"
    if any(a.start < b.end and b.start < a.end for a, b in combinations(found, 2)):
        yield overlap


def _find_actor_faults(actor: LabelledActor, packs: Packs) -> Iterator[str]:
    countries = packs.world.countries
    if actor.country is not None and actor.country not in countries and actor.country not in BEYOND:
        yield f"unknown country {actor.country!r}{nearest(actor.country, (*countries, *BEYOND))}"
    if actor.sector is not None and actor.sector not in SECTORS:
        yield f"unknown sector {actor.sector!r}{nearest(actor.sector, SECTORS)}"
