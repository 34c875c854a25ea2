"""Score the whole coder on `corpus/dev` under one or many settings of the vote, with the reliability of its scores.

usage: python training/calibrate.py [--model FOLDER] [TRUST=1,2,3] [SURE=0.3,0.4] ...   each name is varied alone
       python training/calibrate.py [--model FOLDER] --fit    fit calibration.json on `corpus/waiting`
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from detente.evaluation.corpus import Item, read_corpus
from detente.evaluation.run import article_of
from detente.evaluation.scores import SILENT, Tally, match_events, report, tally_item
from detente.learned.calibration import LIMIT, Calibration
from detente.learned.voter import SHIPPED, Voter
from detente.model import Document
from detente.packs import load_packs
from detente.pipeline import Pipeline, build_pipeline
from detente.settings import Settings
from detente.stages.events import ballots, make_events, weigh_drafts
from detente.stages.events.records import trigger_spans
from detente.stages.events.scene import Scene
from detente.stages.events.signs import read_signs
from digests import write_digests

CORPUS = Path(__file__).parent / "corpus"
DEV, WAITING = CORPUS / "dev", CORPUS / "waiting"


def prepare(items: Sequence[Item]) -> list[Document]:
    """Run every stage before the coder; the same for all settings of the vote."""
    stages = build_pipeline(Settings(coder="lexicon")).stages
    pipeline = Pipeline(stages[: [stage.name for stage in stages].index("events")])
    return [pipeline.run(article_of(item, number)) for number, item in enumerate(items)]


def score(items: Sequence[Item], documents: Sequence[Document], voter: Voter | None) -> Iterator[str]:
    """Give the figures of one setting in lines."""
    packs = load_packs()
    stage = make_events(packs, voter=voter)
    tally = Tally()
    bins: dict[int, list[int]] = {}
    for item, document in zip(items, documents, strict=True):
        layers = stage.run(document)
        coded = msgspec.structs.replace(document, **{name: layers[name] for name in ("actors", "events", "pairs")})
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


def fit(items: Sequence[Item], documents: Sequence[Document], voter: Voter) -> Calibration:
    """Return what each sign weighs: a logistic regression of whether a kept draft is an event of gold, by its type.

    Every draft is kept at first, so that each deed told twice still stands once.
    """
    packs = load_packs()
    voter.calibration = Calibration(weights={"bias": LIMIT})
    stage = make_events(packs, voter=voter)
    rows: list[tuple[dict[str, float], bool]] = []
    for item, document in zip(items, documents, strict=True):
        scene = Scene(document)
        drafts = weigh_drafts(scene, packs, voter=voter, coding="balanced").drafts
        signs = {trigger_spans(draft, scene)[0].start: read_signs(draft, scene) for draft in drafts}
        coded = msgspec.structs.replace(document, events=stage.run(document)["events"])
        for wanted, had in match_events([e for e in item.events if e.type not in SILENT], coded.events):
            if had:
                rows.append((signs[had.evidence[0].start], wanted is not None and wanted.type == had.type))
    return Calibration(weights=regress(rows))


def regress(
    rows: Sequence[tuple[Mapping[str, float], bool]], *, damping: float = 3.0, rounds: int = 30
) -> dict[str, float]:
    """Return the weights of a logistic regression with squared weights damped, by Newton's method."""
    names = sorted({name for signs, _ in rows for name in signs})
    table = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in rows])
    right = np.array([float(answer) for _, answer in rows])
    weights = np.zeros(len(names))
    for _ in range(rounds):
        shares = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (shares - right) + damping * weights
        bend = (table * (shares * (1 - shares))[:, None]).T @ table + damping * np.eye(len(names))
        weights -= np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


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
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("vary", nargs="*")
    options = parser.parse_args()
    corpus = options.corpus or (WAITING if options.fit else DEV)
    items = [item for path in sorted(corpus.glob("*.txt")) for item in read_corpus(path)]
    documents = prepare(items)
    voter = Voter.load(options.model)
    if options.fit:
        fit(items, documents, voter).save(options.model / "calibration.json")
        write_digests(options.model)
        return
    print("lexicon alone", *score(items, documents, None), sep="\n")
    for setting in settings(options.vary):
        saved = {name: getattr(ballots, name) for name in setting}
        for name, value in setting.items():
            setattr(ballots, name, dict.fromkeys(saved[name], value) if isinstance(saved[name], Mapping) else value)
        print(dict(setting) or "as shipped", *score(items, documents, voter), sep="\n", flush=True)
        for name, value in saved.items():
            setattr(ballots, name, value)


if __name__ == "__main__":
    main()
