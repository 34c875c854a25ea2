"""The ledger: what stands between states after many stories, each entry with its history and its words."""

from detente.ledger.records import Change, Citation, Entry, Member, Standing

__all__ = ["Change", "Citation", "Entry", "Member", "Standing"]
