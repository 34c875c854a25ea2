"""Names of people as bylines and credits write them, and the pieces of such a line."""

import re
from collections.abc import Iterator

from detente.model import Span

CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁŃŅŇŌŐŘŚŞŠȘŤȚŪŮŰŲŹŻŽ"
"""For character classes: capitals of names in Latin letters."""

_WORD = rf"(?:[dD]['\u2019]|[aA]l-|[aA]n-)?[{CAPITALS}][\w.'\u2019-]{{0,40}}"
_PARTICLE = r"(?:de|da|do|dos|del|della|di|du|van|von|der|den|ter|ten|la|le|el|al|bin|bint|ibn|abu|ben|y|af|zu|st\.)"
NAME = rf"{_WORD}(?:\s{{1,3}}(?:{_PARTICLE}\s){{0,2}}{_WORD}){{1,4}}"
"""Two to five capitalised words, small particles between them."""

_FULL = re.compile(NAME)
_ANY = re.compile(rf"(?<![\w.-]){NAME}")
_SEPARATOR = re.compile(
    r"\s*(?:[|•·/@()\[\];\u2013—\n\r\t]|,\s|\s-\s|\s{3,}|\s(?:and|for|in|at|with|AND|IN)\s|\s&\s)\s*"
)


class Piece(Span, frozen=True, kw_only=True):
    """A piece of a line between separators; `before` is the separator that led to it, empty for the first."""

    before: str


def is_name(words: str) -> bool:
    """Tell whether the words can be a person's name: two to five capitalised ones.

    >>> is_name("Mari Yamaguchi"), is_name("Ursula von der Leyen"), is_name("Friday afternoon")
    (True, True, False)
    """
    return bool(_FULL.fullmatch(words))


def find_names(text: str) -> list[str]:
    """Return the names in a text, in order."""
    return [" ".join(match[0].split()) for match in _ANY.finditer(text)]


def cut_pieces(text: str, *, start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces of a line between commas, slashes, bars, dashes and words such as "in" and "and"."""
    place, before = start, ""
    for match in _SEPARATOR.finditer(text, start, end):
        if text[place : match.start()].strip():
            yield Piece(start=place, end=match.start(), before=before)
        place, before = match.end(), match[0].strip()
    if text[place:end].strip():
        yield Piece(start=place, end=end, before=before)
