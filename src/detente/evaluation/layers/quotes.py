"""Score quotations: which are found, how far their words agree, their cues, and who speaks.

Keys are ``q1 direct cue=c1 source=s1 speaker=s2``: kind, then the marked cue, the words that name who speaks, and the mention
that these words stand for where they are a pronoun or a bare noun. Words are compared without marks; cue and source inside a
content are none of it.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import product

import msgspec

from detente.errors import GoldError, nearest
from detente.evaluation.layers.marked import Code, MarkedItem
from detente.evaluation.layers.measures import LayerTally, Measure
from detente.model import Document, Quote, Span

DIRECT, OVERLAP, EXACT, CONTENT, SOURCE, CUE, SPEAKER = (
    "direct quotes",
    "quotes, overlapping",
    "quotes, exact",
    "content words",
    "source words",
    "cues",
    "speaker, of matched",
)

MEASURES = (
    Measure(name=DIRECT, formula="f1"),
    Measure(name=OVERLAP, formula="f1"),
    Measure(name=EXACT, formula="f1"),
    Measure(name=CONTENT, formula="f1"),
    Measure(name=SOURCE, formula="f1"),
    Measure(name=CUE, formula="f1"),
    Measure(name=SPEAKER, formula="mean"),
)
"""The figures; a direct quotation is found if at least half of all its words, gold and found, are in both."""

KINDS = ("direct", "indirect", "mixed")

_SHOWN = 40
"""Characters of a quotation that are shown beside a wrong speaker."""
_WORD = re.compile(r"\w+")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation as words: the offsets where those of content and source begin."""

    kind: str
    content: frozenset[int]
    source: frozenset[int]
    cue: Span | None
    span: Span


def count(item: MarkedItem, document: Document, tally: LayerTally) -> None:
    """Count one item.

    Raises:
        GoldError: a key lacks its kind, or names a cue, source or speaker that is not marked.
    """
    text = item.text
    codes = [code for code in item.codes if code.key.startswith("q")]
    gold = [_read(code, item) for code in codes]
    found = [_tell(text, quote.direct, quote.content, quote.cue, quote.speaker) for quote in document.quotes]
    pairs = _match(gold, found)
    direct = sum(_is_same_direct(gold[one], found[other]) for one, other in pairs)
    tally.add(DIRECT, direct, _number(gold, "direct"), _number(found, "direct"))
    tally.add(OVERLAP, len(pairs), len(gold), len(found))
    exact = sum(gold[one].content == found[other].content for one, other in pairs)
    tally.add(EXACT, exact, len(gold), len(found))
    for name, told, held in (
        (CONTENT, _union(one.content for one in gold), _union(one.content for one in found)),
        (SOURCE, _union(one.source for one in gold), _union(one.source for one in found)),
    ):
        tally.add(name, len(told & held), len(told), len(held))
    _count_cues(gold, found, tally)
    for one, other in pairs:
        _count_speaker(item, codes[one], document, quote=document.quotes[other], tally=tally)
        if gold[one].content != found[other].content:
            tally.miss(EXACT, gold[one].span.of(text), found[other].span.of(text))
        if gold[one].source != found[other].source:
            tally.miss(SOURCE, _words(text, gold[one].source), _words(text, found[other].source))
    matched, taken = {one for one, _ in pairs}, {other for _, other in pairs}
    for number, quote in enumerate(gold):
        if number not in matched:
            tally.miss("missed", quote.span.of(text), "-")
    for number, quote in enumerate(found):
        if number not in taken:
            tally.miss("false", "-", quote.span.of(text), why=quote.cue.of(text) if quote.cue else "")


def _read(code: Code, item: MarkedItem) -> Told:
    kind = code.words[0] if code.words else ""
    if kind not in KINDS:
        raise GoldError(item.path, item.line, f"{code.key} has no kind {kind!r}{nearest(kind, KINDS)}")
    for field in ("cue", "source", "speaker"):
        if field in code.fields and code.fields[field] not in item.spans:
            raise GoldError(item.path, item.line, f"{field}={code.fields[field]} is not marked")
    marked = [item.spans[code.fields[field]] if field in code.fields else None for field in ("cue", "source")]
    return _tell(item.text, kind, item.spans[code.key], *marked)


def _tell(text: str, kind: str, content: Span, cue: Span | None, source: Span | None) -> Told:
    apart = _starts(text, cue) | _starts(text, source)
    return Told(kind=kind, content=_starts(text, content) - apart, source=_starts(text, source), cue=cue, span=content)


def _starts(text: str, span: Span | None) -> frozenset[int]:
    if span is None:
        return frozenset()
    return frozenset(match.start() for match in _WORD.finditer(text, span.start, span.end))


def _match(gold: Sequence[Told], found: Sequence[Told]) -> list[tuple[int, int]]:
    """Pair quotations that share words, one to one: those that share most of theirs first."""
    shares = [
        (share, one, other)
        for one, other in product(range(len(gold)), range(len(found)))
        if (share := _share(gold[one], found[other])) > 0
    ]
    pairs: list[tuple[int, int]] = []
    for _, one, other in sorted(shares, key=lambda row: (-row[0], row[1], row[2])):
        if all(one != left and other != right for left, right in pairs):
            pairs.append((one, other))
    return pairs


def _share(one: Told, other: Told) -> float:
    both = len(one.content & other.content)
    return 2 * both / (len(one.content) + len(other.content)) if both else 0.0


def _is_same_direct(one: Told, other: Told) -> bool:
    return one.kind == other.kind == "direct" and _share(one, other) >= 0.5


def _number(told: Sequence[Told], kind: str) -> int:
    return sum(one.kind == kind for one in told)


def _union(groups: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset(place for group in groups for place in group)


def _words(text: str, starts: frozenset[int]) -> str:
    return " ".join(match.group() for at in sorted(starts) if (match := _WORD.match(text, at))) or "-"


def _count_cues(gold: Sequence[Told], found: Sequence[Told], tally: LayerTally) -> None:
    """Count cues that share a character with one of the other side; a cue of two quotations is one."""
    told = {(one.cue.start, one.cue.end) for one in gold if one.cue}
    held = {(one.cue.start, one.cue.end) for one in found if one.cue}
    right = sum(any(start < end and begin < stop for begin, end in held) for start, stop in told)
    tally.add(CUE, min(right, len(held)), len(told), len(held))


def _count_speaker(item: MarkedItem, code: Code, document: Document, *, quote: Quote, tally: LayerTally) -> None:
    key = code.fields.get("speaker") or code.fields.get("source")
    if key is None:
        return
    span = item.spans[key]
    mentions = [mention for actor in document.actors if actor.id == quote.actor for mention in actor.mentions]
    spans = [*mentions, *([quote.speaker] if quote.speaker else [])]
    right = any(one.start < span.end and span.start < one.end for one in spans)
    tally.add(SPEAKER, right, 1)
    if not right:
        words = quote.speaker.of(item.text) if quote.speaker else "-"
        tally.miss(SPEAKER, span.of(item.text), words, why=quote.content.of(item.text)[:_SHOWN])
