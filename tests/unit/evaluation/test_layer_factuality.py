"""The factuality layer's figures against a case counted by hand."""

import msgspec
import pytest

from detente.errors import GoldError
from detente.evaluation.layers import factuality
from detente.evaluation.layers.marked import make_article, read_marked_item
from detente.evaluation.layers.measures import LayerTally, work_out
from detente.model import Document, Predicate


def code(line: str, *found: tuple[int, str, str, int]) -> LayerTally:
    """Count one item whose record holds predicates as (start, word, factuality, certainty)."""
    item = read_marked_item(line)
    predicates = [
        {"start": start, "end": start + len(word), "lemma": word, "factuality": value, "certainty": certainty}
        for start, word, value, certainty in found
    ]
    document = msgspec.structs.replace(
        Document.of(make_article(item, 0)), predicates=tuple(msgspec.convert(predicates, list[Predicate]))
    )
    tally = LayerTally(factuality.MEASURES)
    tally.start(item)
    factuality.count(item, document, tally)
    return tally


def test_figures_are_those_counted_by_hand() -> None:
    tally = code(
        "They [vowed|p1] to [leave|p2] and never [left|p3] the [camp|p4]. || p1 3 happened; p2 1.5 planned; p3 -3 denied; p4 2",
        (5, "vowed", "happened", 3),
        (14, "leave", "possible", 1),
        (30, "left", "denied", -3),
    )
    figures = {figure.name: figure for figure in work_out(tally)}
    assert figures["coverage"].value == pytest.approx(3 / 4)
    assert figures["absolute error"].value == pytest.approx((0 + 0.5 + 0 + 1) / 4)
    assert figures["named value"].value == pytest.approx(2 / 3)
    assert (figures["negative"].right, figures["negative"].gold, figures["negative"].found) == (1, 1, 1)
    assert figures["correlation"].value == pytest.approx(0.9756, abs=1e-3)


def test_what_differs_is_listed_with_both_values() -> None:
    tally = code("They [left|p1]. || p1 -2 denied")
    assert [(miss.kind, miss.gold, miss.found) for miss in tally.misses] == [
        ("no predicate", "left -2 denied", "+3 happened")
    ]


@pytest.mark.parametrize(
    ("codes", "fault"),
    [("p1 4", "no certainty"), ("p1 happened", "no certainty"), ("p1", "no certainty"), ("p1 3 hapened", "happened")],
)
def test_a_wrong_code_is_named(codes: str, fault: str) -> None:
    with pytest.raises(GoldError, match=fault):
        code(f"They [left|p1]. || {codes}")
