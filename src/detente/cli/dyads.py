"""Commands on pairs of countries: `dyad`, `panel`, `plot`."""

import csv
import io
import itertools
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import pyarrow.parquet
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.cli import tables
from detente.cli.beside import beside_table, dyad_beside, panel_beside
from detente.cli.options import StoreOption, check_date
from detente.dyads import DyadPage, Trend, find_pair, make_panel, panel_columns, panel_table, read_dyad, read_panel
from detente.dyads.chart import check_suffix, draw_beside, draw_dyad, save_chart
from detente.dyads.imported import left_out, origin_columns, read_series
from detente.dyads.panel import BOUNDARIES, count_events, count_unplaced
from detente.dyads.reading import check_order
from detente.dyads.sketch import sketch_scales
from detente.errors import ConfigError
from detente.packs import load_packs
from detente.store import Store

DEFAULT_STORE = Path("detente.duckdb")
FromOption = Annotated[str | None, typer.Option("--from", help="First day (YYYY-MM-DD).", callback=check_date)]
ToOption = Annotated[str | None, typer.Option("--to", help="Last day (YYYY-MM-DD).", callback=check_date)]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Only what was published by this day (YYYY-MM-DD).", callback=check_date)
]
ImportedOption = Annotated[
    bool, typer.Option("--with-imported", help="Imported datasets beside what is coded, each under its own name.")
]
OneArgument = Annotated[str, typer.Argument(help="A country: its name or code.")]
OtherArgument = Annotated[str, typer.Argument(help="Another one.")]


class Period(StrEnum):
    """Length of the periods of a panel."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (dyad, panel, plot):
        app.command()(command)


def dyad(
    one: OneArgument,
    other: OtherArgument,
    store: StoreOption = DEFAULT_STORE,
    *,
    since: FromOption = None,
    until: ToOption = None,
    as_of: AsOfOption = None,
    with_imported: ImportedOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
) -> None:
    """Show what passes between two countries: events, level and trend, statements of both, third parties, what was read."""
    with Store(store, read_only=True) as kept:
        page = read_dyad(kept, one, other, since=since, until=until, as_of=as_of)
        days = {"since": since, "until": until, "as_of": as_of}
        beside, missing = dyad_beside(kept, page.countries, **days) if with_imported else ([], [])
    if as_json:
        whole = msgspec.to_builtins(page) | ({"beside": beside} if with_imported else {})
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(whole)) + b"\n")
        return
    console = Console()
    for part in _page(page, console.width):
        console.print(part)
    if with_imported:
        console.print(Text("\nbeside it: events (mean scale), by origin; never summed", style="bold"))
        console.print(beside_table(beside))
        _tell_missing(missing)


def panel(
    store: StoreOption = DEFAULT_STORE,
    *,
    dyads: Annotated[str, typer.Option(help="Dyads such as JPN-RUS,JPN-CHN.")] = "",
    countries: Annotated[str, typer.Option(help="Countries such as JPN,RUS,CHN: every dyad of them.")] = "",
    by: Annotated[Period, typer.Option(help="Length of a period.")] = Period.month,
    undirected: Annotated[bool, typer.Option("--undirected", help="One row for both directions.")] = False,
    since: FromOption = None,
    until: ToOption = None,
    as_of: AsOfOption = None,
    with_imported: ImportedOption = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A .csv or .parquet file; default is CSV on standard output.")
    ] = None,
) -> None:
    """Write one row for each dyad and period, silent ones as well: counts, scales, shares, beside what was read."""
    pairs = _pairs(dyads, countries)
    check_order(since, until)
    if output is not None and output.suffix.lower() not in {".csv", ".parquet"}:
        raise ConfigError(f"{output} ends neither in .csv nor in .parquet: a panel is written as one of these")
    types = list(load_packs().ontology.types)
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    missing: list[str] = []
    with Store(store, read_only=True) as kept:
        reading = read_panel(kept, pairs, as_of=as_of)
        if with_imported:
            rows, missing = panel_beside(
                kept, reading, pairs, by.value, since=first, until=last, directed=not undirected
            )
        else:
            rows = make_panel(
                reading, dyads=pairs, unit=by.value, types=types, since=first, until=last, directed=not undirected
            )
    _write(rows, origin_columns(types) if with_imported else panel_columns(types), output)
    _tell_missing(missing)
    unplaced = count_unplaced(reading, pairs)
    left = f"; {unplaced} events in no row, since neither they nor their stories have a day" if unplaced else ""
    Console(stderr=True).print(Text(f"{len(rows)} rows; {BOUNDARIES}{left}"), soft_wrap=True)


def plot(
    one: OneArgument,
    other: OtherArgument,
    store: StoreOption = DEFAULT_STORE,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The picture to write: .svg or .png.")],
    since: FromOption = None,
    until: ToOption = None,
    as_of: AsOfOption = None,
    with_imported: ImportedOption = False,
) -> None:
    """Draw events by scale, cooperation above and conflict below, and the running level."""
    check_suffix(output)
    with Store(store, read_only=True) as kept:
        page = read_dyad(kept, one, other, since=since, until=until, as_of=as_of)
        found = read_series(kept, [page.countries], directed=False) if with_imported else {}
    series = [one for group in found.values() for one in group]
    save_chart(draw_dyad(page) if not with_imported else draw_beside(page, series, since=since, until=until), output)
    _tell_missing(left_out(found))
    Console(stderr=True).print(Text(f"wrote {output}"), soft_wrap=True)


def _page(page: DyadPage, width: int) -> Iterator[Any]:
    counts = count_events(page.events, unit="year", types=())
    days = f"{page.first} to {page.last}" if page.stories_read or page.events else "nothing coded"
    yield Text(f"{page.names[0]} and {page.names[1]}, {days}", style="bold")
    known = f"; as known on {page.as_of}" if page.as_of else ""
    undated = f"; {page.undated} more without a day" if page.undated else ""
    yield Text(f"read: {page.exposure} of {page.stories_read} stories name both{undated}{known}")
    yield Text(
        f"events: {counts['n_events']} counted in {counts['n_reports']} reports of {counts['n_sources']} sources; not "
        f"counted: {counts['n_nonfactual']} not factual, {counts['n_background']} in passing, "
        f"{counts['n_unresolved']} without a day"
    )
    names = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
    yield Text("classes: " + ", ".join(f"{counts[f'quad_{place}']} {name}" for place, name in enumerate(names, 1)))
    yield from _trend(page.trend)
    counted = [event for event in page.events if event.counted]
    if counted:
        first, last = date.fromisoformat(page.first), date.fromisoformat(page.last)
        drawn = sketch_scales(counted, first=first, last=last, width=width)
        yield Text(f"\ntimeline: scale summed by {drawn.unit}, cooperation above, conflict below", style="bold")
        for place, line in enumerate(drawn.lines):
            yield Text(line, style="blue" if place < drawn.rows_above else "red")
        yield _timeline(page)
    if any(page.said):
        yield Text("\nwhat each said to or of the other", style="bold")
        yield _statements(page, width)
    if page.thirds:
        named = (f"{third.name} {third.stories} ({third.share:.0%})" for third in page.thirds[:12])
        yield tables.cell(f"also named in these stories: {', '.join(named)}")


def _trend(trend: Trend) -> Iterator[Text]:
    levels = [f"{level:+.1f}" if level is not None else "none" for level in (trend.now_level, trend.past_level)]
    yield Text(
        f"level: {levels[0]} over {trend.now_events} events from {trend.now_from} to {trend.now_to}; "
        f"before: {levels[1]} over {trend.past_events}"
    )
    yield Text(f"trend: {trend.verdict} ({trend.why})", style="bold")
    found = trend.comparison
    if found is not None:
        yield Text(
            f"  warmer {found.warmer:.2f}, cooler {found.cooler:.2f}, same {found.same:.2f}; if it differs, then by "
            f"{found.difference:+.1f} (between {found.low:+.1f} and {found.high:+.1f} with 0.9)"
        )
    if trend.turn is not None:
        turn = trend.turn
        yield Text(
            f"  a change in the whole record: probability {turn.probability:.2f}; if so, likeliest at {turn.at} (between "
            f"{turn.first} and {turn.last} with 0.8), from {turn.before:+.1f} to {turn.after:+.1f}"
        )
    for event in trend.made_by if trend.verdict in {"warmer", "cooler"} else ():
        made = f"  made by: {event.earliest} {event.type} {event.scale:+g} "
        yield Text(made) + tables.cell(f"{' '.join(event.words.split())[:100]} ({event.event[:8]})")


def _timeline(page: DyadPage) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("date", no_wrap=True)
    table.add_column("scale", justify="right", no_wrap=True)
    table.add_column("who did what to whom", ratio=4, overflow="fold")
    table.add_column("reports", justify="right")
    table.add_column("sources", justify="right")
    table.add_column("the words", ratio=6, overflow="fold")
    table.add_column("id", style="dim", no_wrap=True)
    for event in page.events:
        if not event.counted:
            continue
        days = event.earliest if event.earliest == event.latest else f"{event.earliest}\n{event.latest}"
        arrow = " ⇄ " if event.reciprocal else " → "
        sides = arrow.join(", ".join(side) for side in (event.sources, event.targets) if side)
        kind = event.type + (f"/{event.mode}" if event.mode else "") + (f":{event.content}" if event.content else "")
        table.add_row(
            Text(days or "no date"),
            Text(f"{event.scale:+g}", style=tables.QUADS.get(event.quad, "")),
            tables.cell(sides) + Text(f"\n{kind}", style=tables.QUADS.get(event.quad, "")),
            str(event.n_reports),
            str(len(event.told_by)),
            tables.cell(" ".join(event.words.split())[: tables.CROP]),
            event.event[:8],
        )
    return table


def _statements(page: DyadPage, width: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1), width=width)
    for name in page.names:
        table.add_column(name, ratio=1, overflow="fold")
    for pair in itertools.zip_longest(*page.said):
        cells = []
        for said in pair:
            if said is None:
                cells.append(Text(""))
                continue
            head = tables.cell(f"{said.published} {said.speaker}: {said.kind}", "bold")
            words = tables.cell(" ".join(said.words.split()))
            cells.append(
                Text("\n").join((head, words, tables.cell(f"{said.story} {said.start}-{said.end}", "dim"), Text("")))
            )
        table.add_row(*cells)
    return table


def _pairs(dyads: str, countries: str) -> list[tuple[str, str]]:
    """Return the declared dyads, each once, its codes in order."""
    found = [_dyad(text) for text in dyads.split(",") if text.strip()]
    world = load_packs().world
    codes = sorted({world.code_of(name.strip()) for name in countries.split(",") if name.strip()})
    found += itertools.combinations(codes, 2)
    if not found:
        raise ConfigError("name dyads (--dyads JPN-RUS,JPN-CHN) or at least two countries (--countries JPN,RUS,CHN)")
    return sorted({(min(pair), max(pair)) for pair in found})


def _dyad(text: str) -> tuple[str, str]:
    """Return the codes of a dyad; a name may itself have a hyphen (Guinea-Bissau)."""
    parts = text.split("-")
    if len(parts) < 2:
        raise ConfigError(f"{text!r} is no dyad such as JPN-RUS")
    world = load_packs().world
    for place in range(1, len(parts)):
        sides = "-".join(parts[:place]).strip(), "-".join(parts[place:]).strip()
        if all(world.country(side) or world.country(side.upper()) for side in sides):
            return find_pair(*sides)
    return find_pair(parts[0].strip(), "-".join(parts[1:]).strip())


def _tell_missing(missing: Iterable[str]) -> None:
    for name in missing:
        told = f"not shown: {name}, since a file was imported for other countries only"
        Console(stderr=True).print(Text(told), soft_wrap=True)


def _write(rows: list[dict[str, Any]], columns: Mapping[str, type], output: Path | None) -> None:
    try:
        if output is None:
            sys.stdout.buffer.writelines(line.encode() for line in _csv(rows, columns))
            sys.stdout.buffer.flush()
            return
        output.parent.mkdir(parents=True, exist_ok=True)
        if output.suffix.lower() == ".parquet":
            pyarrow.parquet.write_table(panel_table(rows, columns), output)
            return
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(_csv(rows, columns))
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise ConfigError(f"cannot write {output}: {fault.strerror}") from fault


def _csv(rows: Iterable[dict[str, Any]], columns: Mapping[str, type]) -> Iterator[str]:
    names = list(columns)
    yield ",".join(names) + "\n"
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(_cell(row[name]) for name in names)
        yield line.getvalue()


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
