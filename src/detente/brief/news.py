"""What is new since a day: what changed, what came due without a word, what was first told, events beside the ledger."""

from collections.abc import Iterable, Iterator, Sequence

from detente.brief.notes import Draft, Place, places_of
from detente.brief.phrases import Names, cut, listed, on_day, quoted, started, stopped, tidy, window
from detente.dyads import Occurrence
from detente.ledger import Change, Entry, find_changes
from detente.packs import Packs

COUNTED = {
    "meeting_held": ("meeting held", "meetings held"),
    "agreement": ("agreement", "agreements"),
    "treaty": ("treaty", "treaties"),
    "commitment": ("promise", "promises"),
    "meeting_planned": ("meeting to come", "meetings to come"),
    "visit": ("visit", "visits"),
    "dispute": ("dispute", "disputes"),
    "treaty_absent": ("treaty that does not exist", "treaties that do not exist"),
    "contradiction": ("contradiction", "contradictions"),
    "alliance": ("alliance", "alliances"),
    "figure": ("figure", "figures"),
}
"""Kinds whose new entries are counted, in one and in many."""
SHORT = 80
WORDS = 170
MOST_NAMED = 2
"""Actors of a side whose names stand in a line."""
CITED = 4
"""Notes of a line that sums up."""
SAID = {"happened": "reported", "ongoing": "reported as going on"}
"""Factuality in the words of the page; the others are called by their names."""
CONFLICT = frozenset({3, 4})


def tell_news(
    entries: Sequence[Entry], events: Iterable[Occurrence], *, names: Names, packs: Packs, since: str, all_new: bool
) -> Iterator[Draft]:
    """Yield lines on what became known, and on what came due, after a day; the weightiest events first."""
    yield from _changed(entries, since)
    fresh = sorted(events, key=lambda event: (-abs(event.scale), event.earliest or "", event.merged))
    seen: set[str] = set()
    for event in fresh:
        draft = _event(event, names, packs)
        if draft.text not in seen:
            seen.add(draft.text)
            yield draft
    first = [entry for entry in entries if entry.kind in COUNTED and (entry.first_seen or "") > since]
    if first:
        yield _counted(first, all_new=all_new)


def _changed(entries: Sequence[Entry], since: str) -> Iterator[Draft]:
    """Yield one line for each entry that stood before and stands otherwise now."""
    known = {entry.id: entry for entry in entries if entry.kind in COUNTED}
    turns: dict[str, list[Change]] = {}
    for change in find_changes(known.values(), since=since):
        turns.setdefault(change.entry, []).append(change)
    for found in turns.values():
        if all(change.before for change in found):
            yield _turn(found, known[found[0].entry])


def _turn(found: Sequence[Change], entry: Entry) -> Draft:
    last, label = found[-1], quoted(cut(tidy(entry.label), SHORT))
    if last.after == "overdue" and last.known:
        text = f"{label}: its time ended on {on_day(last.known)}, and no story says that it was done."
    else:
        steps = [found[0].before, *(change.after for change in found if change.after != "overdue")]
        known = f", reported {on_day(last.known)}" if last.known else ""
        text = f"{label}: {', then '.join(step.replace('_', ' ') for step in steps)}{known}."
    return Draft(text=text, places=places_of(change.citation for change in found)[-CITED:], entries=(entry.id,))


def _counted(first: Sequence[Entry], *, all_new: bool) -> Draft:
    numbers: dict[str, int] = {}
    for entry in first:
        numbers[entry.kind] = numbers.get(entry.kind, 0) + 1
    told = [
        f"{numbers[kind]} {few if numbers[kind] == 1 else many}"
        for kind, (few, many) in COUNTED.items()
        if kind in numbers
    ]
    citations = sorted(
        (entry.evidence[0] for entry in first), key=lambda one: (one.published or "", one.story, one.start)
    )
    return Draft(
        text=f"{'All below was first' if all_new else 'First'} told since then: {listed(told)}.",
        places=places_of(citations)[:CITED],
    )


def _event(event: Occurrence, names: Names, packs: Packs) -> Draft:
    kind = packs.ontology.types[event.type].name.lower() if event.type in packs.ontology.types else event.type
    one, other = names.pair
    ways = event.goes(one, other), event.goes(other, one)
    codes = (one, other) if ways[0] else (other, one)
    acting = [(event.sources, event.source_countries), (event.targets, event.target_countries)]
    if codes[0] not in event.source_countries:
        acting.reverse()
    sides = [_side(names.of(code), *side) for code, side in zip(codes, acting, strict=True)]
    how = " ⇄ " if all(ways) else " → "
    days = window(event.earliest, event.latest)
    claim = SAID.get(event.factuality, event.factuality)
    claim += f" by {event.n_reports} stories" if event.n_reports > 1 else ""
    sources = f" of {len(event.told_by)} sources" if len(event.told_by) > 1 else ""
    words = quoted(cut(tidy(event.words), WORDS))
    text = stopped(f"{started(how.join(sides))}: {kind}{f' {days}' if days else ''}, {claim}{sources}, {words}")
    return Draft(text=text, places=(place_of(event),))


def _side(country: str, actors: Sequence[str], countries: Sequence[str]) -> str:
    """Return a country with those of it who act: an accusation of its rebels is none of its government.

    Where a side holds more than one country the record does not say whose an actor is, so none is named.
    """
    others = [tidy(actor) for actor in actors if actor.casefold() not in country.casefold()]
    return f"{country} ({listed(others)})" if 0 < len(others) <= MOST_NAMED and len(countries) == 1 else country


def place_of(event: Occurrence) -> Place:
    """Return where the sentence of an event stands."""
    return event.story, event.words_start, event.words_start + len(event.words)


def is_beside_the_ledger(event: Occurrence, told: frozenset[str], cited: frozenset[Place]) -> bool:
    """Tell whether an event is told by no entry: conflict always if it is none's, the rest unless an entry cites its words."""
    if event.merged in told or f"{event.story}:{event.event}" in told:
        return False
    return event.quad in CONFLICT or place_of(event) not in cited
