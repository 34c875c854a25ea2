"""What is to come, what is due and what is overdue on the day of a ledger."""

from collections.abc import Iterable

from detente.ledger.records import Entry

DATED = frozenset({"meeting_planned", "visit", "agreement", "treaty", "commitment"})
"""Kinds that can have a date to come."""


def upcoming(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return what is pending, due or overdue on a day: dated entries by date, then those without one."""
    open_ = [
        e for e in entries if e.kind in DATED and e.state in {"pending", "due", "overdue"} and not _is_told_twice(e)
    ]
    return tuple(sorted(open_, key=lambda e: (e.due is None, e.due.earliest or "" if e.due else "", e.id)))


def _is_told_twice(entry: Entry) -> bool:
    """Tell whether an agreement is no more than the word to hold a meeting that has an entry of its own."""
    return any(how == "fulfilled_by" for how, _ in entry.links)
