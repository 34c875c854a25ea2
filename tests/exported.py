"""Stories on which export formats differ, and an export in one call."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from detente.exports import Book, find_format, write_export
from detente.exports.records import ExportEvent
from detente.model import Anatomy, Document, Passage
from detente.store import EventFilter, Run, Store
from invented import coded

RUN = Run(id="r1", started="2021-03-07 08:00:00", version="0", packs="p", parser="x", settings="{}")
LATER = (
    "Foreign ministry officials in Oslo said the two had organised meetings with employees of a defence company for three "
    "years. Police arrested a Norwegian engineer in August after he dined with one of them in a restaurant."
)
WIRE = f"""Norway expels two Russian diplomats

OSLO, March 6, 2021 (Reuters) — Norway on Friday expelled two Russian diplomats over a spying case.

{LATER}
"""
CUT = f"""Oslo throws Russians out

Norway on Friday expelled two Russian diplomats over a spying case.

{LATER.replace("organised", "organized").replace("defence", "defense")}
"""
OWN = (
    "Two Russian diplomats expelled from Norway\n\nNorway expelled two Russian diplomats on Friday. Police in Oslo say that "
    "they met an engineer of a defence company who was arrested in a restaurant in August.\n"
)
TALKS = "Japan and Romania signed a trade agreement in Tokyo on Monday."
WAR = (
    "Rebels shot two policemen in Aleppo on Tuesday. Israel bombed Damascus on Wednesday. Protesters rioted in Chicago on "
    "Monday. The European Union gave Kosovo aid on Tuesday."
)
UNDATED = "Chad condemned Libya."


def story(text: str, name: str, *, source: str = "", published: str | None = "2021-03-06", **parts: str) -> Document:
    """Code a text; `parts` are pieces of its anatomy, by name."""
    document = coded(text, published=published, name=name)
    passages = {part: Passage(start=0, end=0, value=value) for part, value in parts.items()}
    anatomy: Anatomy = msgspec.structs.replace(document.anatomy, **passages)
    return msgspec.structs.replace(document, anatomy=anatomy, source=source)


def documents() -> list[Document]:
    """One event of three reports, talks of two sides, violence at known places, a story without a date."""
    return [
        story(WIRE, "wire", source="https://wire.example/oslo"),
        story(CUT, "cut", publisher="Morning Herald", byline='Ann "A." Berg', published="2021-03-07"),
        story(OWN, "own", publisher="Evening Echo", published="2021-03-07"),
        story(TALKS, "talks"),
        story(WAR, "war", publisher="Daily Post", source="/home/me/war.txt"),
        story(UNDATED, "undated", published=None),
    ]


class Exporter:
    """Writes an export to a file and gives the file."""

    def __init__(self, store: Store, book: Book, folder: Path) -> None:
        self.store, self.book, self.folder = store, book, folder

    def __call__(self, name: str, **wanted: Any) -> Path:
        layout = find_format(name, self.book)
        file = self.folder / f"export{layout.extension}"
        wish = msgspec.structs.replace(EventFilter(merged=True), **wanted)
        self.written = write_export(self.store, layout, file, wanted=wish, book=self.book)
        return file

    def names(self, name: str) -> list[str]:
        return [column.name for column in self.book.layout(name).fields]


HOSTILE = '"Quo\tted" <&>\n\x00\x0b\u2028name;'


def spoil(events: Iterable[ExportEvent]) -> list[ExportEvent]:
    """The same events with a name on both sides that holds all that breaks tables and XML."""

    def renamed(event: ExportEvent, side: str) -> tuple[Any, ...]:
        return tuple(msgspec.structs.replace(one, name=HOSTILE, country="") for one in getattr(event, side))

    sides = ("sources", "targets")
    return [msgspec.structs.replace(event, **{side: renamed(event, side) for side in sides}) for event in events]
