"""Merged events on the command line: explained, corrected by hand, and taken back."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands import detente

STORIES = (
    (
        "wire",
        "OSLO, March 6, 2021 (Reuters) — Norway on Friday expelled two Russian diplomats over a spying case in Oslo.",
    ),
    ("echo", "Norway on Friday expelled two Russian diplomats over a spying case in Oslo."),
    ("paris", "France and Germany signed a trade agreement in Paris on Friday."),
)


@pytest.fixture(autouse=True)
def coded_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of two reports of one event and of another event."""
    monkeypatch.chdir(tmp_path)
    lines = (json.dumps({"id": name, "text": text, "published": "2021-03-06"}) for name, text in STORIES)
    Path("stories.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert detente("code", "stories.jsonl").exit_code == 0


def rows(*options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(detente("events", "--format", "json", *options).stdout)
    return found


def expulsion() -> dict[str, Any]:
    return next(row for row in rows("--type", "SANCTION") if row["source_countries"] == ["NOR"])


def test_events_are_counted_once_and_reports_on_demand() -> None:
    assert len(rows("--type", "SANCTION")) == 1
    assert len(rows("--type", "SANCTION", "--reports")) == 2
    assert [row["story"] for row in rows("--type", "SANCTION", "--story", "echo")] == ["echo"]
    assert (expulsion()["n_reports"], expulsion()["n_sources"]) == (2, 1)


def test_a_merged_event_is_explained() -> None:
    shown = detente("merges", expulsion()["merged"][:8]).stdout
    assert "2 reports, 1 source" in shown
    assert "agency:Reuters" in shown
    assert "a copy of the text of" in shown


def test_reports_are_taken_apart_and_put_together_by_hand() -> None:
    assert "1: taken out" in detente("split", expulsion()["merged"], "--report", "wire").stdout
    assert len(rows("--type", "SANCTION")) == 2
    assert "1: taken out" in detente("corrections").stdout
    assert "undone" in detente("undo", "1").stdout
    assert len(rows("--type", "SANCTION")) == 1
    treaty = next(row for row in rows() if row["story"] == "paris")
    assert "3 reports" in detente("merge", expulsion()["merged"], treaty["event"]).stdout
    assert "put here by hand" in " ".join(detente("merges", treaty["event"]).stdout.split())
    detente("code", "stories.jsonl")
    assert detente("merge", "--again").stdout.startswith("1 event of 3 reports")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("merge", "one"), "give two events"),
        (("merge", "a", "b", "--again"), "give two events"),
        (("merge", "zz", "yy"), "no event 'zz'"),
        (("split", "zz", "--report", "wire"), "no event 'zz'"),
        (("undo", "9"), "no correction 9"),
        (("merges", "zz"), "no event 'zz'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(given: tuple[str, ...], message: str) -> None:
    result = detente(*given)
    assert result.exit_code == 2
    assert message in result.stderr


def test_no_corrections_is_said_so() -> None:
    assert detente("corrections").stdout == "no corrections\n"
