"""Places: names that stand for ground rather than for a government, with coordinates as precise as honest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from detente.model import Document, Issue, Place
from detente.packs import Packs
from detente.packs.gazetteer import TABLE, Entry, Precision, fold
from detente.stages.base import Layers, Stage, issue, make_stage
from detente.stages.places.belief import is_vouched
from detente.stages.places.choice import Choice, Context, choose, guess, is_near, make_context
from detente.stages.places.company import Company, make_company
from detente.stages.places.dateline import read_dateline
from detente.stages.places.lines import Found, Line, Survey, lies_in, outer_names
from detente.stages.places.names import find_surnames, survey_line
from detente.stages.places.roles import Roles
from detente.stages.places.unlocated import SCORE, Located, find_strays, is_ground, place_unknown

__all__ = ["find_places", "make_places"]

CONTAINERS = frozenset({"country", "province", "disputed", "region", "district"})
WIDER: dict[str, Precision] = {"province": "province", "district": "district"}
"""Kinds of area for which the town of their name may stand, and how precise that is."""
VILLAGE = 20_000
"""Inhabitants up to which a town is not meant by a name that is also a province's."""
MOST = 60
"""Places of a story that may vouch for others."""


def make_places(packs: Packs) -> Stage:
    """Return the stage that gives `places`."""
    return make_stage(
        "places",
        needs=["sentences", "trees", "actors"],
        gives=["places"],
        run=lambda document: find_places(document, packs),
    )


def find_places(document: Document, packs: Packs) -> Layers:
    """Find the names that stand for places, choose which of their namesakes is meant, and return places and issues."""
    lines = [Line(document.text, number, tree, packs) for number, tree in enumerate(document.trees)]
    surnames = find_surnames(lines) | _surnames(document)
    surveys = [survey_line(line, surnames) for line in lines]
    named = [code for survey in surveys for code in survey.countries]
    named += _countries_of_actors(document, surveys)
    named += _countries_of_towns(surveys)
    head = read_dateline(document, packs.gazetteer, make_context(named, (), home=None))
    home = head[0][1].entry.country if head else None
    alone = make_context(named, _divisions(surveys), home=home)
    reader = _Reader(alone, {fold(name): choice for (_, _, name), choice in head})
    places = [_place(start, end, choice, why=f"dateline; {choice.why}") for (start, end, _), choice in head]
    issues: list[Issue] = []
    doubted: set[str] = set()
    for line, survey in zip(lines, surveys, strict=True):
        reader.learn(line, survey)
    reader.context = msgspec.structs.replace(alone, company=_gather(surveys, reader.senses, alone))
    for _ in range(2):
        surveys = _vouch(lines, surveys, reader, [choice.entry for _, choice in head])
    reader.context = msgspec.structs.replace(alone, company=_gather(surveys, reader.senses, alone))
    read = [row for line, survey in zip(lines, surveys, strict=True) for row in reader.read(line, survey)]
    read = [row for row in read if not any(row[0].start < end and start < row[0].end for (start, end, _), _ in head)]
    stray = find_strays([(found, choice.entry) for found, choice in read], [choice.entry for _, choice in head])
    located = [Located(sentence=0, entry=choice.entry) for _, choice in head]
    for found, choice in read:
        if found.key in stray:
            surveys = _set_unknown(surveys, found)
            continue
        places.append(_place(found.start, found.end, choice, found))
        located.append(Located(sentence=found.sentence, entry=choice.entry))
        if choice.doubtful and found.key not in doubted:
            doubted.add(found.key)
            issues.append(_doubt(found, choice))
    places.extend(_find_unlocated(lines, surveys, located, places))
    issues.extend(_unknown(surveys))
    return {"places": tuple(sorted(places, key=lambda place: (place.start, place.end))), "issues": tuple(issues)}


def _gather(surveys: Iterable[Survey], senses: Mapping[str, Choice], context: Context) -> Company:
    """Return the places that the story may name; those that the text itself places are certain."""
    names: dict[str, list[tuple[Entry, float]]] = {}
    for survey in surveys:
        for name in survey.found:
            if name.key not in names:
                sense = senses.get(name.key)
                names[name.key] = [(sense.entry, 1.0)] if sense else guess(name.entries, context)
    return make_company(names)


def _vouch(lines: Sequence[Line], surveys: Sequence[Survey], reader: "_Reader", head: Sequence[Entry]) -> list[Survey]:
    """Return the surveys with those doubted names that lie near what the story is sure to name."""
    if not any(survey.doubted for survey in surveys):
        return list(surveys)
    sure = [*head, *(reader.sense(found).entry for survey in surveys for found in survey.found)]
    near = list({(entry.latitude, entry.longitude): entry for entry in sure if entry.kind != "country"}.values())
    vouched: list[Survey] = []
    for line, survey in zip(lines, surveys, strict=True):
        more = [found for found in survey.doubted if is_vouched(line, found, near[:MOST])]
        found = sorted((*survey.found, *more), key=lambda name: name.start)
        left = tuple(name for name in survey.doubted if name not in more)
        vouched.append(msgspec.structs.replace(survey, found=tuple(found), doubted=left))
    return vouched


def _find_unlocated(
    lines: Sequence[Line], surveys: Sequence[Survey], located: Sequence[Located], places: Sequence[Place]
) -> Iterator[Place]:
    """Yield the places that the gazetteer does not know, where the text says that they are some."""
    taken = [(place.start, place.end) for place in places]
    for line, survey in zip(lines, surveys, strict=True):
        for found in survey.unknown:
            if not is_ground(line, found) or any(found.start < end and start < found.end for start, end in taken):
                continue
            stands = place_unknown(line, found, located)
            if stands is not None:
                yield _inferred(found, *stands)
            elif found.feature:
                why = "unknown to the gazetteer; a landscape by its name"
                yield Place(start=found.start, end=found.end, name=found.name, precision="region", score=SCORE, why=why)


def _set_unknown(surveys: Sequence[Survey], found: Found) -> list[Survey]:
    """Return the surveys with a name, whose only namesakes lie where the story is not, among the unknown ones."""
    unknown = msgspec.structs.replace(found, entries=(), stray=True)
    return [
        msgspec.structs.replace(survey, unknown=(*survey.unknown, unknown)) if number == found.sentence else survey
        for number, survey in enumerate(surveys)
    ]


def _inferred(found: Found, entry: Entry, why: str, precision: Precision) -> Place:
    return Place(
        start=found.start,
        end=found.end,
        name=found.name,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country,
        precision=precision,
        claimants=entry.claimants,
        basis="inferred",
        score=SCORE,
        why=why,
    )


def _surnames(document: Document) -> frozenset[str]:
    """Return the last words of persons named in full: one word alone may be a town that the parser takes for a person."""
    names = (actor.name.split() for actor in document.actors if actor.kind == "person")
    return frozenset(fold(words[-1]) for words in names if len(words) > 1)


def _divisions(surveys: Iterable[Survey]) -> set[str]:
    """Return the divisions of provinces and towns that the story names, where only one has that name."""
    found: set[str] = set()
    for survey in surveys:
        for name in survey.found:
            if len(name.entries) == 1 and name.entries[0].kind == "town" and name.entries[0].division:
                found.add(name.entries[0].division)
            provinces = [entry for entry in name.entries if entry.kind == "province"]
            if len(provinces) == 1 and not any(_rivals(entry, provinces[0]) for entry in name.entries):
                found.add(provinces[0].division)
    return found


def _rivals(entry: Entry, province: Entry) -> bool:
    """Say whether a place may be meant as well as a province of its name: a country, or a town that all know."""
    known = province.source == TABLE or entry.population > VILLAGE
    return entry.kind == "country" or (entry.kind == "town" and known)


def _countries_of_actors(document: Document, surveys: Iterable[Survey]) -> Iterator[str]:
    """Yield the country of every mention of an actor; a name that places of two countries share tells of neither."""
    shared = {
        (name.start, name.end)
        for survey in surveys
        for name in survey.found
        if len({entry.country for entry in name.entries}) > 1 and name.entries[0].kind != "country"
    }
    for actor in document.actors:
        if actor.country:
            yield from (actor.country for mention in actor.mentions if (mention.start, mention.end) not in shared)


def _countries_of_towns(surveys: Iterable[Survey]) -> Iterator[str]:
    """Yield the country of every town and province named whose namesakes all lie in it: they tell where the story is."""
    for survey in surveys:
        for name in survey.found:
            countries = {entry.country for entry in name.entries}
            country = next(iter(countries)) if len(countries) == 1 else None
            if country and all(entry.kind in {"town", "province", "district"} for entry in name.entries):
                yield country


class _Reader:
    """Names of one story, each with one sense."""

    def __init__(self, context: Context, senses: Mapping[str, Choice]) -> None:
        self.context = context
        self.senses: dict[str, Choice] = dict(senses)
        self._choices: dict[tuple[int, int], Choice] = {}
        self._inner: set[tuple[int, int]] = set()

    def learn(self, line: Line, survey: Survey) -> None:
        """Choose for every name that the text itself places ("Lviv, Ukraine"); its bare mentions take that sense."""
        behind: Found | None = None
        for found in reversed(survey.found):
            within = self._within(line, found, behind)
            if within is not None:
                choice = self._weigh(found, within)
                self._choices[found.start, found.end] = choice
                if choice.entry.kind == "town":
                    self.senses.setdefault(found.key, choice)
                if behind is not None and behind.first - found.last <= 2:
                    self._choices.setdefault((behind.start, behind.end), _as_said(found, within))
                    self._inner.add((behind.start, behind.end))
            behind = found

    def _within(self, line: Line, found: Found, behind: Found | None) -> Entry | None:
        """Return the country or province that follows a name and holds it."""
        outer: tuple[Entry, ...] = outer_names(line, found)
        if behind is not None and (behind.start, behind.end) in self._choices and behind.first - found.last <= 2:
            chosen = self._choices[behind.start, behind.end].entry
            outer = tuple(entry for entry in outer if entry.name == chosen.name and entry.kind == chosen.kind) or outer
        if any(entry.kind == "country" for entry in found.entries):
            outer = tuple(entry for entry in outer if entry.kind != "country")
        best: tuple[int, Entry] | None = None
        for entry in outer:
            if entry.kind not in CONTAINERS:
                continue
            inside = [town for town in found.entries if lies_in(town, entry) or is_near(town, entry)]
            size = max((town.population + 1_000_000 * town.capital for town in inside), default=-1)
            if inside and (best is None or size > best[0]):
                best = size, entry
        return best[1] if best else None

    def read(self, line: Line, survey: Survey) -> Iterator[tuple[Found, Choice]]:
        """Yield the names of a sentence that stand for places here."""
        chosen = {(found.start, found.end): self._choose(found) for found in survey.found}
        known = {
            index: chosen[found.start, found.end].entry
            for found in survey.found
            for index in range(found.first, found.last)
        }
        roles = Roles(line.tree, line.words, known=known)
        held = False
        for found in survey.found:
            choice = chosen[found.start, found.end]
            inner = (found.start, found.end) in self._inner
            held = held if inner else roles.is_place(found, choice.entry)
            if held and not _is_county(found, choice.entry):
                yield found, choice

    def sense(self, found: Found) -> Choice:
        """Return the sense of a name as far as the story tells by now; nothing is remembered."""
        chosen = self._choices.get((found.start, found.end)) or self.senses.get(found.key)
        return chosen or self._weigh(found)

    def _choose(self, found: Found) -> Choice:
        span = found.start, found.end
        if span not in self._choices:
            sense = self.senses.get(found.key)
            if sense is None or found.kind or sense.entry not in found.entries:
                sense = self._weigh(found)
                if not found.kind:
                    self.senses[found.key] = sense
            self._choices[span] = sense
        return self._choices[span]

    def _weigh(self, found: Found, within: Entry | None = None) -> Choice:
        return choose(
            found.entries,
            self.context,
            kind=found.kind,
            country=found.country,
            within=within,
            article=found.article,
            key=found.key,
        )


def _is_county(found: Found, entry: Entry) -> bool:
    """Say whether a county has only a town of its name to be read as, which most often lies in another."""
    return found.kind == "county" and entry.kind == "town"


def _as_said(found: Found, within: Entry) -> Choice:
    return Choice(entry=within, score=0.97, why=f"holds {found.name}")


def _place(start: int, end: int, choice: Choice, found: Found | None = None, *, why: str = "") -> Place:
    entry, why = choice.entry, why or choice.why
    precision, inferred = entry.precision, False
    if found is not None and entry.kind == "town" and found.kind in WIDER:
        precision, inferred, why = WIDER[found.kind], True, f"{why}; the town stands for the {found.kind} of its name"
    elif found is not None and found.building:
        inferred, why = True, f"{why}; the building lies in {entry.name}"
    return Place(
        start=start,
        end=end,
        name=_shown(entry, found),
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country,
        geonameid=entry.geonameid,
        precision=precision,
        claimants=entry.claimants,
        basis="inferred" if inferred else "stated",
        score=choice.score,
        why=why,
    )


def _shown(entry: Entry, found: Found | None) -> str:
    """Return the name as English texts write it, where that is the gazetteer's but for accents."""
    return found.name if found and entry.naming == "main" and not found.name.isupper() else entry.name


def _doubt(found: Found, choice: Choice) -> Issue:
    entry = choice.entry
    where = entry.division or entry.country
    message = f"{found.name!r} may be {len(found.entries)} places; read as the one in {where}"
    return issue("places", "place-ambiguous", message, start=found.start, end=found.end)


def _unknown(surveys: Iterable[Survey]) -> Iterator[Issue]:
    told: set[str] = set()
    for survey in surveys:
        counties = (found for found in survey.found if found.kind == "county")
        for found in (*survey.unknown, *counties):
            if found.key not in told:
                told.add(found.key)
                message = f"{found.name!r} is taken for a place, but the gazetteer does not know it"
                yield issue("places", "place-unknown", message, start=found.start, end=found.end)
