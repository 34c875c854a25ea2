"""The other tables read back with pandas: ICEWS, POLECAT, Phoenix, the ACLED-like one, CSV and Parquet."""

import csv
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import msgspec
import pandas
import pytest

from detente.exports import Book, acled, icews, phoenix, polecat
from detente.exports.phoenix import quad_of
from detente.exports.records import ExportEvent
from detente.exports.tables import table_lines
from detente.writers.rows import COLUMNS
from exported import Exporter, spoil


def read(export: Exporter, name: str, *, header: bool = True, **options: Any) -> pandas.DataFrame:
    given: dict[str, Any] = {"sep": "\t", "dtype": str, "keep_default_na": False, **options}
    if not header:
        given |= {"header": None, "names": export.names(name)}
    table: pandas.DataFrame = pandas.read_csv(export(name), **given)
    return table


def row_of(table: pandas.DataFrame, column: str, value: str) -> dict[Any, str]:
    return next(row for row in table.to_dict("records") if row[column] == value)


def test_icews(export: Exporter) -> None:
    table = read(export, "icews", quoting=csv.QUOTE_NONE)
    assert (len(table.columns), list(table.columns)) == (20, export.names("icews"))
    row = row_of(table, "CAMEO Code", "161")
    wanted = {
        "Event Date": "2021-03-05",
        "Source Name": "Norway",
        "Source Sectors": "Government",
        "Source Country": "Norway",
        "Target Country": "Russian Federation",
        "Intensity": "-4.0",
        "Sentence Number": "2",
        "Publisher": "Reuters",
        "City": "",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert row["Event Text"]
    shot = row_of(table, "CAMEO Code", "193")
    assert [shot[name] for name in ("Source Sectors", "City", "Country", "Latitude")] == [
        "Rebel",
        "Aleppo",
        "Syria",
        "36.20124",
    ]
    assert table["Event ID"].is_unique
    assert row_of(table, "CAMEO Code", "071")["Source Sectors"] == "International Government Organization"


def test_polecat(export: Exporter) -> None:
    table = read(export, "polecat")
    assert (len(table.columns), list(table.columns)) == (40, export.names("polecat"))
    row = row_of(table, "Event Type", "SANCTION")
    wanted = {
        "Event Date": "2021-03-05",
        "Event Mode": "expel",
        "Intensity": "-5.5",
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "diplomatic;intelligence",
        "Actor Name": "Norway",
        "Actor Country": "NOR",
        "Actor COW": "385",
        "Primary Actor Sector": "GOV",
        "Recipient Country": "RUS",
        "Recipient Name Raw": "two Russian diplomats",
        "Wikipedia Actor ID": "",
        "Publication Date": "2021-03-06",
        "Language": "en",
    }
    assert {name: row[name] for name in wanted} == wanted
    riot = row_of(table, "Event Mode", "riot")
    place = ("Placename", "City", "Province", "Country", "GeoNames ID", "Raw Placename", "Feature Type")
    assert [riot[name] for name in place] == ["Chicago", "Chicago", "Illinois", "USA", "4887398", "Chicago", "town"]
    assert row_of(table, "Event Type", "AID")["Story Organizations"] == "European Union"


def test_polecat_lists_several_actors_once(events: list[ExportEvent], book: Book) -> None:
    event = next(event for event in events if event.event.type == "SUPPORT")
    both = msgspec.structs.replace(event, sources=(*event.sources, *event.targets, *event.sources))
    header, line = polecat.event_lines([both], book)
    row = dict(zip(header.split("\t"), line.split("\t"), strict=False))
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("Japan;Romania", "JPN;ROU", "740;360")
    assert row["Actor Sectors"] == "GOV"


def test_phoenix(export: Exporter) -> None:
    table = read(export, "phoenix", header=False)
    assert len(table.columns) == 26
    row = row_of(table, "EventCode", "161")
    wanted = {
        "Date": "20210305",
        "Year": "2021",
        "Month": "3",
        "Day": "5",
        "SourceActorFull": "NORGOV",
        "SourceActorEntity": "NOR",
        "SourceActorRole": "GOV",
        "SourceActorAttribute": "",
        "TargetActorEntity": "RUS",
        "EventRootCode": "16",
        "QuadClass": "3",
        "GoldsteinScore": "-4.0",
        "Issues": "diplomatic;intelligence",
        "SentenceID": "wire_2",
        "URLs": "https://wire.example/oslo;cut;own",
        "NewsSources": "Reuters;Evening Echo",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert row_of(table, "EventCode", "193")["CountryCode"] == "SYR"


def test_phoenix_has_one_row_a_day_pair_and_code(events: list[ExportEvent], book: Book) -> None:
    event = next(event for event in events if event.event.cameo == "161")
    again = msgspec.structs.replace(
        event, id="other", tellings=(msgspec.structs.replace(event.tellings[0], address="x", source="publisher:Y"),)
    )
    (line,) = phoenix.event_lines([event, again], book)
    assert line.rstrip("\n").split("\t")[24:] == ["https://wire.example/oslo;cut;own;x", "Reuters;Evening Echo;Y"]
    next_day = msgspec.structs.replace(again, row={**again.row, "earliest": "2021-03-06"})
    assert len(list(phoenix.event_lines([event, next_day], book))) == 2


@pytest.mark.parametrize(
    ("code", "quad"),
    [
        *(("010", 0), ("020", 0)),
        *(("030", 1), ("040", 1), ("057", 1)),
        *(("060", 2), ("070", 2), ("084", 2)),
        *(("090", 3), ("100", 3), ("111", 3), ("120", 3), ("138", 3), ("161", 3)),
        *(("140", 4), ("150", 4), ("172", 4), ("180", 4), ("193", 4), ("203", 4)),
    ],
)
def test_quads_of_phoenix(code: str, quad: int) -> None:
    assert quad_of(code) == quad


def test_acled_like_holds_violence_only(export: Exporter) -> None:
    table = read(export, "acled-like", sep=",")
    assert (len(table.columns), list(table.columns)) == (31, export.names("acled-like"))
    found = table[["event_date", "event_type", "sub_event_type", "inter1", "inter2", "location"]].to_numpy().tolist()
    assert found == [
        ["2021-03-01", "Riots", "Violent demonstration", "Rioters", "", "Chicago"],
        ["2021-03-02", "Battles", "Armed clash", "Rebel group", "State forces", "Aleppo"],
        [
            "2021-03-03",
            "Explosions/Remote violence",
            "Air/drone strike",
            "External/Other forces",
            "State forces",
            "Damascus",
        ],
    ]
    clash = row_of(table, "event_type", "Battles")
    wanted = {
        "year": "2021",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "actor1": "Rebels",
        "actor2": "two policemen",
        "interaction": "Rebel group-State forces",
        "civilian_targeting": "",
        "iso": "760",
        "country": "Syria",
        "geo_precision": "1",
        "source": "Daily Post",
        "notes": "Rebels shot two policemen in Aleppo on Tuesday.",
        "fatalities": "",
        "timestamp": "1614988800",
    }
    assert {name: clash[name] for name in wanted} == wanted
    assert set(table.event_id_cnty.str[:2]) == {"D-"}
    assert row_of(table, "event_type", "Riots")["interaction"] == "Rioters only"


def test_an_attack_on_the_unarmed_is_violence_against_civilians(events: list[ExportEvent], book: Book) -> None:
    shot = next(event for event in events if event.event.mode == "firearms")
    victims = tuple(msgspec.structs.replace(side, name="villagers", sector="CVL") for side in shot.targets)
    header, line = acled.event_lines([msgspec.structs.replace(shot, targets=victims)], book)
    row = next(csv.DictReader([header, line]))
    assert (row["event_type"], row["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert (row["civilian_targeting"], row["inter2"]) == ("Civilian targeting", "Civilians")


def test_flat_rows_as_csv_and_parquet(export: Exporter) -> None:
    table = pandas.read_csv(export("csv"), dtype={"cameo": str})
    assert list(table.columns) == list(COLUMNS)
    assert set(table.cameo) >= {"057", "071", "161"}
    rows = pandas.read_parquet(export("parquet"))
    assert list(rows.columns) == list(COLUMNS)
    assert list(rows.event) == list(table.event)
    assert list(rows.source_countries[0]) == ["JPN"]
    assert export.written.events == len(rows) == 9


def test_a_data_package_describes_the_file_beside_it(export: Exporter) -> None:
    file = export("datapackage")
    package = json.loads((file.parent / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    assert (package["profile"], resource["path"]) == ("tabular-data-package", "export.csv")
    assert resource["bytes"] == file.stat().st_size
    assert resource["hash"] == "sha256:" + sha256(file.read_bytes()).hexdigest()
    fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert list(fields) == list(rows[0])
    read_as: dict[str, Callable[[str], object]] = {
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "string": str,
    }
    cells = [(read_as[fields[name]], cell) for row in rows for name, cell in row.items() if cell]
    assert len([convert(cell) for convert, cell in cells]) > 200
    assert fields["cameo"] == "string"
    assert all(field["description"] for field in resource["schema"]["fields"])


def test_hostile_names_break_no_table(events: list[ExportEvent], book: Book) -> None:
    spoiled = spoil(event for event in events if event.day)
    for lines, width in (
        (icews.event_lines(spoiled, book), 20),
        (polecat.event_lines(spoiled, book), 40),
        (phoenix.event_lines(spoiled, book), 26),
    ):
        assert {line.count("\t") for line in lines} == {width - 1}
    rows = list(csv.reader(acled.event_lines(spoiled, book)))
    assert {len(row) for row in rows} == {31}
    assert rows[2][7] == '"Quo ted" <&> name;'


def test_a_column_that_the_layout_does_not_have_is_an_error(book: Book) -> None:
    with pytest.raises(KeyError, match="icews has no column 'Colour'"):
        list(table_lines([{"Colour": "red"}], book.layout("icews")))
