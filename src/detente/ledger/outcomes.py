"""What accounts mean for one another: deeds against promises, meetings for what was agreed, disputes in the way."""

from collections.abc import Iterable, Sequence
from datetime import date

from detente.ledger.accounts import Account, Told
from detente.ledger.matching import ALIKE, overlap, person_of

PROMISES = frozenset({"commitment", "agreement"})
BEFORE = 1
"""Days before a meeting on which what is agreed still belongs to it."""


def weigh_deed(deed: Told, accounts: Iterable[Account]) -> None:
    """Hold a deed against what the doer promised: it fulfils or breaks the promise that has its verb and its words."""
    for account in accounts:
        if account.kind not in PROMISES or not account.is_open or not deed.sides <= account.sides:
            continue
        if not _is_it(deed, account) or _is_older(deed, account):
            continue
        negative = account.first.fact.negative
        done = deed.fact.status == "done"
        if account.kind == "agreement" and len(set(deed.fact.terms) & account.terms) < 2:
            continue
        if negative and done:
            account.told.append(deed)
            account.turn(deed, "broken", why="a deed is told that was promised not to be done")
        elif not negative:
            account.told.append(deed)
            account.turn(deed, "fulfilled" if done else "broken", why=f"told as {'done' if done else 'left undone'}")


def _is_it(deed: Told, account: Account) -> bool:
    """Tell whether a deed is what was promised: the same verb, and half of the other words."""
    verb, rest = deed.fact.terms[:1], deed.fact.terms[1:]
    promised = account.terms - set(verb)
    if not verb or verb[0] not in account.terms:
        return False
    return overlap(rest, promised) >= ALIKE


def _is_older(deed: Told, account: Account) -> bool:
    when = deed.fact.time.latest if deed.fact.time else None
    begun = account.history[0].earliest
    same = deed.document.id == account.first.document.id and deed.fact.sentence == account.first.fact.sentence
    return same or bool(when and begun and when < begun)


def join_story(accounts: Sequence[Account], told: Sequence[tuple[Told, Account]]) -> None:
    """Link the accounts that one story speaks of together."""
    by_kind: dict[str, list[tuple[Told, Account]]] = {}
    for row in told:
        by_kind.setdefault(row[0].fact.kind, []).append(row)
    meetings = [*by_kind.get("meeting", ()), *by_kind.get("visit", ())]
    agreements = [*by_kind.get("agreement", ()), *by_kind.get("treaty", ())]
    for one, agreement in agreements:
        for other, meeting in meetings:
            if (
                other.fact.start == one.fact.start
                and one.fact.label.start <= other.fact.label.start < one.fact.label.end
            ):
                _link(agreement, "fulfilled_by", meeting)
            elif other.fact.status == "held" and one.sides == other.sides and _came_of(one, other):
                _link(agreement, "outcome_of", meeting)
    for one, absent in by_kind.get("treaty_absent", ()):
        for other, dispute in by_kind.get("dispute", ()):
            if other.fact.sentence == one.fact.sentence and one.sides == other.sides:
                _link(dispute, "blocks", absent)
                _link(absent, "blocked_by", dispute)
    for one, gap in by_kind.get("unknown", ()):
        near = [m for t, m in meetings if t.sides == one.sides and 0 <= one.fact.sentence - t.fact.sentence <= 1]
        if one.fact.form == "detail" and near and near[-1].is_open and near[-1].due is None:
            _link(gap, "about", near[-1])
    _change_offices(accounts, by_kind.get("office", ()))


def _link(account: Account, how: str, other: Account) -> None:
    if (how, other) not in account.links:
        account.links.append((how, other))


def _came_of(agreement: Told, meeting: Told) -> bool:
    one, other = agreement.fact.time, meeting.fact.time
    if one is None or other is None or not one.latest or not one.earliest or not other.latest or not other.earliest:
        return False
    first, last = date.fromisoformat(other.earliest[:10]), date.fromisoformat(other.latest[:10])
    begin, end = date.fromisoformat(one.earliest[:10]), date.fromisoformat(one.latest[:10])
    return (first - end).days <= BEFORE and begin <= last


def _change_offices(accounts: Sequence[Account], new: Sequence[tuple[Told, Account]]) -> None:
    """End the office of whoever a later story no longer names in it."""
    for told, account in new:
        for other in accounts:
            same_post = other.kind == "office" and other.sides == account.sides and other.terms == account.terms
            before = (other.told[-1].known or "") < (told.known or "")
            if same_post and other is not account and before and person_of(other.first) != person_of(told):
                other.turn(told, "left", why="another holds the post")
                _link(other, "superseded_by", account)
                _link(account, "supersedes", other)


def carry_over(accounts: Sequence[Account]) -> None:
    """Carry what became of one account over to those that hang on it."""
    for account in accounts:
        for how, other in list(account.links):
            if how == "fulfilled_by":
                _follow_meeting(account, other)
            elif how == "about" and account.status == "not_known" and (other.due is not None or other.is_over):
                _known_now(account, other)
        if account.kind in {"agreement", "treaty"} and account.status in account.statuses.done:
            _conclude(account, accounts)


def _follow_meeting(agreement: Account, meeting: Account) -> None:
    if not agreement.is_open:
        return
    agreement.due = meeting.due or agreement.due
    if meeting.status == "held":
        last = next(told for told in reversed(meeting.told) if told.fact.status == "held")
        agreement.turn(last, "fulfilled", why="the meeting was held")
    elif meeting.status in meeting.statuses.ended:
        last = meeting.told[-1]
        agreement.turn(last, "terminated", why="the meeting was called off")


def _known_now(gap: Account, matter: Account) -> None:
    told = next((t for t in matter.told if t.fact.due is not None or t.fact.status == "held"), None)
    if told is not None:
        gap.turn(told, "known", why="a later story tells it")


def _conclude(agreement: Account, accounts: Sequence[Account]) -> None:
    """End "no treaty" where a paper of the same name between the same sides was signed."""
    for other in accounts:
        named = {one.fact.instrument for one in agreement.told}
        if (
            other.kind == "treaty_absent"
            and other.sides == agreement.sides
            and other.first.fact.instrument in named
            and overlap(other.terms, agreement.terms)
            and other.status == "not_concluded"
        ):
            signed = next(told for told in reversed(agreement.told))
            other.turn(signed, "concluded", why="it was signed")
            _link(other, "superseded_by", agreement)
