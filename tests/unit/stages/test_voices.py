"""Voices: "I" and "we" inside quotation marks are whoever speaks there; elsewhere they are nobody's."""

import pytest

import detente
from detente.model import Actor


def speaker(text: str, word: str) -> Actor | None:
    document = detente.code(text, published="2022-03-14")
    at = text.index(word)
    return next((a for a in document.actors for m in a.mentions if m.start == at and m.end == at + len(word)), None)


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ('"I will not resign," Defence Minister Jan Nowak said.', "I", "Jan Nowak"),
        ('Defence Minister Jan Nowak said: "My patience is over."', "My", "Jan Nowak"),
        ('"They gave me no choice," said President Karel Novy of Chile.', "me", "Karel Novy"),
        ('"We will respond," Russian President Vladimir Putin told reporters.', "We", "Vladimir Putin"),
        ('"We have closed our border," Peru said in a statement.', "our", "Peru"),
        ('Foreign Minister Lena Holm said that Chile had "threatened us twice".', "us", "Lena Holm"),
    ],
)
def test_first_person_is_the_speaker(text: str, word: str, name: str) -> None:
    actor = speaker(text, word)
    assert actor is not None
    assert actor.name == name
    mention = next(m for m in actor.mentions if m.start == text.index(word))
    assert (mention.kind, mention.antecedent is not None) == ("pronoun", True)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We reported on Monday that Chile had closed the port.", "We"),
        ("Chile, as we reported, closed the port.", "we"),
        ('"We want bread," Maria Lopez said.', "We"),
        ('"I saw smoke," the paper read.', "I"),
    ],
)
def test_nobody_speaks_or_it_is_not_told_for_whom(text: str, word: str) -> None:
    assert speaker(text, word) is None


def test_a_deed_that_somebody_tells_of_has_its_teller_as_source() -> None:
    document = detente.code(
        '"We condemn the attack on Chile," Russian Foreign Minister Sergei Lavrov said.', published="2022-03-14"
    )
    names = {actor.id: actor.country for actor in document.actors}
    assert [names[source] for event in document.events for source in event.sources] == ["RUS"]
