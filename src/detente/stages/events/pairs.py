"""Answer for a marked pair of mentions which event, if any, the text tells between them."""

from collections.abc import Sequence

from detente.learned.voter import Answer
from detente.model import Pair, PairRequest, Span
from detente.packs import Packs
from detente.packs.lexicon import UNCODED
from detente.stages.events import slots
from detente.stages.events.ballots import Ballots
from detente.stages.events.drafts import Draft
from detente.stages.events.scene import Scene
from detente.trees import CLAUSES, ancestors, head_in, subtree

NOTHING = "NONE"


def answer_pairs(scene: Scene, drafts: Sequence[Draft], packs: Packs, ballots: Ballots | None) -> tuple[Pair, ...]:
    """Return one answer a request, in order; the type is NONE where no event is found in the sentence."""
    found = tuple(_answer(scene, drafts, packs, request) for request in scene.document.requests)
    if ballots is None or not found:
        return found
    asked = [_marked(scene, request) for request in scene.document.requests]
    answers = ballots.voter.ask_pairs(asked)
    return tuple(_vote(pair, answer, ballots) for pair, answer in zip(found, answers, strict=True))


def _marked(scene: Scene, request: PairRequest) -> tuple[str, Span, Span]:
    """Return the words around a pair, its sentences whole, with the pair's places in them."""
    document = scene.document
    first, last = sorted((request.source, request.target), key=lambda span: span.start)
    opening, closing = scene.sentence_at(first.start), scene.sentence_at(last.start)
    start = document.sentences[opening].start if opening is not None else first.start
    end = max(last.end, first.end, document.sentences[closing].end if closing is not None else last.end)
    source, target = (Span(start=s.start - start, end=s.end - start) for s in (request.source, request.target))
    return document.text[start:end], source, target


def _vote(pair: Pair, answer: Answer, ballots: Ballots) -> Pair:
    """Join the lexicon's answer with the network's."""
    types = ballots.packs.ontology.types
    shares = ballots.share_pair(answer, pair.type)
    kind = max(shares, key=lambda name: shares[name])
    coded = kind in types
    code = ballots.choose_code(answer, pair.cameo, paired=True)
    words = f"network: {answer.best('type')} {answer.share('type', answer.best('type')):.2f}"
    return Pair(
        source=pair.source,
        target=pair.target,
        type=kind,
        mode=(pair.mode if kind == pair.type else ballots.mode(answer, kind)) if coded else None,
        cameo=code if kind != NOTHING else None,
        score=round(shares[kind], 2),
        why="; ".join(filter(None, (f"lexicon: {pair.type} {pair.why}".strip(), words))),
    )


def _answer(scene: Scene, drafts: Sequence[Draft], packs: Packs, request: PairRequest) -> Pair:
    number = scene.sentence_at(request.source.start)
    near = [draft for draft in drafts if draft.candidate.sentence == number]
    near = near or [draft for draft in drafts if draft.candidate.sentence == scene.sentence_at(request.target.start)]
    ranked = sorted(near, key=lambda draft: -_fit(scene, draft, request))
    if not ranked or ranked[0].type not in packs.ontology.types:
        kind = ranked[0].type if ranked and ranked[0].type in UNCODED else NOTHING
        return Pair(source=request.source, target=request.target, type=kind, mode=None, cameo=None, score=0.5)
    best = ranked[0]
    fit = _fit(scene, best, request)
    return Pair(
        source=request.source,
        target=request.target,
        type=best.type,
        mode=best.mode,
        cameo=best.cameo,
        score=round(min(0.95, max(0.1, 0.2 + fit / 12)), 2),
        why=f"{scene.words(best.candidate.sentence, best.candidate.trigger).of(scene.document.text)!r} fits with {fit:.1f}",
    )


def _fit(scene: Scene, draft: Draft, request: PairRequest) -> float:
    """How well an event's roles and place in the tree fit the pair: 3 a role, 1 for standing above it, less distance."""
    tree, candidate = scene.tree(draft.candidate.sentence), draft.candidate
    score = 0.0
    for span, found in ((request.source, draft.roles.sources), (request.target, draft.roles.targets)):
        if any(s.span.start < span.end and span.start < s.span.end for s in found):
            score += 3
        head = head_in(tree, span.start, span.end)
        if head is None:
            continue
        above = [head, *ancestors(tree, head)]
        if candidate.trigger in above:
            score += 1 - above.index(candidate.trigger) / 20
        elif candidate.light in above:
            score += 0.9
        else:
            score -= 0.5
    score += 2 * _is_agent(scene, draft, request.source) + 1.5 * _is_affected(scene, draft, request.target)
    score -= 1.5 * _is_agent(scene, draft, request.target)
    return score + 0.05 * candidate.match.weight


def _is_agent(scene: Scene, draft: Draft, span: Span) -> bool:
    """Tell whether the marked source is the grammatical agent, known as an actor or not."""
    tree, candidate = scene.tree(draft.candidate.sentence), draft.candidate
    verb = candidate.light if candidate.is_noun else candidate.trigger
    if verb is None:
        return False
    return any(span.start <= tree.tokens[head].start < span.end for head in slots.agents(tree, verb))


def _is_affected(scene: Scene, draft: Draft, span: Span) -> bool:
    """Tell whether the marked target stands in the object or in a prepositional phrase of the trigger."""
    tree, candidate = scene.tree(draft.candidate.sentence), draft.candidate
    verb = candidate.light if candidate.light is not None else candidate.trigger
    words = dict.fromkeys((candidate.trigger, verb))
    heads = [] if candidate.is_noun else slots.objects(tree, candidate.trigger)
    heads = [*heads, *slots.indirect_objects(tree, verb)]
    heads.extend(head for word in words for _, head in slots.prepositions(tree, word))
    inside = [index for head in heads for index in subtree(tree, head, stop=CLAUSES)]
    return any(span.start <= tree.tokens[index].start < span.end for index in inside)
