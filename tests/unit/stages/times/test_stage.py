"""Anchors, order of day and month, hemisphere, and the issues of the stage."""

import msgspec
import pytest

from detente.model import Anatomy, Document, Paragraph, Passage, Published, TimeSpan
from detente.packs import load_packs
from detente.pipeline import Pipeline
from detente.settings import Settings
from detente.stages.parse import make_parse
from detente.stages.times import make_times
from support import parsed

STAGE = make_times(load_packs())


def code(document: Document) -> Document:
    layers = STAGE.run(document)
    return msgspec.structs.replace(document, times=layers["times"], issues=layers["issues"])


def values(document: Document) -> list[str]:
    return [row.value for row in code(document).times]


def datelined(dateline: str, body: str, *, place: str, published: str | None) -> Document:
    """A story whose paragraph begins behind its dateline."""
    document = parsed(dateline + body, published=published)
    paragraph = Paragraph(start=len(dateline), end=len(dateline + body), part="body")
    anatomy = Anatomy(dateline=Passage(start=0, end=len(place), value=place))
    bare = msgspec.structs.replace(document, paragraphs=(paragraph,), anatomy=anatomy, sentences=(), trees=())
    layers = make_parse(Settings()).run(bare)
    return msgspec.structs.replace(bare, **layers)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Saturday.", "XXXX-WXX-6"),
        ("They met in November.", "XXXX-11"),
        ("They met on Nov. 5.", "XXXX-11-05"),
        ("They met last year.", "XXXX"),
        ("They met in the spring.", "XXXX-SP"),
        ("They met in the third quarter.", "XXXX-Q3"),
        ("They met two weeks ago.", "XXXX-WXX"),
        ("They met at 5 p.m.", "XXXX-XX-XXT17:00"),
    ],
)
def test_no_anchor(text: str, value: str) -> None:
    document = code(parsed(text, published=None))
    assert [(row.value, row.earliest, row.latest) for row in document.times] == [(value, None, None)]
    assert [issue.code for issue in document.issues] == ["no-date"]


def test_no_anchor_is_no_issue_where_nothing_needs_one() -> None:
    document = code(parsed("He was born in 1954 and ruled for ten years.", published=None))
    assert [row.value for row in document.times] == ["1954", "P10Y"]
    assert document.issues == ()


def test_dateline_goes_before_publication() -> None:
    document = datelined("GENEVA, Nov. 1 (AP) - ", "They met Friday.", place="GENEVA", published="2013-11-09")
    rows = code(document).times
    assert [row.value for row in rows] == ["2013-11-01", "2013-11-01"]
    assert "(dateline)" in rows[1].why


def test_southern_dateline_turns_the_seasons() -> None:
    document = datelined("SYDNEY - ", "They will meet in the spring.", place="SYDNEY", published="2013-07-02")
    row = code(document).times[0]
    assert (row.value, row.earliest, row.latest) == ("2013-SP", "2013-09-01", "2013-11-30")


def with_caption(published: Published | None) -> tuple[TimeSpan, ...]:
    body = "The ministers met Friday."
    caption = "Ministers pose in Tokyo Saturday, Nov. 2, 2013, before talks on Monday."
    text = f"{body}\n\n{caption}"
    document = parsed(text, published=None)
    paragraphs = (document.paragraphs[0], msgspec.structs.replace(document.paragraphs[1], part="caption"))
    bare = msgspec.structs.replace(document, paragraphs=paragraphs, published=published)
    return code(msgspec.structs.replace(bare, **make_parse(Settings()).run(bare))).times


def test_caption_dates_the_body_where_nothing_else_does() -> None:
    rows = with_caption(None)
    assert [row.value for row in rows[:2]] == ["2013-11-01", "2013-11-02"]
    assert "(caption)" in rows[0].why


def test_caption_has_its_own_anchor() -> None:
    rows = with_caption(Published(earliest="2013-12-12", latest="2013-12-12", basis="given"))
    assert rows[0].value == "2013-12-06"
    assert "2013-11-02 (caption)" in rows[2].why


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2013-11-04", "The weekend was calm.", "2013-W44-WE"),
        ("2013-11-04", "The weekend will be calm.", "2013-W45-WE"),
        ("2014-01-03", "They met in December.", "2013-12"),
        ("2013-12-28", "They will meet on Jan. 5.", "2014-01-05"),
        ("2013-12-28", "They will meet next month.", "2014-01"),
        ("2013-03-01", "They met last winter.", "2012-WI"),
        ("2012-03-01", "They met on Feb. 29.", "2012-02-29"),
        ("0001-01-03", "They met last year.", "PAST_REF"),
        ("9999-12-30", "They will meet next week.", "FUTURE_REF"),
    ],
)
def test_other_anchors(published: str, text: str, value: str) -> None:
    assert values(parsed(text, published=published)) == [value]


def test_a_story_dated_to_a_month_keeps_what_its_ends_agree_on() -> None:
    document = parsed("They met last year. They met Friday.", published=None)
    published = Published(earliest="2013-11-01", latest="2013-11-30", basis="url")
    assert values(msgspec.structs.replace(document, published=published)) == ["2012", "XXXX-WXX-5"]


def test_ambiguous_order_is_an_issue() -> None:
    document = code(parsed("They met on 02/11/2013."))
    assert [row.value for row in document.times] == ["2013-11-02"]
    assert [issue.code for issue in document.issues] == ["ambiguous-date"]


def test_ambiguous_order_without_an_anchor_spans_both() -> None:
    row = code(parsed("They met on 02/11/2013.", published=None)).times[0]
    assert (row.value, row.earliest, row.latest) == ("2013-XX-XX", "2013-02-11", "2013-11-02")


def test_another_date_tells_the_order() -> None:
    document = code(parsed("They met on 10/23/2013. They met on 02/11/2013."))
    assert [row.value for row in document.times] == ["2013-10-23", "2013-02-11"]
    assert document.issues == ()


def test_weekday_that_does_not_fit_is_an_issue() -> None:
    document = code(parsed("They met on Friday, Nov. 5, 2013."))
    assert [row.value for row in document.times] == ["2013-11-05"]
    assert [issue.code for issue in document.issues] == ["weekday-mismatch"]


def test_impossible_day_is_no_time() -> None:
    assert values(parsed("They met on Feb. 30, 2013.")) == []


def test_fits_the_pipeline() -> None:
    stages = Pipeline([make_parse(Settings()), STAGE])
    assert [stage.name for stage in stages.stages] == ["parse", "times"]
