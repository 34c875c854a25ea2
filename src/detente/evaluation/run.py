"""Code labelled items and score what comes out."""

import hashlib
import re
from collections.abc import Callable, Sequence

from detente.evaluation.corpus import Item
from detente.evaluation.scores import Report, Tally, asked, report, tally_item
from detente.model import Article, PairRequest, Paragraph, Published
from detente.packs import load_packs
from detente.runner import code_articles
from detente.settings import Settings

DAY = "2013-11-02"
"""Publication day of items, which state none."""

_PARAGRAPH = re.compile(r"\S(?:(?!\n\s*\n).)*", re.DOTALL)


def article_of(item: Item, number: int, *, day: str = DAY) -> Article:
    """Return an item as the body of a story, with a request for each pair that is asked for."""
    pairs = [(item.actors[e.sources[0]].span, item.actors[e.targets[0]].span) for e in asked(item)]
    return Article(
        id=str(number),
        text=item.text,
        digest=hashlib.sha256(item.text.encode()).hexdigest(),
        published=Published(earliest=day, latest=day, basis="given"),
        paragraphs=tuple(Paragraph(start=m.start(), end=m.end(), part="body") for m in _PARAGRAPH.finditer(item.text)),
        requests=tuple(PairRequest(source=s, target=t) for s, t in pairs),
    )


def evaluate(
    items: Sequence[Item],
    settings: Settings,
    *,
    seed: int = 1,
    day: str = DAY,
    workers: int = 1,
    tell: Callable[[], None] = lambda: None,
) -> Report:
    """Return precision, recall and F1 of the coder on labelled items, with bootstrap intervals.

    `tell` is called after each item.

    >>> from detente.evaluation.corpus import read_item
    >>> gold = read_item("[Oslo|a1] [phoned|e1] [Rome|a2] on Monday night. || e1 CONSULT/phone a1>a2; a1 NOR; a2 ITA")
    >>> {q.name: q.micro.f1 for q in evaluate([gold], Settings()).questions}["type"]
    1.0

    Raises:
        StageError: a stage failed and `settings.strict` is set.
    """
    ontology = load_packs(settings.packs).ontology
    tally = Tally()
    articles = (article_of(item, number, day=day) for number, item in enumerate(items))
    for item, document in zip(items, code_articles(articles, settings, workers=workers), strict=True):
        tally_item(tally, item, document, ontology)
        tell()
    return report(tally, seed=seed)
