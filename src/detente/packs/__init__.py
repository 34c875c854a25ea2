"""Knowledge as data: packs are folders of TOML, TSV and compiled tables; this package reads and indexes them."""

from collections.abc import Sequence
from pathlib import Path

from detente.packs.loader import SHIPPED

__all__ = ["Packs"]


class Packs:
    """The shipped packs and any the user adds; each part is read when it is first asked for.

    >>> Packs().roots[0].name
    'packs'
    """

    def __init__(self, extra: Sequence[Path] = ()) -> None:
        self.roots: tuple[Path, ...] = (SHIPPED, *extra)
