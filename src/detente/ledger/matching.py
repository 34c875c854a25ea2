"""Which account a fact belongs to: conservative, one rule a kind; where two would do, none is taken and a note says so."""

from collections.abc import Callable, Iterable
from datetime import date

from detente.ledger.accounts import Account, Told
from detente.model import EventTime

ALIKE = 0.5
"""Share of the shorter list of content words that must be common."""
CLOSE = 3
"""Days by which two reports of one meeting may differ."""
EARLY = 31
"""Days by which a meeting may be held before or after its window and still be the one that was planned."""


def overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """Return the common share of the shorter of two lists of words.

    >>> overlap(["water", "accord"], ["water", "lake", "use"])
    0.5
    """
    first, second = set(one), set(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """Return the common share of all words of two lists.

    >>> likeness(["water", "accord"], ["water"])
    0.5
    """
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def find_account(told: Told, accounts: Iterable[Account]) -> tuple[Account | None, bool]:
    """Return the account that a fact belongs to, and whether several would do as well: then there is none."""
    rule = RULES.get(told.fact.kind, _same_words)
    scored = [
        (score, account) for account in accounts if account.kind == told.fact.kind and (score := rule(told, account))
    ]
    if not scored:
        return None, False
    scored.sort(key=lambda row: row[0], reverse=True)
    best = [account for score, account in scored if score == scored[0][0]]
    if len(best) > 1 and told.fact.kind in NEEDS_ONE:
        fresh = [account for account in best if account.told[-1].document.id == told.document.id]
        if len(fresh) != 1:
            return None, True
        return fresh[0], False
    return best[-1], False


def _same_sides(told: Told, account: Account) -> bool:
    return told.sides == account.sides


def _same_story(told: Told, account: Account) -> bool:
    return account.told[-1].document.id == told.document.id


def _same_words(told: Told, account: Account) -> float:
    if not _same_sides(told, account):
        return 0.0
    score = likeness(told.fact.terms, account.terms)
    return score if score >= ALIKE else 0.0


def _meeting(told: Told, account: Account) -> float:
    fact = told.fact
    if not _same_sides(told, account) or not _levels_agree(fact.level, account):
        return 0.0
    if not _places_agree(told, account):
        return 0.0
    if account.is_over:
        if fact.status in account.statuses.open:
            return 0.0
        return 1.0 if _near(fact.time, account.history[-1].earliest, account.history[-1].latest, CLOSE) else 0.0
    if fact.status == "held":
        return 1.0 if account.due is None or _near(fact.time, account.due.earliest, account.due.latest, EARLY) else 0.0
    if fact.status in {"postponed", "cancelled"} or account.due is None or fact.due is None:
        same = 0.5 if _same_story(told, account) and fact.due is None else 1.0
        return same if not _told_apart(told, account) else 0.0
    slack = CLOSE if _same_story(told, account) else EARLY
    return 1.0 if _near(fact.due, account.due.earliest, account.due.latest, slack) else 0.0


def _told_apart(told: Told, account: Account) -> bool:
    """Tell whether one story speaks of two meetings: both with words of their own that have nothing in common."""
    return _same_story(told, account) and not overlap(told.fact.terms, account.terms)


def _levels_agree(level: str, account: Account) -> bool:
    known = {one.fact.level for one in account.told if one.fact.level}
    return not level or not known or level in known


def _places_agree(told: Told, account: Account) -> bool:
    place = told.fact.place
    known = {one.fact.place.country for one in account.told if one.fact.place and one.fact.place.country}
    moved = account.status in {"postponed", "cancelled"}
    return place is None or place.country is None or not known or moved or place.country in known


def _near(time: EventTime | None, earliest: str | None, latest: str | None, days: int) -> bool:
    if time is None or not time.earliest or not earliest:
        return True
    first, last = date.fromisoformat(time.earliest[:10]), date.fromisoformat((time.latest or time.earliest)[:10])
    begin, end = date.fromisoformat(earliest[:10]), date.fromisoformat((latest or earliest)[:10])
    return (first - end).days <= days and (begin - last).days <= days


def _instrument(told: Told, account: Account) -> float:
    if not _same_sides(told, account):
        return 0.0
    fact, first = told.fact, account.first.fact
    if _is_paper(told) != any(_is_paper(one) for one in account.told):
        return 0.0
    if not _is_paper(told):
        return _same_words(told, account)
    if not fact.terms:
        # "the accord" without another word is the one of that name that the story, or the ledger, speaks of.
        same = fact.instrument in {one.fact.instrument for one in account.told}
        return (1.0 if _same_story(told, account) else 0.5) if same else 0.0
    if (
        fact.instrument != first.instrument
        and not _same_story(told, account)
        and not overlap(fact.terms, account.terms)
    ):
        return 0.0
    score = overlap(fact.terms, account.terms)
    return score if score >= ALIKE else 0.0


def _is_paper(told: Told) -> bool:
    """Tell whether it is a paper to sign, not a bare word given."""
    return bool(told.fact.instrument) and " " not in told.fact.instrument


def _commitment(told: Told, account: Account) -> float:
    fact = told.fact
    shared = told.sides & account.sides
    if not shared:
        return 0.0
    if fact.status != "promised" and not fact.terms:
        return 0.5 if account.status in {"promised", "breach_alleged"} and _recent(account, told) else 0.0
    score = overlap(fact.terms, account.terms)
    if fact.negative != account.first.fact.negative and fact.status == "promised":
        return 0.0
    same_beneficiary = bool(told.thirds & account.first.thirds)
    if fact.status == "promised" and score < ALIKE:
        # Told again in other words in the same story: about the same third state and the same thing.
        common = set(fact.terms[1:]) & account.terms
        return 0.5 if same_beneficiary and common and _same_story(told, account) else 0.0
    return score if score >= ALIKE else 0.0


def _recent(account: Account, told: Told) -> bool:
    """Tell whether it is the promise that the same story speaks of; a bare "promise" is no other one."""
    return account.told[-1].document.id == told.document.id


def _dispute(told: Told, account: Account) -> float:
    if not _same_sides(told, account):
        return 0.0
    fact = told.fact
    score = overlap(fact.terms, account.terms)
    if score >= ALIKE:
        return 1.0
    contexts = {context for one in account.told for context in one.fact.contexts}
    if set(fact.contexts) & contexts:
        return 0.9
    return 0.0 if fact.terms and account.terms else 0.5


def _absent(told: Told, account: Account) -> float:
    same = _same_sides(told, account) and told.fact.instrument == account.first.fact.instrument
    return 1.0 if same and (overlap(told.fact.terms, account.terms) or not told.fact.terms) else 0.0


def _alliance(told: Told, account: Account) -> float:
    return 1.0 if _same_sides(told, account) else 0.0


def _figure(told: Told, account: Account) -> float:
    one, other = told.fact.amount, account.told[-1].fact.amount
    if one is None or other is None or not _same_sides(told, account):
        return 0.0
    period = (one.period.value if one.period else "", other.period.value if other.period else "")
    same = one.measure == other.measure and one.unit == other.unit and period[0] == period[1] and bool(period[0])
    return 1.0 if same and told.fact.status == account.first.fact.status else 0.0


def _office(told: Told, account: Account) -> float:
    if told.sides != account.sides or told.fact.terms != account.first.fact.terms:
        return 0.0
    return 1.0 if person_of(told) == person_of(account.first) else 0.0


def person_of(told: Told) -> str:
    """Return the name of who holds an office: the last word of it and the first letter, as spellings differ."""
    party = told.fact.parties[0]
    actor = told.actors.get(party.actor or "")
    words = actor.name.lower().split() if actor else [""]
    return f"{words[0][:1]} {words[-1]}"


def _tie(told: Told, account: Account) -> float:
    if not _same_sides(told, account):
        return 0.0
    contexts = {context for one in account.told for context in one.fact.contexts}
    same = set(told.fact.contexts) & contexts or overlap(told.fact.terms, account.terms) >= ALIKE
    return 1.0 if same else 0.0


def _threat(told: Told, account: Account) -> float:
    if told.sides != account.sides or told.thirds != account.first.thirds:
        return 0.0
    return 1.0 if told.speaker_countries == account.first.speaker_countries else 0.0


NEEDS_ONE = frozenset({"meeting", "visit", "agreement", "treaty", "commitment", "dispute"})
"""Kinds of which a fact is never given to one of two accounts that fit it as well."""

RULES: dict[str, Callable[[Told, Account], float]] = {
    "meeting": _meeting,
    "visit": _meeting,
    "agreement": _instrument,
    "treaty": _instrument,
    "commitment": _commitment,
    "dispute": _dispute,
    "treaty_absent": _absent,
    "alliance": _alliance,
    "figure": _figure,
    "office": _office,
    "tie": _tie,
    "threat": _threat,
}
