"""The native record: a story with its layers as one JSON object, and the JSON Schema that describes it."""

from functools import cache
from typing import Any, get_type_hints

import msgspec

from detente.model import Document

UNPUBLISHED = frozenset({"trees", "requests"})
"""Fields of `Document` that are working state and no part of the record."""

FORMAT = 1
"""Version of the native record; raised when a field changes its meaning or goes."""


@cache
def record_type() -> type[msgspec.Struct]:
    """Return the record's type: `Document` without its working state, all fields required in the schema's order."""
    hints = get_type_hints(Document)
    fields = [field.name for field in msgspec.structs.fields(Document) if field.name not in UNPUBLISHED]
    return msgspec.defstruct(
        "Record",
        [(name, hints[name]) for name in fields],
        kw_only=True,
        frozen=True,
        namespace={"__doc__": "A news report with its layers; offsets are Unicode code points into `text`, half open."},
    )


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder()


def encode_record(document: Document) -> bytes:
    """Return a document as its native record in one line of JSON, without the line's end."""
    kind = record_type()
    return _encoder().encode(kind(**{name: getattr(document, name) for name in kind.__struct_fields__}))


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of the native record."""
    schema = msgspec.json.schema(record_type())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Détente native record {FORMAT}",
        **schema,
    }
