"""Cut a sentence into the pieces that time expressions are matched on, and look phrases of the pack up in them."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import msgspec

from detente.model import Token, Tree
from detente.packs.time_words import PIECE, Entry, TimeWords, Value
from detente.trees import token_at

LONGEST_NUMBER = 6
"""Digits; anything longer is no number of a date."""

DASHES = frozenset("-–—‐‑‒−")  # noqa: RUF001 - these are the characters that texts use
HYPHENS = frozenset("-‐‑")  # noqa: RUF001
QUOTES = frozenset("'’‘ʼ`")  # noqa: RUF001

NOTHING: Mapping[str, Sequence[Entry]] = MappingProxyType({})
"""What a piece holds that no phrase begins with."""


class Lexeme(msgspec.Struct, frozen=True, kw_only=True):
    """A run of digits, a run of letters, or one other character."""

    start: int
    end: int
    text: str
    low: str
    """Lower case; every apostrophe and dash in its plain form."""
    glued: bool
    """No space before it."""
    number: int | None = None
    token: int = -1
    """Index of the token that it is part of, -1 where there is no tree."""


class Line:
    """The lexemes of one sentence with the questions that the grammar asks of them.

    Positions outside the sentence are answered like an empty piece, so rules need not check bounds.
    """

    def __init__(self, text: str, start: int, end: int, words: TimeWords, tree: Tree | None = None) -> None:
        self.words = words
        self.tree = tree
        self.lexemes: list[Lexeme] = _cut(text, start, end, tree)
        self.lows: list[str] = [lexeme.low for lexeme in self.lexemes]
        self.entries: list[Mapping[str, Sequence[Entry]]] = [words.index.get(low, NOTHING) for low in self.lows]
        """What phrases begin at each piece, by class."""
        longer = [lexeme.text for lexeme in self.lexemes if len(lexeme.text) > 3 and lexeme.text.isalpha()]
        self.titled = len(longer) > 3 and 2 * sum(word[0].isupper() for word in longer) > len(longer)
        """Most longer words begin with a capital: a headline."""

    def __len__(self) -> int:
        return len(self.lexemes)

    def low(self, place: int) -> str:
        """Return the piece in lower case, empty outside the sentence."""
        return self.lows[place] if 0 <= place < len(self.lows) else ""

    def text(self, place: int) -> str:
        """Return the piece as written, empty outside the sentence."""
        return self.lexemes[place].text if 0 <= place < len(self.lexemes) else ""

    def token(self, place: int) -> Token | None:
        """Return the token that a piece is part of."""
        if self.tree is None or not 0 <= place < len(self.lexemes) or self.lexemes[place].token < 0:
            return None
        return self.tree.tokens[self.lexemes[place].token]

    def glued(self, place: int) -> bool:
        """Return whether the piece follows the one before without a space."""
        return 0 < place < len(self.lexemes) and self.lexemes[place].glued

    def number(
        self, place: int, low: int = 0, high: int = 10**LONGEST_NUMBER, *, digits: Sequence[int] = ()
    ) -> int | None:
        """Return the number written in digits at a place if it lies within bounds and has one of the lengths."""
        if not 0 <= place < len(self.lexemes):
            return None
        value = self.lexemes[place].number
        if value is None or not low <= value <= high or (digits and len(self.lexemes[place].text) not in digits):
            return None
        return value

    def take(self, place: int, kind: str) -> tuple[Value, int] | None:
        """Match the longest phrase of a class; return what it stands for and the place after it."""
        entries = self.entries[place].get(kind) if 0 <= place < len(self.entries) else None
        if entries is None:
            return None
        for pieces, value in entries:
            end = place + len(pieces)
            if len(pieces) == 1 or (end <= len(self.lows) and tuple(self.lows[place:end]) == pieces):
                return value, end
        return None

    def skip(self, place: int, kind: str) -> int:
        """Return the place after a phrase of a class, or the same place where there is none."""
        found = self.take(place, kind)
        return found[1] if found else place

    def skip_dash(self, place: int) -> int:
        """Return the place after a hyphen that stands without spaces, or the same place."""
        return place + 1 if self.dash(place) and self.glued(place) and self.glued(place + 1) else place

    def hyphen(self, place: int) -> bool:
        """Return whether a hyphen joins the pieces around a place; a dash parts them."""
        return self.text(place) in HYPHENS and self.skip_dash(place) > place

    def is_a(self, place: int, kind: str) -> bool:
        """Return whether a phrase of a class stands at a place."""
        return self.take(place, kind) is not None

    def ends_with(self, place: int, kind: str) -> bool:
        """Return whether a one-piece phrase of a class stands right before a place."""
        found = self.take(place - 1, kind)
        return found is not None and found[1] == place

    def blocked(self, place: int, kind: str) -> bool:
        """Return whether the piece at a place is among the blockers of a kind."""
        return self.low(place) in self.words.blockers.get(kind, ())

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self.lows)

    def mentions(self, kind: str) -> bool:
        """Return whether the sentence has any of the words of a kind of blockers: degrees, goals."""
        return not self._vocabulary.isdisjoint(self.words.blockers.get(kind, ()))

    def capital(self, place: int) -> bool:
        """Return whether the piece begins with a capital letter."""
        return self.text(place)[:1].isupper()

    def verbal(self, place: int) -> bool:
        """Return whether the parser takes the piece for a verb: "the talks last a week"."""
        token = self.token(place)
        return token is not None and token.pos == "VERB" and token.tag != "VBG"

    def dash(self, place: int) -> bool:
        """Return whether the piece is a hyphen or dash."""
        return self.low(place) == "-"


def _cut(text: str, start: int, end: int, tree: Tree | None) -> list[Lexeme]:
    found: list[Lexeme] = []
    last = start
    for match in PIECE.finditer(text, start, end):
        piece = match.group()
        low = "-" if piece in DASHES else "'" if piece in QUOTES else piece.lower()
        digits = piece.isascii() and piece.isdigit() and len(piece) <= LONGEST_NUMBER
        token = token_at(tree, match.start()) if tree is not None else None
        found.append(
            Lexeme(
                start=match.start(),
                end=match.end(),
                text=piece,
                low=low,
                glued=match.start() == last and match.start() > start,
                number=int(piece) if digits else None,
                token=-1 if token is None else token,
            )
        )
        last = match.end()
    return found
