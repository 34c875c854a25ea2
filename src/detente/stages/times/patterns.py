"""Find the expressions of a sentence: at each place the longest reading, then ranges and alternatives between them."""

from collections.abc import Callable
from typing import Literal, cast

import msgspec

from detente.stages.times.clocks import read_lone_weekday, read_timed
from detente.stages.times.comparisons import COMPARISONS
from detente.stages.times.dates import read_calendar, read_century, read_decade, read_numeric, read_ordinal, read_years
from detente.stages.times.durations import read_all, read_day_beside, read_later_years, read_length, read_set
from detente.stages.times.lexemes import Line
from detente.stages.times.links import Expression, link_expressions
from detente.stages.times.meanings import (
    Dated,
    Edge,
    Found,
    Lasting,
    Ranged,
    Repeated,
    Shared,
    Shifted,
    Stretch,
    Unit,
    Vague,
)
from detente.stages.times.names import read_christian_year, read_episode, read_holiday, read_named
from detente.stages.times.periods import (
    read_fiscal,
    read_modifier,
    read_nth_of_unit,
    read_once,
    read_quarter,
    read_season,
    read_the_unit,
    read_week_of,
    read_which,
    read_word,
)

Reader = Callable[[Line, int], Found | None]

PERIODS: tuple[Reader, ...] = (
    read_calendar,
    read_numeric,
    read_years,
    read_decade,
    read_century,
    read_season,
    read_quarter,
    read_fiscal,
    read_which,
    read_the_unit,
    read_lone_weekday,
    read_holiday,
)
"""What a portion can be taken of."""


LINKING = frozenset({
    "after", "and", "as", "at", "before", "clock_cue", "decade_mark", "during", "ended_by", "fraction", "from", "from_now",
    "in_hours", "in_the", "in_time", "of", "on", "over", "part_cue", "strictly_of", "than", "to", "which_pronoun", "year_cue",
})  # fmt: skip
"""Classes of words that stand before, inside or behind an expression and never open one."""

EDGES = ("day", "week", "weekend", "month", "quarter")
"""Units in "the last day of 1899"."""
ADVERBIAL = ("early", "mid", "late")
"""Shares that stand before a time without "of"."""


def find_expressions(line: Line) -> list[Expression]:
    """Return the time expressions of a sentence in order, none overlapping."""
    found: list[Found] = []
    place = 0
    while place < len(line):
        read = _read(line, place) if _can_open(line, place) else None
        if read is None:
            place += 1
            continue
        found.append(msgspec.structs.replace(read, rest=()))
        found.extend(read.rest)
        place = max(read.stop, place + 1)
    return link_expressions(line, [_express(line, one) for one in found])


def _can_open(line: Line, place: int) -> bool:
    """Return whether an expression can begin at a place: most words that the rules know only link or bound one."""
    if line.number(place) is not None:
        return True
    if line.low(place) == "'":
        return line.number(place + 1) is not None
    kinds = [kind for kind in line.entries[place] if kind not in LINKING and line.is_a(place, kind)]
    if kinds == ["the"]:
        after = place + 1
        return after < len(line) and (
            bool(line.entries[after]) or line.number(after) is not None or line.low(after) == "'"
        )
    return bool(kinds)


def _read(line: Line, place: int) -> Found | None:
    """Return the longest reading at a place; of equal ones the first rule's."""
    best: Found | None = None
    for reader in READERS:
        found = reader(line, place)
        if found and (best is None or found.stop > best.stop):
            best = found
    return best


def read_shared(line: Line, place: int) -> Found | None:
    """Read "late January", "mid-1990s", "the end of last year", "early in the week", "the early 1990s"."""
    start = line.skip(place, "the")
    portion = line.take(place, "portion") or line.take(start, "portion")
    if portion is None:
        return None
    share = line.words.portions[str(portion[0])]
    token = line.token(portion[1] - 1)
    if token is not None and token.pos == "VERB":
        return None  # "will start in 2015"
    noun = portion[1] - place > 1 or line.low(portion[1] - 1) not in ADVERBIAL
    after = line.skip_dash(portion[1])
    after = line.skip(after, "strictly_of" if noun else "of") if after == portion[1] else after
    core = _longest(line, line.skip(after, "the"), PERIODS) if line.is_a(after, "the") else None
    inner = _longest(line, after, PERIODS) or core or (read_word(line, after) if not noun else None)
    if inner is None or inner.rest or isinstance(inner.meaning, Lasting | Repeated | Vague):
        return None
    if noun and after == portion[1] and line.low(portion[1] - 1) not in ADVERBIAL:
        return None
    end = inner.end
    if isinstance(inner.meaning, Ranged):
        return Found(start=place, end=end, meaning=inner.meaning)
    return Found(start=place, end=end, meaning=Shared(of=inner.meaning, portion=share))


def read_beside(line: Line, place: int) -> Found | None:
    """Read "earlier this week", "later Friday", "earlier in the day": the period up to the anchor or from it on."""
    for kind, beside in (("earlier_than_now", "earlier"), ("later_than_now", "later")):
        after = line.skip(place, kind)
        if after == place:
            continue
        start = line.skip(after, "of")
        inner = _longest(line, start, (*PERIODS, read_word))
        if inner is None or inner.rest or isinstance(inner.meaning, Lasting | Repeated | Vague | Ranged):
            return None
        if start > after and isinstance(inner.meaning, Dated) and inner.meaning.day is not None:
            return None
        side: Literal["earlier", "later"] = "earlier" if beside == "earlier" else "later"
        return Found(start=place, end=inner.end, meaning=Shared(of=inner.meaning, beside=side))
    return None


def read_middle(line: Line, place: int) -> Found | None:
    """Read "midyear", "mid-week", "year-end"."""
    for kind, name in (("middle_of", "mid"), ("end_of", "end")):
        unit, portion = line.take(place, kind), line.words.portions.get(name)
        if unit and portion:
            shifted = Shifted(unit=cast("Unit", unit[0]), count=0)
            return Found(start=place, end=unit[1], meaning=Shared(of=shifted, portion=portion))
    return None


def read_about(line: Line, place: int) -> Found | None:
    """Read "about 2020" and "around June 1" behind a preposition, where the word can only mean roughly."""
    after = line.skip(place, "roughly")
    if after == place or line.is_a(place - 1, "or") or line.is_a(place - 1, "and"):
        return None
    if not (line.ends_with(place, "year_cue") or line.ends_with(place, "clock_cue")):
        return None
    inner = _longest(line, after, (read_calendar, read_years, read_decade, read_century))
    return msgspec.structs.replace(inner, start=place) if inner and not inner.rest else None


def read_edge(line: Line, place: int) -> Found | None:
    """Read "the last day of 1899", "the first weekend of May", "the final week of the year"."""
    start = line.skip(place, "the")
    first = line.low(start) == "first"
    after = start + 1 if first else line.skip(line.skip(start, "last"), "final")
    unit = line.take(after, "unit") if after > start else None
    of = line.skip(unit[1], "strictly_of") if unit else after
    if unit is None or unit[0] not in EDGES or line.low(after) != unit[0] or of == unit[1]:
        return None
    whole = _longest(line, of, (read_calendar, read_years, read_fiscal, read_which, read_the_unit, read_quarter))
    if whole is None or whole.rest or not isinstance(whole.meaning, Dated | Stretch | Shifted):
        return None
    if isinstance(whole.meaning, Dated) and (whole.meaning.day or whole.meaning.weekday):
        return None
    meaning = Edge(unit=cast("Unit", unit[0]), of=whole.meaning, first=first)
    return Found(start=place, end=whole.end, meaning=meaning)


def read_day_of_month(line: Line, place: int) -> Found | None:
    """Read "the 15th" after "on", and "the 2nd of this month"."""
    start = line.skip(place, "the")
    ordinal = read_ordinal(line, start) if start > place else None
    if ordinal is None or ordinal[0] > 31:
        return None
    of = line.skip(ordinal[1], "strictly_of")
    each = line.skip(of, "each")
    if each > of > ordinal[1] and line.low(each) == "month":
        return Found(start=place, end=each + 1, meaning=Repeated(value=f"XXXX-XX-{ordinal[0]:02d}", grain="day"))
    for kind, step in (("last", -1), ("this", 0), ("next", 1), ("the", 0)):
        after = line.skip(of, kind) if of > ordinal[1] else of
        if after > of and line.low(after) == "month":
            meaning = Dated(day=ordinal[0], which="last" if step < 0 else "next" if step > 0 else "this")
            return Found(start=place, end=after + 1, meaning=meaning)
    follows = line.token(ordinal[1])
    plain = line.number(start) is not None and line.ends_with(place, "on")
    if plain and follows is not None and follows.pos in ("PUNCT", "ADP", "CCONJ", "PART", "SCONJ", "ADV"):
        return Found(start=place, end=ordinal[1], meaning=Dated(day=ordinal[0]))
    return None


def _longest(line: Line, place: int, readers: tuple[Reader, ...]) -> Found | None:
    best: Found | None = None
    for reader in readers:
        found = reader(line, place)
        if found and (best is None or found.stop > best.stop):
            best = found
    return best


READERS: tuple[Reader, ...] = (
    read_named,
    read_timed,
    read_episode,
    read_shared,
    read_beside,
    read_nth_of_unit,
    read_week_of,
    read_length,
    read_all,
    read_later_years,
    read_day_beside,
    *COMPARISONS,
    *PERIODS,
    read_word,
    read_modifier,
    read_once,
    read_set,
    read_middle,
    read_day_of_month,
    read_edge,
    read_about,
    read_christian_year,
)


def _express(line: Line, found: Found) -> Expression:
    """Return the expression; an article that belongs to a noun outside ("the 1990s crisis") is left out."""
    first = found.start
    article = line.is_a(first, "the") or (line.is_a(first, "a_per") and line.hyphen(found.end - 2))
    if article and first + 1 < found.end and _belongs_outside(line, first, found.end):
        first += 1
    lexemes = line.lexemes
    return Expression(
        start=lexemes[first].start,
        end=lexemes[found.end - 1].end,
        meaning=found.meaning,
        first=first,
        last=found.end,
    )


def _belongs_outside(line: Line, place: int, end: int) -> bool:
    token = line.token(place)
    follows = line.token(end)
    if token is None or token.dep != "det" or line.tree is None:
        return False
    inside = {lexeme.token for lexeme in line.lexemes[place:end]}
    outside = token.head not in inside and token.head > max(inside)
    return outside and follows is not None and follows.tag != "POS"
