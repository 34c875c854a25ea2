"""Imports: rows of GDELT, ICEWS and POLECAT beside what is coded, marked as theirs and in no count of coded events."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.errors import ConfigError, nearest
from detente.exports.book import Book
from detente.imports.files import Part, find_parts
from detente.imports.meanings import Meanings
from detente.imports.tables import write_plain
from detente.packs import Packs
from detente.packs.foreign import Foreign
from detente.store import Arriving, Batch, Conditions, Store

__all__ = ["find_dataset", "import_files"]


def find_dataset(name: str, packs: Packs) -> Foreign:
    """Return a dataset that can be imported, its name in any case.

    Raises:
        ConfigError: there is no such dataset.

    >>> from detente.packs import load_packs
    >>> find_dataset("GDELT", load_packs()).columns.day
    'SQLDATE'
    """
    known = packs.foreign.datasets
    if name.lower() not in known:
        raise ConfigError(f"{name!r} cannot be imported{nearest(name.lower(), known)}; there are {', '.join(known)}")
    return known[name.lower()]


def import_files(
    store: Store,
    dataset: Foreign,
    files: Sequence[Path],
    *,
    packs: Packs,
    wanted: Conditions | None = None,
    encoding: str = "utf-8",
) -> list[tuple[Part, Batch | None]]:
    """Put the rows of files into a store, in a table of their own; those of all files or, after an error, none.

    Args:
        store: an open store.
        dataset: what the files hold.
        files: tables, also packed as .zip or .gz.
        packs: countries and codes.
        wanted: which rows to keep; all without it.
        encoding: of the files.

    Returns:
        Each table with what was imported of it; None where it was imported before, in the same way.

    Raises:
        ReadError: a file is damaged, or a column, date or code is wrong; names the line and the nearest valid one.
        ConfigError: there is no such encoding.
        StoreError: the store cannot be written.
    """
    _check_encoding(encoding)
    parts = [part for file in files for part in find_parts(file)]
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        tables = _check(parts, dataset, packs, Path(folder), encoding)
        batches = store.import_tables(tables, wanted or Conditions())
    return list(zip(parts, batches, strict=True))


def _check_encoding(name: str) -> None:
    """Refuse what is no encoding, and those in which a line does not end in one byte.

    Raises:
        ConfigError: the encoding is one of these.
    """
    try:
        plain = "\t\n".encode(name) == b"\t\n"
    except (LookupError, UnicodeError, ValueError) as fault:
        raise ConfigError(f"no encoding {name!r}; name one such as utf-8 or latin-1") from fault
    if not plain:
        raise ConfigError(f"tables in {name} cannot be read; convert them to UTF-8")


def _check(parts: Sequence[Part], dataset: Foreign, packs: Packs, folder: Path, encoding: str) -> Iterator[Arriving]:
    """Yield each table when it is its turn, so that only one lies unpacked on the disk."""
    columns = Book(packs).layout(dataset.name).fields
    meanings = Meanings(dataset, packs)
    plain = folder / "plain.tsv"
    for part in parts:
        names, header, checked = write_plain(part, dataset, columns, plain, encoding=encoding.lower())
        yield Arriving(
            dataset=dataset,
            file=f"{part.path.name}/{part.member}" if part.member else part.path.name,
            place=part.name,
            digest=checked.digest,
            rows=checked.rows,
            plain=plain,
            columns=names,
            header=header,
            explain=meanings.explain,
        )
