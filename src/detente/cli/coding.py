"""Commands that read and code: `code` stores, `annotate` writes native records, `schema` describes them."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from detente.cli.options import (
    Coder,
    CoderOption,
    Coding,
    CodingOption,
    NoTextOption,
    PacksOption,
    PublishedOption,
    StoreOption,
    StrictOption,
    WorkersOption,
)
from detente.errors import ReadError, StageError
from detente.model import Document
from detente.packs import load_packs
from detente.readers import Unread, read
from detente.runner import code_into, code_sources
from detente.settings import Settings
from detente.store import Store
from detente.stories.withholding import withhold
from detente.writers.native import encode_record, record_schema


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(code)
    app.command()(annotate)
    app.command()(attach)
    app.command()(schema)


def code(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", show_default=False)],
    store: StoreOption = Path("detente.duckdb"),
    *,
    published: PublishedOption = None,
    strict: StrictOption = False,
    pack: PacksOption = None,
    coder: CoderOption = Coder.vote,
    coding: CodingOption = Coding.balanced,
    workers: WorkersOption = 1,
    no_text: NoTextOption = False,
) -> None:
    """Read stories, code them and keep them in a store; safe to repeat, a story's rows are replaced.

    Reads pasted page text, .txt, .html and .jsonl. A source that cannot be read is named and skipped, the rest is stored.
    """
    settings = Settings(
        packs=tuple(pack or ()),
        published=published,
        strict=strict,
        coder=coder.value,
        coding=coding.value,
        keep_text=not no_text,
    )
    console = Console(stderr=True, highlight=False)
    tally = Tally()
    try:
        with Store(store) as kept, _progress(console) as progress:
            if no_text and kept.texts_kept():
                warning = (
                    f"{store} holds texts, and freed parts of a file keep what they held: take a new one without them"
                )
                console.print(Text(warning), soft_wrap=True)
            task = progress.add_task("coding", total=None, stories=0, events=0)

            def tell(item: Document | Unread) -> None:
                tally.add(item)
                if isinstance(item, Unread):
                    console.print(describe_unread(item), soft_wrap=True)
                progress.update(task, advance=1, stories=tally.stories, events=tally.events)

            code_into(kept, paths, settings, workers=workers, tell=tell)
    except KeyboardInterrupt:
        console.print(Text(f"interrupted: {tally.describe(store)}; run it again to code the rest"), soft_wrap=True)
        raise typer.Exit(130) from None
    except StageError as fault:
        console.print(Text(f"stopped: {fault}; {tally.describe(store)}"), soft_wrap=True)
        raise typer.Exit(1) from fault
    console.print(Text(tally.describe(store)), soft_wrap=True)
    if tally.short:
        raise typer.Exit(1)


def annotate(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, or - for standard input (the default).")
    ] = None,
    *,
    published: PublishedOption = None,
    strict: StrictOption = False,
    pack: PacksOption = None,
    coder: CoderOption = Coder.vote,
    coding: CodingOption = Coding.balanced,
    workers: WorkersOption = 1,
    no_text: NoTextOption = False,
) -> None:
    """Write the native record of each story as a line of JSON; nothing is stored.

    Reads JSON lines `{"id", "text", "published"?, "pairs"?: [{"source": {"start", "end"}, "target": {"start", "end"}}]}`
    or any other story. For each requested pair the record's `pairs` has the answer.
    """
    settings = Settings(
        packs=tuple(pack or ()), published=published, strict=strict, coder=coder.value, coding=coding.value
    )
    tally = Tally()
    console = Console(stderr=True, highlight=False)
    out = sys.stdout.buffer
    for item in code_sources(paths or ["-"], settings, workers=workers):
        tally.add(item)
        if isinstance(item, Unread):
            console.print(describe_unread(item), soft_wrap=True)
        else:
            out.write(encode_record(withhold(item) if no_text else item) + b"\n")
            out.flush()
    if tally.short:
        raise typer.Exit(1)


def attach(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", show_default=False)],
    store: StoreOption = Path("detente.duckdb"),
    *,
    pack: PacksOption = None,
) -> None:
    """Put the texts back to stories that were coded with --no-text, by their digests: all of them or none.

    Codes stay as they are. Give the files that were coded; a text that differs by a letter is another one.
    """
    settings = Settings(packs=tuple(pack or ()))
    packs = load_packs(settings.packs)
    articles = []
    for path in paths:
        for item in read(path, settings=settings, packs=packs):
            if isinstance(item, Unread):
                raise ReadError(item.source, f"{item.fault}; nothing was attached", advice=item.advice)
            articles.append(item)
    with Store(store) as kept:
        done = kept.attach(articles)
    already = f", {number(done.known, 'text', 'texts')} known already" if done.known else ""
    told = (
        f"{number(done.stories, 'story has its', 'stories have their')} text again{already}; {done.left} still without"
    )
    Console(stderr=True, highlight=False).print(Text(told), soft_wrap=True)


def schema() -> None:
    """Print the JSON Schema of the native record."""
    sys.stdout.write(json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n")


class Tally:
    """What a run has come to."""

    def __init__(self) -> None:
        self.stories = self.events = self.counted = self.statements = self.issues = self.unread = self.failed = 0

    def add(self, item: Document | Unread) -> None:
        """Count a story, or what could not be read."""
        if isinstance(item, Unread):
            self.unread += 1
            return
        self.stories += 1
        self.events += len(item.events)
        self.counted += sum(event.counted for event in item.events)
        self.statements += len(item.statements)
        self.issues += len(item.issues)
        self.failed += any(issue.code == "stage-failed" for issue in item.issues)

    @property
    def short(self) -> bool:
        """True where a source could not be read or a story not be coded in full."""
        return bool(self.unread or self.failed)

    def describe(self, store: Path) -> str:
        """Return the tally in one line."""
        stories, events = number(self.stories, "story", "stories"), number(self.events, "event", "events")
        parts = [
            f"{stories} in {store}: {events} ({self.counted} counted)",
            number(self.statements, "statement", "statements"),
            number(self.issues, "issue", "issues"),
        ]
        if self.failed:
            parts.append(f"{number(self.failed, 'story', 'stories')} not coded in full (`detente issues` says why)")
        if self.unread:
            parts.append(f"{self.unread} not read")
        return ", ".join(parts)


def number(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count} {one if count == 1 else many}"


def describe_unread(item: Unread) -> Text:
    """Return what could not be read, why, and what to do."""
    return Text(f"not read: {item.source}: {item.fault}" + (f"; {item.advice}" if item.advice else ""))


def _progress(console: Console) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[stories]} stories, {task.fields[events]} events"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
