"""What a merged event says, and corrections by hand."""

import pytest

from detente.stories.merging import (
    Member,
    anchor_to,
    apply_corrections,
    find_anchor,
    name_group,
    settle_corrections,
    sum_up,
)
from detente.stories.records import Correction, EventKey, MergedEvent
from report_keys import origin, report


def merged(*keys: EventKey) -> MergedEvent:
    origins = {key.story: origin(key.story) for key in keys}
    return sum_up([Member(key=key, auto="x", why="w") for key in keys], origins)[0]


@pytest.mark.parametrize(
    ("told", "wanted", "contested"),
    [
        (("planned", "happened"), "happened", False),
        (("denied", "happened"), "happened", True),
        (("denied", "alleged"), "alleged", True),
        (("denied", "planned"), "planned", False),
        (("denied", "denied"), "denied", False),
        (("possible", "historical", "ongoing"), "ongoing", False),
    ],
)
def test_factuality_of_many_reports(told: tuple[str, ...], wanted: str, contested: bool) -> None:
    event = merged(*(report(f"s{n}", factuality=word) for n, word in enumerate(told)))
    assert (event.factuality, event.contested) == (wanted, contested)


def test_the_canonical_report_is_counted_certain_exact_and_early() -> None:
    kept = report("d")
    others = [
        report("a", counted=False, exclusions=("title",)),
        report("b", certainty=2),
        report("c", on="2021-03-04", until="2021-03-05"),
        report("e"),
    ]
    event = merged(*others, kept)
    assert (event.story, event.earliest, event.counted, event.n_reports) == ("d", kept.earliest, True, 5)


def test_an_event_that_no_report_counts_is_not_counted() -> None:
    event = merged(report("a", counted=False, exclusions=("planned",), factuality="planned"))
    assert (event.counted, event.exclusions) == (False, ("planned",))


def test_events_reports_and_sources_are_counted_apart() -> None:
    keys = [report("a"), report("b"), report("c"), report("c", position=1)]
    origins = {s: origin(s, source="agency:Reuters" if s != "c" else "text:c") for s in "abc"}
    event, rows = sum_up([Member(key=key, auto="x", why="") for key in keys], origins)
    assert (event.n_events, event.n_reports, event.n_sources) == (4, 3, 2)
    assert [row.canonical for row in rows] == [True, False, False, False]


def test_a_later_report_leaves_the_id_alone() -> None:
    first, later = report("b"), report("a")
    origins = {"b": origin("b", published="2021-03-05"), "a": origin("a", published="2021-03-06")}
    assert name_group([first], origins) == name_group([later, first], origins) != name_group([later], origins)


def test_an_anchor_is_found_by_id_and_else_by_its_words() -> None:
    anchor = anchor_to(report("a", trigger_start=10, trigger_end=14))
    same = report("a", position=2)
    agreed = report("a", event="new", position=0, trigger_start=10, trigger_end=14, type="AGREE")
    met = report("a", event="newer", position=1, trigger_start=13, trigger_end=15)
    elsewhere = report("a", event="other", trigger_start=40, trigger_end=44)
    assert find_anchor(anchor, [agreed, met, same]) == same
    assert find_anchor(anchor, [elsewhere, agreed, met]) == met
    assert find_anchor(anchor, [elsewhere, agreed]) == agreed
    assert find_anchor(anchor, [elsewhere, report("b")]) is None


def corrected(*corrections: Correction) -> set[str]:
    members = [Member(key=report(s), auto=auto, why="") for s, auto in (("a", "x"), ("b", "x"), ("c", "y"), ("d", "z"))]
    settled = settle_corrections(corrections, [member.key for member in members])
    return {"".join(member.key.story for member in found) for found in apply_corrections(members, settled)}


def merge(number: int, *stories: str, undone: bool = False) -> Correction:
    anchors = tuple(anchor_to(report(story)) for story in stories)
    return Correction(number=number, kind="merge", anchors=anchors, made="", undone=undone)


def split(number: int, *stories: str, **fields: str) -> Correction:
    anchors = tuple(anchor_to(report(story, **fields)) for story in stories)
    return Correction(number=number, kind="split", anchors=anchors, made="")


def test_a_correction_of_one_event_does_not_take_hold_of_another_of_the_same_words() -> None:
    met, agreed = report("a", position=0, event="e-met"), report("a", position=1, event="e-agreed", type="AGREE")
    assert (met.trigger_start, met.trigger_end) == (agreed.trigger_start, agreed.trigger_end)
    (settled,) = settle_corrections([split(1, "a", event="e-met")], [met, agreed])
    assert settled.places == (("a", 0),)
    members = [Member(key=agreed, auto="x", why=""), Member(key=report("b"), auto="x", why="")]
    assert len(apply_corrections(members, [settled])) == 1


def test_corrections_are_applied_in_the_order_of_their_numbers() -> None:
    assert corrected() == {"ab", "c", "d"}
    assert corrected(merge(1, "b", "c")) == {"abc", "d"}
    assert corrected(split(1, "b")) == {"a", "b", "c", "d"}
    assert corrected(merge(1, "b", "c"), split(2, "b")) == {"ac", "b", "d"}
    assert corrected(split(2, "b"), merge(1, "b", "c")) == {"ac", "b", "d"}
    assert corrected(split(1, "b"), merge(2, "b", "d")) == {"a", "c", "bd"}
    assert corrected(merge(1, "a", "c", undone=True)) == {"ab", "c", "d"}


def test_a_correction_of_an_event_that_is_gone_sleeps() -> None:
    assert corrected(merge(1, "b", "gone")) == {"ab", "c", "d"}
    assert corrected(split(1, "gone")) == {"ab", "c", "d"}
