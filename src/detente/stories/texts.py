"""Which texts are copies of each other, which is the original, and whose source it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from detente.stories.records import Origin, TextKey

COPIED = 0.6
"""Share of the shorter text's shingles that stand in the longer one."""
FEWEST = 5
"""Shared shingles below which only texts of one variant are copies: two sentences can agree by chance."""
DAYS = 15
"""Days between the publications of a text and of its copy."""
COMMON_TEXTS = 400
"""A shingle in more different texts than these is boilerplate."""


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two variants of a text that are copies, with how much of each stands in the other."""

    one: int
    other: int
    one_in_other: float
    other_in_one: float


def find_copies(pairs: Iterable[tuple[int, int, int]], sizes: Mapping[int, int]) -> Iterator[Copy]:
    """Yield the copies among pairs of variants, each (one, other, shared shingles); boilerplate is counted nowhere.

    >>> [copy.one_in_other for copy in find_copies([(1, 2, 9), (1, 3, 4)], {1: 10, 2: 30, 3: 30})]
    [0.9]
    """
    for one, other, shared in pairs:
        if shared >= FEWEST and shared >= COPIED * min(sizes[one], sizes[other]):
            yield Copy(one=one, other=other, one_in_other=shared / sizes[one], other_in_one=shared / sizes[other])


def cluster_texts(texts: Iterable[TextKey], copies: Iterable[tuple[int, int]]) -> list[list[TextKey]]:
    """Return texts by the original that they go back to.

    Texts of one variant, or of two variants that are copies, belong together if no gap between the publications of
    those texts is longer than `DAYS`; an undated one goes with the earliest.
    """
    by_variant: dict[int, list[TextKey]] = {}
    for text in sorted(texts, key=_publication):
        by_variant.setdefault(text.variant, []).append(text)
    links: list[tuple[int, int]] = []
    for found in by_variant.values():
        links.extend(_neighbours(found))
    for one, other in copies:
        if one in by_variant and other in by_variant:
            links.extend(_neighbours(sorted([*by_variant[one], *by_variant[other]], key=_publication)))
    by_key = {text.key: text for found in by_variant.values() for text in found}
    return [[by_key[key] for key in cluster] for cluster in find_clusters(by_key, links)]


def _neighbours(texts: Sequence[TextKey]) -> Iterator[tuple[int, int]]:
    """Yield the links of texts in the order of publication: only neighbours can be the near ones."""
    for before, after in pairwise(texts):
        if before.published and after.published:
            if days_between(before.published, after.published) <= DAYS:
                yield before.key, after.key
        else:
            yield texts[0].key, after.key


def days_between(one: str, other: str) -> int:
    """Return how many days lie between two ISO dates.

    >>> days_between("2013-11-02", "2013-10-31")
    2
    """
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def find_clusters(texts: Iterable[int], links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected components.

    >>> sorted(map(sorted, find_clusters([1, 2, 3, 4], [(1, 3), (3, 4)])))
    [[1, 3, 4], [2]]
    """
    parents = {text: text for text in texts}

    def root(text: int) -> int:
        while parents[text] != text:
            parents[text] = parents[parents[text]]
            text = parents[text]
        return text

    for one, other in links:
        parents[root(one)] = root(other)
    found: dict[int, list[int]] = {}
    for text in parents:
        found.setdefault(root(text), []).append(text)
    return list(found.values())


def trace_origins(cluster: Sequence[TextKey]) -> Iterator[Origin]:
    """Yield for each text of a cluster of copies whose it is.

    An agency that the text names is its source; else the agency of the earliest copy that names one, for a paper that
    drops the credit prints the agency's text all the same; else the publisher of the original; else the text itself.
    """
    order = sorted(cluster, key=_publication)
    original = order[0]
    agency = next((text.agency for text in order if text.agency), None)
    for text in order:
        named = text.agency or agency
        if named:
            source = f"agency:{named}"
        elif original.publisher:
            source = f"publisher:{original.publisher}"
        else:
            source = f"text:{original.story}"
        yield Origin(
            key=text.key,
            story=text.story,
            published=text.published,
            cluster=original.key,
            copy_of=None if text is original else original.story,
            source=source,
            agency=text.agency,
            publisher=text.publisher,
        )


def _publication(text: TextKey) -> tuple[str, bool, str]:
    return (text.published or "9999", not text.agency, text.story)
