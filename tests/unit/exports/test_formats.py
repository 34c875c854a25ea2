"""All formats: described, counted, written whole or not at all; pairs, codes and places that they share."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from detente.errors import ConfigError, PackError
from detente.exports import FORMATS, Book, Format, Written, export_lines, find_format
from detente.exports.book import ActorParts
from detente.exports.gather import gather_events
from detente.exports.records import ExportEvent, ordered_pairs, pair_number
from detente.model import EventPlace
from detente.packs.loader import SHIPPED
from detente.store import EventFilter, Store
from detente.writers.rows import COLUMNS
from exported import RUN, Exporter, documents


def test_every_format_is_described_and_says_what_it_loses(book: Book) -> None:
    assert set(book.layouts) == set(FORMATS)
    for layout in book.layouts.values():
        assert layout.title
        assert layout.rows
        assert layout.loses
        assert layout.extension.startswith(".")
        assert {column.kind for column in layout.fields} <= {"text", "integer", "number", "date"}
        names = [column.name for column in layout.fields]
        assert len(set(names)) == len(names)


def test_every_column_of_the_flat_rows_has_a_meaning(book: Book) -> None:
    assert list(book.meanings) == list(COLUMNS)


def test_an_unknown_format_names_the_nearest(book: Book) -> None:
    with pytest.raises(ConfigError, match="no format 'polcat'; did you mean 'polecat'"):
        find_format("polcat", book)
    with pytest.raises(PackError, match="no such layout"):
        book.layout("polcat")


@pytest.mark.parametrize("name", ["parquet", "datapackage"])
def test_what_is_no_single_text_needs_a_file(name: str, store: Store, book: Book) -> None:
    with pytest.raises(ConfigError, match="name a file with --output"):
        export_lines(store, book.layout(name), wanted=EventFilter(), book=book, written=Written())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_store_gives_the_same_bytes(name: str, export: Exporter) -> None:
    first = export(name).read_bytes()
    assert export(name).read_bytes() == first
    assert first


def test_an_export_that_fails_leaves_what_was_there(export: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    file = export("plover")
    before = file.read_bytes()

    def fail(events: Iterable[ExportEvent], _: Book) -> Iterator[str]:
        yield from (event.id for event in events)
        raise RuntimeError("half way")

    monkeypatch.setitem(FORMATS, "plover", Format(lines=fail))
    with pytest.raises(RuntimeError, match="half way"):
        export("plover")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_package_that_fails_leaves_no_table(export: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError("half way")

    lines = FORMATS["datapackage"].lines
    monkeypatch.setitem(FORMATS, "datapackage", Format(lines=lines, beside={"datapackage.json": fail}))
    with pytest.raises(RuntimeError, match="half way"):
        export("datapackage")
    assert list(export.folder.iterdir()) == []


def test_a_folder_is_no_file(export: Exporter) -> None:
    (export.folder / "export.jsonl").mkdir()
    with pytest.raises(ConfigError, match="it is a folder"):
        export("plover")


def test_a_file_in_the_way_of_a_folder(store: Store, book: Book, tmp_path: Path) -> None:
    (tmp_path / "in").write_text("")
    with pytest.raises(ConfigError, match="cannot write"):
        Exporter(store, book, tmp_path / "in")("plover")


def test_one_event_a_report_on_demand(store: Store) -> None:
    found = [event for event in gather_events(store, EventFilter(types=("SANCTION",))) if event.event.cameo == "161"]
    assert [(event.document.id, len(event.documents)) for event in found] == [("cut", 1), ("own", 1), ("wire", 1)]
    assert [event.voices for event in found] == [("Morning Herald",), ("Evening Echo",), ("Reuters",)]


def test_pairs(events: list[ExportEvent]) -> None:
    talks = next(event for event in events if event.event.type == "SUPPORT")
    (japan,), (romania,) = talks.sources, talks.targets
    third = msgspec.structs.replace(japan, name="Chad", country="TCD")
    assert list(ordered_pairs(talks)) == [(japan, romania), (romania, japan)]
    one_way = msgspec.structs.replace(talks, event=msgspec.structs.replace(talks.event, reciprocal=False))
    assert list(ordered_pairs(one_way)) == [(japan, romania)]
    alone = msgspec.structs.replace(one_way, targets=())
    assert list(ordered_pairs(alone)) == [(japan, None)]
    nobody = msgspec.structs.replace(alone, sources=())
    assert list(ordered_pairs(nobody)) == [(None, None)]
    together = msgspec.structs.replace(talks, sources=(japan, third), targets=())
    assert list(ordered_pairs(together)) == [(japan, third), (third, japan)]
    wanted = msgspec.structs.replace(talks, sources=(japan, third), dyad=("TCD", "ROU"))
    assert list(ordered_pairs(wanted)) == [(third, romania), (romania, third)]
    assert len({pair_number(talks, pair) for pair in ordered_pairs(talks)}) == 2


@pytest.mark.parametrize(
    ("cameo", "parts"),
    [
        ("JPNGOVMIL", ActorParts(country="JPN", types=("GOV", "MIL"))),
        ("SYRREB", ActorParts(country="SYR", types=("REB",))),
        ("ROM", ActorParts(country="ROM")),
        ("IGOUNO", ActorParts(group="UNO", types=("IGO",))),
        ("IGOWSTNAT", ActorParts(country="WST", group="NAT", types=("IGO",))),
        ("IGOAFRAFU", ActorParts(country="AFR", group="AFU", types=("IGO",))),
        ("IRNCVLMOSSHI", ActorParts(country="IRN", religions=("MOS", "SHI"), types=("CVL",))),
        ("", ActorParts()),
    ],
)
def test_parts_of_actor_codes(cameo: str, parts: ActorParts, book: Book) -> None:
    assert book.split_actor(cameo) == parts


def test_places(book: Book) -> None:
    def place(name: str, country: str | None, precision: str, number: int | None = None) -> EventPlace:
        return EventPlace(
            name=name,
            country=country,
            latitude=None,
            longitude=None,
            geonameid=number,
            precision=precision,
            basis="stated",
        )

    assert book.place(None) is None
    chicago = book.place(place("Chicago", "USA", "town", 4887398))
    assert chicago is not None
    assert (chicago.division, chicago.province, chicago.town) == ("USIL", "Illinois", "Chicago")
    norway = book.place(place("Norway", "NOR", "country"))
    assert norway is not None
    assert (norway.full_name, norway.fips, norway.division, norway.town) == ("Norway", "NO", "NO", "")
    sea = book.place(place("South China Sea", None, "region"))
    assert sea is not None
    assert (sea.full_name, sea.fips, sea.division) == ("South China Sea", "", "")


def test_every_sector_has_its_names_elsewhere(book: Book) -> None:
    nouns = tomllib.loads((SHIPPED / "en" / "actors.toml").read_text(encoding="utf-8"))
    listed = [row for rows in nouns.values() if isinstance(rows, list) for row in rows if isinstance(row, dict)]
    used = {row.get("sector", "") for row in listed}
    used |= {group.sector for group in book.world.groups}
    used |= {organisation.sector for organisation in book.world.organisations.values()}
    assert len(used) > 20
    assert used - {""} <= set(book.sectors)


def test_tables_name_codes_that_exist(book: Book) -> None:
    for row in book.violence:
        assert row.mode in {"", *book.ontology.modes(row.type)}
    for country in ("RUS", "PSE", "COD"):
        assert book.icews_country(country) != book.country_name(country)
    assert book.icews_country("JPN") == "Japan"
    assert book.icews_country("UNO") == ""


def test_stories_that_were_not_merged_yet_stand_for_themselves() -> None:
    with Store(":memory:") as store:
        store.add(documents(), run=RUN)
        found = [event for event in gather_events(store, EventFilter(merged=True)) if event.event.cameo == "161"]
    assert {(event.id == event.event.id, len(event.documents)) for event in found} == {(True, 1)}
    assert sorted(event.voices for event in found) == [("Evening Echo",), ("Morning Herald",), ("Reuters",)]


def test_an_empty_store_gives_headers(book: Book, tmp_path: Path) -> None:
    with Store(":memory:") as store:
        export = Exporter(store, book, tmp_path)
        assert export("polecat").read_text().split("\t")[:2] == ["Event ID", "Event Date"]
        assert export("phoenix").read_text() == ""
