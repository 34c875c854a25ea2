"""Tables and views for the terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from detente.model import NOT_KEPT, Document, Span
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
COMPACT = 150
"""Terminal width under which who, whom, what and how certainly share a column."""
CROP = 220
"""Characters of a sentence that a table shows around the words that tell the event."""
_UNSAFE = {
    **dict.fromkeys((*range(32), *range(127, 160)), "\ufffd"),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
    **dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " "),
}


def plain(text: str) -> str:
    r"""Return a story's text as a terminal may show it, of the same length: no escape, no turn of direction, one line.

    >>> plain("a\nb\x1b[31m")
    'a b\ufffd[31m'
    """
    return text.translate(_UNSAFE)


def cell(value: str | None, style: str = "") -> Text:
    """Return text that is shown as it is, without reading markup in it."""
    return Text(plain(value or ""), style=style)


def event_table(rows: Iterable[dict[str, Any]], *, wide: int) -> Table:
    """Return a table of flat event rows; narrow terminals get fewer and taller columns."""
    full = wide >= COMPACT
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_lines=False, padding=(0, 1))
    table.add_column("date", no_wrap=True)
    if full:
        table.add_column("who", max_width=26, overflow="fold")
        table.add_column("to whom", max_width=26, overflow="fold")
        table.add_column("what", no_wrap=True)
        table.add_column("certainty", max_width=14)
        table.add_column("voice", max_width=18, overflow="fold")
        table.add_column("place", max_width=16, overflow="fold")
        table.add_column("the words", ratio=1, overflow="fold")
    else:
        table.add_column("who did what to whom", ratio=5, overflow="fold")
        table.add_column("the words", ratio=6, overflow="fold")
    table.add_column("id", style="dim", no_wrap=True)
    for row in rows:
        middle = _columns(row) if full else [_stack(row)]
        day = Text(when(row["earliest"], row["latest"], row["date_basis"]))
        table.add_row(day, *middle, words_around(row), row["event"][:8])
        if not full:
            table.add_row()
    return table


def _columns(row: dict[str, Any]) -> list[Text]:
    who, whom = sides(row)
    code = Text(what(row), style=QUADS.get(row["quad"], ""))
    return [who, whom, code, cell(certainty(row)), cell(row["speaker"] or "reporter"), cell(row["place"])]


def _stack(row: dict[str, Any]) -> Text:
    """Return the event in three lines: who and whom, what, and what holds it back, who says so and where."""
    who, whom = sides(row)
    lines = [who + Text(" → ") + whom if whom and not row["reciprocal"] else who + Text(" ") + whom]
    lines.append(Text(what(row).replace("\n", ", "), style=QUADS.get(row["quad"], "")))
    rest = [] if certainty(row) == "happened" else [certainty(row)]
    rest += [f"says {row['speaker']}"] if row["speaker"] else []
    rest += [f"in {row['place']}"] if row["place"] else []
    lines += [cell("; ".join(rest), "dim")] if rest else []
    return Text("\n").join(lines)


def sides(row: dict[str, Any]) -> tuple[Text, Text]:
    """Return who and to whom."""
    mark = "⇄ " if row["reciprocal"] else ""
    who, whom = cell(", ".join(row["sources"]) or "?", "cyan"), cell(", ".join(row["targets"]), "magenta")
    return who, Text(mark) + whom if whom else whom


def certainty(row: dict[str, Any]) -> str:
    """Return the factuality, or why the event is not in default counts."""
    return row["factuality"] if row["counted"] or not row["exclusions"] else ", ".join(row["exclusions"])


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


def words_around(row: dict[str, Any], *, width: int = CROP) -> Text:
    """Return the words that tell the event, marked, with as much of their sentence as fits, on one line."""
    words, shift = plain(row["words"] or ""), row["words_start"] or 0
    text = Text(words)
    if words.startswith(NOT_KEPT):
        return text
    for role in ("content", "trigger"):
        if row[f"{role}_start"] is not None:
            text.stylize(STYLES[role], max(0, row[f"{role}_start"] - shift), max(0, row[f"{role}_end"] - shift))
    if len(words) <= width:
        return text
    middle = (row["trigger_start"] or shift) - shift
    start = max(0, min(middle - width // 3, len(words) - width))
    start = words.find(" ", start) + 1 if start and " " in words[start:middle] else start
    end = start + width
    end = words.rfind(" ", middle, end) if end < len(words) and " " in words[middle:end] else end
    cropped = text[start:end]
    return Text("… " if start else "") + cropped + Text(" …" if end < len(words) else "")


def story_table(rows: Iterable[dict[str, Any]]) -> Table:
    """Return a table of stories."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("published", no_wrap=True)
    table.add_column("story and its id", ratio=1, overflow="fold")
    table.add_column("agency", max_width=18)
    table.add_column("events", justify="right", no_wrap=True)
    table.add_column("counted", justify="right", no_wrap=True)
    for row in rows:
        story = cell(row["title"]) + Text("\n") + cell(row["id"], "dim") if row["title"] else cell(row["id"], "dim")
        day = str(row["published"]) if row["published"] else "no date"
        table.add_row(day, story, cell(row["agency"]), str(row["events"]), str(row["counted"]))
    return table


def issue_table(rows: Iterable[dict[str, Any]]) -> Table:
    """Return a table of issue codes with their counts."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("rows", "stage", "code", "example"):
        table.add_column(name, justify="right" if name == "rows" else "left", no_wrap=name != "example")
    for row in rows:
        table.add_row(str(row["rows"]), row["stage"], row["code"], cell(row["example"]))
    return table


def story_view(document: Document, *, wide: int) -> Iterator[RenderableType]:
    """Yield a story for the terminal: head, text with numbered sentences and marked evidence, table of events."""
    published = document.published
    head = cell(document.title or document.id, "bold")
    if published:
        head += Text(f"\n{published.earliest[:10]} ({published.basis})", style="dim")
    yield Panel(head, box=box.ROUNDED, expand=False)
    yield Text("  ").join([Text(role, style=style) for role, style in STYLES.items() if role != "content"])
    marks = _marks(document)
    for number, paragraph in enumerate(document.paragraphs):
        inside = [(n, s) for n, s in enumerate(document.sentences) if s.paragraph == number]
        parts = [Text(f"{n} ", style="dim") + highlight(document, s.start, s.end, marks) for n, s in inside]
        label = "" if paragraph.part == "body" else f"{paragraph.part}: "
        yield Text(f"\n{label}", style="dim") + Text(" ").join(parts)
    yield event_table(event_rows(document), wide=wide)


Mark = tuple[int, int, str]
"""Start, end and role of evidence."""


def highlight(document: Document, start: int, end: int, marks: Sequence[Mark]) -> Text:
    """Return a stretch of the text with the evidence of its events in the styles of their roles."""
    text = cell(Span(start=start, end=end).of(document.text))
    if not document.text:
        return text
    order = list(STYLES)
    rows = [row for row in marks if row[0] < end and start < row[1]]
    for first, last, role in sorted(rows, key=lambda row: order.index(row[2]), reverse=True):
        text.stylize(STYLES[role], max(first, start) - start, min(last, end) - start)
    return text


def _marks(document: Document) -> list[Mark]:
    rows = (row for event in document.events for row in event.evidence)
    return [(row.start, row.end, row.role) for row in rows if row.role in STYLES and row.role != "content"]


def sections(found: Iterable[Section]) -> Group:
    """Return titled sections of lines."""
    parts: list[RenderableType] = []
    for section in found:
        parts.append(cell(section.title, "bold"))
        parts.extend(Padding(cell(line), (0, 0, 0, 2)) for line in section.lines)
    return Group(*parts)
