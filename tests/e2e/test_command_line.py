"""The command line from a folder of good and bad files to events, pages and records."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import msgspec
import pyarrow.parquet
import pytest

from commands import detente
from detente.errors import StageError
from detente.model import Article, Document, Issue
from detente.pipeline import Pipeline
from detente.store import Store
from detente.writers.native import record_type
from detente.writers.rows import COLUMNS
from invented import EXPULSION, STRIKE, TREATY


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command writes by default must not land in the project."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good and bad sources."""
    news = tmp_path / "news"
    (news / "deep").mkdir(parents=True)
    (news / "oslo.txt").write_text(EXPULSION, encoding="utf-8")
    (news / "latin.txt").write_bytes("Peru expelled Chile's envoy, said José Muñoz.".encode("cp1252"))
    page = "<html><head><title>Talks</title></head><body><article><h1>Kenya and Chad hold talks</h1>"
    body = "<p>NAIROBI - Kenya and Chad held talks on Monday about trade and on the border that they share.</p>" * 2
    (news / "page.html").write_text(f"{page}{body}</article></body></html>", encoding="utf-8")
    rows = [
        {"id": "paris", "text": TREATY, "published": "2021-03-06"},
        {"id": "none"},
        {"id": "strike", "text": STRIKE},
    ]
    lines = [json.dumps(row) for row in rows]
    (news / "deep" / "more.jsonl").write_text("\n".join([*lines, "{broken", ""]))
    (news / "empty.txt").write_text(" \n")
    (news / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return news


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three stories."""
    place = tmp_path_factory.mktemp("filled")
    (place / "oslo.txt").write_text(EXPULSION, encoding="utf-8")
    rows = [{"id": "paris", "text": TREATY, "published": "2021-03-06"}, {"id": "strike", "text": STRIKE}]
    (place / "more.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert detente("code", place / "oslo.txt", place / "more.jsonl", "-s", place / "s.duckdb").exit_code == 0
    return place / "s.duckdb"


def test_a_folder_is_coded_and_each_fault_is_named(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    result = detente("code", folder, "--store", store)
    assert result.exit_code == 1
    for source, fault in (
        ("empty.txt", "empty"),
        ("photo.txt", "binary: this is a picture"),
        ("more.jsonl:2", "not a story"),
        ("more.jsonl:4", "bad JSON"),
    ):
        assert any(source in line and fault in line for line in result.stderr.splitlines()), source
    assert f"5 stories in {store}" in result.stderr
    assert "4 not read" in result.stderr
    assert result.stdout == ""
    with Store(store, read_only=True) as kept:
        assert {"paris", "strike"} < set(kept.digests())
        codes = {row["code"] for row in kept.issues()}
    assert {"no-date", "encoding-guessed"} <= codes


def test_coding_again_adds_nothing(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"

    def state() -> tuple[dict[str, str], list[int], list[dict[str, object]]]:
        detente("code", folder, "--store", store)
        with Store(store, read_only=True) as kept:
            counts = [
                kept.count(table) for table in ("stories", "sentences", "actors", "events", "statements", "issues")
            ]
            return kept.digests(), counts, kept.events()

    assert state() == state()


def test_one_source_can_be_standard_input(tmp_path: Path) -> None:
    result = detente("code", "-", "-s", tmp_path / "s.duckdb", "--published", "20210306", text=TREATY)
    assert result.exit_code == 0
    assert result.stderr.startswith("1 story in ")
    rows = json.loads(detente("events", "-s", tmp_path / "s.duckdb", "--format", "json").stdout)
    assert [(row["type"], row["earliest"], row["published"]) for row in rows] == [
        ("SUPPORT", "2021-03-01", "2021-03-06")
    ]


def test_stored_stories_outlive_bad_sources(filled: Path, tmp_path: Path) -> None:
    before = detente("events", "-s", filled, "--format", "json").stdout
    assert detente("code", tmp_path / "missing.txt", "-s", filled).exit_code == 1
    assert detente("events", "-s", filled, "--format", "json").stdout == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code"], "Missing argument"),
        (["code", "-", "--published", "soon"], "not a date"),
        (["code", "-", "--pack", "no/such/folder"], "does not exist"),
        (["code", "-", "--store", "."], "cannot open"),
        (["events", "--store", "missing.duckdb"], "there is no store"),
        (["events", "--since", "2021-13-01"], "not a date"),
        (["invent"], "No such command"),
    ],
)
def test_wrong_usage_is_status_2_with_a_reason(arguments: list[str], message: str) -> None:
    result = detente(*arguments, text=TREATY)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["events", "--type", "SANCTIONS"], "did you mean 'SANCTION'"),
        (["events", "--factuality", "plannd"], "did you mean 'planned'"),
        (["events", "--dyad", "NOR", "XXX"], "no country 'XXX'"),
        (["events", "--format", "parquet"], "--output"),
        (["events", "--format", "csv", "-o", "/dev/null/x.csv"], "cannot make the folder"),
        (["show", "oslow"], "no story 'oslow'"),
        (["explain", "zzz"], "no event 'zzz'"),
        (["explain", "oslo:99"], "there is no 99"),
        (["report", "zzz"], "no story 'zzz'"),
    ],
)
def test_what_is_not_there_is_status_2_with_a_reason(filled: Path, arguments: list[str], message: str) -> None:
    result = detente(*arguments, "-s", filled)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_events_as_table_json_csv_and_parquet(filled: Path, tmp_path: Path) -> None:
    table = detente("events", "-s", filled, width=80)
    assert max(map(len, table.stdout.splitlines())) <= 80
    rows = json.loads(detente("events", "-s", filled, "--format", "json").stdout)
    assert all(row["event"][:8] in table.stdout for row in rows)
    assert [list(row) for row in rows] == [list(COLUMNS)] * len(rows)
    text = detente("events", "-s", filled, "--format", "csv")
    assert [row["event"] for row in csv.DictReader(io.StringIO(text.stdout))] == [row["event"] for row in rows]
    for form in ("json", "csv", "parquet"):
        output = tmp_path / "new" / f"events.{form}"
        assert detente("events", "-s", filled, "--format", form, "-o", output).exit_code == 0
    assert (tmp_path / "new" / "events.csv").read_bytes() == text.stdout_bytes
    assert json.loads((tmp_path / "new" / "events.json").read_text(encoding="utf-8")) == rows
    assert pyarrow.parquet.read_table(tmp_path / "new" / "events.parquet").to_pylist() == rows


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--actor", "DEU"], {"SUPPORT"}),
        (["--dyad", "RUS", "NOR", "--type", "sanction"], {"SANCTION"}),
        (["--dyad", "syr", "Israel"], {"ASSAULT"}),
        (["--text", "trade agreement"], {"SUPPORT"}),
        (["--since", "2021-03-01", "--until", "2021-03-02"], {"SUPPORT"}),
        (["--actor", "Atlantis"], set()),
    ],
)
def test_filters(filled: Path, arguments: list[str], wanted: set[str]) -> None:
    rows = json.loads(detente("events", "-s", filled, "--format", "json", *arguments).stdout)
    assert {row["type"] for row in rows} == wanted


def test_what_is_out_of_default_counts_is_hinted_at(filled: Path) -> None:
    everything = json.loads(detente("events", "-s", filled, "--all", "--format", "json").stdout)
    hidden = sum(not row["counted"] for row in everything)
    assert hidden
    for more in ([], ["--limit", "1"]):
        assert f"{hidden} more not in default counts" in detente("events", "-s", filled, *more, width=200).stdout
    assert "more not in" not in detente("events", "-s", filled, "--all").stdout
    assert "no such event" in detente("events", "-s", filled, "--actor", "Atlantis").stdout


def test_stories_show_explain_and_issues(filled: Path) -> None:
    listed = detente("stories", "-s", filled).stdout
    assert "Norway expels two Russian diplomats" in listed
    assert "paris" in listed
    shown = detente("show", "oslo", "-s", filled, width=80).stdout
    assert "Norway on Friday expelled two Russian diplomats" in " ".join(shown.split())
    rows = json.loads(detente("events", "-s", filled, "--type", "SANCTION", "--format", "json").stdout)
    told = detente("explain", rows[0]["event"][:8], "-s", filled).stdout
    for word in ("Coded as", "Why", "lexicon:", "Evidence", "Competing readings"):
        assert word in told
    sentence = detente("explain", f"paris:{0}", "-s", filled).stdout
    assert "Turned down" in sentence
    assert "no-date" in detente("issues", "-s", filled).stdout


def test_a_report_stands_alone(filled: Path, tmp_path: Path) -> None:
    page = tmp_path / "deep" / "page.html"
    result = detente("report", "oslo", "-s", filled, "-o", page)
    assert result.exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "<title>Norway expels two Russian diplomats</title>" in html
    assert "://" not in html
    detente("report", "-s", filled, "-o", page)
    assert page.read_text(encoding="utf-8").count("<article") == 3


def test_annotate_writes_a_record_a_line_and_stores_nothing(tmp_path: Path) -> None:
    text = "Türkiye 😀 bombed Syria."
    pair = {"source": {"start": 0, "end": 7}, "target": {"start": 17, "end": 22}}
    rows = [{"id": "a", "text": text, "published": "2021-03-06", "pairs": [pair]}, {"id": 7, "text": TREATY}]
    result = detente("annotate", text="".join(json.dumps(row) + "\n" for row in rows))
    assert result.exit_code == 0
    records = [msgspec.json.decode(line, type=record_type()) for line in result.stdout.splitlines()]
    assert [record.id for record in records] == ["a", "7"]  # type: ignore[attr-defined]
    answer = json.loads(result.stdout.splitlines()[0])["pairs"][0]
    assert (answer["source"], answer["target"], answer["type"]) == (pair["source"], pair["target"], "ASSAULT")
    assert list(tmp_path.iterdir()) == []


def test_annotate_answers_the_same_text_as_often_as_asked() -> None:
    ends = [{"start": 0, "end": 6}, {"start": 11, "end": 18}]
    pairs = [{"source": ends[0], "target": ends[1]}, {"source": ends[1], "target": ends[0]}]
    rows = [{"id": "a", "text": TREATY, "pairs": [pair]} for pair in pairs]
    result = detente("annotate", "-", text="\n".join(map(json.dumps, rows)))
    assert [json.loads(line)["pairs"][0]["source"] for line in result.stdout.splitlines()] == ends


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ({"start": 11, "end": 500}, "11..500"),
        ({"start": 9, "end": 3}, "9..3"),
        ({"start": -1, "end": 3}, "-1..3"),
        ({"start": 3, "end": 9}, "overlap"),
        ({"start": 3}, "end"),
    ],
)
def test_bad_offsets_are_named_with_their_line_and_the_rest_goes_on(target: dict[str, int], fault: str) -> None:
    bad = {"id": "b", "text": TREATY, "pairs": [{"source": {"start": 0, "end": 6}, "target": target}]}
    rows = [{"id": "a", "text": TREATY}, bad, {"id": "c", "text": TREATY}]
    result = detente("annotate", "-", text="\n".join(map(json.dumps, rows)))
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "c"]
    assert result.stderr.startswith("not read: -:2: ")
    assert fault in result.stderr


def test_a_line_of_50_megabytes_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    with file.open("w") as out:
        out.write('{"id": "big", "text": "' + "Kenya slept. " * 4_000_000 + '"}\n')
        out.write(json.dumps({"id": "small", "text": TREATY}) + "\n")
    result = detente("code", file, "-s", tmp_path / "s.duckdb")
    assert result.exit_code == 1
    assert "big.jsonl:1: too long" in result.stderr
    assert "1 story in" in result.stderr


def test_schema_is_json() -> None:
    assert json.loads(detente("schema").stdout)["$schema"].startswith("https://json-schema.org/")


def fail(self: Pipeline, article: Article, *, strict: bool = False) -> Document:
    failed = Issue(stage="events", code="stage-failed", message="boom")
    return msgspec.structs.replace(Document.of(article), issues=(failed,))


def test_a_story_that_is_not_coded_in_full_is_status_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pipeline, "run", fail)
    result = detente("code", "-", "-s", tmp_path / "s.duckdb", text=TREATY)
    assert result.exit_code == 1
    assert "1 story not coded in full" in result.stderr
    assert "boom" in detente("issues", "-s", tmp_path / "s.duckdb").stdout
    assert detente("annotate", text=TREATY).exit_code == 1


def test_strict_stops_at_a_stage_that_fails_and_keeps_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Pipeline.run

    def stop(self: Pipeline, article: Article, *, strict: bool = False) -> Document:
        if strict and article.id == "b":
            raise StageError("events", "b", "ZeroDivisionError: division by zero")
        return run(self, article, strict=strict)

    monkeypatch.setattr(Pipeline, "run", stop)
    rows = [{"id": "a", "text": "Kenya slept."}, {"id": "b", "text": "Chad slept."}]
    text = "\n".join(map(json.dumps, rows))
    result = detente("code", "-", "--strict", "-s", tmp_path / "s.duckdb", text=text)
    assert result.exit_code == 1
    assert "stopped: stage 'events' failed on story 'b': ZeroDivisionError" in result.stderr
    with Store(tmp_path / "s.duckdb", read_only=True) as kept:
        assert list(kept.digests()) == ["a"]


def test_an_interrupt_keeps_what_was_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Pipeline.run

    def interrupt(self: Pipeline, article: Article, *, strict: bool = False) -> Document:
        if article.id == "b":
            raise KeyboardInterrupt
        return run(self, article, strict=strict)

    monkeypatch.setattr(Pipeline, "run", interrupt)
    rows = [{"id": name, "text": TREATY} for name in "abc"]
    result = detente("code", "-", "-s", tmp_path / "s.duckdb", text="\n".join(map(json.dumps, rows)))
    assert result.exit_code == 130
    assert result.stderr.startswith("interrupted: 1 story in ")
    with Store(tmp_path / "s.duckdb", read_only=True) as kept:
        assert list(kept.digests()) == ["a"]
    assert detente("annotate", text=json.dumps(rows[1])).exit_code == 130


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_ends_a_real_run_cleanly(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    with subprocess.Popen(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-u", "-m", "detente", "code", "-", "-s", str(store)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(json.dumps({"id": "a", "text": TREATY}).encode() + b"\n{broken\n")
        process.stdin.write(json.dumps({"id": "b", "text": TREATY}).encode() + b"\n")
        process.stdin.flush()
        assert process.stderr.readline().startswith(b"not read: -:2: ")
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert b"interrupted: " in rest
    assert b"Traceback" not in rest
    with duckdb.connect(str(store), read_only=True) as kept:
        assert ("a",) in kept.execute("SELECT id FROM stories").fetchall()
