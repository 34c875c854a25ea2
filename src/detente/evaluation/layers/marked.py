"""Read text marked for one layer: ``TEXT || key words field=value; ...`` with spans ``[words|key]`` that may nest.

One item a line; ``¶`` parts paragraphs; ``date=YYYY-MM-DD`` alone is the day of publication. What keys, words and fields
mean is each layer's own business.

A value that holds blanks is written with ``_`` for each of them.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from detente.errors import GoldError
from detente.model import Anatomy, Article, Paragraph, Passage, Published, Span
from detente.packs.pages import Pages
from detente.readers.datelines import find_dateline

DAY = "2013-11-02"
"""Publication day of an item that states none."""

_KEY = re.compile(r"\|([a-z]\d+)\]")
_CODE = re.compile(r"([a-z]\d+)((?: \S+)*)")
_DATE = re.compile(r"date=(\d{4}-\d{2}-\d{2})")


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind a key: bare words in order, and fields."""

    key: str
    words: tuple[str, ...] = ()
    fields: Mapping[str, str] = {}


class MarkedItem(msgspec.Struct, frozen=True, kw_only=True):
    """A text with its marked spans and what is said of them."""

    text: str
    spans: Mapping[str, Span]
    codes: tuple[Code, ...]
    date: str = DAY
    path: str = ""
    line: int = 0


def read_marked(path: Path) -> tuple[MarkedItem, ...]:
    """Return the items of a file, in order.

    Raises:
        GoldError: the file cannot be read, or a line does not follow the format; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(path), 0, f"cannot be read: {error}") from error
    told = ((number, line.strip()) for number, line in enumerate(lines, 1))
    return tuple(
        read_marked_item(line, path=str(path), number=number)
        for number, line in told
        if line and not line.startswith("#")
    )


def read_marked_item(line: str, *, path: str = "", number: int = 0) -> MarkedItem:
    """Return the item of one line.

    >>> item = read_marked_item("They met [on Friday|t1]. || t1 DATE value=2013-11-01; date=2013-11-02")
    >>> item.text, item.spans["t1"].of(item.text), item.codes[0].fields["value"]
    ('They met on Friday.', 'on Friday', '2013-11-01')

    Raises:
        GoldError: the line does not follow the format.
    """
    marked, bar, told = line.partition(" || ")
    if not bar:
        raise GoldError(path, number, "no ' || ' between the text and its codes")
    text, spans = _unmark(re.sub(r"\s*¶\s*", "\n\n", marked), path=path, number=number)
    codes: list[Code] = []
    date = DAY
    for part in (part.strip() for part in told.split(";")):
        if part in {"none", ""}:
            continue
        if stated := _DATE.fullmatch(part):
            date = stated[1]
            continue
        match = _CODE.fullmatch(part)
        if not match:
            raise GoldError(path, number, f"cannot read {part!r}")
        if match[1] not in spans:
            raise GoldError(path, number, f"{match[1]} is used but not marked")
        rest = [word.replace("_", " ") for word in match[2].split()]
        codes.append(
            Code(
                key=match[1],
                words=tuple(word for word in rest if "=" not in word),
                fields=dict(word.split("=", 1) for word in rest if "=" in word),
            )
        )
    return MarkedItem(text=text, spans=spans, codes=tuple(codes), date=date, path=path, line=number)


def _unmark(marked: str, *, path: str, number: int) -> tuple[str, dict[str, Span]]:
    """Take the marks out of a text; the innermost bracket closes first."""
    text, at = "", 0
    opened: list[int] = []
    spans: dict[str, Span] = {}
    while at < len(marked):
        if marked[at] == "[":
            opened.append(len(text))
        elif marked[at] == "|":
            match = _KEY.match(marked, at)
            if not match or not opened:
                raise GoldError(path, number, "a bar that closes no marked words")
            if match[1] in spans:
                raise GoldError(path, number, f"{match[1]} is marked twice")
            spans[match[1]] = Span(start=opened.pop(), end=len(text))
            at = match.end()
            continue
        else:
            text += marked[at]
        at += 1
    if opened or "]" in text:
        raise GoldError(path, number, "a bracket that marks nothing")
    return text, spans


def make_article(item: MarkedItem, number: int, *, pages: Pages | None = None) -> Article:
    """Return an item as the body of a story that was published on its day; with `pages`, its dateline is read as one."""
    dateline = find_dateline(item.text, pages, start=0, end=len(item.text)) if pages else None
    start, anatomy = 0, Anatomy()
    if dateline is not None and dateline.firm and dateline.place.of(item.text):
        place = dateline.place
        start = dateline.end
        anatomy = Anatomy(dateline=Passage(start=place.start, end=place.end, value=place.of(item.text)))
    return Article(
        anatomy=anatomy,
        id=str(number),
        text=item.text,
        digest=hashlib.sha256(item.text.encode()).hexdigest(),
        published=Published(earliest=item.date, latest=item.date, basis="given"),
        paragraphs=tuple(
            Paragraph(start=match.start(), end=match.end(), part="body")
            for match in re.compile(r"[^\n]+").finditer(item.text, start)
        ),
    )
