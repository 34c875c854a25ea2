"""Read sources, code them in this process or in several, and keep the results: in a store, or as native records."""

import hashlib
import json
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import msgspec

from detente.errors import DetenteError, StoreError
from detente.learned.voter import SHIPPED
from detente.model import Article, Document
from detente.packs import load_packs
from detente.pipeline import Pipeline, build_pipeline
from detente.readers import Unread, read
from detente.settings import Settings
from detente.store import Run, Store

CHUNK = 8
"""Stories handed to a worker at a time."""

BATCH = 200
"""Stories stored in one transaction: what an interrupt can cost at most."""
BATCH_TEXT = 4_000_000
"""Characters of a batch, so that long stories do not fill the memory."""


@cache
def pipeline_for(settings: Settings) -> Pipeline:
    """Return the pipeline of the settings, built once a process."""
    return build_pipeline(settings)


def code_articles(articles: Iterable[Article], settings: Settings, *, workers: int = 1) -> Iterator[Document]:
    """Code articles in their order, in this process or in `workers` of them.

    Raises:
        StageError: a stage failed and `settings.strict` is set.
        DetenteError: a worker ended before it gave its results.
    """
    if workers <= 1:
        pipeline = pipeline_for(settings)
        for article in articles:
            yield pipeline.run(article, strict=settings.strict)
        return
    # Processes that start afresh share no open store and no lock with this one.
    pool = ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        waiting = []
        for chunk in _chunks(articles):
            waiting.append(pool.submit(_code_chunk, chunk, settings))
            if len(waiting) > workers * 2:
                yield from msgspec.msgpack.decode(waiting.pop(0).result(), type=list[Document])
        for future in waiting:
            yield from msgspec.msgpack.decode(future.result(), type=list[Document])
    except BrokenProcessPool as fault:
        raise DetenteError(
            "a worker ended before its stories were coded; take fewer workers: memory may be short"
        ) from fault
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Ctrl-C reaches all processes of a terminal; the one that shares out the work answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _code_chunk(articles: list[Article], settings: Settings) -> bytes:
    pipeline = pipeline_for(settings)
    coded = [msgspec.structs.replace(pipeline.run(a, strict=settings.strict), trees=()) for a in articles]
    return msgspec.msgpack.encode(coded)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    for article in articles:
        chunk.append(article)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def code_sources(
    sources: Iterable[str | Path], settings: Settings, *, workers: int = 1, distinct: bool = False
) -> Iterator[Document | Unread]:
    """Read and code sources; what cannot be read comes out as `Unread` in its place, with workers before it.

    With `distinct` a story that comes again is left out, and another one under the same id comes out as `Unread`.
    """
    packs = load_packs(settings.packs)
    unread: deque[Unread] = deque()
    found = (item for source in sources for item in read(source, settings=settings, packs=packs))

    def readable() -> Iterator[Article]:
        for item in _leave_out_repeats(found) if distinct else found:
            if isinstance(item, Unread):
                unread.append(item)
            else:
                yield item

    for document in code_articles(readable(), settings, workers=workers):
        while unread:
            yield unread.popleft()
        yield document
    yield from unread


def _leave_out_repeats(items: Iterable[Article | Unread]) -> Iterator[Article | Unread]:
    digests: dict[str, str] = {}
    for item in items:
        if isinstance(item, Unread):
            yield item
        elif item.id not in digests:
            digests[item.id] = item.digest
            yield item
        elif digests[item.id] != item.digest:
            fault = f"another story of this run has the id {item.id!r}"
            yield Unread(source=item.source, fault=fault, advice="give each story an id of its own")


def code_into(
    store: Store,
    sources: Iterable[str | Path],
    settings: Settings,
    *,
    workers: int = 1,
    tell: Callable[[Document | Unread], None] = lambda _: None,
) -> int:
    """Code sources and store them batch by batch; return how many stories were stored.

    `tell` is called with everything that comes out. An interrupt or a fault loses no story that was coded before it. Reports of
    one event are merged at the end; after an interrupt, at the end of the next run.

    Raises:
        StageError: a stage failed and `settings.strict` is set.
        StoreError: the store refused a batch; those before it are kept.
    """
    run = describe_run(settings)
    batch: list[Document] = []
    stored = 0
    try:
        for item in code_sources(sources, settings, workers=workers, distinct=True):
            if not isinstance(item, Unread):
                batch.append(msgspec.structs.replace(item, trees=()))
            tell(item)
            if len(batch) >= BATCH or sum(len(document.text) for document in batch) >= BATCH_TEXT:
                stored += store.add(batch, run=run, keep_text=settings.keep_text)
                batch.clear()
    except StoreError:
        batch.clear()
        raise
    finally:
        if batch:
            stored += store.add(batch, run=run, keep_text=settings.keep_text)
    store.merge()
    return stored


def describe_run(settings: Settings) -> Run:
    """Return what the stories of a run are coded with: versions, packs, settings."""
    roots = load_packs(settings.packs).roots
    digest = hashlib.sha256()
    for root in roots:
        for file in sorted(path for path in root.rglob("*") if path.is_file()):
            digest.update(str(file.relative_to(root)).encode())
            digest.update(file.read_bytes())
    if settings.coder == "vote":
        digest.update((SHIPPED / "digests.json").read_bytes())
    started = datetime.now(tz=UTC)
    settings_text = json.dumps(msgspec.to_builtins(settings, enc_hook=str), sort_keys=True)
    key = hashlib.sha256(f"{started.isoformat()}{settings_text}{digest.hexdigest()}".encode()).hexdigest()[:16]
    return Run(
        id=key,
        started=started.strftime("%Y-%m-%d %H:%M:%S"),
        version=version("detente"),
        packs=digest.hexdigest(),
        parser=settings.parser,
        settings=settings_text,
    )
