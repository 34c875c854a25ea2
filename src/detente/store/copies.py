"""Find the copies among the texts of a store, as far as stories have come or gone since the last time."""

import duckdb

from detente.store.rows import insert_rows, read_records
from detente.stories.records import TextKey
from detente.stories.texts import COMMON_TEXTS, FEWEST, cluster_texts, find_copies, trace_origins

TOUCHED = "SELECT digest FROM shingles WHERE variant IN (SELECT variant FROM unsettled UNION SELECT variant FROM gone)"


def settle_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring clusters of copies up to date; leaves in the temporary table `moved` the stories whose events may have moved.

    Those are the stories that came, and all that are or were in a cluster with one that came, went or changed its original.
    """
    run = connection.execute
    run(
        "CREATE OR REPLACE TEMP TABLE gone AS SELECT DISTINCT variant FROM changed_stories "
        "WHERE variant NOT IN (SELECT variant FROM texts)"
    )
    run(
        "CREATE OR REPLACE TEMP TABLE unsettled AS SELECT variant FROM variants "
        "WHERE NOT settled AND variant NOT IN (SELECT variant FROM gone)"
    )
    _settle_boilerplate(connection)
    _settle_links(connection)
    _settle_clusters(connection)
    run("UPDATE variants SET settled = true WHERE NOT settled")
    run("DELETE FROM changed_stories")
    for table in ("gone", "unsettled"):
        run(f"DROP TABLE {table}")


def _settle_boilerplate(connection: duckdb.DuckDBPyConnection) -> None:
    """Find which shingles have become, or ceased to be, boilerplate; the texts that hold them are unsettled."""
    run = connection.execute
    run(f"CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT digest FROM ({TOUCHED})")
    for table in ("shingles", "variants"):
        run(f"DELETE FROM {table} WHERE variant IN (SELECT variant FROM gone)")
    run(
        "CREATE OR REPLACE TEMP TABLE common AS SELECT digest FROM shingles WHERE digest IN (SELECT digest FROM touched) "
        "GROUP BY digest HAVING count(*) > ?",
        [COMMON_TEXTS],
    )
    run(
        "CREATE OR REPLACE TEMP TABLE crossed AS "
        "(SELECT digest FROM common EXCEPT SELECT digest FROM boilerplate) UNION "
        "(SELECT b.digest FROM boilerplate b JOIN touched USING (digest) EXCEPT SELECT digest FROM common)"
    )
    run("DELETE FROM boilerplate WHERE digest IN (SELECT digest FROM touched)")
    run("INSERT INTO boilerplate SELECT digest FROM common")
    run(
        "INSERT INTO unsettled SELECT DISTINCT variant FROM shingles WHERE digest IN (SELECT digest FROM crossed) "
        "EXCEPT SELECT variant FROM unsettled"
    )
    for table in ("touched", "common", "crossed"):
        run(f"DROP TABLE {table}")


def _settle_links(connection: duckdb.DuckDBPyConnection) -> None:
    """Work out again which unsettled variants are copies of which others."""
    run = connection.execute
    # The clusters of what loses a link are looked at again, whether it finds another one or not.
    run(
        "CREATE OR REPLACE TEMP TABLE loosened AS SELECT DISTINCT cluster FROM texts "
        "WHERE cluster IS NOT NULL AND variant IN (SELECT variant FROM unsettled)"
    )
    changed = "(SELECT variant FROM unsettled UNION SELECT variant FROM gone)"
    run(f"DELETE FROM copies WHERE one IN {changed} OR other IN {changed}")
    run(
        "CREATE OR REPLACE TEMP TABLE sharing AS "
        "WITH own AS (SELECT s.digest, s.variant FROM shingles s "
        "  WHERE s.variant IN (SELECT variant FROM unsettled) AND s.digest NOT IN (SELECT digest FROM boilerplate)) "
        "SELECT o.variant AS one, s.variant AS other, count(*) AS shared "
        "FROM own o JOIN shingles s ON s.digest = o.digest AND s.variant <> o.variant "
        "WHERE o.variant < s.variant OR s.variant NOT IN (SELECT variant FROM unsettled) "
        "GROUP BY ALL HAVING count(*) >= ?",
        [FEWEST],
    )
    sizes = dict(
        run(
            "SELECT s.variant, count(*) FROM shingles s "
            "WHERE s.variant IN (SELECT one FROM sharing UNION SELECT other FROM sharing) "
            "AND s.digest NOT IN (SELECT digest FROM boilerplate) GROUP BY s.variant"
        ).fetchall()
    )
    pairs = run("SELECT one, other, shared FROM sharing").fetchall()
    run("DROP TABLE sharing")
    insert_rows(connection, "copies", find_copies(pairs, sizes))


def _settle_clusters(connection: duckdb.DuckDBPyConnection) -> None:
    """Cluster again the texts that any change can reach, and note which stories' events may have moved."""
    run = connection.execute
    run(
        "CREATE OR REPLACE TEMP TABLE reached AS SELECT DISTINCT variant FROM texts WHERE "
        "variant IN (SELECT variant FROM unsettled UNION SELECT variant FROM changed_stories) OR "
        "cluster IN (SELECT cluster FROM loosened UNION SELECT cluster FROM changed_stories WHERE cluster IS NOT NULL)"
    )
    _follow_links(connection)
    texts = read_records(connection, TextKey, "texts", "variant IN (SELECT variant FROM reached)")
    copies = run("SELECT one, other FROM copies WHERE one IN (SELECT variant FROM reached)").fetchall()
    before = {
        key: (cluster, copy_of, origin)
        for key, cluster, copy_of, origin in run(
            "SELECT key, cluster, copy_of, origin FROM texts WHERE variant IN (SELECT variant FROM reached)"
        ).fetchall()
    }
    came = {row[0] for row in run("SELECT DISTINCT story FROM changed_stories").fetchall()}
    left = {row[0] for row in run("SELECT DISTINCT cluster FROM changed_stories WHERE cluster IS NOT NULL").fetchall()}
    moved: list[str] = []
    settled: list[dict[str, object]] = []
    for cluster in cluster_texts(texts, copies):
        origins = list(trace_origins(cluster))
        after = {row.key: (row.cluster, row.copy_of, row.source) for row in origins}
        same = all(before[key] == value and before[key][0] not in left for key, value in after.items())
        if not same or any(text.story in came for text in cluster):
            moved.extend(text.story for text in cluster)
            settled.extend(
                {"key": row.key, "cluster": row.cluster, "copy_of": row.copy_of, "origin": row.source}
                for row in origins
            )
    run("CREATE OR REPLACE TEMP TABLE settling (key BIGINT, cluster BIGINT, copy_of VARCHAR, origin VARCHAR)")
    insert_rows(connection, "settling", settled)
    run(
        "UPDATE texts SET cluster = s.cluster, copy_of = s.copy_of, origin = s.origin FROM settling s "
        "WHERE texts.key = s.key"
    )
    run("CREATE OR REPLACE TEMP TABLE moved (story VARCHAR)")
    insert_rows(connection, "moved", ({"story": story} for story in moved))
    for table in ("settling", "reached", "loosened"):
        run(f"DROP TABLE {table}")


def _follow_links(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to the temporary table `reached` all variants that links lead to."""
    while True:
        (added,) = connection.execute(
            "INSERT INTO reached SELECT DISTINCT variant FROM ("
            "SELECT other AS variant FROM copies WHERE one IN (SELECT variant FROM reached) UNION "
            "SELECT one FROM copies WHERE other IN (SELECT variant FROM reached)) "
            "WHERE variant NOT IN (SELECT variant FROM reached)"
        ).fetchall()[0]
        if not added:
            return
