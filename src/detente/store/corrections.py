"""Corrections by hand: reports put together or taken apart, and taken back."""

from datetime import UTC, datetime

import duckdb

from detente.errors import StoreError, nearest
from detente.store.merging import rewrite_events
from detente.store.rows import insert_rows, read_records
from detente.stories.merging import anchor_to
from detente.stories.records import Anchor, Correction, EventKey, MergedEvent, Report


def find_merged(connection: duckdb.DuckDBPyConnection, name: str) -> MergedEvent:
    """Return a merged event by its id, by that of one of its reports' events, or by the beginning of one.

    Raises:
        StoreError: no merged event, or more than one, is called so.
    """
    run = connection.execute
    for query in (
        "SELECT id FROM merged_events WHERE id = ?",
        "SELECT DISTINCT merged FROM reports WHERE event = ?",
        "SELECT id FROM merged_events WHERE starts_with(id, ?) UNION SELECT merged FROM reports WHERE starts_with(event, ?)",
    ):
        found = sorted(row[0] for row in run(query, [name] * query.count("?")).fetchall()) if name else []
        if len(found) == 1:
            return read_records(connection, MergedEvent, "merged_events", "id = ?", found)[0]
        if found:
            raise StoreError(f"more than one event {name!r}; it could be {', '.join(map(repr, found[:5]))}")
    known = [row[0] for row in run("SELECT id FROM merged_events LIMIT 20000").fetchall()]
    raise StoreError(f"no event {name!r}{nearest(name, known)}; `detente events` lists them with their ids")


def find_reports(connection: duckdb.DuckDBPyConnection, merged: str) -> list[Report]:
    """Return the reports of a merged event, the canonical one first, then by publication."""
    found = read_records(connection, Report, "reports", "merged = ?", [merged])
    return sorted(found, key=lambda row: (not row.canonical, row.published or "9999", row.story, row.position))


def join_events(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> Correction:
    """Make two merged events one.

    Raises:
        StoreError: one of them is not there, or both are one already.
    """
    first, second = find_merged(connection, one), find_merged(connection, other)
    if first.id == second.id:
        raise StoreError(f"{one!r} and {other!r} are reports of one event already ({first.id})")
    anchors = tuple(_anchor(connection, name, event) for name, event in ((one, first), (other, second)))
    return _write(connection, "merge", anchors, stale=(first.id, second.id))


def part_report(connection: duckdb.DuckDBPyConnection, name: str, story: str) -> Correction:
    """Take the report of a story out of a merged event.

    Raises:
        StoreError: the event is not there, the story does not report it, or nothing would be left.
    """
    event = find_merged(connection, name)
    reports = find_reports(connection, event.id)
    stories = sorted({row.story for row in reports})
    wanted = [row for row in stories if row == story] or [row for row in stories if story and row.startswith(story)]
    if len(wanted) != 1:
        hint = nearest(story, stories) or f"; its reports are from {', '.join(map(repr, stories[:5]))}"
        raise StoreError(f"{'more than one' if wanted else 'no'} report of {event.id} is from {story!r}{hint}")
    if len(stories) == 1:
        raise StoreError(f"{event.id} has no other report: there is nothing to split")
    keys = read_records(
        connection,
        EventKey,
        "event_keys",
        "story = ? AND list_contains(?, position)",
        [wanted[0], [row.position for row in reports if row.story == wanted[0]]],
    )
    anchors = tuple(anchor_to(key) for key in sorted(keys, key=lambda key: key.position))
    return _write(connection, "split", anchors, stale=(event.id,))


def take_back(connection: duckdb.DuckDBPyConnection, number: int) -> Correction:
    """Undo a correction; it stays in the list, marked as undone.

    Raises:
        StoreError: there is no such correction, or it is undone already.
    """
    found = read_records(connection, Correction, "corrections", "number = ?", [number])
    if not found:
        raise StoreError(f"no correction {number}; `detente corrections` lists them")
    if found[0].undone:
        raise StoreError(f"correction {number} is undone already")
    connection.execute("UPDATE corrections SET undone = true WHERE number = ?", [number])
    connection.execute(
        "INSERT INTO stale_events SELECT id FROM merged_events WHERE list_contains(corrections, ?)", [number]
    )
    _apply(connection)
    return Correction(number=number, kind=found[0].kind, anchors=found[0].anchors, made=found[0].made, undone=True)


def _anchor(connection: duckdb.DuckDBPyConnection, name: str, event: MergedEvent) -> Anchor:
    """Return the anchor of the report that was named, or of the canonical one where the merged event was."""
    named = [row for row in find_reports(connection, event.id) if row.event == name and name != event.id]
    row = named[0] if named else event
    keys = read_records(connection, EventKey, "event_keys", "story = ? AND position = ?", [row.story, row.position])
    return anchor_to(keys[0])


def _write(
    connection: duckdb.DuckDBPyConnection, kind: str, anchors: tuple[Anchor, ...], *, stale: tuple[str, ...]
) -> Correction:
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM corrections").fetchall()[0]
    correction = Correction(
        number=number,
        kind="merge" if kind == "merge" else "split",
        anchors=anchors,
        made=datetime.now(tz=UTC).strftime("%Y-%m-%d %H:%M:%S"),
    )
    insert_rows(connection, "corrections", [correction])
    insert_rows(connection, "stale_events", ({"merged": merged} for merged in stale))
    _apply(connection)
    return correction


def _apply(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE touched (auto VARCHAR)")
    rewrite_events(connection)
