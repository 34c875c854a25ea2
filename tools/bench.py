"""Time the pipeline against the bare spaCy parse of the same text in the same run, and print each stage's share.

usage: bench.py [FOLDER] [--rounds N]   (default: examples/, 3 rounds; the smallest time of each counts)
"""

import argparse
import resource
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import msgspec

from detente.learned.voter import load_voter
from detente.model import Article, Document
from detente.packs import load_packs
from detente.pipeline import Pipeline, build_pipeline
from detente.readers import Unread, read
from detente.settings import Settings
from detente.stages.actors.coreference import Coreference
from detente.stages.actors.descriptions import Descriptions
from detente.stages.parse import load_parser

COPIES = 4
"""How often the stories are repeated: enough text to drown the cost of starting."""

LAYERS = {
    "actors": "actors",
    "homes": "homes",
    "times": "times",
    "places": "places",
    "quotes": "quotes",
    "voices": "voices",
    "predicates": "factuality",
}
"""Stages that give the layers which events are read from, to what those are called."""

PARTS = {"coreference": ("actors", ""), "network": ("events", "   (aim: 0.60)")}
"""Parts that are timed on their own, to the stage that they are inside of and what is aimed at."""


def articles(folder: Path, settings: Settings) -> list[Article]:
    found = [a for a in read(folder, settings=settings, packs=load_packs()) if not isinstance(a, Unread)]
    return found * COPIES


def fastest(rounds: int, work: Callable[[], object]) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("examples"))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    settings = Settings()
    stories = articles(options.folder, settings)
    words = sum(len(a.text[p.start : p.end].split()) for a in stories for p in a.paragraphs)
    spacy = load_parser(settings.parser)
    paragraphs = [a.text[p.start : p.end] for a in stories for p in a.paragraphs]
    pipeline = build_pipeline(settings)
    for article in stories[: len(stories) // COPIES]:
        pipeline.run(article)
    whole = fastest(options.rounds, lambda: deque(map(pipeline.run, stories), maxlen=0))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))
    bare = fastest(options.rounds, lambda: deque(spacy.pipe(paragraphs), maxlen=0))
    print(f"{len(stories)} stories, {words} words, {options.rounds} rounds, smallest time of each")
    print(f"bare spaCy parse  {bare:7.3f} s  {words / bare:8.0f} words/s   1.00")
    print(f"whole pipeline    {whole:7.3f} s  {words / whole:8.0f} words/s   {whole / bare:.2f}")
    taken, inside = share_out(pipeline, stories, options.rounds)
    for name, seconds in taken.items():
        print(f"  {LAYERS.get(name, name):15} {seconds:7.3f} s  {'':17}   {seconds / bare:.2f}")
        for part, (stage, aim) in PARTS.items():
            if stage == name:
                print(f"    {part:20} {inside[part]:7.3f} s  {'':10}   {inside[part] / bare:.2f}{aim}")
    together = sum(taken[name] for name in LAYERS)
    print(
        f"layers together   {together:7.3f} s  {'':17}   {together / bare:.2f}   (aim: 0.40; {', '.join(LAYERS.values())})"
    )
    print(f"peak memory of the pipeline, before the bare parse: {peak:.0f} MB")


def share_out(pipeline: Pipeline, stories: list[Article], rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Return seconds by stage, and those of the parts inside stages: the smallest of each over the rounds."""
    inside: dict[str, float] = defaultdict(float)
    time_parts(inside)
    taken: dict[str, float] = {}
    parts: dict[str, float] = {}
    for _ in range(rounds):
        inside.clear()
        once: dict[str, float] = defaultdict(float)
        for article in stories:
            document = Document.of(article)
            for stage in pipeline.stages:
                start = time.perf_counter()
                layers = dict(stage.run(document))
                once[stage.name] += time.perf_counter() - start
                layers.pop("issues", None)
                document = msgspec.structs.replace(document, **layers)
        taken = {name: min(seconds, taken.get(name, seconds)) for name, seconds in once.items()}
        parts = {name: min(inside[name], parts.get(name, inside[name])) for name in PARTS}
    return taken, parts


def time_parts(inside: dict[str, float]) -> None:
    """Let the parts of stages add the seconds that they take to `inside`."""
    voter = load_voter()
    voter.session = SimpleNamespace(run=timed(voter.session.run, "network", inside))
    resolvers: tuple[tuple[type, str], ...] = (
        (Coreference, "resolve"),
        (Coreference, "look_ahead"),
        (Coreference, "point_back"),
        (Descriptions, "resolve"),
    )
    for owner, name in resolvers:
        setattr(owner, name, timed(getattr(owner, name), "coreference", inside))


def timed(work: Callable[..., object], part: str, inside: dict[str, float]) -> Callable[..., object]:
    """Return the function with its time added to a part."""

    def run(*arguments: object, **named: object) -> object:
        start = time.perf_counter()
        result = work(*arguments, **named)
        inside[part] += time.perf_counter() - start
        return result

    return run


if __name__ == "__main__":
    main()
