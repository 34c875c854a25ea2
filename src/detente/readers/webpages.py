"""Read HTML pages: our own rendering for offsets, trafilatura's judgement for what is body, metadata for the rest."""

import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

import msgspec

from detente.errors import ReadError
from detente.model import Article
from detente.packs import Packs
from detente.readers.articles import Facts, make_article
from detente.readers.blocks import Block, ends_sentence
from detente.readers.decode import Decoded, decode
from detente.readers.markup import Page, render
from detente.settings import Settings

DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "date",
)
"""Meta names that hold the day of publication, the most exact first."""
TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title", "headline")
AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl")
PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "application-name")

DEEPEST, MOST = 200, 20_000
"""Depth and number of tags up to which a page is shown to trafilatura: it walks trees by recursion."""

_WORDS = re.compile(r"\W+")


def read_html(
    data: bytes | str,
    *,
    source: str,
    settings: Settings,
    packs: Packs,
    url: str = "",
    published: str | None = None,
) -> Article:
    """Read a web page; its text is what a reader of the page sees, and `source_map` leads back into the markup.

    >>> from detente.packs import load_packs
    >>> page = "<h1>Talks in Oslo</h1><p>OSLO (AP) - Two ministers met.</p>"
    >>> story = read_html(page, source="-", settings=Settings(), packs=load_packs())
    >>> story.title.value, story.paragraphs[-1].of(story.text)
    ('Talks in Oslo', 'Two ministers met.')

    Raises:
        ReadError: the page shows no text, is too long, or is no page at all.
    """
    decoded = decode(data, source=source, markup=True) if isinstance(data, bytes) else Decoded(text=data, encoding="")
    if len(decoded.text) > 32 * settings.longest_story:
        fault = f"too long: {len(decoded.text):,} characters of markup"
        raise ReadError(source, fault, advice="save the story alone, or raise `longest_story`")
    page = render(decoded.text)
    told = read_metadata(page)
    shown = {_squeeze(block.of(page.text)) for block in page.blocks}
    facts = Facts(
        title=_first(told.titles) or (told.heading if _squeeze(told.heading) in shown else ""),
        heading=told.heading,
        published=published or "",
        metadata=told.dates,
        url=url or told.url,
        byline=", ".join(dict.fromkeys(told.authors)),
        publisher=_first(told.publishers),
        source=source,
        source_map=page.runs,
        issues=decoded.issues,
    )
    blocks = _label(page, find_body(decoded.text, page))
    return make_article(page.text, facts, settings=settings, packs=packs, blocks=blocks)


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a page's head and JSON-LD say, the best first."""

    titles: tuple[str, ...] = ()
    heading: str = ""
    """The title element without the site's name."""
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    url: str = ""


def read_metadata(page: Page) -> Metadata:
    """Return what the page says of itself; schema.org before meta elements."""
    titles: list[str] = []
    dates: list[str] = []
    authors: list[str] = []
    publishers: list[str] = []
    for node in _find_stories(page.scripts):
        titles += _texts(node.get("headline"))
        dates += _texts(node.get("datePublished"))
        authors += _texts(node.get("author"))
        publishers += _texts(node.get("publisher"))
    titles += [page.metas[name] for name in TITLES if name in page.metas]
    dates += [page.metas[name] for name in DATES if name in page.metas]
    if not authors:
        authors += [page.metas[name] for name in AUTHORS if name in page.metas][:1]
    publishers += [page.metas[name] for name in PUBLISHERS if name in page.metas]
    # A page that shows several times may list other stories: only one day can be its own.
    if len({time[:10] for time in page.times}) == 1:
        dates.append(page.times[0])
    return Metadata(
        titles=tuple(titles),
        heading=_cut_site(page.title),
        dates=tuple(date for date in dates if not date.startswith("1970-01-01")),
        authors=tuple(name for name in authors if "://" not in name and len(name) <= 100),
        publishers=tuple(publishers),
        url=page.canonical or page.metas.get("og:url", ""),
    )


def find_body(source: str, page: Page) -> frozenset[int] | None:
    """Return the numbers of the blocks that are the story's body, or None where trafilatura finds none."""
    if page.depth > DEEPEST or page.tags > MOST or not page.blocks:
        return None
    lines = [squeezed for line in _extract(source).splitlines() if (squeezed := _squeeze(line))]
    whole = "".join(lines)
    if len(whole) < 40:
        return None
    exact, heads = set(lines), {line[:30] for line in lines if len(line) >= 30}
    found: set[int] = set()
    for number, block in enumerate(page.blocks):
        own = _squeeze(block.of(page.text))
        if own in exact or (len(own) >= 30 and (own[:30] in heads or (len(whole) < 200_000 and own in whole))):
            found.add(number)
    if not found:
        return None
    # Precision mode drops short paragraphs; a sentence among those that it kept is story text.
    for number in range(min(found), max(found)):
        words = page.blocks[number].of(page.text)
        if not page.blocks[number].labels and ends_sentence(words) and len(words.split()) >= 4:
            found.add(number)
    return frozenset(found)


def _label(page: Page, body: frozenset[int] | None) -> list[Block]:
    """Label blocks that are not body as other, unless markup itself says what part of the story they are."""
    parts = {"headline", "caption", "standfirst"}
    blocks: list[Block] = []
    for number, block in enumerate(page.blocks):
        labels = block.labels & {"headline", "caption", "standfirst", "author", "credit"}
        framed = bool(block.labels & {"nav", "footer"})
        strange = framed or (number not in body and not block.labels & parts) if body is not None else framed
        if strange:
            labels |= {"other"}
        elif body is not None and number in body:
            labels -= {"standfirst"} if number > min(body) else set()
        blocks.append(msgspec.structs.replace(block, labels=labels))
    return blocks


def _extract(source: str) -> str:
    """Return the body as trafilatura sees it, or an empty string where it fails on the page."""
    try:
        found = _load_trafilatura().extract(
            source, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError, MemoryError):
        return ""
    return str(found or "")


@cache
def _load_trafilatura() -> Any:
    """Import trafilatura when the first page needs it: it takes longer than to read a hundred plain stories."""
    for name in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return import_module("trafilatura")


def _find_stories(scripts: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD nodes that describe an article."""
    for script in scripts:
        try:
            waiting: list[Any] = [json.loads(script, strict=False)] if len(script) < 2_000_000 else []
        except (ValueError, RecursionError):
            continue
        seen = 0
        while waiting and (seen := seen + 1) < 5000:
            node = waiting.pop(0) if len(waiting) < 1000 else waiting.pop()
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                if any(kind.endswith(("Article", "Posting", "Report")) for kind in _texts(node.get("@type"))):
                    yield node
                else:
                    waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _texts(value: object) -> list[str]:
    """Return the strings in a JSON-LD value: itself, its items, or their names."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value[:20] if not isinstance(item, list) for text in _texts(item)]
    return _texts(value.get("name")) if isinstance(value, dict) and not isinstance(value.get("name"), dict) else []


def _cut_site(title: str) -> str:
    """Cut the site's name off a page title, where a headline is left."""
    headline = re.split(r"\s+[|\u2013—-]\s+(?=[^|\u2013—]{1,40}$)", title, maxsplit=1)[0]
    return headline if len(headline.split()) >= 3 else title


def _squeeze(words: str) -> str:
    return _WORDS.sub("", words.casefold())


def _first(values: Sequence[str]) -> str:
    return next((" ".join(value.split()) for value in values if value.strip()), "")
