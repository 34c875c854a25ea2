"""The store: a DuckDB file that keeps coded stories; all SQL of Détente lives in this package."""

import contextlib
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import duckdb
import msgspec

from detente.errors import StoreError, nearest
from detente.model import Article, Document
from detente.store.attaching import Attached, attach_texts
from detente.store.bulk import read_documents, read_reports
from detente.store.corrections import find_merged, find_reports, join_events, part_report, take_back
from detente.store.filters import EventFilter, event_query
from detente.store.imports import Arriving, Batch, Conditions, count_days, forget_import, list_imports, load_arriving
from detente.store.merging import Merged, merge_events
from detente.store.rows import read_records
from detente.store.schema import FORMAT, LAYERS, RUN_COLUMNS, create_statements, describe_format
from detente.store.spools import Spools, load_spools, write_spools
from detente.stories.records import Correction, MergedEvent, Report

T = TypeVar("T")

__all__ = ["Arriving", "Batch", "Conditions", "EventFilter", "Merged", "Run", "Store"]


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What coded the stories that are added together."""

    id: str
    started: str
    version: str
    packs: str
    parser: str
    settings: str


class Store:
    """An open store; use it as a context manager.

    Raises:
        StoreError: the file cannot be opened, is no store, or another process is writing to it.

    >>> with Store(":memory:") as store:
    ...     store.count("stories")
    0
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.path = str(path)
        if read_only and self.path != ":memory:" and not Path(self.path).is_file():
            raise StoreError(f"there is no store at {self.path}; `detente code PATH --store {self.path}` makes one")
        try:
            if not read_only and self.path != ":memory:":
                Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            self._connection = duckdb.connect(self.path, read_only=read_only)
        except (duckdb.Error, OSError) as fault:
            raise StoreError(f"cannot open {self.path} as a store: {_say(fault)}") from fault
        try:
            self._prepare(read_only=read_only)
        except duckdb.Error as fault:
            self.close()
            raise StoreError(f"cannot open {self.path} as a store: {_say(fault)}") from fault
        except StoreError:
            self.close()
            raise

    def _prepare(self, *, read_only: bool) -> None:
        """Make the tables of a new store; refuse a database that is none, or is of another version."""
        tables = {name for (name,) in self._connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        if not tables and not read_only:
            self._connection.begin()
            for statement in create_statements():
                self._connection.execute(statement)
            self._connection.executemany("INSERT INTO meta VALUES (?, ?)", list(describe_format().items()))
            self._connection.commit()
            return
        if "meta" not in tables or "stories" not in tables:
            raise StoreError(f"{self.path} is a DuckDB database, but no store of Détente; choose another file")
        found = dict(self._connection.execute("SELECT name, value FROM meta").fetchall())
        if found != describe_format():
            raise StoreError(
                f"{self.path} was made by another version of Détente (store format {found.get('format')}, this is "
                f"{FORMAT}); code the stories again into a new store, or read it with the version that made it"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, documents: Iterable[Document], *, run: Run, keep_text: bool = True) -> int:
        """Add coded stories in one transaction, replacing those that are there under the same id; return how many.

        Without `keep_text` nothing is kept of which their words could be read: digests, offsets and codes.

        Raises:
            StoreError: two of them have the same id, one comes without its text, or the file cannot be written; nothing
                was changed.
        """
        with tempfile.TemporaryDirectory(prefix="detente-") as folder:
            spools = write_spools(documents, Path(folder), run=run.id, keep_text=keep_text)
            self._change(lambda: self._load(spools, run))
        return spools.stories

    def texts_kept(self) -> int:
        """Return of how many stories the text is kept."""
        return int(self._run("SELECT count(text) FROM stories").fetchall()[0][0])

    def attach(self, articles: Iterable[Article]) -> Attached:
        """Put back the texts of stories that were stored without; all of them or none. Codes stay as they are.

        Raises:
            StoreError: a text is that of no story; says which story is nearest. Nothing was changed.
        """
        return self._change(lambda: attach_texts(self._connection, articles))

    def merge(self, *, again: bool = False) -> Merged:
        """Merge the reports of one event, as far as stories have come since the last time; in one transaction.

        Args:
            again: work out everything from scratch. The result is the same; corrections by hand stay.

        Raises:
            StoreError: the file cannot be written; nothing was changed.
        """
        return self._change(lambda: merge_events(self._connection, again=again))

    def merge_by_hand(self, one: str, other: str) -> Correction:
        """Make two events one, by their ids (of merged events or of reports) or the beginnings of these.

        Raises:
            StoreError: one is not there, or they are one already; nothing was changed.
        """
        return self._correct(lambda: join_events(self._connection, one, other))

    def split_by_hand(self, event: str, *, report: str) -> Correction:
        """Take the report of a story out of an event.

        Raises:
            StoreError: the event is not there, the story does not report it, or it is the only one that does.
        """
        return self._correct(lambda: part_report(self._connection, event, report))

    def undo(self, number: int) -> Correction:
        """Take a correction back.

        Raises:
            StoreError: there is none of this number, or it is undone already.
        """
        return self._correct(lambda: take_back(self._connection, number))

    def corrections(self) -> list[Correction]:
        """Return all corrections by hand, those that are undone as well, in the order of their numbers."""
        return self._read(lambda: read_records(self._connection, Correction, "corrections", "true ORDER BY number"))

    def merged_event(self, name: str) -> MergedEvent:
        """Return a merged event by its id, by that of one of its reports' events, or by the beginning of one.

        Raises:
            StoreError: none, or more than one, is called so.
        """
        return self._read(lambda: find_merged(self._connection, name))

    def reports(self, merged: str) -> list[Report]:
        """Return the reports of a merged event given by its full id, the canonical one first."""
        return self._read(lambda: find_reports(self._connection, merged))

    def merged_ids(self, stories: Sequence[str] | None = None) -> dict[str, str]:
        """Return the id of the merged event of each event, by ``story:event``; of some stories, or of all."""
        wanted = "" if stories is None else "WHERE list_contains(?, story)"
        query = f"SELECT story || ':' || event, merged FROM reports {wanted} ORDER BY story, position"
        return dict(self._run(query, [] if stories is None else [list(stories)]).fetchall())

    def reports_of(self, merged: Sequence[str]) -> list[Report]:
        """Return the reports of many merged events given by their full ids: by event, the canonical one first."""
        return self._read(lambda: read_reports(self._connection, merged))

    def documents(self, stories: Sequence[str]) -> list[Document]:
        """Return the stories of these full ids, in the order of their ids; those that are not there are left out."""
        return self._read(lambda: list(read_documents(self._connection, stories)))

    def import_tables(self, tables: Iterable[Arriving], wanted: Conditions) -> list[Batch | None]:
        """Keep rows of other datasets beside the coded events, those of all tables or none; None for a known table.

        Raises:
            ReadError: a table is wrong; nothing was imported.
            StoreError: the file cannot be written; nothing was imported.
        """
        return self._change(lambda: [load_arriving(self._connection, table, wanted) for table in tables])

    def imports(self) -> list[Batch]:
        """Return the files of other datasets that were imported, oldest first."""
        return self._read(lambda: list_imports(self._connection))

    def forget_import(self, batch: str) -> Batch:
        """Take an imported file's rows out.

        Raises:
            StoreError: there is no such import.
        """
        return self._change(lambda: forget_import(self._connection, batch))

    def imported_days(self, countries: Sequence[str], *, directed: bool) -> list[dict[str, Any]]:
        """Return what imported rows tell of pairs of countries by dataset, day, type and quad class; see `count_days`."""
        return self._read(lambda: count_days(self._connection, countries, directed=directed))

    def _correct(self, work: Callable[[], Correction]) -> Correction:
        """Correct what stands after all stories are merged."""

        def merge_and_correct() -> Correction:
            if self._run("SELECT 1 FROM changed_stories LIMIT 1").fetchall():
                merge_events(self._connection)
            return work()

        return self._change(merge_and_correct)

    def _change(self, work: Callable[[], T]) -> T:
        """Do work in one transaction, all of it or nothing."""
        done = False
        try:
            self._connection.begin()
            result = work()
            self._connection.commit()
            done = True
        except duckdb.Error as fault:
            raise StoreError(f"nothing was changed in {self.path}: {_say(fault)}") from fault
        except RuntimeError as fault:  # what DuckDB makes of Ctrl-C
            raise KeyboardInterrupt from fault
        finally:
            if not done:
                self._roll_back()
        return result

    def _read(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except duckdb.Error as fault:
            raise StoreError(f"{self.path}: {_say(fault)}") from fault

    def _roll_back(self) -> None:
        with contextlib.suppress(duckdb.TransactionException):
            self._connection.rollback()

    def _load(self, spools: Spools, run: Run) -> None:
        if not spools.stories:
            return
        names = ", ".join(f'"{name}"' for name in RUN_COLUMNS)
        values = [getattr(run, name) for name in RUN_COLUMNS]
        holes = ", ".join("?" for _ in values)
        self._connection.execute(f"INSERT OR REPLACE INTO runs ({names}) VALUES ({holes})", values)
        load_spools(self._connection, spools)

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        if table not in {"runs", "stories", *LAYERS}:
            raise StoreError(f"no table {table!r}{nearest(table, ['runs', 'stories', *LAYERS])}")
        row = self._run(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0]) if row else 0

    def stories(self) -> list[dict[str, Any]]:
        """Return id, title, date, publisher and numbers of events of every story, newest first."""
        return self.rows(
            "SELECT s.id, s.title, s.published, s.publisher, s.agency, s.source, count(e.id) AS events, "
            "count(e.id) FILTER (e.counted) AS counted FROM stories s LEFT JOIN events e ON e.story = s.id "
            "GROUP BY ALL ORDER BY s.published DESC NULLS LAST, s.id"
        )

    def digests(self) -> dict[str, str]:
        """Return the text digest of every story by id."""
        return dict(self._run("SELECT id, digest FROM stories").fetchall())

    def document(self, story: str) -> Document:
        """Return a stored story; `story` is its id or the beginning of one.

        Raises:
            StoreError: no story, or more than one, has this id.
        """
        found = self._run("SELECT id FROM stories WHERE id = ?", [story]).fetchall()
        found = found or self._run("SELECT id FROM stories WHERE starts_with(id, ?)", [story]).fetchall()
        if len(found) != 1:
            known = [row[0] for row in self._run("SELECT id FROM stories").fetchall()]
            hint = f"; it could be {', '.join(repr(row[0]) for row in found[:5])}" if found else nearest(story, known)
            raise StoreError(f"{'more than one' if found else 'no'} story {story!r} in {self.path}{hint}")
        row = self._run("SELECT record, text FROM stories WHERE id = ?", [found[0][0]]).fetchone()
        record, text = row or ("", "")
        return msgspec.structs.replace(msgspec.json.decode(record, type=Document), text=text or "")

    def story_of_event(self, event: str) -> tuple[str, str]:
        """Return (story id, event id) of an event given by its id or the beginning of it.

        Raises:
            StoreError: no event, or more than one, has this id.
        """
        found = self._run("SELECT story, id FROM events WHERE starts_with(id, ?)", [event]).fetchall()
        if len(found) != 1:
            hint = f"; it could be {', '.join(repr(row[1]) for row in found[:5])}" if found else ""
            raise StoreError(f"{'more than one' if found else 'no'} event {event!r} in {self.path}{hint}")
        return str(found[0][0]), str(found[0][1])

    def events(self, wanted: EventFilter | None = None) -> list[dict[str, Any]]:
        """Return events as flat rows, oldest first, by default only those that are counted."""
        query, values = event_query(wanted or EventFilter())
        return self.rows(query, values)

    def events_table(self, wanted: EventFilter | None = None) -> Any:
        """Return the same as `events` as an Arrow table."""
        query, values = event_query(wanted or EventFilter())
        try:
            return self._connection.sql(query, params=values).to_arrow_table()
        except duckdb.Error as fault:
            raise StoreError(f"{self.path}: {_say(fault)}") from fault

    def write_parquet(self, path: Path, wanted: EventFilter | None = None) -> None:
        """Write the same as `events` to a Parquet file.

        Raises:
            StoreError: the file cannot be written.
        """
        query, values = event_query(wanted or EventFilter())
        self._run(f"COPY ({query}) TO ? (FORMAT parquet)", [*values, str(path)])

    def actors(self, name: str) -> list[dict[str, Any]]:
        """Return the actors that have this name, country code or these words in their name, the most frequent first."""
        return self.rows(
            "SELECT a.name, a.kind, a.country, a.sector, a.cameo, a.office, a.basis, "
            "count(DISTINCT a.story) AS stories, CAST(sum(len(a.mentions)) AS BIGINT) AS mentions, "
            "CAST(min(s.published) AS VARCHAR) AS first, CAST(max(s.published) AS VARCHAR) AS last "
            "FROM actors a JOIN stories s ON s.id = a.story "
            "WHERE contains(lower(a.name), lower($name)) OR a.country = upper($name) "
            "GROUP BY a.name, a.kind, a.country, a.sector, a.cameo, a.office, a.basis "
            "ORDER BY stories DESC, mentions DESC, a.name",
            {"name": name.strip()},
        )

    def issues(self) -> list[dict[str, Any]]:
        """Return how often each issue code stands in the store."""
        return self.rows(
            "SELECT stage, code, count(*) AS rows, any_value(message) AS example FROM issues GROUP BY ALL ORDER BY rows DESC"
        )

    def rows(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[dict[str, Any]]:
        """Return the rows of a query as dictionaries.

        Raises:
            StoreError: the query is wrong, or the file is damaged.
        """
        result = self._run(query, values)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def _run(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:
        try:
            return self._connection.execute(query, values)
        except duckdb.Error as fault:
            raise StoreError(f"{self.path}: {_say(fault)}") from fault


def _say(fault: Exception) -> str:
    """Return what DuckDB complains of in one line, with advice where another process holds the file."""
    first = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
    if "Could not set lock" in first or "being used by another process" in first:
        process = re.search(r"PID (\d+)", first)
        return f"another process{f' ({process[1]})' if process else ''} has it open; try again when that has ended"
    return first
