"""Score whom pronouns and pointing phrases stand for: by kind, how many are left open, and how many traps are sprung.

Keys are ``m2 pronoun of=m1`` (kinds: pronoun, nominal, group, surname): the actor of m2 must be that of the mention m1, or
for ``of=m1+m3`` a group of just these. ``of=none`` is a trap: an empty "it", or a pronoun for a thing.
"""

from detente.errors import GoldError, nearest
from detente.evaluation.layers.marked import Code, MarkedItem
from detente.evaluation.layers.measures import LayerTally, Measure
from detente.model import Actor, Document, Mention, Span

KINDS = ("pronoun", "nominal", "group", "surname")

RESOLVED, OPEN, TRAPS = "resolved", "left open", "traps sprung"

MEASURES = (
    Measure(name=RESOLVED, formula="f1"),
    *(Measure(name=kind, formula="f1") for kind in KINDS),
    Measure(name=OPEN, formula="mean"),
    Measure(name=TRAPS, formula="mean"),
)
"""`resolved` is over all kinds; a sprung trap counts as found and never as right."""

NONE = "none"


def count(item: MarkedItem, document: Document, tally: LayerTally) -> None:
    """Count one item.

    Raises:
        GoldError: a key has no known kind, or stands for a mention that is not marked.
    """
    for code in item.codes:
        kind, gold = _read(code, item)
        span = item.spans[code.key]
        actor = _resolved(document, span)
        if not gold:
            tally.add(TRAPS, actor is not None, 1)
            right = False
        else:
            right = actor is not None and _means(document, actor, gold)
            tally.add(OPEN, actor is None, 1)
        for measure in (RESOLVED, kind):
            tally.add(measure, right, bool(gold), actor is not None)
        if not right and (gold or actor):
            words = [mention.of(item.text) for mention in gold] or [NONE]
            label = TRAPS if not gold else kind if actor else f"{kind} {OPEN}"
            tally.miss(label, f"{span.of(item.text)} = {' + '.join(words)}", actor.name if actor else "-")


def _read(code: Code, item: MarkedItem) -> tuple[str, tuple[Span, ...]]:
    """Return the kind of an anaphor and the spans that it stands for."""
    kind = code.words[0] if code.words else ""
    if kind not in KINDS:
        raise GoldError(item.path, item.line, f"unknown kind {kind!r} of {code.key}{nearest(kind, KINDS)}")
    keys = code.fields.get("of", "").split("+")
    if keys == [NONE]:
        return kind, ()
    if missing := [key for key in keys if key not in item.spans]:
        raise GoldError(item.path, item.line, f"{code.key} stands for {missing[0]!r}, which is not marked")
    return kind, tuple(item.spans[key] for key in keys)


def _resolved(document: Document, span: Span) -> Actor | None:
    """Return the actor that an anaphor was linked to; None where it has none, or one that nothing else names."""
    actor, mention = _find(document, span)
    if actor is None or mention is None:
        return None
    linked = mention.antecedent is not None or bool(actor.members)
    return actor if linked or any(other.start < span.start for other in actor.mentions) else None


def _means(document: Document, actor: Actor, gold: tuple[Span, ...]) -> bool:
    if len(gold) == 1 and len(actor.members) > 1 and set(actor.members) == _inside(document, gold[0]):
        return True
    wanted: set[str] = set()
    for span in gold:
        one, _ = _find(document, span)
        if one is None:
            return False
        wanted.update(one.members or (one.id,))
    return wanted == set(actor.members or (actor.id,))


def _inside(document: Document, span: Span) -> set[str]:
    """Return who is named inside a span, but for the countries that others there are of: "Kuwaiti and Iraqi officials"."""
    return {
        actor.id
        for actor in document.actors
        for mention in actor.mentions
        if actor.kind != "country" and span.start <= mention.start and mention.end <= span.end
    }


def _find(document: Document, span: Span) -> tuple[Actor | None, Mention | None]:
    """Return the actor and mention that share most with a span, as a part of what both cover; adjectives come last."""
    best = (False, 0.0)
    found: tuple[Actor | None, Mention | None] = (None, None)
    for actor in document.actors:
        for mention in actor.mentions:
            shared = min(mention.end, span.end) - max(mention.start, span.start)
            part = shared / (max(mention.end, span.end) - min(mention.start, span.start))
            rank = (mention.kind != "adjective", part)
            if part > 0 and rank > best and span.start <= mention.head < span.end:
                best, found = rank, (actor, mention)
    return found
