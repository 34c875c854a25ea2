"""The grammar of lengths and sets: "more than two years", "two weeks ago", "the past two weeks", "every Friday"."""

from typing import Literal, cast

import msgspec

from detente.stages.times.calendar import FINENESS
from detente.stages.times.dates import read_month, read_weekday
from detente.stages.times.lexemes import Line
from detente.stages.times.meanings import Found, Lasting, Meaning, Repeated, Shifted, Timed, Unit
from detente.stages.times.numbers import read_count, skip_half

NOT_COUNTED = frozenset({"season", "weekend"})
BARE = frozenset({"days", "weeks", "months", "years", "decades", "centuries", "hours", "minutes"})
SHORT = frozenset({"hour", "minute"})
"""Lengths that need company where no number stands before them: "hours later", "for hours", "minutes of silence"."""
BEFORE_NOUN = frozenset({"ADJ", "NUM", "NOUN", "PRON", "DET", "PROPN", "SYM"})
"""What stands before "years" in "his teenage years", which are no length."""
HOURS: dict[Unit, float] = {
    "year": 8766, "month": 730.5, "week": 168, "day": 24, "hour": 1, "minute": 1 / 60, "second": 1 / 3600,
}  # fmt: skip
"""Units, from coarse to fine, that one length can be told in together, with about how long they are."""
Core = tuple[Unit, float | None, int]
"""Unit, count and the place after them."""
RATE_REACH = 7
"""Pieces in which a rate has its number."""
SET_UNITS = {
    "second": "PT1S", "minute": "PT1M", "hour": "PT1H", "day": "P1D", "week": "P1W", "fortnight": "P2W", "month": "P1M",
    "quarter": "P1Q", "year": "P1Y", "decade": "P1DE", "century": "P1CE", "weekend": "XXXX-WXX-WE", "season": "P1S",
    "millennium": "P1ML",
}  # fmt: skip


def read_length(line: Line, place: int) -> Found | None:
    """Read a length with its modifiers, and what comes after it: ago, later, from now, before, after."""
    start = line.skip(place, "the")
    past: Literal["", "past", "next"] = ""
    if start > place or line.is_a(place, "past") or line.is_a(place, "last") or line.is_a(place, "next"):
        tied, past = _tie(line, start)
        if not past:
            return _read_the_length(line, place, start) if start > place else None
        start = tied
    approximate = start if past or _is_preposition(line, start) else line.skip(start, "approximately")
    if line.is_a(start, "another") and line.dash(approximate + 1):
        return None  # "another seven-year term": one more term
    return _read_tail(line, place, approximate, past) or (
        _read_tail(line, place, start, past) if approximate > start else None
    )


def read_all(line: Line, place: int) -> Found | None:
    """Read "all day", "all week"."""
    start = line.skip(place, "all")
    unit = line.take(start, "unit") if start > place else None
    if unit is None or unit[0] not in ("day", "week", "month", "year") or line.low(start) != unit[0]:
        return None
    return Found(start=place, end=unit[1], meaning=Lasting(unit=cast("Unit", unit[0]), count=1))


def _read_the_length(line: Line, place: int, start: int) -> Found | None:
    """Read "the nine months ended Sept. 30", "the weeks before the vote"; the article belongs to the unit."""
    if start > place and (described := _read_described(line, place, start)):
        return described
    plural = line.take(start, "unit") if line.low(start) in BARE else None
    if plural and plural[0] not in SHORT:
        core: Core | None = (cast("Unit", plural[0]), None, plural[1])
    else:
        core = _read_core(line, start, bare=True)
    article, unit = line.token(place), line.token(core[2] - 1) if core else None
    if core is None or article is None or unit is None or line.tree is None:
        return None
    if unit.tag not in ("NNS", "NN") or line.tree.tokens[article.head] is not unit:
        return None
    if core[1] is None and unit.tag == "NNS":
        return Found(start=place, end=core[2], meaning=Lasting(unit=core[0], count=None))
    return _read_tail(line, place, start, "")


def _read_described(line: Line, place: int, start: int) -> Found | None:
    """Read "the post-war years", "the Reagan years", "the early days"."""
    after = line.skip(start, "describes_years")
    name = line.token(start)
    if after == start and name is not None and name.pos == "PROPN" and line.capital(start):
        after = start + 1
    unit = line.take(after, "unit") if after > start and line.low(after) in BARE else None
    if unit is None or unit[0] in SHORT or line.capital(after) or line.is_a(start, "number"):
        return None  # "the Seven Years' War"
    return Found(start=place, end=unit[1], meaning=Lasting(unit=cast("Unit", unit[0]), count=None))


def read_later_years(line: Line, place: int) -> Found | None:
    """Read "later years" without an article."""
    after = line.skip(place, "later_years")
    unit = line.take(after, "unit") if after > place and line.low(after) in BARE else None
    if unit is None or unit[0] in SHORT:
        return None
    return Found(start=place, end=unit[1], meaning=Lasting(unit=cast("Unit", unit[0]), count=None))


def read_day_beside(line: Line, place: int) -> Found | None:
    """Read "the day before", "the night before", "the week after", "the year earlier", "the year before last"."""
    start = line.skip(place, "the")
    unit = line.take(start, "unit") if start > place else None
    if line.is_a(place - 1, "to") and line.low(start) == "day":
        return None  # "six months to the day after"
    if start > place and (part := line.take(start, "part")) and line.low(part[1]) in ("before", "after"):
        step = -1 if line.low(part[1]) == "before" else 1
        day = Shifted(unit="day", count=step, base="reference")
        return Found(start=place, end=part[1] + 1, meaning=Timed(day=day, part=str(part[0])))
    if (
        unit is None
        or unit[0] not in ("day", "week", "month", "year", "weekend", "decade")
        or line.low(start) != unit[0]
    ):
        return None
    for word, kind, step in (("before", "last", -1), ("after", "next", 1)):
        far = line.skip(unit[1] + 1, kind)
        if line.low(unit[1]) == word and far > unit[1] + 1:
            return Found(start=place, end=far, meaning=Shifted(unit=cast("Unit", unit[0]), count=2 * step))
    for kind, step in (("later", 1), ("after", 1), ("earlier", -1), ("before", -1)):
        end = line.skip(unit[1], kind)
        if end > unit[1] and line.low(unit[1]) not in ("on", "following") and line.low(unit[1]) != "ahead":
            return Found(start=place, end=unit[1] + 1, meaning=_shifted(cast("Unit", unit[0]), 1.0, step, "reference"))
    return None


def _tie(line: Line, start: int) -> tuple[int, Literal["", "past", "next"]]:
    for kind, tied in (("last", "past"), ("past", "past"), ("next", "next"), ("coming", "next"), ("previous", "past")):
        after = line.skip(start, kind)
        if after > start and not line.verbal(start):
            return after, cast("Literal['past', 'next']", tied)
    after = line.skip(start, "following")
    return (after, "next") if after > start else (start, "")


def _read_tail(line: Line, place: int, start: int, tied: Literal["", "past", "next"]) -> Found | None:
    core = _read_core(line, start, bare=not tied)
    if core is None:
        return None
    unit, count, end = core
    more, end = _read_more(line, core)
    count = count if count is None else count + sum(part[1] * HOURS[part[0]] / HOURS[unit] for part in more)
    recent = line.take(start, "recent")
    if tied or recent:
        lasting = Lasting(unit=unit, count=count, more=more, tied=tied or "past")
        return Found(start=place, end=end, meaning=lasting)
    if (ago := line.skip(end, "ago")) > end:
        return Found(start=place, end=ago, meaning=_shifted(unit, count, -1, "anchor"))
    if (hence := line.skip(end, "from_now")) > end:
        return Found(start=place, end=hence, meaning=_shifted(unit, count, 1, "anchor"))
    for kind, step in (("later", 1), ("earlier", -1), ("after", 1)):
        after = line.skip(end, kind)
        if after > end and line.is_a(after, "than"):
            break  # "six weeks later than agreed" is a length
        if after > end and _is_adverb(line, end, after):
            return Found(start=place, end=after, meaning=_shifted(unit, count, step, "reference"))
    following: Literal["", "after", "before", "in", "within"] = ""
    if line.is_a(end, "after"):
        following = "after"
    elif line.is_a(end, "before"):
        following = "before"
    elif line.is_a(place - 1, "in_time"):
        following = "in"
    elif line.is_a(place - 1, "within"):
        following = "within"
    if not following and _is_rate(line, place, start, end):
        return Found(start=place, end=end, meaning=Repeated(value=SET_UNITS[unit], grain=unit))
    if following != "within" and (share := _read_share(line, unit, count, end)):
        return share if share.start == place else msgspec.structs.replace(share, start=place)
    return Found(start=place, end=end, meaning=Lasting(unit=unit, count=count, more=more, tied=following))


def _is_preposition(line: Line, place: int) -> bool:
    """Tell "over two days he ..." from "for over two days"."""
    token, before = line.token(place), line.token(place - 1)
    if token is None or token.dep != "prep" or not line.is_a(place, "also_preposition"):
        return False
    return before is None or before.pos != "ADP"


def _read_more(line: Line, core: Core) -> tuple[tuple[tuple[Unit, float], ...], int]:
    """Read on after "five hours": "and 20 minutes", ", 40 minutes"; each unit finer than the one before."""
    unit, count, end = core
    more: list[tuple[Unit, float]] = []
    while count is not None and not line.dash(end - 2):
        comma = line.low(end) == ","
        link = line.skip(end + comma, "and")
        further = read_count(line, link)
        if further is None or further[0] is None or unit not in HOURS:
            break
        finer = _read_unit(line, link, further[0], further[1])
        if finer is None or finer[1] is None or line.dash(finer[2] - 2):
            break
        if HOURS.get(finer[0], HOURS[unit]) >= HOURS[unit]:
            break
        if finer[2] != further[1] + 1 or (comma and link == end + 1 and line.is_a(finer[2], "strictly_of")):
            break
        unit, end = finer[0], finer[2]
        more.append((unit, finer[1]))
    return tuple(more), end


def _read_share(line: Line, unit: Unit, count: float | None, end: int) -> Found | None:
    """Read on after "six days": "a week", "each month" make a set of it."""
    per = line.skip(end, "each")
    per = per if per > end else line.skip(end, "a_per")
    whole = line.take(per, "unit") if per > end and count is not None else None
    if per > end and count is not None and unit in ("hour", "minute") and (part := line.take(per, "part")):
        return Found(start=end, end=part[1], meaning=Repeated(value="P1D", grain="day"))
    if whole is None or line.low(per) != whole[0] or str(whole[0]) in NOT_COUNTED:
        return None
    if FINENESS.index(str(whole[0])) <= FINENESS.index(unit) or any(
        line.is_a(whole[1], kind) for kind in ("ago", "after", "before", "later", "earlier", "from_now")
    ):
        return None
    return Found(start=end, end=whole[1], meaning=Repeated(value=SET_UNITS[str(whole[0])], grain=str(whole[0])))


def _shifted(unit: Unit, count: float | None, step: int, base: Literal["anchor", "reference"]) -> Meaning:
    return Shifted(
        unit=unit, count=None if count is None else step * count, back=step < 0, apart=base == "reference", base=base
    )


def _is_adverb(line: Line, place: int, after: int) -> bool:
    """Tell "two days before, he ..." from "two days before the vote"; "later" and "earlier" always end it."""
    if line.low(place) in ("later", "earlier", "afterward", "afterwards", "previously"):
        return True
    if line.low(place) in ("on", "following"):
        return line.low(place) == "on" and line.low(after) == ","
    token, follows = line.token(place), line.token(after)
    if line.low(after) in ("", ".", ",", ";", ":", "and", "but", ")"):
        return True
    if token is None or follows is None:
        return False
    return token.dep == "advmod" and follows.pos in ("PUNCT", "ADP", "CCONJ")


def _is_rate(line: Line, place: int, start: int, end: int) -> bool:
    """Tell "$3 billion a year" from "for a year"."""
    if not line.is_a(start, "a_per") or end != start + 2:
        return False
    before = line.token(place - 1)
    if before is None:
        return False
    if before.tag in ("CD", "NNS") or line.is_a(place - 1, "multiple") or line.low(place - 1) == "%":
        return True
    # "50 square kilometres of forest a year": a length would be what the verb lasts.
    unit = line.token(end - 1)
    return before.pos == "NOUN" and unit is not None and unit.dep == "npadvmod" and _counts_before(line, place)


def _counts_before(line: Line, place: int) -> bool:
    """Return whether a number stands among the few pieces before a place."""
    return any(
        line.number(at) is not None or line.is_a(at, "number") or line.is_a(at, "multiple")
        for at in range(place - RATE_REACH, place)
    )


def _read_core(line: Line, start: int, *, bare: bool) -> Core | None:
    """Read number and unit: "five-day", "two or three weeks", "half an hour", "25-year-old", "weeks"."""
    half = line.take(start, "half_of") or line.take(start, "quarter_of")
    if half:
        at = line.skip_dash(half[1])
        unit = line.take(at, "unit")
        if unit and unit[0] in ("hour", "year", "decade", "century", "day", "minute") and line.low(at) == unit[0]:
            return _scale(cast("Unit", unit[0]), 0.25 if line.is_a(start, "quarter_of") else 0.5, unit[1])
    if line.is_a(start, "recent") or bare:
        found = _read_bare(line, start)
        if found:
            return found
    one = line.skip(line.skip(start, "one"), "whole") if line.is_a(start, "one") else line.skip(start, "another")
    if one > start and (unit := line.take(one, "unit")):
        token = line.token(one)
        if line.low(one) != unit[0] or unit[0] in NOT_COUNTED or unit[0] in ("second", "quarter"):
            return None
        if token is not None and (token.pos == "ADJ" or token.dep == "amod"):
            return None  # "a minute trace"
        if line.dash(unit[1]) and line.is_a(unit[1] + 1, "long"):
            return None  # the article of "a month-long siege" is the siege's
        if line.hyphen(unit[1]) and (line.is_a(start, "a_per") or not line.is_a(unit[1] + 1, "old")):
            return None  # nor is it the year's in "a year-old firm", "a year-earlier profit"
        if (
            line.is_a(unit[1], "or")
            and (more_of := read_count(line, unit[1] + 1))
            and not line.is_a(more_of[1], "unit")
        ):
            return _finish(line, cast("Unit", unit[0]), more_of[0], more_of[1])  # "a day or two"
        added, more = skip_half(line, unit[1])
        return _finish(line, cast("Unit", unit[0]), 1.0 + added, more)
    counted = read_count(line, start)
    if counted is None:
        return None
    count, after = counted
    for link in ("or", "to"):
        to = after + 1 if line.dash(after) and line.glued(after) and line.is_a(after + 1, link) else after
        if (line.is_a(to, link) or line.dash(to)) and (second := read_count(line, line.skip_dash(to + 1))):
            count, after = second
            break
    return _read_unit(line, start, count, after)


def _read_unit(line: Line, start: int, count: float | None, after: int) -> Core | None:
    joined = line.skip_dash(after)
    at = line.skip(joined, "between_number_and_unit")
    at = line.skip_dash(at)
    unit = line.take(at, "unit")
    if (
        unit is None
        or unit[0] in NOT_COUNTED
        or (line.low(joined) == "long" and at > joined and not line.glued(joined))
    ):
        return None
    singular = line.low(at) == unit[0]
    if singular and joined == after and count != 1.0:
        return None
    if singular and joined == after and unit[0] in ("second", "quarter"):
        return None
    if unit[0] == "quarter" and line.is_a(unit[1], "strictly_of"):
        return None
    if line.capital(at) and not _all_capitals(line, start, at):
        return None
    return _finish(line, cast("Unit", unit[0]), count, unit[1])


def _all_capitals(line: Line, start: int, end: int) -> bool:
    """Title case and capitals all through: a headline rather than a name such as the Seven Years' War."""
    return line.titled and all(line.capital(at) or not line.text(at).isalpha() for at in range(start, end))


def _finish(line: Line, unit: Unit, count: float | None, end: int) -> Core | None:
    for kind in ("old", "long"):
        if line.dash(end) and line.is_a(end + 1, kind) and line.glued(end):
            return unit, count, end + 2
    if line.blocked(end, "after_unit"):
        return None
    return _scale(unit, count, end)


def _scale(unit: Unit, count: float | None, end: int) -> Core:
    """Carry a quarter of a century over to years."""
    if count == 0.25 and unit in ("hour", "century", "year"):
        smaller: dict[str, tuple[Unit, float]] = {"hour": ("minute", 15), "century": ("year", 25), "year": ("month", 3)}
        unit, count = smaller[unit]
    return unit, count, end


def _read_bare(line: Line, start: int) -> Core | None:
    """Read "weeks", "years" without a number, "recent months", "a decade-long", "weeklong"."""
    recent = line.skip(start, "recent")
    long = line.take(start, "unit_long")
    if long:
        return cast("Unit", long[0]), None if line.low(start).endswith("slong") else 1.0, long[1]
    unit = line.take(recent, "unit")
    if unit is None or unit[0] in NOT_COUNTED:
        return None
    name, plural = cast("Unit", unit[0]), line.low(recent) in BARE
    if line.dash(unit[1]) and (line.is_a(unit[1] + 1, "long") or line.is_a(unit[1] + 1, "old")):
        return name, None if plural else 1.0, unit[1] + 2
    before = line.token(start - 1)
    counted = before is not None and (before.pos in BEFORE_NOUN or before.tag == "POS")
    beside = any(line.is_a(unit[1], kind) for kind in ("after", "before", "later", "earlier", "ago"))
    if beside and before is not None and before.tag not in ("POS", "PRP$", "JJ", "VBG"):
        counted = False  # "on Tuesday minutes after the vote"
    if not plural or (recent == start and counted) or (line.capital(recent) and recent > 0):
        return None
    if name in SHORT and not beside:
        beside = line.ends_with(start, "in_hours") or line.ends_with(start, "strictly_of")
        beside = beside or line.is_a(unit[1], "strictly_of") or line.is_a(unit[1], "ago")
    return (name, None, unit[1]) if name not in SHORT or beside else None


def read_set(line: Line, place: int) -> Found | None:
    """Read "every Friday", "annually", "each year", "every two weeks", "twice a week", "Mondays"."""
    word = line.take(place, "set_word")
    if word:
        newspaper = line.capital(word[1]) and line.is_a(place - 1, "the")  # "the daily Kathimerini"
        if ((line.capital(place) and place > 0) or newspaper) and not line.titled:
            return None
        return Found(start=place, end=word[1], meaning=Repeated(value=str(word[0]), grain="unknown"))
    weekday = read_weekday(line, place)
    if weekday and (parts := line.take(weekday[1], "parts")):
        value = f"XXXX-WXX-{weekday[0]}T{parts[0]}"
        return Found(start=place, end=parts[1], meaning=Repeated(value=value, grain="day"))
    if line.low(place) == "weekends" and line.ends_with(place, "on"):
        return Found(start=place, end=place + 1, meaning=Repeated(value=SET_UNITS["weekend"], grain="weekend"))
    plural = line.take(place, "weekdays")
    if plural and line.capital(place) and not line.is_a(plural[1], "ago"):
        return Found(start=place, end=plural[1], meaning=Repeated(value=f"XXXX-WXX-{plural[0]}", grain="day"))
    often = line.skip_dash(line.skip(place, "once"))
    if often == place and (count := read_count(line, place)) and line.is_a(count[1], "times"):
        often = count[1] + 1
    if often > place:
        if daily := line.take(often, "set_word"):
            return Found(start=place, end=daily[1], meaning=Repeated(value=str(daily[0]), grain="unknown"))
        per = line.skip(often, "a_per")
        per = per if per > often else line.skip(often, "each")
        unit = line.take(per, "unit") if per > often else None
        if unit and line.low(per) == unit[0]:
            return Found(start=place, end=unit[1], meaning=Repeated(value=SET_UNITS[str(unit[0])], grain=str(unit[0])))
        return None
    after = line.skip(place, "each")
    return _read_each(line, place, after) if after > place else None


def _read_each(line: Line, place: int, after: int) -> Found | None:
    other = line.skip(after, "other")
    step = 2.0 if other > after else 1.0
    weekday, month = read_weekday(line, other), read_month(line, other)
    if weekday:
        part = line.take(weekday[1], "part")
        value = f"XXXX-WXX-{weekday[0]}" + (f"T{part[0]}" if part else "")
        return Found(start=place, end=part[1] if part else weekday[1], meaning=Repeated(value=value, grain="day"))
    if month:
        return Found(start=place, end=month[1], meaning=Repeated(value=f"XXXX-{month[0]:02d}", grain="month"))
    for kind, form in (("season", "XXXX-{}"), ("part", "XXXX-XX-XXT{}")):
        found = line.take(other, kind)
        if found and line.low(place) != "per":
            return Found(start=place, end=found[1], meaning=Repeated(value=form.format(found[0]), grain="unknown"))
    count = read_count(line, other)
    if count and count[0] is not None:
        step, other = count[0], count[1]
    unit = line.take(other, "unit")
    if unit is None or unit[0] == "second" or (line.low(place) == "each" and step != 1.0):
        return None
    value = SET_UNITS[str(unit[0])].replace("1", f"{step:g}") if step != 1.0 else SET_UNITS[str(unit[0])]
    return Found(start=place, end=unit[1], meaning=Repeated(value=value, grain=str(unit[0])))
