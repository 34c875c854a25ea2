"""Derive the ledger from coded stories: a pure function of the stories, the day, and what was known by then."""

from collections.abc import Iterable, Sequence

import msgspec

from detente.errors import ConfigError
from detente.ledger.accounts import Account, Told
from detente.ledger.contradictions import find_contradictions
from detente.ledger.gaps import find_gaps
from detente.ledger.matching import find_account
from detente.ledger.outcomes import carry_over, join_story, weigh_deed
from detente.ledger.reckoning import is_true_by, reckon
from detente.ledger.records import Entry, Kind, Standing
from detente.model import Basis, Document, EventTime
from detente.packs import load_packs
from detente.packs.ledger_words import LedgerWords
from detente.stories.withholding import keyed

KINDS: tuple[Kind, ...] = (
    "meeting_held",
    "agreement",
    "treaty",
    "commitment",
    "meeting_planned",
    "visit",
    "dispute",
    "treaty_absent",
    "alliance",
    "figure",
    "tie",
    "threat",
    "contradiction",
    "silence",
    "unknown",
    "office",
    "position",
)
"""All kinds in the order in which a ledger shows them."""

UNDATED = "9999-12-31"
"""Stories that state no date are read last: nothing is known of what they came before."""


def derive_ledger(
    documents: Iterable[Document],
    *,
    as_of: str,
    known: str | None = None,
    words: LedgerWords | None = None,
    merged: dict[str, str] | None = None,
) -> tuple[Entry, ...]:
    """Return what stands between states on a day, as far as the stories published by then tell.

    Args:
        documents: coded stories in any order; they are read by date of publication.
        as_of: the day (YYYY-MM-DD) for which the states are derived; what the world did later is left out.
        known: the day by which a story must have been published; without it, `as_of`.
        words: the ledger pack; without it, the shipped one.
        merged: ``story:event`` to the id of the event under which it was merged, to cite it by.

    Raises:
        ConfigError: `as_of` is no date.
    """
    if len(as_of) != len("2013-11-02") or not as_of[:4].isdigit():
        raise ConfigError(f"{as_of!r} is not a date like 2013-11-02")
    pack = words or load_packs().ledger_words
    until = known or as_of
    accounts: list[Account] = []
    found = sorted(documents, key=_published)
    if not all(document.text for document in found):
        found = [msgspec.structs.replace(one, facts=tuple(map(keyed, one.facts))) for one in found]
    for document in found:
        if _published(document)[0] <= until or document.published is None:
            _read(document, accounts, pack)
    entries = [entry for account in accounts if (entry := _write(account, as_of=as_of, merged=merged or {}))]
    entries += find_contradictions(accounts)
    entries += find_gaps(accounts, as_of=as_of)
    return tuple(sorted(entries, key=_order))


def _published(document: Document) -> tuple[str, str]:
    return (document.published.earliest[:10] if document.published else UNDATED, document.id)


def _order(entry: Entry) -> tuple[int, str, str]:
    when = entry.due or entry.time
    return KINDS.index(entry.kind), (when.earliest if when and when.earliest else entry.first_seen or ""), entry.id


def _read(document: Document, accounts: list[Account], pack: LedgerWords) -> None:
    """Give every fact of a story to its account, open accounts for what is new, then weigh deeds and links."""
    actors = {actor.id: actor for actor in document.actors}
    speakers = {q.cue.start: q.speaker.of(document.text) for q in document.quotes if q.cue and q.speaker}
    placed: list[tuple[Told, Account]] = []
    deeds: list[Told] = []
    for fact in document.facts:
        told = Told(fact=fact, document=document, actors=actors, speakers=speakers)
        if fact.kind == "deed":
            deeds.append(told)
            continue
        account, unsure = find_account(told, accounts)
        if account is None:
            account = Account(told, pack.kinds[fact.kind])
            if unsure:
                account.notes.append("more than one earlier entry fits: kept apart")
            accounts.append(account)
        else:
            account.absorb(told)
        placed.append((told, account))
    for deed in deeds:
        weigh_deed(deed, accounts)
    join_story(accounts, placed)
    carry_over(accounts)


def _write(account: Account, *, as_of: str, merged: dict[str, str]) -> Entry | None:
    """Return the entry of an account on a day, or None where nothing of it was true by then."""
    history = tuple(standing for standing in account.history if is_true_by(standing, as_of))
    if not history:
        return None
    first, last = account.first.fact, history[-1]
    due = _due(history, account)
    told = account.told
    named = [one.fact for one in told if one.fact.kind == account.kind]
    citations = tuple(dict.fromkeys(one.cite() for one in told))
    return Entry(
        id=account.id,
        kind=_kind(account, last),
        parties=account.members(),
        label=account.first.label if account.kind != "dispute" else _fullest(account),
        terms=tuple(sorted(account.terms)),
        status=last.status,
        state=reckon(last.status, due, account.statuses, as_of=as_of, negative=first.negative),
        history=history,
        contexts=tuple(dict.fromkeys(c for fact in named for c in fact.contexts)),
        instrument=next((f.instrument for f in named if f.instrument), ""),
        level=next((f.level for f in named if f.level), ""),
        form=next((f.form for f in named if f.form), ""),
        negative=first.negative,
        time=_time(account, last),
        due=due,
        place=next((f.place for f in reversed(named) if f.place), None),
        amount=named[-1].amount,
        progress=next((f.progress for f in reversed(named) if f.progress), ""),
        obstacle=next((_fullest(other) for how, other in account.links if how == "blocked_by"), ""),
        links=tuple((how, other.id) for how, other in account.links),
        events=_events(told, merged),
        first_seen=account.first.known,
        last_confirmed=max((one.known for one in told if one.known), default=None),
        evidence=citations,
        basis=_basis(account),
        confidence=round(min(1.0, 0.6 + 0.1 * len({one.document.id for one in told}) - 0.2 * bool(account.notes)), 2),
        notes=(*account.notes, *_late(history, due, account)),
    )


def _late(history: Sequence[Standing], due: EventTime | None, account: Account) -> tuple[str, ...]:
    """Say that something was done after the window in which it was due."""
    closed = due.latest if due else None
    first = next((standing.earliest for standing in history if standing.status in account.statuses.done), None)
    return ("done after its date",) if closed and first and first > closed else ()


def _kind(account: Account, last: Standing) -> Kind:
    if account.kind == "meeting":
        return "meeting_held" if last.status == "held" else "meeting_planned"
    return account.kind  # type: ignore[return-value]


def _fullest(account: Account) -> str:
    """Return the words that name the matter most fully: those of the fact with the most content words."""
    return max(account.told, key=lambda one: (len(one.fact.terms), len(one.label))).label


def _due(history: Sequence[Standing], account: Account) -> EventTime | None:
    found = next((standing.due for standing in reversed(history) if standing.due), None)
    if found is None and account.history[-1] in history:
        return account.due
    return found


def _time(account: Account, last: Standing) -> EventTime | None:
    """Return when it came about: for what is held or signed the day of that, for a dispute its beginning."""
    own = [one.fact for one in account.told if one.fact.kind == account.kind]
    same = [fact.time for fact in own if fact.status == last.status and fact.time]
    return same[0] if same else next((fact.time for fact in own if fact.time), None)


def _events(told: Sequence[Told], merged: dict[str, str]) -> tuple[str, ...]:
    found = (f"{one.document.id}:{event}" for one in told for event in one.fact.events)
    return tuple(dict.fromkeys(merged.get(event, event) for event in found))


def _basis(account: Account) -> Basis:
    return account.first.fact.basis


def of_dyad(entries: Iterable[Entry], one: str, other: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the entries between two countries, and those of one of them with others that the same stories tell."""
    inside, beside = [], []
    for entry in entries:
        countries = {member.country for member in entry.parties}
        if {one, other} <= countries:
            inside.append(entry)
        elif {one, other} & countries:
            beside.append(entry)
    return tuple(inside), tuple(beside)
