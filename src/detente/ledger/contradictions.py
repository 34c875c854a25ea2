"""Contradictions: two voices on one matter that cannot both be right; both claims are kept with their words."""

import hashlib
from collections.abc import Iterator, Sequence

from detente.ledger.accounts import Account, Told
from detente.ledger.records import Citation, Entry, Member, Standing


def find_contradictions(accounts: Sequence[Account]) -> Iterator[Entry]:
    """Yield what one voice says and another denies: an aim against somebody, a breach, two figures for one thing."""
    yield from _aims(accounts)
    yield from _breaches(accounts)
    yield from _figures(accounts)


def _aims(accounts: Sequence[Account]) -> Iterator[Entry]:
    """Yield "it is aimed at X" beside "we do not side against anybody", asked about X."""
    denials = [a for a in accounts if a.kind == "commitment" and a.first.fact.negative]
    for denial in denials:
        for third in sorted(denial.first.thirds):
            claims = [
                a
                for a in accounts
                if a.kind == "threat"
                and third in a.first.thirds
                and _is_aim(a)
                and denial.sides & a.sides
                and not a.first.speaker_countries & denial.sides
            ]
            if claims:
                told = [told for claim in claims for told in claim.told if told.fact.form == "aim"]
                yield _entry(told, denial.told, f"aimed at {third}?", [*claims, denial], third=third)


def _is_aim(account: Account) -> bool:
    return any(told.fact.form == "aim" for told in account.told)


def _breaches(accounts: Sequence[Account]) -> Iterator[Entry]:
    """Yield a breach that one side alleges and the other denies."""
    for account in accounts:
        alleged = [t for t in account.told if t.fact.status in {"breach_alleged", "broken"}]
        denied = [t for t in account.told if t.fact.status == "breach_denied"]
        if alleged and denied:
            yield _entry(alleged, denied, f"broken? {account.first.label}", [account])


def _figures(accounts: Sequence[Account]) -> Iterator[Entry]:
    """Yield two values for one figure and one period by two voices."""
    for account in accounts:
        if account.kind != "figure":
            continue
        first = account.told[0]
        others = [t for t in account.told[1:] if _differs(t, first) and t.speaker != first.speaker]
        if others:
            yield _entry([first], others, account.first.label, [account])


def _differs(one: Told, other: Told) -> bool:
    mine, theirs = one.fact.amount, other.fact.amount
    return mine is not None and theirs is not None and mine.value != theirs.value


def _entry(
    claim: Sequence[Told], denial: Sequence[Told], label: str, accounts: Sequence[Account], *, third: str = ""
) -> Entry:
    rows = sorted([*claim, *denial], key=lambda told: (told.known or "", told.document.id, told.fact.start))
    citations = tuple(dict.fromkeys(told.cite() for told in rows))
    sides = sorted(
        {side for account in accounts for side in account.sides}.union(*(told.speaker_countries for told in rows))
    )
    parties = [Member(country=side, role="side") for side in sides if side != third]
    parties += [Member(country=third, role="third")] if third else []
    key = "|".join(("contradiction", *sorted(account.id for account in accounts)))
    latest = max(claim[0].known or "", denial[0].known or "") or None
    return Entry(
        id=hashlib.sha256(key.encode()).hexdigest()[:12],
        kind="contradiction",
        parties=tuple(parties),
        label=label,
        terms=(),
        status="open",
        state="standing",
        history=(_standing("claimed", claim[0]), _standing("denied", denial[0])),
        links=tuple(("between", account.id) for account in accounts),
        first_seen=latest,
        last_confirmed=latest,
        evidence=citations,
        basis="inferred",
        confidence=0.6,
        notes=tuple(_say(citation) for citation in citations),
    )


def _standing(status: str, told: Told) -> Standing:
    time = told.fact.time
    return Standing(
        status=status,
        earliest=time.earliest if time else None,
        latest=time.latest if time else None,
        basis=time.basis if time else "inferred",
        known=told.known,
        story=told.document.id,
        citation=told.cite(),
    )


def _say(citation: Citation) -> str:
    return f"{citation.voice or 'the report'} ({citation.part}): {' '.join(citation.quote.split())}"
