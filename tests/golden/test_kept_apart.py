"""The items kept apart (`training/corpus/dev`): no figure may fall below its floor.

``make golden ACCEPT=--accept`` raises the floors that were beaten; a floor is lowered only by hand.
"""

import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from detente.evaluation.gold import read_gold
from detente.evaluation.run import evaluate
from detente.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).resolve().parent / "floors-dev.toml"
QUESTIONS = {
    "trigger": "micro",
    "type": "labels",
    "CAMEO root": "micro",
    "type and both countries": "micro",
    "factuality, of typed": "micro",
    "event-free left empty": "recall",
    "pairs: type": "labels",
    "pairs: CAMEO root": "macro",
    "pairs: CAMEO quad class": "macro",
    "pairs: cooperation, conflict": "macro",
}


@cache
def figures() -> dict[str, float]:
    """Return F1 in percent, one decimal, by question and label; those of whole passages apart, or they would hide the others."""
    files = sorted((ROOT / "training" / "corpus" / "dev").glob("*.txt"))
    passages = [file for file in files if file.name.startswith("reports-")]
    whole = {f"passages: {name}": value for name, value in score(passages).items()}
    return score([file for file in files if file not in passages]) | whole


def score(files: list[Path]) -> dict[str, float]:
    found: dict[str, float] = {}
    for question in evaluate(read_gold(files), Settings(strict=True)).questions:
        way = QUESTIONS.get(question.name, "")
        if way == "macro":
            found[question.name] = question.macro
        elif way == "recall":
            found[question.name] = question.micro.recall
        elif way:
            found[question.name] = question.micro.f1
        if way == "labels":
            told = {label: share.f1 for label, share in question.labels.items() if share.gold}
            found |= {f"{question.name} {label}": f1 for label, f1 in told.items()}
    return {name: round(100 * value, 1) for name, value in found.items()}


def floors() -> dict[str, float]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}


@pytest.mark.parametrize("name", sorted(floors()))
def test_figure_is_at_least_what_it_was(name: str) -> None:
    assert figures()[name] >= floors()[name]


def test_every_type_has_a_floor() -> None:
    assert sum(name.startswith("type ") for name in floors()) == 16 + 1


def raise_floors() -> None:
    """Write the better of the old and the new figure."""
    old = floors()
    lines = [f'"{name}" = {max(value, old.get(name, 0.0))}' for name, value in sorted(figures().items())]
    head = "# Floors on the items kept apart, F1 in percent; see test_kept_apart.py. Raised by --accept, lowered only by hand."
    FLOORS.write_text("\n".join([head, "", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    for name, value in sorted(figures().items()):
        sys.stdout.write(f"{name:40} {value:5.1f}  floor {floors().get(name, 0.0):5.1f}\n")
    if "--accept" in sys.argv:
        raise_floors()
