"""What the cells of other datasets mean here: countries, sectors, event codes, types, quad classes."""

import re

from detente.errors import nearest
from detente.exports.book import Book
from detente.packs import Packs
from detente.packs.foreign import Foreign
from detente.store.imports import CODE, COUNTRY, SECTOR, TYPE, Meaning

_BETWEEN = re.compile(r"\s*;\s*")
QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
"""Names of quad classes 1 to 4."""


class Meanings:
    """Says of each cell what it means; called once for each different one.

    >>> from detente.packs import load_packs
    >>> packs = load_packs()
    >>> Meanings(packs.foreign.datasets["gdelt"], packs).explain("country", "ROM").countries
    ('ROU',)
    """

    def __init__(self, dataset: Foreign, packs: Packs) -> None:
        self.dataset, self.world, self.ontology = dataset, packs.world, packs.ontology
        self._sectors, self._codes = packs.foreign.sectors, packs.ontology.cameo
        book = Book(packs)
        self._by_name = {book.icews_country(code).lower(): code for code in self.world.countries}

    def explain(self, kind: str, cell: str) -> Meaning:
        """Return what a cell of a kind means."""
        if kind == COUNTRY:
            found = (self._country(part) for part in _BETWEEN.split(cell))
            return Meaning(countries=tuple(sorted({code for code in found if code})))
        if kind == SECTOR:
            return Meaning(text=self._sector(cell))
        if kind == CODE:
            return self._code(cell)
        return self._type(cell) if kind == TYPE else self._quad(cell)

    def _country(self, name: str) -> str:
        """Return the alpha-3 code of the state that answers for a country; empty for regions and organisations."""
        if self.dataset.countries == "name":
            listed = self._by_name.get(name.lower())
            found = self.world.countries[listed] if listed else self.world.country(name)
        elif self.dataset.countries == "iso":
            found = self.world.countries.get(name.upper())
        else:
            found = self.world.country(name, scheme="cameo") or (self.world.code(name) if len(name) == 3 else None)
        return found.actor if found else ""

    def _sector(self, cell: str) -> str:
        """Return the first sector of a list that PLOVER knows; POLECAT's are PLOVER's own."""
        if not any(dataset == self.dataset.name for dataset, _ in self._sectors):
            return _BETWEEN.split(cell)[0]
        known = (self._sectors.get((self.dataset.name, part.strip())) for part in (cell, *cell.split(",")))
        return next((sector for sector in known if sector), "")

    def _code(self, cell: str) -> Meaning:
        if len(cell) > 2 and cell in self._codes:
            return Meaning(text=self._codes[cell].type, quad=self.ontology.cameo_quad(cell).class_)
        padded = f"0{cell}"
        if len(padded) > 2 and padded in self._codes:
            return Meaning(valid=False, hint=f"; did you mean {padded!r}? codes are text and keep the 0 in front")
        full = [code for code in self._codes if len(code) > 2]
        return Meaning(valid=False, hint=nearest(cell, [code for code in full if code[:2] == cell[:2]] or full))

    def _type(self, cell: str) -> Meaning:
        if cell.upper() in self.ontology.types:
            return Meaning(text=cell.upper())
        return Meaning(valid=False, hint=nearest(cell.upper(), self.ontology.types))

    def _quad(self, cell: str) -> Meaning:
        name = cell.upper()
        if name in QUADS:
            return Meaning(quad=QUADS.index(name) + 1)
        if cell in {"1", "2", "3", "4"}:
            return Meaning(quad=int(cell))
        return Meaning(valid=False, hint=nearest(name, QUADS) or "; quad classes are 1 to 4")
