"""Files of other datasets, made row by row, and an import in one call."""

from pathlib import Path
from typing import Any

from detente.exports import Book
from detente.imports import find_dataset, import_files
from detente.packs import load_packs
from detente.store import Batch, Conditions, Store

PACKS = load_packs()
NAMES = {name: [column.name for column in Book(PACKS).layout(name).fields] for name in ("gdelt", "icews", "polecat")}
ROWS: dict[str, dict[str, str]] = {
    "gdelt": {
        "GLOBALEVENTID": "7",
        "SQLDATE": "20131102",
        "Actor1Code": "JPNGOV",
        "Actor1Name": "TOKYO",
        "Actor1CountryCode": "JPN",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "ROM",
        "Actor2Name": "BUCHAREST",
        "Actor2CountryCode": "ROM",
        "IsRootEvent": "1",
        "EventCode": "057",
        "QuadClass": "1",
        "GoldsteinScale": "8.0",
        "NumMentions": "12",
        "NumSources": "2",
        "NumArticles": "10",
        "SOURCEURL": "https://wire.example/a",
    },
    "icews": {
        "Event ID": "7",
        "Event Date": "2013-11-02",
        "Source Name": "Foreign Affairs (Japan)",
        "Source Sectors": "Foreign Ministry,Government",
        "Source Country": "Japan",
        "CAMEO Code": "112",
        "Intensity": "-2.0",
        "Target Name": "Moscow",
        "Target Country": "Russian Federation",
        "Story ID": "99",
    },
    "polecat": {
        "Event ID": "P-7",
        "Event Date": "2019-05-01",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Intensity": "1.0",
        "Quad Code": "VERBAL COOPERATION",
        "Actor Name": "Tokyo;Seoul",
        "Actor Country": "JPN;KOR",
        "Primary Actor Sector": "GOV",
        "Recipient Name": "Moscow",
        "Recipient Country": "RUS",
        "Primary Recipient Sector": "None",
    },
}


def line(dataset: str, *, without: tuple[str, ...] = (), **changes: str) -> str:
    """One row of a dataset; names of columns in `changes` have underscores for spaces."""
    cells = ROWS[dataset] | {
        name if name in NAMES[dataset] else name.replace("_", " "): v for name, v in changes.items()
    }
    return "\t".join(cells.get(name, "") for name in NAMES[dataset] if name not in without) + "\n"


def header(dataset: str) -> str:
    return "\t".join(NAMES[dataset]) + "\n"


def table(dataset: str, *lines: str) -> str:
    """A file of a dataset."""
    return (header(dataset) if dataset != "gdelt" else "") + "".join(lines)


def put(folder: Path, text: str | bytes, name: str = "day.tsv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def take(store: Store, dataset: str, *files: Path, encoding: str = "utf-8", **wanted: Any) -> list[Batch | None]:
    """Import files."""
    done = import_files(
        store, find_dataset(dataset, PACKS), files, packs=PACKS, wanted=Conditions(**wanted), encoding=encoding
    )
    return [batch for _, batch in done]


def kept(store: Store, *columns: str) -> list[tuple[Any, ...]]:
    """Columns of all imported rows."""
    rows = store.rows("SELECT * FROM imported_events ORDER BY event, day")
    return [tuple(row[name] for name in columns) for row in rows]
