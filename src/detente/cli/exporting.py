"""The command `export`: events in the formats that other programs read."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from detente.cli.coding import number
from detente.cli.options import PacksOption, StoreOption, check_date
from detente.errors import ConfigError
from detente.exports import FORMATS, Book, Written, export_lines, find_format, write_export
from detente.packs import load_packs
from detente.store import EventFilter, Store

DEFAULT_STORE = Path("detente.duckdb")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(export)


def export(
    form: Annotated[
        str | None, typer.Argument(metavar="FORMAT", help="Name of a format; `--list` names them all.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    *,
    dyad: Annotated[tuple[str, str] | None, typer.Option(help="Two countries, in either direction.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="First day (YYYY-MM-DD).", callback=check_date)] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last day (YYYY-MM-DD).", callback=check_date)] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also events out of default counts.")] = False,
    reports: Annotated[bool, typer.Option("--reports", help="One event a report, not one a merged event.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default is standard output.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the formats and what each loses.")] = False,
    pack: PacksOption = None,
) -> None:
    """Write events in a format that other programs read: GDELT, ICEWS, POLECAT, PLOVER, GraphML and more.

    A row is a merged event, whatever number of reports tell it. No format holds everything: `--list` says what each loses.
    """
    packs = load_packs(tuple(pack or ()))
    book = Book(packs)
    if listed:
        _list_formats(book, form)
        return
    if form is None:
        raise ConfigError(f"name a format: {', '.join(FORMATS)}; `detente export --list` tells more")
    layout = find_format(form, book)
    wanted = EventFilter(
        dyad=(packs.world.code_of(dyad[0]), packs.world.code_of(dyad[1])) if dyad else None,
        since=since or "",
        until=until or "",
        everything=everything,
        merged=not reports,
    )
    with Store(store, read_only=True) as kept:
        if output is not None:
            written = write_export(kept, layout, output, wanted=wanted, book=book)
        else:
            written = Written()
            for line in export_lines(kept, layout, wanted=wanted, book=book, written=written):
                sys.stdout.buffer.write(line.encode())
            sys.stdout.buffer.flush()
    _tell(written, output)


def _tell(written: Written, output: Path | None) -> None:
    console = Console(stderr=True, highlight=False)
    if output is not None:
        console.print(Text(f"wrote {output} ({number(written.events, 'event', 'events')})"), soft_wrap=True)
    if written.undated:
        left = number(written.undated, "event", "events")
        console.print(Text(f"{left} without a date left out: this format needs one"), soft_wrap=True)


def _list_formats(book: Book, form: str | None) -> None:
    console = Console(highlight=False)
    names = [find_format(form, book).name] if form else list(FORMATS)
    for name in names:
        layout = book.layout(name)
        console.print(Text.assemble((name, "bold"), f"  {layout.title} ({layout.extension})"), soft_wrap=True)
        console.print(Text(f"  one row or object: {layout.rows}"), soft_wrap=True)
        for loss in layout.loses:
            console.print(Text(f"  loses: {loss}"), soft_wrap=True)
