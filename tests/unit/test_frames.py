"""Events as data frames, with the same columns whether there are any or not."""

import pyarrow
import pytest

from detente.frames import SHOWN_ROWS, Events
from detente.writers.rows import COLUMNS, event_rows
from invented import EXPULSION, STRIKE, coded

STORIES = [coded(EXPULSION), coded(STRIKE)]


def test_events_are_iterated_as_rows() -> None:
    rows = [row for story in STORIES for row in event_rows(story)]
    assert list(Events(STORIES)) == rows
    assert len(Events(iter(STORIES))) == len(rows)
    assert [row["counted"] for row in Events(STORIES, counted=True)] == [True] * sum(row["counted"] for row in rows)


def test_an_arrow_table_keeps_the_rows() -> None:
    table = Events(STORIES).to_arrow()
    assert table.to_pylist() == list(Events(STORIES))
    assert table.schema.field("sources").type == pyarrow.list_(pyarrow.string())


@pytest.mark.parametrize("stories", [[], STORIES])
def test_frames_have_all_columns(stories: list[object]) -> None:
    events = Events(stories)  # type: ignore[arg-type]
    assert events.to_arrow().column_names == list(COLUMNS)
    assert list(events.to_pandas().columns) == list(COLUMNS)
    assert events.to_polars().columns == list(COLUMNS)
    assert events.to_pandas().shape == events.to_polars().shape == (len(events), len(COLUMNS))


def test_frames_hold_the_values() -> None:
    events = Events(STORIES)
    types = [row["type"] for row in events]
    assert events.to_pandas()["type"].tolist() == types
    assert events.to_polars()["type"].to_list() == types
    assert events.to_polars()["sources"].to_list() == [row["sources"] for row in events]


def test_a_notebook_shows_a_table_and_escapes_it() -> None:
    shown = Events([coded("Israel bombed <script>alert(1)</script> Syria.")])._repr_html_()
    assert shown.startswith("<table>")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_notebook_shows_the_first_rows_only() -> None:
    many = Events([coded(STRIKE)] * (SHOWN_ROWS + 1))
    assert many._repr_html_().count("<tr>") == SHOWN_ROWS + 1
    assert "more</p>" in many._repr_html_()
