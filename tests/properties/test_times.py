"""Laws of the times stage: it never fails, stays inside the text, keeps its ends in order, and is linear."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Document, Published, Sentence, TimeSpan, Token
from detente.packs import load_packs
from detente.stages.times import make_times
from detente.trees import plant

STAGE = make_times(load_packs())
WORDS = """
Nov. November May 2 30 31 2nd 2013 1990s 02/11/2013 2013-11-02 Friday Monday Sat. last next this the of in on at to from
between and or - early late mid end ago later earlier week weeks day year years decade century two three a few several
more than about 9:30 a.m. GMT noon morning night every annually spring fall winter quarter third first half fiscal
all full another current recent future fiscal year India U.S. Sydney so far at the moment GMT Tehran time o'clock
the week ended Saturday year-earlier quarter same period six hours and 20 minutes 1/2 B.C. A.D. '87 once usually
season summers night 4 to 8 p.m. daily Mondays at until begins its rest years post-war fortnight
Ramadan Easter Christmas Reiwa 3 AH 9999 0001 World War II today tomorrow now after before , . ( ) ' s
"""
PIECES = re.findall(r"\S+", WORDS)


def story(text: str, *, published: str | None = "2013-11-02") -> Document:
    """A document of one sentence whose tree is flat."""
    matches = list(re.finditer(r"\S+", text))
    tokens = [
        Token(
            start=match.start(),
            end=match.end(),
            text=match.group(),
            lemma=match.group(),
            pos="NOUN",
            tag="NN",
            dep="dep" if place else "ROOT",
            head=0,
        )
        for place, match in enumerate(matches)
    ]
    return Document(
        id="law",
        text=text,
        digest="",
        published=Published(earliest=published, latest=published, basis="given") if published else None,
        sentences=(Sentence(start=0, end=len(text), part="body", paragraph=0),) if tokens else (),
        trees=(plant(tokens),) if tokens else (),
    )


def check(document: Document) -> None:
    last = 0
    for row in STAGE.run(document)["times"]:
        assert isinstance(row, TimeSpan)
        assert last <= row.start < row.end <= len(document.text)
        assert (row.earliest is None) == (row.latest is None)
        assert row.earliest is None or row.latest is None or row.earliest <= row.latest
        assert row.value
        assert row.why
        last = row.end


@given(st.text(max_size=80), st.sampled_from([None, "2013-11-02", "0001-01-01", "9999-12-31", "soon", ""]))
@settings(deadline=None)
def test_any_text(text: str, published: str | None) -> None:
    check(story(text, published=published))


@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.sampled_from([None, "2013-11-02", "2012-02-29", "0001-01-01", "9999-12-31"]),
)
@settings(deadline=None, max_examples=400)
def test_any_words_of_time(text: str, published: str | None) -> None:
    check(story(text, published=published))


@given(st.dates(), st.sampled_from(["%B {d}, {y}", "{d} %B {y}", "{y}-%m-%d", "%b. {d}, {y}"]))
@settings(deadline=None)
def test_a_written_day_is_that_day(day: object, form: str) -> None:
    year, number = int(f"{day:%Y}"), int(f"{day:%d}")
    if not 1000 <= year <= 2199:
        return
    written = f"{day:{form.replace('{y}', str(year)).replace('{d}', str(number))}}".replace("May.", "May")
    rows = STAGE.run(story(f"It was {written} then"))["times"]
    assert [(row.value, row.earliest) for row in rows if isinstance(row, TimeSpan)] == [(f"{day}", f"{day}")]


@pytest.mark.parametrize(
    "unit",
    [
        "the ",
        "late ",
        "from 3 to 5 to 7 May to ",
        "Monday or ",
        "Nov. 2-",
        "2010-",
        "two ",
        "9:30:",
        "1/2/",
        "the end of ",
        "the weeks ",
        "all day ",
        "about 9 ",
        "a full ",
        "four in the ",
        "the third year of ",
        "FY2013-14 ",
        "U.S. Sydney ",
        "five hours and ",
        "six days a week ",
        "the year-earlier ",
        "a week from ",
        "from 4 to ",
        "the last day of ",
        "2 1/2 ",
        "the 1990 fiscal third ",
        "daily at 9:30 ",
        "Nov. 2, 1990, ",
        "the 40s ",
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    def spent(times: int) -> float:
        document = story(unit * times)
        begin = time.perf_counter()
        check(document)
        return time.perf_counter() - begin

    spent(50)
    assert spent(8000) < 40 * spent(800) + 0.5


def test_a_hundred_thousand_digits() -> None:
    check(story("1" * 100_000))
    check(story("in " + "2013" * 25_000 + " years ago"))


def test_a_long_line_of_dates() -> None:
    document = story("Nov. 2, 1990, and the week ended Saturday, 9 a.m. to 5 p.m. daily; " * 1_500)
    assert len(document.text) > 100_000
    check(document)


@pytest.mark.parametrize(
    "text",
    [
        "for 999999 years and 999999 months",
        "999999 summers ago",
        "999999 1/2 centuries ago",
        "a week from 99999999999999999999",
        "9999 A.D. and 9999 B.C. and the 30th century B.C.",
        "the last day of 9999 and the first weekend of 0001",
        "the year-earlier " * 50 + "quarter",
        "from 12 to 12 a.m. and 0 to 0 p.m. and 4:99 to 8 p.m.",
        "4 to " * 200 + "8 p.m. Friday",
        "\u0663\u0664 years, \uff11\uff12 months, \u00bd\u00bd hours",
        "'" * 300 + "87",
    ],
)
@pytest.mark.parametrize("published", [None, "0001-01-01", "2013-11-02", "9999-12-31"])
def test_odd_times(text: str, published: str | None) -> None:
    check(story(text, published=published))
