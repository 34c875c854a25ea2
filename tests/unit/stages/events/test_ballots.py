"""Both voters together; what is tested holds for any network of this shape, not for one training."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from detente.errors import ModelError
from detente.learned.labels import Labels
from detente.learned.voter import Answer, load_voter
from detente.model import Document, PairRequest, Span
from detente.packs import load_packs
from detente.pipeline import build_pipeline
from detente.settings import Settings
from detente.stages.events import ballots
from detente.stages.events.ballots import join
from support import article

LABELS = Labels(
    type=("AID", "REJECT", "NONE"),
    mode=("",),
    content=("",),
    cameo=("071",),
    root=("07",),
    factuality=("happened",),
    direction=("both",),
)


def answer(*shares: float) -> Answer:
    return Answer(labels=LABELS, shares={"type": np.array(shares, dtype=np.float32)})


def code(text: str, **settings: object) -> Document:
    return build_pipeline(msgspec.convert(settings, Settings)).run(article(text), strict=True)


def test_what_both_say_is_surer_than_what_one_says() -> None:
    alone, both = join(answer(0.5, 0.3, 0.2), "type", {}), join(answer(0.5, 0.3, 0.2), "type", {"AID": 1.0})
    assert alone["AID"] == pytest.approx(0.5)
    assert both["AID"] == pytest.approx(0.5 * np.e / (0.5 * np.e + 0.5), abs=1e-4)
    assert sum(both.values()) == pytest.approx(1.0)


def test_a_label_left_out_gets_nothing() -> None:
    assert join(answer(0.5, 0.3, 0.2), "type", {}, without=("NONE",)) == pytest.approx({"AID": 0.625, "REJECT": 0.375})


def test_why_names_both_voters() -> None:
    event = code("Poland expelled three Russian diplomats on Friday.").events[0]
    assert event.type == "SANCTION"
    assert "lexicon: verb 'expel" in event.why
    assert "network: SANCTION" in event.why


def test_the_lexicon_alone_names_no_network_and_loads_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.pipeline.load_voter", None)
    event = code("Poland expelled three Russian diplomats on Friday.", coder="lexicon").events[0]
    assert (event.type, "network" in event.why) == ("SANCTION", False)


def test_a_missing_network_stops_at_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("detente.pipeline.load_voter", lambda: load_voter(tmp_path))
    with pytest.raises(ModelError, match="--coder lexicon"):
        build_pipeline(Settings())


def test_what_falls_below_the_line_is_an_issue_and_a_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ballots, "SURE", dict.fromkeys(ballots.SURE, 2.0))
    coded = code("Poland expelled three Russian diplomats on Friday.")
    assert coded.events == ()
    assert [(i.code, coded.text[i.start : i.end]) for i in coded.issues if i.code == "unsure-event"] == [
        ("unsure-event", "expelled")
    ]
    assert any("not sure enough" in rejection.why for rejection in coded.rejections)


def test_where_no_network_reads_the_lexicon_scores_alone() -> None:
    text = "A bomb exploded near the market on Friday."
    voted, alone = (code(text, coder=coder).events for coder in ("vote", "lexicon"))
    assert [event.score for event in voted] == [event.score for event in alone] != []


def test_stricter_coding_never_finds_more() -> None:
    text = "Rebels downed a helicopter near Goma, and Rwanda's envoy stormed out of talks with Congo that had dragged on for days."
    found = [len(code(text, coding=coding).events) for coding in ("strict", "balanced", "broad")]
    assert found == sorted(found)


def test_a_marked_pair_is_answered_by_both() -> None:
    story = article("Poland expelled three Russian diplomats on Friday.")
    request = PairRequest(source=Span(start=0, end=6), target=Span(start=22, end=39))
    pair = build_pipeline(Settings()).run(msgspec.structs.replace(story, requests=(request,)), strict=True).pairs[0]
    assert (pair.type, (pair.cameo or "")[:2]) == ("SANCTION", "16")
    assert "lexicon: SANCTION" in pair.why
    assert "network: SANCTION" in pair.why


@pytest.mark.parametrize(
    "text", ["", " ", "Japan", "Japan " * 600, "Japan \u202e\x00 Russia ☃ met.", "Japan, Russia: " + "x" * 5000]
)
def test_hostile_text_is_survived(text: str) -> None:
    assert all(issue.code != "stage-failed" for issue in code(text).issues)


def test_every_code_that_the_network_knows_is_a_code() -> None:
    labels, ontology = load_voter().labels, load_packs().ontology
    assert set(labels.type) - {"STATEMENT", "NONE"} == set(ontology.types)
    assert {code for code in labels.cameo if len(code) > 2} <= set(ontology.cameo)
