"""Go through a story's mentions in order and say for each who it is."""

from collections.abc import Sequence

import msgspec

from detente.model import Document, Mention, Span
from detente.packs.actor_words import ActorWords
from detente.packs.world import World
from detente.packs.world_names import Name
from detente.stages.actors.coreference import Coreference
from detente.stages.actors.discourse import Discourse
from detente.stages.actors.drafts import Draft, Line, climb, span_of
from detente.stages.actors.identity import Profile, Registry, is_state
from detente.stages.actors.unnamed import Unnamed

JOINTS = frozenset({",", "and", "&", "the", "a", "an", "as", "well", "both", "or", "—", "along", "with"})
"""Words that may stand between the members of a list."""


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
        self.unnamed = Unnamed(self.registry, self.discourse, world, words, document)
        self.chain: list[int] = []
        self.chain_start = 0
        self.conjoined = False
        self.offered: list[tuple[str | None, str]] = []
        """Countries and offices that "their Russian counterparts" has ready for the names that follow."""
        self.waiting: int | None = None
        """The group profile that those names are members of."""
        self.read_so_far: list[Draft] = []
        """Drafts of the sentence that were resolved."""

    def read(self, line: Line, drafts: Sequence[Draft]) -> None:
        """Resolve the drafts of a sentence, shorter ones first where two start together."""
        ordered = sorted(drafts, key=lambda draft: (draft.first, draft.last))
        previous: Draft | None = None
        who: dict[int, int] = {}
        later: list[Draft] = []
        self.chain, self.offered, self.waiting = [], [], None
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
        for draft in later:
            found_later = self.coreference.look_ahead(line, draft, ordered, who)
            if found_later:
                self._record(line, draft, Found(index=found_later[0], antecedent=found_later[1], score=0.6))

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
        if profile.country:
            self.registry.countries[profile.country] = line.number
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
        if self.waiting == index:
            if not joined:
                self.chain, self.chain_start, self.conjoined = [], draft.first, False
            return
        if not joined:
            self.chain, self.chain_start, self.conjoined = [index], draft.first, False
            return
        gap = line.texts[previous.last : draft.first] if previous else ()
        self.conjoined = (
            self.conjoined or not gap or bool({"and", "&", "-", "–"} & set(gap)) or draft.form == "adjective"
        )
        if index not in self.chain:
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
            return self.waiting is not None
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
        if draft.person:
            return Found(index=self._person(line, draft, previous, who, same=same))
        if draft.hit is not None:
            index = self._named(draft.hit.name)
            if (
                same is not None
                and self.registry.profiles[same].kind in {"organisation", "unknown"}
                and not is_state(draft)
            ):
                self.registry.merge(same, index)
            return Found(index=index)
        if draft.noun is None and draft.group is None and draft.owner is None:
            return Found(index=self.unnamed.organisation(line, draft))
        if same is not None and not draft.plural:
            self._describe(same, draft)
            return Found(index=same)
        if draft.noun and line.symbols[draft.head] == "counterpart":
            return self._counterpart(line, draft, who)
        if draft.group is not None and draft.owner is None and (draft.definite or draft.count):
            group = self.coreference.point_back(line, draft, who)
            if group is not None:
                return Found(index=group[0], antecedent=group[1], score=group[2])
        if draft.noun is None and draft.owner is None:
            return None
        index_score = self.unnamed.resolve(line, draft, who)
        return Found(index=index_score[0], score=index_score[1], antecedent=index_score[2])

    def _named(self, name: Name) -> int:
        if name.kind in {"country", "demonym"}:
            return self.registry.state(name)
        if name.kind == "capital":
            return self.registry.state(name, why=f"metonym: {name.entity} for its government")
        if name.kind == "metonym" and name.sector == "GOV" and name.cameo in {name.country, f"{name.country}GOV"}:
            return self.registry.state(name, why=f"metonym: {name.entity} for the government")
        return self.registry.organisation(name)

    def _apposed(self, line: Line, draft: Draft, previous: Draft | None, who: dict[int, int]) -> int | None:
        """Return the actor that a phrase describes: "Lavrov, the Russian foreign minister"; "Lavrov is the minister"."""
        token = line.tokens[draft.head]
        if token.dep == "attr" and line.tokens[token.head].lemma == "be" and not draft.person and not draft.plural:
            below = [line.tokens[child] for child in line.tree.below[token.head]]
            if any(child.dep == "neg" for child in below):
                return None
            subject = next((c for c in line.tree.below[token.head] if line.tokens[c].dep == "nsubj"), None)
            return who.get(subject) if subject is not None and line.tokens[subject].tag != "EX" else None
        if previous is None or draft.plural or previous.plural or previous.form == "adjective":
            return None
        if draft.form == "adjective" or (draft.person and (previous.person or not previous.noun)):
            return None
        if draft.hit is not None and is_state(draft):
            return None
        by_tree = token.dep == "appos" and token.head in who
        if by_tree and not previous.first <= token.head < previous.last:
            previous = next((other for other in self.read_so_far if other.head == token.head), previous)
        gap = line.texts[previous.last : draft.first]
        closed = draft.last >= len(line.tokens) or line.tokens[draft.last].tag in {
            ",",
            ".",
            ":",
            "-RRB-",
            "WP",
            "IN",
            "CC",
        }
        by_comma = (
            len(gap) in {1, 2}
            and gap[0] == ","
            and closed
            and (len(gap) == 1 or line.tokens[draft.first - 1].tag == "DT")
        )
        kinds = {self._sort(previous), self._sort(draft)}
        if (by_tree or (by_comma and token.dep not in {"nsubj", "nsubjpass", "conj"})) and len(kinds) == 1:
            return who.get(token.head if by_tree else previous.head)
        if by_tree and previous.hit is not None and draft.noun is not None:
            return who.get(previous.head)
        return None

    def _sort(self, draft: Draft) -> str:
        if draft.person:
            return "person"
        if draft.noun is not None:
            return (
                "person"
                if draft.noun.kind == "person" and draft.noun.sector not in {"JRN", "BUS", "EDU", "SOC"}
                else "organisation"
            )
        return "state" if is_state(draft) else "organisation"

    def _describe(self, index: int, draft: Draft) -> None:
        """Add what a phrase says to a person's profile."""
        profile = self.registry.profiles[index]
        if profile.kind != "person" or draft.noun is None:
            return
        country, base = self.unnamed.country_of(draft)
        if (profile.titled and profile.office) or not (draft.office or profile.person):
            return
        weak = draft.sector in {"", "UNK"} and profile.sector
        self.registry.update(
            index,
            country=country or profile.country,
            base=base or profile.base,
            sector=profile.sector if weak else draft.sector or profile.sector,
            role=profile.role if weak else draft.role or profile.role,
            office=draft.office or profile.office,
            titled=True,
            basis="stated",
            why="stated in apposition",
        )
        if draft.office and country:
            self.registry.bind(index, "office", country, draft.office)

    # --- persons

    def _person(
        self, line: Line, draft: Draft, previous: Draft | None, who: dict[int, int], *, same: int | None
    ) -> int:
        country, base = self.unnamed.country_of(draft)
        office, why, basis = draft.office, "stated in the phrase", "stated"
        if country is None and draft.keeper is not None:
            keeper = who.get(draft.keeper)
            if keeper is not None:
                owner = self.registry.profiles[keeper]
                country, base, why, basis = owner.country, owner.base, "country of the possessor", "inferred"
                if (
                    line.symbols[draft.keeper]
                    and draft.noun
                    and "counterpart" in draft.noun.words.split("|")
                    and not office
                ):
                    office = owner.office
        if draft.noun and "counterpart" in draft.noun.words.split("|") and draft.keeper is not None and not office:
            office = self._bearer_office(who, draft.keeper)
            why, basis = "counterpart of the possessor", "inferred"
        if self.offered and previous is not None and not draft.noun:
            offered_country, offered_office = self.offered.pop(0)
            country, office = country or offered_country, office or offered_office
            base = base or self.registry.base_of(country)
            why, basis = "named as a counterpart, in order", "inferred"
        index = self.registry.person(draft.person, gender=draft.gender, country=country, office=office)
        if country is None and (index is None or not self.registry.profiles[index].country):
            country, why, basis = self._country_of_person(line, draft, previous, who, office, why, basis)
            base = self.registry.base_of(country)
        fresh = index is None
        if index is None and same is not None:
            index = same
        if (
            index is None
            and office
            and country
            and (found := self.registry.find("office", country, office)) is not None
        ):
            known = self.registry.profiles[found]
            if not known.person or known.person[-1] == draft.person[-1]:
                index = found
        if index is None:
            index = self.registry.add(Profile(name="", kind="person"))
        elif same is not None and same != index:
            index = self.registry.merge(same, index)
        self.registry.name_person(index, draft.person)
        self._fill(index, draft, country=country, base=base, office=office, why=why, basis=basis, fresh=fresh)
        if self.waiting is not None and index not in self.registry.profiles[self.waiting].members:
            group = self.registry.profiles[self.waiting]
            self.registry.update(self.waiting, members=tuple(sorted({*group.members, index})))
        return index

    def _country_of_person(
        self, line: Line, draft: Draft, previous: Draft | None, who: dict[int, int], office: str, why: str, basis: str
    ) -> tuple[str | None, str, str]:
        """Find the country of a titled or bare name: from the list it stands in, or the office-holder table."""
        inherited = None
        if (
            office
            and previous is not None
            and previous.person
            and previous.head in who
            and self._listed(line, previous, draft)
        ):
            inherited = self.registry.profiles[who[previous.head]].country
        holder = self.registry.holder(draft.person, country=inherited, office=office)
        if holder is None:
            other = self.registry.holder(draft.person, country=None, office=office)
            if other is not None and (not office or self.registry.office_of(other) == office):
                holder, inherited = other, None
        if inherited:
            return inherited, "country inherited in a list of office-holders", "inferred"
        if holder is not None and (not office or draft.sector == "ELI" or self.registry.office_of(holder) == office):
            return holder.country, f"office-holder table: {holder.person}, {holder.office} from {holder.from_}", "added"
        if office and len(self.registry.countries) == 1:
            return next(iter(self.registry.countries)), "the only country named so far", "inferred"
        return None, why, basis

    def _listed(self, line: Line, previous: Draft, draft: Draft) -> bool:
        between = line.tokens[previous.last : draft.first]
        return any(token.text == "and" for token in between) and not any(
            token.pos in {"VERB", "AUX"} or token.text in {";", '"'} for token in between
        )

    def _fill(
        self,
        index: int,
        draft: Draft,
        *,
        country: str | None,
        base: str,
        office: str,
        why: str,
        basis: str,
        fresh: bool,
    ) -> None:
        """Complete a person's profile by what this mention says, then by the office-holder table."""
        profile = self.registry.profiles[index]
        gender = profile.gender or draft.gender or _gender(draft.person, self.words)
        sector, role = draft.sector, draft.role
        if office and not sector:
            sector, role = "GOV", "GOVMIL" if office == "defence minister" else "GOV"
        changes: dict[str, object] = {"gender": gender}
        if country and not profile.country:
            changes |= {"country": country, "base": base or self.registry.base_of(country), "basis": basis, "why": why}
        if sector and not profile.titled:
            changes |= {"sector": sector, "role": role, "office": office, "titled": True}
            changes.setdefault("why", why)
        self.registry.update(index, **changes)
        profile = self.registry.profiles[index]
        if not profile.office and profile.sector in {"", "GOV"}:
            holder = self.registry.holder(profile.person, country=profile.country, office=office)
            if holder is not None:
                name = self.registry.office_of(holder)
                self.registry.update(
                    index,
                    country=holder.country,
                    base=self.registry.base_of(holder.country),
                    sector="GOV",
                    role="GOVMIL" if name == "defence minister" else "GOV",
                    office=name,
                    basis="added",
                    why=f"office-holder table: {holder.person}, {holder.office} from {holder.from_}",
                )
        profile = self.registry.profiles[index]
        if profile.office and profile.country and fresh:
            self.registry.bind(index, "office", profile.country, profile.office)

    def _bearer_office(self, who: dict[int, int], keeper: int) -> str:
        index = who.get(keeper)
        return self.registry.profiles[index].office if index is not None else ""

    def _counterpart(self, line: Line, draft: Draft, who: dict[int, int]) -> Found | None:
        """Read "his Chinese counterpart" and "their Russian counterparts": the same offices in another country."""
        country, base = self.unnamed.country_of(draft)
        bearer = who.get(draft.keeper) if draft.keeper is not None else None
        if bearer is None:
            return Found(index=self.unnamed.resolve(line, draft, who)[0])
        profile = self.registry.profiles[bearer]
        offices = [self.registry.profiles[member].office for member in profile.members] or [profile.office]
        roles = [self.registry.profiles[member].role for member in profile.members] or [profile.role]
        if not draft.plural:
            return Found(
                index=self.unnamed.office(
                    draft, country, base, offices[0], roles[0] or "GOV", why="counterpart of the possessor"
                )
            )
        self.offered = [(country, office) for office in offices]
        index = self.registry.add(
            Profile(
                name=span_of(line, draft).of(self.document.text),
                kind="group",
                country=country,
                base=base,
                sector="GOV",
                role="GOV",
                plural=True,
                basis="inferred",
                why="counterparts of the possessors",
            )
        )
        self.waiting = index
        return Found(index=index)


def _gender(person: tuple[str, ...], words: ActorWords) -> str:
    """Return the gender that a given name tells."""
    if len(person) < 2:
        return ""
    return {"male": "m", "female": "f"}.get(words.given.get(person[0].lower(), ""), "")
