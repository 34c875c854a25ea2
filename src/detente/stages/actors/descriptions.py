"""Whom a definite description takes up again: "the rebels", "the fund", "the general", "the 45-year-old"; else abstain."""

from detente.model import Span
from detente.packs.actor_words import ActorWords
from detente.stages.actors.discourse import Discourse, Trace, strength
from detente.stages.actors.drafts import Draft, Line, climb
from detente.stages.actors.identity import Profile, Registry

REACH = 3
"""Sentences over which a description reaches back."""

TIE = 0.85
"""Share of the best candidate's prominence at which a second of the same likeness makes us abstain."""

SAME, SORT, KIN = 3, 2, 1
"""Likeness: the same noun, the same sort of actor, one that may be called so."""

OPEN = frozenset({"", "UNK"})

BROAD = frozenset({"", "UNK", "CVL", "GOV"})
"""Sectors too broad to take two nouns for the same person."""

SCORES = {SAME: 0.9, SORT: 0.75, KIN: 0.6}


class Descriptions:
    """Finds what a definite noun phrase describes among the actors that the discourse remembers."""

    def __init__(self, registry: Registry, discourse: Discourse, words: ActorWords) -> None:
        self.registry, self.discourse, self.words = registry, discourse, words

    def resolve(self, line: Line, draft: Draft, who: dict[int, int]) -> tuple[int, Span | None, float] | None:
        """Return the actor that a phrase takes up again, its words and how surely; None to leave it a new one."""
        noun = draft.noun
        if noun is None or noun.kind == "government" or draft.office or draft.form != "nominal":
            return None
        if not draft.definite or draft.keeper is not None or draft.bound or _narrowed(line, draft):
            return None
        barred = _beside(line, draft, who)
        ranked: list[tuple[int, float, int, Trace]] = []
        for index, trace in self.discourse.recall(line.number):
            profile = self.registry.profiles[index]
            if index in barred or self.registry.real(index) != index or line.number - trace.sentence > REACH:
                continue
            if not self._at_home(profile, draft):
                continue
            likeness = self._likeness(profile, line, draft, named=self._named(index))
            if likeness:
                ranked.append((likeness, strength(trace, line.number), index, trace))
        ranked.sort(key=lambda entry: (-entry[0], -entry[1]))
        if not ranked:
            return None
        likeness, best, index, trace = ranked[0]
        rival = next((prominence for other, prominence, _, _ in ranked[1:] if other == likeness), 0.0)
        if likeness != SAME and rival >= TIE * best:
            return None
        return index, trace.span, SCORES[likeness]

    def _at_home(self, profile: Profile, draft: Draft) -> bool:
        """Say whether the country in the phrase, if any, can be the actor's."""
        if profile.kind == "country" or profile.members:
            return False
        if draft.owner is None or profile.country not in self.registry.world.countries:
            return True
        return profile.country == draft.owner.name.country

    def _named(self, index: int) -> bool:
        return any(mention.kind == "name" for mention in self.registry.mentions[index])

    def _likeness(self, profile: Profile, line: Line, draft: Draft, *, named: bool) -> int:
        symbol = line.symbols[draft.head]
        if draft.noun is None:
            return 0
        if draft.plural:
            return self._of_many(profile, draft, symbol)
        if profile.plural:
            return KIN if symbol in self.words.lists["bands"] and profile.sector in {"REB", "PRM"} else 0
        if draft.noun.kind == "person":
            return self._of_person(profile, line, draft, symbol)
        return self._of_body(profile, draft, symbol, named=named)

    def _of_person(self, profile: Profile, line: Line, draft: Draft, symbol: str) -> int:
        if profile.kind != "person" or (draft.gender and profile.gender not in {"", draft.gender}):
            return 0
        if profile.heads == symbol and draft.owner is None:
            return SAME
        told = {text.lower() for text in line.texts[draft.first : draft.head]}
        if told & self.words.lists["recalling"]:
            alike = draft.sector in BROAD or profile.sector in {"", draft.sector} or "former" in told
            return SORT if alike else 0
        return KIN if draft.sector == profile.sector and draft.sector not in BROAD and draft.owner is None else 0

    def _of_body(self, profile: Profile, draft: Draft, symbol: str, *, named: bool) -> int:
        if profile.kind != "organisation":
            return 0
        if profile.heads == symbol or symbol in {self.words.symbol(word) for word in profile.name.split()}:
            return SAME
        row = self.words.groups.get(symbol)
        if row is None or row.of != "organisation" or (profile.heads and not named):
            return 0
        alike = draft.sector in OPEN or profile.sector in OPEN or draft.sector == profile.sector
        return SORT if alike else KIN if symbol in self.words.lists["bands"] else 0

    def _of_many(self, profile: Profile, draft: Draft, symbol: str) -> int:
        armed = {"REB", "PRM"}
        if not profile.plural and not (profile.kind == "organisation" and profile.sector in armed):
            return 0
        if profile.heads == symbol:
            return SAME
        row = self.words.groups.get(symbol)
        if row is not None and row.of == "person" and not row.offices:
            return KIN if profile.plural else 0
        if draft.sector == profile.sector and draft.sector not in BROAD:
            return SORT
        return KIN if self.words.alike(draft.sector, profile.sector) else 0


def _narrowed(line: Line, draft: Draft) -> bool:
    """Say whether words right behind the head tell who is meant: "the rebels in the north" are new."""
    return any(
        child == draft.head + 1 and line.tokens[child].dep in {"prep", "relcl", "acl"}
        for child in line.tree.below[draft.head]
    ) or (draft.last > draft.head + 1 and draft.owner is not None)


def _beside(line: Line, draft: Draft, who: dict[int, int]) -> set[int]:
    """Return who takes another part in the same deed and so is not meant."""
    relation, governor = climb(line, draft.head)
    if relation not in {"dobj", "dative"}:
        return set()
    return {index for head, index in who.items() if climb(line, head) in {("nsubj", governor), ("nsubjpass", governor)}}
