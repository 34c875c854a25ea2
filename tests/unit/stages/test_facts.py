"""Facts of one story: what each reader finds, and what it leaves alone."""

import pytest

from detente.model import Document, Fact
from invented import coded


def facts(text: str, kind: str, *, published: str = "2021-03-06") -> list[Fact]:
    return [fact for fact in coded(text, published=published).facts if fact.kind == kind]


def said(text: str, kind: str) -> list[tuple[str, str]]:
    return [(fact.status, fact.label.of(text)) for fact in facts(text, kind)]


def roles(fact: Fact) -> dict[str, str]:
    return {party.country: party.role for party in fact.parties if party.role != "participant"}


def test_each_thing_agreed_is_a_fact_of_its_own() -> None:
    text = "Peru and Chile agreed on Monday to open a border post and to share fishing data by June."
    assert said(text, "agreement") == [("agreed", "open a border post"), ("agreed", "share fishing data")]
    first, second = facts(text, "agreement")
    assert roles(first) == {"PER": "side", "CHL": "side"}
    assert first.due is None
    assert second.due is not None
    assert second.due.earliest == "2021-06-01"


def test_one_side_alone_agrees_on_nothing() -> None:
    assert facts("Peru agreed that the road was long.", "agreement") == []


def test_talks_agreed_on_are_an_agreement_and_a_meeting_to_come() -> None:
    text = "Peru and Chile agreed on Friday to hold vice-ministerial talks in May."
    (meeting,) = facts(text, "meeting")
    assert (meeting.status, meeting.level, meeting.label.of(text)) == (
        "agreed",
        "vice-minister",
        "vice-ministerial talks",
    )
    assert len(facts(text, "agreement")) == 1


def test_talks_that_go_on_are_no_new_meeting() -> None:
    assert facts("Peru and Chile agreed on Friday to continue talks on the border.", "meeting") == []


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Peru and Chile signed a trade agreement on Friday.", "agreement", "signed"),
        ("Peru and Chile signed a border treaty on Friday.", "treaty", "signed"),
        ("Peru and Chile suspended a trade agreement on Friday.", "agreement", "suspended"),
        ("Peru and Chile have postponed talks between their ministers until June.", "meeting", "postponed"),
        ("Peru cancelled a visit to Chile by its president.", "visit", "cancelled"),
        ("Peru and Chile settled their border dispute on Friday.", "dispute", "settled"),
        ("Chile broke its promise to free Peruvian sailors.", "commitment", "broken"),
    ],
)
def test_a_change_has_kind_and_status(text: str, kind: str, status: str) -> None:
    assert [fact.status for fact in facts(text, kind)] == [status]


def test_an_accusation_is_an_alleged_breach_of_the_accused() -> None:
    (fact,) = facts("Peru accused Chile of breaking its promise to free Peruvian sailors.", "commitment")
    assert (fact.status, roles(fact)["CHL"]) == ("breach_alleged", "holder")


@pytest.mark.parametrize(
    "text",
    [
        "The dispute has kept Peru and Chile from signing a peace treaty.",
        "Peru and Chile have no extradition treaty.",
        "Peru and Chile have never signed a border treaty.",
    ],
)
def test_a_treaty_that_does_not_exist(text: str) -> None:
    (fact,) = facts(text, "treaty_absent")
    assert (fact.status, fact.instrument, set(roles(fact))) == ("not_concluded", "treaty", {"PER", "CHL"})
    assert facts(text, "treaty") == []


def test_a_promise_has_holder_due_window_and_content() -> None:
    text = "Chile promised to release 40 Peruvian sailors by the end of April."
    (fact,) = facts(text, "commitment")
    assert (fact.status, fact.negative, fact.label.of(text)) == ("promised", False, "release 40 Peruvian sailors")
    assert roles(fact) == {"CHL": "holder", "PER": "beneficiary"}
    assert fact.due is not None
    assert fact.due.latest == "2021-04-30"
    assert fact.terms[0] == "release"


def test_a_promise_not_to_act_is_negative() -> None:
    text = "Chile's foreign minister said Chile would not move troops to the border."
    (fact,) = facts(text, "commitment")
    assert (fact.negative, roles(fact)) == (True, {"CHL": "holder"})


def test_what_one_says_of_another_is_no_promise() -> None:
    assert facts("Chile's foreign minister said Peru would not move troops to the border.", "commitment") == []


def test_an_open_dispute_has_sides_and_progress() -> None:
    text = "Peru and Chile have a dispute over three islands. There has been no progress in the dispute."
    found = facts(text, "dispute")
    assert [(fact.status, fact.progress) for fact in found] == [("open", ""), ("open", "none")]
    assert all(roles(fact) == {"PER": "claimant", "CHL": "claimant"} for fact in found)
    assert found[0].terms == ("island",)


def test_disputes_of_nobody_in_particular_are_left_alone() -> None:
    assert facts("Peru wants to help in other regional disputes.", "dispute") == []


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit", "comparison"),
    [
        ("Trade between Peru and Chile totaled a record $3.2 billion in 2020.", "trade", 3.2e9, "USD", "record"),
        ("Exports from Peru to Chile fell to 450 million euros in 2020.", "export", 4.5e8, "EUR", "down"),
        ("Trade between Peru and Chile grew 4.5 percent in 2020.", "trade", 4.5, "%", "up"),
    ],
)
def test_figures(text: str, measure: str, value: float, unit: str, comparison: str) -> None:
    (fact,) = facts(text, "figure")
    amount = fact.amount
    assert amount is not None
    assert (amount.measure, amount.value, amount.unit, amount.comparison) == (measure, value, unit, comparison)
    assert amount.period is not None
    assert amount.period.value == "2020"


def test_counts_of_troops_have_their_own_unit() -> None:
    (fact,) = facts("Chile withdrew 3,000 troops from the border.", "figure")
    assert fact.amount is not None
    assert (fact.amount.value, fact.amount.unit, roles(fact)) == (3000, "troop", {"CHL": "side"})


def test_a_year_or_a_number_without_a_measure_is_no_figure() -> None:
    assert facts("Peru and Chile met in 2020 for the 4th time in room 12.", "figure") == []


def test_an_alliance_reaffirmed_by_a_partner() -> None:
    text = "The Chilean president said Chile's alliance with Peru remains strong."
    (fact,) = facts(text, "alliance")
    assert (fact.status, roles(fact)["PER"]) == ("reaffirmed", "side")


def test_threats_have_a_holder_and_an_object() -> None:
    (fact,) = facts("Japan is building ships in response to China's growing naval presence.", "threat")
    assert (roles(fact), fact.form) == ({"JPN": "holder", "CHN": "threat"}, "aim")


def test_a_question_is_no_claim() -> None:
    text = "Lavrov said Russia seeks peace. He was responding to a question about plans to counter China."
    assert facts(text, "threat") == []


def test_silence_is_recorded_with_its_speaker() -> None:
    text = "Chilean Foreign Minister Ana Rojas declined to comment on the detained sailors."
    (fact,) = facts(text, "silence")
    assert (fact.status, roles(fact)) == ("not_said", {"CHL": "speaker"})


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Peru and Chile will meet. It is unclear whether they will discuss fishing.", "question"),
        ("Peru and Chile agreed to meet. No date was set.", "detail"),
    ],
)
def test_what_a_report_calls_unknown(text: str, form: str) -> None:
    (fact,) = facts(text, "unknown")
    assert (fact.status, fact.form) == ("not_known", form)


def test_a_fact_cites_its_words() -> None:
    text = "Peru and Chile signed a trade agreement on Friday, officials said."
    (fact,) = facts(text, "agreement")
    trigger = next(row for row in fact.evidence if row.role == "trigger")
    assert trigger.of(text) == "signed"
    assert fact.of(text) == text
    assert fact.label.of(text) == "a trade agreement"


def test_headlines_tell_no_facts_but_aims() -> None:
    document = coded("Peru, Chile sign deal\n\nLIMA, March 6, 2021 (AP) - Peru and Chile signed a deal on Friday.")
    assert {fact.part for fact in document.facts if fact.kind == "agreement"} == {"body"}


def test_hostile_text_gives_facts_or_none() -> None:
    for text in (
        "agreed " * 400,
        "$" * 300,
        "no no no treaty " * 100,
        "\u202e would not \x00 treaty",
        "1,1,1,1 percent",
    ):
        assert isinstance(coded(text), Document)
