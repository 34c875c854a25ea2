"""Read JSON lines as they stream in: one story a line, a fault on one line never stops the next."""

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from detente.errors import ReadError
from detente.model import Article, Issue, PairRequest, Span
from detente.packs import Packs
from detente.readers.articles import Facts, Unread, make_article
from detente.settings import Settings

SHAPE = '{"text": "...", "id"?: "...", "title"?: "...", "published"?: "YYYY-MM-DD", "url"?: "...", "pairs"?: [...]}'
"""What a line looks like, for advice."""


class _Ends(msgspec.Struct, frozen=True, kw_only=True):
    start: int
    end: int


class _Pair(msgspec.Struct, frozen=True, kw_only=True):
    source: _Ends
    target: _Ends


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    """A line; keys that are not listed are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | int | None = None
    date: str | int | None = None
    url: str | None = None
    source: str | None = None
    publisher: str | None = None
    byline: str | None = None
    pairs: tuple[_Pair, ...] = ()


def read_lines(chunks: Iterable[bytes], *, source: str, settings: Settings, packs: Packs) -> Iterator[Article | Unread]:
    r"""Yield a story, or what is wrong with it, for each line of a byte stream; empty lines are passed over.

    >>> from detente.packs import load_packs
    >>> lines = [b'{"id": "a", "text": "Poland expelled two diplomats."}\n', b'{"text": 3}\n']
    >>> [type(item).__name__ for item in read_lines(lines, source="-", settings=Settings(), packs=load_packs())]
    ['Article', 'Unread']
    """
    limit = 6 * settings.longest_story + 65536
    for number, line in enumerate(cut_lines(_recode(chunks), limit=limit), 1):
        place = f"{source}:{number}"
        if line is None:
            fault = f"too long: the line has more than {limit:,} bytes"
            yield Unread(source=place, fault=fault, advice="split it into stories, or raise `longest_story`")
        elif line.strip():
            yield _read_record(line, place, settings=settings, packs=packs)


def read_records(data: bytes, *, source: str, settings: Settings, packs: Packs) -> Iterator[Article | Unread]:
    """Yield the stories of a JSON document that is one object, or an array of them.

    >>> from detente.packs import load_packs
    >>> data = b'[{"id": "a", "text": "Poland expelled two diplomats."}]'
    >>> [story.id for story in read_records(data, source="-", settings=Settings(), packs=load_packs())]
    ['a']
    """
    data = data.removeprefix(codecs.BOM_UTF8).strip()
    try:
        many = (
            [data]
            if data.startswith(b"{")
            else [bytes(raw) for raw in msgspec.json.decode(data, type=list[msgspec.Raw])]
        )
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        yield Unread(source=source, fault=f"bad JSON: {fault}", advice=f"write one object a line: {SHAPE}")
        return
    for number, record in enumerate(many, 1):
        yield _read_record(record, f"{source}:{number}", settings=settings, packs=packs)


def cut_lines(chunks: Iterable[bytes], *, limit: int) -> Iterator[bytes | None]:
    r"""Yield lines; None stands for a line longer than the limit, of which nothing is kept in memory.

    >>> list(cut_lines([b"one\ntw", b"o\nmuch too long\nfour"], limit=8))
    [b'one', b'two', None, b'four']
    """
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for piece in whole:
            held.append(piece)
            size += len(piece)
            yield b"".join(held) if size <= limit else None
            held, size = [], 0
        size += len(rest)
        held = [*held, rest] if size <= limit and rest else ([] if size > limit else held)
    if size:
        yield b"".join(held) if size <= limit else None


def _recode(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Drop the byte order mark; turn UTF-16 into UTF-8."""
    stream = iter(chunks)
    first = next(stream, b"")
    while 0 < len(first) < 3 and (more := next(stream, b"")):
        first += more
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
        for chunk in chain((first,), stream):
            yield decoder.decode(chunk).encode()
        return
    yield first.removeprefix(codecs.BOM_UTF8)
    yield from stream


def _read_record(line: bytes, place: str, *, settings: Settings, packs: Packs) -> Article | Unread:
    issues: tuple[Issue, ...] = ()
    try:
        line.decode()
    except UnicodeDecodeError:
        line = line.decode("cp1252", errors="replace").encode()
        message = "the line is no UTF-8 and was read as Windows-1252"
        issues = (Issue(stage="read", code="encoding-guessed", message=message),)
    try:
        record = msgspec.json.decode(line, type=_Record)
        facts = Facts(
            id="" if record.id is None else str(record.id).strip(),
            title=record.title or "",
            published=str(record.published or record.date or ""),
            url=record.url or "",
            publisher=record.publisher or "",
            byline=record.byline or "",
            source=record.source or record.url or place,
            requests=tuple(_read_pair(number, pair, record.text, place) for number, pair in enumerate(record.pairs)),
            issues=issues,
        )
        return make_article(record.text, facts, settings=settings, packs=packs)
    except msgspec.ValidationError as fault:
        return Unread(source=place, fault=f"not a story: {fault}", advice=f"a line looks so: {SHAPE}")
    except (msgspec.DecodeError, RecursionError) as fault:
        return Unread(source=place, fault=f"bad JSON: {fault}", advice=f"a line looks so: {SHAPE}")
    except ReadError as fault:
        return Unread(source=place, fault=fault.fault, advice=fault.advice)


def _read_pair(number: int, pair: _Pair, text: str, place: str) -> PairRequest:
    for role, ends in (("source", pair.source), ("target", pair.target)):
        if not 0 <= ends.start < ends.end <= len(text):
            span = f"pairs[{number}].{role}: {ends.start}..{ends.end}"
            fault = f"{span} is empty or outside the text of {len(text)} characters"
            raise ReadError(place, fault, advice="count offsets in Unicode code points, from 0, the end not included")
    if pair.source.start < pair.target.end and pair.target.start < pair.source.end:
        raise ReadError(place, f"pairs[{number}]: source and target overlap", advice="mark two different mentions")
    return PairRequest(
        source=Span(start=pair.source.start, end=pair.source.end),
        target=Span(start=pair.target.start, end=pair.target.end),
    )
