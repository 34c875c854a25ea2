"""The grammar of the time of day: clock times, parts of the day, and either of them joined to a day."""

import msgspec

from detente.packs.time_words import Portion
from detente.stages.times.dates import read_calendar, read_numeric, read_weekday
from detente.stages.times.lexemes import Line
from detente.stages.times.meanings import Dated, Found, Meaning, Shared, Shifted, Timed
from detente.stages.times.names import read_holiday
from detente.stages.times.periods import read_which, read_word

CLOCK = tuple[int, int | None, int]
"""Hour, minute if written, place after."""


def read_clock(line: Line, place: int) -> CLOCK | None:
    """Read "9:30 a.m.", "9 am", "21:30", "0730 GMT", "9 o'clock", "noon"; the zone belongs to it."""
    named = line.take(place, "fixed_clock")
    if named:
        hours, _, minutes = str(named[0]).partition(":")
        return int(hours), int(minutes), named[1]
    if line.blocked(place - 1, "money") or (line.glued(place) and line.low(place - 1) in (":", ".", "-", "/", ",")):
        return None
    military = line.number(place, 0, 2400, digits=(4,))
    if military is not None and line.is_a(place + 1, "zone") and not line.glued(place + 1):
        hour, minute_of = divmod(military, 100)
        return (hour, minute_of, line.skip(place + 1, "zone")) if hour <= 24 and minute_of < 60 else None
    hour_of = line.number(place, 0, 24, digits=(1, 2))
    if hour_of is None:
        return _read_spelled_hour(line, place)
    minute, after = None, place + 1
    if line.low(after) in (":", ".") and line.glued(after) and line.glued(after + 1):
        minute = line.number(after + 1, 0, 59, digits=(2,))
        if minute is None:
            return None
        after += 2
        if line.low(after) == ":" and line.glued(after) and line.number(after + 1, 0, 59, digits=(2,)) is not None:
            after += 2
    return _finish_clock(line, place, hour_of, minute, after)


def _read_spelled_hour(line: Line, place: int) -> CLOCK | None:
    """Read "four in the morning", "seven o'clock"; the part of the day is left to the caller."""
    number = line.take(place, "number")
    if number is None or not 1 <= int(number[0]) <= 12:
        return None
    clock = line.skip(number[1], "o_clock")
    day = line.skip(number[1], "in_the")
    part = line.take(day, "part") if day > number[1] and line.ends_with(place, "clock_cue") else None
    return (int(number[0]), None, clock) if part or clock > number[1] else None


def _finish_clock(line: Line, place: int, hour: int, minute: int | None, after: int) -> CLOCK | None:
    colon = line.low(place + 1) == ":"
    for kind in ("am", "pm"):
        end = line.skip(after, kind)
        if end > after and 1 <= hour <= 12 and not (line.glued(end) and line.low(end).isalpha()):
            if line.low(end) == "." and line.glued(end) and line.low(end - 1) == "m" and line.low(end - 2) == ".":
                end += 1
            return hour % 12 + (12 if kind == "pm" else 0), minute, _skip_zone(line, end)
    end = line.skip(after, "o_clock")
    if end > after:
        return hour, minute, end
    if minute is None:
        return None
    zone = _skip_zone(line, after)
    if zone > after and not line.glued(after):
        return hour, minute, zone
    cued = (
        line.ends_with(place, "clock_cue")
        or line.ends_with(place, "weekday")
        or (line.glued(place) and line.low(place - 1) == "t")
        or (line.number(place - 1, digits=(4,)) is not None and not line.glued(place))
    )
    return (hour, minute, after) if cued and colon and not line.dash(after) else None


def _skip_zone(line: Line, place: int) -> int:
    """Return the place after a time zone: "GMT", "local time", "Tehran time"."""
    named = place
    while named < place + 2 and line.capital(named) and line.text(named).isalpha():
        named += 1
        if line.is_a(named, "time_of_place"):
            return named + 1
    return line.skip(place, "zone")


def read_day(line: Line, place: int) -> Found | None:
    """Read an expression for a single day."""
    found = read_calendar(line, place) or read_numeric(line, place)
    if found and not found.rest and (not isinstance(found.meaning, Dated) or found.meaning.day is not None):
        return found
    for reader in (read_lone_weekday, read_word, read_which, read_holiday):
        found = reader(line, place)
        if found and not _is_longer(found.meaning):
            return found
    return None


def _is_longer(meaning: Meaning) -> bool:
    """Return whether a meaning is more than a day, or already has its time of day."""
    if isinstance(meaning, Dated):
        return meaning.weekday is None and meaning.day is None
    return not (isinstance(meaning, Shifted) and meaning.unit == "day") and type(meaning).__name__ != "Feast"


def read_lone_weekday(line: Line, place: int) -> Found | None:
    """Read a weekday; a short form needs a date or a time beside it."""
    weekday = read_weekday(line, place)
    if weekday is None:
        return None
    if line.low(place) in line.words.short_weekdays:
        after = weekday[1] + (line.low(weekday[1]) == ",")
        if not (line.is_a(after, "part") or read_clock(line, line.skip(after, "at"))):
            return None
    return Found(start=place, end=weekday[1], meaning=Dated(weekday=weekday[0]))


def read_timed(line: Line, place: int) -> Found | None:
    """Read a time of day with its day before or after it, or alone."""
    found = _day_first(line, place) or _clock_range(line, place) or _clock_first(line, place)
    found = found or _part_first(line, place)
    if found is None and (after := line.skip(place, "roughly")) > place and (clock := _clock_first(line, after)):
        return msgspec.structs.replace(clock, start=place)
    return found


def _day_first(line: Line, place: int) -> Found | None:
    night = line.take(place, "night_word")
    if night and (at := line.skip(night[1], "at")) > night[1] and (clock := _clock_at(line, at, part="NI")):
        tonight = Shifted(unit="day", count=int(night[0]))
        return Found(start=place, end=clock[2], meaning=Timed(day=tonight, hour=clock[0], minute=clock[1]))
    shared, start = _portion(line, place)
    day = read_day(line, start)
    if day is None or isinstance(day.meaning, Shared):
        return None
    part = line.take(line.skip_dash(day.end) if line.hyphen(day.end) else day.end, "part")
    end = part[1] if part else day.end
    if part and line.capital(day.end) and not line.titled:
        return None
    at = end + (line.low(end) == ",")
    clock = read_clock(line, line.skip(at, "at"))
    if clock is None and line.is_a(at, "at"):
        clock = _clock_at(line, at + 1, part=str(part[0]) if part else "")
    if clock is None and line.low(end) == "t" and line.glued(end) and line.glued(end + 1):
        clock = read_clock(line, end + 1)
    if clock:
        return Found(start=place, end=clock[2], meaning=Timed(day=day.meaning, hour=clock[0], minute=clock[1]))
    if part is None:
        return None
    timed: Meaning = Timed(day=day.meaning, part=str(part[0]))
    return Found(start=place, end=end, meaning=timed if shared is None else Shared(of=timed, portion=shared))


def _clock_at(line: Line, place: int, *, part: str) -> CLOCK | None:
    """Read the clock after "Sunday at" and "tonight at", where a bare number is an hour: "tonight at 9"."""
    clock = read_clock(line, place)
    hour, follows = line.number(place, 1, 12, digits=(1, 2)), line.token(place + 1)
    if clock is None and hour is not None and (follows is None or follows.pos in ("PUNCT", "ADP", "CCONJ")):
        joined = line.glued(place + 1) and line.low(place + 1) not in (".", ",", ";", ")")
        clock = None if joined or line.number(place + 2) is not None else (hour, None, place + 1)
    if clock is None:
        return None
    later = 12 if part in ("AF", "EV", "NI") and 0 < clock[0] < 12 and not _has_half(line, place, clock[2]) else 0
    return clock[0] + later, clock[1], clock[2]


def _has_half(line: Line, start: int, end: int) -> bool:
    """Return whether a clock time says a.m. or p.m."""
    return any(line.is_a(at, "am") or line.is_a(at, "pm") for at in range(start, end))


def _clock_range(line: Line, place: int) -> Found | None:
    """Read "4 to 8 p.m.", "between 9:30 and 11 a.m.": the first shares the half of the day with the second."""
    hour = line.number(place, 1, 12, digits=(1, 2))
    if hour is None or line.blocked(place - 1, "money"):
        return None
    minute, end = None, place + 1
    if line.low(end) == ":" and line.glued(end) and line.glued(end + 1):
        minute, end = line.number(end + 1, 0, 59, digits=(2,)), end + 2
    to = line.skip(end, "to")
    to = line.skip(end, "and") if to == end and line.ends_with(place, "between") else to
    last = _clock_first(line, to) if to > end else None
    if last is None or not isinstance(last.meaning, Timed) or last.meaning.hour is None:
        return None
    if not _has_half(line, to, last.end):
        return None
    shared = hour % 12 + (12 if last.meaning.hour >= 12 else 0)
    shared = (shared + 12) % 24 if shared > last.meaning.hour else shared
    first = Timed(day=last.meaning.day, hour=shared, minute=minute)
    return Found(start=place, end=end, meaning=first, rest=(Found(start=to, end=last.end, meaning=last.meaning),))


def _portion(line: Line, place: int) -> tuple[Portion | None, int]:
    portion = line.take(place, "portion")
    if portion is None:
        return None, place
    after = line.skip_dash(portion[1])
    return line.words.portions[str(portion[0])], after


def _clock_first(line: Line, place: int) -> Found | None:
    clock = read_clock(line, place)
    if clock is None:
        return None
    hour, minute, end = clock
    after = line.skip(end + (line.low(end) == ","), "on")
    part = line.take(line.skip(after, "in_the"), "part")
    if part and line.is_a(after, "in_the"):
        after = end = part[1]
        hour = hour + 12 if part[0] in ("AF", "EV", "NI") and 0 < hour < 12 else hour
    day = read_day(line, after)
    if day and isinstance(day.meaning, Timed):
        return None
    if day and not _is_longer(day.meaning):
        late = line.take(day.end, "part")
        if late:
            hour = hour + 12 if late[0] in ("AF", "EV", "NI") and 0 < hour < 12 else hour
        stop = late[1] if late else day.end
        return Found(start=place, end=stop, meaning=Timed(day=day.meaning, hour=hour, minute=minute))
    return Found(start=place, end=end, meaning=Timed(hour=hour, minute=minute))


def _part_first(line: Line, place: int) -> Found | None:
    """Read "the morning of Nov. 2", "overnight Friday", "in the evening", "early morning"."""
    first = line.skip(place, "the")
    shared, after_portion = _portion(line, place)
    if shared is None and first > place and not line.is_a(first, "part"):
        shared, after_portion = _portion(line, first)
    elif shared is not None and not line.is_a(place, "part") and line.is_a(after_portion, "in_the"):
        after_portion += 1  # "late in the afternoon"
    start = first if shared is None else line.skip(after_portion, "the")
    part = line.take(start, "part")
    if part is None or (line.capital(start) and start > 0 and not line.titled):
        return None
    of = line.skip(part[1], "of")
    of = line.skip(of, "on") if of == part[1] and line.ends_with(place, "at") else of
    day = read_day(line, of)
    if day and (of > part[1] or not line.is_a(part[1], "the")):
        timed: Meaning = Timed(day=day.meaning, part=str(part[0]))
        return Found(start=place, end=day.end, meaning=timed)
    follows, token = line.token(part[1]), line.token(start)
    if (
        (follows is not None and follows.pos in ("NOUN", "PROPN") and not (shared and line.hyphen(start - 1)))
        or line.dash(part[1])
        or (line.dash(start - 1) and shared is None)
    ):
        return None
    if token is not None and token.pos == "VERB":
        return None
    bare = start == place and shared is None
    cued = line.ends_with(place, "at") or (line.is_a(place, "moment") and line.ends_with(place, "clock_cue"))
    if bare and line.low(start) != "overnight" and not cued:
        return None
    if (
        start > place
        and shared is None
        and not any(line.ends_with(place, kind) for kind in ("of", "over", "clock_cue", "part_cue"))
    ):
        return None
    timed = Timed(part=str(part[0]))
    return Found(start=place, end=part[1], meaning=timed)
