"""Détente turns news reports into a cited record of relations between states.

>>> import detente
>>> document = detente.code("OSLO - Norway expelled two Russian diplomats on Friday.", published="2021-03-06")
>>> event = document.events[0]
>>> event.type, event.mode, event.time.earliest
('SANCTION', 'expel', '2021-03-05')
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from detente.dyads import read_dyad
from detente.errors import DetenteError, ReadError
from detente.frames import Events
from detente.model import Document
from detente.packs import load_packs
from detente.readers import Unread, read_text
from detente.runner import code_sources, describe_run, pipeline_for
from detente.settings import Settings
from detente.store import EventFilter, Store

if TYPE_CHECKING:
    import altair

__all__ = [
    "DetenteError",
    "Document",
    "EventFilter",
    "Events",
    "Settings",
    "Store",
    "code",
    "code_all",
    "describe_run",
    "plot_dyad",
]

LONGEST_PATH = 4096
SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".json")


def code(story: str | Path, *, published: str | None = None, settings: Settings | None = None) -> Document:
    """Code one story: a text, or the path of a file with one.

    A string is a path where it names a file, or is one word that ends as a file of stories does. `published` is the
    day of publication of a text; for a file it holds where the file states none.

    Raises:
        ReadError: the text is empty, or the file cannot be read, holds no story, or holds more than one.
        ConfigError: `published` is no date, a pack is wrong, or the parser is not installed.
    """
    chosen = settings or Settings()
    if published:
        chosen = msgspec.structs.replace(chosen, published=published)
    if isinstance(story, Path) or _is_path(story):
        found = list(code_sources([story], chosen))
        if len(found) != 1:
            raise ReadError(str(story), f"holds {len(found)} stories", advice="use `code_all`")
        if isinstance(found[0], Unread):
            raise ReadError(found[0].source, found[0].fault, advice=found[0].advice)
        return found[0]
    article = read_text(story, id="", settings=chosen, packs=load_packs(chosen.packs), published=published)
    return pipeline_for(chosen).run(article, strict=chosen.strict)


def _is_path(story: str) -> bool:
    if len(story) > LONGEST_PATH or not story.strip() or not story.isprintable():
        return False
    try:
        return Path(story).is_file() or (len(story.split()) == 1 and story.lower().endswith(SUFFIXES))
    except (OSError, ValueError):
        return False


def code_all(
    sources: str | Path | Iterable[str | Path],
    *,
    settings: Settings | None = None,
    workers: int = 1,
    on_unread: Callable[[ReadError], object] | None = None,
) -> Iterator[Document]:
    """Code every story of files and folders; what cannot be read is given to `on_unread`, and the rest goes on.

    Raises:
        ReadError: without `on_unread`, at the first source that cannot be read; the stories before it have been given.
    """
    paths = [sources] if isinstance(sources, str | Path) else sources
    for found in code_sources((Path(path) for path in paths), settings or Settings(), workers=workers):
        if isinstance(found, Document):
            yield found
            continue
        fault = ReadError(found.source, found.fault, advice=found.advice)
        if on_unread is None:
            raise fault
        on_unread(fault)


def plot_dyad(
    store: Store, one: str, other: str, *, since: str | None = None, until: str | None = None, as_of: str | None = None
) -> "altair.VConcatChart":
    """Return an Altair chart of the events between two countries, cooperation above and conflict below; a notebook shows it.

    Args:
        store: an open store.
        one: name or code of a country.
        other: the same of another.
        since: first day (YYYY-MM-DD); by default that of the first counted event or story that names both.
        until: last day.
        as_of: only what was published by this day.

    Raises:
        ConfigError: no such country, days in the wrong order, or no counted event in the stretch.
    """
    from detente.dyads.chart import draw_dyad  # noqa: PLC0415  Altair is loaded on use

    return draw_dyad(read_dyad(store, one, other, since=since, until=until, as_of=as_of))
