"""Imported series beside coded ones, for the commands `dyad` and `panel`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from rich.table import Table
from rich.text import Text

from detente.dyads import Unit, make_panel, read_panel
from detente.dyads.imported import Series, coded_rows, left_out, read_series, series_rows, stretch_of
from detente.dyads.panel import Pair, Reading, find_stretch
from detente.packs import load_packs
from detente.packs.ontology import PLOVER
from detente.store import Store

MONTHS, WEEKS = timedelta(days=4 * 366), timedelta(days=183)
"""The longest stretches that a table shows by months and by weeks; longer ones by years."""


def panel_beside(
    store: Store,
    reading: Reading,
    pairs: Sequence[Pair],
    unit: Unit,
    *,
    since: date | None,
    until: date | None,
    directed: bool,
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the rows of a panel with those of imported datasets, and what is left out of it.

    Raises:
        ConfigError: nothing was imported, or the panel would be too large.
    """
    types = list(load_packs().ontology.types)
    series = read_series(store, pairs, directed=directed)
    first, last = _stretch(reading, unit, since, until, series)
    if first is None or last is None:
        return [], left_out(series)
    coded = make_panel(reading, dyads=pairs, unit=unit, types=types, since=first, until=last, directed=directed)
    imported = series_rows(series, unit=unit, types=types, first=first, last=last, directed=directed)
    return [*coded_rows(coded, types, scheme=PLOVER), *imported], left_out(series)


def _stretch(
    reading: Reading,
    unit: Unit,
    since: date | None,
    until: date | None,
    series: Mapping[Pair, Sequence[Series]],
) -> tuple[date | None, date | None]:
    """Return what was asked for, else the days around what is coded and what is imported."""
    first, last = find_stretch(reading, unit, since, until)
    found = stretch_of(one for group in series.values() for one in group)
    if found is not None:
        first = since or min(found[0], first or found[0])
        last = until or max(found[1], last or found[1])
    return first, last


def dyad_beside(
    store: Store, pair: Pair, *, since: str | None, until: str | None, as_of: str | None
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return one row an origin and period of a dyad, both directions together, and what is left out.

    Raises:
        ConfigError: nothing was imported.
    """
    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    reading = read_panel(store, [pair], as_of=as_of)
    series = read_series(store, [pair], directed=False)
    first, last = _stretch(reading, "month", days[0], days[1], series)
    span = last - first if first and last else timedelta()
    unit: Unit = "year" if span > MONTHS else "month" if span > WEEKS else "week"
    return panel_beside(store, reading, [pair], unit, since=days[0], until=days[1], directed=False)


def beside_table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Return a table with a line a period and a column an origin: events, their mean scale, comments and appeals."""
    found = list(rows)
    origins = list(dict.fromkeys(row["origin"] for row in found))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2))
    table.add_column("period", no_wrap=True)
    for origin in origins:
        table.add_column(origin, justify="right", no_wrap=True)
    by_period: dict[str, dict[str, str]] = {}
    for row in found:
        mean = "" if row["scale_mean"] is None else f" ({row['scale_mean']:+.1f})"
        said = f" +{row['n_statements']} said" if row["n_statements"] else ""
        by_period.setdefault(row["period"], {})[row["origin"]] = f"{row['n_events']}{mean}{said}"
    for period, cells in sorted(by_period.items()):
        table.add_row(Text(period), *(Text(cells.get(origin, "")) for origin in origins))
    return table
