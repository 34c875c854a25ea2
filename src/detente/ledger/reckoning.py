"""Where an entry stands on a day: pending, due, overdue, fulfilled, ended or standing."""

from detente.ledger.records import Standing, State
from detente.model import EventTime
from detente.packs.ledger_words import StatusKind


def reckon(status: str, due: EventTime | None, statuses: StatusKind, *, as_of: str, negative: bool = False) -> State:
    """Return the state that a status and a due window give on a day.

    A promise not to do something has nothing to be done: it stands until it is broken. Without a due window what is
    open stays pending.

    >>> from detente.packs import load_packs
    >>> meeting = load_packs().ledger_words.kinds["meeting"]
    >>> june = EventTime(earliest="2021-06-01", latest="2021-06-30", grain="month", basis="stated")
    >>> [reckon("postponed", june, meeting, as_of=day) for day in ("2021-05-01", "2021-06-11", "2021-07-01")]
    ['pending', 'due', 'overdue']
    >>> reckon("held", june, meeting, as_of="2021-07-01")
    'fulfilled'
    """
    if status in statuses.done:
        return "fulfilled"
    if status in statuses.ended:
        return "ended"
    if status not in statuses.open or negative:
        return "standing"
    if due is None or not due.earliest:
        return "pending"
    if as_of < due.earliest[:10]:
        return "pending"
    return "due" if as_of <= (due.latest or due.earliest)[:10] else "overdue"


def is_true_by(standing: Standing, as_of: str) -> bool:
    """Tell whether a status was true in the world on a day: it had begun, or nothing says when."""
    return standing.earliest is None or standing.earliest[:10] <= as_of
