"""The ledger: what stands between states after many stories, each entry with its history and its words.

>>> import detente
>>> story = detente.code("LIMA - Peru and Chile agreed on Monday to hold talks in May.", published="2020-02-05")
>>> [(e.kind, e.status, e.state) for e in derive_ledger([story], as_of="2020-06-15") if e.kind == "meeting_planned"]
[('meeting_planned', 'agreed', 'overdue')]
"""

from detente.ledger.agenda import upcoming
from detente.ledger.changes import find_changes
from detente.ledger.derive import KINDS, derive_ledger, of_dyad
from detente.ledger.records import Change, Citation, Entry, Member, Standing

__all__ = [
    "KINDS",
    "Change",
    "Citation",
    "Entry",
    "Member",
    "Standing",
    "derive_ledger",
    "find_changes",
    "of_dyad",
    "upcoming",
]
