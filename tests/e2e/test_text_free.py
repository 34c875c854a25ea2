"""Stories coded without their words: nothing can be read of them, everything works, and texts can be put back."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commands import detente
from detente.exports import FORMATS
from detente.model import NOT_KEPT
from detente.store import Store
from exported import CUT, WIRE

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STORIES = ("01", "04", "05", "10")
MINISTRY = """Ministry of Foreign Affairs of the Kingdom of Norway

Press release, 5 March 2021

Norway expels two diplomats

The Ministry of Foreign Affairs of the Kingdom of Norway expelled two Russian diplomats on Friday.

© Ministry of Foreign Affairs of the Kingdom of Norway
"""
TABLES = "SELECT table_name FROM duckdb_tables() ORDER BY table_name"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four example stories, one more and a copy of it, a press release, in two stores: with their words and without."""
    made = tmp_path_factory.mktemp("free")
    texts = made / "texts"
    texts.mkdir()
    for file in EXAMPLES.glob("*.txt"):
        if file.name.startswith(STORIES):
            shutil.copy(file, texts)
    (texts / "wire.txt").write_text(WIRE, encoding="utf-8")
    (texts / "cut.txt").write_text(CUT, encoding="utf-8")
    (texts / "ministry.txt").write_text(MINISTRY, encoding="utf-8")
    for name, options in (("whole", ()), ("free", ("--no-text",))):
        done = detente("code", texts, "-s", made / f"{name}.duckdb", "--published", "2021-03-07", *options)
        assert done.exit_code == 0
    return made


@pytest.fixture
def free(folder: Path, tmp_path: Path) -> Path:
    """A copy of the store without words, to be changed."""
    return Path(shutil.copy(folder / "free.duckdb", tmp_path / "free.duckdb"))


def texts(folder: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((folder / "texts").iterdir())]


def runs_of_four(folder: Path) -> Iterator[str]:
    for text in texts(folder):
        words = text.split()
        for place in range(len(words) - 3):
            yield " ".join(words[place : place + 4]).lower()


def dump(store: Path, *, but: tuple[str, ...] = ("runs", "meta")) -> dict[str, list[str]]:
    """All rows of all tables, each as text, in order of their text."""
    with Store(store, read_only=True) as kept:
        names = [row["table_name"] for row in kept.rows(TABLES)]
        return {name: sorted(map(str, kept.rows(f"SELECT * FROM {name}"))) for name in names if name not in but}  # noqa: S608


def without_runs(rows: list[str]) -> list[str]:
    return [re.sub(r"'run': '\w+'", "'run': ''", row) for row in rows]


def unnamed(rows: list[str]) -> list[str]:
    """Rows without the long name of the ministry, for which text-free stories have a digest."""
    name = re.compile(r"Ministry of Foreign Affairs of the Kingdom of Norway|\[text not kept #[0-9a-f]+\]")
    return sorted(name.sub("ministry", row) for row in rows)


def test_no_four_words_in_a_row_can_be_read_from_the_store_records_or_exports(folder: Path, tmp_path: Path) -> None:
    store = folder / "free.duckdb"
    found = [store.read_bytes().decode("latin-1"), str(dump(store, but=()))]
    found.append(detente("annotate", folder / "texts", "--published", "2021-03-07", "--no-text").stdout)
    for name in FORMATS:
        file = tmp_path / f"{name}.out"
        assert detente("export", name, "-s", store, "--all", "-o", file).exit_code == 0
        found.append(file.read_bytes().decode("latin-1"))
    shown = [" ".join(text.lower().split()) for text in found]
    runs = sorted(set(runs_of_four(folder)))
    assert len(runs) > 300
    assert [run for run in runs if any(run in text for text in shown)] == []
    # The same search finds the words where they are kept.
    whole = " ".join(str(dump(folder / "whole.duckdb", but=())).lower().split())
    assert sum(run in whole for run in runs) > 300


def test_codes_reports_and_merging_are_those_of_stories_with_their_words(folder: Path) -> None:
    whole, free = dump(folder / "whole.duckdb"), dump(folder / "free.duckdb")
    same = ("reports", "merged_events", "copies", "shingles", "texts", "event_keys", "groups", "sentences", "places")
    assert {name: unnamed(whole[name]) == unnamed(free[name]) for name in same} == dict.fromkeys(same, True)
    assert any("'n_reports': 2" in row for row in free["merged_events"])
    columns = "event, type, mode, cameo, factuality, counted, earliest, source_countries, target_countries"
    rows = []
    for name in ("whole", "free"):
        with Store(folder / f"{name}.duckdb", read_only=True) as kept:
            rows.append(kept.rows(f"SELECT {columns} FROM event_rows ORDER BY story, event"))  # noqa: S608
    assert rows[0] == rows[1]


def entries(store: Path, *arguments: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(
        detente("calendar", "-s", store, "--as-of", "2021-06-01", "--json", *arguments).stdout
    )
    return told


def test_the_ledger_links_stories_without_their_words(folder: Path) -> None:
    whole, free = (entries(folder / f"{name}.duckdb") for name in ("whole", "free"))
    assert whole
    assert [(e["id"], e["kind"], e["status"], e["state"]) for e in whole] == [
        (e["id"], e["kind"], e["status"], e["state"]) for e in free
    ]
    assert all(e["evidence"][0]["quote"].startswith(NOT_KEPT) for e in free)


COMMANDS: dict[str, tuple[str, ...]] = {
    "show": ("show", "{story}"),
    "events": ("events", "--all"),
    "json": ("events", "--format", "json"),
    "quotes": ("quotes",),
    "calendar": ("calendar", "--as-of", "2021-06-01"),
    "dyad": ("dyad", "NOR", "RUS"),
    "explain": ("explain", "{event}"),
    "sentence": ("explain", "{story}:0"),
    "merges": ("merges", "{event}"),
    "plover": ("export", "plover"),
    "jsonl": ("export", "jsonl"),
}


def run(command: str, store: Path) -> str:
    with Store(store, read_only=True) as kept:
        event = next(row for row in kept.events() if "RUS" in row["target_countries"])
        names = {"story": event["story"], "event": event["event"]}
    result = detente(*(part.format(**names) for part in COMMANDS[command]), "-s", store)
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_say_that_the_text_was_not_kept_and_print_all_once_it_is_attached(
    folder: Path, free: Path, command: str
) -> None:
    mark = "not kept"
    assert mark in " ".join(run(command, free).split())
    assert detente("attach", folder / "texts", "-s", free).exit_code == 0
    after = run(command, free)
    assert mark not in " ".join(after.split())
    assert after == run(command, folder / "whole.duckdb")


def test_the_page_and_the_stories_say_it_too(folder: Path, free: Path, tmp_path: Path) -> None:
    pages = {}
    for name, store in (("free", free), ("whole", folder / "whole.duckdb")):
        assert detente("report", "-s", store, "-o", tmp_path / f"{name}.html").exit_code == 0
        pages[name] = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
    assert NOT_KEPT in pages["free"]
    assert NOT_KEPT not in pages["whole"]
    assert "not kept" in detente("stories", "-s", free).stdout
    detente("attach", folder / "texts", "-s", free)
    assert detente("report", "-s", free, "-o", tmp_path / "free.html").exit_code == 0
    assert (tmp_path / "free.html").read_text(encoding="utf-8") == pages["whole"]


def test_attached_stories_are_row_for_row_those_that_were_coded_with_their_words(folder: Path, free: Path) -> None:
    done = detente("attach", folder / "texts", "-s", free)
    assert (done.exit_code, done.stderr) == (0, "7 stories have their text again; 0 still without\n")
    whole, again = dump(folder / "whole.duckdb"), dump(free)
    assert {name: without_runs(rows) == without_runs(again[name]) for name, rows in whole.items()} == dict.fromkeys(
        whole, True
    )
    assert detente("attach", folder / "texts", "-s", free).stderr.startswith("0 stories have their text again, 7 texts")


def test_corrections_by_hand_outlive_it(folder: Path, free: Path) -> None:
    with Store(free) as kept:
        event = next(row for row in kept.events() if row["n_reports"] == 2)
        story = sorted(report.story for report in kept.reports(event["merged"]))[1]
    assert detente("split", event["merged"], "--report", story, "-s", free).exit_code == 0
    before = dump(free)
    detente("attach", folder / "texts", "-s", free)
    after = dump(free)
    same = ("corrections", "merged_events", "reports")
    assert [name for name in same if unnamed(before[name]) != unnamed(after[name])] == []
    assert after["merged_events"] != dump(folder / "whole.duckdb")["merged_events"]


def test_a_text_that_differs_is_named_with_the_nearest_story_and_nothing_is_attached(
    folder: Path, free: Path, tmp_path: Path
) -> None:
    good, changed, other = tmp_path / "a-good.txt", tmp_path / "b-changed.txt", tmp_path / "c-other.txt"
    good.write_text(WIRE, encoding="utf-8")
    changed.write_text(CUT.replace("restaurant", "cafe"), encoding="utf-8")
    other.write_text("A wholly different report was printed in the evening by nobody at all.", encoding="utf-8")
    before = dump(free, but=())
    told = detente("attach", good, changed, "-s", free)
    assert told.exit_code == 2
    assert "b-changed.txt: no story has the digest" in told.stderr
    assert "of its runs of words are those of the story 'cut" in told.stderr
    assert "nothing was attached" in told.stderr
    told = detente("attach", good, other, "-s", free)
    assert "c-other.txt: no story has the digest" in told.stderr
    assert "; expected are " in told.stderr
    assert " and others; nothing was attached" in told.stderr
    assert detente("attach", good, tmp_path / "no.txt", "-s", free).exit_code == 2
    assert dump(free, but=()) == before


def test_a_store_that_held_texts_says_that_its_file_may_keep_them(folder: Path, tmp_path: Path) -> None:
    store = Path(shutil.copy(folder / "whole.duckdb", tmp_path / "s.duckdb"))
    done = detente("code", folder / "texts" / "wire.txt", "-s", store, "--no-text")
    assert "freed parts of a file keep what they held" in done.stderr
    assert done.exit_code == 0


def test_a_word_of_the_text_is_not_searched_in_marks(folder: Path) -> None:
    assert "no such event" in detente("events", "--text", "kept", "-s", folder / "free.duckdb").stdout
