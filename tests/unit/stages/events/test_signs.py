"""What speaks for and against a draft being an event."""

import pytest

from detente.packs import load_packs
from detente.pipeline import Pipeline, build_pipeline
from detente.settings import Settings
from detente.stages.events import weigh_drafts
from detente.stages.events.scene import Scene
from detente.stages.events.signs import read_signs
from support import article

STAGES = build_pipeline(Settings(coder="lexicon")).stages
BEFORE = Pipeline(STAGES[: [stage.name for stage in STAGES].index("events")])


def signs(text: str) -> dict[str, set[str]]:
    """Return the signs by trigger, without the vote's shares; the lexicon alone codes."""
    scene = Scene(BEFORE.run(article(text)))
    drafts = weigh_drafts(scene, load_packs(), voter=None, coding="balanced").drafts
    return {
        scene.words(d.candidate.sentence, d.candidate.trigger).of(scene.document.text): set(read_signs(d, scene))
        - {"bias", "conditions"}
        for d in drafts
    }


@pytest.mark.parametrize(
    ("text", "trigger", "shown"),
    [
        ("Norway arrested two Russian sailors.", "arrested", set()),
        ("Norway arrests two Russian sailors every year.", "arrests", {"present tense"}),
        ("Norway has arrested two Russian sailors.", "arrested", {"perfect", "past participle"}),
        ("Two Russian sailors were arrested.", "arrested", {"no source", "past participle"}),
        ("Norway, which arrested two Russian sailors, was angry.", "arrested", {"in a relative clause"}),
        ("Norway did not arrest two Russian sailors.", "arrest", {"bare verb"}),
    ],
)
def test_signs_of_a_deed(text: str, trigger: str, shown: set[str]) -> None:
    assert signs(text)[trigger] == shown


def test_a_noun_that_no_verb_carries_says_less() -> None:
    assert "noun alone" in signs("Norway's arrest of two Russian sailors angered Moscow.")["arrest"]
    assert "noun alone" not in signs("Norway held talks with Russia.")["talks"]


def test_what_can_only_be_told_in_the_present_is_no_habit() -> None:
    told = signs("Japan's alliance with the United States remains the cornerstone of its foreign policy.")
    assert "present tense" not in told["remains"]


def test_a_meeting_to_come_is_a_promise_of_itself() -> None:
    told = signs("Norwegian Prime Minister Jonas Gahr Store will visit Russia next week.")
    assert "deed to come" in told["visit"]
