"""What was said, in which words; and the accounts of those who differ."""

from collections.abc import Container, Iterable, Iterator

from detente.brief.notes import Draft, Notebook, Place, places_of
from detente.brief.phrases import Names, cut, on_day, quoted, started, stopped, tidy
from detente.brief.sentences import Teller, label_of
from detente.ledger import Citation, Entry
from detente.model import Actor, Document, Quote

WORDS = 240
"""Characters of what somebody said."""
ACCOUNTS = 4
FEWEST = 4
"""Words without which what somebody said says nothing by itself."""


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
    told = [(_who(citation), citation) for citation in (*first, *denied)]
    told += [(f"{_who(citation)}, later", citation) for citation in _done(entry, teller)]
    rows = tuple((who, quoted(cut(tidy(one.quote), WORDS)), (one.story, one.start, one.end)) for who, one in told)
    return Draft(text=text, places=places_of(one for _, one in told), accounts=rows, entries=(entry.id,))


def _done(entry: Entry, teller: Teller) -> Iterator[Citation]:
    """Yield what says that a promise was kept after all."""
    for _, other in entry.links:
        about = teller.entries.get(other)
        if about is not None and about.status == "fulfilled":
            yield about.history[-1].citation


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
        headings = [one for one in document.paragraphs if one.part == "title"]
        for quote in document.quotes:
            actor = actors.get(quote.actor or "")
            if actor is None or actor.country not in names.pair or quote.negated:
                continue
            if any(passage.start <= quote.content.start < passage.end for passage in headings):
                continue
            place = book.sentence(document.id, quote.content.start, quote.content.end)
            words = tidy(quote.content.of(document.text))
            own = quote.direct != "indirect"
            if len(words.split()) < FEWEST or words.lower() in seen or (not own and place in told):
                continue
            seen.add(words.lower())
            newest = -int(day.replace("-", "") or 0)
            rank = (not own, newest, document.id, quote.content.start)
            sentence = tidy(document.text[place[1] : place[2]])
            text = _said(quote, actor, words, day=day, sentence=sentence, names=names)
            if text not in seen:
                found.append((rank, Draft(text=text, places=(place,))))
                seen.add(text)
    found.sort(key=lambda row: row[0])
    yield from (draft for _, draft in found)


def _said(quote: Quote, actor: Actor, words: str, *, day: str, sentence: str, names: Names) -> str:
    """Return what somebody said as a sentence: his own words, or the whole sentence that reports them."""
    country = names.of(actor.country or "")
    who = tidy(actor.name)
    named = actor.kind == "person" and who.rsplit(" ", 1)[-1][:1].isupper()
    if actor.office and named:
        who = f"{who}, {tidy(actor.office)} of {country}"
    elif country.removeprefix("the ") not in who:
        who = f"{who} ({country})"
    told = quoted(cut(words if quote.direct == "direct" else sentence, WORDS))
    how = "" if quote.direct == "direct" else ", as reported"
    return stopped(started(f"{who}{f', {on_day(day)}' if day else ''}{how}: {told}"))
