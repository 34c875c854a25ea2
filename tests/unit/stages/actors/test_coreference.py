"""Pronouns and phrases that point back, and when they are left alone."""

import pytest

import detente
from actor_reading import read
from detente.model import Document

SINGLE = [
    ("Lavrov welcomed the plan. He praised Japan.", "He", "Lavrov"),
    ("Kishida said he and Lavrov would meet.", "he", "Kishida"),
    ("Japan is broadening its ties with Chile.", "its", "Japan"),
    ("Japan protested. It said the ships had left.", "It", "Japan"),
    ("Mr. Abe told Ms. Holt that he agreed. She thanked him.", "She", "Ms. Holt"),
    ("Mr. Abe told Ms. Holt that he agreed. She thanked him.", "him", "Mr. Abe"),
    ("Poland's parliament met. It rejected the treaty.", "It", "Poland's parliament"),
    ("Egyptian students marched. They threw stones.", "They", "Egyptian students"),
    ("In his speech, Lavrov praised Chile.", "his", "Lavrov"),
    ("Iran accused Israel. It is ready to talk, Iran said.", "It", "Iran"),
    ("The Kenyan army shelled the camp. Its soldiers then withdrew.", "Its", "Kenyan army"),
    ("Peru protested to Chile after its ships crossed the line.", "its", "Chile"),
    ("Peru lodged a protest with Chile because its jets had crossed the line.", "its", "Chile"),
    ("Peru accused Chile of closing its port.", "its", "Peru"),
    ("Kenyan police arrested two students. They were taken to Nairobi.", "They", "two students"),
    ("Hamas freed a nurse. The militants said they would free more.", "they", "Hamas"),
    ("The Kenyan navy said it was under fire.", "it", "Kenyan navy"),
    ("Hezbollah said it was in contact with Cairo.", "it", "Hezbollah"),
    ("Peru will reopen its embassy in Cairo.", "its", "Peru"),
    ("Ms. Holt said her government would pay.", "her", "Ms. Holt"),
    ("Chile expelled three diplomats. They had left by noon.", "They", "three diplomats"),
    ("The rebels freed two nurses and said they would free more.", "they", "rebels"),
    ("Germany sent soldiers to Mali. They trained recruits.", "They", "soldiers"),
    ("The European Union widened its sanctions.", "its", "European Union"),
    ("The Kenyan foreign ministry said it had recalled the envoy.", "it", "Kenyan foreign ministry"),
    ("Lavrov flew to Cairo, where he met Egyptian officials.", "he", "Lavrov"),
    ("After he met Egyptian officials, Lavrov flew home.", "he", "Lavrov"),
    ("Mr. Abe blamed himself.", "himself", "Mr. Abe"),
]


@pytest.mark.parametrize(("text", "pronoun", "antecedent"), SINGLE, ids=[f"{row[1]}: {row[0]}" for row in SINGLE])
def test_pronouns(text: str, pronoun: str, antecedent: str) -> None:
    reading = read(text)
    actor, mention = reading.of(pronoun)
    assert actor.id == reading.who(antecedent).id
    assert mention.kind == "pronoun"
    assert mention.antecedent is not None
    assert mention.antecedent.of(text) == antecedent


GROUPS = [
    ("Japan and Chile held their first talks.", "their", {"Japan", "Chile"}),
    ("Japan and Chile signed a pact. The two countries will trade.", "two countries", {"Japan", "Chile"}),
    ("Japan and Chile signed a pact. Both sides praised it.", "sides", {"Japan", "Chile"}),
    ("Japan and Chile argued. The nations later made up.", "nations", {"Japan", "Chile"}),
    ("Japan and Chile argued. Their militaries met.", "Their militaries", {"Japan", "Chile"}),
    ("Japan and Chile argued. Both governments met.", "governments", {"Japan", "Chile"}),
    ("Jan Nowak met Karel Novy. They agreed on a plan.", "They", {"Jan Nowak", "Karel Novy"}),
    ("Germany, France and Chile urged Iran to stop. They warned it.", "They", {"Germany", "France", "Chile"}),
    (
        "Polish President Jan Nowak and Czech President Karel Novy met. The two leaders agreed.",
        "two leaders",
        {"Jan Nowak", "Karel Novy"},
    ),
    (
        "Polish Foreign Minister Jan Nowak met Czech Foreign Minister Karel Novy. The diplomats agreed.",
        "diplomats",
        {"Jan Nowak", "Karel Novy"},
    ),
    (
        "Polish Foreign Minister Jan Nowak met Czech Foreign Minister Karel Novy. Ties between the two countries are good.",
        "two countries",
        {"Poland", "Czechia"},
    ),
]


@pytest.mark.parametrize(("text", "words", "members"), GROUPS, ids=[f"{row[1]}: {row[0]}" for row in GROUPS])
def test_groups_have_the_members_named_before(text: str, words: str, members: set[str]) -> None:
    reading = read(text)
    actor, mention = reading.of(words)
    assert actor.kind == "group"
    assert reading.members(words) == members
    assert mention.antecedent is not None


def test_one_set_of_members_is_one_group() -> None:
    reading = read("Japan and Chile held their first talks. The two countries agreed that they would meet again.")
    assert reading.who("their").id == reading.who("two countries").id == reading.who("they").id


def test_an_object_is_not_its_own_subject() -> None:
    reading = read("Lavrov arrived. Kerry praised him.")
    assert reading.who("him").id == reading.who("Lavrov").id


ABSTAIN = [
    ("India tested a missile. It flew for an hour.", "It"),
    ("India launched a satellite. It exploded at once.", "It"),
    ("India told Nepal that it had crashed in a field.", "it"),
    ("Peru bought a ship. It sank in March.", "It"),
    ("Peru and Chile signed a treaty. It expires in May.", "It"),
    ("It was raining in Peru.", "It"),
    ("It is too early to say whether Peru will sign.", "It"),
    ("Peru said it was clear that Chile would sign.", "it"),
    ("Peru said it was the third launch this week.", "it"),
    ("It took Peru six hours to answer.", "It"),
    ("The treaty took effect. It bans landmines.", "It"),
    ("It is likely that Iran will attend.", "It"),
    ("He left.", "He"),
    ("They left.", "They"),
    ("Somali pirates held a ship. They freed its crew.", "its"),
]


@pytest.mark.parametrize(("text", "pronoun"), ABSTAIN)
def test_no_antecedent_no_mention(text: str, pronoun: str) -> None:
    assert pronoun not in read(text).words()


def test_who_calls_on_both_sides_is_none_of_them() -> None:
    told = "Kenya recalled its envoy from Somalia. The African Union called on both sides to show restraint."
    document = detente.code(told, published="2025-05-12")
    event = next(e for e in document.events if e.type == "REQUEST")
    assert {a.country for a in document.actors if a.id in members(document, event.targets)} == {"KEN", "SOM"}


def test_both_presidents_are_those_of_the_two_states_spoken_of() -> None:
    told = "Kenya recalled its envoy from Somalia. Ethiopian Prime Minister Abiy Ahmed telephoned both presidents."
    document = detente.code(told, published="2025-05-12")
    event = next(e for e in document.events if e.type == "CONSULT")
    assert {a.country for a in document.actors if a.id in members(document, event.targets)} == {"KEN", "SOM"}


def members(document: Document, sides: tuple[str, ...]) -> set[str]:
    return {m for a in document.actors if a.id in sides for m in (a.members or (a.id,))}


def test_who_urges_both_sides_to_act_is_none_of_them() -> None:
    told = "Kenya recalled its envoy from Somalia. The African Union urged both sides to show restraint."
    document = detente.code(told, published="2025-05-12")
    event = next(e for e in document.events if e.type == "REQUEST")
    assert {a.country for a in document.actors if a.id in members(document, event.targets)} == {"KEN", "SOM"}
