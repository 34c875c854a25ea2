"""Panels: one row a dyad and period, with counts beside what was read.

Rows stand for every period of every declared dyad, silent ones with zeros, and for no other dyad. Within a row every
event of the dyad is in one of four counts:

- `n_events`: in default counts; only these are in sums, means, quads and types,
- `n_nonfactual`: planned, proposed, possible, alleged, denied, historical,
- `n_background`: out of default counts for another reason: mentioned in passing, in a headline or caption only,
- `n_unresolved`: its day is not known well enough for the period (see `periods.WIDEST`), whatever its factuality.

An event stands in the period of the middle day of its interval, the earlier one of two. Where both sides act, it counts in
both directed rows and once in the undirected one. The shares by factuality are of `n_events` and `n_nonfactual` together.
"""

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import pyarrow

from detente.dyads.periods import Unit, middle_day, period_columns, period_end, period_start, periods
from detente.dyads.records import FACTUAL, FACTUALITIES, Occurrence
from detente.errors import ConfigError

MOST_ROWS = 5_000_000
"""Rows that a panel may have."""
BOUNDARIES = (
    "calendar days as told, no time zone; weeks Monday to Sunday (ISO 8601); quarters from January; both ends included"
)

FIXED: dict[str, type] = {
    "country_a": str,
    "country_b": str,
    "directed": bool,
    "by": str,
    "period": str,
    "first_day": str,
    "last_day": str,
    "exposure": int,
    "stories_read": int,
    "n_events": int,
    "n_reports": int,
    "n_sources": int,
    "scale_sum": float,
    "scale_mean": float,
    "quad_1": int,
    "quad_2": int,
    "quad_3": int,
    "quad_4": int,
    "n_nonfactual": int,
    "n_background": int,
    "n_unresolved": int,
}
"""Columns of every panel, before the shares (`share_happened`, ...) and the types (`type_AGREE`, ...)."""

_ARROW = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}

Pair = tuple[str, str]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of some dyads."""

    events: tuple[Occurrence, ...]
    exposure: Mapping[Pair, Mapping[str, int]]
    """By dyad (codes in order of the alphabet) and day of publication: stories that name both."""
    stories: Mapping[str, int]
    """By day of publication: all stories."""


def panel_columns(types: Iterable[str]) -> dict[str, type]:
    """Return the columns of a panel with the kind of their values."""
    shares: dict[str, type] = {f"share_{name}": float for name in FACTUALITIES}
    return {**FIXED, **shares, **{f"type_{name}": int for name in sorted(types)}}


def make_panel(
    reading: Reading,
    *,
    dyads: Sequence[Pair],
    unit: Unit,
    types: Iterable[str],
    since: date | None = None,
    until: date | None = None,
    directed: bool = True,
) -> list[dict[str, Any]]:
    """Return the rows of a panel by dyad and period.

    Args:
        reading: what was read.
        dyads: the declared ones; with `directed` each gives rows in both directions.
        unit: day, week, month, quarter or year.
        types: all event types; each has a column.
        since: first day, by default that of the first counted event or story. An event or story outside is not counted.
        until: last day, by default that of the last counted event or story.
        directed: one row for each direction.

    Raises:
        ConfigError: it would have more than five million rows.
    """
    pairs = list(dict.fromkeys((min(pair), max(pair)) for pair in dyads))
    first, last = find_stretch(reading, unit, since, until)
    if first is None or last is None:
        return []
    starts = list(periods(first, last, unit))
    ways = [way for one, other in pairs for way in (((one, other), (other, one)) if directed else ((one, other),))]
    if len(starts) * len(ways) > MOST_ROWS:
        raise ConfigError(
            f"a panel of {len(ways)} dyads and {len(starts)} {unit}s has over {MOST_ROWS} rows; ask for fewer, or longer ones"
        )
    placed = _place(reading.events, ways, unit, first, last, directed=directed)
    read = _by_period(reading.stories, unit, first, last)
    names = sorted(types)
    silent = count_events((), unit=unit, types=names)
    rows = []
    for way in ways:
        seen = _by_period(reading.exposure.get((min(way), max(way)), {}), unit, first, last)
        for start in starts:
            found = placed.get((way, start))
            row = {
                **period_columns(way, start, unit, first=first, last=last, directed=directed),
                "exposure": seen[start],
                "stories_read": read[start],
            }
            rows.append(row | (count_events(found, unit=unit, types=names) if found else silent))
    return rows


def _place(
    events: Iterable[Occurrence], ways: Iterable[Pair], unit: Unit, first: date, last: date, *, directed: bool
) -> dict[tuple[Pair, date], list[Occurrence]]:
    """Return the events of each row, by its pair and the first day of its period."""
    wanted = set(ways)
    placed: dict[tuple[Pair, date], list[Occurrence]] = {}
    for event in events:
        start = _period(event, unit, first, last)
        if start is not None:
            for way in _ways(event, wanted, directed=directed):
                placed.setdefault((way, start), []).append(event)
    return placed


def count_events(events: Iterable[Occurrence], *, unit: Unit, types: Sequence[str]) -> dict[str, Any]:
    """Return the counts of a row."""
    kinds: dict[str, list[Occurrence]] = {name: [] for name in ("events", "nonfactual", "background", "unresolved")}
    for event in events:
        kinds[_kind(event, unit)].append(event)
    counted = kinds["events"]
    scales = [event.scale for event in counted]
    quads = Counter(event.quad for event in counted)
    told = Counter(event.type for event in counted)
    certain = Counter(event.factuality for event in (*counted, *kinds["nonfactual"]))
    whole = certain.total()
    return {
        "n_events": len(counted),
        "n_reports": sum(event.n_reports for event in counted),
        "n_sources": len({source for event in counted for source in event.told_by}),
        "scale_sum": math.fsum(scales),
        "scale_mean": math.fsum(scales) / len(scales) if scales else None,
        **{f"quad_{number}": quads[number] for number in range(1, 5)},
        **{f"n_{name}": len(kinds[name]) for name in ("nonfactual", "background", "unresolved")},
        **{f"share_{name}": certain[name] / whole if whole else None for name in FACTUALITIES},
        **{f"type_{name}": told[name] for name in types},
    }


def panel_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, type]) -> pyarrow.Table:
    """Return the rows as an Arrow table, with the same columns (`panel_columns`) whether there are any or not."""
    fields = [(name, _ARROW[kind]) for name, kind in columns.items()]
    schema = pyarrow.schema(fields, metadata={"boundaries": BOUNDARIES})
    return pyarrow.Table.from_pylist([dict(row) for row in rows], schema=schema)


def _kind(event: Occurrence, unit: Unit) -> str:
    if middle_day(event.earliest, event.latest, unit=unit) is None:
        return "unresolved"
    if event.counted:
        return "events"
    return "background" if event.factuality in FACTUAL else "nonfactual"


def _period(event: Occurrence, unit: Unit, first: date, last: date) -> date | None:
    """Return the period in which an event stands: that of its middle day; of its publication where it has no day."""
    day = _any_day(event)
    return period_start(day, unit) if day is not None and first <= day <= last else None


def _any_day(event: Occurrence) -> date | None:
    if event.earliest and event.latest:
        start, end = date.fromisoformat(event.earliest[:10]), date.fromisoformat(event.latest[:10])
        if start <= end:
            return start + (end - start) // 2
    return date.fromisoformat(event.published[:10]) if event.published else None


def _ways(event: Occurrence, wanted: Collection[Pair], *, directed: bool) -> Iterator[Pair]:
    """Yield the rows that an event stands in; only pairs of its own countries are tried, however many are declared."""
    codes = sorted({*event.source_countries, *event.target_countries})
    for way in itertools.permutations(codes, 2):
        if way in wanted and (event.goes(*way) if directed else event.between(*way)):
            yield way


def count_unplaced(reading: Reading, dyads: Iterable[Pair]) -> int:
    """Return how many events of some dyads have no day, nor has the story that tells them: they stand in no row."""
    wanted = {(min(pair), max(pair)) for pair in dyads}
    return sum(_any_day(event) is None and any(_ways(event, wanted, directed=False)) for event in reading.events)


def _by_period(days: Mapping[str, int], unit: Unit, first: date, last: date) -> Counter[date]:
    found: Counter[date] = Counter()
    for name, number in days.items():
        day = date.fromisoformat(name)
        if first <= day <= last:
            found[period_start(day, unit)] += number
    return found


def find_stretch(
    reading: Reading, unit: Unit, since: date | None, until: date | None
) -> tuple[date | None, date | None]:
    """Return the first and last day: what was asked for, else whole periods around counted events and stories."""
    days = [date.fromisoformat(name) for name in reading.stories]
    days += [
        day
        for event in reading.events
        if event.counted and (day := middle_day(event.earliest, event.latest, unit=unit))
    ]
    first = since or (period_start(min(days), unit) if days else None)
    last = until or (period_end(period_start(max(days), unit), unit) if days else None)
    return first, last
