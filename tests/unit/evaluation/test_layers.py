"""Marked text and the figures of a layer, against cases counted by hand."""

import pytest

from detente.errors import ConfigError, GoldError
from detente.evaluation.layers import evaluate_layer
from detente.evaluation.layers.marked import read_marked_item
from detente.evaluation.layers.measures import LayerTally, Measure, work_out
from detente.settings import Settings


def test_spans_may_nest_and_paragraphs_are_parted() -> None:
    item = read_marked_item(
        "[He said [he|m2] agreed|q1]. ¶ [She|m1] left. || q1 indirect cue=said; m1 she; date=2020-02-03"
    )
    assert item.text == "He said he agreed.\n\nShe left."
    assert {key: span.of(item.text) for key, span in item.spans.items()} == {
        "m2": "he",
        "q1": "He said he agreed",
        "m1": "She",
    }
    assert item.date == "2020-02-03"
    assert item.codes[0].words == ("indirect",)
    assert item.codes[0].fields == {"cue": "said"}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("no bar", "no ' || '"),
        ("[x|t1] || t2 DATE", "t2 is used but not marked"),
        ("[x|t1 || none", "closes no marked words"),
        ("[x y || none", "marks nothing"),
        ("[x|t1] [y|t1] || none", "marked twice"),
        ("[x|t1] || t1 DATE; ???", "cannot read"),
    ],
)
def test_a_broken_line_is_named(line: str, fault: str) -> None:
    with pytest.raises(GoldError, match=fault.replace("|", r"\|").replace("?", r"\?")):
        read_marked_item(line)


def test_figures_are_those_worked_out_by_hand() -> None:
    tally = LayerTally(
        [Measure(name="f", formula="f1"), Measure(name="m", formula="mean"), Measure(name="r", formula="pearson")]
    )
    for gold, found in ((3, 3), (-1, 1), (2, 2)):
        tally.start(read_marked_item("x || none"))
        tally.add("f", gold == found, 1, 1)
        tally.add("m", abs(gold - found), 1)
        tally.pair("r", gold, found)
    f1, mean, pearson = work_out(tally)
    assert (f1.right, f1.gold, f1.found) == (2, 3, 3)
    assert f1.value == pytest.approx(2 / 3)
    assert mean.value == pytest.approx(2 / 3)
    assert pearson.value == pytest.approx(0.9608, abs=1e-4)


def test_an_unknown_layer_is_refused() -> None:
    with pytest.raises(ConfigError, match="no scored layer"):
        evaluate_layer("tiems", [], Settings())
