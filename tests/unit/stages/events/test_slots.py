"""Who fills subject, object and prepositions of a verb, by the tree alone."""

import pytest

from detente.model import Tree
from detente.stages.events import slots
from support import parsed


def tree_of(text: str) -> Tree:
    return parsed(text).trees[0]


def at(tree: Tree, word: str) -> int:
    return next(index for index, token in enumerate(tree.tokens) if token.text == word)


def words(tree: Tree, heads: list[int]) -> str:
    return " ".join(tree.tokens[head].text for head in heads)


@pytest.mark.parametrize(
    ("text", "verb", "agents", "objects"),
    [
        ("Norway attacked Sweden.", "attacked", "Norway", "Sweden"),
        ("Norway and Denmark attacked Sweden and Finland.", "attacked", "Norway Denmark", "Sweden Finland"),
        ("Sweden was attacked by Norway.", "attacked", "Norway", "Sweden"),
        ("Sweden was attacked.", "attacked", "", "Sweden"),
        ("Norway, which attacked Sweden, is small.", "attacked", "Norway", "Sweden"),
        ("Norway wants to attack Sweden.", "attack", "Norway", "Sweden"),
        ("Norway asked Denmark to attack Sweden.", "attack", "Denmark", "Sweden"),
        ("Norway met Denmark and attacked Sweden.", "attacked", "Norway", "Sweden"),
        ("After attacking Sweden, Norway withdrew.", "attacking", "Norway", "Sweden"),
        ("Norway attacked and occupied Sweden.", "attacked", "Norway", "Sweden"),
        ("Norway is ready to attack Sweden.", "attack", "Norway", "Sweden"),
        ("The ship attacked by Norway sank.", "attacked", "Norway", "ship"),
        ("Norway met with Denmark and criticized Sweden.", "met", "Norway", ""),
        ("It rained.", "rained", "It", ""),
    ],
)
def test_agents_and_objects(text: str, verb: str, agents: str, objects: str) -> None:
    tree = tree_of(text)
    assert words(tree, slots.agents(tree, at(tree, verb))) == agents
    assert words(tree, slots.objects(tree, at(tree, verb))) == objects


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Sweden was attacked by Norway.", "attacked", True),
        ("Norway attacked Sweden.", "attacked", False),
        ("The town attacked by rebels burned.", "attacked", True),
        ("Norway has attacked Sweden.", "attacked", False),
        ("Sweden was attacked and occupied.", "occupied", True),
    ],
)
def test_passives(text: str, verb: str, passive: bool) -> None:
    tree = tree_of(text)
    assert slots.is_passive(tree, at(tree, verb)) is passive


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Norway held talks with Sweden on trade.", "talks", [("with", "Sweden"), ("on", "trade")]),
        ("The agreement between Norway and Sweden ended.", "agreement", [("between", "Norway"), ("between", "Sweden")]),
        ("Sweden was attacked by Norway.", "attacked", [("by", "Norway")]),
        ("Norway slept.", "slept", []),
    ],
)
def test_prepositions(text: str, word: str, wanted: list[tuple[str, str]]) -> None:
    tree = tree_of(text)
    assert [(name, tree.tokens[head].text) for name, head in slots.prepositions(tree, at(tree, word))] == wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Norway agreed to withdraw and to pay.", "agreed", "withdraw pay"),
        ("Norway said that Sweden attacked.", "said", "attacked"),
        ("Norway accused Sweden of bombing a village.", "accused", "bombing"),
        ("Norway slept.", "slept", ""),
    ],
)
def test_complements(text: str, word: str, wanted: str) -> None:
    tree = tree_of(text)
    assert words(tree, slots.complements(tree, at(tree, word))) == wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Norway's attack shocked Sweden.", "attack", "Norway"),
        ("Norway made a threat.", "threat", "Norway"),
        ("A threat came.", "threat", ""),
    ],
)
def test_subjects_of_nouns(text: str, word: str, wanted: str) -> None:
    tree = tree_of(text)
    assert words(tree, slots.subject_of_noun(tree, at(tree, word))) == wanted


def test_a_bare_recipient() -> None:
    tree = tree_of("Norway gave Sweden the islands.")
    assert words(tree, slots.indirect_objects(tree, at(tree, "gave"))) == "Sweden"


def test_chains_of_clauses_end() -> None:
    tree = tree_of("Norway wants " + "to want " * 40 + "to attack Sweden.")
    assert isinstance(slots.agents(tree, at(tree, "attack")), list)
