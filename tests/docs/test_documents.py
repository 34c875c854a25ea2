"""The documents tell the truth: their Python runs, every command, exclusion, layer and setting stands in the guide."""

import doctest
import importlib
import json
import re
from pathlib import Path

import pytest
import typer

from commands import detente
from detente.cli import app
from detente.model import LAYERS
from detente.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "docs" / "guide.md"]
MODULES = sorted((ROOT / "src" / "detente").rglob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_of_a_page_run(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    assert found.examples
    assert doctest.DocTestRunner(verbose=False).run(found).failed == 0


def test_the_readme_shows_what_comes_out_of_its_report(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    report, lines = (block.strip() for block in re.findall(r"(?:^>(?: .*)?\n)+", text, flags=re.MULTILINE))
    story = tmp_path / "story.txt"
    story.write_text(re.sub(r"^> ?", "", report, flags=re.MULTILINE), encoding="utf-8")
    store = str(tmp_path / "store.duckdb")
    assert detente("code", str(story), "--store", store).exit_code == 0
    rows = re.findall(r"\| ([A-Z]+[/:A-Za-z-]*), CAMEO (\d+) \| (\w+) \|", text)
    events = json.loads(detente("events", "--all", "--format", "json", "--store", store).stdout)
    assert sorted(rows) == sorted((act_of(event), event["cameo"], event["factuality"]) for event in events)
    brief = detente("brief", "Finland", "Norway", "--as-of", "2023-05-10", "--store", store).stdout
    assert [line for line in lines.splitlines() if line.removeprefix("> ").strip() not in brief] == []


def act_of(event: dict[str, str | None]) -> str:
    """Type, mode and content as the tables print them."""
    mode = f"/{event['mode']}" if event["mode"] else ""
    content = f":{event['content']}" if event["content"] else ""
    return f"{event['type']}{mode}{content}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_of_a_module_run(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    if name == "detente.__main__":
        return
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("command", sorted(typer.main.get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_is_in_the_guide(command: str) -> None:
    assert f"`detente {command}" in GUIDE


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "trees"])
def test_every_layer_is_in_the_guide(layer: str) -> None:
    assert f"`{layer}`" in GUIDE


@pytest.mark.parametrize("option", ["published", "strict", "packs"])
def test_settings_for_users_are_in_the_guide(option: str) -> None:
    assert option in Settings.__struct_fields__
    assert option.removesuffix("s") in GUIDE


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name
)
def test_links_and_paths_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target


def test_architecture_is_short_and_lists_every_part() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert text.count("\n") < 150
    parts = [p for p in (ROOT / "src" / "detente").iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()]
    unnamed = [p.name for p in parts if f"`{p.stem}" not in text and p.stem not in {"__init__", "__main__"}]
    assert unnamed == []
