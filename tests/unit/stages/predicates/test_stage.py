import re
import time
from pathlib import Path

import msgspec
import pytest

from detente.model import Actor, Document, Mention, Predicate, Quote, Sentence
from detente.packs import load_packs
from detente.stages.predicates import find_predicates, make_predicates
from detente.stages.quotes import find_quotes
from support import article, parsed

STORY = Path(__file__).parents[5] / "shared" / "story" / "japan-russia-2013.txt"


def read(document: Document, **names: str) -> list[Predicate]:
    """Predicates with the quotes layer; each name is an actor mentioned wherever its pattern stands."""
    actors = []
    for id_, pattern in names.items():
        mentions = tuple(
            Mention(start=m.start(), end=m.end(), head=m.start() + m.group().rfind(" ") + 1, kind="name")
            for m in re.finditer(pattern, document.text)
        )
        actors.append(Actor(id=id_, name=pattern, kind="person", mentions=mentions))
    document = msgspec.structs.replace(document, actors=tuple(actors))
    quotes = find_quotes(document, load_packs().speech)["quotes"]
    document = msgspec.structs.replace(document, quotes=tuple(quote for quote in quotes if isinstance(quote, Quote)))
    found = find_predicates(document, load_packs().factuality)["predicates"]
    return [predicate for predicate in found if isinstance(predicate, Predicate)]


@pytest.mark.parametrize(
    ("text", "word", "source", "factuality", "certainty"),
    [
        ("Egypt said that rebels had attacked the port.", "attacked", "egypt", "happened", 3),
        ("Egypt said that rebels had attacked the port.", "said", None, "happened", 3),
        ("Rebels attacked the port, Egypt said.", "attacked", "egypt", "happened", 3),
        ("Rebels, Egypt said, attacked the port.", "said", None, "happened", 3),
        ("Rebels, Egypt said, attacked the port.", "attacked", "egypt", "happened", 3),
        ('"We will attack the port," Egypt said.', "attack", "egypt", "planned", 2),
        ("Egypt denied that it had attacked the port.", "attacked", "egypt", "denied", -2),
        ("Egypt accused Sudan of attacking the port.", "attacking", "egypt", "alleged", 1),
        ("Egypt did not mention an attack on the port.", "attack", None, "happened", 3),
        ("Egypt did not say whether rebels had attacked the port.", "attacked", None, "possible", 0),
        ("Egypt condemned the attack on the port.", "attack", None, "happened", 3),
        ("Egypt welcomed the visit.", "visit", None, "happened", 3),
        ("Egypt believes that rebels attacked the port.", "attacked", "egypt", "possible", 2),
        ("Egypt expects that rebels will attack the port.", "attack", "egypt", "planned", 2),
        ("Sudan said Egypt believes that rebels attacked the port.", "attacked", "egypt", "possible", 2),
        ("Rebels attacked the port.", "attacked", None, "happened", 3),
        ("Egypt said the army would not attack the port.", "attack", "egypt", "denied", -3),
        ("According to Egypt, rebels attacked the port.", "attacked", "egypt", "happened", 3),
        ("Egypt said Sudan had said that rebels attacked the port.", "attacked", "sudan", "happened", 3),
    ],
)
def test_who_holds_it(text: str, word: str, source: str | None, factuality: str, certainty: int) -> None:
    found = {one.of(text): one for one in read(parsed(text), egypt="Egypt", sudan="Sudan")}
    assert (found[word].source, found[word].factuality, found[word].certainty) == (source, factuality, certainty)


@pytest.mark.parametrize(
    ("text", "word", "factuality"),
    [
        ("Japan expands trade with Peru", "expands", "happened"),
        ("Peru to host trade talks", "host", "planned"),
        ("Japan and Peru are expanding trade", "expanding", "ongoing"),
        ("Nine killed in bomb attack", "killed", "happened"),
    ],
)
def test_titles(text: str, word: str, factuality: str) -> None:
    document = parsed(text)
    titled = tuple(
        Sentence(start=one.start, end=one.end, part="title", paragraph=one.paragraph) for one in document.sentences
    )
    found = {one.of(text): one for one in read(msgspec.structs.replace(document, sentences=titled))}
    assert found[word].factuality == factuality


def test_history_needs_a_date_of_publication() -> None:
    text = "Argentina invaded the islands in 1982."
    assert read(parsed(text))[0].factuality == "historical"
    assert read(parsed(text, published=None))[0].factuality == "happened"
    assert read(parsed(text, published="1983-01-01"))[0].factuality == "happened"


def test_lemmas_hold_the_particle_and_spans_the_verb() -> None:
    text = "The ministers stepped up cooperation."
    assert [(one.lemma, one.of(text)) for one in read(parsed(text))] == [
        ("step up", "stepped"),
        ("cooperation", "cooperation"),
    ]


def test_why_names_the_chain() -> None:
    text = "Peru said it would not agree to hold talks."
    assert [one.why for one in read(parsed(text))][1:] == [
        "not + would in reported speech; clause below say",
        "not + would in reported speech; clause below say; below agree",
        "not + would in reported speech; clause below say; below agree; object of hold",
    ]


def test_the_stage_declares_its_layers() -> None:
    stage = make_predicates(load_packs())
    assert (stage.needs, stage.gives) == (
        frozenset({"sentences", "trees", "actors", "quotes"}),
        frozenset({"predicates"}),
    )


@pytest.mark.parametrize("text", ["", "?", "\u202e\x00", "not not never no", "if if if", "to to to", '"', "🕊 attack 🕊"])
def test_hostile_text_is_survived(text: str) -> None:
    for one in read(parsed(text)):
        assert -3 <= one.certainty <= 3


@pytest.mark.parametrize(
    "piece", ["said ", "he said that he denied that ", "talks of ", '"we go," he said ', "and attacked "]
)
def test_time_grows_with_length(piece: str) -> None:
    from detente.pipeline import Pipeline
    from detente.settings import Settings
    from detente.stages.parse import make_parse

    parse = Pipeline([make_parse(Settings())])
    spent = []
    for length in (1, 6):
        document = parse.run(article(piece * (1500 * length // len(piece.split()))), strict=True)
        begin = time.process_time()
        read(document)
        spent.append(time.process_time() - begin)
    assert spent[1] < 6 * 4 * spent[0] + 0.2


@pytest.mark.skipif(not STORY.exists(), reason="the sample story is copyrighted and lies outside the repository")
def test_the_sample_story() -> None:
    lines = [line.strip() for line in STORY.read_text(encoding="utf-8").splitlines()]
    text = "\n\n".join(line for line in lines if line.endswith(".") and line.count(" ") > 12)
    found = read(parsed(text), lavrov="Lavrov", kishida="Kishida")

    def told(lemma: str, after: str) -> Predicate:
        start = text.index(after)
        return next(one for one in found if one.lemma == lemma and one.start >= start)

    held = [
        (told("mention", "Lavrov did not mention"), "denied", False, None),
        (told("attack", "Lavrov did not mention"), "happened", True, None),
        (told("seize", "It's unclear"), "historical", False, None),
        (told("visit", "ahead of Kishida"), "planned", False, None),
        (told("interfere", "He welcomed"), "denied", False, None),
        (told("talk", "He welcomed"), "happened", True, None),
        (told("commit", "Lavrov, however"), "denied", False, "lavrov"),
        (told("step up", "and agreed to step"), "planned", False, None),
        (told("hold", "also agreed to hold"), "planned", False, None),
        (told("exercise", "also agreed to hold"), "planned", False, None),
        (told("establish", "also agreed to hold"), "planned", False, None),
        (told("affect", "would not affect"), "denied", False, None),
        (told("serve", "Lavrov told"), "possible", False, "lavrov"),
        (told("discuss", "planned to discuss"), "planned", False, "kishida"),
        (told("sign", "has kept the nations"), "denied", False, None),
        (told("seek", "Japan is seeking"), "ongoing", False, None),
        (told("broaden", "Japan is seeking"), "possible", False, None),
        (told("expand", "Russia has been"), "ongoing", False, None),
        (told("make", "how much progress"), "possible", False, None),
        (told("step up", "have also stepped"), "happened", False, None),
        (told("growth", "further growth"), "planned", False, "kishida"),
    ]
    for one, factuality, background, source in held:
        assert (one.lemma, one.factuality, one.background, one.source) == (one.lemma, factuality, background, source)
