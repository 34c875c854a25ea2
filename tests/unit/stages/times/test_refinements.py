"""References, articles of lengths, spelled hours, budgets and hemispheres: sentence in, rows out, on 2013-11-02."""

import pytest

from detente.model import TimeSpan
from detente.packs import load_packs
from detente.stages.times import make_times
from support import parsed

STAGE = make_times(load_packs())


def rows(text: str) -> list[TimeSpan]:
    return [row for row in STAGE.run(parsed(text, published="2013-11-02"))["times"] if isinstance(row, TimeSpan)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The current government has lost its majority.", [("current", "DATE", "PRESENT_REF")]),
        ("A recent poll showed the parties level.", [("recent", "DATE", "PAST_REF")]),
        ("Officials would not rule out future strikes.", [("future", "DATE", "FUTURE_REF")]),
        ("There are no plans at the moment.", [("the moment", "DATE", "PRESENT_REF")]),
        ("Years later, he admitted it.", [("Years later", "DATE", "FUTURE_REF")]),
        ("Minutes later, a second bomb exploded.", [("Minutes later", "DATE", "FUTURE_REF")]),
        ("Years earlier, he had denied it.", [("Years earlier", "DATE", "PAST_REF")]),
        ("Bishkek announced it days after Moscow offered loans.", [("days", "DURATION", "PXD")]),
        ("For the nine months ended in August, sales fell.", [("the nine months", "DURATION", "P9M"),
                                                             ("August", "DATE", "2013-08")]),
        ("In the weeks before the vote, police arrested 300.", [("the weeks", "DURATION", "PXW")]),
        ("The five-day visit ended.", [("five-day", "DURATION", "P5D")]),
        ("He seeks another seven-year term.", [("seven-year", "DURATION", "P7Y")]),
        ("They will last another three months.", [("another three months", "DURATION", "P3M")]),
        ("The judge waited a full hour.", [("a full hour", "DURATION", "PT1H")]),
        ("The judges took all day.", [("all day", "DURATION", "P1D")]),
        ("It has had nine governments in the last decade.", [("the last decade", "DURATION", "P1DE")]),
        ("Fifty years on, few remember it.", [("Fifty years on", "DATE", "XXXX")]),
        ("They met six weeks later than agreed.", [("six weeks", "DURATION", "P6W")]),
        ("The lemurs lose 50 square miles of forest a year to the trade.", [("a year", "SET", "P1Y")]),
        ("Tanks returned at four in the morning.", [("four in the morning", "TIME", "2013-11-02T04:00")]),
        ("It fell at dawn on Sunday.", [("dawn on Sunday", "TIME", "2013-10-27TMO")]),
        ("It began at about 21:30 Tehran time.", [("about 21:30 Tehran time", "TIME", "2013-11-02T21:30")]),
        ("It left at 9:50 a.m. and vanished 20 minutes later.", [("9:50 a.m.", "TIME", "2013-11-02T09:50"),
                                                                 ("20 minutes later", "TIME", "2013-11-02T10:10")]),
        ("The trial opened in January 2010 and ended that June.", [("January 2010", "DATE", "2010-01"),
                                                                   ("that June", "DATE", "2010-06")]),
        ("It closed in 2021 and reopened that winter.", [("2021", "DATE", "2021"), ("that winter", "DATE", "2021-WI")]),
        ("Ministers put off until Friday a decision on the fund.", [("Friday", "DATE", "2013-11-08")]),
        ("They waited until Friday.", [("Friday", "DATE", "2013-11-01")]),
        ("A shrine built in the third year of Reiwa was damaged.", [("the third year of Reiwa", "DATE", "2021")]),
        ("Bucharest had switched on the line the night before.", [("the night before", "TIME", "2013-11-01TNI")]),
        ("The year before last, they met.", [("The year before last", "DATE", "2011")]),
        ("Production will start in the first quarter of 2015.", [("the first quarter of 2015", "DATE", "2015-Q1")]),
        ("Output fell in the final quarter of 2011.", [("the final quarter of 2011", "DATE", "2011-Q4")]),
        ("Its population doubled in the second half of the 19th century.",
         [("the second half of the 19th century", "DATE", "18")]),
        ("Since mid-2014 prices have halved.", [("mid-2014", "DATE", "2014")]),
        ("Mid-May is the deadline.", [("Mid-May", "DATE", "2014-05")]),
        ("Shops open on Sunday mornings.", [("Sunday mornings", "SET", "XXXX-WXX-7TMO")]),
        ("Shops close on weekends.", [("weekends", "SET", "XXXX-WXX-WE")]),
        ("The semi-annual report is late.", [("semi-annual", "SET", "P6M")]),
        ("The visit would last a day or two.", [("a day or two", "DURATION", "P2D")]),
        ("The ministers meet every year in September.", [("every year", "SET", "P1Y"), ("September", "DATE", "XXXX-09")]),
        ("They meet twice a year, in spring and autumn.",
         [("twice a year", "SET", "P1Y"), ("spring", "DATE", "XXXX-SP"), ("autumn", "DATE", "XXXX-FA")]),
        ("It began on 5 May 1992 and ended in July of that year.",
         [("5 May 1992", "DATE", "1992-05-05"), ("July of that year", "DATE", "1992-07")]),
        ("Police found the car on July 2, a Tuesday.", [("July 2", "DATE", "2013-07-02"),
                                                        ("Tuesday", "DATE", "2013-07-02")]),
        ("The court gave him until Dec. 1 to pay.", [("Dec. 1", "DATE", "2013-12-01")]),
        ("By Friday they had left.", [("Friday", "DATE", "2013-11-01")]),
        ("Inflation was 3 percent in the year to October.", [("the year", "DURATION", "P1Y"),
                                                             ("October", "DATE", "2013-10")]),
        ("The call was the fifth in as many months.", []),
        ("He told the daily Kathimerini so.", []),
        ("They came in 1991; trade will double by the end of the decade.",
         [("1991", "DATE", "1991"), ("the end of the decade", "DATE", "201")]),
        ("They came in 1991; by the end of the decade there were thousands.",
         [("1991", "DATE", "1991"), ("the end of the decade", "DATE", "199")]),
        ("As recently as last year they met.", [("last year", "DATE", "2012")]),
    ],
)  # fmt: skip
def test_reads(text: str, told: list[tuple[str, str, str]]) -> None:
    assert [(row.of(text), row.kind, row.value) for row in rows(text)] == told


@pytest.mark.parametrize(
    ("text", "extent", "value", "earliest", "latest"),
    [
        ("Congress approved aid for fiscal 2014.", "fiscal 2014", "2014-FY", "2013-10-01", "2014-09-30"),
        ("Japan's budget for fiscal 2013 grew.", "fiscal 2013", "2013-FY", "2013-04-01", "2014-03-31"),
        ("Britain's budget for fiscal 2013-14 grew.", "fiscal 2013-14", "2013-FY", "2013-04-01", "2014-03-31"),
        ("India's budget for fiscal 2014 grew.", "fiscal 2014", "2014-FY", "2013-04-01", "2014-03-31"),
        ("Pakistan borrowed less in the fiscal year.", "the fiscal year", "2014-FY", "2013-07-01", "2014-06-30"),
        ("Japan borrowed less last fiscal year.", "last fiscal year", "2012-FY", "2012-04-01", "2013-03-31"),
        ("Norway borrowed less in fiscal 2012.", "fiscal 2012", "2012-FY", "2012-01-01", "2012-12-31"),
        ("Australia will host it next summer.", "next summer", "2013-SU", "2013-12-01", "2014-02-28"),
        ("Canada will host it next summer.", "next summer", "2014-SU", "2014-06-01", "2014-08-31"),
    ],
)
def test_states_have_their_own_years_and_seasons(
    text: str, extent: str, value: str, earliest: str, latest: str
) -> None:
    (row,) = rows(text)
    assert (row.of(text), row.value, row.earliest, row.latest) == (extent, value, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "Agenda 2030 lists 17 aims.",
        "A minute trace of the agent was found.",
        "The current was strong.",
        "Those present agreed.",
    ],
)
def test_reads_no_time(text: str) -> None:
    assert rows(text) == []


def test_a_habit_has_no_year() -> None:
    assert [row.value for row in rows("Fighting usually eases in winter.")] == ["XXXX-WI"]


@pytest.mark.xfail(strict=True, reason="two months joined by 'or' are one expression, as the events stage expects")
def test_alternatives_are_two_expressions() -> None:
    assert len(rows("They will meet in late January or February.")) == 2
