"""The figures of the times layer, counted by hand."""

from collections.abc import Sequence

import msgspec
import pytest

from detente.errors import GoldError
from detente.evaluation.layers.marked import make_article, read_marked_item
from detente.evaluation.layers.measures import Figure, LayerTally, work_out
from detente.evaluation.layers.times import MEASURES, count
from detente.model import Document, TimeSpan

EMPTY = "They met [on|x1] || none"
TWO = (
    "They met [late Friday|t1] in [May|t2] || t1 DATE value=2013-11-01; "
    "t2 DATE value=2013-05 earliest=2013-05-01 latest=2013-05-31"
)


def row(start: int, end: int, value: str, *, kind: str = "DATE") -> TimeSpan:
    fields = {"start": start, "end": end, "kind": kind, "value": value, "grain": "day"}
    return msgspec.convert({**fields, "earliest": "2013-05-01", "latest": "2013-05-31"}, TimeSpan)


def figures(line: str, found: Sequence[TimeSpan]) -> tuple[dict[str, Figure], list[str]]:
    item = read_marked_item(line)
    tally = LayerTally(MEASURES)
    tally.start(item)
    count(item, msgspec.structs.replace(Document.of(make_article(item, 0)), times=tuple(found)), tally)
    return {figure.name: figure for figure in work_out(tally)}, [miss.kind for miss in tally.misses]


def rights(line: str, found: Sequence[TimeSpan]) -> list[int | None]:
    return [figure.right for figure in figures(line, found)[0].values()][:5]


def test_all_right() -> None:
    found = [row(9, 20, "2013-11-01"), row(24, 27, "2013-05")]
    told, misses = figures(TWO, found)
    assert [figure.value for figure in told.values()] == [1, 1, 1, 1, 1, 1]
    assert misses == []


def test_part_of_the_extent_is_found_but_not_strictly() -> None:
    assert rights(TWO, [row(14, 20, "2013-11-01")]) == [1, 0, 1, 1, 1]


def test_right_value_under_the_wrong_type() -> None:
    assert rights(TWO, [row(9, 20, "2013-11-01", kind="TIME")]) == [1, 1, 0, 1, 0]


def test_one_long_answer_is_matched_once() -> None:
    told, misses = figures(TWO, [row(9, 27, "2013-05")])
    assert (told["relaxed"].right, told["relaxed"].gold, told["relaxed"].found) == (1, 2, 1)
    assert misses == ["differs", "missed"]


def test_the_same_extent_is_matched_before_mere_overlap() -> None:
    assert rights(TWO, [row(0, 12, "X"), row(9, 20, "2013-11-01")]) == [1, 1, 1, 1, 1]


def test_nothing_marked() -> None:
    told, misses = figures(EMPTY, [row(0, 4, "X")])
    assert (told["relaxed"].right, told["relaxed"].gold, told["relaxed"].found) == (0, 0, 1)
    assert misses == ["spurious"]


def test_an_interval_that_was_not_found_is_wrong() -> None:
    assert figures(TWO, [])[0]["interval"].value == 0


def test_an_underscore_of_a_value_is_kept() -> None:
    assert rights("[Now|t1] they met || t1 DATE value=PRESENT_REF", [row(0, 3, "PRESENT_REF")]) == [1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    "codes",
    ["t1 value=2013", "t1 DATE", "t1 DAY value=2013", "t1 DATE value=2013 grain=year", "t1 DATE value=1 earliest=1"],
)
def test_a_broken_code_is_named(codes: str) -> None:
    with pytest.raises(GoldError, match="t1 needs one of"):
        rights(f"[Now|t1] they met || {codes}", [])
