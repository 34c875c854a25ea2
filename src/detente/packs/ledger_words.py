"""The ledger pack: words that tell a standing matter between states, and the statuses that each kind can have."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from detente.errors import PackError, nearest
from detente.packs.loader import find_files, read_toml


class Level(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A level of a meeting and the words that tell it."""

    name: str
    words: tuple[str, ...]


class Turn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs that give a matter a status; `nouns` are classes of their object, `needs` words one of which must stand by."""

    status: str
    kind: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    needs: tuple[str, ...] = ()


class Figures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns that are measured in money and percent, and nouns that are counted."""

    measured: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


class WordsFile(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"levels": "level", "turns": "change"}
):
    """What an ``en/ledger*.toml`` may hold."""

    nouns: dict[str, tuple[str, ...]] = {}
    verbs: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    levels: tuple[Level, ...] = ()
    turns: tuple[Turn, ...] = ()
    figures: Figures = Figures()


class StatusKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The statuses of a kind of entry in their order, and which of them leave something to be done."""

    name: str
    order: tuple[str, ...]
    open: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


class KindsFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"kinds": "kind"}):
    """What a ``core/ledger*.toml`` may hold."""

    kinds: tuple[StatusKind, ...] = ()


class LedgerWords:
    """Look up words of the ledger by lemma.

    >>> from detente.packs import load_packs
    >>> words = load_packs().ledger_words
    >>> words.is_noun("summit", "meeting"), words.is_verb("pledge", "promise"), words.level("the deputy foreign minister")
    (True, True, 'vice-minister')
    """

    def __init__(self, files: Sequence[WordsFile], kinds: Sequence[StatusKind]) -> None:
        self._nouns: dict[str, set[str]] = defaultdict(set)
        self._verbs: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        for file in files:
            for table, found in ((self._nouns, file.nouns), (self._verbs, file.verbs), (self._words, file.words)):
                for name, lemmas in found.items():
                    table[name].update(lemmas)
        self.levels = tuple(level for file in files for level in file.levels)
        self.turns: dict[str, list[Turn]] = defaultdict(list)
        for file in files:
            for turn in file.turns:
                for verb in turn.verbs:
                    self.turns[verb].append(turn)
        self.measured = frozenset(word for file in files for word in file.figures.measured)
        self.counted = frozenset(word for file in files for word in file.figures.counted)
        self.kinds = {kind.name: kind for kind in kinds}

    def is_noun(self, lemma: str, group: str) -> bool:
        """Tell whether a noun is of a class."""
        return lemma in self._nouns[group]

    def is_verb(self, lemma: str, group: str) -> bool:
        """Tell whether a verb, given with its particle, is of a class."""
        return lemma in self._verbs[group]

    def is_word(self, lemma: str, group: str) -> bool:
        """Tell whether a word is of a set."""
        return lemma in self._words[group]

    def level(self, phrase: str) -> str:
        """Return the level of a meeting that a phrase tells, or an empty string."""
        padded = f" {phrase.lower().replace(' - ', '-')} "
        for level in self.levels:
            if any(f" {word} " in padded or f" {word}s " in padded for word in level.words):
                return level.name
        return ""


def load_ledger_words(roots: Sequence[Path], language: str) -> LedgerWords:
    """Read ``<language>/ledger*.toml`` and ``core/ledger*.toml`` of every root; later files add to earlier ones.

    Raises:
        PackError: a file is wrong, or a change names an unknown kind, status or class of nouns.
    """
    kinds = [kind for file in find_files(roots, "core/ledger*.toml") for kind in read_toml(file, KindsFile).kinds]
    known = {kind.name: kind for kind in kinds}
    files: list[WordsFile] = []
    for file in find_files(roots, f"{language}/ledger*.toml"):
        read = read_toml(file, WordsFile)
        files.append(read)
        groups = {name for one in files for name in one.nouns}
        for turn in read.turns:
            if turn.kind not in known:
                raise PackError(str(file), f"change {turn.kind}", f"no such kind{nearest(turn.kind, known)}")
            if turn.status not in known[turn.kind].order:
                hint = nearest(turn.status, known[turn.kind].order)
                raise PackError(str(file), f"change {turn.kind}", f"no status {turn.status!r}{hint}")
            for group in turn.nouns:
                if group not in groups:
                    raise PackError(str(file), f"change {turn.kind}", f"no nouns {group!r}{nearest(group, groups)}")
    return LedgerWords(files, kinds)
