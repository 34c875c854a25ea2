"""Build documents in one line, so that tests read as statements."""

import hashlib
from functools import cache

from detente.model import Article, Document, Paragraph, Published
from detente.pipeline import Pipeline
from detente.settings import Settings
from detente.stages.parse import make_parse


def article(text: str, *, published: str | None = "2013-11-02") -> Article:
    """Every paragraph (blank lines between) is body."""
    paragraphs, start = [], 0
    for block in text.split("\n\n"):
        paragraphs.append(Paragraph(start=start, end=start + len(block), part="body"))
        start += len(block) + 2
    return Article(
        id="test",
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        published=Published(earliest=published, latest=published, basis="given") if published else None,
        paragraphs=tuple(paragraphs),
    )


@cache
def parsed(text: str, *, published: str | None = "2013-11-02") -> Document:
    """The text with its sentences and trees."""
    return Pipeline([make_parse(Settings())]).run(article(text, published=published), strict=True)
