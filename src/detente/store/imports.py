"""Rows of other datasets: a table of their own, which no count of coded events reads."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from detente.errors import ReadError, StoreError, nearest
from detente.packs.foreign import Foreign
from detente.store.rows import insert_rows, read_records

IMPORTED_COLUMNS = {
    "batch": "VARCHAR",
    "dataset": "VARCHAR",
    "event": "VARCHAR",
    "day": "DATE",
    "source_countries": "VARCHAR[]",
    "source_code": "VARCHAR",
    "source_name": "VARCHAR",
    "source_sector": "VARCHAR",
    "target_countries": "VARCHAR[]",
    "target_code": "VARCHAR",
    "target_name": "VARCHAR",
    "target_sector": "VARCHAR",
    "type": "VARCHAR",
    "mode": "VARCHAR",
    "cameo": "VARCHAR",
    "quad": "BIGINT",
    "quad_scheme": "VARCHAR",
    "scale": "DOUBLE",
    "scale_table": "VARCHAR",
    "n_mentions": "BIGINT",
    "n_sources": "BIGINT",
    "n_articles": "BIGINT",
    "document": "VARCHAR",
}
"""Columns of `imported_events`: `source_code` and `target_code` are what the dataset itself says, also of no country."""

COUNTRY, SECTOR, CODE, TYPE, QUAD = "country", "sector", "code", "type", "quad"
TYPES = (COUNTRY, SECTOR, CODE, TYPE, QUAD)
MOST_UNKNOWN = 6
"""Names of no country that a batch tells."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was imported."""

    id: str
    dataset: str
    file: str
    """Its name without folders, and that of the member of an archive."""
    digest: str
    """SHA-256 of the unpacked bytes."""
    imported: str
    since: str
    until: str
    countries: tuple[str, ...]
    """Only rows with one of these on either side were kept; empty: all."""
    rows_read: int
    rows_kept: int
    before: int
    """Rows skipped since they are before `since`."""
    after: int
    elsewhere: int
    """Rows skipped since neither side is one of `countries`."""
    repeated: int
    """Rows skipped since their event is in the store already."""
    bad: int
    """Rows skipped since a cell is wrong, if that was asked for."""
    first_day: str | None
    last_day: str | None
    without_country: int
    """Rows kept of which one side is no country that is known."""
    unknown: tuple[str, ...]
    """What the file has most often in place of a known country."""


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell means: countries of an actor, its sector, or type and quad class of a code."""

    countries: tuple[str, ...] = ()
    text: str = ""
    quad: int | None = None
    valid: bool = True
    hint: str = ""
    """Where it is not valid: the nearest valid one, for the message."""


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows are wanted, and what becomes of wrong ones."""

    since: str = ""
    until: str = ""
    countries: tuple[str, ...] = ()
    skip_bad: bool = False


class Arriving(msgspec.Struct, frozen=True, kw_only=True):
    """A checked table that waits to be put into the store."""

    dataset: Foreign
    file: str
    place: str
    """Where it was read, for messages."""
    digest: str
    rows: int
    plain: Path
    columns: tuple[str, ...]
    header: bool
    explain: Callable[[str, str], Meaning]
    """From the kind of a cell and its text to its meaning."""


def load_arriving(connection: duckdb.DuckDBPyConnection, arriving: Arriving, wanted: Conditions) -> Batch | None:
    """Put the rows of a table into the store; None where the same file was imported so before.

    Raises:
        ReadError: a cell is wrong, and wrong rows are not to be skipped; names line, column and nearest valid value.
    """
    run = connection.execute
    asked = (wanted.since, wanted.until, list(wanted.countries))
    if run(
        "SELECT 1 FROM imports WHERE dataset = ? AND digest = ? AND since = ? AND until = ? AND countries = ?",
        [arriving.dataset.name, arriving.digest, *asked],
    ).fetchone():
        return None
    _stage(connection, arriving)
    _explain_cells(connection, arriving)
    _judge(connection, arriving, wanted)
    bad = _find_bad(connection, arriving, skip=wanted.skip_bad)
    batch = _keep(connection, arriving, wanted, bad)
    for table in ("foreign_rows", "judged", *(f"cells_{kind}" for kind in TYPES)):
        run(f"DROP TABLE IF EXISTS {table}")
    return batch


def _stage(connection: duckdb.DuckDBPyConnection, arriving: Arriving) -> None:
    """Read the columns that are kept, as text, with the numbers of their lines."""
    roles = {role: name for role, name in msgspec.structs.asdict(arriving.dataset.columns).items() if name}
    types = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in arriving.columns)
    empty = "".join(f", {_text(cell)}" for cell in arriving.dataset.empty)
    cells = ", ".join(
        f"CASE WHEN trim({_name(name)}) IN (''{empty}) THEN NULL ELSE trim({_name(name)}) END AS {role}"
        if name in arriving.columns
        else f"CAST(NULL AS VARCHAR) AS {role}"
        for role, name in roles.items()
    )
    absent = (role for role, name in msgspec.structs.asdict(arriving.dataset.columns).items() if not name)
    nothing = "".join(f", CAST(NULL AS VARCHAR) AS {role}" for role in absent)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE foreign_rows AS SELECT {cells}{nothing}, "
        f"row_number() OVER () + {int(arriving.header)} AS line "
        f"FROM read_csv({_text(str(arriving.plain))}, delim='\t', quote='', escape='', comment='', header=false, "
        f"auto_detect=false, columns={{{types}}}, nullstr='', new_line='\\n', max_line_size=4194304)"
    )
    (staged,) = connection.execute("SELECT count(*) FROM foreign_rows").fetchall()[0]
    if staged != arriving.rows:
        raise ReadError(arriving.place, f"{staged} of {arriving.rows} rows could be read", advice="check the file")


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _explain_cells(connection: duckdb.DuckDBPyConnection, arriving: Arriving) -> None:
    """Write down what each different cell of actors and codes means: there are few of them, however many rows."""
    kinds = {
        COUNTRY: ("source_country", "target_country"),
        SECTOR: ("source_sector", "target_sector"),
        CODE: ("cameo",),
        TYPE: ("type",),
        QUAD: ("quad",),
    }
    for kind, roles in kinds.items():
        union = " UNION ALL ".join(f"SELECT {role} AS cell FROM foreign_rows" for role in roles)
        found = connection.execute(
            f"SELECT DISTINCT cell FROM ({union}) WHERE cell IS NOT NULL ORDER BY cell"
        ).fetchall()
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE cells_{kind} "
            "(cell VARCHAR, countries VARCHAR[], text VARCHAR, quad BIGINT, valid BOOLEAN)"
        )
        rows: list[Mapping[str, object]] = []
        for (cell,) in found:
            meaning = arriving.explain(kind, cell)
            rows.append({
                "cell": cell,
                "countries": list(meaning.countries),
                "text": meaning.text or None,
                "quad": meaning.quad,
                "valid": meaning.valid,
            })  # fmt: skip
        insert_rows(connection, f"cells_{kind}", rows)


FAULTS = {
    "event": "r.event IS NULL",
    "day": "n.day IS NULL",
    "cameo": "r.cameo IS NULL OR NOT k.valid",
    "type": "r.type IS NULL OR NOT t.valid",
    "quad": "r.quad IS NULL OR NOT q.valid",
    "scale": "TRY_CAST(r.scale AS DOUBLE) IS NULL OR NOT isfinite(TRY_CAST(r.scale AS DOUBLE))",
    "mentions": "r.mentions IS NOT NULL AND TRY_CAST(r.mentions AS BIGINT) IS NULL",
    "sources": "r.sources IS NOT NULL AND TRY_CAST(r.sources AS BIGINT) IS NULL",
    "articles": "r.articles IS NOT NULL AND TRY_CAST(r.articles AS BIGINT) IS NULL",
}
"""When the cell of a role that a dataset has is wrong."""


def _judge(connection: duckdb.DuckDBPyConnection, arriving: Arriving, wanted: Conditions) -> None:
    """Turn rows into those of `imported_events`, each with why it is left out, if it is."""
    roles = arriving.dataset.columns
    faults = " ".join(f"WHEN {test} THEN '{role}'" for role, test in FAULTS.items() if getattr(roles, role))
    formats = ", ".join(_text(form) for form in arriving.dataset.dates)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE judged AS
        WITH n AS (SELECT line, CAST(try_strptime(day, [{formats}]) AS DATE) AS day FROM foreign_rows),
        told AS (
          SELECT r.line, r.event, n.day,
            coalesce(a.countries, []) AS source_countries, r.source_code, r.source_name, c.text AS source_sector,
            coalesce(b.countries, []) AS target_countries, r.target_code, r.target_name, d.text AS target_sector,
            coalesce(t.text, k.text) AS type, r.mode, r.cameo, coalesce(q.quad, k.quad) AS quad,
            TRY_CAST(r.scale AS DOUBLE) AS scale, TRY_CAST(r.mentions AS BIGINT) AS n_mentions,
            TRY_CAST(r.sources AS BIGINT) AS n_sources, TRY_CAST(r.articles AS BIGINT) AS n_articles, r.document,
            CASE {faults} END AS fault
          FROM foreign_rows r JOIN n ON n.line = r.line
          LEFT JOIN cells_country a ON a.cell = r.source_country LEFT JOIN cells_country b ON b.cell = r.target_country
          LEFT JOIN cells_sector c ON c.cell = r.source_sector LEFT JOIN cells_sector d ON d.cell = r.target_sector
          LEFT JOIN cells_code k ON k.cell = r.cameo LEFT JOIN cells_type t ON t.cell = r.type
          LEFT JOIN cells_quad q ON q.cell = r.quad
        )
        SELECT *, CASE
          WHEN fault IS NOT NULL THEN 'bad'
          WHEN $since <> '' AND day < CAST(nullif($since, '') AS DATE) THEN 'before'
          WHEN $until <> '' AND day > CAST(nullif($until, '') AS DATE) THEN 'after'
          WHEN len($countries) > 0 AND NOT list_has_any(list_concat(source_countries, target_countries), $countries)
            THEN 'elsewhere'
          WHEN row_number() OVER (PARTITION BY event, day, fault IS NULL ORDER BY line) > 1 THEN 'repeated'
          WHEN EXISTS (SELECT 1 FROM imported_events i WHERE i.dataset = $dataset AND i.event = told.event
            AND i.day = told.day) THEN 'repeated'
          ELSE 'kept' END AS verdict
        FROM told
        """,
        {
            "since": wanted.since,
            "until": wanted.until,
            "countries": list(wanted.countries),
            "dataset": arriving.dataset.name,
        },
    )


def _find_bad(connection: duckdb.DuckDBPyConnection, arriving: Arriving, *, skip: bool) -> int:
    """Return how many rows have a wrong cell.

    Raises:
        ReadError: there is one, and such rows are not to be skipped.
    """
    found = connection.execute(
        "SELECT count(*), min(line), arg_min(fault, line) FROM judged WHERE fault IS NOT NULL"
    ).fetchall()[0]
    count, line, role = found
    if not count or skip:
        return int(count)
    column = getattr(arriving.dataset.columns, role)
    (cell,) = connection.execute(f"SELECT {role} FROM foreign_rows WHERE line = ?", [line]).fetchall()[0]
    kind = {"cameo": CODE, "type": TYPE, "quad": QUAD}.get(role)
    if cell is None:
        what = "is empty"
    elif role == "day":
        what = f"{cell[:40]!r} is no date such as {_example(arriving.dataset)}"
    elif kind:
        what = f"{cell[:40]!r} is no {'code' if role == 'cameo' else role} of it{arriving.explain(kind, cell).hint}"
    else:
        what = f"{cell[:40]!r} is no number"
    raise ReadError(
        f"{arriving.place}:{line}",
        f"column {column!r}: {what} ({count} such row{'' if count == 1 else 's'}); nothing was imported",
        advice="put it right, or leave such rows out with --skip-bad",
    )


def _example(dataset: Foreign) -> str:
    return datetime(2013, 11, 2, tzinfo=UTC).strftime(dataset.dates[0])


def _keep(connection: duckdb.DuckDBPyConnection, arriving: Arriving, wanted: Conditions, bad: int) -> Batch:
    run = connection.execute
    name = arriving.dataset.name
    taken = {row[0] for row in run("SELECT id FROM imports").fetchall()}
    number = 1 + max((int(batch.rpartition("-")[2]) for batch in taken), default=0)
    batch = f"{name}-{number}"
    verdicts = dict(run("SELECT verdict, count(*) FROM judged GROUP BY verdict").fetchall())
    given = {
        "batch": _text(batch),
        "dataset": _text(name),
        "quad_scheme": _text(arriving.dataset.quad_scheme),
        "scale_table": _text(arriving.dataset.scale_table),
    }
    columns = ", ".join(f"{given.get(column, column)} AS {column}" for column in IMPORTED_COLUMNS)
    run(f"INSERT INTO imported_events SELECT {columns} FROM judged WHERE verdict = 'kept' ORDER BY line")
    first, last, unknown = run(
        "SELECT CAST(min(day) AS VARCHAR), CAST(max(day) AS VARCHAR), count(*) FILTER (len(source_countries) = 0 OR "
        "len(target_countries) = 0) FROM judged WHERE verdict = 'kept'"
    ).fetchall()[0]
    unknown_cells = run(
        "WITH named AS (SELECT source_country AS cell FROM foreign_rows UNION ALL SELECT target_country FROM foreign_rows) "
        "SELECT cell FROM named JOIN cells_country USING (cell) WHERE len(countries) = 0 "
        "GROUP BY cell ORDER BY count(*) DESC, cell LIMIT ?",
        [MOST_UNKNOWN],
    ).fetchall()
    made = Batch(
        id=batch,
        dataset=name,
        file=arriving.file,
        digest=arriving.digest,
        imported=datetime.now(tz=UTC).strftime("%Y-%m-%d %H:%M:%S"),
        since=wanted.since,
        until=wanted.until,
        countries=wanted.countries,
        rows_read=arriving.rows,
        rows_kept=verdicts.get("kept", 0),
        bad=bad,
        first_day=first,
        last_day=last,
        without_country=unknown,
        unknown=tuple(cell for (cell,) in unknown_cells),
        **{verdict: verdicts.get(verdict, 0) for verdict in ("before", "after", "elsewhere", "repeated")},
    )
    insert_rows(connection, "imports", [made])
    return made


def list_imports(connection: duckdb.DuckDBPyConnection) -> list[Batch]:
    """Return the files that were imported, oldest first."""
    return read_records(connection, Batch, "imports", "true ORDER BY imported, length(id), id")


def forget_import(connection: duckdb.DuckDBPyConnection, name: str) -> Batch:
    """Take a file's rows out again.

    Raises:
        StoreError: no file was imported under this id.
    """
    found = read_records(connection, Batch, "imports", "id = ?", [name])
    if not found:
        known = [batch.id for batch in list_imports(connection)]
        raise StoreError(f"no import {name!r}{nearest(name, known)}; `detente imports` lists them")
    connection.execute("DELETE FROM imported_events WHERE batch = ?", [name])
    connection.execute("DELETE FROM imports WHERE id = ?", [name])
    return found[0]


def count_days(
    connection: duckdb.DuckDBPyConnection, countries: Sequence[str], *, directed: bool
) -> list[dict[str, Any]]:
    """Return what imported rows tell of each pair of the countries on each day, by dataset, type and quad class.

    A row of several actors stands in each of its pairs, once; without `directed` once whichever way it goes.
    """
    pair = (
        "s.code AS one, t.code AS other"
        if directed
        else "least(s.code, t.code) AS one, greatest(s.code, t.code) AS other"
    )
    found = connection.execute(
        f"""
        WITH near AS (
          SELECT row_number() OVER () AS number, * FROM imported_events
          WHERE list_has_any(source_countries, $countries) AND list_has_any(target_countries, $countries)
        ),
        paired AS (
          SELECT DISTINCT number, {pair}
          FROM (SELECT number, unnest(source_countries) AS code FROM near) s
          JOIN (SELECT number, unnest(target_countries) AS code FROM near) t USING (number)
          WHERE s.code <> t.code AND list_contains($countries, s.code) AND list_contains($countries, t.code)
        )
        SELECT n.dataset, p.one, p.other, CAST(n.day AS VARCHAR) AS day, n.type, n.quad, any_value(n.quad_scheme) AS
          quad_scheme, any_value(n.scale_table) AS scale_table, count(*) AS events, sum(n.scale) AS scale,
          CAST(sum(n.n_articles) AS BIGINT) AS articles
        FROM paired p JOIN near n USING (number)
        GROUP BY n.dataset, p.one, p.other, n.day, n.type, n.quad ORDER BY n.dataset, p.one, p.other, n.day, n.type, n.quad
        """,
        {"countries": sorted(set(countries))},
    )
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
