"""The twelve example stories against their golden records: no count may fall below its floor.

``make golden`` prints every difference; ``make golden ACCEPT=--accept`` raises the floors that were beaten.
A floor is never lowered by this script: that needs an edit of ``floors.toml`` that a reviewer sees.
"""

import sys
import tomllib
from pathlib import Path

import pytest

from detente.model import Document
from detente.runner import code_sources
from detente.settings import Settings
from golden.scoring import BETTER, ROOT, Gold, Score, as_row, compare, load_gold

FOLDER = Path(__file__).resolve().parent
GOLDS = sorted(path for path in FOLDER.glob("[0-9]*.toml"))
FLOORS = FOLDER / "floors.toml"


def code(gold: Gold) -> Document:
    found = list(code_sources([ROOT / gold.story], Settings(strict=True)))
    assert len(found) == 1
    assert isinstance(found[0], Document)
    return found[0]


def score(path: Path) -> tuple[Score, list[str]]:
    gold = load_gold(path)
    return compare(code(gold), gold)


def floors() -> dict[str, dict[str, int]]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_story_is_coded_at_least_as_well_as_before(path: Path) -> None:
    counts, lines = score(path)
    floor = floors()[path.stem]
    found = as_row(counts)
    worse = [k for k, way in BETTER.items() if (found[k] < floor[k] if way == "up" else found[k] > floor[k])]
    assert not worse, "\n".join([f"{k}: {found[k]}, floor {floor[k]}" for k in worse] + lines)


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_publication_date_is_found(path: Path) -> None:
    gold = load_gold(path)
    published = code(gold).published
    assert published is not None
    assert published.earliest[:10] == gold.published


def raise_floors(scores: dict[str, dict[str, int]]) -> None:
    """Write the better of the old and the new count for every story."""
    old = floors() if FLOORS.is_file() else {}
    lines = ["# Floors of the example stories; see test_stories.py. Raised by --accept, lowered only by hand.", ""]
    for stem, row in scores.items():
        lines.append(f'["{stem}"]')
        for key, value in row.items():
            before = old.get(stem, {}).get(key, value)
            way = BETTER.get(key)
            best = value if way is None else max(before, value) if way == "up" else min(before, value)
            lines.append(f"{key} = {best}")
        lines.append("")
    FLOORS.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Print differences and totals; raise the floors with ``--accept``."""
    rows: dict[str, dict[str, int]] = {}
    for path in GOLDS:
        counts, lines = score(path)
        rows[path.stem] = as_row(counts)
        sys.stdout.write(f"\n{path.stem}: {rows[path.stem]}\n" + "".join(f"  {line}\n" for line in lines))
    totals = {key: sum(row[key] for row in rows.values()) for key in next(iter(rows.values()))}
    sys.stdout.write(f"\nall: {totals}\n")
    if "--accept" in sys.argv:
        raise_floors(rows)


if __name__ == "__main__":
    main()
