"""Events as a GeoJSON feature collection. What is lost: `detente export --list`."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from detente.exports.book import Book
from detente.exports.records import ExportEvent


def event_lines(events: Iterable[ExportEvent], _: Book) -> Iterator[str]:
    """Yield the lines of one JSON object, with one feature a line."""
    yield '{"type": "FeatureCollection", "features": [\n'
    ending = ""
    for event in events:
        yield ending + msgspec.json.encode(_feature(event)).decode()
        ending = ",\n"
    yield "\n]}\n"


def _feature(event: ExportEvent) -> dict[str, Any]:
    place = event.place
    known = place is not None and place.longitude is not None and place.latitude is not None
    point = {"type": "Point", "coordinates": [place.longitude, place.latitude]} if place and known else None
    return {"type": "Feature", "id": event.id, "geometry": point, "properties": event.row}
