"""GDELT read back as its users read it: pandas with a header list and text for codes."""

import csv

import msgspec
import pandas
import pytest

from detente.exports import Book
from detente.exports.gdelt import event_lines, mention_lines
from detente.exports.records import ExportEvent
from exported import Exporter, spoil


def events_table(export: Exporter) -> pandas.DataFrame:
    return pandas.read_csv(
        export("gdelt"), sep="\t", header=None, names=export.names("gdelt"), dtype=str, keep_default_na=False
    )


def test_61_columns_in_their_places(export: Exporter) -> None:
    names = export.names("gdelt")
    assert len(names) == 61
    places = {0: "GLOBALEVENTID", 5: "Actor1Code", 15: "Actor2Code", 26: "EventCode", 29: "QuadClass", 34: "AvgTone"}
    places |= {51: "ActionGeo_Type", 53: "ActionGeo_CountryCode", 56: "ActionGeo_Lat", 59: "DATEADDED", 60: "SOURCEURL"}
    assert {at: names[at] for at in places} == places


def test_an_event_of_three_reports(export: Exporter) -> None:
    table = events_table(export)
    (row,) = table[table.EventCode == "161"].to_dict("records")
    wanted = {
        "SQLDATE": "20210305",
        "MonthYear": "202103",
        "Year": "2021",
        "FractionDate": "2021.2603",
        "Actor1Code": "NORGOV",
        "Actor1Name": "NORWAY",
        "Actor1CountryCode": "NOR",
        "Actor1Type1Code": "GOV",
        "Actor2CountryCode": "RUS",
        "EventRootCode": "16",
        "EventBaseCode": "161",
        "QuadClass": "4",
        "GoldsteinScale": "-4.0",
        "NumMentions": "5",
        "NumSources": "2",
        "NumArticles": "3",
        "AvgTone": "",
        "IsRootEvent": "1",
        "Actor1Geo_Type": "0",
        "DATEADDED": "20210306000000",
        "SOURCEURL": "https://wire.example/oslo",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_what_both_sides_do_is_two_rows_with_cameo_countries_and_fips_places(export: Exporter) -> None:
    table = events_table(export)
    talks = table[table.EventCode == "057"]
    assert list(zip(talks.Actor1CountryCode, talks.Actor2CountryCode, strict=True)) == [("JPN", "ROM"), ("ROM", "JPN")]
    assert set(talks.ActionGeo_CountryCode) == {"JA"}
    assert set(talks.ActionGeo_FullName) == {"Tokyo, Japan"}
    assert set(talks.ActionGeo_Type) == {"4"}
    assert talks.GLOBALEVENTID.nunique() == 2


def test_a_city_of_the_united_states_and_a_region_as_an_actor(export: Exporter) -> None:
    table = events_table(export).set_index("EventCode")
    riot, aid = table.loc["145"], table.loc["071"]
    assert (riot.ActionGeo_Type, riot.ActionGeo_FullName) == ("3", "Chicago, Illinois, United States")
    assert (riot.ActionGeo_ADM1Code, riot.ActionGeo_Lat) == ("USIL", "41.85003")
    parts = aid[["Actor1Code", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1Type1Code", "Actor2CountryCode"]]
    assert list(parts) == ["IGOEUREEC", "EUR", "EEC", "IGO", "KSV"]


def test_numbers_have_the_kinds_that_gdelt_says(export: Exporter, book: Book) -> None:
    kinds = {"integer": "Int64", "number": "float64", "text": "str", "date": "str"}
    wanted = {column.name: kinds[column.kind] for column in book.layout("gdelt").fields}
    table = pandas.read_csv(export("gdelt"), sep="\t", header=None, names=list(wanted), dtype=wanted)
    assert table.GLOBALEVENTID.is_unique
    assert table.GLOBALEVENTID.between(0, 2**53).all()
    assert table.SQLDATE.min() == 20210301
    assert table.ActionGeo_Lat.between(-90, 90).sum() >= 4


def test_an_event_without_a_date_is_left_out_and_counted(export: Exporter) -> None:
    table = events_table(export)
    assert "111" not in set(table.EventCode)
    assert (export.written.events, export.written.undated) == (8, 1)


def test_a_dyad_gives_its_own_pairs_only(export: Exporter) -> None:
    file = export("gdelt", dyad=("ROU", "JPN"))
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    assert [(row[7], row[17]) for row in rows] == [("JPN", "ROM"), ("ROM", "JPN")]


@pytest.fixture
def mentions(export: Exporter) -> pandas.DataFrame:
    return pandas.read_csv(
        export("gdelt-mentions"), sep="\t", header=None, names=export.names("gdelt-mentions"), dtype=str
    )


def test_mentions_are_as_many_as_the_events_say(export: Exporter, mentions: pandas.DataFrame) -> None:
    assert len(mentions.columns) == 16
    table = events_table(export).set_index("GLOBALEVENTID")
    assert mentions.groupby("GLOBALEVENTID").size().to_dict() == table.NumMentions.astype(int).to_dict()


def test_offsets_point_at_the_words(mentions: pandas.DataFrame, events: list[ExportEvent], export: Exporter) -> None:
    texts = {document.id: document.text for event in events for document in event.documents}
    texts["https://wire.example/oslo"] = texts["wire"]
    expelled = events_table(export).set_index("EventCode").loc["161"].GLOBALEVENTID
    rows = mentions[expelled == mentions.GLOBALEVENTID].to_dict("records")
    words = [
        (
            row["MentionIdentifier"],
            row["SentenceID"],
            texts[row["MentionIdentifier"]][int(row["ActionCharOffset"]) :][:5],
        )
        for row in rows
    ]
    assert words[0] == ("https://wire.example/oslo", "2", "expel")
    assert {word[2] for word in words} == {"expel"}
    wire, retold, *_ = rows
    assert texts["wire"][int(wire["Actor1CharOffset"]) :].startswith("Norway")
    assert texts["wire"][int(wire["Actor2CharOffset"]) :].startswith("two Russian diplomats")
    assert (retold["Actor1CharOffset"], retold["Actor2CharOffset"]) == ("-1", "-1")
    assert (wire["MentionType"], wire["MentionSourceName"], wire["MentionDocLen"]) == (
        "1",
        "Reuters",
        str(len(texts["wire"])),
    )


def test_a_file_is_cited_by_its_id_and_never_by_its_path(export: Exporter, mentions: pandas.DataFrame) -> None:
    war = mentions[mentions.MentionSourceName == "Daily Post"]
    assert set(war.MentionIdentifier) == {"war"}
    assert set(war.MentionType) == {"2"}
    assert "/home" not in export("gdelt").read_text(encoding="utf-8")


def test_turned_pairs_have_turned_offsets(mentions: pandas.DataFrame) -> None:
    rows = mentions[mentions.MentionIdentifier == "talks"]
    assert list(zip(rows.Actor1CharOffset, rows.Actor2CharOffset, strict=True)) == [("0", "10"), ("10", "0")]


def test_hostile_names_break_no_row(events: list[ExportEvent], book: Book) -> None:
    spoiled = spoil(event for event in events if event.day)
    for lines, width in ((event_lines(spoiled, book), 61), (mention_lines(spoiled, book), 16)):
        written = list(lines)
        assert all(len(row) == width for row in csv.reader(written, delimiter="\t"))
        assert all(line.count("\t") == width - 1 and len(line.splitlines()) == 1 for line in written)
        assert "\x00" not in "".join(written)


def test_a_root_code_has_three_digits(events: list[ExportEvent], book: Book) -> None:
    event = events[0]
    bare = msgspec.structs.replace(event, event=msgspec.structs.replace(event.event, cameo="14"))
    row = next(event_lines([bare], book)).split("\t")
    assert row[26:31] == ["140", "140", "14", "4", "-6.5"]


def test_actors_with_one_code_are_one_actor(events: list[ExportEvent], book: Book) -> None:
    talks = next(event for event in events if event.event.type == "SUPPORT")
    minister = msgspec.structs.replace(talks.sources[0], name="Fumio Kishida")
    general = msgspec.structs.replace(minister, name="Koji Yamazaki", cameo="JPNGOVMIL")
    many = msgspec.structs.replace(talks, sources=(*talks.sources, minister, general))
    rows = [line.split("\t") for line in event_lines([many], book)]
    pairs = [("JPNGOV", "ROMGOV"), ("JPNGOVMIL", "ROMGOV"), ("ROMGOV", "JPNGOV"), ("ROMGOV", "JPNGOVMIL")]
    assert [(row[5], row[15]) for row in rows] == pairs
    assert [line.split("\t")[0] for line in mention_lines([many], book)] == [row[0] for row in rows]
