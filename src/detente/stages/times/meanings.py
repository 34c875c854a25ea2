"""What an expression means before it is anchored: the small algebra between the grammar and the resolver."""

from typing import Literal

import msgspec

from detente.packs.time_words import Episode, Holiday, Portion

Unit = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "season", "year", "decade",
    "century", "millennium",
]  # fmt: skip
Which = Literal["last", "this", "next", "same", "previous", "following"]
"""Counted from the anchor (last, this, next) or from the time mentioned last (same, previous, following)."""

UNITS: frozenset[str] = frozenset(Unit.__args__)  # type: ignore[attr-defined]


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar date as far as it is written: "Saturday, Nov. 2", "May 2015", "2012"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: Which | None = None
    """Of "last March", "next Friday"; the year is found from it."""
    year_shift: int | None = None
    """Of "May last year": years from the anchor's."""


class Slashed(msgspec.Struct, frozen=True, kw_only=True):
    """02/11/2013: day or month first."""

    first: int
    second: int
    year: int


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered part of a year, or a decade or century by number: "the third quarter", "spring 2014", "the 1990s"."""

    kind: Literal["quarter", "half", "season", "fiscal", "decade", "century"]
    number: int = 0
    """Quarter, half; the decade 1990s is 199, the 20th century 19."""
    season: str = ""
    split: bool = False
    """A fiscal year that names both its calendar years: "2013-14"."""
    year: int | None = None
    which: Which | None = None
    year_shift: int | None = None


class Shifted(msgspec.Struct, frozen=True, kw_only=True):
    """A whole unit counted from the anchor or the last mentioned time: "last year", "two weeks ago", "the next day"."""

    unit: Unit
    count: float | None
    """None is vague: "years ago", "several days later"."""
    base: Literal["anchor", "reference"] = "anchor"
    back: bool = False
    """Where the count is vague: into the past."""
    apart: bool = False
    """Of "two years later": never counted from the anchor itself."""
    told: "Meaning | None" = None
    """The time that it is counted from where that is written beside it: "the week after Nov. 2"."""


class Lasting(msgspec.Struct, frozen=True, kw_only=True):
    """A length of time, perhaps tied to now ("the past two weeks") or to an event ("two weeks after the talks")."""

    unit: Unit
    count: float | None
    """All of it in the unit: 5.33 for "five hours and 20 minutes"."""
    more: tuple[tuple[Unit, float], ...] = ()
    """Of "five hours and 20 minutes": the minutes."""
    tied: Literal["", "past", "next", "after", "before", "in", "within"] = ""
    within: "Meaning | None" = None
    """Of "the first three months of 2013": the period they are cut from."""
    edge: Literal["first", "last"] = "first"
    told: "Meaning | None" = None
    """The time right after "after" or "before", where there is one."""


class Counterpart(msgspec.Struct, frozen=True, kw_only=True):
    """The quarter or month told before, in another year: "the year-earlier quarter", "the same month of 1988"."""

    unit: Literal["week", "month", "quarter", "day", "season", ""]
    """Empty for "the same period": the whole of the other year."""
    of: "Meaning"


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """The first or last unit of a period: "the last day of 1899"."""

    unit: Unit
    of: "Meaning"
    first: bool


class Containing(msgspec.Struct, frozen=True, kw_only=True):
    """The period that a day begins or ends: "the week ended Saturday", "the fiscal year that begins Oct. 1"."""

    unit: Literal["week", "month", "quarter", "fiscal"]
    day: "Meaning"
    begins: bool = False


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """A set: "every Friday"; the value is complete."""

    value: str
    grain: str


class Vague(msgspec.Struct, frozen=True, kw_only=True):
    """PAST_REF, PRESENT_REF, FUTURE_REF."""

    value: str


class Timed(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a day or a time of the clock, with the day where one is written."""

    day: "Meaning | None" = None
    part: str = ""
    hour: int | None = None
    minute: int | None = None


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A share of a period: "late January", "the end of last year", "earlier this week"."""

    of: "Meaning"
    portion: Portion | None = None
    beside: Literal["", "earlier", "later"] = ""
    """Up to the anchor or from it on."""


class Ranged(msgspec.Struct, frozen=True, kw_only=True):
    """From the first to the last: "May 3-5", "2010-2012", "late January or February"."""

    first: "Meaning"
    last: "Meaning"


class WeekOf(msgspec.Struct, frozen=True, kw_only=True):
    """The week with a given day in it, or the nth week of a month."""

    day: "Meaning"
    number: int | None = None
    """1 to 5; -1 is the last; None is the week of that day."""
    weekday: int | None = None
    """Of "the third Thursday of November": that day and not the week."""


class Feast(msgspec.Struct, frozen=True, kw_only=True):
    """A holiday of the pack."""

    holiday: Holiday
    year: int | None = None
    which: Which | None = None


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """A named stretch of history or its beginning or end."""

    episode: Episode
    edge: Literal["", "start", "end"] = ""


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """Days that the pack knows: a named day, a year of an era or of the Hijri count."""

    value: str
    earliest: str
    latest: str
    grain: Literal["day", "year"]
    why: str


Meaning = (
    Dated
    | Slashed
    | Stretch
    | Shifted
    | Lasting
    | Counterpart
    | Containing
    | Edge
    | Repeated
    | Vague
    | Timed
    | Shared
    | Ranged
    | WeekOf
    | Feast
    | Past
    | Fixed
)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of lexemes with its meaning."""

    start: int
    end: int
    """Place after the last lexeme."""
    meaning: Meaning
    rest: tuple["Found", ...] = ()
    """Further expressions that were read in the same go and share words with it ("3 to 5 May")."""

    @property
    def stop(self) -> int:
        """Place after all that was read."""
        return self.rest[-1].end if self.rest else self.end
