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
from detente.stages.parse import load_parser

COPIES = 4
"""How often the stories are repeated: enough text to drown the cost of starting."""


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
    taken, network = share_out(pipeline, stories)
    for name, seconds in taken.items():
        print(f"  {name:15} {seconds:7.3f} s  {'':17}   {seconds / bare:.2f}")
    print(f"  of events, the network's passes {network:7.3f} s           {network / bare:.2f}   (aim: 0.60)")
    print(f"peak memory of the pipeline, before the bare parse: {peak:.0f} MB")


def share_out(pipeline: Pipeline, stories: list[Article]) -> tuple[dict[str, float], float]:
    """Return seconds by stage, and those that the learned network's encoder took."""
    taken: dict[str, float] = defaultdict(float)
    voter = load_voter()
    inner, spent = voter.session.run, 0.0

    def timed(*arguments: object) -> object:
        nonlocal spent
        start = time.perf_counter()
        result = inner(*arguments)
        spent += time.perf_counter() - start
        return result

    voter.session = SimpleNamespace(run=timed)
    for article in stories:
        document = Document.of(article)
        for stage in pipeline.stages:
            start = time.perf_counter()
            layers = dict(stage.run(document))
            taken[stage.name] += time.perf_counter() - start
            layers.pop("issues", None)
            document = msgspec.structs.replace(document, **layers)
    return taken, spent


if __name__ == "__main__":
    main()
