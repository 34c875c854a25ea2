"""Chooses who plays and how it is told: actors, phrase and frame of each clause of a training sentence."""

import random
import re
from collections.abc import Mapping, Sequence

import msgspec

from phrasebook import Actor, Bank, Country, Frame, Phrase

PRONOUNS = {"its": "it", "their": "they", "his": "he", "her": "she"}
ABROAD, DOMESTIC_ABROAD = 0.6, 0.1
"""How often a target that may be anywhere is abroad: of states and armies, of opposition, rebels and crowds."""

NEARBY = 0.6
"""How often another state is one of the same region."""


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """What is coded of one event before the marks are numbered."""

    key: str
    label: str
    roles: str
    cameo: str
    fact: str = ""
    said: str = ""
    contexts: tuple[str, ...] = ()


class Cast:
    """Who plays in one clause: the actor and the mark of each role."""

    def __init__(self, **roles: Actor | None) -> None:
        self.actors: dict[str, Actor] = {role: actor for role, actor in roles.items() if actor is not None}
        self.keys: dict[str, str] = {}


class Draft:
    """One item in the making: its chance, marks, actor codes and event codes."""

    def __init__(self, bank: Bank, chance: random.Random) -> None:
        self.bank = bank
        self.chance = chance
        self.codes: list[Code] = []
        self.actors: dict[str, tuple[str, Country | None]] = {}
        self.count = 0

    def key(self, letter: str) -> str:
        """Returns a new mark."""
        self.count += 1
        return f"{letter}x{self.count}"

    def name(self, cast: Cast, role: str, *, owner: bool = False) -> str:
        """Names the actor of a role, marked, and with the ending of an owner where asked."""
        actor = cast.actors[role]
        key = cast.keys[role] = cast.keys.get(role) or self.key("a")
        self.actors[key] = (actor.code, None if actor.kind in self.bank.named else actor.country)
        ending = "" if not owner else "'" if actor.plural and actor.words.endswith("s") else "'s"
        if owner and actor.words.endswith(("States", "Philippines", "Netherlands", "Nations", "Emirates")):
            ending = "'"
        return f"{actor.article} [{actor.words}|{key}]{ending}".strip()

    def word(self, name: str, cast: Cast) -> str:
        """Returns one of the listed words, or a town, or a helper verb that agrees with the source."""
        source, target = cast.actors.get("S"), cast.actors.get("T")
        plural = "S" in cast.actors and cast.actors["S"].plural
        if name in {"has", "is", "was"}:
            return {"has": "have", "is": "are", "was": "were"}[name] if plural else name
        if name == "wast":
            return "were" if target and target.plural else "was"
        if name in {"its", "he"}:
            possessive = source.possessive if source else "its"
            return possessive if name == "its" else PRONOUNS[possessive]
        if name in {"town", "home"}:
            first = (target, source) if name == "town" else (source, target)
            home = next((actor.country for actor in first if actor and actor.country), None)
            return self.chance.choice((home or self.chance.choice(self.bank.countries)).towns)
        chosen = self.chance.choice(self.bank.words[name])
        return re.sub(r"%(\w+)", lambda match: self.word(match[1], cast), chosen)

    def inline(self, text: str, cast: Cast) -> str:
        """Marks the actor that a phrase brings with it; it is the target where the phrase has no other."""
        words, code = text[1:-1].split("|")
        country = cast.actors["S"].country
        if code.endswith("@o"):
            code = code.removesuffix("@o")
            country = cast.actors["T"].country if "T" in cast.actors and cast.actors["T"].country else None
            country = country or other_country(self, country)
        country = country or self.chance.choice(self.bank.countries)
        key = self.key("a")
        self.actors[key] = (code[1:], None) if code.startswith("=") else (f"{country.code}/{code}", country)
        cast.keys["I"] = key
        words = re.sub(r"%(\w+)", lambda match: self.word(match[1], cast), words)
        article, _, rest = words.partition(" ") if words.startswith(("the ", "a ")) else ("", "", words)
        return f"{article} [{rest.replace('ADJ', country.adjective)}|{key}]".strip()

    def event(self, words: str, code: Code | None) -> str:
        """Marks the words of an event, or leaves them bare where nothing is coded on them."""
        if code is None:
            return words
        self.codes.append(code)
        return f"[{words}|{code.key}]"


def other_country(draft: Draft, country: Country | None) -> Country:
    """Chooses another state, more often one nearby."""
    near = country is not None and draft.chance.random() < NEARBY
    return draft.chance.choice(
        [
            other
            for other in draft.bank.countries
            if country is None or (other.code != country.code and (not near or other.region == country.region))
        ]
    )


def choose_actor(draft: Draft, kinds: Sequence[str], country: Country | None) -> Actor:
    """Chooses an actor of one of the kinds, of the state where the kind belongs to a state."""
    kind = draft.chance.choice(kinds)
    while kind in draft.bank.alias:
        kind = draft.chance.choice(draft.bank.alias[kind])
    country = country or draft.chance.choice(draft.bank.countries)
    if kind in draft.bank.named:
        words, possessive, code = (part.strip() for part in draft.chance.choice(draft.bank.named[kind]).split("|"))
        home = next((known for known in draft.bank.countries if known.code == code[:3]), None)
        return _actor(words, possessive, code, kind, home)
    words, possessive, sector = (part.strip() for part in draft.chance.choice(draft.bank.kinds[kind]).split("|"))
    family, men, women = draft.bank.names[country.region]
    surname = draft.chance.choice(family)
    words = re.sub(r"\b(northern|eastern|southern) NAME", rf"\1 {country.name.removeprefix('the ')}", words)
    ending = "'" if country.name.startswith("the ") and country.name.endswith("s") else "'s"
    for slot, filler in (
        ("NAME's", country.name + ending),
        ("NAME", country.name),
        ("ADJ", country.adjective),
        ("PEOPLE", country.people),
        ("CAP", country.capital),
        ("TOWN", draft.chance.choice(country.towns)),
        ("WOMAN", f"{draft.chance.choice(women)} {surname}"),
        ("MAN", f"{draft.chance.choice(men)} {surname}"),
    ):
        words = words.replace(slot, filler)
    code = country.code if sector == "-" else f"{country.code}/{sector}"
    return _actor(words, possessive, code, kind, country)


def _actor(words: str, possessive: str, code: str, kind: str, country: Country | None) -> Actor:
    article, _, rest = words.partition(" ") if words.startswith(("the ", "a ", "an ")) else ("", "", words)
    return Actor(article=article, words=rest, possessive=possessive, code=code, kind=kind, country=country)


def choose_target(draft: Draft, phrase: Phrase, source: Actor, other: Country | None) -> Actor | None:
    """Chooses the target at home or abroad as the phrase asks, in the other state where one is given."""
    if not phrase.takes_target:
        return None
    home = source.country
    far = DOMESTIC_ABROAD if source.kind in draft.bank.alias["domestic"] else ABROAD
    if phrase.where == "abroad" or (phrase.where == "any" and draft.chance.random() < far):
        foreign = other is not None and (home is None or other.code != home.code)
        return choose_actor(draft, phrase.targets, other if foreign else other_country(draft, home))
    return choose_actor(draft, phrase.targets, home)


def choose_cast(draft: Draft, phrase: Phrase, frame: Frame, sides: Sequence[Country | None], *, tries: int = 8) -> Cast:
    """Chooses the actors of a clause: target at home or abroad as the phrase asks, speaker as the frame asks."""
    source = choose_actor(draft, phrase.sources, sides[0])
    home = source.country or sides[0]
    target = choose_target(draft, phrase, source, sides[1])
    speaker = None
    if frame.speaker:
        country = {"home": home, "victim": (target and target.country) or home}.get(frame.side)
        kinds = [kind for kind in frame.speaker if target is None or kind != target.kind] or frame.speaker
        speaker = choose_actor(draft, kinds, country or other_country(draft, home))
    cast = Cast(S=source, T=target, X=speaker)
    names = [actor.words for actor in cast.actors.values()]
    clear = len(set(names)) == len(names) and (target is None or target.code != source.code)
    return cast if clear or tries == 0 else choose_cast(draft, phrase, frame, sides, tries=tries - 1)


def look_up(table: Mapping[str, str], phrase: Phrase) -> str | None:
    """Finds what a frame makes of a phrase: by mode and code, by type and code, by mode, by type."""
    whole = f"{phrase.kind}/{phrase.mode}"
    for label in (whole, phrase.kind):
        for cameo in (phrase.cameo, phrase.cameo[:3]):
            if cameo and f"{label} {cameo}" in table:
                return table[f"{label} {cameo}"]
        if label in table:
            return table[label]
    return table.get("*")


def fits(bank: Bank, frame: Frame, phrase: Phrase) -> bool:
    """Whether a phrase can be told in a frame."""
    form = frame.form
    needs = (
        ("$S.both" in form, phrase.mutual),
        ("VP.passive" in form or "VP.agentless" in form, phrase.direct and "its" not in phrase.rest.split()),
        ("$P" in form, bool(phrase.passive)),
        ("$N" in form, bool(phrase.nominal)),
        (frame.fact == "ongoing", phrase.lasting),
        (bool(frame.speech), bool(look_up(bank.contents.get(frame.speech, {}), phrase))),
        (bool(frame.deed), bool(look_up(bank.contents.get(frame.deed, {}), phrase))),
    )
    return all(met for asked, met in needs if asked)


def choose_phrase(draft: Draft, *, avoid: str = "", source: str = "") -> Phrase | None:
    """Chooses a type, then one of its modes, then a phrase; rarer modes come up more often than their share."""
    groups: dict[str, dict[str, list[Phrase]]] = {}
    for phrase in draft.bank.phrases:
        if phrase.kind != avoid and (not source or source in phrase.doers):
            groups.setdefault(phrase.kind, {}).setdefault(phrase.mode, []).append(phrase)
    if not groups:
        return None
    modes = draft.chance.choices(list(groups.values()), [draft.bank.weights[kind] for kind in groups])[0]
    return draft.chance.choice(
        draft.chance.choices(list(modes.values()), [len(group) ** 0.5 for group in modes.values()])[0]
    )


def choose_frame(draft: Draft, phrase: Phrase, *, plain: bool = False) -> Frame:
    """Chooses a frame that fits; a side clause tells the deed in the past and without a time of its own."""
    fitting = [frame for frame in draft.bank.frames if fits(draft.bank, frame, phrase)]
    if plain:
        fitting = [
            frame
            for frame in fitting
            if re.fullmatch(r"\$\S+ (%wast )?(\$VP\.(past|passive|agentless) )?%on", frame.form)
        ]
    frame = draft.chance.choices(fitting, [frame.weight for frame in fitting])[0]
    return msgspec.structs.replace(frame, form=frame.form.replace(" %on", "")) if plain else frame
