"""The calendar of a ledger: what is to come, what is due, what is overdue, as rows and as an iCalendar file."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta



from detente.ledger.records import Entry
from detente.model import EventTime

DATED = frozenset({"meeting_planned", "visit", "agreement", "treaty", "commitment"})
"""Kinds that can have a date to come."""


def upcoming(entries: Iterable[Entry], *, as_of: str) -> tuple[Entry, ...]:
    """Return what is pending, due or overdue on a day: dated entries by date, then those without one."""
    open_ = [e for e in entries if e.kind in DATED and e.state in {"pending", "due", "overdue"} and not _is_told_twice(e)]
    return tuple(sorted(open_, key=lambda e: (e.due is None, e.due.earliest or "" if e.due else "", e.id)))


def _is_told_twice(entry: Entry) -> bool:
    """Tell whether an agreement is no more than the word to hold a meeting that has an entry of its own."""
    return any(how == "fulfilled_by" for how, _ in entry.links)


def write_calendar(entries: Iterable[Entry], *, as_of: str) -> bytes:
    """Return an iCalendar file of the dated entries; a window of days is one entry over all of them.

    The same ledger gives the same bytes: the stamp is the day of the ledger.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Détente//ledger//EN")
    calendar.add("version", "2.0")
    for entry in upcoming(entries, as_of=as_of):
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
    event.add("summary", f"{', '.join(m.country for m in entry.parties)}: {' '.join(entry.label.split())} ({entry.status})")
    window = f"Some time in these days ({due.grain}, {due.basis}). " if first != last else ""
    event.add(
        "description",
        f"{window}{' '.join(citation.quote.split())} [{citation.story} {citation.start}-{citation.end}]",
    )
    if entry.place is not None:
        event.add("location", entry.place.name)
    return event
