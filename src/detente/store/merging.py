"""Merge the reports of one event, as far as stories have come or gone since the last time."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import duckdb
import msgspec

from detente.store.copies import settle_copies
from detente.store.rows import insert_rows, read_records
from detente.store.views import KEEP_MERGED
from detente.stories.grouping import REACH, Days, group_lane
from detente.stories.merging import (
    Member,
    Settled,
    apply_corrections,
    name_group,
    settle_corrections,
    sum_up,
    touching,
)
from detente.stories.records import Correction, EventKey, MergedEvent, Origin, Report

CHUNK = 40_000
"""Events that are held in memory together, about."""
EXPANSIONS = 3
"""How often the days of a change are widened by the vague events that lie over them: see `_mark_scope`."""


FOUND = (
    "copies",
    "boilerplate",
    "groups",
    "reports",
    "merged_events",
    "stale_events",
    "changed_stories",
    "changed_lanes",
)
"""Tables that merging fills, and its marks."""


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """What merging has come to."""

    events: int
    """Merged events of the store."""
    reports: int
    """Events of stories among them."""
    changed: int
    """Merged events that were made or made anew this time."""


def merge_events(connection: duckdb.DuckDBPyConnection, *, again: bool = False) -> Merged:
    """Bring copies, reports and merged events up to date; with `again` from scratch. Corrections by hand stay."""
    if again:
        forget(connection)
    settle_copies(connection)
    run = connection.execute
    run(
        "INSERT INTO changed_lanes SELECT DISTINCT lane, first_day, last_day FROM event_keys "
        "WHERE story IN (SELECT story FROM moved)"
    )
    _mark_scope(connection)
    run("CREATE OR REPLACE TEMP TABLE regrouped (story VARCHAR, position BIGINT, auto VARCHAR, why VARCHAR)")
    lanes, size = run("SELECT count(DISTINCT lane), count(*) FROM scope").fetchall()[0]
    parts = max(1, min(lanes, size // CHUNK))
    for part in range(parts):
        insert_rows(connection, "regrouped", _regroup(connection, part, parts))
    _keep_groups(connection)
    changed = rewrite_events(connection)
    for table in ("moved", "scope", "loaded", "written", "blocks", "regrouped"):
        run(f"DROP TABLE {table}")
    run("DELETE FROM changed_lanes")
    events, reports = run("SELECT count(*), coalesce(sum(n_events), 0) FROM merged_events").fetchall()[0]
    return Merged(events=int(events), reports=int(reports), changed=changed)


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Take out all that merging found, and note all stories as changed."""
    run = connection.execute
    for table in FOUND:
        run(f"DELETE FROM {table}")
    run("UPDATE texts SET cluster = NULL, copy_of = NULL, origin = NULL")
    run("UPDATE variants SET settled = false")
    run("INSERT INTO changed_stories SELECT story, variant, NULL FROM texts")


def _mark_scope(connection: duckdb.DuckDBPyConnection) -> None:
    """Find the events that a change can reach, and those that must be looked at to tell what becomes of them.

    A vague event chooses among the groups of its days, so a change of one day can move it to another day, which changes
    the group there (`written`); to work out such groups, those who choose there and their days are needed as well
    (`loaded`). Long intervals and undated events meet only their likes.
    """
    run = connection.execute
    run(
        "CREATE OR REPLACE TEMP TABLE blocks AS SELECT DISTINCT lane, first_day, last_day FROM changed_lanes "
        "WHERE first_day IS NULL OR last_day - first_day > ?",
        [REACH],
    )
    run(
        "CREATE OR REPLACE TEMP TABLE vague AS SELECT DISTINCT lane, first_day, last_day FROM event_keys "
        "WHERE last_day > first_day AND last_day - first_day <= ? AND lane IN (SELECT lane FROM changed_lanes)",
        [REACH],
    )
    changed = "SELECT DISTINCT lane, first_day, last_day FROM changed_lanes WHERE last_day - first_day <= ?"
    _join_ranges(connection, "loaded", changed, [REACH])
    for step in range(EXPANSIONS):
        wider = (
            "SELECT DISTINCT v.lane, v.first_day, v.last_day FROM vague v JOIN loaded d ON d.lane = v.lane "
            "AND v.first_day <= d.last_day AND v.last_day >= d.first_day UNION SELECT * FROM loaded"
        )
        _join_ranges(connection, "loaded", wider)
        if step == 0:
            run("CREATE OR REPLACE TEMP TABLE written AS SELECT * FROM loaded")
    run(
        "CREATE OR REPLACE TEMP TABLE near AS SELECT k.story, k.lane FROM event_keys k JOIN loaded d ON d.lane = k.lane "
        "AND k.first_day <= d.last_day AND k.last_day >= d.first_day AND k.last_day - k.first_day <= ? UNION "
        "SELECT k.story, k.lane FROM event_keys k JOIN blocks b ON b.lane = k.lane "
        "AND b.first_day IS NOT DISTINCT FROM k.first_day AND b.last_day IS NOT DISTINCT FROM k.last_day",
        [REACH],
    )
    # A sentence and its copies are dated together, so all copies must be there.
    run(
        "CREATE OR REPLACE TEMP TABLE scope AS "
        "WITH whose AS (SELECT DISTINCT n.lane, t.cluster FROM near n JOIN texts t USING (story)) "
        "SELECT k.story, k.position, k.lane FROM event_keys k JOIN texts t USING (story) "
        "JOIN whose w ON w.lane = k.lane AND w.cluster = t.cluster"
    )
    for table in ("vague", "near"):
        run(f"DROP TABLE {table}")


def _join_ranges(connection: duckdb.DuckDBPyConnection, table: str, query: str, values: Sequence[object] = ()) -> None:
    """Make a temporary table of the ranges of days that a query finds, joined where they touch."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS WITH found AS ({query}), "
        "opened AS (SELECT *, max(last_day) OVER (PARTITION BY lane ORDER BY first_day, last_day "
        "  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached FROM found), "
        "numbered AS (SELECT *, sum(CASE WHEN reached IS NULL OR first_day > reached THEN 1 ELSE 0 END) "
        "  OVER (PARTITION BY lane ORDER BY first_day, last_day ROWS UNBOUNDED PRECEDING) AS number FROM opened) "
        "SELECT lane, min(first_day) AS first_day, max(last_day) AS last_day FROM numbered GROUP BY lane, number",
        values,
    )


def _regroup(connection: duckdb.DuckDBPyConnection, part: int, parts: int) -> Iterator[dict[str, object]]:
    """Yield the events of a share of the lanes with the automatic event that each belongs to, where a change can reach."""
    wanted = f"(story, position) IN (SELECT story, position FROM scope WHERE lane % {parts} = {part})"
    keys = read_records(connection, EventKey, "event_keys", wanted)
    origins = read_origins(connection, f"story IN (SELECT story FROM scope WHERE lane % {parts} = {part})")
    nearness = _read_nearness(connection, f"lane % {parts} = {part}")
    lanes: dict[int, list[EventKey]] = {}
    for key in keys:
        lanes.setdefault(key.lane, []).append(key)
    for lane, members in lanes.items():
        near = nearness[lane]
        for group in group_lane(members, origins):
            if any(near.reaches(days) for days in group.days):
                name = name_group((key for key, _ in group.reports), origins)
                for key, why in group.reports:
                    yield {"story": key.story, "position": key.position, "auto": name, "why": why}


class _Nearness:
    """Which events of a lane a change can have moved."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.blocks: set[Days] = set()

    def reaches(self, days: Days) -> bool:
        """Tell whether days touch a range of changed days, or are the very long interval of a change."""
        first, last = days
        if first is None or last is None or last - first > REACH:
            return days in self.blocks
        place = bisect_right(self.starts, last)
        return place > 0 and self.ends[place - 1] >= first


def _read_nearness(connection: duckdb.DuckDBPyConnection, share: str) -> dict[int, _Nearness]:
    """Return what a change can reach, by lane."""
    found: dict[int, _Nearness] = {}
    run = connection.execute
    for lane, first, last in run(f"SELECT * FROM written WHERE {share} ORDER BY lane, first_day").fetchall():
        near = found.setdefault(lane, _Nearness())
        near.starts.append(first)
        near.ends.append(last)
    for lane, first, last in run(f"SELECT * FROM blocks WHERE {share}").fetchall():
        found.setdefault(lane, _Nearness()).blocks.add((first, last))
    return found


def _keep_groups(connection: duckdb.DuckDBPyConnection) -> None:
    """Write down the groups that came out otherwise than before; leaves their ids, old and new, in the table `touched`."""
    run = connection.execute
    run(
        "CREATE OR REPLACE TEMP TABLE differing AS SELECT g.story, g.position, o.auto AS old FROM regrouped g "
        "LEFT JOIN groups o ON o.story = g.story AND o.position = g.position "
        "WHERE o.auto IS DISTINCT FROM g.auto OR o.why IS DISTINCT FROM g.why OR g.story IN (SELECT story FROM moved)"
    )
    run("CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT old AS auto FROM differing WHERE old IS NOT NULL")
    run("DELETE FROM groups WHERE (story, position) IN (SELECT story, position FROM differing)")
    run(
        "INSERT INTO groups SELECT r.* FROM regrouped r JOIN differing d ON d.story = r.story AND d.position = r.position"
    )
    run(
        "INSERT INTO touched SELECT DISTINCT r.auto FROM regrouped r "
        "JOIN differing d ON d.story = r.story AND d.position = r.position WHERE r.auto NOT IN (SELECT auto FROM touched)"
    )
    run("DROP TABLE differing")


def rewrite_events(connection: duckdb.DuckDBPyConnection) -> int:
    """Write anew the merged events that have changed; return how many.

    What has changed stands in the temporary table `touched` (ids of groups) and in `stale_events` (merged events that lost
    a report or a correction).
    """
    run = connection.execute
    corrections = _read_corrections(connection)
    run(
        "INSERT INTO touched SELECT DISTINCT auto FROM groups WHERE (story, position) IN "
        "(SELECT story, position FROM reports WHERE merged IN (SELECT merged FROM stale_events)) "
        "AND auto NOT IN (SELECT auto FROM touched)"
    )
    held = _widen(connection, corrections)
    run(
        "INSERT INTO stale_events SELECT DISTINCT merged FROM reports WHERE (story, position) IN "
        "(SELECT story, position FROM groups WHERE auto IN (SELECT auto FROM touched))"
    )
    for table, column in (("reports", "merged"), ("merged_events", "id")):
        run(f"DELETE FROM {table} WHERE {column} IN (SELECT merged FROM stale_events)")
    run("CREATE OR REPLACE TEMP TABLE corrected (auto VARCHAR)")
    run("CREATE OR REPLACE TEMP TABLE rewritten (id VARCHAR)")
    insert_rows(connection, "corrected", ({"auto": auto} for auto in sorted(held)))
    (size,) = run("SELECT count(*) FROM groups WHERE auto IN (SELECT auto FROM touched)").fetchall()[0]
    parts = max(1, size // CHUNK)
    changed = 0
    for part in range(parts):
        share = f"NOT IN (SELECT auto FROM corrected) AND hash(g.auto) % {parts} = {part}"
        changed += _write_events(connection, f"g.auto {share}", ())
    changed += _write_events(connection, "g.auto IN (SELECT auto FROM corrected)", corrections)
    run(KEEP_MERGED)
    run("DELETE FROM stale_events")
    for table in ("touched", "corrected", "rewritten"):
        run(f"DROP TABLE {table}")
    return changed


def _read_corrections(connection: duckdb.DuckDBPyConnection) -> list[Settled]:
    """Return the corrections that stand, with the events that they mean."""
    corrections = read_records(connection, Correction, "corrections", "NOT undone")
    stories = sorted({anchor.story for row in corrections for anchor in row.anchors})
    if not stories:
        return []
    return settle_corrections(
        corrections, read_records(connection, EventKey, "event_keys", "list_contains(?, story)", [stories])
    )


def _widen(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Settled]) -> set[str]:
    """Add to `touched` the groups that corrections tie to those in it; return all touched ones that a correction holds."""
    if not corrections:
        return set()
    stories = sorted({story for row in corrections for story, _ in row.places})
    autos = {
        (story, position): auto
        for story, position, auto in connection.execute(
            "SELECT story, position, auto FROM groups WHERE list_contains(?, story)", [stories]
        ).fetchall()
    }
    ties = [{autos[place] for place in row.places} for row in corrections]
    touched = {row[0] for row in connection.execute("SELECT auto FROM touched").fetchall()}
    before = set(touched)
    while any(not tie.isdisjoint(touched) and not tie <= touched for tie in ties):
        for tie in ties:
            if not tie.isdisjoint(touched):
                touched |= tie
    insert_rows(connection, "touched", ({"auto": auto} for auto in sorted(touched - before)))
    return {auto for tie in ties for auto in tie if auto in touched}


def _write_events(connection: duckdb.DuckDBPyConnection, condition: str, corrections: Sequence[Settled]) -> int:
    """Write the merged events of touched groups under a condition, and their reports; return how many events."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE affected AS SELECT g.* FROM groups g "
        f"WHERE g.auto IN (SELECT auto FROM touched) AND {condition}"
    )
    origins = read_origins(connection, "story IN (SELECT story FROM affected)")
    keys = read_records(
        connection, EventKey, "event_keys", "(story, position) IN (SELECT story, position FROM affected)"
    )
    standing = {
        (story, position): (auto, why)
        for story, position, auto, why in connection.execute(
            "SELECT story, position, auto, why FROM affected"
        ).fetchall()
    }
    members = []
    for key in keys:
        auto, why = standing[key.story, key.position]
        members.append(Member(key=key, auto=auto, why=why))
    events: list[MergedEvent] = []
    reports: list[Report] = []
    for group in apply_corrections(members, corrections):
        event, rows = sum_up(group, origins, touching(group, corrections))
        events.append(event)
        reports.extend(rows)
    insert_rows(connection, "merged_events", events)
    insert_rows(connection, "rewritten", ({"id": event.id} for event in events))
    insert_rows(connection, "reports", reports)
    connection.execute("DROP TABLE affected")
    return len(events)


def read_origins(connection: duckdb.DuckDBPyConnection, condition: str) -> Mapping[str, Origin]:
    """Return whose text each story is, by its id."""
    rows = connection.execute(
        f"SELECT key, story, published, cluster, copy_of, origin, agency, publisher, terms FROM texts WHERE {condition}"
    ).fetchall()
    return {
        story: Origin(
            key=key,
            story=story,
            published=published,
            cluster=cluster,
            copy_of=copy_of,
            source=source,
            agency=agency,
            publisher=publisher,
            terms=frozenset(terms),
        )
        for key, story, published, cluster, copy_of, source, agency, publisher, terms in rows
    }
