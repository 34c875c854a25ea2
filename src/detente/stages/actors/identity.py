"""Who the mentions are: one profile for everybody the story names, merged over name variants, titles and offices."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from detente.model import Basis, Mention
from detente.packs.actor_words import ActorWords
from detente.packs.world import CLASS_CAMEO, World
from detente.packs.world_holders import Holder
from detente.packs.world_names import Name
from detente.stages.actors.drafts import Draft
from detente.stages.actors.roles import compose

HIGHEST = ("head of state", "head of government", "foreign minister", "defence minister")
"""Offices whose holders the papers call by the surname alone."""


RISING, REMEMBERED = 15, 50
"""Years before and after an office in which its holder's name means the same person."""

LENT = "name added from the office-holder table"
"""Reason of a name that the text does not give."""

NAMESAKES = 20
"""Persons of one surname among whom a name is looked for."""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an actor so far; becomes a `model.Actor` at the end."""

    name: str
    kind: str
    """As `Actor.kind`."""
    country: str | None = None
    base: str = ""
    """Country or non-state part of the CAMEO code."""
    sector: str = ""
    role: str = ""
    office: str = ""
    basis: Basis = "stated"
    why: str = ""
    person: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    members: tuple[int, ...] = ()
    heads: str = ""
    """Head noun of an unnamed actor."""
    merged: int | None = None
    """Index of the profile that this one turned out to be."""
    titled: bool = False
    """The text gives the office or role."""
    lent: bool = False
    """The name is the office-holder table's: the text has not given one yet, and has the last word."""

    def name_parts(self) -> list[str]:
        """Return the words of a person's name, hyphenated ones apart."""
        return " ".join(self.person).replace("-", " ").split()


class Registry:
    """All profiles of a story with the indexes that find them again."""

    def __init__(self, world: World, words: ActorWords, *, on: str | None) -> None:
        self.world, self.words, self.on = world, words, on
        self.profiles: list[Profile] = []
        self.mentions: dict[int, list[Mention]] = defaultdict(list)
        self._keys: dict[tuple[str, ...], int] = {}
        self._surnames: dict[str, list[int]] = defaultdict(list)
        self._holders: dict[tuple[tuple[str, ...], str | None], tuple[Holder, ...]] = {}
        self.countries: dict[str, int] = {}
        """Country code to the sentence of its latest mention, in order of first mention."""

    def add(self, profile: Profile, *key: str) -> int:
        """Store a new profile under a key; returns its index."""
        self.profiles.append(profile)
        if key:
            self._keys[key] = len(self.profiles) - 1
        return len(self.profiles) - 1

    def update(self, index: int, **changes: object) -> None:
        """Replace values of a profile."""
        self.profiles[index] = msgspec.structs.replace(self.profiles[index], **changes)

    def find(self, *key: str) -> int | None:
        """Return the profile stored under a key, or None."""
        index = self._keys.get(key)
        return None if index is None else self.real(index)

    def bind(self, index: int, *key: str) -> None:
        """Store a further key for a profile."""
        self._keys[key] = index

    def real(self, index: int) -> int:
        """Return the profile that this one was merged into, or itself."""
        while (merged := self.profiles[index].merged) is not None:
            index = merged
        return index

    # --- states and organisations

    def state(self, name: Name, *, why: str = "") -> int:
        """Return the profile of a state, whose government acts when it is named."""
        code, note = name.country or name.key, why
        country = self.world.countries.get(name.key)
        if country and country.to and country.successors and self.on and self.on > country.to:
            code = country.successors.partition("|")[0]
            note = f"{country.name} ({name.key}), predecessor of {code}"
        elif country and country.folds_into:
            note = f"{country.name} is answered for by {code}"
        return self.state_of(code, why=note)

    def state_of(self, code: str, *, why: str = "") -> int:
        """Return the profile of a state by its code."""
        index = self.find("state", code)
        if index is not None:
            if why and why not in self.profiles[index].why:
                self.update(index, why="; ".join(filter(None, (self.profiles[index].why, why))))
            return index
        row = self.world.countries.get(code)
        return self.add(
            Profile(
                name=row.name if row else code,
                kind="country",
                country=code,
                base=self.base_of(code),
                sector="GOV",
                role="GOV",
                why=why or "named in the text",
            ),
            "state",
            code,
        )

    def base_of(self, code: str | None) -> str:
        """Return the CAMEO code of a country."""
        row = self.world.countries.get(code or "")
        return (row.cameo or row.alpha3) if row else CLASS_CAMEO.get(code or "", code or "")

    def organisation(self, name: Name) -> int:
        """Return the profile of an organisation, armed group, party or force of the world pack."""
        index = self.find("organisation", name.key)
        if index is not None:
            return index
        kind = "organisation"
        code = name.cameo or ""
        base = self.base_of(name.country)
        role = code[len(base) :] if code.startswith(base) else ""
        if code and not code.startswith(base):
            base = code
        return self.add(
            Profile(
                name=name.entity,
                kind=kind,
                country=name.country,
                base=base,
                sector=name.sector or "",
                role=role,
                basis="added",
                why=f"world pack: {name.key}" + (f" ({name.source})" if name.source else ""),
            ),
            "organisation",
            name.key,
        )

    # --- persons

    def person(self, words: Sequence[str], *, gender: str, country: str | None, office: str) -> int | None:
        """Return a person named before whom these words can mean, the latest first."""
        folded = [fold_name(word, self.words.transliteration) for word in words]
        for stored in self._surnames.get(folded[-1], [])[: -NAMESAKES - 1 : -1]:
            index = self.real(stored)
            known = self.profiles[index]
            if _same(folded, [fold_name(word, self.words.transliteration) for word in known.person]) and not (
                (gender and known.gender and gender != known.gender)
                or (country and known.country and country != known.country)
                or (office and known.office and known.titled and len(words) == 1 and office != known.office)
            ):
                return index
        return None

    def name_person(self, index: int, words: Sequence[str]) -> None:
        """Let a profile be found by the words of a name, and show the fullest name."""
        known = self.profiles[index]
        if known.lent:
            self.update(index, lent=False)
            given = {fold_name(part, self.words.transliteration) for part in known.name_parts()}
            if fold_name(words[-1], self.words.transliteration) not in given:
                self.update(index, person=(), why=known.why.removesuffix(LENT).rstrip("; "))
        if len(words) > len(self.profiles[index].person):
            self.update(index, person=tuple(words), name=join_name(words), kind="person")
        for word in {words[-1], words[0]}:
            folded = fold_name(word, self.words.transliteration)
            if index not in self._surnames[folded] and (word == words[-1] or len(words) > 1):
                self._surnames[folded].append(index)

    def holder(self, words: Sequence[str], *, country: str | None, office: str) -> Holder | None:
        """Return the office that a person of this name held on the story's day; None where it is not one person's."""
        key = (tuple(words), country)
        if key not in self._holders:
            found = self.world.holders(list(words), on=self.on, country=country)
            if not found and len(words) == 1 and country is None:
                found = tuple(
                    row for code in self.countries for row in self.world.holders(list(words), on=self.on, country=code)
                ) or tuple(
                    row
                    for kind in HIGHEST
                    for row in self.world.holders(list(words), on=self.on, office=kind)
                    if not row.hint
                )
            self._holders[key] = found
        found = tuple(
            row for row in self._holders[key] if row.hint != "common" or row.country in {country, *self.countries}
        )
        if len({row.person for row in found}) != 1:
            return None
        return next((row for row in found if self.office_of(row) == office), found[-1])

    def once_in_office(self, words: Sequence[str], *, office: str) -> Holder | None:
        """Return the row of the one person of this name who ever held an office: stories look back, or bear no date."""
        rows = [
            row
            for kind in HIGHEST
            for row in self.world.holders(list(words), on=None, office=kind)
            if row.hint != "common" and self.office_of(row) == office
        ]
        here = [row for row in rows if row.country in self.countries]
        if len({(row.person, row.country) for row in here or rows}) != 1:
            return None
        return (here or rows)[-1]

    def out_of_office(self, words: Sequence[str], *, country: str | None) -> Holder | None:
        """Return the row of a person of this full name who held an office before the day, or will within few years."""
        if len(words) < 2 or self.on is None:
            return None
        rows = [
            row
            for row in self.world.holders(list(words), on=None, country=country)
            if (row.hint != "common" or row.country in {country, *self.countries}) and self._near(row)
        ]
        if len({row.person for row in rows}) != 1:
            return None
        alive = [
            row for row in rows if self.world.is_valid(row.country, self.on)
        ] or rows  # not Yugoslavia's, but Serbia's
        return max((row for row in alive if row.to and row.to < self.on), key=lambda row: row.to, default=alive[0])

    def _near(self, row: Holder) -> bool:
        """Say whether a person is known on the day for an office that was held before or comes soon."""
        year = int((self.on or "0")[:4])
        return int(row.from_[:4]) <= year + RISING and (not row.to or int(row.to[:4]) >= year - REMEMBERED)

    def office_of(self, holder: Holder) -> str:
        """Return the normal name of a holder's office."""
        return self.words.name_office(holder.title, holder.office)

    def merge(self, old: int, into: int) -> int:
        """Let two profiles be one; what the kept one lacks is taken over."""
        old, into = self.real(old), self.real(into)
        if old == into:
            return into
        first, second = self.profiles[old], self.profiles[into]
        self.update(
            into,
            country=second.country or first.country,
            base=second.base or first.base,
            sector=first.sector if second.sector in {"", "UNK"} else second.sector,
            role=second.role or first.role,
            office=second.office or first.office,
            gender=second.gender or first.gender,
            titled=second.titled or first.titled,
            why=second.why or first.why,
        )
        self.update(old, merged=into)
        self.mentions[into].extend(self.mentions.pop(old, []))
        return into


def join_name(words: Sequence[str]) -> str:
    """Return a name as it is shown.

    >>> join_name(["Ban", "Ki", "-", "moon"])
    'Ban Ki-moon'
    """
    return " ".join(words).replace(" - ", "-")


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if letter.isalnum())


def fold_name(word: str, pairs: Mapping[str, str]) -> str:
    """Return what the transliterations of a name share.

    >>> fold_name("Sergey", {"y": "i"}) == fold_name("Sergei", {"y": "i"})
    True
    """
    folded = _plain(word)
    for old, new in pairs.items():
        folded = folded.replace(old, new)
    return "".join(letter for at, letter in enumerate(folded) if at == 0 or letter != folded[at - 1])


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two folded names can be one person's: same surname and given names that do not clash."""
    if not other:
        return False
    if len(one) == 1 or len(other) == 1:
        short, full = (one, other) if len(one) == 1 else (other, one)
        return short[0] in {full[-1], full[0]}
    if one[-1] != other[-1] and one[0] != other[-1] and not (one[0] == other[0] and one[-1] in other):
        return False
    first, second = one[0], other[0]
    return (
        first == second
        or (min(len(first), len(second)) == 1 and first[:1] == second[:1])
        or _skeleton(first) == _skeleton(second)
    )


def _skeleton(word: str) -> str:
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiouy")


def cameo_of(profile: Profile) -> str | None:
    """Return a profile's CAMEO code."""
    return compose(profile.base or None, profile.role)


def is_state(draft: Draft) -> bool:
    """Say whether a draft names a state, its people or its capital."""
    return draft.hit is not None and draft.hit.name.kind in {"country", "demonym", "capital", "metonym"}
