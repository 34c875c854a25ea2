"""The commands of the ledger over a store of three chains of stories."""

import json
from pathlib import Path

import icalendar
import pytest
from typer.testing import Result

from commands import detente
from detente.store import Store

CHAINS = Path(__file__).resolve().parents[1] / "golden"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("ledger") / "s.duckdb"
    stories = sorted(CHAINS.glob("chain-*/*.txt"))
    assert detente("code", *stories, "--store", file, "--coder", "lexicon").exit_code == 0
    return file


def flat(result: Result) -> str:
    return " ".join(result.stdout.split())


def test_a_ledger_shows_sections_states_words_and_offsets(store: Path) -> None:
    told = flat(detente("ledger", "Peru", "BOL", "--as-of", "2021-04-15", "--store", store, width=240))
    assert "PER and BOL as of 2021-04-15" in told
    assert told.count("Commitments (1)") == 2
    assert "breach denied" in told
    assert "due 2021-06-01" in told
    assert "..2021-06-30" in told
    assert "3-postponed" in told
    assert "offices and positions not shown" in told


@pytest.mark.parametrize("width", [70, 100, 200])
def test_the_table_fits_the_terminal(store: Path, width: int) -> None:
    told = detente("ledger", "PER", "BOL", "--as-of", "2021-10-12", "--store", store, width=width).stdout
    assert max(map(len, told.splitlines())) <= width


def test_json_holds_whole_entries_of_the_kinds_asked_for(store: Path) -> None:
    rows = json.loads(
        detente("ledger", "PER", "BOL", "-k", "meeting", "--as-of", "2021-06-11", "--store", store, "--json").stdout
    )
    assert [(row["kind"], row["status"], len(row["history"])) for row in rows] == [("meeting_held", "held", 4)]
    assert rows[0]["evidence"][0]["quote"].startswith("Peru and Bolivia agreed on Wednesday")


def test_entries_cite_merged_events(store: Path) -> None:
    rows = json.loads(detente("ledger", "PER", "BOL", "--as-of", "2021-06-11", "--store", store, "--json").stdout)
    cited = {event for row in rows for event in row["events"]}
    with Store(store, read_only=True) as kept:
        known = {row["id"] for row in kept.rows("SELECT id FROM merged_events")}
    assert cited
    assert cited <= known


def test_an_earlier_day_knows_less(store: Path) -> None:
    def status(*options: str) -> str:
        rows = json.loads(
            detente("ledger", "ETH", "KEN", "-k", "commitment", "--store", store, "--json", *options).stdout
        )
        return next(str(row["status"]) for row in rows if "troops" in row["label"])

    assert status("--as-of", "2018-07-03") == "promised"
    assert status("--as-of", "2018-07-03", "--known", "2018-07-06") == "fulfilled"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("ledger", "JPM", "BOL"), "no country 'JPM'; did you mean 'JPN'?"),
        (("ledger", "Boliviania", "PER"), "did you mean 'Bolivia'?"),
        (("ledger", "PER", "PER"), "PER twice"),
        (("ledger", "PER", "BOL", "-k", "meetings"), "did you mean 'meeting_held'?"),
        (("calendar", "PER"), "name two countries"),
        (("disputes", "PER", "BOL", "CHL"), "name two countries"),
    ],
)
def test_wrong_arguments_name_the_nearest(store: Path, arguments: tuple[str, ...], hint: str) -> None:
    result = detente(*arguments, "--store", store)
    assert result.exit_code == 2
    assert hint in " ".join(result.stderr.split())


def test_a_ledger_of_strangers_is_empty(store: Path) -> None:
    assert "nothing between JPN and RUS" in detente("ledger", "JPN", "RUS", "--store", store).stdout


def test_the_calendar_lists_and_writes_what_is_to_come(store: Path, tmp_path: Path) -> None:
    assert "due 2021-04-20" in flat(detente("calendar", "PER", "BOL", "--as-of", "2021-03-17", "--store", store))
    file = tmp_path / "new" / "a.ics"
    assert detente("calendar", "--as-of", "2021-03-17", "--ics", file, "--store", store).exit_code == 0
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert "2021-04-20" in [str(event.decoded("dtstart")) for event in events]
    assert "nothing to come" in detente("calendar", "--as-of", "2000-01-01", "--store", store).stdout


def test_disputes_of_the_whole_store(store: Path) -> None:
    rows = json.loads(detente("disputes", "--as-of", "2018-12-31", "--store", store, "--json").stdout)
    assert [(row["kind"], row["status"]) for row in rows] == [
        ("dispute", "open"),
        ("dispute", "settled"),
        ("treaty_absent", "concluded"),
    ]
    assert "Disputes" in detente("disputes", "PER", "BOL", "--store", store).stdout


def test_quotes_by_speaker(store: Path) -> None:
    assert "The deadline has passed" in flat(detente("quotes", "--speaker", "Quiroga", "--store", store))
    rows = json.loads(detente("quotes", "--speaker", "Quiroga", "--about", "jail", "--store", store, "--json").stdout)
    assert [(row["published"], row["direct"]) for row in rows] == [("2021-04-15", "direct")]
    assert "no such quotation" in detente("quotes", "--speaker", "Nobody", "--store", store).stdout


def test_changes_since_a_day(store: Path) -> None:
    told = flat(detente("changes", "PER", "BOL", "--since", "2021-05-01", "--as-of", "2021-06-11", "--store", store))
    assert "postponed → held" in told
    assert "nothing new" in detente("changes", "PER", "BOL", "--since", "2030-01-01", "--store", store).stdout
