"""What was said, in which words; and the accounts of those who differ."""

from collections.abc import Container, Iterable, Iterator

from detente.brief.notes import Draft, Notebook, Place, places_of
from detente.brief.phrases import Names, cut, on_day, quoted, tidy
from detente.brief.sentences import LABEL, Teller, label_of
from detente.ledger import Citation, Entry
from detente.model import Actor, Document, Quote

WORDS = 240
"""Characters of what somebody said."""
ACCOUNTS = 4
FEWEST = 4
"""Words without which a direct quotation says nothing by itself."""


def tell_contradiction(entry: Entry, teller: Teller) -> Draft:
    """Return the accounts of one matter on which voices differ, claims before denials."""
    third = next((member.country for member in entry.parties if member.role == "third"), "")
    label = label_of(entry)
    if third:
        text = f"Is it aimed at {teller.names.of(third)}?"
    elif label.startswith("broken? "):
        text = f"Was it broken: {quoted(label.removeprefix('broken? '))}?"
    else:
        text = f"They differ on {quoted(label)}."
    denied = [standing.citation for standing in entry.history if standing.status == "denied"]
    first = [one for one in entry.evidence if one not in denied][: ACCOUNTS - len(denied)]
    rows = tuple(
        (_who(citation), quoted(cut(tidy(citation.quote), WORDS)), (citation.story, citation.start, citation.end))
        for citation in (*first, *denied)
    )
    return Draft(text=text, places=places_of((*first, *denied)), accounts=rows, entries=(entry.id,))


def _who(citation: Citation) -> str:
    voice = tidy(citation.voice)
    where = {"title": "the headline", "standfirst": "the standfirst", "caption": "the caption"}
    return voice or where.get(citation.part, "the report")


def tell_quotes(
    documents: Iterable[Document], book: Notebook, *, told: Container[Place], names: Names, known: str
) -> Iterator[Draft]:
    """Yield what officials of the two said, verbatim words first, then the latest; nothing that the page cites already.

    Args:
        documents: the stories.
        book: knows the sentences of the stories.
        told: sentences that the page tells; reported speech in them is not told again.
        names: of countries; those of the pair may speak.
        known: stories published later are passed over.
    """
    found: list[tuple[tuple[object, ...], Draft]] = []
    seen: set[str] = set()
    for document in documents:
        day = document.published.earliest[:10] if document.published else ""
        if day > known:
            continue
        actors = {actor.id: actor for actor in document.actors}
        for quote in document.quotes:
            actor = actors.get(quote.actor or "")
            if actor is None or actor.country not in names.pair or quote.negated:
                continue
            place = book.sentence(document.id, quote.content.start, quote.content.end)
            words = tidy(quote.content.of(document.text))
            direct = quote.direct == "direct" and len(words.split()) >= FEWEST
            if words.lower() in seen or (not direct and place in told):
                continue
            seen.add(words.lower())
            newest = -int(day.replace("-", "") or 0)
            rank = (not direct, newest, document.id, quote.content.start)
            found.append((rank, _said(quote, actor, words, place=place, day=day, names=names)))
    found.sort(key=lambda row: row[0])
    yield from (draft for _, draft in found)


def _said(quote: Quote, actor: Actor, words: str, *, place: Place, day: str, names: Names) -> Draft:
    country = names.of(actor.country or "")
    who = tidy(actor.name)
    if actor.office:
        who = f"{who}, {actor.office} of {country}"
    elif country.removeprefix("the ") not in who:
        who = f"{who} ({country})"
    told = quoted(cut(words, WORDS)) if quote.direct == "direct" else f"in reported speech, {cut(words, LABEL)}"
    return Draft(text=f"{who}{f', {on_day(day)}' if day else ''}: {told}", places=(place,))
