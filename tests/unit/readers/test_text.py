"""Plain text: what is sentences stays whole, and page anatomy needs a positive sign."""

import pytest

from detente.errors import ReadError
from detente.model import Article
from detente.packs import load_packs
from detente.readers import read_text
from detente.settings import Settings


def story_of(text: str, *, published: str | None = None, settings: Settings | None = None) -> Article:
    return read_text(text, id="story", settings=settings or Settings(), packs=load_packs(), published=published)


def body_of(text: str) -> list[str]:
    return [part.of(text) for part in story_of(text).paragraphs if part.part == "body"]


@pytest.mark.parametrize(
    "text",
    [
        "Poland expelled two Russian diplomats on Friday.",
        "Poland expelled two Russian diplomats on Friday",
        "Poland expels diplomats",
        "By Friday, the army had taken the town.",
        "Follow the money, the minister said.",
        "Presidents Doe, left, and Roe, right, shake hands in Oslo, Monday, May 3, 2021.",
        "NATO - the alliance founded in 1949 - said on Monday that it would act.",
        "Related",
        "Will Norland join the union? Its premier said so.",
        "“We will respond”",
        "A.",
    ],
)
def test_a_single_passage_is_all_body(text: str) -> None:
    story = story_of(text)
    assert [(part.part, part.of(text)) for part in story.paragraphs] == [("body", text)]
    assert story.title is None
    assert not story.anatomy.furniture


@pytest.mark.parametrize(
    "text",
    [
        "Poland expelled two diplomats.\n\nMoscow protested.",
        "Russia attacks Kyiv.\n\nRussian missiles struck Kyiv on Monday.",
        "The foreign ministry said on X:\n\n“We will respond”\n\nNorland did not reply.",
        "Japan\n\nRussia\n\nChina",
    ],
)
def test_sentences_without_a_sign_of_a_page_are_all_body(text: str) -> None:
    assert body_of(text) == text.split("\n\n")
    assert story_of(text).title is None


def test_first_line_before_a_blank_line_and_prose_is_the_title() -> None:
    story = story_of("Norland frees two journalists\n\nNorland on Monday freed two journalists.")
    assert story.title
    assert (story.title.value, story.title.start) == ("Norland frees two journalists", 0)
    assert [part.part for part in story.paragraphs] == ["title", "body"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Poland expelled two Russian\ndiplomats on Friday.", ["Poland expelled two Russian\ndiplomats on Friday."]),
        ("Poland acted on Friday.\nMoscow protested.", ["Poland acted on Friday.", "Moscow protested."]),
        (
            "President Doe told Chancellor\nAnn Roe that it was over.",
            ["President Doe told Chancellor\nAnn Roe that it was over."],
        ),
        ("One thing happened.\r\n\r\nThen another did.\r\n", ["One thing happened.", "Then another did."]),
        ("One thing happened.\u2028Then another did.", ["One thing happened.", "Then another did."]),
        ("  Indented text stands here.  \n\n\xa0\n\tSo does this.", ["Indented text stands here.", "So does this."]),
    ],
)
def test_line_breaks(text: str, body: list[str]) -> None:
    assert body_of(text) == body


def test_dateline_is_not_part_of_the_paragraph() -> None:
    text = "HAVEN, May 3 (AFP) - Norland freed two journalists."
    story = story_of(text)
    assert story.anatomy.dateline
    assert story.anatomy.dateline.of(text) == "HAVEN, May 3 (AFP) - "
    assert story.anatomy.dateline.value == "HAVEN"
    assert story.anatomy.agency
    assert story.anatomy.agency.value == "Agence France-Presse"
    assert body_of(text) == ["Norland freed two journalists."]


def test_sign_off_and_reporters_are_cut_off_the_last_paragraph() -> None:
    text = "OSLO (Reuters) - They met.\n\nThey parted. (Reporting by Jane Doe in Oslo; Editing by Ann Roe)"
    story = story_of(text)
    assert body_of(text) == ["They met.", "They parted."]
    assert [who.value for who in story.anatomy.contributors] == ["Jane Doe", "Ann Roe"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("HAVEN, May 3, 2021 (AFP) - They met.", "2021-05-03 dateline"),
        ("Talks in Haven\n\nPublished: 3 May 2021\n\nThey met in Haven.", "2021-05-03 byline"),
        ("Talks in Haven\n\nUpdated: 4 May 2021 Published: 3 May 2021\n\nThey met in Haven.", "2021-05-03 byline"),
        ("They met on Monday, May 3, 2021, in Haven.", "2021-05-03 body"),
        ("They met on Tuesday, May 3, 2021, in Haven.", None),
        ("They kept the treaty of May 3, 1951, in Haven.", None),
        ("HAVEN, May 3 (AFP) - They met.", None),
        ("HAVEN, May 4 (AFP) - They met on Monday, May 3, 2021.", "2021-05-04 dateline"),
        ("They met in May 2021 in Haven.", None),
        ("They met on 03/04/2021 in Haven.", None),
    ],
)
def test_published(text: str, published: str | None) -> None:
    story = story_of(text)
    assert (f"{story.published.earliest} {story.published.basis}" if story.published else None) == published
    assert [row.code for row in story.issues] == ([] if published else ["no-date"])


@pytest.mark.parametrize(
    ("given", "earliest", "latest"),
    [
        ("2021-05-03", "2021-05-03", "2021-05-03"),
        ("2021-05-03T22:10:00-04:00", "2021-05-03", "2021-05-03"),
        ("2021-05", "2021-05-01", "2021-05-31"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("May 3, 2021", "2021-05-03", "2021-05-03"),
    ],
)
def test_a_given_date_comes_first(given: str, earliest: str, latest: str) -> None:
    published = story_of("They met in Haven.", published=given).published
    assert published
    assert (published.earliest, published.latest, published.basis) == (earliest, latest, "given")


def test_a_given_year_lends_itself_to_the_dateline() -> None:
    published = story_of("HAVEN, May 3 (AFP) - They met.", published="2021").published
    assert published
    assert (published.earliest, published.basis) == ("2021-05-03", "dateline")


def test_an_unreadable_date_is_an_issue() -> None:
    assert [row.code for row in story_of("They met.", published="soon").issues] == ["date-unreadable", "no-date"]


def test_the_setting_serves_stories_that_state_no_date() -> None:
    settings = Settings(published="2020-01-01")
    silent = story_of("They met.", settings=settings).published
    dated = story_of("HAVEN, May 3, 2021 (AFP) - They met.", settings=settings).published
    assert silent
    assert (silent.earliest, silent.basis) == ("2020-01-01", "given")
    assert dated
    assert dated.earliest == "2021-05-03"


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", "empty"), (" \n\xa0\n", "empty"), ("half \ud800 a character", "surrogate"), ("x" * 1001, "too long")],
)
def test_refusals(text: str, fault: str) -> None:
    with pytest.raises(ReadError, match=fault):
        story_of(text, settings=Settings(longest_story=1000))
