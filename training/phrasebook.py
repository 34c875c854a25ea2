"""Reads the bank of hand-written phrases, frames and actors that training sentences are put together from.

The bank's notation: `{hold talks} (with T) on tariffs | ctx: economic | n: {talks} with T`. Braces mark the words that
state the event and start with the verb's base form; `T` is the target, `TA` the adjective of its state, `its` turns to
the actor, `ITS` to the target, `%word` is a list in `frames.toml`, `<forty ADJ lawyers|OPP>` an actor in the phrase itself (`@o` of the
other side, `=UNO` with a code of its own). The part in brackets falls away when both sides are the subject. After the
bars: contexts, CAMEO code and kind of target of this phrase alone, a noun for it (`n:`), a passive of its own (`p:`).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

BANK = Path(__file__).parent / "bank"
VOWELS = "aeiou"


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A state with the words that name it."""

    code: str
    name: str
    adjective: str
    people: str
    capital: str
    towns: tuple[str, ...]
    region: str


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One actor as a sentence names it."""

    article: str
    words: str
    possessive: str
    code: str
    kind: str
    country: Country | None

    @property
    def plural(self) -> bool:
        """Whether verbs agree with it in the plural."""
        return self.possessive == "their"


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A verb phrase of one event type, in the notation of the bank."""

    kind: str
    mode: str
    about: str
    cameo: str
    contexts: tuple[str, ...]
    sources: tuple[str, ...]
    doers: frozenset[str]
    targets: tuple[str, ...]
    where: str
    roles: str
    verb: str
    rest: str
    nominal: str
    passive: str
    lasting: bool

    @property
    def takes_target(self) -> bool:
        """Whether the phrase has a place for its target."""
        return bool(re.search(r"\bTA?\b", self.rest))

    @property
    def mutual(self) -> bool:
        """Whether both sides do it: the bracketed part falls away when both are the subject."""
        return "(" in self.rest

    @property
    def direct(self) -> bool:
        """Whether the target is the verb's own object, so that the passive turns on it."""
        return bool(re.match(r"T\b(?!')", self.rest)) and not self.mutual


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A way to tell a deed: the sentence form and the codes for the speech act and for the deed."""

    form: str
    weight: float = 1.0
    deed: str = ""
    fact: str = ""
    said: str = ""
    speech: str = ""
    roles: str = "S>T"
    speaker: tuple[str, ...] = ()
    side: str = "abroad"


class Bank(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the generator knows."""

    phrases: tuple[Phrase, ...]
    frames: tuple[Frame, ...]
    contents: Mapping[str, Mapping[str, str]]
    words: Mapping[str, tuple[str, ...]]
    clauses: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, tuple[str, str]]
    doubled: frozenset[str]
    countries: tuple[Country, ...]
    kinds: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[str, ...]]
    alias: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[tuple[str, ...], ...]]
    weights: Mapping[str, float]


def _split(line: str, mark: str = "|") -> list[str]:
    return [part.strip() for part in line.split(mark)]


def spread(kinds: Iterable[str], alias: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Returns the kinds with every alias replaced."""
    found = [spread(alias[kind], alias) if kind in alias else frozenset({kind}) for kind in kinds]
    return frozenset[str]().union(*found)


def _read_phrase(line: str, kind: str, group: Mapping[str, Any], alias: Mapping[str, Sequence[str]]) -> Phrase:
    body, *options = _split(line, " | ")
    extra = dict(_split(option, ": ") for option in options)
    match = re.fullmatch(r"\{([^{}]+)\}(.*)", body)
    if match is None:
        raise ValueError(f"{kind}: a phrase starts with its event words in braces: {line!r}")
    return Phrase(
        kind=kind,
        mode=group.get("mode", ""),
        about=group.get("about", ""),
        cameo=extra.get("cameo", group.get("cameo", "")),
        contexts=tuple(extra.get("ctx", group.get("ctx", "")).replace(",", " ").split()),
        sources=tuple(group["src"]),
        doers=spread(group["src"], alias),
        targets=(extra["tgt"],) if "tgt" in extra else tuple(group.get("tgt", ())),
        where=group.get("where", "any"),
        roles=group.get("roles", "S<>T" if "(" in body else "S>T"),
        verb=match[1],
        rest=match[2].strip(),
        nominal=extra.get("n", ""),
        passive=extra.get("p", ""),
        lasting=group.get("lasting", True),
    )


def read_bank(folder: Path = BANK) -> Bank:
    """Reads the bank's files.

    Raises:
        ValueError: a phrase is not in the bank's notation.
        tomllib.TOMLDecodeError: a file is not TOML.
    """
    files = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}
    frames, actors, clauses = (files.pop(name) for name in ("frames", "actors", "clauses"))
    phrases = [
        _read_phrase(line, stem.upper(), group, actors["alias"])
        for stem, content in files.items()
        for group in content["group"]
        for line in group["phrases"]
    ]
    return Bank(
        phrases=tuple(phrases),
        frames=tuple(msgspec.convert(frame, Frame) for frame in frames["frame"]),
        contents=frames["contents"],
        words={name: tuple(choices) for name, choices in frames["words"].items()},
        clauses={name: tuple(lines) for name, lines in clauses.items()},
        verbs={base: (past, done) for base, past, done in (line.split() for line in frames["irregular"])},
        doubled=frozenset(frames["doubled"]),
        countries=tuple(_read_country(line) for line in actors["countries"]),
        kinds={name: tuple(lines) for name, lines in actors["kinds"].items()},
        named={name: tuple(lines) for name, lines in actors["named"].items()},
        alias={name: tuple(kinds) for name, kinds in actors["alias"].items()},
        names={region: tuple(tuple(_split(part, ",")) for part in parts) for region, parts in actors["names"].items()},
        weights=frames["weights"],
    )


def _read_country(line: str) -> Country:
    code, name, adjective, people, capital, towns, region = _split(line)
    return Country(
        code=code,
        name=name,
        adjective=adjective,
        people=people,
        capital=capital,
        towns=tuple(_split(towns, ",")),
        region=region,
    )


def inflect(bank: Bank, verb: str, form: str, *, plural: bool = False) -> str:
    """Gives a form of a verb with its particle: to, past, pp, ing or s (the present that agrees)."""
    adverb, _, verb_alone = verb.partition(" ")
    if adverb.endswith("ly") and verb_alone and adverb not in {"fly", "supply", "rely"}:
        return f"{adverb} {inflect(bank, verb_alone, form, plural=plural)}"
    head, _, particle = verb.partition(" ")
    regular = head.removesuffix("e")
    stem = head + head[-1] if head in bank.doubled else regular
    past = head[:-1] + "ied" if head[-1] == "y" and head[-2] not in VOWELS else stem + "ed"
    forms = {
        "to": head,
        "past": bank.verbs.get(head, (past, past))[0],
        "pp": bank.verbs.get(head, (past, past))[1],
        "ing": (head if head.endswith(("ee", "oe", "ye")) else stem) + "ing",
        "s": head if plural else _third_person(head),
    }
    if head == "be":
        forms |= {"past": "were" if plural else "was", "ing": "being", "s": "are" if plural else "is"}
    if head.endswith("ie"):
        forms["ing"] = head[:-2] + "ying"
    return f"{forms[form]} {particle}".strip()


def _third_person(head: str) -> str:
    if head == "have":
        return "has"
    if head[-1] == "y" and head[-2] not in VOWELS:
        return head[:-1] + "ies"
    return head + ("es" if head.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
