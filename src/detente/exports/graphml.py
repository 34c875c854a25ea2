"""Events as a GraphML graph: who acts on whom. What is lost: `detente export --list`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from detente.exports.book import Book
from detente.exports.records import ExportEvent, Side, ordered_pairs

NODE_KEYS = {"label": "string", "country": "string", "kind": "string", "sector": "string"}
EDGE_KEYS = {
    "event": "string",
    "date": "string",
    "type": "string",
    "mode": "string",
    "cameo": "string",
    "quad": "int",
    "scale": "double",
    "goldstein": "double",
    "factuality": "string",
    "n_reports": "int",
    "n_sources": "int",
}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def event_lines(events: Iterable[ExportEvent], book: Book) -> Iterator[str]:
    """Yield the lines of one XML document: each node stands before the first edge that needs it."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for kind, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, values in keys.items():
            yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{values}"/>\n'
    yield '<graph id="events" edgedefault="directed">\n'
    known: set[str] = set()
    edges = 0
    for event in events:
        for source, target in ordered_pairs(event):
            if source is None or target is None:
                continue
            ends = (node_of(source), node_of(target))
            for side, node in zip((source, target), ends, strict=True):
                if node not in known:
                    known.add(node)
                    yield f"<node id={_quote(node)}>{_data('node', _node(side, book))}</node>\n"
            attributes = f'id="e{edges}" source={_quote(ends[0])} target={_quote(ends[1])}'
            yield f"<edge {attributes}>{_data('edge', _edge(event))}</edge>\n"
            edges += 1
    yield "</graph>\n</graphml>\n"


def node_of(side: Side) -> str:
    """Return the node of an actor: its country's code, else its name."""
    return side.country or side.name


def _node(side: Side, book: Book) -> dict[str, object]:
    name = book.country_name(side.country)
    if name:
        return {"label": name, "country": side.country, "kind": "country"}
    return {"label": side.country or side.name, "country": None, "kind": side.kind, "sector": side.sector or None}


def _edge(event: ExportEvent) -> dict[str, object]:
    return {
        **{name: event.row[name] for name in EDGE_KEYS if name in event.row},
        "event": event.id,
        "date": event.day or None,
        "n_reports": len(event.documents),
        "n_sources": len(event.voices),
    }


def _data(kind: str, values: Mapping[str, object]) -> str:
    cells = ((name, value) for name, value in values.items() if value is not None)
    return "".join(f'<data key="{kind}-{name}">{escape(_clean(str(value)))}</data>' for name, value in cells)


def _quote(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)
