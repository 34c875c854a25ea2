"""The lexicon of material acts is large enough, every sense shows itself in a sentence, and its sets are used."""

import re

import pytest

from detente.packs.lexicon import Sense, Words, _Senses
from detente.packs.loader import SHIPPED, read_toml

FILES = ["aid", "assault", "coerce", "cooperate", "mobilize", "none_acts", "protest", "retreat", "sanction"]
MARK = re.compile(r"\[[^\[\]|]+\|([^\]]*)\]")


def senses_of(name: str) -> tuple[Sense, ...]:
    return read_toml(SHIPPED / "en" / "lexicon" / f"{name}.toml", _Senses).sense


SENSES = {name: senses_of(name) for name in FILES}


def lists_of(sense: Sense) -> list[str]:
    conditions = [sense.subject, sense.object, sense.attribute, sense.complement, sense.modifier, sense.without]
    return [*conditions, *(phrase.partition(":")[2] for phrase in sense.preposition.split())]


def test_there_are_at_least_400_senses_of_material_acts() -> None:
    assert sum(len(sense.triggers) for senses in SENSES.values() for sense in senses) >= 400


@pytest.mark.parametrize("name", FILES)
def test_every_sense_has_an_example(name: str) -> None:
    assert [sense.triggers for sense in SENSES[name] if not sense.examples] == []


@pytest.mark.parametrize("name", FILES)
def test_marks_are_source_or_target(name: str) -> None:
    marks = {mark for sense in SENSES[name] for example in sense.examples for mark in MARK.findall(example)}
    assert marks <= {"s", "t"}


@pytest.mark.parametrize("name", FILES)
def test_counterexamples_carry_no_marks(name: str) -> None:
    assert [text for sense in SENSES[name] for text in sense.counterexamples if "[" in text] == []


@pytest.mark.parametrize("name", FILES)
def test_prepositional_conditions_name_their_objects(name: str) -> None:
    phrases = [phrase for sense in SENSES[name] for phrase in sense.preposition.split()]
    assert [phrase for phrase in phrases if not all(phrase.partition(":"))] == []


@pytest.mark.parametrize("name", [name for name in FILES if name != "none_acts"])
def test_a_file_holds_its_own_type(name: str) -> None:
    # a verb such as "raid" or "sell" may stand beside its neighbours, but the file is named after what most of it tells
    own = [sense for sense in SENSES[name] if sense.code == name.upper()]
    assert len(own) > len(SENSES[name]) * 0.8


def test_every_word_set_is_used() -> None:
    sets = read_toml(SHIPPED / "en" / "words-acts.toml", Words).sets
    listed = {
        word for senses in SENSES.values() for sense in senses for text in lists_of(sense) for word in text.split("|")
    }
    assert sorted(name for name in sets if f"@{name}" not in listed) == []
