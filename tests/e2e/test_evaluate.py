"""`detente evaluate` as a user runs it."""

import json
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.model import Article, Document, Issue
from detente.pipeline import Pipeline

GOLD = (
    "# a comment\n"
    "[Poland|a1] [expelled|e1] [two Russian diplomats|a2] on Friday. || e1 SANCTION/expel a1>a2 cameo=161; a1 POL/GOV; a2 RUS/GOV\n"
    "The river is the longest in the country and rises in the south. || none\n"
)


def run(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["evaluate", *words])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.txt"
    path.write_text(GOLD)
    return path


def test_figures_as_table_json_and_page(gold: Path, tmp_path: Path) -> None:
    given = run(str(gold), "--json", str(tmp_path / "a.json"), "--html", str(tmp_path / "a.html"))
    assert given.exit_code == 0
    assert "2 items" in given.output
    figures = {q["name"]: q["micro"]["f1"] for q in json.loads((tmp_path / "a.json").read_text())["questions"]}
    assert figures["type and both countries"] == 1.0
    assert figures["event-free left empty"] == 1.0
    assert "SANCTION" in (tmp_path / "a.html").read_text()


def test_misses_are_printed_by_kind(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "Poland expelled two Russian diplomats on Friday."}\n')
    given = run(str(path), "--errors", "--coder", "lexicon")
    assert "false: gold -, found SANCTION" in given.output
    assert f"{path}:1: Poland expelled" in given.output


def test_limit_and_coding(gold: Path) -> None:
    assert "1 item " in run(str(gold), "--limit", "1", "--coding", "strict").output


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        (
            "gold.jsonl",
            '{"text": "a", "events": [{"type": "CONSLUT"}]}',
            "gold.jsonl:1: unknown type 'CONSLUT'; did you mean 'CONSULT'?",
        ),
        ("gold.txt", "Oslo met Rome.", "gold.txt:1: no ' || ' between the text and its codes"),
    ],
)
def test_a_wrong_label_stops_before_anything_is_written(tmp_path: Path, name: str, line: str, fault: str) -> None:
    (tmp_path / name).write_text(line)
    given = run(str(tmp_path / name), "--json", str(tmp_path / "a.json"))
    assert given.exit_code == 2
    assert fault in given.output
    assert not (tmp_path / "a.json").exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    given = run(str(tmp_path / "none.txt"))
    assert (given.exit_code, "cannot be read" in given.output) == (2, True)


def test_an_item_that_is_not_coded_in_full_is_status_1(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Pipeline, article: Article, *, strict: bool = False) -> Document:
        return msgspec.structs.replace(
            Document.of(article), issues=(Issue(stage="events", code="stage-failed", message="boom"),)
        )

    monkeypatch.setattr(Pipeline, "run", fail)
    given = run(str(gold))
    assert given.exit_code == 1
    assert "2 items not coded in full" in given.output


def test_a_file_that_cannot_be_written_is_named(gold: Path, tmp_path: Path) -> None:
    given = run(str(gold), "--limit", "1", "--json", str(tmp_path))
    assert given.exit_code == 2
    assert f"cannot write {tmp_path}" in given.output


@pytest.mark.parametrize(
    ("words", "fault"),
    [(("--date", "May"), "is not a date"), (("--seed", "-1"), "--seed"), (("--coder", "me"), "--coder")],
)
def test_a_wrong_option_is_named(gold: Path, words: tuple[str, str], fault: str) -> None:
    given = run(str(gold), *words)
    assert given.exit_code == 2
    assert fault in given.output


def test_files_without_an_item_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# nothing yet\n")
    given = run(str(tmp_path / "empty.txt"))
    assert (given.exit_code, "there is no item" in given.output) == (2, True)


def test_what_gold_holds_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"text": "Poland expelled two Russian diplomats.\x1b[31m [bold]"}) + "\n")
    given = run(str(path), "--errors", "--coder", "lexicon")
    assert "\x1b" not in given.output
    assert "[bold]" in given.output
