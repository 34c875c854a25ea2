"""Names of parts that are loaded on use, so that low layers can offer what high layers make; each row is tested."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from detente.errors import ConfigError, nearest

PARTS = {
    "brief-docx": "detente.brief.docx:write_docx",
    "document-html": "detente.report:render_fragment",
    "ledger-calendar": "detente.ledger.calendar:write_calendar",
}
"""Name to ``module:function``."""


def load_part(name: str) -> Callable[..., Any]:
    """Return the function that stands under a name.

    Raises:
        ConfigError: no part has this name.

    >>> load_part("document-html").__name__
    'render_fragment'
    """
    if name not in PARTS:
        raise ConfigError(f"no part {name!r}{nearest(name, PARTS)}")
    module, _, function = PARTS[name].partition(":")
    part: Callable[..., Any] = getattr(import_module(module), function)
    return part
