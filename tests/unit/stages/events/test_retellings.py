"""A deed counts once, and every telling of it is evidence; another day, another pair or another deed is another event."""

import pytest

from detente.model import Document
from detente.stages.events.retellings import NEAR
from invented import coded


def told(document: Document, kind: str) -> list[list[str]]:
    """The words of trigger and echoes of each event of a type."""
    return [
        [row.of(document.text) for row in event.evidence if row.role in {"trigger", "echo"}]
        for event in document.events
        if event.type == kind
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Norway shelled Sweden on Friday. The shelling by Norway on Sweden lasted an hour.",
            [["shelled", "shelling"]],
        ),
        ("Norway shelled Sweden on Friday. Norway shelled Sweden.", [["shelled", "shelled"]]),
        ("Norway shelled Sweden on Monday. Norway shelled Sweden on Friday.", [["shelled"], ["shelled"]]),
        ("Norway shelled Sweden on Friday. Finland shelled Sweden on Friday.", [["shelled"], ["shelled"]]),
        ("Norway shelled Sweden on Friday. Sweden shelled Norway on Friday.", [["shelled"], ["shelled"]]),
    ],
)
def test_tellings_of_assaults(text: str, wanted: list[list[str]]) -> None:
    assert told(coded(text), "ASSAULT") == wanted


def test_the_headline_echoes_the_body() -> None:
    text = "Norway shells Sweden\n\nOSLO (AP) — Norway shelled Sweden on Friday.\n\nNobody was hurt in the town, it was said."
    document = coded(text)
    assert document.title == "Norway shells Sweden"
    assert told(document, "ASSAULT") == [["shelled", "shells"]]
    event = next(event for event in document.events if event.type == "ASSAULT")
    assert event.part == "body"
    assert event.counted
    assert event.time is not None
    assert event.time.earliest == "2021-03-05"


def test_a_meeting_is_the_same_from_both_sides() -> None:
    text = "Norway met Sweden on Friday. Sweden met Norway on Friday."
    assert len(told(coded(text), "CONSULT")) == 1


def test_what_was_planned_is_not_what_happened() -> None:
    text = "Norway shelled Sweden on Friday. Norway did not shell Sweden."
    assert [event.factuality for event in coded(text).events if event.type == "ASSAULT"] == ["happened", "denied"]


def test_many_tellings_make_one_event() -> None:
    count = 3 * NEAR
    rows = told(coded("Norway shelled Sweden. " * count), "ASSAULT")
    assert len(rows) == 1
    assert len(rows[0]) == count
