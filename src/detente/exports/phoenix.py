"""Phoenix: 26 columns, tab separated, no header, one row for a day, pair and code. What is lost: `detente export --list`."""

from collections.abc import Iterable, Iterator

from detente.exports.book import Book, joined
from detente.exports.records import ExportEvent, Side, ordered_pairs, pair_number
from detente.exports.tables import table_lines

QUADS = {1: (3, 4, 5), 2: (6, 7, 8), 3: (9, 10, 11, 12, 13, 16), 4: (14, 15, 17, 18, 19, 20)}
"""Phoenix's own classes of CAMEO roots: 16, which GDELT takes for material, is verbal here; 1 and 2 are class 0."""

Key = tuple[str, str, str, str]
"""Day, source code, target code, event code."""


def event_lines(events: Iterable[ExportEvent], book: Book) -> Iterator[str]:
    """Yield one line for each day, pair of actor codes and event code."""
    return table_lines(_rows(events, book), book.layout("phoenix"))


def _rows(events: Iterable[ExportEvent], book: Book) -> Iterator[dict[str, object]]:
    rows: dict[Key, dict[str, object]] = {}
    told: dict[Key, tuple[list[str], list[str]]] = {}
    for event in events:
        code = book.event_code(event.event)
        for source, target in ordered_pairs(event):
            key = (event.day, _code(source, book), _code(target, book), code)
            if key not in rows:
                number = pair_number(event, (source, target))
                rows[key] = {"EventID": number, **_row(event, key, book)}
            urls, voices = told.setdefault(key, ([], []))
            urls += event.addresses
            voices += event.voices
    for key, row in rows.items():
        urls, voices = told[key]
        yield {**row, "URLs": joined(urls), "NewsSources": joined(voices)}


def _code(side: Side | None, book: Book) -> str:
    return (side.cameo or book.cameo_country(side.country)) if side else ""


def _row(event: ExportEvent, key: Key, book: Book) -> dict[str, object]:
    day, source, target, code = key
    place = book.place(event.place)
    where = (
        {
            "Lat": place.latitude,
            "Lon": place.longitude,
            "LocationName": place.name,
            "StateName": place.province,
            "CountryCode": place.country,
        }
        if place
        else {}
    )
    return {
        "Date": day.replace("-", ""),
        "Year": int(day[:4]),
        "Month": int(day[5:7]),
        "Day": int(day[8:10]),
        **_who("Source", source),
        **_who("Target", target),
        "EventCode": code,
        "EventRootCode": code[:2],
        "QuadClass": quad_of(code),
        "GoldsteinScore": book.goldstein(event.event),
        "Issues": joined(event.event.contexts),
        **where,
        "SentenceID": f"{event.document.id}_{event.event.sentence + 1}",
    }


def _who(column: str, code: str) -> dict[str, object]:
    return {
        f"{column}ActorFull": code,
        f"{column}ActorEntity": code[:3],
        f"{column}ActorRole": code[3:6],
        f"{column}ActorAttribute": code[6:],
    }


def quad_of(code: str) -> int:
    """Return Phoenix's class of a CAMEO code.

    >>> quad_of("161"), quad_of("040"), quad_of("1411")
    (3, 1, 4)
    """
    root = int(code[:2])
    return next((quad for quad, roots in QUADS.items() if root in roots), 0)
