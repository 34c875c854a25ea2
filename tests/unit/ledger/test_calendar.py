"""The calendar file: each dated entry once, over its whole window, the same bytes from the same ledger."""

import icalendar

from detente.ledger import derive_ledger
from detente.ledger.calendar import write_calendar
from invented import coded

DAY = "2021-02-15"
TEXT = "Peru and Chile agreed on Wednesday to hold talks in May. They also agreed to open a border post."


def made() -> bytes:
    story = coded(TEXT, published="2021-02-10", name="one")
    return write_calendar(derive_ledger([story], as_of=DAY), as_of=DAY)


def test_a_window_is_one_entry_over_all_its_days() -> None:
    (event,) = icalendar.Calendar.from_ical(made()).walk("VEVENT")
    assert (str(event.decoded("dtstart")), str(event.decoded("dtend"))) == ("2021-05-01", "2021-06-01")
    assert "PER" in str(event["summary"])
    assert "Peru and Chile agreed on Wednesday to hold talks in May." in str(event["description"])
    assert "[one 0-" in str(event["description"])


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert made() == made()
