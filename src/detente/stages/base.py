"""What a stage is: a named function from a document to the layers that it declares."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from detente.model import Document, EventPlace, Issue, Place

Layers = Mapping[str, tuple[object, ...]]
"""Layer name to its records; the key ``issues`` adds issue rows."""

SEVERAL = "of several countries"
"""Reason of an actor that no one country can have: the stage `actors` gives it, the stage `homes` leaves such an actor alone."""


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the pipeline; `run` must not change anything and gives exactly the layers in `gives`."""

    name: str
    needs: frozenset[str]
    gives: frozenset[str]
    run: Callable[[Document], Layers]


def make_stage(name: str, *, needs: Sequence[str], gives: Sequence[str], run: Callable[[Document], Layers]) -> Stage:
    """Return a stage; `needs` and `gives` are layer names of `Document`.

    >>> make_stage("none", needs=["sentences"], gives=["quotes"], run=lambda document: {"quotes": ()}).name
    'none'
    """
    return Stage(name=name, needs=frozenset(needs), gives=frozenset(gives), run=run)


def issue(stage: str, code: str, message: str, *, start: int | None = None, end: int | None = None) -> Issue:
    """Return an issue row of a stage."""
    return Issue(stage=stage, code=code, message=message, start=start, end=end)


def as_event_place(place: Place, *, inferred: bool = False) -> EventPlace:
    """Return the place of an event or fact that a place name gives; `inferred` where the text does not tie the two."""
    return EventPlace(
        name=place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        geonameid=place.geonameid,
        precision=place.precision,
        basis="inferred" if inferred else place.basis,
    )
