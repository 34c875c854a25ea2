"""Time the store: adding and merging 1,000 stories to stores of several sizes, and the queries of a page on two countries.

usage: bench_store.py [--sizes 1000 10000 100000] [--more 1000] [--rounds 5] [--folder FOLDER]

Stories are generated, not parsed: about 300 words of an invented vocabulary, of which a third are copies (cut, or word
for word) of a text of the last days, with ten events each between two of forty countries, so that the store of 100,000 stories
has a million events. The figures are wall-clock seconds; queries are the median of their rounds.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import msgspec

from detente.model import (
    Actor,
    Anatomy,
    Document,
    Event,
    EventTime,
    Evidence,
    Paragraph,
    Passage,
    Published,
    Quad,
    Scale,
    Sentence,
)
from detente.store import EventFilter, Run, Store

RUN = Run(id="bench", started="2021-03-07 08:00:00", version="0", packs="p", parser="x", settings="{}")
LETTERS = "bcdfghjklmnprstv"
COUNTRIES = [a + b + c for a in "ABCD" for b in "KLMNO" for c in "XY"]
TYPES = ("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ACCUSE", "REJECT", "ASSAULT", "SANCTION")
A_DAY = 50
"""Stories of a day."""
EVENTS = 12
"""Events of a story; the last of them fall out where its text is cut."""
BATCH = 1000


class Press:
    """Invented news: a vocabulary whose words are used as unevenly as real ones, and the texts of the last days."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - invented news
        size = 30_000
        self.words = [
            "".join(self.chance.choice(LETTERS) + self.chance.choice("aeiou") for _ in range(4)) for _ in range(size)
        ]
        self.weights = list(self._sums(size))
        self.recent: list[tuple[list[str], list[Event]]] = []
        self.number = 0

    @staticmethod
    def _sums(size: int) -> Iterator[float]:
        total = 0.0
        for rank in range(size):
            total += 1 / (rank + 10)
            yield total

    def text(self) -> tuple[list[str], list[Event]]:
        """The sentences of a story and what they tell: its own, or those of a recent one, all or the first of them."""
        if self.recent and self.chance.random() < 1 / 3:
            sentences, events = self.chance.choice(self.recent)
            kept = self.chance.randint(len(sentences) // 2, len(sentences))
            return sentences[:kept], [event for event in events if event.sentence < kept]
        sentences = [
            " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=20)).capitalize() + "."
            for _ in range(15)
        ]
        pair = [COUNTRIES[min(int(self.chance.expovariate(0.15)), len(COUNTRIES) - 1)] for _ in range(4)]
        events = [self.event(place, pair, len(sentences)) for place in range(EVENTS)]
        self.recent = [*self.recent[-3 * A_DAY :], (sentences, events)]
        return sentences, events

    def stories(self, count: int) -> Iterator[Document]:
        """The next stories."""
        for _ in range(count):
            yield self.story()

    def story(self) -> Document:
        """The next story."""
        day, text, spans = self.today(), "", []
        number, self.number = self.number, self.number + 1
        sentences, told = self.text()
        for sentence in sentences:
            spans.append(Sentence(start=len(text), end=len(text) + len(sentence), part="body", paragraph=0))
            text += sentence + " "
        events = tuple(msgspec.structs.replace(row, id=f"{number:012x}{place:04x}") for place, row in enumerate(told))
        named = sorted({code for event in events for code in (*event.sources, *event.targets)})
        actors = tuple(Actor(id=code, name=code, kind="country", country=code) for code in named)
        agency = self.chance.choice([None, "Reuters", "Associated Press"])
        publisher = f"Paper {self.chance.randrange(200)}"
        return Document(
            id=f"story-{number:07d}",
            text=text,
            digest=str(number),
            title=text[:60],
            published=Published(earliest=day.isoformat(), latest=day.isoformat(), basis="given"),
            anatomy=Anatomy(
                agency=Passage(start=0, end=0, value=agency) if agency else None,
                publisher=Passage(start=0, end=0, value=publisher),
            ),
            paragraphs=(Paragraph(start=0, end=len(text), part="body"),),
            sentences=tuple(spans),
            actors=actors,
            events=events,
        )

    def today(self) -> date:
        """The day of the next story."""
        return date(2000, 1, 1) + timedelta(days=self.number // A_DAY)

    def event(self, place: int, countries: list[str], sentences: int) -> Event:
        """One event between two of the countries of a story."""
        chance = self.chance
        told = self.today() - timedelta(days=chance.choice([0, 0, 0, 1, 1, 2]))
        source, target = chance.sample(countries, 2)
        return Event(
            id=str(place),
            type=chance.choice(TYPES),
            mode=None,
            content=None,
            contexts=("military",),
            cameo=f"0{chance.randint(30, 49)}",
            quad=Quad(scheme="PLOVER", class_=chance.randint(1, 4)),
            scale=Scale(table="PLOVER", value=1.0),
            cameo_quad=None,
            goldstein=None,
            sources=(source,),
            targets=(target,) if target != source else (),
            reciprocal=chance.random() < 0.2,
            time=EventTime(
                earliest=told.isoformat(), latest=told.isoformat(), grain="day", basis="stated", value=told.isoformat()
            ),
            place=None,
            factuality="happened",
            certainty=3,
            speaker=None,
            evidence=(Evidence(role="trigger", start=0, end=8),),
            score=0.8,
            why="generated",
            alternatives=(),
            sentence=chance.randrange(sentences),
            part="body",
            counted=chance.random() < 0.7,
        )


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pages() -> dict[str, EventFilter]:
    """What a page on two countries asks for."""
    pair = (COUNTRIES[0], COUNTRIES[1])
    return {
        "dyad, a quarter": EventFilter(dyad=pair, merged=True, since="2000-04-01", until="2000-06-30"),
        "dyad, one type, latest 500": EventFilter(dyad=pair, types=("ASSAULT",), limit=500),
        "dyad, latest 50": EventFilter(dyad=pair, merged=True, limit=50),
        "rare dyad": EventFilter(dyad=(COUNTRIES[20], COUNTRIES[25]), merged=True),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--more", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path, press = Path(folder) / "bench.duckdb", Press(1)
        with Store(path) as store:
            for size in options.sizes:
                measure(store, press, size, more=options.more)
            rows = store.count("events")
            print(f"\n{rows} events; file {path.stat().st_size >> 20} MB")
            for name, wanted in pages().items():
                found = len(store.events(wanted))
                took = statistics.median(timed(partial(store.events, wanted)) for _ in range(options.rounds))
                print(f"{name:28} {1000 * took:8.1f} ms  {found} rows")
            whole = EventFilter(dyad=(COUNTRIES[0], COUNTRIES[1]), merged=True)
            took = statistics.median(timed(partial(store.events_table, whole)) for _ in range(options.rounds))
            print(f"{'whole dyad as Arrow':28} {1000 * took:8.1f} ms  {store.events_table(whole).num_rows} rows")


def measure(store: Store, press: Press, size: int, *, more: int) -> None:
    """Fill the store up to a size, then time adding and merging some more."""
    filled = time.perf_counter()
    while press.number < size:
        store.add(list(press.stories(min(BATCH, size - press.number))), run=RUN)
    filling = time.perf_counter() - filled
    first = timed(store.merge)
    arriving = list(press.stories(more))
    adding = timed(lambda: store.add(arriving, run=RUN))
    merging = timed(store.merge)
    merged = store.rows("SELECT count(*) AS n, avg(n_reports) AS reports FROM merged_events")[0]
    print(
        f"{size:7} stories: filled in {filling:7.1f} s, merged in {first:6.1f} s; {more} more: added in {adding:5.2f} s, "
        f"merged in {merging:5.2f} s; {merged['n']} merged events of {merged['reports']:.2f} reports",
        flush=True,
    )


if __name__ == "__main__":
    main()
