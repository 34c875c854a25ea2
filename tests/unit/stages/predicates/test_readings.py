import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.packs.factuality import Outcome, read_outcome
from detente.stages.predicates.readings import (
    DENIED,
    HAPPENED,
    ONGOING,
    OPEN,
    PLANNED,
    POSSIBLE,
    PROPOSED,
    Reading,
    because,
    deny,
    govern,
    literal,
    opposite,
    weaken,
)

READINGS = st.sampled_from([HAPPENED, ONGOING, PLANNED, POSSIBLE, PROPOSED, DENIED, OPEN])
OUTCOMES = st.sampled_from(
    [
        read_outcome(one)
        for one in ("same", "reverse", "fact", "open", "planned 2", "possible 1", "denied -3", "alleged 1")
    ]
)


@pytest.mark.parametrize(
    ("over", "outcome", "negated", "own", "expected"),
    [
        (HAPPENED, "planned 2", "denied -2", None, ("planned", 2)),
        (DENIED, "planned 2", "denied -2", None, ("denied", -2)),
        (POSSIBLE, "planned 2", "denied -2", None, ("possible", 1)),
        (HAPPENED, "reverse", "happened 3", None, ("denied", -3)),
        (DENIED, "reverse", "happened 3", None, ("happened", 3)),
        (DENIED, "fact", "denied", None, ("happened", 3)),
        (HAPPENED, "open", "possible 0", PLANNED, ("planned", 2)),
        (HAPPENED, "possible 2", "denied -1", HAPPENED, ("possible", 2)),
        (HAPPENED, "possible 2", "denied -1", DENIED, ("possible", -2)),
        (HAPPENED, "denied -3", "possible 1", HAPPENED, ("denied", -3)),
        (HAPPENED, "denied -3", "possible 1", DENIED, ("happened", 3)),
        (PLANNED, "reverse", "happened 3", None, ("denied", -2)),
        (HAPPENED, "same", "denied", None, ("happened", 3)),
    ],
)
def test_govern(over: Reading, outcome: str, negated: str, own: Reading | None, expected: tuple[str, int]) -> None:
    found = govern(over, read_outcome(outcome), negated=read_outcome(negated), own=own)
    assert (found.factuality, found.certainty) == expected


@given(over=READINGS, outcome=OUTCOMES, negated=OUTCOMES, own=st.none() | READINGS)
def test_certainty_stays_on_the_scale(over: Reading, outcome: Outcome, negated: Outcome, own: Reading | None) -> None:
    found = govern(over, outcome, negated=negated, own=own)
    assert -3 <= found.certainty <= 3
    assert not (found.factuality == "denied" and found.certainty > 0)
    assert not (found.actual and found.certainty <= 0)


@given(over=READINGS, below=READINGS)
def test_what_is_weakened_is_no_more_certain(over: Reading, below: Reading) -> None:
    assert abs(weaken(over, below).certainty) <= max(abs(below.certainty), 1)


@given(reading=READINGS)
def test_not_is_never_more_than_nothing(reading: Reading) -> None:
    assert deny(reading).certainty <= 0
    assert opposite(opposite(reading)).certainty * reading.certainty >= 0


def test_a_chain_is_kept_short() -> None:
    reading = HAPPENED
    for word in "abcdef":
        reading = because(reading, word)
    assert reading.why == "a; b; c; d"


def test_relative_outcomes_have_no_reading() -> None:
    with pytest.raises(ValueError, match="stands for no factuality"):
        literal(read_outcome("same"))
