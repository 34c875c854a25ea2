"""Read sources, code them in this process or in several, and keep the results: in a store, or as native records."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from detente.model import Article, Document
from detente.packs import load_packs
from detente.pipeline import Pipeline, build_pipeline
from detente.readers import Unread, read
from detente.settings import Settings
from detente.store import Run

CHUNK = 8
"""Stories handed to a worker at a time."""


@cache
def pipeline_for(settings: Settings) -> Pipeline:
    """Return the pipeline of the settings, built once a process."""
    return build_pipeline(settings)


def code_articles(articles: Iterable[Article], settings: Settings, *, workers: int = 1) -> Iterator[Document]:
    """Code articles in their order, in this process or in `workers` of them.

    Raises:
        StageError: a stage failed and `settings.strict` is set.
    """
    if workers <= 1:
        pipeline = pipeline_for(settings)
        for article in articles:
            yield pipeline.run(article, strict=settings.strict)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        waiting = []
        for chunk in _chunks(articles):
            waiting.append(pool.submit(_code_chunk, chunk, settings))
            if len(waiting) > workers * 2:
                yield from msgspec.msgpack.decode(waiting.pop(0).result(), type=list[Document])
        for future in waiting:
            yield from msgspec.msgpack.decode(future.result(), type=list[Document])


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


def code_sources(sources: Sequence[str | Path], settings: Settings, *, workers: int = 1) -> Iterator[Document | Unread]:
    """Read and code sources; what cannot be read comes out as `Unread`, after the stories read before it."""
    packs = load_packs(settings.packs)
    unread: list[Unread] = []

    def readable() -> Iterator[Article]:
        for source in sources:
            for found in read(source, settings=settings, packs=packs):
                if isinstance(found, Unread):
                    unread.append(found)
                else:
                    yield found

    for document in code_articles(readable(), settings, workers=workers):
        yield document
        while unread:
            yield unread.pop(0)
    yield from unread


def describe_run(settings: Settings) -> Run:
    """Return what the stories of a run are coded with: versions, packs, settings."""
    roots = load_packs(settings.packs).roots
    digest = hashlib.sha256()
    for root in roots:
        for file in sorted(path for path in root.rglob("*") if path.is_file()):
            digest.update(str(file.relative_to(root)).encode())
            digest.update(file.read_bytes())
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
