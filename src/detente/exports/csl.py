"""The stories that tell events, as CSL-JSON for reference managers. What is lost: `detente export --list`."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from detente.exports.book import Book
from detente.exports.gather import address_of
from detente.exports.records import ExportEvent
from detente.model import Document


def story_lines(events: Iterable[ExportEvent], _: Book) -> Iterator[str]:
    """Yield the lines of one JSON array, with one story a line."""
    yield "[\n"
    ending = ""
    for document in told_by(events):
        yield ending + msgspec.json.encode(cite(document)).decode()
        ending = ",\n"
    yield "\n]\n"


def told_by(events: Iterable[ExportEvent]) -> Iterator[Document]:
    """Yield each story that tells one of the events, once."""
    known: set[str] = set()
    for event in events:
        for document in event.documents:
            if document.id not in known:
                known.add(document.id)
                yield document


def cite(document: Document) -> dict[str, Any]:
    """Return the citation of a story."""
    anatomy, published = document.anatomy, document.published
    item: dict[str, Any] = {"id": document.id, "type": "article-newspaper", "language": document.language}
    if document.title and document.text:
        item["title"] = document.title
    if anatomy.byline:
        item["author"] = [{"literal": anatomy.byline.value}]
    if anatomy.publisher:
        item["container-title"] = anatomy.publisher.value
    if anatomy.agency:
        item["source"] = anatomy.agency.value
    if published:
        days = dict.fromkeys((published.earliest[:10], published.latest[:10]))
        item["issued"] = {"date-parts": [[int(part) for part in day.split("-")] for day in days]}
    if address_of(document) != document.id:
        item["URL"] = document.source
    return item
