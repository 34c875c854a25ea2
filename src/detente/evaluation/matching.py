"""Pair found events with gold ones, so that each answer is held against the right question.

The rule. An event found may stand for a gold one
- if it shares a character with the marked trigger, in its own trigger or where the same deed is told again (`echo`);
- where gold marks no trigger: if it stands in a sentence of the gold event's actors (anywhere, where none is marked) and
  has the same type, or words of every marked side in common.
Pairs are one to one. Of all ways to pair, that with the most pairs is taken; among those the one in which more types, then
more sides, then more contents agree; and what is still equal goes in the order of the text. What has no partner stands alone:
a miss, or a false alarm.
"""

from collections.abc import Callable, Iterable, Sequence

from detente.evaluation.corpus import GoldEvent, Item
from detente.model import Document, Event, Span

PAIRED, TYPE, SIDE, CONTENT = 1000, 100, 10, 1
"""Weights, each above the sum of those behind it."""

Row = tuple[GoldEvent | None, Event | None]


def match_events(
    gold: Sequence[GoldEvent], found: Sequence[Event], *, item: Item | None = None, document: Document | None = None
) -> list[Row]:
    """Pair gold events with found ones, one to one; the rows of gold come first, in order.

    Without `item` and `document` an event without a marked trigger has any event of its type for a candidate.

    >>> match_events([], [])
    []
    """
    weights = [[weigh_pair(g, f, item=item, document=document) for f in found] for g in gold]
    partners = assign(weights)
    taken = set(partners.values())
    rows: list[Row] = [(g, found[partners[i]] if i in partners else None) for i, g in enumerate(gold)]
    rows.extend((None, f) for j, f in enumerate(found) if j not in taken)
    return rows


def weigh_pair(gold: GoldEvent, found: Event, *, item: Item | None = None, document: Document | None = None) -> int:
    """Return how well a found event answers to a gold one; 0 where it does not at all."""
    same = gold.type == found.type
    sides = _sides(gold, found, item)
    marked = bool(gold.sources) + bool(gold.targets)
    if gold.span.start < gold.span.end:
        candidate = any(_touch(row, gold.span) for row in _evidence(found, "trigger", "echo"))
    else:
        candidate = _in_sentence(gold, found, item, document) and (same or 0 < marked == sides)
    if not candidate:
        return 0
    return PAIRED + TYPE * same + SIDE * sides + CONTENT * (gold.content == found.content)


def _in_sentence(gold: GoldEvent, found: Event, item: Item | None, document: Document | None) -> bool:
    """Tell whether an event stands in a sentence of the gold event's actors."""
    if item is None or document is None or not (gold.sources or gold.targets):
        return True
    sentence = document.sentences[found.sentence]
    return any(_touch(sentence, item.actors[key].span) for key in (*gold.sources, *gold.targets))


def _sides(gold: GoldEvent, found: Event, item: Item | None) -> int:
    """Count the sides of a gold event whose words are evidence for the same side; both ways where they act on each other."""
    if item is None:
        return 0
    have = [_evidence(found, role) for role in ("source", "target")]
    want = [[item.actors[key].span for key in side] for side in (gold.sources, gold.targets)]

    def agree(sides: Iterable[list[Span]]) -> int:
        return sum(any(_touch(a, b) for a in left for b in right) for left, right in zip(want, sides, strict=True))

    turned = agree(reversed(have)) if gold.reciprocal or found.reciprocal else 0
    return max(agree(have), turned)


def _evidence(found: Event, *roles: str) -> list[Span]:
    return [row for row in found.evidence if row.role in roles]


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def assign(weights: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return the partners, row to column, with the largest sum of weights; nothing is paired at weight 0.

    Equal sums are settled by the order of rows and columns.

    >>> assign([[5, 4], [4, 0]])
    {0: 1, 1: 0}
    >>> assign([[7, 7], [7, 7]])
    {0: 0, 1: 1}
    """
    rows, columns = len(weights), max(map(len, weights), default=0)
    size = max(rows, columns)
    # No sum of ranks may outweigh a difference of 1: it only settles what is equal.
    unit = 2 * size * size + 1

    def cost(row: int, column: int) -> int:
        weight = weights[row][column] if row < rows and column < columns else 0
        return -weight * unit + abs(row - column) if weight else 0

    pairs = _solve(size, cost)
    return {
        row: column for row, column in sorted(pairs) if row < rows and column < columns and weights[row][column] > 0
    }


def _solve(size: int, cost: Callable[[int, int], int]) -> list[tuple[int, int]]:
    """Give each of `size` rows a column of its own at the lowest cost (Hungarian method with potentials)."""
    owner = [0] * (size + 1)
    by_row, by_column = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0] = row
        column = 0
        slack: list[float] = [float("inf")] * (size + 1)
        way = [0] * (size + 1)
        done = [False] * (size + 1)
        while owner[column]:
            done[column] = True
            left = [c for c in range(1, size + 1) if not done[c]]
            here = owner[column]
            for c in left:
                if (now := cost(here - 1, c - 1) - by_row[here] - by_column[c]) < slack[c]:
                    slack[c], way[c] = now, column
            nearest = min(left, key=lambda c: slack[c])
            step = int(slack[nearest])
            for c in range(size + 1):
                if done[c]:
                    by_row[owner[c]] += step
                    by_column[c] -= step
                else:
                    slack[c] -= step
            column = nearest
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return [(owner[c] - 1, c - 1) for c in range(1, size + 1)]
