"""Entries as sentences: a literal story in, the literal sentence out."""

import pytest

import detente
from detente.brief.phrases import Names, planned_for, quoted, stopped, tidy, window, word_before
from detente.brief.sentences import TELLERS, Teller
from detente.ledger import KINDS, derive_ledger
from detente.model import EventTime
from detente.packs import load_packs


def told(*stories: tuple[str, str], as_of: str = "2020-07-01", kind: str = "", since: str = "2020-01-01") -> list[str]:
    documents = [detente.code(text, published=day) for day, text in stories]
    entries = derive_ledger(documents, as_of=as_of)
    teller = Teller(
        Names(load_packs(), ("PER", "CHL")),
        load_packs().ledger_words,
        since=since,
        entries={entry.id: entry for entry in entries},
    )
    return [teller.tell(entry) for entry in entries if entry.kind == kind]


def test_every_kind_of_entry_can_be_told() -> None:
    assert set(TELLERS) == set(KINDS)


@pytest.mark.parametrize(
    ("text", "kind", "sentence"),
    [
        (
            "LIMA - Peru and Chile agreed on Monday to build a bridge by the end of June.",
            "agreement",
            (
                "Peru and Chile agreed on 3 February 2020 to build a bridge, due between 26 and 30 June 2020; "
                "no story so far says that it was done."
            ),
        ),
        (
            "LIMA - Chile promised not to close the border with Peru.",
            "commitment",
            "Chile promised on 5 February 2020 not to close the border with Peru.",
        ),
        (
            'LIMA - "We will not close our border with Peru," Chilean President Ana Soto said.',
            "commitment",
            "Chile said on 5 February 2020 that it would “not close our border with Peru”, according to Ana Soto.",
        ),
        (
            "LIMA - Peru and Chile have no extradition treaty.",
            "treaty_absent",
            "Peru and Chile have no extradition treaty.",
        ),
        (
            "LIMA - Peru and Chile signed a fishing accord on Monday.",
            "agreement",
            "Peru and Chile signed a fishing accord on 3 February 2020.",
        ),
        (
            "LIMA - Peru and Chile held talks in Lima on Monday.",
            "meeting_held",
            "Peru and Chile met in Lima on 3 February 2020.",
        ),
    ],
)
def test_a_story_is_told(text: str, kind: str, sentence: str) -> None:
    assert told(("2020-02-05", text), kind=kind) == [sentence]


def test_what_a_later_story_says_of_a_promise_stands_behind_it() -> None:
    (sentence,) = told(
        ("2020-02-05", "LIMA - Chile promised to release 12 Peruvian sailors by the end of June."),
        ("2020-05-06", "LIMA - Chile released the 12 Peruvian sailors on Monday."),
        kind="commitment",
    )
    assert sentence == (
        "Chile promised on 5 February 2020 to release 12 Peruvian sailors; reported as done on 4 May 2020."
    )


def test_a_standing_matter_says_when_it_was_told_last() -> None:
    story = ("2020-02-05", "LIMA - Peru and Chile have no extradition treaty.")
    (sentence,) = told(story, kind="treaty_absent", since="2020-06-01")
    assert sentence == "Peru and Chile have no extradition treaty; last told on 5 February 2020."


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-02-28", "2020-03-01", "between 28 February and 1 March 2020"),
        ("2019-12-30", "2020-01-02", "between 30 December 2019 and 2 January 2020"),
        ("2020-02-01", "2020-02-29", "in February 2020"),
        ("2019-12-01", "2020-02-29", "from December 2019 to February 2020"),
        ("2019-01-01", "2020-12-31", "from 2019 to 2020"),
        ("9999-12-31", "9999-12-31", "on 31 December 9999"),
        ("9999-12-01", "9999-12-31", "in December 9999"),
        (None, "2020-01-01", ""),
    ],
)
def test_windows(first: str | None, last: str | None, words: str) -> None:
    assert window(first, last) == words


def test_a_plan_takes_the_preposition_of_a_plan() -> None:
    between = EventTime(earliest="2020-02-03", latest="2020-02-07", grain="day", basis="stated")
    assert planned_for(between) == " between 3 and 7 February 2020"
    assert planned_for(None) == ""


def test_quotation_marks_are_not_doubled_and_ends_not_either() -> None:
    assert quoted('“He said "no",”') == "“He said 'no'”"
    assert quoted("“We came” and “we saw”") == "“\u2018We came\u2019 and \u2018we saw\u2019”"
    assert quoted("") == "“”"
    assert stopped("“Is it?”") == "“Is it?”"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("\u202egnp.exe", "gnp.exe"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("no\ufffe char\U0001ffff", "no\ufffd char\ufffd"),
        ("a\u2028b\u0085c", "a b c"),
    ],
)
def test_words_are_tidied(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


def test_the_word_before_a_label() -> None:
    assert word_before("They agreed on a truce.", "a truce") == "on"
    assert word_before("Nothing here.", "a truce") == ""


def test_countries_have_their_article_and_the_pair_comes_first() -> None:
    names = Names(load_packs(), ("USA", "PHL"))
    assert names.together(["CHN", "PHL", "USA"]) == "the United States, the Philippines and China"
    assert names.together([]) == ""
