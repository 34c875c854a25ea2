# ruff: noqa: RUF001, S311 -- quotation marks of every kind; the dice are for test data
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

Row = tuple[str, str | None, str | None, str, bool]


def quotes(document: Document) -> tuple[Quote, ...]:
    found = find_quotes(document, load_packs().speech)["quotes"]
    return tuple(quote for quote in found if isinstance(quote, Quote))


def rows(text: str) -> list[Row]:
    return [
        (
            quote.direct,
            quote.cue.of(text) if quote.cue else None,
            quote.speaker.of(text) if quote.speaker else None,
            quote.content.of(text),
            quote.negated,
        )
        for quote in quotes(parsed(text))
    ]


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


CASES: list[tuple[str, list[Row]]] = [
    (
        "The deal, the minister said, would help both sides.",
        [
            ("indirect", "said", "the minister", "The deal, the minister said, would help both sides", False),
        ],
    ),
    (
        '"The deal," said Foreign Minister John Smith, "will help both sides."',
        [
            ("direct", "said", "Foreign Minister John Smith", "The deal", False),
            ("direct", "said", "Foreign Minister John Smith", "will help both sides.", False),
        ],
    ),
    (
        "According to Iran's foreign ministry, the talks were useful.",
        [
            ("indirect", "According to", "Iran's foreign ministry", "the talks were useful", False),
        ],
    ),
    (
        "The talks were useful, according to two diplomats who asked not to be named.",
        [
            ("indirect", "according to", "two diplomats", "The talks were useful", False),
        ],
    ),
    (
        "A Foreign Ministry statement said the attack was a crime.",
        [
            ("indirect", "said", "A Foreign Ministry statement", "the attack was a crime", False),
        ],
    ),
    (
        "The ministry declined to comment on the report.",
        [
            ("indirect", "declined to comment", "The ministry", "the report", True),
        ],
    ),
    (
        "The Pentagon refused to say whether troops had crossed the border.",
        [
            ("indirect", "refused to say", "The Pentagon", "whether troops had crossed the border", True),
        ],
    ),
    (
        "Russia accused Ukraine of shelling the town.",
        [
            ("indirect", "accused", "Russia", "Ukraine of shelling the town", False),
        ],
    ),
    (
        "The president denied that his troops had attacked the village.",
        [
            ("indirect", "denied", "The president", "his troops had attacked the village", False),
        ],
    ),
    (
        "IRNA quoted the minister as saying that Iran would respond.",
        [
            ("indirect", "saying", "the minister", "Iran would respond", False),
        ],
    ),
    (
        "In the words of one diplomat, the talks were a waste of time.",
        [
            ("indirect", "In the words of", "one diplomat", "the talks were a waste of time", False),
        ],
    ),
    (
        '"It was a good meeting," he said. "We will meet again."',
        [
            ("direct", "said", "he", "It was a good meeting", False),
            ("direct", None, "he", "We will meet again.", False),
        ],
    ),
    (
        "The statement, issued in Moscow, called for an end to the violence.",
        [
            ("indirect", "called", "The statement", "an end to the violence", False),
        ],
    ),
    (
        "Germany condemned the attack and urged both sides to resume talks.",
        [
            ("indirect", "condemned", "Germany", "the attack", False),
            ("indirect", "urged", "Germany", "both sides to resume talks", False),
        ],
    ),
    (
        '"The sanctions," the prime minister told parliament, "are working." She added: "We shall keep them."',
        [
            ("direct", "told", "the prime minister", "The sanctions", False),
            ("direct", "told", "the prime minister", "are working.", False),
            ("direct", "added", "She", "We shall keep them.", False),
        ],
    ),
    (
        'The envoy said: "No deal is better than a bad deal."',
        [
            ("direct", "said", "The envoy", "No deal is better than a bad deal.", False),
        ],
    ),
    (
        "“We will not surrender,” said Olena Marchuk, the deputy mayor.",
        [
            ("direct", "said", "Olena Marchuk", "We will not surrender", False),
        ],
    ),
    (
        "'We cannot accept the farmers' terms,' the minister told reporters.",
        [
            ("direct", "told", "the minister", "We cannot accept the farmers' terms", False),
        ],
    ),
    (
        'Brazil\'s foreign ministry said it was "deeply concerned" by the fighting.',
        [
            ("mixed", "said", "Brazil's foreign ministry", 'it was "deeply concerned" by the fighting', False),
        ],
    ),
    (
        'The general called the raid "a crime against humanity".',
        [
            ("mixed", "called", "The general", 'the raid "a crime against humanity"', False),
        ],
    ),
    (
        'She described the accord as "a turning point" for the region.',
        [
            ("mixed", "described", "She", 'the accord as "a turning point" for the region', False),
        ],
    ),
    (
        '"Our patience is over.\n\n"We have waited ten years.\n\n"Now we act," Adebayo said.',
        [
            ("direct", "said", "Adebayo", 'Our patience is over.\n\n"We have waited ten years.\n\n"Now we act', False),
        ],
    ),
    (
        "The two sides would meet again in Oslo, the mediator said.",
        [
            ("indirect", "said", "the mediator", "The two sides would meet again in Oslo", False),
        ],
    ),
    (
        "Peru's president has yet to comment on the arrest.",
        [
            ("indirect", "comment", "Peru's president", "the arrest", True),
        ],
    ),
    (
        "The spokesman neither confirmed nor denied the report.",
        [
            ("indirect", "confirmed", "The spokesman", "the report", True),
            ("indirect", "denied", "The spokesman", "the report", True),
        ],
    ),
    (
        "The ministry said nothing about the missing ship.",
        [
            ("indirect", "said", "The ministry", "the missing ship", True),
        ],
    ),
    (
        "Officials made no mention of the border clash.",
        [
            ("indirect", "made no mention", "Officials", "the border clash", True),
        ],
    ),
    (
        "Without mentioning Sudan, the minister criticised foreign meddling.",
        [
            ("indirect", "mentioning", "the minister", "Sudan", True),
            ("indirect", "criticised", "the minister", "foreign meddling", False),
        ],
    ),
    (
        "The attack was condemned by the European Union.",
        [
            ("indirect", "condemned", "the European Union", "The attack", False),
        ],
    ),
    (
        "Iran's claim that the vessel had been attacked was dismissed by Britain.",
        [
            ("indirect", "dismissed", "Britain", "Iran's claim that the vessel had been attacked", False),
            ("indirect", "claim", "Iran", "the vessel had been attacked", False),
        ],
    ),
    (
        "The minister tweeted that the ceasefire had collapsed.",
        [
            ("indirect", "tweeted", "The minister", "the ceasefire had collapsed", False),
        ],
    ),
    (
        "As the ambassador put it, trade was the easy part.",
        [
            ("indirect", "put", "the ambassador", "trade was the easy part", False),
        ],
    ),
    (
        "In Merkel's words, the pact was a bridge.",
        [
            ("indirect", "In Merkel's words", "Merkel", "the pact was a bridge", False),
        ],
    ),
    (
        "Moscow vowed to retaliate.",
        [
            ("indirect", "vowed", "Moscow", "to retaliate", False),
        ],
    ),
    (
        "Kenya promised that it would reopen the border.",
        [
            ("indirect", "promised", "Kenya", "it would reopen the border", False),
        ],
    ),
    ("He thinks that the talks will fail.", []),
    (
        "The president, who said the army was ready, flew home.",
        [
            ("indirect", "said", "The president", "the army was ready", False),
        ],
    ),
    (
        "Turkey denied the allegations.",
        [
            ("indirect", "denied", "Turkey", "the allegations", False),
        ],
    ),
    (
        "The king, speaking in Amman, warned of a wider war.",
        [
            ("indirect", "warned", "The king", "a wider war", False),
        ],
    ),
    (
        '"Why did they leave?" she asked.',
        [
            ("direct", "asked", "she", "Why did they leave?", False),
        ],
    ),
    (
        '"Stop the bombing!" the crowd chanted.',
        [
            ("direct", "chanted", "the crowd", "Stop the bombing!", False),
        ],
    ),
    ('The so-called "iron wall" was built in 1961.', []),
    (
        "Chad's rebels called on France to withdraw its troops.",
        [
            ("indirect", "called", "Chad's rebels", "France to withdraw its troops", False),
        ],
    ),
    (
        "The United Nations called for a ceasefire.",
        [
            ("indirect", "called", "The United Nations", "a ceasefire", False),
        ],
    ),
    (
        "Asked about the islands, the minister said they were Japanese.",
        [
            ("indirect", "said", "the minister", "they were Japanese", False),
        ],
    ),
    (
        "He was told that the visit had been cancelled.",
        [
            ("indirect", "told", None, "the visit had been cancelled", False),
        ],
    ),
    (
        "It was announced that the summit would be postponed.",
        [
            ("indirect", "announced", None, "the summit would be postponed", False),
        ],
    ),
    (
        "Kremlin: talks with Tokyo were useful",
        [
            ("indirect", ":", "Kremlin", "talks with Tokyo were useful", False),
        ],
    ),
    (
        "Egypt and Sudan said they had agreed to share the water.",
        [
            ("indirect", "said", "Egypt and Sudan", "they had agreed to share the water", False),
        ],
    ),
    (
        '"This is war," said one resident, adding that the shelling lasted all night.',
        [
            ("direct", "said", "one resident", "This is war", False),
            ("indirect", "adding", "one resident", "the shelling lasted all night", False),
        ],
    ),
    (
        'The minister, he said, "must resign".',
        [
            ("mixed", "said", "he", 'The minister, he said, "must resign"', False),
        ],
    ),
    (
        "Beijing lodged a protest, saying the flight had violated its airspace.",
        [
            ("indirect", "saying", "Beijing", "the flight had violated its airspace", False),
        ],
    ),
    (
        'The report said the talks "went nowhere" and that both sides "left angry".',
        [
            ("mixed", "said", "The report", 'the talks "went nowhere" and that both sides "left angry"', False),
        ],
    ),
    (
        "Poland ordered the diplomats to leave.",
        [
            ("indirect", "ordered", "Poland", "the diplomats to leave", False),
        ],
    ),
    (
        "The chancellor praised the agreement but did not say when it would be signed.",
        [
            ("indirect", "praised", "The chancellor", "the agreement", False),
            ("indirect", "say", "The chancellor", "when it would be signed", True),
        ],
    ),
    (
        "The prime minister would not say whether he had met the rebels.",
        [
            ("indirect", "say", "The prime minister", "whether he had met the rebels", True),
        ],
    ),
    (
        "Reuters reported on Monday that Cuba had released 12 prisoners.",
        [
            ("indirect", "reported", "Reuters", "Cuba had released 12 prisoners", False),
        ],
    ),
    (
        '"We agreed on everything", the minister said.',
        [
            ("direct", "said", "the minister", "We agreed on everything", False),
        ],
    ),
    (
        'Talks, said one diplomat, had been "frank".',
        [
            ("mixed", "said", "one diplomat", 'Talks, said one diplomat, had been "frank"', False),
        ],
    ),
    (
        "The captain was quoted as saying the ship had been hit by a missile.",
        [
            ("indirect", "saying", "The captain", "the ship had been hit by a missile", False),
        ],
    ),
    (
        '"No comment," the embassy said.',
        [
            ("direct", "said", "the embassy", "No comment", False),
        ],
    ),
    (
        "Talks with Chad were useful, according to the minister.",
        [
            ("indirect", "according to", "the minister", "Talks with Chad were useful", False),
        ],
    ),
    ("The convoy left at dawn according to plan.", []),
    (
        "The envoy repeated his demand that the hostages be freed.",
        [
            ("indirect", "demand", "his", "the hostages be freed", False),
        ],
    ),
    (
        "Norway offered to host the talks.",
        [
            ("indirect", "offered", "Norway", "to host the talks", False),
        ],
    ),
    (
        "The United States threatened to impose sanctions on Sudan.",
        [
            ("indirect", "threatened", "The United States", "to impose sanctions on Sudan", False),
        ],
    ),
    (
        '"It is a good day for Mali," President Ibrahim Keita said in a televised speech. "The war is over."',
        [
            ("direct", "said", "President Ibrahim Keita", "It is a good day for Mali", False),
            ("direct", None, "President Ibrahim Keita", "The war is over.", False),
        ],
    ),
    (
        "He called the blockade illegal.",
        [
            ("indirect", "called", "He", "the blockade illegal", False),
        ],
    ),
    (
        "The judge asked whether the treaty was still valid.",
        [
            ("indirect", "asked", "The judge", "whether the treaty was still valid", False),
        ],
    ),
    (
        "Nobody said that the border was closed.",
        [
            ("indirect", "said", "Nobody", "the border was closed", True),
        ],
    ),
    (
        "The president never said he would resign.",
        [
            ("indirect", "said", "The president", "he would resign", True),
        ],
    ),
    (
        "The minister did not rule out sanctions.",
        [
            ("indirect", "rule out", "The minister", "sanctions", True),
        ],
    ),
    ("The two ministers discussed trade.", []),
    (
        '"I cannot say when," he replied.',
        [
            ("direct", "replied", "he", "I cannot say when", False),
        ],
    ),
    (
        'The president, in a statement, said the attack "will not go unanswered."',
        [
            ("mixed", "said", "The president", 'the attack "will not go unanswered."', False),
        ],
    ),
    (
        "The pact, officials say, is dead.",
        [
            ("indirect", "say", "officials", "The pact, officials say, is dead", False),
        ],
    ),
    (
        "The news was confirmed by the palace.",
        [
            ("indirect", "confirmed", "the palace", "The news", False),
        ],
    ),
    (
        "The president apologised for the bombing.",
        [
            ("indirect", "apologised", "The president", "the bombing", False),
        ],
    ),
    (
        "The Italian minister insisted on a ceasefire.",
        [
            ("indirect", "insisted", "The Italian minister", "a ceasefire", False),
        ],
    ),
    (
        "Jordan complained of repeated violations.",
        [
            ("indirect", "complained", "Jordan", "repeated violations", False),
        ],
    ),
    ("If the president says the war is over, the troops will leave.", []),
    (
        "“It’s our land,” the chief’s brother said.",
        [
            ("direct", "said", "the chief’s brother", "It’s our land", False),
        ],
    ),
    ("The 'neutral zone' was empty.", []),
    (
        "The '90s were hard, he said.",
        [
            ("indirect", "said", "he", "The '90s were hard", False),
        ],
    ),
    (
        "Ghana's leader hinted at new talks.",
        [
            ("indirect", "hinted", "Ghana's leader", "new talks", False),
        ],
    ),
    (
        "The ambassador wrote that the embassy had been closed.",
        [
            ("indirect", "wrote", "The ambassador", "the embassy had been closed", False),
        ],
    ),
    (
        "The foreign ministry's announcement that the consulate would close came late.",
        [
            ("indirect", "announcement", "The foreign ministry", "the consulate would close", False),
        ],
    ),
    (
        "She said: the border stays shut.",
        [
            ("indirect", "said", "She", "the border stays shut", False),
        ],
    ),
    (
        '"The army," he said, "is ready. It will not wait."',
        [
            ("direct", "said", "he", "The army", False),
            ("direct", "said", "he", "is ready. It will not wait.", False),
        ],
    ),
    (
        'The mayor shouted "traitor" at the deputies.',
        [
            ("direct", "shouted", "The mayor", "traitor", False),
        ],
    ),
    (
        "The rebels claimed responsibility for the blast.",
        [
            ("indirect", "claimed", "The rebels", "responsibility for the blast", False),
        ],
    ),
    (
        "The army reported 12 dead.",
        [
            ("indirect", "reported", "The army", "12 dead", False),
        ],
    ),
    (
        "Vietnam protested against the drilling.",
        [
            ("indirect", "protested", "Vietnam", "the drilling", False),
        ],
    ),
    (
        "The mediator told both delegations to return to Doha.",
        [
            ("indirect", "told", "The mediator", "both delegations to return to Doha", False),
        ],
    ),
    (
        "The government blamed the rebels for the explosion.",
        [
            ("indirect", "blamed", "The government", "the rebels for the explosion", False),
        ],
    ),
    (
        "Rebels were blamed by the government for the explosion.",
        [
            ("indirect", "blamed", "the government", "the explosion", False),
        ],
    ),
    (
        "Officials who declined to be named said the raid had failed.",
        [
            ("indirect", "said", "Officials", "the raid had failed", False),
        ],
    ),
    (
        '"Enough," the bishop said, his voice breaking.',
        [
            ("direct", "said", "the bishop", "Enough", False),
        ],
    ),
    (
        '"We will win," she said. "But not today."\n\n"The army is with us."',
        [
            ("direct", "said", "she", "We will win", False),
            ("direct", None, "she", "But not today.", False),
            ("direct", None, "she", "The army is with us.", False),
        ],
    ),
    (
        'He spoke to reporters in Lima. "Nothing was signed."',
        [
            ("direct", None, None, "Nothing was signed.", False),
        ],
    ),
    (
        '"This is a test." The minister left the room.',
        [
            ("direct", None, None, "This is a test.", False),
        ],
    ),
    (
        "The minister said Peru would attend, but added that Chile had not been invited.",
        [
            ("indirect", "said", "The minister", "Peru would attend", False),
            ("indirect", "added", "The minister", "Chile had not been invited", False),
        ],
    ),
    (
        "The ministers said they would meet again in May and that experts would draft a treaty.",
        [
            (
                "indirect",
                "said",
                "The ministers",
                "they would meet again in May and that experts would draft a treaty",
                False,
            ),
        ],
    ),
    (
        'Japan "strongly protested" against the launch, its foreign minister said.',
        [
            ("mixed", "said", "its foreign minister", 'Japan "strongly protested" against the launch', False),
        ],
    ),
    (
        'The treaty, which the opposition calls "a betrayal", takes effect in June.',
        [
            ("direct", "calls", "the opposition", "a betrayal", False),
        ],
    ),
    (
        'The country\'s leader told a crowd: "We are free."',
        [
            ("direct", "told", "The country's leader", "We are free.", False),
        ],
    ),
    (
        "The leader of the opposition, Maria Santos, said the vote was rigged.",
        [
            ("indirect", "said", "The leader of the opposition", "the vote was rigged", False),
        ],
    ),
    (
        "Neither minister commented on the leak.",
        [
            ("indirect", "commented", "Neither minister", "the leak", True),
        ],
    ),
    (
        "The ministry would neither confirm nor deny the report.",
        [
            ("indirect", "confirm", "The ministry", "the report", True),
            ("indirect", "deny", "The ministry", "the report", True),
        ],
    ),
    (
        "The admiral avoided mentioning the lost submarine.",
        [
            ("indirect", "avoided mentioning", "The admiral", "the lost submarine", True),
        ],
    ),
    (
        "A joint communique said the sides had agreed on a road map.",
        [
            ("indirect", "said", "A joint communique", "the sides had agreed on a road map", False),
        ],
    ),
    (
        "The letter from the prime minister said troops would stay.",
        [
            ("indirect", "said", "The letter", "troops would stay", False),
        ],
    ),
    ("It was not clear whether he had said that.", []),
    (
        '"Go home," it said.',
        [
            ("direct", "said", "it", "Go home", False),
        ],
    ),
    ('"We are ready", "said" the placards.', []),
    (
        "Tehran has repeatedly said that its programme is peaceful.",
        [
            ("indirect", "said", "Tehran", "its programme is peaceful", False),
        ],
    ),
    (
        "In the view of many analysts, the deal is fragile.",
        [
            ("indirect", "In the view of", "many analysts", "the deal is fragile", False),
        ],
    ),
    (
        "The ministry called on both sides to show restraint, saying that civilians had suffered enough.",
        [
            ("indirect", "called", "The ministry", "both sides to show restraint", False),
            ("indirect", "saying", "The ministry", "civilians had suffered enough", False),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_what_is_said(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The premier's warning that war was near alarmed his aides.",
            marks=pytest.mark.xfail(strict=True, reason="parsed as a sentence about the war"),
        ),
        pytest.param(
            "The minister branded the vote a farce.",
            marks=pytest.mark.xfail(strict=True, reason="the name given is parsed as an adverbial"),
        ),
    ],
)
def test_known_misses(text: str) -> None:
    assert rows(text)


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
    assert (stage.name, stage.needs, stage.gives) == ("quotes", {"sentences", "trees", "actors"}, {"quotes"})


def test_hostile_text_is_survived() -> None:
    choice = random.Random(7)
    pieces = ['"', "“", "”", "'", "’", " said ", "\n\n", " he ", ", ", ". ", "\u202e", "\x00", "🕊", " that ", ":", "-"]
    for _ in range(30):
        text = "".join(choice.choice(pieces) for _ in range(60))
        for quote in quotes(parsed(text)):
            assert 0 <= quote.content.start < quote.content.end <= len(text)


STORY = Path(__file__).parents[4] / "shared" / "story" / "japan-russia-2013.txt"


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
