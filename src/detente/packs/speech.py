"""The speech pack: verbs, nouns, adjectives and phrases that tell that somebody says or thinks something."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from detente.errors import PackError, nearest
from detente.packs.loader import find_files, read_toml

CONTENTS = frozenset({"clause", "object", "verb", "quote", "of", "named", "valued", "gerund", "rated"})
"""What can follow a verb of speech or thought as its content."""


class SpeechClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs of one kind and the content that they can have."""

    name: str
    content: tuple[str, ...]
    verbs: tuple[str, ...]


class Unsaid(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell that something was not said."""

    verbs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()


class SpeechNouns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns that name what is said or thought (a warning that ..., a pledge to ..., a call for ...)."""

    content: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    wanting: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()


class Attitudes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell what somebody holds to be so, or what people hold of somebody."""

    adjectives: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    charged: tuple[str, ...] = ()
    reputed: tuple[str, ...] = ()


class Extents(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that decide where a content begins and ends."""

    conditions: tuple[str, ...] = ()
    provisos: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    adjoining: tuple[str, ...] = ()
    addressing: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    continuing: tuple[str, ...] = ()
    shifted: tuple[str, ...] = ()


class Attributions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ways to name a speaker without a verb of speech over what was said."""

    phrases: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    possessed: tuple[str, ...] = ()
    as_verbs: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


class SpeechFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"classes": "class"}):
    """What a ``speech*.toml`` may hold."""

    classes: tuple[SpeechClass, ...] = ()
    unsaid: Unsaid = Unsaid()
    prepositions: dict[str, tuple[str, ...]] = {}
    nouns: SpeechNouns = SpeechNouns()
    attitudes: Attitudes = Attitudes()
    extents: Extents = Extents()
    attributions: Attributions = Attributions()


class Speech:
    """Look up words of speech by lemma.

    >>> from detente.packs import load_packs
    >>> sorted(load_packs().speech.contents("announce"))
    ['clause', 'object']
    """

    def __init__(self, files: Sequence[SpeechFile]) -> None:
        self._contents: dict[str, frozenset[str]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self.prepositions: dict[str, frozenset[str]] = {}
        for file in files:
            for kind in file.classes:
                for verb in kind.verbs:
                    self._contents[verb] = self._contents.get(verb, frozenset()) | set(kind.content)
                    self._names[verb] = (*self._names.get(verb, ()), kind.name)
            for verb, words in file.prepositions.items():
                self.prepositions[verb] = self.prepositions.get(verb, frozenset()) | set(words)
        self.unsaid_verbs = _gather(file.unsaid.verbs for file in files)
        self.unsaid_words = _gather(file.unsaid.words for file in files)
        self.conditional = _gather(file.unsaid.conditional for file in files)
        self.unsaid_nouns = _gather(file.unsaid.nouns for file in files)
        self.bare = _gather(file.unsaid.bare for file in files)
        self.stances = _gather(file.nouns.stances for file in files)
        self.documents = _gather(file.nouns.documents for file in files)
        self.nouns = _gather(file.nouns.content for file in files)
        self.infinitive_nouns = _gather(file.nouns.infinitive for file in files)
        self.wanting_nouns = _gather(file.nouns.wanting for file in files)
        self.makers = _gather(file.nouns.makers for file in files)
        self.adjectives = _gather(file.attitudes.adjectives for file in files)
        self.moved = _gather(file.attitudes.moved for file in files)
        self.charged = _gather(file.attitudes.charged for file in files)
        self.reputed = _gather(file.attitudes.reputed for file in files)
        self.conditions = _gather(file.extents.conditions for file in files)
        self.provisos = _gather(file.extents.provisos for file in files)
        self.contrasts = _gather(file.extents.contrasts for file in files)
        self.adjoining = _gather(file.extents.adjoining for file in files)
        self.trailing = _gather(file.extents.trailing for file in files)
        self.continuing = _gather(file.extents.continuing for file in files)
        self.shifted = _gather(file.extents.shifted for file in files)
        self.addressing = _gather(file.extents.addressing for file in files)
        self.phrases = tuple(tuple(phrase.split()) for file in files for phrase in file.attributions.phrases)
        self.impersonal = _gather(file.attributions.impersonal for file in files)
        self.possessed = _gather(file.attributions.possessed for file in files)
        self.as_verbs = _gather(file.attributions.as_verbs for file in files)
        self.quoting = _gather(file.attributions.quoting for file in files)
        self.labels = _gather(file.attributions.labels for file in files)
        self.adverbs = _gather(file.attributions.adverbs for file in files)

    def contents(self, verb: str) -> frozenset[str]:
        """Return what a verb can have as content; empty for a verb that is not one of speech."""
        return self._contents.get(verb, frozenset())

    def classes(self, verb: str) -> tuple[str, ...]:
        """Return the names of a verb's classes."""
        return self._names.get(verb, ())


def _gather(groups: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(word for group in groups for word in group)


def load_speech(roots: Sequence[Path], language: str) -> Speech:
    """Read ``<language>/speech*.toml`` of every root; later files add to earlier ones.

    Raises:
        PackError: a file is wrong, or a class names an unknown kind of content.
    """
    files: list[SpeechFile] = []
    for file in find_files(roots, f"{language}/speech*.toml"):
        read = read_toml(file, SpeechFile)
        for kind in read.classes:
            for content in kind.content:
                if content not in CONTENTS:
                    raise PackError(
                        str(file), f"class {kind.name}", f"no content {content!r}{nearest(content, CONTENTS)}"
                    )
        files.append(read)
    return Speech(files)
