"""Commands that read a store: `stories`, `events`, `show`, `explain`, `issues`, `report`."""

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from detente.cli import tables
from detente.cli.options import PacksOption, StoreOption, check_date
from detente.errors import ConfigError, nearest
from detente.packs import Packs, load_packs
from detente.report import render_report
from detente.store import EventFilter, Store
from detente.writers.explain import explain_event, explain_sentence
from detente.writers.rows import csv_lines


class Form(StrEnum):
    """How `detente events` gives its rows."""

    table = "table"
    json = "json"
    csv = "csv"
    parquet = "parquet"


DEFAULT_STORE = Path("detente.duckdb")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (stories, events, show, explain, issues, report):
        app.command()(command)


def stories(store: StoreOption = DEFAULT_STORE) -> None:
    """List the stories of a store, newest first."""
    with Store(store, read_only=True) as kept:
        Console().print(tables.story_table(kept.stories()))


def events(
    store: StoreOption = DEFAULT_STORE,
    *,
    actor: Annotated[str, typer.Option(help="Country code, or part of a name, on either side.")] = "",
    source: Annotated[str, typer.Option(help="The same, of who acts.")] = "",
    target: Annotated[str, typer.Option(help="The same, of whom it is done to.")] = "",
    dyad: Annotated[tuple[str, str] | None, typer.Option(help="Two countries, in either direction.")] = None,
    kind: Annotated[list[str] | None, typer.Option("--type", "-t", help="PLOVER type; can be repeated.")] = None,
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).", callback=check_date)] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).", callback=check_date)] = None,
    factuality: Annotated[
        list[str] | None, typer.Option(help="happened, planned, denied, ...; can be repeated.")
    ] = None,
    text: Annotated[str, typer.Option(help="Words that the sentence must contain.")] = "",
    story: Annotated[str, typer.Option(help="Id of a story, or its beginning.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Also events out of default counts.")] = False,
    reports: Annotated[
        bool, typer.Option("--reports", help="One row a report, not one an event; --story implies it.")
    ] = False,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 is all.")] = 0,
    form: Annotated[
        Form, typer.Option("--format", help="table, json, csv, or parquet (which needs --output).")
    ] = Form.table,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default is standard output.")
    ] = None,
) -> None:
    """Show events: who did what to whom, when, how certainly, and who says so."""
    wanted = EventFilter(
        actor=actor,
        source=source,
        target=target,
        dyad=_check_dyad(dyad),
        types=_check_types(kind or []),
        since=since or "",
        until=until or "",
        factuality=_check_factuality(factuality or []),
        text=text,
        story=story,
        everything=everything,
        merged=not reports and not story,
        limit=limit,
    )
    if output is None and form is Form.parquet:
        raise ConfigError("parquet is no text: name a file with --output")
    with Store(store, read_only=True) as kept:
        if form is Form.table:
            _print_events(kept, wanted)
        elif form is Form.json:
            rows = json.dumps(kept.events(wanted), ensure_ascii=False, indent=2)
            _write((f"{rows}\n",), output)
        elif form is Form.csv:
            _write(csv_lines(kept.events(wanted)), output)
        elif output is not None:
            _make_folder(output)
            kept.write_parquet(output, wanted)


def _print_events(kept: Store, wanted: EventFilter) -> None:
    rows = kept.events(wanted)
    console = Console()
    console.print(tables.event_table(rows, wide=console.width) if rows else "no such event")
    if not wanted.everything and not wanted.factuality:
        widened = msgspec.structs.replace(wanted, everything=True, limit=0)
        hidden = sum(not row["counted"] for row in kept.events(widened))
        if hidden:
            why = "planned, denied, historical, background, headline"
            console.print(Text(f"{hidden} more not in default counts ({why}): --all", style="dim"))


def show(
    story: Annotated[str, typer.Argument(help="Id of a story, or its beginning.")], store: StoreOption = DEFAULT_STORE
) -> None:
    """Show a story in the terminal with the words highlighted that its events were read from."""
    with Store(store, read_only=True) as kept:
        document = kept.document(story)
    console = Console()
    for part in tables.story_view(document, wide=console.width):
        console.print(part)


def explain(
    event: Annotated[
        str, typer.Argument(help="Id of an event or its beginning; or STORY:N for sentence N of a story.")
    ],
    store: StoreOption = DEFAULT_STORE,
    *,
    pack: PacksOption = None,
) -> None:
    """Explain an event: rule, evidence, competing codes, code book; or for a sentence, what was turned down and why."""
    packs = load_packs(tuple(pack or ()))
    console = Console()
    with Store(store, read_only=True) as kept:
        name, colon, number = event.rpartition(":")
        if colon and number.isdecimal():
            console.print(tables.sections(explain_sentence(kept.document(name), int(number))))
            return
        story, found = kept.story_of_event(event)
        console.print(tables.sections(explain_event(kept.document(story), found, packs)))


def issues(store: StoreOption = DEFAULT_STORE) -> None:
    """Count what fell short: undated stories, unknown actors, ambiguous places, stages that failed."""
    with Store(store, read_only=True) as kept:
        Console().print(tables.issue_table(kept.issues()))


def report(
    story: Annotated[list[str] | None, typer.Argument(help="Ids of stories; all of the store by default.")] = None,
    store: StoreOption = DEFAULT_STORE,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("report.html"),
    pack: PacksOption = None,
) -> None:
    """Write one self-contained page: the text with marked spans, and each event with everything known of it."""
    packs: Packs = load_packs(tuple(pack or ()))
    with Store(store, read_only=True) as kept:
        wanted = story or [row["id"] for row in kept.stories()]
        documents = [kept.document(name) for name in wanted]
    _write((render_report(documents, packs),), output)
    stories = f"{len(documents)} {'story' if len(documents) == 1 else 'stories'}"
    Console(stderr=True).print(Text(f"wrote {output} ({stories}): open it in a browser"), soft_wrap=True)


def _check_types(kinds: list[str]) -> tuple[str, ...]:
    known = load_packs().ontology.types
    for kind in kinds:
        if kind.upper() not in known:
            raise ConfigError(f"no event type {kind!r}{nearest(kind.upper(), known)}")
    return tuple(kind.upper() for kind in kinds)


def _check_factuality(values: list[str]) -> tuple[str, ...]:
    known = ("happened", "ongoing", "planned", "proposed", "possible", "alleged", "denied", "historical")
    for value in values:
        if value not in known:
            raise ConfigError(f"no factuality {value!r}{nearest(value, known)}; there are {', '.join(known)}")
    return tuple(values)


def _check_dyad(dyad: tuple[str, str] | None) -> tuple[str, str] | None:
    world = load_packs().world
    return (world.code_of(dyad[0]), world.code_of(dyad[1])) if dyad else None


def _write(lines: Iterable[str], output: Path | None) -> None:
    """Write text as UTF-8 with line feeds on every system, to a file or to standard output."""
    if output is None:
        for line in lines:
            sys.stdout.buffer.write(line.encode())
        sys.stdout.buffer.flush()
        return
    _make_folder(output)
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as fault:
        raise ConfigError(f"cannot write {output}: {fault.strerror}") from fault


def _make_folder(output: Path) -> None:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise ConfigError(f"cannot make the folder {output.parent}: {fault.strerror}") from fault
