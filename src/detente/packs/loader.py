"""Read pack files: TOML for what people write, TSV for dated facts; every fault names its file and key."""

import csv
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from detente.errors import PackError

T = TypeVar("T")

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "packs"
"""The packs that come with Détente."""


def find_files(roots: Sequence[Path], pattern: str) -> list[Path]:
    """Return the files that match a glob pattern below each root, in order of root and name."""
    return [file for root in roots for file in sorted(root.glob(pattern))]


def read_toml(file: Path, kind: type[T]) -> T:
    """Read a TOML file as a record.

    Raises:
        PackError: the file is not TOML, or a key is unknown, missing or of the wrong type.
    """
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise PackError(str(file), "", str(fault)) from fault
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as fault:
        message, _, path = str(fault).partition(" - at ")
        raise PackError(str(file), path.strip("`"), message) from fault


def read_tsv(file: Path, kind: type[T]) -> Iterator[T]:
    """Yield a record for each row of a TSV file with a header line; empty cells take the field's default.

    Lines that start with ``#`` are notes. Numbers and dates are converted to the field's type.

    Raises:
        PackError: a column is unknown, or a cell does not fit its field; names the line.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (UnicodeDecodeError, OSError) as fault:
        raise PackError(str(file), "", str(fault)) from fault
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    rows = csv.reader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    header: list[str] | None = None
    for (number, _), cells in zip(numbered, rows, strict=True):
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise PackError(str(file), f"line {number}", f"{len(cells)} cells under {len(header)} columns")
        row = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
        try:
            yield msgspec.convert(row, kind, strict=False)
        except msgspec.ValidationError as fault:
            raise PackError(str(file), f"line {number}", str(fault)) from fault
