"""The world as packs know it: countries, who is written how, organisations and their members, who held which office."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from detente.errors import ConfigError, PackError, nearest
from detente.packs.loader import find_files, read_tsv
from detente.packs.world_abroad import NamesAbroad
from detente.packs.world_holders import Holder, HolderIndex, Spelling
from detente.packs.world_names import Kind, Name, NameIndex, fold, split_name, turn_round, within

__all__ = ["Country", "Group", "Holder", "Membership", "Name", "Organisation", "World", "load_world"]

T = TypeVar("T")

CODE = 3
"""Letters of the longest code of a country."""


class Country(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/countries.tsv``; `from_` and `to` say when it was a state, or a territory of its own."""

    alpha3: str
    name: str
    official: str = ""
    alpha2: str = ""
    numeric: str = ""
    """M49, three digits."""
    cown: int | None = None
    cowc: str = ""
    gwn: int | None = None
    cameo: str = ""
    fips: str = ""
    qid: str = ""
    from_: str = msgspec.field(name="from", default="")
    to: str = ""
    capital: str = ""
    folds_into: str = ""
    """Alpha-3 of the state that answers for a dependency."""
    sector: str = ""
    """PRE for a territory whose own government is recognised in part."""
    successors: str = ""
    """Alpha-3 codes between ``|`` of the states that came after."""
    former: str = ""
    """Codes between ``|`` that it had before: BUR, ROM, TMP, ZAR."""
    family_first: bool = False
    """The family name is written first (Xi Jinping)."""
    source: str = ""

    @property
    def actor(self) -> str:
        """Alpha-3 of the state to which its acts are coded: its own, or that of the controlling state."""
        return self.folds_into or self.alpha3


class NameRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/names.tsv``: the spellings between ``|``, the first is the usual one."""

    country: str
    kind: Kind
    names: str
    from_: str = msgspec.field(name="from", default="")
    to: str = ""
    note: str = ""
    source: str = ""
    beside: str = ""
    """Countries between ``|`` of which a story must name one."""


class Metonym(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/metonyms.tsv``: a building, street or body that stands for a branch of government."""

    country: str
    names: str
    sector: str
    cameo: str
    """Roles to be put behind the country's code: GOV, GOVMIL, LEG."""
    from_: str = msgspec.field(name="from", default="")
    to: str = ""
    note: str = ""
    source: str = ""
    beside: str = ""
    """Countries between ``|`` of which a story that names any must name one."""


class Organisation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/organisations.tsv``."""

    key: str
    name: str
    aliases: str = ""
    class_: str = msgspec.field(name="class")
    """PLOVER code of non-states: IGO, UNO, EUR, NGO, IMG, ISM, MNC; or the alpha-3 of the country it belongs to."""
    sector: str = ""
    cameo: str = ""
    """Empty takes the class: UNO is IGOUNO, EUR is IGOEUREEC."""
    members: str = ""
    """A rule in place of rows: ``UN -LIE +COK`` is the members of UN on the day, less one, and one more."""
    qid: str = ""
    from_: str = msgspec.field(name="from", default="")
    to: str = ""
    note: str = ""
    source: str = ""


class Membership(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/memberships.tsv``: countries between ``|`` that were members from one date to another."""

    organisation: str
    countries: str
    from_: str = msgspec.field(name="from", default="")
    to: str = ""
    source: str = ""


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/groups.tsv``: an armed group, party, force or service; a key may have several dated rows."""

    key: str
    kind: Kind
    name: str
    aliases: str = ""
    country: str
    sector: str
    cameo: str
    from_: str = msgspec.field(name="from", default="")
    to: str = ""
    note: str = ""
    source: str = ""


CLASS_CAMEO = {
    "UNO": "IGOUNO",
    "EUR": "IGOEUREEC",
    "NGO": "NGO",
    "IMG": "IMG",
    "ISM": "INT",
    "MNC": "MNC",
    "IGO": "IGO",
}
"""CAMEO code of an organisation for which no other is listed."""


class World:
    """Look up countries, names, members and office-holders; each table is read when it is first asked for."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(roots)

    def _rows(self, table: str, kind: type[T]) -> Iterator[T]:
        for file in find_files(self.roots, f"world/{table}.tsv"):
            yield from read_tsv(file, kind)

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Every state and territory by alpha-3 code, those that are no more included."""
        found: dict[str, Country] = {}
        for row in self._rows("countries", Country):
            if row.alpha3 in found:
                raise PackError("world/countries.tsv", row.alpha3, "is listed twice")
            found[row.alpha3] = row
        return found

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations by key."""
        return {row.key: row for row in self._rows("organisations", Organisation)}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Armed groups, parties, forces and services."""
        return tuple(self._rows("groups", Group))

    @cached_property
    def names(self) -> NameIndex:
        """Every name of the tables below, indexed by its first word."""
        return NameIndex(self._all_names())

    @cached_property
    def holders_index(self) -> HolderIndex:
        """Office-holders by name."""
        family_first = frozenset(code for code, country in self.countries.items() if country.family_first)
        spellings = self._rows("given_names", Spelling)
        return HolderIndex(self._rows("officeholders*", Holder), spellings, family_first=family_first)

    def match(self, words: Sequence[str], at: int, *, on: str | None) -> tuple[int, tuple[Name, ...]] | None:
        """Return the longest name that starts at token `at`: its length in tokens, and whom it may stand for that day.

        >>> from detente.packs import load_packs
        >>> length, names = load_packs().world.match(["said", "North", "Korea", "'s"], 1, on=None)
        >>> length, names[0].country
        (2, 'PRK')
        """
        return self.names.match(words, at, on=on)

    def country(self, name: str, *, scheme: str | None = None) -> Country | None:
        """Return the country with this alpha-3, alpha-2, M49 or former code, or name in any language; None for none or several.

        `scheme` names the column to look in (cown, cowc, gwn, fips, cameo, qid, ...): those codes clash with ISO's.
        """
        if scheme is not None:
            return self._by_scheme(scheme).get(name.strip())
        name = name.strip()
        if code := self.code(name):
            return code
        named = self.exact(name)
        keys = {found.key for found in named if found.kind == "country"}
        if not named:
            keys = {found.country for found in self.abroad.find(name) if found.kind == "country"}
        return self.countries[keys.pop()] if len(keys) == 1 else None

    def code_of(self, name: str) -> str:
        """Return the alpha-3 code of the state that a code or a name stands for; a territory's acts are its state's.

        Raises:
            ConfigError: no country is called so; says which is nearest.

        >>> from detente.packs import load_packs
        >>> [load_packs().world.code_of(name) for name in ("Japan", "rus", "norway")]
        ['JPN', 'RUS', 'NOR']
        """
        found = self.country(name) or self.country(name.upper()) or self.country(name.title())
        if found is not None:
            return found.actor
        alike = [code for code in self.countries if code[:1] == name.strip()[:1].upper()]
        hint = nearest(name.strip().upper(), alike) if len(name.strip()) <= CODE else ""
        raise ConfigError(
            f"no country {name!r}{hint or nearest(name.title(), [row.name for row in self.countries.values()])}"
        )

    def code(self, code: str) -> Country | None:
        """Return the country with this alpha-3, alpha-2, M49, CAMEO or former code."""
        return self._by_code.get(code)

    def exact(self, name: str) -> tuple[Name, ...]:
        """Return whom the whole of an English name, also turned round or with "the", may stand for on any day."""
        for form in filter(None, (name, turn_round(name))):
            bare = form[4:] if form[:4].lower() == "the " else form
            words = split_name(bare)
            match = self.names.match(words, 0, on=None) if words else None
            if match is not None and match[0] == len(words):
                return match[1]
        return ()

    @cached_property
    def abroad(self) -> NamesAbroad:
        """Names of countries in other languages, for look-up only."""
        return NamesAbroad(self.roots)

    def is_valid(self, alpha3: str, on: str) -> bool:
        """Say whether a country existed, as a state or a territory with a code, on a day."""
        country = self.countries.get(alpha3)
        return country is not None and within(on, country.from_, country.to)

    def capital_of(self, alpha3: str) -> str | None:
        """Return the name of a country's seat of government today, or at its end."""
        country = self.countries.get(alpha3)
        return country.capital or None if country else None

    def members(self, organisation: str, *, on: str | None) -> frozenset[str]:
        """Return the alpha-3 codes of an organisation's members on a day (None: at any time); empty if none are listed.

        Raises:
            PackError: there is no such organisation.
        """
        row = self.organisations.get(organisation)
        if row is None:
            raise PackError(
                "world/organisations.tsv", organisation, f"no such key{nearest(organisation, self.organisations)}"
            )
        found: set[str] = set()
        for rule in row.members.split():
            if rule[0] in "+-":
                (found.add if rule[0] == "+" else found.discard)(rule[1:])
            else:
                found |= self.members(rule, on=on)
        for membership in self._memberships.get(organisation, ()):
            if within(on, membership.from_, membership.to):
                found.update(membership.countries.split("|"))
        return frozenset(found)

    def holders(
        self, name: str | Sequence[str], *, on: str | None, country: str | None = None, office: str | None = None
    ) -> tuple[Holder, ...]:
        """Return who of that name held which office on a day: a full name or alias; a bare surname only with a hint."""
        return self.holders_index.find(name, on=on, country=country, office=office)

    def holder_of(self, country: str, office: str, *, on: str) -> Holder | None:
        """Return who held an office on a day; of two on the day of a change, the newcomer."""
        return self.holders_index.holder_of(country, office, on=on)

    @cached_property
    def _memberships(self) -> dict[str, list[Membership]]:
        found: dict[str, list[Membership]] = defaultdict(list)
        for row in self._rows("memberships", Membership):
            if row.organisation not in self.organisations:
                raise PackError("world/memberships.tsv", row.organisation, "is not in organisations.tsv")
            found[row.organisation].append(row)
        return found

    @cached_property
    def _by_code(self) -> dict[str, Country]:
        found: dict[str, Country] = {}
        pick: Callable[[Country], list[str]]
        for pick in (lambda c: [c.alpha3], lambda c: [c.numeric, c.alpha2], lambda c: [c.cameo, *c.former.split("|")]):
            for country in self.countries.values():
                for code in filter(None, pick(country)):
                    if code not in found or not country.to:
                        found.setdefault(code, country)
        return found

    def _by_scheme(self, scheme: str) -> dict[str, Country]:
        if scheme not in Country.__struct_fields__:
            raise PackError(
                "world/countries.tsv", scheme, f"no such column{nearest(scheme, Country.__struct_fields__)}"
            )
        living = sorted(self.countries.values(), key=lambda country: (bool(country.folds_into), bool(country.to)))
        found: dict[str, Country] = {}
        for country in living:
            found.setdefault(str(getattr(country, scheme) or ""), country)
        found.pop("", None)
        return found

    def _all_names(self) -> Iterator[Name]:
        listed = list(self._rows("names", NameRow))
        known = {(row.country, row.kind, fold(text)) for row in listed for text in row.names.split("|")}
        for row in listed:
            yield from self._country_names(row)
        for row in self._own_names():
            if (row.country, row.kind, fold(row.names)) not in known:
                yield from self._country_names(row)
        yield from self._metonym_names()
        yield from self._organisation_names()
        yield from self._group_names()

    def _own_names(self) -> Iterator[NameRow]:
        """The names in ``countries.tsv``; a capital stands for a government of its own, not for a dependency's."""
        for row in self.countries.values():
            yield NameRow(country=row.alpha3, kind="country", names=row.name, source=row.source)
            if row.official and row.official != row.name:
                yield NameRow(country=row.alpha3, kind="country", names=row.official, source=row.source)
            if row.capital not in {"", row.name} and not row.folds_into:
                yield NameRow(
                    country=row.alpha3,
                    kind="capital",
                    names=row.capital,
                    from_=row.from_,
                    to=row.to,
                    source=row.source,
                )

    def _country_names(self, row: NameRow) -> Iterator[Name]:
        country = self._country_of(row.country, "names.tsv")
        code = self.countries[country.actor].cameo or country.actor
        sector = "GOV" if row.kind == "capital" else country.sector or None
        role = "GOV" if row.kind == "capital" else ""
        for text in row.names.split("|"):
            yield Name(
                text=text, words=split_name(text), kind=row.kind, key=country.alpha3, country=country.actor,
                sector=sector, cameo=code + role, entity=text if row.kind == "capital" else country.name,
                from_=row.from_, to=row.to, note=row.note, source=row.source,
                beside=self._codes_of(row.beside, "names.tsv"),
            )  # fmt: skip

    def _codes_of(self, codes: str, file: str) -> tuple[str, ...]:
        return tuple(self._country_of(code, file).actor for code in codes.split("|") if code)

    def _metonym_names(self) -> Iterator[Name]:
        for row in self._rows("metonyms", Metonym):
            country = self._country_of(row.country, "metonyms.tsv")
            code = (self.countries[country.actor].cameo or country.actor) + row.cameo
            first, *_ = row.names.split("|")
            for text in row.names.split("|"):
                yield Name(
                    text=text, words=split_name(text), kind="metonym", key=country.alpha3, country=country.actor,
                    sector=row.sector, cameo=code, entity=first, from_=row.from_, to=row.to, note=row.note,
                    source=row.source, beside=self._codes_of(row.beside, "metonyms.tsv"),
                )  # fmt: skip

    def _organisation_names(self) -> Iterator[Name]:
        for row in self.organisations.values():
            for text in filter(None, dict.fromkeys((row.name, *row.aliases.split("|")))):
                yield Name(
                    text=text, words=split_name(text), kind="organisation", key=row.key, country=row.class_,
                    sector=row.sector or None, cameo=row.cameo or CLASS_CAMEO.get(row.class_, row.class_),
                    entity=row.name, note=row.note, source=row.source,
                )  # fmt: skip

    def _group_names(self) -> Iterator[Name]:
        rows = Counter(group.key for group in self.groups)
        for group in self.groups:
            dates = (group.from_, group.to) if rows[group.key] > 1 else ("", "")
            for text in filter(None, (group.name, *group.aliases.split("|"))):
                yield Name(
                    text=text, words=split_name(text), kind=group.kind, key=group.key, country=group.country,
                    sector=group.sector, cameo=group.cameo, entity=group.name, from_=dates[0], to=dates[1],
                    note=group.note, source=group.source,
                )  # fmt: skip

    def _country_of(self, code: str, file: str) -> Country:
        if code not in self.countries:
            raise PackError(f"world/{file}", code, f"no such country{nearest(code, self.countries)}")
        return self.countries[code]


def load_world(roots: Sequence[Path]) -> World:
    """Return the world of these pack folders; nothing is read yet."""
    return World(roots)
