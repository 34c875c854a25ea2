"""Read events from a store with their sides and the stories that tell them, some hundreds at a time."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from detente.exports.records import ExportEvent, Side, Telling
from detente.model import Actor, Document, Event, Evidence
from detente.store import EventFilter, Store
from detente.stories.records import Report

BATCH = 500
"""Events whose stories are in memory together."""


def gather_events(store: Store, wanted: EventFilter) -> Iterator[ExportEvent]:
    """Yield the events that a filter finds, oldest first.

    Raises:
        StoreError: the file is damaged.
    """
    left = iter(store.events(wanted))
    while rows := list(islice(left, BATCH)):
        yield from _gather(store, rows, wanted)


def _gather(store: Store, rows: list[dict[str, Any]], wanted: EventFilter) -> Iterator[ExportEvent]:
    reports: dict[str, list[Report]] = defaultdict(list)
    if wanted.merged:
        for report in store.reports_of([row["merged"] for row in rows if row["merged"]]):
            reports[report.merged].append(report)
    named = {row["story"] for row in rows} | {report.story for group in reports.values() for report in group}
    documents = {document.id: document for document in store.documents(sorted(named))}
    for row in rows:
        document = documents[row["story"]]
        event = next(event for event in document.events if event.id == row["event"])
        told = [(documents[report.story], report) for report in reports.get(row["merged"] or "", ())]
        merged = row["merged"] if wanted.merged else None
        yield ExportEvent(
            id=merged or event.id,
            row=row,
            event=event,
            document=document,
            sources=_sides(document, event, event.sources, "source"),
            targets=_sides(document, event, event.targets, "target"),
            tellings=_tellings(told) or tuple(_places_told(document, event, _own_source(document))),
            documents=tuple({one.id: one for one, _ in [(document, None), *told]}.values()),
            dyad=wanted.dyad,
        )


def _sides(document: Document, event: Event, ids: tuple[str, ...], role: str) -> tuple[Side, ...]:
    actors = {actor.id: actor for actor in document.actors}
    evidence = [row for row in event.evidence if row.role == role]
    named = [actors[name] for name in ids if name in actors]
    return tuple(dict.fromkeys(_side(actor, document, evidence) for actor in named))


def _side(actor: Actor, document: Document, evidence: list[Evidence]) -> Side:
    heads = [mention.head for mention in actor.mentions]
    words = next((row.of(document.text) for row in evidence if any(row.start <= h < row.end for h in heads)), "")
    return Side(
        name=actor.name,
        words=" ".join(words.split()),
        kind=actor.kind,
        country=actor.country or "",
        sector=actor.sector or "",
        cameo=actor.cameo or "",
        office=actor.office or "",
    )


def _tellings(told: list[tuple[Document, Report]]) -> tuple[Telling, ...]:
    found: list[Telling] = []
    for document, report in told:
        event = next((event for event in document.events if event.id == report.event), None)
        if event is not None:
            found += _places_told(document, event, report.source)
    return tuple(found)


def _places_told(document: Document, event: Event, source: str) -> Iterator[Telling]:
    """Yield the sentence that an event was read from, then one for each sentence that tells it again."""
    first = {row.role: row.start for row in reversed(event.evidence)}
    spots = {event.sentence: (first.get("trigger", -1), first.get("source", -1), first.get("target", -1))}
    for row in event.evidence:
        if row.role == "echo":
            spots.setdefault(_sentence_at(document, row.start), (row.start, -1, -1))
    publisher = document.anatomy.publisher
    for sentence, (action, actor, recipient) in spots.items():
        yield Telling(
            story=document.id,
            address=address_of(document),
            published=document.published.earliest[:10] if document.published else "",
            publisher=publisher.value if publisher else "",
            source=source,
            sentence=sentence,
            action=action,
            actor=actor,
            recipient=recipient,
            length=len(document.text) or None,
        )


def _sentence_at(document: Document, offset: int) -> int:
    found = (number for number, row in enumerate(document.sentences) if row.start <= offset < row.end)
    return next(found, -1)


def address_of(document: Document) -> str:
    """Return a story's web address, or its id where it was read from a file: paths are nobody else's business."""
    return document.source if document.source.startswith(("http://", "https://")) else document.id


def _own_source(document: Document) -> str:
    """Return whose text a story is as far as it says itself, in the form of `Origin.source`."""
    anatomy = document.anatomy
    if anatomy.agency:
        return f"agency:{anatomy.agency.value}"
    return f"publisher:{anatomy.publisher.value}" if anatomy.publisher else f"text:{document.id}"
