"""The sample report, if it lies beside the repository: every event, statement, time and office that it must yield."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.model import Actor, Document, Event

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[2] / "shared" / "story" / "japan-russia-2013.txt"
GOLD = tomllib.loads((HERE / "sample.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    not SAMPLE.is_file(), reason="the sample report is copyrighted and kept outside the repository"
)


@pytest.fixture(scope="module")
def document() -> Document:
    assert hashlib.sha256(SAMPLE.read_bytes()).hexdigest() == GOLD["digest"]
    return detente.code(SAMPLE, settings=detente.Settings(strict=True))


def named(row: dict[str, Any]) -> str:
    return str(row.get("name", row.get("start")))


def find(document: Document, row: dict[str, Any]) -> Event:
    def overlaps(event: Event, role: str, start: int, end: int) -> bool:
        return any(r.role == role and r.start < end and start < r.end for r in event.evidence)

    found = [
        e
        for e in document.events
        if e.type == row["type"] and any(overlaps(e, "trigger", a, b) for a, b in row["words"])
    ]
    if "content_words" in row:
        found = [e for e in found if overlaps(e, "content", *row["content_words"])]
    assert len(found) == 1, [(e.type, e.content, e.evidence[0].of(document.text)) for e in document.events]
    return found[0]


def actor(document: Document, id_: str | None) -> Actor | None:
    return next((a for a in document.actors if a.id == id_), None)


def countries(document: Document, ids: tuple[str, ...]) -> set[str | None]:
    return {known.country for i in ids if (known := actor(document, i))}


@pytest.mark.parametrize("row", GOLD["event"], ids=named)
def test_event(document: Document, row: dict[str, Any]) -> None:
    event = find(document, row)
    sides = [countries(document, event.sources), countries(document, event.targets)]
    wanted = [set(row["sources"]), set(row["targets"])]
    exact = row.get("mode") == "visit" or not row.get("reciprocal")
    assert sides == wanted if exact else sorted(sides, key=sorted) == sorted(wanted, key=sorted)
    assert event.reciprocal == row.get("reciprocal", False)
    assert event.cameo in row["cameo"]
    assert event.factuality == row["factuality"]
    assert event.counted == row["counted"]
    for key in ("mode", "content"):
        if key in row:
            assert getattr(event, key) == row[key]
    if "earliest" in row:
        assert event.time is not None
        assert (event.time.earliest, event.time.latest) == (row["earliest"], row["latest"])
        assert event.time.basis
        assert event.time.why
    if "due_earliest" in row:
        assert event.due is not None
        assert (event.due.earliest, event.due.latest) == (row["due_earliest"], row["due_latest"])
    if "place" in row:
        assert event.place is not None
        assert event.place.country == row["place"]
    voice = actor(document, event.speaker)
    assert (voice.name.split()[-1] if voice else "") == row.get("speaker", "")


@pytest.mark.parametrize("row", GOLD["statement"], ids=named)
def test_statement(document: Document, row: dict[str, Any]) -> None:
    found = next(s for s in document.statements if abs(s.start - row["start"]) <= 1)
    voice = actor(document, found.speaker)
    assert voice is not None
    assert voice.name.endswith(row["speaker"])
    assert found.cameo.startswith(row.get("root", "0"))


@pytest.mark.parametrize("row", GOLD["time"], ids=named)
def test_time(document: Document, row: dict[str, Any]) -> None:
    time = next(t for t in document.times if t.start == row["start"])
    assert (time.earliest, time.latest, time.basis) == (row["earliest"], row["latest"], row.get("basis", "inferred"))
    assert time.why


def test_no_other_time(document: Document) -> None:
    assert {t.start for t in document.times} == {row["start"] for row in GOLD["time"]}


@pytest.mark.parametrize("row", GOLD["official"], ids=named)
def test_official(document: Document, row: dict[str, Any]) -> None:
    known = next(a for a in document.actors if a.name == row["name"])
    assert (known.country, known.office, known.cameo) == (row["country"], row["office"], row["cameo"])


@pytest.mark.parametrize("offset", GOLD["traps"])
def test_trap_stays_silent(document: Document, offset: int) -> None:
    sprung = [
        e
        for e in document.events
        if e.counted and any(r.role == "trigger" and r.start <= offset < r.end for r in e.evidence)
    ]
    assert sprung == []


def test_no_conflict_is_read_into_the_story(document: Document) -> None:
    types = {event.type for event in document.events if event.counted}
    assert types <= {"CONSULT", "AGREE", "SUPPORT", "COOPERATE"}
    assert not any("CHN" in countries(document, (*e.sources, *e.targets)) for e in document.events)
    assert not any("PRK" in countries(document, (*e.sources, *e.targets)) for e in document.events)


def test_headline_and_caption_are_not_counted_again(document: Document) -> None:
    assert {event.part for event in document.events if event.counted} == {"body"}


def test_both_quotations_have_their_speaker(document: Document) -> None:
    quoted = [q for q in document.quotes if q.direct in {"direct", "mixed"}]
    names = [known.name for q in quoted if (known := actor(document, q.actor))]
    assert sorted(names) == ["Fumio Kishida", "Sergey Lavrov"]


def test_anatomy(document: Document) -> None:
    anatomy = document.anatomy
    assert document.published is not None
    assert (document.published.earliest, document.published.basis) == ("2013-11-02", "caption")
    assert anatomy.byline is not None
    assert anatomy.byline.value == "Mari Yamaguchi"
    assert anatomy.agency is not None
    assert anatomy.agency.value == "Associated Press"
    assert [p.value for p in anatomy.contributors] == ["Emily Wang"]
    assert anatomy.dateline is not None
    assert anatomy.caption is not None
    assert anatomy.credit is not None
    assert anatomy.standfirst is not None
    assert len([p for p in document.paragraphs if p.part == "body"]) == 13
