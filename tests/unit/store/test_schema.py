"""Tables follow the record types."""

import pytest

from detente.model import Document
from detente.store.schema import LAYERS, column_type, create_statements, describe_format, layer_columns


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (str, "VARCHAR"),
        (int | None, "BIGINT"),
        (bool, "BOOLEAN"),
        (tuple[float, ...], "DOUBLE[]"),
        (tuple[tuple[str, ...], ...], "VARCHAR[][]"),
    ],
)
def test_column_types(kind: object, wanted: str) -> None:
    assert column_type(kind) == wanted


def test_nested_records_are_structs_under_their_names_in_json() -> None:
    columns = layer_columns("events")
    assert columns["quad"] == 'STRUCT("scheme" VARCHAR, "class" BIGINT)'
    assert columns["evidence"].endswith("[]")
    assert list(columns)[:2] == ["story", "position"]


def test_what_is_no_record_has_no_column() -> None:
    with pytest.raises(TypeError, match="no column type"):
        column_type(dict)


def test_every_layer_is_one_of_the_document() -> None:
    assert set(LAYERS) <= set(Document.__struct_fields__)


def test_the_format_changes_with_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    before = describe_format()
    assert before == describe_format()
    monkeypatch.setattr("detente.store.schema.RUN_COLUMNS", {"id": "VARCHAR"})
    assert describe_format()["tables"] != before["tables"]
    assert next(create_statements()).startswith("CREATE TABLE IF NOT EXISTS meta")
