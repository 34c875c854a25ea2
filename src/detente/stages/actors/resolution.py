"""Go through a story's mentions in order and say for each who it is."""

from collections.abc import Sequence

import msgspec

from detente.model import Document, Mention, Span
from detente.packs.actor_words import ActorWords
from detente.packs.world import World
from detente.packs.world_names import Name
from detente.stages.actors.coreference import Coreference
from detente.stages.actors.descriptions import Descriptions
from detente.stages.actors.discourse import Discourse
from detente.stages.actors.drafts import LINKS, Draft, Hit, Line, climb, span_of
from detente.stages.actors.identity import Registry, is_state
from detente.stages.actors.lending import lend
from detente.stages.actors.people import People
from detente.stages.actors.unnamed import Unnamed

JOINTS = frozenset({",", "and", "&", "the", "a", "an", "as", "well", "both", "or", "—", "along", "with"})
"""Words that may stand between the members of a list."""


CLOSING = frozenset({",", ".", ":", "-RRB-", "WP", "IN", "CC"})
"""Tags of what may follow a description between commas."""

LONGEST_LIST = 12
"""Members of a list of actors that are taken together."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a draft was resolved to, with what words and how surely."""

    index: int
    antecedent: Span | None = None
    score: float = 1.0


class Resolver:
    """Resolves one document; the state is what the story has said so far."""

    def __init__(self, document: Document, world: World, words: ActorWords, *, on: str | None) -> None:
        self.document, self.world, self.words = document, world, words
        self.registry = Registry(world, words, on=on)
        self.discourse = Discourse()
        self.coreference = Coreference(self.registry, self.discourse, words)
        self.descriptions = Descriptions(self.registry, self.discourse, words)
        self.unnamed = Unnamed(self.registry, self.discourse, world, words, document)
        self.people = People(self.registry, self.unnamed, words, document)
        self.chain: list[int] = []
        self.chain_start = 0
        self.conjoined = False
        self.read_so_far: list[Draft] = []
        """Drafts of the sentence that were resolved."""

    def read(self, line: Line, drafts: Sequence[Draft]) -> None:
        """Resolve the drafts of a sentence, shorter ones first where two start together."""
        ordered = sorted(drafts, key=lambda draft: (draft.first, draft.last))
        previous: Draft | None = None
        who: dict[int, int] = {}
        later: list[Draft] = []
        self.chain = []
        self.people.open()
        self.read_so_far = []
        self.unnamed.open(line, who)
        for draft in ordered:
            found = self._find(line, draft, previous, who)
            if found is None:
                if draft.form == "pronoun":
                    later.append(draft)
                continue
            self._keep(line, draft, found, previous)
            self.read_so_far.append(draft)
            for place in range(draft.first, draft.last):
                who.setdefault(place, found.index)
            who[draft.head] = found.index
            if line.tokens[draft.head].tag != "PRP$":
                previous = draft
        self._lend(line, who)
        for draft in later:
            found_later = self.coreference.look_ahead(line, draft, ordered, who)
            if found_later:
                self._record(line, draft, Found(index=found_later[0], antecedent=found_later[1], score=0.6))

    def _lend(self, line: Line, who: dict[int, int]) -> None:
        """Let vague phrases of the sentence take after their owners, which may stand behind them."""
        for draft in self.read_so_far:
            if draft.head in who and draft.noun is not None:
                index = self.registry.real(who[draft.head])
                lend(line, draft, who, index=index, registry=self.registry, words=self.words)

    def _keep(self, line: Line, draft: Draft, found: Found, previous: Draft | None) -> None:
        self._record(line, draft, found)
        profile = self.registry.profiles[found.index]
        span = found.antecedent or span_of(line, draft)
        if profile.members:
            self.discourse.note_set(profile.members, line, draft, span)
        self.discourse.note(found.index, line, draft, span)
        if profile.country and profile.kind != "country":
            state = self.registry.find("state", profile.country)
            if state is not None and profile.kind == "person":
                self.discourse.note(state, line, draft, span, share=0.5)
        if profile.country and profile.sector != "JRN":  # whoever is quoted tells nothing of where the story is
            self.registry.countries[profile.country] = line.number
            share = 1.0 if profile.kind == "country" else 0.5
            self.discourse.note_land(profile.country, line, draft, span, share=share)
        if line.tokens[draft.head].tag != "PRP$":
            self._link(line, draft, found.index, previous)

    def _record(self, line: Line, draft: Draft, found: Found) -> None:
        span = span_of(line, draft)
        mention = Mention(
            start=span.start,
            end=span.end,
            head=line.tokens[draft.head].start if draft.head < len(line.tokens) else span.start,
            kind=draft.form,
            antecedent=found.antecedent,
            score=round(found.score, 2),
        )
        self.registry.mentions[found.index].append(mention)

    # --- lists of actors ("A, B and C")

    def _link(self, line: Line, draft: Draft, index: int, previous: Draft | None) -> None:
        """Add a mention to the running list, or start a new one."""
        if draft.form == "adjective" and not draft.noun:
            joined = (
                previous is not None and draft.first - previous.last == 1 and not line.texts[previous.last].isalpha()
            )
        else:
            joined = previous is not None and self._joined(line, previous, draft)
        if self.people.waiting == index:
            if not joined:
                self.chain, self.chain_start, self.conjoined = [], draft.first, False
            return
        if not joined:
            self.chain, self.chain_start, self.conjoined = [index], draft.first, False
            return
        gap = line.texts[previous.last : draft.first] if previous else ()
        self.conjoined = (
            self.conjoined or not gap or bool(({"and", "&"} | LINKS) & set(gap)) or draft.form == "adjective"
        )
        if index not in self.chain and len(self.chain) < LONGEST_LIST:
            self.chain.append(index)
        if self.conjoined and len(self.chain) > 1:
            start = line.tokens[self.chain_start].start
            span = Span(start=start, end=line.tokens[draft.last - 1].end)
            members = tuple(sorted(self.chain))
            for shorter in [key for key in self.discourse.joint if set(key) < set(members)]:
                if self.discourse.joint[shorter].span.start == start:
                    del self.discourse.joint[shorter]
            self.discourse.note_set(members, line, draft, span)

    def _joined(self, line: Line, previous: Draft, draft: Draft) -> bool:
        gap = [text.lower() for text in line.texts[previous.last : draft.first]]
        if len(gap) > 4 or not all(text in JOINTS for text in gap):
            return self._joined_over_aside(line, previous, draft)
        if not gap:
            return self.people.waiting is not None
        if gap in (["and"], ["and", "the"], ["&"], ["or"]):
            return True
        token = line.tokens[draft.head]
        return token.dep in {"conj", "appos"} or climb(line, draft.head) == climb(line, previous.head)

    def _joined_over_aside(self, line: Line, previous: Draft, draft: Draft) -> bool:
        """Say whether only an aside stands between ("A, second from left, and B")."""
        token = line.tokens[draft.head]
        return (
            draft.first - previous.last < 12
            and line.texts[draft.first - 1] == "and"
            and token.dep == "conj"
            and climb(line, draft.head) == climb(line, previous.head)
        )

    # --- whom a draft means

    def _find(self, line: Line, draft: Draft, previous: Draft | None, who: dict[int, int]) -> Found | None:
        if draft.form == "pronoun":
            found = self.coreference.resolve(line, draft, who)
            return Found(index=found[0], antecedent=found[1], score=found[2]) if found else None
        same = self._apposed(line, draft, previous, who)
        if same is None and self._names_person(line, draft, previous):
            same = who.get(previous.head) if previous else None
            draft = msgspec.structs.replace(draft, person=line.texts[draft.first : draft.last], sector="", role="")
        if draft.person:
            index = self.people.resolve(line, draft, previous, who, same=same)
            return Found(index=index)
        if draft.hit is not None:
            index = self._named(self._meant(draft.hit))
            if (
                same is not None
                and self.registry.profiles[same].kind in {"organisation", "unknown"}
                and not is_state(draft)
            ):
                self.registry.merge(same, index)
            return Found(index=index)
        if draft.noun is None and draft.group is None and draft.owner is None:
            index = self.unnamed.organisation(line, draft)
            if same is not None and self.registry.profiles[same].kind == "organisation":
                self.registry.merge(same, index)
            return Found(index=index)
        if same is not None and not draft.plural:
            self.people.describe(same, draft)
            return Found(index=same)
        if line.symbols[draft.head] in self.words.lists["counterparts"]:
            counterpart = self.people.counterpart(line, draft, who)
            if counterpart is not None:
                return Found(index=counterpart)
        if draft.group is not None and draft.owner is None and (draft.definite or draft.count):
            group = self.coreference.point_back(line, draft, who)
            if group is not None:
                return Found(index=group[0], antecedent=group[1], score=group[2])
        if draft.noun is None and draft.owner is None:
            return None
        described = self.descriptions.resolve(line, draft, who)
        if described is not None:
            return Found(index=described[0], antecedent=described[1], score=described[2])
        index_score = self.unnamed.resolve(line, draft, who)
        return Found(index=index_score[0], score=index_score[1], antecedent=index_score[2])

    def _meant(self, hit: Hit) -> Name:
        """Return the body whose seat a capital is, where the story has not named the capital's own country ("Brussels")."""
        name = hit.name
        if name.kind != "capital" or name.country is None or self.registry.find("state", name.country) is not None:
            return name
        return next((other for other in hit.others if other.kind == "organisation"), name)

    def _named(self, name: Name) -> int:
        if name.kind in {"country", "demonym"}:
            return self.registry.state(name)
        if name.kind == "capital":
            return self.registry.state(name, why=f"metonym: {name.entity} for its government")
        if name.kind == "metonym" and name.sector == "GOV" and name.cameo in {name.country, f"{name.country}GOV"}:
            return self.registry.state(name, why=f"metonym: {name.entity} for the government")
        return self.registry.organisation(name)

    def _apposed(self, line: Line, draft: Draft, previous: Draft | None, who: dict[int, int]) -> int | None:
        """Return the actor that a phrase describes: "Lavrov, the foreign minister,"; "Lavrov is the minister"."""
        token = line.tokens[draft.head]
        if token.dep == "attr" and line.tokens[token.head].lemma == "be" and not draft.person and not draft.plural:
            return self._subject_of(line, token.head, who)
        by_tree = token.dep == "appos" and token.head in who
        if by_tree and previous is not None and not previous.first <= token.head < previous.last:
            previous = next((other for other in self.read_so_far if other.head == token.head), previous)
        if previous is None or draft.plural or previous.plural or "adjective" in {previous.form, draft.form}:
            return None
        if (draft.person and (previous.person or not previous.noun)) or (draft.hit is not None and is_state(draft)):
            return None
        alike = self._sort(previous) == self._sort(draft)
        gap = line.texts[previous.last : draft.first]
        if not gap and previous.noun is not None and previous.form == "nominal":  # "carmaker Toyota"
            beside = by_tree or line.tokens[previous.head].head in {draft.head, token.head}
            return who.get(previous.head) if beside and alike else None
        if by_tree and (alike or (previous.hit is not None and draft.noun is not None)):
            return who.get(token.head)
        article = len(gap) == 1 or (len(gap) == 2 and line.tokens[draft.first - 1].tag == "DT")
        closed = draft.last >= len(line.tokens) or line.tokens[draft.last].tag in CLOSING
        by_comma = bool(gap) and gap[0] == "," and article and closed
        if by_comma and alike and token.dep != "conj":
            aside = token.dep not in {"nsubj", "nsubjpass"} or self._aside(line, previous, draft)
            return who.get(previous.head) if aside else None
        return None

    def _aside(self, line: Line, previous: Draft, draft: Draft) -> bool:
        """Say whether a phrase stands between two commas before the verb: "Lee, the unification minister, offered"."""
        if draft.last + 1 >= len(line.tokens) or line.texts[draft.last] != ",":
            return False
        return bool(previous.person) and line.tokens[draft.last + 1].pos in {"VERB", "AUX"}

    def _names_person(self, line: Line, draft: Draft, previous: Draft | None) -> bool:
        """Say whether a name that no pack knows is a person's after all: "his rival, Alassane Traore,"."""
        unknown = draft.form == "name" and draft.sector == "UNK" and draft.noun is None and draft.hit is None
        if not unknown or draft.person or previous is None or previous.noun is None or draft.last - draft.first < 2:
            return False
        person = previous.noun.kind == "person" and not previous.plural and previous.form == "nominal"
        apposed = line.tokens[draft.head].dep == "appos" and line.tokens[draft.head].head == previous.head
        return person and apposed and line.texts[previous.last : draft.first] in ((), (",",))

    def _subject_of(self, line: Line, verb: int, who: dict[int, int]) -> int | None:
        """Return the actor that "is" says something of, unless it denies it."""
        below = line.tree.below[verb]
        if any(line.tokens[child].dep == "neg" for child in below):
            return None
        subject = next((child for child in below if line.tokens[child].dep == "nsubj"), None)
        return who.get(subject) if subject is not None and line.tokens[subject].tag != "EX" else None

    def _sort(self, draft: Draft) -> str:
        if draft.person:
            return "person"
        if draft.noun is not None and draft.form != "name":
            return "person" if draft.noun.kind == "person" else "organisation"
        return "state" if is_state(draft) else "organisation"
