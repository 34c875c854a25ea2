"""Which words are mentions of actors, and which are not."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actor_reading import read

PRESENT = [
    ("Russian forces crossed the border.", ["Russian forces"]),
    ("Two Polish diplomats left Minsk.", ["Two Polish diplomats"]),
    ("Chinese officials complained.", ["Chinese officials"]),
    ("The Foreign Ministry denied it.", ["Foreign Ministry"]),
    ("Japan's defence ministry ordered new radars.", ["Japan's defence ministry"]),
    ("Gunmen attacked the bridge.", ["Gunmen"]),
    ("Police fired at protesters.", ["Police", "protesters"]),
    ("Villagers blocked a road.", ["Villagers"]),
    ("The court freed an opposition lawmaker.", ["court", "opposition lawmaker"]),
    ("Rebels killed two soldiers.", ["Rebels", "two soldiers"]),
    ("Russian missiles hit the port.", ["Russian"]),
    ("Japanese exports to Chile rose.", ["Japanese", "Chile"]),
    ("Japan's alliance with Washington holds.", ["Japan", "Washington"]),
    ("Kishida's planned visit to Russia was postponed.", ["Kishida", "Russia"]),
    ("The Japan-U.S. alliance holds.", ["Japan", "U.S."]),
    ("Sino-Russian trade grew.", ["Sino", "Russian"]),
    ("Franco-German talks stalled.", ["Franco", "German"]),
    ("The US-led coalition bombed the camp.", ["US", "coalition"]),
    ("North Korea's nuclear threats alarmed Seoul.", ["North Korea", "Seoul"]),
    ("The Japanese government protested.", ["Japanese government"]),
    ("Syrian rebels attacked an army base.", ["Syrian rebels", "army"]),
    ("A rebel attack killed five Kenyan policemen.", ["rebel", "five Kenyan policemen"]),
    ("His Chinese counterpart refused.", ["His Chinese counterpart"]),
    ("The president of Peru apologised to Chile.", ["president of Peru", "Chile"]),
    ("Japan is a close U.S. ally.", ["Japan", "U.S."]),
    ("The Polish and German foreign ministers met.", ["Polish", "German foreign ministers"]),
    ("The foreign ministers of Poland and Germany met.", ["foreign ministers of Poland", "Germany"]),
    ("Brazil's Congress rejected the bill.", ["Brazil's Congress"]),
    ("Syria's government and opposition met in Geneva.", ["Syria's government", "opposition"]),
    ("Hundreds of Egyptian students marched.", ["Egyptian students"]),
    ("Two Russians were arrested.", ["Two Russians"]),
    ("Ban Ki-moon urged restraint.", ["Ban Ki-moon"]),
]


@pytest.mark.parametrize(("text", "words"), PRESENT, ids=[text for text, _ in PRESENT])
def test_every_phrase_that_can_act_is_a_mention(text: str, words: list[str]) -> None:
    assert sorted(set(read(text).words()) - {"it"}) == sorted(words)


ABSENT = [
    ("Kerry held talks in Tokyo.", "Tokyo"),
    ("Kerry flew to Moscow on Friday.", "Moscow"),
    ("Kerry visited Paris.", "Paris"),
    ("The mayor closed London's airport.", "London"),
    ("French troops took the town of Gao.", "Gao"),
    ("Russia will not side with one party against another.", "one party"),
    ("Russia will not side with one party against another.", "another"),
    ("It is unclear whether Iran will attend.", "It"),
    ("It rained when Merkel arrived.", "It"),
    ("It seems that Iran will attend.", "It"),
    ("The treaty took effect. It bans landmines.", "It"),
    ("Pro-Russian separatists seized the mine.", "Russian"),
    ("Iran agreed to joint military and naval exercises.", "military"),
    ("The dispute has dragged on since the alliance ended.", "dispute"),
    ("The ministers spoke in English.", "English"),
]


@pytest.mark.parametrize(("text", "words"), ABSENT, ids=[f"{words}: {text}" for text, words in ABSENT])
def test_places_expletives_and_indefinites_are_no_mentions(text: str, words: str) -> None:
    assert words not in read(text).words()


GOVERNMENTS = [
    ("France held talks with Tokyo.", "Tokyo", "JPN"),
    ("France is in an alliance with Washington.", "Washington", "USA"),
    ("France sent a warning to Tehran.", "Tehran", "IRN"),
    ("Ties between Moscow and Kiev worsened.", "Kiev", "UKR"),
    ("The pressure on Pyongyang grew.", "Pyongyang", "PRK"),
    ("Riyadh said it would retaliate.", "Riyadh", "SAU"),
    ("The deal hurts Beijing's foreign policy.", "Beijing", "CHN"),
    ("The Kremlin denied the report.", "Kremlin", "RUS"),
]


@pytest.mark.parametrize(("text", "words", "country"), GOVERNMENTS, ids=[text for text, _, _ in GOVERNMENTS])
def test_capitals_and_buildings_stand_for_governments(text: str, words: str, country: str) -> None:
    actor = read(text).who(words)
    assert (actor.kind, actor.country, actor.sector) == ("country", country, "GOV")
    assert "metonym" in actor.why


FORMS = [
    ("Russian missiles hit the port.", "Russian", "adjective"),
    ("Russian forces crossed the border.", "Russian forces", "nominal"),
    ("Japan protested.", "Japan", "name"),
    ("Japan said it would protest.", "it", "pronoun"),
    ("The Japan-U.S. alliance holds.", "Japan", "adjective"),
    ("Russian Foreign Minister Sergei Lavrov spoke.", "Russian Foreign Minister Sergei Lavrov", "name"),
]


@pytest.mark.parametrize(("text", "words", "kind"), FORMS)
def test_a_mention_says_what_sort_of_words_it_is(text: str, words: str, kind: str) -> None:
    assert read(text).of(words)[1].kind == kind


HEADS = [
    ("Two Polish diplomats left.", "Two Polish diplomats", "diplomats"),
    ("Russian Foreign Minister Sergei Lavrov spoke.", "Russian Foreign Minister Sergei Lavrov", "Lavrov"),
    ("The president of Peru left.", "president of Peru", "president"),
    ("North Korea's threats continued.", "North Korea", "Korea"),
]


@pytest.mark.parametrize(("text", "words", "head"), HEADS)
def test_the_head_is_the_head_word(text: str, words: str, head: str) -> None:
    mention = read(text).of(words)[1]
    assert text[mention.head :].startswith(head)


WORDS = [
    "Russia",
    "Lavrov",
    "the",
    "two",
    "countries",
    "and",
    ",",
    "their",
    "ministers",
    "'s",
    "police",
    "-",
    "led",
    "Tokyo",
]


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_any_text_gives_mentions_inside_it_that_do_not_cross(text: str) -> None:
    reading = read(text)
    spans = sorted((mention.start, mention.end, mention.kind) for actor in reading.actors for mention in actor.mentions)
    for start, end, _ in spans:
        assert 0 <= start < end <= len(text)
    solid = [span for span in spans if span[2] != "pronoun"]
    assert all(one[1] <= other[0] for one, other in pairwise(solid))
    assert [actor.id for actor in reading.actors] == [f"a{number}" for number in range(1, len(reading.actors) + 1)]
