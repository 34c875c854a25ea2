"""Which reports of one type and the same actors are one event."""

import random
from typing import Any

import pytest

from detente.stories.grouping import days_of, group_lane
from detente.stories.records import EventKey, Origin
from report_keys import origin, report

TOLD = "fishing quarrel barents envoys tromso friday"
OTHER = "tariff steel exports brussels monday lawyers"


def groups(*keys: EventKey, origins: tuple[Origin, ...] = ()) -> set[str]:
    """The stories of each event; those without an origin of their own share their telling words."""
    known = {key.story: origin(key.story, terms=TOLD) for key in keys} | {row.story: row for row in origins}
    found = group_lane(keys, known)
    assert sum(len(group.reports) for group in found) == len(keys)
    return {"".join(sorted(key.story for key, _ in group.reports)) for group in found}


def test_reports_that_share_words_and_the_day_are_one() -> None:
    assert groups(report("a"), report("b"), report("c", on="2021-03-04")) == {"ab", "c"}


@pytest.mark.parametrize(
    "difference",
    [
        {"mode": "phone"},
        {"content": "AID"},
        {"town": "Bergen"},
        {"sources": ("SWE",), "targets": ("NOR",)},
        {"source_persons": ("lvrv",)},
    ],
    ids=str,
)
def test_what_contradicts_is_another_event(difference: dict[str, Any]) -> None:
    told: dict[str, Any] = {"mode": "visit", "content": "AGREE", "town": "Oslo", "source_persons": ("shg",)}
    assert groups(report("a", **told), report("b", **{**told, **difference})) == {"a", "b"}


def test_what_one_does_not_tell_contradicts_nothing() -> None:
    assert groups(report("a", mode="visit", town="Oslo", source_persons=("shg",)), report("b")) == {"ab"}
    assert groups(report("a", town="Oslo"), report("b", town="Fornebu")) == {"ab"}


def test_sides_change_places_where_both_act() -> None:
    turned: dict[str, Any] = {"sources": ("SWE",), "targets": ("NOR",)}
    assert groups(report("a", reciprocal=True), report("b", **turned)) == {"ab"}


def test_a_report_without_a_place_does_not_bridge_two_places() -> None:
    found = groups(report("a", town="Oslo"), report("b"), report("c", town="Bergen"))
    assert sorted(map(len, found)) == [1, 2]
    assert "abc" not in found


def test_a_vague_day_does_not_bridge_two_days() -> None:
    found = groups(
        report("a", on="2021-03-01"), report("b", on="2021-03-01", until="2021-03-03"), report("c", on="2021-03-03")
    )
    assert "abc" not in found
    assert len(found) == 2


def test_a_vague_report_joins_the_day_that_it_shares_most_with() -> None:
    first, second = report("a", on="2021-03-01", mode="visit"), report("c", on="2021-03-03", mode="phone")
    assert groups(first, second, report("b", on="2021-03-01", until="2021-03-05", mode="phone")) == {"a", "bc"}


def test_events_of_one_story_stay_apart() -> None:
    assert groups(report("a", words=1), report("a", words=2, position=1)) == {"a"}
    assert len(group_lane([report("a", words=1), report("a", words=2, position=1)], {"a": origin("a")})) == 2


def test_other_words_need_the_same_stated_day_and_code_and_scene() -> None:
    apart = (origin("a", terms=TOLD), origin("b", terms=OTHER))
    assert groups(report("a"), report("b"), origins=apart) == {"ab"}
    assert groups(report("a"), report("b", contexts=("trade",)), origins=apart) == {"a", "b"}
    assert groups(report("a", town="Oslo"), report("b", contexts=("trade",), town="Oslo"), origins=apart) == {"ab"}
    assert groups(report("a"), report("b", cameo="042"), origins=apart) == {"a", "b"}
    assert groups(report("a"), report("b", stated=False), origins=apart) == {"a", "b"}


def test_shared_words_weeks_apart_tie_nothing() -> None:
    late = origin("b", terms=TOLD, published="2021-03-26")
    assert groups(report("a"), report("b", contexts=()), origins=(late,)) == {"a", "b"}


def test_a_sentence_and_its_copies_are_dated_by_the_first() -> None:
    late = origin("b", copy_of="a", published="2021-03-12", terms=TOLD)
    assert groups(report("a", words=7), report("b", words=7, on="2021-03-11"), origins=(late,)) == {"ab"}


def test_two_deeds_of_a_sentence_meet_their_own_copies() -> None:
    copies = (origin("a"), origin("b", copy_of="a"))
    keys = [report(story, words=7, position=n, turn=n) for story in "ab" for n in (0, 1)]
    found = group_lane(keys, {row.story: row for row in copies})
    assert [[key.position for key, _ in group.reports] for group in found] == [[0, 0], [1, 1]]


def test_undated_reports_are_one_only_with_shared_words() -> None:
    apart = (origin("c", terms=OTHER),)
    assert groups(report("a", on=None), report("b", on=None), report("c", on=None), origins=apart) == {"ab", "c"}


def test_where_only_the_publication_tells_the_day_the_day_before_is_possible() -> None:
    assert days_of(report("a", on="2021-03-01", stated=False)) == ("2021-02-28", "2021-03-01")
    assert groups(report("a"), report("b", on="2021-03-06", stated=False)) == {"ab"}
    assert days_of(report("a", on="0001-01-01", stated=False)) == ("0001-01-01", "0001-01-01")


def test_two_vague_reports_of_one_story_do_not_share_an_event() -> None:
    vague = [report("b", on="2021-03-04", until="2021-03-06", words=n, position=n) for n in (1, 2)]
    found = group_lane([report("a"), *vague], {s: origin(s, terms=TOLD) for s in "ab"})
    assert sorted(len(group.reports) for group in found) == [1, 2]


def test_the_order_of_reports_does_not_matter() -> None:
    keys = [
        report(
            f"s{n}",
            on=f"2021-03-0{1 + n % 5}",
            until=f"2021-03-0{1 + n % 5 + n % 3}",
            mode=(None, "visit", "phone")[n % 3],
        )
        for n in range(24)
    ]
    wanted = groups(*keys)
    for seed in range(5):
        random.Random(seed).shuffle(keys)
        assert groups(*keys) == wanted
