"""Records of what passes between two countries."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from detente.dyads.periods import middle_day
from detente.stories.merging import OUTWEIGHS

FACTUAL = ("happened", "ongoing")
FACTUALITIES = ("happened", "ongoing", "planned", "proposed", "possible", "alleged", "denied", "historical")


class Occurrence(msgspec.Struct, frozen=True, kw_only=True):
    """An event with all its reports, as far as they are known."""

    merged: str
    """Id of the merged event."""
    event: str
    """Id of the event in the story whose words stand here."""
    story: str
    published: str | None
    earliest: str | None
    latest: str | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    source_countries: tuple[str, ...]
    target_countries: tuple[str, ...]
    reciprocal: bool
    type: str
    mode: str | None
    content: str | None
    quad: int
    scale: float
    speaker: str | None
    factuality: str
    counted: bool
    exclusions: tuple[str, ...]
    trigger_start: int
    trigger_end: int
    words_start: int
    words: str
    n_reports: int
    """Stories that tell it."""
    told_by: tuple[str, ...]
    """Independent sources."""

    @property
    def day(self) -> date | None:
        """The middle day of its interval; None where it is unknown or wider than a year."""
        return middle_day(self.earliest, self.latest)

    def goes(self, source: str, target: str) -> bool:
        """Tell whether it goes from one country to another; where both sides act, it goes both ways."""
        straight = source in self.source_countries and target in self.target_countries
        turned = self.reciprocal and target in self.source_countries and source in self.target_countries
        joint = self.reciprocal and not self.targets and {source, target} <= set(self.source_countries)
        return straight or turned or joint

    def between(self, one: str, other: str) -> bool:
        """Tell whether it goes from either of two countries to the other."""
        return self.goes(one, other) or self.goes(other, one)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of one side that is addressed to the other or names it."""

    story: str
    title: str | None
    published: str | None
    speaking: str
    """Alpha-3 of the country that speaks."""
    speaker: str
    cameo: str
    kind: str
    factuality: str
    start: int
    end: int
    words: str
    addressed: bool
    """It is addressed to the other side; else it names it."""


class Third(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is named in stories that name both countries."""

    key: str
    """Alpha-3 of a country, or the name of an organisation."""
    name: str
    stories: int
    share: float
    """Of the stories that name both."""
    mentions: int


def gather_occurrences(rows: Iterable[Mapping[str, Any]]) -> Iterator[Occurrence]:
    """Yield the events that reports tell, each once.

    Args:
        rows: flat rows of reports, those of one event (`merged`) side by side, the one that stands for it first. It is
            counted if a report with the winning factuality is.
    """
    reports: list[Mapping[str, Any]] = []
    for row in rows:
        if reports and reports[0]["merged"] != row["merged"]:
            yield _sum_up(reports)
            reports = []
        reports.append(row)
    if reports:
        yield _sum_up(reports)


def _sum_up(reports: list[Mapping[str, Any]]) -> Occurrence:
    factuality = min((row["factuality"] for row in reports), key=OUTWEIGHS.index)
    winning = [row for row in reports if row["factuality"] == factuality]
    first = reports[0] if reports[0] in winning else winning[0]
    counted = any(row["counted"] for row in winning)
    plain = {name: first[name] for name in Occurrence.__struct_fields__ if name in first}
    lists = ("sources", "targets", "source_countries", "target_countries", "exclusions")
    return Occurrence(
        **{
            **plain,
            **{name: tuple(first[name] or ()) for name in lists},
            "counted": counted,
            "exclusions": () if counted else tuple(first["exclusions"] or ()),
            "n_reports": len({row["story"] for row in reports}),
            "told_by": tuple(sorted({row["told_by"] for row in reports})),
        }
    )
