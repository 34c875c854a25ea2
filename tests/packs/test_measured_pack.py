"""What the world pack knows, measured: no share may fall below its floor, and no name may stand for a wrong country.

The names of Babel are those that the table was made from: that test guards the way from there to the answer. The demonyms
were written apart from the pack.
"""

import pytest

from measure_pack import Share, count_demonyms, count_names, packs, read_babel, read_demonyms

FLOORS = {"Latin": 0.995, "Cyrillic": 0.995, "Arabic": 0.995, "Greek": 0.995, "Hebrew": 0.995, "CJK": 0.995}


@pytest.fixture(scope="module")
def shares() -> dict[str, Share]:
    return count_names(read_babel())


@pytest.mark.parametrize("script", FLOORS)
def test_country_names_of_babel_are_found(script: str, shares: dict[str, Share]) -> None:
    share = shares[script]
    assert share.wrong == []
    assert share.right >= FLOORS[script] * share.names > 300


def test_english_demonyms_are_found() -> None:
    share = count_demonyms()
    assert share.wrong == []
    assert share.right >= 0.99 * share.names > 400


def test_the_demonyms_are_those_of_all_members_of_the_united_nations() -> None:
    codes = {code for _, those in read_demonyms() for code in those}
    assert len(codes) == 193
    assert codes <= packs().world.countries.keys()
