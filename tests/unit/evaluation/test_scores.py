"""The scorer against figures worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evaluation.corpus import read_item
from detente.evaluation.page import render_evaluation
from detente.evaluation.run import evaluate
from detente.evaluation.scores import Miss, Report, Tally, cameo_quad, report, share
from detente.settings import Settings


def tallied(rows: list[list[tuple[str | None, str | None]]]) -> Tally:
    tally = Tally()
    for item in rows:
        tally.start()
        for gold, found in item:
            tally.add("type", gold, found)
    return tally


def test_micro_and_macro_figures() -> None:
    # AID: 2 in gold, 1 found, 1 right: P 1, R 1/2, F1 2/3. REJECT: 1 in gold, 2 found, 1 right: F1 2/3.
    # SUPPORT: 1 in gold, none found: 0. Micro: 2 right, 4 in gold, 4 found (one false AGREE): 1/2. Macro: (2/3 + 2/3 + 0) / 3.
    tally = tallied([[("AID", "AID"), ("AID", "REJECT")], [("REJECT", "REJECT"), ("SUPPORT", None)], [(None, "AGREE")]])
    question = report(tally).questions[0]
    assert (question.micro.right, question.micro.gold, question.micro.found) == (2, 4, 4)
    assert question.micro.f1 == 0.5
    assert question.labels["AID"].precision == 1.0
    assert question.labels["AID"].recall == 0.5
    assert question.macro == pytest.approx(4 / 9)
    assert question.labels["AGREE"].f1 == 0.0


def test_an_interval_of_items_all_alike_has_no_width() -> None:
    question = report(tallied([[("AID", "AID"), ("AID", "AGREE")]] * 20)).questions[0]
    assert (question.micro.low, question.micro.f1, question.micro.high) == (0.5, 0.5, 0.5)


def test_the_interval_of_a_share_is_that_of_the_binomial() -> None:
    # 100 items, half right: the standard error of the share is 0.05, so the interval is about 0.40 to 0.60.
    question = report(tallied([[("AID", "AID")], [("AID", "AGREE")]] * 50)).questions[0]
    assert question.micro.low == pytest.approx(0.40, abs=0.02)
    assert question.micro.high == pytest.approx(0.60, abs=0.02)


def test_the_same_seed_gives_the_same_intervals() -> None:
    tally = tallied([[("AID", "AID")], [("AID", None)], [(None, "AID")]] * 5)
    assert report(tally, seed=3) == report(tally, seed=3)


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([None, "A", "B"]), st.sampled_from([None, "A", "B"])), max_size=4),
        min_size=1,
    )
)
def test_figures_lie_between_nothing_and_all(rows: list[list[tuple[str | None, str | None]]]) -> None:
    for question in report(tallied(rows), draws=20).questions:
        for row in (question.micro, *question.labels.values()):
            assert 0 <= row.right <= min(row.gold, row.found)
            assert 0 <= row.f1 <= 1


def test_nothing_counted_is_no_division_by_zero() -> None:
    assert share((0, 0, 0)).f1 == 0.0
    assert report(Tally()).questions == ()


@pytest.mark.parametrize(
    ("code", "quad"),
    [("05", "1"), ("06", "2"), ("0871", "2"), ("09", "3"), ("138", "3"), ("14", "4"), ("204", "4"), ("", "0")],
)
def test_cameo_quad_classes(code: str, quad: str) -> None:
    assert cameo_quad(code) == quad


def test_coded_items_are_matched_by_trigger_type_and_actors() -> None:
    items = [
        read_item(
            "[Poland|a1] [expelled|e1] [two Russian diplomats|a2] on Friday. || e1 SANCTION/expel a1>a2 cameo=161; a1 POL/GOV; a2 RUS/GOV"
        ),
        read_item(
            "[Poland|a1] [expelled|e1] [two Russian diplomats|a2] on Friday. || e1 AID a1>a2 cameo=071; a1 DEU/GOV; a2 RUS/GOV"
        ),
        read_item("The river is the longest in the country and rises in the south. || none"),
    ]
    found = evaluate(items, Settings(coder="lexicon"))
    figures = {q.name: (q.micro.right, q.micro.gold, q.micro.found) for q in found.questions}
    assert figures["trigger"] == (2, 2, 2)
    assert figures["type"] == (1, 2, 2)
    assert figures["type and both countries"] == (1, 2, 2)
    assert figures["both countries, of typed"] == (1, 1, 1)
    assert figures["CAMEO root"] == (1, 2, 2)
    assert figures["pairs: CAMEO root"] == (1, 2, 2)
    assert figures["pairs: cooperation, conflict"] == (1, 2, 2)
    assert figures["event-free left empty"] == (1, 1, 1)
    assert [(m.kind, m.gold, m.found) for m in found.misses] == [
        ("type", "AID 'expelled'", "SANCTION/expel 'expelled'"),
        ("pair", "AID 'Poland > two Russian diplomats'", "SANCTION"),
    ]


def test_the_page_escapes_what_it_shows() -> None:
    miss = Miss(kind="false", path="x", line=1, text="<script>alert(1)</script>", gold="", found="AID", why="")
    page = render_evaluation(
        Report(items=1, questions=report(tallied([[("A", "A"), ("B", None), (None, "C")]])).questions, misses=(miss,))
    )
    assert "&lt;script&gt;" in page
    assert "<script" not in page
