"""The times stage: anchors, the order of resolution, references between expressions, and the record's rows."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

import msgspec

from detente.model import Document, Issue, TimeSpan
from detente.packs import Packs
from detente.packs.time_words import FiscalYear, TimeWords
from detente.stages.base import Layers, Stage, issue, make_stage
from detente.stages.times.calendar import FINENESS, Interval, make_interval
from detente.stages.times.direction import Compass
from detente.stages.times.lexemes import Line
from detente.stages.times.links import Expression
from detente.stages.times.meanings import Counterpart, Dated, Shared, Slashed
from detente.stages.times.patterns import find_expressions
from detente.stages.times.readings import Anchor, Context, Grain, Reading
from detente.stages.times.resolve import resolve, resolve_range

NAME = "times"
CLOCK = re.compile(r"T(\d\d):(\d\d)$")
NEAR = 4
"""Sentences back in which a mentioned time can be what "the next day" counts from."""
LONG_AGO = 10
"""Years after which a told time is history, whose months need no year; newer news would name it."""
DATELINE_REACH = 80
"""Characters after the dateline's place in which its date may stand."""


def make_times(packs: Packs) -> Stage:
    """Return the stage that gives `times`.

    Raises:
        PackError: the time words of the packs do not fit their schema.
    """
    words = packs.time_words
    return make_stage(NAME, needs=["sentences", "trees"], gives=["times"], run=lambda story: find_times(story, words))


def find_times(document: Document, words: TimeWords) -> Layers:
    """Find and resolve the temporal expressions of a document, in the order of the text."""
    dateline = _read_dateline(document, words)
    reader = _Reader(document, words, dateline)
    for number, sentence in enumerate(document.sentences):
        line = Line(document.text, sentence.start, sentence.end, words, document.trees[number])
        reader.add(line, number)
    return {"times": tuple(reader.resolve_all()), "issues": tuple(reader.issues)}


class Home(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sentence is at home, as far as seasons and budgets ask."""

    southern: bool = False
    fiscal: FiscalYear | None = None


class _Mention(msgspec.Struct, frozen=True, kw_only=True):
    """An expression with where it stands."""

    expression: Expression
    sentence: int
    part: str


class _Reader:
    """Holds what one document has said about times so far."""

    def __init__(self, document: Document, words: TimeWords, dateline: Sequence[Expression]) -> None:
        self._document, self._words = document, words
        self._mentions = [_Mention(expression=one, sentence=-1, part="dateline") for one in dateline]
        self._compasses: dict[int, Compass] = {}
        self._told: dict[str, tuple[int, Anchor]] = {}
        self._narrative: tuple[int, Anchor] | None = None
        self._homes: dict[int, Home] = {}
        self._home = _home_of_dateline(document, words)
        self._day_first: bool | None = None
        self._anchor: Anchor | None = None
        self._caption: Anchor | None = None
        self._stretch = _published_between(document)
        self.issues: list[Issue] = []

    def add(self, line: Line, number: int) -> None:
        """Find the expressions of a sentence."""
        part = self._document.sentences[number].part
        self._compasses[number] = Compass(self._document.trees[number], self._words.cues, part)
        found = find_expressions(line)
        self._mentions.extend(_Mention(expression=one, sentence=number, part=part) for one in found)
        if found:
            self._homes[number] = _home_of(line, self._home)

    def resolve_all(self) -> Iterable[TimeSpan]:
        """Resolve every expression, yielding the rows in the order of the text."""
        self._day_first = _find_order(mention.expression for mention in self._mentions)
        self._caption = self._full_date("caption")
        self._anchor = self._find_anchor()
        rows: list[TimeSpan] = []
        unanchored = 0
        place = 0
        while place < len(self._mentions):
            mention = self._mentions[place]
            pair = mention.expression.opens and place + 1 < len(self._mentions)
            spans = self._mentions[place : place + 2] if pair else [mention]
            for one, reading in self._read(spans):
                row = _record(one.expression, reading)
                rows.append(row)
                unanchored += reading.unanchored
                self._remember(one, reading)
                self._follow(one, reading)
                self._warn(one.expression, reading)
            place += len(spans)
        if unanchored and self._anchor is None:
            message = f"no date of the story is known: {unanchored} expression(s) could not be anchored"
            self.issues.append(issue(NAME, "no-date", message))
        return sorted(rows, key=lambda row: row.start)

    def _read(self, spans: Sequence[_Mention]) -> Iterable[tuple[_Mention, Reading]]:
        context = self._context(spans[0])
        if len(spans) == 1:
            reading = self._resolve_loosely(spans[0], context) or resolve(spans[0].expression.meaning, context)
            return [(spans[0], reading)] if reading else []
        first, last = (one.expression for one in spans)
        opened, closed = resolve_range(first.meaning, last.meaning, context, onward=first.onward)
        if opened and closed and opened.days and closed.days:
            days = make_interval(opened.days.first, closed.days.last)
            if days is not None:
                opened, closed = _spread(opened, days), _spread(closed, days)
        return [(one, reading) for one, reading in zip(spans, (opened, closed), strict=True) if reading]

    def _resolve_loosely(self, mention: _Mention, context: Context) -> Reading | None:
        """Where the story is dated to a stretch of days only, return what its first and its last day agree on."""
        if context.anchor is not None or self._stretch is None:
            return None
        meaning = mention.expression.meaning
        first, last = (resolve(meaning, msgspec.structs.replace(context, anchor=end)) for end in self._stretch)
        return first if first and last and (first.value, first.days) == (last.value, last.days) else None

    def _context(self, mention: _Mention) -> Context:
        anchor = self._caption if mention.part == "caption" and self._caption else self._anchor
        expression = mention.expression
        compass = self._compasses.get(mention.sentence)
        home = self._homes.get(mention.sentence, self._home)
        context = Context(
            anchor=anchor,
            reference=lambda unit: self._reference(unit, mention.sentence),
            southern=home.southern,
            fiscal=home.fiscal,
            day_first=self._day_first,
        )
        if compass is None:
            return context
        told = self._narrative
        return msgspec.structs.replace(
            context,
            direction=compass.find(expression.start, expression.end),
            narrative=told[1] if told and mention.sentence - told[0] <= 1 else None,
        )

    def _reference(self, unit: str, sentence: int) -> Anchor | None:
        if unit == "time":
            told = self._told.get("day")
            return told[1] if told and sentence - told[0] <= 1 else None
        told = self._told.get(unit if unit == "clock" else _coarse(unit))
        if unit == "quarter" and (named := self._told.get("the quarter")):
            told = named  # of a quarter and a later "on Monday" the quarter is meant
        if unit == "day" and (week := self._told.get("week")) and (told is None or week[0] > told[0]):
            told = week
        return told[1] if told and sentence - told[0] <= NEAR else None

    def _remember(self, mention: _Mention, reading: Reading) -> None:
        """Keep the time as what later expressions of each unit count from."""
        if reading.kind not in ("DATE", "TIME") or reading.days is None or reading.ambiguous:
            return
        if isinstance(mention.expression.meaning, Counterpart):
            return  # what is compared with is not what the story is about
        grain = "day" if reading.grain in ("minute", "hour") else reading.grain
        if grain not in FINENESS or mention.part == "dateline":
            return
        days = reading.days
        until = days.last if days.last > days.first and grain == "week" else None
        told = Anchor(day=days.first, source=f"{reading.value} in the text", until=until)
        if clock := CLOCK.search(reading.value):
            hour, minute = int(clock[1]), int(clock[2])
            self._told["clock"] = (mention.sentence, msgspec.structs.replace(told, clock=(hour, minute)))
        if grain == "quarter":
            self._told["the quarter"] = (mention.sentence, told)
        for unit in FINENESS[FINENESS.index(grain) :]:
            self._told[_coarse(unit)] = (mention.sentence, told)

    def _follow(self, mention: _Mention, reading: Reading) -> None:
        """Keep where a story of long ago has come to."""
        compass, days = self._compasses.get(mention.sentence), reading.days
        if compass is None or days is None or self._anchor is None or reading.kind not in ("DATE", "TIME"):
            return
        if reading.grain not in ("day", "hour", "minute", "month", "season", "year"):
            return
        old = days.last.year <= self._anchor.day.year - LONG_AGO
        if old and compass.find(mention.expression.start, mention.expression.end).plain:
            told = Anchor(day=days.first, source=f"{reading.value} in the text")
            self._narrative = (mention.sentence, told)

    def _warn(self, expression: Expression, reading: Reading) -> None:
        if reading.ambiguous:
            message = f"{expression.of(self._document.text)!r}: day or month first?"
            self.issues.append(issue(NAME, "ambiguous-date", message, start=expression.start, end=expression.end))
        if "weekday does not fit" in reading.why:
            message = f"{expression.of(self._document.text)!r}: that day is another weekday"
            self.issues.append(issue(NAME, "weekday-mismatch", message, start=expression.start, end=expression.end))

    def _find_anchor(self) -> Anchor | None:
        """Return the dateline's date, the publication date or the caption's date, the first that there is."""
        published = _published(self._document)
        for mention in self._mentions:
            if mention.part == "dateline":
                reading = resolve(mention.expression.meaning, Context(anchor=published))
                if reading and reading.grain == "day" and reading.days:
                    return Anchor(day=reading.days.first, source="dateline")
        return published or self._caption

    def _full_date(self, part: str) -> Anchor | None:
        """Return the first day with its year in a part of the story."""
        for mention in self._mentions:
            meaning = mention.expression.meaning
            if mention.part == part and isinstance(meaning, Dated) and meaning.year and meaning.day:
                reading = resolve(meaning, Context(anchor=None))
                if reading and reading.days:
                    return Anchor(day=reading.days.first, source=part)
        return None


def _coarse(unit: str) -> str:
    """Units below the day share the reference of the day."""
    return "day" if unit in ("second", "minute", "hour", "weekend") else unit


def _spread(reading: Reading, days: Interval) -> Reading:
    """Give an end of a range the whole range as its interval."""
    why = f"{reading.why}; range {days.first.isoformat()}..{days.last.isoformat()}"
    return msgspec.structs.replace(reading, days=days, why=why)


def _record(expression: Expression, reading: Reading) -> TimeSpan:
    return TimeSpan(
        start=expression.start,
        end=expression.end,
        kind=reading.kind,
        value=reading.value,
        earliest=reading.days.first.isoformat() if reading.days else None,
        latest=reading.days.last.isoformat() if reading.days else None,
        grain=cast("Grain", reading.grain),
        basis=reading.basis,
        why=reading.why,
    )


def _published(document: Document) -> Anchor | None:
    """Return the day of publication where it is known to the day."""
    ends = _published_between(document)
    return ends[0] if ends and ends[0].day == ends[1].day else None


def _published_between(document: Document) -> tuple[Anchor, Anchor] | None:
    if document.published is None:
        return None
    try:
        first, last = (date.fromisoformat(end[:10]) for end in (document.published.earliest, document.published.latest))
    except ValueError:
        return None
    basis = document.published.basis
    return Anchor(day=first, source=basis), Anchor(day=last, source=basis)


def _read_dateline(document: Document, words: TimeWords) -> list[Expression]:
    """Find the dates in the dateline, which is outside the sentences."""
    dateline = document.anatomy.dateline
    if dateline is None:
        return []
    begins = [one.start for one in document.sentences if one.start >= dateline.start]
    end = max(dateline.end, min(min(begins, default=dateline.end), dateline.end + DATELINE_REACH))
    if any(one.start < dateline.end and one.end > dateline.start for one in document.sentences):
        return []
    return find_expressions(Line(document.text, dateline.start, end, words))


def _home_of_dateline(document: Document, words: TimeWords) -> Home:
    dateline = document.anatomy.dateline
    if dateline is None:
        return Home()
    return _home_of(Line(dateline.value, 0, len(dateline.value), words), Home())


def _home_of(line: Line, otherwise: Home) -> Home:
    """Return the home that the places of a sentence tell; the first that has a fiscal year of its own gives it."""
    southern, fiscal = otherwise.southern, None
    for place in range(len(line)):
        if not line.capital(place):
            continue
        southern = southern or line.is_a(place, "southern")
        if fiscal is None and (found := line.take(place, "fiscal_place")):
            fiscal = line.words.fiscal_years[int(found[0])]
    return Home(southern=southern, fiscal=fiscal or otherwise.fiscal)


def _find_order(expressions: Iterable[Expression]) -> bool | None:
    """Return whether slashed dates put the day first, where one of them can be read in one way only."""
    for expression in expressions:
        meaning = expression.meaning
        meaning = meaning.of if isinstance(meaning, Shared) else meaning
        if isinstance(meaning, Slashed) and max(meaning.first, meaning.second) > 12:
            return meaning.first > 12
    return None
