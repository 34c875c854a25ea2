"""What a coded item is asked, and how each answer is counted, against documents made by hand."""

import msgspec
import pytest

from detente.evaluation.corpus import read_item
from detente.evaluation.gold import read_label
from detente.evaluation.page import make_grid
from detente.evaluation.scores import Confusion, Report, Tally, has_macro, report, tally_item
from detente.model import (
    Actor,
    Document,
    Event,
    EventTime,
    Evidence,
    Issue,
    Pair,
    Quad,
    Rejection,
    Scale,
    Sentence,
    Span,
)
from detente.packs import load_packs

TEXT = "Oslo phoned Rome on Monday."
MARKED = "[Oslo|a1] [phoned|e1] [Rome|a2] on Monday. || e1 "
ACTORS = (
    Actor(id="no", name="Norway", kind="country", country="NOR", sector="GOV", why="named"),
    Actor(id="it", name="Italy", kind="country", country="ITA"),
)
EVENT = Event(
    id="x",
    type="CONSULT",
    mode="phone",
    content=None,
    contexts=(),
    cameo="041",
    quad=Quad(scheme="", class_=1),
    scale=Scale(table="", value=0),
    cameo_quad=None,
    goldstein=None,
    sources=("no",),
    targets=("it",),
    reciprocal=False,
    time=None,
    place=None,
    factuality="happened",
    certainty=3,
    speaker=None,
    evidence=(Evidence(role="trigger", start=5, end=11),),
    score=1.0,
    why="because",
    alternatives=(),
    sentence=0,
    part="body",
    counted=True,
)


def coded(*events: Event, **layers: object) -> Document:
    sentence = Sentence(start=0, end=len(TEXT), part="body", paragraph=0)
    return Document(
        id="a",
        text=TEXT,
        digest="",
        sentences=(sentence,),
        actors=ACTORS,
        events=events,
        **layers,  # type: ignore[arg-type]
    )


def score(line: str, document: Document) -> Report:
    tally = Tally()
    item = read_label(line.encode()) if line.startswith("{") else read_item(line)
    tally_item(tally, item, document, load_packs().ontology)
    return report(tally, draws=2)


def figures(found: Report) -> dict[str, tuple[int, int, int]]:
    return {q.name: (q.micro.right, q.micro.gold, q.micro.found) for q in found.questions}


def labelled(event: str) -> str:
    return f'{{"text": "{TEXT}", "events": [{event}]}}'


def changed(**fields: object) -> Event:
    return msgspec.structs.replace(EVENT, **fields)


def test_all_right() -> None:
    found = score(MARKED + "CONSULT/phone a1>a2 cameo=041; a1 NOR/GOV; a2 ITA", coded(EVENT))
    told = figures(found)
    # Italy's sector is not labelled: no question.
    assert "both sectors, of typed" not in told
    assert "event-free left empty" not in told
    assert set(told.values()) == {(1, 1, 1)}
    assert {"CAMEO code", "mode", "factuality, of typed", "cooperation, conflict"} < set(told)
    assert found.misses == ()


@pytest.mark.parametrize(
    ("code", "event", "kind", "gold", "answer"),
    [
        ("CONSULT/phone a1>a2 cameo=042", EVENT, "CAMEO", "CONSULT 042", "041"),
        ("CONSULT/visit a1>a2 cameo=041", EVENT, "mode", "CONSULT visit", "phone"),
        ("CONSULT/phone:AID a1>a2 cameo=041", EVENT, "content", "CONSULT AID", "-"),
        ("CONSULT/phone a1>a2 fact=planned", EVENT, "factuality", "CONSULT planned", "happened"),
        ("CONSULT/phone a2>a1", EVENT, "countries", "CONSULT ITA>NOR", "NOR>ITA"),
        ("CONSULT/phone a1>a2", changed(targets=()), "countries", "CONSULT NOR>ITA", "NOR>-"),
        ("AGREE a1>a2 cameo=03", EVENT, "type", "AGREE 'phoned'", "CONSULT/phone 'phoned'"),
    ],
)
def test_one_thing_wrong_is_one_miss(code: str, event: Event, kind: str, gold: str, answer: str) -> None:
    found = score(f"{MARKED}{code}; a1 NOR; a2 ITA", coded(event))
    assert [(m.kind, m.gold, m.found) for m in found.misses] == [(kind, gold, answer)]
    assert found.misses[0].why


def test_a_missing_event_says_what_was_turned_down() -> None:
    turned_down = Rejection(start=5, end=11, sense="verb 'phone'", why="no actor on either side")
    found = score(MARKED + "CONSULT a1>a2; a1 NOR; a2 ITA", coded(rejections=(turned_down,)))
    assert [(m.kind, m.gold, m.found, m.why) for m in found.misses] == [
        ("missing", "CONSULT 'phoned'", "", "verb 'phone': no actor on either side")
    ]


@pytest.mark.parametrize(
    ("way", "event", "right"),
    [
        ("a2>a1", EVENT, 0),
        ("a2<>a1", EVENT, 1),
        ("a2>a1", changed(reciprocal=True), 1),
        ("a1+a2<>a2", changed(reciprocal=True), 1),
        ("a1<>a2", changed(reciprocal=True, sources=("no", "it"), targets=()), 0),
        ("a1<>a1", changed(reciprocal=True), 0),
    ],
)
def test_sides_change_places_where_both_act(way: str, event: Event, right: int) -> None:
    found = score(f"{MARKED}CONSULT/phone {way}; a1 NOR; a2 ITA", coded(event))
    assert figures(found)["type and both countries"] == (right, 1, 1)


def test_an_event_with_a_wrong_side_is_both_missed_and_false() -> None:
    found = score(MARKED + "CONSULT/phone a1>-; a1 NOR; a2 ITA", coded(EVENT))
    question = next(q for q in found.questions if q.name == "type and both countries")
    assert [(c.gold, c.found, c.times) for c in question.confusions] == [("", "CONSULT", 1), ("CONSULT", "", 1)]


def test_what_a_label_leaves_out_is_no_question() -> None:
    found = score(labelled('{"type": "CONSULT", "trigger": {"start": 5, "end": 11}}'), coded(changed(cameo="042")))
    told = set(figures(found))
    assert {"trigger", "type", "quad class"} < told
    assert told & {"mode", "CAMEO root", "factuality, of typed", "content, of typed"} == set()
    assert not [m for m in found.misses if m.kind in {"mode", "CAMEO", "factuality", "content"}]


def test_an_actor_without_a_country_is_no_question_and_null_says_none() -> None:
    line = labelled(
        '{"type": "CONSULT", "mode": null, "sources": [{"start": 0, "end": 4}], "targets": [{"start": 12, "end": 16}]}'
    )
    told = figures(score(line, coded(EVENT)))
    assert "type and both countries" not in told
    assert "both countries, of typed" not in told
    assert told["mode"] == (0, 0, 1)


@pytest.mark.parametrize(
    ("days", "right"),
    [(("2013-10-28", "2013-10-28"), 1), (("2013-10-20", "2013-10-27"), 0), (None, 0)],
)
def test_days_must_have_one_in_common(days: tuple[str, str] | None, right: int) -> None:
    time = EventTime(earliest=days[0], latest=days[1], grain="day", basis="inferred") if days else None
    line = labelled('{"type": "CONSULT", "time": {"earliest": "2013-10-28", "latest": "2013-10-29"}}')
    found = score(line, coded(changed(time=time)))
    assert figures(found)["date, of typed"] == (right, 1, 1)
    assert ("date" in {m.kind for m in found.misses}) == (not right)


def test_a_labelled_pair_is_asked_for_nothing_else() -> None:
    ends = {"source": {"start": 0, "end": 4}, "target": {"start": 12, "end": 16}}
    line = msgspec.json.encode({"text": TEXT, "pairs": [{**ends, "type": "CONSULT", "cameo": "041"}]}).decode()
    sides = (Span(start=0, end=4), Span(start=12, end=16))
    answer = Pair(source=sides[0], target=sides[1], type="NONE", mode=None, cameo=None, score=0.5, why="")
    found = score(line, coded(EVENT, pairs=(answer,)))
    assert figures(found) == {
        "pairs: type": (0, 1, 1),
        "pairs: quad class": (0, 1, 1),
        "pairs: CAMEO root": (0, 1, 1),
        "pairs: CAMEO quad class": (0, 1, 1),
        "pairs: cooperation, conflict": (0, 1, 1),
    }
    assert [(m.kind, m.gold, m.found) for m in found.misses] == [("pair", "CONSULT 'Oslo > Rome'", "NONE")]


@pytest.mark.parametrize(
    ("events", "empty", "uncounted"),
    [((), 1, 1), ((changed(counted=False),), 0, 1), ((EVENT,), 0, 0)],
)
def test_items_without_an_event(events: tuple[Event, ...], empty: int, uncounted: int) -> None:
    told = figures(score(MARKED + "STATEMENT a1>a2; a1 NOR; a2 ITA", coded(*events)))
    assert told["event-free left empty"][0] == empty
    assert told["event-free, nothing counted"][0] == uncounted


def test_an_item_that_a_stage_failed_on_is_counted() -> None:
    failed = Issue(stage="events", code="stage-failed", message="boom")
    assert score(MARKED + "CONSULT a1>a2; a1 NOR; a2 ITA", coded(issues=(failed,))).failed == 1


def test_confusions_and_their_grid() -> None:
    # Gold AID three times: right twice, once taken for RETREAT; one false AID.
    tally = Tally()
    for gold, found in [("AID", "AID"), ("AID", "AID"), ("AID", "RETREAT"), (None, "AID")]:
        tally.start()
        tally.add("type", gold, found)
    question = report(tally, draws=2).questions[0]
    assert question.confusions == (
        Confusion(gold="", found="AID", times=1),
        Confusion(gold="AID", found="RETREAT", times=1),
    )
    grid = make_grid(question)
    assert grid is not None
    assert grid.columns == ("AID", "RETREAT", "")
    assert grid.rows == (
        ("AID", ((2, 2 / 3), (1, 1 / 3), (0, 0.0))),
        ("", ((1, 1.0), (0, 0.0), (0, 0.0))),
    )
    assert not has_macro(question)


def test_a_rare_label_does_not_pull_the_interval_of_the_mean_away_from_it() -> None:
    # All right, but one label stands in one text of ten: draws without that text have no F1 for it, not one of 0.
    tally = Tally()
    for label in ["A"] * 9 + ["B"]:
        tally.start()
        tally.add("type", label, label)
    question = report(tally).questions[0]
    assert (question.macro_low, question.macro, question.macro_high) == (1.0, 1.0, 1.0)
