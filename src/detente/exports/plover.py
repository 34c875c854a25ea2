"""PLOVER events as JSON lines. What is lost: `detente export --list`."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from detente.exports.book import Book, PlaceFacts
from detente.exports.gather import address_of
from detente.exports.records import ExportEvent, Side

CODER = "detente"
RESOLUTIONS = {"exact": 5, "town": 4, "district": 3, "province": 2, "country": 1}
"""5 within a town .. 1 a country."""
UNKNOWN_RESOLUTION = 1


def event_lines(events: Iterable[ExportEvent], book: Book) -> Iterator[str]:
    """Yield one JSON object for each event."""
    for event in events:
        yield msgspec.json.encode(_event(event, book)).decode() + "\n"


def _event(event: ExportEvent, book: Book) -> dict[str, Any]:
    coded, row, document = event.event, event.row, event.document
    sentence = document.sentences[coded.sentence]
    latest = (row["latest"] or "")[:10]
    place = book.place(event.place)
    return _filled(
        {
            "id": event.id,
            "date": event.day,
            "enddate": latest if latest != event.day else None,
            "has_event": True,
            "actor": [_entity(side) for side in event.sources],
            "recipient": [_entity(side) for side in event.targets] or None,
            "event": [coded.type],
            "mode": [coded.mode] if coded.mode else None,
            "context": list(coded.contexts) or None,
            "quad_code": coded.quad.class_,
            "event_scale": coded.scale.value,
            "event_loc": _location(event, place) if place else None,
            "event_text": sentence.of(document.text),
            "text_info": {"sequence": coded.sentence, "start": sentence.start, "end": sentence.end},
            "cite_info": _filled(
                {
                    "url": address_of(document),
                    "title": document.title,
                    "publication": row["publisher"] or row["agency"],
                    "language": document.language,
                    "codebook": coded.scale.table,
                }
            ),
            "coder": CODER,
            "comment": f"{row['factuality']}, certainty {row['certainty']:+d}, score {coded.score}, "
            f"reports {len(event.documents)}, sources {len(event.voices)}",
        }
    )


def _entity(side: Side) -> dict[str, Any]:
    return _filled(
        {
            "code": side.country or None,
            "sector": side.sector or None,
            "entity_text": side.words or side.name,
            "identifier_text": side.name,
            "office": side.office or None,
        }
    )


def _location(event: ExportEvent, place: PlaceFacts) -> dict[str, Any]:
    words = (row.of(event.document.text) for row in event.event.evidence if row.role == "place")
    return _filled(
        {
            "extracted_place": next(words, place.name),
            "resolved_place": place.name,
            "geonameid": place.geonameid,
            "lat": place.latitude,
            "lon": place.longitude,
            "city": place.town or None,
            "district": place.district or None,
            "province": place.province or None,
            "country": place.country_name or None,
            "country_code": place.country or None,
            "resolution": RESOLUTIONS.get(place.precision, UNKNOWN_RESOLUTION),
        }
    )


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
