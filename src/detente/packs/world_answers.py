"""Say who a name is: every reading that the packs know, on which days it holds, and the row that says so."""

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import msgspec

from detente.model import Basis
from detente.packs.actor_words import ActorNoun, ActorWords
from detente.packs.world import CLASS_CAMEO, Country, World
from detente.packs.world_abroad import AbroadName, fold_case
from detente.packs.world_holders import Holder
from detente.packs.world_names import Name, split_name, within
from detente.packs.world_rows import Row, RowFinder

NEAR = 5
"""Names offered where nothing is found."""

ALIKE = 0.72
"""How alike a name must be to be offered, from 0 to 1."""

STATES = frozenset({"country", "capital"})
"""Kinds of names that stand for a government."""


NATIONS = STATES | {"demonym"}
"""Kinds of names that stand for a state or its people."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a name."""

    name: str
    kind: str
    """country, demonym, capital, metonym, organisation, group, party, force, agency, person, or phrase."""
    country: str | None = None
    """ISO 3166 alpha-3 of the state that answers for it, or the class of a non-state: IGO, UNO, EUR, NGO, ..."""
    sector: str | None = None
    cameo: str | None = None
    office: str | None = None
    from_: str = msgspec.field(name="from", default="")
    to: str = ""
    holds: bool = True
    """False where the row does not hold on the day that was asked for."""
    basis: Basis = "added"
    why: str = ""
    note: str = ""
    """What else the word may be."""
    file: str = ""
    line: int | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """All readings of a name, those of the day first, and names like it where there is none."""

    query: str
    on: str | None
    candidates: tuple[Candidate, ...] = ()
    nearest: tuple[str, ...] = ()


def find_actors_named(query: str, *, world: World, words: ActorWords, on: str | None = None) -> Answer:
    """Return who a name, code, office or short phrase stands for on a day (None: on any).

    >>> from detente.packs import load_packs
    >>> packs = load_packs()
    >>> answer = find_actors_named("Kerry", world=packs.world, words=packs.actor_words, on="2013-11-02")
    >>> [(row.name, row.country, row.office) for row in answer.candidates]
    [('John Kerry', 'USA', 'foreign minister')]
    """
    search = _Search(world, words, on)
    text = " ".join(unicodedata.normalize("NFC", query).split())
    found = list(dict.fromkeys(search.candidates(text)))
    found.sort(key=lambda row: not row.holds)
    near = () if found else tuple(search.nearest(text))
    return Answer(query=query, on=on, candidates=tuple(found), nearest=near)


class _Search:
    """One question put to all tables."""

    def __init__(self, world: World, words: ActorWords, on: str | None) -> None:
        self.world, self.words, self.on = world, words, on
        self.rows = RowFinder(world.roots)

    def candidates(self, text: str) -> Iterator[Candidate]:
        """Yield every reading, the surest first."""
        named = self._named(text)
        yield from (self._of_name(name) for name in named)
        states = {name.key for name in named if name.kind == "country"}
        code = self.world.code(text.upper()) if text.isupper() or text.islower() else self.world.code(text)
        if code is not None and code.alpha3 not in states:
            yield self._of_country(code)
        people = self.world.holders_index.find(text, on=None) or self.world.holders_index.named(text)
        yield from (self._of_holder(row) for row in people)
        spelled = any(name.kind in NATIONS and fold_case(name.text) == fold_case(text) for name in named)
        for abroad in () if spelled else self.world.abroad.find(text):
            yield self._of_abroad(abroad)
        if not named and not people:
            yield from self._of_phrase(split_name(text))

    def nearest(self, text: str) -> list[str]:
        """Return the names most like this one."""
        names = {name.text.casefold(): name.text for name in self.world.names.names}
        for row in self.world.holders_index.rows:
            names[row.person.casefold()] = row.person
            names.setdefault(row.person.casefold().rpartition(" ")[2], row.person)
        near = get_close_matches(text.casefold(), names, n=2 * NEAR, cutoff=ALIKE)
        return list(dict.fromkeys(names[key] for key in near))[:NEAR]

    def _named(self, text: str) -> tuple[Name, ...]:
        """Return the names of the English tables, in whatever case the question was typed."""
        bare = text[4:] if text[:4].lower() == "the " else text
        tries = dict.fromkeys((text, bare, bare.title(), bare.capitalize(), bare.upper()))
        return next((names for form in tries if (names := self.world.exact(form))), ())

    # --- one reading each

    def _of_name(self, name: Name) -> Candidate:
        row = self.rows.of_name(name)
        country = self.world.countries.get(name.key)
        if name.kind in STATES and country is not None:
            return self._of_state(country, name=name, row=row)
        return Candidate(
            name=name.entity if name.text == name.entity else f"{name.text} ({name.entity})",
            kind=name.kind,
            country=name.country,
            sector=name.sector,
            cameo=name.cameo,
            from_=name.from_,
            to=name.to,
            holds=name.holds(self.on),
            why=_say(row, name.source),
            note=name.note,
            file=row.file if row else "",
            line=row.line if row else None,
        )

    def _of_country(self, country: Country) -> Candidate:
        return self._of_state(country, name=None, row=self.rows.of_country(country.alpha3))

    def _of_state(self, country: Country, *, name: Name | None, row: Row | None) -> Candidate:
        """A state is its government; a dependency is answered for, a state that is no more has an heir."""
        state, told = self._answering(country)
        base = state.cameo or state.alpha3
        alone = state.alpha3 == country.alpha3 and not country.sector
        from_, to = (name.from_, name.to) if name else (country.from_, country.to)
        text = name.text if name else country.name
        return Candidate(
            name=text if text == country.name else f"{text} ({country.name})",
            kind=name.kind if name else "country",
            country=state.alpha3,
            sector=country.sector or ("GOV" if alone or country.to else None),
            cameo=base + ("" if country.folds_into or country.sector else "GOV"),
            from_=from_,
            to=to,
            holds=within(self.on, from_, to),
            basis="stated",
            why="; ".join(filter(None, (told, _say(row, name.source if name else country.source)))),
            note=name.note if name else "",
            file=row.file if row else "",
            line=row.line if row else None,
        )

    def _answering(self, country: Country) -> tuple[Country, str]:
        """Return the state to which acts are coded, and why it is another."""
        if country.to and country.successors and self.on and self.on > country.to:
            heir = self.world.countries[country.successors.partition("|")[0]]
            return heir, f"{country.name} ended on {country.to}; its first successor is {heir.name}"
        if country.folds_into:
            state = self.world.countries[country.folds_into]
            return state, f"{state.name} answers for it"
        return country, ""

    def _of_holder(self, holder: Holder) -> Candidate:
        row = self.rows.of_holder(holder)
        office = self.words.name_office(holder.title, holder.office)
        noun = self.words.offices.get(office)
        return Candidate(
            name=holder.person,
            kind="person",
            country=holder.country,
            sector=holder.sector or (noun.sector if noun else "GOV"),
            cameo=self._base(holder.country) + (holder.role or (noun.role if noun else "GOV")),
            office=office,
            from_=holder.from_,
            to=holder.to,
            holds=within(self.on, holder.from_, holder.to),
            why=_say(row, holder.source),
            file=row.file if row else "",
            line=row.line if row else None,
        )

    def _of_abroad(self, abroad: AbroadName) -> Candidate:
        country = self.world.countries[abroad.country]
        row = Row(file=abroad.file, line=abroad.line)
        told = f"name in {', '.join(abroad.languages[:NEAR])}{' and more' if len(abroad.languages) > NEAR else ''}"
        if abroad.kind == "country":
            found = self._of_state(country, name=None, row=row)
            return msgspec.structs.replace(
                found, name=f"{abroad.name} ({country.name})", why="; ".join(filter(None, (told, found.why)))
            )
        return Candidate(
            name=f"{abroad.name} ({country.name})",
            kind="demonym",
            country=country.actor,
            cameo=self._base(country.actor),
            why=f"{told}; {_say(row, '')}",
            file=row.file,
            line=row.line,
        )

    # --- an owner, an office or actor noun, a person: "Japan's foreign minister", "Syrian rebels", "President Xi"

    def _of_phrase(self, tokens: Sequence[str]) -> Iterator[Candidate]:
        owners, noun, rest = self._take_apart([token for token in tokens if token.lower() != "the"])
        if noun is None and not (owners and rest):
            return
        countries = {owner.country for owner in owners}
        if rest:
            for row in self._people(rest):
                person = self._of_holder(row)
                if (not countries or row.country in countries) and (
                    noun is None or not noun.office or person.office == noun.office
                ):
                    yield person
            return
        if noun is None:
            return
        text = " ".join(tokens)
        if not owners:
            yield self._of_noun(None, noun, text)
        for owner in owners:
            yield self._of_noun(owner, noun, text)
            if noun.office and owner.country:
                held = (row for row in self.world.holders_index.rows if row.country == owner.country)
                found = (self._of_holder(row) for row in held if within(self.on, row.from_, row.to))
                yield from (answer for answer in found if answer.office == noun.office)

    def _take_apart(self, tokens: Sequence[str]) -> tuple[tuple[Name, ...], ActorNoun | None, Sequence[str]]:
        """Return whose it is, the noun, and the words behind."""
        owners: tuple[Name, ...] = ()
        at = 0
        match = self.world.match(tokens, 0, on=self.on) if tokens else None
        if match is not None:
            owners, at = match[1], match[0]
            at += at < len(tokens) and tokens[at] in {"'s", "'", "-"}
        symbols = [self.words.symbol(token) for token in tokens]
        found = self.words.noun_at(symbols, at) if at < len(symbols) else None
        if found is None:
            return owners, None, tokens[at:]
        rest = tokens[at + found[0] :]
        if not owners and len(rest) > 1 and rest[0] in {"of", "for"}:
            match = self.world.match(rest, 1, on=self.on)
            if match is not None and match[0] == len(rest) - 1:
                return match[1], found[1], ()
        return owners, found[1], rest

    def _people(self, words: Sequence[str]) -> tuple[Holder, ...]:
        return self.world.holders_index.find(words, on=None) or self.world.holders_index.named(words)

    def _of_noun(self, owner: Name | None, noun: ActorNoun, text: str) -> Candidate:
        state = owner is not None and owner.kind in {"country", "demonym", "capital"}
        country = owner.country if owner else noun.country or None
        base = self._base(country) if state or owner is None else owner.cameo or ""
        sector = noun.sector or ("GOV" if noun.kind == "government" else None)
        if sector in {None, "UNK"} and owner is not None:
            sector = owner.sector or sector
        return Candidate(
            name=text.replace(" 's", "'s"),
            kind="phrase",
            country=country,
            sector=sector,
            cameo=(base + noun.role) or None,
            office=noun.office or None,
            basis="stated",
            why=" and ".join(
                filter(None, (owner.text if owner else "", f"the noun {noun.office or noun.words.split('|')[0]}"))
            ),
            note=owner.note if owner else "",
        )

    def _base(self, country: str | None) -> str:
        row = self.world.countries.get(country or "")
        return (row.cameo or row.alpha3) if row else CLASS_CAMEO.get(country or "", country or "")


def _say(row: Row | None, source: str) -> str:
    where = f"{row.file}:{row.line}" if row else ""
    return f"{where} ({source})" if where and source else where or source
