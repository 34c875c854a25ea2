"""Events of coded stories as tables for data frames: pandas, Polars, Arrow."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

import pyarrow

from detente.model import Document
from detente.writers.rows import COLUMNS, event_rows

if TYPE_CHECKING:
    import pandas
    import polars


_TYPES = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    float: pyarrow.float64(),
    bool: pyarrow.bool_(),
    list: pyarrow.list_(pyarrow.string()),
}
SCHEMA = pyarrow.schema([(name, _TYPES[kind]) for name, kind in COLUMNS.items()])
"""Columns of all tables of events, the same whether there are any rows or not."""
SHOWN = (
    "earliest",
    "latest",
    "sources",
    "targets",
    "type",
    "mode",
    "content",
    "cameo",
    "factuality",
    "counted",
    "words",
)
"""Columns that a notebook shows."""
SHOWN_ROWS = 100


class Events:
    """Flat rows of events, one a row; iterate over them, or turn them into a data frame.

    >>> len(Events([]))
    0
    """

    def __init__(self, documents: Iterable[Document], *, counted: bool = False) -> None:
        """Take the events of documents; with `counted` only those in default counts."""
        rows = (row for document in documents for row in event_rows(document))
        self.rows: tuple[dict[str, Any], ...] = tuple(row for row in rows if row["counted"] or not counted)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_arrow(self) -> pyarrow.Table:
        """Return an Arrow table."""
        return pyarrow.Table.from_pylist(list(self.rows), schema=SCHEMA)

    def to_pandas(self) -> "pandas.DataFrame":
        """Return a pandas data frame; pandas must be installed."""
        import pandas

        return pandas.DataFrame(list(self.rows), columns=list(COLUMNS))

    def to_polars(self) -> "polars.DataFrame":
        """Return a Polars data frame; Polars must be installed."""
        import polars

        return polars.DataFrame(self.to_arrow())

    def _repr_html_(self) -> str:
        """Show as a table in a notebook."""
        head = "".join(f"<th>{name}</th>" for name in SHOWN)
        rows = "".join(
            f"<tr>{''.join(map(_cell, (row[name] for name in SHOWN)))}</tr>" for row in self.rows[:SHOWN_ROWS]
        )
        more = f"<p>… and {len(self) - SHOWN_ROWS} more</p>" if len(self) > SHOWN_ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _cell(value: object) -> str:
    shown = "" if value is None else ", ".join(value) if isinstance(value, list) else str(value)
    return f"<td>{escape(shown)}</td>"
