"""Datelines: "TOKYO (AP) - ", "PARIS, March 3 (Reuters) —", "MOSCOW, May 3. /TASS/." in front of a story."""

import re
from functools import cache

from detente.model import Span
from detente.packs.pages import Pages, flatten
from detente.readers.dates import DateMention, alternatives, date_pattern, find_dates
from detente.readers.names import CAPITALS

_FRESH = re.compile(rf"[\"'“\u2018«(\[]{{0,3}}(?:[{CAPITALS}\d$€£]|[a-z]{{1,3}}[{CAPITALS}])")
"""How the sentence behind a dateline begins."""


class Dateline(Span, frozen=True, kw_only=True):
    """A dateline up to where the sentence begins; `place` is empty where only an agency stands."""

    place: Span
    agency: Span | None = None
    date: DateMention | None = None
    firm: bool
    """It names an agency or a date, so that it can hardly be anything else."""


def find_dateline(text: str, pages: Pages, *, start: int, end: int) -> Dateline | None:
    """Return the dateline that characters `start` to `end` begin with, or None.

    >>> from detente.packs import load_packs
    >>> text = "PARIS, March 3 (Reuters) - France agreed."
    >>> found = find_dateline(text, load_packs().pages, start=0, end=len(text))
    >>> found.place.of(text), found.agency.of(text), text[found.end:]
    ('PARIS', 'Reuters', 'France agreed.')
    """
    match = _pattern(pages).match(text, start, end)
    if match is None:
        return _find_signature(text, pages, start=start, end=end)
    signed = next((group for group in ("round", "slash", "bare") if match[group]), "")
    agency = Span(start=match.start(signed), end=match.end(signed)) if signed else None
    dates = list(find_dates(text, pages, start=match.start("date"), end=match.end("date"))) if match["date"] else []
    known = bool(agency and pages.agency(agency.of(text)))
    firm = agency is not None or match["date"] is not None
    if not _is_dateline(text, pages, match, known=known, firm=firm, end=end):
        return None
    name = match["place"].rstrip(".") if match["place"].count(".") == 1 else match["place"]
    place = Span(start=match.start("place"), end=match.start("place") + len(name))
    return Dateline(
        start=start, end=match.end(), place=place, agency=agency, date=dates[0] if dates else None, firm=firm
    )


def _is_dateline(text: str, pages: Pages, match: re.Match[str], *, known: bool, firm: bool, end: int) -> bool:
    place, dash = match["place"], match["dash"].strip()
    shouted = place.partition(",")[0].isupper()
    if flatten(place) in _listed(pages)[1] or flatten(place.partition(",")[0]) in _listed(pages)[1]:
        return False
    alone = match.end() >= end
    if alone:
        return firm and (match["date"] is not None or known)
    following = text[match.end() : min(end, match.end() + 40)]
    if not _FRESH.match(following) or (not firm and len(following) > 12 and following.isupper()):
        return False
    listed = all(flatten(name) in _listed(pages)[0] for name in place.partition(",")[0].split("/"))
    if not dash:
        return known and (shouted or match["date"] is not None)
    if dash == ".":
        return known
    if dash == ":":
        return (shouted or firm) and (listed or known or match["date"] is not None)
    if firm:
        return shouted or listed or known or match["date"] is not None
    return listed or (shouted and sum(map(str.isalpha, place.partition(",")[0])) >= 4 and len(place.split()) <= 5)


def _find_signature(text: str, pages: Pages, *, start: int, end: int) -> Dateline | None:
    """Return "(Reuters) - " in front of a story that names no place."""
    match = re.compile(r"[(\[](?P<round>[^()\[\]\n]{2,40})[)\]]\s*(?:--?|[\u2013—])\s*").match(text, start, end)
    if match is None or not pages.agency(match["round"]) or match.end() >= end:
        return None
    agency = Span(start=match.start("round"), end=match.end("round"))
    return Dateline(start=start, end=match.end(), place=Span(start=start, end=start), agency=agency, firm=True)


@cache
def _listed(pages: Pages) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(flatten, pages.datelines.places)), frozenset(map(flatten, pages.datelines.unplaced))


@cache
def _pattern(pages: Pages) -> re.Pattern[str]:
    shout = rf"[{CAPITALS}][{CAPITALS}.'\u2019-]{{1,30}}"
    shouts = rf"{shout}(?:\s{shout}){{0,3}}"
    word = rf"[{CAPITALS}][\w.'\u2019-]{{1,30}}"
    words = rf"{word}(?:\s(?:of|the|de|del|al|el|[A-Z][\w.'\u2019-]{{0,30}})){{0,3}}"
    date = date_pattern(pages)
    region = rf"(?:,\s(?!{date}){word}(?:\s{word}){{0,3}}){{0,2}}?"
    place = rf"(?P<place>(?:{shouts}(?:\s?/\s?{shouts}){{0,3}}|{words}(?:\s?/\s?{words}){{0,3}}){region})"
    day = rf"(?:(?:\s*[.,]?\s+|\s*[\u2013—]\s*|\s+--?\s+)(?P<date>{date})\.?)?"
    signed = (
        r"(?:[.,]?\s*[(\[](?P<round>[^()\[\]\n]{2,40})[)\]]|[.,]?\s*/(?P<slash>[A-Z][^/\n]{1,30})/"
        rf"|,?\s(?P<bare>{alternatives(pages.signatures, capitals=True)})(?=\s*(?:--|[\u2013—]|\s-\s)))?"
    )
    dash = r"(?P<dash>\s*(?:--+|[\u2013—―])\s*|\s+[-_]+\s+|(?<=[)\]])\s?-\s*|\s?:\s+|(?<=/)\.\s+|(?<=[)\]/])\s+|\s*$)"
    return re.compile(place + day + signed + dash)
