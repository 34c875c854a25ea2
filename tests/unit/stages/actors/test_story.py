"""The sample story: four ministers, a president, and what its pronouns and group phrases stand for."""

from pathlib import Path

import pytest

from actor_reading import Reading, read

STORY = Path(__file__).resolve().parents[5] / "shared" / "story" / "japan-russia-2013.txt"

pytestmark = pytest.mark.skipif(not STORY.exists(), reason="the copyrighted sample story is not beside this checkout")


@pytest.fixture(scope="module")
def story() -> Reading:
    """Return the story from its caption to the line under its body, without the dateline."""
    lines = STORY.read_text(encoding="utf-8").splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("Russian Foreign Minister"))
    last = lines.index("___")
    kept = [line.rpartition("(AP) - ")[2] for line in lines[first:last] if line.strip()]
    return read("\n\n".join(kept))


@pytest.mark.parametrize(
    ("surname", "country", "office", "cameo"),
    [
        ("Lavrov", "RUS", "foreign minister", "RUSGOV"),
        ("Shoigu", "RUS", "defence minister", "RUSGOVMIL"),
        ("Kishida", "JPN", "foreign minister", "JPNGOV"),
        ("Onodera", "JPN", "defence minister", "JPNGOVMIL"),
        ("Putin", "RUS", "president", "RUSGOV"),
    ],
)
def test_offices_on_the_day(story: Reading, surname: str, country: str, office: str, cameo: str) -> None:
    found = [actor for actor in story.actors if actor.kind == "person" and actor.name.endswith(surname)]
    assert [(actor.country, actor.office, actor.cameo) for actor in found] == [(country, office, cameo)]


def test_both_spellings_are_one_person(story: Reading) -> None:
    lavrov = next(actor for actor in story.actors if actor.name.endswith("Lavrov") and actor.kind == "person")
    text = story.document.text
    words = {mention.of(text) for mention in lavrov.mentions}
    assert {"Russian Foreign Minister Sergey Lavrov", "Sergei Lavrov", "Lavrov"} <= words


@pytest.mark.parametrize(
    ("words", "nth", "members"),
    [
        ("their militaries", 0, {"Japan", "Russia"}),
        ("Their countries", 0, {"Japan", "Russia"}),
        ("two countries", 0, {"Japan", "Russia"}),
        ("two countries", 1, {"Japan", "Russia"}),
        ("two nations", 0, {"Japan", "Russia"}),
        ("nations", 0, {"Japan", "Russia"}),
        ("diplomats", 0, {"Sergey Lavrov", "Fumio Kishida"}),
        ("they", 0, {"Sergey Lavrov", "Sergei Shoigu", "Fumio Kishida", "Itsunori Onodera"}),
    ],
)
def test_group_phrases(story: Reading, words: str, nth: int, members: set[str]) -> None:
    assert story.members(words, nth=nth) == members


@pytest.mark.parametrize(
    ("words", "nth", "name"),
    [
        ("He", 0, "Sergey Lavrov"),
        ("He", 1, "Sergey Lavrov"),
        ("he", 0, "Fumio Kishida"),
        ("its", 0, "Japan"),
        ("its", 1, "Japan"),
        ("its", 2, "Russia"),
        ("Tokyo", 0, "Japan"),
        ("Washington", 0, "United States"),
        ("Russian", 0, "Russia"),
    ],
)
def test_pronouns_and_metonyms(story: Reading, words: str, nth: int, name: str) -> None:
    assert story.who(words, nth=nth).name == name


def test_what_is_no_actor(story: Reading) -> None:
    words = story.words()
    assert words.count("Tokyo") == 1
    assert not {"It", "It's", "one party", "another", "Iikura", "military", "TOKYO"} & set(words)


def test_soviet_forces_are_the_predecessor_s(story: Reading) -> None:
    actor = story.who("Soviet forces")
    assert (actor.country, actor.sector) == ("RUS", "MIL")
    assert "predecessor" in actor.why
