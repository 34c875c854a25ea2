"""Take the words of a story out of its record, and put them back: offsets, digests and codes stay.

Words are replaced by marks that name their place, such as ``[text not kept 120:145]``. Headlines, captions and lemmas
are taken out whole, other fields where they repeat four words of the text or more, so that names stay. Lemmas by
which a ledger links stories get a digest in front: equal lemmas stay equal.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from detente.errors import ReadError
from detente.model import NOT_KEPT, Document, Fact, Passage
from detente.stories.records import TextKey
from detente.stories.words import digest

RUN = 4
"""Words in a row that are never kept."""
MOST_PLACES = 20
"""Places of the same four words in the text that are tried: enough to find one."""

WHOLE = frozenset({"dateline", "standfirst", "caption", "credit", "contributors"})
"""Parts of the anatomy whose words are taken out whole."""
KEPT = frozenset({"id", "digest", "source", "language"})
_WORD = re.compile(r"\S+")
_CORE = re.compile(r"\w(?:\S*\w)?")
_MARK = re.compile(re.escape(NOT_KEPT) + r"(?: (\d+):(\d+)(?: (lower|upper))?)?\]")
_TERM = re.compile(r"#([0-9a-f]+)\|", re.ASCII)


class _Piece(msgspec.Struct, frozen=True):
    """A word without the marks around it."""

    start: int
    end: int
    key: str


def _pieces(text: str) -> list[_Piece]:
    found = []
    for match in _WORD.finditer(text):
        core = _CORE.search(match[0])
        start, end = (match.start() + core.start(), match.start() + core.end()) if core else match.span()
        found.append(_Piece(start, end, text[start:end].casefold()))
    return found


class _Words:
    """The words of a text with their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = _pieces(text)
        self.places: dict[tuple[str, ...], list[int]] = {}
        for length in (1, RUN):
            for place in range(len(self.pieces) - length + 1):
                key = tuple(piece.key for piece in self.pieces[place : place + length])
                places = self.places.setdefault(key, [])
                if len(places) < MOST_PLACES:
                    places.append(place)

    def hide(self, string: str, *, fewest: int = RUN) -> str:
        """Return a string with marks for all runs of at least so many words that the text has as well."""
        if fewest == RUN and len(string.split(None, RUN - 1)) < RUN:
            return _escape(string)
        own = _pieces(string)
        parts: list[str] = []
        at = done = 0
        while at < len(own):
            place, length = self._longest(own, at, (RUN, 1) if fewest == 1 else (RUN,))
            if length >= fewest:
                parts.append(_escape(string[done : own[at].start]))
                parts.append(self._mark(string, own[at : at + length], self.pieces[place : place + length]))
                done = own[at + length - 1].end
                at += length
            else:
                at += 1
        return "".join(parts) + _escape(string[done:])

    def _longest(self, own: list[_Piece], at: int, lengths: tuple[int, ...]) -> tuple[int, int]:
        """Return where in the text the longest run begins that the words from `at` on share with it, and its length."""
        best = (0, 0)
        for length in lengths:
            key = tuple(piece.key for piece in own[at : at + length])
            for place in self.places.get(key, ()) if len(key) == length else ():
                reach = length
                while (
                    at + reach < len(own)
                    and place + reach < len(self.pieces)
                    and own[at + reach].key == self.pieces[place + reach].key
                ):
                    reach += 1
                if reach > best[1]:
                    best = (place, reach)
            if best[1]:
                break
        return best

    def _mark(self, string: str, own: list[_Piece], there: list[_Piece]) -> str:
        """Return the mark of a run: one where it stands in the text just so, else one a word."""
        if string[own[0].start : own[-1].end] == self.text[there[0].start : there[-1].end]:
            return mark(there[0].start, there[-1].end)
        parts = []
        done = own[0].start
        for mine, theirs in zip(own, there, strict=True):
            parts.append(_escape(string[done : mine.start]))
            parts.append(self._one(string[mine.start : mine.end], theirs.start, theirs.end))
            done = mine.end
        return "".join(parts)

    def _one(self, word: str, start: int, end: int) -> str:
        shown = self.text[start:end]
        for case, form in (("", shown), ("lower", shown.lower()), ("upper", shown.upper())):
            if form == word:
                return mark(start, end, case)
        return self.near(word, start, end)

    def near(self, word: str, start: int, end: int) -> str:
        """Return a word that begins as the text does at a place as a mark for what both share and the rest."""
        shown = self.text[start:end]
        low = shown.lower()
        if len(low) != len(shown):
            return _escape(word)
        same = {"": shown, "lower": low}
        shared = {case: _shared(word, form) for case, form in same.items()}
        case = max(shared, key=lambda name: shared[name])
        count = shared[case]
        return mark(start, start + count, case) + _escape(word[count:]) if count else _escape(word)

    def term(self, lemma: str, start: int, end: int) -> str:
        """Return a lemma as its digest, and behind it the word within a stretch of the text that is most like it."""
        near = [piece for piece in self.within(start, end) if piece.key[:1] == lemma[:1].casefold()]
        best = max(near, key=lambda piece: _shared(lemma, piece.key), default=None)
        veil = self.near(lemma, best.start, best.end) if best else _escape(lemma)
        return f"{term_key(lemma)}|{veil}"

    def within(self, start: int, end: int) -> Iterator[_Piece]:
        """Yield the words of a stretch."""
        return (piece for piece in self.pieces if start <= piece.start and piece.end <= end)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def mark(start: int, end: int, case: str = "") -> str:
    """Return the mark that stands for characters of a text.

    >>> mark(3, 8)
    '[text not kept 3:8]'
    """
    return f"{NOT_KEPT} {start}:{end}{' ' + case if case else ''}]"


def _escape(literal: str) -> str:
    """Where a story itself has the beginning of a mark, an empty mark stands for it."""
    return literal.replace(NOT_KEPT, f"{NOT_KEPT}]")


def term_key(term: str) -> str:
    """Return what terms of text-free and other stories are compared by.

    >>> term_key("treaty") == term_key(term_key("treaty") + "|[text not kept 0:6]")
    True
    """
    found = _TERM.match(term)
    return f"#{found[1]}" if found else f"#{digest(term):x}"


def hide_houses(key: TextKey, bare: Document) -> TextKey:
    """Return what is compared of a text with digests for the names of agency and publisher that its record withholds."""
    anatomy = bare.anatomy

    def hidden(name: str | None, part: Passage | None) -> str | None:
        return f"{NOT_KEPT} #{digest(name):x}]" if name and part and NOT_KEPT in part.value else name

    return msgspec.structs.replace(
        key, agency=hidden(key.agency, anatomy.agency), publisher=hidden(key.publisher, anatomy.publisher)
    )


def keyed(fact: Fact) -> Fact:
    """Return a fact with the keys of its terms in place of these."""
    return msgspec.structs.replace(fact, terms=tuple(map(term_key, fact.terms)))


def withhold(document: Document) -> Document:
    """Return a document without any of its words; `restore` gives it back.

    >>> from detente.model import Paragraph
    >>> story = Document(id="a", text="Oslo protests", digest="", title="OSLO protests")
    >>> withhold(story).title
    '[text not kept 0:4 upper] [text not kept 5:13]'
    """
    words = _Words(document.text)
    raw: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(document, text="", trees=()))
    veiled = {name: value if name in KEPT else _veil(value, words) for name, value in raw.items()}
    veiled["title"] = words.hide(raw["title"], fewest=1) if raw["title"] else raw["title"]
    for name, part in raw["anatomy"].items():
        if name in WHOLE and part:
            many = part if isinstance(part, (list, tuple)) else (part,)
            hidden = [{**one, "value": words.hide(one["value"], fewest=1)} for one in many]
            veiled["anatomy"][name] = hidden if isinstance(part, (list, tuple)) else hidden[0]
    for row, bare in zip(veiled["predicates"], raw["predicates"], strict=True):
        row["lemma"] = words.near(bare["lemma"], bare["start"], bare["end"])
    for row, bare in zip(veiled["facts"], raw["facts"], strict=True):
        row["terms"] = [words.term(lemma, bare["start"], bare["end"]) for lemma in bare["terms"]]
    return msgspec.convert(veiled, Document)


def _veil(value: Any, words: _Words) -> Any:
    if isinstance(value, str):
        return words.hide(value)
    if isinstance(value, Mapping):
        return {key: _veil(part, words) for key, part in value.items()}
    return [_veil(part, words) for part in value] if isinstance(value, (list, tuple)) else value


def restore(document: Document, text: str) -> Document:
    """Return a document that was withheld with its text and all its words.

    Raises:
        ReadError: a mark lies outside the text: the record is damaged.
    """
    raw: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(document, trees=()))
    try:
        shown = {name: value if name in KEPT else _show(value, text) for name, value in raw.items()}
    except IndexError as fault:
        raise ReadError(document.id, "the record is damaged: it speaks of words outside of the text") from fault
    for row in shown["facts"]:
        row["terms"] = [_TERM.sub("", term, count=1) for term in row["terms"]]
    return msgspec.convert({**shown, "text": text}, Document)


def _show(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return _MARK.sub(lambda found: _words_of(found, text), value) if NOT_KEPT in value else value
    if isinstance(value, Mapping):
        return {key: _show(part, text) for key, part in value.items()}
    return [_show(part, text) for part in value] if isinstance(value, (list, tuple)) else value


def _words_of(found: re.Match[str], text: str) -> str:
    if found[1] is None:
        return NOT_KEPT
    start, end = int(found[1]), int(found[2])
    if end > len(text):
        raise IndexError(end)
    words = text[start:end]
    return words.lower() if found[3] == "lower" else words.upper() if found[3] == "upper" else words
