"""Commands on merged events: `merge`, `split`, `undo` correct them, `merges` and `corrections` explain them."""

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.cli import tables
from detente.cli.coding import number
from detente.cli.options import StoreOption
from detente.errors import ConfigError
from detente.store import EventFilter, Store
from detente.stories.records import Correction, MergedEvent, Report

DEFAULT_STORE = Path("detente.duckdb")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (merge, split, undo, merges, corrections):
        app.command()(command)


def merge(
    events: Annotated[
        list[str] | None, typer.Argument(help="Two events to make one, by their ids or the beginnings of these.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    *,
    again: Annotated[bool, typer.Option("--again", help="Work out all merging from scratch.")] = False,
) -> None:
    """Make two events one by hand; without events, merge what has come since the last time.

    `detente code` merges at its end. Corrections by hand stay through `--again` and through coding the stories again.
    """
    names = events or []
    if len(names) not in {0, 2} or (names and again):
        raise ConfigError("give two events to make one, or none to merge what is new, or --again alone")
    console = Console(highlight=False)
    with Store(store) as kept:
        if names:
            _tell(console, kept.merge_by_hand(*names), kept)
            return
        done = kept.merge(again=again)
    reports, made = number(done.reports, "report", "reports"), number(done.events, "event", "events")
    console.print(Text(f"{made} of {reports}; {done.changed} new or changed"), soft_wrap=True)


def split(
    event: Annotated[str, typer.Argument(help="Id of an event, or its beginning.")],
    store: StoreOption = DEFAULT_STORE,
    *,
    report: Annotated[str, typer.Option("--report", help="The story whose report is no report of it.")],
) -> None:
    """Take the report of a story out of an event by hand."""
    with Store(store) as kept:
        _tell(Console(highlight=False), kept.split_by_hand(event, report=report), kept)


def undo(
    correction: Annotated[int, typer.Argument(help="Number of the correction.")], store: StoreOption = DEFAULT_STORE
) -> None:
    """Take a correction back."""
    with Store(store) as kept:
        _tell(Console(highlight=False), kept.undo(correction), kept)


def merges(
    event: Annotated[str, typer.Argument(help="Id of an event, or its beginning.")], store: StoreOption = DEFAULT_STORE
) -> None:
    """Explain a merged event: its reports, whose they are, and why they are one."""
    console = Console(highlight=False)
    with Store(store, read_only=True) as kept:
        found = kept.merged_event(event)
        reports = kept.reports(found.id)
        rows = kept.events(EventFilter(story=found.story, everything=True))
    row = next((row for row in rows if row["event"] == found.event), None)
    if row is not None:
        console.print(tables.event_table([row], wide=console.width))
    console.print(Text("\n".join(_describe(found))), soft_wrap=True)
    console.print(_report_table(reports))


def corrections(store: StoreOption = DEFAULT_STORE) -> None:
    """List corrections by hand."""
    with Store(store, read_only=True) as kept:
        found = kept.corrections()
    console = Console(highlight=False)
    if not found:
        console.print("no corrections")
    for row in found:
        console.print(Text(_line(row)), soft_wrap=True)


def _tell(console: Console, correction: Correction, kept: Store) -> None:
    console.print(Text(_line(correction)), soft_wrap=True)
    for name in dict.fromkeys(kept.merged_event(anchor.event).id for anchor in correction.anchors):
        found = kept.merged_event(name)
        console.print(Text(f"  {found.id}: {_counts(found)}"), soft_wrap=True)


def _line(row: Correction) -> str:
    events = (f"{tables.plain(anchor.event)} ({tables.plain(anchor.story)})" for anchor in row.anchors)
    verb = "joined" if row.kind == "merge" else "taken out"
    return f"{row.number}: {verb} {', '.join(events)}, {row.made}{', undone' if row.undone else ''}"


def _counts(found: MergedEvent) -> str:
    reports, sources = number(found.n_reports, "report", "reports"), number(found.n_sources, "source", "sources")
    return f"{reports}, {sources}"


def _describe(found: MergedEvent) -> list[str]:
    factuality = f"{found.factuality}{', contested: some report denies it' if found.contested else ''}"
    lines = [f"merged event {found.id}: {_counts(found)}", f"factuality: {factuality}"]
    if not found.counted:
        lines.append(f"not in default counts: {', '.join(found.exclusions)}")
    if found.corrections:
        lines.append(f"corrected by hand: {', '.join(map(str, found.corrections))} (`detente corrections`)")
    return lines


def _report_table(reports: list[Report]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("published", "story", "source", "factuality"):
        table.add_column(name, overflow="fold", no_wrap=name == "published")
    table.add_column("why", ratio=1, overflow="fold")
    for row in reports:
        source = row.source + (f"\nprinted by {row.publisher}" if row.publisher and row.copy_of else "")
        mark = "* " if row.canonical else ""
        table.add_row(
            row.published or "no date",
            tables.cell(mark + row.story),
            tables.cell(source),
            row.factuality,
            tables.cell(row.why + ("; put here by hand" if row.by_hand else "")),
        )
    return table
