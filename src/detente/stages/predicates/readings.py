"""Readings: what is claimed of an event, and how a governing word changes what is claimed of the one below it."""

import msgspec

from detente.model import Factuality
from detente.packs.factuality import VALUES, Outcome

_WEAKNESS = {
    "happened": 0,
    "ongoing": 0,
    "historical": 0,
    "denied": 0,
    "planned": 1,
    "alleged": 2,
    "proposed": 3,
    "possible": 4,
}


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What is claimed of an event and how certainly; `why` names the rules in order."""

    factuality: Factuality
    certainty: int
    background: bool = False
    why: str = ""

    @property
    def actual(self) -> bool:
        """True where the event is or was real."""
        return self.factuality in {"happened", "ongoing", "historical"}


HAPPENED = Reading(factuality="happened", certainty=3)
ONGOING = Reading(factuality="ongoing", certainty=3)
PLANNED = Reading(factuality="planned", certainty=2)
POSSIBLE = Reading(factuality="possible", certainty=1)
OPEN = Reading(factuality="possible", certainty=0)
PROPOSED = Reading(factuality="proposed", certainty=1)
DENIED = Reading(factuality="denied", certainty=-3)


def because(reading: Reading, why: str) -> Reading:
    """Return the reading with a rule added to its chain, at most four of them.

    >>> because(because(HAPPENED, "past"), "complement of manage").why
    'past; complement of manage'
    """
    chain = [part for part in (*reading.why.split("; "), why) if part]
    return msgspec.structs.replace(reading, why="; ".join(chain[:4]))


def literal(outcome: Outcome) -> Reading:
    """Return an outcome that is a factuality as a reading.

    Raises:
        ValueError: the outcome is relative to something.
    """
    if outcome.kind not in VALUES:
        raise ValueError(f"{outcome.kind!r} stands for no factuality of its own")
    return msgspec.convert({"factuality": outcome.kind, "certainty": outcome.certainty}, Reading)


def opposite(reading: Reading) -> Reading:
    """Return what holds where a negative implicative governs: "failed to" turns happened into denied.

    >>> opposite(HAPPENED).factuality, opposite(DENIED).factuality
    ('denied', 'happened')
    """
    if reading.factuality == "denied":
        return Reading(factuality="happened", certainty=abs(reading.certainty), why=reading.why)
    if reading.actual:
        return Reading(factuality="denied", certainty=-3, why=reading.why)
    if reading.factuality == "planned":
        return Reading(factuality="denied", certainty=-max(1, reading.certainty), why=reading.why)
    return Reading(factuality=reading.factuality, certainty=-reading.certainty, why=reading.why)


def deny(reading: Reading) -> Reading:
    """Return the reading of an event under "not"."""
    if reading.factuality in {"planned", "denied"} or reading.actual:
        return Reading(factuality="denied", certainty=-3, why=reading.why)
    if reading.factuality == "possible" and reading.certainty == 0:
        return reading
    return Reading(factuality=reading.factuality, certainty=-abs(reading.certainty), why=reading.why)


def weaken(over: Reading, below: Reading) -> Reading:
    """Return the weaker of two readings: what may be agreed on is no more certain than the agreement."""
    bound = abs(over.certainty)
    if below.certainty < 0 and _WEAKNESS[over.factuality] > 1:
        return Reading(factuality="possible", certainty=max(below.certainty, -bound), why=over.why)
    if below.certainty < 0:
        return msgspec.structs.replace(below, certainty=max(below.certainty, -bound), why=over.why)
    kind = max(over.factuality, below.factuality, key=lambda value: _WEAKNESS[value])
    return Reading(factuality=kind, certainty=min(bound, below.certainty), why=over.why)


def govern(over: Reading, outcome: Outcome, *, negated: Outcome, own: Reading | None) -> Reading:
    """Return the reading of a complement under a governing word.

    `over` is the reading of the governing word, `outcome` what it claims of its complement, `negated` the same where
    `over` is denied, and `own` what the complement's own tense says, None where it has none.
    """
    chosen = negated if over.factuality == "denied" and outcome.kind != "fact" else outcome
    if chosen.kind == "fact":
        return msgspec.structs.replace(own or HAPPENED, background=True)
    if chosen.kind == "open":
        return own or OPEN
    if chosen.kind == "same":
        base = msgspec.structs.replace(over, background=False)
        return _with_own(base, own) if own is not None else base
    if chosen.kind == "reverse":
        return opposite(over)
    base = literal(chosen)
    if over.factuality == "denied" and base.certainty < 0:
        base = msgspec.structs.replace(base, certainty=max(base.certainty, min(-1, over.certainty)))
    if not over.actual and over.factuality != "denied":
        base = weaken(over, base)
    return _with_own(base, own) if own is not None else msgspec.structs.replace(base, why=over.why)


def _with_own(base: Reading, own: Reading) -> Reading:
    if base.factuality in {"planned", "proposed"} or base.actual:
        return own
    if base.factuality == "denied":
        return (
            Reading(factuality="denied", certainty=base.certainty, why=own.why) if own.certainty >= 0 else opposite(own)
        )
    if own.certainty < 0:
        return Reading(factuality=base.factuality, certainty=-min(abs(base.certainty), abs(own.certainty)), why=own.why)
    return Reading(factuality=base.factuality, certainty=min(base.certainty, own.certainty), why=own.why)
