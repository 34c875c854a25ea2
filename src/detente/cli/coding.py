"""Commands that read and code: `code` stores, `annotate` writes native records, `schema` describes them."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from detente.cli.options import PacksOption, PublishedOption, StoreOption, StrictOption, WorkersOption
from detente.model import Document
from detente.readers import Unread
from detente.runner import code_sources, describe_run
from detente.settings import Settings
from detente.store import Store
from detente.writers.native import encode_record, record_schema


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(code)
    app.command()(annotate)
    app.command()(schema)


def code(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", show_default=False)],
    store: StoreOption = Path("detente.duckdb"),
    *,
    published: PublishedOption = None,
    strict: StrictOption = False,
    pack: PacksOption = None,
    workers: WorkersOption = 1,
) -> None:
    """Read stories, code them and keep them in a store; safe to repeat, a story's rows are replaced.

    Reads pasted page text, .txt, .html and .jsonl. A source that cannot be read is named and skipped, the rest is stored.
    """
    settings = Settings(packs=tuple(pack or ()), published=published, strict=strict)
    console = Console(stderr=True, highlight=False)
    unread: list[Unread] = []
    totals = {"events": 0, "counted": 0, "statements": 0, "issues": 0}
    with Store(store) as kept, _progress(console) as progress:
        task = progress.add_task("coding", total=None, stories=0, events=0)

        def counted(found: Iterable[Document | Unread]) -> Iterator[Document]:
            for number, item in enumerate(found):
                if isinstance(item, Unread):
                    unread.append(item)
                    continue
                totals["events"] += len(item.events)
                totals["counted"] += sum(event.counted for event in item.events)
                totals["statements"] += len(item.statements)
                totals["issues"] += len(item.issues)
                progress.update(task, advance=1, stories=number + 1, events=totals["events"])
                yield item

        stories = kept.add(counted(code_sources(paths, settings, workers=workers)), run=describe_run(settings))
    report_unread(unread)
    console.print(
        f"{stories} {'story' if stories == 1 else 'stories'} in [bold]{store}[/]: {totals['events']} events ({totals['counted']} counted), "
        f"{totals['statements']} statements, {totals['issues']} issues"
    )
    if unread:
        raise typer.Exit(1)


def annotate(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, or - for standard input (the default).")
    ] = None,
    *,
    published: PublishedOption = None,
    strict: StrictOption = False,
    pack: PacksOption = None,
    workers: WorkersOption = 1,
) -> None:
    """Write the native record of each story as a line of JSON; nothing is stored.

    Reads JSON lines `{"id", "text", "published"?, "pairs"?: [{"source": {"start", "end"}, "target": {"start", "end"}}]}`
    or any other story. For each requested pair the record's `pairs` has the answer.
    """
    settings = Settings(packs=tuple(pack or ()), published=published, strict=strict)
    unread: list[Unread] = []
    out = sys.stdout.buffer
    for item in code_sources(paths or ["-"], settings, workers=workers):
        if isinstance(item, Unread):
            unread.append(item)
        else:
            out.write(encode_record(item) + b"\n")
            out.flush()
    report_unread(unread)
    if unread:
        raise typer.Exit(1)


def schema() -> None:
    """Print the JSON Schema of the native record."""
    sys.stdout.write(json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n")


def report_unread(unread: Iterable[Unread]) -> None:
    """Name on standard error what could not be read, why, and what to do."""
    console = Console(stderr=True, highlight=False, markup=False)
    for item in unread:
        console.print(f"not read: {item}", soft_wrap=True)


def _progress(console: Console) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[stories]} stories, {task.fields[events]} events"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
