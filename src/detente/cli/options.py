"""Options that several commands share."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente.errors import ConfigError, nearest
from detente.packs import load_packs
from detente.packs.world import World

CODE = 3
"""Letters of the longest code of a country."""


def check_date(value: str | None) -> str | None:
    """Return a date as YYYY-MM-DD.

    Raises:
        typer.BadParameter: it is no date.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as fault:
        raise typer.BadParameter(f"{value!r} is not a date like 2013-11-02") from fault


def find_country(name: str, *, world: World | None = None) -> str:
    """Return the alpha-3 code of a country by a code or a name; without a world, of the shipped packs.

    Raises:
        ConfigError: no country is called so; says which is nearest.
    """
    world = world or load_packs().world
    found = world.country(name) or world.country(name.upper())
    if found is None:
        names = [country.name for country in world.countries.values()]
        alike = [code for code in world.countries if code[:1] == name[:1].upper()]
        hint = nearest(name.upper(), alike) if len(name) <= CODE else ""
        raise ConfigError(f"no country {name!r}{hint or nearest(name.title(), names)}")
    return found.alpha3


class Coder(StrEnum):
    """Who codes."""

    vote = "vote"
    lexicon = "lexicon"


class Coding(StrEnum):
    """How sure the coder must be."""

    strict = "strict"
    balanced = "balanced"
    broad = "broad"


CoderOption = Annotated[
    Coder, typer.Option(help="Who codes: the lexicon and the learned network together, or the lexicon alone.")
]
CodingOption = Annotated[
    Coding, typer.Option(help="How sure the coder must be: strict keeps precision, broad keeps recall.")
]
StoreOption = Annotated[Path, typer.Option("--store", "-s", help="The DuckDB file that keeps coded stories.")]
PublishedOption = Annotated[
    str | None, typer.Option(help="Publication date (YYYY-MM-DD) of stories that state none.", callback=check_date)
]
NoTextOption = Annotated[
    bool,
    typer.Option("--no-text", help="Keep digests, offsets and codes, and no words; `detente attach` puts them back."),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Stop when a stage fails on a story.")]
PacksOption = Annotated[
    list[Path] | None,
    typer.Option("--pack", exists=True, file_okay=False, help="Folder of a further pack; can be repeated."),
]
WorkersOption = Annotated[int, typer.Option(min=1, help="Processes that code side by side.")]
