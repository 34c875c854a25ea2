"""An explanation names rule, evidence, actors with their basis, rivals, and what was turned down."""

import msgspec
import pytest

from detente.errors import StoreError
from detente.model import Actor, Rejection
from detente.packs import load_packs
from detente.writers.explain import Section, describe_actor, explain_event, explain_sentence
from invented import EXPULSION, coded


def lines(sections: list[Section], title: str) -> list[str]:
    return next(list(section.lines) for section in sections if section.title.startswith(title))


def explained() -> list[Section]:
    document = coded(EXPULSION)
    event = next(event for event in document.events if event.type == "SANCTION")
    return explain_event(document, event.id, load_packs())


def test_an_event_is_explained() -> None:
    sections = explained()
    assert lines(sections, "Event")[0].startswith("Norway on Friday expelled two Russian diplomats")
    assert lines(sections, "Coded as")[0].startswith("PLOVER 2.0: SANCTION")
    assert any(line.startswith("CAMEO 1.1: 161 (") for line in lines(sections, "Coded as"))
    assert lines(sections, "Why")[0].startswith("lexicon: verb 'expel")
    assert any(line.startswith("trigger: 'expelled' [") for line in lines(sections, "Evidence"))
    assert lines(sections, "When")[0].startswith("2021-03-05 to 2021-03-05 (day, ")
    assert lines(sections, "In default counts") == ["yes"]
    assert lines(sections, "Competing readings")


def test_who_is_told_with_the_basis() -> None:
    assert any(line.startswith("source: Norway (NOR, GOV") for line in lines(explained(), "Who"))
    assert "voice: the reporter" in lines(explained(), "Who")


def test_what_keeps_an_event_out_of_counts_is_told() -> None:
    document = coded(EXPULSION)
    event = next(event for event in document.events if not event.counted)
    assert all(line.startswith("no: ") for line in lines(explain_event(document, event.id, load_packs()), "In default"))


def test_a_sentence_lists_what_was_turned_down() -> None:
    document = coded("Poland slept.")
    rejected = Rejection(start=7, end=12, sense="MOBILIZE: verb 'sleep'", why="no actor on either side")
    sections = explain_sentence(msgspec.structs.replace(document, rejections=(rejected,)), 0)
    assert lines(sections, "Sentence 0") == ["Poland slept."]
    assert lines(sections, "Events") == ["none"]
    assert lines(sections, "Turned down") == ["'slept' as MOBILIZE: verb 'sleep': no actor on either side"]


@pytest.mark.parametrize("number", [1, 99])
def test_a_sentence_that_is_not_there_is_said_so(number: int) -> None:
    with pytest.raises(StoreError, match=rf"has 1 sentence, numbered from 0; there is no {number}"):
        explain_sentence(coded("Poland slept."), number)


def test_an_actor_of_whom_nothing_is_known() -> None:
    actor = Actor(id="a", name="the rebels", kind="group", why="named in the text")
    assert describe_actor(actor) == "the rebels (country unknown; stated: named in the text)"
