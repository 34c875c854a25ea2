"""Folded words, shingles and telling words."""

import pytest

from detente.stories.words import digest, fold, folded_words, shingle, telling_words

ACCORD = (
    "The two ministers signed the accord in Lisbon on Friday after nine hours of talks and said that their navies would "
    "share harbours, charts and weather reports from the spring, while the quarrel over fishing rights stays open."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organise", "organize"),
        ("defence", "defense"),
        ("Sergei", "Sergey"),
        ("travelled", "traveled"),
        ("Kiev", "Kyiv"),
        ("centre", "center"),
        ("Peña", "Pena"),
        ("Mohammed", "Muhammad"),
        ("LAVROV", "Lavrov"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Iran", "Iraq"), ("Norway", "Norwich"), ("33", "34"), ("100", "10")])
def test_other_words_fold_otherwise(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_respelled_text_has_the_same_shingles() -> None:
    respelled = ACCORD.replace("harbours", "harbors").replace("after nine", "after   nine")
    assert shingle(folded_words(ACCORD)) == shingle(folded_words(respelled))


def test_a_run_of_ten_shared_words_is_always_noticed() -> None:
    words = ACCORD.split()
    for start in range(len(words) - 12):
        piece = " ".join(["entirely", "other", "beginning", *words[start : start + 12], "and", "another", "end"])
        assert shingle(folded_words(piece)) & shingle(folded_words(ACCORD))


@pytest.mark.parametrize("text", ["", " \n", "a", "???", "中国", "\ud800", "one two three"])
def test_no_text_is_too_short_or_too_odd(text: str) -> None:
    assert len(shingle(folded_words(text))) <= 1


def test_digests_are_the_same_on_every_machine() -> None:
    assert digest("Oslo") == 2141389540354617598


def test_telling_words_are_names_numbers_and_long_words() -> None:
    assert telling_words("He met 40 of the old ministers in Bergen") == tuple(map(digest, ("40", "mnstrs", "brgn")))
