"""The actor words: look-up, and faults that name their file."""

from pathlib import Path

import pytest

from detente.errors import PackError
from detente.packs import load_packs
from detente.packs.actor_words import load_actor_words
from detente.packs.loader import SHIPPED

WORDS = load_packs().actor_words


@pytest.mark.parametrize(
    ("phrase", "length", "office", "sector", "role"),
    [
        ("Foreign Ministers", 2, "foreign minister", "GOV", "GOV"),
        ("minister of national defense", 4, "defence minister", "GOV", "GOVMIL"),
        ("Defence Ministry", 2, "defence ministry", "GOV", "GOVMIL"),
        ("prime minister", 2, "prime minister", "GOV", "GOV"),
        ("riot police", 2, "", "COP", "COP"),
        ("gunmen", 1, "", "UAF", "UAF"),
        ("armed forces", 2, "", "MIL", "MIL"),
    ],
)
def test_longest_noun(phrase: str, length: int, office: str, sector: str, role: str) -> None:
    found = WORDS.noun_at([WORDS.symbol(word) for word in phrase.split()], 0)
    assert found is not None
    assert (found[0], found[1].office, found[1].sector, found[1].role) == (length, office, sector, role)


def test_a_word_that_names_no_actor() -> None:
    assert WORDS.noun_at(["missile"], 0) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[noun]]\nwords = "elf"\nkind = "person"\nsector = "ELF"\n', "no PLOVER sector 'ELF'"),
        ('[[noun]]\nwords = "elf"\nkind = "fairy"\n', "kind"),
        ('[[noun]]\nword = "elf"\n', "word"),
    ],
)
def test_a_wrong_pack_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "actors.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=fault):
        load_actor_words([SHIPPED, tmp_path], "en")


def test_missing_lists_are_named(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "actors.toml").write_text("", encoding="utf-8")
    with pytest.raises(PackError, match="lacks"):
        load_actor_words([tmp_path], "en")
