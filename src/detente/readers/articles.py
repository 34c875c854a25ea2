"""Make articles: identity, limits, and the issues that every source shares."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath

import msgspec

from detente.errors import ConfigError, ReadError
from detente.model import Article, Issue, PairRequest, Passage, Published
from detente.packs import Packs
from detente.readers.anatomy import Segments, segment
from detente.readers.blocks import Block, cut_blocks
from detente.readers.dates import read_date
from detente.readers.published import find_published
from detente.settings import Settings


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A source, or one story of it, that could not be read; the others go on."""

    source: str
    """A path, with the line number behind a colon for JSON lines."""
    fault: str
    advice: str = ""

    @classmethod
    def of(cls, fault: ReadError) -> "Unread":
        """Make a record of an error."""
        return cls(source=fault.source, fault=fault.fault, advice=fault.advice)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a source says of a story beside its text; empty where it says nothing."""

    id: str = ""
    title: str = ""
    heading: str = ""
    """A name of the page that serves as title where no headline is found."""
    published: str = ""
    metadata: tuple[str, ...] = ()
    """Dates of publication in a page's metadata, the best first."""
    url: str = ""
    byline: str = ""
    publisher: str = ""
    source: str = ""
    source_map: tuple[tuple[int, int, int], ...] = ()
    requests: tuple[PairRequest, ...] = ()
    issues: tuple[Issue, ...] = ()


def make_article(
    text: str, facts: Facts, *, settings: Settings, packs: Packs, blocks: Sequence[Block] | None = None
) -> Article:
    """Return the article of a text: segmented, dated and named.

    What the source says apart and the text does not show is a passage from 0 to 0 with the value.

    Raises:
        ReadError: the text is empty, too long, or holds half a character (a lone surrogate).
        ConfigError: the `published` setting is no date.
    """
    source = facts.source or facts.id or "-"
    digest = _check(text, source, settings)
    segments = segment(text, cut_blocks(text) if blocks is None else blocks, packs.pages, title=facts.title)
    published = _date(text, segments, facts, settings, packs)
    return Article(
        id=facts.id or name_story(source, digest),
        text=text,
        digest=digest,
        title=segments.title or _beside(facts.heading),
        published=published,
        anatomy=msgspec.structs.replace(
            segments.anatomy,
            byline=segments.anatomy.byline or _beside(facts.byline),
            publisher=segments.anatomy.publisher or _beside(facts.publisher),
        ),
        paragraphs=segments.paragraphs,
        source=source,
        source_map=facts.source_map,
        requests=facts.requests,
        issues=(*facts.issues, *_doubts(facts, packs, dated=published is not None)),
    )


def name_story(source: str, digest: str) -> str:
    """Return an id that two different stories never share: the file's stem and the start of the text's digest.

    >>> name_story("news/oslo talks.txt", "0123456789abcdef")
    'oslo-talks-0123456789ab'
    """
    path = PurePath(source.partition("?")[0])
    stem = "-".join((path.stem if path.suffix else path.name).split())
    return f"{stem[:80]}-{digest[:12]}" if stem.strip("-") else digest[:12]


def _check(text: str, source: str, settings: Settings) -> str:
    """Return the digest of a text that may become a story."""
    if not text.strip():
        raise ReadError(source, "empty: there is no text in it")
    if len(text) > settings.longest_story:
        fault = f"too long: {len(text):,} characters, and {settings.longest_story:,} are allowed"
        raise ReadError(source, fault, advice="split it into stories, or raise `longest_story`")
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as fault:
        raise ReadError(source, "holds half a character (a lone surrogate)", advice="save it as UTF-8 text") from fault


def _date(text: str, segments: Segments, facts: Facts, settings: Settings, packs: Packs) -> Published | None:
    fallback = settings.published or ""
    if fallback and read_date(fallback, packs.pages) is None:
        raise ConfigError(f"published: {fallback!r} is no date; write it as YYYY-MM-DD")
    return find_published(
        text,
        segments,
        packs.pages,
        given=facts.published,
        metadata=facts.metadata,
        url=facts.url,
        fallback=fallback,
    )


def _doubts(facts: Facts, packs: Packs, *, dated: bool) -> list[Issue]:
    doubts: list[Issue] = []
    if facts.published and read_date(facts.published, packs.pages) is None:
        message = f"the given publication date {facts.published[:40]!r} is no date and was left out"
        doubts.append(Issue(stage="read", code="date-unreadable", message=message))
    if not dated:
        doubts.append(Issue(stage="read", code="no-date", message="nothing says when the story was published"))
    return doubts


def _beside(value: str) -> Passage | None:
    return Passage(start=0, end=0, value=" ".join(value.split())) if value.strip() else None
