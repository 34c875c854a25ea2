"""What changed since a day: new entries, new statuses, and what came due without a word."""

from collections.abc import Iterable, Iterator

from detente.ledger.records import Change, Entry


def find_changes(entries: Iterable[Entry], *, since: str) -> tuple[Change, ...]:
    """Return what became known after a day, and what came due between it and the day of the ledger, oldest first."""
    found = [change for entry in entries for change in _changes(entry, since)]
    return tuple(sorted(found, key=lambda change: (change.known or "", change.entry)))


def _changes(entry: Entry, since: str) -> Iterator[Change]:
    before = ""
    for standing in entry.history:
        if standing.known and standing.known > since:
            moved = standing.due is not None and before == standing.status
            yield Change(
                known=standing.known,
                entry=entry.id,
                kind=entry.kind,
                label=entry.label,
                before=before,
                after=f"{standing.status} (new date)" if moved else standing.status,
                citation=standing.citation,
            )
        before = standing.status
    closed = entry.due.latest if entry.due else None
    if entry.state == "overdue" and closed and closed >= since and entry.history:
        yield Change(
            known=closed,
            entry=entry.id,
            kind=entry.kind,
            label=entry.label,
            before=entry.status,
            after="overdue",
            citation=entry.history[-1].citation,
        )
