"""Stories that a ledger reads: those that name both sides, whole, oldest first; nothing is cached."""

from collections.abc import Iterator

import msgspec

from detente.model import Document
from detente.store import Store

NAMING = """
SELECT s.record, s.text FROM stories s
WHERE ? IN (SELECT a.country FROM actors a WHERE a.story = s.id)
  AND ? IN (SELECT b.country FROM actors b WHERE b.story = s.id)
ORDER BY s.published NULLS LAST, s.id
"""
ALL = "SELECT s.record, s.text FROM stories s ORDER BY s.published NULLS LAST, s.id"


def documents_naming(store: Store, one: str, other: str) -> Iterator[Document]:
    """Yield the stories in which both countries act or are spoken of, oldest first.

    Raises:
        StoreError: the file is damaged.
    """
    yield from _decode(store.rows(NAMING, [one, other]))


def all_documents(store: Store) -> Iterator[Document]:
    """Yield every story, oldest first.

    Raises:
        StoreError: the file is damaged.
    """
    yield from _decode(store.rows(ALL))


def _decode(rows: list[dict[str, str]]) -> Iterator[Document]:
    decoder = msgspec.json.Decoder(Document)
    for row in rows:
        yield msgspec.structs.replace(decoder.decode(row["record"]), text=row["text"])
