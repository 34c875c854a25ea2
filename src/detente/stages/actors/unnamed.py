"""Who a phrase without a proper name is: a government, an office, a body or a group, and of which country."""

from detente.model import Basis, Document, Span
from detente.packs.actor_words import ActorWords
from detente.packs.world import World
from detente.packs.world_holders import Holder
from detente.packs.world_names import Name
from detente.stages.actors.discourse import Discourse, strength
from detente.stages.actors.drafts import Draft, Hit, Line, span_of
from detente.stages.actors.identity import LENT, Profile, Registry
from detente.stages.actors.lending import belongs
from detente.stages.actors.roles import compose
from detente.stages.base import SEVERAL

STATES = frozenset({"country", "demonym", "capital", "metonym"})

ABROAD = frozenset({"", "UNK", "JRN", "BUS", "SOC", "REL"})
"""Sectors that are often not of the country where they are."""

PRIVATE = frozenset({"NGO", "MNC", "ISM"})
"""Codes of those who are neither a state nor a union of states."""

COMMON = frozenset({"", "UNK", "GOV", "MIL", "LEG", "JUD", "COP"})
"""Sectors that a region can have together."""

LEAST_LAND = 0.5
"""Prominence that a country needs for "the army" to be its own."""

CLEAR = 1.5
"""How many times as prominent the first country must be as the second."""

HERE = frozenset({"in", "from", "of", "across", "throughout"})


class Unnamed:
    """Resolves noun phrases whose head is a common noun, and organisations that no pack knows."""

    def __init__(
        self, registry: Registry, discourse: Discourse, world: World, words: ActorWords, document: Document
    ) -> None:
        self.registry, self.discourse, self.world, self.words = registry, discourse, world, words
        self.document = document

    def open(self, line: Line, who: dict[int, int]) -> None:
        """Start on a sentence: `who` is the actor of each token, filled as the sentence is read."""
        self.line, self.who = line, who
        self.hit_on = {place: hit for hit in line.hits for place in range(hit.first, hit.last)}
        self.scenes = {
            self.of_name(hit.name)[0]
            for hit in line.hits
            if hit.name.kind in {"country", "capital"}
            and line.tokens[hit.last - 1].dep == "pobj"
            and line.tokens[line.tokens[hit.last - 1].head].text.lower() in {"in", "across", "throughout"}
        }
        """Countries in which the sentence says that something happens."""

    def country_of(self, draft: Draft) -> tuple[str | None, str]:
        """Return country and CAMEO base of the owner inside a phrase; "Soviet forces" are Russia's after 1991."""
        if draft.owner is None or self._is_regional(draft.owner):
            return None, ""
        return self.of_name(draft.owner.name)

    def _is_regional(self, owner: Hit) -> bool:
        """Say whether an adjective of a country is half of a region's: "*Central American* presidents"."""
        pair = self.line.symbols[max(owner.first - 1, 0) : owner.last + 1]
        alone = self.line.symbols[owner.first : owner.last + 1]
        return owner.name.kind == "demonym" and bool(self.words.region_in(pair)) and not self.words.region_in(alone)

    def of_name(self, name: Name) -> tuple[str | None, str]:
        """Return country and CAMEO base of a name."""
        if name.kind in STATES:
            country = self.world.countries.get(name.key)
            on = self.registry.on
            if country and country.to and country.successors and on and on > country.to:
                code = country.successors.partition("|")[0]
                return code, self.registry.base_of(code)
            return name.country, self.registry.base_of(name.country)
        if name.country in self.world.countries:
            return name.country, self.registry.base_of(name.country)
        return name.country, name.cameo or name.country or ""

    # --- phrases

    def resolve(self, line: Line, draft: Draft, who: dict[int, int]) -> tuple[int, float, Span | None]:
        """Return the actor of a noun phrase, how surely, and the words that gave its country away."""
        country, base = self.country_of(draft)
        basis: Basis = "stated"
        why, score, antecedent = self._stated(draft), 1.0, None
        noun = draft.noun
        if country is None and noun is not None and noun.country:
            country, base, why = noun.country, noun.country, "the noun names an international body"
        region = self._region(line, draft) if country is None else None
        if region is not None:
            country, why = region
            base = self.registry.base_of(country)
        elif country is None:
            country, why, score, antecedent = self._implied(line, draft, who)
            base, basis = self.registry.base_of(country), "inferred"
            owner = who.get(draft.keeper) if draft.keeper is not None else None
            if owner is not None and country:
                base = self.registry.profiles[owner].base
        group = draft.owner is not None and draft.owner.name.kind not in STATES
        if noun is not None and noun.kind == "government" and country in self.world.countries and country and not group:
            return self.registry.state_of(country, why=why if score < 1 else "its government"), score, antecedent
        if draft.office and noun is not None and noun.kind == "person" and not draft.plural and draft.sector != "ELI":
            known = self._in_office(draft)
            if known is not None:
                return known, 0.8, None
            index = self.office(draft, country, base=base, office=draft.office, role=draft.role or "GOV", why=why)
            return index, score, antecedent
        return self._body(line, draft, country, base, basis=basis, why=why), score, antecedent

    def _region(self, line: Line, draft: Draft) -> tuple[str | None, str] | None:
        """Return the body that "West African leaders" or "European officials" stand for; nobody for "Gulf investors"."""
        if draft.keeper is not None:
            return None
        code = self.words.region_in(line.symbols[draft.first : draft.head + 1])
        if code == "many" and (draft.office or not draft.plural):  # "the foreign ministers"
            code = None
        if code is None:
            return (None, SEVERAL) if self._of_states(line, draft) else None
        if code in {"none", "many"} or (code == "IGO" and draft.sector not in COMMON):
            return None, SEVERAL
        return code, "the phrase names a region"

    def _of_states(self, line: Line, draft: Draft) -> bool:
        """Say whether "of five states" or "from both countries" behind the head tells of several countries."""
        tokens = line.tokens
        for prep in line.tree.below[draft.head]:
            if tokens[prep].dep == "prep" and tokens[prep].text.lower() in {"of", "from"}:
                for place in line.tree.below[prep]:
                    row = self.words.groups.get(line.symbols[place])
                    if tokens[place].tag == "NNS" and row is not None and row.of == "country":
                        return True
        return False

    def _stated(self, draft: Draft) -> str:
        if draft.owner is None:
            return ""
        country = self.world.countries.get(draft.owner.name.key)
        if country and country.to and country.successors and draft.owner.name.kind in STATES:
            code, _ = self.of_name(draft.owner.name)
            if code != country.alpha3:
                return f"{country.name} ({country.alpha3}), predecessor of {code}"
        return f"{draft.owner.name.entity} in the phrase"

    def _implied(self, line: Line, draft: Draft, who: dict[int, int]) -> tuple[str | None, str, float, Span | None]:
        """Find the country of a phrase that names none: its possessor, or its place; the stage `homes` settles the rest."""
        if draft.keeper is not None and draft.keeper in who:
            owner = self.registry.profiles[who[draft.keeper]]
            if owner.country:
                return owner.country, "country of the possessor", 0.9, None
        if draft.keeper is not None:
            return None, "", 1.0, None
        if (code := self._near(line, draft)) is not None:
            return code, "the place beside the phrase", 0.8, None
        states = [code for code in self.registry.countries if code not in PRIVATE]
        if len(states) == 1 and states[0] in self.world.countries and draft.sector not in ABROAD:
            return states[0], "the only country named so far", 0.5, None
        return None, "", 1.0, None

    def _near(self, line: Line, draft: Draft) -> str | None:
        """Return the country of "in Egypt" behind the head or behind the verb that governs it."""
        tokens = line.tokens
        verb = tokens[draft.head].head
        if draft.bound:
            verb = tokens[verb].head
        for governor in (draft.head, verb) if tokens[verb].pos in {"VERB", "AUX"} else (draft.head,):
            for prep in line.tree.below[governor]:
                word = tokens[prep].text.lower()
                if tokens[prep].dep != "prep":
                    continue
                served = governor == draft.head and word in {"for", "of", "from", "at"} and draft.sector == "GOV"
                if served and (code := self._served(line, prep)) is not None:
                    return code
                if word not in HERE or (governor == verb and word != "in"):
                    continue
                for place in line.tree.below[prep]:
                    hit = self.hit_on.get(place)
                    if hit is not None and hit.name.kind in {"country", "capital"}:
                        return self.of_name(hit.name)[0]
        only = next(iter(self.scenes)) if len(self.scenes) == 1 else None
        return None if draft.sector in ABROAD else only

    def _served(self, line: Line, prep: int) -> str | None:
        """Return the country of "for the Iranian foreign ministry" behind an official."""
        for place in line.tree.below[prep]:
            for at in range(prep + 1, min(prep + 4, place + 1)):
                hit = self.hit_on.get(at)
                if hit is not None and hit.last <= place + 1:
                    return self.of_name(hit.name)[0]
        return None

    def outstanding(self, line: Line) -> str | None:
        """Return the country that the story speaks of where it is clearly ahead of all others."""
        ranked = sorted(
            ((strength(trace, line.number), code) for code, trace in self.discourse.lands.items()), reverse=True
        )
        if not ranked or ranked[0][0] < LEAST_LAND or ranked[0][1] not in self.world.countries:
            return None
        return ranked[0][1] if len(ranked) == 1 or ranked[0][0] >= CLEAR * ranked[1][0] else None

    # --- offices

    def _in_office(self, draft: Draft) -> int | None:
        """Return the latest person in the story who holds the office, for "the president" without a country."""
        if draft.owner is not None or draft.keeper is not None or not draft.definite:
            return None
        return self.latest_in(draft.office)

    def latest_in(self, office: str) -> int | None:
        """Return the most prominent person in the story who holds an office."""
        best, strongest = None, 0.0
        line = self.line
        for index, trace in self.discourse.recall(line.number):
            if _holds(self.registry.profiles[index], office) and strength(trace, line.number) > strongest:
                best, strongest = index, strength(trace, line.number)
        return best

    def office(self, draft: Draft, country: str | None, *, base: str, office: str, role: str, why: str) -> int:
        """Return the profile of whoever holds an office of a country on the story's day."""
        row = self.words.offices.get(office)
        named = row is not None and not row.many
        holder = self._holder(country, office) if country and named else None
        if country and named:
            index = self.registry.find("office", country, office)
            if index is None and holder is not None:
                index = self.registry.person(holder.person.split(), gender="", country=country, office="")
            if index is not None:
                return index
        index = self.registry.add(
            Profile(
                name=span_of(self.line, draft).of(self.document.text),
                kind="person",
                country=country,
                base=base,
                sector=draft.sector or "GOV",
                role=role,
                office=office,
                basis="stated" if draft.owner else "inferred",
                why=why,
                titled=True,
                gender=draft.gender,
            )
        )
        if country and named:
            self.registry.bind(index, "office", country, office)
        if holder is not None:
            self.registry.name_person(index, tuple(holder.person.split()))
            self.registry.update(index, why=f"{why}; {LENT}".strip("; "), lent=True)
        return index

    def _holder(self, country: str, office: str) -> Holder | None:
        """Return who held an office on the story's day, so that the name alone finds the office later."""
        if self.registry.on is None:
            return None
        for kind in (office, "head of state", "head of government"):
            holder = self.world.holder_of(country, kind, on=self.registry.on)
            if holder is not None and self.registry.office_of(holder) == office:
                return holder
        return None

    # --- bodies and groups

    def _body(self, line: Line, draft: Draft, country: str | None, base: str, *, basis: Basis, why: str) -> int:
        noun = draft.noun
        symbol = draft.office or line.symbols[draft.head]
        lasting = (noun is not None and noun.kind != "person" and not draft.plural) or bool(noun and noun.collective)
        whose = str(self.who.get(draft.keeper, "")) if draft.keeper is not None and noun and noun.weak else ""
        key = ("body", country or "", draft.sector, draft.role, symbol, "plural" if draft.plural else "", whose)
        apart = noun is not None and noun.weak and belongs(line, draft)
        index = self.registry.find(*key) if not apart else None
        if index is not None and (lasting or draft.definite or (draft.plural and draft.count is None)):
            return index
        if index is None and draft.definite and draft.owner is None and not apart:
            index = self.registry.find("latest", symbol, "plural" if draft.plural else "")
            if index is not None:
                return index
        proper = draft.form == "name"
        kind = "organisation" if proper or (noun and noun.kind != "person" and not draft.plural) else "group"
        if not draft.plural and not proper and (noun.kind == "person" if noun else draft.sector == "CVL"):
            kind = "person"
        text = span_of(line, draft).of(self.document.text)
        index = self.registry.add(
            Profile(
                name=f"{text} {line.texts[line.tokens[draft.head].head]}" if draft.form == "adjective" else text,
                kind=kind,
                country=country,
                base=base,
                sector=draft.sector,
                role=draft.role,
                office=draft.office if kind == "person" else "",
                basis=basis,
                why=why,
                plural=draft.plural,
                gender=draft.gender,
                heads=symbol,
            ),
            *key,
        )
        self.registry.bind(index, "latest", symbol, "plural" if draft.plural else "")
        return index

    def organisation(self, line: Line, draft: Draft) -> int:
        """Return an organisation or people that only the parser knows; its sector by the words of its name."""
        text = span_of(line, draft).of(self.document.text)
        key = ("unknown", text.casefold())
        index = self.registry.find(*key)
        if index is not None:
            return index
        sector, role, country = draft.sector, draft.role, None
        for place in range(draft.last - 1, draft.first - 1, -1):
            found = self.words.noun_at(line.symbols, place)
            if found and found[1].sector not in {"", "UNK"} and place + found[0] <= draft.last:
                sector, role = found[1].sector, found[1].role
                break
            word = self.words.name_words.get(line.symbols[place])
            if word is not None and draft.sector == "UNK":
                sector, role = word.sector, word.role
                break
        for place in range(draft.first, draft.last):
            hit = self.hit_on.get(place)
            if hit is not None and hit.last <= draft.last:
                country = self.of_name(hit.name)[0]
        if country is None:
            country = self._before(line, draft.first)
        return self.registry.add(
            Profile(
                name=text,
                kind="organisation" if draft.sector == "UNK" else "group",
                country=country,
                base=self.registry.base_of(country),
                sector=sector,
                role=role,
                plural=draft.plural,
                why="named in the text, in no pack",
            ),
            *key,
        )

    def _before(self, line: Line, first: int) -> str | None:
        """Return the country of a demonym or possessor right before a name: "China's Cosco", "the Turkish Red Crescent"."""
        place = first - 1
        if place > 0 and line.tokens[place].tag == "POS":
            place -= 1
        hit = self.hit_on.get(place)
        if hit is None or hit.last != place + 1 or hit.name.kind not in STATES:
            return None
        return self.of_name(hit.name)[0] if place < first - 1 or hit.name.kind == "demonym" else None


def _holds(profile: Profile, office: str) -> bool:
    return profile.kind == "person" and (
        profile.office == office or (office == "minister" and profile.office.endswith(" minister"))
    )


def code_of(profile: Profile) -> str | None:
    """Return a profile's CAMEO code."""
    return compose(profile.base or None, profile.role)
