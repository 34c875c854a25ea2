"""Lines of tables whose columns stand in a layout."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from detente.exports.book import Layout

_QUOTES = {ord('"'): "'"}


def table_lines(rows: Iterable[Mapping[str, object]], layout: Layout) -> Iterator[str]:
    """Yield rows as lines under the columns of a layout; a column that a row does not name is an empty cell.

    Raises:
        KeyError: a row names a column that the layout does not have.
    """
    names = tuple(column.name for column in layout.fields)
    write = _quoted if layout.quoted else _bare
    if layout.header:
        yield write(names, layout.delimiter)
    for row in rows:
        for name in row.keys() - names:
            raise KeyError(f"{layout.name} has no column {name!r}")
        yield write((_one_line(cell(row.get(name))) for name in names), layout.delimiter)


def cell(value: object) -> str:
    """Return a value as text: nothing for None, 1 and 0 for flags, a number without an exponent.

    >>> cell(None), cell(True), cell(-4.0), cell("057")
    ('', '1', '-4.0', '057')
    """
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _one_line(text: str) -> str:
    """Return text with each run of white space as one space, without the character that ends text in many readers."""
    return " ".join(text.replace("\0", "").split())


def _bare(cells: Iterable[str], delimiter: str) -> str:
    """Return a line for readers that know no quoting: quotation marks are single."""
    return delimiter.join(text.translate(_QUOTES) for text in cells) + "\n"


def _quoted(cells: Iterable[str], delimiter: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return line.getvalue()
