import pytest

from detente.packs import load_packs
from detente.readers.datelines import find_dateline


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("TOKYO (AP) - ", "TOKYO", "AP"),
        ("PARIS, March 3 (Reuters) — ", "PARIS", "Reuters"),
        ("GENEVA — ", "GENEVA", None),
        ("Geneva \u2013 ", "Geneva", None),
        ("BEIJING, March 3 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("MOSCOW, May 3. /TASS/. ", "MOSCOW", "TASS"),
        ("MOSCOW. March 3 (Interfax) - ", "MOSCOW", "Interfax"),
        ("TOKYO, Nov 2 KYODO - ", "TOKYO", "KYODO"),
        ("KYIV, Ukraine (AP) — ", "KYIV, Ukraine", "AP"),
        ("WASHINGTON/MOSCOW (Reuters) - ", "WASHINGTON/MOSCOW", "Reuters"),
        ("NEW DELHI: ", "NEW DELHI", None),
        ("LONDON, May 3, 2021 /PRNewswire/ -- ", "LONDON", "PRNewswire"),
        ("Washington, D.C. \u2013 May 3, 2021 \u2013 ", "Washington, D.C.", None),
        ("ST. PETERSBURG, Russia (AP) _ ", "ST. PETERSBURG, Russia", "AP"),
        ("N'DJAMENA (AFP) \u2013 ", "N'DJAMENA", "AFP"),
        ("(Reuters) - ", "", "Reuters"),
    ],
)
def test_datelines(dateline: str, place: str, agency: str | None) -> None:
    text = f"{dateline}The two sides met."
    found = find_dateline(text, load_packs().pages, start=0, end=len(text))
    assert found
    assert (text[: found.end], found.place.of(text)) == (dateline, place)
    assert (found.agency.of(text) if found.agency else None) == agency


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance founded in 1949 — said.",
        "NATO — Allies agreed.",
        "BREAKING — Russia says it will leave.",
        "PUTIN: We will win.",
        "JAPAN AND RUSSIA HOLD TALKS - REPORT SAYS",
        "President Doe — Norland's leader — said.",
        "EU-US talks - The two sides met.",
        "On Friday, Poland (a member) - said.",
        "Tokyo said on Friday that it would act.",
    ],
)
def test_no_datelines(text: str) -> None:
    assert find_dateline(text, load_packs().pages, start=0, end=len(text)) is None
