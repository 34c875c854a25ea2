"""Copies, their clusters, and whose text a story is."""

import pytest

from detente.stories.records import TextKey
from detente.stories.texts import cluster_texts, find_copies, trace_origins
from report_keys import text


def clusters(*texts: TextKey, copies: tuple[tuple[int, int], ...] = ()) -> set[str]:
    return {"".join(sorted(row.story for row in found)) for found in cluster_texts(texts, copies)}


@pytest.mark.parametrize(
    ("shared", "sizes", "wanted"),
    [
        (60, (100, 100), True),
        (59, (100, 100), False),
        (20, (20, 400), True),
        (5, (5, 400), True),
        (4, (4, 400), False),
    ],
)
def test_a_copy_stands_for_the_most_part_in_the_other(shared: int, sizes: tuple[int, int], wanted: bool) -> None:
    assert bool(list(find_copies([(1, 2, shared)], dict(enumerate(sizes, 1))))) is wanted


def test_containment_is_told_both_ways() -> None:
    (copy,) = find_copies([(1, 2, 20)], {1: 20, 2: 80})
    assert (copy.one_in_other, copy.other_in_one) == (1.0, 0.25)


def test_twins_and_linked_variants_belong_together() -> None:
    a, b, c, d = text("a", variant=1), text("b", variant=1), text("c", variant=2), text("d", variant=3)
    assert clusters(a, b, c, d, copies=((1, 2),)) == {"abc", "d"}


def test_the_same_text_months_later_is_no_copy() -> None:
    a, b = text("a", published="2021-03-06"), text("b", published="2021-06-01")
    assert clusters(a, b) == {"a", "b"}
    assert clusters(a, text("c", published="2021-03-20"), text("d", published="2021-04-03"), b) == {"acd", "b"}


def test_an_undated_copy_goes_with_the_earliest() -> None:
    a, b = text("a", published="2021-03-06"), text("b", published="2021-06-01")
    assert clusters(a, b, text("u", published=None)) == {"au", "b"}


def test_clusters_do_not_depend_on_the_order() -> None:
    texts = [text(name, variant=n % 4, published=f"2021-03-{1 + 7 * n % 28:02d}") for n, name in enumerate("abcdefgh")]
    copies = ((0, 1), (2, 3), (1, 2))
    assert clusters(*texts, copies=copies) == clusters(*reversed(texts), copies=copies[::-1])


def sources(*cluster: TextKey) -> dict[str, tuple[str, str | None]]:
    return {row.story: (row.source, row.copy_of) for row in trace_origins(cluster)}


def test_twenty_republications_of_an_agency_are_one_source() -> None:
    papers = [text(f"p{n}", publisher=f"Paper {n}", published="2021-03-07") for n in range(19)]
    found = sources(text("wire", agency="Reuters", publisher="Paper"), *papers)
    assert {source for source, _ in found.values()} == {"agency:Reuters"}
    assert found["wire"] == ("agency:Reuters", None)
    assert found["p3"] == ("agency:Reuters", "wire")


def test_a_credit_in_a_later_copy_tells_whose_text_it_is() -> None:
    found = sources(text("a", publisher="Herald"), text("b", agency="AFP", published="2021-03-07"))
    assert found == {"a": ("agency:AFP", None), "b": ("agency:AFP", "a")}


def test_without_an_agency_the_first_publisher_is_the_source() -> None:
    found = sources(text("a", publisher="Herald"), text("b", publisher="Echo", published="2021-03-07"))
    assert found == {"a": ("publisher:Herald", None), "b": ("publisher:Herald", "a")}


def test_a_text_of_nobody_is_its_own_source() -> None:
    assert sources(text("a")) == {"a": ("text:a", None)}
