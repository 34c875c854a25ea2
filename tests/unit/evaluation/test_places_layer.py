"""The figures of the places layer, counted by hand."""

from collections.abc import Sequence

import msgspec
import pytest

from detente.errors import GoldError
from detente.evaluation.layers.marked import make_article, read_marked_item
from detente.evaluation.layers.measures import Figure, LayerTally, work_out
from detente.evaluation.layers.places import MEASURES, Marked, count, measure_error
from detente.model import Document, Place

TWO = "They met in [Paris|p1] and [Texas|p2]. || p1 FRA town at=48.85,2.35; p2 USA province at=31.25,-99.25"


def row(start: int, end: int, country: str | None, precision: str, at: tuple[float, float] | None) -> Place:
    fields = {"start": start, "end": end, "name": "x", "country": country, "precision": precision}
    return msgspec.convert({**fields, "latitude": at and at[0], "longitude": at and at[1]}, Place)


PARIS = row(12, 17, "FRA", "town", (48.85, 2.35))
TEXAS = row(22, 27, "USA", "province", (31.25, -99.25))


def figures(line: str, found: Sequence[Place]) -> tuple[list[Figure], list[str]]:
    item = read_marked_item(line)
    tally = LayerTally(MEASURES)
    tally.start(item)
    count(item, msgspec.structs.replace(Document.of(make_article(item, 0)), places=tuple(found)), tally)
    return list(work_out(tally)), [miss.kind for miss in tally.misses]


def test_all_right() -> None:
    told, misses = figures(TWO, [PARIS, TEXAS])
    assert [figure.value for figure in told] == [1, 1, 1, 1, 0, 1, 1]
    assert misses == []


def test_the_namesake_is_recognised_but_far() -> None:
    told, misses = figures(TWO, [row(12, 17, "USA", "town", (33.66, -95.56)), TEXAS])
    assert [figure.value for figure in told[:4]] == [1, 1, 0.5, 0.5]
    assert told[4].value == pytest.approx(7784 / 2, abs=1)
    assert [figure.value for figure in told[5:]] == [0.5, 1]
    assert misses == ["position"]


def test_missed_and_spurious() -> None:
    told, misses = figures(TWO, [PARIS, row(0, 4, "USA", "town", (40.0, -100.0))])
    assert (told[0].right, told[0].gold, told[0].found) == (1, 2, 2)
    assert misses == ["missed", "spurious"]


def test_a_wider_extent_is_recognised_only() -> None:
    told, _ = figures(TWO, [row(9, 17, "FRA", "town", (48.85, 2.35)), TEXAS])
    assert [figure.right for figure in told[:3]] == [2, 1, 2]


@pytest.mark.parametrize("found", [[], [PARIS]])
def test_what_is_either_counts_neither_way(found: list[Place]) -> None:
    told, misses = figures("They met in [Paris|p1]. || p1 FRA town at=48.85,2.35 either", found)
    assert (told[0].right, told[0].gold, told[0].found, misses) == (0, 0, 0, [])


@pytest.mark.parametrize(
    ("gold", "found", "kilometres"),
    [
        ("SYR country", row(0, 1, "SYR", "country", (35.0, 38.0)), 0.0),
        ("SYR country", row(0, 1, "IRQ", "country", (33.0, 44.0)), float("inf")),
        ("SYR country", row(0, 1, "SYR", "town", (33.5, 36.3)), float("inf")),
        ("- region", row(0, 1, None, "region", None), 0.0),
    ],
)
def test_a_country_has_no_point(gold: str, found: Place, kilometres: float) -> None:
    country, precision = gold.split()
    marked = Marked(start=0, end=1, country=None if country == "-" else country, precision=precision)
    assert measure_error(marked, found) == kilometres


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    marked = Marked(start=0, end=1, country="FRA", precision="town", latitude=48.0, longitude=2.0)
    assert measure_error(marked, row(0, 1, "FRA", "town", (49.0, 2.0))) == pytest.approx(111.2, abs=0.1)
    assert measure_error(marked, row(0, 1, "FRA", "region", None)) == float("inf")


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ("p1 FRA", "p1 needs a country"),
        ("p1 FRA town near=1,2", "p1 needs a country"),
        ("p1 FRA twon", "unknown precision 'twon' of p1.*town"),
        ("p1 FRA town at=north", "p1 has no position at=north"),
        ("p1 FRA town at=91,0", "p1 has no position at=91,0"),
        ("p1 FRA town at=nan,0", "p1 has no position at=nan,0"),
    ],
)
def test_a_broken_code_is_named(codes: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        figures(f"In [Paris|p1] they met. || {codes}", [])
