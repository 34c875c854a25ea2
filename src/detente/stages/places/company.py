"""Weigh the places of one name by the other names of the story: towns are named beside their neighbours."""

import math
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from detente.packs.gazetteer import Entry
from detente.stages.places.lines import lies_in

REACH = 200.0
"""Kilometres at which a neighbour counts for a third of one next door."""
GAIN = 3.0
"""Weight of very much company, in tenfold inhabitants."""
SETTLED = frozenset({"town", "district", "province", "base", "crossing", "site", "venue", "holy"})
"""Kinds that lie where their coordinates say, near enough."""
NAMES = 60
"""Names of a story that count as company: enough, and the work stays small however long the story is."""
EACH = 8
"""Places of one name that count as company."""
FEW = 1.25
"""Towns of a province that, where none of the country of its name is there, tell that the province is meant."""
STATEHOOD = 4.5
"""What such a country loses to the province."""


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """The places that the story may name: one row each, with the chance that it is meant."""

    keys: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    chances: tuple[float, ...] = ()


def make_company(names: Mapping[str, Sequence[tuple[Entry, float]]]) -> Company:
    """Return the company that names give to one another; `names` has for each folded name its places with their chances."""
    keys: list[str] = []
    entries: list[Entry] = []
    chances: list[float] = []
    for key in list(names)[:NAMES]:
        likely = sorted(names[key], key=lambda pair: -pair[1])[:EACH]
        for entry, chance in likely:
            if entry.kind in SETTLED and entry.latitude is not None and chance >= 0.02:
                keys.append(key)
                entries.append(entry)
                chances.append(chance)
    return Company(keys=tuple(keys), entries=tuple(entries), chances=tuple(chances))


def weigh_company(company: Company, key: str, entries: Sequence[Entry]) -> list[float]:
    """Return what the story's other names add to the weight of each place of the name `key`."""
    rows = [row for row, name in enumerate(company.keys) if name != key]
    if not rows or len(entries) < 2:
        return [0.0] * len(entries)
    others = [company.entries[row] for row in rows]
    chances = np.array([company.chances[row] for row in rows])
    near = np.exp(-_distances(entries, others) / REACH)
    for index, entry in enumerate(entries):
        if entry.kind == "province":
            near[index] = [1.0 if lies_in(other, entry) else 0.0 for other in others]
        elif entry.kind not in SETTLED:
            near[index] = 0.0
    names = [company.keys[row] for row in rows]
    starts = [index for index, name in enumerate(names) if not index or names[index - 1] != name]
    support = np.maximum.reduceat(near * chances, starts, axis=1).sum(axis=1)
    states = {entry.country for entry in entries if entry.kind == "country"}
    weights = [
        0.0 if entry.country in states else GAIN * amount / (amount + 1.0)
        for entry, amount in zip(entries, support.tolist(), strict=True)
    ]
    _prefer_provinces(weights, entries, support.tolist(), others, chances.tolist())
    return weights


def _prefer_provinces(
    weights: list[float],
    entries: Sequence[Entry],
    support: Sequence[float],
    others: Sequence[Entry],
    chances: Sequence[float],
) -> None:
    """Take weight from a country whose namesake is a province with towns in the story: Georgia beside Savannah."""
    full = max(
        (amount for entry, amount in zip(entries, support, strict=True) if entry.kind == "province"), default=0.0
    )
    if full < FEW:
        return
    for index, entry in enumerate(entries):
        if entry.kind == "country":
            inside = sum(chance for other, chance in zip(others, chances, strict=True) if lies_in(other, entry))
            weights[index] -= STATEHOOD * (inside < 0.5)


def _distances(
    entries: Sequence[Entry], others: Sequence[Entry]
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Return the kilometres from every entry to every other one; far away where a position is missing."""
    cosines = np.clip(_points(entries) @ _points(others).T, -1.0, 1.0)
    return np.asarray(6371.0 * np.arccos(cosines), dtype=np.float64).reshape(len(entries), len(others))


def _points(entries: Sequence[Entry]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    points = np.zeros((len(entries), 3))
    for row, entry in enumerate(entries):
        if entry.latitude is not None and entry.longitude is not None:
            latitude, longitude = math.radians(entry.latitude), math.radians(entry.longitude)
            flat = math.cos(latitude)
            points[row] = flat * math.cos(longitude), flat * math.sin(longitude), math.sin(latitude)
    return points
