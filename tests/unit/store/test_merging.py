"""Reports of one event in a store: copies, counts, corrections by hand, and faults on the way."""

from collections.abc import Iterator
from typing import Any

import duckdb
import msgspec
import pytest

from detente.errors import StoreError
from detente.model import Anatomy, Document, Passage, Published
from detente.store import EventFilter, Run, Store
from invented import EXPULSION, STRIKE, TREATY, coded

RUN = Run(id="r1", started="2021-03-07 08:00:00", version="0", packs="p", parser="x", settings="{}")
WIRE = """Norway expels two Russian diplomats

OSLO, March 6, 2021 (Reuters) — Norway on Friday expelled two Russian diplomats over a spying case.

Foreign ministry officials in Oslo said the two had organised meetings with employees of a defence company for three
years. Police arrested a Norwegian engineer in August after he dined with one of them
in a restaurant.

Russia condemned the expulsion. Poland signed a trade agreement with Chad in Warsaw on Thursday.
"""
CUT = """Oslo throws Russians out

Norway on Friday expelled two Russian diplomats over a spying case.

Foreign Ministry officials in Oslo said the two had organized meetings with employees of a defense company for three
years. Police arrested a Norwegian engineer in August after he dined with one of them
in a restaurant.
"""
OWN = """Two Russian diplomats expelled from Norway

Norway expelled two Russian diplomats on Friday. Police in Oslo say that
they met an engineer of a defence company who was arrested in a restaurant in August.
"""
APART = "Norway on Wednesday expelled two Russian diplomats for illegal hunting."


def printed(text: str, name: str, *, publisher: str = "", on: str = "2021-03-06") -> Document:
    document = coded(text, published=on, name=name)
    anatomy = msgspec.structs.replace(
        document.anatomy, publisher=Passage(start=0, end=0, value=publisher) if publisher else None
    )
    return msgspec.structs.replace(
        document, anatomy=anatomy, published=Published(earliest=on, latest=on, basis="given")
    )


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(
        [
            printed(WIRE, "wire"),
            printed(CUT, "cut", publisher="Morning Herald", on="2021-03-07"),
            printed(OWN, "own", publisher="Evening Echo", on="2021-03-07"),
            printed(TREATY, "treaty"),
        ],
        run=RUN,
    )
    store.merge()
    return store


def expulsion(store: Store) -> dict[str, Any]:
    wanted = EventFilter(types=("SANCTION",), source="NOR", target="RUS", merged=True)
    return max(store.events(wanted), key=lambda row: row["n_reports"])


def test_a_cut_reheadlined_and_respelled_text_is_a_copy(filled: Store) -> None:
    rows = {row["story"]: row for row in filled.rows("SELECT story, copy_of, origin FROM texts")}
    assert rows["cut"] == {"story": "cut", "copy_of": "wire", "origin": "agency:Reuters"}
    assert rows["own"] == {"story": "own", "copy_of": None, "origin": "publisher:Evening Echo"}
    (link,) = filled.rows("SELECT greatest(one_in_other, other_in_one) AS share FROM copies")
    assert link["share"] >= 0.9


def test_one_event_of_three_reports_and_two_sources(filled: Store) -> None:
    row = expulsion(filled)
    assert (row["story"], row["n_reports"], row["n_sources"]) == ("wire", 3, 2)
    reports = {report.story: report for report in filled.reports(row["merged"])}
    assert reports["wire"].canonical
    assert reports["cut"].why == "the same sentence in a copy of the text of wire"
    assert "telling words with wire" in reports["own"].why
    assert (reports["cut"].publisher, reports["cut"].source) == ("Morning Herald", "agency:Reuters")


def test_one_row_an_event_or_one_a_report(filled: Store) -> None:
    wanted = EventFilter(dyad=("NOR", "RUS"), types=("SANCTION",), everything=True)
    reports = [row for row in filled.events(wanted) if row["merged"] == expulsion(filled)["merged"]]
    events = [
        row
        for row in filled.events(msgspec.structs.replace(wanted, merged=True))
        if row["merged"] == expulsion(filled)["merged"]
    ]
    assert {row["story"] for row in reports} == {"wire", "cut", "own"}
    assert len(events) == 1


def test_what_is_not_merged_yet_stands_for_itself(filled: Store) -> None:
    filled.add([printed(STRIKE, "strike")], run=RUN)
    (row,) = filled.events(EventFilter(types=("ASSAULT",), merged=True))
    assert (row["merged"], row["n_reports"], row["contested"]) == (None, None, False)


def test_merging_again_changes_nothing_and_merging_nothing_costs_nothing(filled: Store) -> None:
    before = filled.rows("SELECT * FROM reports ORDER BY story, position")
    assert filled.merge().changed == 0
    assert filled.merge(again=True).changed > 0
    assert filled.rows("SELECT * FROM reports ORDER BY story, position") == before


def test_a_story_that_is_coded_anew_takes_its_old_reports_along(filled: Store) -> None:
    filled.add([printed(STRIKE, "own")], run=RUN)
    filled.merge()
    assert expulsion(filled)["n_reports"] == 2
    assert filled.rows("SELECT count(*) AS n FROM reports r ANTI JOIN events e ON e.id = r.event")[0]["n"] == 0


def test_a_report_is_taken_out_by_hand_and_put_back(filled: Store) -> None:
    row = expulsion(filled)
    correction = filled.split_by_hand(row["merged"], report="own")
    assert (correction.number, correction.kind) == (1, "split")
    assert expulsion(filled)["n_reports"] == 2
    alone = filled.merged_event(correction.anchors[0].event)
    assert (alone.n_reports, alone.corrections) == (1, (1,))
    filled.undo(1)
    assert expulsion(filled)["n_reports"] == 3
    assert [row.undone for row in filled.corrections()] == [True]


def test_two_events_are_joined_by_hand_and_stay_joined(filled: Store) -> None:
    filled.add([printed(APART, "apart")], run=RUN)
    filled.merge()
    (apart,) = [row for row in filled.events(EventFilter(story="apart")) if row["type"] == "SANCTION"]
    assert apart["n_reports"] == 1
    joined = filled.merge_by_hand(expulsion(filled)["merged"], apart["event"])
    assert {report.story for report in filled.reports(expulsion(filled)["merged"])} == {"wire", "cut", "own", "apart"}
    filled.merge(again=True)
    filled.add(
        [printed("Officials in the north wrote a long note about it. " + APART, "apart"), printed(OWN, "own")], run=RUN
    )
    filled.merge()
    assert expulsion(filled)["n_reports"] == 3
    filled.add([printed(APART, "apart")], run=RUN)
    filled.merge()
    assert expulsion(filled)["n_reports"] == 4
    reports = filled.reports(expulsion(filled)["merged"])
    assert (reports[0].story, [report.story for report in reports if report.by_hand]) == (
        "apart",
        ["own", "wire", "cut"],
    )
    filled.undo(joined.number)
    assert expulsion(filled)["n_reports"] == 3


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("nothing", "ffff"), "no event 'nothing'"),
        (("", ""), "no event ''"),
    ],
)
def test_events_that_are_not_there_cannot_be_joined(filled: Store, given: tuple[str, str], message: str) -> None:
    with pytest.raises(StoreError, match=message):
        filled.merge_by_hand(*given)
    assert filled.corrections() == []


def test_corrections_that_make_no_sense_are_refused(filled: Store) -> None:
    row = expulsion(filled)
    reports = filled.reports(row["merged"])
    with pytest.raises(StoreError, match="reports of one event already"):
        filled.merge_by_hand(row["merged"], reports[1].event)
    with pytest.raises(
        StoreError, match=r"no report of .* is from 'treaty'; its reports are from 'cut', 'own', 'wire'"
    ):
        filled.split_by_hand(row["merged"], report="treaty")
    (treaty,) = filled.events(EventFilter(story="treaty", merged=True))
    with pytest.raises(StoreError, match="nothing to split"):
        filled.split_by_hand(treaty["merged"], report="treaty")
    with pytest.raises(StoreError, match="no correction 7"):
        filled.undo(7)
    filled.split_by_hand(row["merged"], report="own")
    filled.undo(1)
    with pytest.raises(StoreError, match="undone already"):
        filled.undo(1)


def test_a_fault_on_the_way_changes_nothing(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled.rows("SELECT * FROM merged_events ORDER BY id")

    def fail(*given: object) -> None:
        raise duckdb.IOException("disk full")

    monkeypatch.setattr("detente.store.merging.rewrite_events", fail)
    monkeypatch.setattr("detente.store.corrections.rewrite_events", fail)
    filled.add([printed(TREATY, "again")], run=RUN)
    for work in (filled.merge, lambda: filled.split_by_hand(before[0]["id"], report=before[0]["story"])):
        with pytest.raises(StoreError, match=r"nothing was changed|nothing to split"):
            work()
    assert filled.rows("SELECT * FROM merged_events ORDER BY id") == before
    assert filled.corrections() == []
    monkeypatch.undo()
    assert filled.merge().changed > 0


def test_a_denial_beside_a_report_is_kept_as_contested(store: Store) -> None:
    told = printed(TREATY, "a")
    denied = printed(TREATY.replace("France", "Officially, France"), "b")
    (event,) = denied.events
    denied = msgspec.structs.replace(
        denied,
        events=(
            msgspec.structs.replace(event, factuality="denied", certainty=-3, counted=False, exclusions=("denied",)),
        ),
    )
    store.add([told, denied], run=RUN)
    store.merge()
    (row,) = store.events(EventFilter(merged=True))
    assert (row["factuality"], row["contested"], row["n_reports"]) == ("happened", True, 2)
    assert {report.factuality for report in store.reports(row["merged"])} == {"happened", "denied"}


def test_shingles_of_very_many_texts_are_boilerplate(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.store.copies.COMMON_TEXTS", 3)
    notice = (
        "All rights reserved and no part of this page may be copied or sent on without the written leave of the publisher. "
        "Readers who find a mistake are asked to write to the desk by letter, naming the page, the column and the day. "
    )
    texts = [
        f"{notice}Reporter {word} saw the {word} market fall."
        for word in ("copper", "cotton", "barley", "cocoa", "maize")
    ]

    def plain(number: int) -> Document:
        return Document(id=f"s{number}", text=texts[number], digest=str(number), anatomy=Anatomy())

    store.add(map(plain, range(3)), run=RUN)
    store.merge()
    assert store.rows("SELECT count(*) AS n FROM copies")[0]["n"] == 3
    store.add(map(plain, range(3, 5)), run=RUN)
    store.merge()
    assert store.rows("SELECT count(*) AS n FROM copies")[0]["n"] == 0
    assert store.rows("SELECT count(*) AS n FROM texts WHERE copy_of IS NULL")[0]["n"] == 5
    store.add([Document(id=f"s{number}", text="gone", digest="x") for number in (3, 4)], run=RUN)
    store.merge()
    assert store.rows("SELECT count(*) AS n FROM copies")[0]["n"] == 3


def test_the_same_event_of_two_days_is_two(store: Store) -> None:
    store.add([printed(EXPULSION, "a"), printed(EXPULSION.replace("Friday", "Tuesday"), "b")], run=RUN)
    store.merge()
    days = {(row["earliest"], row["n_reports"]) for row in store.events(EventFilter(types=("SANCTION",), merged=True))}
    assert days == {("2021-03-05", 1), ("2021-03-02", 1)}
