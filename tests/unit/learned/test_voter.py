import hashlib
import json
import shutil
from pathlib import Path

import pytest

from detente.errors import ModelError
from detente.learned.voter import FILES, SHIPPED, Question, Voter, load_voter
from detente.model import Span


def pair(text: str, source: str, target: str) -> tuple[str, Span, Span]:
    spans = [Span(start=text.index(w), end=text.index(w) + len(w)) for w in (source, target)]
    return text, spans[0], spans[1]


@pytest.mark.parametrize(
    ("text", "source", "target", "kind"),
    [
        ("Iran condemned the United States over the new sanctions.", "Iran", "United States", "ACCUSE"),
        ("Russian jets bombed rebel positions near Idlib on Friday.", "Russian", "rebel", "ASSAULT"),
        ("Norway will send doctors and medicine to Malawi.", "Norway", "Malawi", "AGREE"),
        ("Police arrested 20 opposition activists in Minsk.", "Police", "activists", "COERCE"),
        ("France's president met his Egyptian counterpart in Cairo.", "France", "Egyptian", "CONSULT"),
    ],
)
def test_a_marked_pair_of_plain_news_gets_its_type(text: str, source: str, target: str, kind: str) -> None:
    assert load_voter().ask_pairs([pair(text, source, target)])[0].best("type") == kind


def test_shares_of_each_question_add_up_to_one() -> None:
    voter = load_voter()
    reading = voter.read(["Poland expelled two Russian diplomats."])[0]
    answer = voter.ask(reading, [Question(trigger=Span(start=7, end=15))])[0]
    assert {name: round(float(row.sum()), 3) for name, row in answer.shares.items()} == dict.fromkeys(
        answer.shares, 1.0
    )
    assert answer.share("type", "no such type") == 0.0
    assert answer.best("type", without=(answer.best("type"),)) != answer.best("type")


def test_words_that_tell_an_event_are_found() -> None:
    reading = load_voter().read(["Poland expelled two Russian diplomats on Friday."])[0]
    assert [(t.span, t.type) for t in reading.told(threshold=0.5)] == [(Span(start=7, end=15), "SANCTION")]


def test_company_changes_no_answer() -> None:
    voter = load_voter()
    texts = ["Oslo phoned Rome.", "The two armies held a joint exercise in the desert that ended on Sunday."]
    together = [r.states.tolist() for r in voter.read(texts)]
    assert together == [voter.read([text])[0].states.tolist() for text in texts]


def test_nothing_asked_is_nothing_answered() -> None:
    assert (load_voter().read([]), load_voter().ask_pairs([])) == ([], [])


@pytest.mark.parametrize("name", ["encoder.onnx", "heads.onnx", "labels.json", "tokenizer.json"])
def test_a_missing_or_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "model")
    (tmp_path / "model" / name).write_bytes(b"\x00")
    with pytest.raises(ModelError, match=f"{name}: is not the file that was shipped; reinstall"):
        Voter.load(tmp_path / "model")
    (tmp_path / "model" / name).unlink()
    with pytest.raises(ModelError, match=f"{name}: is missing"):
        Voter.load(tmp_path / "model")


def test_a_file_that_is_no_network_is_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "digests.json").write_text(json.dumps({}))
    with pytest.raises(ModelError, match=r"encoder\.onnx: is missing"):
        Voter.load(tmp_path)
    digests = {}
    for name in FILES:
        (tmp_path / name).write_bytes(b"no network")
        digests[name] = hashlib.sha256(b"no network").hexdigest()
    (tmp_path / "digests.json").write_text(json.dumps(digests))
    with pytest.raises(ModelError, match="cannot be loaded"):
        Voter.load(tmp_path)
    (tmp_path / "digests.json").unlink()
    with pytest.raises(ModelError, match=r"digests\.json: is missing or damaged"):
        Voter.load(tmp_path)
