"""`detente.code` takes a text or a path, and says what is wrong with either."""

from pathlib import Path

import pytest

import detente
from detente.errors import ConfigError, ReadError
from invented import EXPULSION, STRIKE, TREATY


def types(document: detente.Document) -> list[str]:
    return [event.type for event in document.events]


def test_a_text_is_coded() -> None:
    document = detente.code(TREATY, published="2021-03-06")
    assert document.published is not None
    assert document.published.earliest == "2021-03-06"
    assert types(document) == ["SUPPORT"]
    assert document.trees


@pytest.mark.parametrize("kind", [str, Path])
def test_a_path_is_read(tmp_path: Path, kind: type) -> None:
    file = tmp_path / "oslo talks.txt"
    file.write_text(EXPULSION, encoding="utf-8")
    document = detente.code(kind(file))
    assert document.title == "Norway expels two Russian diplomats"
    assert document.source == str(file)


def test_the_day_given_for_a_file_holds_where_the_file_states_none(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for text, wanted in ((TREATY, "2019-01-02"), (EXPULSION, "2021-03-06")):
        file.write_text(text, encoding="utf-8")
        for settings in (None, detente.Settings()):
            published = detente.code(file, published="2019-01-02", settings=settings).published
            assert published is not None
            assert published.latest == wanted


def test_two_texts_have_two_ids_and_the_same_text_one() -> None:
    assert detente.code(TREATY).id == detente.code(TREATY).id != detente.code(STRIKE).id


def test_a_text_without_any_date_is_coded_with_an_issue() -> None:
    document = detente.code(TREATY)
    assert types(document) == ["SUPPORT"]
    assert next((row.stage, row.code) for row in document.issues) == ("read", "no-date")


@pytest.mark.parametrize("story", ["", " \n", "missing.txt", Path("missing"), "a\ud800b"])
def test_what_cannot_be_read_is_an_error(story: str | Path) -> None:
    with pytest.raises(ReadError):
        detente.code(story)


def test_a_file_of_many_stories_is_refused_with_advice(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "Kenya slept."}\n{"text": "Chad slept."}\n')
    with pytest.raises(ReadError, match="holds 2 stories; use `code_all`"):
        detente.code(file)


def test_a_day_that_is_none_is_an_error() -> None:
    with pytest.raises(ConfigError, match="'soon' is no date"):
        detente.code(TREATY, published="soon")


@pytest.mark.parametrize("wrap", [str, Path, lambda folder: [folder]])
def test_a_folder_is_coded_and_what_cannot_be_read_is_handed_over(tmp_path: Path, wrap: type) -> None:
    (tmp_path / "a.txt").write_text(TREATY)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text(STRIKE)
    faults: list[ReadError] = []
    stories = list(detente.code_all(wrap(tmp_path), on_unread=faults.append))
    assert [story.text for story in stories] == [TREATY, STRIKE]
    assert [fault.source for fault in faults] == [str(tmp_path / "b.txt")]
    with pytest.raises(ReadError, match="empty"):
        list(detente.code_all(tmp_path))
