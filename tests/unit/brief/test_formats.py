"""Markdown, HTML and DOCX of a brief whose words want to be more than words."""

import io
import re
import zipfile
from html.parser import HTMLParser

import docx
import pytest
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from detente.brief import Account, Brief, Line, Note, Section
from detente.brief.docx import write_docx
from detente.brief.html import write_html
from detente.brief.markdown import escape, write_markdown
from detente.brief.phrases import tidy

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](http://a.b/c.png)",
    "a | b | c",
    "$x$ and $y$",
    "`code` **bold** _it_ ~~no~~",
    "# heading",
    "1. one",
    "- list",
    "+ list",
    "=== rule",
    "--- rule",
    "> quotation",
    "&lt;b&gt; &amp; &#x41;",
    "<img src=x onerror=alert(1)>",
    "http://evil.example/a www.evil.example me@evil.example",
    "[^1]: note",
    "[a]: http://b.c",
    "</style></title><b>",
    'a" onmouseover="alert(1)',
    "back\\slash \\* [",
    "{{ brief }} {% raw %}",
]


def page(words: str) -> Brief:
    clean = tidy(words)
    return Brief(
        countries=("PER", "CHL"),
        names=("Peru", "Chile"),
        as_of="2020-06-01",
        known="2020-05-01",
        since="2020-05-02",
        level=clean,
        level_notes=(1,),
        stories=1,
        sections=(
            Section(
                topic="said", title="Said", more=2, lines=(Line(text=clean, notes=(1, 2), marks=("new", "overdue")),)
            ),
            Section(
                topic="contradictions",
                title="Contradictions",
                lines=(Line(text="So?", notes=(1, 2), accounts=(Account(who=clean, words=clean, note=1),) * 2),),
            ),
        ),
        notes=tuple(
            Note(
                number=n, story=words, title=clean, publisher=clean, published="2020-05-01", start=0, end=9, words=clean
            )
            for n in (1, 2)
        ),
    )


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


PLAIN = read(write_html(page("plain words")))


@pytest.mark.parametrize("words", HOSTILE)
def test_html_shows_words_as_words(words: str) -> None:
    found = read(write_html(page(words)))
    assert found.tags == PLAIN.tags
    assert found.attributes == PLAIN.attributes
    assert "script" not in found.tags
    assert all(re.fullmatch(r"#n\d+", link) for link in found.links)
    assert found.text.count(words) >= 6


def test_html_is_self_contained() -> None:
    html = write_html(page("plain words"))
    assert not re.search(r"https?:|url\(|@import|<link|<img|<script", html)
    assert "default-src 'none'" in html
    assert "size: A4" in html
    assert "prefers-color-scheme: dark" in html


def rendered(markdown: str) -> Reader:
    return read(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_shows_words_as_words(words: str) -> None:
    found = rendered(write_markdown(page(words)))
    assert found.tags == rendered(write_markdown(page("plain words"))).tags
    assert found.links == []
    assert found.text.count(words) >= 6
    assert not re.search(r"(?<!\\)\$", write_markdown(page(words)))


@given(st.text(max_size=60))
def test_markdown_gives_back_any_words(words: str) -> None:
    clean = tidy(words)
    found = rendered(f"- {escape(clean)}")
    assert found.tags == ["ul", "li"]
    assert found.text.strip() == clean.strip()


def texts(made: bytes) -> list[str]:
    paper = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in paper.paragraphs] + cells


@pytest.mark.parametrize("words", [*HOSTILE, "a\x00b\x0b\x1fc", "half \ud800 pair", "no\ufffe\uffff"])
def test_docx_can_be_read_back(words: str) -> None:
    found = texts(write_docx(page(words)))
    assert sum(tidy(words) in text for text in found) >= 6
    assert found[0] == "Peru and Chile, 1 June 2020"


def test_docx_is_one_page_wide_as_a4_and_has_no_clock_in_it() -> None:
    made = write_docx(page("plain words"))
    assert made == write_docx(page("plain words"))
    paper = docx.Document(io.BytesIO(made))
    assert paper.sections[0].page_width == pytest.approx(Mm(210), rel=0.001)
    assert paper.sections[0].page_height == pytest.approx(Mm(297), rel=0.001)
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert {member.date_time[0] for member in file.infolist()} == {1980}


def test_all_formats_tell_the_same() -> None:
    brief = page("plain words")
    for text in (write_markdown(brief), read(write_html(brief)).text, "\n".join(texts(write_docx(brief)))):
        for part in (
            "Peru and Chile",
            "Said",
            "Contradictions",
            "and 2 more",
            "plain words",
            "as far as they were published",
        ):
            assert part in text
