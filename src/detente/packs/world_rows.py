"""Find the row of a table that a fact was read from: file and line, for those who ask why."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from detente.packs.loader import find_files, read_tsv
from detente.packs.world import Country, Group, Metonym, NameRow, Organisation
from detente.packs.world_abroad import number_rows
from detente.packs.world_holders import Holder
from detente.packs.world_names import Name

T = TypeVar("T")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a pack file."""

    file: str
    """Its name below ``world/``."""
    line: int


class RowFinder:
    """Read tables again for the line of a row; no table keeps line numbers while text is coded."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(roots)

    def of_country(self, alpha3: str) -> Row | None:
        """Return the row of a country."""
        return self._find("countries", Country, lambda row: row.alpha3 == alpha3)

    def of_holder(self, holder: Holder) -> Row | None:
        """Return the row of an office-holder."""
        return self._find("officeholders*", Holder, lambda row: row == holder)

    def of_name(self, name: Name) -> Row | None:
        """Return the row that lists a name."""
        dates = (name.from_, name.to)
        if name.kind in {"country", "demonym", "capital"}:
            listed = self._find(
                "names",
                NameRow,
                lambda row: (
                    (row.country, row.kind, row.from_, row.to) == (name.key, name.kind, *dates)
                    and name.text in row.names.split("|")
                ),
            )
            return listed or self.of_country(name.key)
        if name.kind == "metonym":
            return self._find(
                "metonyms",
                Metonym,
                lambda row: (
                    (row.country, row.from_, row.to) == (name.key, *dates) and name.text in row.names.split("|")
                ),
            )
        if name.kind == "organisation":
            return self._find("organisations", Organisation, lambda row: row.key == name.key)
        return self._find("groups", Group, lambda row: row.key == name.key and dates in {("", ""), (row.from_, row.to)})

    def _find(self, table: str, kind: type[T], fits: Callable[[T], bool]) -> Row | None:
        for file in find_files(self.roots, f"world/{table}.tsv"):
            for row, line in zip(read_tsv(file, kind), number_rows(file), strict=True):
                if fits(row):
                    return Row(file=file.name, line=line)
        return None
