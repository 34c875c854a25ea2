"""Compare what the coder finds in a story with its golden record, event by event."""

import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec

from detente.model import Document, Event

ROOT = Path(__file__).resolve().parents[2]


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event as a person coded it; actors are ISO alpha-3 codes, or words of the text for those without a country."""

    words: str
    near: str
    type: str
    content: str = ""
    cameo: str = ""
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    reciprocal: bool = False
    date: tuple[str, str] | None = None
    factuality: str = "happened"
    speaker: str = ""
    counted: bool = True


class Trap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that look like an event and are none."""

    words: str
    near: str
    why: str


class Gold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The golden record of a story."""

    story: str
    published: str
    event: tuple[GoldEvent, ...]
    trap: tuple[Trap, ...] = ()


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over one story: `right` has the type and the countries of both sides; `typed` at least the type."""

    events: int
    typed: int
    right: int
    missing: int
    false: int
    traps: int
    """Traps that gave an event in default counts."""
    factuality: int
    """Of the typed, how many have the right factuality."""
    dated: int
    """Of the typed with a golden date, how many overlap it within a day."""


def load_gold(path: Path) -> Gold:
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Gold)


def locate(text: str, words: str, near: str) -> tuple[int, int]:
    """Return the characters of `words` nearest to `near`; line breaks count as spaces."""
    flat = text.replace("\n", " ")
    anchor = flat.find(near)
    if anchor < 0:
        raise ValueError(f"{near!r} is not in the text")
    places = [i for i in range(len(flat)) if flat.startswith(words, i)]
    if not places:
        raise ValueError(f"{words!r} is not in the text")
    best = min(
        places,
        key=lambda i: 0 if anchor <= i < anchor + len(near) else min(abs(i - anchor), abs(i - anchor - len(near))),
    )
    return best, best + len(words)


def compare(document: Document, gold: Gold) -> tuple[Score, list[str]]:
    """Return the counts and a line for everything that differs."""
    lines: list[str] = []
    left = list(document.events)
    typed = right = factual = dated = 0
    for wanted in gold.event:
        span = locate(document.text, wanted.words, wanted.near)
        found = _best(document, left, wanted, span)
        if found is None:
            lines.append(
                f"missing {wanted.type} {'+'.join(wanted.sources)}>{'+'.join(wanted.targets)} {wanted.words!r}"
            )
            continue
        left.remove(found)
        typed += 1
        sides = _sides(document, found, wanted)
        right += sides
        if not sides:
            lines.append(
                f"sides   {wanted.type} {wanted.words!r}: {_actors(document, found)} for {wanted.sources}>{wanted.targets}"
            )
        if found.factuality == wanted.factuality:
            factual += 1
        else:
            lines.append(f"fact    {wanted.type} {wanted.words!r}: {found.factuality} for {wanted.factuality}")
        ok = _date(found, wanted)
        dated += ok
        if not ok:
            lines.append(
                f"date    {wanted.type} {wanted.words!r}: {found.time and (found.time.earliest, found.time.latest)} for {wanted.date}"
            )
    false = [event for event in left if event.counted]
    lines.extend(f"false   {event.type} {_actors(document, event)} {_trigger(document, event)!r}" for event in false)
    traps = [trap for trap in gold.trap if _sprung(document, trap)]
    lines.extend(f"trap    {trap.words!r}: {trap.why}" for trap in traps)
    score = Score(
        events=len(gold.event),
        typed=typed,
        right=right,
        missing=len(gold.event) - typed,
        false=len(false),
        traps=len(traps),
        factuality=factual,
        dated=dated,
    )
    return score, lines


def _best(document: Document, events: list[Event], wanted: GoldEvent, span: tuple[int, int]) -> Event | None:
    kind = wanted.type.partition("/")[0]
    near = [e for e in events if e.type == kind and _touches(document, e, span)]
    return max(
        near, key=lambda e: (_over(e, span), _sides(document, e, wanted), e.content == wanted.content), default=None
    )


def _touches(document: Document, event: Event, span: tuple[int, int]) -> bool:
    """The same words, or the same sentence: people and rules choose triggers differently."""
    sentence = document.sentences[event.sentence]
    return _over(event, span) or sentence.start <= span[0] < sentence.end


def _over(event: Event, span: tuple[int, int]) -> bool:
    return any(r.start < span[1] and span[0] < r.end for r in event.evidence if r.role in {"trigger", "echo"})


def _names(document: Document, ids: tuple[str, ...]) -> tuple[set[str], list[str]]:
    actors = [a for a in document.actors if a.id in ids]
    words = [document.text[m.start : m.end].lower() for a in actors for m in a.mentions]
    return {a.country for a in actors if a.country}, words


def _side(document: Document, ids: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    countries, words = _names(document, ids)
    if not wanted:
        return not ids
    codes = {w for w in wanted if len(w) == 3 and w.isupper()}
    named = [w.lower() for w in wanted if w not in codes]
    return codes == (countries if codes else set()) and all(any(n in w or w in n for w in words) for n in named)


def _sides(document: Document, event: Event, wanted: GoldEvent) -> bool:
    straight = _side(document, event.sources, wanted.sources) and _side(document, event.targets, wanted.targets)
    both = wanted.reciprocal or event.reciprocal
    return straight or (
        both and _side(document, event.targets, wanted.sources) and _side(document, event.sources, wanted.targets)
    )


def _date(event: Event, wanted: GoldEvent) -> bool:
    if wanted.date is None:
        return True
    if event.time is None or not event.time.earliest or not event.time.latest:
        return False
    return event.time.earliest <= wanted.date[1] and wanted.date[0] <= event.time.latest


def _sprung(document: Document, trap: Trap) -> bool:
    span = locate(document.text, trap.words, trap.near)
    return any(
        e.counted and any(r.role == "trigger" and r.start < span[1] and span[0] < r.end for r in e.evidence)
        for e in document.events
    )


def _actors(document: Document, event: Event) -> str:
    sides = [_names(document, ids) for ids in (event.sources, event.targets)]
    return ">".join("+".join(sorted(c)) or "/".join(w[:1]) for c, w in sides)


def _trigger(document: Document, event: Event) -> str:
    return " ".join(r.of(document.text) for r in event.evidence if r.role == "trigger")


def as_row(score: Score) -> dict[str, Any]:
    return {str(k): v for k, v in msgspec.to_builtins(score).items()}


Direction = Literal["up", "down"]
BETTER: dict[str, Direction] = {
    "typed": "up",
    "right": "up",
    "factuality": "up",
    "dated": "up",
    "missing": "down",
    "false": "down",
    "traps": "down",
}
