"""The command line, called as a user calls it."""

from pathlib import Path

from typer.testing import CliRunner, Result

from detente.cli import app


def detente(*arguments: str | Path, text: str | bytes | None = None, width: int = 160) -> Result:
    """Run a command on a terminal of some width, `text` on its standard input; a fault that it does not answer for is raised."""
    given = CliRunner(env={"COLUMNS": str(width)})
    result = given.invoke(app, [str(argument) for argument in arguments], input=text)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
