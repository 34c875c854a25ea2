"""The lexicon: which verbs and nouns, with which company in the dependency tree, tell of which event."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from detente.errors import PackError, nearest
from detente.model import Factuality
from detente.packs.loader import find_files, read_toml
from detente.packs.ontology import Ontology

UNCODED = frozenset({"STATEMENT", "NONE"})
"""Sense types beside the PLOVER types: a statement (CAMEO 01, 02), and words that only look like an event."""


class Sense(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of telling an event. Word lists are lemmas between ``|``; ``@name`` is a set of ``words.toml``.

    Exactly one of `verb` and `noun` names the trigger; the other conditions must all hold.
    """

    verb: str = ""
    """Trigger verbs, particles included: ``step up|boost``."""
    noun: str = ""
    """Trigger nouns: ``talk|meeting``."""
    subject: str = ""
    """Heads of which one must be the subject (of the passive: the agent)."""
    object: str = ""
    """Heads of which one must be the direct object (of the passive: the subject)."""
    attribute: str = ""
    """Heads of which one must be the predicate noun or adjective ("remains the cornerstone")."""
    complement: str = ""
    """Verbs or event nouns of which one must head the clause below ("helped *free*")."""
    modifier: str = ""
    """Words of which one must stand before the noun ("*joint* exercise"), or beside the verb ("*diplomatically*")."""
    preposition: str = ""
    """``into:custody|hand`` or ``with:*``: a prepositional phrase that must be there; several between spaces."""
    without: str = ""
    """Lemmas that must not stand in the clause."""

    type: str
    """``SANCTION/expel``: PLOVER type and mode, or STATEMENT, or NONE."""
    cameo: str = ""
    """CAMEO code; empty takes the crossing of type, mode, content and context."""
    content: bool = False
    """What is agreed, asked, refused or threatened is read from the clause, object or prepositional phrase below."""
    infinitive: bool = False
    """The complement must be an infinitive: "told them *to leave*" asks, "told them that they could" does not."""
    deed: Literal["", "own", "others"] = ""
    """Whether the clause below must tell what the subject itself will do ("warned that it would"), or what others will."""
    about: str = ""
    """The content's PLOVER type (and mode) where the sense itself says it: ``call off|cancel`` + visit is about CONSULT."""
    contexts: tuple[str, ...] = ()
    factuality: Factuality | None = None
    """What the word itself makes of what is told as a fact: an offer is proposed."""
    source: str = ""
    """Slots in order of preference: subject object indirect possessor speaker and prepositions; empty is the default."""
    target: str = ""
    reciprocal: bool = False
    """Both sides act when they stand together in one slot ("Japan and Russia held talks") or are joined by "with"."""
    examples: tuple[str, ...] = ()
    """Sentences in which the sense must be found, source and target marked: ``[Poland|s] expelled two [Russian envoys|t].``"""
    counterexamples: tuple[str, ...] = ()
    """Sentences in which it must not be found."""

    @property
    def code(self) -> str:
        """PLOVER type without the mode."""
        return self.type.partition("/")[0]

    @property
    def mode(self) -> str | None:
        """Mode, or None."""
        return self.type.partition("/")[2] or None

    @property
    def triggers(self) -> tuple[str, ...]:
        """Lemmas of the trigger, particles included."""
        return tuple((self.verb or self.noun).split("|"))


class _Senses(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    sense: tuple[Sense, ...] = ()


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``words.toml``: sets of lemmas that several senses name, light verbs, and words that tell a context."""

    sets: dict[str, tuple[str, ...]] = {}
    light: tuple[str, ...] = ()
    """Verbs that lend their subject to an event noun and add nothing: hold (talks), carry out (an attack)."""
    harms: tuple[str, ...] = ()
    """Verbs that tell what an attack did, not a further attack: kill, wound."""
    harmful: tuple[str, ...] = ()
    """Types of events that have such a toll."""
    voiced: dict[str, tuple[str, ...]] = {}
    """Type to the types of what it voices by itself: a march that demands something is one event."""
    contexts: dict[str, tuple[str, ...]] = {}
    """PLOVER context to lemmas that tell it."""
    appeals: tuple[str, ...] = ()
    """Modal verbs that make what is said an appeal: should, must, need."""
    comment: str = "010"
    """CAMEO code of something said of which no more is known."""
    appeal: str = "020"
    """CAMEO code of an appeal."""
    unsaid: str = "011"
    """CAMEO code of a refusal to comment, and of silence."""


class Lexicon:
    """Senses by trigger lemma, with the word sets that they name."""

    def __init__(self, senses: Sequence[Sense], words: Words) -> None:
        self.senses, self.words = tuple(senses), words
        self.light = frozenset(words.light)
        self.verbs: dict[str, list[Sense]] = defaultdict(list)
        self.nouns: dict[str, list[Sense]] = defaultdict(list)
        for sense in senses:
            for lemma in sense.triggers:
                (self.verbs if sense.verb else self.nouns)[lemma].append(sense)
        self._expanded: dict[str, frozenset[str]] = {}
        self._contexts: dict[str, list[str]] = defaultdict(list)
        for context, lemmas in words.contexts.items():
            for lemma in lemmas:
                self._contexts[lemma].append(context)

    def contexts_of(self, lemma: str) -> Sequence[str]:
        """Return the PLOVER contexts that a lemma tells."""
        return self._contexts.get(lemma, ())

    def expand(self, listed: str) -> frozenset[str]:
        """Return the lemmas of a word list, sets replaced by their members."""
        if listed not in self._expanded:
            found: set[str] = set()
            for word in listed.split("|"):
                found.update(self.words.sets[word[1:]] if word.startswith("@") else (word,))
            self._expanded[listed] = frozenset(found)
        return self._expanded[listed]


def load_lexicon(roots: Sequence[Path], language: str, ontology: Ontology) -> Lexicon:
    """Read ``<language>/lexicon/*.toml`` and ``<language>/words*.toml`` of every root.

    Raises:
        PackError: a file is wrong, or a sense names an unknown type, mode, code, context or word set.
    """
    words = Words()
    for file in find_files(roots, f"{language}/words*.toml"):
        words = _join_words(words, read_toml(file, Words), file)
    senses: list[Sense] = []
    for file in find_files(roots, f"{language}/lexicon/*.toml"):
        for number, sense in enumerate(read_toml(file, _Senses).sense):
            _check(sense, ontology, words.sets, file, f"sense[{number}] {sense.verb or sense.noun}")
            senses.append(sense)
    return Lexicon(senses, words)


def _join_words(words: Words, others: Words, file: Path) -> Words:
    """Return the words of two files as one."""
    for name in words.sets.keys() & others.sets.keys():
        raise PackError(str(file), f"sets.{name}", "is defined twice")
    contexts = dict(words.contexts)
    for name, lemmas in others.contexts.items():
        contexts[name] = (*contexts.get(name, ()), *lemmas)
    return msgspec.structs.replace(
        words,
        sets=words.sets | others.sets,
        contexts=contexts,
        voiced=words.voiced | others.voiced,
        light=words.light + others.light,
        appeals=words.appeals + others.appeals,
        harms=words.harms + others.harms,
        harmful=words.harmful + others.harmful,
    )


def _check(sense: Sense, ontology: Ontology, sets: dict[str, tuple[str, ...]], file: Path, key: str) -> None:
    if bool(sense.verb) == bool(sense.noun):
        raise PackError(str(file), key, "needs exactly one of `verb` and `noun`")
    for kind in filter(None, (sense.type, sense.about)):
        code, _, mode = kind.partition("/")
        if code not in ontology.types and code not in UNCODED:
            raise PackError(str(file), key, f"no event type {code!r}{nearest(code, ontology.types)}")
        if mode and mode not in ontology.modes(code):
            raise PackError(str(file), key, f"{code} has no mode {mode!r}{nearest(mode, ontology.modes(code))}")
    if sense.cameo and sense.cameo not in ontology.cameo:
        raise PackError(str(file), key, f"no CAMEO code {sense.cameo!r}{nearest(sense.cameo, ontology.cameo)}")
    for context in sense.contexts:
        if context not in ontology.contexts:
            raise PackError(str(file), key, f"no context {context!r}{nearest(context, ontology.contexts)}")
    lists = [sense.subject, sense.object, sense.attribute, sense.complement, sense.modifier, sense.without]
    lists += [phrase.partition(":")[2] for phrase in sense.preposition.split()]
    for listed in filter(None, lists):
        for word in listed.split("|"):
            if word.startswith("@") and word[1:] not in sets:
                raise PackError(str(file), key, f"no word set {word!r}{nearest(word[1:], sets)}")
