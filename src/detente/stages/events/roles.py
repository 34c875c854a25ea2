"""Fill source and target of a candidate: actors in its grammatical slots, in the order that the sense prefers."""

from collections.abc import Iterable, Sequence

import msgspec

from detente.model import Span
from detente.stages.events import slots
from detente.stages.events.candidates import Candidate
from detente.stages.events.scene import Scene, Standing
from detente.trees import CLAUSES, children, conjuncts, subtree

VERB_SOURCE = ("subject",)
NOUN_SOURCE = ("possessor", "by", "between", "subject", "from", "among")
TARGETS = (
    "object",
    "indirect",
    "with",
    "against",
    "to",
    "on",
    "at",
    "toward",
    "towards",
    "into",
    "for",
    "over",
    "from",
    "between",
    "among",
    "inside",
)
NOUN_TARGETS = (
    "with",
    "against",
    "on",
    "to",
    "at",
    "toward",
    "towards",
    "of",
    "into",
    "for",
    "between",
    "among",
    "from",
    "over",
    "in",
)
JOINT_TARGETS = ("object", "indirect", "with", "between", "among", "against", "inside")
"""The other side of what two do together: what they do it "on" or "over" is its subject."""

BELOW = CLAUSES | {"relcl", "acl", "advcl"}


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """Who does it to whom, each with the words that say so."""

    sources: tuple[Standing, ...] = ()
    targets: tuple[Standing, ...] = ()
    reciprocal: bool = False
    loose: bool = False
    """True where the target was found only by looking through the whole clause."""


def find_roles(candidate: Candidate, scene: Scene) -> Roles:
    """Return the roles of a candidate; the same actor never stands on both sides."""
    sense = candidate.sense
    source_slots = sense.source.split() or list(NOUN_SOURCE if candidate.is_noun else VERB_SOURCE)
    sources = _first(candidate, scene, source_slots)
    if not sources and candidate.is_noun and not sense.source:
        sources = _of_as_source(candidate, scene)
    usual = JOINT_TARGETS if sense.reciprocal else NOUN_TARGETS if candidate.is_noun else TARGETS
    target_slots = sense.target.split() or list(usual)
    targets = _first(candidate, scene, target_slots, excluding=sources)
    loose = False
    joint = sense.reciprocal and len(scene.countries(tuple(s.actor for s in sources))) > 1
    if not targets and not sense.target and not sense.content and not joint:
        targets = _elsewhere(candidate, scene, sources)
        loose = bool(targets)
    targets = _drop_own_side(targets, sources, scene)
    if sense.reciprocal and not targets and len(sources) == 1:
        sources = _group_inside(sources[0], candidate, scene) or sources
    if sense.reciprocal and not targets:
        sources = _whole_coordination(sources, candidate, scene) or sources
        sources, targets = split_sides(sources, scene)
    return Roles(
        sources=sources, targets=targets, reciprocal=sense.reciprocal and bool(targets), loose=loose and bool(targets)
    )


def split_sides(standings: Sequence[Standing], scene: Scene) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Part those who act together into two sides: the first country's actors, and the others."""
    spread = [
        msgspec.structs.replace(standing, actor=member)
        for standing in standings
        for member in scene.members(standing.actor)
    ]
    if len(spread) < 2:
        return tuple(standings), ()
    first = scene.country(spread[0].actor) or spread[0].actor
    one = tuple(s for s in spread if (scene.country(s.actor) or s.actor) == first)
    other = tuple(s for s in spread if (scene.country(s.actor) or s.actor) != first)
    if not other:
        return (one[0],), one[1:]
    return one, other


def _drop_own_side(targets: tuple[Standing, ...], sources: tuple[Standing, ...], scene: Scene) -> tuple[Standing, ...]:
    """Of several targets ("for Russia and Japan") leave out those of the source's own country."""
    own = scene.countries(tuple(s.actor for s in sources))
    spread = tuple(
        msgspec.structs.replace(target, actor=member) for target in targets for member in scene.members(target.actor)
    )
    others = tuple(target for target in spread if scene.country(target.actor) not in own)
    if others and len(others) < len(spread):
        return others
    taken = {member for s in sources for member in scene.members(s.actor)}
    return tuple(target for target in targets if not taken.intersection(scene.members(target.actor)))


def _first(
    candidate: Candidate, scene: Scene, names: Iterable[str], *, excluding: Sequence[Standing] = ()
) -> tuple[Standing, ...]:
    """Return the actors of the first slot that has any beside the excluded."""
    taken = {standing.actor for standing in excluding}
    for name in names:
        found = [s for head in slot_heads(candidate, scene, name) for s in actors_at(scene, candidate.sentence, head)]
        rest = tuple({s.actor: s for s in found if s.actor not in taken}.values())
        if rest:
            return rest
    return ()


def slot_heads(candidate: Candidate, scene: Scene, slot: str) -> list[int]:
    """Return the head words in a slot of the candidate."""
    tree, trigger = scene.tree(candidate.sentence), candidate.trigger
    verb = candidate.light if candidate.is_noun else trigger
    if slot == "subject":
        heads = slots.agents(tree, verb) if verb is not None else []
        return [*heads, *_people_within(heads, candidate, scene)]
    if slot == "speaker":
        return _speaker(candidate, scene)
    if slot == "possessor":
        return [
            *_before(candidate, scene, trigger),
            *(h for o in _object_heads(candidate, scene) for h in _before(candidate, scene, o)),
        ]
    if slot == "object":
        return _object_heads(candidate, scene)
    if slot == "indirect":
        return slots.indirect_objects(tree, verb) if verb is not None else []
    if slot == "attribute":
        return slots.attributes(tree, verb) if verb is not None else []
    if slot == "inside":
        inside = [i for head in _object_heads(candidate, scene) for i in subtree(tree, head, stop=BELOW)]
        return [index for index in inside if not is_of_own(scene, candidate.sentence, index)]
    places = [trigger, *([verb] if verb is not None and verb != trigger else [])]
    places.extend(_object_heads(candidate, scene))
    places.extend(index for index in candidate.match.used if index not in places)
    if candidate.is_noun and candidate.light is None:
        places.extend(_happening(candidate, scene))
    near = [row for place in places for row in slots.prepositions(tree, place)]
    far = [row for _, head in near for row in slots.prepositions(tree, head)]
    return [head for name, head in near if name == slot] or [head for name, head in far if name == slot]


def _group_inside(source: Standing, candidate: Candidate, scene: Scene) -> tuple[Standing, ...]:
    """Take the sides from "the foreign ministers of the two countries"."""
    tree = scene.tree(candidate.sentence)
    below = subtree(tree, source.head, stop=BELOW | {"conj"})
    standing = scene.standing[candidate.sentence]
    return tuple(standing[i] for i in below if i in standing and len(scene.members(standing[i].actor)) > 1)[:1]


def _whole_coordination(sources: Sequence[Standing], candidate: Candidate, scene: Scene) -> tuple[Standing, ...]:
    """Take all of "A and B, who met" where the parser hung the clause on B alone."""
    tree = scene.tree(candidate.sentence)
    if len(sources) != 1 or tree.tokens[sources[0].head].dep != "conj":
        return ()
    top = sources[0].head
    while tree.tokens[top].dep == "conj":
        top = tree.tokens[top].head
    found = [s for head in conjuncts(tree, top) for s in actors_at(scene, candidate.sentence, head)]
    return tuple({s.actor: s for s in found}.values())


def _people_within(heads: Sequence[int], candidate: Candidate, scene: Scene) -> list[int]:
    """Persons that the parser hung below the head of a subject ("Minister A and Minister B, and their colleagues")."""
    tree = scene.tree(candidate.sentence)
    below = [index for head in heads for index in subtree(tree, head, stop=BELOW | {"poss", "prep", "punct"})]
    standing = scene.standing[candidate.sentence]
    return [
        i
        for i in sorted(set(below))
        if i in standing
        and scene.actors[standing[i].actor].kind == "person"
        and not (tree.tokens[i].dep in {"compound", "amod", "nmod"} and tree.tokens[i].head in standing)
    ]


def _object_heads(candidate: Candidate, scene: Scene) -> list[int]:
    """The objects of a verb, or where its sense rests on a verb below it ("tried to kill"), of that one."""
    if candidate.is_noun:
        return []
    tree = scene.tree(candidate.sentence)
    own = slots.objects(tree, candidate.trigger)
    if own or not candidate.sense.complement:
        return own
    return [
        head
        for index in candidate.match.used
        if tree.tokens[index].pos == "VERB"
        for head in slots.objects(tree, index)
    ]


def _before(candidate: Candidate, scene: Scene, noun: int) -> list[int]:
    """Possessors and attributive names before a noun."""
    tree = scene.tree(candidate.sentence)
    found = children(tree, noun, "poss", "amod", "compound", "nmod")
    return [head for index in found for head in subtree(tree, index, stop=BELOW)]


def _happening(candidate: Candidate, scene: Scene) -> list[int]:
    """A verb whose subject the event noun is lends it its prepositions: "fighting broke out between"."""
    token = scene.tree(candidate.sentence).tokens[candidate.trigger]
    return [token.head] if token.dep in {"nsubj", "nsubjpass"} else []


def _of_as_source(candidate: Candidate, scene: Scene) -> tuple[Standing, ...]:
    """Read "the visit of X to Y": with another target, the of-phrase names who does it."""
    others = _first(candidate, scene, ("to", "against", "on", "with", "into"))
    return _first(candidate, scene, ("of",), excluding=others) if others else ()


def _elsewhere(candidate: Candidate, scene: Scene, sources: Sequence[Standing]) -> tuple[Standing, ...]:
    """Look for a target through the rest of the clause behind the trigger; plain locations do not count."""
    if candidate.is_noun and candidate.light is None:
        return ()
    tree, taken = scene.tree(candidate.sentence), {standing.actor for standing in sources}
    verb = candidate.trigger if candidate.light is None else candidate.light
    located = {head for head, _ in scene.places[candidate.sentence]}
    for index in slots.clause(tree, verb):
        standing = scene.standing[candidate.sentence].get(index)
        if is_of_own(scene, candidate.sentence, index):
            continue
        if standing and index > verb and standing.actor not in taken and index not in located:
            return tuple(s for s in actors_at(scene, candidate.sentence, index) if s.actor not in taken)
    return ()


def find_inside(roles: Roles, sentence: int, head: int, scene: Scene) -> Roles:
    """Take the target from a content of which no event is known: the first actor in its words that is not the source."""
    tree, taken = scene.tree(sentence), {member for s in roles.sources for member in scene.members(s.actor)}
    located = {place for place, _ in scene.places[sentence]}
    for index in subtree(tree, head, stop=frozenset({"relcl", "advcl", "conj"})):
        standing = scene.standing[sentence].get(index)
        if is_of_own(scene, sentence, index):
            continue
        if standing and index not in located and not taken.intersection(scene.members(standing.actor)):
            found = tuple(s for s in actors_at(scene, sentence, index) if s.actor not in taken)
            return msgspec.structs.replace(roles, targets=found, loose=True)
    return roles


def is_of_own(scene: Scene, sentence: int, index: int) -> bool:
    """Tell whether a noun belongs to somebody named before ("its battalion", "his fighters"): no target of its own."""
    tree = scene.tree(sentence)
    return any(tree.tokens[owner].pos == "PRON" for owner in children(tree, index, "poss"))


def _speaker(candidate: Candidate, scene: Scene) -> list[int]:
    """The head words of whoever speaks the quotation that the trigger stands in."""
    word = scene.words(candidate.sentence, candidate.trigger)
    for quote in scene.quotes[candidate.sentence]:
        if quote.speaker and quote.content.start <= word.start < quote.content.end:
            standing = scene.standing[candidate.sentence]
            return [
                head
                for head, s in standing.items()
                if s.span.start < quote.speaker.end and quote.speaker.start < s.span.end
            ]
    return []


def actors_at(scene: Scene, sentence: int, head: int) -> list[Standing]:
    """Return the actors that a noun phrase names: its head's, or where the head is none, those inside it.

    "the attack on Russian missiles" has RUS inside; "Russian forces" is one actor, its adjective is not another.
    """
    tree, standing = scene.tree(sentence), scene.standing[sentence]
    covering = standing.get(head) or _covering(scene, sentence, head)
    if covering:
        return [covering, *_coordinated_inside(scene, sentence, head, covering)]
    found: dict[int, Standing] = {}
    others = {index for child in children(tree, head, "conj") for index in subtree(tree, child)}
    inside = [index for index in subtree(tree, head, stop=BELOW) if index not in others]
    for index in sorted(inside, key=lambda i: _nearness(tree.tokens[i].dep)):
        here = standing.get(index)
        if here and not any(_within(here.span, other.span) for other in found.values()):
            found.setdefault(index, here)
    if not found:
        return []
    first = next(iter(found.values()))
    return [first, *(s for s in found.values() if s.head in _joined(scene, sentence, first.head))]


def _coordinated_inside(scene: Scene, sentence: int, head: int, covering: Standing) -> list[Standing]:
    """Return of "the presidents of A and B" names behind a mention that are coordinated with a word inside it."""
    tree, standing = scene.tree(sentence), scene.standing[sentence]
    if head != covering.head:
        return []
    inside = [i for i in subtree(tree, head, stop=BELOW | {"conj"}) if tree.tokens[i].start < covering.span.end]
    joined = [row for i in inside if i != head and len(row := conjuncts(tree, i)) > 1]
    rest = [c for row in joined for c in row if c in standing]
    return [standing[c] for c in rest if not _within(standing[c].span, covering.span)]


def _joined(scene: Scene, sentence: int, head: int) -> list[int]:
    return [index for index in conjuncts(scene.tree(sentence), head) if index != head]


def _nearness(relation: str) -> int:
    return {"poss": 0, "amod": 1, "compound": 1, "nmod": 1}.get(relation, 2)


def _covering(scene: Scene, sentence: int, head: int) -> Standing | None:
    word = scene.words(sentence, head)
    spans = [s for s in scene.standing[sentence].values() if _within(word, s.span)]
    return min(spans, key=lambda s: s.span.end - s.span.start) if spans else None


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
