"""How facts of several stories become entries: what is joined, what is kept apart, what follows from what."""

import pytest

from detente.errors import ConfigError
from detente.ledger import Entry, derive_ledger, find_changes, upcoming
from detente.ledger.matching import likeness, overlap
from detente.model import Document
from invented import coded

LATE = "2022-12-31"


def story(text: str, day: str) -> Document:
    return coded(text, published=day, name=f"s{day}")


def ledger(*told: tuple[str, str], as_of: str = LATE) -> tuple[Entry, ...]:
    return derive_ledger([story(text, day) for day, text in told], as_of=as_of)


def kind(entries: tuple[Entry, ...], name: str) -> list[Entry]:
    return [entry for entry in entries if entry.kind == name]


def history(entry: Entry) -> list[str]:
    return [standing.status for standing in entry.history]


AGREED = ("2021-02-10", "Peru and Chile agreed on Tuesday to hold talks between their foreign ministers in May.")
HELD = ("2021-05-12", "The foreign ministers of Peru and Chile held talks in Lima on Tuesday.")
SIGNED = ("2021-06-02", "Peru and Chile signed a fishing agreement on Tuesday.")


def test_talks_held_fulfil_the_word_to_hold_them() -> None:
    entries = ledger(AGREED, HELD)
    (meeting,) = kind(entries, "meeting_held")
    (agreement,) = kind(entries, "agreement")
    assert history(meeting) == ["agreed", "held"]
    assert (agreement.status, agreement.state, agreement.links) == (
        "fulfilled",
        "fulfilled",
        (("fulfilled_by", meeting.id),),
    )


def test_talks_on_another_level_are_other_talks() -> None:
    entries = ledger(AGREED, ("2021-05-12", "The presidents of Peru and Chile held talks in Lima on Tuesday."))
    assert [entry.level for entry in kind(entries, "meeting_held")] == ["head"]
    assert [(entry.level, entry.state) for entry in kind(entries, "meeting_planned")] == [("minister", "overdue")]


def test_talks_of_others_are_other_talks() -> None:
    entries = ledger(AGREED, ("2021-05-12", "The foreign ministers of Peru and Bolivia held talks in Lima on Tuesday."))
    assert len(kind(entries, "meeting_planned")) == len(kind(entries, "meeting_held")) == 1


def test_talks_long_after_the_window_are_other_talks() -> None:
    entries = ledger(AGREED, ("2021-11-10", "The foreign ministers of Peru and Chile held talks in Lima on Tuesday."))
    assert len(kind(entries, "meeting_planned")) == len(kind(entries, "meeting_held")) == 1


@pytest.mark.parametrize(
    ("day", "state"), [("2021-03-01", "pending"), ("2021-05-15", "due"), ("2021-06-01", "overdue")]
)
def test_what_is_due_is_derived_as_of_a_day(day: str, state: str) -> None:
    (meeting,) = kind(ledger(AGREED, as_of=day), "meeting_planned")
    assert (meeting.status, meeting.state) == ("agreed", state)


def test_two_agreements_of_the_same_sides_stay_apart() -> None:
    entries = ledger(SIGNED, ("2021-07-07", "Peru and Chile signed a nuclear energy agreement on Tuesday."))
    assert [history(entry) for entry in kind(entries, "agreement")] == [["signed"], ["signed"]]


def test_an_agreement_told_again_is_confirmed_not_counted_again() -> None:
    entries = ledger(SIGNED, ("2021-06-03", "Peru and Chile signed a fishing agreement on Tuesday, officials said."))
    (agreement,) = kind(entries, "agreement")
    assert (history(agreement), len(agreement.evidence)) == (["signed"], 2)
    assert (agreement.first_seen, agreement.last_confirmed) == ("2021-06-02", "2021-06-03")


def test_an_agreement_broken_off_has_ended() -> None:
    entries = ledger(SIGNED, ("2021-09-08", "Chile scrapped the fishing agreement with Peru on Tuesday."))
    (agreement,) = kind(entries, "agreement")
    assert (history(agreement), agreement.state) == (["signed", "terminated"], "ended")


def test_a_deed_fulfils_a_promise_and_says_if_it_was_late() -> None:
    promise = ("2021-02-10", "Chile promised on Tuesday to release 40 Peruvian sailors by the end of March.")
    entries = ledger(promise, ("2021-04-14", "Chile released the 40 Peruvian sailors on Tuesday."))
    (commitment,) = kind(entries, "commitment")
    assert (commitment.status, commitment.notes) == ("fulfilled", ("done after its date",))


def test_a_deed_of_another_does_not_fulfil_a_promise() -> None:
    promise = ("2021-02-10", "Chile promised on Tuesday to release 40 Peruvian sailors by the end of March.")
    entries = ledger(promise, ("2021-03-10", "Bolivia released 40 Peruvian sailors on Tuesday."))
    (commitment,) = kind(entries, "commitment")
    assert (commitment.status, commitment.state) == ("promised", "overdue")


def test_a_deed_breaks_a_promise_not_to_do_it() -> None:
    promise = ("2021-02-10", "Chile pledged on Tuesday not to build a naval base near Peru.")
    entries = ledger(promise, ("2021-08-11", "Chile started to build a naval base near Peru on Monday."))
    (commitment,) = kind(entries, "commitment")
    assert (history(commitment), commitment.state) == (["promised", "broken"], "ended")


def test_a_promise_not_to_act_is_never_overdue() -> None:
    (commitment,) = kind(ledger(("2021-02-10", "Chile pledged on Tuesday not to build a naval base.")), "commitment")
    assert commitment.state == "standing"


def test_figures_of_two_voices_contradict_each_other() -> None:
    entries = ledger(
        (
            "2021-02-10",
            "Peruvian Foreign Minister Luis Vega said trade between Peru and Chile reached $3 billion in 2020.",
        ),
        (
            "2021-03-10",
            "Chilean Trade Minister Ana Rojas said trade between Peru and Chile reached $4 billion in 2020.",
        ),
    )
    (figure,) = kind(entries, "figure")
    assert figure.amount is not None
    assert figure.amount.value == 4e9
    (contradiction,) = kind(entries, "contradiction")
    assert contradiction.links == (("between", figure.id),)
    assert [citation.voice for citation in contradiction.evidence] == ["Luis Vega", "Ana Rojas"]


def test_figures_of_two_years_are_two_figures() -> None:
    entries = ledger(
        ("2021-02-10", "Trade between Peru and Chile reached $3 billion in 2020."),
        ("2022-02-09", "Trade between Peru and Chile reached $4 billion in 2021."),
    )
    assert len(kind(entries, "figure")) == 2
    assert kind(entries, "contradiction") == []


def test_a_new_holder_ends_the_office_of_the_old() -> None:
    entries = ledger(
        ("2021-02-10", "Chilean Foreign Minister Ana Rojas arrived in Lima on Tuesday."),
        ("2021-09-08", "Chilean Foreign Minister Pedro Soto arrived in Lima on Tuesday."),
    )
    found = {entry.parties[0].people[0]: entry.status for entry in kind(entries, "office")}
    assert found == {"Ana Rojas, foreign minister": "left", "Pedro Soto, foreign minister": "held"}


def test_stories_of_later_days_are_not_known() -> None:
    assert kind(ledger(AGREED, HELD, as_of="2021-05-01"), "meeting_held") == []


def test_an_undated_story_is_read_last() -> None:
    undated = coded("Peru and Chile signed a fishing agreement.", published=None, name="undated")
    assert [e.first_seen for e in kind(derive_ledger([undated], as_of=LATE), "agreement")] == [None]


def test_a_day_must_be_a_date() -> None:
    with pytest.raises(ConfigError, match="is not a date like"):
        derive_ledger([], as_of="soon")


def test_merged_events_are_cited_by_the_id_of_the_whole() -> None:
    told = story(SIGNED[1], SIGNED[0])
    event = f"{told.id}:{told.facts[0].events[0]}"
    (agreement,) = kind(derive_ledger([told], as_of=LATE, merged={event: "whole"}), "agreement")
    assert agreement.events == ("whole",)


def test_changes_since_a_day() -> None:
    entries = ledger(AGREED, HELD, SIGNED)
    told = [
        (change.known, change.kind, change.before, change.after) for change in find_changes(entries, since="2021-05-01")
    ]
    assert sorted(told) == [
        ("2021-05-12", "agreement", "agreed", "fulfilled"),
        ("2021-05-12", "meeting_held", "agreed", "held"),
        ("2021-06-02", "agreement", "", "signed"),
    ]


def test_what_came_due_without_a_word_is_a_change() -> None:
    entries = ledger(AGREED, as_of="2021-07-01")
    assert ("2021-05-31", "agreed", "overdue") in [
        (change.known, change.before, change.after) for change in find_changes(entries, since="2021-05-01")
    ]


def test_what_is_to_come_is_told_once_and_in_order() -> None:
    promise = ("2021-02-10", "Chile promised on Tuesday to release 40 Peruvian sailors by the end of March.")
    rows = upcoming(ledger(AGREED, promise, as_of="2021-02-15"))
    assert [(entry.kind, entry.state) for entry in rows] == [("commitment", "pending"), ("meeting_planned", "pending")]


def test_likeness_of_words() -> None:
    assert overlap([], ["water"]) == likeness([], []) == 0.0
    assert overlap(["water"], ["water", "lake"]) == 1.0
    assert likeness(["water"], ["water", "lake"]) == 0.5
