"""The golden records themselves: every word they name is in its story, every code in the ontology, every date a day."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from detente.model import Factuality
from detente.packs import load_packs
from golden.scoring import ROOT, Gold, GoldEvent, Trap, load_gold, locate

GOLDS = sorted(Path(__file__).resolve().parent.glob("[0-9]*.toml"))
SENTENCE_ENDS = re.compile(r"[.!?][\"\u201d\u2019)]*\s+[\"\u201c\u2018(]?[A-Z]|\n\s*\n")
ABBREVIATIONS = re.compile(r"\b(?:[A-Z]|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Capt|Lt)\.")
ACTORS = re.compile(r"[A-Z]{3}|[a-z][a-z ]+")


class VisibleText(HTMLParser):
    """Collects what a reader of the page sees, a block a paragraph."""

    blocks = frozenset({"p", "li", "h1", "h2", "time", "figcaption", "title"})
    hidden = frozenset({"head", "nav", "script", "style"})

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.depth += tag in self.hidden
        if tag in self.blocks:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.hidden

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.pieces.append(data)


def read(gold: Gold) -> str:
    path = ROOT / gold.story
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return text
    page = VisibleText()
    page.feed(text)
    return "".join(page.pieces)


def is_one_sentence(passage: str) -> bool:
    return not SENTENCE_ENDS.search(ABBREVIATIONS.sub("X", passage))


def placing_problem(text: str, item: GoldEvent | Trap) -> str:
    """Return what is wrong with where the words stand, empty where nothing is."""
    flat = text.replace("\n", " ")
    if flat.count(item.near) != 1:
        return f"{item.near!r} occurs {flat.count(item.near)} times"
    start, end = locate(text, item.words, item.near)
    anchor = flat.index(item.near)
    if re.match(r"\w", flat[end:]) or re.search(r"\w$", flat[:start]):
        return f"{item.words!r} near {item.near!r} is part of a longer word"
    if not is_one_sentence(text[min(start, anchor) : max(end, anchor + len(item.near))]):
        return f"{item.words!r} and {item.near!r} are not in one sentence"
    return ""


def coding_problem(event: GoldEvent) -> str:
    """Return what is wrong with the codes of an event, empty where nothing is."""
    ontology = load_packs().ontology
    kind, _, mode = event.type.partition("/")
    if kind not in ontology.types or (mode and mode not in ontology.modes(kind)):
        return f"no type {event.type}"
    if event.content and event.content not in ontology.types:
        return f"no content {event.content}"
    if event.cameo and event.cameo not in ontology.cameo:
        return f"no code {event.cameo}"
    if event.factuality not in get_args(Factuality):
        return f"no factuality {event.factuality}"
    if event.counted != (event.factuality in {"happened", "ongoing"} and bool(event.sources)):
        return "counted is for what happened or goes on by a known source"
    strange = [actor for actor in (*event.sources, *event.targets) if not ACTORS.fullmatch(actor)]
    return f"no actors {strange}" if strange else ""


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_words_stand_in_the_sentence_named(path: Path) -> None:
    gold = load_gold(path)
    text = read(gold)
    items: tuple[GoldEvent | Trap, ...] = (*gold.event, *gold.trap)
    problems = [placing_problem(text, item) for item in items]
    assert not [problem for problem in problems if problem]


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_codes_are_in_the_ontology(path: Path) -> None:
    problems = [(event.words, coding_problem(event)) for event in load_gold(path).event]
    assert not [row for row in problems if row[1]]


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_dates_are_days_in_order(path: Path) -> None:
    gold = load_gold(path)
    published = date.fromisoformat(gold.published)
    for event in gold.event:
        if event.date is None:
            continue
        earliest, latest = map(date.fromisoformat, event.date)
        assert earliest <= latest <= published, event.words


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_record_is_worth_scoring(path: Path) -> None:
    gold = load_gold(path)
    assert gold.story == f"examples/{path.stem}{Path(gold.story).suffix}"
    assert len(gold.event) >= 8
    assert len(gold.trap) >= 2
    assert len({(event.words, event.near) for event in gold.event}) == len(gold.event)


def test_there_are_twelve_stories() -> None:
    assert len(GOLDS) == 12
