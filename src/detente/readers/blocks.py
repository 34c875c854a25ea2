"""Cut a text into blocks: paragraphs, headings and stray lines, with hard-wrapped lines put together again."""

import re
from collections.abc import Sequence
from itertools import pairwise

from detente.model import Span

LINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + "\u200b\ufeff\xad"
"""Characters that do not count at the ends of a line."""

BULLET = re.compile(r"[•*‣▪●◦·>]\s*(?=\w)|[\u2013—-]\s+(?=\w)|\d{1,2}[.)]\s+(?=\w)")
TERMINAL = re.compile(r"[.!?…。\uff01\uff1f][\"'”\u2019»)\]]{0,4}$")
WIDEST = 132
"""Characters; lines of wrapped texts are shorter."""


class Line(Span, frozen=True, kw_only=True):
    """A line without the spaces around it; `indent` counts those before it."""

    indent: int


class Block(Span, frozen=True, kw_only=True):
    """A paragraph, heading or stray line; `labels` is what markup says of it, empty in plain text."""

    gap: bool = True
    """A blank line stands before it."""
    labels: frozenset[str] = frozenset()


def cut_blocks(text: str) -> list[Block]:
    r"""Return the blocks of a plain text in order.

    Blank lines always part blocks. A single line break parts them unless the text is wrapped at some width, or the
    line breaks off within a sentence that the next one goes on with in a small letter.

    >>> text = "Poland expelled two Russian\ndiplomats on Friday.\n\nMoscow protested."
    >>> [block.of(text) for block in cut_blocks(text)]
    ['Poland expelled two Russian\ndiplomats on Friday.', 'Moscow protested.']
    """
    groups = _group(text)
    width = _find_width(text, groups)
    blocks: list[Block] = []
    for group in groups:
        first, gap = group[0], True
        for line, following in zip(group, [*group[1:], None], strict=True):
            if following is None or not _continues(text, line, following, width=width, alone=len(group) == 2):
                blocks.append(Block(start=first.start, end=line.end, gap=gap))
                if following is not None:
                    first, gap = following, False
    return blocks


def ends_sentence(words: str) -> bool:
    """Tell whether the text ends as a sentence does, closing quotes and brackets aside."""
    return bool(TERMINAL.search(words[-8:].rstrip()))


def _group(text: str) -> list[list[Line]]:
    """Return lines in groups between blank lines."""
    groups: list[list[Line]] = []
    start, fresh = 0, True
    for stop, following in [*((m.start(), m.end()) for m in LINE.finditer(text)), (len(text), len(text))]:
        raw = text[start:stop]
        bare = raw.strip(SPACES)
        if bare:
            offset = start + raw.find(bare)
            line = Line(start=offset, end=offset + len(bare), indent=offset - start)
            if fresh:
                groups.append([])
            groups[-1].append(line)
        fresh = not bare
        start = following
    return groups


def _find_width(text: str, groups: Sequence[Sequence[Line]]) -> int:
    """Return the width that the text is wrapped at, or 0.

    In a wrapped text the first word of a line would not have fitted on the line before, and most breaks fall within
    a sentence.
    """
    pairs = [(a, b) for group in groups for a, b in pairwise(group)]
    width = max((line.end - line.start for pair in pairs for line in pair), default=0)
    if not 30 <= width <= WIDEST:
        return 0
    long = [(a, b) for a, b in pairs if a.end - a.start >= 0.6 * width]
    full = sum(_is_full(text, a, b, width) for a, b in long)
    within = [b for a, b in long if not ends_sentence(a.of(text))]
    small = sum(text[b.start].islower() for b in within)
    wrapped = full >= 0.6 * len(long) and len(within) >= 0.5 * len(long) and small >= 0.25 * len(long)
    return width if small and wrapped else 0


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word) > width - 6


def _continues(text: str, line: Line, following: Line, *, width: int, alone: bool) -> bool:
    words = line.of(text)
    full = bool(width) and _is_full(text, line, following, width)
    bullet = BULLET.match(text, following.start, following.end)
    # A number or dash may open a wrapped line by chance, but only where the line before stops within a sentence.
    if following.indent > line.indent + 1 or (bullet and (not full or ends_sentence(words))):
        return False
    if full:
        return True
    if ends_sentence(words) or len(words) < 20:
        return False
    if text[following.start].islower():
        return True
    # "... told Chancellor" / "Angela Merkel on Friday.": two lines on their own, of which only the second ends.
    short = len(words) <= WIDEST and following.end - following.start <= WIDEST
    return alone and short and not is_title_case(words) and ends_sentence(following.of(text))


def is_title_case(words: str) -> bool:
    """Tell whether most words that are not small ones begin with a capital.

    >>> is_title_case("Japan And Russia Are Expanding Defense Ties")
    True
    """
    counted = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return len(counted) >= 2 and sum(word[0].isupper() for word in counted) >= 0.8 * len(counted)
