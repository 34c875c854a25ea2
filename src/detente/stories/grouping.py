"""Group the events of one lane into events with many reports, whatever the order in which they came."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from detente.stories.agreement import Tie, can_agree, find_tie
from detente.stories.records import EventKey, Origin

REACH = 31
"""The longest vague interval, in days, that is held against stated days: a change reaches no farther at one step."""
SURE = ("happened", "ongoing")


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a text and of its copies: always one report, dated by the earliest publication."""

    first: EventKey
    keys: tuple[EventKey, ...]
    stories: frozenset[str]
    earliest: str | None
    latest: str | None

    @property
    def exact(self) -> bool:
        """Whether a word tells the day."""
        return self.earliest is not None and self.earliest == self.latest


class Group:
    """Units that are one event; its first unit is the one that the others are held against."""

    def __init__(self, first: Unit) -> None:
        self.units = [first]
        self.whys: list[str] = ["the first report"]
        self.stories = set(first.stories)
        self.profiles = {profile(first.first): first.first}

    def tie(self, unit: Unit, origins: Mapping[str, Origin]) -> Tie | None:
        """Return what ties a unit to the group; None where it contradicts one of its members or nothing ties it."""
        if not self.stories.isdisjoint(unit.stories):
            return None
        if not all(can_agree(unit.first, key) for key in self.profiles.values()):
            return None
        return find_tie(unit.first, self.units[0].first, origins)

    def add(self, unit: Unit, why: str) -> None:
        """Take a unit in."""
        self.units.append(unit)
        self.whys.append(why)
        self.stories |= unit.stories
        self.profiles.setdefault(profile(unit.first), unit.first)


Days = tuple[int | None, int | None]
"""First and last day as numbers; None where there is none."""


class Grouped(msgspec.Struct, frozen=True, kw_only=True):
    """One event: its reports, each with why it belongs to it, and the days of its units."""

    reports: tuple[tuple[EventKey, str], ...]
    days: tuple[Days, ...]


def group_lane(keys: Sequence[EventKey], origins: Mapping[str, Origin]) -> list[Grouped]:
    """Return the events of a lane, each as its reports.

    Args:
        keys: events of one lane; their order does not matter.
        origins: whose text each story is, by its id.
    """
    units = join_copies(keys, origins)
    days: dict[str, list[Unit]] = {}
    vague: list[Unit] = []
    for unit in units:
        if unit.exact:
            days.setdefault(unit.earliest or "", []).append(unit)
        else:
            vague.append(unit)
    groups = {day: _cluster(found, origins) for day, found in days.items()}
    blocks: dict[tuple[str | None, str | None], list[Unit]] = {}
    for unit in _attach(vague, groups, origins):
        blocks.setdefault((unit.earliest, unit.latest), []).append(unit)
    left = [group for found in blocks.values() for group in _cluster(found, origins)]
    return [_reports(group) for group in (*(g for found in groups.values() for g in found), *left)]


def join_copies(keys: Iterable[EventKey], origins: Mapping[str, Origin]) -> list[Unit]:
    """Return the units: the n-th event of a lane in a sentence is the same in every copy of the text."""
    found: dict[tuple[int, int, int, str | None, str | None], list[EventKey]] = {}
    for key in keys:
        cluster = origins[key.story].cluster
        found.setdefault((cluster, key.words, key.turn, key.mode, key.content), []).append(key)
    units = []
    for members in found.values():
        for alike in _one_a_story(members, origins):
            earliest, latest = days_of(alike[0])
            units.append(
                Unit(
                    first=alike[0],
                    keys=tuple(alike),
                    stories=frozenset(key.story for key in alike),
                    earliest=earliest,
                    latest=latest,
                )
            )
    return units


def _one_a_story(members: list[EventKey], origins: Mapping[str, Origin]) -> list[list[EventKey]]:
    """Part reports of one sentence: a story that has the sentence twice, in headline and body, has it once in each part."""
    parts: list[list[EventKey]] = []
    held: list[set[str]] = []
    for key in sorted(members, key=lambda key: (*_publication(key, origins), key.position)):
        for part, stories in zip(parts, held, strict=True):
            if key.story not in stories and _alike(part[0], key):
                part.append(key)
                stories.add(key.story)
                break
        else:
            parts.append([key])
            held.append({key.story})
    return parts


def _alike(one: EventKey, other: EventKey) -> bool:
    return (one.sources, one.targets, one.reciprocal) == (other.sources, other.targets, other.reciprocal)


def days_of(key: EventKey) -> tuple[str | None, str | None]:
    """Return the days on which an event can have been: where only the day of publication tells it, also the day before."""
    if key.earliest is None or key.stated or key.earliest != key.latest or key.earliest == "0001-01-01":
        return key.earliest, key.latest
    return (date.fromisoformat(key.earliest) - timedelta(days=1)).isoformat(), key.latest


def number_days(key: EventKey) -> Days:
    """Return the days on which an event can have been, as numbers."""
    first, last = (date.fromisoformat(day).toordinal() if day else None for day in days_of(key))
    return first, last


def profile(key: EventKey) -> tuple[object, ...]:
    """Return what `can_agree` looks at beside the story."""
    where = (key.place, key.place_country, key.narrow, key.latitude, key.longitude)
    sides = (key.sources, key.targets, key.source_persons, key.target_persons, key.reciprocal)
    return (key.mode, key.content, *where, *sides)


def _cluster(units: Iterable[Unit], origins: Mapping[str, Origin]) -> list[Group]:
    """Take units in a fixed order; each joins the group that it is tied to best, or begins one."""
    groups: list[Group] = []
    for unit in sorted(units, key=lambda unit: rank(unit, origins)):
        best, tie = _best(unit, groups, origins)
        if best is None or tie is None:
            groups.append(Group(unit))
        else:
            best.add(unit, tie.describe(origins[best.units[0].first.story]))
    return groups


def _best(unit: Unit, groups: Iterable[Group], origins: Mapping[str, Origin]) -> tuple[Group, Tie] | tuple[None, None]:
    best: Group | None = None
    most: Tie | None = None
    for group in groups:
        tie = group.tie(unit, origins)
        if tie is not None and (most is None or tie > most):
            best, most = group, tie
    return (best, most) if best is not None and most is not None else (None, None)


def _attach(vague: Sequence[Unit], groups: Mapping[str, list[Group]], origins: Mapping[str, Origin]) -> list[Unit]:
    """Add units with a vague time to the groups of days in their interval; return those that fit none.

    Each is held against the groups as the days made them, so that none depends on another; where two that cannot stand
    together want one group, the first in rank has it.
    """
    left: list[Unit] = []
    wishes: dict[int, tuple[Group, list[tuple[Unit, Tie]]]] = {}
    for unit in sorted(vague, key=lambda unit: rank(unit, origins)):
        near = [group for day in days_within(unit) for group in groups.get(day, ())]
        best, tie = _best(unit, near, origins)
        if best is None or tie is None:
            left.append(unit)
        else:
            wishes.setdefault(id(best), (best, []))[1].append((unit, tie))
    for group, wanted in wishes.values():
        for unit, tie in wanted:
            if group.tie(unit, origins) is None:
                left.append(unit)
            else:
                group.add(unit, tie.describe(origins[group.units[0].first.story]))
    return left


def days_within(unit: Unit) -> list[str]:
    """Return the days of a short interval; none where it is longer than the reach."""
    if unit.earliest is None or unit.latest is None:
        return []
    first, last = date.fromisoformat(unit.earliest), date.fromisoformat(unit.latest)
    length = (last - first).days
    return [(first + timedelta(days=n)).isoformat() for n in range(length + 1)] if 0 <= length <= REACH else []


def rank(unit: Unit, origins: Mapping[str, Origin]) -> tuple[object, ...]:
    """Return the place of a unit in the order in which units are taken: the most telling first, then by publication."""
    key = unit.first
    told = sum(value is not None for value in (key.mode, key.content, key.cameo)) + 2 * key.narrow
    return (not key.counted, -told, *_publication(key, origins), key.position)


def _publication(key: EventKey, origins: Mapping[str, Origin]) -> tuple[str, str]:
    return (origins[key.story].published or "9999", key.story)


def _reports(group: Group) -> Grouped:
    found: list[tuple[EventKey, str]] = []
    for unit, why in zip(group.units, group.whys, strict=True):
        found.append((unit.first, why))
        told = f"the same sentence in a copy of the text of {unit.first.story}"
        found.extend((key, told) for key in unit.keys[1:])
    return Grouped(reports=tuple(found), days=tuple(number_days(unit.first) for unit in group.units))
