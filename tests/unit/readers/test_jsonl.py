"""JSON lines: exact text, requests, faults with their line, and memory that a long line cannot fill."""

import json
from collections.abc import Iterator

import pytest

from detente.model import Article
from detente.packs import load_packs
from detente.readers import Unread, read_lines
from detente.readers.jsonl import cut_lines, read_records
from detente.settings import Settings

POLAND = "Poland expelled two Russian diplomats."


def read(*lines: str | bytes, settings: Settings | None = None) -> list[Article | Unread]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(read_lines([data], source="news.jsonl", settings=settings or Settings(), packs=load_packs()))


def read_one(**record: object) -> Article | Unread:
    (item,) = read(json.dumps(record))
    return item


def pair(source: tuple[int, int], target: tuple[int, int]) -> dict[str, dict[str, int]]:
    return {name: {"start": ends[0], "end": ends[1]} for name, ends in (("source", source), ("target", target))}


def test_text_is_kept_exactly_and_pairs_become_requests() -> None:
    text = f"  \U0001f30d {POLAND}\r\n"
    item = read_one(id="a", text=text, pairs=[pair((4, 10), (24, 41))])
    assert isinstance(item, Article)
    assert item.text == text
    (request,) = item.requests
    assert (request.source.of(text), request.target.of(text)) == ("Poland", "Russian diplomats")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"id": "a"}, "a"),
        ({"id": 7}, "7"),
        ({"url": "https://news.example/world/talks-in-haven?x=1"}, "talks-in-haven-"),
        ({}, "news-"),
    ],
)
def test_ids(record: dict[str, object], expected: str) -> None:
    item = read_one(text=POLAND, **record)
    assert isinstance(item, Article)
    assert item.id == (expected if not expected.endswith("-") else expected + item.digest[:12])


def test_fields_beside_the_text() -> None:
    item = read_one(
        text=POLAND, title="Poland acts", date="2021-05-03", url="https://news.example/a", publisher="The Planet"
    )
    assert isinstance(item, Article)
    assert item.title
    assert (item.title.value, item.title.start, item.title.end) == ("Poland acts", 0, 0)
    assert item.published
    assert (item.published.earliest, item.published.basis) == ("2021-05-03", "given")
    assert item.anatomy.publisher
    assert item.anatomy.publisher.value == "The Planet"
    assert item.source == "https://news.example/a"


def test_a_title_that_the_text_repeats_is_found_in_it() -> None:
    item = read_one(text=f"Poland acts.\n\n{POLAND}", title="Poland acts.")
    assert isinstance(item, Article)
    assert [(part.part, part.start) for part in item.paragraphs] == [("title", 0), ("body", 14)]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{bad", "bad JSON"),
        ("[1, 2]", "not a story"),
        ('"text"', "not a story"),
        ("{}", "not a story: Object missing required field `text`"),
        ('{"text": 3}', "not a story: Expected `str`, got `int` - at `$.text`"),
        ('{"text": ""}', "empty"),
        ('{"text": "\\ud800"}', "bad JSON"),
        ("[" * 100_000, "not a story"),
        ('{"text": "x", "a": ' + "[" * 100_000, "bad JSON"),
        (
            json.dumps({"text": POLAND, "pairs": [pair((0, 6), (20, 999))]}),
            "pairs[0].target: 20..999 is empty or outside",
        ),
        (json.dumps({"text": POLAND, "pairs": [pair((3, 3), (20, 27))]}), "pairs[0].source: 3..3 is empty or outside"),
        (
            json.dumps({"text": POLAND, "pairs": [pair((-1, 3), (20, 27))]}),
            "pairs[0].source: -1..3 is empty or outside",
        ),
        (json.dumps({"text": POLAND, "pairs": [pair((0, 6), (5, 9))]}), "pairs[0]: source and target overlap"),
    ],
)
def test_a_fault_names_its_line_and_the_next_is_read(line: str, fault: str) -> None:
    first, second, third = read(f'{{"text": "{POLAND}"}}', line, f'{{"text": "{POLAND}"}}')
    assert isinstance(first, Article)
    assert isinstance(second, Unread)
    assert second.source == "news.jsonl:2"
    assert fault in second.fault
    assert isinstance(third, Article)


def test_a_long_line_is_skipped_without_being_kept() -> None:
    def stream() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(800):
            yield b"x" * 65536
        yield b'"}\n{"text": "Poland acted."}'

    long, short = read_lines(stream(), source="-", settings=Settings(), packs=load_packs())
    assert isinstance(long, Unread)
    assert long.fault.startswith("too long")
    assert "longest_story" in long.advice
    assert isinstance(short, Article)


def test_a_story_above_the_limit_is_refused() -> None:
    (item,) = read(json.dumps({"text": "x" * 1001}), settings=Settings(longest_story=1000))
    assert isinstance(item, Unread)
    assert item.fault.startswith("too long: 1,001 characters")


def test_empty_lines_count_and_are_passed_over() -> None:
    _, item = read('{"text": "Poland acted."}', "", "   ", "{bad")
    assert isinstance(item, Unread)
    assert item.source == "news.jsonl:4"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    data = f'{{"text": "Łódź acted."}}\r\n{{"text": "{POLAND}"}}\r\n'.encode(encoding)
    chunks = [data[place : place + 3] for place in range(0, len(data), 3)]
    items = list(read_lines(chunks, source="-", settings=Settings(), packs=load_packs()))
    assert [item.text for item in items if isinstance(item, Article)] == ["Łódź acted.", POLAND]


def test_a_line_that_is_no_utf8_is_guessed() -> None:
    (item,) = read(b'{"text": "The caf\xe9 closed.", "published": "2021-05-03"}')
    assert isinstance(item, Article)
    assert item.text == "The café closed."
    assert [row.code for row in item.issues] == ["encoding-guessed"]


@pytest.mark.parametrize("data", [b'[{"text": "Poland acted."}]', b'{\n "text":\n "Poland acted."}'])
def test_json_documents(data: bytes) -> None:
    (item,) = read_records(data, source="a.json", settings=Settings(), packs=load_packs())
    assert isinstance(item, Article)
    assert item.text == "Poland acted."


def test_lines_are_cut_at_every_chunk_border() -> None:
    data = b"one\n\ntwo\r\nthree is long\nfour"
    for size in range(1, len(data)):
        chunks = [data[place : place + size] for place in range(0, len(data), size)]
        assert list(cut_lines(chunks, limit=8)) == [b"one", b"", b"two\r", None, b"four"]
