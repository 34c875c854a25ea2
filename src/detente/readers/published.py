"""Decide when a story was published, and say from where that is known."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from detente.model import Published
from detente.packs.pages import Pages
from detente.readers.anatomy import Segments
from detente.readers.captions import is_archived
from detente.readers.dates import DateMention, find_dates, read_date, read_url

NEAR = timedelta(days=60)
"""A dateline without a year takes the year of another date on the page that lies so near."""


def find_published(
    text: str,
    segments: Segments,
    pages: Pages,
    *,
    given: str = "",
    metadata: Sequence[str] = (),
    url: str = "",
    fallback: str = "",
) -> Published | None:
    """Return the day of publication from the best source that tells it, or None.

    In order: the date given with the story, page metadata or a mail's head, the URL, a dateline with a year, a date
    line or byline, the caption; then `fallback`, which settings give for stories that state none; then the first
    paragraph. A dateline that has a day without a year is used where another date tells the year.
    """
    stated = read_date(given, pages) if given else None
    if stated and stated[0] == stated[1]:
        return _publish(stated[0], "given")
    found = list(_offers(text, segments, pages, metadata=metadata, url=url))
    if stated is None and found:
        return _by_dateline(segments.dateline, found[0])
    if stated:
        within = [offer for offer in found if stated[0].isoformat() <= offer.earliest <= stated[1].isoformat()]
        dated = _year_within(segments.dateline, stated)
        return dated or (within[0] if within else _publish(stated[0], "given", last=stated[1]))
    if fallback and (day := read_date(fallback, pages)):
        return _publish(day[0], "given", last=day[1])
    told = _first_paragraph(text, segments, pages)
    return _by_dateline(segments.dateline, told) if told else None


def _offers(text: str, segments: Segments, pages: Pages, *, metadata: Sequence[str], url: str) -> Iterator[Published]:
    for written in metadata:
        day = read_date(written, pages)
        if day and day[0] == day[1]:
            yield _publish(day[0], "metadata")
    yield from (_mention(mention, "metadata") for mention in segments.sent if mention.day)
    if url and (named := read_url(url, pages)):
        yield _publish(named, "url")
    if segments.dateline and segments.dateline.day:
        yield _mention(segments.dateline, "dateline")
    yield from (_mention(mention, "byline") for mention in segments.dated if mention.day)
    for paragraph in segments.paragraphs:
        if paragraph.part == "caption" and not is_archived(text, pages, start=paragraph.start, end=paragraph.end):
            dates = find_dates(text, pages, start=paragraph.start, end=paragraph.end)
            yield from (_mention(mention, "caption") for mention in dates if mention.day)


def _first_paragraph(text: str, segments: Segments, pages: Pages) -> Published | None:
    """Return the only full date of the first paragraph, unless a word before it says that it is another day."""
    first = next((paragraph for paragraph in segments.paragraphs if paragraph.part == "body"), None)
    if first is None:
        return None
    dates = [mention for mention in find_dates(text, pages, start=first.start, end=first.end) if mention.day]
    if len(dates) != 1:
        return None
    before = text[max(first.start, dates[0].start - 30) : dates[0].start].casefold().split()
    if before and before[-1].strip(",") in pages.dates.distant:
        return None
    return _mention(dates[0], "body")


def _by_dateline(dateline: DateMention | None, told: Published) -> Published:
    """Prefer the dateline's day where `told` is only near it and lends it the year."""
    if dateline is None or dateline.day or told.basis not in {"caption", "body"}:
        return told
    near = date.fromisoformat(told.earliest)
    return _year_within(dateline, (near - NEAR, near + NEAR)) or told


def _year_within(dateline: DateMention | None, span: tuple[date, date]) -> Published | None:
    """Return the dateline's day in the only year that puts it into the span."""
    if dateline is None or dateline.day:
        return None
    days: list[date] = []
    for year in range(span[0].year, span[1].year + 1):
        try:
            day = date(year, dateline.month, dateline.number)
        except ValueError:
            continue
        if span[0] <= day <= span[1]:
            days.append(day)
    if len(days) != 1:
        return None
    return _publish(days[0], "dateline", start=dateline.start, end=dateline.end)


def _mention(mention: DateMention, basis: str) -> Published:
    day = mention.day or date.min
    return _publish(day, basis, start=mention.start, end=mention.end)


def _publish(
    day: date, basis: str, *, last: date | None = None, start: int | None = None, end: int | None = None
) -> Published:
    return Published(earliest=day.isoformat(), latest=(last or day).isoformat(), basis=basis, start=start, end=end)
