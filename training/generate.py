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
from collections.abc import Iterator, Sequence

import msgspec

from casting import (
    Cast,
    Code,
    Draft,
    choose_actor,
    choose_cast,
    choose_frame,
    choose_phrase,
    choose_target,
    look_up,
    other_country,
)
from phrasebook import BANK, Bank, Country, Frame, Phrase, inflect, read_bank

MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)\]")
PHRASE_SLOT = re.compile(r"\bTA\b|\bT's|\bT\b|\b(?:its|itself|ITS)\b|%\w+|<[^<>]*>")
FRAME_SLOT = re.compile(r"\$VP2?\.\w+|\$S\.both|\$N\.by|\$(?:[STXNP])(?:'s)?|%\w+|\{[^{}]*\}")
ITSELF = {"its": "itself", "their": "themselves", "his": "himself", "her": "herself"}
AN = re.compile(r"\b([Aa]) (\[?)(?!Eu|eu)(?=[AEIO]|Uzbek|[aei]|o(?!ne)|un(?!i)|up)")
SECOND_CLAUSE, ANSWER, TAIL, QUIET, METAPHOR = 0.3, 0.5, 0.4, 0.06, 0.04
"""How often a sentence has a second clause, an answer by the other side, a tail, no event, an event in words only."""

SHORTEST = 7
"""Words below which a sentence gets a background clause."""

EXTRAS = ("reasons", "attributions", "background", "sentences", "fronts")


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
    possessive = "their" if both else source.possessive
    verb = re.sub(r"\bits\b", possessive, re.sub(r"\bitself\b", ITSELF[possessive], verb))
    head = draft.event(verb, code)
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
        if slot == "ITS":
            return cast.actors["T"].possessive
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
    target = choose_target(draft, phrase, cast.actors["S"], None)
    inner, since = Cast(S=cast.actors["S"], T=target), len(draft.codes)
    inner.keys["S"] = cast.keys["S"]
    text = tell(draft, phrase, inner, form, make_code(draft, inner, phrase, "=", phrase.roles, fact="", said=""))
    settle(draft, inner, since)
    return text


def settle(draft: Draft, cast: Cast, since: int = 0) -> None:
    """Puts the marks of a clause's actors in the place of the role letters of the codes since a place."""

    def marks(roles: str) -> str:
        keys = [cast.keys[role] for role in roles.split("+") if role in cast.keys]
        if not keys and roles == "T" and "I" in cast.keys:
            keys = [cast.keys["I"]]
        return "+".join(keys) or "-"

    for place, code in enumerate(draft.codes[since:], since):
        if match := re.fullmatch(r"([STXI+-]+?)(<>|>)([STXI+-]+)", code.roles):
            left, right = marks(match[1]), marks(match[3])
            roles = f"{left}{'>' if '-' in {left, right} else match[2]}{right}"
            draft.codes[place] = msgspec.structs.replace(code, roles=roles)


def write_clause(
    draft: Draft, *, avoid: str = "", sides: Sequence[Country | None] | None = None
) -> tuple[str, Cast, str, str]:
    """Writes one clause with its event, a side clause where sides are given; returns its cast, type and form too."""
    phrase = choose_phrase(draft, avoid=avoid) or draft.bank.phrases[0]
    frame = choose_frame(draft, phrase, plain=sides is not None)
    cast = choose_cast(draft, phrase, frame, sides or (None, None))
    second = None
    if "VP2" in frame.form:
        second = choose_phrase(draft, avoid=phrase.kind, source=cast.actors["S"].kind)
        frame = frame if second else draft.bank.frames[0]
    return compose(draft, phrase, frame, cast, second), cast, phrase.kind, frame.form


def write_event_item(draft: Draft) -> str:
    """Writes a sentence with one to three events."""
    text, cast, kind, form = write_clause(draft)
    chosen = draft.chance.random()
    if chosen < SECOND_CLAUSE:
        text = add_clause(draft, text, cast, kind, first=form.startswith("$"))
    elif chosen < SECOND_CLAUSE + TAIL:
        kinds = [name for name in EXTRAS if form.startswith("$") or name != "fronts"]
        kinds = [name for name in kinds if not re.search(r"said|fear|%Neutral", form) or name != "attributions"]
        before, after = draft.chance.choice(draft.bank.clauses[draft.chance.choice(kinds)]).split("{1}")
        text = f"{expand(draft, before, cast)}{text}{expand(draft, after, cast)}"
    if len(text.split()) < SHORTEST:
        text = draft.chance.choice(draft.bank.clauses["background"]).replace("{1}", text)
    return text


def add_clause(draft: Draft, text: str, cast: Cast, kind: str, *, first: bool) -> str:
    """Adds a second clause with an event of another type, often an answer by the other side."""
    source, target = cast.actors["S"].country, (cast.actors["T"].country if "T" in cast.actors else None)
    sides = (target, source) if target and draft.chance.random() < ANSWER else (other_country(draft, source), None)
    taken = {actor.words for actor in cast.actors.values()}
    kept = (list(draft.codes), dict(draft.actors))
    other, second, _, _ = write_clause(draft, avoid=kind, sides=sides)
    if taken & {actor.words for actor in second.actors.values()}:
        draft.codes, draft.actors = kept
        return text
    links = [link for link in draft.bank.clauses["links"] if first or link.startswith("{1}")]
    return draft.chance.choice(links).replace("{1}", text).replace("{2}", other)


def expand(draft: Draft, text: str, cast: Cast) -> str:
    """Puts listed words in the place of their names."""
    return re.sub(r"%(\w+)", lambda match: draft.word(match[1], cast), text)


def write_quiet_item(draft: Draft) -> str:
    """Writes a sentence with two actors between whom nothing happens."""
    form = draft.chance.choice(draft.bank.clauses["quiet"])
    first = choose_actor(draft, ("state", "state", "leader", "army", "company", "police"), None)
    second = choose_actor(draft, (first.kind,), other_country(draft, first.country))
    cast = Cast(S=first, T=second)
    return FRAME_SLOT.sub(
        lambda match: (
            draft.name(cast, match[0][1], owner=match[0].endswith("'s"))
            if match[0].startswith("$")
            else draft.word(match[0][1:], cast)
        ),
        form,
    )


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
    text = re.sub(
        r"(^|(?<![A-Z])[.] |^[A-Z][^\[]* - ?)(\[?)([a-z])", lambda match: match[1] + match[2] + match[3].upper(), text
    )
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
    names = (
        () if home is None else (home.name.removeprefix("the "), home.adjective, home.people, home.capital, *home.towns)
    )
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
