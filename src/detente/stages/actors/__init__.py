"""Actors: every mention of somebody who can act, and who that is on the day of the story."""

import msgspec

from detente.model import Actor, Document, Issue
from detente.packs import Packs
from detente.stages.actors.drafts import Hit, Line, prepare
from detente.stages.actors.identity import Profile, Registry
from detente.stages.actors.mentions import find_drafts
from detente.stages.actors.names import countries_named, find_hits, find_matches, is_at_home
from detente.stages.actors.persons import add_known, find_people, surnames_of
from detente.stages.actors.resolution import Resolver
from detente.stages.actors.unnamed import code_of
from detente.stages.base import Layers, Stage, issue, make_stage

__all__ = ["find_actors", "make_actors"]


def make_actors(packs: Packs) -> Stage:
    """Return the stage that gives `actors`."""
    return make_stage(
        "actors", needs=["sentences", "trees"], gives=["actors"], run=lambda document: find_actors(document, packs)
    )


def find_actors(document: Document, packs: Packs) -> Layers:
    """Find the mentions, resolve them in the order of the text, and return actors and issues."""
    on = document.published.latest[:10] if document.published else None
    resolver = Resolver(document, packs.world, packs.actor_words, on=on)
    for line in _lines(document, packs, on=on):
        resolver.read(line, find_drafts(line, packs.actor_words))
    actors = _actors(resolver.registry)
    return {"actors": actors, "issues": tuple(_issues(actors))}


def _lines(document: Document, packs: Packs, *, on: str | None) -> list[Line]:
    """Prepare all sentences; what one calls a person, the others do too."""
    words, world = packs.actor_words, packs.world
    lines: list[Line] = []
    found: list[tuple[Line, tuple[Hit, ...]]] = []
    for number, (sentence, tree) in enumerate(zip(document.sentences, document.trees, strict=True)):
        line = prepare(number, tree, words, title=sentence.part == "title")
        found.append((line, find_hits(line, world, on=on)))
    named = countries_named(hits for _, hits in found)
    for bare, candidates in found:
        hits = tuple(hit for hit in candidates if is_at_home(bare, hit, named))
        line = msgspec.structs.replace(bare, hits=hits, matches=find_matches(bare, words, hits))
        lines.append(msgspec.structs.replace(line, people=find_people(line, words)))
    known = surnames_of(lines).keys()
    countries = {hit.name.country for line in lines for hit in line.hits if hit.name.country}
    for at, line in enumerate(lines):
        people = add_known(line, known, countries=countries, world=world, words=words, on=on)
        lines[at] = msgspec.structs.replace(line, people=people)
    return lines


def _actors(registry: Registry) -> tuple[Actor, ...]:
    """Turn profiles with mentions, and those that groups consist of, into actors numbered by first mention."""
    kept = {registry.real(index) for index, mentions in registry.mentions.items() if mentions}
    for index in list(kept):
        kept.update(registry.real(member) for member in registry.profiles[index].members)
    far = float("inf")
    first = {index: min((m.start for m in registry.mentions.get(index, ())), default=far) for index in kept}
    ids = {index: f"a{at}" for at, index in enumerate(sorted(kept, key=lambda index: (first[index], index)), 1)}
    return tuple(_actor(registry, index, ids) for index in ids)


def _actor(registry: Registry, index: int, ids: dict[int, str]) -> Actor:
    profile: Profile = registry.profiles[index]
    kinds = {"country", "person", "organisation", "group"}
    return Actor(
        id=ids[index],
        name=profile.name,
        kind=profile.kind if profile.kind in kinds else "unknown",  # type: ignore[arg-type]
        country=profile.country,
        sector=profile.sector or None,
        cameo=code_of(profile),
        office=profile.office or None,
        basis=profile.basis,
        why=profile.why,
        members=tuple(
            sorted({ids[registry.real(member)] for member in profile.members}, key=lambda name: int(name[1:]))
        ),
        mentions=tuple(sorted(registry.mentions.get(index, ()), key=lambda mention: (mention.start, mention.end))),
    )


def _issues(actors: tuple[Actor, ...]) -> list[Issue]:
    found: list[Issue] = []
    for actor in actors:
        named = [mention for mention in actor.mentions if mention.kind == "name"]
        if named and actor.country is None and actor.kind in {"person", "organisation"}:
            first = named[0]
            message = f"no country is known for {actor.kind} {actor.name!r}"
            found.append(issue("actors", "unknown-actor", message, start=first.start, end=first.end))
    return found
