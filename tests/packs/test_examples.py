"""Every example of every sense: what it says must be found is found, with its roles; what must not be is not."""

import pytest

from detente.packs import load_packs
from detente.packs.lexicon import Sense
from packs.marked import code_example, find_event, found_types

SENSES = load_packs().lexicon.senses
EXAMPLES = [(sense, example) for sense in SENSES for example in sense.examples]
COUNTEREXAMPLES = [(sense, example) for sense in SENSES for example in sense.counterexamples]


def name(value: object) -> str:
    return f"{value.type} {value.verb or value.noun}" if isinstance(value, Sense) else str(value)[:60]


@pytest.mark.parametrize(("sense", "example"), EXAMPLES, ids=name)
def test_example_is_found_with_its_roles(sense: Sense, example: str) -> None:
    document, sources, targets = code_example(example)
    if sense.code == "NONE":
        assert any(rejection.sense.startswith("NONE") for rejection in document.rejections), found_types(document)
        return
    if sense.code == "STATEMENT":
        assert any(s.cameo == sense.cameo or not sense.cameo for s in document.statements), found_types(document)
        return
    event = find_event(document, sense.type)
    assert event, found_types(document)
    sides = {frozenset(event.sources), frozenset(event.targets)}
    if sense.reciprocal and event.reciprocal:
        assert frozenset().union(*sides) == sources | targets, found_types(document)
    else:
        assert (frozenset(event.sources), frozenset(event.targets)) == (sources, targets), found_types(document)


@pytest.mark.parametrize(("sense", "example"), COUNTEREXAMPLES, ids=name)
def test_counterexample_is_not_found(sense: Sense, example: str) -> None:
    document, _, _ = code_example(example)
    assert not (sense.code != "NONE" and find_event(document, sense.type)), found_types(document)
