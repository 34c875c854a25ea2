"""Imported series stand beside coded ones, under their own names, and come back from our own exports."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from detente.cli.beside import dyad_beside, panel_beside
from detente.dyads import read_dyad, read_panel
from detente.dyads.chart import draw_beside
from detente.dyads.imported import read_series
from detente.errors import ConfigError
from detente.exports import Book, find_format, write_export
from detente.store import EventFilter, Store
from exported import RUN, documents
from foreign import NAMES, PACKS, line, put, take

PAIR = ("JPN", "ROU")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One coded event of Japan and Romania of March 2021; three rows of GDELT and a comment of 2019 and 2020."""
    rows = [
        line("gdelt", GLOBALEVENTID="1", SQLDATE="20191105"),
        line("gdelt", GLOBALEVENTID="2", SQLDATE="20191106", EventCode="112", QuadClass="3", GoldsteinScale="-2"),
        line("gdelt", GLOBALEVENTID="3", SQLDATE="20191107", EventCode="010", GoldsteinScale="0"),
        line("gdelt", GLOBALEVENTID="4", SQLDATE="20200101", Actor1CountryCode="ROM", Actor2CountryCode="JPN"),
    ]
    with Store(":memory:") as opened:
        opened.add(documents(), run=RUN)
        opened.merge()
        take(opened, "gdelt", put(tmp_path, "".join(rows)))
        yield opened


def test_origins_have_rows_of_their_own_and_coded_ones_stay_as_they_are(store: Store) -> None:
    reading = read_panel(store, [PAIR])
    rows, missing = panel_beside(store, reading, [PAIR], "year", since=None, until=None, directed=True)
    found = {(row["origin"], row["country_a"], row["period"]): row for row in rows}
    counts = {key: row["n_events"] for key, row in found.items() if row["n_events"]}
    assert counts == {
        ("gdelt", "JPN", "2019"): 2,
        ("gdelt", "ROU", "2020"): 1,
        ("coded", "JPN", "2021"): 1,
        ("coded", "ROU", "2021"): 1,
    }
    assert missing == []
    row = found["gdelt", "JPN", "2019"]
    assert (row["n_statements"], row["scale_sum"], row["scale_mean"], row["n_reports"]) == (1, 6.0, 3.0, 20)
    assert (row["quad_1"], row["quad_3"], row["type_SUPPORT"], row["type_ACCUSE"]) == (1, 1, 1, 1)
    assert (row["exposure"], row["stories_read"], row["n_nonfactual"], row["share_happened"]) == (None,) * 4
    assert (row["quad_scheme"], row["scale_table"]) == ("CAMEO 1.1", "GDELT Goldstein")
    assert found["coded", "JPN", "2021"]["scale_table"] == "PLOVER 2.0"


def test_silence_is_told_only_of_days_and_countries_that_the_files_cover(store: Store, tmp_path: Path) -> None:
    rows, _ = dyad_beside(store, PAIR, since="2019-01-01", until="2021-12-31", as_of=None)
    months = [row["period"] for row in rows if row["origin"] == "gdelt"]
    assert months == ["2019-11", "2019-12", "2020-01"]
    take(store, "gdelt", put(tmp_path, line("gdelt", GLOBALEVENTID="9"), "b.tsv"), countries=("FRA",))
    rows, missing = dyad_beside(store, PAIR, since="2019-01-01", until="2021-12-31", as_of=None)
    assert {row["origin"] for row in rows} == {"coded"}
    assert missing == ["gdelt of JPN and ROU"]


def test_a_row_of_several_actors_counts_once_in_each_dyad(tmp_path: Path) -> None:
    head = "\t".join(NAMES["polecat"]) + "\n"
    both = line("polecat", Actor_Country="JPN;KOR", Recipient_Country="RUS;JPN")
    with Store(":memory:") as store:
        take(store, "polecat", put(tmp_path, head + both))
        days = store.imported_days(["JPN", "KOR", "RUS"], directed=True)
        assert {(row["one"], row["other"]): row["events"] for row in days} == {
            ("JPN", "RUS"): 1,
            ("KOR", "JPN"): 1,
            ("KOR", "RUS"): 1,
        }


def test_a_chart_has_a_row_an_origin(store: Store) -> None:
    page = read_dyad(store, *PAIR)
    series = [one for group in read_series(store, [PAIR], directed=False).values() for one in group]
    chart = draw_beside(page, series).to_dict()
    titles = [row["layer"][0]["encoding"]["y"]["title"] for row in chart["vconcat"]]
    assert titles == ["coded", "gdelt"]
    values = chart["datasets"][chart["vconcat"][1]["layer"][0]["data"]["name"]]
    assert [(row["start"], row["bottom"], row["top"]) for row in values] == [
        ("2019-11-04", 0, 1),
        ("2019-11-04", 0, -1),
        ("2019-12-30", 0, 1),
    ]
    with pytest.raises(ConfigError, match="no event between Japan and Romania is coded or imported"):
        draw_beside(page, series, since="1999-01-01", until="1999-12-31")


def test_without_an_import_nothing_can_stand_beside() -> None:
    with Store(":memory:") as store, pytest.raises(ConfigError, match="nothing was imported"):
        read_series(store, [PAIR], directed=True)


COUNTRIES = {
    "gdelt": ("Actor1CountryCode", "Actor2CountryCode"),
    "icews": ("Source Country", "Target Country"),
    "polecat": ("Actor Country", "Recipient Country"),
}


@pytest.mark.parametrize("name", COUNTRIES)
def test_what_we_export_comes_back_with_the_same_counts_of_dyads(store: Store, tmp_path: Path, name: str) -> None:
    book = Book(PACKS)
    file = tmp_path / f"back{'.CSV' if name == 'gdelt' else '.tab'}"
    write_export(store, find_format(name, book), file, wanted=EventFilter(merged=True), book=book)
    cells = [row.split("\t") for row in file.read_text(encoding="utf-8").splitlines()[name != "gdelt" :]]
    places = [NAMES[name].index(column) for column in COUNTRIES[name]]
    codes = {book.icews_country(code): code for code in PACKS.world.countries} if name == "icews" else {}
    written: Counter[tuple[str, str]] = Counter()
    for row in cells:
        one, other = (codes.get(row[place], row[place]) for place in places)
        written[one.replace("ROM", "ROU"), other.replace("ROM", "ROU")] += 1
    with Store(":memory:") as other_store:
        (batch,) = take(other_store, name, file)
        assert batch is not None
        assert batch.rows_read == batch.rows_kept == len(cells) > 4
        back = Counter(
            {
                (row["one"], row["other"]): row["n"]
                for row in other_store.rows(
                    "SELECT source_countries[1] AS one, target_countries[1] AS other, count(*) AS n "
                    "FROM imported_events WHERE len(source_countries) = 1 AND len(target_countries) = 1 GROUP BY ALL"
                )
            }
        )
    states = PACKS.world.countries
    pairs = {pair: number for pair, number in written.items() if pair[0] in states and pair[1] in states}
    assert pairs == dict(back)
    assert pairs["JPN", "ROU"] == 1
    assert pairs["NOR", "RUS"] == 1


def test_the_panel_of_what_comes_back_is_that_of_what_was_coded(store: Store, tmp_path: Path) -> None:
    book, file = Book(PACKS), tmp_path / "back.CSV"
    write_export(store, find_format("gdelt", book), file, wanted=EventFilter(merged=True), book=book)
    take(store, "gdelt", file)
    pairs = [PAIR, ("ISR", "SYR"), ("NOR", "RUS")]
    rows, _ = panel_beside(
        store, read_panel(store, pairs), pairs, "month", since=date(2021, 1, 1), until=date(2021, 12, 31), directed=True
    )
    told = {
        origin: {
            (row["country_a"], row["country_b"], row["period"]): row["n_events"]
            for row in rows
            if row["origin"] == origin and row["n_events"]
        }
        for origin in ("coded", "gdelt")
    }
    assert told["coded"] == told["gdelt"]
    assert len(told["coded"]) >= 4
