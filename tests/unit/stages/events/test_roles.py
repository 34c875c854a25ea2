"""Who stands on which side where more than one name is near."""

import pytest

import detente
from detente.model import Document

Sides = list[tuple[list[str], list[str]]]


def sides(text: str) -> Sides:
    """Return the names of both sides of every event."""
    document: Document = detente.code(text, published="2022-03-14")
    names = {actor.id: actor.country or actor.name for actor in document.actors}
    return [([names[a] for a in e.sources], [names[a] for a in e.targets]) for e in document.events]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway, whose minister criticised Chile, recalled its envoy.", (["NOR"], ["CHL"])),
        ("Rebels withdrew from Tigray on Friday.", (["ETH"], ["ETH"])),
        ("Tuareg fighters attacked an army post in Mali on Friday.", (["MLI"], ["MLI"])),
        ("Norway and Sweden held talks on Friday about Chile.", (["NOR"], ["SWE"])),
        ("Central American presidents met in Managua on Friday.", (["IGO"], [])),
    ],
)
def test_who_does_it_to_whom(text: str, wanted: tuple[list[str], list[str]]) -> None:
    assert sides(text)[0] == wanted
