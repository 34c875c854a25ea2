"""An act that judges a deed by its name alone is aimed at whoever did it."""

import pytest

from detente.model import Document, Event
from invented import coded


def sides(document: Document, event: Event) -> tuple[str, str]:
    """Return the countries of both sides."""
    homes = {actor.id: actor.country or "?" for actor in document.actors}
    return "+".join(homes[a] for a in event.sources), "+".join(homes[a] for a in event.targets)


def only(document: Document, kind: str) -> Event:
    """Return the only event of a type."""
    (event,) = [event for event in document.events if event.type == kind]
    return event


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Norwegian jets bombed a Swedish camp on Friday. Finland condemned the attack.", "ACCUSE", ("FIN", "NOR")),
        ("Norwegian jets bombed a Swedish camp on Friday. Finland condemned it.", "ACCUSE", ("FIN", "NOR")),
        (
            "Norway freed two Swedish sailors on Friday. Finland welcomed the decision on Monday.",
            "SUPPORT",
            ("FIN", "NOR"),
        ),
        (
            "Norway and Sweden held talks on Friday. Finland welcomed the talks.",
            "SUPPORT",
            ("FIN", "NOR+SWE"),
        ),
        (
            "Norwegian jets bombed a Swedish camp on Friday. Finland condemned what it called a crime.",
            "ACCUSE",
            ("FIN", "NOR"),
        ),
    ],
)
def test_the_doer_of_the_deed_is_meant(text: str, kind: str, wanted: tuple[str, str]) -> None:
    document = coded(text)
    assert sides(document, only(document, kind)) == wanted


def test_the_evidence_are_the_words_that_point_at_the_deed() -> None:
    document = coded("Norwegian jets bombed a Swedish camp on Friday. Finland condemned the attack.")
    event = only(document, "ACCUSE")
    assert [row.of(document.text) for row in event.evidence if row.role == "target"] == ["attack"]
    assert "points at" in event.why


@pytest.mark.parametrize(
    "text",
    [
        "Finland condemned the attack.",
        "Finland bombed a camp on Friday. Finland condemned the attack.",
        "Norwegian jets bombed a Swedish camp in 1987. Finland condemned corruption.",
    ],
)
def test_without_a_deed_of_somebody_else_the_side_stays_open(text: str) -> None:
    document = coded(text)
    assert all(not event.targets for event in document.events if event.type == "ACCUSE")


def test_who_is_named_stays_the_target() -> None:
    document = coded("Norwegian jets bombed a Swedish camp on Friday. Finland condemned Denmark for the attack.")
    assert sides(document, only(document, "ACCUSE")) == ("FIN", "DNK")
