"""Who the named persons are: their country and office from the phrase, the list they stand in, or the tables."""

import msgspec

from detente.model import Basis, Document
from detente.packs.actor_words import ActorWords
from detente.packs.world_holders import Holder
from detente.stages.actors.drafts import Draft, Line, span_of
from detente.stages.actors.identity import Profile, Registry
from detente.stages.actors.unnamed import ABROAD, Unnamed


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What a mention says of a person, and on what grounds."""

    country: str | None = None
    base: str = ""
    office: str = ""
    basis: Basis = "stated"
    why: str = "stated in the phrase"


class People:
    """Resolves personal names and counterparts."""

    def __init__(self, registry: Registry, unnamed: Unnamed, words: ActorWords, document: Document) -> None:
        self.registry, self.unnamed, self.words, self.document = registry, unnamed, words, document
        self.open()

    def open(self) -> None:
        """Start on a sentence."""
        self.offered: list[tuple[str | None, str]] = []
        """Countries and offices that "their Russian counterparts" has ready for the names that follow."""
        self.waiting: int | None = None
        """The group profile that those names are members of."""

    def resolve(
        self, line: Line, draft: Draft, previous: Draft | None, who: dict[int, int], *, same: int | None
    ) -> int:
        """Return the profile of a named person; `same` is whom an apposition says that it is."""
        claim = self._claim(line, draft, previous, who)
        index = self.registry.person(draft.person, gender=draft.gender, country=claim.country, office=claim.office)
        if claim.country is None and (index is None or not self.registry.profiles[index].country):
            claim = self._place(line, draft, previous, who, claim=claim)
        fresh = index is None
        if index is None:
            index = same if same is not None else self._in_office(draft, claim)
        if index is None:
            index = self.registry.add(Profile(name="", kind="person"))
        elif same is not None and same != index:
            index = self.registry.merge(same, index)
        self.registry.name_person(index, draft.person)
        self._fill(index, draft, claim)
        profile = self.registry.profiles[index]
        if profile.office and profile.country and fresh:
            self.registry.bind(index, "office", profile.country, profile.office)
        if self.waiting is not None and index not in self.registry.profiles[self.waiting].members:
            group = self.registry.profiles[self.waiting]
            self.registry.update(self.waiting, members=tuple(sorted({*group.members, index})))
        return index

    def _claim(self, line: Line, draft: Draft, previous: Draft | None, who: dict[int, int]) -> Claim:
        """Read country and office from the phrase, its possessor, or "their counterparts" before it."""
        country, base = self.unnamed.country_of(draft)
        claim = Claim(country=country, base=base, office=draft.office)
        bearer = who.get(draft.keeper) if draft.keeper is not None else None
        if bearer is not None:
            owner = self.registry.profiles[bearer]
            if self._is_counterpart(line, draft):
                office = draft.office or owner.office
                why = "counterpart of the possessor"
                return Claim(country=country, base=base, office=office, basis="inferred", why=why)
            if country is None:
                why = "country of the possessor"
                return Claim(country=owner.country, base=owner.base, office=draft.office, basis="inferred", why=why)
        if self.offered and previous is not None and draft.noun is None:
            offered, office = self.offered.pop(0)
            return Claim(
                country=country or offered,
                base=base or self.registry.base_of(offered),
                office=office,
                basis="inferred",
                why="named as a counterpart, in order",
            )
        return claim

    def _is_counterpart(self, line: Line, draft: Draft) -> bool:
        return any(symbol in self.words.lists["counterparts"] for symbol in line.symbols[draft.first : draft.last])

    def _in_office(self, draft: Draft, claim: Claim) -> int | None:
        """Return whom the story has already called by this office without a name."""
        if claim.office and draft.owner is None and draft.keeper is None:
            index = self.unnamed.latest_in(claim.office)
            known = self.registry.profiles[index] if index is not None else None
            if known is not None and (
                not known.person or (known.lent and claim.country in {None, known.country} and known.country)
            ):
                return index
        if not (claim.office and claim.country):
            return None
        index = self.registry.find("office", claim.country, claim.office)
        if index is None:
            return None
        known = self.registry.profiles[index]
        return index if not known.person or known.lent or known.person[-1] == draft.person[-1] else None

    def _place(self, line: Line, draft: Draft, previous: Draft | None, who: dict[int, int], *, claim: Claim) -> Claim:
        """Find the country of a titled or bare name: from the list it stands in, or the office-holder table."""
        inherited = None
        if claim.office and previous is not None and previous.person and _listed(line, previous, draft):
            before = who.get(previous.head)
            inherited = self.registry.profiles[before].country if before is not None else None
        holder = self.registry.holder(draft.person, country=inherited, office=claim.office)
        if holder is None:
            holder = self.registry.holder(draft.person, country=None, office=claim.office)
            if holder is not None and self._fits(holder, draft, claim):
                inherited = None
        if holder is None and claim.office and not inherited:
            holder = self.registry.once_in_office(draft.person, office=claim.office)
        if inherited:
            return self._located(claim, inherited, "country inherited in a list of office-holders", "inferred")
        if holder is not None and self._fits(holder, draft, claim):
            return self._located(claim, holder.country, _row(holder), "added")
        if draft.noun is not None and draft.noun.country:
            return self._located(claim, draft.noun.country, "the office is called so in one country", "inferred")
        if draft.noun is not None and draft.sector not in ABROAD:
            code = self.unnamed.outstanding(line)
            if code is not None:
                return self._located(claim, code, "the country that the story speaks of", "inferred")
        return claim

    def _fits(self, holder: Holder, draft: Draft, claim: Claim) -> bool:
        return not claim.office or draft.sector == "ELI" or self.registry.office_of(holder) == claim.office

    def _located(self, claim: Claim, country: str, why: str, basis: Basis) -> Claim:
        base = self.registry.base_of(country)
        return Claim(country=country, base=base, office=claim.office, why=why, basis=basis)

    def _fill(self, index: int, draft: Draft, claim: Claim) -> None:
        """Complete a person's profile by what this mention says, then by the office-holder table."""
        profile = self.registry.profiles[index]
        gender = profile.gender or draft.gender or self._gender(draft.person)
        sector, role = draft.sector, draft.role
        if claim.office and not draft.office:
            sector, role = "GOV", self._role(claim.office)
        changes: dict[str, object] = {"gender": gender}
        if claim.country and not profile.country:
            base = claim.base or self.registry.base_of(claim.country)
            changes |= {"country": claim.country, "base": base, "basis": claim.basis, "why": claim.why}
        if sector and not profile.titled:
            changes |= {"sector": sector, "role": role, "office": claim.office, "titled": True}
            changes.setdefault("why", claim.why)
        self.registry.update(index, **changes)
        profile = self.registry.profiles[index]
        ranked = profile.sector == "MIL" and draft.noun is None and not profile.office  # "General Musharraf" may rule
        if profile.office or (profile.sector not in {"", "GOV"} and not ranked):
            self._remember(index)
            return
        holder = self.registry.holder(profile.person, country=profile.country, office=claim.office)
        if holder is not None:
            name = self.registry.office_of(holder)
            self.registry.update(
                index,
                country=holder.country,
                base=self.registry.base_of(holder.country),
                sector=holder.sector or "GOV",
                role=holder.role or self._role(name),
                office=name,
                gender=gender or self._gender(tuple(holder.person.split())),
                basis="added",
                why=_row(holder),
            )
        else:
            self._remember(index)

    def _remember(self, index: int) -> None:
        """Give a person whose country the text does not tell that of the office once held, or held soon after."""
        profile = self.registry.profiles[index]
        row = self.registry.out_of_office(profile.person, country=None) if not profile.country else None
        if row is None:
            return
        former = bool(row.to) and row.to < (self.registry.on or "") and not profile.sector
        self.registry.update(
            index,
            country=row.country,
            base=self.registry.base_of(row.country),
            sector=row.sector or "ELI" if former else profile.sector,
            role=row.role or "ELI" if former else profile.role,
            basis="added",
            why=f"office-holder table: {row.person}, {row.office} from {row.from_} to {row.to or 'later'}",
        )

    def _role(self, office: str) -> str:
        noun = self.words.offices.get(office)
        return noun.role if noun else "GOV"

    def _gender(self, person: tuple[str, ...]) -> str:
        """Return the gender that a given name tells."""
        if len(person) < 2:
            return ""
        return {"male": "m", "female": "f"}.get(self.words.given.get(person[0].lower(), ""), "")

    def describe(self, index: int, draft: Draft) -> None:
        """Add what a phrase in apposition says to a person's profile."""
        profile = self.registry.profiles[index]
        if profile.kind != "person" or draft.noun is None:
            return
        if (profile.titled and profile.office) or not (draft.office or profile.person):
            return
        country, base = self.unnamed.country_of(draft)
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

    def counterpart(self, line: Line, draft: Draft, who: dict[int, int]) -> int | None:
        """Read "his Chinese counterpart" and "their Russian counterparts": the same offices in another country."""
        bearer = who.get(draft.keeper) if draft.keeper is not None else None
        if bearer is None:
            return None
        country, base = self.unnamed.country_of(draft)
        if country is None and line.symbols[draft.head] in self.words.lists["colleagues"]:
            return None
        profile = self.registry.profiles[bearer]
        holders = [self.registry.profiles[member] for member in profile.members] or [profile]
        if not draft.plural:
            role = holders[0].role or "GOV"
            office = holders[0].office
            if profile.kind == "organisation" and profile.sector and not profile.members:
                why = "counterpart of the possessor"
                name = span_of(line, draft).of(self.document.text)
                return self.registry.add(
                    msgspec.structs.replace(profile, name=name, country=country, base=base, basis="inferred", why=why)
                )
            return self.unnamed.office(
                draft, country, base=base, office=office, role=role, why="counterpart of the possessor"
            )
        self.offered = [(country, holder.office) for holder in holders]
        self.waiting = self.registry.add(
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
        return self.waiting


def _row(holder: Holder) -> str:
    return f"office-holder table: {holder.person}, {holder.office} from {holder.from_}"


def _listed(line: Line, previous: Draft, draft: Draft) -> bool:
    """Say whether two names stand in one list: an "and" and no verb between them."""
    between = line.tokens[previous.last : draft.first]
    return any(token.text == "and" for token in between) and not any(
        token.pos in {"VERB", "AUX"} or token.text in {";", '"'} for token in between
    )
