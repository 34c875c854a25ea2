"""The shape of the code: short files and functions, frozen records, no prints, no bare or broad excepts."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import duckdb
import msgspec
import pytest

import detente
from detente import model, registry

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "detente").rglob("*.py"))
CODE = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "tools").rglob("*.py"))]
ISOLATED = {"pipeline.py"}
"""Where a broad except is the point: a fault of one stage does not lose the story."""


def name(path: object) -> str:
    return str(path.relative_to(ROOT)) if isinstance(path, Path) else str(path)


def records() -> Iterator[type[msgspec.Struct]]:
    for _, kind in inspect.getmembers(model, inspect.isclass):
        if issubclass(kind, msgspec.Struct) and kind.__module__ == "detente.model":
            yield kind


@pytest.mark.parametrize("path", CODE, ids=name)
def test_files_have_at_most_500_lines_and_functions_60(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 500
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno > 60] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_print_exit_or_broad_except_where_it_does_not_belong(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    if "cli" not in path.parts:
        assert not calls & {"print", "sys.exit", "exit"}
    caught = [node.type for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    assert None not in caught
    if path.name not in ISOLATED:
        assert not [c for c in caught if c is not None and ast.unparse(c) in {"Exception", "BaseException"}]


@pytest.mark.parametrize("record", list(records()), ids=lambda record: record.__name__)
def test_records_are_frozen_and_keyword_only(record: type[msgspec.Struct]) -> None:
    config = record.__struct_config__
    assert config.frozen
    if record is not model.Tree:
        parameters = inspect.signature(record).parameters.values()
        assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters)


def test_no_field_is_a_reserved_word_of_duckdb() -> None:
    found = (
        duckdb.connect()
        .execute("SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'")
        .fetchall()
    )
    reserved = {row[0] for row in found} - {"end", "table"}
    assert not {field for record in records() for field in record.__struct_fields__} & reserved


def test_public_names_are_listed_and_sorted() -> None:
    assert list(detente.__all__) == sorted(detente.__all__, key=lambda n: (n.islower(), n))
    assert [n for n in detente.__all__ if not hasattr(detente, n)] == []


@pytest.mark.parametrize("part", registry.PARTS)
def test_every_registered_part_can_be_loaded(part: str) -> None:
    assert callable(registry.load_part(part))


def test_every_layer_is_a_field_of_the_document() -> None:
    assert set(model.LAYERS) <= set(model.Document.__struct_fields__)


@pytest.mark.parametrize("path", list(ROOT.glob("requirements/*.lock")), ids=name)
def test_lock_files_hold_names_versions_and_hashes_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert "torch" not in {line.split("==")[0] for line in text.splitlines()}
    assert all("--hash" in block for block in text.split("\n\n") if "==" in block)
