"""Bytes of a file that others made to checked lines: unpacked, UTF-8, every line with all its cells."""

import csv
import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from detente.errors import ReadError

SUFFIXES = (".csv", ".tsv", ".txt", ".tab")
LONGEST_LINE = 1 << 20
"""Bytes of a line; a longer one is no row of a table."""
MOST_BYTES = 1 << 35
"""Bytes of an unpacked file; more are an archive made to fill the disk."""
_DROPPED = b"\0\r"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A table to read: a file, or a member of an archive."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """The path, and the member behind it."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of checking a table."""

    rows: int
    digest: str
    """SHA-256 of the unpacked bytes, hexadecimal."""


def find_parts(path: Path) -> list[Part]:
    """Return the tables of a file: itself, or the members of a zip archive.

    Raises:
        ReadError: there is no such file, its ending is none of a table, or the archive is damaged or empty.
    """
    if not path.is_file():
        raise ReadError(str(path), "there is no such file", advice="check the path")
    suffix = path.suffix.lower()
    if suffix == ".zip":
        try:
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if name.lower().endswith(SUFFIXES)]
        except (zipfile.BadZipFile, OSError) as fault:
            raise _damaged(str(path), fault) from fault
        if not names:
            raise ReadError(str(path), f"no member ends in {', '.join(SUFFIXES)}")
        return [Part(path=path, member=name) for name in names]
    if suffix == ".gz" or suffix in SUFFIXES:
        return [Part(path=path)]
    raise ReadError(str(path), f"ends in {suffix or 'nothing'}", advice=f"give {', '.join(SUFFIXES)}, .zip or .gz")


def _damaged(name: str, fault: Exception) -> ReadError:
    return ReadError(name, f"damaged or cut short: {str(fault) or type(fault).__name__}", advice="fetch the file again")


@contextmanager
def open_part(part: Part) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """Open the bytes of a table, unpacked.

    Raises:
        ReadError: the file cannot be opened, or its packing is damaged; also while it is read.
    """
    try:
        if part.member:
            with zipfile.ZipFile(part.path) as archive, archive.open(part.member) as stream:
                yield stream
        elif part.path.suffix.lower() == ".gz":
            with gzip.open(part.path, "rb") as stream:
                yield stream
        else:
            with part.path.open("rb") as stream:
                yield stream
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as fault:
        raise _damaged(part.name, fault) from fault
    except OSError as fault:
        if isinstance(fault, gzip.BadGzipFile):
            raise _damaged(part.name, fault) from fault
        raise ReadError(part.name, f"cannot be read: {fault.strerror or fault}") from fault


class Lines:
    """Lines of a table as text, with the digest of their bytes."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, name: str, *, encoding: str) -> None:
        self._stream, self.name, self.encoding = stream, name, encoding
        self._digest = hashlib.sha256()
        self.number = 0
        self._size = 0

    @property
    def digest(self) -> str:
        """SHA-256 of what was read so far."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        """Yield lines in UTF-8 without their ends.

        Raises:
            ReadError: a line is too long or in another encoding; names the line and where in it.
        """
        utf8 = self.encoding in {"utf-8", "utf-8-sig"}
        while line := self._stream.readline(LONGEST_LINE):
            self.number += 1
            self._digest.update(line)
            self._size += len(line)
            if len(line) == LONGEST_LINE or self._size > MOST_BYTES:
                raise ReadError(f"{self.name}:{self.number}", "too long to be a table", advice="check the file")
            if self.number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not (utf8 and line.isascii()):
                line = self._recode(line)
            yield line.rstrip(b"\n").translate(None, _DROPPED)

    def _recode(self, line: bytes) -> bytes:
        try:
            return line.decode(self.encoding).encode()
        except UnicodeDecodeError as fault:
            column = line[: fault.start].count(b"\t") + 1
            raise ReadError(
                f"{self.name}:{self.number}",
                f"column {column} is not {self.encoding.upper()}: byte 0x{line[fault.start]:02x}",
                advice="name its encoding, such as --encoding latin-1",
            ) from fault


def split_line(line: bytes, *, delimiter: str) -> list[str] | None:
    """Return the cells of a line with quoting as in CSV; None where a quotation does not end on it.

    >>> split_line(b'1,"a, b",c', delimiter=",")
    ['1', 'a, b', 'c']
    """
    try:
        cells = next(csv.reader([line.decode()], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
    return [" ".join(cell.split()) for cell in cells]
