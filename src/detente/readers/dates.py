"""Find dates as news pages write them: a full date is a day; a month and day without a year is not."""

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from detente.model import Span
from detente.packs.pages import Pages

YEARS = range(1700, 2200)
"""Years that a news page may carry; other numbers are not years."""


class DateMention(Span, frozen=True, kw_only=True):
    """A date in the text; `day` is None where no year is given."""

    day: date | None
    month: int
    number: int
    """Day of the month."""


def alternatives(words: Iterable[str], *, capitals: bool = False) -> str:
    """Return a pattern for one of the words, longest first; `capitals` allows them in capitals too."""
    listed = set(words)
    if capitals:
        listed |= {word.upper() for word in listed}
    ordered = sorted(listed, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered) or r"(?!)"


def date_pattern(pages: Pages) -> str:
    """Return a pattern, without groups, for a date with a month's name, as datelines have it."""
    month = alternatives((name.title() for name in pages.months), capitals=True)
    weekday = alternatives((name.title() for name in pages.weekdays), capitals=True)
    return (
        rf"(?:(?:{weekday})\.?,?\s+)?(?:(?:{month})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{month})\.?(?:,?\s+\d{{4}})?)(?!\w)"
    )


def find_dates(text: str, pages: Pages, *, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Yield the dates between two offsets; a date whose weekday is wrong, or that does not exist, is left out.

    >>> from detente.packs import load_packs
    >>> [str(found.day) for found in find_dates("Tokyo Saturday, Nov. 2, 2013.", load_packs().pages)]
    ['2013-11-02']
    """
    for match in _finder(pages).finditer(text, start, len(text) if end is None else end):
        mention = _read(match, pages)
        if mention is not None:
            yield mention


def read_date(written: str, pages: Pages) -> tuple[date, date] | None:
    """Return the first and last day of a date as a field gives it: ISO day, month, year or date-time, or a written day.

    >>> from detente.packs import load_packs
    >>> [str(day) for day in read_date("2013-11", load_packs().pages)]
    ['2013-11-01', '2013-11-30']
    """
    written = written.strip()
    if match := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", written, re.ASCII):
        year, month = int(match[1]), int(match[2] or 0)
        if year not in YEARS or month > 12 or match[2] == "00":
            return None
        last = month or 12
        return date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1])
    if match := re.match(r"(\d{4})(\d{2})(\d{2})(?:\D|$)", written, re.ASCII):
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        return (day, day) if day else None
    full = {found.day for found in find_dates(written[:200], pages) if found.day}
    if len(full) != 1:
        return None
    day = full.pop()
    return day, day


def read_url(url: str, pages: Pages) -> date | None:
    """Return the day that a URL's path names ("/2013/11/02/", "/2013/nov/02/", "20131102"), or None.

    >>> from detente.packs import load_packs
    >>> str(read_url("https://news.example/world/2013/nov/02/japan-russia", load_packs().pages))
    '2013-11-02'
    """
    path = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]{0,20}://[^/]*", "", url[:2000]).partition("?")[0]
    month = alternatives(pages.months)
    parts = rf"(?<!\d)(\d{{4}})[/_-]?(\d{{2}}|\d(?=[/_-])|{month})[/_-]?(\d{{2}}|(?<=[/_-])\d)(?!\d)"
    for match in re.finditer(parts, path, re.ASCII | re.IGNORECASE):
        named = match[2].casefold()
        day = _day(int(match[1]), pages.months.get(named) or int(named), int(match[3]))
        if day and 1990 <= day.year <= 2100:
            return day
    return None


@cache
def _finder(pages: Pages) -> re.Pattern[str]:
    month = alternatives((name.title() for name in pages.months), capitals=True)
    weekday = alternatives((name.title() for name in pages.weekdays), capitals=True)
    weekday = rf"(?:(?P<weekday{{0}}>{weekday})\.?,?\s+)?"
    return re.compile(
        r"(?<!\w)(?:"
        + weekday.format("1")
        + rf"(?P<month1>{month})\.?\s+(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year1>\d{{4}}))?"
        + "|"
        + weekday.format("2")
        + rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?(?P<month2>{month})\.?(?:,?[\s-]\s*(?P<year2>\d{{4}}))?"
        + r"|(?P<year3>\d{4})(?P<sep3>[-/.])(?P<month3>\d{1,2})(?P=sep3)(?P<day3>\d{1,2})(?=T\d|\D|$)"
        + r"|(?P<day4>\d{1,2})(?P<sep4>[./-])(?P<month4>\d{1,2})(?P=sep4)(?P<year4>\d{4})"
        + r")(?!\d)"
    )


def _read(match: re.Match[str], pages: Pages) -> DateMention | None:
    form = next(number for number in "1234" if match[f"day{number}"])
    number, named, year = match[f"day{form}"], match[f"month{form}"], match[f"year{form}"]
    month = pages.months.get(named.casefold()) or (int(named) if named.isdigit() else 0)
    # 03/05/2021 is March in one country and May in the next: such a date says nothing.
    if form == "4" and match["sep4"] != "." and month != int(number):
        if month > 12 >= int(number):
            number, month = str(month), int(number)
        elif int(number) <= 12:
            return None
    if not 1 <= month <= 12 or not 1 <= int(number) <= 31:
        return None
    day = _day(int(year), month, int(number)) if year else None
    if year and day is None:
        return None
    weekday = match[f"weekday{form}"] if form in "12" else None
    if day and weekday and pages.weekdays[weekday.casefold()] != day.weekday():
        return None
    return DateMention(start=match.start(), end=match.end(), day=day, month=month, number=int(number))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if year in YEARS else None
    except ValueError:
        return None
