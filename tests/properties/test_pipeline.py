"""Laws of coding: no text crashes it, everything points into the text, same in same out, and nothing is lost in store."""

import random
from collections.abc import Iterator
from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import detente
from detente.errors import ReadError
from detente.model import LAYERS, Document, EventTime, Span, TimeSpan
from detente.packs import load_packs
from detente.readers import read_text
from detente.report import render_report
from detente.runner import pipeline_for
from detente.settings import Settings
from detente.store import EventFilter, Run, Store
from detente.writers.native import encode_record, record_type
from detente.writers.rows import event_rows
from invented import EXPULSION, STRIKE, TREATY

RUN = Run(id="r", started="2021-03-07 08:00:00", version="0", packs="p", parser="x", settings="{}")
PIECES = (
    *("Norway", "Russian diplomats", "Foreign Minister Sergey Lavrov", "the two countries", "Syria", "it", "Tokyo"),
    *(
        "expelled",
        "agreed to hold talks with",
        "said that",
        "threatened to attack",
        "did not bomb",
        "met",
        "plans to visit",
    ),
    *("on Friday", "in May 2019", "last year", "between 3 and 5 June", "yesterday", "from 1999 to", "at 5 p.m."),
    *("“We will not”", '"', "'", "(AP)", "—", ",", ".", ". ", "\n\n", "\n", "\r\n", "\t", "\u2028", "\x0b"),
    *(
        "😀",
        "e\u0301",
        "\u202e",
        "\ufeff",
        "ﬁ",
        "İ",
        "ǅ",
        "\U0001d518\U0001d50e",
        "中国",
        "مصر",
        "\x00",
        "<script>",
        "&amp;",
        "{{x}}",
    ),
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)
DAYS = st.one_of(st.none(), st.dates().map(str))
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def code(text: str, published: str | None = None) -> Document:
    """Code strictly: a stage that fails is a failure of the test."""
    article = read_text(text, id="a", settings=Settings(), packs=load_packs(), published=published)
    return msgspec.structs.replace(pipeline_for(Settings()).run(article, strict=True), trees=())


def readable(text: str, published: str | None = None) -> Document | None:
    try:
        return code(text, published)
    except ReadError:
        return None


def spans(record: object) -> Iterator[tuple[int, int]]:
    """Every span in a record and below it."""
    if isinstance(record, tuple):
        for item in record:
            yield from spans(item)
    elif isinstance(record, msgspec.Struct):
        if isinstance(record, Span):
            yield record.start, record.end
        for name in record.__struct_fields__:
            yield from spans(getattr(record, name))


@FEW
@given(TEXTS, DAYS)
def test_no_text_crashes_and_every_span_lies_in_it(text: str, published: str | None) -> None:
    document = readable(text, published)
    if document is None:
        return
    assert document.text == text
    for layer in ("anatomy", "paragraphs", *LAYERS, "issues"):
        for start, end in spans(getattr(document, layer)):
            assert 0 <= start <= end <= len(text)
    for event in document.events:
        assert all(row.of(text).strip() for row in event.evidence)
        sentence = document.sentences[event.sentence]
        trigger = next(row for row in event.evidence if row.role == "trigger")
        assert sentence.start <= trigger.start < trigger.end <= sentence.end


@FEW
@given(TEXTS, DAYS)
def test_times_run_forwards_and_references_hold(text: str, published: str | None) -> None:
    document = readable(text, published)
    if document is None:
        return
    told = [t for event in document.events for t in (event.time, event.due) if t]
    times: list[TimeSpan | EventTime] = [*document.times, *told]
    assert all(time.earliest <= time.latest for time in times if time.earliest and time.latest)
    actors = {actor.id for actor in document.actors}
    assert len(actors) == len(document.actors)
    for event in document.events:
        assert {*event.sources, *event.targets, *({event.speaker} - {None})} <= actors
        assert not set(event.sources) & set(event.targets)
        assert event.counted == (not event.exclusions)
        assert 0 < event.score <= 1
        assert -3 <= event.certainty <= 3
    assert len({event.id for event in document.events}) == len(document.events)


@FEW
@given(TEXTS, DAYS)
def test_a_record_reads_back_and_a_page_is_made(text: str, published: str | None) -> None:
    document = readable(text, published)
    if document is None:
        return
    kind = record_type()
    record = msgspec.json.decode(encode_record(document), type=kind)
    assert all(getattr(record, name) == getattr(document, name) for name in kind.__struct_fields__)
    assert encode_record(document).count(b"\n") == 0
    assert render_report([document], load_packs()).count("<script>") == 1


@FEW
@given(TEXTS, DAYS)
def test_a_stored_story_is_the_same(text: str, published: str | None) -> None:
    document = readable(text, published)
    if document is None:
        return
    with Store(":memory:") as store:
        store.add([document], run=RUN)
        store.add([document], run=RUN)
        assert store.document("a") == document
        rows = store.events(EventFilter(everything=True))
        assert sorted(rows, key=lambda row: str(row["event"])) == sorted(
            event_rows(document), key=lambda row: str(row["event"])
        )


@pytest.mark.parametrize("text", [EXPULSION, STRIKE, TREATY])
def test_coding_again_gives_the_same(text: str) -> None:
    first, second = (detente.code(text, published="2021-03-06") for _ in range(2))
    assert encode_record(first) == encode_record(second)
    assert first.trees == second.trees


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_stories_does_not_matter(shuffled: random.Random) -> None:
    texts = [EXPULSION, STRIKE, TREATY, "Kenya invaded Chad.", "The two countries met in Tokyo on Friday."]
    wanted = {text: encode_record(code(text, "2021-03-06")) for text in texts}
    shuffled.shuffle(texts)
    pipeline = pipeline_for(Settings())
    for text in texts:
        article = read_text(text, id="a", settings=Settings(), packs=load_packs(), published="2021-03-06")
        assert encode_record(pipeline.run(article, strict=True)) == wanted[text]


@pytest.mark.parametrize(
    "unit",
    ["Israel bombed Syria on Monday. ", "Israel bombed Syria and ", "“Russia said Norway ", "Mr. ", "((", "\n\na"],
)
def test_twice_the_text_has_at_most_twice_the_records(unit: str) -> None:
    one, two = (code(unit * count, "2021-03-06") for count in (60, 120))
    for layer in ("sentences", "actors", "times", "places", "quotes", "predicates", "events", "statements", "issues"):
        assert len(getattr(two, layer)) <= 2 * len(getattr(one, layer)) + 4
