"""GDELT 2.0: Events in 61 columns and Mentions in 16, tab separated, without a header.

Actor countries are CAMEO's three letters, countries of places FIPS 10-4's two. What is lost: see `detente export --list`.
"""

from collections.abc import Iterable, Iterator

from detente.exports.book import Book, PlaceFacts
from detente.exports.records import ExportEvent, Side, Telling, coded_pairs, pair_number
from detente.exports.tables import table_lines

MIDNIGHT = "000000"
WEB, CITED = 1, 2
"""Types of mentions: a web page, and what has no address."""
GEO_TYPES = {"country": 1, "province": 5, "district": 4, "town": 4, "exact": 4}
GEO_TYPES_USA = {"country": 1, "province": 2, "district": 3, "town": 3, "exact": 3}
NOWHERE = 0


def event_lines(events: Iterable[ExportEvent], book: Book) -> Iterator[str]:
    """Yield one line for each ordered pair of actor codes of an event."""
    return table_lines(_event_rows(events, book), book.layout("gdelt"))


def _event_rows(events: Iterable[ExportEvent], book: Book) -> Iterator[dict[str, object]]:
    for event in events:
        whole = {**_what(event, book), **_where(event, book)}
        for pair in coded_pairs(event):
            yield {
                "GLOBALEVENTID": pair_number(event, pair),
                **_who("Actor1", pair[0], book),
                **_who("Actor2", pair[1], book),
                **whole,
            }


def _what(event: ExportEvent, book: Book) -> dict[str, object]:
    day = event.day
    code = book.event_code(event.event)
    return {
        "SQLDATE": day.replace("-", ""),
        "MonthYear": day[:7].replace("-", ""),
        "Year": day[:4],
        "FractionDate": f"{int(day[:4]) + (int(day[5:7]) * 30 + int(day[8:10])) / 365:.4f}",
        "IsRootEvent": _in_lead(event),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": book.ontology.cameo_quad(code).class_,
        "GoldsteinScale": book.goldstein(event.event),
        "NumMentions": len(event.tellings),
        "NumSources": len(event.voices),
        "NumArticles": len(event.documents),
        "DATEADDED": event.added.replace("-", "") + MIDNIGHT if event.added else None,
        "SOURCEURL": event.tellings[0].address,
    }


def _in_lead(event: ExportEvent) -> bool:
    """Say whether the event is told in the first paragraph of the body."""
    body = (sentence.paragraph for sentence in event.document.sentences if sentence.part == "body")
    sentence = event.document.sentences[event.event.sentence]
    return sentence.part == "body" and sentence.paragraph == next(body, -1)


def _who(column: str, side: Side | None, book: Book) -> dict[str, object]:
    if side is None:
        return {}
    parts = book.split_actor(side.cameo)
    religions, types = (*parts.religions, "", ""), (*parts.types, "", "", "")
    return {
        f"{column}Code": side.cameo or book.cameo_country(side.country),
        f"{column}Name": side.name.upper(),
        f"{column}CountryCode": parts.country or book.cameo_country(side.country),
        f"{column}KnownGroupCode": parts.group,
        f"{column}EthnicCode": parts.ethnic,
        f"{column}Religion1Code": religions[0],
        f"{column}Religion2Code": religions[1],
        f"{column}Type1Code": types[0],
        f"{column}Type2Code": types[1],
        f"{column}Type3Code": types[2],
    }


def _where(event: ExportEvent, book: Book) -> dict[str, object]:
    place = book.place(event.place)
    nowhere: dict[str, object] = {"Actor1Geo_Type": NOWHERE, "Actor2Geo_Type": NOWHERE, "ActionGeo_Type": NOWHERE}
    if place is None:
        return nowhere
    return nowhere | {
        "ActionGeo_Type": geo_type(place),
        "ActionGeo_FullName": place.full_name,
        "ActionGeo_CountryCode": place.fips,
        "ActionGeo_ADM1Code": place.division or place.fips,
        "ActionGeo_Lat": place.latitude,
        "ActionGeo_Long": place.longitude,
    }


def geo_type(place: PlaceFacts) -> int:
    """Return GDELT's type of a place: 1 country, 2 and 3 state and city of the United States, 4 city, 5 province."""
    kinds = GEO_TYPES_USA if place.country == "USA" else GEO_TYPES
    return kinds.get(place.precision, NOWHERE)


def mention_lines(events: Iterable[ExportEvent], book: Book) -> Iterator[str]:
    """Yield one line for each sentence that tells a row of the Events table."""
    return table_lines(_mention_rows(events), book.layout("gdelt-mentions"))


def _mention_rows(events: Iterable[ExportEvent]) -> Iterator[dict[str, object]]:
    for event in events:
        for pair in coded_pairs(event):
            number, turned = pair_number(event, pair), _is_turned(event, pair[0])
            for telling in event.tellings:
                yield {"GLOBALEVENTID": number, **_mention(event, telling, turned=turned)}


def _is_turned(event: ExportEvent, first: Side | None) -> bool:
    return first is not None and first not in event.sources


def _mention(event: ExportEvent, telling: Telling, *, turned: bool) -> dict[str, object]:
    on_the_web = telling.address != telling.story
    actors = (telling.actor, telling.recipient)
    return {
        "EventTimeDate": event.day.replace("-", "") + MIDNIGHT,
        "MentionTimeDate": telling.published.replace("-", "") + MIDNIGHT if telling.published else None,
        "MentionType": WEB if on_the_web else CITED,
        "MentionSourceName": telling.source.partition(":")[2],
        "MentionIdentifier": telling.address,
        "SentenceID": telling.sentence + 1,
        "Actor1CharOffset": actors[turned],
        "Actor2CharOffset": actors[not turned],
        "ActionCharOffset": telling.action,
        "InRawText": True,
        "Confidence": round(event.event.score * 10) * 10,
        "MentionDocLen": telling.length,
    }
