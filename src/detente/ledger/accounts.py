"""An account: one matter while its facts are gathered, story after story."""

import hashlib

import msgspec

from detente.ledger.records import Citation, Member, Standing
from detente.model import Actor, Document, EventTime, Fact
from detente.packs.ledger_words import StatusKind

PRINCIPAL = frozenset({"side", "host", "guest", "claimant", "holder", "speaker"})
"""Roles of those whose matter it is; the others are named beside them."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A fact with the story that tells it."""

    fact: Fact
    document: Document
    actors: dict[str, Actor]
    speakers: dict[int, str] = {}
    """The words that name who speaks, by where the word that attributes it begins."""

    @property
    def known(self) -> str | None:
        """The day on which the story was published."""
        published = self.document.published
        return published.earliest[:10] if published else None

    @property
    def sides(self) -> frozenset[str]:
        """The countries whose matter it is."""
        if self.fact.kind == "alliance":
            return frozenset(p.country for p in self.fact.parties if p.role == "side")
        return frozenset(p.country for p in self.fact.parties if p.role in PRINCIPAL)

    @property
    def thirds(self) -> frozenset[str]:
        """The countries that are named beside them."""
        return frozenset(p.country for p in self.fact.parties) - self.sides

    @property
    def speaker(self) -> str:
        """The name of whose words it is; empty for the reporter."""
        known = self.actors.get(self.fact.speaker or "")
        return known.name if known else ""

    @property
    def speaker_countries(self) -> frozenset[str]:
        """The country of the speaker, or those of all who speak together."""
        known = self.actors.get(self.fact.speaker or "")
        if known is None:
            return frozenset()
        members = [self.actors[m] for m in known.members if m in self.actors] or [known]
        return frozenset(member.country for member in members if member.country)

    @property
    def label(self) -> str:
        """The words that name the matter."""
        return " ".join(self.fact.label.of(self.document.text).split())

    def cite(self) -> Citation:
        """Return the sentence that says it, sliced from the text."""
        fact = self.fact
        cue = next((e for e in fact.evidence if e.role == "speaker"), None)
        return Citation(
            story=self.document.id,
            published=self.known,
            start=fact.start,
            end=fact.end,
            quote=fact.of(self.document.text),
            sentence=fact.sentence,
            part=fact.part,
            voice=self.speaker or (self.speakers.get(cue.start, "") if cue else ""),
            cue=cue.of(self.document.text) if cue else "",
            factuality=fact.factuality,
        )


class Account:
    """One matter in the making; `kind` is a fact's kind."""

    def __init__(self, told: Told, statuses: StatusKind) -> None:
        self.first, self.kind, self.statuses = told, told.fact.kind, statuses
        self.told: list[Told] = []
        self.history: list[Standing] = []
        self.links: list[tuple[str, Account]] = []
        self.notes: list[str] = []
        self.terms: set[str] = set()
        self.sides: frozenset[str] = frozenset()
        self.due: EventTime | None = None
        self.status = ""
        self.absorb(told)

    @property
    def id(self) -> str:
        """An id that later stories do not change."""
        fact = self.first.fact
        parts = (
            self.kind,
            *sorted(self.first.sides),
            self.first.document.id,
            str(fact.label.start),
            str(fact.label.end),
        )
        return hashlib.sha256("|".join((*parts, fact.status)).encode()).hexdigest()[:12]

    @property
    def is_open(self) -> bool:
        """True where something is still to be done."""
        return self.status in self.statuses.open

    @property
    def is_over(self) -> bool:
        """True where it was done or nothing more is expected."""
        return self.status in self.statuses.done or self.status in self.statuses.ended

    def absorb(self, told: Told) -> None:
        """Add a fact: it confirms the account or gives it another status or date."""
        fact = told.fact
        self.told.append(told)
        self.terms.update(fact.terms)
        self.sides |= told.sides
        self.turn(told, fact.status, why=fact.why)

    def turn(self, told: Told, status: str, *, why: str) -> None:
        """Give the account a status if it is a later one than what is known, and keep it in the history."""
        time = told.fact.time
        when = (time.earliest, time.latest) if time else (None, None)
        standing = Standing(
            status=status,
            earliest=when[0],
            latest=when[1],
            basis=time.basis if time else "inferred",
            known=told.known,
            story=told.document.id,
            citation=told.cite(),
            due=told.fact.due if told.fact.kind == self.kind else None,
            why=why,
        )
        if self.history and not self._follows(standing):
            return
        moved = standing.due is not None and _days(standing.due) != _days(self.due)
        if self.history and self.status == status and not moved:
            return
        self.history.append(standing)
        self.status = status
        self.due = standing.due or self.due

    def _follows(self, new: Standing) -> bool:
        """Tell whether a status is news: nothing that was open before is news of what is done, nor an older deed."""
        old = self.history[-1]
        if self.status in self.statuses.done and new.status not in (*self.statuses.done, *self.statuses.ended):
            return new.status not in self.statuses.open and new.status in self.statuses.order
        if self.status in self.statuses.ended and new.status not in self.statuses.ended:
            return False
        if new.latest and old.earliest and new.latest < old.earliest:
            return False
        same_day = new.earliest == old.earliest and new.known == old.known
        return not same_day or self._rank(new.status) >= self._rank(old.status)

    def _rank(self, status: str) -> int:
        order = self.statuses.order
        return order.index(status) if status in order else -1

    def members(self) -> tuple[Member, ...]:
        """Return the parties with their roles and the people named for them, as first told."""
        roles: dict[str, str] = {}
        people: dict[str, dict[str, None]] = {}
        for told in self.told:
            for party in told.fact.parties:
                actor = told.actors.get(party.actor or "")
                if party.role != "participant":
                    known = roles.get(party.country)
                    if (
                        known is None
                        or (known not in PRINCIPAL and party.role in PRINCIPAL)
                        or (known == "side" and party.role in {"host", "guest"})
                    ):
                        roles[party.country] = party.role
                if actor is not None and actor.kind == "person":
                    name = f"{actor.name}, {actor.office}" if actor.office else actor.name
                    people.setdefault(party.country, {}).setdefault(name)
        return tuple(
            Member(country=country, role=role, people=tuple(people.get(country, ()))) for country, role in roles.items()
        )


def _days(time: EventTime | None) -> tuple[str | None, str | None]:
    return (time.earliest, time.latest) if time else (None, None)
