import pytest

from detente.packs import load_packs
from detente.readers.dates import find_dates, read_date, read_url


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Saturday, Nov. 2, 2013, 9:14 AM", ["2013-11-02"]),
        ("Friday, Nov. 2, 2013", []),
        ("Sat 2 Nov 2013", ["2013-11-02"]),
        ("the 3rd of May 2021", ["2021-05-03"]),
        ("2013-11-02T09:14:00Z", ["2013-11-02"]),
        ("12:44 03.05.2021", ["2021-05-03"]),
        ("03/05/2021", []),
        ("13/05/2021 and 5/13/2021", ["2021-05-13", "2021-05-13"]),
        ("31 Feb 2021", []),
        ("MAY\xa03, 2021", ["2021-05-03"]),
        ("it may 3, 2021 times over", []),
    ],
)
def test_full_dates(text: str, days: list[str]) -> None:
    assert [str(found.day) for found in find_dates(text, load_packs().pages) if found.day] == days


def test_a_day_without_a_year_is_no_date_yet() -> None:
    (found,) = find_dates("PARIS, March 3", load_packs().pages)
    assert (found.day, found.month, found.number) == (None, 3, 3)


@pytest.mark.parametrize("written", ["", "soon", "2021-13", "2021-00", "0001", "2013-11-31", "May 2021", "99999999"])
def test_fields_that_are_no_date(written: str) -> None:
    assert read_date(written, load_packs().pages) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2013/11/02/talks", "2013-11-02"),
        ("https://news.example/world/2013/nov/02/talks", "2013-11-02"),
        ("https://news.example/c/20131102-talks.html", "2013-11-02"),
        ("https://news.example/talks-2013-11-02/", "2013-11-02"),
        ("https://news.example/2013/11/talks", None),
        ("https://news.example/article/2013110212345", None),
        ("https://2013-11-02.example/talks", None),
        ("https://news.example/talks?day=2013-11-02", None),
    ],
)
def test_urls(url: str, day: str | None) -> None:
    found = read_url(url, load_packs().pages)
    assert (str(found) if found else None) == day
