"""Tell whose words each token stands in: the innermost quotation that was said."""

from collections.abc import Sequence

from detente.model import Quote, Tree


def find_voices(trees: Sequence[Tree], quotes: Sequence[Quote]) -> list[tuple[list[str | None], list[bool]]]:
    """Return for the tokens of every sentence the actor who speaks them, and whether they are in anybody's words.

    What was left unsaid is in the reporter's words, and so are the cue and speaker inside a content.
    """
    ordered = sorted((quote for quote in quotes), key=lambda quote: (quote.content.start, -quote.content.end))
    active: list[Quote] = []
    place, found = 0, []
    for tree in trees:
        actors: list[str | None] = []
        inside: list[bool] = []
        for token in tree.tokens:
            while place < len(ordered) and ordered[place].content.start <= token.start:
                active.append(ordered[place])
                place += 1
            while active and active[-1].content.end <= token.start:
                active.pop()
            said = next((quote for quote in active[:-9:-1] if _speaks(quote, token.start)), None)
            actors.append(said.actor if said is not None and not said.negated else None)
            inside.append(said is not None)
        found.append((actors, inside))
    return found


def _speaks(quote: Quote, offset: int) -> bool:
    if not quote.content.start <= offset < quote.content.end:
        return False
    spans = (quote.cue, quote.speaker)
    return not any(span is not None and span.start <= offset < span.end for span in spans)
