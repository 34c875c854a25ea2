"""Score the times layer: `t1 DATE value=2013-11-01 earliest=2013-11-01 latest=2013-11-01`.

The first word is the TIMEX3 type. An expression is found where any of its characters are; the extent, the type and the
value are then right or wrong. Those that state an interval also count for its first and last day.
"""

from collections.abc import Sequence

from detente.errors import GoldError
from detente.evaluation.layers.marked import Code, MarkedItem
from detente.evaluation.layers.measures import LayerTally, Measure
from detente.model import Document, Span, TimeSpan

MEASURES = (
    Measure(name="relaxed", formula="f1"),
    Measure(name="strict", formula="f1"),
    Measure(name="type", formula="f1"),
    Measure(name="value", formula="f1"),
    Measure(name="type and value", formula="f1"),
    Measure(name="interval", formula="mean"),
)
"""relaxed: any overlap; strict: the same extent; type, value: overlap and the same; interval: share of those told."""

KINDS = frozenset({"DATE", "TIME", "DURATION", "SET"})
FIELDS = frozenset({"value", "earliest", "latest"})


class Marked(Span, frozen=True, kw_only=True):
    """An expression as somebody marked it."""

    kind: str
    value: str
    earliest: str | None = None
    latest: str | None = None


def count(item: MarkedItem, document: Document, tally: LayerTally) -> None:
    """Add the expressions of one item to the tally.

    Raises:
        GoldError: a code has no known type, no value, or an unknown field.
    """
    gold = tuple(_read(item, code) for code in item.codes)
    pairs = match(gold, document.times)
    rights = [0.0] * 5
    for marked, found in pairs:
        same_kind, same_value = marked.kind == found.kind, marked.value == found.value
        same_extent = (marked.start, marked.end) == (found.start, found.end)
        for place, agrees in enumerate((True, same_extent, same_kind, same_value, same_kind and same_value)):
            rights[place] += agrees
        if not (same_extent and same_kind and same_value):
            tally.miss("differs", _tell(marked, item.text), _tell(found, item.text), found.why)
    for measure, right in zip(MEASURES, rights, strict=False):
        tally.add(measure.name, right, len(gold), len(document.times))
    told = {id(marked): found for marked, found in pairs}
    for marked in gold:
        if id(marked) not in told:
            tally.miss("missed", _tell(marked, item.text), "")
        if marked.earliest is not None:
            _count_interval(marked, told.get(id(marked)), item, tally)
    taken = {id(found) for _, found in pairs}
    for found in document.times:
        if id(found) not in taken:
            tally.miss("spurious", "", _tell(found, item.text), found.why)


def match(gold: Sequence[Marked], found: Sequence[TimeSpan]) -> list[tuple[Marked, TimeSpan]]:
    """Pair expressions that share characters, each once; the same extent goes first, then the order of the text."""
    pairs: list[tuple[Marked, TimeSpan]] = []
    left = list(found)
    open_gold = list(gold)
    for exact in (True, False):
        for marked in tuple(open_gold):
            for one in left:
                same = (one.start, one.end) == (marked.start, marked.end)
                if same if exact else one.start < marked.end and marked.start < one.end:
                    pairs.append((marked, one))
                    left.remove(one)
                    open_gold.remove(marked)
                    break
    return pairs


def _count_interval(marked: Marked, found: TimeSpan | None, item: MarkedItem, tally: LayerTally) -> None:
    ends = (found.earliest, found.latest) if found else (None, None)
    right = ends == (marked.earliest, marked.latest)
    tally.add("interval", right, 1)
    if not right and found is not None:
        gold = f"{marked.of(item.text)!r} {marked.earliest}..{marked.latest}"
        tally.miss("interval", gold, f"{found.of(item.text)!r} {ends[0]}..{ends[1]}", found.why)


def _read(item: MarkedItem, code: Code) -> Marked:
    kind = code.words[0] if len(code.words) == 1 else ""
    ends = {name in code.fields for name in ("earliest", "latest")}
    if kind not in KINDS or "value" not in code.fields or not code.fields.keys() <= FIELDS or len(ends) == 2:
        raise GoldError(item.path, item.line, f"{code.key} needs one of {', '.join(sorted(KINDS))} and value=")
    span = item.spans[code.key]
    # A value holds no blank: what the format reads as one was "PAST_REF".
    return Marked(
        start=span.start,
        end=span.end,
        kind=kind,
        value=code.fields["value"].replace(" ", "_"),
        earliest=code.fields.get("earliest"),
        latest=code.fields.get("latest"),
    )


def _tell(row: Marked | TimeSpan, text: str) -> str:
    return f"{row.of(text)!r} {row.kind} {row.value}"
