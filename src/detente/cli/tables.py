"""Tables and views for the terminal."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from detente.model import Document, Event
from detente.writers.explain import Section
from detente.writers.rows import event_rows

STYLES = {
    "trigger": "bold yellow",
    "content": "yellow",
    "source": "bold cyan",
    "target": "bold magenta",
    "time": "green",
    "place": "blue",
    "speaker": "underline",
    "echo": "dim yellow",
}
QUADS = {1: "green", 2: "bright_green", 3: "yellow", 4: "red"}
COMPACT = 110
"""Terminal width under which the columns place and voice are left out."""


def event_table(rows: Iterable[dict[str, Any]], *, wide: int = 160) -> Table:
    """Return a table of flat event rows; narrow terminals get fewer columns."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    full = wide >= COMPACT
    table.add_column("date", no_wrap=True)
    table.add_column("who", style="cyan", max_width=26)
    table.add_column("to whom", style="magenta", max_width=26)
    table.add_column("what", no_wrap=True)
    table.add_column("certainty")
    if full:
        table.add_column("voice", max_width=18)
        table.add_column("place", max_width=16)
    table.add_column("the words", ratio=1)
    table.add_column("id", style="dim", no_wrap=True)
    for row in rows:
        cells: list[RenderableType] = [
            when(row["earliest"], row["latest"], row["date_basis"]),
            ", ".join(row["sources"] or ["?"]),
            (("⇄ " if row["reciprocal"] else "") + ", ".join(row["targets"])) if row["targets"] else "",
            Text(what(row), style=QUADS.get(row["quad"], "")),
            row["factuality"] if row["counted"] or not row["exclusions"] else ", ".join(row["exclusions"]),
        ]
        if full:
            cells.extend([row["speaker"] or "reporter", row["place"] or ""])
        cells.extend([words_around(row), row["event"][:8]])
        table.add_row(*cells)
    return table


def when(earliest: str | None, latest: str | None, basis: str | None) -> str:
    """Return an interval of days in short; a tilde marks a date that was inferred without a word on it."""
    if not earliest:
        return "no date"
    mark = "~" if basis == "inferred" and not latest else ""
    return (
        f"{mark}{earliest}"
        if earliest == latest or not latest
        else f"{earliest}\n..{latest[5:] if latest[:4] == earliest[:4] else latest}"
    )


def what(row: dict[str, Any]) -> str:
    """Return type, mode, content and CAMEO code in short: ``AGREE:COOPERATE 0312``."""
    kind = row["type"] + (f"/{row['mode']}" if row["mode"] else "") + (f":{row['content']}" if row["content"] else "")
    return f"{kind}\nCAMEO {row['cameo']}" if row["cameo"] else kind


def words_around(row: dict[str, Any]) -> Text:
    """Return the sentence that tells the event on one line, the words that state it marked."""
    words = row["words"] or ""
    text = Text(words.replace("\n", " "))
    shift = row["words_start"] or 0
    for role in ("content", "trigger"):
        if row[f"{role}_start"] is not None:
            text.stylize(STYLES[role], max(0, row[f"{role}_start"] - shift), max(0, row[f"{role}_end"] - shift))
    return text


def story_table(rows: Iterable[dict[str, Any]]) -> Table:
    """Return a table of stories."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("published", "title", "agency", "events", "counted", "id"):
        table.add_column(name, justify="right" if name in {"events", "counted"} else "left")
    for row in rows:
        published = str(row["published"]) if row["published"] else "no date"
        table.add_row(
            published, row["title"] or "", row["agency"] or "", str(row["events"]), str(row["counted"]), row["id"]
        )
    return table


def issue_table(rows: Iterable[dict[str, Any]]) -> Table:
    """Return a table of issue codes with their counts."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("rows", "stage", "code", "example"):
        table.add_column(name, justify="right" if name == "rows" else "left")
    for row in rows:
        table.add_row(str(row["rows"]), row["stage"], row["code"], row["example"])
    return table


def story_view(document: Document) -> Iterator[RenderableType]:
    """Yield a story for the terminal: head, text with highlighted evidence, table of events."""
    published = document.published
    head = Text(document.title or document.id, style="bold")
    if published:
        head.append(f"\n{published.earliest[:10]} ({published.basis})", style="dim")
    yield Panel(head, box=box.ROUNDED, expand=False)
    legend = Text("  ".join(STYLES))
    for role, style in STYLES.items():
        legend.highlight_words([role], style)
    yield legend
    for paragraph in document.paragraphs:
        yield Text("\n").join([Text(""), highlight(document, paragraph.start, paragraph.end)])
    yield event_table(event_rows(document))


def highlight(document: Document, start: int, end: int) -> Text:
    """Return a stretch of the text with the evidence of its events in the styles of their roles."""
    text = Text(document.text[start:end].replace("\n", " "))
    order = list(STYLES)
    rows = [row for event in document.events for row in _evidence(event) if row[1] < end and start < row[2]]
    for role, first, last in sorted(rows, key=lambda row: order.index(row[0]), reverse=True):
        text.stylize(STYLES[role], max(first, start) - start, min(last, end) - start)
    return text


def _evidence(event: Event) -> list[tuple[str, int, int]]:
    return [(row.role, row.start, row.end) for row in event.evidence if row.role in STYLES and row.role != "content"]


def sections(found: Iterable[Section]) -> Group:
    """Return titled sections of lines."""
    parts: list[RenderableType] = []
    for section in found:
        parts.append(Text(section.title, style="bold"))
        parts.extend(Text(f"  {line}") for line in section.lines)
    return Group(*parts)
