"""The place at the head of a report: "BEIRUT, Lebanon (AP) -", "GENEVA/MOSCOW"."""

import re

from detente.model import Document, Span
from detente.packs.gazetteer import Gazetteer
from detente.stages.places.choice import Choice, Context, choose, is_near
from detente.stages.places.lines import lies_in

_PART = re.compile(r"[^,/();\u2013\u2014|]+")
_BARE = re.compile(r"([A-Z][A-Z.'\- ]{2,40}(?:, [A-Z][A-Za-z.\- ]{1,30})?) ?(?:\u2014|\u2013|--) ?(?=\S)")
_ENDS = " \t\r\n-:*"
LONGEST = 200
"""Characters of a dateline that are read."""

SHORTEST = 4
"""Letters of the shortest place; what is shorter is an agency or a month."""

Named = tuple[int, int, str]
"""Start, end and the name as written."""


def read_dateline(document: Document, gazetteer: Gazetteer, context: Context) -> list[tuple[Named, Choice]]:
    """Return the places of the dateline; what follows a comma says where the place before it lies."""
    passage = document.anatomy.dateline or _find_bare(document)
    if passage is None:
        return []
    text = document.text[passage.start : min(passage.end, passage.start + LONGEST)]
    found: list[tuple[Named, Choice]] = []
    previous: tuple[Named, int] | None = None
    for match in _PART.finditer(text):
        name = match.group().strip(_ENDS)
        start = match.start() + match.group().find(name) if name else match.start()
        span = passage.start + start, passage.start + start + len(name), name
        if not name or not name[0].isupper():
            continue
        if previous is not None and text[match.start() - 1] == ",":
            choice = _place_within(gazetteer, previous[0], name, context)
            if choice is not None:
                found[previous[1]] = previous[0], choice[0]
                found.append((span, choice[1]))
                continue
        bare = name.rstrip(".")
        entries = gazetteer.find(bare) if len(bare) >= SHORTEST else ()
        if entries:
            previous = (span[0], span[0] + len(bare), bare), len(found)
            found.append((previous[0], choose(entries, context)))
    return found


def _find_bare(document: Document) -> Span | None:
    """Return the dateline of a report without an agency, "SEOUL, South Korea —", where its town stands in capitals."""
    if not document.sentences:
        return None
    match = _BARE.match(document.text, document.sentences[0].start)
    return None if match is None else Span(start=match.start(1), end=match.end(1))


def _place_within(gazetteer: Gazetteer, inner: Named, outer: str, context: Context) -> tuple[Choice, Choice] | None:
    """Return what "BEIRUT, Lebanon" stands for, None where the second does not hold the first."""
    entries = gazetteer.find(inner[2])
    for container in gazetteer.find_container(outer):
        if any(lies_in(entry, container) or is_near(entry, container) for entry in entries):
            first = choose(entries, context, within=container)
            second = Choice(entry=container, score=0.97, why=f"holds {first.entry.name}")
            return first, second
    return None
