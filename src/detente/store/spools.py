"""JSON-lines files in which coded stories are handed to DuckDB."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from detente.errors import StoreError
from detente.model import Document
from detente.store.schema import LAYERS, STORY_COLUMNS, columns, kept_columns, layer_columns
from detente.store.views import FACTS
from detente.stories.grouping import number_days
from detente.stories.keys import event_keys, text_key
from detente.stories.records import EventKey, Shingle, TextKey
from detente.stories.withholding import hide_houses, withhold

LARGEST_ROW = 1 << 30
"""Bytes of one row in a spool."""


class Spools(msgspec.Struct, frozen=True, kw_only=True):
    """JSON-lines files by table."""

    files: dict[str, Path]
    stories: int


def write_spools(documents: Iterable[Document], folder: Path, *, run: str, keep_text: bool = True) -> Spools:
    """Write the rows of stories into files of a folder, one file a table; without their words if these are not kept.

    Raises:
        StoreError: two stories have the same id, or one comes without its text.
    """
    encoder = msgspec.json.Encoder()
    handles: dict[str, Any] = {}
    seen: set[str] = set()
    try:
        for document in documents:
            if document.id in seen:
                raise StoreError(f"two of the stories have the id {document.id!r}; nothing was stored")
            if not document.text:
                raise StoreError(
                    f"the story {document.id!r} is without its text: attach that first; nothing was stored"
                )
            seen.add(document.id)
            for table, row in _rows(document, encoder, run=run, keep_text=keep_text):
                if table not in handles:
                    handles[table] = (folder / f"{table}.jsonl").open("wb")
                handles[table].write(row + b"\n")
    finally:
        for handle in handles.values():
            handle.close()
    return Spools(files={table: folder / f"{table}.jsonl" for table in handles}, stories=len(seen))


def _rows(whole: Document, encoder: msgspec.json.Encoder, *, run: str, keep_text: bool) -> Iterator[tuple[str, bytes]]:
    # What merging compares is made of the words, whether they are kept or not.
    document = whole if keep_text else withhold(whole)
    anatomy = document.anatomy
    story = {
        "id": document.id,
        "digest": document.digest,
        "title": document.title,
        "source": document.source,
        "language": document.language,
        "publisher": anatomy.publisher.value if anatomy.publisher else None,
        "agency": anatomy.agency.value if anatomy.agency else None,
        "published": document.published.earliest[:10] if document.published else None,
        "run": run,
        "text": document.text or None,
        "record": encoder.encode(msgspec.structs.replace(document, text="", trees=())).decode(),
    }
    yield "stories", encoder.encode(story)
    for layer in LAYERS:
        for position, record in enumerate(getattr(document, layer)):
            yield layer, encoder.encode({"story": document.id, "position": position, **msgspec.to_builtins(record)})
    key, shingles = text_key(whole)
    yield "texts", encoder.encode(key if keep_text else hide_houses(key, document))
    for digest in sorted(shingles):
        yield "shingles", encoder.encode({"digest": digest, "variant": key.variant})
    for row in event_keys(whole):
        yield "event_keys", encoder.encode(key_row(row))


def key_row(key: EventKey) -> dict[str, Any]:
    """Return the row of an event's key: with the days on which it can have been, as numbers."""
    first, last = number_days(key)
    return {**msgspec.structs.asdict(key), "first_day": first, "last_day": last}


def reading(file: Path, fields: dict[str, str]) -> str:
    """Return the table function that reads a spool with its columns."""
    name = str(file).replace("'", "''")
    types = ", ".join(f"'{column}': '{kind}'" for column, kind in fields.items())
    return f"read_json('{name}', format='newline_delimited', columns={{{types}}}, maximum_object_size={LARGEST_ROW})"


def load_spools(connection: duckdb.DuckDBPyConnection, spools: Spools) -> None:
    """Put the rows of spools in place of those that their stories had, and note what merging must look at again."""
    files = spools.files
    run = connection.execute
    run(f"CREATE OR REPLACE TEMP TABLE arriving AS SELECT * FROM {reading(files['stories'], STORY_COLUMNS)}")
    _mark_replaced(connection)
    run("DELETE FROM stories WHERE id IN (SELECT id FROM arriving)")
    run("INSERT INTO stories SELECT * FROM arriving")
    for layer in LAYERS:
        run(f"DELETE FROM {layer} WHERE story IN (SELECT id FROM arriving)")
        if layer in files:
            run(f"INSERT INTO {layer} SELECT * FROM {reading(files[layer], layer_columns(layer))}")
    run(f"INSERT INTO event_facts BY NAME {FACTS}")
    if "event_keys" in files:
        fields = kept_columns("event_keys", EventKey)
        run(f"INSERT INTO event_keys SELECT * FROM {reading(files['event_keys'], fields)}")
    fields = dict(columns(TextKey))
    run(f"INSERT INTO texts SELECT *, NULL, NULL, NULL FROM {reading(files['texts'], fields)}")
    run("INSERT INTO changed_stories SELECT story, variant, NULL FROM texts WHERE story IN (SELECT id FROM arriving)")
    run(
        "CREATE OR REPLACE TEMP TABLE unseen AS SELECT DISTINCT variant, size FROM texts "
        "WHERE story IN (SELECT id FROM arriving) AND variant NOT IN (SELECT variant FROM variants)"
    )
    run("INSERT INTO variants SELECT variant, any_value(size), false FROM unseen GROUP BY variant")
    if "shingles" in files:
        run(
            f"INSERT INTO shingles SELECT DISTINCT digest, variant FROM {reading(files['shingles'], dict(columns(Shingle)))} "
            "WHERE variant IN (SELECT variant FROM unseen)"
        )
    run("DROP TABLE unseen")
    run("DROP TABLE arriving")


def _mark_replaced(connection: duckdb.DuckDBPyConnection) -> None:
    """Take out what was kept for merging of the stories that arrive again."""
    old = "story IN (SELECT id FROM arriving)"
    run = connection.execute
    run(f"INSERT INTO changed_stories SELECT story, variant, cluster FROM texts WHERE {old}")
    run(f"INSERT INTO changed_lanes SELECT DISTINCT lane, first_day, last_day FROM event_keys WHERE {old}")
    run(f"INSERT INTO stale_events SELECT DISTINCT merged FROM reports WHERE {old}")
    for table in ("texts", "event_keys", "groups", "reports", "event_facts"):
        run(f"DELETE FROM {table} WHERE {old}")
