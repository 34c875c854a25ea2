"""Score the places layer: `p1 SYR town at=35.53,35.79`, or `-` for no country; `either` marks what may be found or not.

Recognition is the F1 of names found; those found are asked for their position, in the field's way (the share within 161 km,
that is 100 miles, and the mean error), for their country and for their precision.
"""

import math
from collections.abc import Sequence
from typing import get_args

from detente.errors import GoldError, nearest
from detente.evaluation.layers.marked import Code, MarkedItem
from detente.evaluation.layers.measures import LayerTally, Measure
from detente.model import Document, Place, Span
from detente.packs.gazetteer import Precision

FOUND, EXACT, RESOLVED = "recognised", "same extent", "recognised and within 161 km"
WITHIN, ERROR, COUNTRY, PRECISION = "within 161 km, of recognised", "error in km", "country, of recognised", "precision"

MEASURES = (
    Measure(name=FOUND, formula="f1"),
    Measure(name=EXACT, formula="f1"),
    Measure(name=RESOLVED, formula="f1"),
    Measure(name=WITHIN, formula="mean"),
    Measure(name=ERROR, formula="mean"),
    Measure(name=COUNTRY, formula="mean"),
    Measure(name=PRECISION, formula="mean"),
)
"""recognised: any overlap. A country counts as within 161 km where it is the right one, a continent where it is a region."""

REACH = 161.0
"""Kilometres (100 miles) within which a position is right, as the literature on toponym resolution counts."""
EARTH = 6371.0
NONE = "-"


class Marked(Span, frozen=True, kw_only=True):
    """A place as somebody marked it."""

    country: str | None
    precision: str
    latitude: float | None = None
    longitude: float | None = None
    either: bool = False


def count(item: MarkedItem, document: Document, tally: LayerTally) -> None:
    """Add the places of one item to the tally.

    Raises:
        GoldError: a code has no country and precision, or a position that is none.
    """
    gold = tuple(_read(item, code) for code in item.codes)
    pairs = pair(gold, document.places)
    asked = [(marked, found) for marked, found in pairs if not marked.either]
    numbers = sum(not marked.either for marked in gold), len(document.places) - (len(pairs) - len(asked))
    same = sum((marked.start, marked.end) == (found.start, found.end) for marked, found in asked)
    tally.add(FOUND, len(asked), *numbers)
    tally.add(EXACT, same, *numbers)
    tally.add(RESOLVED, sum(_count_place(item, marked, found, tally) for marked, found in asked), *numbers)
    met = {id(one) for both in pairs for one in both}
    for marked in gold:
        if id(marked) not in met and not marked.either:
            tally.miss("missed", marked.of(item.text), "")
    for found in document.places:
        if id(found) not in met:
            tally.miss("spurious", "", _tell(found, item.text), found.why)


def pair(gold: Sequence[Marked], found: Sequence[Place]) -> list[tuple[Marked, Place]]:
    """Pair places that share characters, each once; the same extent goes first, then the order of the text."""
    pairs: list[tuple[Marked, Place]] = []
    left, still = list(found), list(gold)
    for exact in (True, False):
        for marked in tuple(still):
            for one in left:
                same = (one.start, one.end) == (marked.start, marked.end)
                if same if exact else one.start < marked.end and marked.start < one.end:
                    pairs.append((marked, one))
                    left.remove(one)
                    still.remove(marked)
                    break
    return pairs


def measure_error(marked: Marked, found: Place) -> float:
    """Return the kilometres between a marked place and the one found, infinite where the latter has no position.

    What is marked without a position is 0 km off where country and kind (country, region) are the same.
    """
    if marked.latitude is None or marked.longitude is None:
        same = (marked.country, marked.precision) == (found.country, found.precision)
        return 0.0 if same else math.inf
    if found.latitude is None or found.longitude is None:
        return math.inf
    a, b = math.radians(marked.latitude), math.radians(found.latitude)
    turn = math.radians(marked.longitude - found.longitude)
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def _count_place(item: MarkedItem, marked: Marked, found: Place, tally: LayerTally) -> bool:
    error = measure_error(marked, found)
    near = error <= REACH
    tally.add(WITHIN, near, 1)
    if math.isfinite(error):
        tally.add(ERROR, error, 1)
    tally.add(COUNTRY, marked.country == found.country, 1)
    tally.add(PRECISION, marked.precision == found.precision, 1)
    words = f"{marked.of(item.text)!r} {marked.country or NONE} {marked.precision}"
    if not near:
        tally.miss("position", f"{words} {marked.latitude},{marked.longitude}", _tell(found, item.text), found.why)
    elif (marked.country, marked.precision) != (found.country, found.precision):
        tally.miss("country or precision", words, _tell(found, item.text), found.why)
    return near


def _read(item: MarkedItem, code: Code) -> Marked:
    span = item.spans[code.key]
    words = [word for word in code.words if word != "either"]
    if len(words) != 2 or code.fields.keys() - {"at"}:
        raise GoldError(
            item.path, item.line, f"{code.key} needs a country or -, a precision, and at=LATITUDE,LONGITUDE"
        )
    country, precision = words
    if precision not in get_args(Precision):
        message = f"unknown precision {precision!r} of {code.key}{nearest(precision, get_args(Precision))}"
        raise GoldError(item.path, item.line, message)
    latitude, longitude = _read_position(item, code)
    return Marked(
        start=span.start,
        end=span.end,
        country=None if country == NONE else country,
        precision=precision,
        latitude=latitude,
        longitude=longitude,
        either="either" in code.words,
    )


def _read_position(item: MarkedItem, code: Code) -> tuple[float | None, float | None]:
    if "at" not in code.fields:
        return None, None
    try:
        latitude, longitude = map(float, code.fields["at"].split(","))
    except ValueError:
        latitude = longitude = math.inf
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise GoldError(item.path, item.line, f"{code.key} has no position at={code.fields['at']}")
    return latitude, longitude


def _tell(found: Place, text: str) -> str:
    at = NONE if found.latitude is None else f"{found.latitude:.2f},{found.longitude:.2f}"
    return f"{found.of(text)!r} {found.country or NONE} {found.precision} {at}"
