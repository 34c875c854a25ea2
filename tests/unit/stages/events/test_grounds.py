"""A name that only says where something happens is no side of it."""

import pytest

from invented import coded


@pytest.mark.parametrize(
    ("text", "kind", "ground"),
    [
        ("QUITO, Aug. 14, 2023 - Lorry drivers blocked the road near Tulcan on Monday.", "PROTEST", "Tulcan"),
        ("Swedish prosecutors accused a Rwandan exile in Orebro of fraud.", "ACCUSE", "Orebro"),
    ],
)
def test_a_town_behind_near_or_in_is_no_target(text: str, kind: str, ground: str) -> None:
    document = coded(text)
    event = next(event for event in document.events if event.type == kind)
    names = {actor.id: actor.name for actor in document.actors}
    assert ground not in [names[actor] for actor in (*event.sources, *event.targets)]
