"""Put texts back to stories that were stored without: what they say is restored, what was coded stays."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb
import msgspec

from detente.errors import StoreError
from detente.model import Article, Document
from detente.store.bulk import read_documents
from detente.store.merging import merge_events
from detente.store.spools import load_spools, write_spools
from detente.stories.keys import text_key
from detente.stories.withholding import restore

SHOWN = 12
"""Characters of a digest in messages."""


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """What came of attaching texts."""

    stories: int
    """Stories that have their text again."""
    known: int
    """Texts of stories that had theirs already."""
    left: int
    """Stories of the store that are still without."""


def attach_texts(connection: duckdb.DuckDBPyConnection, articles: Iterable[Article]) -> Attached:
    """Restore the stories whose digests are those of texts, and bring merging up to date.

    Raises:
        StoreError: a text has the digest of no story; names the nearest.
    """
    run = connection.execute
    rows = run("SELECT digest, id, run, text IS NOT NULL FROM stories ORDER BY id").fetchall()
    known = {digest for digest, _, _, has_text in rows if has_text}
    waiting: dict[str, list[tuple[str, str]]] = {}
    for digest, story, coded_in, has_text in rows:
        if not has_text:
            waiting.setdefault(digest, []).append((story, coded_in))
    texts: dict[str, str] = {}
    again = 0
    for article in articles:
        if article.digest in waiting:
            texts[article.digest] = article.text
        elif article.digest in known:
            again += 1
        else:
            raise StoreError(_say_nearest(connection, article))
    restored: dict[str, list[Document]] = {}
    for digest, text in texts.items():
        runs = dict(waiting[digest])
        for document in read_documents(connection, list(runs)):
            restored.setdefault(runs[document.id], []).append(restore(document, text))
    for coded_in, documents in restored.items():
        with tempfile.TemporaryDirectory(prefix="detente-") as folder:
            load_spools(connection, write_spools(documents, Path(folder), run=coded_in))
    if restored:
        merge_events(connection)
    stories = sum(map(len, restored.values()))
    return Attached(stories=stories, known=again, left=sum(map(len, waiting.values())) - stories)


def _say_nearest(connection: duckdb.DuckDBPyConnection, article: Article) -> str:
    """Say that a text is of no story, and which it is nearest to: by the runs of words that both have."""
    head = f"{article.source or article.id}: no story has the digest {article.digest[:SHOWN]} of this text"
    _, shingles = text_key(Document.of(article))
    found = connection.execute(
        "SELECT s.id, s.digest, s.text IS NULL, count(*) AS shared FROM shingles h JOIN texts t USING (variant) "
        "JOIN stories s ON s.id = t.story WHERE h.digest IN (SELECT unnest(?::BIGINT[])) "
        "GROUP BY ALL ORDER BY shared DESC, s.id LIMIT 1",
        [sorted(shingles)],
    ).fetchone()
    if found:
        story, digest, bare, shared = found
        share = f"{shared / len(shingles):.0%} of its runs of words are those of the story {story!r}"
        with_text = "" if bare else ", which has its text"
        return f"{head}; {share} with the digest {digest[:SHOWN]}{with_text}: it was changed; nothing was attached"
    expected = connection.execute(
        "SELECT id, digest FROM stories WHERE text IS NULL ORDER BY id = ? DESC, id LIMIT 4", [article.id]
    ).fetchall()
    if not expected:
        return f"{head}, and no story waits for one; nothing was attached"
    names = ", ".join(f"{digest[:SHOWN]} ({story})" for story, digest in expected[:3])
    return f"{head}; expected are {names}{' and others' if len(expected) > 3 else ''}; nothing was attached"
