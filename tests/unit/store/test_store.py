"""What is stored comes out as it went in, or the store says why not and nothing that was there is lost."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow.parquet
import pytest

from detente.errors import StoreError
from detente.model import Document
from detente.store import EventFilter, Run, Store
from detente.writers.rows import COLUMNS, event_rows
from invented import EXPULSION, STRIKE, TREATY, coded

RUN = Run(id="r1", started="2021-03-07 08:00:00", version="0", packs="p", parser="x", settings="{}")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture(scope="module")
def filled() -> Iterator[Store]:
    with Store(":memory:") as opened:
        opened.add([coded(EXPULSION, name="oslo"), coded(STRIKE, name="strike"), coded(TREATY, name="paris")], run=RUN)
        yield opened


def test_a_story_comes_out_as_it_went_in(store: Store) -> None:
    assert store.add([coded(EXPULSION)], run=RUN) == 1
    assert store.document(coded(EXPULSION).id) == coded(EXPULSION)
    assert store.digests() == {coded(EXPULSION).id: coded(EXPULSION).digest}


def test_adding_again_replaces_and_doubles_nothing(store: Store) -> None:
    tables = ("runs", "stories", "sentences", "actors", "events", "issues")
    store.add([coded(EXPULSION)], run=RUN)
    once = [store.count(table) for table in tables]
    store.add([coded(EXPULSION)], run=RUN)
    assert [store.count(table) for table in tables] == once


def test_a_story_that_is_coded_anew_leaves_no_old_rows(store: Store) -> None:
    store.add([coded(EXPULSION, name="a"), coded(STRIKE, name="b")], run=RUN)
    bare = msgspec.structs.replace(coded(EXPULSION, name="a"), events=(), actors=())
    store.add([bare], run=RUN)
    assert {row["story"] for row in store.events()} == {"b"}
    assert store.document("a") == bare


def test_two_stories_of_one_id_are_refused_and_nothing_changes(store: Store) -> None:
    store.add([coded(STRIKE, name="a")], run=RUN)
    with pytest.raises(StoreError, match="two of the stories have the id 'b'"):
        store.add([coded(TREATY, name="b"), coded(EXPULSION, name="b")], run=RUN)
    assert store.digests() == {"a": coded(STRIKE).digest}


@pytest.mark.parametrize("fault", [duckdb.IOException("disk full"), KeyboardInterrupt(), RuntimeError("interrupted")])
def test_a_fault_on_the_way_leaves_what_was_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    store.add([coded(STRIKE, name="a")], run=RUN)
    load = Store._load

    def load_and_fail(self: Store, *given: Any) -> None:
        load(self, *given)
        raise fault

    monkeypatch.setattr(Store, "_load", load_and_fail)
    with pytest.raises((StoreError, KeyboardInterrupt)):
        store.add([coded(TREATY, name="a"), coded(TREATY, name="b")], run=RUN)
    assert store.document("a") == coded(STRIKE, name="a")
    assert store.count("stories") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Israel 😀 bombed 🇸🇾e\u0301 Syria on Monday.",
        "Israel bombed Syria '; DROP TABLE stories; --",
        'Israel bombed Syria, "it" said\\n. \t\r\n\u2028 <b>',
        "Israel bombed \x00 Syria on Monday.",
    ],
)
def test_hostile_text_and_its_offsets_survive(store: Store, text: str) -> None:
    document = coded(text)
    store.add([document], run=RUN)
    assert store.document(document.id) == document
    assert store.events(EventFilter(everything=True)) == list(event_rows(document))


def test_rows_of_the_store_and_of_the_document_are_the_same(filled: Store) -> None:
    for name in ("oslo", "strike", "paris"):
        rows = {row["event"]: row for row in filled.events(EventFilter(everything=True, story=name))}
        assert rows
        assert rows == {row["event"]: row for row in event_rows(filled.document(name))}
        assert all(list(row) == list(COLUMNS) for row in rows.values())


def test_a_story_is_found_by_the_beginning_of_its_id(filled: Store) -> None:
    assert filled.document("osl").id == "oslo"


def test_an_exact_id_wins_over_longer_ones(store: Store) -> None:
    store.add([coded(STRIKE, name="a"), coded(TREATY, name="ab")], run=RUN)
    assert store.document("a").id == "a"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("oslow", "no story 'oslow'.*did you mean 'oslo'"),
        ("", "more than one story ''.*it could be"),
        ("%", "no story"),
    ],
)
def test_a_story_that_is_not_there_is_said_so(filled: Store, name: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        filled.document(name)


def test_an_event_is_found_by_the_beginning_of_its_id(filled: Store) -> None:
    event = filled.events()[0]
    assert filled.story_of_event(event["event"][:10]) == (event["story"], event["event"])
    with pytest.raises(StoreError, match="no event 'zz'"):
        filled.story_of_event("zz")


def found(store: Store, **conditions: Any) -> set[str]:
    rows = store.events(EventFilter(**conditions))
    return {f"{'+'.join(row['sources'])} {row['type']}" for row in rows}


@pytest.mark.parametrize(
    ("conditions", "wanted"),
    [
        ({"actor": "DEU"}, {"France SUPPORT"}),
        ({"actor": "germ"}, {"France SUPPORT"}),
        ({"source": "NOR"}, {"Norway SANCTION", "Norway AGREE"}),
        ({"target": "SYR"}, {"Israel ASSAULT"}),
        ({"dyad": ("SYR", "ISR")}, {"Israel ASSAULT"}),
        ({"dyad": ("ISR", "SYR")}, {"Israel ASSAULT"}),
        ({"dyad": ("ISR", "FRA")}, set()),
        ({"types": ("assault", "SUPPORT")}, {"Israel ASSAULT", "France SUPPORT"}),
        ({"story": "oslo", "until": "2021-03-04"}, {"Norway AGREE"}),
        ({"types": ("SANCTION",), "since": "2021-03-05", "until": "2021-03-05"}, {"Norway SANCTION"}),
        ({"types": ("SANCTION",), "since": "2021-03-06"}, set()),
        ({"text": "SPYING case"}, {"Norway SANCTION"}),
        ({"text": "100% '"}, set()),
    ],
)
def test_filters(filled: Store, conditions: dict[str, Any], wanted: set[str]) -> None:
    assert found(filled, **conditions) == wanted


def test_events_out_of_default_counts_come_when_asked_for(filled: Store) -> None:
    counted, everything = filled.events(), filled.events(EventFilter(everything=True))
    assert len(everything) > len(counted) == sum(row["counted"] for row in everything)
    planned = filled.events(EventFilter(factuality=("planned",)))
    assert planned
    assert {row["factuality"] for row in planned} == {"planned"}


def test_limit_and_order(filled: Store) -> None:
    days = [row["earliest"] for row in filled.events()]
    assert days == sorted(days)
    assert filled.events(EventFilter(limit=2)) == filled.events()[:2]


def test_parquet_holds_the_same_rows(filled: Store, tmp_path: Path) -> None:
    filled.write_parquet(tmp_path / "it's.parquet", EventFilter(everything=True))
    table = pyarrow.parquet.read_table(tmp_path / "it's.parquet")
    assert table.to_pylist() == filled.events(EventFilter(everything=True))
    assert filled.events_table(EventFilter(everything=True)).to_pylist() == table.to_pylist()


def test_parquet_that_cannot_be_written_is_an_error_of_ours(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        filled.write_parquet(tmp_path / "nowhere" / "a.parquet")


def test_stories_and_issues_are_listed(filled: Store) -> None:
    rows = {row["id"]: row for row in filled.stories()}
    assert rows["oslo"]["title"] == "Norway expels two Russian diplomats"
    assert rows["oslo"]["agency"] == "Associated Press"
    assert rows["oslo"]["events"] >= rows["oslo"]["counted"] > 0
    assert all({"stage", "code", "rows", "example"} == set(row) for row in filled.issues())


def test_a_wrong_query_or_table_is_an_error_of_ours(filled: Store) -> None:
    with pytest.raises(StoreError):
        filled.rows("SELEC 1")
    with pytest.raises(StoreError, match="did you mean 'events'"):
        filled.count("event")


def test_a_store_is_kept_in_its_file(tmp_path: Path) -> None:
    with Store(tmp_path / "a.duckdb") as store:
        store.add([coded(TREATY, name="a")], run=RUN)
    with Store(tmp_path / "a.duckdb", read_only=True) as store:
        assert store.document("a") == coded(TREATY, name="a")


def test_no_store_is_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="detente code"):
        Store(tmp_path / "a.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database")
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"cannot open .*notes\.txt as a store"):
            Store(file, read_only=read_only)
    assert file.read_text() == "not a database"


def test_a_store_makes_the_folder_that_it_lies_in(tmp_path: Path) -> None:
    Store(tmp_path / "new" / "deep" / "a.duckdb").close()
    assert (tmp_path / "new" / "deep" / "a.duckdb").is_file()


@pytest.mark.parametrize("path", ["", "file/a.duckdb"])
def test_a_folder_and_what_lies_below_a_file_are_no_stores(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot open"):
        Store(tmp_path / path)


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.duckdb"
    with duckdb.connect(str(file)) as other:
        other.execute("CREATE TABLE orders (id INT)")
    with pytest.raises(StoreError, match="no store of Détente"):
        Store(file)
    with duckdb.connect(str(file)) as other:
        assert other.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("orders",)]


def test_a_store_of_another_version_is_refused_with_advice(tmp_path: Path) -> None:
    file = tmp_path / "old.duckdb"
    Store(file).close()
    with duckdb.connect(str(file)) as old:
        old.execute("UPDATE meta SET value = '0' WHERE name = 'format'")
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"another version .* format 0, this is 3\); code the stories again"):
            Store(file, read_only=read_only)


def test_a_store_that_another_process_writes_to_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "busy.duckdb"
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", code, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match=r"another process .*has it open; try again"):
            Store(file)
        other.communicate()
    Store(file).close()


def test_documents_are_drawn_one_by_one(store: Store) -> None:
    given: list[str] = []

    def stories() -> Iterator[Document]:
        for name in ("a", "b"):
            given.append(name)
            yield coded(TREATY, name=name)

    assert store.add(stories(), run=RUN) == 2
    assert store.add([], run=RUN) == 0
    assert given == ["a", "b"]
