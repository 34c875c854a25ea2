"""Read stories from files, folders, standard input, web pages, JSON lines and pasted text."""

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import msgspec

from detente.errors import ReadError
from detente.model import Article, Issue
from detente.packs import Packs
from detente.readers.articles import Facts, Unread, make_article
from detente.readers.decode import decode, refuse_binary
from detente.readers.jsonl import read_lines, read_records
from detente.readers.webpages import read_html
from detente.settings import Settings

__all__ = ["Unread", "read", "read_html", "read_lines", "read_text"]

CHUNK = 65536
LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
MARKUP = frozenset({".html", ".htm", ".xhtml", ".shtml"})
FOREIGN = {
    **dict.fromkeys((".csv", ".tsv", ".xlsx", ".parquet"), "a table: write its stories as JSON lines"),
    **dict.fromkeys((".xml", ".rss", ".atom", ".warc"), "write its stories as JSON lines"),
    **dict.fromkeys(
        (".toml", ".yaml", ".yml", ".ini", ".cfg", ".py", ".sh", ".sql", ".log", ".lock"), "settings or code"
    ),
    **dict.fromkeys((".css", ".js", ".mjs", ".svg", ".map", ".woff", ".woff2", ".ttf", ".ico"), "part of a saved page"),
}
"""Suffixes of files that hold text and no story, with advice."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|article|div)\b",
    re.IGNORECASE | re.DOTALL,
)


def read(source: str | Path, *, settings: Settings, packs: Packs) -> Iterator[Article | Unread]:
    """Yield every story of a file, a folder (all files below it, in order of name) or ``-`` (standard input).

    What cannot be read comes as an `Unread` in its place, and the rest goes on. Two different stories never share an
    id: a second one is renamed, with an issue row.

    >>> from detente.packs import load_packs
    >>> [item.fault for item in read("no/such/file", settings=Settings(), packs=load_packs())]
    ['there is no such file or folder']
    """
    yield from _keep_apart(_read_source(source, settings=settings, packs=packs))


def read_text(
    text: str,
    *,
    id: str,  # noqa: A002 - the field of the record has this name
    source: str = "",
    settings: Settings,
    packs: Packs,
    published: str | None = None,
) -> Article:
    """Read a plain or pasted story; the text is kept whole and everything points into it.

    >>> from detente.packs import load_packs
    >>> story = read_text("Poland expelled two diplomats.", id="a", settings=Settings(), packs=load_packs())
    >>> [(part.part, part.of(story.text)) for part in story.paragraphs]
    [('body', 'Poland expelled two diplomats.')]

    Raises:
        ReadError: the text is empty, too long, or no proper Unicode.
    """
    facts = Facts(id=id, source=source, published=published or "")
    return make_article(text, facts, settings=settings, packs=packs)


def _keep_apart(items: Iterable[Article | Unread]) -> Iterator[Article | Unread]:
    """Rename a story whose id another text has already."""
    digests: dict[str, str] = {}
    for item in items:
        if isinstance(item, Article):
            known = digests.setdefault(item.id, item.digest)
            yield item if known == item.digest else _rename(item)
        else:
            yield item


def _rename(article: Article) -> Article:
    renamed = f"{article.id}-{article.digest[:12]}"
    message = f"another story has the id {article.id[:80]!r}; this one is called {renamed[:100]!r}"
    row = Issue(stage="read", code="id-repeated", message=message)
    return msgspec.structs.replace(article, id=renamed, issues=(*article.issues, row))


def _read_source(source: str | Path, *, settings: Settings, packs: Packs) -> Iterator[Article | Unread]:
    if str(source) == "-":
        yield from _read_stream(sys.stdin.buffer, "-", suffix="", settings=settings, packs=packs)
        return
    try:
        path = Path(source)
        if path.is_dir():
            yield from _read_folder(path, settings=settings, packs=packs)
        elif path.exists():
            yield from _read_file(path, settings=settings, packs=packs)
        else:
            yield Unread(source=str(source), fault="there is no such file or folder", advice="check the path")
    except (OSError, ValueError) as fault:
        yield Unread(source=str(source), fault=f"cannot be opened: {_say(fault)}")


def _read_folder(folder: Path, *, settings: Settings, packs: Packs) -> Iterator[Article | Unread]:
    """Yield the stories of all files below a folder; hidden files and folders are passed over."""
    refused: list[OSError] = []
    files: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(where) / name for name in names if not name.startswith(".")]
    for fault in refused:
        yield Unread(source=str(fault.filename or folder), fault=f"cannot be opened: {_say(fault)}")
    if not files and not refused:
        yield Unread(source=str(folder), fault="empty: there is no file in the folder", advice="check the path")
    for file in sorted(files):
        yield from _read_file(file, settings=settings, packs=packs)


def _read_file(file: Path, *, settings: Settings, packs: Packs) -> Iterator[Article | Unread]:
    suffix = file.suffix.lower()
    if suffix in FOREIGN:
        yield Unread(source=str(file), fault=f"a {suffix} file is no story", advice=FOREIGN[suffix])
        return
    try:
        with file.open("rb") as stream:
            yield from _read_stream(stream, str(file), suffix=suffix, settings=settings, packs=packs)
    except OSError as fault:
        yield Unread(source=str(file), fault=f"cannot be opened: {_say(fault)}")


def _read_stream(
    stream: BinaryIO | io.BufferedReader, name: str, *, suffix: str, settings: Settings, packs: Packs
) -> Iterator[Article | Unread]:
    """Yield the stories of a byte stream, whose kind its suffix or its first bytes tell."""
    # A pipe hands out what it has: a story must not wait until the chunk behind it is full.
    fetch = getattr(stream, "read1", stream.read)
    head = b""
    while not (b"\n" in head and head.strip()) and len(head) < CHUNK and (more := fetch(CHUNK)):
        head += more
    chunks = chain((head,), iter(lambda: fetch(CHUNK), b""))
    kind = _sniff(head, suffix)
    try:
        if kind == "lines":
            refuse_binary(head.removeprefix(b"\xff\xfe") if head.startswith(b"\xff\xfe") else head, source=name)
            yield from read_lines(chunks, source=name, settings=settings, packs=packs)
            return
        room = (4 if kind == "text" else 32) * settings.longest_story + CHUNK
        data = _gather(chunks, name, room)
        if kind == "records":
            yield from read_records(data, source=name, settings=settings, packs=packs)
        elif kind == "html":
            yield read_html(data, source=name, settings=settings, packs=packs)
        else:
            decoded = decode(data, source=name)
            facts = Facts(source=name, issues=decoded.issues)
            yield make_article(decoded.text, facts, settings=settings, packs=packs)
    except ReadError as fault:
        yield Unread.of(fault)


def _gather(chunks: Iterable[bytes], name: str, room: int) -> bytes:
    """Return all bytes of a stream.

    Raises:
        ReadError: there are more than `room`.
    """
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > room:
            fault = f"too long: more than {room:,} bytes"
            raise ReadError(name, fault, advice="split it into stories, write JSON lines, or raise `longest_story`")
        parts.append(chunk)
    return b"".join(parts)


def _sniff(head: bytes, suffix: str) -> str:
    """Return lines, records, html or text."""
    if suffix in LINES:
        return "lines"
    if suffix in MARKUP or _HTML.match(head):
        return "html"
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first = bare.split(b"\n", 1)[0].strip()
    if bare.startswith(b"{") and (suffix == ".json" or re.match(rb'\{\s*"', bare)):
        return "lines" if first.endswith(b"}") or b"\n" not in bare else "records"
    return "records" if suffix == ".json" or re.match(rb'\[\s*\{\s*"', bare) else "text"


def _say(fault: Exception) -> str:
    return (getattr(fault, "strerror", None) or str(fault)).lower()
