"""The page stands alone, shows the story as it is, and runs nothing of what a story says."""

import re
from html.parser import HTMLParser

import msgspec
import pytest

from detente.model import Document, Paragraph
from detente.packs import load_packs
from detente.readers import read_text
from detente.report import render_fragment, render_report, view_story
from detente.runner import pipeline_for
from detente.settings import Settings
from invented import EXPULSION, STRIKE, TREATY, coded

HOSTILE = """Iran <script>alert('title')</script> warns Israel

Iran <script>alert("body")</script> threatened to attack Israel on Tuesday.

Israel "><img src=x onerror=alert(1)> bombed {{ 7 * 7 }} Syria {% raw %} on Monday. </script><!-- ]]> &lt;b&gt;

By <svg onload=alert(2)>
"""


class Page(HTMLParser):
    """Tags, attributes and the text of paragraphs and headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.marked: dict[str, list[str]] = {}
        self._marks: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)
        if tag == "mark":
            self._marks = (dict(attrs)["class"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._marks = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        for role in self._marks:
            self.marked.setdefault(role, []).append(data)


def page_of(*documents: Document) -> Page:
    return Page(render_report(documents, load_packs()))


def test_a_story_is_shown_whole_with_its_evidence_marked() -> None:
    document = coded(EXPULSION)
    page = page_of(document)
    shown = "".join(page.text)
    assert all(paragraph.of(document.text) in shown for paragraph in document.paragraphs)
    assert "expelled" in page.marked["trigger"]
    assert "Norway" in page.marked["source"]
    assert "on Friday" in page.marked["time"] or "Friday" in page.marked["time"]
    assert page.tags.count("article") == 1


@pytest.mark.parametrize("text", [HOSTILE, HOSTILE.replace("\n\n", " ")])
def test_nothing_of_a_story_becomes_markup(text: str) -> None:
    plain, hostile = page_of(coded(EXPULSION)), page_of(coded(text))
    assert set(hostile.tags) <= set(plain.tags) | {"p"}
    assert hostile.tags.count("script") == plain.tags.count("script") == 1
    assert not [name for name, _ in hostile.attributes if name.startswith("on") or name in {"src", "srcdoc", "action"}]
    shown = "".join(hostile.text)
    assert "<script>alert(" in shown
    assert "{{ 7 * 7 }}" in shown


def test_a_title_cannot_break_out_either() -> None:
    article = read_text("Kenya slept.", id="</title><script>x</script>", settings=Settings(), packs=load_packs())
    document = pipeline_for(Settings()).run(article, strict=True)
    titled = msgspec.structs.replace(document, title="</title></h2><script>alert(1)</script>", trees=())
    page = page_of(titled)
    assert page.tags.count("script") == 1
    assert "</title></h2><script>alert(1)</script>" in "".join(page.text)
    assert page_of(document).tags.count("script") == 1


def test_the_page_needs_no_network() -> None:
    html = render_report([coded(EXPULSION), coded(TREATY)], load_packs())
    page = Page(html)
    links = [value for name, value in page.attributes if name in {"href", "src"}]
    assert all(link.startswith("#") for link in links)
    assert not re.search(r"url\(|@import|https?:", html)
    assert "link" not in page.tags
    assert "default-src 'none'" in html


def test_several_stories_are_listed() -> None:
    page = page_of(coded(EXPULSION), coded(TREATY), coded(STRIKE))
    assert page.tags.count("article") == 3
    assert [value for name, value in page.attributes if name == "href"] == ["#s1", "#s2", "#s3"]
    assert any("3 stories" in text for text in page.text)


def test_no_story_and_a_story_without_events_have_a_page() -> None:
    assert "0 stories" in "".join(page_of().text)
    assert "No event was found." in "".join(page_of(coded("Kenya slept.")).text)


def test_events_out_of_default_counts_are_told_apart() -> None:
    cards = view_story(coded(EXPULSION), load_packs()).cards
    assert {card.counted for card in cards} == {True, False}
    assert all(card.exclusions for card in cards if not card.counted)
    assert 'title="Not in default counts"' in render_report([coded(EXPULSION)], load_packs())


def test_overlapping_evidence_is_cut_where_it_begins_and_ends() -> None:
    text = "abcdefgh"
    event = coded(TREATY).events[0]
    spans = (("source", 1, 4), ("trigger", 2, 6), ("time", 2, 3))
    rows = tuple(
        msgspec.structs.replace(event.evidence[0], role=role, start=start, end=end) for role, start, end in spans
    )
    document = msgspec.structs.replace(
        coded(TREATY),
        text=text,
        paragraphs=(Paragraph(start=0, end=8, part="body"),),
        events=(msgspec.structs.replace(event, evidence=rows),),
        statements=(),
    )
    segments = view_story(document, load_packs()).blocks[0].segments
    assert [(piece.text, piece.roles) for piece in segments] == [
        ("a", ""),
        ("b", "source"),
        ("c", "source time trigger"),
        ("d", "source trigger"),
        ("ef", "trigger"),
        ("gh", ""),
    ]
    assert {piece.events for piece in segments} == {"", event.id}


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    fragment = render_fragment(coded(HOSTILE))
    assert fragment == coded(HOSTILE)._repr_html_()
    page = Page(fragment)
    assert page.tags == ["iframe"]
    attributes = dict(page.attributes)
    assert attributes["sandbox"] == "allow-scripts"
    assert Page(attributes["srcdoc"]).tags.count("script") == 1
