"""Sentence in, expressions out: words, kind, value, first and last day, on the anchor 2013-11-02 (a Saturday)."""

import pytest

from detente.model import TimeSpan
from detente.packs import load_packs
from detente.stages.times import make_times
from support import parsed

Row = tuple[str, str, str, str | None, str | None]

STAGE = make_times(load_packs())


def read(text: str, *, published: str | None = "2013-11-02") -> list[Row]:
    """The expressions of a text as rows."""
    document = parsed(text, published=published)
    rows = [row for row in STAGE.run(document)["times"] if isinstance(row, TimeSpan)]
    return [(text[row.start : row.end], row.kind, row.value, row.earliest, row.latest) for row in rows]


DATES: list[tuple[str, list[Row]]] = [
    ("He met Putin on Nov. 2, 2013.", [("Nov. 2, 2013", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")]),
    (
        "The deal was signed on 2 November 2013.",
        [("2 November 2013", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")],
    ),
    ("The deal was signed on 2 November.", [("2 November", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")]),
    ("They met on Nov 2nd.", [("Nov 2nd", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")]),
    ("They met on November 2.", [("November 2", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")]),
    ("They met on 2013-11-02.", [("2013-11-02", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")]),
    ("They met on 2013/11/02.", [("2013/11/02", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")]),
    ("They met on 02.11.2013.", [("02.11.2013", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")]),
    ("They met on 23/11/2013.", [("23/11/2013", "DATE", "2013-11-23", "2013-11-23", "2013-11-23")]),
    ("They met on 11/23/2013.", [("11/23/2013", "DATE", "2013-11-23", "2013-11-23", "2013-11-23")]),
    (
        "The treaty of the 2nd of May 1997 lapsed.",
        [("the 2nd of May 1997", "DATE", "1997-05-02", "1997-05-02", "1997-05-02")],
    ),
    ("The accord came into force on Jan 1, 1976.", [("Jan 1, 1976", "DATE", "1976-01-01", "1976-01-01", "1976-01-01")]),
    (
        "The summit opens on Tuesday, 5 November 2013.",
        [("Tuesday, 5 November 2013", "DATE", "2013-11-05", "2013-11-05", "2013-11-05")],
    ),
    ("The summit opens on Tuesday, Nov. 5.", [("Tuesday, Nov. 5", "DATE", "2013-11-05", "2013-11-05", "2013-11-05")]),
    (
        "It was signed on Saturday, Nov. 2, 2013.",
        [("Saturday, Nov. 2, 2013", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")],
    ),
    ("He came on Sept. 30.", [("Sept. 30", "DATE", "2013-09-30", "2013-09-30", "2013-09-30")]),
    ("They met on Dec. 26 last year.", [("Dec. 26 last year", "DATE", "2012-12-26", "2012-12-26", "2012-12-26")]),
    ("The plan was agreed in May 2012.", [("May 2012", "DATE", "2012-05", "2012-05-01", "2012-05-31")]),
    ("The plan was agreed in May of 2012.", [("May of 2012", "DATE", "2012-05", "2012-05-01", "2012-05-31")]),
    ("The troops left in December.", [("December", "DATE", "2012-12", "2012-12-01", "2012-12-31")]),
    ("They will leave in December.", [("December", "DATE", "2013-12", "2013-12-01", "2013-12-31")]),
    ("He visited in September.", [("September", "DATE", "2013-09", "2013-09-01", "2013-09-30")]),
    ("He said he would step down in June.", [("June", "DATE", "2014-06", "2014-06-01", "2014-06-30")]),
    ("The accord was signed in 1975 in Helsinki.", [("1975", "DATE", "1975", "1975-01-01", "1975-12-31")]),
    ("The 1975 Helsinki Accords hold.", [("1975", "DATE", "1975", "1975-01-01", "1975-12-31")]),
    ("Its 2012 elections were held.", [("2012", "DATE", "2012", "2012-01-01", "2012-12-31")]),
    ("The year 2013 was good.", [("The year 2013", "DATE", "2013", "2013-01-01", "2013-12-31")]),
    ("By 2020, 5,000 troops will leave.", [("2020", "DATE", "2020", "2020-01-01", "2020-12-31")]),
    ("Relations soured after the 2008 war.", [("2008", "DATE", "2008", "2008-01-01", "2008-12-31")]),
    ("It rose sharply in the 1990s.", [("the 1990s", "DATE", "199", "1990-01-01", "1999-12-31")]),
    ("It rose in the '90s.", [("the '90s", "DATE", "199", "1990-01-01", "1999-12-31")]),
    ("It rose in the 1990's.", [("the 1990's", "DATE", "199", "1990-01-01", "1999-12-31")]),
    ("It rose in the sixties.", [("the sixties", "DATE", "196", "1960-01-01", "1969-12-31")]),
    ("The late 1980s were tense.", [("The late 1980s", "DATE", "198", "1987-01-01", "1989-12-31")]),
    ("They met in the early 2000s.", [("the early 2000s", "DATE", "200", "2000-01-01", "2002-12-31")]),
    ("The 19th century was violent.", [("The 19th century", "DATE", "18", "1800-01-01", "1899-12-31")]),
    ("The mid-19th century was violent.", [("The mid-19th century", "DATE", "18", "1833-01-01", "1866-12-31")]),
    ("The 21st century belongs to Asia.", [("The 21st century", "DATE", "20", "2000-01-01", "2099-12-31")]),
    ("The talks were held on Jan. 5.", [("Jan. 5", "DATE", "2013-01-05", "2013-01-05", "2013-01-05")]),
]

RANGES: list[tuple[str, list[Row]]] = [
    (
        "They met from 3 to 5 May 2013.",
        [
            ("3", "DATE", "2013-05-03", "2013-05-03", "2013-05-05"),
            ("5 May 2013", "DATE", "2013-05-05", "2013-05-03", "2013-05-05"),
        ],
    ),
    ("They met on May 3-5.", [("May 3-5", "DATE", "2013-05-03/2013-05-05", "2013-05-03", "2013-05-05")]),
    ("They met on Nov. 30-Dec. 2.", [("Nov. 30-Dec. 2", "DATE", "2012-11-30/2012-12-02", "2012-11-30", "2012-12-02")]),
    (
        "China will hold the plenum from Nov. 9 to 12.",
        [
            ("Nov. 9", "DATE", "2013-11-09", "2013-11-09", "2013-11-12"),
            ("12", "DATE", "2013-11-12", "2013-11-09", "2013-11-12"),
        ],
    ),
    (
        "He ruled from 1999 until 2008.",
        [("1999", "DATE", "1999", "1999-01-01", "2008-12-31"), ("2008", "DATE", "2008", "1999-01-01", "2008-12-31")],
    ),
    ("He ruled 1999-2008.", [("1999-2008", "DATE", "1999/2008", "1999-01-01", "2008-12-31")]),
    ("They fought in the 1990-91 Gulf War.", [("1990-91", "DATE", "1990/1991", "1990-01-01", "1991-12-31")]),
    (
        "They met between March and June 2015.",
        [
            ("March", "DATE", "2015-03", "2015-03-01", "2015-06-30"),
            ("June 2015", "DATE", "2015-06", "2015-03-01", "2015-06-30"),
        ],
    ),
    (
        "Leaders will gather from Monday to Wednesday.",
        [
            ("Monday", "DATE", "2013-11-04", "2013-11-04", "2013-11-06"),
            ("Wednesday", "DATE", "2013-11-06", "2013-11-04", "2013-11-06"),
        ],
    ),
    (
        "From December to March it was cold.",
        [
            ("December", "DATE", "2012-12", "2012-12-01", "2013-03-31"),
            ("March", "DATE", "2013-03", "2012-12-01", "2013-03-31"),
        ],
    ),
    (
        "He agreed to hold talks in late January or February.",
        [("late January or February", "DATE", "2014-01/2014-02", "2014-01-21", "2014-02-28")],
    ),
    (
        "He will arrive Monday or Tuesday.",
        [("Monday or Tuesday", "DATE", "2013-11-04/2013-11-05", "2013-11-04", "2013-11-05")],
    ),
    ("In 2012 or 2013 he left.", [("2012 or 2013", "DATE", "2012/2013", "2012-01-01", "2013-12-31")]),
    (
        "They were killed Thursday and Friday.",
        [
            ("Thursday", "DATE", "2013-10-31", "2013-10-31", "2013-10-31"),
            ("Friday", "DATE", "2013-11-01", "2013-11-01", "2013-11-01"),
        ],
    ),
]

WEEKDAYS: list[tuple[str, list[Row]]] = [
    ("They will meet Tuesday.", [("Tuesday", "DATE", "2013-11-05", "2013-11-05", "2013-11-05")]),
    ("They met Tuesday.", [("Tuesday", "DATE", "2013-10-29", "2013-10-29", "2013-10-29")]),
    ("Talks are due Monday.", [("Monday", "DATE", "2013-11-04", "2013-11-04", "2013-11-04")]),
    ("The summit is scheduled for Friday.", [("Friday", "DATE", "2013-11-08", "2013-11-08", "2013-11-08")]),
    ("He said Tuesday it would send peacekeepers.", [("Tuesday", "DATE", "2013-10-29", "2013-10-29", "2013-10-29")]),
    ("Ahead of Tuesday's summit, leaders arrived.", [("Tuesday", "DATE", "2013-11-05", "2013-11-05", "2013-11-05")]),
    ("Tuesday's vote will be close.", [("Tuesday", "DATE", "2013-11-05", "2013-11-05", "2013-11-05")]),
    ("Lavrov spoke in Friday's news conference.", [("Friday", "DATE", "2013-11-01", "2013-11-01", "2013-11-01")]),
    ("Earlier Friday, they agreed to talk.", [("Earlier Friday", "DATE", "2013-11-01", "2013-11-01", "2013-11-01")]),
    ("Late Friday he slept.", [("Late Friday", "DATE", "2013-11-01", "2013-11-01", "2013-11-01")]),
    ("The sides will meet next Friday.", [("next Friday", "DATE", "2013-11-08", "2013-11-08", "2013-11-08")]),
    ("The sides met last Friday.", [("last Friday", "DATE", "2013-11-01", "2013-11-01", "2013-11-01")]),
    ("The summit opened Thursday.", [("Thursday", "DATE", "2013-10-31", "2013-10-31", "2013-10-31")]),
    ("It closes Friday afternoon.", [("Friday afternoon", "TIME", "2013-11-08TAF", "2013-11-08", "2013-11-08")]),
    ("He spoke Saturday morning.", [("Saturday morning", "TIME", "2013-11-02TMO", "2013-11-02", "2013-11-02")]),
    ("It had been signed on Monday night.", [("Monday night", "TIME", "2013-10-28TNI", "2013-10-28", "2013-10-28")]),
    ("He is to leave Tuesday.", [("Tuesday", "DATE", "2013-11-05", "2013-11-05", "2013-11-05")]),
    ("The truce holds until Thursday.", [("Thursday", "DATE", "2013-11-07", "2013-11-07", "2013-11-07")]),
    ("He has been ill since Monday.", [("Monday", "DATE", "2013-10-28", "2013-10-28", "2013-10-28")]),
    (
        "The dinner on Friday, which was closed to the media, went well.",
        [("Friday", "DATE", "2013-11-01", "2013-11-01", "2013-11-01")],
    ),
]

NOW: list[tuple[str, list[Row]]] = [
    ("He left yesterday.", [("yesterday", "DATE", "2013-11-01", "2013-11-01", "2013-11-01")]),
    ("Today he is back.", [("Today", "DATE", "2013-11-02", "2013-11-02", "2013-11-02")]),
    ("He will leave tomorrow.", [("tomorrow", "DATE", "2013-11-03", "2013-11-03", "2013-11-03")]),
    (
        "He will leave the day after tomorrow.",
        [("the day after tomorrow", "DATE", "2013-11-04", "2013-11-04", "2013-11-04")],
    ),
    ("He slept last night.", [("last night", "TIME", "2013-11-01TNI", "2013-11-01", "2013-11-01")]),
    ("He will speak tonight.", [("tonight", "TIME", "2013-11-02TNI", "2013-11-02", "2013-11-02")]),
    ("Trade totaled a record last year.", [("last year", "DATE", "2012", "2012-01-01", "2012-12-31")]),
    ("Growth is expected this year.", [("this year", "DATE", "2013", "2013-01-01", "2013-12-31")]),
    ("They meet early next month.", [("early next month", "DATE", "2013-12", "2013-12-01", "2013-12-10")]),
    ("Abe will visit later this year.", [("later this year", "DATE", "2013", "2013-11-02", "2013-12-31")]),
    ("Earlier this week he left.", [("Earlier this week", "DATE", "2013-W44", "2013-10-28", "2013-11-02")]),
    ("Later this month he returns.", [("Later this month", "DATE", "2013-11", "2013-11-02", "2013-11-30")]),
    ("In early 2013 it started.", [("early 2013", "DATE", "2013", "2013-01-01", "2013-04-30")]),
    ("Early in 2013 it started.", [("Early in 2013", "DATE", "2013", "2013-01-01", "2013-04-30")]),
    ("It should end by the end of 2014.", [("the end of 2014", "DATE", "2014", "2014-11-01", "2014-12-31")]),
    ("The middle of next year is too late.", [("The middle of next year", "DATE", "2014", "2014-05-01", "2014-08-31")]),
    (
        "The beginning of the year was calm.",
        [("The beginning of the year", "DATE", "2013", "2013-01-01", "2013-02-28")],
    ),
    ("In mid-October they met.", [("mid-October", "DATE", "2013-10", "2013-10-11", "2013-10-20")]),
    ("They will leave by mid-December.", [("mid-December", "DATE", "2013-12", "2013-12-11", "2013-12-20")]),
    ("By mid-2014 they will leave.", [("mid-2014", "DATE", "2014", "2014-05-01", "2014-08-31")]),
    ("Year-end results are due.", [("Year-end", "DATE", "2013", "2013-11-01", "2013-12-31")]),
    ("He will rest this weekend.", [("this weekend", "DATE", "2013-W44-WE", "2013-11-02", "2013-11-03")]),
    ("Last weekend's talks failed.", [("Last weekend", "DATE", "2013-W43-WE", "2013-10-26", "2013-10-27")]),
    ("They met last December.", [("last December", "DATE", "2012-12", "2012-12-01", "2012-12-31")]),
    ("They met two weeks ago.", [("two weeks ago", "DATE", "2013-W42", "2013-10-14", "2013-10-20")]),
    ("They met 10 days ago.", [("10 days ago", "DATE", "2013-10-23", "2013-10-23", "2013-10-23")]),
    ("They met more than a year ago.", [("more than a year ago", "DATE", "2012", "2012-01-01", "2012-12-31")]),
    ("They met about a month ago.", [("about a month ago", "DATE", "2013-10", "2013-10-01", "2013-10-31")]),
    ("Two decades ago, China was poor.", [("Two decades ago", "DATE", "199", "1990-01-01", "1999-12-31")]),
    ("Half a century ago they fought.", [("Half a century ago", "DATE", "1963", "1963-01-01", "1963-12-31")]),
    ("Years ago he lived there.", [("Years ago", "DATE", "PAST_REF", None, None)]),
    ("Now the country is calm.", [("Now", "DATE", "PRESENT_REF", None, None)]),
    ("Recently it was not.", [("Recently", "DATE", "PAST_REF", None, None)]),
    ("In the future it may be.", [("the future", "DATE", "FUTURE_REF", None, None)]),
    ("In the past it was.", [("the past", "DATE", "PAST_REF", None, None)]),
]

PERIODS: list[tuple[str, list[Row]]] = [
    ("Kishida is planning a visit in the spring.", [("the spring", "DATE", "2014-SP", "2014-03-01", "2014-05-31")]),
    ("The planned visit to Russia is in the spring.", [("the spring", "DATE", "2014-SP", "2014-03-01", "2014-05-31")]),
    ("The spring of 2014 was cold.", [("The spring of 2014", "DATE", "2014-SP", "2014-03-01", "2014-05-31")]),
    ("They met last summer.", [("last summer", "DATE", "2013-SU", "2013-06-01", "2013-08-31")]),
    ("Sanctions would be reviewed next spring.", [("next spring", "DATE", "2014-SP", "2014-03-01", "2014-05-31")]),
    ("This fall is warm.", [("This fall", "DATE", "2013-FA", "2013-09-01", "2013-11-30")]),
    ("They met in summer 2012.", [("summer 2012", "DATE", "2012-SU", "2012-06-01", "2012-08-31")]),
    ("They met in fiscal 2013.", [("fiscal 2013", "DATE", "2013-FY", "2013-01-01", "2013-12-31")]),
    ("They met in fiscal year 2013.", [("fiscal year 2013", "DATE", "2013-FY", "2013-01-01", "2013-12-31")]),
    ("Profit rose in the third quarter.", [("the third quarter", "DATE", "2013-Q3", "2013-07-01", "2013-09-30")]),
    ("Profit rose in Q3 2013.", [("Q3 2013", "DATE", "2013-Q3", "2013-07-01", "2013-09-30")]),
    (
        "Profit rose in the first half of 2014.",
        [("the first half of 2014", "DATE", "2014-H1", "2014-01-01", "2014-06-30")],
    ),
    (
        "Profit rose in the first quarter of last year.",
        [("the first quarter of last year", "DATE", "2012-Q1", "2012-01-01", "2012-03-31")],
    ),
    (
        "Profit fell in the first three months of 2013.",
        [("the first three months of 2013", "DURATION", "P3M", "2013-01-01", "2013-03-31")],
    ),
    (
        "Exports rose in the fourth quarter of 2012.",
        [("the fourth quarter of 2012", "DATE", "2012-Q4", "2012-10-01", "2012-12-31")],
    ),
    (
        "It happened in the first week of October.",
        [("the first week of October", "DATE", "2013-W40", "2013-09-30", "2013-10-06")],
    ),
    ("It happened in the week of Oct. 14.", [("the week of Oct. 14", "DATE", "2013-W42", "2013-10-14", "2013-10-20")]),
]

TOLD: list[tuple[str, list[Row]]] = [
    (
        "The talks began on Oct. 10. Three days later they signed.",
        [
            ("Oct. 10", "DATE", "2013-10-10", "2013-10-10", "2013-10-10"),
            ("Three days later", "DATE", "2013-10-13", "2013-10-13", "2013-10-13"),
        ],
    ),
    (
        "The talks began on Oct. 10. The next day they left.",
        [
            ("Oct. 10", "DATE", "2013-10-10", "2013-10-10", "2013-10-10"),
            ("The next day", "DATE", "2013-10-11", "2013-10-11", "2013-10-11"),
        ],
    ),
    (
        "The talks began on Oct. 10. The previous week had been calm.",
        [
            ("Oct. 10", "DATE", "2013-10-10", "2013-10-10", "2013-10-10"),
            ("The previous week", "DATE", "2013-W40", "2013-09-30", "2013-10-06"),
        ],
    ),
    (
        "The talks began on Oct. 10. It rained the same day.",
        [
            ("Oct. 10", "DATE", "2013-10-10", "2013-10-10", "2013-10-10"),
            ("the same day", "DATE", "2013-10-10", "2013-10-10", "2013-10-10"),
        ],
    ),
    (
        "The talks began on Oct. 10. Two weeks after the talks, they signed.",
        [
            ("Oct. 10", "DATE", "2013-10-10", "2013-10-10", "2013-10-10"),
            ("Two weeks", "DURATION", "P2W", "2013-10-21", "2013-10-27"),
        ],
    ),
    (
        "The talks began on Oct. 10. The day before, they had signed.",
        [
            ("Oct. 10", "DATE", "2013-10-10", "2013-10-10", "2013-10-10"),
            ("The day before", "DATE", "2013-10-09", "2013-10-09", "2013-10-09"),
        ],
    ),
    (
        "Prices rose in September from a year earlier.",
        [
            ("September", "DATE", "2013-09", "2013-09-01", "2013-09-30"),
            ("a year earlier", "DATE", "2012", "2012-01-01", "2012-12-31"),
        ],
    ),
    (
        "He was jailed in 2009. Two years later he was freed.",
        [
            ("2009", "DATE", "2009", "2009-01-01", "2009-12-31"),
            ("Two years later", "DATE", "2011", "2011-01-01", "2011-12-31"),
        ],
    ),
    (
        "The week after Oct. 10 was calm.",
        [
            ("The week after", "DATE", "2013-W42", "2013-10-14", "2013-10-20"),
            ("Oct. 10", "DATE", "2013-10-10", "2013-10-10", "2013-10-10"),
        ],
    ),
    ("Three days later they signed.", [("Three days later", "DATE", "XXXX-XX-XX", None, None)]),
    (
        "Two weeks ago they met. Three days later they signed.",
        [
            ("Two weeks ago", "DATE", "2013-W42", "2013-10-14", "2013-10-20"),
            ("Three days later", "DATE", "2013-W42", "2013-10-17", "2013-10-23"),
        ],
    ),
    (
        "On Oct. 10, he spoke at 9:30 a.m.",
        [
            ("Oct. 10", "DATE", "2013-10-10", "2013-10-10", "2013-10-10"),
            ("9:30 a.m.", "TIME", "2013-10-10T09:30", "2013-10-10", "2013-10-10"),
        ],
    ),
]

LENGTHS: list[tuple[str, list[Row]]] = [
    ("He waited for more than two years.", [("more than two years", "DURATION", "P2Y", None, None)]),
    ("He waited at least three hours.", [("at least three hours", "DURATION", "PT3H", None, None)]),
    ("He waited a year and a half.", [("a year and a half", "DURATION", "P1.5Y", None, None)]),
    ("He waited half an hour.", [("half an hour", "DURATION", "PT30M", None, None)]),
    ("He waited several weeks.", [("several weeks", "DURATION", "PXW", None, None)]),
    ("He waited a few days.", [("a few days", "DURATION", "PXD", None, None)]),
    ("He waited two and a half years.", [("two and a half years", "DURATION", "P2.5Y", None, None)]),
    ("He waited for 2.5 years.", [("2.5 years", "DURATION", "P2.5Y", None, None)]),
    ("He waited 1,000 days.", [("1,000 days", "DURATION", "P1000D", None, None)]),
    ("He waited for twenty-five years.", [("twenty-five years", "DURATION", "P25Y", None, None)]),
    ("He waited a couple of weeks.", [("a couple of weeks", "DURATION", "P2W", None, None)]),
    ("He waited two or three days.", [("two or three days", "DURATION", "P3D", None, None)]),
    ("The five-day visit ended.", [("five-day", "DURATION", "P5D", None, None)]),
    ("A 24-hour ceasefire held.", [("24-hour", "DURATION", "PT24H", None, None)]),
    ("The 25-year-old man left.", [("25-year-old", "DURATION", "P25Y", None, None)]),
    ("A month-long siege ended.", [("month-long", "DURATION", "P1M", None, None)]),
    ("A decades-long conflict ended.", [("decades-long", "DURATION", "PXDE", None, None)]),
    ("Years of talks failed.", [("Years", "DURATION", "PXY", None, None)]),
    ("Tensions have risen in recent months.", [("recent months", "DURATION", "PXM", None, None)]),
    ("It will end in the coming weeks.", [("the coming weeks", "DURATION", "PXW", None, None)]),
    ("Trade grew in the past decade.", [("the past decade", "DURATION", "P1DE", "2003-11-02", "2013-11-02")]),
    ("Trade grew over the past two weeks.", [("the past two weeks", "DURATION", "P2W", "2013-10-19", "2013-11-02")]),
    ("It grew over the last year.", [("the last year", "DURATION", "P1Y", "2012-11-02", "2013-11-02")]),
    ("It will grow over the next 18 months.", [("the next 18 months", "DURATION", "P18M", "2013-11-02", "2015-05-02")]),
    ("He gave two weeks' notice.", [("two weeks", "DURATION", "P2W", None, None)]),
    ("He will return in two weeks.", [("two weeks", "DURATION", "P2W", "2013-11-11", "2013-11-17")]),
    ("They must leave within 48 hours.", [("48 hours", "DURATION", "PT48H", "2013-11-02", "2013-11-04")]),
    ("It was built in two weeks.", [("two weeks", "DURATION", "P2W", None, None)]),
    ("It was nearly three decades.", [("nearly three decades", "DURATION", "P3DE", None, None)]),
    ("The minister is 45 years old.", [("45 years", "DURATION", "P45Y", None, None)]),
    ("He ran 30 seconds.", [("30 seconds", "DURATION", "PT30S", None, None)]),
]

SETS: list[tuple[str, list[Row]]] = [
    ("They meet every Friday.", [("every Friday", "SET", "XXXX-WXX-5", None, None)]),
    ("They meet annually.", [("annually", "SET", "P1Y", None, None)]),
    ("An annual summit is held.", [("annual", "SET", "P1Y", None, None)]),
    ("They meet twice a year.", [("twice a year", "SET", "P1Y", None, None)]),
    ("They meet every two years.", [("every two years", "SET", "P2Y", None, None)]),
    ("They meet every other day.", [("every other day", "SET", "P2D", None, None)]),
    ("They meet each morning.", [("each morning", "SET", "XXXX-XX-XXTMO", None, None)]),
    ("They meet on Sundays.", [("Sundays", "SET", "XXXX-WXX-7", None, None)]),
    ("They meet three times a month.", [("three times a month", "SET", "P1M", None, None)]),
    ("It earned $3 billion a year.", [("a year", "SET", "P1Y", None, None)]),
    ("They meet every year.", [("every year", "SET", "P1Y", None, None)]),
    ("They meet weekly.", [("weekly", "SET", "P1W", None, None)]),
]

CLOCKS: list[tuple[str, list[Row]]] = [
    (
        "He left at 9:30 a.m. (0730 GMT) on Friday.",
        [
            ("9:30 a.m.", "TIME", "2013-11-01T09:30", "2013-11-01", "2013-11-01"),
            ("0730 GMT", "TIME", "2013-11-01T07:30", "2013-11-01", "2013-11-01"),
            ("Friday", "DATE", "2013-11-01", "2013-11-01", "2013-11-01"),
        ],
    ),
    ("He left at 9 p.m. on Friday.", [("9 p.m. on Friday", "TIME", "2013-11-01T21:00", "2013-11-01", "2013-11-01")]),
    ("On Friday at 9 p.m. it ended.", [("Friday at 9 p.m.", "TIME", "2013-11-01T21:00", "2013-11-01", "2013-11-01")]),
    ("At noon Friday the ceasefire began.", [("noon Friday", "TIME", "2013-11-01T12:00", "2013-11-01", "2013-11-01")]),
    ("At 2000 GMT the truce ended.", [("2000 GMT", "TIME", "2013-11-02T20:00", "2013-11-02", "2013-11-02")]),
    ("It will be held at 15:30.", [("15:30", "TIME", "2013-11-02T15:30", "2013-11-02", "2013-11-02")]),
    ("It ended at 10 o'clock.", [("10 o'clock", "TIME", "2013-11-02T10:00", "2013-11-02", "2013-11-02")]),
    (
        "He came 2013-11-02T09:30:00Z.",
        [("2013-11-02T09:30:00", "TIME", "2013-11-02T09:30", "2013-11-02", "2013-11-02")],
    ),
    (
        "He left in the early hours of Saturday.",
        [("the early hours of Saturday", "TIME", "2013-11-02TMO", "2013-11-02", "2013-11-02")],
    ),
    ("In the morning he left.", [("the morning", "TIME", "2013-11-02TMO", "2013-11-02", "2013-11-02")]),
    ("The night of Oct. 30 was calm.", [("The night of Oct. 30", "TIME", "2013-10-30TNI", "2013-10-30", "2013-10-30")]),
    ("Overnight, shells fell.", [("Overnight", "TIME", "2013-11-02TNI", "2013-11-02", "2013-11-02")]),
    (
        "He will arrive at 3 p.m. (1900 GMT) Monday.",
        [
            ("3 p.m.", "TIME", "2013-11-04T15:00", "2013-11-04", "2013-11-04"),
            ("1900 GMT", "TIME", "2013-11-04T19:00", "2013-11-04", "2013-11-04"),
            ("Monday", "DATE", "2013-11-04", "2013-11-04", "2013-11-04"),
        ],
    ),
]

NAMES: list[tuple[str, list[Row]]] = [
    (
        "The islands were seized at the end of World War II.",
        [("the end of World War II", "DATE", "1945", "1945-01-01", "1945-12-31")],
    ),
    (
        "It was the worst since the end of the Cold War.",
        [("the end of the Cold War", "DATE", "1991", "1991-01-01", "1991-12-31")],
    ),
    (
        "The outbreak of World War I shook Europe.",
        [("The outbreak of World War I", "DATE", "1914", "1914-01-01", "1914-12-31")],
    ),
    ("They fought during World War II.", [("World War II", "DATE", "1939/1945", "1939-09-01", "1945-09-02")]),
    (
        "Ramadan this year began in July.",
        [
            ("Ramadan this year", "DATE", "2013-07", "2013-07-08", "2013-08-08"),
            ("July", "DATE", "2013-07", "2013-07-01", "2013-07-31"),
        ],
    ),
    ("Since Ramadan, violence has grown.", [("Ramadan", "DATE", "2013-07", "2013-07-08", "2013-08-08")]),
    ("Easter 2014 was late.", [("Easter 2014", "DATE", "2014-04-20", "2014-04-20", "2014-04-20")]),
    ("Orthodox Easter 2013 was late.", [("Orthodox Easter 2013", "DATE", "2013-05-05", "2013-05-05", "2013-05-05")]),
    ("On Good Friday they pray.", [("Good Friday", "DATE", "2014-04-18", "2014-04-18", "2014-04-18")]),
    ("Thanksgiving is near.", [("Thanksgiving", "DATE", "2013-11-28", "2013-11-28", "2013-11-28")]),
    ("Yom Kippur was calm.", [("Yom Kippur", "DATE", "2013-09-14", "2013-09-14", "2013-09-14")]),
    ("Eid al-Fitr was celebrated.", [("Eid al-Fitr", "DATE", "2013-08-08", "2013-08-07", "2013-08-09")]),
    ("At Christmas they will rest.", [("Christmas", "DATE", "2013-12-25", "2013-12-25", "2013-12-25")]),
    ("New Year's Eve was calm.", [("New Year's Eve", "DATE", "2012-12-31", "2012-12-31", "2012-12-31")]),
    (
        "The Lunar New Year was celebrated in February.",
        [
            ("The Lunar New Year", "DATE", "2013-02-10", "2013-02-10", "2013-02-10"),
            ("February", "DATE", "2013-02", "2013-02-01", "2013-02-28"),
        ],
    ),
    ("It dates from Reiwa 3.", [("Reiwa 3", "DATE", "2021", "2021-01-01", "2021-12-31")]),
    ("It dates from Heisei 25.", [("Heisei 25", "DATE", "2013", "2013-01-01", "2013-12-31")]),
    ("It dates from Showa 20.", [("Showa 20", "DATE", "1945", "1945-01-01", "1945-12-31")]),
    ("It was the worst since the Sept. 11 attacks.", [("Sept. 11", "DATE", "2001-09-11", "2001-09-11", "2001-09-11")]),
    ("It was the worst since 9/11.", [("9/11", "DATE", "2001-09-11", "2001-09-11", "2001-09-11")]),
]

NOTHING = [
    "The ministers held 2+2 talks.",
    "It cost $33 billion.",
    "We need to act.",
    "He may go.",
    "They march on Rome.",
    "Theresa May met him.",
    "Mrs. May met him.",
    "The Sun reported it.",
    "He stood second from left.",
    "The second round failed.",
    "Wait a second.",
    "UN Resolution 1701 stands.",
    "It adopted Resolution 1973 on Libya.",
    "A Boeing 737 landed.",
    "They won 3-2.",
    "Call 555-2012.",
    "Some 2000 people marched.",
    "They sent 1500 troops.",
    "Their World War II hostilities go on.",
    "The Arab Spring spread.",
    "The fall of Kabul was quick.",
    "The Winter Olympics are near.",
    "The late president was loved.",
    "An early election is likely.",
    "The end of the session is near.",
    "The Seven Years' War was long.",
    "USA Today reported it.",
    "The Sunday Times reported it.",
    "Mid-level talks failed.",
    "He is in his 60s.",
    "The 38th parallel is guarded.",
    "It grew 20 percent.",
    "Ten ministers met.",
    "They hold 12 seats.",
]


@pytest.mark.parametrize(
    ("text", "rows"), [*DATES, *RANGES, *WEEKDAYS, *NOW, *PERIODS, *TOLD, *LENGTHS, *SETS, *CLOCKS, *NAMES]
)
def test_reads(text: str, rows: list[Row]) -> None:
    assert read(text) == rows


@pytest.mark.parametrize("text", NOTHING)
def test_reads_no_time(text: str) -> None:
    assert read(text) == []
