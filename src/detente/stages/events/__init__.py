"""The coder: link actors, times, places, quotations and predicates into events by the lexicon over the tree.

Flow: `candidates` (which words tell of an event) > `contents` (what speech acts are about) > `roles` and `circumstances`
(who, whom, when, where) > `drafts` (type, factuality, codes) > `ballots`, `parts` (the network) > `allusions`
(an act that judges a deed is aimed at its doer) > `soil` (towns that stand for states) > `signs` (how sure it is an event)
> `tolls` (what a deed did is no other deed) > `records` > `retellings` (each deed once); beside them `statements` and `pairs`.
"""

from collections.abc import Iterator, Sequence

import msgspec

from detente.learned.voter import Voter
from detente.model import Actor, Document, Evidence, Issue, Pair, Rejection
from detente.packs import Packs
from detente.settings import Coding
from detente.stages.base import Layers, Stage, issue, make_stage
from detente.stages.events.allusions import resolve_allusions
from detente.stages.events.ballots import Ballots, apply
from detente.stages.events.candidates import Candidate, find_candidates
from detente.stages.events.contents import bind_contents
from detente.stages.events.drafts import Draft, draft_event
from detente.stages.events.pairs import answer_pairs
from detente.stages.events.records import describe, trigger_spans, write_event
from detente.stages.events.retellings import REAL, Telling, is_anaphoric, is_subject, join_retellings
from detente.stages.events.scene import Scene
from detente.stages.events.soil import fill_soil
from detente.stages.events.statements import state
from detente.stages.events.tolls import complete_roles, find_tolls

__all__ = ["make_events", "weigh_drafts"]


LONGEST = 400
"""Tokens of a sentence that is still read for events; longer ones are lists or noise."""


def make_events(packs: Packs, *, voter: Voter | None = None, coding: Coding = "balanced") -> Stage:
    """Return the stage that gives `events`, `statements`, `pairs`, `rejections`, and `actors` with states that only towns name.

    Without a voter the lexicon decides alone. `coding` says how sure both together must be: strict, balanced, broad.
    """
    return make_stage(
        "events",
        needs=["sentences", "trees", "actors", "times", "places", "quotes", "predicates"],
        gives=["actors", "events", "statements", "pairs", "rejections"],
        run=lambda document: code_events(document, packs, voter=voter, coding=coding),
    )


class _Gathered(msgspec.Struct, kw_only=True):
    """What the words of a document may tell of, sentence by sentence."""

    drafts: list[Draft] = []
    spoken: list[Candidate] = []
    """Comments and claims."""
    silent: list[Candidate] = []
    """Words that the lexicon knows to tell of no event."""
    rejections: list[Rejection] = []


def code_events(document: Document, packs: Packs, *, voter: Voter | None, coding: Coding) -> Layers:
    """Code a document whose other layers are filled."""
    scene = Scene(document)
    weighed = weigh_drafts(scene, packs, voter=voter, coding=coding)
    found, doubts = weighed.found, weighed.doubts
    rejections = found.rejections
    drafts, tolls = _join_tolls(weighed.drafts, doubts, scene, packs)
    tellings: list[Telling] = []
    unsure: list[Issue] = []
    for place, draft in enumerate(drafts):
        again = "tells the toll, the means or the demand of another event of the sentence" if place in tolls else ""
        fault = again or _fault(draft, scene, packs)
        if not fault and (fault := doubts[place]):
            unsure.append(_unsure(draft, scene, fault))
        if fault:
            rejections.append(_reject(scene, draft.candidate, fault))
        else:
            echoes = _echoes([drafts[toll] for toll, root in tolls.items() if root == place], scene)
            tellings.append(Telling(draft=draft, event=write_event(draft, scene, packs), echoes=echoes))
    rejections.extend(_reject_silent(found.silent, tellings, scene))
    events = tuple(join_retellings(tellings, scene, harms=frozenset(packs.lexicon.words.harms)))
    acting = {actor for event in events for actor in (*event.sources, *event.targets)}
    return {
        "actors": (*document.actors, *(state for state in weighed.states if state.id in acting)),
        "events": events,
        "statements": state(scene, packs, [*found.spoken, *(draft.candidate for draft in drafts)]),
        "pairs": weighed.pairs,
        "rejections": tuple(sorted(rejections, key=lambda row: row.start)),
        "issues": (*(_endless(document, number) for number in weighed.endless), *unsure),
    }


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """What may be an event, with its type and sides as they stand, before what is doubted and told twice is left out."""

    found: _Gathered
    drafts: Sequence[Draft]
    doubts: Sequence[str]
    """Why a draft is no event, or an empty string, by draft."""
    pairs: tuple[Pair, ...]
    states: tuple[Actor, ...]
    """States that only a town names."""
    endless: Sequence[int]
    """Sentences that are not read."""


def weigh_drafts(scene: Scene, packs: Packs, *, voter: Voter | None, coding: Coding) -> Weighed:
    """Return every draft with what both voters say of it."""
    endless = [number for number, tree in enumerate(scene.document.trees) if len(tree.tokens) > LONGEST]
    ballots = Ballots(scene, voter, packs, coding=coding, without=endless) if voter else None
    found = _gather(scene, packs, ballots, without=endless)
    drafts = found.drafts
    pairs = answer_pairs(scene, drafts, packs, ballots)
    if ballots:
        drafts = [ballots.cast(draft) for draft in drafts]
        drafts = [apply(draft, verdict) if (verdict := ballots.judge(draft)) else draft for draft in drafts]
    drafts, states = fill_soil(resolve_allusions(drafts, found.drafts, scene, packs), scene, packs)
    if ballots:
        drafts = [ballots.weigh(draft) for draft in drafts]
    doubts = [ballots.doubt(draft) if ballots else "" for draft in drafts]
    return Weighed(found=found, drafts=drafts, doubts=doubts, pairs=pairs, states=states, endless=endless)


def _gather(scene: Scene, packs: Packs, ballots: Ballots | None, *, without: Sequence[int]) -> _Gathered:
    """Draft an event for each word that may tell of one."""
    found = _Gathered()
    for number, tree in enumerate(scene.document.trees):
        if number in without:
            continue
        candidates = find_candidates(tree, packs.lexicon, sentence=number)
        if ballots:
            candidates = [*candidates, *ballots.find_unknown(number, candidates)]
        triggers = frozenset(w for c in candidates for w in (c.trigger, c.light) if w is not None)
        bound, taken = bind_contents(candidates, tree, packs.ontology)
        for candidate in candidates:
            if candidate.sense.code == "NONE":
                found.silent.append(candidate)
            elif candidate.trigger in taken:
                why = "part of what another event of the sentence is about"
                found.rejections.append(_reject(scene, candidate, why))
        for row in bound:
            if row.candidate.sense.code not in packs.ontology.types:
                found.spoken.append(row.candidate)
            elif row.candidate.trigger not in taken:
                found.drafts.append(draft_event(row, scene, packs, triggers=triggers))
    return found


def _echoes(tolls: Sequence[Draft], scene: Scene) -> tuple[Evidence, ...]:
    """Return the words of the drafts that tell a deed once more."""
    spans = [span for toll in tolls for span in trigger_spans(toll, scene)]
    return tuple(Evidence(role="echo", start=span.start, end=span.end) for span in spans)


def _reject_silent(silent: Sequence[Candidate], tellings: Sequence[Telling], scene: Scene) -> Iterator[Rejection]:
    """Say of words that the lexicon knows to tell of no event why they stand for none."""
    lent = {(telling.draft.candidate.sentence, telling.draft.candidate.light) for telling in tellings}
    for candidate in silent:
        if (candidate.sentence, candidate.trigger) in lent:
            yield _reject(scene, candidate, "lends its subject to the noun that tells the event")
        else:
            yield _reject(scene, candidate, "the lexicon says that it tells of no event")


def _join_tolls(
    drafts: Sequence[Draft], doubts: Sequence[str], scene: Scene, packs: Packs
) -> tuple[list[Draft], dict[int, int]]:
    """Give deeds the sides that only their tolls name; return the drafts, and what each toll belongs to."""
    sure = [place for place, doubt in enumerate(doubts) if not doubt]
    found = find_tolls([drafts[place] for place in sure], scene, packs.lexicon.words)
    tolls = {sure[toll]: sure[root] for toll, root in found.items()}
    joined = list(drafts)
    for toll, root in tolls.items():
        roles = complete_roles(joined[root].roles, drafts[toll].roles)
        joined[root] = msgspec.structs.replace(joined[root], roles=roles)
    return joined, tolls


def _fault(draft: Draft, scene: Scene, packs: Packs) -> str:
    """Return why a draft is no event, or an empty string."""
    if draft.roles.sources or draft.roles.targets:
        return ""
    if is_anaphoric(draft, scene):
        return "points back to an event told before"
    if draft.factuality not in REAL | {"historical"}:
        return "no actor on either side, and not told as a fact"
    told = not draft.candidate.is_noun or draft.candidate.light is not None or is_subject(draft, scene)
    return "" if told and packs.ontology.types[draft.type].unattributed else "no actor on either side"


def _unsure(draft: Draft, scene: Scene, fault: str) -> Issue:
    span = scene.words(draft.candidate.sentence, draft.candidate.trigger)
    message = f"{span.of(scene.document.text)!r} may tell of {draft.type}; {fault}"
    return issue("events", "unsure-event", message, start=span.start, end=span.end)


def _endless(document: Document, number: int) -> Issue:
    sentence = document.sentences[number]
    tokens = len(document.trees[number].tokens)
    message = f"sentence {number} has {tokens} words and is not read for events"
    return issue("events", "sentence-too-long", message, start=sentence.start, end=sentence.end)


def _reject(scene: Scene, candidate: Candidate, why: str) -> Rejection:
    span = scene.words(candidate.sentence, candidate.trigger)
    return Rejection(
        start=span.start, end=span.end, sense=f"{candidate.sense.type}: {describe(candidate.sense)}", why=why
    )
