"""Who has which part in an event: the tree's choice weighed against what the network says of every actor of the sentence."""

from collections.abc import Sequence

import msgspec

from detente.learned.voter import Answer, Question, Reading, Voter
from detente.model import Span
from detente.stages.events.drafts import Draft
from detente.stages.events.retellings import is_anaphoric
from detente.stages.events.roles import Roles, is_of_own
from detente.stages.events.scene import Scene, Standing
from detente.trees import ancestors, children

FILLED_SOURCE, FILLED_TARGET = 0.6, 0.35
"""Share from which an actor takes a side that the tree left open; chosen on `training/corpus/dev`, as are all below.

A wrong doer is a worse error than a wrong target: "he did not mention an attack" makes nobody the attacker.
"""
TURNED, DOUBTED = 0.7, 0.35
"""Share from which another actor takes the place of the tree's, and share of the tree's below which it can."""
DROPPED = 0.06
"""Share of any part below which an actor that was only found by looking through the clause stands for nobody."""

WHERE = frozenset(
    {"in", "on", "over", "near", "at", "around", "off", "outside", "inside", "across", "through", "into", "of"}
)
"""Prepositions before places."""

PARTS = {"sources": ("forward", "both"), "targets": ("backward", "both")}
"""Answers to the question of an actor's direction that give it a side."""


class Ballot(msgspec.Struct, frozen=True, kw_only=True):
    """What the network says of one actor's part in an event."""

    standing: Standing
    answer: Answer

    def share(self, side: str, *, mutual: bool) -> float:
        """Return the share of a side; who acts together may stand on either."""
        first, both = PARTS[side]
        return self.answer.share("direction", first) + (self.answer.share("direction", both) if mutual else 0.0)


def cast(draft: Draft, scene: Scene, voter: Voter, reading: Reading, *, own_means: bool = False) -> Draft:
    """Return the draft with the parts that tree and network together give to the actors of its sentence.

    `own_means` says that such a deed is done with the doer's own people: they are no targets that the tree does not name.
    """
    ballots = _ask(draft, scene, voter, reading)
    if not ballots:
        return draft
    roles = _correct(draft, ballots, scene)
    if not is_anaphoric(draft, scene):
        own = scene.countries(tuple(s.actor for s in roles.sources)) if own_means else frozenset()
        foreign = [b for b in ballots if scene.country(b.standing.actor) not in {None, *own}]
        roles = _fill(draft, roles, ballots, scene, aimed_at=foreign if own_means else ballots)
    if roles == draft.roles:
        return draft
    return msgspec.structs.replace(draft, roles=roles, notes=(*draft.notes, "network: who has which part"))


def _ask(draft: Draft, scene: Scene, voter: Voter, reading: Reading) -> list[Ballot]:
    """Ask of every actor that the sentence names what part it has."""
    sentence = draft.candidate.sentence
    start = scene.document.sentences[sentence].start
    word = scene.words(sentence, draft.candidate.trigger)
    trigger = Span(start=word.start - start, end=word.end - start)
    standing = [s for s in scene.standing[sentence].values() if s.span.start >= start]
    asked = [
        Question(trigger=trigger, source=Span(start=s.span.start - start, end=s.span.end - start)) for s in standing
    ]
    return [Ballot(standing=s, answer=a) for s, a in zip(standing, voter.ask(reading, asked), strict=True)]


def _correct(draft: Draft, ballots: Sequence[Ballot], scene: Scene) -> Roles:
    """Put another actor in the place of one that the network denies a part, where it is sure of the other."""
    roles = draft.roles
    for side in PARTS:
        held: tuple[Standing, ...] = getattr(roles, side)
        known = [b for b in ballots if any(b.standing.span == s.span for s in held)]
        if not held or len(known) < len(held):
            continue
        belief = max(b.share(side, mutual=True) for b in known)
        own = side == "targets" and all(_is_of_doer(s, draft, scene) for s in held)
        if belief > DOUBTED and not own:
            continue
        free = [b for b in ballots if not _stands(b.standing, roles, scene)]
        if own:
            free = [b for b in free if not _is_of_doer(b.standing, draft, scene)]
        best = max(free, key=lambda b: b.share(side, mutual=False), default=None)
        if best and best.share(side, mutual=False) >= (FILLED_TARGET if own else TURNED):
            roles = msgspec.structs.replace(roles, **{side: (best.standing,)})
        elif side == "targets" and roles.loose and belief < DROPPED:
            roles = msgspec.structs.replace(roles, targets=(), loose=False)
    return roles


def _fill(draft: Draft, roles: Roles, ballots: Sequence[Ballot], scene: Scene, *, aimed_at: Sequence[Ballot]) -> Roles:
    """Fill a side that the tree left open with the actor to whom the network gives it; `aimed_at` can be targets."""
    for side, wanted in (("targets", FILLED_TARGET), ("sources", FILLED_SOURCE)):
        if getattr(roles, side):
            continue
        free = [
            b
            for b in (aimed_at if side == "targets" else ballots)
            if not _stands(b.standing, roles, scene) and not _stands(b.standing, draft.roles, scene)
        ]
        if side == "sources":
            telling = _tellers(draft, scene)
            free = [b for b in free if b.standing.head not in telling]
        else:
            free = [b for b in free if not _is_of_doer(b.standing, draft, scene)]
            free = [b for b in free if not _is_nowhere(b.standing, draft, scene)]
        best = max(free, key=lambda b: b.share(side, mutual=False), default=None)
        if best and best.share(side, mutual=False) >= wanted:
            roles = msgspec.structs.replace(roles, **{side: (best.standing,)})
    return roles


def _is_of_doer(standing: Standing, draft: Draft, scene: Scene) -> bool:
    """Tell whether an actor is the doer's own ("recalled its envoy"); "his Egyptian counterpart" is not."""
    country = scene.country(standing.actor)
    others = country and country not in scene.countries(tuple(s.actor for s in draft.roles.sources))
    return not others and is_of_own(scene, draft.candidate.sentence, standing.head)


def _is_nowhere(standing: Standing, draft: Draft, scene: Scene) -> bool:
    """Tell whether a name of which nothing is known stands where places do: "over the Tirah valley", "advancing on Sevare"."""
    actor = scene.actors[standing.actor]
    located = any(head == standing.head for head, _ in scene.places[draft.candidate.sentence])
    if actor.sector or actor.office or (actor.country and not located):
        return False
    tree = scene.tree(draft.candidate.sentence)
    token = tree.tokens[standing.head]
    above = tree.tokens[token.head]
    return token.dep in {"compound", "nmod"} or (token.dep == "pobj" and above.lemma.lower() in WHERE)


def _tellers(draft: Draft, scene: Scene) -> frozenset[int]:
    """Return the subjects of the verbs that report the deed: "lawyers said that 85 people were held" makes them no captors."""
    tree, word = scene.tree(draft.candidate.sentence), draft.candidate.trigger
    found: set[int] = set()
    for above in ancestors(tree, word):
        if tree.tokens[word].dep in {"ccomp", "parataxis"}:
            found.update(children(tree, above, "nsubj"))
        elif tree.tokens[above].dep != "ccomp":
            found.update(h for verb in children(tree, above, "parataxis") for h in children(tree, verb, "nsubj"))
        word = above
    return frozenset(found)


def _stands(standing: Standing, roles: Roles, scene: Scene) -> bool:
    """Tell whether an actor, or a member of it, has a part already."""
    taken = {member for s in (*roles.sources, *roles.targets) for member in scene.members(s.actor)}
    return bool(taken.intersection(scene.members(standing.actor)))
