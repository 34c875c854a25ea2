"""Let phrases that say little of themselves take after whom they belong to: "its leader", "members of a gang", "his men"."""

from collections.abc import Mapping

from detente.packs.actor_words import ActorWords
from detente.stages.actors.drafts import Draft, Line
from detente.stages.actors.identity import Profile, Registry

ARMED = frozenset({"REB", "PRM", "UAF", "CRM", "PRE"})
"""Sectors whose men are as armed as they are."""

SIDES = frozenset({"PTY", "OPP", "REB"})
"""Sectors whose adherents are of their side; those of a government are its citizens."""

RULERS = frozenset({"GOV", "ELI"})

VAGUE = frozenset({"", "UNK"})

OF = frozenset({"of", "for"})
"""Prepositions behind a noun that say whose it is."""


def lend(
    line: Line, draft: Draft, who: Mapping[int, int], *, index: int, registry: Registry, words: ActorWords
) -> None:
    """Give the actor of a phrase the sector, and where it has none the country, of its possessor or of its "of" phrase."""
    noun = draft.noun
    if (
        noun is None
        or line.symbols[draft.head] in words.lists["counterparts"]
        or (draft.owner is not None and draft.sector not in VAGUE)
    ):
        return
    giver = find_giver(line, draft, who)
    profile = registry.profiles[index]
    if giver is None or registry.real(giver) == index or giver in profile.members or profile.kind == "country":
        return
    owner = registry.profiles[registry.real(giver)]
    lent = _sector(line, draft, profile, owner, words)
    if lent is None:
        return
    changes: dict[str, object] = {"sector": lent[0], "role": lent[1]}
    if owner.country and draft.owner is None and profile.country != owner.country:
        changes |= {"country": owner.country, "base": owner.base, "basis": "inferred", "why": f"of {owner.name}"}
    registry.update(index, **changes)


def find_giver(line: Line, draft: Draft, who: Mapping[int, int]) -> int | None:
    """Return the actor that a phrase belongs to: its possessor, else whom "of" or "for" behind its head names."""
    if draft.keeper is not None:
        return who.get(draft.keeper)
    for prep in line.tree.below[draft.head]:
        if line.tokens[prep].dep == "prep" and line.tokens[prep].text.lower() in OF:
            for place in line.tree.below[prep]:
                if line.tokens[place].dep == "pobj" and place in who:
                    return who[place]
    return None


def belongs(line: Line, draft: Draft) -> bool:
    """Say whether an "of" or "for" phrase behind the head tells whose the actor is."""
    return any(
        line.tokens[prep].dep == "prep" and line.tokens[prep].text.lower() in OF for prep in line.tree.below[draft.head]
    )


def _sector(line: Line, draft: Draft, profile: Profile, owner: Profile, words: ActorWords) -> tuple[str, str] | None:
    """Return what a phrase takes from its owner, or None to leave it as it is."""
    noun, symbol = draft.noun, line.symbols[draft.head]
    own = owner.sector, owner.role
    if symbol in words.lists["kin"]:
        return ("ELI", "ELI") if owner.kind == "person" and owner.sector in RULERS else None
    if symbol in words.lists["men"]:
        return own if owner.sector in ARMED and profile.sector not in {"MIL", "COP"} else None
    if symbol in words.lists["adherents"]:
        return own if owner.sector in SIDES and (owner.kind != "person" or owner.sector == "OPP") else None
    if noun is None or not noun.weak or symbol in words.lists["relational"] or owner.sector in VAGUE:
        return None
    if owner.kind == "country":
        return (noun.of_state, noun.of_state) if noun.of_state and profile.sector in VAGUE else None
    if profile.sector in VAGUE:
        return own
    return (
        own
        if profile.sector == draft.sector and draft.sector in {"GOV", "MIL"} and owner.sector not in {"GOV", "CVL"}
        else None
    )
