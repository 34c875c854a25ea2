"""Violent events in the 31 columns of ACLED, under ids of our own. What is lost: `detente export --list`.

It is no data of ACLED: `core/exports/violence.tsv` reads types off PLOVER's.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from detente.exports.book import Book, PlaceFacts, Violence
from detente.exports.records import ExportEvent, Side
from detente.exports.tables import table_lines

STATE, ABROAD, CIVILIANS = "State forces", "External/Other forces", "Civilians"
ARMED = frozenset({STATE, ABROAD, "Rebel group", "Political militia"})
WEEK = 7
GEO_PRECISION = {"exact": 1, "town": 1, "district": 2}
"""1: the place itself; 2: around it; 3, all others: a wider area."""


def event_lines(events: Iterable[ExportEvent], book: Book) -> Iterator[str]:
    """Yield one line for each violent event, below a line of names."""
    return table_lines(_rows(events, book), book.layout("acled-like"))


def _rows(events: Iterable[ExportEvent], book: Book) -> Iterator[dict[str, object]]:
    for event in events:
        place = book.place(event.place)
        inters = (_inter(event.sources, place, book), _inter(event.targets, place, book))
        kind = classify(event, inters, book)
        if kind is not None:
            yield _row(event, kind, (kind.inter1 or inters[0], kind.inter2 or inters[1]), place, book)


def classify(event: ExportEvent, inters: tuple[str, str], book: Book) -> Violence | None:
    """Return the first row of the table of violence that fits; None where it is no violence."""
    armed = "armed" if ARMED.issuperset(inters) else ""
    for row in book.violence:
        if row.type == event.event.type and row.mode in {"", event.event.mode} and row.sides in {"", armed}:
            return row
    return None


def _inter(sides: tuple[Side, ...], place: PlaceFacts | None, book: Book) -> str:
    """Return what a side is under ACLED's names; forces of a state on the soil of another are external."""
    if not sides:
        return ""
    side = sides[0]
    row = book.sectors.get(side.sector) or book.sectors.get(side.country)
    name = row.acled if row else ""
    abroad = place is not None and place.country and side.country and place.country != side.country
    return ABROAD if name == STATE and abroad else name


def _row(
    event: ExportEvent, kind: Violence, inters: tuple[str, str], place: PlaceFacts | None, book: Book
) -> dict[str, object]:
    return {
        "event_id_cnty": f"D-{event.id}",
        "event_date": event.day,
        "year": event.day[:4],
        "time_precision": time_precision(event.day, (event.row["latest"] or event.day)[:10]),
        "disorder_type": kind.disorder,
        "event_type": kind.event,
        "sub_event_type": kind.sub_event,
        **_who(1, event.sources, inters[0]),
        **_who(2, event.targets, inters[1]),
        "interaction": _interaction(inters),
        "civilian_targeting": "Civilian targeting" if inters[1] == CIVILIANS else None,
        **_where(place, book),
        "source": "; ".join(event.voices),
        "notes": event.row["words"],
        "timestamp": int(datetime.combine(date.fromisoformat(event.added), datetime.min.time(), UTC).timestamp())
        if event.added
        else None,
    }


def _who(number: int, sides: tuple[Side, ...], inter: str) -> dict[str, object]:
    first, *others = [side.name for side in sides] or [""]
    return {f"actor{number}": first, f"assoc_actor_{number}": "; ".join(others), f"inter{number}": inter}


def _interaction(inters: tuple[str, str]) -> str:
    one, other = inters
    return f"{one}-{other}" if one and other else f"{one or other} only" if one or other else ""


def _where(place: PlaceFacts | None, book: Book) -> dict[str, object]:
    if place is None:
        return {}
    country = book.world.countries.get(place.country)
    return {
        "iso": int(country.numeric) if country and country.numeric else None,
        "country": place.country_name,
        "admin1": place.province,
        "admin2": place.district,
        "location": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": GEO_PRECISION.get(place.precision, 3),
    }


def time_precision(earliest: str, latest: str) -> int:
    """Return 1 for a day, 2 for an interval of a week, 3 for a longer one.

    >>> time_precision("2020-02-03", "2020-02-09")
    2
    """
    days = (date.fromisoformat(latest) - date.fromisoformat(earliest)).days
    return 1 if days < 1 else 2 if days < WEEK else 3
