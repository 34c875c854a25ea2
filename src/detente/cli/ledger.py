"""Commands of the ledger: `ledger`, `calendar`, `disputes`, `quotes`, `changes`."""

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from detente.cli import ledger_tables as tables
from detente.cli.options import StoreOption, check_date
from detente.errors import ConfigError, nearest
from detente.ledger import KINDS, Entry, derive_ledger, find_changes, of_dyad, upcoming
from detente.packs import load_packs
from detente.registry import load_part
from detente.store import Store
from detente.store.ledger import all_documents, documents_naming, find_quotes

DEFAULT_STORE = Path("detente.duckdb")
QUIET = frozenset({"office", "position"})
"""Kinds that a ledger shows only when asked: there are many of them."""

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="Day (YYYY-MM-DD) for which states are derived; today without it.", callback=check_date
    ),
]
Known = Annotated[
    str | None,
    typer.Option(help="Use only stories published by this day; without it, by --as-of.", callback=check_date),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
Dyad = Annotated[list[str] | None, typer.Argument(help="Two countries: codes or names.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (ledger, calendar, disputes, quotes, changes):
        app.command()(command)


def ledger(
    one: Annotated[str, typer.Argument(help="A country: code or name.")],
    other: Annotated[str, typer.Argument(help="The other country.")],
    *,
    kind: Annotated[list[str] | None, typer.Option("--kind", "-k", help="Kind of entry; can be repeated.")] = None,
    as_of: AsOf = None,
    known: Known = None,
    store: StoreOption = DEFAULT_STORE,
    everything: Annotated[bool, typer.Option("--all", help="Also offices and positions.")] = False,
    as_json: Json = False,
) -> None:
    """Show what stands between two countries: agreements, promises, disputes, meetings, figures, what nobody said.

    Entries of one of the two with a third country, told by the same stories, follow under "beside".
    """
    sides, day, kinds = _pair(one, other), as_of or today(), _check_kinds(kind or [])
    entries = _entries(store, sides, day, known)
    inside, beside = of_dyad(entries, *sides)
    wanted = [*inside, *beside] if not kinds else [entry for entry in (*inside, *beside) if entry.kind in kinds]
    if as_json:
        _write_json(wanted)
        return
    quiet = frozenset() if kinds or everything else QUIET
    console = Console()
    shown = [entry for entry in wanted if entry.kind not in quiet]
    if not shown:
        console.print(f"nothing between {sides[0]} and {sides[1]} by {day}")
        return
    console.print(Text(f"{sides[0]} and {sides[1]} as of {day}", style="bold underline"))
    within = set(inside)
    console.print(tables.ledger_view([entry for entry in shown if entry in within]))
    rest = [entry for entry in shown if entry not in within]
    if rest:
        console.print(Text("\nBeside: one of the two, told by the same stories", style="bold underline"))
        console.print(tables.ledger_view(rest))
    _tell_hidden(console, [entry for entry in wanted if entry.kind in quiet])


def calendar(
    dyad: Dyad = None,
    *,
    as_of: AsOf = None,
    known: Known = None,
    store: StoreOption = DEFAULT_STORE,
    ics: Annotated[Path | None, typer.Option(help="Write the dated entries to an iCalendar file.")] = None,
    as_json: Json = False,
) -> None:
    """Show what is to come, due and overdue, between two countries or in the whole store."""
    day = as_of or today()
    sides = _dyad(dyad)
    entries = _entries(store, sides, day, known)
    rows = upcoming(of_dyad(entries, *sides)[0] if sides else entries)
    if ics is not None:
        made = load_part("ledger-calendar")(rows, as_of=day)
        try:
            ics.parent.mkdir(parents=True, exist_ok=True)
            ics.write_bytes(made)
        except OSError as fault:
            raise ConfigError(f"cannot write {ics}: {fault.strerror or fault}") from fault
        Console(stderr=True).print(
            Text(f"{sum(e.due is not None for e in rows)} dated entries in {ics}"), soft_wrap=True
        )
    elif as_json:
        _write_json(rows)
    else:
        Console().print(tables.entry_table(rows) if rows else f"nothing to come after {day}")


def disputes(
    dyad: Dyad = None,
    *,
    as_of: AsOf = None,
    known: Known = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: Json = False,
) -> None:
    """Show disputes with their sides, object, progress, and the treaties that they stand in the way of."""
    sides = _dyad(dyad)
    entries = _entries(store, sides, as_of or today(), known)
    found = of_dyad(entries, *sides)[0] if sides else entries
    rows = [entry for entry in found if entry.kind in {"dispute", "treaty_absent"}]
    if as_json:
        _write_json(rows)
    else:
        Console().print(tables.ledger_view(rows) if rows else "no dispute")


def quotes(
    *,
    speaker: Annotated[str, typer.Option(help="Part of a name, or a country code.")] = "",
    about: Annotated[str, typer.Option(help="A word of what was said, or who is spoken of.")] = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: Json = False,
) -> None:
    """Show what was said: verbatim words with speaker, day, direct or indirect speech, story and offsets."""
    with Store(store, read_only=True) as kept:
        rows = find_quotes(kept, speaker=speaker, about=about)
    if as_json:
        plain = [{**row, "published": str(row["published"]) if row["published"] else None} for row in rows]
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n")
    else:
        Console().print(tables.quote_table(rows) if rows else "no such quotation")


def changes(
    dyad: Dyad = None,
    *,
    since: Annotated[str, typer.Option(help="Day (YYYY-MM-DD): what became known after it.", callback=check_date)],
    as_of: AsOf = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: Json = False,
) -> None:
    """Show what changed since a day: new entries, new statuses, what came due without a word."""
    sides = _dyad(dyad)
    entries = _entries(store, sides, as_of or today(), None)
    found = of_dyad(entries, *sides)[0] if sides else entries
    rows = find_changes([entry for entry in found if entry.kind not in QUIET], since=since)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n")
    else:
        Console().print(tables.change_table(rows) if rows else f"nothing new since {since}")


def today() -> str:
    """Return the day of the clock, in UTC."""
    return datetime.now(tz=UTC).date().isoformat()


def _dyad(given: Sequence[str] | None) -> tuple[str, str] | None:
    if not given:
        return None
    if len(given) != len(("one", "other")):
        raise ConfigError(f"name two countries, or none; {len(given)} given")
    return _pair(*given)


def _pair(one: str, other: str) -> tuple[str, str]:
    world = load_packs().world
    sides = world.code_of(one), world.code_of(other)
    if sides[0] == sides[1]:
        raise ConfigError(f"{sides[0]} twice: a ledger is kept between two countries")
    return sides


def _check_kinds(kinds: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for kind in kinds:
        if kind == "meeting":
            found |= {"meeting_held", "meeting_planned"}
        elif kind in KINDS:
            found.add(kind)
        else:
            raise ConfigError(f"no kind {kind!r}{nearest(kind, KINDS)}; kinds are {', '.join(KINDS)}")
    return frozenset(found)


def _entries(store: Path, sides: tuple[str, str] | None, day: str, known: str | None) -> tuple[Entry, ...]:
    with Store(store, read_only=True) as kept:
        documents = list(documents_naming(kept, *sides) if sides else all_documents(kept))
        merged = kept.merged_ids([document.id for document in documents] if sides else None)
        return derive_ledger(documents, as_of=day, known=known, merged=merged)


def _write_json(entries: Sequence[Entry]) -> None:
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(entries), indent=2) + b"\n")


def _tell_hidden(console: Console, hidden: Sequence[Entry]) -> None:
    if hidden:
        console.print(Text(f"\n{len(hidden)} offices and positions not shown: --all, or `detente quotes`", style="dim"))
