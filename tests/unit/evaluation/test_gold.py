from pathlib import Path

import pytest

from detente.errors import GoldError
from detente.evaluation.gold import UNMARKED, PartialEvent, read_gold, read_label
from detente.model import Span

PAIR = b'{"text": "Oslo phoned Rome.", "pairs": [{"source": {"start": 0, "end": 4}, "target": {"start": 12, "end": 16}, %s}]}'


def test_a_pair_is_an_event_whose_trigger_is_not_marked() -> None:
    item = read_label(PAIR % b'"type": "CONSULT", "cameo": "041"')
    event = item.events[0]
    assert (event.type, event.cameo, event.span) == ("CONSULT", "041", UNMARKED)
    assert [item.actors[key].span for key in (*event.sources, *event.targets)] == [
        Span(start=0, end=4),
        Span(start=12, end=16),
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{", "Input data was truncated"),
        (b'{"events": []}', "missing required field `text`"),
        (b'{"text": "a", "events": [{"type": "CONSLUT"}]}', "did you mean 'CONSULT'?"),
        (b'{"text": "a", "events": [{"type": "AID", "colour": 1}]}', "unknown field `colour`"),
        (b'{"text": "a", "events": [{"type": "AID", "factuality": "sure"}]}', "Invalid enum value 'sure'"),
        (b'{"text": "a", "events": [{"type": "AID", "cameo": "7"}]}', "'7' is no CAMEO code"),
        (
            b'{"text": "ab", "events": [{"type": "AID", "sources": [{"start": 0, "end": 9}]}]}',
            "0 to 9 are no characters",
        ),
        (b'{"text": "ab", "events": [{"type": "AID", "trigger": {"start": 1, "end": 1}}]}', "1 to 1 are no characters"),
        (
            b'{"text": "abc", "pairs": [{"source": {"start": 0, "end": 2}, "target": {"start": 1, "end": 3}, "type": "AID"}]}',
            "source and target of pair 1 overlap",
        ),
        (b'{"text": " "}', "the text is empty"),
        (b'{"text": "\xff"}', "utf-8"),
        (b'{"text": "\\ud800"}', "Input data"),
        (b"[1]", "Expected `object`"),
        (b'{"text": "a", "events": [{"type": "AID", "content": "PECE"}]}', "unknown type 'PECE'"),
        (b'{"text": "a", "events": [{"type": "CONSULT", "mode": "fone"}]}', "did you mean 'phone'?"),
        (b'{"text": "a", "events": [{"type": "AID", "mode": "visit"}]}', "AID has no mode 'visit'"),
        (b'{"text": "a", "events": [{"type": "AID", "cameo": "7777"}]}', "'7777' is no CAMEO code"),
        (b'{"text": "a", "events": [{"type": "NONE"}]}', "event 1 is NONE and marks no trigger"),
        (
            b'{"text": "ab", "events": [{"type": "AID", "sources": [{"start": 0, "end": 1, "country": "FRE"}]}]}',
            "unknown country 'FRE'",
        ),
        (
            b'{"text": "ab", "events": [{"type": "AID", "targets": [{"start": 0, "end": 1, "sector": "GVO"}]}]}',
            "unknown sector 'GVO'; did you mean 'GOV'?",
        ),
        (
            b'{"text": "abc", "events": [{"type": "AID", "sources": [{"start": 0, "end": 2}], "trigger": {"start": 1, "end": 3}}]}',
            "spans of event 1 overlap",
        ),
        (
            b'{"text": "a", "events": [{"type": "AID", "time": {"earliest": "2013-11-02", "latest": "2013-11-01"}}]}',
            "the time of event 1 ends before it begins",
        ),
        (b'{"text": "a", "events": [{"type": "AID", "time": {"earliest": "May", "latest": "May"}}]}', "Invalid"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: bytes, fault: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"text": "Quiet."}\n\n' + line)
    with pytest.raises(GoldError) as caught:
        read_gold([path])
    assert str(caught.value).startswith(f"{path}:3: ")
    assert fault in str(caught.value)


def test_corpus_files_and_json_lines_stand_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Quiet."}\n')
    (tmp_path / "b.txt").write_text("# quiet\nIt was a calm day in Oslo. || none\n")
    assert [item.text for item in read_gold([tmp_path / "a.jsonl", tmp_path / "b.txt"])] == [
        "Quiet.",
        "It was a calm day in Oslo.",
    ]
    with pytest.raises(GoldError, match="cannot be read"):
        read_gold([tmp_path / "none.jsonl"])


def test_what_is_left_out_is_told_apart_from_none() -> None:
    first, second = read_label(
        b'{"text": "a", "events": [{"type": "AID"}, {"type": "AID", "mode": null, "content": null, "factuality": "planned"}]}'
    ).events
    assert isinstance(first, PartialEvent)
    assert isinstance(second, PartialEvent)
    assert first.untold == {"mode", "content", "factuality"}
    assert second.untold == frozenset()


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "Quiet."}\r\n\r\n{"text": "Calm."}\r\n')
    assert [(item.text, item.line) for item in read_gold([path])] == [("Quiet.", 1), ("Calm.", 3)]
