"""Web pages: offsets lead back to the markup, metadata has a basis, hostile markup neither crashes nor hangs."""

import pytest

from detente.errors import ReadError
from detente.model import Article
from detente.packs import load_packs
from detente.readers import read_html
from detente.readers.markup import render
from detente.settings import Settings


def page_of(markup: str | bytes, *, settings: Settings | None = None) -> Article:
    return read_html(markup, source="page.html", settings=settings or Settings(), packs=load_packs())


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>Fish &amp; <b>ch</b>ips&nbsp;&eacute;</p>", "Fish & chips é"),
        ("<p>a<br>b</p>", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("<p>x<script>if (a<b) {}</script><style>p{}</style>y</p>", "xy"),
        ("<p>x<!-- no -- > --> y</p>", "x y"),
        ("<p hidden>no</p><p style='display: none'>no</p><noscript>no</noscript><p>yes</p>", "yes"),
        ("<head><title>no</title></head><body>yes", "yes"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
        ("a < b & c", "a < b & c"),
        ("<p title='>'>x</p>", "x"),
        ("<P>  many \n\t spaces </P>", "many spaces"),
    ],
)
def test_rendering(markup: str, text: str) -> None:
    assert render(markup).text == text


def test_runs_lead_back_to_the_source() -> None:
    markup = "<p>Fish &amp; <b>chips</b>\n for&#8217;all</p>\n<p>Peace</p>"
    page = render(markup)
    copied = [(page.text[start : start + length], markup[place : place + length]) for start, place, length in page.runs]
    assert [pair for pair in copied if pair[0] != pair[1]] == [(" ", "\n"), ("\u2019", "&")]
    assert [pair[0] for pair in copied] == ["Fish ", "&", " ", "chips", " ", "for", "\u2019", "all", "Peace"]


def test_text_that_the_page_does_not_show_has_an_empty_span() -> None:
    story = page_of(
        "<meta property='og:title' content='Talks in Haven'><p>They met on Monday in the old town hall.</p>"
    )
    assert story.title
    assert (story.title.value, story.title.start, story.title.end) == ("Talks in Haven", 0, 0)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2021-05-03T10:00:00Z'>", "2021-05-03 metadata"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-03"}</script>',
            "2021-05-03 metadata",
        ),
        ("<link rel=canonical href='https://news.example/2021/05/03/talks'>", "2021-05-03 url"),
        ("<meta name=date content='2021'>", None),
        ("<meta name=date content='May 2021'>", None),
        ('<script type="application/ld+json">{"@type": [[[</script>', None),
    ],
)
def test_dates_of_a_page(head: str, published: str | None) -> None:
    story = page_of(f"<html><head>{head}</head><body><p>They met on Monday in the old town hall.</p></body></html>")
    assert (f"{story.published.earliest} {story.published.basis}" if story.published else None) == published


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        ("<meta charset=windows-1252><p>Łódź</p>".encode("cp1250"), "£ódŸ", []),
        (b"<meta charset=iso-8859-2><p>\xa3\xf3d\xbc</p>", "Łódź", []),
        ("<p>Łódź</p>".encode("utf-16"), "Łódź", []),
        ("<p>Łódź</p>".encode(), "Łódź", []),
        (b"<p>caf\xe9</p>", "café", ["encoding-guessed"]),
        (b"<meta charset=nonsense><p>caf\xe9</p>", "café", ["encoding-guessed"]),
    ],
)
def test_character_sets(data: bytes, text: str, codes: list[str]) -> None:
    story = page_of(data)
    assert story.text == text
    assert [row.code for row in story.issues if row.code != "no-date"] == codes


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "They met on Monday." + "</div>" * 100_000,
        "<b><i>" * 50_000 + "They met on Monday." + "</b></i>" * 50_000,
        "<p>" * 100_000 + "They met on Monday.",
        "They met on Monday.<!--" + "<!--" * 100_000,
        "They met on Monday." + "<a b='" * 100_000,
        "They met on Monday." + "<" * 100_000,
        "They met on Monday." + '<a x="' + "y" * 500_000,
        "<table><tr><td>" * 10_000 + "They met on Monday.",
        "They met on Monday. &#xD800; &#0; &#99999999; &nonsense;",
    ],
    ids=["nested", "crossed", "unclosed", "comments", "quotes", "angles", "attribute", "tables", "entities"],
)
def test_hostile_markup(markup: str) -> None:
    assert "They met on Monday." in page_of(markup).text


@pytest.mark.parametrize(
    "markup", ["", "<html><body></body></html>", "<script>x</script>", b"\x89PNG\r\n", b"%PDF-1.4", b"a\0b"]
)
def test_pages_without_text_are_refused(markup: str | bytes) -> None:
    with pytest.raises(ReadError, match=r"empty|binary"):
        page_of(markup)
