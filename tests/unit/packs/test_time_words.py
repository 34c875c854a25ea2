"""The time words of the pack, and what further packs add to them."""

from pathlib import Path

import pytest

from detente.errors import PackError
from detente.packs.loader import SHIPPED
from detente.packs.time_words import load_time_words, split


def test_phrases_are_cut_like_text() -> None:
    assert split("New Year's Eve") == ("new", "year", "'", "s", "eve")


def test_longest_phrase_comes_first() -> None:
    entries = load_time_words((SHIPPED,), "en").index["a"]["number"]
    assert [len(pieces) for pieces, _ in entries] == sorted((len(pieces) for pieces, _ in entries), reverse=True)


def test_every_episode_has_a_source_and_an_order() -> None:
    for episode in load_time_words((SHIPPED,), "en").episodes:
        assert episode.source
        assert episode.start < episode.end


def test_a_further_pack_adds(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    more = '[[holidays]]\nnames = ["unity day"]\nmonth = 11\nday = 4\n\n[grammar]\nago = ["back"]\n'
    (tmp_path / "en" / "times.toml").write_text(more, encoding="utf-8")
    words = load_time_words((SHIPPED, tmp_path), "en")
    assert words.holidays[-1].names == ("unity day",)
    assert words.grammar["ago"] == ("ago", "back")
    assert words.months["may"] == 5


@pytest.mark.parametrize("fault", ["[months]\nmay = 'x'\n", "[nothing]\na = 1\n", "[months]\n' ' = 1\n"])
def test_faults_name_the_file(tmp_path: Path, fault: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "times.toml").write_text(fault, encoding="utf-8")
    with pytest.raises(PackError, match=r"times\.toml"):
        load_time_words((SHIPPED, tmp_path), "en")
