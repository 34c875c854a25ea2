"""Say in words why an event was coded so, and what was turned down in a sentence."""

from collections.abc import Iterator

import msgspec

from detente.errors import StoreError
from detente.model import Actor, Document, Event, Evidence
from detente.packs import Packs


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A titled list of lines."""

    title: str
    lines: tuple[str, ...]


def explain_event(document: Document, event_id: str, packs: Packs) -> list[Section]:
    """Return the explanation of one event of a document."""
    event = next(event for event in document.events if event.id == event_id)
    sentence = document.sentences[event.sentence]
    return [
        Section(title=f"Event {event.id}", lines=(" ".join(sentence.of(document.text).split()),)),
        Section(title="Coded as", lines=tuple(code_lines(event, packs))),
        Section(title="Who", lines=tuple(_actor_lines(document, event))),
        Section(title="Why", lines=tuple(event.why.split("; "))),
        Section(title="Evidence", lines=tuple(_evidence_line(document, row) for row in event.evidence)),
        Section(title="When", lines=tuple(_time_lines(event))),
        Section(
            title="In default counts", lines=("yes",) if event.counted else tuple(f"no: {r}" for r in event.exclusions)
        ),
        Section(
            title="Competing readings",
            lines=tuple(
                f"{a.type}{'/' + a.mode if a.mode else ''} {a.cameo or ''} (score {a.score}): {a.why}"
                for a in event.alternatives
            )
            or ("none",),
        ),
    ]


def code_lines(event: Event, packs: Packs) -> Iterator[str]:
    """Yield both codes with their names, scales and the code book's line."""
    ontology = packs.ontology
    kind = ontology.types[event.type]
    mode = ontology.modes(event.type).get(event.mode) if event.mode else None
    named = f"{event.type} ({kind.name}){' / ' + mode.name if mode else ''}"
    yield f"{event.quad.scheme}: {named}, quad {event.quad.class_}, score {event.scale.value}"
    yield f"  code book: {mode.definition if mode else kind.definition}"
    if event.content and event.content in ontology.types:
        yield f"  about: {event.content} ({ontology.types[event.content].name})"
    if event.cameo and event.goldstein and event.cameo_quad:
        name = ontology.cameo[event.cameo].name
        value = f"{event.goldstein.table} {event.goldstein.value}"
        yield f"{event.cameo_quad.scheme}: {event.cameo} ({name}), quad {event.cameo_quad.class_}, {value}"
    if event.contexts:
        yield f"contexts: {', '.join(event.contexts)}"
    yield f"factuality: {event.factuality} (certainty {event.certainty:+d}), score {event.score}"


def explain_sentence(document: Document, number: int) -> list[Section]:
    """Return the events of one sentence and the candidates that were turned down, with the reasons.

    Raises:
        StoreError: the document has no such sentence.
    """
    if number >= len(document.sentences):
        count = len(document.sentences)
        has = f"has {count} sentence{'' if count == 1 else 's'}, numbered from 0"
        raise StoreError(f"story {document.id!r} {has}; there is no {number}")
    sentence = document.sentences[number]
    found = [event for event in document.events if event.sentence == number]
    turned_down = [row for row in document.rejections if sentence.start <= row.start < sentence.end]
    return [
        Section(title=f"Sentence {number}", lines=(" ".join(sentence.of(document.text).split()),)),
        Section(
            title="Events",
            lines=tuple(f"{event.id[:8]} {event.type}: {event.why}" for event in found) or ("none",),
        ),
        Section(
            title="Turned down",
            lines=tuple(f"{row.of(document.text)!r} as {row.sense}: {row.why}" for row in turned_down) or ("nothing",),
        ),
    ]


def _actor_lines(document: Document, event: Event) -> Iterator[str]:
    actors = {actor.id: actor for actor in document.actors}
    for side, ids in (("source", event.sources), ("target", event.targets)):
        for name in ids:
            if name in actors:
                yield f"{side}: {describe_actor(actors[name])}"
    if event.reciprocal:
        yield "both sides act"
    voice = actors[event.speaker].name if event.speaker in actors else "the reporter"
    yield f"voice: {voice}"


def describe_actor(actor: Actor) -> str:
    """Return who an actor is in one line, with the basis."""
    facts = [actor.country or "country unknown", actor.sector or "", actor.cameo or "", actor.office or ""]
    return f"{actor.name} ({', '.join(filter(None, facts))}; {actor.basis}: {actor.why})"


def _evidence_line(document: Document, row: Evidence) -> str:
    return f"{row.role}: {row.of(document.text)!r} [{row.start}:{row.end}]"


def _time_lines(event: Event) -> Iterator[str]:
    if event.time:
        yield f"{event.time.earliest} to {event.time.latest} ({event.time.grain}, {event.time.basis}): {event.time.why}"
    else:
        yield "no date"
    if event.due:
        yield f"due {event.due.earliest} to {event.due.latest} ({event.due.why})"
