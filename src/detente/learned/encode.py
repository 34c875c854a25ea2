"""Turn a text and marked spans into what the encoder reads; training and coding share this file."""

from collections.abc import Mapping

import msgspec
from tokenizers import Tokenizer

from detente.model import Span

LONGEST = 160
"""Word pieces of one input; what lies beyond is cut."""

MARKERS: Mapping[str, tuple[int, int]] = {"source": (2, 3), "target": (4, 5)}
"""Spare tokens of the vocabulary ([unused1] to [unused4]) that open and close a marked span."""

START, END = 101, 102
OUTSIDE = (-1, -1)
"""Offsets of pieces that stand for no character of the text."""


class Encoded(msgspec.Struct, frozen=True, kw_only=True):
    """Word pieces of one input with their offsets in its text."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    opened: Mapping[str, int]
    """Where the opening marker of each marked role stands."""

    def pieces(self, span: Span) -> tuple[int, ...]:
        """Return the places of the pieces that cover a span of the text."""
        return tuple(i for i, (start, end) in enumerate(self.offsets) if start < span.end and span.start < end)


def encode(tokenizer: Tokenizer, text: str, *, marks: Mapping[str, Span] | None = None) -> Encoded:
    """Return the pieces of a text with spare tokens around the marked source and target.

    Marks that overlap are nested in the order of their starts; a mark beyond `LONGEST` is lost with its words.
    """
    pieces = tokenizer.encode(text, add_special_tokens=False)
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for role, span in (marks or {}).items():
        inside = [i for i, (start, end) in enumerate(pieces.offsets) if start < span.end and span.start < end]
        if inside:
            opening.setdefault(inside[0], []).append(role)
            closing.setdefault(inside[-1], []).append(role)
    ids, offsets, opened = [START], [OUTSIDE], dict[str, int]()
    for place, (piece, offset) in enumerate(zip(pieces.ids, pieces.offsets, strict=True)):
        if len(ids) >= LONGEST - 1:
            break
        for role in opening.get(place, ()):
            opened[role] = len(ids)
            ids.append(MARKERS[role][0])
            offsets.append(OUTSIDE)
        ids.append(piece)
        offsets.append(offset)
        for role in closing.get(place, ()):
            ids.append(MARKERS[role][1])
            offsets.append(OUTSIDE)
    return Encoded(ids=(*ids, END), offsets=(*offsets, OUTSIDE), opened=opened)
