"""The command `actors`: who a name stands for on a day, and which row says so."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.cli.options import PacksOption, check_date
from detente.cli.tables import cell
from detente.errors import ConfigError
from detente.packs import load_packs
from detente.packs.world_answers import Answer, Candidate, find_actors_named
from detente.store import Store

NOBODY = 1
"""Exit status where no pack and no story knows the name."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(actors)


def actors(
    query: Annotated[
        str, typer.Argument(help="A name, code or office: Kerry, Côte d'Ivoire, JPN, 'French president'.")
    ],
    *,
    on: Annotated[
        str | None, typer.Option(help="The day (YYYY-MM-DD); without one, all days.", callback=check_date)
    ] = None,
    store: Annotated[
        Path | None, typer.Option("--store", "-s", help="Also the actors of this store that are called so.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    pack: PacksOption = None,
) -> None:
    """Say who a name stands for on a day: country, sector, CAMEO code, office, and the row that says so."""
    if not query.strip():
        raise ConfigError("no name was given")
    packs = load_packs(tuple(pack or ()))
    answer = find_actors_named(query, world=packs.world, words=packs.actor_words, on=on)
    told: list[dict[str, Any]] = []
    if store is not None:
        with Store(store, read_only=True) as kept:
            told = kept.actors(query)
    if as_json:
        found = {**msgspec.to_builtins(answer), "stories": told}
        sys.stdout.buffer.write(f"{json.dumps(found, ensure_ascii=False, indent=2)}\n".encode())
        sys.stdout.buffer.flush()
    else:
        _print_answer(answer, told, asked=store is not None)
    if not answer.candidates and not told:
        raise typer.Exit(NOBODY)


def _print_answer(answer: Answer, told: list[dict[str, Any]], *, asked: bool) -> None:
    console = Console()
    if answer.candidates:
        console.print(candidate_table(answer))
    else:
        console.print(Text("no pack knows ") + cell(answer.query, "bold"))
        if answer.nearest:
            console.print(Text("nearest: ") + cell(", ".join(answer.nearest)))
    if told:
        console.print(story_actor_table(told))
    elif asked:
        console.print("no actor of the store is called so")


def candidate_table(answer: Answer) -> Table:
    """Return a table of the readings of a name; those that do not hold on the day are dim."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("who", "what", "country", "sector", "CAMEO", "when", "why"):
        table.add_column(name, overflow="fold", ratio={"who": 3, "why": 4}.get(name))
    for row in answer.candidates:
        why = [row.why, f"basis: {row.basis}", *([f"also: {row.note}"] if row.note else [])]
        if not row.holds:
            why.insert(0, f"not on {answer.on}")
        table.add_row(
            cell(row.name, "bold"),
            cell(row.office or row.kind),
            cell(row.country),
            cell(row.sector),
            cell(row.cameo),
            cell(_when(row)),
            cell("; ".join(filter(None, why))),
            style="" if row.holds else "dim",
        )
    return table


def _when(row: Candidate) -> str:
    return f"{row.from_}..{row.to}" if row.from_ or row.to else ""


def story_actor_table(rows: list[dict[str, Any]]) -> Table:
    """Return a table of the actors of a store that share a name."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", title="in the store", title_justify="left")
    for name in ("who", "what", "country", "sector", "CAMEO", "stories", "mentions", "published"):
        table.add_column(name, overflow="fold", justify="right" if name in {"stories", "mentions"} else "left")
    for row in rows:
        days = dict.fromkeys(str(day) for day in (row["first"], row["last"]) if day)
        table.add_row(
            cell(row["name"], "bold"),
            cell(row["office"] or row["kind"]),
            cell(row["country"]),
            cell(row["sector"]),
            cell(row["cameo"]),
            str(row["stories"]),
            str(row["mentions"]),
            "..".join(days),
        )
    return table
