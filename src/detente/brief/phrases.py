"""Phrases that sentences are made of: countries, days and windows, words of stories made safe to print."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from detente.model import EventTime
from detente.packs import Packs

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
QUOTES = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb` "
DETERMINERS = frozenset({"a", "an", "the"})
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""Characters that show nothing but can turn the direction of the text after them."""


def tidy(text: str) -> str:
    r"""Return words of a story as one line that can be printed anywhere: no control characters, no half of a pair.

    >>> tidy("two\n lines\x00 and \u202ea trick")
    'two lines and a trick'
    """
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in INVISIBLE.sub("", text))
    whole = "".join("\ufffd" if unicodedata.category(c) == "Cs" or ord(c) & 0xFFFE == 0xFFFE else c for c in spaced)
    return " ".join(whole.split())


def cut(text: str, longest: int) -> str:
    """Return text of at most so many characters, cut between words.

    >>> cut("to hold joint exercises", 12)
    'to hold …'
    """
    if len(text) <= longest:
        return text
    short = text[: longest - 1]
    return (short.rsplit(" ", 1)[0] if " " in short else short).rstrip(" ,;:") + " …"


def quoted(words: str) -> str:
    """Return words between quotation marks, without those that they have around them.

    >>> quoted('"We shall see,"')
    '“We shall see”'
    >>> quoted('the "cornerstone" of policy')
    "“the 'cornerstone' of policy”"
    """
    bare = words.strip()
    pairs = {"\u201c": "\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb", '"': '"', "'": "'"}
    closer = pairs.get(bare[:1])
    if closer and closer not in bare[1:].rstrip(", ")[:-1]:
        bare = bare[1:].rstrip(", ").removesuffix(closer)
    elif bare[-1:] in {'"', "\u201d"} and not set(bare[:-1]) & {'"', "\u201c"}:
        bare = bare[:-1]
    bare = bare.rstrip(", ")
    inner = bare.replace("\u201c", "\u2018").replace("\u201d", "\u2019").replace('"', "'")
    return f"\u201c{inner}\u201d"


def named(words: str) -> str:
    """Return the name of a matter inside a sentence: as it is after an article, else between quotation marks.

    >>> print(named("The dispute over fish"), named("Friday's dinner"))
    the dispute over fish “Friday's dinner”
    """
    return words[:1].lower() + words[1:] if words.split(" ", 1)[0].lower() in DETERMINERS else quoted(words)


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["Peru", "Chile", "Bolivia"])
    'Peru, Chile and Bolivia'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def started(sentence: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def stopped(sentence: str) -> str:
    """Return a sentence with a full stop at its end, unless it has an end already.

    >>> stopped("It is so"), stopped("They said “We shall see.”")
    ('It is so.', 'They said “We shall see.”')
    """
    return sentence if sentence.rstrip("\u201d").endswith((".", "?", "!", "\u2026")) else f"{sentence}."


def on_day(day: str) -> str:
    """Return a day in words.

    >>> on_day("2013-11-02")
    '2 November 2013'
    """
    found = date.fromisoformat(day[:10])
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def window(first: str | None, last: str | None) -> str:
    """Return an interval of days with its preposition, in the shortest words that say the same; empty without one.

    >>> window("2021-04-20", "2021-04-20"), window("2021-06-01", "2021-06-30"), window("2014-03-01", "2014-05-31")
    ('on 20 April 2021', 'in June 2021', 'from March to May 2014')
    >>> window("2014-01-21", "2014-02-28"), window("2021-09-26", "2021-09-30"), window("2012-01-01", "2012-12-31")
    ('between 21 January and 28 February 2014', 'between 26 and 30 September 2021', 'in 2012')
    """
    if not first or not last:
        return ""
    one, other = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    if one == other:
        return f"on {on_day(first)}"
    same_year, same_month = one.year == other.year, (one.year, one.month) == (other.year, other.month)
    if one.day == 1 and _ends_month(other):
        if one.month == 1 and other.month == 12:
            return f"in {one.year}" if same_year else f"from {one.year} to {other.year}"
        end = f"{MONTHS[other.month - 1]} {other.year}"
        if same_month:
            return f"in {end}"
        return f"from {MONTHS[one.month - 1]}{'' if same_year else f' {one.year}'} to {end}"
    start = f"{one.day}" if same_month else f"{one.day} {MONTHS[one.month - 1]}"
    return f"between {start}{'' if same_year else f' {one.year}'} and {on_day(last)}"


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).month != day.month


def planned_for(time: EventTime | None, preposition: str = "for") -> str:
    """Return a time to come with the preposition of a plan, a space before it; empty without a time.

    >>> planned_for(EventTime(earliest="2015-08-01", latest="2015-08-31", grain="month", basis="stated"), "to")
    ' to August 2015'
    """
    found = when(time)
    first, _, rest = found.partition(" ")
    return f" {preposition} {rest}" if first in {"on", "in", "from"} else f" {found}" if found else ""


def when(time: EventTime | None) -> str:
    """Return a time as a window in words."""
    return window(time.earliest, time.latest) if time else ""


class Names:
    """Names of countries as a sentence has them.

    >>> from detente.packs import load_packs
    >>> names = Names(load_packs(), ("RUS", "USA"))
    >>> names.of("USA"), names.together({"JPN", "USA", "RUS"})
    ('the United States', 'Russia, the United States and Japan')
    """

    def __init__(self, packs: Packs, pair: tuple[str, str]) -> None:
        self._packs, self.pair = packs, pair

    def of(self, code: str) -> str:
        """Return the name of a country by its code, with its article; other codes stay."""
        country = self._packs.world.countries.get(code)
        if country is None:
            return code
        return f"the {country.name}" if self._packs.ledger_words.is_word(country.name, "with_the") else country.name

    def knows(self, word: str) -> bool:
        """Tell whether a word names a country or those who belong to one ("Kenyan")."""
        return self._packs.world.match([word], 0, on=None) is not None

    def together(self, codes: Iterable[str]) -> str:
        """Return the names of countries as a list, those of the pair first."""
        return listed([self.of(code) for code in self.order(codes)])

    def order(self, codes: Iterable[str]) -> list[str]:
        """Return codes in the order in which the page names them."""
        found = list(dict.fromkeys(codes))
        rank = {code: place for place, code in enumerate(self.pair)}
        return sorted(found, key=lambda code: (rank.get(code, len(rank)), code))


def word_before(quote: str, label: str) -> str:
    """Return the word that stands before a label in the sentence that it was taken from; empty where it is not there.

    >>> word_before("They agreed to hold talks and set up a hotline.", "set up a hotline")
    'and'
    """
    place = quote.find(label)
    words = quote[: max(place, 0)].split()
    return words[-1].strip(QUOTES + ",").lower() if words else ""
