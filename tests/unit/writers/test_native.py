"""The native record and its schema say the same."""

import json
from typing import Any

import msgspec
import pytest

from detente.model import PairRequest
from detente.packs import load_packs
from detente.readers import read_text
from detente.runner import pipeline_for
from detente.settings import Settings
from detente.writers.native import encode_record, record_schema, record_type
from invented import EXPULSION, STRIKE, TREATY, coded

FIELDS = [
    *("id", "text", "digest", "title", "published", "language", "source", "anatomy", "paragraphs"),
    *("sentences", "actors", "times", "places", "quotes", "predicates"),
    *("events", "statements", "facts", "pairs", "rejections", "issues"),
]
KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """Check a value against the part of JSON Schema that msgspec writes."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in schema:
        tries = [faults(value, option, root, at) for option in schema["anyOf"]]
        return [] if [] in tries else [f"{at}: fits none: {tries}"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value!r} is not in {schema['enum']}"]
    kind = schema.get("type")
    if kind == "null":
        return [] if value is None else [f"{at}: {value!r} is not null"]
    if kind is not None and (not isinstance(value, KINDS[kind]) or (kind in {"integer", "number"} and value is True)):
        return [f"{at}: {value!r} is no {kind}"]
    found = []
    if kind == "object":
        found += [f"{at}: no {name}" for name in schema.get("required", ()) if name not in value]
        found += [f"{at}: {name} is not in the schema" for name in value if name not in schema["properties"]]
        for name, inner in value.items():
            found += faults(inner, schema["properties"].get(name, {}), root, f"{at}.{name}")
    if kind == "array":
        for place, inner in enumerate(value):
            found += faults(inner, schema["items"], root, f"{at}[{place}]")
    return found


@pytest.mark.parametrize("text", [EXPULSION, STRIKE, TREATY, "Nothing."])
@pytest.mark.parametrize("published", ["2021-03-06", None])
def test_a_record_is_valid_complete_and_one_line(text: str, published: str | None) -> None:
    document = coded(text, published=published)
    line = encode_record(document)
    assert b"\n" not in line
    record = json.loads(line)
    assert list(record) == FIELDS
    schema = record_schema()
    assert faults(record, schema, schema) == []
    decoded = msgspec.json.decode(line, type=record_type())
    assert all(getattr(decoded, name) == getattr(document, name) for name in FIELDS)


def test_the_checker_finds_faults() -> None:
    schema = record_schema()
    record = json.loads(encode_record(coded(TREATY)))
    record["events"][0]["quad"]["class"] = "1"
    record["sentences"][0].pop("part")
    record["more"] = 1
    assert len(faults(record, schema, schema)) == 3


def test_every_field_of_the_record_is_in_the_schema_and_required() -> None:
    schema = record_schema()
    record = schema["$defs"]["Record"]
    assert list(record["properties"]) == FIELDS
    assert sorted(record["required"]) == sorted(FIELDS)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(schema))


def test_every_reference_of_the_schema_leads_somewhere() -> None:
    schema = record_schema()
    text = json.dumps(schema)
    named = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert named <= set(schema["$defs"])
    assert {"Event", "Evidence", "Actor", "Mention", "TimeSpan", "Place", "Quote", "Predicate", "Pair"} <= named


def test_quad_and_scale_are_named_as_the_contract_says() -> None:
    event = json.loads(encode_record(coded(TREATY)))["events"][0]
    assert set(event["quad"]) == {"scheme", "class"}
    assert set(event["scale"]) == {"table", "value"}
    assert {"earliest", "latest", "grain", "basis"} <= set(event["time"])


def test_a_requested_pair_is_answered_whatever_is_found() -> None:
    text = "China protested against India. Kenya slept beside Chad."
    pairs = [{"source": {"start": 0, "end": 5}, "target": {"start": 24, "end": 29}}]
    pairs.append({"source": {"start": 31, "end": 36}, "target": {"start": 50, "end": 54}})
    article = read_text(text, id="a", settings=Settings(), packs=load_packs())
    requests = msgspec.convert(pairs, type=tuple[PairRequest, ...])
    coded_pairs = pipeline_for(Settings(coder="lexicon")).run(
        msgspec.structs.replace(article, requests=requests), strict=True
    )
    record = json.loads(encode_record(coded_pairs))
    assert [{"source": pair["source"], "target": pair["target"]} for pair in record["pairs"]] == pairs
    assert record["pairs"][0]["type"] in {event["type"] for event in record["events"]}
    assert record["pairs"][1]["type"] == "NONE"
    assert "requests" not in record
    assert "trees" not in record
