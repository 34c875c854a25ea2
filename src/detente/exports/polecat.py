"""POLECAT: 40 columns, tab separated with a header; PLOVER's codes. What is lost: `detente export --list`."""

from collections.abc import Iterable, Iterator

from detente.exports.book import Book, joined
from detente.exports.records import ExportEvent, Side
from detente.exports.tables import table_lines
from detente.model import Document

QUADS = ("", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
"""Names of PLOVER's quad classes 1 to 4."""
VERSION = "detente"


def event_lines(events: Iterable[ExportEvent], book: Book) -> Iterator[str]:
    """Yield one line for each event, below a line of names."""
    return table_lines((_row(event, book) for event in events), book.layout("polecat"))


def _row(event: ExportEvent, book: Book) -> dict[str, object]:
    coded, document = event.event, event.document
    return {
        "Event ID": event.id,
        "Event Date": event.day,
        "Event Type": coded.type,
        "Event Mode": coded.mode,
        "Intensity": coded.scale.value,
        "Quad Code": QUADS[coded.quad.class_],
        "Contexts": joined(coded.contexts),
        **_who(event.sources, book, column="Actor"),
        **_who(event.targets, book, column="Recipient"),
        **_where(event, book),
        "Source": event.row["publisher"] or event.row["agency"],
        "Publication Date": event.row["published"],
        "Story People": _names(document, "person"),
        "Story Organizations": _names(document, "organisation"),
        "Story Locations": joined(place.name for place in document.places),
        "Language": document.language,
        "Version": VERSION,
    }


def _who(sides: tuple[Side, ...], book: Book, *, column: str) -> dict[str, object]:
    sectors = list(filter(None, (side.sector for side in sides)))
    numbers = (book.cow_number(side.country) for side in sides)
    return {
        f"{column} Name": joined(side.name for side in sides),
        f"{column} Country": joined(side.country for side in sides),
        f"{column} COW": joined("" if number is None else str(number) for number in numbers),
        f"Primary {column} Sector": max(sectors, key=sectors.count, default=""),
        f"{column} Sectors": joined(sectors),
        f"{column} Title": joined(side.office for side in sides),
        f"{column} Name Raw": joined(side.words or side.name for side in sides),
    }


def _where(event: ExportEvent, book: Book) -> dict[str, object]:
    place = book.place(event.place)
    if place is None:
        return {}
    raw = next((row.of(event.document.text) for row in event.event.evidence if row.role == "place"), place.name)
    return {
        "Placename": place.name,
        "City": place.town,
        "District": place.district,
        "Province": place.province,
        "Country": place.country,
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        "GeoNames ID": place.geonameid,
        "Raw Placename": raw,
        "Feature Type": place.precision,
    }


def _names(document: Document, kind: str) -> str:
    return joined(actor.name for actor in document.actors if actor.kind == kind)
