"""The ledger in the terminal: sections by kind, each entry with dates, status, words, story and offsets."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from detente.cli.tables import cell
from detente.ledger.amounts import amount_words
from detente.ledger.records import Change, Citation, Entry
from detente.model import EventTime

STATES = {
    "pending": "cyan",
    "due": "bold yellow",
    "overdue": "bold red",
    "fulfilled": "green",
    "ended": "dim",
    "standing": "",
}
TITLES = {
    "meeting_held": "Meetings held",
    "agreement": "Agreements",
    "treaty": "Treaties",
    "commitment": "Commitments",
    "meeting_planned": "Meetings to come",
    "visit": "Visits",
    "dispute": "Disputes",
    "treaty_absent": "Treaties that do not exist",
    "alliance": "Alliances",
    "figure": "Figures",
    "tie": "Ties",
    "threat": "Threats as seen by",
    "contradiction": "Contradictions",
    "silence": "Silences",
    "unknown": "Not said",
    "office": "Offices",
    "position": "Positions",
}
CROP = 260
ID = 8
"""Characters of an id that a table shows."""


def ledger_view(entries: Sequence[Entry]) -> RenderableType:
    """Return entries under the heading of their kind."""
    parts: list[RenderableType] = []
    for kind in dict.fromkeys(entry.kind for entry in entries):
        rows = [entry for entry in entries if entry.kind == kind]
        parts.append(Text(f"\n{TITLES[kind]} ({len(rows)})", style="bold"))
        parts.append(entry_table(rows))
    return Group(*parts)


def entry_table(entries: Iterable[Entry]) -> Table:
    """Return a table of entries: when and status, what, the words that say so."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 1), show_lines=False)
    table.add_column("when", no_wrap=True)
    table.add_column("status", max_width=16, overflow="fold")
    table.add_column("what", ratio=4, overflow="fold")
    table.add_column("the words", ratio=6, overflow="fold")
    table.add_column("id", style="dim", no_wrap=True)
    for entry in entries:
        table.add_row(_when(entry), _status(entry), _what(entry), _words(entry), entry.id[:ID])
    return table


def days(time: EventTime | None) -> str:
    """Return an interval of days in two lines, one where it is a day."""
    if time is None or not time.earliest:
        return ""
    first, last = time.earliest[:10], (time.latest or time.earliest)[:10]
    return first if first == last else f"{first}\n..{last}"


def _when(entry: Entry) -> Text:
    lines = [days(entry.time)] if entry.time and entry.time.earliest else []
    if entry.due is not None and entry.state in {"pending", "due", "overdue"}:
        lines = [f"due {days(entry.due)}"]
    return Text("\n".join(lines) or "no date")


def _status(entry: Entry) -> Text:
    voice = entry.history[-1].citation.voice if entry.history else ""
    text = Text(entry.status.replace("_", " "), style=STATES[entry.state])
    if entry.state not in {"standing", "fulfilled", "ended"}:
        text.append(f"\n{entry.state}", style=STATES[entry.state])
    if voice and entry.kind not in {"silence", "position"}:
        return _lines(text, cell(f"says {voice}", "dim"))
    return text


def _what(entry: Entry) -> Text:
    lines = [
        cell(", ".join(f"{m.country} ({m.role})" if m.role != "side" else m.country for m in entry.parties), "cyan")
    ]
    lines.append(cell(" ".join(entry.label.split())))
    details = [
        entry.form,
        f"level: {entry.level}" if entry.level else "",
        entry.instrument,
        "not to be done" if entry.negative else "",
        amount_words(entry.amount),
        f"progress: {entry.progress}" if entry.progress else "",
        f"in the way: {entry.obstacle}" if entry.obstacle else "",
        entry.place.name if entry.place else "",
        ", ".join(entry.contexts),
        "; ".join(person for member in entry.parties for person in member.people),
    ]
    lines += [cell(" | ".join(detail for detail in details if detail), "dim")]
    history = [f"{s.known or '?'} {s.status.replace('_', ' ')}{_new_due(s.due)}" for s in entry.history]
    lines += [cell("history: " + "; ".join(history), "dim")] if len(history) > 1 else []
    lines += [cell(" ".join(note.split()), "italic dim") for note in entry.notes]
    return _lines(*lines)


def _lines(*lines: Text) -> Text:
    return Text("\n").join(line for line in lines if line.plain)


def _new_due(due: EventTime | None) -> str:
    return f" for {days(due)}".replace("\n", "") if due else ""


def cite(citation: Citation) -> str:
    """Return story and offsets of a citation."""
    return f"{citation.story[:24]} {citation.start}-{citation.end}"


def _words(entry: Entry) -> Text:
    parts: list[Text] = []
    both = entry.kind == "contradiction" or not entry.history
    for citation in entry.evidence if both else (entry.history[-1].citation,):
        words = " ".join(citation.quote.split())
        parts += [cell(words[:CROP] + (" …" if len(words) > CROP else "")), cell(cite(citation), "dim")]
    more = len(entry.evidence) - 1
    if more and not both:
        parts.append(Text(f"and {more} more", style="dim"))
    return Text("\n").join(parts)


def change_table(changes: Iterable[Change]) -> Table:
    """Return a table of what changed."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("known", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("change", no_wrap=True)
    table.add_column("what", ratio=3, overflow="fold")
    table.add_column("the words", ratio=5, overflow="fold")
    table.add_column("entry", style="dim", no_wrap=True)
    for row in changes:
        turn = f"{row.before or 'new'} → {row.after}".replace("_", " ")
        words = _lines(cell(" ".join(row.citation.quote.split())[:CROP]), cell(cite(row.citation), "dim"))
        table.add_row(row.known or "?", row.kind, turn, cell(" ".join(row.label.split())), words, row.entry[:ID])
    return table


def quote_table(rows: Iterable[dict[str, Any]]) -> Table:
    """Return a table of what was said."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("day", no_wrap=True)
    table.add_column("who", max_width=26, overflow="fold")
    table.add_column("speech", no_wrap=True)
    table.add_column("the words", ratio=1, overflow="fold")
    table.add_column("story", style="dim", max_width=30, overflow="fold")
    for row in rows:
        who = _lines(cell(row["speaker"], "cyan"), cell(row["office"], "dim"))
        speech = "not said" if row["negated"] else row["direct"]
        words = cell(" ".join(row["words"].split()))
        table.add_row(
            str(row["published"] or "no date"), who, speech, words, cell(f"{row['story']} {row['start']}-{row['end']}")
        )
    return table
