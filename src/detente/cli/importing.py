"""Commands on other datasets: `import` reads their files, `imports` lists what was read and takes it out."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from detente.cli.coding import number
from detente.cli.options import StoreOption, check_date
from detente.cli.tables import plain
from detente.dyads.reading import check_order
from detente.errors import ConfigError
from detente.imports import find_dataset, import_files
from detente.packs import load_packs
from detente.store import Batch, Conditions, Store

DEFAULT_STORE = Path("detente.duckdb")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("import")(import_)
    app.command()(imports)


def import_(
    form: Annotated[str | None, typer.Argument(metavar="DATASET", help="gdelt, icews or polecat.")] = None,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Its files: .csv, .tsv, .tab, .txt, or packed as .zip or .gz.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    *,
    since: Annotated[str | None, typer.Option("--from", help="First day (YYYY-MM-DD).", callback=check_date)] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last day (YYYY-MM-DD).", callback=check_date)] = None,
    countries: Annotated[
        str, typer.Option(help="Countries such as JPN,RUS: only rows with one of them on either side.")
    ] = "",
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave rows with a wrong date, code or number out, and count them.")
    ] = False,
    encoding: Annotated[str, typer.Option(help="Encoding of the files.")] = "utf-8",
    listed: Annotated[bool, typer.Option("--list", help="List the datasets and what one should know of them.")] = False,
) -> None:
    """Keep rows of GDELT, ICEWS or POLECAT beside the coded events, marked as theirs and in no count of those.

    All files or none; a file that was imported before changes nothing.
    """
    packs = load_packs()
    if listed:
        _list_datasets(form)
        return
    if form is None or not files:
        raise ConfigError(
            "name a dataset and its files: detente import gdelt FILE...; `detente import --list` tells more"
        )
    dataset = find_dataset(form, packs)
    check_order(since, until)
    wanted = Conditions(
        since=since or "",
        until=until or "",
        countries=tuple(sorted({packs.world.code_of(name.strip()) for name in countries.split(",") if name.strip()})),
        skip_bad=skip_bad,
    )
    with Store(store) as kept:
        done = import_files(kept, dataset, files, packs=packs, wanted=wanted, encoding=encoding)
    console = Console(stderr=True, highlight=False)
    for part, batch in done:
        told = _describe(batch) if batch else f"{part.name}: imported before; nothing was changed"
        console.print(Text(plain(told)), soft_wrap=True)


def imports(
    store: StoreOption = DEFAULT_STORE,
    *,
    forget: Annotated[list[str] | None, typer.Option("--forget", help="Take this import out; can be repeated.")] = None,
) -> None:
    """List the imported files with their counts, or take some out again."""
    console = Console(highlight=False)
    if forget:
        with Store(store) as kept:
            for name in forget:
                gone = kept.forget_import(name)
                rows = number(gone.rows_kept, "row", "rows")
                console.print(Text(plain(f"forgot {gone.id} ({gone.file}): {rows}")), soft_wrap=True)
        return
    with Store(store, read_only=True) as kept:
        found = kept.imports()
    for batch in found:
        console.print(Text(plain(_describe(batch))), soft_wrap=True)
        console.print(Text(f"  imported {batch.imported} UTC, sha256 {batch.digest[:16]}", style="dim"), soft_wrap=True)
    if not found:
        console.print("nothing was imported")


def _describe(batch: Batch) -> str:
    """Return what came of an import in one line: rows read, kept and skipped, with the reasons."""
    reasons = {
        f"before {batch.since}": batch.before,
        f"after {batch.until}": batch.after,
        f"neither side of {', '.join(batch.countries)}": batch.elsewhere,
        "in the store already": batch.repeated,
        "with a wrong cell": batch.bad,
    }
    skipped = [f"{count} {reason}" for reason, count in reasons.items() if count]
    total = sum(reasons.values())
    days = f", {batch.first_day} to {batch.last_day}" if batch.first_day else ""
    names = f" (such as {', '.join(batch.unknown)})" if batch.unknown else ""
    unknown = (
        f"; {batch.without_country} of them with a side that is no country{names}" if batch.without_country else ""
    )
    return (
        f"{batch.id}: {batch.file}: {number(batch.rows_read, 'row', 'rows')} read, {batch.rows_kept} kept{days}{unknown}; "
        f"{total} skipped{': ' + ', '.join(skipped) if skipped else ''}"
    )


def _list_datasets(form: str | None) -> None:
    console = Console(highlight=False)
    packs = load_packs()
    found = [find_dataset(form, packs)] if form else list(packs.foreign.datasets.values())
    for dataset in found:
        console.print(Text.assemble((dataset.name, "bold"), f"  {dataset.title}"), soft_wrap=True)
        for line in dataset.knows:
            console.print(Text(f"  know: {line}"), soft_wrap=True)
