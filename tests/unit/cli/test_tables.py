"""Tables fit their terminal, and show what a story says without obeying it."""

import io
from typing import Any

import pytest
from rich.console import Console, RenderableType

from detente.cli import tables
from detente.model import Document
from detente.writers.rows import COLUMNS, event_rows
from invented import EXPULSION, STRIKE, TREATY, coded

HOSTILE = "[/bold][red]x[link=y] \x1b[31m\u202e"


def drawn(what: RenderableType, *, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    console.print(what)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def rows(*documents: Document) -> list[dict[str, Any]]:
    return [row for document in documents for row in event_rows(document)]


@pytest.mark.parametrize("width", [60, 80, 110, 149, 150, 160, 200])
def test_event_tables_fit_and_hide_no_word(width: int) -> None:
    found = rows(coded(EXPULSION), coded(TREATY))
    shown = drawn(tables.event_table(found, wide=width), width=width)
    assert all(len(line) <= width for line in shown)
    text = " ".join(" ".join(shown).split())
    assert "…" not in text
    for row in found:
        assert row["event"][:8] in text
        assert row["earliest"] in text
        assert row["type"] in text
    assert "France" in text


def test_a_wide_table_has_a_column_for_each_thing() -> None:
    head = drawn(tables.event_table(rows(coded(TREATY)), wide=160), width=160)[1]
    assert head.split("  ")[0].strip() == "date"
    for name in ("who", "to whom", "what", "certainty", "voice", "place", "the words", "id"):
        assert name in head


@pytest.mark.parametrize("width", [80, 160])
def test_text_of_stories_is_neither_markup_nor_control(width: int) -> None:
    row = rows(coded(TREATY))[0]
    row |= {"sources": [HOSTILE], "targets": [HOSTILE], "words": HOSTILE, "speaker": HOSTILE, "place": HOSTILE}
    shown = "".join(line.strip() for line in drawn(tables.event_table([row], wide=width), width=width))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[red]" in shown


def test_listed_stories_and_issues_are_shown_as_they_are() -> None:
    story = {"published": None, "title": "[/x] \x1b[2J", "agency": "[b]", "events": 1, "counted": 0, "id": "a" * 90}
    shown = "".join(line.strip() for line in drawn(tables.story_table([story]), width=80))
    assert "[/x] \ufffd[2J" in shown
    assert "a" * 30 in shown
    issue = {"rows": 2, "stage": "read", "code": "no-date", "example": "[/nothing]"}
    assert "[/nothing]" in " ".join(drawn(tables.issue_table([issue]), width=80))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("a\tb\r\nc", "a b  c"), ("\x1b[0m", "\ufffd[0m"), ("\u2066x", "\ufffdx"), ("é😀", "é😀"), ("\x9bm", "\ufffdm")],
)
def test_plain_keeps_the_length(text: str, wanted: str) -> None:
    assert tables.plain(text) == wanted
    assert len(tables.plain(text)) == len(text)


def test_a_long_sentence_is_cut_around_the_words_that_tell() -> None:
    before, after = "Once upon a time, " * 40, " in the far and distant north" * 40
    sentence = f"{before}Kenya invaded Chad{after}."
    start = sentence.index("invaded")
    row = dict.fromkeys(COLUMNS, None) | {"words": sentence, "words_start": 100}
    row |= {"trigger_start": 100 + start, "trigger_end": 100 + start + 7, "content_start": None}
    text = tables.words_around(row, width=80)
    assert text.plain.startswith("… ")
    assert text.plain.endswith(" …")
    assert "Kenya invaded Chad" in text.plain
    assert len(text.plain) <= 84
    assert [text.plain[span.start : span.end] for span in text.spans] == ["invaded"]


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ((None, None, None), "no date"),
        (("2021-03-05", "2021-03-05", "stated"), "2021-03-05"),
        (("2021-03-05", "2021-04-01", "stated"), "2021-03-05\n..04-01"),
        (("2021-03-05", "2022-04-01", "stated"), "2021-03-05\n..2022-04-01"),
        (("2021-03-05", None, "inferred"), "~2021-03-05"),
    ],
)
def test_days(days: tuple[str | None, str | None, str | None], wanted: str) -> None:
    assert tables.when(*days) == wanted


def test_a_story_is_shown_with_numbered_sentences_and_marks() -> None:
    shown = "\n".join(line for part in tables.story_view(coded(EXPULSION), wide=80) for line in drawn(part, width=80))
    assert "1 Norway on Friday expelled" in shown
    assert "2021-03-06 (given)" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_marks_stand_on_their_words_after_control_characters() -> None:
    text = "\r\nIsrael \x0b\x0cbombed Syria on Monday."
    document = coded(text)
    event = next(event for event in document.events if event.type == "ASSAULT")
    marks = [(row.start, row.end, row.role) for row in event.evidence if row.role == "trigger"]
    marked = tables.highlight(document, 0, len(text), marks)
    assert [marked.plain[span.start : span.end] for span in marked.spans] == ["bombed"]


def test_no_event_is_lost_in_a_view() -> None:
    ids = [event.id[:8] for event in coded(STRIKE).events]
    shown = "\n".join(line for part in tables.story_view(coded(STRIKE), wide=80) for line in drawn(part, width=80))
    assert ids
    assert all(name in shown for name in ids)
