"""Whether two reports can tell of one event, and what ties them together."""

import math
from collections.abc import Collection, Mapping

import msgspec

from detente.stories.records import EventKey, Origin
from detente.stories.texts import days_between

KIN = 0.3
"""Share of the telling words of the one with fewer that the other has too."""
KIN_FEWEST = 5
KIN_DAYS = 4
"""Days between the publications of two reports of one event in different words."""
NEAR = 30.0
"""Kilometres between two towns that may be one place."""
EARTH = 6371.0


class Tie(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What holds a report to an event; the greater tie wins."""

    copy: bool
    same_words: bool
    kin: float
    likeness: int
    """How many of mode, content, CAMEO code and place both tell alike."""

    def describe(self, first: Origin) -> str:
        """Return the tie in words."""
        if self.copy:
            return f"a copy of the text of {first.story}" + (", same sentence" if self.same_words else "")
        if self.kin:
            return f"shares {self.kin:.0%} of its telling words with {first.story}"
        return f"same stated day and code as {first.story}, and the same town or contexts"


def can_agree(one: EventKey, other: EventKey) -> bool:
    """Tell whether nothing that both tell contradicts; the lane (type and actors) and the days are given."""
    if one.story == other.story:
        return False
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if one.content and other.content and one.content != other.content:
        return False
    return _directions_agree(one, other) and _places_agree(one, other)


def _directions_agree(one: EventKey, other: EventKey) -> bool:
    """The same sides, in either order where both sides act; and no two persons of different names on one side."""
    straight = one.sources == other.sources and one.targets == other.targets
    turned = one.sources == other.targets and one.targets == other.sources
    if not straight:
        return (one.reciprocal or other.reciprocal) and (turned or not one.targets or not other.targets)
    return _share(one.source_persons, other.source_persons) and _share(one.target_persons, other.target_persons)


def _share(one: Collection[str], other: Collection[str]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)


def _places_agree(one: EventKey, other: EventKey) -> bool:
    if one.place is None or other.place is None or one.place == other.place:
        return True
    if one.place_country and other.place_country and one.place_country != other.place_country:
        return False
    return not (one.narrow and other.narrow) or _distance(one, other) <= NEAR


def _distance(one: EventKey, other: EventKey) -> float:
    """Kilometres on the sphere; infinitely far where one has no coordinates."""
    if None in {one.latitude, one.longitude, other.latitude, other.longitude}:
        return math.inf
    a, b = (math.radians(place.latitude or 0.0) for place in (one, other))
    across = math.radians((one.longitude or 0.0) - (other.longitude or 0.0))
    chord = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(chord)))


def find_tie(one: EventKey, first: EventKey, origins: Mapping[str, Origin]) -> Tie | None:
    """Return what ties a report to the first one of an event that it agrees with; None where nothing does."""
    a, b = origins[one.story], origins[first.story]
    copy = a.cluster == b.cluster
    kin = 0.0 if copy else kinship(a, b)
    same_day = one.stated and first.stated and one.earliest == one.latest == first.earliest == first.latest
    if not copy and not kin and not (same_day and one.earliest and _codes_and_scene_agree(one, first)):
        return None
    likeness = sum(
        mine is not None and mine == theirs
        for mine, theirs in (
            (one.mode, first.mode),
            (one.content, first.content),
            (one.cameo, first.cameo),
            (one.place, first.place),
        )
    )
    return Tie(copy=copy, same_words=one.words == first.words, kin=round(kin, 4), likeness=likeness)


def kinship(one: Origin, other: Origin) -> float:
    """Return the share of telling words in common, 0 where it is too small or the stories are too far apart."""
    if one.published and other.published and days_between(one.published, other.published) > KIN_DAYS:
        return 0.0
    shared = len(one.terms & other.terms)
    share = shared / min(len(one.terms), len(other.terms)) if shared else 0.0
    return share if shared >= KIN_FEWEST and share >= KIN else 0.0


def _codes_and_scene_agree(one: EventKey, other: EventKey) -> bool:
    if one.cameo is None or one.cameo != other.cameo:
        return False
    town = one.narrow and other.narrow and one.place is not None
    return town or (one.contexts == other.contexts and bool(one.contexts))
