"""JSON and XML formats read back: PLOVER, native records, GeoJSON, GraphML, CSL-JSON."""

import json
from xml.etree import ElementTree

import msgspec

from detente.exports import Book, geojson, graphml, plover
from detente.exports.records import ExportEvent
from detente.writers.native import record_type
from exported import WAR, Exporter, spoil

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def test_plover(export: Exporter) -> None:
    found = [json.loads(line) for line in export("plover").read_text(encoding="utf-8").splitlines()]
    assert all({"id", "date", "actor", "event"} <= set(row) for row in found)
    row = next(row for row in found if row["event"] == ["SANCTION"])
    assert row["date"] == "2021-03-05"
    assert "enddate" not in row
    assert row["actor"] == [{"code": "NOR", "sector": "GOV", "entity_text": "Norway", "identifier_text": "Norway"}]
    assert (row["recipient"][0]["code"], row["recipient"][0]["entity_text"]) == ("RUS", "two Russian diplomats")
    assert (row["mode"], row["context"]) == (["expel"], ["diplomatic", "intelligence"])
    assert (row["quad_code"], row["event_scale"]) == (4, -5.5)
    assert row["cite_info"]["url"] == "https://wire.example/oslo"
    assert row["comment"].endswith("reports 3, sources 2")


def test_plover_places_and_offsets(export: Exporter) -> None:
    found = [json.loads(line) for line in export("plover").read_text(encoding="utf-8").splitlines()]
    row = next(row for row in found if row.get("mode") == ["riot"])
    assert row["event_loc"] == {
        "extracted_place": "Chicago",
        "resolved_place": "Chicago",
        "geonameid": 4887398,
        "lat": 41.85003,
        "lon": -87.65005,
        "city": "Chicago",
        "province": "Illinois",
        "country": "United States",
        "country_code": "USA",
        "resolution": 4,
    }
    assert WAR[row["text_info"]["start"] : row["text_info"]["end"]] == row["event_text"]
    assert "recipient" not in row


def test_plover_gives_an_interval_its_end(events: list[ExportEvent], book: Book) -> None:
    event = events[0]
    weeks = msgspec.structs.replace(event, row={**event.row, "latest": "2021-03-20"})
    row = json.loads(next(plover.event_lines([weeks], book)))
    assert (row["date"], row["enddate"]) == ("2021-03-01", "2021-03-20")


def test_native_records_once_a_story(export: Exporter) -> None:
    lines = export("jsonl").read_bytes().splitlines()
    records = [msgspec.json.decode(line, type=record_type()) for line in lines]
    assert sorted(getattr(record, "id") for record in records) == ["cut", "own", "talks", "undated", "war", "wire"]  # noqa: B009
    norway = [json.loads(line)["id"] for line in export("jsonl", dyad=("NOR", "RUS")).read_bytes().splitlines()]
    assert norway == ["wire", "cut", "own"]


def test_geojson(export: Exporter) -> None:
    found = json.loads(export("geojson").read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"
    points = {row["properties"]["type"]: row["geometry"] for row in found["features"]}
    assert points["PROTEST"] == {"type": "Point", "coordinates": [-87.65005, 41.85003]}
    assert points["SANCTION"] is None
    assert len(found["features"]) == 9


def test_graphml(export: Exporter) -> None:
    root = ElementTree.parse(export("graphml")).getroot()  # noqa: S314 -- our own file
    keys = {key.get("id") for key in root.iter(f"{GRAPHML}key")}
    nodes = {node.get("id"): values(node) for node in root.iter(f"{GRAPHML}node")}
    edges = list(root.iter(f"{GRAPHML}edge"))
    assert nodes["NOR"] == {"node-label": "Norway", "node-country": "NOR", "node-kind": "country"}
    assert {edge.get(end) for edge in edges for end in ("source", "target")} == set(nodes)
    assert {data.get("key") for data in root.iter(f"{GRAPHML}data")} <= keys
    expelled = next(values(edge) for edge in edges if (edge.get("source"), edge.get("target")) == ("NOR", "RUS"))
    wanted = {"edge-type": "SANCTION", "edge-cameo": "161", "edge-date": "2021-03-05", "edge-n_reports": "3"}
    assert wanted.items() <= expelled.items()
    pairs = [(edge.get("source"), edge.get("target")) for edge in edges]
    assert {("JPN", "ROU"), ("ROU", "JPN")} <= set(pairs)
    assert len({edge.get("id") for edge in edges}) == len(edges)


def values(element: ElementTree.Element) -> dict[str | None, str | None]:
    return {data.get("key"): data.text for data in element.iter(f"{GRAPHML}data")}


def test_hostile_names_are_well_formed(events: list[ExportEvent], book: Book) -> None:
    spoiled = spoil(events)
    root = ElementTree.fromstring("".join(graphml.event_lines(spoiled, book)))  # noqa: S314 -- our own text
    (label,) = {values(node)["node-label"] for node in root.iter(f"{GRAPHML}node")}
    assert label == '"Quo\tted" <&>\n\u2028name;'
    assert json.loads("".join(geojson.event_lines(spoiled, book)))["features"]
    assert all(json.loads(line)["event"] for line in plover.event_lines(spoiled, book))


def test_nothing_found_is_still_a_whole_file(export: Exporter) -> None:
    nothing = {"since": "1990-01-01", "until": "1990-02-01"}
    assert json.loads(export("geojson", **nothing).read_text())["features"] == []
    assert json.loads(export("csl", **nothing).read_text()) == []
    assert ElementTree.parse(export("graphml", **nothing)).getroot().tag == f"{GRAPHML}graphml"  # noqa: S314
    assert export("gdelt", **nothing).read_text() == ""
    assert len(export("icews", **nothing).read_text().splitlines()) == 1


def test_csl(export: Exporter) -> None:
    found = {row["id"]: row for row in json.loads(export("csl").read_text(encoding="utf-8"))}
    assert set(found) == {"cut", "own", "talks", "undated", "war", "wire"}
    assert found["cut"] == {
        "id": "cut",
        "type": "article-newspaper",
        "language": "en",
        "title": "Oslo throws Russians out",
        "author": [{"literal": 'Ann "A." Berg'}],
        "container-title": "Morning Herald",
        "issued": {"date-parts": [[2021, 3, 7]]},
    }
    assert (found["wire"]["source"], found["wire"]["URL"]) == ("Reuters", "https://wire.example/oslo")
    assert "URL" not in found["war"]
    assert "issued" not in found["undated"]
