"""Events of coded stories as tables for data frames: pandas, Polars, Arrow."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow

from detente.model import Document
from detente.writers.rows import event_rows

if TYPE_CHECKING:
    import pandas
    import polars


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
        return pyarrow.Table.from_pylist(list(self.rows))

    def to_pandas(self) -> "pandas.DataFrame":
        """Return a pandas data frame; pandas must be installed."""
        import pandas

        return pandas.DataFrame(list(self.rows))

    def to_polars(self) -> "polars.DataFrame":
        """Return a Polars data frame; Polars must be installed."""
        import polars

        return polars.DataFrame(list(self.rows), infer_schema_length=None)

    def _repr_html_(self) -> str:
        """Show as a table in a notebook."""
        frame: Any = self.to_pandas()
        return str(frame.to_html())
