"""One self-contained page of coded stories: the text with marked evidence beside its events; needs no network."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from detente.model import Actor, Document, Event, Span, Statement
from detente.packs import Packs, load_packs
from detente.writers.explain import code_lines, describe_actor

TEMPLATES = Path(__file__).resolve().parent.parent / "data" / "report"


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A run of text under the same evidence."""

    text: str
    events: str
    """Ids of the events that it is evidence for, between spaces."""
    roles: str
    """Roles it has in them, between spaces."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of the story: its part, and its segments."""

    part: str
    segments: tuple[Segment, ...]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """An event as the page shows it."""

    id: str
    what: str
    quad: int
    who: str
    whom: str
    reciprocal: bool
    when: str
    where: str
    certainty: str
    voice: str
    words: str
    counted: bool
    exclusions: str
    codes: tuple[str, ...]
    actors: tuple[str, ...]
    why: tuple[str, ...]
    runner_up: str
    score: float


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """A story as the page shows it."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    cards: tuple[Card, ...]
    statements: tuple[tuple[str, str, str], ...]
    """(speaker, CAMEO code and name, words)."""
    issues: tuple[str, ...]


def open_pages() -> Environment:
    """Return the templates of all pages; what is put into them is escaped, and an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_report(documents: Sequence[Document], packs: Packs) -> str:
    """Return the page of one or more documents as HTML; everything from the stories is escaped."""
    views = [view_story(document, packs) for document in documents]
    return (
        open_pages()
        .get_template("report.html")
        .render(
            stories=views,
            events=sum(len(view.cards) for view in views),
            counted=sum(card.counted for view in views for card in view.cards),
        )
    )


def render_fragment(document: Document) -> str:
    """Return a document for a notebook cell: the page of one story in a frame of its own."""
    page = render_report([document], load_packs())
    return f'<iframe srcdoc="{escape(page)}" sandbox="allow-scripts" style="width: 100%; height: 40rem; border: 0"></iframe>'


def view_story(document: Document, packs: Packs) -> StoryView:
    """Return what the page shows of a document."""
    actors = {actor.id: actor for actor in document.actors}
    return StoryView(
        id=document.id,
        title=document.title or document.id,
        facts=tuple(_facts(document)),
        blocks=tuple(_blocks(document)),
        cards=tuple(_card(document, event, actors, packs) for event in document.events),
        statements=tuple(_statement(document, row, actors) for row in document.statements),
        issues=tuple(f"{row.stage}: {row.message}" for row in document.issues),
    )


def _facts(document: Document) -> Iterable[tuple[str, str]]:
    anatomy = document.anatomy
    if document.published:
        yield "published", f"{document.published.earliest[:10]} (from {document.published.basis})"
    for name in ("byline", "agency", "publisher", "dateline"):
        passage = getattr(anatomy, name)
        if passage is not None:
            yield name, passage.value
    if anatomy.contributors:
        yield "contributors", ", ".join(passage.value for passage in anatomy.contributors)


Row = tuple[int, int, str, str]
"""Start and end of evidence, id of its event, and its role."""


def _blocks(document: Document) -> Iterable[Block]:
    rows = sorted((row.start, row.end, event.id, row.role) for event in document.events for row in event.evidence)
    for paragraph in document.paragraphs:
        if paragraph.part == "title":
            continue
        first = bisect_left(rows, paragraph.start, key=lambda row: row[0])
        last = bisect_left(rows, paragraph.end, key=lambda row: row[0])
        inside = rows[first:last]
        if document.text:
            segments = tuple(_segments(document.text, paragraph, inside))
        else:
            segments = (Segment(text=paragraph.of(""), events="", roles=""),)
        yield Block(part=paragraph.part, segments=segments)


def _segments(text: str, paragraph: Span, rows: Sequence[Row]) -> Iterable[Segment]:
    """Cut a paragraph where evidence begins or ends; `rows` are in order of their starts."""
    cuts = {paragraph.start, paragraph.end}
    cuts.update(min(place, paragraph.end) for row in rows for place in row[:2])
    places = sorted(cuts)
    over: list[Row] = []
    waiting = deque(rows)
    for start, end in pairwise(places):
        over = [row for row in over if row[1] > start]
        while waiting and waiting[0][0] <= start:
            over.append(waiting.popleft())
        yield Segment(
            text=text[start:end],
            events=" ".join(dict.fromkeys(row[2] for row in over if row[1] > start)),
            roles=" ".join(dict.fromkeys(row[3] for row in over if row[1] > start)),
        )


def _card(document: Document, event: Event, actors: dict[str, Actor], packs: Packs) -> Card:
    kind = packs.ontology.types[event.type]
    about = packs.ontology.types.get(event.content or "")
    names = {
        side: ", ".join(actors[a].name for a in ids if a in actors)
        for side, ids in (("s", event.sources), ("t", event.targets))
    }
    first = event.alternatives[0] if event.alternatives else None
    involved = [actors[a] for a in dict.fromkeys((*event.sources, *event.targets)) if a in actors]
    triggers = sorted((row.start, row.end) for row in event.evidence if row.role in {"trigger", "content"})
    return Card(
        id=event.id,
        what=kind.name + (f" / {event.mode}" if event.mode else "") + (f": {about.name.lower()}" if about else ""),
        quad=event.quad.class_,
        who=names["s"] or "unknown",
        whom=names["t"],
        reciprocal=event.reciprocal,
        when=_when(event),
        where=f"{event.place.name} ({event.place.basis})" if event.place else "",
        certainty=f"{event.factuality} ({event.certainty:+d})",
        voice=actors[event.speaker].name if event.speaker in actors else "the reporter",
        words=" … ".join(Span(start=a, end=b).of(document.text) for a, b in triggers),
        counted=event.counted,
        exclusions=", ".join(event.exclusions),
        codes=tuple(code_lines(event, packs)),
        actors=tuple(describe_actor(actor) for actor in involved),
        why=tuple(event.why.split("; ")),
        runner_up=f"{first.type}{'/' + first.mode if first.mode else ''} (score {first.score}): {first.why}"
        if first
        else "",
        score=event.score,
    )


def _when(event: Event) -> str:
    parts = []
    if event.time and event.time.earliest:
        days = (
            event.time.earliest
            if event.time.earliest == event.time.latest
            else f"{event.time.earliest} to {event.time.latest}"
        )
        parts.append(f"{days} ({event.time.basis})")
    if event.due and event.due.earliest:
        due = (
            event.due.earliest
            if event.due.earliest == event.due.latest
            else f"{event.due.earliest} to {event.due.latest}"
        )
        parts.append(f"due {due}")
    return "; ".join(parts) or "no date"


def _statement(document: Document, row: Statement, actors: dict[str, Actor]) -> tuple[str, str, str]:
    speaker = actors[row.speaker].name if row.speaker in actors else "unnamed"
    return speaker, f"{row.cameo} {row.kind}", " ".join(row.of(document.text).split())
