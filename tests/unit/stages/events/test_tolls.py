"""An attack and its toll are one event; a further deed of the same sentence is another."""

import pytest

from invented import coded

ONE = [
    ("A car bomb exploded outside a barracks in Oslo, killing nine soldiers and wounding thirty.", "exploded"),
    ("Nine Swedish soldiers were killed when gunmen attacked their convoy.", "attacked"),
    ("Nine Swedish soldiers were killed and five wounded when a bomb planted by rebels hit their vehicle.", "hit"),
    ("Two Swedish soldiers were killed in an attack by rebels on their patrol.", "attack"),
    ("Rebels raided a Swedish village, killed six policemen and wounded four others.", "raided"),
]


@pytest.mark.parametrize(("text", "trigger"), ONE)
def test_an_attack_and_its_toll_are_one_event(text: str, trigger: str) -> None:
    document = coded(text)
    events = [event for event in document.events if event.type == "ASSAULT"]
    assert [row.of(document.text) for event in events for row in event.evidence if row.role == "trigger"] == [trigger]
    assert any(row.role == "echo" for row in events[0].evidence)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels killed two policemen in Oslo on Monday and wounded a Swedish soldier on Friday.", 2),
        ("Gunmen attacked a Swedish convoy on Friday, and later the army killed two rebels.", 2),
        ("Rebels stormed a police post in Sweden and took two officers hostage.", 2),
        ("Rebels threatened to attack a village after soldiers killed their leader.", 1),
    ],
)
def test_other_deeds_stay_apart(text: str, wanted: int) -> None:
    assert len([event for event in coded(text).events if event.type == "ASSAULT"]) == wanted


def test_a_deed_takes_the_side_that_only_its_toll_names() -> None:
    document = coded(
        "A bomb planted by Norwegian rebels exploded in Stockholm on Friday, killing nine Swedish soldiers."
    )
    (event,) = document.events
    names = {actor.id: actor.country for actor in document.actors}
    assert [names[actor] for actor in (*event.sources, *event.targets)] == ["NOR", "SWE"]


def test_a_later_toll_without_a_doer_echoes_the_attack() -> None:
    document = coded(
        "Norwegian rebels attacked a Swedish convoy on Friday. Nine Swedish soldiers were killed, officials said."
    )
    (event,) = document.events
    assert [row.of(document.text) for row in event.evidence if row.role == "echo"] == ["killed"]


def test_what_a_march_demands_of_nobody_is_no_event_of_its_own() -> None:
    text = "Norwegian miners struck on Monday, demanding higher wages."
    assert [event.type for event in coded(text).events] == ["PROTEST"]


def test_what_a_march_demands_of_somebody_is() -> None:
    text = "Norwegian miners marched through Oslo on Monday, demanding that Sweden pay their wages."
    assert [event.type for event in coded(text).events] == ["PROTEST", "REQUEST"]
