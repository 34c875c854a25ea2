"""DuckDB tables derived from the record types: one table a layer, one row a record, nested records as STRUCT and LIST."""

import hashlib
import types
import typing
from collections.abc import Iterator

import msgspec

from detente.model import Document

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

FORMAT = 1
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
    yield EVENTS_VIEW


EVENTS_VIEW = """
CREATE VIEW IF NOT EXISTS event_rows AS
WITH who AS (SELECT story, id, name, country, sector, cameo FROM actors)
SELECT
  e.id AS event, e.story, s.title, CAST(s.published AS VARCHAR) AS published, s.publisher, s.agency, e.sentence, e.part,
  e.time.earliest AS earliest, e.time.latest AS latest, e.time.grain AS grain, e.time.basis AS date_basis,
  e.due.earliest AS due_earliest, e.due.latest AS due_latest,
  coalesce((SELECT list(w.name ORDER BY list_position(e.sources, w.id)) FROM who w
   WHERE w.story = e.story AND list_contains(e.sources, w.id)), []) AS sources,
  coalesce((SELECT list(DISTINCT w.country ORDER BY w.country) FROM who w
   WHERE w.story = e.story AND list_contains(e.sources, w.id) AND w.country IS NOT NULL), []) AS source_countries,
  coalesce((SELECT list(w.name ORDER BY list_position(e.targets, w.id)) FROM who w
   WHERE w.story = e.story AND list_contains(e.targets, w.id)), []) AS targets,
  coalesce((SELECT list(DISTINCT w.country ORDER BY w.country) FROM who w
   WHERE w.story = e.story AND list_contains(e.targets, w.id) AND w.country IS NOT NULL), []) AS target_countries,
  (SELECT any_value(w.name) FROM who w WHERE w.story = e.story AND w.id = e.speaker) AS speaker,
  e.reciprocal, e.type, e.mode, e.content, e.contexts, e.cameo,
  e.quad.class AS quad, e.quad.scheme AS quad_scheme, e.scale.value AS scale, e.scale.table AS scale_table,
  e.goldstein.value AS goldstein, e.factuality, e.certainty, e.counted, e.exclusions,
  e.place.name AS place, e.place.country AS place_country, e.place.latitude AS latitude, e.place.longitude AS longitude,
  e.place.precision AS place_precision, e.score, e.why,
  list_min([v.start FOR v IN e.evidence IF v.role = 'trigger']) AS trigger_start,
  list_max([v."end" FOR v IN e.evidence IF v.role = 'trigger']) AS trigger_end,
  list_min([v.start FOR v IN e.evidence IF v.role = 'content']) AS content_start,
  list_max([v."end" FOR v IN e.evidence IF v.role = 'content']) AS content_end,
  n.start AS words_start,
  substring(s.text, n.start + 1, n."end" - n.start) AS words
FROM events e JOIN stories s ON s.id = e.story LEFT JOIN sentences n ON n.story = e.story AND n.position = e.sentence
"""
