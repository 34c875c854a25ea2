"""Find what stands between quotation marks: double or single, straight or curly, over paragraphs that reopen them."""
# ruff: noqa: RUF001 -- quotation marks and dashes of every kind are what this file is about

import re
from collections.abc import Iterator, Sequence

from detente.model import Paragraph, Span

_MARK = re.compile("``|''|[\"'“”„«»‘’‚]")
_CLOSING: dict[str, tuple[str, ...]] = {
    "“": ("”", '"'),
    "«": ("»",),
    "„": ("”", "“"),
    "‘": ("’", "'"),
    "``": ("''", '"'),
    "‚": ("‘", "’"),
}
_BEFORE_OPENING = frozenset(" \t\n\r\xa0([{-–—/:,.;'\"“‘…")
_ABBREVIATED = re.compile(r"['’](?:\d0s|em|til|tis|twas|cause|n)\b", re.IGNORECASE)


class Quoted(Span, frozen=True, kw_only=True):
    """The characters between two marks; `opening` and `closing` are where the marks begin and end."""

    opening: int
    closing: int


def find_quoted(text: str, paragraphs: Sequence[Paragraph]) -> list[Quoted]:
    """Return what is quoted, in order; a quotation inside another is part of the outer one.

    A quotation that is not closed at the end of its paragraph goes on if the next one opens with a mark.

    >>> text = 'He said: "No deal."'
    >>> [found.of(text) for found in find_quoted(text, [Paragraph(start=0, end=19, part="body")])]
    ['No deal.']
    """
    found: list[Quoted] = []
    pending: tuple[int, tuple[str, ...]] | None = None
    for number, paragraph in enumerate(paragraphs):
        start = paragraph.start
        if pending is not None:
            again = _mark_at(text, start, paragraph.end)
            if again is None:
                pending = None
            else:
                start = again
        pending = _scan(text, start, paragraph.end, found, pending)
        if pending is not None and not _reopens(text, paragraphs, number):
            pending = None
    return found


def _scan(
    text: str, start: int, end: int, found: list[Quoted], pending: tuple[int, tuple[str, ...]] | None
) -> tuple[int, tuple[str, ...]] | None:
    """Pair the marks of one paragraph; return the opening offset and closing mark of a quotation left open."""
    last_single = _last_single(text, start, end)
    for at, mark in _marks(text, start, end):
        if pending is None:
            if _opens(text, at, mark, start, end):
                if mark in {"'", "‘"} and last_single <= at:
                    continue
                pending = (at, _CLOSING.get(mark, (mark,)))
        elif mark in pending[1] and _closes(text, at, mark, end, last_single):
            opening = pending[0]
            inner = opening + (2 if text.startswith("``", opening) else 1)
            if at > inner:
                found.append(Quoted(start=inner, end=at, opening=opening, closing=at + len(mark)))
            pending = None
    return pending


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for match in _MARK.finditer(text, start, end):
        yield match.start(), match.group()


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    if mark in {"”", "»", "’", "''"}:
        return False
    after = at + len(mark)
    if after >= end or text[after].isspace():
        return False
    if mark in _CLOSING and mark != "‘":
        return True
    if mark in {"'", "‘"} and (_ABBREVIATED.match(text, at) or not (text[after].isalnum() or text[after] in '"“[.')):
        return False
    return at == start or text[at - 1] in _BEFORE_OPENING


def _closes(text: str, at: int, mark: str, end: int, last_single: int) -> bool:
    if mark not in {"'", "’"}:
        return mark != '"' or at == 0 or not text[at - 1].isspace() or at + 1 >= end
    if at + 1 < end and text[at + 1].isalnum():
        return False
    possessive = text[at - 1] in "sS" and at + 2 < end and text[at + 1] == " " and text[at + 2].islower()
    return not (possessive and last_single > at)


def _last_single(text: str, start: int, end: int) -> int:
    """Return the offset of the last mark that could close a single quotation."""
    for at in range(end - 1, start, -1):
        if text[at] in "'’" and not text[at - 1].isspace() and (at + 1 >= end or not text[at + 1].isalnum()):
            return at
    return -1


def _mark_at(text: str, start: int, end: int) -> int | None:
    """Return where the text goes on after an opening mark at the start of a paragraph."""
    at = start
    while at < end and text[at].isspace():
        at += 1
    return at + 1 if at < end and text[at] in "\"“‘'„«" else None


def _reopens(text: str, paragraphs: Sequence[Paragraph], number: int) -> bool:
    if number + 1 >= len(paragraphs):
        return False
    following = paragraphs[number + 1]
    return following.part == paragraphs[number].part and _mark_at(text, following.start, following.end) is not None
