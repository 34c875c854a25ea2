"""Mark each block of a page by what its own words say: the first of the two steps of segmenting."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from detente.model import Passage
from detente.packs.pages import Pages, flatten
from detente.readers.blocks import BULLET, Block, ends_sentence, is_title_case
from detente.readers.bylines import Byline, find_byline, find_contributors, find_credit
from detente.readers.captions import ENOUGH, find_last_credit, weigh_caption
from detente.readers.datelines import Dateline, find_dateline
from detente.readers.signs import Sign, find_sign

Kind = Literal["prose", "line", "dateline", "place", "byline", "credit", "caption", "contributors"] | Sign
"""`prose` and `line` are blocks that no sign marks: sentences, and what is none; `place` is a dateline on its own."""

_WITHIN = re.compile(r"[a-z]{3}[.!?][\"”\u2019)]?\s+[\"“(]?[A-Z]")
"""The end of a sentence within a block."""
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What a block is, with what was read from it."""

    kind: Kind
    dateline: Dateline | None = None
    byline: Byline | None = None
    credit: Passage | None = None
    contributors: tuple[Passage, ...] = ()


def mark_blocks(text: str, blocks: Sequence[Block], pages: Pages) -> list[Mark]:
    """Return the mark of each block, captions included: those need to know their neighbours."""
    marks = [_mark(text, block, pages) for block in blocks]
    _mark_trails(text, blocks, marks, pages)
    first = next((index for index, mark in enumerate(marks) if mark.kind == "dateline"), 0)
    for index, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        if mark.kind not in {"prose", "line", "caption"}:
            continue
        beside = any(0 <= near < len(marks) and marks[near].kind == "credit" for near in (index - 1, index + 1))
        points = weigh_caption(text, pages, start=block.start, end=block.end) + 2 * beside + (index < first)
        wordy = mark.kind == "prose" or len(block.of(text).split()) >= 6
        if "caption" in block.labels or (points >= ENOUGH and wordy):
            last = find_last_credit(text, pages, start=block.start, end=block.end)
            marks[index] = Mark(kind="caption", credit=last)
    return marks


def plain(words: str) -> str:
    """Return a heading as headings are compared: flattened, without the number of a list."""
    return flatten(_NUMBERED.sub("", words.lstrip(), count=1))


def is_heading(words: str) -> bool:
    """Tell whether a block that is no sentence can be a headline: two words or more, no list item, no open end."""
    count = len(words.split())
    return 2 <= count <= 40 and not BULLET.match(words) and not words.rstrip().endswith((":", ",", ";"))


def _mark(text: str, block: Block, pages: Pages) -> Mark:
    start, end = block.start, block.end
    if "author" in block.labels and (byline := _read_author(text, block, pages)):
        return Mark(kind="byline", byline=byline)
    credit = find_credit(text, pages, start=start, end=end)
    if credit or ("credit" in block.labels and len(block.of(text).split()) <= 12):
        return Mark(
            kind="credit", credit=credit or Passage(start=start, end=end, value=" ".join(block.of(text).split()))
        )
    if "headline" in block.labels:
        return Mark(kind="line")
    if sign := find_sign(text, pages, start=start, end=end):
        return Mark(kind=sign)
    if dateline := find_dateline(text, pages, start=start, end=end):
        return Mark(kind="place" if dateline.end >= end else "dateline", dateline=dateline)
    if contributors := find_contributors(text, pages, start=start, end=end):
        return Mark(kind="contributors", contributors=contributors)
    if byline := find_byline(text, pages, start=start, end=end):
        return Mark(kind="byline", byline=byline)
    return Mark(kind="prose" if _is_prose(block.of(text)) else "line")


def _read_author(text: str, block: Block, pages: Pages) -> Byline | None:
    """Read a block that markup calls the author's; a lone name is enough there."""
    if found := find_byline(text, pages, start=block.start, end=block.end):
        return found
    words = " ".join(block.of(text).split())
    if len(words.split()) > 8 or ends_sentence(words) or any(map(str.isdigit, words)):
        return None
    return Byline(
        start=block.start, end=block.end, names=Passage(start=block.start, end=block.end, value=words), agency=None
    )


def _mark_trails(text: str, blocks: Sequence[Block], marks: list[Mark], pages: Pages) -> None:
    """Mark numbered lists that begin as a trail does: "1. Home", "2. World"."""
    trails = frozenset(map(flatten, pages.furniture.trails))
    running = False
    for index, block in enumerate(blocks):
        words = block.of(text)
        numbered = _NUMBERED.match(words)
        running = bool(numbered) and (running or flatten(words[numbered.end() :] if numbered else "") in trails)
        if running:
            marks[index] = Mark(kind="trail")


def _is_prose(words: str) -> bool:
    count = len(words.split())
    if ends_sentence(words):
        return count >= 2
    if words.rstrip().endswith(":"):
        return count >= 5 and not is_title_case(words)
    # A sign-off or a lost full stop at the end does not make a paragraph less than one.
    return (count >= 20 and not is_title_case(words)) or (count >= 8 and bool(_WITHIN.search(words)))
