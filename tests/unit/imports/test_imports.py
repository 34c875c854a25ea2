"""Files of other datasets: what of them is kept, what is skipped and why, and nothing of a wrong one."""

import gzip
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import ConfigError, DetenteError, ReadError, StoreError
from detente.store import Batch, EventFilter, Store
from foreign import NAMES, header, kept, line, put, table, take

ADM2 = ("Actor1Geo_ADM2Code", "Actor2Geo_ADM2Code", "ActionGeo_ADM2Code")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


def test_a_row_of_gdelt_is_kept_under_our_codes_beside_its_own(store: Store, tmp_path: Path) -> None:
    take(store, "gdelt", put(tmp_path, line("gdelt")))
    wanted = ("dataset", "event", "day", "source_countries", "source_code", "source_sector", "target_countries", "type")
    assert kept(store, *wanted) == [
        ("gdelt", "7", date(2013, 11, 2), ["JPN"], "JPNGOV", "GOV", ["ROU"], "SUPPORT"),
    ]
    assert kept(store, "cameo", "quad", "quad_scheme", "scale", "scale_table", "n_mentions", "document") == [
        ("057", 1, "CAMEO 1.1", 8.0, "GDELT Goldstein", 12, "https://wire.example/a")
    ]


@pytest.mark.parametrize("without", [(), ADM2, (*ADM2, "SOURCEURL")], ids=["61", "58", "57"])
def test_every_version_of_gdelt(store: Store, tmp_path: Path, without: tuple[str, ...]) -> None:
    take(store, "gdelt", put(tmp_path, line("gdelt", without=without)))
    address = None if "SOURCEURL" in without else "https://wire.example/a"
    assert kept(store, "event", "n_articles", "document") == [("7", 10, address)]


def test_a_row_of_icews(store: Store, tmp_path: Path) -> None:
    take(store, "icews", put(tmp_path, table("icews", line("icews", Target_Name='The "Kremlin"'))))
    assert kept(store, "source_countries", "source_sector", "target_countries", "target_code", "target_name") == [
        (["JPN"], "GOV", ["RUS"], "Russian Federation", 'The "Kremlin"')
    ]
    assert kept(store, "type", "cameo", "quad", "scale", "document") == [("ACCUSE", "112", 3, -2.0, "99")]


def test_icews_of_2017_writes_days_otherwise_and_r_writes_names_otherwise(store: Store, tmp_path: Path) -> None:
    names = header("icews").lower().replace(" ", "_")
    take(store, "icews", put(tmp_path, names + line("icews", Event_Date="11/02/2017")))
    assert kept(store, "day") == [(date(2017, 11, 2),)]


def test_a_row_of_polecat_has_lists_and_no_cameo_code(store: Store, tmp_path: Path) -> None:
    text = table("polecat", line("polecat")).replace("\tIntensity\t", "\tEvent Intensity\t")
    take(store, "polecat", put(tmp_path, text))
    assert kept(store, "source_countries", "source_name", "target_countries", "target_sector", "type", "mode") == [
        (["JPN", "KOR"], "Tokyo;Seoul", ["RUS"], None, "CONSULT", "visit")
    ]
    assert kept(store, "cameo", "quad", "quad_scheme", "scale") == [(None, 1, "PLOVER 2.0", 1.0)]


@pytest.mark.parametrize("code", ["EUR", "AFR", "IGOUNO", "", "QQQ"])
def test_actors_of_no_country_are_kept_under_their_own_code(store: Store, tmp_path: Path, code: str) -> None:
    country = code[:3]
    row = line("gdelt", Actor1Code=code, Actor1CountryCode=country)
    (batch,) = take(store, "gdelt", put(tmp_path, row))
    assert kept(store, "source_countries", "source_code") == [([], code or None)]
    assert batch is not None
    assert (batch.rows_kept, batch.without_country) == (1, 1)


def test_imported_rows_are_in_no_table_of_coded_events(store: Store, tmp_path: Path) -> None:
    take(store, "gdelt", put(tmp_path, line("gdelt")))
    assert store.events(EventFilter(everything=True)) == []
    assert (store.count("events"), store.count("facts"), store.count("stories")) == (0, 0, 0)


def test_what_is_skipped_is_counted_by_its_reason(store: Store, tmp_path: Path) -> None:
    rows = [
        line("gdelt", GLOBALEVENTID="1", SQLDATE="20131031"),
        line("gdelt", GLOBALEVENTID="2"),
        line("gdelt", GLOBALEVENTID="2"),
        line("gdelt", GLOBALEVENTID="3", Actor1CountryCode="USA", Actor2CountryCode="FRA"),
        line("gdelt", GLOBALEVENTID="4", SQLDATE="20131201"),
        line("gdelt", GLOBALEVENTID="5", SQLDATE="20131301"),
    ]
    file = put(tmp_path, "".join(rows))
    options: dict[str, Any] = {"since": "2013-11-01", "until": "2013-11-30", "countries": ("ROU",), "skip_bad": True}
    (batch,) = take(store, "gdelt", file, **options)
    assert batch is not None
    assert (batch.rows_read, batch.rows_kept) == (6, 1)
    assert (batch.before, batch.repeated, batch.elsewhere, batch.after, batch.bad) == (1, 1, 1, 1, 1)
    assert kept(store, "event") == [("2",)]


def test_the_same_file_twice_changes_nothing_also_when_packed(store: Store, tmp_path: Path) -> None:
    text = line("gdelt")
    plain, packed, zipped = put(tmp_path, text), tmp_path / "a.export.CSV.gz", tmp_path / "a.zip"
    packed.write_bytes(gzip.compress(text.encode()))
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("20131102.export.CSV", text)
    first, *others = take(store, "gdelt", plain, packed, zipped)
    assert first is not None
    assert others == [None, None]
    assert len(kept(store, "event")) == len(store.imports()) == 1


def test_an_event_that_another_file_had_is_not_counted_again(store: Store, tmp_path: Path) -> None:
    take(store, "gdelt", put(tmp_path, line("gdelt"), "a.tsv"))
    more = line("gdelt") + line("gdelt", GLOBALEVENTID="8")
    (batch,) = take(store, "gdelt", put(tmp_path, more, "b.tsv"))
    assert batch is not None
    assert (batch.rows_kept, batch.repeated) == (1, 1)


def test_an_import_can_be_taken_out_and_made_again(store: Store, tmp_path: Path) -> None:
    file = put(tmp_path, line("gdelt"))
    take(store, "gdelt", file)
    assert store.forget_import("gdelt-1").rows_kept == 1
    assert (kept(store, "event"), store.imports()) == ([], [])
    assert isinstance(take(store, "gdelt", file)[0], Batch)
    with pytest.raises(StoreError, match="no import 'gdelt-2'; did you mean 'gdelt-1'"):
        store.forget_import("gdelt-2")


GDELT, ICEWS, POLECAT = line("gdelt"), line("icews"), line("polecat")
FAULTS: dict[str, tuple[str, str | bytes, str]] = {
    "empty": ("gdelt", "", "empty"),
    "no header": ("icews", ICEWS, ":1: the first line names no column of icews"),
    "missing column": ("icews", table("icews", ICEWS).replace("\tCAMEO Code", ""), ":1: column 'CAMEO Code' is missing"),
    "extra column": ("icews", header("icews")[:-1] + "\tNotes\n", ":1: column 21, 'Notes', is none of icews"),
    "misspelt": (
        "icews",
        table("icews", ICEWS).replace("CAMEO Code", "CAMEO Cod"),
        "column 7, 'CAMEO Cod', is none of icews; did you mean 'CAMEO Code'",
    ),
    "twice": ("icews", header("icews")[:-1] + "\tLatitude\n", "column 21, 'Latitude', stands there twice"),
    "sixty": ("gdelt", GDELT.replace("JPNGOV\t", "", 1), "has 60 columns; gdelt has 61 (2.0), 58 (1.0)"),
    "shifted": ("gdelt", GDELT.replace("20131102\t", "", 1), "nearest is 61, 1 missing; from column"),
    "sixty-two": ("gdelt", GDELT[:-1] + "\tx\n", "nearest is 61, 1 too many"),
    "short line": ("gdelt", GDELT + GDELT[:40] + "\n", ":2: has 15 cells and should have 61; it ends at Actor1Type3Code: Actor2Code"),
    "long line": ("polecat", table("polecat", POLECAT[:-1] + "\tx\n"), ":2: has 41 cells and should have 40"),
    "gap": ("gdelt", GDELT + "\n" + GDELT, ":2: an empty line amid the rows"),
    "date": ("gdelt", GDELT + line("gdelt", SQLDATE="20130231"), ":2: column 'SQLDATE': '20130231' is no date such as 20131102"),
    "code": ("gdelt", line("gdelt", EventCode="0579"), "column 'EventCode': '0579' is no code of it; did you mean '057'"),
    "lost zero": ("icews", table("icews", line("icews", CAMEO_Code="42")), "'42' is no code of it; did you mean '042'? codes are text"),
    "no code": ("gdelt", line("gdelt", EventCode=""), "column 'EventCode': is empty"),
    "type": ("polecat", table("polecat", line("polecat", Event_Type="CONSULTS")), "is no type of it; did you mean 'CONSULT'"),
    "quad": ("gdelt", line("gdelt", QuadClass="5"), "column 'QuadClass': '5' is no quad of it; quad classes are 1 to 4"),
    "scale": ("gdelt", line("gdelt", GoldsteinScale="high"), "column 'GoldsteinScale': 'high' is no number"),
    "count": ("gdelt", line("gdelt", NumMentions="1e"), "column 'NumMentions': '1e' is no number"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_wrong_file_is_refused_with_its_place_and_nothing_of_any_file_is_kept(
    store: Store, tmp_path: Path, case: str
) -> None:
    dataset, text, told = FAULTS[case]
    good = put(tmp_path, table(dataset, line(dataset)), "good.tsv")
    bad = put(tmp_path, text, "bad.tsv")
    with pytest.raises(ReadError) as fault:
        take(store, dataset, good, bad)
    assert str(fault.value).startswith(str(bad))
    assert told in str(fault.value)
    assert (kept(store, "event"), store.imports()) == ([], [])


def test_what_is_not_utf_8_is_named_with_line_and_column_and_can_be_read_by_its_name(
    store: Store, tmp_path: Path
) -> None:
    file = put(tmp_path, (GDELT + line("gdelt", GLOBALEVENTID="8", Actor1Name="MÜNCHEN")).encode("latin-1"))
    with pytest.raises(ReadError, match=r":2: column 7 is not UTF-8: byte 0xdc; name its encoding"):
        take(store, "gdelt", file)
    take(store, "gdelt", file, encoding="latin-1")
    assert kept(store, "source_name") == [("TOKYO",), ("MÜNCHEN",)]
    with pytest.raises(ConfigError, match="no encoding 'latin-99'"):
        take(store, "gdelt", file, encoding="latin-99")
    with pytest.raises(ConfigError, match="tables in utf-16 cannot be read"):
        take(store, "gdelt", file, encoding="utf-16")


@pytest.mark.parametrize("ending", [".zip", ".gz"])
def test_a_file_that_is_cut_short_is_refused(store: Store, tmp_path: Path, ending: str) -> None:
    text = "".join(line("gdelt", GLOBALEVENTID=str(number)) for number in range(2000))
    file = tmp_path / f"day{ending}"
    if ending == ".gz":
        file.write_bytes(gzip.compress(text.encode()))
    else:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("day.CSV", text)
    file.write_bytes(file.read_bytes()[:-400])
    with pytest.raises(ReadError, match="damaged or cut short"):
        take(store, "gdelt", file)
    assert kept(store, "event") == []


@pytest.mark.parametrize(("name", "told"), [("no.tsv", "there is no such file"), ("a.xlsx", "ends in .xlsx")])
def test_a_file_that_is_no_table(store: Store, tmp_path: Path, name: str, told: str) -> None:
    put(tmp_path, "x", "a.xlsx")
    with pytest.raises(DetenteError, match=told):
        take(store, "gdelt", tmp_path / name)


def test_commas_and_quotation_as_other_programs_write_them(store: Store, tmp_path: Path) -> None:
    cells = (f'"{cell}"' if cell else "" for cell in line("icews", Target_Name="Moscow, city")[:-1].split("\t"))
    take(store, "icews", put(tmp_path, ",".join(NAMES["icews"]) + "\n" + ",".join(cells) + "\r\n", "i.csv"))
    assert kept(store, "target_name", "source_countries") == [("Moscow, city", ["JPN"])]


NOISE = st.lists(st.sampled_from([b"\t", b"\n", b'"', b",", b"\r", b"\0", b"\xff", b"\xe2\x80\xa8", b"7", b"Event ID"]))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(name=st.sampled_from(sorted(NAMES)), noise=NOISE, place=st.integers(0, 400), packed=st.booleans())
def test_spoilt_bytes_are_imported_or_refused_and_never_by_half(
    tmp_path: Path, name: str, noise: list[bytes], place: int, packed: bool
) -> None:
    whole = table(name, line(name)).encode()
    spoilt = whole[:place] + b"".join(noise) + whole[place:]
    file = put(tmp_path, gzip.compress(spoilt) if packed else spoilt, "day.gz" if packed else "day.tsv")
    with Store(":memory:") as store:
        try:
            batches = take(store, name, file)
        except ReadError:
            batches = []
        assert len(store.imports()) == len(batches)
        assert len(kept(store, "event")) == sum(batch.rows_kept for batch in batches if batch)
        if not noise:
            assert len(batches) == 1
