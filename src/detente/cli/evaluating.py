"""The command `evaluate`: how well the coder does on labelled text."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from detente.cli.coding import number
from detente.cli.options import Coder, CoderOption, Coding, CodingOption, PacksOption, WorkersOption, check_date
from detente.cli.tables import cell
from detente.errors import ConfigError
from detente.evaluation.gold import read_gold
from detente.evaluation.layers import evaluate_layer
from detente.evaluation.layers.marked import read_marked
from detente.evaluation.page import render_evaluation
from detente.evaluation.run import DAY
from detente.evaluation.run import evaluate as run_evaluation
from detente.evaluation.scores import Miss, Report, Share, has_macro
from detente.packs import load_packs
from detente.settings import Settings

BY_LABEL = ("type", "pairs: CAMEO root")
"""Questions whose labels the terminal shows; the page and the JSON have all."""
KINDS = ("missing", "false", "type")
"""Kinds of misses that come first; the others are about events of the right type."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(evaluate)


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Labelled text: corpus files or .jsonl (docs/gold.md).")],
    *,
    layer: Annotated[
        str | None, typer.Option(help="Score one layer on text marked for it (docs/gold.md).", show_default=False)
    ] = None,
    json: Annotated[Path | None, typer.Option(help="Write all figures and misses as JSON.", show_default=False)] = None,
    html: Annotated[Path | None, typer.Option(help="Write a self-contained page.", show_default=False)] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Print the misses, sorted by kind.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="Code only the first items; 0 codes all.")] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the bootstrap.")] = 1,
    day: Annotated[
        str, typer.Option("--date", help="Publication date (YYYY-MM-DD) of the items.", callback=check_date)
    ] = DAY,
    pack: PacksOption = None,
    coder: CoderOption = Coder.vote,
    coding: CodingOption = Coding.balanced,
    workers: WorkersOption = 1,
) -> None:
    """Score the coder on labelled text: precision, recall and F1 with 95% intervals, by question and label."""
    settings = Settings(packs=tuple(pack or ()), coder=coder.value, coding=coding.value)
    if layer:
        score_layer(layer, gold, settings, json=json, errors=errors, limit=limit, seed=seed, workers=workers)
        return
    items = read_gold(gold, load_packs(settings.packs))[: limit or None]
    if not items:
        raise ConfigError("there is no item in the files")
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("coding", total=len(items))
        report = run_evaluation(
            items, settings, seed=seed, day=day, workers=workers, tell=lambda: progress.advance(task)
        )
    console = Console(highlight=False)
    console.print(_table(report))
    for question in report.questions:
        if question.name in BY_LABEL:
            console.print(_labels(question.name, question.labels))
    if errors:
        _print_misses(console, report.misses)
    if json:
        _write(json, msgspec.json.format(msgspec.json.encode(report), indent=1))
    if html:
        _write(html, render_evaluation(report).encode())
    if report.failed:
        text = (
            f"{number(report.failed, 'item', 'items')} not coded in full: a stage failed, and the figures are too low"
        )
        Console(stderr=True).print(text, soft_wrap=True)
        raise typer.Exit(1)


def score_layer(
    layer: str,
    gold: list[Path],
    settings: Settings,
    *,
    json: Path | None,
    errors: bool,
    limit: int,
    seed: int,
    workers: int,
) -> None:
    """Score one layer, print its figures, and write them where asked."""
    items = [item for path in gold for item in read_marked(path)][: limit or None]
    if not items:
        raise ConfigError("there is no item in the files")
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("coding", total=len(items))
        report = evaluate_layer(layer, items, settings, seed=seed, workers=workers, tell=lambda: progress.advance(task))
    console = Console(highlight=False)
    table = _make_table(f"{layer}: {number(len(items), 'item', 'items')}", "measure", "value", "95%")
    for figure in report.figures:
        counts = (figure.gold, figure.found, figure.right)
        shares = (figure.precision, figure.recall, figure.value if figure.precision is not None else None)
        table.add_row(
            figure.name,
            *("" if count is None else str(count) for count in counts),
            *("" if share is None else _percent(share) for share in shares),
            f"{figure.value:.3f}",
            "" if figure.low is None or figure.high is None else f"{figure.low:.3f}-{figure.high:.3f}",
        )
    console.print(table)
    if errors:
        _print_misses(console, report.misses)
    if json:
        _write(json, msgspec.json.format(msgspec.json.encode(report), indent=1))
    if report.failed:
        raise typer.Exit(1)


def _print_misses(console: Console, misses: Sequence[Miss]) -> None:
    def order(miss: Miss) -> tuple[int, str, str, str]:
        return KINDS.index(miss.kind) if miss.kind in KINDS else len(KINDS), miss.kind, miss.gold, miss.found

    for miss in sorted(misses, key=order):
        head = f"{miss.kind}: gold {miss.gold or '-'}, found {miss.found or '-'}"
        console.print(cell(head, "bold"), soft_wrap=True)
        console.print(cell(f"  {miss.path}:{miss.line}: {miss.text}"), soft_wrap=True)
        if miss.why:
            console.print(cell(f"  {miss.why}", "dim"), soft_wrap=True)


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as fault:
        raise ConfigError(f"cannot write {path}: {fault.strerror}") from fault


def _table(report: Report) -> Table:
    table = _make_table(number(report.items, "item", "items"), "question", "95%", "macro")
    for question in report.questions:
        macro = _percent(question.macro) if has_macro(question) else ""
        table.add_row(question.name, *_cells(question.micro), macro)
    return table


def _labels(name: str, labels: Mapping[str, Share]) -> Table:
    table = _make_table(name, "label", "95%")
    for label, row in labels.items():
        table.add_row(label, *_cells(row))
    return table


def _make_table(title: str, first: str, *last: str) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False, padding=0)
    table.add_column(first, no_wrap=True)
    for name in ("gold", "found", "right", "P", "R", "F1", *last):
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _cells(row: Share) -> list[str]:
    counts = [str(n) for n in (row.gold, row.found, row.right)]
    shares = [_percent(x) for x in (row.precision, row.recall, row.f1)]
    span = "" if row.low is None or row.high is None else f"{100 * row.low:.0f}-{100 * row.high:.0f}"
    return [*counts, *shares, span]


def _percent(share: float) -> str:
    return "100" if share == 1 else f"{100 * share:.1f}"
