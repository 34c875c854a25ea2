"""Read the examples of packs: sentences whose source and target are marked with ``[words|s]`` and ``[words|t]``."""

import re
from functools import cache

from detente.model import Actor, Document, Event, Mention
from detente.packs import load_packs
from detente.pipeline import Pipeline
from detente.settings import Settings
from detente.stages.base import Layers, make_stage
from detente.stages.events import make_events
from detente.stages.parse import make_parse
from detente.trees import head_in
from support import article

MARK = re.compile(r"\[([^\[\]|]+)\|([st]\d?)\]")


def unmark(example: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return the plain text and the marked spans."""
    text, marks, place = "", [], 0
    for match in MARK.finditer(example):
        text += example[place : match.start()]
        marks.append((match[2][0], len(text), len(text) + len(match[1])))
        text += match[1]
        place = match.end()
    return text + example[place:], marks


@cache
def code_example(example: str) -> tuple[Document, frozenset[str], frozenset[str]]:
    """Code an example with its marks as the only actors; returns it with the ids of sources and targets."""
    text, marks = unmark(example)

    def actors(document: Document) -> Layers:
        found = []
        for number, (side, start, end) in enumerate(marks):
            sentence = next(i for i, s in enumerate(document.sentences) if s.start <= start < s.end)
            tree = document.trees[sentence]
            head = tree.tokens[head_in(tree, start, end) or 0].start
            mention = Mention(start=start, end=end, head=head, kind="name")
            found.append(
                Actor(
                    id=f"{side}{number}",
                    name=text[start:end],
                    kind="country",
                    country=f"{side}{number}",
                    mentions=(mention,),
                )
            )
        return {"actors": tuple(found)}

    empty = make_stage("rest", needs=[], gives=["times", "places", "quotes", "predicates"], run=lambda _: {})
    stages = [make_parse(Settings()), make_stage("marks", needs=["trees"], gives=["actors"], run=actors), empty]
    coded = Pipeline([*stages, make_events(load_packs())]).run(article(text), strict=True)
    sides = {side: frozenset(f"{s}{n}" for n, (s, _, _) in enumerate(marks) if s == side) for side in "st"}
    return coded, sides["s"], sides["t"]


def find_event(document: Document, kind: str) -> Event | None:
    """Return the first event of a type, or of a type and mode."""
    code, _, mode = kind.partition("/")
    return next((e for e in document.events if e.type == code and (not mode or e.mode == mode)), None)


def found_types(document: Document) -> list[str]:
    """Return types and modes of what was found, for messages."""
    events = [
        f"{e.type}/{e.mode or ''}:{e.content or ''} {e.cameo} {'+'.join(e.sources)}>{'+'.join(e.targets)}"
        for e in document.events
    ]
    return [
        *events,
        *(f"STATEMENT {s.cameo}" for s in document.statements),
        *(f"rejected {r.sense}: {r.why}" for r in document.rejections),
    ]
