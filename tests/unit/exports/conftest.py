"""A store of stories on which formats differ."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.exports import Book
from detente.exports.gather import gather_events
from detente.exports.records import ExportEvent
from detente.packs import load_packs
from detente.store import EventFilter, Store
from exported import RUN, Exporter, documents


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        opened.add(documents(), run=RUN)
        opened.merge()
        yield opened


@pytest.fixture(scope="session")
def book() -> Book:
    return Book(load_packs())


@pytest.fixture
def events(store: Store) -> list[ExportEvent]:
    return list(gather_events(store, EventFilter(merged=True)))


@pytest.fixture
def export(store: Store, book: Book, tmp_path: Path) -> Exporter:
    return Exporter(store, book, tmp_path)
