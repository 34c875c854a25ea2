"""Tell a photo caption from story text, and find the credit at its end."""

import re
from functools import cache

from detente.model import Passage
from detente.packs.pages import Pages
from detente.readers.bylines import find_credit
from detente.readers.dates import alternatives, find_dates

ENOUGH = 3
"""Points that make a caption."""

_BRACKETED = re.compile(r"[(\[][^()\[\]]{2,120}[)\]]\.?\s*$")
_LAST = re.compile(
    r"(?:[.!?…]|[.!?…][\"”\u2019])\s+(?=[^.!?…]{3,120}\.?\s*$)|\s+(?=(?:Photo|Photograph|Picture|Image|Credit)s?:\s)"
)


def weigh_caption(text: str, pages: Pages, *, start: int, end: int) -> int:
    """Return the points that a block's own words earn for being a caption; its neighbours may add to them.

    >>> from detente.packs import load_packs
    >>> line = "President Ruto, left, shakes hands with Mr Modi in Nairobi, May 3, 2021. (AP Photo/Jane Doe)"
    >>> weigh_caption(line, load_packs().pages, start=0, end=len(line)) >= ENOUGH
    True
    """
    if end - start > 1200:
        return 0
    openers, positions, verbs = _signs(pages)
    points = ENOUGH if skip_label(text, pages, start=start, end=end) > start else 0
    points += 2 if openers.match(text, start, end) else 0
    points += 2 * min(2, sum(1 for _ in positions.finditer(text, start, end)))
    points += 1 if verbs.search(text, start, min(end, start + 200)) else 0
    points += 1 if any(mention.day for mention in find_dates(text, pages, start=start, end=end)) else 0
    return points + (3 if find_last_credit(text, pages, start=start, end=end) else 0)


def find_last_credit(text: str, pages: Pages, *, start: int, end: int) -> Passage | None:
    """Return the photo credit that a block ends with, or None; a bare "(Reuters)" is left alone: stories end so too.

    >>> from detente.packs import load_packs
    >>> find_last_credit("A view of Nairobi. Photo: Jane Doe", load_packs().pages, start=0, end=34).value
    'Jane Doe'
    """
    if match := _BRACKETED.search(text, max(start, end - 130), end):
        if pages.agency(match[0].strip("()[]. ")):
            return None
        return find_credit(text, pages, start=match.start(), end=match.end())
    for match in reversed(list(_LAST.finditer(text, max(start, end - 160), end))):
        if found := find_credit(text, pages, start=match.end(), end=end):
            return found
    return None


def skip_label(text: str, pages: Pages, *, start: int, end: int) -> int:
    """Return where the caption begins behind a label such as "Image caption,", or `start` where there is none."""
    match = _labels(pages).match(text, start, end)
    return match.end() if match and match.end() < end else start


def is_archived(text: str, pages: Pages, *, start: int, end: int) -> bool:
    """Tell whether the caption says that its photo is an old one; "FILE" only in capitals."""
    words = text[start:end]
    listed = pages.caption.archive
    return any(
        re.search(rf"\b{re.escape(word)}\b", words, re.NOFLAG if word.isupper() else re.IGNORECASE) for word in listed
    )


@cache
def _labels(pages: Pages) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(pages.caption.labels)})(?:\s?[:,|]\s?|\s+(?=[A-Z]))", re.IGNORECASE)


@cache
def _signs(pages: Pages) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = pages.caption
    return (
        re.compile(rf"(?:{alternatives(words.openers, capitals=True)})(?!\w)"),
        re.compile(rf"(?:(?<!\w)|(?=\W))(?:{alternatives(words.positions)})", re.IGNORECASE),
        re.compile(rf"\b(?:{alternatives(words.verbs)})\b"),
    )
