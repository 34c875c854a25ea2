"""The sample story: every part of a page that was pasted from a news site, word by word where it may be quoted."""

from pathlib import Path

import pytest

from detente.model import Article
from detente.packs import load_packs
from detente.readers import Unread, read
from detente.settings import Settings

SAMPLE = Path(__file__).resolve().parents[4] / "shared" / "story" / "japan-russia-2013.txt"

pytestmark = pytest.mark.skipif(
    not SAMPLE.exists(), reason="the sample story is copyrighted and lies outside the repository"
)


@pytest.fixture(scope="module")
def story() -> Article:
    (item,) = read(SAMPLE, settings=Settings(), packs=load_packs())
    assert not isinstance(item, Unread)
    return item


def test_text_is_kept_whole(story: Article) -> None:
    assert story.text == SAMPLE.read_bytes().decode()


def test_fields(story: Article) -> None:
    anatomy = story.anatomy
    assert story.title
    assert story.title.value == "Japan And Russia Are Expanding Defense Ties With Eyes On China"
    assert story.title.of(story.text) == story.title.value
    assert anatomy.byline
    assert anatomy.byline.value == "Mari Yamaguchi"
    assert anatomy.agency
    assert anatomy.agency.value == "Associated Press"
    assert anatomy.credit
    assert anatomy.credit.value == "AP/Issei Kato"
    assert anatomy.dateline
    assert (anatomy.dateline.value, anatomy.dateline.of(story.text)) == ("TOKYO", "TOKYO (AP) - ")
    assert [who.value for who in anatomy.contributors] == ["Emily Wang"]
    assert anatomy.publisher is None


def test_published_is_read_from_the_caption(story: Article) -> None:
    published = story.published
    assert published
    assert (published.earliest, published.latest, published.basis) == ("2013-11-02", "2013-11-02", "caption")
    assert published.start is not None
    assert story.text[published.start : published.end] == "Saturday, Nov. 2, 2013"
    assert story.issues == ()


def test_furniture(story: Article) -> None:
    assert [span.of(story.text) for span in story.anatomy.furniture] == [
        "scorecard",
        "1. Home",
        "2. Military & Defense",
        "3. Japan And Russia Are Expanding Defense Ties With Eyes On China",
        "Japan And Russia Are Expanding Defense Ties With Eyes On China",
        "russia japan",
        "___",
        "READ MORE ARTICLES ON",
        "Popular Right Now",
        "Advertisement",
    ]


def test_paragraphs(story: Article) -> None:
    assert [part.part for part in story.paragraphs] == ["title", "caption", "standfirst", *["body"] * 13]
    body = [part.of(story.text) for part in story.paragraphs if part.part == "body"]
    assert [words.split()[0] for words in body] == [
        "Japan",
        "Japanese",
        "Lavrov",
        "Kishida",
        "Earlier",
        '"We',
        "The",
        "Lavrov",
        "Japan",
        "Russia",
        "Lavrov,",
        "It's",
        "Japan",
    ]
    assert all(words.endswith((".", '."')) for words in body)


def test_caption_and_standfirst_are_whole(story: Article) -> None:
    caption, standfirst = story.anatomy.caption, story.anatomy.standfirst
    assert caption
    assert caption.value.startswith("Russian Foreign Minister")
    assert caption.value.endswith("Nov. 2, 2013.")
    assert standfirst
    assert standfirst.value.startswith("Japan and Russia agree")
    assert standfirst.value.endswith("dispute")


def test_id_is_the_stem_and_the_digest(story: Article) -> None:
    assert story.id == f"japan-russia-2013-{story.digest[:12]}"
