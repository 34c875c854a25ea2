"""The stories that a ledger reads, and what was said in them."""

from collections.abc import Iterator

import pytest

from detente.store import Run, Store
from detente.store.ledger import all_documents, documents_naming, find_quotes
from invented import EXPULSION, TREATY, coded

RUN = Run(id="r1", started="2021-03-07 08:00:00", version="0", packs="p", parser="x", settings="{}")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        later = coded(TREATY, published="2021-05-04", name="later")
        opened.add([later, coded(TREATY, name="paris"), coded(EXPULSION, name="oslo")], run=RUN)
        yield opened


def test_only_stories_that_name_both_sides_are_read_oldest_first(store: Store) -> None:
    assert [document.id for document in documents_naming(store, "FRA", "DEU")] == ["paris", "later"]
    assert [document.id for document in documents_naming(store, "NOR", "FRA")] == []


def test_documents_come_out_as_they_went_in(store: Store) -> None:
    assert next(iter(documents_naming(store, "NOR", "RUS"))) == coded(EXPULSION, name="oslo")
    assert [document.id for document in all_documents(store)] == ["oslo", "paris", "later"]


@pytest.mark.parametrize(
    ("speaker", "about", "count"),
    [("lavrov", "", 1), ("RUS", "", 2), ("lavrov", "answer", 1), ("lavrov", "NOR", 0), ("nobody", "", 0)],
)
def test_quotations_by_speaker_and_matter(store: Store, speaker: str, about: str, count: int) -> None:
    assert len(find_quotes(store, speaker=speaker, about=about)) == count


def test_a_quotation_has_its_words_and_where_they_stand(store: Store) -> None:
    (row,) = find_quotes(store, speaker="Lavrov")
    text = coded(EXPULSION).text
    assert row["words"] == text[row["start"] : row["end"]] == "We will answer in kind"
    assert (row["direct"], row["negated"], row["country"], row["cue"]) == ("direct", False, "RUS", "told")
