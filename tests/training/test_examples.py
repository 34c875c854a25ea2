"""From written items to what the network learns; no torch is needed."""

import random
from functools import cache

import pytest
from tokenizers import Tokenizer

from detente.evaluation.corpus import Item, read_item
from detente.learned.labels import Labels
from detente.learned.voter import SHIPPED
from examples import IGNORED, cut, make_examples, make_labels

ITEM = read_item(
    "[Oslo|a1] [asked|e1] [Rome|a2] for planes. The [battle|e2] of the sexes went on. "
    "|| e1 REQUEST/assist:AID a1>a2 cameo=0233; e2 NONE ->-; a1 NOR/GOV; a2 ITA/GOV"
)


@cache
def words() -> Tokenizer:
    return Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))


def labels(item: Item) -> Labels:
    return make_labels([item] * 3)


def test_an_item_is_cut_into_sentences_with_their_events() -> None:
    assert [(s.of(ITEM.text), [e.id for e in events]) for s, events in cut(ITEM)] == [
        ("Oslo asked Rome for planes. ", ["e1"]),
        ("The battle of the sexes went on.", ["e2"]),
    ]


@pytest.mark.parametrize("text", ["U.S. officials met Mr. Kim on Jan. 3 at 5 p.m. in Seoul.", "It rose 3.5 percent."])
def test_points_inside_a_sentence_do_not_end_it(text: str) -> None:
    item = Item(text=text, actors={}, events=())
    assert len(cut(item)) <= 2


def test_the_words_that_tell_an_event_are_labelled_and_those_that_look_like_one_are_not() -> None:
    known = labels(ITEM)
    plain = [e for e in make_examples([ITEM], words(), known, chance=random.Random(1)) if e.told is not None]
    told = [[known.type[t - 1] for t in e.told or () if t > 0] for e in plain]
    assert told == [["REQUEST"], []]
    assert plain[0].told is not None
    assert plain[0].told[0] == IGNORED


def test_questions_have_their_answers() -> None:
    known = labels(ITEM)
    plain = [e for e in make_examples([ITEM], words(), known, chance=random.Random(1)) if e.told is not None]
    first, second = plain[0].queries[0], plain[1].queries[0]
    assert known.type[first.answers["type"]] == "REQUEST"
    assert known.content[first.answers["content"]] == "AID"
    assert known.root[first.answers["root"]] == "02"
    assert known.type[second.answers["type"]] == "NONE"
    assert second.answers["root"] == IGNORED


def test_a_marked_pair_asks_at_its_markers() -> None:
    known = labels(ITEM)
    marked = [
        e for n in range(20) for e in make_examples([ITEM], words(), known, chance=random.Random(n)) if e.told is None
    ]
    for example in marked:
        query = example.queries[0]
        assert [example.ids[place] for place in (*query.source, *query.target)] == [2, 4]
    directions = {known.direction[e.queries[0].answers["direction"]] for e in marked}
    assert directions == {"forward", "backward"}


def test_the_same_chance_gives_the_same_examples() -> None:
    known = labels(ITEM)
    assert make_examples([ITEM], words(), known, chance=random.Random(4)) == make_examples(
        [ITEM], words(), known, chance=random.Random(4)
    )


def test_rare_codes_are_learned_as_their_parent() -> None:
    assert make_labels([ITEM]).cameo == ()
    assert make_labels([ITEM] * 3).cameo == ("02", "023", "0233")
