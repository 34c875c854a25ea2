"""The command `detente`: thin commands over the library; the only place that prints and exits.

Exit status: 0 all done; 1 done, but something could not be read or coded; 2 nothing done, with the reason.
"""

import sys

import typer
from rich.console import Console

from detente.cli import coding, reading
from detente.errors import DetenteError

app = typer.Typer(
    name="detente",
    help="Turns news reports into a cited record of relations between states.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
coding.register(app)
reading.register(app)


def main() -> None:
    """Run the command line; an error that Détente raised on purpose is one line on standard error and status 2."""
    try:
        app()
    except DetenteError as fault:
        Console(stderr=True, highlight=False).print(f"[bold red]detente:[/] {_plain(str(fault))}", soft_wrap=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
