"""How certainly verbs, event nouns and predicative words took place: coverage, absolute error, correlation, named values, negatives.

A marked word is ``p1 1.5 planned``: the certainty from -3 to 3, decimals allowed since it is what several readers would say
on average, then the named value where there is one. A marked word of which the record says nothing counts as a plain fact:
certainty 3, "happened".
"""

from typing import get_args

from detente.errors import GoldError, nearest
from detente.evaluation.layers.marked import Code, MarkedItem
from detente.evaluation.layers.measures import LayerTally, Measure
from detente.model import Document, Factuality

MEASURES = (
    Measure(name="coverage", formula="mean"),
    Measure(name="absolute error", formula="mean"),
    Measure(name="correlation", formula="pearson"),
    Measure(name="named value", formula="mean"),
    Measure(name="negative", formula="f1"),
)
"""The figures; `negative` is the F1 of telling what did not take place (certainty below zero)."""

FACT = 3.0
"""The certainty of a marked word that the record holds no predicate for."""

_NOTABLE = 1.0
"""An error this large is listed as a difference."""


def count(item: MarkedItem, document: Document, tally: LayerTally) -> None:
    """Add one item to the figures.

    Raises:
        GoldError: a code is no certainty between -3 and 3 with a factuality; names the line.
    """
    found = {predicate.start: predicate for predicate in document.predicates}
    for code in item.codes:
        gold, name = _read(code, item)
        span = item.spans[code.key]
        predicate = found.get(span.start)
        certainty = float(predicate.certainty) if predicate else FACT
        value = predicate.factuality if predicate else "happened"
        tally.add("coverage", predicate is not None, 1)
        tally.add("absolute error", abs(certainty - gold), 1)
        tally.pair("correlation", gold, certainty)
        tally.add("negative", gold < 0 and certainty < 0, gold < 0, certainty < 0)
        if name:
            tally.add("named value", value == name, 1)
        if abs(certainty - gold) >= _NOTABLE or (name and value != name) or predicate is None:
            word = span.of(item.text)
            tally.miss(
                "no predicate" if predicate is None else "factuality",
                f"{word} {gold:+g} {name}".rstrip(),
                f"{certainty:+g} {value}",
                predicate.why if predicate else "",
            )


def _read(code: Code, item: MarkedItem) -> tuple[float, str]:
    try:
        gold = float(code.words[0]) if code.words else 4.0
    except ValueError:
        gold = 4.0
    if not -FACT <= gold <= FACT:
        raise GoldError(item.path, item.line, f"{code.key} has no certainty from -3 to 3")
    name = code.words[1] if len(code.words) > 1 else ""
    known = get_args(Factuality)
    if name and name not in known:
        raise GoldError(item.path, item.line, f"unknown factuality {name!r}{nearest(name, known)}")
    return gold, name
