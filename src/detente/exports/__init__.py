"""Exports: events in the formats that other programs read; one module a format, one row of `FORMATS` each.

What a format is called, its extension, its columns and what does not survive in it stands in ``core/exports/NAME.toml``.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from detente.errors import ConfigError, nearest
from detente.exports import acled, csl, gdelt, geojson, graphml, icews, phoenix, plover, polecat, rows
from detente.exports.book import Book, Layout
from detente.exports.files import put_in_place
from detente.exports.gather import gather_events
from detente.exports.records import ExportEvent
from detente.store import EventFilter, Store

__all__ = ["FORMATS", "Book", "Format", "Written", "export_lines", "find_format", "write_export"]

Lines = Callable[[Iterable[ExportEvent], Book], Iterator[str]]


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """How a format is written."""

    lines: Lines | None
    """Its lines of text; None for files that only the store can write."""
    beside: dict[str, Callable[[Path, str, Book], str]] = {}
    """Files that stand beside it, by name: each a function of the written file and the name that it will have."""


FORMATS: dict[str, Format] = {
    "csv": Format(lines=rows.event_lines),
    "datapackage": Format(lines=rows.event_lines, beside={"datapackage.json": rows.describe_package}),
    "parquet": Format(lines=None),
    "jsonl": Format(lines=rows.record_lines),
    "plover": Format(lines=plover.event_lines),
    "polecat": Format(lines=polecat.event_lines),
    "gdelt": Format(lines=gdelt.event_lines),
    "gdelt-mentions": Format(lines=gdelt.mention_lines),
    "icews": Format(lines=icews.event_lines),
    "phoenix": Format(lines=phoenix.event_lines),
    "acled-like": Format(lines=acled.event_lines),
    "geojson": Format(lines=geojson.event_lines),
    "graphml": Format(lines=graphml.event_lines),
    "csl": Format(lines=csl.story_lines),
}
"""Formats by name."""


class Written(msgspec.Struct):
    """What came of an export."""

    events: int = 0
    undated: int = 0
    """Events without a date that the format cannot hold."""


def find_format(name: str, book: Book) -> Layout:
    """Return the layout of a format, its name in any case.

    Raises:
        ConfigError: there is no such format.

    >>> from detente.packs import load_packs
    >>> find_format("GDELT", Book(load_packs())).extension
    '.export.CSV'
    """
    if name.lower() not in FORMATS:
        known = ", ".join(FORMATS)
        raise ConfigError(f"no format {name!r}{nearest(name.lower(), FORMATS)}; there are {known}")
    return book.layout(name.lower())


def export_lines(store: Store, layout: Layout, *, wanted: EventFilter, book: Book, written: Written) -> Iterator[str]:
    """Yield the lines of an export, counting in `written` what goes into it.

    Raises:
        ConfigError: the format is no text, or is several files.
        StoreError: the store cannot be read.
    """
    form = FORMATS[layout.name]
    if form.lines is None or form.beside:
        raise ConfigError(f"{layout.name} is no single text: name a file with --output")
    return form.lines(_count(gather_events(store, wanted), layout, written), book)


def write_export(store: Store, layout: Layout, output: Path, *, wanted: EventFilter, book: Book) -> Written:
    """Write an export to a file, and those that stand beside it; all of it or nothing.

    Raises:
        ConfigError: the file cannot be written.
        StoreError: the store cannot be read.
    """
    form, written = FORMATS[layout.name], Written()
    with put_in_place(output, *(output.with_name(name) for name in form.beside)) as (file, *others):
        if form.lines is None:
            store.write_parquet(file, wanted)
            written.events = len(store.events(wanted))
        else:
            lines = form.lines(_count(gather_events(store, wanted), layout, written), book)
            with file.open("w", encoding="utf-8", newline="") as opened:
                opened.writelines(lines)
        for other, describe in zip(others, form.beside.values(), strict=True):
            other.write_text(describe(file, output.name, book), encoding="utf-8", newline="")
    return written


def _count(events: Iterable[ExportEvent], layout: Layout, written: Written) -> Iterator[ExportEvent]:
    for event in events:
        if layout.dated and not event.day:
            written.undated += 1
        else:
            written.events += 1
            yield event
