"""A chart of a dyad: events as blocks by scale, cooperation above and conflict below, and the running level under it."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from detente.dyads.imported import STATEMENT, Series, stretch_of
from detente.dyads.periods import Unit, middle_day, period_end, period_label, period_start
from detente.dyads.reading import DyadPage
from detente.dyads.records import Occurrence
from detente.errors import ConfigError

if TYPE_CHECKING:
    import altair

QUADS = {
    1: ("verbal cooperation", "#8fc1e3"),
    2: ("material cooperation", "#1f6fb2"),
    3: ("verbal conflict", "#f5a66f"),
    4: ("material conflict", "#c22f2f"),
}
"""Blue against red and orange, told apart by those who see no red or green, too."""
WINDOW = timedelta(days=91)
"""Days over which the running level is the mean."""
DAYS, WEEKS = timedelta(days=120), timedelta(days=4 * 366)
"""The longest stretches that are drawn by days and by weeks; longer ones are drawn by months."""
MOST_BLOCKS = 1500
"""Events that are drawn one by one; more are drawn as one block a period and class."""
SUFFIXES = (".svg", ".png")
CROP = 160


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A block of the chart: an event, or all events of a period and class."""

    start: str
    end: str
    bottom: float
    top: float
    quad: str
    what: str
    words: str


def choose_unit(first: date, last: date) -> Unit:
    """Return how a stretch of days is drawn."""
    span = last - first
    return "day" if span <= DAYS else "week" if span <= WEEKS else "month"


def stack_blocks(events: Iterable[Occurrence], unit: Unit) -> Iterator[Block]:
    """Yield counted events as blocks, stacked by period: those with a positive scale upwards, the others downwards."""
    placed = [(day, event) for event in events if (day := _day(event)) is not None]
    placed.sort(key=lambda pair: (pair[0], pair[1].quad, pair[1].merged))
    single = len(placed) <= MOST_BLOCKS
    pieces: dict[tuple[date, int, bool, str], list[Occurrence]] = {}
    for day, event in placed:
        key = (period_start(day, unit), event.quad, event.scale < 0, event.merged if single else "")
        pieces.setdefault(key, []).append(event)
    tops: dict[tuple[date, bool], float] = {}
    for (start, quad, negative, _), found in pieces.items():
        bottom = tops.get((start, negative), 0.0)
        top = bottom + sum(event.scale for event in found)
        tops[start, negative] = top
        label = period_label(start, unit)
        yield Block(
            start=start.isoformat(),
            end=(period_end(start, unit) + timedelta(1)).isoformat(),
            bottom=bottom,
            top=top,
            quad=QUADS[quad][0],
            what=_what(found[0]) if len(found) == 1 else f"{len(found)} events, {label}",
            words=" ".join(found[0].words.split())[:CROP] if len(found) == 1 else "",
        )


def running_level(events: Iterable[Occurrence]) -> Iterator[tuple[date, float, int]]:
    """Yield for each day with counted events: the mean scale of the events of the 91 days up to it, and how many they are."""
    placed = sorted((day, event.scale) for event in events if (day := _day(event)) is not None)
    window: deque[tuple[date, float]] = deque()
    total = 0.0
    for place, (day, scale) in enumerate(placed):
        window.append((day, scale))
        total += scale
        while day - window[0][0] >= WINDOW:
            total -= window.popleft()[1]
        if place + 1 == len(placed) or placed[place + 1][0] != day:
            yield day, total / len(window), len(window)


def draw_dyad(page: DyadPage) -> "altair.VConcatChart":
    """Return the chart of a dyad; it shows itself in a notebook and needs no network.

    Raises:
        ConfigError: no event of the stretch is counted.
    """
    first, last = date.fromisoformat(page.first), date.fromisoformat(page.last)
    inside = [event for event in page.events if (day := _day(event)) is not None and first <= day <= last]
    if not inside:
        raise ConfigError(f"no event between {' and '.join(page.names)} from {page.first} to {page.last} is counted")
    import altair as alt

    unit = choose_unit(first, last)
    blocks = list(stack_blocks(inside, unit))
    levels: list[dict[str, Any]] = []
    stretch = 0
    for day, level, number in running_level(inside):
        # The line breaks where no event was for longer than the window.
        stretch += bool(levels) and day - date.fromisoformat(levels[-1]["day"]) >= WINDOW
        levels.append({"day": day.isoformat(), "level": level, "events": number, "stretch": stretch})
    ends = [min(page.first, blocks[0].start), max(page.last, *(block.end for block in blocks))]
    upper = _bars(blocks, ends, unit)
    lower = _line(levels, ends, unit)
    chart: altair.VConcatChart = (
        alt.vconcat(upper, lower, spacing=12)
        .resolve_scale(x="shared", color="independent")
        .properties(title=_title(page, len(inside)))
        .configure_view(stroke=None)
        .configure(font="sans-serif", background="white", padding=12)
    )
    return chart


def draw_beside(
    page: DyadPage, series: Iterable[Series], *, since: str | None = None, until: str | None = None
) -> "altair.VConcatChart":
    """Return a chart with one row an origin: numbers of events by class, the user's own above, imported ones below.

    Each row has a measure of its own: datasets count different things.

    Args:
        page: what was coded.
        series: what was imported, as `imported.read_series` gives it without directions.
        since: first day; by default that of the first event of any origin.
        until: last day.

    Raises:
        ConfigError: there is no event of any origin in the stretch.
    """
    import altair as alt

    found = [one for one in series if one.days]
    counts = [("coded", event.quad, day, 1) for event in page.events if (day := _day(event)) is not None]
    for one in found:
        told = (row for row in one.days if row["type"] != STATEMENT)
        counts += [(one.origin, row["quad"], date.fromisoformat(row["day"]), row["events"]) for row in told]
    days = [day for _, _, day, _ in counts]
    reach = stretch_of(found)
    first = date.fromisoformat(since) if since else min([*days, *(reach or ())], default=date.max)
    last = date.fromisoformat(until) if until else max([*days, *(reach or ())], default=date.min)
    counts = [row for row in counts if first <= row[2] <= last]
    if not counts:
        raise ConfigError(f"no event between {' and '.join(page.names)} is coded or imported in these days")
    unit = choose_unit(first, last)
    ends = [
        period_start(first, unit).isoformat(),
        (period_end(period_start(last, unit), unit) + timedelta(1)).isoformat(),
    ]
    rows = [
        _numbers(origin, [row[1:] for row in counts if row[0] == origin], ends, unit)
        for origin in dict.fromkeys(row[0] for row in counts)
    ]
    title = alt.TitleParams(
        text=f"{page.names[0]} and {page.names[1]}: events by {unit}, cooperation above the line, conflict below",
        subtitle=[f"{first} to {last}; each origin to its own measure: they count different things"],
        anchor="start",
        fontSize=16,
        subtitleFontSize=12,
        subtitleColor="#555555",
    )
    chart: altair.VConcatChart = (
        alt.vconcat(*rows, spacing=12)
        .resolve_scale(x="shared")
        .properties(title=title)
        .configure_view(stroke=None)
        .configure(font="sans-serif", background="white", padding=12)
    )
    return chart


def _numbers(origin: str, counts: Iterable[tuple[int, date, int]], ends: list[str], unit: Unit) -> Any:
    """Return the bars of one origin."""
    import altair as alt

    sums: dict[tuple[date, int], int] = {}
    for quad, day, number in counts:
        key = (period_start(day, unit), quad)
        sums[key] = sums.get(key, 0) + number
    tops: dict[tuple[date, bool], int] = {}
    values = []
    for (start, quad), number in sorted(sums.items()):
        side = (start, quad < 3)
        bottom = tops.get(side, 0)
        tops[side] = bottom + (number if quad < 3 else -number)
        values.append({
            "start": start.isoformat(),
            "end": (period_end(start, unit) + timedelta(1)).isoformat(),
            "bottom": bottom,
            "top": tops[side],
            "quad": QUADS[quad][0],
            "what": f"{origin}, {period_label(start, unit)}: {number}",
        })  # fmt: skip
    names = [name for name, _ in QUADS.values()]
    bars = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar()
        .encode(
            x=_time_axis("start:T", ends, unit),
            x2="end:T",
            y=alt.Y("bottom:Q", title=origin, axis=alt.Axis(tickMinStep=1, gridOpacity=0.5)),
            y2="top:Q",
            color=alt.Color(
                "quad:N",
                scale=alt.Scale(domain=names, range=[colour for _, colour in QUADS.values()]),
                legend=alt.Legend(title=None, orient="top", labelLimit=0),
            ),
            tooltip=[alt.Tooltip("what:N", title="events"), alt.Tooltip("quad:N", title="class")],
        )
        .properties(width=760, height=130)
    )
    return bars + _zero()


def _bars(blocks: list[Block], ends: list[str], unit: Unit) -> Any:
    import altair as alt

    names = [name for name, _ in QUADS.values()]
    bars = (
        alt.Chart(alt.InlineData(values=[msgspec.to_builtins(block) for block in blocks]))
        .mark_bar(stroke="white", strokeWidth=0.6)
        .encode(
            x=_time_axis("start:T", ends, unit),
            x2="end:T",
            y=alt.Y(
                "bottom:Q", title=f"scale of events, summed by {unit}", axis=alt.Axis(tickMinStep=1, gridOpacity=0.5)
            ),
            y2="top:Q",
            color=alt.Color(
                "quad:N",
                scale=alt.Scale(domain=names, range=[colour for _, colour in QUADS.values()]),
                legend=alt.Legend(title=None, orient="top", labelLimit=0),
            ),
            tooltip=[alt.Tooltip("what:N", title="event"), alt.Tooltip("words:N", title="words")],
        )
        .properties(width=760, height=260)
    )
    return bars + _zero()


def _line(levels: list[dict[str, Any]], ends: list[str], unit: Unit) -> Any:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=levels)).encode(
        x=_time_axis("day:T", ends, unit),
        y=alt.Y(
            "level:Q",
            title="level: mean of 91 days",
            scale=alt.Scale(domain=[-10, 10]),
            axis=alt.Axis(values=[-10, -5, 0, 5, 10], gridOpacity=0.5),
        ),
    )
    line = base.mark_line(color="#333333", strokeWidth=1.6, interpolate="step-after").encode(detail="stretch:N")
    points = base.mark_point(color="#333333", filled=True, size=26, opacity=1).encode(
        tooltip=[
            alt.Tooltip("utcyearmonthdate(day):T", title="day"),
            alt.Tooltip("level:Q", title="level", format="+.1f"),
            alt.Tooltip("events:Q", title="events"),
        ]
    )
    return (_zero() + line + points).properties(width=760, height=130)


def _time_axis(field: str, ends: list[str], unit: Unit) -> Any:
    import altair as alt

    form = "%d %b %Y" if unit == "day" else "%b %Y"
    return alt.X(
        field,
        scale=alt.Scale(type="utc", domain=ends, nice=False),
        axis=alt.Axis(title=None, labelAngle=0, grid=False, labelOverlap=True, tickCount=8, format=form),
    )


def _zero() -> Any:
    import altair as alt

    return alt.Chart(alt.InlineData(values=[{"zero": 0}])).mark_rule(color="#555555", strokeWidth=1).encode(y="zero:Q")


def _title(page: DyadPage, events: int) -> Any:
    import altair as alt

    read = f"{page.exposure} of {_number(page.stories_read, 'story', 'stories')} read name both"
    below = [f"{page.first} to {page.last}; {_number(events, 'event')} counted; {read}"]
    if page.as_of:
        below.append(f"as known on {page.as_of}")
    return alt.TitleParams(
        text=f"{page.names[0]} and {page.names[1]}: cooperation above the line, conflict below",
        subtitle=below,
        anchor="start",
        fontSize=16,
        subtitleFontSize=12,
        subtitleColor="#555555",
        offset=10,
    )


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def save_chart(chart: "altair.VConcatChart", output: Path) -> None:
    """Write a chart as SVG or PNG, by the ending of the file.

    Raises:
        ConfigError: another ending, or the file cannot be written.
    """
    check_suffix(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        if output.suffix.lower() == ".png":
            chart.save(str(output), format="png", ppi=150)
        else:
            chart.save(str(output), format="svg")
    except OSError as fault:
        raise ConfigError(f"cannot write {output}: {fault.strerror}") from fault


def check_suffix(output: Path) -> None:
    """Refuse a file that is no picture.

    Raises:
        ConfigError: its ending is neither .svg nor .png.
    """
    if output.suffix.lower() not in SUFFIXES:
        raise ConfigError(f"{output} ends neither in .svg nor in .png: a chart is written as one of these")


def _day(event: Occurrence) -> date | None:
    return middle_day(event.earliest, event.latest, unit="month") if event.counted else None


def _what(event: Occurrence) -> str:
    arrow = "and" if event.reciprocal else "to"
    sides = f" {arrow} ".join(", ".join(side) for side in (event.sources, event.targets) if side)
    kind = event.type + (f"/{event.mode}" if event.mode else "") + (f":{event.content}" if event.content else "")
    return f"{event.earliest}: {sides}, {kind} ({event.scale:+g})"
