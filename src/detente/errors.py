"""Every error that Détente raises on purpose.

DetenteError
├── ConfigError          settings, arguments or packs are wrong: stop at the start
│   ├── PackError        a pack file is wrong (file, key)
│   └── PlanError        stages cannot be put together
├── ReadError            one source cannot be read (source)
├── GoldError            labelled text is wrong (file, line)
├── ModelError           the learned model's file is missing or damaged (file)
├── StageError           a stage failed on a story (stage, story)
└── StoreError           the store refuses, or cannot be opened

An article that cannot be coded never stops a run: see `model.Issue`.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class DetenteError(Exception):
    """Anything that Détente raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        """Cross from a worker to its run whole, whatever the constructor asks for."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[DetenteError], arguments: tuple[object, ...], facts: dict[str, object]) -> DetenteError:
    fault = kind.__new__(kind, *arguments)
    fault.__dict__.update(facts)
    return fault


class ConfigError(DetenteError):
    """Settings, arguments or packs are wrong."""


class PackError(ConfigError):
    """A pack file is wrong; names the file and the key."""

    def __init__(self, file: str, key: str, fault: str) -> None:
        self.file, self.key, self.fault = file, key, fault
        super().__init__(f"{file}: {key}: {fault}" if key else f"{file}: {fault}")


class PlanError(ConfigError):
    """Stages cannot be put together in this order."""


class ReadError(DetenteError):
    """One source cannot be read; says which, why, and what to do."""

    def __init__(self, source: str, fault: str, *, advice: str = "") -> None:
        self.source, self.fault, self.advice = source, fault, advice
        super().__init__(f"{source}: {fault}" + (f"; {advice}" if advice else ""))


class GoldError(DetenteError):
    """Labelled text is wrong; names the file and the line."""

    def __init__(self, file: str, line: int, fault: str) -> None:
        self.file, self.line, self.fault = file, line, fault
        super().__init__(f"{file}:{line}: {fault}")


class ModelError(DetenteError):
    """The learned model cannot be used; names the file and says what to do."""

    def __init__(self, file: str, fault: str, *, advice: str = "") -> None:
        self.file, self.fault, self.advice = file, fault, advice
        super().__init__(f"{file}: {fault}" + (f"; {advice}" if advice else ""))


class StageError(DetenteError):
    """A stage failed on a story."""

    def __init__(self, stage: str, story: str, fault: str) -> None:
        self.stage, self.story, self.fault = stage, story, fault
        super().__init__(f"stage {stage!r} failed on story {story!r}: {fault}")


class StoreError(DetenteError):
    """The store refuses what was asked, or cannot be opened."""


def nearest(word: str, options: Iterable[str]) -> str:
    """Return a ``; did you mean 'x'?`` ending for messages, or an empty string.

    >>> nearest("actrs", ["actors", "times"])
    "; did you mean 'actors'?"
    >>> nearest("zzz", ["actors"])
    ''
    """
    found = get_close_matches(word, list(options), n=1)
    return f"; did you mean {found[0]!r}?" if found else ""
