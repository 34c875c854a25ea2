"""Say who "I" and "we" are inside quotation marks: whoever the story lets speak there.

The actors stage leaves the first person open, since only the quotations tell whose it is; this stage, after them, adds
these mentions to the layer `actors` and touches nothing else. Outside quotation marks it is the reporter's.
"""

from bisect import bisect_left
from collections import defaultdict

import msgspec

from detente.model import Actor, Document, Mention, Quote
from detente.packs import Packs
from detente.stages.base import Layers, Stage, make_stage

MARKS = frozenset(
    '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}'
)

ALONE = frozenset({"", "CVL", "UNK"})
"""Sectors of persons who speak for nobody but themselves: whom their "we" takes in is not told."""

NESTED = 4
"""Quotations that may lie in each other."""

SURE = {"speaker": 0.9, "speakers": 0.75}


def make_voices(packs: Packs) -> Stage:
    """Return the stage that gives speakers their "I" and "we"."""
    words = packs.actor_words.pronouns
    return make_stage(
        "voices",
        needs=["sentences", "trees", "actors", "quotes"],
        gives=["actors"],
        run=lambda document: find_voices(document, words),
    )


def find_voices(document: Document, words: dict[str, str]) -> Layers:
    """Return the actors with the first persons of what they are quoted with."""
    actors = {actor.id: actor for actor in document.actors}
    found: dict[str, list[Mention]] = defaultdict(list)
    quotes = sorted(
        (quote for quote in document.quotes if quote.direct != "indirect"), key=lambda quote: quote.content.start
    )
    starts = [quote.content.start for quote in quotes]
    for tree in document.trees if quotes else ():
        for token in tree.tokens:
            kind = words.get(token.text.lower(), "")
            if kind not in SURE or token.tag not in {"PRP", "PRP$"}:
                continue
            quote = _around(document, quotes[: bisect_left(starts, token.end)], token.start)
            actor = actors.get(quote.actor or "") if quote else None
            if quote is None or actor is None or not _speaks(actor, kind):
                continue
            found[actor.id].append(
                Mention(
                    start=token.start,
                    end=token.end,
                    head=token.start,
                    kind="pronoun",
                    antecedent=quote.speaker,
                    score=SURE[kind],
                )
            )
    return {"actors": tuple(_with(actor, found.get(actor.id, [])) for actor in document.actors)}


def _around(document: Document, quotes: list[Quote], offset: int) -> Quote | None:
    """Return the innermost quotation whose marks stand around an offset."""
    for quote in reversed(quotes[-NESTED:]):
        start, end = quote.content.start, quote.content.end
        if start <= offset < end:
            before = document.text[max(0, start - 1) : offset]
            quoted = sum(mark in MARKS for mark in before) % 2 == 1
            return quote if quoted or quote.direct == "direct" else None
    return None


def _speaks(actor: Actor, kind: str) -> bool:
    return kind == "speaker" or actor.kind != "person" or (actor.sector or "") not in ALONE


def _with(actor: Actor, mentions: list[Mention]) -> Actor:
    if not mentions:
        return actor
    every = sorted((*actor.mentions, *mentions), key=lambda mention: (mention.start, mention.end))
    return msgspec.structs.replace(actor, mentions=tuple(every))
