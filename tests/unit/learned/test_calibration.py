"""How sure the coder is: a sum of signs turned into a share."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import ModelError
from detente.learned.calibration import Calibration

FITTED = Calibration(weights={"bias": -1.0, "no source": -2.0, "type share": 3.0})


def test_without_signs_anything_is_as_likely_as_not() -> None:
    assert FITTED.share({}) == 0.5


def test_signs_are_added_by_their_weights() -> None:
    assert FITTED.share({"bias": 1.0, "type share": 0.5}) == pytest.approx(1 / (1 + 2.718281828**-0.5))


def test_a_sign_that_was_never_fitted_weighs_nothing() -> None:
    assert FITTED.share({"bias": 1.0, "full moon": 9.0}) == FITTED.share({"bias": 1.0})


@given(st.dictionaries(st.sampled_from(sorted(FITTED.weights)), st.floats(-1e6, 1e6)))
def test_every_answer_is_a_share(signs: dict[str, float]) -> None:
    assert 0 < FITTED.share(signs) < 1


def test_what_is_saved_is_read_again_the_heaviest_first(tmp_path: Path) -> None:
    FITTED.save(tmp_path / "calibration.json")
    assert list(Calibration.load(tmp_path / "calibration.json").weights) == ["type share", "no source", "bias"]
    assert Calibration.load(tmp_path / "calibration.json").weights == FITTED.weights


@pytest.mark.parametrize("words", ["", "[1]", '{"bias": "much"}'])
def test_a_damaged_file_is_named(tmp_path: Path, words: str) -> None:
    (tmp_path / "calibration.json").write_text(words)
    with pytest.raises(ModelError, match=r"calibration\.json: cannot be read"):
        Calibration.load(tmp_path / "calibration.json")
