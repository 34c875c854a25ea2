"""Stories written for tests, and the whole pipeline in one call."""

from functools import cache

import msgspec

import detente
from detente.model import Document

EXPULSION = """Norway expels two Russian diplomats

OSLO, March 6, 2021 (AP) — Norway on Friday expelled two Russian diplomats over a spying case.

Russia condemned the expulsion. "We will answer in kind," Russian Foreign Minister Sergey Lavrov told reporters in Moscow.

Norway and Sweden agreed on Thursday to hold joint military exercises in May. Poland plans to send medical aid to Ukraine.
"""
STRIKE = "Israel bombed Syria on Monday. Iran condemned the attack, and Turkey denied that it had helped Israel."
TREATY = "France and Germany signed a trade agreement in Paris on Monday."


@cache
def coded(text: str, *, published: str | None = "2021-03-06", name: str = "") -> Document:
    """Code a text with everything that Détente has; without the trees, as stores and workers give it."""
    document = msgspec.structs.replace(detente.code(text, published=published), trees=())
    return msgspec.structs.replace(document, id=name) if name else document
