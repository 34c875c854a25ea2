"""One wire story as papers print it, and what others wrote of the same day: how many events, reports and sources it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands import detente

DATELINE = "RIGA, May 20, 2022 (Reuters) - "
LEAD = "Latvia and Kazakhstan signed an agreement on Friday to ship grain through the port of Ventspils."
WIRE = [
    f"{DATELINE}{LEAD}",
    (
        "Latvian Transport Minister Ilze Berzina and her Kazakh counterpart, Daniyar Ospanov, put their names to the paper "
        "after two days of negotiations that an official at the talks described as brisk."
    ),
    (
        "The labour unions at the port, which had organised a one-day walkout in April over the colour-coded permits that "
        "dockers must carry, said the programme would favour bigger terminals."
    ),
    '"We have waited for this harvest longer than for any other," Berzina told reporters at the harbour.',
    (
        "Ospanov said that the first trains would leave the northern steppe in September. Neither side gave a figure for "
        "the freight rates, which traders in the region called the key to the whole scheme."
    ),
    (
        "Kazakhstan is landlocked and sends most of its wheat abroad by rail. Its harvest last year was the second largest "
        "in a decade, according to the statistics bureau in Astana."
    ),
]
AMERICAN = (
    ("labour", "labor"),
    ("organised", "organized"),
    ("colour", "color"),
    ("programme", "program"),
    ("harbour", "harbor"),
)
LOCAL = (
    "In Liepaja, 110 kilometres down the coast, harbour master Janis Kalns said his own quays had been passed over, and "
    "invited the mayor and the press to come and look at two silos that have stood empty since they were painted."
)


def american(text: str) -> str:
    for british, spelling in AMERICAN:
        text = text.replace(british, spelling)
    return text


def story(name: str, publisher: str, title: str, *paragraphs: str, on: str = "2022-05-20") -> dict[str, str]:
    row = {"id": name, "publisher": publisher, "title": title, "text": "\n\n".join(paragraphs), "published": on}
    return {key: value for key, value in row.items() if value}


BARE = [LEAD, *WIRE[1:]]
PRINTED = [
    story("wire", "", "Latvia, Kazakhstan sign grain transit agreement", *WIRE),
    story("cut", "Baltic Courier", "Steppe wheat to flow through Ventspils", *BARE[:3]),
    story("american", "Prairie Ledger", "Latvia and Kazakhstan Sign Grain Deal", *map(american, BARE), on="2022-05-21"),
    story(
        "local",
        "Kurzeme Mail",
        "Ventspils gets the grain, Liepaja the view",
        *BARE[:2],
        LOCAL,
        *BARE[2:5],
        on="2022-05-21",
    ),
    story("credited", "Harbour Weekly", "Grain on the rails", *WIRE[:4], on="2022-05-22"),
]
AGENCY = story(
    "agency",
    "",
    "Kazakh wheat to leave through Latvian port",
    "RIGA, Latvia, May 20, 2022 (AP) - Kazakhstan and Latvia signed an agreement Friday that lets Kazakh grain leave by "
    "sea from the Latvian port of Ventspils.",
    "The transport ministers, Daniyar Ospanov and Ilze Berzina, concluded negotiations in Riga after two days. Traders "
    "in the region want to see freight rates before they book trains, and dockers worry about permits.",
)
OWN = story(
    "own",
    "Dienas Balss",
    "Port deal with Astana at last",
    "Latvia signed an agreement with Kazakhstan on Friday on the transit of grain.",
    "Ilze Berzina, the transport minister, and Daniyar Ospanov, who flew in from Astana for the negotiations, would not "
    "speak of freight rates. From September, trains will carry wheat from the northern steppe to Ventspils.",
)
EARLIER = story(
    "earlier",
    "Baltic Courier",
    "Dairy trade with Kazakhstan",
    "Latvia and Kazakhstan signed an agreement on dairy exports on Monday, the Latvian agriculture ministry said.",
    on="2022-03-08",
)


def told(folder: Path, stories: list[dict[str, str]]) -> list[dict[str, Any]]:
    file, store = folder / "stories.jsonl", folder / "s.duckdb"
    file.write_text("\n".join(map(json.dumps, stories)), encoding="utf-8")
    assert detente("code", file, "--store", store).exit_code == 0
    rows = json.loads(detente("events", "--dyad", "LVA", "KAZ", "--format", "json", "--store", store).stdout)
    return [row for row in rows if row["cameo"] == "057"]


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "backwards"])
def test_one_agreement_three_sources(tmp_path: Path, backwards: bool) -> None:
    stories = [*PRINTED, AGENCY, OWN, EARLIER]
    found = told(tmp_path, stories[::-1] if backwards else stories)
    counts = {row["earliest"]: (row["n_reports"], row["n_sources"]) for row in found}
    assert counts == {"2022-05-20": (7, 3), "2022-03-07": (1, 1)}


def test_versions_of_one_text_are_one_source(tmp_path: Path) -> None:
    (row,) = told(tmp_path, PRINTED)
    assert (row["n_reports"], row["n_sources"]) == (5, 1)


def test_without_the_wire_itself_its_copies_are_still_one_source(tmp_path: Path) -> None:
    (row,) = told(tmp_path, PRINTED[1:4])
    assert (row["n_reports"], row["n_sources"]) == (3, 1)
