"""Score the whole coder on `corpus/dev` under one or many settings of the vote, with the reliability of its scores.

usage: python training/calibrate.py [--model FOLDER] [TRUST=1,2,3] [KEPT=0.3,0.5] ...   each name is varied alone
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from detente.evaluation.corpus import Item, read_corpus
from detente.evaluation.run import article_of
from detente.evaluation.scores import SILENT, Tally, match_events, report, tally_item
from detente.learned.voter import SHIPPED, Voter
from detente.model import Document
from detente.packs import load_packs
from detente.pipeline import Pipeline, build_pipeline
from detente.settings import Settings
from detente.stages.events import ballots, make_events

DEV = Path(__file__).parent / "corpus" / "dev"


def prepare(items: Sequence[Item]) -> list[Document]:
    """Run every stage but the last; the same for all settings of the vote."""
    pipeline = Pipeline(build_pipeline(Settings(coder="lexicon")).stages[:-1])
    return [pipeline.run(article_of(item, number)) for number, item in enumerate(items)]


def score(items: Sequence[Item], documents: Sequence[Document], voter: Voter | None) -> Iterator[str]:
    """Give the figures of one setting in lines."""
    packs = load_packs()
    stage = make_events(packs, voter=voter)
    tally = Tally()
    bins: dict[int, list[int]] = {}
    for item, document in zip(items, documents, strict=True):
        layers = stage.run(document)
        coded = msgspec.structs.replace(document, events=layers["events"], pairs=layers["pairs"])
        tally_item(tally, item, coded, packs.ontology)
        for wanted, had in match_events([e for e in item.events if e.type not in SILENT], coded.events):
            if had:
                row = bins.setdefault(min(9, int(had.score * 10)), [0, 0])
                row[0] += 1
                row[1] += wanted is not None and wanted.type == had.type
    for question in report(tally, draws=2).questions:
        m = question.micro
        yield f"  {question.name:32} P {m.precision:.3f} R {m.recall:.3f} F1 {m.f1:.3f}  macro {question.macro:.3f}"
    yield "  score and share right: " + " ".join(
        f"{n / 10:.1f}:{bins[n][1] / bins[n][0]:.2f}({bins[n][0]})" for n in sorted(bins)
    )


def settings(words: Sequence[str]) -> Iterator[Mapping[str, float]]:
    """Read ``TRUST=1,2,3`` into one setting after the other."""
    yield {}
    for word in words:
        name, _, values = word.partition("=")
        yield from ({name: float(value)} for value in values.split(","))


def main() -> None:
    """Print the figures of each setting asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--corpus", type=Path, default=DEV)
    parser.add_argument("vary", nargs="*")
    options = parser.parse_args()
    items = [item for path in sorted(options.corpus.glob("*.txt")) for item in read_corpus(path)]
    documents = prepare(items)
    print("lexicon alone", *score(items, documents, None), sep="\n")
    voter = Voter.load(options.model)
    for setting in settings(options.vary):
        saved = {name: getattr(ballots, name) for name in setting}
        for name, value in setting.items():
            setattr(ballots, name, dict.fromkeys(saved[name], value) if isinstance(saved[name], Mapping) else value)
        print(dict(setting) or "as shipped", *score(items, documents, voter), sep="\n", flush=True)
        for name, value in saved.items():
            setattr(ballots, name, value)


if __name__ == "__main__":
    main()
