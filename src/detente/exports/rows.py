"""What other parts write already, as exports: flat rows as CSV, and native records; and the description of a CSV file."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from detente.exports.book import Book
from detente.exports.csl import told_by
from detente.exports.records import ExportEvent
from detente.writers.native import encode_record
from detente.writers.rows import COLUMNS, csv_lines

KINDS = {int: "integer", float: "number", bool: "boolean", str: "string", list: "string"}
"""Types of Table Schema; lists are text between semicolons."""


def event_lines(events: Iterable[ExportEvent], _: Book) -> Iterator[str]:
    """Yield one line of CSV for each event, below a line of names."""
    return csv_lines(event.row for event in events)


def record_lines(events: Iterable[ExportEvent], _: Book) -> Iterator[str]:
    """Yield the native record of each story that tells one of the events."""
    for document in told_by(events):
        yield encode_record(document).decode() + "\n"


def describe_package(file: Path, name: str, book: Book) -> str:
    """Return the Frictionless data package of a CSV file that is to stand under a name beside it."""
    written = file.read_bytes()
    resource = {
        "name": "events",
        "path": name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(written),
        "hash": f"sha256:{sha256(written).hexdigest()}",
        "schema": {"fields": list(_fields(book)), "missingValues": [""], "primaryKey": ["story", "event"]},
    }
    package = {
        "profile": "tabular-data-package",
        "name": "detente-events",
        "title": "Events read from news reports",
        "resources": [resource],
    }
    return msgspec.json.format(msgspec.json.encode(package), indent=2).decode() + "\n"


def _fields(book: Book) -> Iterator[dict[str, Any]]:
    for name, kind in COLUMNS.items():
        yield {"name": name, "type": KINDS[kind], "description": book.meanings[name]}
