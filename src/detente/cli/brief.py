"""The command `brief`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from detente.brief import LIMIT, Brief, make_brief
from detente.brief.html import write_html
from detente.brief.markdown import write_markdown
from detente.cli.ledger import AsOf, Known, today
from detente.cli.options import StoreOption, check_date
from detente.dyads import find_pair, read_dyad
from detente.dyads.reading import check_order
from detente.errors import ConfigError, nearest
from detente.registry import load_part
from detente.store import Store
from detente.store.ledger import documents_naming

DEFAULT_STORE = Path("detente.duckdb")


class Format(StrEnum):
    """Formats of a brief."""

    markdown = "markdown"
    html = "html"
    docx = "docx"
    json = "json"


SUFFIXES = {
    ".md": Format.markdown,
    ".html": Format.html,
    ".htm": Format.html,
    ".docx": Format.docx,
    ".json": Format.json,
}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(brief)


def brief(
    one: Annotated[str, typer.Argument(help="A country: code or name.")],
    other: Annotated[str, typer.Argument(help="The other country.")],
    store: StoreOption = DEFAULT_STORE,
    *,
    as_of: AsOf = None,
    known: Known = None,
    since: Annotated[
        str | None,
        typer.Option(help="What became known after this day is new; without it, 30 days before.", callback=check_date),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Sentences in a section.")] = LIMIT,
    format_: Annotated[
        Format | None, typer.Option("--format", help="Without it, what the file is called, else Markdown.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A .md, .html, .docx or .json file.")] = None,
) -> None:
    """Write one page on two countries: new, agreed, promised, due, open, in dispute, said, contradicted, not said."""
    pair, day = find_pair(one, other), as_of or today()
    check_order(since, day)
    kind = _format(format_, output)
    with Store(store, read_only=True) as kept:
        page = read_dyad(kept, *pair, until=day, as_of=known or day)
        documents = list(documents_naming(kept, *pair))
        merged = kept.merged_ids([document.id for document in documents])
        made = make_brief(page, documents, as_of=day, known=known, since=since, limit=limit, merged=merged)
    if made is None:
        said = f"nothing between {page.names[0]} and {page.names[1]} by {day}: {page.exposure} stories read name both"
        Console(stderr=output is not None).print(Text(said), soft_wrap=True)
        return
    _write(_render(made, kind), output)


def _format(asked: Format | None, output: Path | None) -> Format:
    """Return the format that was asked for, or that a file's name tells.

    Raises:
        ConfigError: the name tells none, or a file is needed and not named.
    """
    suffix = output.suffix.lower() if output else ""
    kind = asked or (SUFFIXES.get(suffix) if output else Format.markdown)
    if kind is None:
        raise ConfigError(f"{output} ends in none of {', '.join(SUFFIXES)}{nearest(suffix, SUFFIXES)}; or say --format")
    if kind is Format.docx and output is None:
        raise ConfigError("a DOCX brief is written to a file: name it with --output brief.docx")
    return kind


def _render(made: Brief, kind: Format) -> bytes:
    if kind is Format.docx:
        return bytes(load_part("brief-docx")(made))
    if kind is Format.json:
        return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"
    return (write_html(made) if kind is Format.html else write_markdown(made)).encode()


def _write(made: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(made)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(made)
    except OSError as fault:
        raise ConfigError(f"cannot write {output}: {fault.strerror or fault}") from fault
    Console(stderr=True).print(Text(f"wrote {output}"), soft_wrap=True)
