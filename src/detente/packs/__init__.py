"""Knowledge as data: packs are folders of TOML, TSV and compiled tables; this package reads and indexes them."""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

from detente.packs.actor_words import ActorWords, load_actor_words
from detente.packs.factuality import FactualityPack, load_factuality
from detente.packs.foreign import ForeignBook, load_foreign
from detente.packs.gazetteer import Gazetteer, load_gazetteer
from detente.packs.ledger_words import LedgerWords, load_ledger_words
from detente.packs.lexicon import Lexicon, load_lexicon
from detente.packs.loader import SHIPPED
from detente.packs.ontology import Ontology, load_ontology
from detente.packs.pages import Pages, load_pages
from detente.packs.speech import Speech, load_speech
from detente.packs.time_words import TimeWords, load_time_words
from detente.packs.world import World, load_world

__all__ = ["Packs", "load_packs"]


class Packs:
    """The shipped packs and any the user adds; each part is read when it is first asked for.

    >>> Packs().roots[0].name
    'packs'
    """

    def __init__(self, extra: Sequence[Path] = ()) -> None:
        self.roots: tuple[Path, ...] = (SHIPPED, *extra)

    @cached_property
    def ontology(self) -> Ontology:
        """Types, codes, scales and crossings."""
        return load_ontology(self.roots)

    @cached_property
    def lexicon(self) -> Lexicon:
        """English senses."""
        return load_lexicon(self.roots, "en", self.ontology)

    @cached_property
    def actor_words(self) -> ActorWords:
        """English words that make a noun phrase an actor."""
        return load_actor_words(self.roots, "en")

    @cached_property
    def speech(self) -> Speech:
        """English words that tell of speech."""
        return load_speech(self.roots, "en")

    @cached_property
    def factuality(self) -> FactualityPack:
        """English words that tell what is claimed of an event."""
        return load_factuality(self.roots, "en")

    @cached_property
    def time_words(self) -> TimeWords:
        """English words of times, holidays, eras and episodes."""
        return load_time_words(self.roots, "en")

    @cached_property
    def ledger_words(self) -> LedgerWords:
        """English words of standing matters, and the statuses of each kind."""
        return load_ledger_words(self.roots, "en")

    @cached_property
    def world(self) -> World:
        """Countries, names, organisations, office-holders."""
        return load_world(self.roots)

    @cached_property
    def pages(self) -> Pages:
        """What English news pages write around a story."""
        return load_pages(self.roots, "en")

    @cached_property
    def foreign(self) -> ForeignBook:
        """Datasets of others that can be imported."""
        return load_foreign(self.roots)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Towns and areas with coordinates, and the English words that tell places."""
        return load_gazetteer(self.roots, "en")


@cache
def load_packs(extra: tuple[Path, ...] = ()) -> Packs:
    """Return the packs, shared by all who ask for the same folders."""
    return Packs(extra)
