# ruff: noqa: RUF001 -- quotation marks of every kind; the dice are for test data
import random
import re
from pathlib import Path

import msgspec
import pytest

from detente.model import Actor, Document, Mention, Quote
from detente.packs import load_packs
from detente.stages.quotes import find_quotes, make_quotes
from detente.stages.quotes.marks import find_quoted
from support import article, parsed


def quotes(document: Document) -> tuple[Quote, ...]:
    found = find_quotes(document, load_packs().speech)["quotes"]
    return tuple(quote for quote in found if isinstance(quote, Quote))


def acting(document: Document, **names: str) -> Document:
    """Add an actor for each id; every place where its name stands is a mention with the last word as head."""
    actors = []
    for id_, pattern in names.items():
        mentions = tuple(
            Mention(start=m.start(), end=m.end(), head=m.start() + m.group().rfind(" ") + 1, kind="name")
            for m in re.finditer(pattern, document.text)
        )
        actors.append(Actor(id=id_, name=pattern, kind="person", mentions=mentions))
    return msgspec.structs.replace(document, actors=tuple(actors))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and left.', ["no"]),
        ("“One,” he said, “two.”", ["One,", "two."]),
        ("‘It’s the farmers’ land,’ she said.", ["It’s the farmers’ land,"]),
        ("'It's the farmers' land,' she said.", ["It's the farmers' land,"]),
        ("The '90s and the farmers' vote", []),
        ("rock 'n' roll", []),
        ('a 5" gun and a 6" gun', []),
        ('An open " mark', []),
        ('"Never closed', []),
        ('"First.\n\n"Second."', ['First.\n\n"Second.']),
        ('"First.\n\nSecond."', []),
        ("«Oui», dit-il", ["Oui"]),
        ("„Nein“, sagte er", ["Nein"]),
        ("``Old style,'' he said", ["Old style,"]),
        ("\"He said 'never' twice.\"", ["He said 'never' twice."]),
        ("", []),
    ],
)
def test_what_is_quoted(text: str, expected: list[str]) -> None:
    assert [found.of(text) for found in find_quoted(text, article(text).paragraphs)] == expected


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Amina Diallo said that the border was closed.", "diallo"),
        ("The border was closed, Amina Diallo said.", "diallo"),
        ('"The border is closed," said Foreign Minister Amina Diallo.', "diallo"),
        ("A Foreign Ministry statement said the border was closed.", "ministry"),
        ("The statement by the Foreign Ministry said the border was closed.", "ministry"),
        ("According to Amina Diallo, the border was closed.", "diallo"),
        ('Amina Diallo: "The border is closed."', "diallo"),
        ("Amina Diallo welcomed the truce and said that the border was closed.", "diallo"),
        ("The border was closed, a man said.", None),
    ],
)
def test_who_speaks(text: str, actor: str | None) -> None:
    document = acting(parsed(text), diallo="Amina Diallo", ministry="Foreign Ministry")
    assert quotes(document)[-1].actor == actor


def test_name_before_and_after_a_colon_in_a_title() -> None:
    text = "Talks with Oslo were useful: Amina Diallo"
    document = acting(parsed(text), diallo="Amina Diallo")
    sentences = tuple(msgspec.structs.replace(sentence, part="title") for sentence in document.sentences)
    (quote,) = quotes(msgspec.structs.replace(document, sentences=sentences))
    assert (quote.content.of(text), quote.actor) == ("Talks with Oslo were useful", "diallo")


def test_the_stage_declares_its_layers() -> None:
    stage = make_quotes(load_packs())
    assert (stage.name, stage.needs, stage.gives) == (
        "quotes",
        frozenset({"sentences", "trees", "actors"}),
        frozenset({"quotes"}),
    )


def test_hostile_text_is_survived() -> None:
    choice = random.Random(7)
    pieces = ['"', "“", "”", "'", "’", " said ", "\n\n", " he ", ", ", ". ", "\u202e", "\x00", "🕊", " that ", ":", "-"]
    for _ in range(30):
        text = "".join(choice.choice(pieces) for _ in range(60))
        for quote in quotes(parsed(text)):
            assert 0 <= quote.content.start < quote.content.end <= len(text)


STORY = Path(__file__).parents[5] / "shared" / "story" / "japan-russia-2013.txt"


@pytest.mark.skipif(not STORY.exists(), reason="the sample story is copyrighted and lies outside the repository")
def test_the_sample_story() -> None:
    lines = [line.strip() for line in STORY.read_text(encoding="utf-8").splitlines()]
    body = [line for line in lines if line.endswith(".") and line.count(" ") > 12]
    text = "\n\n".join(body)
    document = acting(parsed(text), lavrov="Lavrov", kishida="Kishida")
    found = quotes(document)
    direct = {quote.actor: quote for quote in found if quote.direct == "direct"}
    mixed = {quote.actor: quote for quote in found if quote.direct == "mixed"}
    unsaid = [quote for quote in found if quote.negated]
    assert set(direct) == {"lavrov"}
    assert direct["lavrov"].content.of(text).startswith("We need to act")
    assert direct["lavrov"].content.of(text).endswith("remarks")
    assert set(mixed) == {"kishida"}
    assert '"the cornerstone"' in mixed["kishida"].content.of(text)
    assert [(quote.actor, quote.content.of(text).split()[1]) for quote in unsaid] == [("lavrov", "attack")]
    welcomed = [quote for quote in found if quote.cue and quote.cue.of(text) == "welcomed"]
    assert [quote.content.of(text)[:9] for quote in welcomed] == ["the talks"]
