"""Which events are wanted, and the query that finds them."""

from typing import Any

import msgspec

from detente.model import NOT_KEPT


class EventFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on events, all of which must hold; empty ones do not restrict."""

    actor: str = ""
    """A country code, or part of an actor's name, on either side."""
    source: str = ""
    target: str = ""
    dyad: tuple[str, str] | None = None
    """Two country codes in either direction."""
    types: tuple[str, ...] = ()
    since: str = ""
    """First day (YYYY-MM-DD): events that can have happened on it or later."""
    until: str = ""
    factuality: tuple[str, ...] = ()
    text: str = ""
    """Words that the sentence of the event must contain."""
    story: str = ""
    merged: bool = False
    """One row a merged event, that of its canonical report, instead of one a report."""
    everything: bool = False
    """Also those out of default counts: planned, denied, historical, background."""
    limit: int = 0


def event_query(wanted: EventFilter) -> tuple[str, list[Any]]:
    """Return the SELECT over `event_rows`, or over `merged_rows`, and its values."""
    tests: list[str] = []
    values: list[Any] = []

    def need(test: str, *given: Any) -> None:
        tests.append(test)
        values.extend(given)

    if not wanted.everything and not wanted.factuality:
        need("r.counted")
    for side, name in (("source", wanted.source), ("target", wanted.target)):
        if name:
            need(_side(side), name.upper(), name)
    if wanted.actor:
        need(f"({_side('source')} OR {_side('target')})", *([wanted.actor.upper(), wanted.actor] * 2))
    if wanted.dyad:
        one, other = (code.upper() for code in wanted.dyad)
        need(
            "((list_contains(r.source_countries, ?) AND list_contains(r.target_countries, ?))"
            " OR (list_contains(r.source_countries, ?) AND list_contains(r.target_countries, ?)))",
            *(one, other, other, one),
        )
    if wanted.types:
        need(f"r.type IN ({', '.join('?' for _ in wanted.types)})", *(kind.upper() for kind in wanted.types))
    if wanted.factuality:
        need(f"r.factuality IN ({', '.join('?' for _ in wanted.factuality)})", *wanted.factuality)
    if wanted.since:
        need("r.latest >= ?", wanted.since)
    if wanted.until:
        need("r.earliest <= ?", wanted.until)
    if wanted.story:
        need("starts_with(r.story, ?)", wanted.story)
    if wanted.text:
        need("contains(lower(r.words), lower(?)) AND NOT starts_with(r.words, ?)", wanted.text, NOT_KEPT)
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    view = "merged_rows" if wanted.merged else "event_rows"
    limit = f" LIMIT {int(wanted.limit)}" if wanted.limit else ""
    return (
        f"SELECT r.* FROM {view} r{where} ORDER BY r.earliest NULLS LAST, r.story, r.trigger_start{limit}",
        values,
    )


def _side(side: str) -> str:
    return (
        f"(list_contains(r.{side}_countries, ?) OR "
        f"len([n FOR n IN coalesce(r.{side}s, []) IF contains(lower(n), lower(?))]) > 0)"
    )
