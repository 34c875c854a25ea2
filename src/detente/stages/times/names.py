"""The grammar of times that have names: holidays, eras, days everybody knows, episodes of history."""

from typing import Literal

from detente.stages.times.calendar import make_interval
from detente.stages.times.dates import read_century, read_month, read_ordinal, read_year_after
from detente.stages.times.holidays import find_hijri
from detente.stages.times.lexemes import Line
from detente.stages.times.meanings import Dated, Feast, Fixed, Found, Past, Stretch, Vague, Which


def read_holiday(line: Line, place: int) -> Found | None:
    """Read "Christmas", "Ramadan 2013", "Easter last year"."""
    feast = line.take(place, "holiday")
    if feast is None:
        return None
    if not any(line.capital(at) for at in range(place, feast[1])) and not line.words.holidays[int(feast[0])].lower:
        return None
    year, shift, end = read_year_after(line, feast[1])
    if line.capital(feast[1]) and year is None and not line.glued(feast[1]):
        return None
    end += line.low(end) == "weekend" and end == feast[1]
    holiday = line.words.holidays[int(feast[0])]
    which: Which | None = None if shift is None else "last" if shift < 0 else "next" if shift > 0 else "this"
    which = "this" if holiday.lower and year is None and shift is None else which
    return Found(start=place, end=end, meaning=Feast(holiday=holiday, year=year, which=which))


def read_named(line: Line, place: int) -> Found | None:
    """Read 9/11, "the Sept. 11 attacks", "Reiwa 3", "1434 AH"."""
    named = line.take(place, "named_day")
    if named and line.number(named[1]) is None and line.low(named[1]) not in ("/", "%"):
        day = line.words.named_days[int(named[0])].date.isoformat()
        return Found(
            start=place, end=named[1], meaning=Fixed(value=day, earliest=day, latest=day, grain="day", why="named day")
        )
    return _read_famous_day(line, place) or _read_era(line, place) or _read_hijri_year(line, place)


def _read_famous_day(line: Line, place: int) -> Found | None:
    month = read_month(line, place)
    day = line.number(month[1], 1, 31) if month else None
    if month is None or day is None:
        return None
    for famous in line.words.famous_days:
        if (famous.date.month, famous.date.day) != (month[0], day):
            continue
        after = month[1] + 1
        if line.low(after) in famous.words or (line.low(after) == "," and line.low(after + 1) in famous.words):
            value = famous.date.isoformat()
            fixed = Fixed(value=value, earliest=value, latest=value, grain="day", why=f"the {value} {line.low(after)}")
            return Found(start=place, end=after, meaning=fixed)
    return None


def _read_era(line: Line, place: int) -> Found | None:
    ordinal = read_ordinal(line, line.skip(place, "the"))
    of = line.skip(ordinal[1] + 1, "strictly_of") if ordinal and line.low(ordinal[1]) == "year" else 0
    if ordinal and of and (era := line.take(of, "era")) and line.capital(of):
        return _era_year(line, place, era[1], (int(era[0]), ordinal[0]))
    era = line.take(place, "era")
    number = line.number(era[1], 1, 200) if era else None
    if era is None or number is None or not line.capital(place):
        return None
    return _era_year(line, place, era[1] + 1, (int(era[0]), number))


def _era_year(line: Line, place: int, end: int, told: tuple[int, int]) -> Found | None:
    era, number = told
    row = line.words.eras[era]
    year = row.first + number - 1
    if year > row.last:
        return None
    why = f"year {number} of the era {row.names[0].title()}, which began in {row.first}"
    return Found(start=place, end=end, meaning=_fixed_year(year, why))


def _fixed_year(year: int, why: str) -> Fixed:
    return Fixed(value=f"{year:04d}", earliest=f"{year:04d}-01-01", latest=f"{year:04d}-12-31", grain="year", why=why)


def _read_hijri_year(line: Line, place: int) -> Found | None:
    first = line.skip(place, "anno_hegirae")
    number = line.number(first, 1, 1600)
    if number is None or (first > place and not line.capital(place)):
        return None
    end = first + 1 if first > place else line.skip(place + 1, "anno_hegirae")
    if first == place and (end == place + 1 or not line.capital(place + 1)):
        return None
    begin, after = find_hijri(number, 1, 1), find_hijri(number + 1, 1, 1)
    days = make_interval(begin, after)
    if days is None:
        return None
    value = f"{days.first.year:04d}/{days.last.year:04d}"
    why = f"year {number} of the Hijri calendar (tabular, a day either way)"
    meaning = Fixed(value=value, earliest=days.first.isoformat(), latest=days.last.isoformat(), grain="year", why=why)
    return Found(start=place, end=end, meaning=meaning)


def read_christian_year(line: Line, place: int) -> Found | None:
    """Read "450 B.C.", "about 300 BC", "A.D. 79", "the fourth century B.C."."""
    start = line.skip(line.skip(place, "roughly"), "the")
    first = _skip_mark(line, start, "after_christ")
    number = line.number(first, 1, 9999)
    if first > start:
        return Found(start=place, end=first + 1, meaning=Dated(year=number)) if number else None
    century = read_century(line, start)
    end = century.end if century else start + 1 if number else start
    before, after = _skip_mark(line, end, "before_christ"), _skip_mark(line, end, "after_christ")
    if end == start or max(before, after) == end:
        return None
    if after > end:
        return Found(start=place, end=after, meaning=century.meaning if century else Dated(year=number))
    value = f"BC{number:04d}" if number else ""
    if century is not None and isinstance(century.meaning, Stretch):
        value = f"BC{century.meaning.number:02d}"
    return Found(start=place, end=before, meaning=Vague(value=value)) if value else None


def _skip_mark(line: Line, place: int, kind: str) -> int:
    """Return the place after "B.C." or "AD" in capitals, its last full stop included."""
    end = line.skip(place, kind)
    if end == place or not line.text(place).isupper():
        return place
    return end + 1 if end - place > 1 and line.low(end) == "." and line.glued(end) else end


def read_episode(line: Line, place: int) -> Found | None:
    """Read the end, the start or the whole of an episode of history, where the words before make it a time."""
    portion = line.take(place, "portion")
    after = line.skip(portion[1], "strictly_of") if portion else place
    episode = line.take(after, "episode") if portion and after > portion[1] else None
    if portion and episode and _named(line, after, episode[1]):
        share = line.words.portions[str(portion[0])]
        edge: Literal["", "start", "end"] = "end" if share.start > 0.8 else "start" if share.end < 0.2 else ""
        row = line.words.episodes[int(episode[0])]
        return Found(start=place, end=episode[1], meaning=Past(episode=row, edge=edge))
    episode = line.take(place, "episode")
    if episode and line.ends_with(place, "during") and _named(line, place, episode[1]):
        follows = line.token(episode[1])
        if follows is None or follows.pos not in ("NOUN", "PROPN"):
            return Found(start=place, end=episode[1], meaning=Past(episode=line.words.episodes[int(episode[0])]))
    return None


def _named(line: Line, start: int, end: int) -> bool:
    return any(line.capital(place) for place in range(start, end)) or end - start == 1
