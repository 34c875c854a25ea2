"""Precision, recall and F1 of coded items against gold, by question and label, with bootstrap intervals.

What was found is matched with gold one to one within an item (`matching`). A question is answered by labels: an event that
both have under the same label is right; what only gold has is missed, what only the coder has is false. Labels that gold
leaves out (an event without CAMEO code, an actor without country) are no question, and their answers are not counted.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

import msgspec
import numpy as np

from detente.evaluation.bootstrap import DRAWS, Bootstrap, Numbers, find_interval, ratio
from detente.evaluation.corpus import NO_EVENT, STATEMENT, GoldEvent, Item
from detente.evaluation.gold import PartialEvent
from detente.evaluation.matching import match_events
from detente.model import Document, Event, Pair
from detente.packs.ontology import Ontology

__all__ = ["DRAWS", "SILENT", "Confusion", "Miss", "Question", "Report", "Share", "Tally", "asked", "cameo_quad"]
__all__ += ["has_macro", "match_events", "report", "share", "tally_item"]

SILENT = frozenset({NO_EVENT, STATEMENT})
SIDES = {1: "cooperation", 2: "cooperation", 3: "conflict", 4: "conflict"}
"""What the quad classes of both schemes come to."""

Triple = tuple[int, int, int]
"""Right, in gold, found."""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """Precision, recall and F1, each 0 to 1, of counted rows; the interval is of F1 at 95%."""

    right: int
    gold: int
    found: int
    precision: float
    recall: float
    f1: float
    low: float | None = None
    high: float | None = None


class Confusion(msgspec.Struct, frozen=True, kw_only=True):
    """How often gold has one label where the coder has the other; empty for none."""

    gold: str
    found: str
    times: int


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one question; where each row of gold has one answer, micro F1 is the accuracy."""

    name: str
    micro: Share
    macro: float
    """Mean F1 over the labels that gold has."""
    macro_low: float
    macro_high: float
    labels: Mapping[str, Share]
    confusions: tuple[Confusion, ...] = ()


def has_macro(question: Question) -> bool:
    """Tell whether a mean over labels says more than the micro figure: gold has several."""
    return sum(row.gold > 0 for row in question.labels.values()) > 1


class Miss(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between gold and what was found."""

    kind: str
    path: str
    line: int
    text: str
    gold: str
    found: str
    why: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one evaluation found."""

    items: int
    questions: tuple[Question, ...]
    misses: tuple[Miss, ...]
    failed: int = 0
    """Items that a stage failed on: their scores say nothing about the coder."""


class Tally:
    """Counts by item, question and label: what the figures and their intervals are made from."""

    def __init__(self) -> None:
        self.items: list[dict[tuple[str, str], list[int]]] = []
        self.confusions: Counter[tuple[str, str, str]] = Counter()
        self.misses: list[Miss] = []
        self.failed = 0

    def start(self) -> None:
        """Begin an item."""
        self.items.append(defaultdict(lambda: [0, 0, 0]))

    def add(self, question: str, gold: str | None, found: str | None) -> None:
        """Count one answer; None where gold or the coder has none."""
        rows = self.items[-1]
        if gold is not None:
            rows[question, gold][1] += 1
        if found is not None:
            rows[question, found][2] += 1
        if gold is not None and gold == found:
            rows[question, gold][0] += 1
        if gold is not None or found is not None:
            self.confusions[question, gold or "", found or ""] += 1


def share(counts: Triple) -> Share:
    """Return the figures of right, gold and found.

    >>> share((3, 4, 6)).f1
    0.6
    """
    right, gold, found = counts
    return Share(
        right=right,
        gold=gold,
        found=found,
        precision=right / found if found else 0.0,
        recall=right / gold if gold else 0.0,
        f1=2 * right / (gold + found) if gold + found else 0.0,
    )


def tally_item(tally: Tally, item: Item, document: Document, ontology: Ontology) -> None:
    """Count one coded item; one whose labels are pairs only is asked for nothing else."""
    tally.start()
    tally.failed += any(issue.code == "stage-failed" for issue in document.issues)
    told = [event for event in item.events if not is_pair(event)]
    if told or not item.events:
        _tally_events(tally, item, document, ontology)
    for wanted, pair in zip(asked(item), document.pairs, strict=False):
        _tally_pair(tally, item, wanted, pair, ontology)


def asked(item: Item) -> list[GoldEvent]:
    """Return what a marked pair stands for: labelled pairs, else the events with both sides, statements left out."""
    pairs = [event for event in item.events if is_pair(event)]
    return pairs or [e for e in item.events if e.sources and e.targets and e.type not in SILENT]


def is_pair(event: GoldEvent) -> bool:
    """Tell whether a label says what holds between two mentions, and nothing of the rest of the text."""
    return isinstance(event, PartialEvent) and event.paired


def is_told(event: GoldEvent, field: str) -> bool:
    """Tell whether gold answers a question about an event at all."""
    return not (isinstance(event, PartialEvent) and field in event.untold)


def _tally_events(tally: Tally, item: Item, document: Document, ontology: Ontology) -> None:
    gold = [event for event in item.events if event.type not in SILENT and not is_pair(event)]
    found = document.events
    if not gold:
        tally.add("event-free left empty", "empty", None if found else "empty")
        counted = any(event.counted for event in found)
        tally.add("event-free, nothing counted", "empty", None if counted else "empty")
    for wanted, had in match_events(gold, found, item=item, document=document):
        tally.add("trigger", "event" if wanted else None, "event" if had else None)
        tally.add("type", wanted.type if wanted else None, had.type if had else None)
        if not (wanted and had and not is_told(wanted, "mode")):
            tally.add("mode", _mode(wanted), _mode(had))
        if not (wanted and had and wanted.cameo is None):
            tally.add("CAMEO root", _root(wanted), _root(had))
            tally.add("CAMEO code", wanted.cameo if wanted else None, had.cameo if had else None)
        quads = [ontology.quad(e.type).class_ if e else None for e in (wanted, had)]
        tally.add("quad class", *(str(q) if q else None for q in quads))
        tally.add("cooperation, conflict", *(SIDES[q] if q else None for q in quads))
        same = wanted is not None and had is not None and wanted.type == had.type
        countries = _same_sides("country", wanted, had, item, document) if wanted and had else False
        if not (wanted and _sides_untold("country", wanted, item)):
            _tally_whole(tally, "type and both countries", wanted, had, right=same and bool(countries))
        if wanted and had and same:
            _tally_typed(tally, item, document, wanted, had)
        tally.misses.extend(_misses(item, document, wanted, had))


def _tally_whole(tally: Tally, name: str, wanted: GoldEvent | None, had: Event | None, *, right: bool) -> None:
    """Count an event by its type where all that is asked of it must be right; else it is both missed and false."""
    kinds = [event.type if event else None for event in (wanted, had)]
    for row in [kinds] if right else [(kinds[0], None), (None, kinds[1])]:
        tally.add(name, *row)


def _tally_typed(tally: Tally, item: Item, document: Document, wanted: GoldEvent, had: Event) -> None:
    """Count what is asked of an event only where its type is right."""
    for name, field in (("both countries, of typed", "country"), ("both sectors, of typed", "sector")):
        right = _same_sides(field, wanted, had, item, document)
        if right is not None:
            tally.add(name, "event", "event" if right else "other")
    if is_told(wanted, "factuality"):
        tally.add("factuality, of typed", wanted.factuality, had.factuality)
    if is_told(wanted, "content"):
        tally.add("content, of typed", wanted.content or "none", had.content or "none")
    if isinstance(wanted, PartialEvent) and wanted.time:
        tally.add("date, of typed", "event", "event" if _same_days(wanted.time, had) else "other")


def _same_days(days: tuple[str, str], had: Event) -> bool:
    """Tell whether the time found has a day in common with that of gold."""
    time = had.time
    if time is None or not time.earliest:
        return False
    return time.earliest[:10] <= days[1] and days[0] <= (time.latest or time.earliest)[:10]


def _tally_pair(tally: Tally, item: Item, wanted: GoldEvent, pair: Pair, ontology: Ontology) -> None:
    tally.add("pairs: type", wanted.type, pair.type)
    quads = [ontology.quad(kind).class_ if kind in ontology.types else 0 for kind in (wanted.type, pair.type)]
    tally.add("pairs: quad class", *map(str, quads))
    if wanted.cameo:
        code = pair.cameo or ""
        tally.add("pairs: CAMEO root", wanted.cameo[:2], code[:2] or "none")
        quads = [int(cameo_quad(c)) for c in (wanted.cameo, code)]
        tally.add("pairs: CAMEO quad class", *map(str, quads))
    tally.add("pairs: cooperation, conflict", *(SIDES.get(quad, "none") for quad in quads))
    if wanted.type != pair.type:
        sides = " > ".join(item.actors[side[0]].span.of(item.text) for side in (wanted.sources, wanted.targets))
        tally.misses.append(_miss(item, "pair", f"{wanted.type} {sides!r}", pair.type, pair.why))


def cameo_quad(code: str) -> str:
    """Return the quad class of a CAMEO code: 1 = 01-05, 2 = 06-08, 3 = 09-13, 4 = 14-20; 0 for none.

    >>> cameo_quad("112"), cameo_quad("")
    ('3', '0')
    """
    root = int(code[:2] or 0)
    return str((root > 0) + (root > 5) + (root > 8) + (root > 13))


def _mode(event: GoldEvent | Event | None) -> str | None:
    return f"{event.type}/{event.mode}" if event and event.mode else None


def _root(event: GoldEvent | Event | None) -> str | None:
    return event.cameo[:2] if event and event.cameo else None


def _gold_sides(field: str, wanted: GoldEvent, item: Item) -> list[set[str | None]]:
    return [{getattr(item.actors[key], field) or None for key in side} for side in (wanted.sources, wanted.targets)]


def _sides_untold(field: str, wanted: GoldEvent, item: Item) -> bool:
    """Tell whether gold leaves out the country, or the sector, of an actor."""
    return any(None in side for side in _gold_sides(field, wanted, item))


def _same_sides(field: str, wanted: GoldEvent, had: Event, item: Item, document: Document) -> bool | None:
    """Tell whether the countries, or the sectors, of both sides are those of gold; None where gold leaves one out.

    Where one says that both act on each other the sides may change places; where both say so, who stands on which side is
    no difference.
    """
    if _sides_untold(field, wanted, item):
        return None
    actors = {actor.id: actor for actor in document.actors}
    unknown = "XXX" if field == "country" else "UNK"
    gold = _gold_sides(field, wanted, item)
    found = [{getattr(actors[k], field) or unknown for k in side if k in actors} for side in (had.sources, had.targets)]
    if wanted.reciprocal and had.reciprocal and all(found):
        return set().union(*gold) == set().union(*found)
    return gold == found or ((wanted.reciprocal or had.reciprocal) and gold == found[::-1])


def _misses(item: Item, document: Document, wanted: GoldEvent | None, had: Event | None) -> list[Miss]:
    """Return what differs in a row; of an event that is missing, false or of the wrong type nothing else is said."""
    if wanted is None or had is None or wanted.type != had.type:
        gold = f"{_name(wanted)} {wanted.span.of(item.text)!r}" if wanted else ""
        found = f"{_name(had)} {_words(had, 'trigger', item)!r}" if had else ""
        kind = "missing" if had is None else "false" if wanted is None else "type"
        return [_miss(item, kind, gold, found, had.why if had else _why_missing(wanted, document))]
    told = [
        ("mode", is_told(wanted, "mode"), wanted.mode, had.mode),
        ("content", is_told(wanted, "content"), wanted.content, had.content),
        ("CAMEO", wanted.cameo is not None, wanted.cameo, had.cameo),
        ("factuality", is_told(wanted, "factuality"), wanted.factuality, had.factuality),
    ]
    rows = [
        _miss(item, kind, f"{had.type} {w or '-'}", h or "-", had.why) for kind, ask, w, h in told if ask and w != h
    ]
    if isinstance(wanted, PartialEvent) and wanted.time and not _same_days(wanted.time, had):
        time = had.time
        found = f"{time.earliest}..{time.latest}" if time and time.earliest else ""
        rows.append(_miss(item, "date", f"{had.type} {'..'.join(wanted.time)}", found, time.why if time else ""))
    actors = {actor.id: actor for actor in document.actors}
    for kind, field in (("countries", "country"), ("sectors", "sector")):
        if _same_sides(field, wanted, had, item, document) is False:
            gold = ">".join("+".join(sorted(map(str, side))) or "-" for side in _gold_sides(field, wanted, item))
            known = [[actors[k] for k in side if k in actors] for side in (had.sources, had.targets)]
            found = ">".join("+".join(sorted(getattr(a, field) or "?" for a in side)) or "-" for side in known)
            why = "; ".join(f"{a.name}: {a.why or 'nothing is known'}" for side in known for a in side)
            rows.append(_miss(item, kind, f"{had.type} {gold}", found, why or "no actor was found"))
    return rows


def _why_missing(wanted: GoldEvent | None, document: Document) -> str:
    """Return why the words of a gold event gave none: the candidates that were turned down there."""
    if wanted is None or wanted.span.start == wanted.span.end:
        return ""
    span = wanted.span
    near = [row for row in document.rejections if row.start < span.end and span.start < row.end]
    return "; ".join(f"{row.sense}: {row.why}" for row in near) or "no sense and no vote for these words"


def _miss(item: Item, kind: str, gold: str, found: str, why: str) -> Miss:
    return Miss(kind=kind, path=item.path, line=item.line, text=item.text, gold=gold, found=found, why=why)


def _name(event: GoldEvent | Event) -> str:
    return event.type + (f"/{event.mode}" if event.mode else "") + (f":{event.content}" if event.content else "")


def _words(event: Event, role: str, item: Item) -> str:
    return " ".join(row.of(item.text) for row in event.evidence if row.role == role)


def report(tally: Tally, *, seed: int = 1, draws: int = DRAWS) -> Report:
    """Return all figures; the intervals come from drawing whole items anew, with the seed given."""
    names = list(dict.fromkeys(question for rows in tally.items for question, _ in rows))
    chance = Bootstrap(len(tally.items), seed=seed, draws=draws)
    return Report(
        items=len(tally.items),
        questions=tuple(_question(name, tally, chance) for name in names),
        misses=tuple(tally.misses),
        failed=tally.failed,
    )


def _question(name: str, tally: Tally, chance: Bootstrap) -> Question:
    labels = sorted({label for rows in tally.items for question, label in rows if question == name})
    counts = np.zeros((len(tally.items), len(labels), 3))
    for row, rows in enumerate(tally.items):
        for place, label in enumerate(labels):
            if (name, label) in rows:
                counts[row, place] = rows[name, label]
    whole, drawn = counts.sum(0), chance.sums(counts)
    macro, low, high = _macro(whole, drawn)
    shares = [_share(whole[i], drawn[:, i]) for i in range(len(labels))]
    told = ((g, f, times) for (question, g, f), times in tally.confusions.items() if question == name and g != f)
    return Question(
        name=name,
        micro=_share(whole.sum(0), drawn.sum(1)),
        macro=macro,
        macro_low=low,
        macro_high=high,
        labels=dict(zip(labels, shares, strict=True)),
        confusions=tuple(
            Confusion(gold=g, found=f, times=n) for g, f, n in sorted(told, key=lambda row: (-row[2], *row[:2]))
        ),
    )


def _share(whole: Numbers, drawn: Numbers) -> Share:
    right, gold, found = (int(n) for n in whole)
    row = share((right, gold, found))
    interval = find_interval(_f1(drawn))
    return msgspec.structs.replace(row, low=interval.low, high=interval.high) if interval else row


def _macro(whole: Numbers, drawn: Numbers) -> tuple[float, float, float]:
    """Return the mean F1 over the labels that gold has, and its interval; a draw's mean is over those that it has."""
    told = whole[:, 1] > 0
    if not told.any():
        return 0.0, 0.0, 0.0
    macro = float(_f1(whole[told]).mean())
    scores = np.where(drawn[:, told, 1] > 0, _f1(drawn[:, told]), np.nan)
    known = ~np.isnan(scores)
    interval = find_interval(ratio(np.where(known, scores, 0).sum(1), known.sum(1).astype(np.float64)))
    return (macro, interval.low, interval.high) if interval else (macro, macro, macro)


def _f1(counts: Numbers) -> Numbers:
    return ratio(2 * counts[..., 0], counts[..., 1] + counts[..., 2])
