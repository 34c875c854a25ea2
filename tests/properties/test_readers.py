"""Laws of reading: nothing crashes, spans lie in the text and in order, text is kept, sentences are never dropped."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import ReadError
from detente.model import Article, Span
from detente.packs import load_packs
from detente.readers import Unread, read_html, read_lines, read_text
from detente.readers.markup import render
from detente.settings import Settings

PIECES = st.sampled_from(
    [
        "By Jane Doe",
        "TOKYO (AP) - ",
        "AP/Ann Roe",
        "Poland expelled two diplomats on Friday.",
        "Norland frees journalists",
        "___",
        "READ MORE",
        "Advertisement",
        "Published: 3 May 2021",
        "(Reporting by Jane Doe; Editing by Ann Roe)",
        "FILE - Two men, left, shake hands. (AP Photo/Ann Roe)",
        "Comments",
        "1. Home",
        "- a demand",
        "He said:",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "<p>",
        "</div>",
        "<!--",
        "&amp;",
        "<h1>",
        "\u2028",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=25).map("".join))
SENTENCES = st.lists(
    st.sampled_from(
        [
            "Poland expelled two Russian diplomats on Friday.",
            "Moscow protested.",
            '"We will answer," the minister said.',
            "Trade rose by 3.5 percent, the U.S. said.",
            "Mr. Doe met Ms. Roe in St. Petersburg!",
        ]
    ),
    min_size=1,
    max_size=6,
)


def check_spans(story: Article) -> None:
    fields = ("byline", "agency", "publisher", "dateline", "standfirst", "caption", "credit")
    spans: list[Span] = [*story.paragraphs, *story.anatomy.furniture, *story.anatomy.contributors]
    spans += [passage for name in fields if (passage := getattr(story.anatomy, name))]
    assert all(span.end <= len(story.text) for span in spans)
    for left, right in zip(story.paragraphs, story.paragraphs[1:], strict=False):
        assert left.end <= right.start
    assert all(part.of(story.text).strip() for part in story.paragraphs)
    for span in story.anatomy.furniture:
        assert not any(span.start < part.end and part.start < span.end for part in story.paragraphs)
    if story.published:
        assert story.published.earliest <= story.published.latest


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        story = read_text(text, id="a", settings=Settings(), packs=load_packs())
    except ReadError:
        assert not text.strip()
        return
    assert story.text == text
    assert story.paragraphs
    check_spans(story)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_markup_is_read_or_refused(text: str) -> None:
    try:
        story = read_html(text, source="a.html", settings=Settings(), packs=load_packs())
    except ReadError:
        return
    check_spans(story)


@given(TEXTS)
def test_runs_are_in_order_and_inside_text_and_source(markup: str) -> None:
    page = render(markup)
    place = source = 0
    for start, origin, length in page.runs:
        assert place <= start
        assert source <= origin
        assert start + length <= len(page.text)
        assert origin + length <= len(markup)
        place, source = start + length, origin + length


@given(SENTENCES, st.sampled_from(["\n\n", "\r\n\r\n", "\n \n", "\n\n\n\n"]))
def test_sentences_are_all_body(sentences: list[str], gap: str) -> None:
    story = read_text(gap.join(sentences), id="a", settings=Settings(), packs=load_packs())
    assert [(part.part, part.of(story.text)) for part in story.paragraphs] == [("body", words) for words in sentences]


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_line_is_a_story_or_a_fault(data: bytes) -> None:
    items = list(read_lines([data], source="-", settings=Settings(), packs=load_packs()))
    assert len(items) == sum(1 for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()) or data[
        :2
    ] in {
        b"\xff\xfe",
        b"\xfe\xff",
    }


@given(st.text(min_size=1, max_size=100).filter(str.strip), st.integers(1, 7))
@settings(deadline=None)
def test_a_text_survives_its_line(text: str, size: int) -> None:
    data = json.dumps({"id": "a", "text": text}).encode()
    chunks = [data[place : place + size] for place in range(0, len(data), size)]
    (item,) = read_lines(chunks, source="-", settings=Settings(), packs=load_packs())
    assert not isinstance(item, Unread)
    assert item.text == text


@pytest.mark.parametrize(
    "text",
    ["a" * 400_000, "Poland \n" * 50_000, "(" * 400_000, "TOKYO - " * 50_000, "By " * 130_000, "\n" * 900_000 + "x"],
)
def test_long_texts_take_time_in_proportion(text: str) -> None:
    assert read_text(text, id="a", settings=Settings(), packs=load_packs()).paragraphs
