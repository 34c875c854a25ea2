"""Who answers to whom: overlaps, ties, and the best of all ways to pair."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evaluation.corpus import GoldActor, GoldEvent, Item
from detente.evaluation.matching import assign, match_events
from detente.model import Document, Event, Evidence, Quad, Scale, Sentence, Span

TEXT = "Oslo thanked Rome and Bonn. Rome left."
SPANS = {
    "Oslo": (0, 4),
    "thanked": (5, 12),
    "Rome": (13, 17),
    "Bonn": (22, 26),
    "second Rome": (28, 32),
    "left": (33, 37),
}
COUNTRIES = {"Oslo": "NOR", "Rome": "ITA", "Bonn": "DEU", "second Rome": "ITA"}


def span(words: str) -> Span:
    start, end = SPANS[words]
    return Span(start=start, end=end)


ITEM = Item(
    text=TEXT,
    actors={key: GoldActor(id=key, span=span(key), country=code) for key, code in COUNTRIES.items()},
    events=(),
)
DOCUMENT = Document(
    id="a",
    text=TEXT,
    digest="",
    sentences=(
        Sentence(start=0, end=27, part="body", paragraph=0),
        Sentence(start=28, end=38, part="body", paragraph=0),
    ),
)


def gold(kind: str, *, at: str = "", who: str = "", whom: str = "", content: str | None = None) -> GoldEvent:
    return GoldEvent(
        id=f"{kind} {at}",
        span=span(at) if at else Span(start=0, end=0),
        type=kind,
        content=content,
        sources=(who,) if who else (),
        targets=(whom,) if whom else (),
    )


def found(kind: str, *, at: str, who: str = "", whom: str = "", echo: str = "", content: str | None = None) -> Event:
    roles = (("trigger", at), ("source", who), ("target", whom), ("echo", echo))
    return Event(
        id=f"{kind} {at} {who} {whom}",
        type=kind,
        mode=None,
        content=content,
        contexts=(),
        cameo=None,
        quad=Quad(scheme="", class_=1),
        scale=Scale(table="", value=0),
        cameo_quad=None,
        goldstein=None,
        sources=(),
        targets=(),
        reciprocal=False,
        time=None,
        place=None,
        factuality="happened",
        certainty=3,
        speaker=None,
        evidence=tuple(
            Evidence(role=role, start=SPANS[words][0], end=SPANS[words][1])  # type: ignore[arg-type]
            for role, words in roles
            if words
        ),
        score=1.0,
        why="",
        alternatives=(),
        sentence=SPANS[at][0] // 28,
        part="body",
        counted=True,
    )


def ids(wanted: list[GoldEvent], had: list[Event]) -> list[tuple[str, str]]:
    rows = match_events(wanted, had, item=ITEM, document=DOCUMENT)
    return [(g.id.strip() if g else "-", f.id.strip() if f else "-") for g, f in rows]


THANKED, LEFT = gold("SUPPORT", at="thanked", who="Oslo", whom="Rome"), gold("RETREAT", at="left")


@pytest.mark.parametrize(
    ("wanted", "had", "rows"),
    [
        # The trigger decides, whatever the type.
        ([THANKED], [found("AID", at="thanked")], [("SUPPORT thanked", "AID thanked")]),
        ([THANKED], [found("SUPPORT", at="left")], [("SUPPORT thanked", "-"), ("-", "SUPPORT left")]),
        # Told again elsewhere is the same deed.
        ([LEFT], [found("RETREAT", at="thanked", echo="left")], [("RETREAT left", "RETREAT thanked")]),
        # One gold event, two answers at the same words: the type, then the sides, then the content settle it.
        (
            [THANKED],
            [found("AID", at="thanked", who="Oslo", whom="Rome"), found("SUPPORT", at="thanked")],
            [("SUPPORT thanked", "SUPPORT thanked"), ("-", "AID thanked Oslo Rome")],
        ),
        (
            [THANKED],
            [found("SUPPORT", at="thanked", whom="Bonn"), found("SUPPORT", at="thanked", who="Oslo", whom="Rome")],
            [("SUPPORT thanked", "SUPPORT thanked Oslo Rome"), ("-", "SUPPORT thanked  Bonn")],
        ),
        # A tie goes to the first in the text.
        (
            [THANKED],
            [found("AID", at="thanked", who="Bonn"), found("AID", at="thanked", who="second Rome")],
            [("SUPPORT thanked", "AID thanked Bonn"), ("-", "AID thanked second Rome")],
        ),
        # Two gold events at one trigger take the answers that fit them, not those that come first.
        (
            [gold("AID", at="thanked", whom="Rome"), gold("AID", at="thanked", whom="Bonn")],
            [found("AID", at="thanked", whom="Bonn"), found("AID", at="thanked", whom="Rome")],
            [("AID thanked", "AID thanked  Rome"), ("AID thanked", "AID thanked  Bonn")],
        ),
    ],
)
def test_marked_triggers(wanted: list[GoldEvent], had: list[Event], rows: list[tuple[str, str]]) -> None:
    assert ids(wanted, had) == rows


@pytest.mark.parametrize(
    ("wanted", "had", "rows"),
    [
        # No trigger is marked: the type is enough,
        ([gold("SUPPORT")], [found("SUPPORT", at="left")], [("SUPPORT", "SUPPORT left")]),
        # but it must stand in a sentence of the actors,
        ([gold("AID", who="Oslo")], [found("AID", at="left")], [("AID", "-"), ("-", "AID left")]),
        # and the same words on every marked side are enough as well; on one of two they are not.
        (
            [gold("AID", who="Oslo", whom="Rome")],
            [found("SUPPORT", at="thanked", who="Oslo", whom="Rome")],
            [("AID", "SUPPORT thanked Oslo Rome")],
        ),
        (
            [gold("AID", who="Oslo", whom="Rome")],
            [found("SUPPORT", at="thanked", who="Oslo", whom="Bonn")],
            [("AID", "-"), ("-", "SUPPORT thanked Oslo Bonn")],
        ),
        ([gold("AID")], [found("SUPPORT", at="thanked")], [("AID", "-"), ("-", "SUPPORT thanked")]),
    ],
)
def test_unmarked_triggers(wanted: list[GoldEvent], had: list[Event], rows: list[tuple[str, str]]) -> None:
    assert ids(wanted, had) == rows


def test_the_most_pairs_come_before_the_best_pair() -> None:
    # "thanked" answers to both; "left" only to the second. Taking the best single pair first would lose one.
    wanted = [gold("AID", at="thanked"), gold("SUPPORT")]
    had = [found("SUPPORT", at="thanked"), found("SUPPORT", at="left")]
    assert ids(wanted, had) == [("AID thanked", "SUPPORT thanked"), ("SUPPORT", "SUPPORT left")]


@given(st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), max_size=4))
def test_no_other_way_to_pair_weighs_more(weights: list[list[int]]) -> None:
    pairs = assign(weights)
    size = max(len(weights), 3)
    wide = [[*row, *[0] * (size - 3)] for row in weights] + [[0] * size] * (size - len(weights))
    best = max(sum(wide[row][column] for row, column in enumerate(order)) for order in permutations(range(size)))
    assert sum(weights[row][column] for row, column in pairs.items()) == best
    assert len(set(pairs.values())) == len(pairs)
    assert all(weights[row][column] > 0 for row, column in pairs.items())
