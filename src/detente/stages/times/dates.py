"""The grammar of calendar dates: days, months, years, decades and centuries in every spelling of English news."""

from detente.stages.times.lexemes import Line
from detente.stages.times.meanings import Dated, Found, Meaning, Ranged, Slashed, Stretch

FIRST_YEAR, LAST_YEAR = 1000, 2199
PLAIN_FIRST_YEAR, PLAIN_LAST_YEAR = 1800, 2100
"""A four-digit number without any cue is read as a year between these."""

SHORT_PIVOT = 40
"""Years of two digits below this are of this century."""

SUFFIXES = frozenset({"st", "nd", "rd", "th"})
MONEY = frozenset({"MONEY", "QUANTITY", "PERCENT"})
QUOTATION = frozenset('"“”«»')
SHORT_FORM = 4
"""Month names up to this length are also short forms or ordinary words; they need company."""


def read_day(line: Line, place: int) -> tuple[int, int] | None:
    """Read a day of the month in digits, with or without its ending; return it and the place after it."""
    day = line.number(place, 1, 31, digits=(1, 2))
    if day is None or line.blocked(place - 1, "money"):
        return None
    end = place + 1
    if line.glued(end) and line.low(end) in SUFFIXES:
        return day, end + 1
    if line.glued(end) and (line.low(end).isalpha() or line.blocked(end, "after_number")):
        return None
    if line.low(end) in (":", ".", ",") and line.glued(end + 1) and line.glued(end):
        follows = line.number(end + 1, digits=(1, 2, 3))
        if follows is not None:
            return None
    return day, end


def read_ordinal(line: Line, place: int) -> tuple[int, int] | None:
    """Read "20th" or "twentieth"."""
    number = line.number(place, 1, 99, digits=(1, 2))
    if number is not None:
        return (number, place + 2) if line.glued(place + 1) and line.low(place + 1) in SUFFIXES else None
    word = line.take(place, "ordinal")
    return (int(word[0]), word[1]) if word else None


def read_month(line: Line, place: int) -> tuple[int, int] | None:
    """Read the name of a month, its full stop included; names that are also words need a capital and no other sense."""
    found = line.take(place, "month")
    if found is None or not line.capital(place):
        return None
    month, end = int(found[0]), found[1]
    token = line.token(place)
    verbal = token is not None and token.pos in ("AUX", "VERB") and line.low(place) in ("may", "march")
    verbal = verbal and not _after_portion(line, place)
    if verbal and line.number(end, 1, 31, digits=(1, 2)) is None:
        return None
    if line.low(place) not in line.words.months and line.low(end) == "." and line.glued(end):
        end += 1
    return month, end


def read_year(line: Line, place: int) -> tuple[int, int] | None:
    """Read four digits that can be a year beside a month or another year."""
    year = line.number(place, FIRST_YEAR, LAST_YEAR, digits=(4,))
    if year is None or (line.blocked(place + 1, "after_year") and not _stands_alone(line, place)):
        return None
    if line.low(place + 1) in (":", ".", ",") and line.glued(place + 1) and line.glued(place + 2):
        return None
    return (year, place + 1) if not (line.glued(place + 1) and line.low(place + 1).isalpha()) else None


def _stands_alone(line: Line, place: int) -> bool:
    """Tell whether the parser hangs a number on a preposition or month, not on the noun behind: "In 2009 soldiers"."""
    token, after = line.token(place), line.token(place + 1)
    if token is None or after is None or line.tree is None:
        return False
    return token.dep in {"pobj", "nummod"} and line.tree.tokens[token.head].start < token.start


def read_year_after(line: Line, place: int) -> tuple[int | None, int | None, int]:
    """Read the year after a month or day, perhaps after a comma: year, years from the anchor's, the place after."""
    after = place + 1 if line.low(place) == "," else place
    year = read_year(line, after)
    if year:
        return year[0], None, year[1]
    start = line.skip(place, "of")
    for quote in (place, start):
        if short := read_short_year(line, quote):
            return short[0], None, short[1]
    if year := (read_year(line, start) if start > place else None):
        return year[0], None, year[1]
    for kind, years in (("last", -1), ("this", 0), ("next", 1)):
        after = line.skip(start, kind)
        unit = line.take(after, "unit") if after > start else None
        if unit and unit[0] == "year" and line.low(after) == "year":
            return None, years, unit[1]
    return None, None, place


def read_short_year(line: Line, place: int) -> tuple[int, int] | None:
    """Read the year '87."""
    short = line.number(place + 1, digits=(2,)) if line.low(place) == "'" and line.glued(place + 1) else None
    if short is None or (line.glued(place + 2) and (line.low(place + 2).isalnum() or line.low(place + 2) == "'")):
        return None
    return (2000 if short < SHORT_PIVOT else 1900) + short, place + 2


def read_weekday(line: Line, place: int) -> tuple[int, int] | None:
    """Read a weekday; short forms take their full stop."""
    found = line.take(place, "weekday")
    if found is None or not line.capital(place) or line.blocked(place - 1, "before_weekday"):
        return None
    named = line.blocked(found[1], "after_weekday") or (line.is_a(found[1], "part") and not line.titled)
    if named and line.capital(found[1]):
        return None  # "the Sunday Times", "Saturday Night Live"
    end = found[1]
    if line.low(place) in line.words.short_weekdays and line.low(end) == "." and line.glued(end):
        end += 1
    return int(found[0]), end


def read_numeric(line: Line, place: int) -> Found | None:
    """Read 2013-11-02, 02/11/2013 and 02.11.2013."""
    if line.glued(place) and line.low(place - 1) in ("-", "/", "."):
        return None
    separator = line.low(place + 1)
    if separator not in ("-", "/", ".") or line.low(place + 3) != separator:
        return None
    if not all(line.glued(place + step) for step in (1, 2, 3, 4)):
        return None
    further = line.low(place + 5)
    if line.glued(place + 5) and (further in ("-", "/") or (further == "." and line.number(place + 6) is not None)):
        return None
    first, second, third = (line.number(place + step) for step in (0, 2, 4))
    if first is None or second is None or third is None:
        return None
    lengths = tuple(len(line.text(place + step)) for step in (0, 2, 4))
    if lengths[0] == 4 and FIRST_YEAR <= first <= LAST_YEAR and 1 <= second <= 12 and 1 <= third <= 31:
        return Found(start=place, end=place + 5, meaning=Dated(year=first, month=second, day=third))
    if separator == "." and lengths[2] == 4 and FIRST_YEAR <= third <= LAST_YEAR and second <= 12 and 1 <= first <= 31:
        # Full stops are the continental form: always day first.
        return Found(start=place, end=place + 5, meaning=Dated(year=third, month=second, day=first))
    if lengths[2] == 2 and separator != "-":
        third += 2000 if third < 50 else 1900
    elif lengths[2] != 4:
        return None
    if lengths[0] > 2 or lengths[1] > 2 or not FIRST_YEAR <= third <= LAST_YEAR:
        return None
    if separator == "." and lengths[2] == 2:
        return None
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    return Found(start=place, end=place + 5, meaning=Slashed(first=first, second=second, year=third))


def read_calendar(line: Line, place: int) -> Found | None:
    """Read a date with a month in it, with or without its weekday."""
    weekday = read_weekday(line, place)
    if weekday:
        after = weekday[1]
        after += line.low(after) == ","
        after = line.skip(after, "on") if line.low(weekday[1]) != "," else after
        dated = _read_month_first(line, after) or _read_day_first(line, after)
        if dated and isinstance(dated.meaning, Dated) and dated.meaning.day is not None:
            meaning = _with_weekday(dated.meaning, weekday[0])
            return Found(start=place, end=dated.end, meaning=meaning, rest=dated.rest)
    dated = _read_month_first(line, place) or _read_day_first(line, place)
    return _of_told_year(line, dated) if dated else None


def _of_told_year(line: Line, found: Found) -> Found:
    """Read on after "July": "of that year", "the same year"."""
    meaning = found.meaning
    if not isinstance(meaning, Dated) or meaning.year or meaning.year_shift is not None or found.rest:
        return found
    of = line.skip(found.end, "strictly_of")
    the = line.skip(of, "the")
    after = line.skip(the, "same") if the > of else line.skip(of, "that")
    if after == the or line.low(after) != "year":
        return found
    told = Dated(month=meaning.month, day=meaning.day, which="same")
    return Found(start=found.start, end=after + 1, meaning=told)


def _with_weekday(meaning: Dated, weekday: int) -> Dated:
    return Dated(
        year=meaning.year, month=meaning.month, day=meaning.day, weekday=weekday, year_shift=meaning.year_shift
    )


def _read_month_first(line: Line, place: int) -> Found | None:
    month = read_month(line, place)
    if month is None:
        return None
    number, after = month
    the = line.skip(after, "the")
    day = read_day(line, the) if the == after else None
    if the > after and (ordinal := read_ordinal(line, the)) and ordinal[0] <= 31 and not line.capital(the):
        day = ordinal
    if day and line.blocked(day[1], "after_year"):
        day = None
    if day:
        return _read_after_day(line, place, number, *day)
    if line.dash(after) and (last := read_month(line, after + 1)):
        year, shift, end = read_year_after(line, last[1])
        first = Dated(month=number, year=None if year and last[0] < number else year, year_shift=shift)
        meaning = Ranged(first=first, last=Dated(month=last[0], year=year, year_shift=shift))
        return Found(start=place, end=end, meaning=meaning)
    year, shift, end = read_year_after(line, after)
    if year is None and shift is None and not _month_stands_alone(line, place, after):
        return None
    return Found(start=place, end=end, meaning=Dated(month=number, year=year, year_shift=shift))


def _read_after_day(line: Line, place: int, month: int, day: int, after: int) -> Found | None:
    """Read on after "Nov. 2": a range, a second day, a year."""
    if line.dash(after):
        last = read_day(line, after + 1)
        if last and last[0] > day:
            year, shift, end = read_year_after(line, last[1])
            first = Dated(month=month, day=day, year=year, year_shift=shift)
            meaning = Ranged(first=first, last=Dated(month=month, day=last[0], year=year, year_shift=shift))
            return Found(start=place, end=end, meaning=meaning)
        other = read_month(line, after + 1)
        last = read_day(line, other[1]) if other else None
        if other and last:
            year, shift, end = read_year_after(line, last[1])
            first = Dated(month=month, day=day, year=None if other[0] < month else year, year_shift=shift)
            meaning = Ranged(first=first, last=Dated(month=other[0], day=last[0], year=year, year_shift=shift))
            return Found(start=place, end=end, meaning=meaning)
    year, shift, end = read_year_after(line, after)
    if year is None and shift is None and (line.is_a(after, "to") or line.is_a(after, "and")):
        last = read_day(line, after + 1)
        if last and last[0] > day and not _begins_other(line, last[1]):
            year, shift, end = read_year_after(line, last[1])
            second = Dated(month=month, day=last[0], year=year, year_shift=shift)
            rest = (Found(start=after + 1, end=end, meaning=second),)
            first = Dated(month=month, day=day, year=year, year_shift=shift)
            return Found(start=place, end=after, meaning=first, rest=rest)
    return Found(start=place, end=end, meaning=Dated(month=month, day=day, year=year, year_shift=shift))


def _begins_other(line: Line, place: int) -> bool:
    """A number before a month, a unit or a counted noun is no second day."""
    token = line.token(place)
    if line.is_a(place, "month") or line.is_a(place, "unit") or line.is_a(place, "am") or line.is_a(place, "pm"):
        return True
    return line.blocked(place, "after_year") or (token is not None and token.tag == "NNS")


def _read_day_first(line: Line, place: int) -> Found | None:
    start = line.skip(place, "the")
    day = read_day(line, start)
    if day is None:
        ordinal = read_ordinal(line, start)
        if ordinal is None or ordinal[0] > 31 or not line.is_a(ordinal[1], "strictly_of"):
            return None
        day = ordinal
    number, after = day
    second: tuple[int, int] | None = None
    link = after
    joined = line.dash(after)
    if joined or line.is_a(after, "to") or line.is_a(after, "and"):
        second = read_day(line, line.skip(after + 1, "the"))
        after = second[1] if second else after
    of = line.skip(after, "strictly_of")
    month = read_month(line, of)
    if month is None or (second and second[0] <= number):
        return None
    year, shift, end = read_year_after(line, month[1])
    first = Dated(month=month[0], day=number, year=year, year_shift=shift)
    if second is None:
        return Found(start=place, end=end, meaning=first)
    last = Dated(month=month[0], day=second[0], year=year, year_shift=shift)
    if joined:
        return Found(start=place, end=end, meaning=Ranged(first=first, last=last))
    return Found(start=place, end=link, meaning=first, rest=(Found(start=link + 1, end=end, meaning=last),))


def _month_stands_alone(line: Line, place: int, after: int) -> bool:
    """Tell a month on its own from a surname, an order to move, a newspaper's day."""
    if line.blocked(place - 1, "before_month"):
        return False
    if _after_portion(line, place):
        return True
    token, before = line.token(place), line.token(place - 1)
    if len(line.low(place)) <= SHORT_FORM and line.low(place) not in line.words.months and line.low(after - 1) != ".":
        return False
    if before is not None and before.pos == "PROPN" and line.capital(place - 1) and not line.is_a(place - 1, "weekday"):
        return line.low(place) not in ("may", "march", "june", "april", "august")
    follows = line.token(after)
    surname = follows is not None and follows.pos == "PROPN" and line.capital(after) and not line.titled
    if surname and token is not None and token.dep == "compound" and token.ent != "DATE":
        return False
    if token is not None and token.ent == "PERSON" and not line.ends_with(place, "year_cue"):
        return False
    if (
        line.low(place) in ("may", "march")
        and place == 0
        and follows is not None
        and follows.pos in ("VERB", "AUX", "ADP")
    ):
        return False
    if line.low(place) == "may" and not line.ends_with(place, "year_cue"):
        return follows is None or follows.pos in ("PUNCT", "NOUN", "PART") or not line.tree
    return True


def _after_portion(line: Line, place: int) -> bool:
    """Return whether "mid-" or the like is joined to the piece: that makes a year or month of it."""
    return line.dash(place - 1) and line.ends_with(place - 1, "portion")


def read_years(line: Line, place: int) -> Found | None:
    """Read a year, or years joined by a hyphen or stroke: 2012, the year 2012, 2010-2012, 1990-91, 2013/14."""
    named = line.skip(place, "the")
    if line.low(named) == "year" and (year := read_year(line, named + 1)):
        return Found(start=place, end=year[1], meaning=Dated(year=year[0]))
    quoted = read_short_year(line, place) if line.ends_with(place, "year_cue") else None
    if quoted:
        return Found(start=place, end=quoted[1], meaning=Dated(year=quoted[0]))
    year = read_year(line, place)
    if year is None or line.blocked(place - 1, "money") or (line.glued(place) and line.low(place - 1) not in "(-'\"[/"):
        return None
    number, after = year
    if line.glued(place) and line.low(place - 1) in ("-", "/") and line.number(place - 2) is not None:
        return None
    if line.low(after) in ("-", "/"):
        last = read_year(line, after + 1)
        short = line.number(after + 1, digits=(2,))
        if last is None and short is not None and short > number % 100 and not line.dash(after + 2):
            last = number - number % 100 + short, after + 2
        if last and last[0] > number and last[0] - number < 300:
            return Found(start=place, end=last[1], meaning=Ranged(first=Dated(year=number), last=Dated(year=last[0])))
        if line.glued(after) and line.number(after + 1) is not None:
            return None
    if line.blocked(after, "after_number") or not _is_year(line, place, number):
        return None
    return Found(start=place, end=after, meaning=Dated(year=number))


def _is_year(line: Line, place: int, number: int) -> bool:
    """Tell a year from a count, a model, a resolution by what stands around it."""
    token, follows, before = line.token(place), line.token(place + 1), line.token(place - 1)
    if line.low(place - 1) in QUOTATION and line.low(place + 1) in QUOTATION:
        return False
    if line.blocked(place - 1, "before_year") or line.blocked(place - 1, "money"):
        return False
    if token is not None and token.ent in MONEY:
        return False
    if _after_portion(line, place) or (line.dash(place - 1) and line.is_a(place - 2, "pre_post")):
        return True
    counted = follows is not None and follows.tag in ("NNS", "NNPS")
    if line.ends_with(place, "year_cue"):
        return not (counted and number % 100 == 0)
    if not PLAIN_FIRST_YEAR <= number <= PLAIN_LAST_YEAR:
        return False
    if before is not None and before.pos == "PROPN" and line.capital(place - 1) and follows is not None:
        return follows.pos != "NOUN" or not counted
    if counted:
        determined = before is not None and (before.pos in ("DET", "PRON") or before.tag in ("POS", "PRP$"))
        return determined and number % 100 != 0
    return True


def read_decade(line: Line, place: int) -> Found | None:
    """Read the 1990s, '90s, the nineties, the 1980's."""
    start = line.skip(place, "the")
    quote = start + 1 if line.low(start) == "'" and line.glued(start + 1) else start
    number = line.number(quote, digits=(2, 4))
    if number is None:
        word = line.take(start, "ten")
        spelled = word and (start > place or line.ends_with(place, "portion") or line.dash(place - 1))
        return Found(start=place, end=word[1], meaning=_decade(190 + int(word[0]))) if word and spelled else None
    mark = line.take(quote + 1, "decade_mark")
    if (
        mark is None
        or number % 10
        or not line.glued(quote + 1)
        or (line.glued(mark[1]) and line.low(mark[1]).isalpha())
    ):
        return None
    if number < 100:
        if quote == start and (start == place or line.mentions("weather")):
            return None
        number += 1900 if number >= 30 else 2000
    return Found(start=place, end=mark[1], meaning=_decade(number // 10)) if number >= FIRST_YEAR else None


def _decade(number: int) -> Meaning:
    return Stretch(kind="decade", number=number)


def read_century(line: Line, place: int) -> Found | None:
    """Read the 20th century, 19th-century."""
    start = line.skip(place, "the")
    ordinal = read_ordinal(line, start)
    if ordinal is None or not 1 < ordinal[0] <= 30:
        return None
    after = ordinal[1] + line.dash(ordinal[1])
    unit = line.take(after, "unit")
    if unit is None or unit[0] != "century":
        return None
    return Found(start=place, end=unit[1], meaning=Stretch(kind="century", number=ordinal[0] - 1))
