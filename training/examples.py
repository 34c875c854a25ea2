"""Turn the items of the written corpus into what the network learns from: pieces, spans and labels as numbers.

Two views of each item: *plain*, a sentence as the coder reads it, with the words that tell each event known; and
*marked*, the same words with spare tokens around one source and one target and the trigger unknown.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec
from tokenizers import Tokenizer

from detente.evaluation.corpus import NO_EVENT, STATEMENT, TYPES, GoldEvent, Item
from detente.learned.encode import encode
from detente.learned.labels import Labels
from detente.model import Span

Pieces = Callable[[Span], tuple[int, ...]]

IGNORED = -100
"""The label of what is not to be learned, as torch's losses know it."""

RARE = 3
"""A CAMEO code told fewer times than this is learned as its parent."""

SENTENCE_END = re.compile(r"""[a-z0-9)%][.!?]["'”’]? (?=["'“‘]?[A-Z0-9])""")
SHORTENED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Za-z])\. $"
)
"""Points that end no sentence."""
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{3,}")

PARTS = 6
"""Actors of whom an event asks what part they have in it, an epoch."""
SKELETON_SHARE, SWAPPED_SHARE, UNRELATED_SHARE = 0.25, 0.3, 0.5
"""How often names are hidden, roles are turned round, and two actors without an event between them are asked about."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about one input: the pieces of trigger, source and target, and the answers as numbers."""

    trigger: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    answers: Mapping[str, int]


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One input with its queries; `told` labels each piece with the type of the event that it states."""

    ids: tuple[int, ...]
    queries: tuple[Query, ...]
    told: tuple[int, ...] | None = None


def make_labels(items: Iterable[Item]) -> Labels:
    """Return all labels that the items teach, in a fixed order."""
    events = [event for item in items for event in item.events]
    codes = Counter(event.cameo for event in events if event.cameo)
    modes = {event.mode for event in events if event.mode}
    contents = {event.content for event in events if event.content}
    kept = {parent for code in codes for parent in _parents(code) if _count(parent, codes) >= RARE}
    return Labels(
        type=TYPES,
        mode=("", *sorted(modes)),
        content=("", *sorted(contents)),
        cameo=tuple(sorted(kept)),
        root=tuple(sorted({code[:2] for code in codes})),
        factuality=("happened", "ongoing", "planned", "proposed", "possible", "alleged", "denied", "historical"),
        direction=("forward", "backward", "both", "none"),
    )


def _parents(code: str) -> list[str]:
    return [code[:size] for size in range(len(code), 1, -1)]


def _count(code: str, codes: Counter[str]) -> int:
    return sum(number for other, number in codes.items() if other.startswith(code))


def cut(item: Item) -> list[tuple[Span, tuple[GoldEvent, ...]]]:
    """Return the sentences of an item with the events that their words tell."""
    edges = [
        0,
        *(match.end() for match in SENTENCE_END.finditer(item.text) if not SHORTENED.search(item.text[: match.end()])),
        len(item.text),
    ]
    spans = [Span(start=start, end=end) for start, end in pairwise(edges) if end > start]
    return [(span, tuple(e for e in item.events if span.start <= e.span.start < span.end)) for span in spans]


def make_examples(
    items: Sequence[Item], tokenizer: Tokenizer, labels: Labels, *, chance: random.Random
) -> list[Example]:
    """Return one plain example a sentence and the marked ones of each item; drawn anew each epoch."""
    found: list[Example] = []
    for item in items:
        found.extend(example for example in _plain(item, tokenizer, labels, chance) if example.queries or example.told)
        found.extend(_marked(item, tokenizer, labels, chance))
    return found


def _plain(item: Item, tokenizer: Tokenizer, labels: Labels, chance: random.Random) -> Iterator[Example]:
    for sentence, events in cut(item):
        text = sentence.of(item.text)
        encoded = encode(tokenizer, text)
        told = [IGNORED if offset == (-1, -1) else 0 for offset in encoded.offsets]
        queries: list[Query] = []
        for event in events:
            shifted = shift(event.span, sentence)
            trigger = encoded.pieces(shifted) if shifted else ()
            if not trigger:
                continue
            if event.type != NO_EVENT:
                for place in trigger:
                    told[place] = 1 + labels.type.index(event.type)
            swapped = chance.random() < SWAPPED_SHARE
            sides = (event.targets, event.sources) if swapped else (event.sources, event.targets)
            source, target = (_any_piece(side, item, encoded.pieces, sentence, chance) for side in sides)
            answers = answers_of(event, labels, direction=_direction(event, swapped=swapped))
            if not (source and target):
                answers = {**answers, "direction": IGNORED}
            queries.append(Query(trigger=trigger, source=source, target=target, answers=answers))
            queries.extend(_parts(event, trigger, item, encoded.pieces, sentence, labels=labels, chance=chance))
        queries.extend(_untold(sentence, item, encoded.pieces, labels, chance))
        yield Example(ids=encoded.ids, queries=tuple(queries), told=tuple(told))


def _parts(
    event: GoldEvent,
    trigger: tuple[int, ...],
    item: Item,
    pieces: Pieces,
    sentence: Span,
    *,
    labels: Labels,
    chance: random.Random,
) -> Iterator[Query]:
    """Ask of some actors alone what part they have in an event: its source, its target, either, none."""
    if event.type == NO_EVENT:
        return
    for key in chance.sample(list(item.actors), k=min(len(item.actors), PARTS)):
        spot = _any_piece((key,), item, pieces, sentence, chance)
        if not spot:
            continue
        sides = (key in event.sources, key in event.targets)
        part = "none" if not any(sides) else _direction(event, swapped=not sides[0])
        answers = dict.fromkeys(nothing(labels), IGNORED) | {"direction": labels.direction.index(part)}
        yield Query(trigger=trigger, source=spot, answers=answers)


def _untold(sentence: Span, item: Item, pieces: Pieces, labels: Labels, chance: random.Random) -> Iterator[Query]:
    """Ask about one or two words that tell of nothing."""
    words = [Span(start=m.start(), end=m.end()) for m in WORD.finditer(sentence.of(item.text))]
    marked = [shift(e.span, sentence) for e in item.events] + [shift(a.span, sentence) for a in item.actors.values()]
    free = [w for w in words if not any(m is not None and m.start < w.end and w.start < m.end for m in marked)]
    for word in chance.sample(free, k=min(len(free), 1 + (chance.random() < 0.5) + 2 * (not item.events))):
        actors = [spot for key in item.actors if (spot := _any_piece((key,), item, pieces, sentence, chance))]
        chance.shuffle(actors)
        source, target = [*actors, (), ()][:2]
        answers = nothing(labels)
        yield Query(trigger=pieces(word), source=source, target=target, answers=answers)


def nothing(labels: Labels) -> dict[str, int]:
    """Return the answers where no event is told."""
    return {
        "type": labels.type.index(NO_EVENT),
        **dict.fromkeys(("mode", "content", "cameo", "root", "factuality"), IGNORED),
        "direction": labels.direction.index("none"),
    }


def shift(span: Span, sentence: Span) -> Span | None:
    """Return a span as its sentence counts; None outside it."""
    start, end = span.start - sentence.start, span.end - sentence.start
    return Span(start=max(0, start), end=end) if end > 0 and start < sentence.end - sentence.start else None


def _any_piece(
    side: Sequence[str], item: Item, pieces: Pieces, sentence: Span, chance: random.Random
) -> tuple[int, ...]:
    inside = [
        s
        for key in side
        if (s := shift(item.actors[key].span, sentence)) and item.actors[key].span.start >= sentence.start
    ]
    return pieces(chance.choice(inside)) if inside else ()


def _direction(event: GoldEvent, *, swapped: bool) -> str:
    if event.reciprocal:
        return "both"
    return "backward" if swapped else "forward"


def answers_of(event: GoldEvent, labels: Labels, *, direction: str) -> dict[str, int]:
    """Return the numbers of an event's labels."""
    if event.type == NO_EVENT:
        return nothing(labels)
    code = next((c for c in _parents(event.cameo or "") if c in labels.cameo), None)
    spoken = event.type == STATEMENT
    return {
        "type": labels.type.index(event.type),
        "mode": IGNORED if spoken else labels.mode.index(event.mode or ""),
        "content": IGNORED if spoken else labels.content.index(event.content or ""),
        "cameo": labels.cameo.index(code) if code else IGNORED,
        "root": labels.root.index(code[:2]) if code and code[:2] in labels.root else IGNORED,
        "factuality": labels.factuality.index(event.factuality),
        "direction": labels.direction.index(direction),
    }


def _marked(item: Item, tokenizer: Tokenizer, labels: Labels, chance: random.Random) -> Iterator[Example]:
    """Ask about source and target of each event that has both, and about two actors that share none."""
    linked: set[frozenset[str]] = set()
    for event in item.events:
        linked.update(frozenset((s, t)) for s in event.sources for t in event.targets)
        if event.type == NO_EVENT or not event.sources or not event.targets:
            continue
        source, target = chance.choice(event.sources), chance.choice(event.targets)
        swapped = chance.random() < SWAPPED_SHARE / 2
        if event.reciprocal and chance.random() < 0.5:
            source, target = target, source
        direct = _told_between(item, source, target)
        if swapped and not event.reciprocal and not _told_between(item, target, source):
            answers = dict.fromkeys(answers_of(event, labels, direction="backward"), IGNORED)
            answers["direction"] = labels.direction.index("backward")
            yield _pair(item, (target, source), event, tokenizer, answers, chance=chance)
            continue
        if len(direct) > 1 and direct[0] != event:
            continue
        direction = "both" if event.reciprocal else "forward"
        yield _pair(
            item, (source, target), event, tokenizer, answers_of(event, labels, direction=direction), chance=chance
        )
    free = [
        (a, b)
        for a in item.actors
        for b in item.actors
        if a != b and frozenset((a, b)) not in linked and "XXX" not in {item.actors[a].country, item.actors[b].country}
    ]
    if free and chance.random() < UNRELATED_SHARE:
        source, target = chance.choice(free)
        yield _pair(item, (source, target), None, tokenizer, nothing(labels), chance=chance)


def _told_between(item: Item, source: str, target: str) -> list[GoldEvent]:
    return [
        e
        for e in item.events
        if e.type != NO_EVENT
        and (
            (source in e.sources and target in e.targets)
            or (e.reciprocal and source in e.targets and target in e.sources)
        )
    ]


def _pair(
    item: Item,
    sides: tuple[str, str],
    told: GoldEvent | None,
    tokenizer: Tokenizer,
    answers: Mapping[str, int],
    *,
    chance: random.Random,
) -> Example:
    spans = {role: item.actors[key].span for role, key in zip(("source", "target"), sides, strict=True)}
    needed = [*spans.values(), *([told.span] if told else [])]
    kept = [s for s, _ in cut(item)]
    first = min((s.start for s in kept if any(s.start < n.end and n.start < s.end for n in needed)), default=0)
    last = max(
        (s.end for s in kept if any(s.start < n.end and n.start < s.end for n in needed)), default=len(item.text)
    )
    whole = Span(start=first, end=last)
    text = whole.of(item.text)
    marks = {role: shifted for role, span in spans.items() if (shifted := shift(span, whole))}
    if chance.random() < SKELETON_SHARE:
        text, marks = _hide_names(text, marks)
    encoded = encode(tokenizer, text, marks=marks)
    spots = {role: (encoded.opened[role],) if role in encoded.opened else () for role in ("source", "target")}
    return Example(ids=encoded.ids, queries=(Query(**spots, answers=answers),))


def _hide_names(text: str, marks: Mapping[str, Span]) -> tuple[str, dict[str, Span]]:
    """Put "Country A" and "Country B" for the marked names, so that names teach no deeds."""
    names = {"source": "Country A", "target": "Country B"}
    out, done, moved = "", 0, dict[str, Span]()
    for role, span in sorted(marks.items(), key=lambda row: row[1].start):
        out += text[done : span.start]
        moved[role] = Span(start=len(out), end=len(out) + len(names[role]))
        out, done = out + names[role], span.end
    return out + text[done:], moved
