"""Rows to and from DuckDB in bulk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import duckdb
import msgspec
import pyarrow

T = TypeVar("T", bound=msgspec.Struct)

BATCH = 50_000
"""Rows that are handed over at a time."""


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[msgspec.Struct | Mapping[str, object]]
) -> int:
    """Insert records, or mappings of columns, into a table by their names; return how many."""
    count = 0
    left = iter(rows)
    while batch := [msgspec.to_builtins(row) for row in islice(left, BATCH)]:
        connection.register("handed_over", pyarrow.Table.from_pylist(batch))
        try:
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM handed_over")
        finally:
            connection.unregister("handed_over")
        count += len(batch)
    return count


def read_records(
    connection: duckdb.DuckDBPyConnection,
    kind: type[T],
    source: str,
    condition: str = "true",
    values: Sequence[object] = (),
) -> list[T]:
    """Return the rows of a table as records of its kind."""
    names = ", ".join(f'"{field.encode_name}"' for field in msgspec.structs.fields(kind))
    found = connection.execute(f"SELECT {names} FROM {source} WHERE {condition}", values)
    return list(_records(found, kind))


def _records(found: Any, kind: type[T]) -> Iterator[T]:
    names = [field.encode_name for field in msgspec.structs.fields(kind)]
    while rows := found.fetchmany(BATCH):
        yield from msgspec.convert([dict(zip(names, row, strict=True)) for row in rows], list[kind])  # type: ignore[valid-type]
