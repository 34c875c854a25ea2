"""Make a brief: entries of the ledger and events go to their sections, and every sentence gets its notes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from detente.brief.news import is_beside_the_ledger, place_of, tell_news
from detente.brief.notes import Draft, Notebook, Place, places_of
from detente.brief.phrases import Names, listed, on_day, quoted, tidy
from detente.brief.records import TITLES, Brief, Mark, Section, Topic
from detente.brief.sentences import Teller, gap_of, is_clause, joined, label_of
from detente.brief.voices import tell_contradiction, tell_quotes
from detente.dyads import DyadPage, Occurrence
from detente.errors import ConfigError
from detente.ledger import Entry, derive_ledger, of_dyad
from detente.model import Document
from detente.packs import load_packs

NEWS = timedelta(days=30)
"""News is what became known in so many days, where no day is given."""
LIMIT = 6
"""Lines of a section."""
TOPICS: dict[str, Topic] = {
    "meeting_held": "agreed",
    "agreement": "agreed",
    "treaty": "agreed",
    "commitment": "promised",
    "meeting_planned": "promised",
    "visit": "promised",
    "treaty_absent": "open",
    "dispute": "disputed",
    "silence": "unknown",
    "unknown": "unknown",
    "alliance": "around",
    "figure": "around",
    "tie": "around",
    "threat": "around",
}
"""The section of each kind; contradictions and what was said have their own."""
BESIDE = frozenset({"commitment", "silence", "alliance", "threat", "contradiction"})
"""Kinds that are told as well where only one of the two takes part."""
GAPS: dict[str, Topic | None] = {"no date": "open", "whether it took place": None}
"""Where what entries lack is told, if not with what nobody said: that something is overdue stands where it is due."""
STATES = ("overdue", "due", "pending", "standing", "fulfilled", "ended")
TOLD_AS = frozenset({"planned", "alleged"})
"""Exclusions with which an event is news all the same, told as what it is."""
UNDATED = 4
"""Matters without a date that are named."""
CITED = 3
"""Notes of a sentence."""


def make_brief(
    page: DyadPage,
    documents: Iterable[Document],
    *,
    as_of: str,
    known: str | None = None,
    since: str | None = None,
    limit: int = LIMIT,
    merged: Mapping[str, str] | None = None,
) -> Brief | None:
    """Return a brief on two countries as of a day, or None where no story says anything of the two by then.

    Args:
        page: what passes between the two, read for the same day.
        documents: coded stories that name both.
        as_of: the day (YYYY-MM-DD) for which the states are derived.
        known: the day by which a story must have been published; without it, `as_of`.
        since: news is what became known after this day; without it, 30 days before `as_of`.
        limit: sentences of a section; a section says how many it leaves out.
        merged: ``story:event`` to the id of the event under which it was merged.

    Raises:
        ConfigError: `as_of` or `since` is no date, or `limit` is less than 1.
    """
    day, start = _check_day(as_of), _check_day(since) if since else None
    if limit < 1:
        raise ConfigError(f"a section of {limit} sentences says nothing; the least is 1")
    told = list(documents)
    entries = derive_ledger(told, as_of=as_of, known=known, merged=dict(merged or {}))
    start = start or day - min(NEWS, day - date.min)
    maker = _Maker(page, told, entries, as_of=as_of, known=known or as_of, since=start.isoformat(), limit=limit)
    return maker.make()


def _check_day(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError as fault:
        raise ConfigError(f"{day!r} is not a date like 2013-11-02") from fault


def _latest(entry: Entry) -> tuple[str, bool]:
    """When a story told it last; of one day a meeting is later than what came of it, so that it comes first."""
    return entry.history[-1].known or "", entry.kind == "meeting_held"


class _Maker:
    """Holds what the sections of one brief share."""

    def __init__(
        self,
        page: DyadPage,
        documents: Sequence[Document],
        entries: Sequence[Entry],
        *,
        as_of: str,
        known: str,
        since: str,
        limit: int,
    ) -> None:
        self.page, self.documents, self.limit = page, documents, limit
        self.as_of, self.known, self.since = as_of, known, since
        self.packs = load_packs()
        self.names = Names(self.packs, page.countries)
        self.book = Notebook(documents)
        self.events = [event for event in page.events if event.words and event.story in self.book.documents]
        self.inside, beside = of_dyad(entries, *page.countries)
        kept = [entry for entry in beside if entry.kind in BESIDE]
        self.entries = sorted([*self.inside, *kept], key=self._rank)
        contradictions = [entry for entry in self.entries if entry.kind == "contradiction"]
        threats = {entry.id for entry in entries if entry.kind == "threat"}
        self.contradicted = {other for entry in contradictions for _, other in entry.links if other in threats}
        self.all_new = all((entry.first_seen or "") > since for entry in self.entries if self._topic(entry))
        self.teller = Teller(
            self.names, self.packs.ledger_words, since=since, entries={entry.id: entry for entry in entries}
        )

    def make(self) -> Brief | None:
        """Return the brief, or None where there is nothing to tell."""
        counted = [event for event in self.events if event.counted]
        if not self.inside and not counted:
            return None
        level, notes = self._level(counted)
        makers: dict[Topic, Callable[[], Iterator[Draft]]] = {
            "new": self._news,
            "agreed": self._agreed,
            "open": self._open,
            "said": lambda: tell_quotes(
                self.documents, self.book, told=self._told(), names=self.names, known=self.known
            ),
            "contradictions": self._contradictions,
        }
        sections = []
        for topic, title in TITLES.items():
            lines = makers[topic]() if topic in makers else self._plain(topic)
            if found := self._section(topic, title, lines):
                sections.append(found)
        return Brief(
            countries=self.page.countries,
            names=self.page.names,
            as_of=self.as_of,
            known=self.known,
            since=self.since,
            level=level,
            level_notes=notes,
            stories=self.page.exposure,
            sections=tuple(sections),
            notes=self.book.notes(),
        )

    def _section(self, topic: Topic, title: str, lines: Iterator[Draft]) -> Section | None:
        """Return a section of the first lines; those left out are not numbered, so that every note is on the page."""
        drafts = list(lines)
        if not drafts:
            return None
        named = f"{title} since {on_day(self.since)}" if topic == "new" else title
        kept = tuple(self.book.write(draft) for draft in drafts[: self.limit])
        return Section(topic=topic, title=named, lines=kept, more=len(drafts) - len(kept))

    def _rank(self, entry: Entry) -> tuple[object, ...]:
        """Between the two first, then what asks for action, then what was confirmed last."""
        both = set(self.page.countries) <= {member.country for member in entry.parties}
        due = entry.due.earliest if entry.due and entry.due.earliest and entry.state in STATES[:3] else "9999"
        last = date.fromisoformat(entry.last_confirmed[:10]).toordinal() if entry.last_confirmed else 0
        first = entry.evidence[0]
        return (not both, STATES.index(entry.state), due, -last, first.story, first.start, entry.id)

    def _of(self, topic: Topic) -> list[Entry]:
        return [entry for entry in self.entries if self._topic(entry) == topic]

    def _topic(self, entry: Entry) -> Topic | None:
        """Return where an entry is told: what was agreed and has a day to come is due; what is told twice is told once."""
        if entry.id in self.contradicted or any(how == "fulfilled_by" for how, _ in entry.links):
            return None
        if entry.kind in {"treaty_absent", "unknown"} and entry.state == "ended":
            return None
        if entry.kind == "silence" and " " not in entry.label:
            return None
        if entry.kind in {"agreement", "treaty"} and entry.due and entry.state in STATES[:3]:
            return "promised"
        return GAPS.get(gap_of(entry), TOPICS.get(entry.kind))

    def _plain(self, topic: Topic) -> Iterator[Draft]:
        for entry in self._of(topic):
            yield self._draft(entry)

    def _draft(self, entry: Entry) -> Draft:
        told = (entry.history[-1].citation, entry.history[0].citation)
        places = (*places_of(told), *self._people(entry), *places_of(entry.evidence[-1:]))
        return Draft(
            text=self.teller.tell(entry),
            places=tuple(dict.fromkeys(places))[:CITED],
            marks=self._marks(entry),
            entries=(entry.id,),
        )

    def _marks(self, entry: Entry) -> tuple[Mark, ...]:
        found: list[Mark] = []
        if (entry.first_seen or "") > self.since:
            found += [] if self.all_new else ["new"]
        elif any((standing.known or "") > self.since for standing in entry.history):
            found.append("changed")
        if entry.state == "overdue":
            found.append("overdue")
        elif entry.state == "due":
            found.append("due")
        return tuple(found)

    def _people(self, entry: Entry) -> Iterator[Place]:
        """Yield the sentences that name who sat at the table: captions, the sentence that tells it and the next one."""
        if entry.kind != "meeting_held":
            return
        people = {person.partition(", ")[0] for member in entry.parties for person in member.people}
        last = entry.history[-1].citation
        document = self.book.documents[last.story]
        named = [actor for actor in document.actors if actor.name in people]
        captions = [n for n, sentence in enumerate(document.sentences) if sentence.part == "caption"]
        for number in (last.sentence, last.sentence + 1, *captions):
            if not named or number >= len(document.sentences):
                continue
            one = document.sentences[number]
            found = [a for a in named if any(m.kind == "name" and one.start <= m.start < one.end for m in a.mentions)]
            named = [actor for actor in named if actor not in found]
            if found:
                yield document.id, one.start, one.end

    def _agreed(self) -> Iterator[Draft]:
        """Yield meetings and what was agreed, the latest first; what one sentence tells at once is one sentence here too."""
        groups: dict[tuple[object, ...], list[Entry]] = {}
        for entry in sorted(self._of("agreed"), key=_latest, reverse=True):
            alone = entry.kind == "meeting_held" or len(entry.history) > 1 or not is_clause(entry)
            at = entry.history[0].citation
            key = (
                (entry.id,) if alone or not joined(entry).startswith("to ") else (at.story, at.start, entry.due is None)
            )
            groups.setdefault(key, []).append(entry)
        for found in groups.values():
            yield self._together(found)

    def _together(self, found: Sequence[Entry]) -> Draft:
        draft = self._draft(found[0])
        if len(found) == 1:
            return draft
        first = joined(found[0])
        whole = listed([joined(entry) for entry in found])
        return msgspec.structs.replace(
            draft, text=draft.text.replace(tidy(first), tidy(whole), 1), entries=tuple(entry.id for entry in found)
        )

    def _open(self) -> Iterator[Draft]:
        """Yield treaties that do not exist, then what has no date, all of it in one sentence."""
        undated = [entry for entry in self._of("open") if entry.kind == "unknown"]
        for entry in self._of("open"):
            if entry.kind != "unknown":
                yield self._draft(entry)
        about = [self.teller.entries[other] for entry in undated for how, other in entry.links if how == "about"]
        about = [entry for entry in about if self._topic(entry) is not None]
        if about:
            named = "; ".join(quoted(label_of(entry)) for entry in about[:UNDATED])
            more = f"; and {len(about) - UNDATED} more" if len(about) > UNDATED else ""
            places = places_of(entry.history[-1].citation for entry in about)[:CITED]
            text = f"No story gives a date for {named}{more}."
            yield Draft(text=text, places=places, entries=tuple(entry.id for entry in about))

    def _contradictions(self) -> Iterator[Draft]:
        for entry in self.entries:
            if entry.kind == "contradiction":
                yield msgspec.structs.replace(tell_contradiction(entry, self.teller), marks=self._marks(entry))

    def _news(self) -> Iterator[Draft]:
        shown = [entry for entry in self.entries if self._topic(entry) or entry.kind == "contradiction"]
        yield from tell_news(
            shown, self._events(), names=self.names, packs=self.packs, since=self.since, all_new=self.all_new
        )

    def _events(self) -> list[Occurrence]:
        """Return the events since the day of news that no entry tells."""
        told = frozenset(event for entry in self.inside for event in entry.events)
        inside = [entry for entry in self.inside if entry.kind != "position"]
        cited = frozenset(place for entry in inside for place in places_of(entry.evidence))
        return [
            event
            for event in self.events
            if (event.published or "") > self.since
            and set(event.exclusions) <= TOLD_AS
            and is_beside_the_ledger(event, told, cited)
        ]

    def _told(self) -> frozenset[Place]:
        """Return the sentences that entries and news rest on: reported speech in them is told there."""
        shown = (entry for entry in self.entries if self._topic(entry) or entry.kind == "contradiction")
        told = frozenset(place for entry in shown for place in places_of(entry.evidence))
        return told | {place_of(event) for event in self._events()}

    def _level(self, counted: Sequence[Occurrence]) -> tuple[str, tuple[int, ...]]:
        """Return level and trend in a sentence, and the notes of the events that weigh most in it."""
        trend = self.page.trend
        read = f"{self.page.exposure} of {self.page.stories_read} stories read name both"
        if trend.now_level is None:
            text = f"No event between them is counted from {on_day(trend.now_from)} to {on_day(trend.now_to)}; {read}."
            return text, ()
        now = [event for event in counted if event.day and trend.now_from <= event.day.isoformat() <= trend.now_to]
        before = f", {trend.past_level:+.1f} over {trend.past_events} before" if trend.past_level is not None else ""
        text = (
            f"Level {trend.now_level:+.1f} (mean PLOVER score of {trend.now_events} "
            f"{'event' if trend.now_events == 1 else 'events'} from {on_day(trend.now_from)} to {on_day(trend.now_to)}, "
            f"above zero is cooperation{before}); trend: {trend.verdict} ({trend.why}); {read}."
        )
        pulling = [event for event in trend.made_by if event in counted] or sorted(
            now, key=lambda event: (-abs(event.scale), event.merged)
        )
        return text, self.book.number(place_of(event) for event in pulling[:CITED])
