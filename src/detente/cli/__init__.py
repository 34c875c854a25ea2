"""The command `detente`: thin commands over the library; the only place that prints and exits.

Exit status: 0 all done; 1 done, but a source could not be read or a story not be coded in full; 2 nothing done, with the
reason: wrong usage, settings, packs or store; 130 interrupted, with what was stored until then.
"""

import os
import sys

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup

from detente.cli import actors, brief, coding, dyads, evaluating, exporting, importing, ledger, merging, reading
from detente.errors import DetenteError


class Commands(TyperGroup):
    """The commands; an error that Détente raised on purpose is one line on standard error and status 2."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        """Run a command."""
        try:
            return super().invoke(ctx)
        except DetenteError as fault:
            Console(stderr=True).print(Text.assemble(("detente: ", "bold red"), str(fault)), soft_wrap=True)
            raise typer.Exit(2) from fault
        except KeyboardInterrupt:
            Console(stderr=True).print("interrupted")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # The reader of a pipe (head) has seen enough; what is left in the buffer has nowhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None


app = typer.Typer(
    name="detente",
    cls=Commands,
    help="Turns news reports into a cited record of relations between states.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
coding.register(app)
reading.register(app)
merging.register(app)
dyads.register(app)
actors.register(app)
exporting.register(app)
importing.register(app)
evaluating.register(app)
ledger.register(app)
brief.register(app)


def main() -> None:
    """Run the command line."""
    app()
