"""Many stories and many reports in one query each, for exports."""

from collections.abc import Iterator, Sequence

import duckdb
import msgspec

from detente.model import Document
from detente.store.rows import read_records
from detente.stories.records import Report


def read_documents(connection: duckdb.DuckDBPyConnection, stories: Sequence[str]) -> Iterator[Document]:
    """Yield the stored stories of these full ids, in the order of their ids."""
    found = connection.execute(
        "SELECT record, text FROM stories WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id", [list(stories)]
    )
    decoder = msgspec.json.Decoder(Document)
    for record, text in found.fetchall():
        yield msgspec.structs.replace(decoder.decode(record), text=text or "")


def read_reports(connection: duckdb.DuckDBPyConnection, merged: Sequence[str]) -> list[Report]:
    """Return the reports of merged events of these full ids: by event, the canonical one first, then as published."""
    return read_records(
        connection,
        Report,
        "reports",
        "merged IN (SELECT unnest(?::VARCHAR[])) ORDER BY merged, canonical DESC, published NULLS LAST, story, position",
        [list(merged)],
    )
