"""Options that several commands share."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


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
