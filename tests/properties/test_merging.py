"""Laws of merging: whatever the order and the batches in which stories come, the same events come out as from scratch."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model import (
    Actor,
    Anatomy,
    Document,
    Event,
    EventPlace,
    EventTime,
    Evidence,
    Paragraph,
    Passage,
    Published,
    Quad,
    Scale,
    Sentence,
)
from detente.store import Run, Store

RUN = Run(id="r", started="2021-03-07 08:00:00", version="0", packs="p", parser="x", settings="{}")
COUNTRIES = ("NOR", "SWE", "FIN")
SUBJECTS = (
    "Barents fishing quarrel Tromso envoys Norwegian trawler quotas Friday conference harbour delegates",
    "Lofoten pipeline Saltstraumen engineers Narvik explosion coastguard soldiers investigation sabotage border",
)
"""Telling words; stories on one subject shuffle the same ones, and so are kin without being copies."""
PLACES = {"Tromso": 69.65, "Bodo": 67.28}


def told(
    *, number: int, sentence: int, kind: str, sides: tuple[str, str], day: str | None, until: str | None, **more: Any
) -> Event:
    place = more.get("place")
    return Event(
        id=f"e{number}",
        type=kind,
        mode=more.get("mode"),
        content=None,
        contexts=("military",),
        cameo="190",
        quad=Quad(scheme="PLOVER", class_=4),
        scale=Scale(table="PLOVER", value=-5.0),
        cameo_quad=None,
        goldstein=None,
        sources=(sides[0],),
        targets=(sides[1],),
        reciprocal=more.get("reciprocal", False),
        time=EventTime(earliest=day, latest=until, grain="day", basis="inferred", value=more.get("value", ""))
        if day
        else None,
        place=EventPlace(
            name=place,
            country="NOR",
            latitude=PLACES[place],
            longitude=18.0,
            geonameid=None,
            precision="town",
            basis="stated",
        )
        if place
        else None,
        factuality=more.get("factuality", "happened"),
        certainty=3,
        speaker=None,
        evidence=(Evidence(role="trigger", start=0, end=4),),
        score=0.5,
        why="",
        alternatives=(),
        sentence=sentence,
        part="body",
        counted=True,
    )


def tell(name: str, chance: random.Random) -> Document:
    """A story of few sentences of which others are copies, cuts or relatives, with events that can be one with theirs."""
    published = chance.choice([None, *["2021-03-07"] * 3, "2021-03-08", "2021-03-09", "2021-03-20", "2021-04-06"])
    wording = random.Random(chance.randrange(60))
    text, sentences = "", []
    for _ in range(3):
        words = wording.choice(SUBJECTS).split() * 2
        wording.shuffle(words)
        sentences.append(Sentence(start=len(text), end=len(text) + len(" ".join(words)), part="body", paragraph=0))
        text += " ".join(words) + ". "
    agency = chance.choice([None, None, "Reuters"])
    return Document(
        id=name,
        text=text,
        digest=name,
        published=Published(earliest=published, latest=published, basis="given") if published else None,
        anatomy=Anatomy(agency=Passage(start=0, end=0, value=agency) if agency else None),
        paragraphs=(Paragraph(start=0, end=len(text), part="body"),),
        sentences=tuple(sentences),
        actors=tuple(Actor(id=code, name=code.title(), kind="country", country=code) for code in COUNTRIES),
        events=tuple(tell_event(number, len(sentences), chance) for number in range(chance.randint(1, 5))),
    )


def tell_event(number: int, sentences: int, chance: random.Random) -> Event:
    """Few actors, codes and days, so that much can be one; vague intervals that reach over each other for months."""
    first = date(2021, chance.choice([3, 3, 3, 4, 5, 8]), chance.choice([5, 6, 6, 6, 7, 20]))
    last = first + timedelta(days=chance.choice([0, 0, 0, 0, 1, 3, 14, 30, 40]))
    return told(
        number=number,
        sentence=chance.randrange(sentences),
        kind=chance.choice(["ASSAULT", "ASSAULT", "ASSAULT", "CONSULT"]),
        sides=chance.choice([("NOR", "SWE"), ("NOR", "SWE"), ("SWE", "NOR"), ("NOR", "FIN")]),
        day=first.isoformat() if chance.random() < 0.9 else None,
        until=last.isoformat(),
        mode=chance.choice([None, None, None, "aerial", "visit"]),
        reciprocal=chance.random() < 0.3,
        value=chance.choice(["", "x", "x"]),
        place=chance.choice([None, None, None, *PLACES]),
        factuality=chance.choice(["happened", "happened", "planned", "denied"]),
    )


def stories_of(names: Sequence[str], seed: int) -> list[Document]:
    chance = random.Random(seed)
    return [tell(name, chance) for name in names]


SEEDS = st.integers(0, 2**32)


def fill(store: Store, stories: Sequence[Document], cuts: Sequence[int]) -> None:
    """Add and merge stories in batches; a later story of one id replaces the earlier one."""
    for start, end in zip((0, *cuts), (*cuts, len(stories)), strict=True):
        store.add({story.id: story for story in stories[start:end]}.values(), run=RUN)
        store.merge()


def outcome(store: Store) -> list[list[dict[str, Any]]]:
    events = store.rows("SELECT * EXCLUDE (corrections) FROM merged_events ORDER BY id")
    reports = store.rows("SELECT * FROM reports ORDER BY story, position")
    texts = store.rows("SELECT story, cluster, copy_of, origin FROM texts ORDER BY story")
    return [events, reports, texts]


def from_scratch(stories: Sequence[Document]) -> list[list[dict[str, Any]]]:
    with Store(":memory:") as store:
        store.add({story.id: story for story in stories}.values(), run=RUN)
        store.merge()
        return outcome(store)


LAW = settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


@LAW
@given(SEEDS)
def test_any_order_and_any_batches_give_the_same_events(seed: int) -> None:
    chance = random.Random(seed)
    stories = stories_of(chance.choices([f"story-{n}" for n in range(24)], k=36), seed)
    last = list({story.id: story for story in stories}.values())
    wanted = from_scratch(last)
    with Store(":memory:") as store:
        fill(store, stories, sorted(chance.sample(range(len(stories)), k=chance.randint(1, 12))))
        assert outcome(store) == wanted
        store.merge(again=True)
        assert outcome(store) == wanted
    chance.shuffle(last)
    assert from_scratch(last) == wanted


@LAW
@given(SEEDS)
def test_every_event_is_a_report_of_one_merged_event_and_the_counts_agree(seed: int) -> None:
    stories = stories_of([f"story-{n}" for n in range(20)], seed)
    with Store(":memory:") as store:
        store.add(stories, run=RUN)
        store.merge()
        rows = store.rows(
            "SELECT m.id, m.n_events, m.n_reports, m.n_sources, count(*) AS events, count(DISTINCT r.story) AS stories, "
            "count(DISTINCT r.source) AS sources, count(*) FILTER (r.canonical) AS canonical "
            "FROM reports r JOIN merged_events m ON m.id = r.merged GROUP BY ALL"
        )
        assert sum(row["events"] for row in rows) == sum(len(story.events) for story in stories)
        assert len({row["id"] for row in rows}) == len(rows) < sum(row["events"] for row in rows)
        for row in rows:
            assert row["canonical"] == 1
            assert row["n_events"] == row["events"] == row["stories"] == row["n_reports"]
            assert row["n_sources"] == row["sources"] <= row["n_reports"]


@LAW
@given(SEEDS)
def test_corrections_outlive_merging_again_and_undoing_restores(seed: int) -> None:
    stories = stories_of([f"story-{n}" for n in range(20)], seed)
    chance = random.Random(seed)
    with Store(":memory:") as store:
        store.add(stories, run=RUN)
        store.merge()
        before = outcome(store)
        ids = [row["id"] for row in store.rows("SELECT id FROM merged_events ORDER BY id")]
        joined = store.merge_by_hand(*chance.sample(ids, 2))
        assert outcome(store) != before
        many = store.rows("SELECT id, story FROM merged_events WHERE n_reports > 1 ORDER BY id")
        row = chance.choice(many)
        parted = store.split_by_hand(row["id"], report=row["story"])
        corrected = outcome(store)
        store.merge(again=True)
        assert outcome(store) == corrected
        for number in (parted.number, joined.number):
            store.undo(number)
        assert outcome(store) == before


@LAW
@given(SEEDS)
def test_corrections_outlive_coding_again(seed: int) -> None:
    stories = stories_of([f"story-{n}" for n in range(20)], seed)
    chance = random.Random(seed)
    with Store(":memory:") as store:
        store.add(stories, run=RUN)
        store.merge()
        ids = [row["id"] for row in store.rows("SELECT id FROM merged_events ORDER BY id")]
        store.merge_by_hand(*chance.sample(ids, 2))
        row = chance.choice(store.rows("SELECT id, story FROM merged_events WHERE n_reports > 1 ORDER BY id"))
        store.split_by_hand(row["id"], report=row["story"])
        corrected = outcome(store)
        store.add(chance.sample(stories, 3), run=RUN)
        store.merge()
        assert outcome(store) == corrected
        store.merge(again=True)
        assert outcome(store) == corrected


def dated(name: str, first: str, last: str, mode: str | None) -> Document:
    """A story of one event, kin to all others of its kind."""
    event = told(
        number=0, sentence=0, kind="ASSAULT", sides=("NOR", "SWE"), day=first, until=last, mode=mode, value="x"
    )
    chance = random.Random(name)
    words = SUBJECTS[0].split() * 3
    chance.shuffle(words)
    text = " ".join(words)
    story = tell(name, chance)
    return msgspec.structs.replace(
        story,
        text=text,
        published=Published(earliest="2021-03-21", latest="2021-03-21", basis="given"),
        sentences=(Sentence(start=0, end=len(text), part="body", paragraph=0),),
        paragraphs=(Paragraph(start=0, end=len(text), part="body"),),
        events=(event,),
    )


def test_a_vague_report_is_held_against_days_far_from_the_new_one() -> None:
    near, vague = dated("a", "2021-03-05", "2021-03-05", "aerial"), dated("v", "2021-03-05", "2021-03-20", "aerial")
    late = dated("b", "2021-03-20", "2021-03-20", None)
    with Store(":memory:") as store:
        fill(store, [near, vague, late], [1, 2])
        assert outcome(store) == from_scratch([near, vague, late])
        assert _event_of(store, "v") == _event_of(store, "a") != _event_of(store, "b")


def test_a_vague_report_moves_to_a_new_day_that_fits_better() -> None:
    near, vague = dated("a", "2021-03-05", "2021-03-05", None), dated("v", "2021-03-05", "2021-03-20", "aerial")
    late = dated("b", "2021-03-20", "2021-03-20", "aerial")
    with Store(":memory:") as store:
        fill(store, [near, vague], [1])
        assert _event_of(store, "v") == _event_of(store, "a")
        fill(store, [late], [])
        assert _event_of(store, "v") == _event_of(store, "b") != _event_of(store, "a")
        assert outcome(store) == from_scratch([near, vague, late])


def _event_of(store: Store, story: str) -> str:
    return str(store.rows("SELECT merged FROM reports WHERE story = ?", [story])[0]["merged"])
