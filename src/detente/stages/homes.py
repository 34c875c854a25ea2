"""Give actors of no stated country the country of where they are told to be: "gunmen in Lagos", the dateline's police.

The actors stage knows who is named; this stage, after the places, adds where the unnamed and the untitled are at home. It
gives the layer `actors` anew, and touches only those without a country.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Set as AbstractSet

import msgspec

from detente.model import Actor, Document, Mention, Place
from detente.packs import Packs
from detente.packs.gazetteer import Gazetteer
from detente.stages.base import SEVERAL, Layers, Stage, make_stage
from detente.trees import children, head_in

GUESSED = ("the only country named so far", "the place beside the phrase", "the country that the story speaks of")
"""Reasons of the actors stage that a place inside the phrase outweighs."""

IN_PHRASE = "told in the phrase"
"""End of the reason where the phrase itself holds the place."""

JOINTS = frozenset(
    {"in", "of", "from", "at", "near", "outside", "around", "'s", "\N{RIGHT SINGLE QUOTATION MARK}s", "the"}
)
"""Words that bind a phrase to the place right beside it: "the farmers of Aceh", "Rio's archbishop"."""

LEAD = 1.5
"""How much oftener than any other a country, or its places, must be named to be what the story is about.

What the first sentence names counts twice: it says where and of whom a report tells."""

INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""Sectors of those who act for a state."""

TOWN, FAR = 5_000, 4.0
"""People that a town must have to be whose "Lugano court" is, and times as many as towns of that name elsewhere."""


def make_homes(packs: Packs) -> Stage:
    """Return the stage that settles actors."""
    return make_stage(
        "homes",
        needs=["sentences", "trees", "actors", "places"],
        gives=["actors"],
        run=lambda document: settle_actors(document, packs.gazetteer, addressed=packs.actor_words.lists["addressed"]),
    )


def settle_actors(document: Document, gazetteer: Gazetteer, *, addressed: AbstractSet[str]) -> Layers:
    """Return the actors, those without a country settled where the text leaves one choice.

    `addressed` are verbs whose object is somebody ("accused Somalia"): their subject is at home elsewhere.
    """
    finder = _Finder(document, gazetteer, addressed)
    return {"actors": tuple(finder.settle(actor) for actor in document.actors)}


class _Finder:
    def __init__(self, document: Document, gazetteer: Gazetteer, addressed: AbstractSet[str]) -> None:
        self.document, self.gazetteer, self.addressed = document, gazetteer, addressed
        self.starts = [sentence.start for sentence in document.sentences]
        self.places: list[list[Place]] = [[] for _ in document.sentences]
        self.states: list[list[tuple[int, str]]] = [[] for _ in document.sentences]
        self.officials: list[set[str]] = [set() for _ in document.sentences]
        for place in document.places:
            number = self._sentence(place.start)
            if number is not None and place.country and place.precision != "region":
                self.places[number].append(place)
        for actor in document.actors:
            sure = actor.basis != "inferred" or actor.kind == "country"
            if sure and actor.country and actor.country not in INTERNATIONAL and actor.sector != "JRN":
                for mention in actor.mentions:
                    number = self._sentence(mention.start)
                    if number is not None and mention.kind != "pronoun":
                        self.states[number].append((mention.start, actor.country))
                        if actor.sector in OFFICIAL and mention.kind != "adjective":
                            self.officials[number].add(actor.country)
        line = document.anatomy.dateline
        self.dateline = next(
            (p.country for p in document.places if line and line.start <= p.start < line.end and p.country), None
        )
        named = Counter(country for row in self.states for _, country in row)
        ground = Counter(place.country for row in (*self.places, *self.places[:1]) for place in row if place.country)
        told = named + ground + Counter(country for row in self.states[:1] for _, country in row)
        ranked = told.most_common(2)
        clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] >= LEAD * ranked[1][1])
        self.subject = ranked[0][0] if ranked and clear else None
        # Unnamed police beside a foreign state are those of the country told of, unless the report is sent from elsewhere.
        scenes = {self.dateline} if self.dateline else {country for country, _ in ground.most_common(1)}
        self.setting = self.subject if not scenes or self.subject in scenes else None
        pinned = Counter(country for country, _ in {(p.country, p.name) for row in self.places for p in row})
        self.spoken_of = {*named, self.dateline, *(country for country, count in pinned.items() if count > 1)}

    def settle(self, actor: Actor) -> Actor:
        """Return an actor with a country if it has none and the text leaves one choice."""
        if (place := self._named_after(actor)) is not None:
            return msgspec.structs.replace(
                actor, country=place.country, cameo=place.country, basis="inferred", why=f"the name of {place.name}"
            )
        guessed = actor.basis == "inferred" and actor.kind != "country" and actor.why in GUESSED
        if (
            actor.why == SEVERAL
            or (actor.country and not guessed)
            or actor.members
            or not actor.mentions
            or not _belongs_somewhere(actor)
        ):
            return actor
        first = actor.mentions[0]
        number = self._sentence(first.start)
        if number is None:
            return actor
        if word := self._from_abroad(actor):
            bare = (actor.cameo or "").removeprefix(actor.country or "")
            return msgspec.structs.replace(actor, country=None, cameo=bare or None, basis="inferred", why=word)
        office = actor.kind == "person" and bool(actor.office)
        foreign = self._posted(number, first.end) | self._acted_on(number, first) if office else set()
        found = self._inside(number, actor) or self._of_town(actor) or (self._seat(number, first) if office else None)
        if actor.country and actor.country not in foreign and (found is None or found[0] == actor.country):
            return actor
        if found is None and actor.kind == "organisation" and actor.sector in {None, "UNK"}:
            return actor
        if found is None:
            found = self._office(number, first.start, foreign) if office else self._beside(number, first.start)
            found = found or self._acting_for(number, actor)
        if found is None:
            return actor
        country, why = found
        bare = (actor.cameo or "").removeprefix(actor.country or "")
        return msgspec.structs.replace(
            actor, country=country, cameo=country + bare, basis="inferred", why=f"{actor.why}; {why}".strip("; ")
        )

    def _named_after(self, actor: Actor) -> Place | None:
        """Return the place that a bare name of which nothing is known stands for: "promised to withdraw from Tigray"."""
        if actor.country or actor.sector or actor.office or actor.members or not actor.mentions:
            return None
        first = actor.mentions[0]
        number = self._sentence(first.start) if first.kind == "name" else None
        rows = self.places[number] if number is not None else []
        return next((p for p in rows if (p.start, p.end) == (first.start, first.end)), None)

    def _from_abroad(self, actor: Actor) -> str:
        """Return why an actor is at home elsewhere ("foreign tourists"), or nothing; foreign ministers are at home."""
        if actor.sector == "GOV" or actor.office:
            return ""
        words = actor.mentions[0].of(self.document.text).lower().split()
        word = next((word for word in words if word in self.gazetteer.words.abroad), None)
        return f"{word!r} are at home elsewhere" if word else ""

    def _inside(self, number: int, actor: Actor) -> tuple[str, str] | None:
        """Return the country of a place in the phrase or right beside it."""
        text, first = self.document.text, actor.mentions[0]
        for place in self.places[number]:
            if place.start < first.start:
                gap = text[place.end : first.start]
            elif place.start >= first.end:
                gap = text[first.end : place.start]
            else:
                gap = ""
            if actor.kind == "organisation" and actor.sector in {None, "UNK"} and place.start != first.start:
                continue
            bound = all(word in JOINTS for word in gap.replace("'s", " 's").replace("\u2019s", " \u2019s").split())
            if bound and place.country and (gap.strip() or place.end > first.start - 2):
                return place.country, f"at {place.name}, {IN_PHRASE}"
        return None

    def _of_town(self, actor: Actor) -> tuple[str, str] | None:
        """Return the country of a town that stands before a common noun: "Lugano court", "Bamenda lawyers"."""
        words = actor.mentions[0].of(self.document.text).split()
        named = next((at for at, word in enumerate(words) if not word[0].isupper()), len(words))
        if actor.mentions[0].kind == "name" or not 0 < named < len(words):
            return None
        name = " ".join(words[:named])
        towns = [entry for entry in self.gazetteer.find(name) if entry.kind == "town" and entry.country]
        if not towns or name.lower() in self.gazetteer.words.common:
            return None
        best = max(towns, key=lambda entry: entry.population)
        rival = max((entry.population for entry in towns if entry.country != best.country), default=0)
        if best.country is None or best.population < max(TOWN, FAR * rival):
            return None
        return best.country, f"at {best.name}, {IN_PHRASE}"

    def _acting_for(self, number: int, actor: Actor) -> tuple[str, str] | None:
        """Return the only state that acts in the sentence, where others are only those of persons in it."""
        states = self.officials[number]
        if actor.sector not in OFFICIAL or len(states) != 1:
            return None
        return next(iter(states)), "the only state that acts in the sentence"

    def _posted(self, number: int, end: int) -> set[str]:
        """Return the country that an envoy is sent to, which is not the envoy's own ("the ambassador to Chile")."""
        text = self.document.text
        return {
            code for at, code in self.states[number] if at > end and text[end:at].split() in (["to"], ["to", "the"])
        }

    def _acted_on(self, number: int, mention: Mention) -> set[str]:
        """Return the states that whoever is mentioned acts on ("accused Somalia"), which are not its own."""
        tree = self.document.trees[number]
        head = head_in(tree, mention.start, mention.end)
        if head is None or tree.tokens[head].dep != "nsubj":
            return set()
        verb = tree.tokens[head].head
        if tree.tokens[verb].lemma not in self.addressed:
            return set()
        objects = {tree.tokens[index].start for index in children(tree, verb, "dobj")}
        return {country for at, country in self.states[number] if at in objects}

    def _beside(self, number: int, offset: int, posted: AbstractSet[str] = frozenset()) -> tuple[str, str] | None:
        countries = {country for _, country in self.states[number]} - posted
        places = sorted(
            (place for place in self.places[number] if place.country not in posted),
            key=lambda place: abs(place.start - offset),
        )
        if len(countries) == 1:  # a town of a country that nobody speaks of is likelier another town of that name
            places = [place for place in places if place.country in self.spoken_of]
        if places and places[0].country:
            return places[0].country, f"at {places[0].name}, told in the sentence"
        if self.setting and len(countries) == 1 and self.setting not in countries:
            return self.setting, "the country where the story plays"
        if len(countries) == 1:
            return countries.pop(), "the only country in the sentence"
        if self.subject and not countries and self.subject not in posted:
            return self.subject, "the country that the story is about"
        before = {country for _, country in self.states[number - 1]} if number else set()
        if len(before) == 1 and not before & posted:
            return before.pop(), "the only country in the sentence before"
        if self.dateline and self.dateline not in posted:
            return self.dateline, "country of the dateline"
        named = [(at, country) for at, country in self.states[number] if country not in posted]
        return (min(named)[1], "the first country in the sentence") if named else None

    def _office(self, number: int, offset: int, posted: AbstractSet[str]) -> tuple[str, str] | None:
        """Give a bare title to the state spoken of just before; where its bearer is, or talks about, says less."""
        before = {country for place, country in self.states[number] if place < offset} - posted
        if len(before) == 1:
            return before.pop(), "the only country named before in the sentence"
        earlier = {country for _, country in self.states[number - 1]} if number and not before else set()
        if len(earlier) == 1 and not earlier & posted:
            return earlier.pop(), "the only country in the sentence before"
        return self._beside(number, offset, posted)

    def _seat(self, number: int, mention: Mention) -> tuple[str, str] | None:
        """Return the country of "In Mogadishu, Information Minister Warsame said", right before a title."""
        start, text = self.document.sentences[number].start, self.document.text
        for place in self.places[number]:
            opens = text[start : place.start].strip().lower() == "in"
            if opens and place.end <= mention.start and text[place.end : mention.start].strip() == ",":
                return place.country or "", f"at {place.name}, where the sentence sets out"
        return None

    def _sentence(self, offset: int) -> int | None:
        number = bisect_right(self.starts, offset) - 1
        return number if number >= 0 and offset < self.document.sentences[number].end else None


def _belongs_somewhere(actor: Actor) -> bool:
    """Groups, offices, the unnamed and national bodies have a home; a bare name or an unknown organisation may have any."""
    return (
        actor.kind == "group"
        or bool(actor.office)
        or (
            actor.kind == "person" and (bool(actor.sector) or all(mention.kind != "name" for mention in actor.mentions))
        )
        or actor.kind == "organisation"
    )
