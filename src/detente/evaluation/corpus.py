"""Read text labelled by hand in the format of `training/corpus/FORMAT.md`: marked words, then their codes."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import msgspec

from detente.errors import GoldError, nearest
from detente.model import Factuality, Span

NO_EVENT, STATEMENT = "NONE", "STATEMENT"
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", STATEMENT, NO_EVENT),
)
"""What a marked word may be: the PLOVER types, a comment, or no event."""

MARK = re.compile(r"\[([^\[\]|]+)\|([ae]\d+)\]")
ACTOR = re.compile(r"(a\d+) ([A-Z]{3})(?:/([A-Z]{3}))?")
EVENT = re.compile(r"(e\d+) ([A-Z]+)(?:/([a-z-]+))?(?::([A-Z]+))? (\S+?)(<>|>)(\S+)((?: \w+=\S+)*)")


class GoldActor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor as an annotator marked it."""

    id: str
    span: Span
    country: str
    """ISO 3166 alpha-3, or IGO, NGO, UNO, EUR, XXX for unknown."""
    sector: str | None = None


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event as an annotator marked it; `type` may be STATEMENT or NONE."""

    id: str
    span: Span
    type: str
    mode: str | None = None
    content: str | None = None
    sources: tuple[str, ...] = ()
    """Ids of actors."""
    targets: tuple[str, ...] = ()
    reciprocal: bool = False
    cameo: str | None = None
    factuality: Factuality = "happened"
    said: str | None = None
    """Id of the actor who says so; None is the reporter."""
    contexts: tuple[str, ...] = ()


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One to three sentences with all that they state."""

    text: str
    actors: Mapping[str, GoldActor]
    events: tuple[GoldEvent, ...]
    path: str = ""
    line: int = 0


def read_corpus(path: Path) -> tuple[Item, ...]:
    """Return the items of a file, in order.

    Raises:
        GoldError: The file cannot be read, or a line does not follow the format; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(path), 0, f"cannot be read: {error}") from error
    told = ((number, line.strip()) for number, line in enumerate(lines, 1))
    return tuple(
        read_item(line, path=str(path), number=number) for number, line in told if line and not line.startswith("#")
    )


def read_item(line: str, *, path: str = "", number: int = 0) -> Item:
    """Return the item of one line.

    >>> item = read_item("[Oslo|a1] [phoned|e1] [Rome|a2] on Monday night. || e1 CONSULT/phone a1>a2; a1 NOR; a2 ITA")
    >>> item.text, item.events[0].mode, item.actors["a2"].span.of(item.text)
    ('Oslo phoned Rome on Monday night.', 'phone', 'Rome')

    Raises:
        GoldError: The line does not follow the format.
    """
    marked, bar, codes = line.partition(" || ")
    if not bar:
        raise GoldError(path, number, "no ' || ' between the text and its codes")
    text, spans = _unmark(marked, path=path, number=number)
    actors: dict[str, GoldActor] = {}
    events: list[GoldEvent] = []
    for code in (part.strip() for part in codes.split(";")):
        if code == "none":
            continue
        if actor := ACTOR.fullmatch(code):
            key, country, sector = actor.groups()
            span = _span_of(key, spans, path=path, number=number)
            actors[key] = GoldActor(id=key, span=span, country=country, sector=sector)
        else:
            events.append(_read_event(code, spans, path=path, number=number))
    for event in events:
        for key in (*event.sources, *event.targets, *([event.said] if event.said else [])):
            _span_of(key, spans, path=path, number=number)
            if key not in actors:
                raise GoldError(path, number, f"{key} has no actor code")
    return Item(text=text, actors=actors, events=tuple(events), path=path, line=number)


def _unmark(marked: str, *, path: str, number: int) -> tuple[str, dict[str, Span]]:
    """Take the marks out of a text and return what they marked."""
    spans: dict[str, Span] = {}
    text, done = "", 0
    for match in MARK.finditer(marked):
        text += marked[done : match.start()]
        words, key = match.groups()
        if key in spans:
            raise GoldError(path, number, f"{key} is marked twice")
        spans[key] = Span(start=len(text), end=len(text) + len(words))
        text, done = text + words, match.end()
    text += marked[done:]
    if set("[]|") & set(text):
        raise GoldError(path, number, "a bracket or bar that marks nothing")
    return text, spans


def _span_of(key: str, spans: Mapping[str, Span], *, path: str, number: int) -> Span:
    if key not in spans:
        raise GoldError(path, number, f"{key} is used but not marked")
    return spans[key]


def _read_event(code: str, spans: Mapping[str, Span], *, path: str, number: int) -> GoldEvent:
    match = EVENT.fullmatch(code)
    if not match:
        raise GoldError(path, number, f"cannot read {code!r}")
    key, kind, mode, content, left, way, right, rest = match.groups()
    for label in filter(None, (kind, content)):
        if label not in TYPES:
            raise GoldError(path, number, f"unknown type {label!r}{nearest(label, TYPES)}")
    facts = dict(pair.split("=", 1) for pair in rest.split())
    if strange := sorted(set(facts) - {"cameo", "fact", "said", "ctx"}):
        raise GoldError(
            path, number, f"unknown key {strange[0]!r}{nearest(strange[0], ('cameo', 'fact', 'said', 'ctx'))}"
        )
    factuality = facts.get("fact", "happened")
    if factuality not in get_args(Factuality):
        raise GoldError(path, number, f"unknown factuality {factuality!r}{nearest(factuality, get_args(Factuality))}")
    return GoldEvent(
        id=key,
        span=_span_of(key, spans, path=path, number=number),
        type=kind,
        mode=mode,
        content=content,
        sources=_ids(left),
        targets=_ids(right),
        reciprocal=way == "<>",
        cameo=facts.get("cameo"),
        factuality=factuality,  # type: ignore[arg-type]  # checked two lines above
        said=facts.get("said"),
        contexts=tuple(facts["ctx"].split(",")) if "ctx" in facts else (),
    )


def _ids(side: str) -> tuple[str, ...]:
    return tuple(key for key in side.split("+") if key != "-")
