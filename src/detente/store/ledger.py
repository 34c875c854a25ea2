"""Stories that a ledger reads: those that name both sides, whole, oldest first; nothing is cached."""

from collections.abc import Iterator
from typing import Any

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


def _decode(rows: list[dict[str, Any]]) -> Iterator[Document]:
    decoder = msgspec.json.Decoder(Document)
    for row in rows:
        yield msgspec.structs.replace(decoder.decode(row["record"]), text=row["text"] or "")


SAID = """
SELECT q.story, s.published, s.title, a.name AS speaker, a.country, a.office, q.direct, q.negated,
  q.content.start AS start, q.content."end" AS "end",
  coalesce(substring(s.text, q.content.start + 1, q.content."end" - q.content.start),
    '[text not kept ' || q.content.start || ':' || q.content."end" || ']') AS words,
  CASE WHEN q.cue IS NULL THEN '' ELSE coalesce(substring(s.text, q.cue.start + 1, q.cue."end" - q.cue.start),
    '[text not kept ' || q.cue.start || ':' || q.cue."end" || ']') END AS cue
FROM quotes q JOIN stories s ON s.id = q.story JOIN actors a ON a.story = q.story AND a.id = q.actor
"""
ABOUT = """(contains(lower(substring(s.text, q.content.start + 1, q.content."end" - q.content.start)), lower(?))
  OR EXISTS (SELECT 1 FROM (SELECT unnest(b.mentions) AS m FROM actors b
    WHERE b.story = q.story AND (b.country = upper(?) OR contains(lower(b.name), lower(?))))
    WHERE m.start >= q.content.start AND m."end" <= q.content."end"))"""


def find_quotes(store: Store, *, speaker: str = "", about: str = "") -> list[dict[str, Any]]:
    """Return what was said, with speaker, day, story and offsets, oldest first.

    `speaker` is part of a name or a country code; `about` is a word of what was said, or who is spoken of in it.

    Raises:
        StoreError: the file is damaged.
    """
    tests: list[str] = []
    values: list[object] = []
    if speaker:
        tests.append("(contains(lower(a.name), lower(?)) OR a.country = upper(?))")
        values += [speaker, speaker]
    if about:
        tests.append(ABOUT)
        values += [about, about, about]
    where = f"WHERE {' AND '.join(tests)}" if tests else ""
    return store.rows(f"{SAID} {where} ORDER BY s.published NULLS LAST, q.story, q.content.start", values)
