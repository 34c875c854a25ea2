"""Towns stand for the state on whose soil they lie where somebody is sent there, or treated there by whoever rules."""

import pytest

import detente
from detente.model import Document
from detente.stages.events import ballots
from invented import coded


def sides(document: Document) -> list[tuple[str, str]]:
    """Return the countries of both sides of every event."""
    homes = {actor.id: actor.country or "?" for actor in document.actors}
    return [("+".join(homes[a] for a in e.sources), "+".join(homes[a] for a in e.targets)) for e in document.events]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Norwegian prime minister visited Belgrade on Friday.", [("NOR", "SRB")]),
        ("The Norwegian foreign minister called off a trip to Ankara on Friday.", [("NOR", "TUR")]),
        ("A Norwegian priest was jailed in Minsk for six years.", [("BLR", "NOR")]),
        ("A Norwegian priest was jailed in Oslo for six years.", [("", "NOR")]),
    ],
)
def test_a_town_abroad_takes_an_open_side(text: str, wanted: list[tuple[str, str]]) -> None:
    assert sides(coded(text)) == wanted


def test_a_state_that_only_a_town_names_is_added_to_the_actors_once() -> None:
    document = coded("The Norwegian prime minister visited Belgrade on Friday. His deputy visited Belgrade on Monday.")
    added = [
        (a.name, a.cameo, [m.of(document.text) for m in a.mentions]) for a in document.actors if a.country == "SRB"
    ]
    assert added == [("Serbia", "SRBGOV", ["Belgrade"])]


def test_what_is_turned_down_adds_no_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ballots, "SURE", dict.fromkeys(ballots.SURE, 2.0))
    document = detente.code("The Norwegian prime minister visited Belgrade on Friday.", published="2021-03-06")
    assert (document.events, [a.country for a in document.actors if a.country == "SRB"]) == ((), [])
