"""Make merged events of groups of reports: corrections by hand, the canonical report, what is counted."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from detente.stories.records import Anchor, Correction, EventKey, MergedEvent, Origin, Report
from detente.stories.texts import days_between

OUTWEIGHS = ("happened", "ongoing", "historical", "alleged", "possible", "planned", "proposed", "denied")
"""Factuality of a merged event: the first of these that one of its reports has."""
DENIED = "denied"
CONTESTABLE = frozenset({"happened", "ongoing", "historical", "alleged"})
NEVER = "9999-12-31"


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A report before it is known what it belongs to in the end."""

    key: EventKey
    auto: str
    why: str


Place = tuple[str, int]
"""Story and position of an event."""


def name_group(keys: Iterable[EventKey], origins: Mapping[str, Origin]) -> str:
    """Return the id of an event: from its lane and its first report, so that later reports leave it alone."""
    first = min(keys, key=lambda key: (origins[key.story].published or NEVER, key.story, key.position))
    return hashlib.sha256(f"{first.lane}|{first.story}|{first.position}|{first.event}".encode()).hexdigest()[:16]


def find_anchor(anchor: Anchor, keys: Iterable[EventKey]) -> EventKey | None:
    """Return the event that an anchor means among those of its story.

    The one with its id; where coding has changed that, the one whose trigger overlaps, of the same type if there is one.
    """
    own = [key for key in keys if key.story == anchor.story]
    same = [key for key in own if key.event == anchor.event]
    if same:
        return min(same, key=lambda key: key.position)
    near = [k for k in own if k.trigger_start < anchor.trigger_end and anchor.trigger_start < k.trigger_end]
    return min(near, key=lambda key: (key.type != anchor.type, key.position), default=None)


def anchor_to(key: EventKey) -> Anchor:
    """Return the anchor of an event."""
    return Anchor(
        story=key.story, event=key.event, type=key.type, trigger_start=key.trigger_start, trigger_end=key.trigger_end
    )


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """A correction with the events that its anchors mean today."""

    number: int
    kind: Literal["merge", "split"]
    places: tuple[Place, ...]


def settle_corrections(corrections: Iterable[Correction], keys: Iterable[EventKey]) -> list[Settled]:
    """Return corrections with the events that they mean, in the order of their numbers; those that sleep are left out.

    Args:
        corrections: by hand.
        keys: all events of the stories that they hold on to. With some of them left out, an anchor whose event is not
            there would take hold of another one that the same words tell.
    """
    own: dict[str, list[EventKey]] = {}
    for key in keys:
        own.setdefault(key.story, []).append(key)
    found = []
    for row in sorted(corrections, key=lambda row: row.number):
        meant = (find_anchor(anchor, own.get(anchor.story, ())) for anchor in row.anchors)
        places = tuple(place_of(key) for key in meant if key is not None)
        if places and not row.undone:
            found.append(Settled(number=row.number, kind=row.kind, places=places))
    return found


def apply_corrections(members: Sequence[Member], corrections: Sequence[Settled]) -> list[list[Member]]:
    """Return the members by the event that they belong to, with corrections applied in the order of their numbers.

    A merge joins the events of its anchors as they stand at that moment; a split takes its anchors out of theirs.
    """
    labels: dict[Place, str] = {place_of(member.key): member.auto for member in members}
    for correction in corrections:
        found = [place for place in correction.places if place in labels]
        if not found:
            continue
        if correction.kind == "split":
            labels |= dict.fromkeys(found, f"split {correction.number}")
        else:
            joined = {labels[place] for place in found}
            target = labels[found[0]]
            labels = {place: target if label in joined else label for place, label in labels.items()}
    groups: dict[str, list[Member]] = {}
    for member in members:
        groups.setdefault(labels[place_of(member.key)], []).append(member)
    return list(groups.values())


def place_of(key: EventKey) -> Place:
    """Return where an event stands: its story and its place there."""
    return key.story, key.position


def touching(members: Iterable[Member], corrections: Iterable[Settled]) -> tuple[int, ...]:
    """Return the numbers of the corrections that hold on to one of the members."""
    places = {place_of(member.key) for member in members}
    return tuple(row.number for row in corrections if not places.isdisjoint(row.places))


def sum_up(
    members: Sequence[Member], origins: Mapping[str, Origin], corrections: tuple[int, ...] = ()
) -> tuple[MergedEvent, list[Report]]:
    """Return the merged event of its members, and their reports, the canonical one first."""
    factuality = min((member.key.factuality for member in members), key=OUTWEIGHS.index)
    order = sorted(members, key=lambda member: _standing(member.key, factuality, origins))
    keys = [member.key for member in order]
    first = keys[0]
    told = {key.factuality for key in keys}
    name = name_group(keys, origins)
    reports = list(_reports(order, origins, name))
    published = sorted(row.published for row in reports if row.published)
    counted = any(key.counted and key.factuality == factuality for key in keys)
    event = MergedEvent(
        id=name,
        story=first.story,
        position=first.position,
        event=first.event,
        earliest=first.earliest,
        latest=first.latest,
        factuality=factuality,
        certainty=max((key.certainty for key in keys if key.factuality == factuality), key=abs),
        contested=DENIED in told and not told.isdisjoint(CONTESTABLE),
        counted=counted,
        exclusions=() if counted else first.exclusions,
        n_events=len(keys),
        n_reports=len({key.story for key in keys}),
        n_sources=len({row.source for row in reports}),
        first_published=published[0] if published else None,
        last_published=published[-1] if published else None,
        corrections=corrections,
    )
    return event, reports


def _standing(key: EventKey, factuality: str, origins: Mapping[str, Origin]) -> tuple[object, ...]:
    """The smallest is the canonical report."""
    length = _length(key)
    return (
        not key.counted,
        key.factuality != factuality,
        -abs(key.certainty),
        not key.stated,
        length,
        not key.narrow,
        key.place is None,
        origins[key.story].copy_of is not None,
        origins[key.story].published or NEVER,
        key.story,
        key.position,
    )


def _length(key: EventKey) -> int:
    """How vague the time is: days between its ends, more than any for no time."""
    if key.earliest is None or key.latest is None:
        return 10**9
    return days_between(key.earliest, key.latest)


def _reports(members: Sequence[Member], origins: Mapping[str, Origin], name: str) -> Iterator[Report]:
    for place, member in enumerate(members):
        key, origin = member.key, origins[member.key.story]
        yield Report(
            story=key.story,
            position=key.position,
            event=key.event,
            auto=member.auto,
            merged=name,
            canonical=place == 0,
            published=origin.published,
            publisher=origin.publisher,
            agency=origin.agency,
            source=origin.source,
            copy_of=origin.copy_of,
            factuality=key.factuality,
            certainty=key.certainty,
            why=member.why,
            by_hand=member.auto != members[0].auto,
        )
