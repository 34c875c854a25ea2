"""From a candidate with its content to what the event is: type, roles, factuality, codes, time and place."""

from datetime import date

import msgspec

from detente.model import EventPlace, EventTime, Factuality, Place, Predicate, TimeSpan
from detente.packs import Packs
from detente.packs.lexicon import Sense
from detente.stages.base import as_event_place
from detente.stages.events import circumstances
from detente.stages.events.candidates import Candidate
from detente.stages.events.contents import Bound
from detente.stages.events.roles import Roles, find_inside, find_roles, split_sides
from detente.stages.events.scene import Scene
from detente.trees import subtree

OLD = 183
"""Days before publication after which what is told is history."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What both voters together say of a draft."""

    type: str
    mode: str | None
    content: str | None
    cameo: str | None
    backward: bool
    """The roles stand the wrong way round."""
    event: float
    """Share of "this is an event"."""
    type_share: float
    network: str
    """The network's own first choice, and its share, in words."""
    others: tuple[tuple[str, float], ...]
    """Other types that got a tenth or more, with their shares."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An event before it is written down."""

    bound: Bound
    type: str
    mode: str | None
    content: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    roles: Roles
    factuality: Factuality
    certainty: int
    background: bool
    predicate: Predicate | None
    time: EventTime | None
    time_span: TimeSpan | None
    due: EventTime | None
    place: EventPlace | None
    place_span: Place | None
    notes: tuple[str, ...] = ()
    verdict: Verdict | None = None
    """What both voters together say; None with the lexicon alone."""
    sure: float | None = None
    """How often what looks like this is an event of its type; None with the lexicon alone."""

    @property
    def candidate(self) -> Candidate:
        """The trigger and its sense."""
        return self.bound.candidate


def draft_event(bound: Bound, scene: Scene, packs: Packs, *, triggers: frozenset[int]) -> Draft:
    """Work out everything about one event from the layers of its sentence."""
    candidate = bound.candidate
    sense = candidate.sense
    time, time_span = circumstances.attach_time(candidate, scene, triggers)
    place, place_span = circumstances.attach_place(candidate, scene, triggers)
    due = _due(bound, scene, triggers)
    predicate = _predicate(candidate, scene)
    draft = Draft(
        bound=bound,
        type=sense.code,
        mode=sense.mode,
        content=_content_type(bound),
        contexts=_contexts(bound, scene, packs),
        cameo=sense.cameo or None,
        roles=_roles(bound, scene, packs),
        factuality=_factuality(sense, predicate),
        certainty=predicate.certainty if predicate else 3,
        background=bool(predicate and predicate.background) or _is_attribute(candidate, scene),
        predicate=predicate,
        time=time,
        time_span=time_span,
        due=due,
        place=place,
        place_span=place_span,
    )
    draft = _tell_visits(_age(_look_ahead(_turn_future(draft, scene, packs), scene), scene), scene, packs)
    kind = packs.ontology.types.get(draft.type)
    mode = draft.mode or (kind.content_modes.get(draft.content or "") if kind else None)
    draft = msgspec.structs.replace(draft, mode=mode)
    return msgspec.structs.replace(draft, cameo=_cameo(draft, packs))


def _factuality(sense: Sense, predicate: Predicate | None) -> Factuality:
    """The text's claim; what it tells as a fact, the word itself may weaken (an offer is proposed)."""
    claimed = predicate.factuality if predicate else "happened"
    return sense.factuality if sense.factuality and claimed in {"happened", "ongoing"} else claimed


def _is_attribute(candidate: Candidate, scene: Scene) -> bool:
    """Tell whether a participle only says which ("12 *captured* soldiers")."""
    return scene.tree(candidate.sentence).tokens[candidate.trigger].dep == "amod"


def _content_type(bound: Bound) -> str | None:
    if bound.candidate.sense.about:
        return bound.candidate.sense.about.partition("/")[0]
    return bound.content.sense.code if bound.content and bound.content.sense.code != "STATEMENT" else None


def _cameo(draft: Draft, packs: Packs) -> str | None:
    """The sense's code; a root alone ("asked", "demanded") takes the place of the crossing's root."""
    own = draft.cameo
    if own and len(own) > len("02"):
        return own
    crossed = _cross(draft, packs)
    if own and crossed:
        return next((code for code in (own + crossed[2:], own) if code in packs.ontology.cameo), crossed)
    return own or crossed


def _cross(draft: Draft, packs: Packs) -> str | None:
    if draft.type not in packs.ontology.types:
        return None
    inner = draft.bound.content
    return packs.ontology.cross(
        draft.type,
        mode=draft.mode,
        content=draft.content,
        content_mode=inner.sense.mode if inner else draft.candidate.sense.about.partition("/")[2] or None,
        contexts=draft.contexts,
    )


def _contexts(bound: Bound, scene: Scene, packs: Packs) -> tuple[str, ...]:
    """The sense's contexts, then those that words of the trigger's and the content's phrases tell."""
    found = dict.fromkeys((*bound.candidate.sense.contexts, *(bound.content.sense.contexts if bound.content else ())))
    tree = scene.tree(bound.candidate.sentence)
    top = bound.head if bound.head is not None else bound.candidate.trigger
    for index in subtree(tree, top, stop=frozenset({"relcl", "advcl", "parataxis"})):
        for context in packs.lexicon.contexts_of(tree.tokens[index].lemma.lower()):
            found[context] = None
    return tuple(found)


def _roles(bound: Bound, scene: Scene, packs: Packs) -> Roles:
    """The act's own roles; a side that it leaves open is taken from what it is about."""
    roles = find_roles(bound.candidate, scene)
    if roles.targets:
        return roles
    if bound.content is not None and bound.content.sense.reciprocal:
        sources, targets = split_sides(roles.sources, scene)
        if len(scene.countries(tuple(s.actor for s in (*sources, *targets)))) > 1:
            return msgspec.structs.replace(roles, sources=sources, targets=targets, reciprocal=True)
    if bound.content is None:
        return roles if bound.head is None else find_inside(roles, bound.candidate.sentence, bound.head, scene)
    inner = find_roles(bound.content, scene)
    taken = {member for s in roles.sources for member in scene.members(s.actor)}
    kind = packs.ontology.types.get(bound.candidate.sense.code)
    at_agent = kind is not None and kind.addressee == "agent"
    order = (inner.sources, inner.targets) if at_agent else (inner.targets, inner.sources)
    for side in order:
        others = tuple(s for s in side if not taken.intersection(scene.members(s.actor)))
        if others:
            reciprocal = bound.candidate.sense.reciprocal and bound.content.sense.reciprocal
            return msgspec.structs.replace(roles, targets=others, reciprocal=reciprocal)
    return roles


def _due(bound: Bound, scene: Scene, triggers: frozenset[int]) -> EventTime | None:
    """When what was agreed, asked or threatened is to happen."""
    if bound.content is None:
        return None
    dated = [
        (head, t) for head, t in scene.times[bound.candidate.sentence] if t.earliest and t.kind in {"DATE", "TIME"}
    ]
    own = circumstances.governed(bound.content, dated, scene, triggers, shared=False)
    return circumstances.from_span(own[0]) if own else None


def _predicate(candidate: Candidate, scene: Scene) -> Predicate | None:
    """What the text claims of the trigger; a light verb's claim stands above its noun's unless it is plain."""
    found = scene.predicates[candidate.sentence]
    own = found.get(candidate.trigger)
    light = found.get(candidate.light) if candidate.light is not None else None
    if light is None:
        return own
    return own if own and light.factuality == "happened" and own.factuality != "happened" else light


def _turn_future(draft: Draft, scene: Scene, packs: Packs) -> Draft:
    """Read a planned meeting, support, cooperation or aid as an agreement to it, a planned retreat as a concession."""
    if draft.factuality != "planned" or (draft.time_span and circumstances.is_past(draft.time, scene)):
        return draft
    kind = packs.ontology.types[draft.type].future
    if not kind:
        return draft
    return msgspec.structs.replace(
        draft,
        type=kind,
        mode=None,
        content=draft.type,
        cameo=None,
        notes=(*draft.notes, f"planned {draft.type} is {kind}"),
    )


def _look_ahead(draft: Draft, scene: Scene) -> Draft:
    """Read a time still to come beside a deed that is done as its due date: "invited him for the spring"."""
    published = scene.document.published
    done = draft.factuality in {"happened", "ongoing"} and draft.time_span is not None
    if not done or not published or not draft.time or not draft.time.earliest:
        return draft
    if draft.time.earliest <= published.latest[:10]:
        return draft
    own = circumstances.narrative(draft.candidate, scene)
    return msgspec.structs.replace(draft, time=own, time_span=None, due=draft.due or draft.time)


def _age(draft: Draft, scene: Scene) -> Draft:
    """Call what lies more than half a year before publication historical: it is told as background."""
    published = scene.document.published
    if draft.factuality not in {"happened", "ongoing"} or not published or not draft.time or not draft.time.latest:
        return draft
    past = date.fromisoformat(published.earliest[:10]) - date.fromisoformat(draft.time.latest[:10])
    if past.days <= OLD:
        return draft
    return msgspec.structs.replace(draft, factuality="historical", notes=(*draft.notes, f"{past.days} days before"))


def _tell_visits(draft: Draft, scene: Scene, packs: Packs) -> Draft:
    """Read an act of both sides, such as a meeting, on the soil of one of its parties as a visit of the others: they are the source."""
    hosted = packs.ontology.types[draft.type].hosted
    if hosted is None or not draft.roles.reciprocal or draft.mode not in {None, hosted.mode}:
        return draft
    place = draft.place
    if place is None and draft.factuality == "happened" and (line := circumstances.dateline_place(scene)):
        place = as_event_place(line, inferred=True)
        draft = msgspec.structs.replace(draft, place=place, place_span=line)
    if place is None or place.country is None:
        return draft
    everyone = (*draft.roles.sources, *draft.roles.targets)
    hosts = tuple(s for s in everyone if scene.country(s.actor) == place.country)
    guests = tuple(s for s in everyone if scene.country(s.actor) != place.country)
    if not hosts or not guests:
        return draft
    return msgspec.structs.replace(
        draft,
        mode=hosted.mode,
        cameo=hosted.cameo,
        roles=msgspec.structs.replace(draft.roles, sources=guests, targets=hosts),
        notes=(*draft.notes, f"met in {place.name}, so {place.country} hosts"),
    )
