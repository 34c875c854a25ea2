"""Imported series beside the coded ones: rows of a panel and of a timeline under the name of their dataset, never summed."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from detente.dyads.panel import Pair, panel_columns
from detente.dyads.periods import Unit, period_columns, period_start, periods
from detente.errors import ConfigError
from detente.store import Batch, Store

CODED = "coded"
"""`origin` of what was read from the user's own stories."""
STATEMENT = "STATEMENT"
"""Type of comments and appeals (CAMEO 01 and 02), which are no events here."""
ADDED: dict[str, type] = {"n_statements": int, "quad_scheme": str, "scale_table": str}
"""Columns that a panel with imported rows has behind the others."""


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What a dataset tells of one pair of countries."""

    origin: str
    first: str
    """First day that the imported files of the dataset cover."""
    last: str
    complete: bool
    """False where a file was imported for other countries only: nothing can be said of silence."""
    days: tuple[Mapping[str, Any], ...]
    """Counts by day, type and quad class: see `Store.imported_days`."""


def origin_columns(types: Iterable[str]) -> dict[str, type]:
    """Return the columns of a panel that has imported rows."""
    return {"origin": str, **panel_columns(types), **ADDED}


def read_series(store: Store, pairs: Sequence[Pair], *, directed: bool) -> dict[Pair, list[Series]]:
    """Return the series of each dataset that has files in a store, by pair; in both directions with `directed`.

    Raises:
        ConfigError: nothing was imported.
        StoreError: the file is damaged.
    """
    batches = store.imports()
    if not batches:
        raise ConfigError(f"nothing was imported into {store.path}: `detente import --list` says what can be")
    own = [(min(pair), max(pair)) for pair in pairs]
    ways = [way for pair in own for way in ((pair, pair[::-1]) if directed else (pair,))]
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in store.imported_days(sorted({code for pair in own for code in pair}), directed=directed):
        found.setdefault((row["dataset"], row["one"], row["other"]), []).append(row)
    datasets = sorted({batch.dataset for batch in batches})
    return {way: [_series(name, way, batches, found.get((name, *way), [])) for name in datasets] for way in ways}


def _series(name: str, way: Pair, batches: Iterable[Batch], days: Sequence[dict[str, Any]]) -> Series:
    own = [batch for batch in batches if batch.dataset == name]
    firsts = [day for batch in own if (day := batch.since or batch.first_day)]
    lasts = [day for batch in own if (day := batch.until or batch.last_day)]
    return Series(
        origin=name,
        first=min(firsts, default=""),
        last=max(lasts, default=""),
        complete=all(not batch.countries or not set(way).isdisjoint(batch.countries) for batch in own),
        days=tuple(days),
    )


def stretch_of(series: Iterable[Series]) -> tuple[date, date] | None:
    """Return the first and last day of imported rows; None where there are none."""
    days = [row["day"] for one in series for row in one.days]
    return (date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None


def series_rows(
    series: Mapping[Pair, Sequence[Series]],
    *,
    unit: Unit,
    types: Sequence[str],
    first: date,
    last: date,
    directed: bool,
) -> list[dict[str, Any]]:
    """Return the imported rows of a panel: one a dataset, direction and period, as far as its files reach.

    Args:
        series: by direction, as `read_series` gives them.
        unit: day, week, month, quarter or year.
        types: event types, each of which has a column.
        first: first day of the panel; what lies before is not counted.
        last: last day.
        directed: whether the directions are two.
    """
    rows = []
    for way, found in series.items():
        for one in found:
            if one.complete and one.first:
                begin = max(first, date.fromisoformat(one.first))
                end = min(last, date.fromisoformat(one.last))
                rows += _rows(one, way, unit, types=types, first=begin, last=end, directed=directed)
    return sorted(rows, key=lambda row: (row["origin"], min(row["country_a"], row["country_b"])))


def _rows(
    series: Series, way: Pair, unit: Unit, *, types: Sequence[str], first: date, last: date, directed: bool
) -> list[dict[str, Any]]:
    placed: dict[date, list[Mapping[str, Any]]] = {}
    for row in series.days:
        day = date.fromisoformat(row["day"])
        if first <= day <= last:
            placed.setdefault(period_start(day, unit), []).append(row)
    if first > last:
        return []
    tables = {name: next((row[name] for row in series.days), None) for name in ("quad_scheme", "scale_table")}
    return [
        {
            **dict.fromkeys(origin_columns(types)),
            "origin": series.origin,
            **period_columns(way, start, unit, first=first, last=last, directed=directed),
            **count_imported(placed.get(start, ()), types=types),
            **tables,
        }
        for start in periods(first, last, unit)
    ]


def count_imported(days: Iterable[Mapping[str, Any]], *, types: Sequence[str] = ()) -> dict[str, Any]:
    """Return counts of imported rows in the columns of a panel; comments and appeals only in `n_statements`.

    `n_reports` is the sum of the articles that the dataset counts, where it does.
    """
    rows = list(days)
    events = [row for row in rows if row["type"] != STATEMENT]
    number = sum(row["events"] for row in events)
    scale = math.fsum(row["scale"] for row in events)
    quads: Counter[int] = Counter()
    told: Counter[str] = Counter()
    for row in events:
        quads[row["quad"]] += row["events"]
        told[row["type"]] += row["events"]
    articles = [row["articles"] for row in events if row["articles"] is not None]
    return {
        "n_events": number,
        "n_reports": sum(articles) if articles else None,
        "scale_sum": scale,
        "scale_mean": scale / number if number else None,
        **{f"quad_{place}": quads[place] for place in range(1, 5)},
        **{f"type_{name}": told[name] for name in types},
        "n_statements": sum(row["events"] for row in rows) - number,
    }


def coded_rows(rows: Iterable[Mapping[str, Any]], types: Sequence[str], *, scheme: str) -> list[dict[str, Any]]:
    """Return coded rows of a panel in the columns of one with imported rows."""
    empty = dict.fromkeys(origin_columns(types))
    return [{**empty, **row, "origin": CODED, "quad_scheme": scheme, "scale_table": scheme} for row in rows]


def left_out(series: Mapping[Pair, Sequence[Series]]) -> list[str]:
    """Return datasets and dyads of which a file was imported for other countries only."""
    return sorted({
        f"{one.origin} of {min(way)} and {max(way)}" for way, found in series.items() for one in found if not one.complete
    })  # fmt: skip
