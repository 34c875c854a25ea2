"""Invented pages of many shapes beside this file: each part lands in its own field, and no other text in the body."""

import tomllib
from pathlib import Path

import pytest

from detente.model import Article, Span
from detente.packs import load_packs
from detente.readers import read_html, read_text
from detente.settings import Settings

PAGES = Path(__file__).parent / "pages"
FIELDS = ("byline", "agency", "publisher", "dateline", "standfirst", "caption", "credit")


def read_page(name: str) -> Article:
    file = next(file for file in PAGES.glob(f"{name}.*") if file.suffix != ".toml")
    if file.suffix == ".html":
        return read_html(file.read_bytes(), source=file.name, settings=Settings(), packs=load_packs())
    return read_text(file.read_text(encoding="utf-8"), id=name, settings=Settings(), packs=load_packs())


def list_parts(story: Article) -> dict[str, object]:
    parts: dict[str, object] = {name: passage.value for name in FIELDS if (passage := getattr(story.anatomy, name))}
    if story.title:
        parts["title"] = story.title.value
    if story.published:
        parts["published"] = f"{story.published.earliest} {story.published.basis}"
    if story.anatomy.contributors:
        parts["contributors"] = [who.value for who in story.anatomy.contributors]
    if story.anatomy.furniture:
        parts["furniture"] = [span.of(story.text) for span in story.anatomy.furniture]
    parts["body"] = [part.of(story.text) for part in story.paragraphs if part.part == "body"]
    return parts


@pytest.mark.parametrize("name", sorted(file.stem for file in PAGES.glob("*.toml")))
def test_every_part_of_a_page_is_found(name: str) -> None:
    assert list_parts(read_page(name)) == tomllib.loads((PAGES / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(file.stem for file in PAGES.glob("*.toml")))
def test_no_furniture_stands_in_a_paragraph(name: str) -> None:
    story = read_page(name)
    for span in story.anatomy.furniture:
        assert not any(span.start < part.end and part.start < span.end for part in story.paragraphs)


@pytest.mark.parametrize("name", sorted(file.stem for file in PAGES.glob("*.toml")))
def test_every_letter_is_accounted_for(name: str) -> None:
    story = read_page(name)
    spans: list[Span] = [*story.paragraphs, *story.anatomy.furniture, *story.anatomy.contributors]
    spans += [passage for field in FIELDS if (passage := getattr(story.anatomy, field))]
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert not [char for place, char in enumerate(story.text) if char.isalpha() and place not in covered]
