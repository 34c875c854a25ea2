"""DuckDB tables derived from the record types: one table a layer, one row a record, nested records as STRUCT and LIST."""

import hashlib
import types
import typing
from collections.abc import Iterator

import msgspec

from detente.model import Document
from detente.store.imports import IMPORTED_COLUMNS, Batch
from detente.store.views import EVENT_ROWS, FACT_COLUMNS, MERGED_COLUMNS, MERGED_ROWS
from detente.stories.records import Correction, EventKey, MergedEvent, Report, Shingle, TextKey
from detente.stories.texts import Copy

LAYERS = (
    "sentences",
    "actors",
    "times",
    "places",
    "quotes",
    "predicates",
    "events",
    "statements",
    "facts",
    "rejections",
    "issues",
)
"""Layers that are kept as tables; `pairs` answer one request and are not stored."""

FORMAT = 3
"""Version of the store; raised when tables change their meaning. A store of another version is refused."""

PLAIN = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def column_type(kind: object) -> str:
    """Return the DuckDB type of a field's type.

    >>> column_type(tuple[str, ...]), column_type(float | None)
    ('VARCHAR[]', 'DOUBLE')
    """
    if kind in PLAIN:
        return PLAIN[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return column_type(next(a for a in arguments if a is not type(None)))
    if origin is typing.Literal:
        return "VARCHAR"
    if origin is tuple:
        return column_type(arguments[0]) + "[]"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = ", ".join(f'"{name}" {column}' for name, column in columns(kind))
        return f"STRUCT({fields})"
    raise TypeError(f"no column type for {kind!r}")


def columns(record: type[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    """Yield name and DuckDB type of every field of a record, under the name that it has in JSON."""
    hints = typing.get_type_hints(record)
    for field in msgspec.structs.fields(record):
        yield field.encode_name, column_type(hints[field.name])


def layer_record(layer: str) -> type[msgspec.Struct]:
    """Return the record type of a layer."""
    kind: type[msgspec.Struct] = typing.get_args(typing.get_type_hints(Document)[layer])[0]
    return kind


def kept_columns(name: str, record: type[msgspec.Struct]) -> dict[str, str]:
    """Return the columns of a table of stories and their reports."""
    return {**dict(columns(record)), **ADDED_COLUMNS.get(name, {})}


def layer_columns(layer: str) -> dict[str, str]:
    """Return the columns of a layer's table: the story, the record's place in its layer, and its fields."""
    return {"story": "VARCHAR", "position": "BIGINT", **dict(columns(layer_record(layer)))}


STORY_COLUMNS = {
    "id": "VARCHAR",
    "digest": "VARCHAR",
    "title": "VARCHAR",
    "source": "VARCHAR",
    "language": "VARCHAR",
    "publisher": "VARCHAR",
    "agency": "VARCHAR",
    "published": "DATE",
    "run": "VARCHAR",
    "text": "VARCHAR",
    "record": "VARCHAR",
}
"""The stories; `record` is the native record without its text, of which the layers' tables are the searchable form."""

RUN_COLUMNS = {
    "id": "VARCHAR",
    "started": "TIMESTAMP",
    "version": "VARCHAR",
    "packs": "VARCHAR",
    "parser": "VARCHAR",
    "settings": "VARCHAR",
}
"""What coded a story: version of the code, digest of the packs, name of the parser, settings as JSON."""

MERGING: dict[str, type[msgspec.Struct]] = {
    "texts": TextKey,
    "shingles": Shingle,
    "copies": Copy,
    "event_keys": EventKey,
    "reports": Report,
    "merged_events": MergedEvent,
    "corrections": Correction,
}
"""Tables of stories and their reports, each with the record of its rows."""

ADDED_COLUMNS = {
    "texts": {"cluster": "BIGINT", "copy_of": "VARCHAR", "origin": "VARCHAR"},
    "event_keys": {"first_day": "INTEGER", "last_day": "INTEGER"},
}
"""What the store keeps beside the record: what was found out of a text, and days as numbers."""

MARKS = {
    "groups": {"story": "VARCHAR", "position": "BIGINT", "auto": "VARCHAR", "why": "VARCHAR"},
    "variants": {"variant": "BIGINT", "size": "BIGINT", "settled": "BOOLEAN"},
    "boilerplate": {"digest": "BIGINT"},
    "changed_stories": {"story": "VARCHAR", "variant": "BIGINT", "cluster": "BIGINT"},
    "changed_lanes": {"lane": "BIGINT", "first_day": "INTEGER", "last_day": "INTEGER"},
    "stale_events": {"merged": "VARCHAR"},
}
"""Groups before corrections, what merging has to look at again, and shingles that say nothing."""

META_COLUMNS = {"name": "VARCHAR", "value": "VARCHAR"}
"""What the store says of itself: `format`, and `tables`, a digest of how its tables are made."""


def describe_format() -> dict[str, str]:
    """Return what the `meta` table of a store made by this version holds."""
    made = "\n".join(create_statements())
    return {"format": str(FORMAT), "tables": hashlib.sha256(made.encode()).hexdigest()[:16]}


def create_statements() -> Iterator[str]:
    """Yield the statements that make an empty store."""

    def table(name: str, fields: dict[str, str], key: str) -> str:
        body = ", ".join(f'"{column}" {kind}' for column, kind in fields.items())
        return f"CREATE TABLE IF NOT EXISTS {name} ({body}{key})"

    yield table("meta", META_COLUMNS, ", PRIMARY KEY (name)")
    yield table("runs", RUN_COLUMNS, ", PRIMARY KEY (id)")
    yield table("stories", STORY_COLUMNS, "")
    for layer in LAYERS:
        yield table(layer, layer_columns(layer), "")
    for name, record in MERGING.items():
        yield table(name, kept_columns(name, record), "")
    for name, fields in MARKS.items():
        yield table(name, fields, "")
    yield table("imports", dict(columns(Batch)), ", PRIMARY KEY (id)")
    yield table("imported_events", IMPORTED_COLUMNS, "")
    yield table("event_facts", {**FACT_COLUMNS, **MERGED_COLUMNS}, "")
    yield EVENT_ROWS
    yield MERGED_ROWS
