"""Business pages, sport, history and features: sentence in, rows out, on 2013-11-02 (a Saturday)."""

import pytest

from detente.model import TimeSpan
from detente.packs import load_packs
from detente.stages.times import make_times
from support import parsed

STAGE = make_times(load_packs())


def rows(text: str) -> list[tuple[str, str, str]]:
    document = parsed(text, published="2013-11-02")
    return [(one.of(text), one.kind, one.value) for one in STAGE.run(document)["times"] if isinstance(one, TimeSpan)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # comparisons
        ("Profit fell from the year-earlier quarter.", [("the year-earlier quarter", "DATE", "2012-Q4")]),
        ("Profit fell from the prior-year period.", [("the prior-year period", "DATE", "2012")]),
        ("A year-earlier profit was restated.", [("year-earlier", "DATE", "2012")]),
        ("It earned more in the same period last year.", [("the same period last year", "DATE", "2012")]),
        ("It earned less in 1988's third quarter.", [("1988's third quarter", "DATE", "1988-Q3")]),
        ("It shrank in the April-June quarter.", [("the April-June quarter", "DATE", "2013-Q2")]),
        ("Dams were full this time last year.", [("this time last year", "DATE", "2012")]),
        # periods told by their first or last day
        (
            "Claims rose in the week ended Saturday.",
            [("the week", "DATE", "2013-W44"), ("Saturday", "DATE", "2013-11-02")],
        ),
        (
            "The fiscal year that begins Oct. 1, 2013, is near.",
            [("The fiscal year", "DATE", "2014-FY"), ("Oct. 1, 2013", "DATE", "2013-10-01")],
        ),
        ("He was born on the last day of 1899.", [("the last day of 1899", "DATE", "1899-12-31")]),
        ("They met on the third Thursday of November.", [("the third Thursday of November", "DATE", "2013-11-21")]),
        # lengths and rates
        ("The jury sat for five hours and 20 minutes.", [("five hours and 20 minutes", "DURATION", "PT5H20M")]),
        ("The play lasts two hours, 40 minutes.", [("two hours, 40 minutes", "DURATION", "PT2H40M")]),
        ("He led it for 2 1/2 years.", [("2 1/2 years", "DURATION", "P2.5Y")]),
        ("It is about 3.2 million years old.", [("about 3.2 million years", "DURATION", "P3200000Y")]),
        ("She works six days a week.", [("six days a week", "SET", "P1W")]),
        ("Patients take it twice daily.", [("twice daily", "SET", "P1D")]),
        ("The vote was held over two days.", [("two days", "DURATION", "P2D")]),
        ("He fought in the post-war years.", [("the post-war years", "DURATION", "PXY")]),
        # counted from a day
        ("Her next race is a week from Friday.", [("a week from Friday", "DATE", "2013-11-15")]),
        ("They will vote on Wednesday week.", [("Wednesday week", "DATE", "2013-11-13")]),
        ("Work began three summers ago.", [("three summers ago", "DATE", "2010-SU")]),
        (
            "The Senate recessed Thursday until Monday.",
            [("Thursday", "DATE", "2013-10-31"), ("Monday", "DATE", "2013-11-04")],
        ),
        ("Planes bombed the town early today.", [("early today", "DATE", "2013-11-02")]),
        ("Workers stop on the 11th of each month.", [("the 11th of each month", "SET", "XXXX-XX-11")]),
        ("He set the hearing for March 30.", [("March 30", "DATE", "2014-03-30")]),
        # sport
        ("He has 31 goals this season.", [("this season", "DATE", "2013")]),
        ("The 2013-14 season was his best.", [("The 2013-14 season", "DATE", "2013/2014")]),
        # clocks
        (
            "A viewing will be held from 4 to 8 p.m. on Friday.",
            [("4", "TIME", "2013-11-08T16:00"), ("8 p.m. on Friday", "TIME", "2013-11-08T20:00")],
        ),
        (
            "He opens at 5:30 every morning.",
            [("5:30", "TIME", "XXXX-XX-XXT05:30"), ("every morning", "SET", "XXXX-XX-XXTMO")],
        ),
        ("On the night of the murder he was home.", [("the night", "TIME", "2013-11-02TNI")]),
        # history
        ("The temple was built about 450 B.C.", [("about 450 B.C.", "DATE", "BC0450")]),
        ("The city fell in A.D. 79.", [("A.D. 79", "DATE", "0079")]),
        ("He joined in the summer of '48.", [("the summer of '48", "DATE", "1948-SU")]),
        ("The general was once the most feared man.", [("once", "DATE", "PAST_REF")]),
        ("It was refitted over the winter of 2007-08.", [("the winter of 2007-08", "DATE", "2007-WI")]),
    ],
)
def test_reads(text: str, told: list[tuple[str, str, str]]) -> None:
    assert rows(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Highs will be in the 20s and lows in the teens.",
        "Down by 12 entering the fourth quarter, the Bears scored 20 points.",
        "He reads USA Today and wrote for a paper.",
        "Once they met, they left.",
        "The Seven Years' War was long.",
    ],
)
def test_reads_no_time(text: str) -> None:
    assert rows(text) == []


def test_history_goes_on_in_its_own_year() -> None:
    told = "On the morning of July 20, 1974, Turkish troops landed. By mid-August they held a third of the island."
    assert rows(told)[-1] == ("mid-August", "DATE", "1974-08")


@pytest.mark.xfail(strict=True, reason="nothing tells that a clock time without a day belongs to yesterday")
def test_a_clock_time_of_the_day_before() -> None:
    told = rows("The quake hit at 5:04 p.m. By 10 o'clock Friday night, fires were burning.")
    assert told[0][2] == "2013-11-01T17:04"
