"""The packs of speech and factuality: they load, they are as large as promised, and faults are named."""

from pathlib import Path

import pytest

from detente.errors import PackError
from detente.packs import load_packs
from detente.packs.factuality import load_factuality, read_outcome
from detente.packs.speech import load_speech


def test_sizes() -> None:
    pack = load_packs().factuality
    assert len(pack.verbs) + len(pack.nouns) + len(pack.adjectives) >= 400
    assert len(pack.events) >= 250


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        ("manage", "same"),
        ("fail", "reverse"),
        ("know", "fact"),
        ("say", "open"),
        ("plan", "planned"),
        ("urge", "proposed"),
        ("deny", "denied"),
        ("accuse", "alleged"),
        ("believe", "possible"),
        ("continue", "ongoing"),
    ],
)
def test_signatures(verb: str, kind: str) -> None:
    assert load_packs().factuality.verbs[verb].clause.kind == kind


@pytest.mark.parametrize(
    ("verb", "content"),
    [
        ("say", "clause"),
        ("condemn", "object"),
        ("urge", "verb"),
        ("accuse", "of"),
        ("describe", "named"),
        ("shout", "quote"),
    ],
)
def test_contents(verb: str, content: str) -> None:
    assert content in load_packs().speech.contents(verb)


def test_a_thought_has_its_clause_as_content() -> None:
    assert load_packs().speech.contents("believe") == {"clause"}


@pytest.mark.parametrize("listed", ["sometimes", "planned 4", "planned -4"])
def test_outcomes_are_checked(listed: str) -> None:
    with pytest.raises(ValueError, match=r"no outcome|between -3 and 3"):
        read_outcome(listed)


def test_faults_of_a_pack_name_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    file = tmp_path / "en" / "factuality.toml"
    for text, named in [
        ('[[signature]]\nname = "x"\nclause = "maybe"\nobject = "same"', "signature x"),
        ('[[signature]]\nname = "x"\nclause = "same"\nobject = "same"\nverbs = ["a", "a"]', "two signatures"),
        ('[modifiers]\nmaybe = ["perhaps"]', "modifiers.maybe"),
        ('[[signature]]\nname = "x"', "clause"),
    ]:
        file.write_text(text, encoding="utf-8")
        with pytest.raises(PackError, match=named):
            load_factuality([tmp_path], "en")
    (tmp_path / "en" / "speech.toml").write_text('[[class]]\nname = "x"\ncontent = ["song"]\nverbs = ["sing"]')
    with pytest.raises(PackError, match="class x"):
        load_speech([tmp_path], "en")


def test_a_users_pack_adds_words(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "speech.toml").write_text('[[class]]\nname = "song"\ncontent = ["clause"]\nverbs = ["sing"]')
    speech = load_speech([*load_packs().roots, tmp_path], "en")
    assert speech.contents("sing") == {"clause"}
    assert speech.classes("sing") == ("song",)
    assert speech.contents("say")
