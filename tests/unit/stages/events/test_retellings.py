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
        ("Norway attacked Sweden on Friday. The attack by Norway on Sweden lasted an hour.", [["attacked", "attack"]]),
        ("Norway attacked Sweden on Friday. Norway attacked Sweden.", [["attacked", "attacked"]]),
        ("Norway attacked Sweden on Monday. Norway attacked Sweden on Friday.", [["attacked"], ["attacked"]]),
        ("Norway attacked Sweden on Friday. Finland attacked Sweden on Friday.", [["attacked"], ["attacked"]]),
        ("Norway attacked Sweden on Friday. Sweden attacked Norway on Friday.", [["attacked"], ["attacked"]]),
    ],
)
def test_tellings_of_assaults(text: str, wanted: list[list[str]]) -> None:
    assert told(coded(text), "ASSAULT") == wanted


def test_the_headline_echoes_the_body() -> None:
    text = "Norway attacks Sweden\n\nOSLO (AP) — Norway attacked Sweden on Friday.\n\nNobody was hurt in the town, it was said."
    document = coded(text)
    assert document.title == "Norway attacks Sweden"
    assert told(document, "ASSAULT") == [["attacked", "attacks"]]
    event = next(event for event in document.events if event.type == "ASSAULT")
    assert event.part == "body"
    assert event.counted
    assert event.time is not None
    assert event.time.earliest == "2021-03-05"


def test_a_meeting_is_the_same_from_both_sides() -> None:
    text = "Norway met Sweden on Friday. Sweden met Norway on Friday."
    assert len(told(coded(text), "CONSULT")) == 1


def test_what_was_planned_is_not_what_happened() -> None:
    text = "Norway attacked Sweden on Friday. Norway did not attack Sweden."
    assert [event.factuality for event in coded(text).events if event.type == "ASSAULT"] == ["happened", "denied"]


def test_many_tellings_make_one_event() -> None:
    count = 3 * NEAR
    rows = told(coded("Norway attacked Sweden. " * count), "ASSAULT")
    assert len(rows) == 1
    assert len(rows[0]) == count
