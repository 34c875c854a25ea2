"""ICEWS: 20 columns, tab separated with a header, no quoting; countries by name. What is lost: `detente export --list`."""

from collections.abc import Iterable, Iterator

from detente.exports.book import Book
from detente.exports.records import ExportEvent, Side, number_of, ordered_pairs, pair_number
from detente.exports.tables import table_lines


def event_lines(events: Iterable[ExportEvent], book: Book) -> Iterator[str]:
    """Yield one line for each ordered pair of actors of an event, below a line of names."""
    return table_lines(_rows(events, book), book.layout("icews"))


def _rows(events: Iterable[ExportEvent], book: Book) -> Iterator[dict[str, object]]:
    for event in events:
        whole = {**_what(event, book), **_where(event, book)}
        for pair in ordered_pairs(event):
            yield {
                "Event ID": pair_number(event, pair),
                **_who("Source", pair[0], book),
                **_who("Target", pair[1], book),
                **whole,
            }


def _who(column: str, side: Side | None, book: Book) -> dict[str, object]:
    if side is None:
        return {}
    sector = book.sectors.get(side.sector) or book.sectors.get(side.country)
    return {
        f"{column} Name": side.name,
        f"{column} Sectors": sector.icews if sector else None,
        f"{column} Country": book.icews_country(side.country),
    }


def _what(event: ExportEvent, book: Book) -> dict[str, object]:
    return {
        "Event Date": event.day,
        "Event Text": book.event_name(event.event),
        "CAMEO Code": book.event_code(event.event),
        "Intensity": book.goldstein(event.event),
        "Story ID": number_of(event.document.id),
        "Sentence Number": event.event.sentence + 1,
        "Publisher": event.row["publisher"] or event.row["agency"],
    }


def _where(event: ExportEvent, book: Book) -> dict[str, object]:
    place = book.place(event.place)
    if place is None:
        return {}
    return {
        "City": place.town,
        "District": place.district,
        "Province": place.province,
        "Country": book.icews_country(place.country),
        "Latitude": place.latitude,
        "Longitude": place.longitude,
    }
