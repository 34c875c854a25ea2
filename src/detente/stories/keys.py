"""Make the keys of a coded story: what is kept of its text and of its events for comparison."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from detente.model import Actor, Document, Event
from detente.stories.records import EventKey, TextKey
from detente.stories.words import RUN, digest, fold, folded_words, shingle, telling_words

LEAD = 1500
"""Characters of the body from which telling words are taken."""
NARROW = frozenset({"exact", "town", "district"})
BEYOND = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""Values of `Actor.country` that many share: whoever has one goes by name."""


def text_key(document: Document) -> tuple[TextKey, frozenset[int]]:
    """Return what is kept of a story's text, and its shingles: those of the body, so that a new headline changes nothing."""
    body = [document.text[p.start : p.end] for p in document.paragraphs if p.part == "body"]
    text = "\n".join(body) or document.text
    words = folded_words(text)
    shingles = shingle(words)
    anatomy = document.anatomy
    key = TextKey(
        key=digest(f"story|{document.id}"),
        story=document.id,
        published=_day(document.published.earliest) if document.published else None,
        agency=anatomy.agency.value if anatomy.agency else None,
        publisher=anatomy.publisher.value if anatomy.publisher else None,
        variant=digest(f"text|{sorted(shingles)}" if len(words) >= RUN else f"story|{document.id}"),
        size=len(shingles),
        terms=telling_words(f"{document.title or ''}\n{text[:LEAD]}"),
    )
    return key, shingles


def event_keys(document: Document) -> Iterator[EventKey]:
    """Yield the key of every event of a story."""
    actors = {actor.id: actor for actor in document.actors}
    turns: Counter[tuple[int, int]] = Counter()
    for position, event in enumerate(document.events):
        sides = [[actors[a] for a in ids if a in actors] for ids in (event.sources, event.targets)]
        sources, targets = (tuple(sorted({_name(actor) for actor in side})) for side in sides)
        lane = digest(f"lane|{event.type}|{sorted({*sources, *targets})}")
        words = digest(" ".join(folded_words(document.sentences[event.sentence].of(document.text))))
        triggers = [row for row in event.evidence if row.role == "trigger"]
        place = event.place
        earliest, latest = _days(event)
        yield EventKey(
            story=document.id,
            position=position,
            event=event.id,
            lane=lane,
            type=event.type,
            mode=event.mode,
            content=event.content,
            contexts=event.contexts,
            cameo=event.cameo,
            sources=sources,
            targets=targets,
            reciprocal=event.reciprocal,
            source_persons=_persons(sides[0]),
            target_persons=_persons(sides[1]),
            earliest=earliest,
            latest=latest,
            stated=bool(event.time and (event.time.value or event.time.basis == "stated")),
            place=fold(place.name) if place else None,
            place_country=place.country if place else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            narrow=place is not None and place.precision in NARROW,
            factuality=event.factuality,
            certainty=event.certainty,
            counted=event.counted,
            exclusions=event.exclusions,
            part=event.part,
            words=words,
            turn=turns[lane, words],
            trigger_start=min((row.start for row in triggers), default=0),
            trigger_end=max((row.end for row in triggers), default=0),
        )
        turns[lane, words] += 1


def _name(actor: Actor) -> str:
    if actor.country and actor.country not in BEYOND:
        return actor.country
    return " ".join(folded_words(actor.name)) or actor.name.lower()


def _persons(side: Sequence[Actor]) -> tuple[str, ...]:
    """Last names where everybody on a side is a person: two reports that name different persons tell different deeds."""
    if not side or any(actor.kind != "person" for actor in side):
        return ()
    return tuple(sorted({(folded_words(actor.name) or [actor.name])[-1] for actor in side}))


def _days(event: Event) -> tuple[str | None, str | None]:
    """The days of an event, whole."""
    earliest = _day(event.time.earliest) if event.time else None
    latest = _day(event.time.latest) if event.time else None
    return earliest or latest, latest or earliest


def _day(value: str | None) -> str | None:
    """The day of a date or date-time; None for what no calendar has, such as years before the first."""
    try:
        return date.fromisoformat(value[:10]).isoformat() if value else None
    except ValueError:
        return None
