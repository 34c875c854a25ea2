# ruff: noqa: RUF001, RUF002 -- letters of many scripts
"""Names of countries in other languages: for look-up by name only; English text is never searched for them."""

import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from detente.errors import PackError
from detente.packs.loader import find_files, read_tsv
from detente.packs.world_names import fold

COMPILED = "names_abroad.tsv.gz"
"""The table that ``tools/build_names.py`` makes: country, name, languages."""

_SAME = str.maketrans("يىۍېکڪةھہۃە", "ییییككههههه")
"""Letters that Arabic, Persian, Urdu and Kurdish write differently."""

_WORD = re.compile(r"[^\s'’]+['’]?")

_LINKS = frozenset(
    (
        "the",
        "de",
        "du",
        "des",
        "d'",
        "d’",
        "la",
        "le",
        "les",
        "l'",
        "l’",
        "del",
        "della",
        "dello",
        "dell'",
        "dell’",
        "delle",
    )
) | {"degli", "dei", "d", "do", "da", "dos", "das", "di", "el", "los", "las"}
"""Articles and linking words that Romance languages and English put into names, or leave out."""

_VOICED = frozenset("\u3099\u309a")
"""Marks that make another syllable of a kana."""


class AbroadRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``world/names_abroad.tsv``: names between ``|`` in languages between blanks."""

    country: str
    kind: Literal["country", "demonym"]
    languages: str
    names: str


RARE = 4
"""Times as many languages that must mean another country by a like spelling for one to be passed over."""


class AbroadName(msgspec.Struct, frozen=True, kw_only=True):
    """A name of a country, or of its people, in languages other than English."""

    country: str
    """Alpha-3 code."""
    kind: Literal["country", "demonym"]
    name: str
    languages: tuple[str, ...]
    """ISO 639 codes of the languages that write it so."""
    file: str
    line: int


def fold_key(name: str) -> str:
    """Return what the spellings of a name share: no case, accents, blanks, hyphens, points, articles.

    >>> fold_key("Côte d’Ivoire") == fold_key("COTE D'IVOIRE"), fold_key("Россия"), fold_key("日本")
    (True, 'россия', '日本')
    >>> fold_key("República del Perú") == fold_key("Republica de Peru")
    True
    """
    words = _WORD.findall(name)
    words = [word for word in words if word.lower() not in _LINKS] or words
    letters = unicodedata.normalize("NFKD", _fold_latin("".join(words))).casefold()
    kept = (letter for letter in letters if letter in _VOICED or _counts(letter))
    return unicodedata.normalize("NFC", "".join(kept)).translate(_SAME)


def fold_case(name: str) -> str:
    """Return a name without the difference of large and small letters: what one spelling is.

    >>> fold_case("Tõga") == fold_case("tõga"), fold_case("Tõga") == fold_case("Tóga")
    (True, False)
    """
    return unicodedata.normalize("NFC", name).casefold()


def _fold_latin(name: str) -> str:
    """Fold the letters of Latin script only: `fold` would take the voice marks from kana."""
    return "".join(fold(letter) if letter < "\u0370" else letter for letter in name)


def _counts(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return (kind[0] in "LN" and letter != "ـ") or (kind[0] == "M" and not unicodedata.combining(letter))


def _meant_by_many(rows: Sequence[AbroadName]) -> list[AbroadName]:
    """Return the rows of those countries that at least a share of the languages mean that mean the commonest one."""
    languages: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        languages[row.country].update(row.languages)
    most = max(map(len, languages.values()), default=0)
    return [row for row in rows if RARE * len(languages[row.country]) >= most]


class NamesAbroad:
    """Names in other languages by what their spellings share; read when first asked for."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(roots)

    @cached_property
    def names(self) -> tuple[AbroadName, ...]:
        """Every name: first what people wrote, then the compiled table."""
        return (*self._written(), *self._compiled())

    @cached_property
    def _by_key(self) -> dict[str, list[AbroadName]]:
        found: dict[str, list[AbroadName]] = defaultdict(list)
        for name in self.names:
            found[fold_key(name.name)].append(name)
        return found

    def find(self, name: str, *, language: str | None = None) -> tuple[AbroadName, ...]:
        """Return whom a name stands for, in one language or in any; one answer a country.

        Rows that are spelled like the name, accents included, hide those that are only like it; of those, what few
        languages mean is left out beside what many do.

        >>> from detente.packs import load_packs
        >>> abroad = load_packs().world.abroad
        >>> [found.country for found in abroad.find("Allemagne")], abroad.find("Allemagne", language="de")
        (['DEU'], ())
        """
        found: dict[tuple[str, str], AbroadName] = {}
        rows = [row for row in self._by_key.get(fold_key(name), ()) if language is None or language in row.languages]
        spelled = fold_case(name)
        for row in [row for row in rows if fold_case(row.name) == spelled] or _meant_by_many(rows):
            found.setdefault((row.country, row.kind), row)
        return tuple(found.values())

    def _written(self) -> Iterable[AbroadName]:
        for file in find_files(self.roots, "world/names_abroad.tsv"):
            lines = number_rows(file)
            for row, line in zip(read_tsv(file, AbroadRow), lines, strict=True):
                for name in row.names.split("|"):
                    yield AbroadName(
                        country=row.country,
                        kind=row.kind,
                        name=name,
                        languages=tuple(row.languages.split()),
                        file=file.name,
                        line=line,
                    )

    def _compiled(self) -> Iterable[AbroadName]:
        for file in find_files(self.roots, f"world/{COMPILED}"):
            try:
                text = gzip.decompress(file.read_bytes()).decode("utf-8")
            except (OSError, EOFError, UnicodeDecodeError, gzip.BadGzipFile) as fault:
                raise PackError(str(file), "", str(fault)) from fault
            for line, row in enumerate(text.splitlines(), 1):
                country, name, languages = row.split("\t")
                yield AbroadName(
                    country=country,
                    kind="country",
                    name=name,
                    languages=tuple(languages.split()),
                    file=file.name,
                    line=line,
                )


def number_rows(file: Path) -> list[int]:
    """Return the line numbers of the rows of a TSV file, without notes, blank lines and the header.

    Raises:
        PackError: the file cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise PackError(str(file), "", str(fault)) from fault
    return [number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")][1:]
