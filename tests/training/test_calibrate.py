"""Fitting how sure the coder is."""

import math

import pytest

from calibrate import regress


def test_a_sign_alone_gets_the_odds_of_its_rows() -> None:
    rows = [({"bias": 1.0}, n < 3) for n in range(4)]
    assert regress(rows, damping=1e-6)["bias"] == pytest.approx(math.log(3), abs=0.001)


def test_what_speaks_against_an_event_weighs_less_than_nothing() -> None:
    rows = [({"bias": 1.0}, True)] * 40 + [({"bias": 1.0, "no source": 1.0}, False)] * 40
    weights = regress(rows)
    assert weights["no source"] < -1 < 1 < weights["bias"]


def test_damping_keeps_a_rare_sign_small() -> None:
    rows = [({"bias": 1.0}, n % 2 == 0) for n in range(40)] + [({"bias": 1.0, "rare": 1.0}, True)]
    assert 0 < regress(rows, damping=3.0)["rare"] < regress(rows, damping=0.5)["rare"]
