"""Détente turns news reports into a cited record of relations between states.

>>> import detente
>>> document = detente.code("OSLO - Norway expelled two Russian diplomats on Friday.", published="2021-03-06")
>>> event = document.events[0]
>>> event.type, event.mode, event.time.earliest
('SANCTION', 'expel', '2021-03-05')
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from detente.errors import DetenteError, ReadError
from detente.frames import Events
from detente.model import Document
from detente.packs import load_packs
from detente.readers import Unread, read_text
from detente.runner import code_sources, pipeline_for
from detente.settings import Settings
from detente.store import EventFilter, Store

__all__ = ["DetenteError", "Document", "EventFilter", "Events", "Settings", "Store", "code", "code_all"]


def code(story: str | Path, *, published: str | None = None, settings: Settings | None = None) -> Document:
    """Code one story: a text, or a `Path` to a file with one.

    Raises:
        ReadError: the file cannot be read, holds no story, or holds more than one.
    """
    chosen = settings or Settings(published=published)
    if isinstance(story, Path):
        found = list(code_sources([story], chosen))
        if len(found) != 1:
            raise ReadError(str(story), f"holds {len(found)} stories", advice="use `code_all`")
        if isinstance(found[0], Unread):
            raise ReadError(found[0].source, found[0].fault, advice=found[0].advice)
        return found[0]
    article = read_text(story, id="story", settings=chosen, packs=load_packs(chosen.packs), published=published)
    return pipeline_for(chosen).run(article, strict=chosen.strict)


def code_all(
    sources: Iterable[str | Path], *, settings: Settings | None = None, workers: int = 1
) -> Iterator[Document]:
    """Code every story of files and folders.

    Raises:
        ReadError: a source cannot be read; the stories before it have been given.
    """
    for found in code_sources([Path(source) for source in sources], settings or Settings(), workers=workers):
        if isinstance(found, Unread):
            raise ReadError(found.source, found.fault, advice=found.advice)
        yield found
