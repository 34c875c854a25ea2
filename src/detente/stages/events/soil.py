"""Towns that stand for the state on whose soil they lie: "visited Belgrade", "its embassy in Tripoli", "was jailed in Minsk".

The stage `actors` reads a capital as a government only where it acts; where somebody goes there it is a place, and so is any
other town. For the types that are done to a state, or by it, at such a place (`soil` in the ontology) the state takes the side
that nobody else was found for. States that the text names nowhere are added to the actors.
"""

from collections.abc import Sequence

import msgspec

from detente.model import Actor, Mention, Place, Span
from detente.packs import Packs
from detente.packs.ontology import Soil
from detente.packs.world import World
from detente.stages.events import slots
from detente.stages.events.drafts import Draft
from detente.stages.events.roles import slot_heads
from detente.stages.events.scene import Scene, Standing
from detente.trees import children

SEATED = "in"
"""Preposition before the town where somebody was treated so by whoever rules there."""


class Ground:
    """The states of a document by the places that stand for them."""

    def __init__(self, scene: Scene, packs: Packs) -> None:
        self.scene, self.packs = scene, packs
        self.states = {a.country: a.id for a in reversed(scene.document.actors) if a.kind == "country" and a.country}
        self.added: list[Actor] = []

    def fill(self, draft: Draft) -> Draft:
        """Return the draft with a state on a side that is open and that its words give to a place."""
        soil = self._soil(draft)
        if soil is None:
            return draft
        roles = draft.roles
        if soil.targets and not roles.targets and roles.sources and (found := self._target(draft, soil)):
            return self._replace(draft, "targets", found)
        if not roles.sources and roles.targets and soil.rules and (found := self._source(draft)):
            return self._replace(draft, "sources", found)
        return draft

    def _soil(self, draft: Draft) -> Soil | None:
        """Return what the type says of places; what is planned is asked as what it will be."""
        kinds = self.packs.ontology.types
        own = kinds[draft.type].soil
        return own or (kinds[draft.content].soil if draft.content in kinds else None)

    def _target(self, draft: Draft, soil: Soil) -> tuple[Place, int] | None:
        candidate = draft.candidate
        for slot in dict.fromkeys((candidate.sense.target or soil.targets).split()):
            for head in slot_heads(candidate, self.scene, slot):
                place = self._place(draft, head)
                if place is not None:
                    return place, head
        return None

    def _source(self, draft: Draft) -> tuple[Place, int] | None:
        """Return the place where a passive without a doer happened, if it is not the target's own country."""
        candidate = draft.candidate
        tree = self.scene.tree(candidate.sentence)
        verb = candidate.trigger
        if candidate.is_noun or not slots.is_passive(tree, verb) or children(tree, verb, "agent"):
            return None
        for name, head in slots.prepositions(tree, verb):
            if name == SEATED and (place := self._place(draft, head)) is not None:
                return place, head
        return None

    def _place(self, draft: Draft, head: int) -> Place | None:
        """Return a place abroad at a word that is no actor."""
        sentence = draft.candidate.sentence
        if head in self.scene.standing[sentence]:
            return None
        sides = (*draft.roles.sources, *draft.roles.targets)
        home = {self.scene.country(m) for s in sides for m in self.scene.members(s.actor)}
        for at, place in self.scene.places[sentence]:
            if at == head and place.country and place.country not in home and place.precision != "region":
                return place
        return None

    def _replace(self, draft: Draft, side: str, found: tuple[Place, int]) -> Draft:
        place, head = found
        country = place.country or ""
        standing = Standing(
            actor=self._state(country, place, head, draft.candidate.sentence),
            head=head,
            span=Span(start=place.start, end=place.end),
            kind="name",
        )
        roles = msgspec.structs.replace(draft.roles, **{side: (standing,)})
        note = f"{side}: {country}, on whose soil {place.name} is"
        return msgspec.structs.replace(draft, roles=roles, notes=(*draft.notes, note))

    def _state(self, country: str, place: Place, head: int, sentence: int) -> str:
        """Return the id of a state, added to the actors if the text does not name it."""
        if country not in self.states:
            start = self.scene.words(sentence, head).start
            mention = Mention(start=place.start, end=place.end, head=start, kind="name")
            actor = state_of(country, self.packs.world, mention, number=len(self.scene.actors) + 1)
            self.states[country] = actor.id
            self.scene.actors[actor.id] = actor
            self.added.append(actor)
        return self.states[country]


def fill_soil(drafts: Sequence[Draft], scene: Scene, packs: Packs) -> tuple[list[Draft], tuple[Actor, ...]]:
    """Return the drafts with states for places on their open sides, and the states that had to be added."""
    ground = Ground(scene, packs)
    return [ground.fill(draft) for draft in drafts], tuple(ground.added)


def state_of(country: str, world: World, mention: Mention, *, number: int) -> Actor:
    """Return the state of a country as the stage `actors` writes it."""
    row = world.countries.get(country)
    return Actor(
        id=f"a{number}",
        name=row.name if row else country,
        kind="country",
        country=country,
        sector="GOV",
        cameo=f"{(row.cameo or row.alpha3) if row else country}GOV",
        basis="inferred",
        why="a place on its soil is named",
        mentions=(mention,),
    )
