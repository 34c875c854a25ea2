"""Score the actors: which mentions are found, and whether country and sector are those of the gold.

Keys are ``a1 country=JPN sector=GOV`` for mentions of anybody who can act; adjectives and pronouns are not marked. ``-`` is none,
or not told; right answers stand between ``/``.
"""

from detente.errors import GoldError
from detente.evaluation.layers.marked import Code, MarkedItem
from detente.evaluation.layers.measures import LayerTally, Measure
from detente.model import Actor, Document, Mention, Span

FOUND, COUNTRY, SECTOR, GIVEN = "mentions found", "country, of found", "sector, of found", "country right, of given"

MEASURES = (
    Measure(name=FOUND, formula="mean"),
    Measure(name=COUNTRY, formula="mean"),
    Measure(name=SECTOR, formula="mean"),
    Measure(name=GIVEN, formula="mean"),
)

NONE = "-"
"""No country or sector, or none that the text or general knowledge tells."""


def count(item: MarkedItem, document: Document, tally: LayerTally) -> None:
    """Count one item.

    Raises:
        GoldError: a key lacks its country or sector.
    """
    for code in item.codes:
        span = item.spans[code.key]
        countries, sectors = _answers(code, "country", item), _answers(code, "sector", item)
        words = span.of(item.text)
        actor = find_actor(document, span)
        tally.add(FOUND, actor is not None, 1)
        if actor is None:
            tally.miss(FOUND, words, NONE)
            continue
        country, sector = actor.country or NONE, actor.sector or NONE
        tally.add(COUNTRY, country in countries, 1)
        tally.add(SECTOR, sector in sectors, 1)
        if actor.country:
            tally.add(GIVEN, country in countries, 1)
        if country not in countries:
            kind = COUNTRY if country == NONE else GIVEN
            tally.miss(kind, f"{words}: {'/'.join(countries)}", country, why=actor.why)
        if sector not in sectors:
            tally.miss(SECTOR, f"{words}: {'/'.join(sectors)}", sector, why=actor.why)


def find_actor(document: Document, span: Span) -> Actor | None:
    """Return the actor whose mention shares most with a span, of several the one whose head stands last."""
    best: tuple[int, int] = (0, 0)
    found: Actor | None = None
    for actor in document.actors:
        for mention in actor.mentions:
            rank = (_shared(mention, span), mention.head)
            if mention.kind != "adjective" and rank > best and rank[0] > 0:
                best, found = rank, actor
    return found


def _shared(mention: Mention, span: Span) -> int:
    return min(mention.end, span.end) - max(mention.start, span.start)


def _answers(code: Code, field: str, item: MarkedItem) -> tuple[str, ...]:
    if field not in code.fields:
        raise GoldError(item.path, item.line, f"{code.key} has no {field}")
    return tuple(code.fields[field].split("/"))
