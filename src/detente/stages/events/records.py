"""Write a draft down as an event: evidence, codes with their names, score, reasons and runners-up."""

import hashlib

from detente.model import Alternative, Document, Event, Evidence, Quote, Span
from detente.packs import Packs
from detente.packs.lexicon import UNCODED, Sense
from detente.stages.events.candidates import Match
from detente.stages.events.drafts import Draft
from detente.stages.events.roles import Roles
from detente.stages.events.scene import Scene, Standing
from detente.trees import children, phrase

COUNTED = frozenset({"happened", "ongoing"})
BASE, PER_WEIGHT, PER_ROLE, LOOSE, RIVAL = 0.5, 0.05, 0.1, -0.1, -0.1
"""The score of the lexicon alone; with the network it is the share of events among what shows the same signs."""
LOWEST, HIGHEST = 0.05, 0.95


def write_event(draft: Draft, scene: Scene, packs: Packs) -> Event:
    """Return the event of a draft; needs at least one role to be filled."""
    document, candidate = scene.document, draft.candidate
    sources, targets = standing_actors(draft.roles.sources, scene), standing_actors(draft.roles.targets, scene)
    targets = tuple(target for target in targets if target not in sources)
    sentence = document.sentences[candidate.sentence]
    quote = voice(draft, scene)
    exclusions = _exclusions(draft, packs, sources=sources, targets=targets, part=sentence.part)
    trigger = trigger_spans(draft, scene)[0]
    ontology = packs.ontology
    return Event(
        id=_digest(document, draft, trigger, (*sources, ">", *targets)),
        type=draft.type,
        mode=draft.mode,
        content=draft.content,
        contexts=draft.contexts,
        cameo=draft.cameo,
        quad=ontology.quad(draft.type),
        scale=ontology.scale(draft.type, draft.mode),
        cameo_quad=ontology.cameo_quad(draft.cameo) if draft.cameo else None,
        goldstein=ontology.goldstein(draft.cameo) if draft.cameo else None,
        sources=sources,
        targets=targets,
        reciprocal=draft.roles.reciprocal,
        time=draft.time,
        due=draft.due,
        place=draft.place,
        factuality=draft.factuality,
        certainty=draft.certainty,
        speaker=quote.actor if quote else draft.predicate.source if draft.predicate else None,
        evidence=_evidence(draft, scene, quote),
        score=_score(draft),
        why=_why(draft, scene),
        alternatives=_alternatives(draft),
        sentence=candidate.sentence,
        part=sentence.part,
        counted=not exclusions,
        exclusions=exclusions,
    )


def standing_actors(standings: tuple[Standing, ...], scene: Scene) -> tuple[str, ...]:
    """Return actor ids, groups replaced by the actors they stand for."""
    return tuple(dict.fromkeys(member for s in standings for member in scene.members(s.actor)))


def voice(draft: Draft, scene: Scene) -> Quote | None:
    """Return the quotation that the event stands in; one whose cue is the trigger itself counts if it evaluates."""
    word = scene.words(draft.candidate.sentence, draft.candidate.trigger)
    inside = [
        quote
        for quote in scene.quotes[draft.candidate.sentence]
        if not quote.negated
        and (
            quote.content.start <= word.start < quote.content.end
            or (quote.cue and quote.cue.start <= word.start < quote.cue.end)
        )
    ]
    return min(inside, key=lambda quote: quote.content.end - quote.content.start) if inside else None


def trigger_spans(draft: Draft, scene: Scene) -> list[Span]:
    """Return the words that state the event: the noun or verb with its particle, then its light verb."""
    candidate = draft.candidate
    tree = scene.tree(candidate.sentence)
    spans = [scene.words(candidate.sentence, candidate.trigger)]
    for particle in children(tree, candidate.trigger, "prt"):
        spans[0] = Span(start=spans[0].start, end=max(spans[0].end, tree.tokens[particle].end))
    if candidate.light is not None:
        spans.append(scene.words(candidate.sentence, candidate.light))
    return spans


def _digest(document: Document, draft: Draft, trigger: Span, actors: tuple[str, ...]) -> str:
    content = draft.bound.head if draft.bound.head is not None else ""
    key = f"{document.id}|{document.digest}|{trigger.start}|{draft.type}|{content}|{'+'.join(actors)}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _exclusions(
    draft: Draft, packs: Packs, *, sources: tuple[str, ...], targets: tuple[str, ...], part: str
) -> tuple[str, ...]:
    reasons: list[str] = [] if draft.factuality in COUNTED else [draft.factuality]
    if not sources:
        reasons.append("no-source")
    if not targets and packs.ontology.types[draft.type].recipient:
        reasons.append("no-target")
    if draft.background:
        reasons.append("background")
    if part != "body":
        reasons.append(part)
    return tuple(reasons)


def _evidence(draft: Draft, scene: Scene, quote: Quote | None) -> tuple[Evidence, ...]:
    def row(role: str, span: Span) -> Evidence:
        return Evidence(role=role, start=span.start, end=span.end)  # type: ignore[arg-type]

    rows = [row("trigger", span) for span in trigger_spans(draft, scene)]
    rows.extend(row("content", span) for span in _content_spans(draft, scene))
    rows.extend(row("source", s.span) for s in draft.roles.sources)
    rows.extend(row("target", s.span) for s in draft.roles.targets)
    if draft.time_span:
        rows.append(row("time", draft.time_span))
    if draft.place_span:
        rows.append(row("place", draft.place_span))
    if quote and quote.speaker:
        rows.append(row("speaker", quote.speaker))
    return tuple(dict.fromkeys(rows))


def _content_spans(draft: Draft, scene: Scene) -> list[Span]:
    """What the act is about; of a deed, the words beside the trigger that its sense rests on ("fired *water cannon*")."""
    tree, candidate = scene.tree(draft.candidate.sentence), draft.candidate
    if draft.bound.head is not None:
        return [phrase(tree, draft.bound.head)]
    beside = [
        i for i in candidate.match.used if i > candidate.trigger and tree.tokens[i].pos in {"NOUN", "PROPN", "ADJ"}
    ]
    spans = [phrase(tree, index) for index in beside]
    actors = [s.span for s in (*draft.roles.sources, *draft.roles.targets)]
    return [span for span in spans if not any(a.start < span.end and span.start < a.end for a in actors)]


def _score(draft: Draft) -> float:
    if draft.sure is not None:
        return round(max(LOWEST, min(HIGHEST, draft.sure)), 2)
    roles: Roles = draft.roles
    score = BASE + PER_WEIGHT * min(draft.candidate.match.weight, 4)
    score += PER_ROLE * (bool(roles.sources) + bool(roles.targets)) + LOOSE * roles.loose
    if any(r.sense.code != draft.candidate.sense.code for r in _equals(draft)):
        score += RIVAL
    return round(max(LOWEST, min(HIGHEST, score)), 2)


def _equals(draft: Draft) -> list[Match]:
    """Runners-up whose conditions weigh as much as the winner's."""
    return [rival for rival in draft.candidate.rivals if rival.weight == draft.candidate.match.weight]


def describe(sense: Sense) -> str:
    """Return a sense's conditions in words, for `why` and `detente explain`."""
    parts = [f"verb {sense.verb!r}" if sense.verb else f"noun {sense.noun!r}"]
    names = ("subject", "object", "attribute", "complement", "modifier", "preposition", "without")
    parts.extend(f"{name} {value!r}" for name in names if (value := getattr(sense, name)))
    return " + ".join(parts)


def _why(draft: Draft, scene: Scene) -> str:
    candidate = draft.candidate
    tokens = scene.tree(candidate.sentence).tokens
    parts = [f"lexicon: {describe(candidate.sense)} tells {candidate.sense.type}"]
    if candidate.learned:
        parts = [f"no sense of the lexicon at {tokens[candidate.trigger].text!r}"]
    if candidate.light is not None:
        parts.append(f"light verb {tokens[candidate.light].lemma!r}")
    if draft.content and draft.bound.content:
        parts.append(f"about {draft.content} ({tokens[draft.bound.content.trigger].lemma!r})")
    if draft.roles.loose:
        parts.append("target found elsewhere in the clause")
    if draft.predicate and draft.predicate.why:
        parts.append(f"{draft.factuality}: {draft.predicate.why}")
    return "; ".join((*parts, *draft.notes))


def _alternatives(draft: Draft) -> tuple[Alternative, ...]:
    rows = [
        Alternative(type=name, score=round(share, 2), why=f"got {share:.2f} of both voters together")
        for name, share in (draft.verdict.others if draft.verdict else ())
    ]
    best = draft.candidate.match.weight
    for rival in draft.candidate.rivals:
        if rival.sense.type == draft.candidate.sense.type or any(row.type == rival.sense.code for row in rows):
            continue
        reason = "weaker conditions" if rival.weight < best else "equal conditions, listed later"
        rows.append(
            Alternative(
                type=rival.sense.code,
                mode=rival.sense.mode,
                cameo=rival.sense.cameo or None,
                score=round(BASE * (rival.weight + 1) / (best + 2), 2),
                why=f"{reason}: {describe(rival.sense)}",
            )
        )
    inner = draft.bound.content
    if inner and inner.sense.code not in UNCODED and inner.sense.code != draft.type:
        rows.append(
            Alternative(
                type=inner.sense.code,
                mode=inner.sense.mode,
                cameo=inner.sense.cameo or None,
                score=0.2,
                why=f"the deed it is about: {describe(inner.sense)}; not told as done",
            )
        )
    return tuple(rows)
