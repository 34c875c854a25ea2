"""The verbal part of the English lexicon: enough senses, each with an example, and every CAMEO code in reach."""

import re

import pytest

from detente.packs.lexicon import Lexicon, Sense, _Senses, load_lexicon
from detente.packs.loader import SHIPPED, find_files, read_toml
from detente.packs.ontology import Ontology, load_ontology

FILES = ["agree", "consult", "support", "concede", "request", "threaten"]
FILES += ["accuse", "reject", "statement", "none_speech"]
ROOTS = {"01", "02", "03", "04", "05", "09", "10", "11", "12", "13"}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology([SHIPPED])


@pytest.fixture(scope="module")
def lexicon(ontology: Ontology) -> Lexicon:
    return load_lexicon([SHIPPED], "en", ontology)


def senses_of(name: str) -> tuple[Sense, ...]:
    (file,) = find_files([SHIPPED], f"en/lexicon/{name}.toml")
    return read_toml(file, _Senses).sense


def test_there_are_at_least_400_pairs_of_lemma_and_sense() -> None:
    assert sum(len(sense.triggers) for name in FILES for sense in senses_of(name)) >= 400


@pytest.mark.parametrize("name", FILES)
def test_every_sense_has_an_example(name: str) -> None:
    assert [sense.triggers for sense in senses_of(name) if not sense.examples] == []


@pytest.mark.parametrize("name", FILES)
def test_marks_are_source_or_target(name: str) -> None:
    marks = [mark for sense in senses_of(name) for text in sense.examples for mark in re.findall(r"\|(\w+)\]", text)]
    assert set(marks) <= {"s", "t"}


def test_every_code_of_the_verbal_roots_is_in_reach(ontology: Ontology, lexicon: Lexicon) -> None:
    reached = {sense.cameo for sense in lexicon.senses} | {row.cameo for row in ontology.crossings}
    # a sense with the root 02 puts it in the place of the crossing's 10
    reached |= {"02" + code[2:] for code in reached if code[:2] == "10"}
    wanted = [code for code in ontology.cameo if len(code) == 3 and code[:2] in ROOTS]
    assert [code for code in wanted if not any(found.startswith(code) for found in reached)] == []
