"""Events as flat rows: what tables in the terminal, CSV files and data frames show of an event."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from detente.model import Actor, Document, Event

COLUMNS: dict[str, type] = {
    "event": str,
    "story": str,
    "title": str,
    "published": str,
    "publisher": str,
    "agency": str,
    "sentence": int,
    "part": str,
    "earliest": str,
    "latest": str,
    "grain": str,
    "date_basis": str,
    "due_earliest": str,
    "due_latest": str,
    "sources": list,
    "source_countries": list,
    "targets": list,
    "target_countries": list,
    "speaker": str,
    "reciprocal": bool,
    "type": str,
    "mode": str,
    "content": str,
    "contexts": list,
    "cameo": str,
    "quad": int,
    "quad_scheme": str,
    "scale": float,
    "scale_table": str,
    "goldstein": float,
    "factuality": str,
    "certainty": int,
    "counted": bool,
    "exclusions": list,
    "place": str,
    "place_country": str,
    "latitude": float,
    "longitude": float,
    "place_precision": str,
    "score": float,
    "why": str,
    "trigger_start": int,
    "trigger_end": int,
    "content_start": int,
    "content_end": int,
    "words_start": int,
    "words": str,
    "merged": str,
    "n_reports": int,
    "n_sources": int,
    "contested": bool,
}
"""Columns of a flat row in order, with the kind of their values (lists are of text); all but flags can be None.

The last four say of what merged event a stored event is a report: a story alone knows nothing of it."""

UNMERGED = {"merged": None, "n_reports": None, "n_sources": None, "contested": False}
"""What a row says of merging outside a store."""


def event_rows(document: Document) -> Iterator[dict[str, Any]]:
    """Yield one flat row an event, with the names and columns of the store's `event_rows`."""
    actors = {actor.id: actor for actor in document.actors}
    for event in document.events:
        yield event_row(document, event, actors)


def event_row(document: Document, event: Event, actors: dict[str, Actor]) -> dict[str, Any]:
    """Return the flat row of one event."""
    sides = {
        "source": [actors[a] for a in event.sources if a in actors],
        "target": [actors[a] for a in event.targets if a in actors],
    }
    triggers = [row for row in event.evidence if row.role == "trigger"]
    contents = [row for row in event.evidence if row.role == "content"]
    sentence = document.sentences[event.sentence]
    anatomy = document.anatomy
    return {
        "event": event.id,
        "story": document.id,
        "title": document.title,
        "published": document.published.earliest[:10] if document.published else None,
        "publisher": anatomy.publisher.value if anatomy.publisher else None,
        "agency": anatomy.agency.value if anatomy.agency else None,
        "sentence": event.sentence,
        "part": event.part,
        "earliest": event.time.earliest if event.time else None,
        "latest": event.time.latest if event.time else None,
        "grain": event.time.grain if event.time else None,
        "date_basis": event.time.basis if event.time else None,
        "due_earliest": event.due.earliest if event.due else None,
        "due_latest": event.due.latest if event.due else None,
        "sources": [actor.name for actor in sides["source"]],
        "source_countries": sorted({actor.country for actor in sides["source"] if actor.country}),
        "targets": [actor.name for actor in sides["target"]],
        "target_countries": sorted({actor.country for actor in sides["target"] if actor.country}),
        "speaker": actors[event.speaker].name if event.speaker in actors else None,
        "reciprocal": event.reciprocal,
        "type": event.type,
        "mode": event.mode,
        "content": event.content,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad.class_,
        "quad_scheme": event.quad.scheme,
        "scale": event.scale.value,
        "scale_table": event.scale.table,
        "goldstein": event.goldstein.value if event.goldstein else None,
        "factuality": event.factuality,
        "certainty": event.certainty,
        "counted": event.counted,
        "exclusions": list(event.exclusions),
        "place": event.place.name if event.place else None,
        "place_country": event.place.country if event.place else None,
        "latitude": event.place.latitude if event.place else None,
        "longitude": event.place.longitude if event.place else None,
        "place_precision": event.place.precision if event.place else None,
        "score": event.score,
        "why": event.why,
        "trigger_start": min(row.start for row in triggers),
        "trigger_end": max(row.end for row in triggers),
        "content_start": min((row.start for row in contents), default=None),
        "content_end": max((row.end for row in contents), default=None),
        "words_start": sentence.start,
        "words": sentence.of(document.text),
        **UNMERGED,
    }


def csv_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    r"""Yield flat rows as lines of CSV below a line of names: lists joined by semicolons, flags as true and false.

    >>> next(csv_lines([]))[:24]
    'event,story,title,publis'
    """
    yield _csv_line(COLUMNS)
    for row in rows:
        yield _csv_line(_cell(row[name]) for name in COLUMNS)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, list) else str(value)
