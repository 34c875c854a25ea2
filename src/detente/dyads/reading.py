"""Read dyads from a store: the page of one, and what panels of many are made of."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from detente.dyads.panel import Pair, Reading
from detente.dyads.records import Occurrence, Said, Third, gather_occurrences
from detente.dyads.trend import Trend, judge_trend
from detente.errors import ConfigError
from detente.packs import load_packs
from detente.store import Store
from detente.store.pairs import pair_company, pair_exposure, pair_reports, pair_statements, stories_read


class DyadPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the store knows of two countries in a stretch of days, both included."""

    countries: tuple[str, str]
    names: tuple[str, str]
    first: str
    last: str
    as_of: str
    exposure: int
    """Stories published in the stretch that name both."""
    stories_read: int
    """All stories published in the stretch."""
    undated: int
    """Stories without a day that name both: in no count."""
    events: tuple[Occurrence, ...]
    """Oldest first, those out of default counts as well."""
    trend: Trend
    said: tuple[tuple[Said, ...], tuple[Said, ...]]
    """What the first said of the second, and the second of the first."""
    thirds: tuple[Third, ...]
    """The most often named first."""


def find_pair(one: str, other: str) -> Pair:
    """Return the codes of two countries.

    Raises:
        ConfigError: one of them is none, or both are the same.
    """
    world = load_packs().world
    pair = world.code_of(one), world.code_of(other)
    if pair[0] == pair[1]:
        raise ConfigError(f"{one!r} and {other!r} are both {pair[0]}: a dyad has two countries")
    return pair


def check_order(since: str | None, until: str | None) -> None:
    """Refuse days in the wrong order.

    Raises:
        ConfigError: the first day comes after the last.
    """
    if since and until and since > until:
        raise ConfigError(f"the first day {since} comes after the last day {until}; turned round, they would do")


def read_dyad(
    store: Store, one: str, other: str, *, since: str | None = None, until: str | None = None, as_of: str | None = None
) -> DyadPage:
    """Return what a store knows of two countries.

    Args:
        store: an open store.
        one: name or code of a country.
        other: the same of another.
        since: first day (YYYY-MM-DD), by default that of the first counted event or story that names both; then "now"
            of the trend is the last 91 days, else it begins here.
        until: last day, by default that of the last counted event or story that names both.
        as_of: only what was published by this day.

    Raises:
        ConfigError: no such country, or days in the wrong order.
    """
    pair = find_pair(one, other)
    check_order(since, until)
    known = as_of or ""
    events = sorted(
        (event for event in gather_occurrences(pair_reports(store, pair, as_of=known)) if event.between(*pair)),
        key=lambda event: (event.earliest or "9999", event.latest or "9999", event.story, event.trigger_start),
    )
    exposed = pair_exposure(store, pair, as_of=known)
    days = [row["published"] for row in exposed if row["published"]]
    days += [event.day.isoformat() for event in events if event.counted and event.day]
    read = [row for row in stories_read(store, as_of=known) if row["published"]]
    days = days or [row["published"] for row in read] or [known or since or until or "1970-01-01"]
    last = until or max(days)
    first = since or min([*days, last])
    last = max(first, last)
    within = [row for row in exposed if row["published"] and first <= row["published"] <= last]
    names = load_packs().world.countries
    company = [
        row for row in pair_company(store, *pair, as_of=known) if row["published"] and first <= row["published"] <= last
    ]
    exposure = sum(row["stories"] for row in within)
    return DyadPage(
        countries=pair,
        names=(names[pair[0]].name, names[pair[1]].name),
        first=first,
        last=last,
        as_of=known,
        exposure=exposure,
        stories_read=sum(row["stories"] for row in read if first <= row["published"] <= last),
        undated=sum(row["stories"] for row in exposed if not row["published"]),
        events=tuple(event for event in events if _touches(event, first, last)),
        trend=judge_trend(events, last=date.fromisoformat(last), since=date.fromisoformat(since) if since else None),
        said=_said(pair_statements(store, *pair, as_of=known), pair, first, last),
        thirds=tuple(_count_thirds(company, exposure)),
    )


def read_panel(store: Store, dyads: Sequence[Pair], *, as_of: str | None = None) -> Reading:
    """Return what a panel of dyads is made of."""
    known = as_of or ""
    countries = sorted({code for pair in dyads for code in pair})
    wanted = {(min(pair), max(pair)) for pair in dyads}
    exposure: dict[Pair, dict[str, int]] = {pair: {} for pair in wanted}
    for row in pair_exposure(store, countries, as_of=known):
        if row["published"]:
            for pair in _pairs(row["named"]):
                if pair in wanted:
                    exposure[pair][row["published"]] = exposure[pair].get(row["published"], 0) + row["stories"]
    return Reading(
        events=tuple(gather_occurrences(pair_reports(store, countries, as_of=known))),
        exposure=exposure,
        stories={row["published"]: row["stories"] for row in stories_read(store, as_of=known) if row["published"]},
    )


def _pairs(codes: Sequence[str]) -> list[Pair]:
    return [(one, other) for place, one in enumerate(codes) for other in codes[place + 1 :]]


def _touches(event: Occurrence, first: str, last: str) -> bool:
    earliest, latest = event.earliest or event.published, event.latest or event.published
    return earliest is not None and latest is not None and earliest[:10] <= last and latest[:10] >= first


def _said(
    rows: Iterable[dict[str, Any]], pair: Pair, first: str, last: str
) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    found = [Said(**row) for row in rows if row["published"] and first <= row["published"] <= last]
    one, other = (tuple(said for said in found if said.speaking == code) for code in pair)
    return one, other


def _count_thirds(rows: Iterable[dict[str, Any]], exposure: int) -> list[Third]:
    """Count who else is named: states under their codes, others under their names."""
    states = load_packs().world.countries
    stories: dict[str, set[str]] = {}
    mentions: dict[str, int] = {}
    for row in rows:
        key = row["country"] if row["country"] in states else row["name"]
        stories.setdefault(key, set()).add(row["story"])
        mentions[key] = mentions.get(key, 0) + row["mentions"]
    found = [
        Third(
            key=key,
            name=states[key].name if key in states else key,
            stories=len(named),
            share=len(named) / exposure if exposure else 0.0,
            mentions=mentions[key],
        )
        for key, named in stories.items()
    ]
    return sorted(found, key=lambda third: (-third.stories, -third.mentions, third.key))
