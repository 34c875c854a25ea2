"""Files, folders and standard input: what cannot be read never stops the rest."""

import io
import os
import sys
from pathlib import Path

import pytest

from detente.errors import ConfigError
from detente.model import Article
from detente.packs import load_packs
from detente.readers import Unread, read
from detente.settings import Settings

POLAND = "Poland expelled two Russian diplomats."


def read_all(source: str | Path, *, settings: Settings | None = None) -> list[Article | Unread]:
    return list(read(source, settings=settings or Settings(), packs=load_packs()))


def read_stdin(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[Article | Unread]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return read_all("-")


@pytest.mark.parametrize(
    ("name", "data", "texts"),
    [
        ("a.txt", POLAND.encode(), [POLAND]),
        ("a", POLAND.encode(), [POLAND]),
        ("a.md", POLAND.encode(), [POLAND]),
        ("a.html", f"<p>{POLAND}</p>".encode(), [POLAND]),
        ("a.txt", f"<!DOCTYPE html><html><p>{POLAND}</p></html>".encode(), [POLAND]),
        ("a.dat", f"<?xml version='1.0'?><html><p>{POLAND}</p></html>".encode(), [POLAND]),
        ("a.jsonl", b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        ("a.ndjson", b'{"text": "One."}', ["One."]),
        ("a.dat", b'{"text": "One."}\n{"text": "Two."}', ["One.", "Two."]),
        ("a.json", b'{"text": "One."}\n{"text": "Two."}', ["One.", "Two."]),
        ("a.json", b'[{"text": "One."},\n {"text": "Two."}]', ["One.", "Two."]),
        ("a.json", b'{\n  "text": "One."\n}', ["One."]),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_suffix_or_its_start(
    tmp_path: Path, name: str, data: bytes, texts: list[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    items = read_all(tmp_path / name)
    assert [item.text for item in items if isinstance(item, Article)] == texts
    assert len(items) == len(texts)


def test_a_folder_is_read_in_order_and_faults_stand_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b" / "c.txt").write_text("Two.")
    (tmp_path / "b" / "d.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "e.csv").write_text("a,b")
    (tmp_path / "e.toml").write_text("a = 1")
    (tmp_path / "f.txt").write_text("")
    (tmp_path / "g.txt").write_text("Three.")
    (tmp_path / ".hidden").write_text("Four.")
    items = read_all(tmp_path)
    told = [item.text if isinstance(item, Article) else item.fault.partition(":")[0] for item in items]
    assert told == ["One.", "Two.", "binary", "a .csv file is no story", "a .toml file is no story", "empty", "Three."]


def test_what_is_not_there_is_a_fault(tmp_path: Path) -> None:
    for source, fault in ((tmp_path / "none", "there is no such file"), (tmp_path, "empty"), ("a\0b", "")):
        (item,) = read_all(source)
        assert isinstance(item, Unread)
        assert fault in item.fault
        assert item.source == str(source)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open every file")
def test_a_file_that_may_not_be_opened_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "a.txt").chmod(0)
    (item,) = read_all(tmp_path / "a.txt")
    assert isinstance(item, Unread)
    assert item.fault == "cannot be opened: permission denied"


def test_a_refused_file_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("One.")
    monkeypatch.setattr(Path, "open", refuse)
    (item,) = read_all(tmp_path / "a.txt")
    assert isinstance(item, Unread)
    assert item.fault == "cannot be opened: permission denied"


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 200_000)
    (item,) = read_all(tmp_path / "a.txt", settings=Settings(longest_story=1000))
    assert isinstance(item, Unread)
    assert item.fault.startswith("too long")
    assert "longest_story" in item.advice


@pytest.mark.parametrize(
    ("data", "text", "start"),
    [(POLAND.encode(), POLAND, ""), (b'{"text": "One."}\n', "One.", "-"), (b"<html><p>One.</p>", "One.", "")],
)
def test_standard_input(data: bytes, text: str, start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (item,) = read_stdin(data, monkeypatch)
    assert isinstance(item, Article)
    assert item.text == text
    assert item.id.endswith(item.digest[:12])
    assert item.source.startswith("-")


def test_empty_standard_input_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    (item,) = read_stdin(b"", monkeypatch)
    assert isinstance(item, Unread)
    assert item.fault.startswith("empty")


def test_two_stories_never_share_an_id(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "a", "text": "One."}\n{"id": "a", "text": "Two."}\n{"id": "a", "text": "One."}'
    )
    items = [item for item in read_all(tmp_path) if isinstance(item, Article)]
    assert [item.id for item in items] == ["a", f"a-{items[1].digest[:12]}", "a"]
    assert [row.code for row in items[1].issues] == ["no-date", "id-repeated"]


def test_files_of_one_name_in_two_folders_have_two_ids(tmp_path: Path) -> None:
    for folder, text in (("a", "One."), ("b", "Two.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(text)
    assert len({item.id for item in read_all(tmp_path) if isinstance(item, Article)}) == 2


def test_a_setting_that_is_no_date_stops_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    with pytest.raises(ConfigError, match="'soon' is no date"):
        read_all(tmp_path, settings=Settings(published="soon"))
