"""The scorer of actors, against cases counted by hand."""

import pytest

from detente.errors import GoldError
from detente.evaluation.layers.actors import COUNTRY, FOUND, GIVEN, MEASURES, SECTOR, count
from detente.evaluation.layers.marked import MarkedItem, read_marked_item
from detente.evaluation.layers.measures import LayerTally
from detente.model import Actor, Document, Mention

TEXT = "[Japan|a1] met [rebels|a2]; [gunmen|a3] and [a cook|a4] fled. || "


def item(codes: str) -> MarkedItem:
    return read_marked_item(TEXT + codes)


def mention(start: int, end: int, kind: str = "name") -> Mention:
    return Mention(start=start, end=end, head=start, kind=kind)  # type: ignore[arg-type]


def tallied(codes: str, *actors: Actor) -> LayerTally:
    tally = LayerTally(MEASURES)
    marked = item(codes)
    tally.start(marked)
    count(marked, Document(id="x", text=marked.text, digest="", actors=actors), tally)
    return tally


JAPAN = Actor(id="a1", name="Japan", kind="country", country="JPN", sector="GOV", mentions=(mention(0, 5),))
REBELS = Actor(id="a2", name="rebels", kind="group", country="SYR", sector="REB", mentions=(mention(10, 16),))
GUNMEN = Actor(id="a3", name="gunmen", kind="group", sector="UAF", mentions=(mention(18, 24),))
WORD = Actor(id="a4", name="cook", kind="group", country="FRA", mentions=(mention(31, 35, "adjective"),))


def test_figures_are_those_counted_by_hand() -> None:
    """Four marked, three found (an adjective is none); two countries right of three, two given; three sectors, two right."""
    codes = (
        "a1 country=JPN sector=GOV; a2 country=COL/VEN sector=UAF; a3 country=- sector=REB/UAF; a4 country=- sector=CVL"
    )
    tally = tallied(codes, JAPAN, REBELS, GUNMEN, WORD)
    row = tally.rows[0]
    assert {name: tuple(row[name][:2]) for name in (FOUND, COUNTRY, SECTOR, GIVEN)} == {
        FOUND: (3, 4),
        COUNTRY: (2, 3),
        SECTOR: (2, 3),
        GIVEN: (1, 2),
    }
    assert [(miss.kind, miss.gold, miss.found) for miss in tally.misses] == [
        (GIVEN, "rebels: COL/VEN", "SYR"),
        (SECTOR, "rebels: UAF", "REB"),
        (FOUND, "a cook", "-"),
    ]


def test_the_mention_that_shares_most_is_taken() -> None:
    longer = Actor(id="a5", name="met rebels", kind="group", country="VEN", sector="REB", mentions=(mention(12, 16),))
    tally = tallied("a2 country=SYR sector=REB", longer, REBELS)
    assert tuple(tally.rows[0][COUNTRY][:2]) == (1, 1)


def test_a_country_left_out_is_no_wrong_one() -> None:
    tally = tallied("a3 country=COL sector=UAF", GUNMEN)
    assert tuple(tally.rows[0][COUNTRY][:2]) == (0, 1)
    assert tuple(tally.rows[0][GIVEN][:2]) == (0, 0)
    assert [miss.kind for miss in tally.misses] == [COUNTRY]


def test_a_key_without_sector_is_named() -> None:
    with pytest.raises(GoldError, match="a1 has no sector"):
        tallied("a1 country=JPN", JAPAN)
