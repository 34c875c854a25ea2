"""Writes training sentences for the event coder from the bank of hand-written phrases.

A sentence is put together from a verb phrase, a frame that says how the deed is told (done, agreed to, refused,
demanded, denied ...), actors, a time and place, and sometimes a second clause with an event of its own. All
knowledge sits in `bank/` (notation: `phrasebook.py`). The lines have the format of `corpus/FORMAT.md`, so one reader
reads the written and the generated corpus.

Usage: python training/generate.py --count 5000 --seed 1 > FILE
"""

import argparse
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from phrasebook import BANK, Actor, Bank, Country, Frame, Phrase, inflect, read_bank

MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)\]")
PHRASE_SLOT = re.compile(r"\bTA\b|\bT's|\bT\b|\b(?:its|itself)\b|%\w+|<[^<>]*>")
FRAME_SLOT = re.compile(r"\$VP2?\.\w+|\$S\.both|\$N\.by|\$(?:[STXNP])(?:'s)?|%\w+|\{[^{}]*\}")
PRONOUNS = {"its": "it", "their": "they", "his": "he", "her": "she"}
ITSELF = {"its": "itself", "their": "themselves", "his": "himself", "her": "herself"}
AN = re.compile(r"\b([Aa]) (\[?)(?=[AEIO]|Uzbek|[aei]|o(?!ne)|un(?!i)|up)")
SECOND_CLAUSE, SECOND_DEED, ANSWER, TAIL, QUIET, METAPHOR = 0.3, 0.12, 0.5, 0.45, 0.06, 0.04
"""How often a sentence has a second clause or deed, an answer by the other side, a tail, no event, an event in words only."""

ABROAD, DOMESTIC_ABROAD = 0.6, 0.1
"""How often a target that may be anywhere is abroad: of states and armies, of opposition, rebels and crowds."""

EXTRAS = ("reasons", "attributions", "background", "sentences", "fronts")


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
        self.object = "-"


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
        if cast.object == "-":
            cast.object = key
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
    near = country is not None and draft.chance.random() < 0.6
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


def choose_cast(draft: Draft, phrase: Phrase, frame: Frame, sides: Sequence[Country | None] = (None, None)) -> Cast:
    """Chooses the actors of a clause: target at home or abroad as the phrase asks, speaker as the frame asks."""
    source = choose_actor(draft, phrase.sources, sides[0])
    home = source.country or sides[0]
    far = DOMESTIC_ABROAD if source.kind in draft.bank.alias["domestic"] else ABROAD
    abroad = phrase.where == "abroad" or (phrase.where == "any" and draft.chance.random() < far)
    there = (sides[1] or other_country(draft, home)) if abroad else home
    target = choose_actor(draft, phrase.targets, there) if phrase.takes_target else None
    speaker = None
    if frame.speaker:
        country = {"home": home, "victim": target.country if target else home}.get(frame.side)
        kinds = [kind for kind in frame.speaker if target is None or kind != target.kind] or frame.speaker
        speaker = choose_actor(draft, kinds, country or other_country(draft, home))
    cast = Cast(S=source, T=target, X=speaker)
    names = [actor.words for actor in cast.actors.values()]
    return cast if len(set(names)) == len(names) else choose_cast(draft, phrase, frame, sides)


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


def make_code(draft: Draft, cast: Cast, phrase: Phrase, content: str, roles: str, *, fact: str, said: str) -> Code:
    """Makes the code of an event; roles are filled with marks when all marks are known."""
    if content == "=":
        label = phrase.kind + (f"/{phrase.mode}" if phrase.mode else "") + (f":{phrase.about}" if phrase.about else "")
        cameo = phrase.cameo
    else:
        label, cameo, *given = content.split()
        label += "" if label in {"SUPPORT", "STATEMENT"} else f":{phrase.kind}"
        fact = fact or (given[0] if given else "")
    speaker = cast.keys.setdefault(said, draft.key("a")) if said else ""
    cameo = "" if cameo == "-" else cameo
    return Code(
        key=draft.key("e"),
        label=label,
        roles=roles,
        cameo=cameo,
        fact=fact,
        said=speaker,
        contexts=phrase.contexts,
    )


def tell(draft: Draft, phrase: Phrase, cast: Cast, form: str, code: Code | None, *, both: bool = False) -> str:
    """Renders a verb phrase in a form: to, past, pp, ing, s, passive (pp and agent) or agentless."""
    source = cast.actors["S"]
    rest = re.sub(r"\([^()]*\)", "", phrase.rest) if both else re.sub(r"[()]", "", phrase.rest)
    passive = form in {"passive", "agentless"}
    verb = inflect(draft.bank, phrase.verb, "pp" if passive else form, plural=source.plural or both)
    head = draft.event(verb.replace(" its ", f" {source.possessive} "), code)
    if passive:
        rest = re.sub(r"^T\b", "", rest)
        head += f" by {draft.name(cast, 'S')}" if form == "passive" else ""
    return f"{head} {fill(draft, rest, cast, both=both)}"


def fill(draft: Draft, text: str, cast: Cast, *, both: bool = False) -> str:
    """Fills the slots of a phrase."""

    def put(match: re.Match[str]) -> str:
        slot = match[0]
        if slot in {"T", "T's"}:
            return draft.name(cast, "T", owner=slot == "T's")
        if slot == "TA":
            key = cast.keys["T"] = cast.keys.get("T") or draft.key("a")
            country = cast.actors["T"].country or draft.chance.choice(draft.bank.countries)
            draft.actors[key] = (f"{country.code}/GOV", country)
            return f"[{country.adjective}|{key}]"
        if slot.startswith("<"):
            return draft.inline(slot, cast)
        if slot.startswith("%"):
            return draft.word(slot[1:], cast)
        possessive = "their" if both else cast.actors["S"].possessive
        return ITSELF[possessive] if slot == "itself" else possessive

    return PHRASE_SLOT.sub(put, text)


def noun_of(draft: Draft, phrase: Phrase, cast: Cast, slot: str, code: Code | None) -> str:
    """Renders the noun or the own passive of a phrase."""
    text = phrase.passive if slot == "$P" else phrase.nominal
    before, words, after = re.split(r"[{}]", text)
    head = draft.event(words, code)
    if slot == "$P":
        after = re.sub(r"\bS\b", lambda _: draft.name(cast, "S"), after, count=1)
        return f"{fill(draft, before, cast)}{head}{fill(draft, after, cast)}"
    if slot == "$N":
        return f"{draft.name(cast, 'S', owner=True)} {fill(draft, before, cast)}{head}{fill(draft, after, cast)}"
    return f"{fill(draft, before, cast)}{head}{fill(draft, after, cast)} by {draft.name(cast, 'S')}"


def compose(draft: Draft, phrase: Phrase, frame: Frame, cast: Cast, second: Phrase | None = None) -> str:
    """Renders a clause and codes its speech act and its deed."""
    both = "$S.both" in frame.form
    speech = deed = None
    if frame.speech:
        content = look_up(draft.bank.contents[frame.speech], phrase) or "="
        speech = make_code(draft, cast, phrase, content, frame.roles, fact="", said="")
    if frame.deed:
        content = look_up(draft.bank.contents[frame.deed], phrase) or "="
        roles = "S<>T" if both else phrase.roles
        deed = make_code(draft, cast, phrase, content, roles, fact=frame.fact, said=frame.said)

    def put(match: re.Match[str]) -> str:
        slot = match[0]
        if slot.startswith("{"):
            return draft.event(expand(draft, slot[1:-1], cast), speech)
        if slot == "$S.both":
            return f"{draft.name(cast, 'S')} and {draft.name(cast, 'T')}"
        if slot.startswith("$VP2."):
            return tell_second(draft, second, cast, slot[5:])
        if slot.startswith("$VP."):
            return tell(draft, phrase, cast, slot[4:], deed, both=both)
        if slot in {"$N", "$N.by", "$P"}:
            return noun_of(draft, phrase, cast, slot, deed)
        if slot.startswith("$"):
            return draft.name(cast, slot[1], owner=slot.endswith("'s"))
        return (
            {"has": "have", "is": "are", "was": "were"}[slot[1:]]
            if both and slot[1:] in {"has", "is", "was"}
            else draft.word(slot[1:], cast)
        )

    text = FRAME_SLOT.sub(put, frame.form)
    settle(draft, cast)
    return text


def tell_second(draft: Draft, phrase: Phrase | None, cast: Cast, form: str) -> str:
    """Renders another deed of the same source, with a target of its own."""
    if phrase is None:
        raise ValueError("the frame asks for a second phrase")
    there = other_country(draft, cast.actors["S"].country) if phrase.where != "home" else cast.actors["S"].country
    target = choose_actor(draft, phrase.targets, there) if phrase.takes_target else None
    inner, since = Cast(S=cast.actors["S"], T=target), len(draft.codes)
    inner.keys["S"] = cast.keys["S"]
    text = tell(draft, phrase, inner, form, make_code(draft, inner, phrase, "=", phrase.roles, fact="", said=""))
    settle(draft, inner, since)
    return text


def settle(draft: Draft, cast: Cast, since: int = 0) -> None:
    """Puts the marks of a clause's actors in the place of the role letters of the codes since a place."""

    def mark(role: str) -> str:
        key = cast.keys.get(role, "-")
        return cast.object if role == "T" and key == "-" else key

    for place, code in enumerate(draft.codes[since:], since):
        if match := re.fullmatch(r"([STX-])(<>|>)([STX-])", code.roles):
            way = ">" if mark(match[3]) == "-" else match[2]
            draft.codes[place] = msgspec.structs.replace(code, roles=f"{mark(match[1])}{way}{mark(match[3])}")


def fits(bank: Bank, frame: Frame, phrase: Phrase) -> bool:
    """Whether a phrase can be told in a frame."""
    form = frame.form
    needs = (
        ("$S.both" in form, phrase.mutual),
        ("VP.passive" in form or "VP.agentless" in form, phrase.direct),
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


def write_clause(
    draft: Draft, *, avoid: str = "", sides: Sequence[Country | None] | None = None
) -> tuple[str, Cast, str]:
    """Writes one clause with its event; a side clause where the sides are given. Returns also its cast and type."""
    phrase = choose_phrase(draft, avoid=avoid) or draft.bank.phrases[0]
    frame = choose_frame(draft, phrase, plain=sides is not None)
    cast = choose_cast(draft, phrase, frame, sides or (None, None))
    second = None
    if "VP2" in frame.form:
        second = choose_phrase(draft, avoid=phrase.kind, source=cast.actors["S"].kind)
        frame = frame if second else draft.bank.frames[0]
    return compose(draft, phrase, frame, cast, second), cast, phrase.kind


def write_event_item(draft: Draft) -> str:
    """Writes a sentence with one to three events."""
    chance, clauses = draft.chance, draft.bank.clauses
    text, cast, kind = write_clause(draft)
    chosen = chance.random()
    if chosen < SECOND_CLAUSE:
        source, target = cast.actors["S"].country, (cast.actors["T"].country if "T" in cast.actors else None)
        if not target or chance.random() > ANSWER:
            source, target = other_country(draft, target), None
        taken = {actor.words for actor in cast.actors.values()}
        kept = (list(draft.codes), dict(draft.actors))
        other, second, _ = write_clause(draft, avoid=kind, sides=(target or source, source))
        if taken & {actor.words for actor in second.actors.values()}:
            draft.codes, draft.actors = kept
        else:
            text = chance.choice(clauses["links"]).replace("{1}", text).replace("{2}", other)
    elif chosen < SECOND_CLAUSE + TAIL:
        before, after = chance.choice(clauses[chance.choice(EXTRAS)]).split("{1}")
        text = f"{expand(draft, before, cast)}{text}{expand(draft, after, cast)}"
    return text


def expand(draft: Draft, text: str, cast: Cast) -> str:
    """Puts listed words in the place of their names."""
    return re.sub(r"%(\w+)", lambda match: draft.word(match[1], cast), text)


def write_quiet_item(draft: Draft) -> str:
    """Writes a sentence with two actors between whom nothing happens."""
    form = draft.chance.choice(draft.bank.clauses["quiet"])
    first = choose_actor(draft, ("state", "state", "leader", "army", "company", "police"), None)
    second = choose_actor(draft, (first.kind,), other_country(draft, first.country))
    cast = Cast(S=first, T=second)
    text = FRAME_SLOT.sub(
        lambda match: (
            draft.name(cast, match[0][1], owner=match[0].endswith("'s"))
            if match[0].startswith("$")
            else draft.word(match[0][1:], cast)
        ),
        form,
    )
    return text


def write_metaphor_item(draft: Draft) -> str:
    """Writes a sentence whose words look like an event and are none."""
    before, words, after = re.split(r"[{}]", draft.chance.choice(draft.bank.clauses["metaphors"]))
    cast = Cast(S=choose_actor(draft, ("state",), None))
    marked = draft.event(words, Code(key=draft.key("e"), label="NONE", roles="->-", cameo=""))
    text = f"{expand(draft, before, cast)}{marked}{expand(draft, after, cast)}"
    return text.replace("$S", draft.name(cast, "S")) if "$S" in text else text


def finish(draft: Draft, text: str) -> str:
    """Mends spaces, articles and capitals, numbers the marks in reading order and appends the codes."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([,.;])", r"\1", text).replace(",,", ",")
    text = AN.sub(r"\1n \2", text if text.endswith((".", '"')) else text + ".")
    text = re.sub(r"(^|[.] |^[A-Z][^\[]* - ?)(\[?)([a-z])", lambda match: match[1] + match[2] + match[3].upper(), text)
    numbers: dict[str, str] = {}
    for _, key in MARK.findall(text):
        numbers[key] = f"{key[0]}{1 + sum(known[0] == key[0] for known in numbers)}"
    text = MARK.sub(lambda match: f"[{match[1]}|{numbers[match[2]]}]", text)

    def numbered(roles: str) -> str:
        return re.sub(r"ax\d+", lambda match: numbers.get(match[0], "-"), roles)

    parts = []
    for code in sorted(draft.codes, key=lambda code: numbers[code.key]):
        keys = (
            ("fact", code.fact),
            ("said", numbered(code.said)),
            ("cameo", code.cameo),
            ("ctx", ",".join(code.contexts)),
        )
        told = "".join(f" {name}={value}" for name, value in keys if value not in {"", "-"})
        parts.append(f"{numbers[code.key]} {code.label} {numbered(code.roles)}{told}")
    parts += ["none"] if not parts else []
    parts += [
        f"{numbers[key]} {actor_code(code, home, text)}" for key, (code, home) in draft.actors.items() if key in numbers
    ]
    return f"{text} || {'; '.join(parts)}"


def actor_code(code: str, home: Country | None, text: str) -> str:
    """Returns the code of an actor; its state is unknown where the text does not name it."""
    names = () if home is None else (home.name, home.adjective, home.people, home.capital, *home.towns)
    return code if home is None or any(name in text for name in names) else f"XXX{code[3:]}"


def generate(bank: Bank, *, count: int, seed: int) -> Iterator[str]:
    """Yields items of the corpus's format; the same bank, count and seed give the same items.

    >>> lines = list(generate(read_bank(), count=2, seed=1))
    >>> [line.count(" || ") for line in lines]
    [1, 1]
    """
    chance = random.Random(seed)
    for _ in range(count):
        draft = Draft(bank, chance)
        chosen = chance.random()
        if chosen < QUIET:
            text = write_quiet_item(draft)
        elif chosen < QUIET + METAPHOR:
            text = write_metaphor_item(draft)
        else:
            text = write_event_item(draft)
        yield finish(draft, text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes items to standard output."""
    parser = argparse.ArgumentParser(description="Writes generated training sentences.")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    for line in generate(read_bank(BANK), count=options.count, seed=options.seed):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
