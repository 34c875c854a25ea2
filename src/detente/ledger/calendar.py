"""The calendar of a ledger as an iCalendar file; loaded on use, as only this needs the library."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import icalendar

from detente.ledger.agenda import upcoming
from detente.ledger.records import Entry
from detente.model import EventTime


def write_calendar(entries: Iterable[Entry], *, as_of: str) -> bytes:
    """Return an iCalendar file of the dated entries; a window of days is one entry over all of them.

    The same ledger gives the same bytes: the stamp is the day of the ledger.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Détente//ledger//EN")
    calendar.add("version", "2.0")
    for entry in upcoming(entries):
        if entry.due is not None and entry.due.earliest:
            calendar.add_component(_event(entry, entry.due, as_of))
    return bytes(calendar.to_ical())


def _event(entry: Entry, due: EventTime, as_of: str) -> icalendar.Event:
    first = date.fromisoformat((due.earliest or as_of)[:10])
    last = date.fromisoformat((due.latest or due.earliest or as_of)[:10])
    citation = entry.history[-1].citation
    event = icalendar.Event()
    event.add("uid", f"{entry.id}@detente")
    event.add("dtstamp", datetime.fromisoformat(as_of).replace(tzinfo=UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add(
        "summary", f"{', '.join(m.country for m in entry.parties)}: {' '.join(entry.label.split())} ({entry.status})"
    )
    window = f"Some time in these days ({due.grain}, {due.basis}). " if first != last else ""
    event.add(
        "description",
        f"{window}{' '.join(citation.quote.split())} [{citation.story} {citation.start}-{citation.end}]",
    )
    if entry.place is not None:
        event.add("location", entry.place.name)
    return event
