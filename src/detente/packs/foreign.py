"""Datasets that others made and `detente import` reads: their variants, which column holds what, what one should know."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from detente.errors import PackError
from detente.packs.loader import find_files, read_toml, read_tsv


class Variant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A version of a dataset's files: the layout of the export without some columns."""

    name: str
    without: tuple[str, ...] = ()


class Roles(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of the columns that hold what is kept; empty where a dataset has none."""

    event: str
    day: str
    source_country: str
    source_code: str
    source_name: str
    source_sector: str
    target_country: str
    target_code: str
    target_name: str
    target_sector: str
    cameo: str = ""
    type: str = ""
    mode: str = ""
    quad: str = ""
    scale: str
    mentions: str = ""
    sources: str = ""
    articles: str = ""
    document: str = ""


class Foreign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of ``core/imports``: a dataset that can be imported; its columns are those of the export of its name."""

    name: str
    title: str
    header: bool = False
    """The first line names the columns; without, a line of names is recognised all the same."""
    countries: Literal["cameo", "iso", "name"]
    """How it names countries."""
    dates: tuple[str, ...]
    """Formats of days, as `strptime` reads them."""
    empty: tuple[str, ...] = ()
    """Cells that stand for an empty one."""
    quad_scheme: str
    scale_table: str
    knows: tuple[str, ...]
    """What whoever uses it should know: what its rows count, and what is lost."""
    aliases: dict[str, str] = {}
    """Other names of columns."""
    variant: tuple[Variant, ...]
    columns: Roles


class SectorCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``core/imports/sectors.tsv``."""

    dataset: str
    code: str
    sector: str


class ForeignBook:
    """Datasets by name, and their sectors under PLOVER's."""

    def __init__(self, datasets: dict[str, Foreign], sectors: dict[tuple[str, str], str]) -> None:
        self.datasets, self.sectors = datasets, sectors


def load_foreign(roots: Sequence[Path]) -> ForeignBook:
    """Read ``core/imports`` of every root.

    Raises:
        PackError: a file is wrong, or a row names a dataset that no file describes.
    """
    found = [read_toml(file, Foreign) for file in find_files(roots, "core/imports/*.toml")]
    datasets = {dataset.name: dataset for dataset in found}
    sectors: dict[tuple[str, str], str] = {}
    for file in find_files(roots, "core/imports/sectors.tsv"):
        for row in read_tsv(file, SectorCode):
            if row.dataset not in datasets:
                raise PackError(str(file), row.dataset, "no such dataset")
            sectors[row.dataset, row.code] = row.sector
    return ForeignBook(datasets, sectors)
