"""What no story says: dates of what was agreed, whether what was to happen took place, who did it."""

import hashlib
from collections.abc import Iterator, Sequence

from detente.ledger.accounts import Account
from detente.ledger.reckoning import reckon
from detente.ledger.records import Citation, Entry, Member, Standing


def find_gaps(accounts: Sequence[Account], *, as_of: str) -> Iterator[Entry]:
    """Yield what is left open: derived from what the entries lack, beside what reports themselves call unknown."""
    for account in accounts:
        if account.kind in {"agreement", "treaty", "meeting", "visit"} and account.is_open:
            if account.due is None:
                yield _gap(account, "no date", "agreed, and no story gives a date")
            elif reckon(account.status, account.due, account.statuses, as_of=as_of) == "overdue":
                yield _gap(account, "whether it took place", "its window has closed and no story says that it was done")
        if account.kind == "treaty_absent" and account.status == "not_concluded":
            yield _gap(account, "text", "no story tells what it would say")
    yield from _authors(accounts)


def _authors(accounts: Sequence[Account]) -> Iterator[Entry]:
    """Yield deeds that a story presupposes without saying who did them."""
    seen: set[tuple[str, str]] = set()
    for account in accounts:
        for told in account.told:
            document = told.document
            for event in document.events:
                key = (document.id, event.id)
                nobody = "no-source" in event.exclusions and "background" in event.exclusions
                inside = told.fact.sentence == event.sentence and account.kind == "silence"
                if nobody and inside and key not in seen:
                    seen.add(key)
                    yield _gap(account, "who did it", "presupposed, and no story says by whom")


def _gap(account: Account, what: str, why: str) -> Entry:
    last = account.told[-1]
    citation: Citation = last.cite()
    standing = Standing(
        status="not_known",
        earliest=None,
        latest=None,
        basis="inferred",
        known=last.known,
        story=last.document.id,
        citation=citation,
        why=why,
    )
    return Entry(
        id=hashlib.sha256(f"unknown|{account.id}|{what}".encode()).hexdigest()[:12],
        kind="unknown",
        parties=tuple(Member(country=m.country, role=m.role) for m in account.members()),
        label=f"{what}: {account.first.label}",
        terms=(),
        status="not_known",
        state="standing",
        history=(standing,),
        links=(("about", account.id),),
        first_seen=account.first.known,
        last_confirmed=last.known,
        evidence=(citation,),
        basis="inferred",
        notes=(why,),
    )
