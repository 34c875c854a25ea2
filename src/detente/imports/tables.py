"""Which columns a table has, and its rows as a plain file that DuckDB can read without guessing."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.errors import ReadError, nearest
from detente.exports.book import Column
from detente.imports.files import Checked, Lines, Part, open_part, split_line
from detente.packs.foreign import Foreign, Variant

_LETTERS = re.compile(r"[^a-z0-9]+")
_KINDS = {"integer": re.compile(r"[+-]?\d+"), "number": re.compile(r"[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?")}


def write_plain(
    part: Part, dataset: Foreign, columns: Sequence[Column], output: Path, *, encoding: str
) -> tuple[tuple[str, ...], bool, Checked]:
    """Write a table as tab separated lines, without a header, each of the same number of cells.

    Args:
        part: the table.
        dataset: what it is said to be.
        columns: the columns of the dataset's fullest variant.
        output: file to write.
        encoding: of the table, such as ``utf-8``.

    Returns:
        The names of its columns in their order, whether the first line named them, and rows and digest.

    Raises:
        ReadError: a column is missing, misspelt or not known, a line has other cells than the first, or the file
            is empty, damaged or in another encoding; names the line and the column.
    """
    with open_part(part) as stream, output.open("wb") as plain:
        lines = Lines(stream, part.name, encoding=encoding)
        left = iter(lines)
        first = next(left, None)
        if first is None or not first.strip():
            raise ReadError(part.name, "empty: its first line holds nothing", advice=f"{dataset.name}: {dataset.title}")
        delimiter = b"\t" if b"\t" in first or b"," not in first else b","
        names, header = read_names(first, delimiter.decode(), dataset, columns, part.name)
        rows = 0
        for cells in _rows(first, left, lines, delimiter, names, header=header):
            plain.write(cells + b"\n")
            rows += 1
        return names, header, Checked(rows=rows, digest=lines.digest)


def _rows(
    first: bytes, left: Iterator[bytes], lines: Lines, delimiter: bytes, names: Sequence[str], *, header: bool
) -> Iterator[bytes]:
    """Yield each row with its cells between tabs; empty lines are refused but for those at the end."""
    between = len(names) - 1
    quoted = delimiter == b"," or first.startswith(b'"')
    line: bytes | None = next(left, None) if header else first
    blank = 0
    while line is not None:
        if not line:
            blank = blank or lines.number
        else:
            if blank:
                raise ReadError(f"{lines.name}:{blank}", "an empty line amid the rows", advice="take it out")
            if quoted or line.count(b"\t") != between:
                line = _unquote(line, delimiter, names, lines)
            yield line
        line = next(left, None)


def _unquote(line: bytes, delimiter: bytes, names: Sequence[str], lines: Lines) -> bytes:
    """Return a line that is quoted as in CSV with plain cells."""
    cells = split_line(line, delimiter=delimiter.decode()) if b'"' in line or delimiter == b"," else None
    if cells is not None and len(cells) == len(names):
        return "\t".join(cells).encode()
    found = len(cells) if cells is not None else line.count(delimiter) + 1
    what = (
        f"ends at {names[found - 1]}: {names[found]} is missing" if found < len(names) else "has cells beyond the last"
    )
    raise ReadError(
        f"{lines.name}:{lines.number}",
        f"has {found} cells and should have {len(names)}; it {what}",
        advice="a tab or line end within a cell, or a file cut short",
    )


def read_names(
    first: bytes, delimiter: str, dataset: Foreign, columns: Sequence[Column], name: str
) -> tuple[tuple[str, ...], bool]:
    """Return the names of the columns in their order, and whether the first line tells them.

    Raises:
        ReadError: the columns are not those of any variant.
    """
    cells = split_line(first, delimiter=delimiter) or first.decode().split(delimiter)
    known = {_plain(column.name): column.name for column in columns}
    known |= {_plain(other): own for other, own in dataset.aliases.items()}
    told = sum(_plain(cell) in known for cell in cells)
    if dataset.header or told > len(cells) // 2:
        return _named(cells, known, dataset, columns, name), True
    fitting = [variant for variant in dataset.variant if len(columns) - len(variant.without) == len(cells)]
    if not fitting:
        raise ReadError(f"{name}:1", _say_width(cells, dataset, columns), advice=f"{dataset.name} is {dataset.title}")
    return _of_variant(columns, fitting[0]), False


def _plain(name: str) -> str:
    """Names are the same but for case, spaces and underscores."""
    return _LETTERS.sub("", name.lower())


def _of_variant(columns: Sequence[Column], variant: Variant) -> tuple[str, ...]:
    return tuple(column.name for column in columns if column.name not in variant.without)


def _named(
    cells: Sequence[str], known: dict[str, str], dataset: Foreign, columns: Sequence[Column], name: str
) -> tuple[str, ...]:
    place = f"{name}:1"
    names = []
    free = [column.name for column in columns if column.name not in {known.get(_plain(cell)) for cell in cells}]
    if not any(_plain(cell) in known for cell in cells):
        raise ReadError(place, f"the first line names no column of {dataset.name}", advice=f"it is {dataset.title}")
    for number, cell in enumerate(cells, 1):
        own = known.get(_plain(cell))
        if own is None:
            hint = nearest(cell, free) or nearest(cell, known.values())
            raise ReadError(place, f"column {number}, {cell[:80]!r}, is none of {dataset.name}{hint}")
        if own in names:
            raise ReadError(place, f"column {number}, {cell[:80]!r}, stands there twice")
        names.append(own)
    lacking = [set(variant.without) ^ set(free) for variant in dataset.variant]
    best = min(lacking, key=len)
    if best:
        missing = next(column for column in free if column in best) if set(free) & best else min(best)
        raise ReadError(
            place,
            f"column {missing!r} is missing: there are {len(names)} of {len(columns)}",
            advice=f"{dataset.name} is {dataset.title}",
        )
    return tuple(names)


def _say_width(cells: Sequence[str], dataset: Foreign, columns: Sequence[Column]) -> str:
    """Say how many columns there should be, and from which on the cells do not fit."""
    widths = {len(columns) - len(variant.without): variant for variant in dataset.variant}
    width = min(widths, key=lambda width: abs(width - len(cells)))
    variant = widths[width]
    kinds = [column for column in columns if column.name not in variant.without]
    wrong = next(
        (column.name for column, cell in zip(kinds, cells, strict=False) if cell and not _fits(cell, column)), ""
    )
    told = ", ".join(f"{width} ({variant.name})" for width, variant in widths.items())
    off = width - len(cells)
    what = f"{off} missing" if off > 0 else f"{-off} too many"
    where = f"; from column {wrong!r} on they do not fit" if wrong else ""
    return f"has {len(cells)} columns; {dataset.name} has {told}: nearest is {width}, {what}{where}"


def _fits(cell: str, column: Column) -> bool:
    kind = _KINDS.get(column.kind)
    return kind is None or kind.fullmatch(cell.strip()) is not None
