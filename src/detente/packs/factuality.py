"""The factuality pack: what verbs, nouns and other words claim of the event that stands below them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import get_args

import msgspec

from detente.errors import PackError, nearest
from detente.model import Factuality as Value
from detente.packs.loader import find_files, read_toml

VALUES: frozenset[str] = frozenset(get_args(Value))
"""The factuality values."""

RELATIVE = frozenset({"same", "reverse", "fact", "open"})
"""Outcomes that depend on the governing word or on the clause itself."""

_STRENGTH = {
    "happened": 3,
    "ongoing": 3,
    "historical": 3,
    "planned": 2,
    "proposed": 1,
    "possible": 1,
    "alleged": 1,
    "denied": -3,
}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a governing word makes of an event: a factuality or one of `RELATIVE`, with a certainty."""

    kind: str
    certainty: int = 0


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """The outcomes of a class of words for what stands below them."""

    name: str
    clause: Outcome
    infinitive: Outcome
    object: Outcome
    subject: Outcome | None
    negated: Outcome
    negated_object: Outcome
    passive: Outcome
    after_from: Outcome | None
    """For gerunds after "from" ("stop X from doing")."""
    definite: Outcome | None
    """For a definite noun where the governing word claims no fact: "may have caused the crash"."""
    unmet: Outcome | None
    """Below the past perfect: "had hoped to adopt"."""
    past: Outcome | None
    """Below the past tense: "was able to pass"."""
    prepositions: frozenset[str]
    holder: bool
    answered: Outcome | None
    """For what a noun holds that the word answers: "dismissed a report that"."""
    unreal: Outcome | None
    """Where the governing word itself is still to come: "agreed to stop buying", "stop shouting"."""
    told: bool
    """The nouns stand for something said or planned, which was so even where it was rejected or scrapped."""


class SignatureRow(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"after_from": "from"}
):
    """A ``[[signature]]`` of ``factuality.toml``; what is empty takes the value of its neighbour."""

    name: str
    clause: str
    object: str
    infinitive: str = ""
    subject: str = ""
    negated: str = ""
    negated_object: str = ""
    passive: str = ""
    after_from: str = ""
    definite: str = ""
    unmet: str = ""
    past: str = ""
    answered: str = ""
    unreal: str = ""
    holder: bool = False
    told: bool = False
    prepositions: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class Events(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns that tell of events, and the endings by which more of them are known; verbs that tell of states."""

    scheduled: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    happening: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    timetable: tuple[str, ...] = ()


class History(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes an event history: a year, an era, a state that is no more."""

    years: int = 6
    eras: tuple[str, ...] = ()
    defunct: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    numbers: dict[str, int] = {}


class FactualityFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a ``factuality*.toml`` may hold."""

    signature: tuple[SignatureRow, ...] = ()
    modifiers: dict[str, tuple[str, ...]] = {}
    adverbs: dict[str, tuple[str, ...]] = {}
    prepositions: dict[str, tuple[str, ...]] = {}
    marks: dict[str, tuple[str, ...]] = {}
    modals: dict[str, tuple[str, ...]] = {}
    purposes: dict[str, tuple[str, ...]] = {}
    negatives: dict[str, tuple[str, ...]] = {}
    history: History | None = None
    events: Events = Events()


class FactualityPack:
    """Look up signatures and words of factuality by lemma.

    >>> from detente.packs import load_packs
    >>> load_packs().factuality.verbs["refuse"].clause.kind
    'reverse'
    """

    def __init__(self, files: Sequence[FactualityFile]) -> None:
        self.verbs: dict[str, Signature] = {}
        self.nouns: dict[str, Signature] = {}
        self.adjectives: dict[str, Signature] = {}
        for row in (row for file in files for row in file.signature):
            signature = _signature(row)
            self.verbs.update(dict.fromkeys(row.verbs, signature))
            self.nouns.update(dict.fromkeys(row.nouns, signature))
            self.adjectives.update(dict.fromkeys(row.adjectives, signature))
        self.modifiers = {word: _default(kind) for word, kind in _invert(file.modifiers for file in files).items()}
        self.adverbs = _invert(file.adverbs for file in files)
        self.prepositions = _invert(file.prepositions for file in files)
        self.longest_preposition = max((len(phrase.split()) for phrase in self.prepositions), default=1)
        self.marks = _sets(file.marks for file in files)
        self.negatives = _sets(file.negatives for file in files)
        self.modals = _invert(file.modals for file in files)
        self.purposes = {word: read_outcome(kind) for word, kind in _invert(file.purposes for file in files).items()}
        self.history = next((file.history for file in reversed(files) if file.history), History())
        self.eras: dict[str, list[tuple[str, ...]]] = {}
        for phrase in self.history.eras:
            self.eras.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
        self.scheduled = frozenset(word for file in files for word in file.events.scheduled)
        self.lasting = frozenset(word for file in files for word in file.events.lasting)
        happening = frozenset(word for file in files for word in file.events.happening)
        self.events = self.scheduled | self.lasting | happening
        self.endings = tuple(ending for file in files for ending in file.events.endings)
        self.things = frozenset(word for file in files for word in file.events.things)
        self.timetable = frozenset(word for file in files for word in file.events.timetable)
        self.states = frozenset(word for file in files for word in file.events.states)


def read_outcome(listed: str) -> Outcome:
    """Read "planned 2".

    Raises:
        ValueError: neither a factuality nor one of `RELATIVE`, or a certainty outside -3 .. 3.

    >>> read_outcome("planned 2").certainty
    2
    """
    kind, _, certainty = listed.partition(" ")
    if kind not in VALUES | RELATIVE:
        raise ValueError(f"no outcome {kind!r}{nearest(kind, VALUES | RELATIVE)}")
    number = int(certainty) if certainty else _STRENGTH.get(kind, 0)
    if not -3 <= number <= 3:
        raise ValueError(f"certainty {number} is not between -3 and 3")
    return Outcome(kind=kind, certainty=number)


def _default(kind: str) -> Outcome:
    return Outcome(kind=kind, certainty=_STRENGTH.get(kind, 0))


def _signature(row: SignatureRow) -> Signature:
    clause, object_ = read_outcome(row.clause), read_outcome(row.object)
    negated = read_outcome(row.negated or "denied -3")
    return Signature(
        name=row.name,
        clause=clause,
        infinitive=read_outcome(row.infinitive) if row.infinitive else clause,
        object=object_,
        subject=read_outcome(row.subject) if row.subject else None,
        negated=negated,
        negated_object=read_outcome(row.negated_object) if row.negated_object else negated,
        passive=read_outcome(row.passive) if row.passive else clause,
        after_from=_read_some(row.after_from),
        definite=_read_some(row.definite),
        unmet=_read_some(row.unmet),
        past=_read_some(row.past),
        answered=_read_some(row.answered),
        unreal=_read_some(row.unreal),
        prepositions=frozenset(row.prepositions),
        holder=row.holder,
        told=row.told,
    )


def _read_some(listed: str) -> Outcome | None:
    return read_outcome(listed) if listed else None


def _invert(tables: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, str]:
    return {word: kind for table in tables for kind, words in table.items() for word in words}


def _sets(tables: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for table in tables:
        for name, words in table.items():
            found[name] = found.get(name, frozenset()) | set(words)
    return found


def load_factuality(roots: Sequence[Path], language: str) -> FactualityPack:
    """Read ``<language>/factuality*.toml`` of every root; later files add to earlier ones and win where they differ.

    Raises:
        PackError: a file is wrong, an outcome is unknown, or a word has two signatures in one file.
    """
    files: list[FactualityFile] = []
    for file in find_files(roots, f"{language}/factuality*.toml"):
        read = read_toml(file, FactualityFile)
        seen: set[tuple[str, str]] = set()
        for row in read.signature:
            try:
                _signature(row)
            except ValueError as fault:
                raise PackError(str(file), f"signature {row.name}", str(fault)) from fault
            for kind, words in (("verbs", row.verbs), ("nouns", row.nouns), ("adjectives", row.adjectives)):
                for word in words:
                    if (kind, word) in seen:
                        raise PackError(str(file), f"signature {row.name}", f"{word!r} has two signatures in {kind}")
                    seen.add((kind, word))
        _check_modifiers(file, read)
        for kind in read.purposes:
            try:
                read_outcome(kind)
            except ValueError as fault:
                raise PackError(str(file), "purposes", str(fault)) from fault
        files.append(read)
    return FactualityPack(files)


def _check_modifiers(file: Path, read: FactualityFile) -> None:
    for kind in read.modifiers:
        if kind not in VALUES:
            raise PackError(str(file), f"modifiers.{kind}", f"is no factuality{nearest(kind, VALUES)}")
