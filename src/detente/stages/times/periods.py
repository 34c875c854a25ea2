"""The grammar of periods: last, this and next; seasons, quarters, fiscal years, weeks; today, now, recently."""

from typing import Literal, cast

from detente.packs.time_words import Portion
from detente.stages.times.dates import (
    read_calendar,
    read_century,
    read_decade,
    read_month,
    read_ordinal,
    read_weekday,
    read_year,
    read_year_after,
)
from detente.stages.times.lexemes import Line
from detente.stages.times.meanings import (
    Dated,
    Feast,
    Found,
    Lasting,
    Meaning,
    Shared,
    Shifted,
    Stretch,
    Timed,
    Unit,
    Vague,
    WeekOf,
    Which,
)

WHICH: tuple[tuple[str, Which], ...] = (
    ("last", "last"),
    ("past", "last"),
    ("this", "this"),
    ("current", "this"),
    ("next", "next"),
    ("coming", "next"),
    ("same", "same"),
    ("that", "same"),
    ("previous", "previous"),
    ("following", "following"),
)
STEP: dict[Which, int] = {"last": -1, "this": 0, "next": 1, "same": 0, "previous": -1, "following": 1}
SMALL: frozenset[str] = frozenset({"second", "minute"})
WHOLE = ("day", "week", "weekend", "month", "quarter", "year", "decade", "century")


def read_which(line: Line, place: int) -> Found | None:
    """Read "last week", "this Friday", "the next day", "next spring", "that year", "the past month"."""
    start = line.skip(place, "the")
    chosen = _which(line, start)
    if chosen is None:
        return None
    _word, which, after = chosen
    weekday = read_weekday(line, after)
    if weekday:
        return Found(start=place, end=weekday[1], meaning=Dated(weekday=weekday[0], which=which))
    dated = read_calendar(line, after)
    if dated and isinstance(dated.meaning, Dated) and not dated.rest and dated.meaning.day is not None:
        told = dated.meaning
        if told.year is None and told.year_shift is None and told.weekday is None and which in ("last", "this", "next"):
            return Found(start=place, end=dated.end, meaning=Dated(month=told.month, day=told.day, which=which))
    month = read_month(line, after)
    if month and line.low(after) in line.words.months:
        year = read_year_after(line, month[1])
        if year[0] is None and year[1] is None:
            return Found(start=place, end=month[1], meaning=Dated(month=month[0], which=which))
    season = line.take(after, "season")
    if season and not line.capital(after):
        return Found(start=place, end=season[1], meaning=Stretch(kind="season", season=str(season[0]), which=which))
    part = line.take(after, "part")
    if part:
        return _part_of_which(place, start, which, str(part[0]), part[1])
    fiscal = line.skip(after, "fiscal")
    if fiscal > after and line.low(fiscal) == "year":
        return Found(start=place, end=fiscal + 1, meaning=Stretch(kind="fiscal", which=which))
    feast = line.take(after, "holiday")
    if feast and line.capital(after):
        return Found(start=place, end=feast[1], meaning=Feast(holiday=line.words.holidays[int(feast[0])], which=which))
    return _read_unit_of_which(line, place, chosen, determined=start > place)


def _which(line: Line, start: int) -> tuple[str, Which, int] | None:
    """Match the word that says which; "this past", "this coming" and "the very next" count as their last word."""
    for kind, which in WHICH:
        after = line.skip(start, kind)
        if after > start and not line.verbal(start):
            if kind == "that" and line.skip(after, "same") > after:
                return kind, which, line.skip(after, "same")
            if kind == "this":
                for second in ("past", "last", "coming", "next"):
                    further = line.skip(after, second)
                    if further > after:
                        return kind, "last" if second in ("past", "last") else "next", further
            return kind, which, after
    return None


def _part_of_which(place: int, start: int, which: Which, part: str, end: int) -> Found:
    relative = start > place or which in ("same", "previous", "following")
    base: Literal["anchor", "reference"] = "reference" if relative else "anchor"
    return Found(start=place, end=end, meaning=Timed(day=Shifted(unit="day", count=STEP[which], base=base), part=part))


def _read_unit_of_which(line: Line, place: int, chosen: tuple[str, Which, int], *, determined: bool) -> Found | None:
    word, which, after = chosen
    unit = line.take(after, "unit")
    if unit is None or str(unit[0]) in SMALL or line.blocked(unit[1], "after_unit"):
        return None
    if line.capital(after) and not line.capital(after - 1):
        return None
    # A season of sport or of the stage has the value of its year.
    name, end = cast("Unit", "year" if unit[0] == "season" else unit[0]), unit[1]
    plural = line.low(after).endswith("s") or line.low(after) in ("centuries", "millennia")
    if plural and name != "weekend":
        tied: Literal["past", "next"] = "past" if which in ("last", "previous", "same") else "next"
        if which in ("same", "this"):
            return None
        return Found(start=place, end=end, meaning=Lasting(unit=name, count=None, tied=tied))
    if name == "hour" and which not in ("last", "next"):
        return None
    over = line.ends_with(place, "over")
    if (word == "past" and name not in ("weekend", "day")) or (determined and word == "last" and over):
        return Found(start=place, end=end, meaning=Lasting(unit=name, count=1, tied="past"))
    if (determined and word in ("next", "coming") and over and name != "day") or (word == "coming" and name == "hour"):
        return Found(start=place, end=end, meaning=Lasting(unit=name, count=1, tied="next"))
    if (
        determined
        and word == "last"
        and (line.is_a(end, "strictly_of") or (name == "day" and line.is_a(end, "before")))
    ):
        return None
    # "the next day" counts from what was told; "the coming week", "the current year" from now.
    told = which in ("same", "previous", "following") or (determined and word in ("next", "last") and name != "weekend")
    return Found(
        start=place, end=end, meaning=Shifted(unit=name, count=STEP[which], base="reference" if told else "anchor")
    )


def read_the_unit(line: Line, place: int) -> Found | None:
    """Read "the year", "the week": the one that is going on; "the day" only in "in the day"."""
    start = line.skip(place, "the")
    unit = line.take(start, "unit") if start > place else None
    if unit is None or unit[0] not in WHOLE or line.low(start) != unit[0] or line.is_a(unit[1], "strictly_of"):
        return None
    if line.dash(unit[1]) and line.glued(unit[1]) and line.glued(unit[1] + 1):
        return None  # "the year-old company"
    if unit[0] == "year" and line.is_a(unit[1], "ended_by"):
        return Found(start=place, end=unit[1], meaning=Lasting(unit="year", count=1))
    follows = line.token(unit[1])
    if (
        follows is not None
        and unit[0] != "weekend"
        and follows.tag != "EX"
        and (follows.pos in ("NOUN", "ADJ", "PRON", "SCONJ") or follows.tag in ("WRB", "WDT", "WP"))
    ):
        return None
    if unit[0] == "day":
        in_the = line.ends_with(place, "of") and (line.is_a(place - 2, "later") or line.is_a(place - 2, "earlier"))
        if not in_the:
            return None
        return Found(start=place, end=unit[1], meaning=Shifted(unit="day", count=0, base="reference"))
    if unit[0] in ("decade", "century") and not line.ends_with(place, "of"):
        return None
    # The quarter, decade or century may be one told before; the week, month or year is the running one.
    base: Literal["anchor", "reference"] = "reference" if unit[0] in ("decade", "century", "quarter") else "anchor"
    return Found(start=place, end=unit[1], meaning=Shifted(unit=cast("Unit", unit[0]), count=0, base=base))


def read_season(line: Line, place: int) -> Found | None:
    """Read "the spring", "spring 2014", "the summer of 2012", "in winter"; not the fall of a city."""
    start = line.skip(place, "the")
    season = line.take(start, "season")
    if season is None or line.blocked(start - 1, "before_season"):
        return None
    year, shift, end = read_year_after(line, season[1])
    end = _skip_second_year(line, end) if year is not None else end
    if year is None and shift is None:
        end = season[1]
        token, follows = line.token(start), line.token(end)
        if line.blocked(end, "after_season") or (line.capital(start) and start > 0):
            return None
        if token is not None and token.pos in ("VERB", "ADJ", "AUX"):
            return None
        if follows is not None and follows.pos in ("NOUN", "PROPN") and line.low(start) == "fall":
            return None
        cued = (
            start > place
            or line.ends_with(place, "year_cue")
            or line.ends_with(place, "portion")
            or line.dash(place - 1)
        )
        if not cued or (follows is not None and follows.pos in ("NOUN", "PROPN") and start == place):
            return None
        if start == place and line.low(start) == "fall" and line.ends_with(place, "from"):
            return None
    meaning = Stretch(kind="season", season=str(season[0]), year=year, year_shift=shift)
    return Found(start=place, end=end, meaning=meaning)


def read_quarter(line: Line, place: int) -> Found | None:
    """Read "the third quarter", "Q3 2013", "the first half of last year", "the last quarter of 2012"."""
    short = _read_short_quarter(line, place)
    if short:
        return short
    start = line.skip(place, "the")
    start = line.skip(start, "fiscal") if read_ordinal(line, line.skip(start, "fiscal")) else start
    ordinal = read_ordinal(line, start)
    last = line.skip(line.skip(start, "last"), "final")
    if ordinal is None and last > start > place:
        ordinal = (-1, last)
    if ordinal is None:
        return None
    after = ordinal[1] + line.dash(ordinal[1])
    after = line.skip(after, "fiscal")
    word = line.low(after)
    half = line.is_a(after, "half_year")
    if not half and word != "quarter":
        return None
    number, count = ordinal[0], 2 if half else 4
    number = count if number < 0 else number
    end = after + 1
    fiscal = line.skip(line.skip(end, "of"), "fiscal")
    fiscal = fiscal + 1 if fiscal > end and line.low(fiscal) == "year" else fiscal
    year, shift, after_year = read_year_after(line, fiscal if line.is_a(fiscal - 1, "fiscal") else end)
    the_year = line.skip(line.skip(end, "of"), "the")
    if year is None and shift is None and the_year > end and line.low(the_year) == "year":
        shift, after_year = 0, the_year + 1
    dated = year is not None or shift is not None
    if ordinal[0] < 0 and not dated:
        return None
    of_longer = line.skip(end, "strictly_of")
    if (
        half
        and not dated
        and of_longer > end
        and (longer := read_century(line, of_longer) or read_decade(line, of_longer))
    ):
        share = Portion(start=(number - 1) / 2, end=number / 2)
        return Found(start=place, end=longer.end, meaning=Shared(of=longer.meaning, portion=share))
    if number > count or (not dated and line.mentions("match")):
        return None
    if half and not dated and (of_longer > end or not (line.dash(ordinal[1]) or line.ends_with(place, "year_cue"))):
        return None  # "the first half was dull", "the second half of the film"
    kind: Literal["half", "quarter"] = "half" if half else "quarter"
    meaning = Stretch(kind=kind, number=number, year=year, year_shift=shift)
    return Found(start=place, end=after_year if dated else end, meaning=meaning)


def _read_short_quarter(line: Line, place: int) -> Found | None:
    for kind, name, most in (("quarter_short", "quarter", 4), ("half_short", "half", 2)):
        letter, digit = place, place + 1
        if line.number(place, 1, most, digits=(1,)) is not None:
            letter, digit = place + 1, place
        number = line.number(digit, 1, most, digits=(1,))
        if not line.is_a(letter, kind) or number is None or not line.glued(place + 1):
            continue
        if not line.capital(letter) or (line.glued(place + 2) and line.low(place + 2).isalnum()):
            continue
        year, shift, end = read_year_after(line, place + 2)
        if year is None and name == "half":
            continue
        stretch = cast("Literal['quarter', 'half']", name)
        return Found(start=place, end=end, meaning=Stretch(kind=stretch, number=number, year=year, year_shift=shift))
    return None


def read_fiscal(line: Line, place: int) -> Found | None:
    """Read "fiscal 2013", "fiscal year 2013", "FY2013", "the 2013 fiscal year", "FY 2013/14"."""
    start = line.skip(place, "the") if line.is_a(place, "the") else line.skip(place, "possessive")
    year = read_year(line, start)
    if year:
        after = _skip_second_year(line, year[1])
        fiscal = line.skip(after, "fiscal")
        if fiscal > after and line.low(fiscal) == "year":
            stretch = Stretch(kind="fiscal", year=year[0], split=after > year[1])
            return Found(start=place, end=fiscal + 1, meaning=stretch)
        return None
    after = line.skip(start, "fiscal_short")
    if after == start:
        after = line.skip(start, "fiscal")
        after += after > start and line.low(after) == "year"
    year = read_year(line, after) if after > start else None
    if year is None:
        whole = start > place and after == start + 2 and line.low(start + 1) == "year"
        return Found(start=place, end=after, meaning=Stretch(kind="fiscal", which="this")) if whole else None
    end = _skip_second_year(line, year[1])
    return Found(start=place, end=end, meaning=Stretch(kind="fiscal", year=year[0], split=end > year[1]))


def _skip_second_year(line: Line, place: int) -> int:
    """Return the place after the "-14" of "2013-14"."""
    second = line.low(place) in ("-", "/") and line.number(place + 1, digits=(2, 4)) is not None
    return place + 2 if second else place


def read_week_of(line: Line, place: int) -> Found | None:
    """Read "the week of Nov. 4", "the first week of December", "the third Thursday of November"."""
    start = line.skip(place, "the")
    number: int | None = None
    ordinal = read_ordinal(line, start)
    if ordinal and ordinal[0] <= 5:
        number, after = ordinal
    else:
        after = line.skip(start, "last")
        number = -1 if after > start else None
    weekday = read_weekday(line, after) if number is not None else None
    of = weekday[1] if weekday else after + 1
    if not (weekday or line.low(after) == "week") or not line.is_a(of, "strictly_of"):
        return None
    day = read_calendar(line, of + 1)
    if day is None or not isinstance(day.meaning, Dated) or day.rest:
        return None
    if (day.meaning.day is None) != (number is not None) or day.meaning.month is None:
        return None
    nth = WeekOf(day=day.meaning, number=number, weekday=weekday[0] if weekday else None)
    return Found(start=place, end=day.end, meaning=nth)


def read_word(line: Line, place: int) -> Found | None:
    """Read today, yesterday, tonight, last night, now, recently."""
    if line.capital(place) and line.low(place - 1).isalpha() and not line.titled:
        return None  # "USA Today", "Apocalypse Now"
    day = line.take(place, "day_word")
    if day:
        if (
            line.capital(place)
            and place > 0
            and (before := line.token(place - 1)) is not None
            and before.pos == "PROPN"
        ):
            return None
        return Found(start=place, end=day[1], meaning=Shifted(unit="day", count=int(day[0])))
    night = line.take(place, "night_word")
    if night:
        meaning: Meaning = Timed(day=Shifted(unit="day", count=int(night[0])), part="NI")
        return Found(start=place, end=night[1], meaning=meaning)
    vague = line.take(place, "reference") or (line.take(place, "at_reference") if line.ends_with(place, "at") else None)
    if vague is None:
        return None
    if line.ends_with(place, "as") and line.is_a(vague[1], "as"):
        return None  # "as recently as last year"
    phrase = " ".join(line.low(at) for at in range(place, vague[1]))
    if phrase in line.words.blockers.get("before_noun_only", ()):
        noun = line.token(vague[1] - 1)
        if noun is not None and (noun.pos not in ("NOUN", "PROPN") or noun.dep in ("amod", "compound", "nmod")):
            return None
        if line.is_a(vague[1], "unit") or line.is_a(vague[1], "number") or line.number(vague[1]) is not None:
            return None
    return Found(start=place, end=vague[1], meaning=Vague(value=str(vague[0])))


def read_once(line: Line, place: int) -> Found | None:
    """Read "once" where it means formerly: "was once a port", "once ruled", not "once they met" or "once a week"."""
    token, before, after = (line.token(place + step) for step in (0, -1, 1))
    if token is None or before is None or after is None or not line.is_a(place, "formerly") or token.pos != "ADV":
        return None
    if not line.low(place - 1).isalpha() or line.is_a(place + 1, "each") or line.capital(place):
        return None
    verbal = before.tag == "VBD" and before.pos == "AUX" and (after.pos in ("DET", "ADJ", "NOUN", "ADP", "AUX", "VERB"))
    if not verbal and not (after.tag == "VBD" and before.pos in ("NOUN", "PROPN", "PRON")):
        return None
    return Found(start=place, end=place + 1, meaning=Vague(value="PAST_REF"))


def read_modifier(line: Line, place: int) -> Found | None:
    """Read "current", "recent", "future" where the word describes a noun behind it."""
    vague, token = line.take(place, "modifier"), line.token(place)
    if vague is None or token is None or line.tree is None or token.pos != "ADJ" or token.dep != "amod":
        return None
    if line.tree.tokens[token.head].start < token.start or (line.capital(place) and place > 0 and not line.titled):
        return None
    return Found(start=place, end=vague[1], meaning=Vague(value=str(vague[0])))


def read_nth_of_unit(line: Line, place: int) -> Found | None:
    """Read "the first three months of 2013", "the last two weeks of October", "the first nine months"."""
    start = line.skip(place, "the")
    edge: Literal["first", "last"] = "first"
    after = start + 1 if line.low(start) == "first" else start
    if after == start:
        after, edge = line.skip(start, "last"), "last"
    number = line.take(after, "number")
    count = line.number(after, 1, 99)
    after_count = number[1] if number else after + 1 if count is not None else after
    unit = line.take(after_count, "unit")
    single = number is None and count is None and unit is not None and line.low(after_count) == unit[0]
    if after == start or unit is None or single:
        return None
    value = float(number[0]) if number else float(count) if count is not None else None
    of = unit[1] + 1
    plain: Found | None = None
    if edge == "first" and start > place and value is not None and line.low(after_count) != unit[0]:
        plain = Found(start=place, end=unit[1], meaning=Lasting(unit=cast("Unit", unit[0]), count=value))
    if not line.is_a(unit[1], "strictly_of"):
        return plain
    year, shift, end = read_year_after(line, of)
    within: Meaning | None = (
        Dated(year=year) if year else Shifted(unit="year", count=shift) if shift is not None else None
    )
    if within is None and (month := read_month(line, of)):
        year, shift, end = read_year_after(line, month[1])
        within = Dated(month=month[0], year=year, year_shift=shift)
    if within is None:
        return plain
    lasting = Lasting(unit=cast("Unit", unit[0]), count=value, within=within, edge=edge)
    return Found(start=place, end=end, meaning=lasting)
