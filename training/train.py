"""Train the coder's model from the repository alone: `make train`."""

import argparse
import copy
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from detente.evaluation.corpus import Item, read_corpus
from detente.learned.labels import QUESTIONS, Labels
from examples import IGNORED, Example, make_examples, make_labels
from network import Network

HERE = Path(__file__).parent
WEIGHTS = {"type": 1.0, "mode": 0.3, "content": 0.3, "cameo": 0.4, "root": 1.0, "factuality": 0.5, "direction": 0.6}
"""How much each question counts."""
TOLD, SMOOTHING, BALANCE, PIECES = 1.0, 0.1, 0.3, 1600
"""Weight of the told types; label smoothing; power of inverse frequency; places of a batch."""
FAST, SLOW, WARM = 1e-3, 1e-4, 0.1
"""Learning rates of heads and encoder; share of the steps that warm up."""


def collate(batch: Sequence[Example]) -> dict[str, torch.Tensor]:
    """Pad a batch into tensors."""
    places = max(len(e.ids) for e in batch)
    ids = torch.zeros(len(batch), places, dtype=torch.long)
    told = torch.full((len(batch), places), IGNORED)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        if example.told is not None:
            told[row, : len(example.told)] = torch.tensor(example.told)
    rows = [(row, query) for row, example in enumerate(batch) for query in example.queries]
    spots = torch.zeros(len(rows), 3, places)
    for number, (_, query) in enumerate(rows):
        for role, pieces in enumerate((query.trigger, query.source, query.target)):
            spots[number, role, list(pieces)] = 1.0
    answers = {name: torch.tensor([q.answers[name] for _, q in rows], dtype=torch.long) for name in QUESTIONS}
    queries = torch.tensor([row for row, _ in rows], dtype=torch.long)
    return {"ids": ids, "mask": (ids != 0).float(), "told": told, "spots": spots, "queries": queries, **answers}


def batches(lengths: Sequence[int], *, pieces: int) -> list[list[int]]:
    """Group inputs of similar length so that a padded batch holds at most `pieces` places; each input is in one batch.

    >>> batches([3, 9, 4], pieces=10)
    [[0, 2], [1]]
    """
    groups: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if groups and lengths[index] * (len(groups[-1]) + 1) <= pieces:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def balance(examples: Sequence[Example], labels: Labels) -> dict[str, torch.Tensor]:
    """Return the weight of each label: rarer ones count more, the mean stays one."""
    weights = {}
    for name, size in labels.sizes().items():
        counts = np.ones(size)
        for example in examples:
            for query in example.queries:
                if query.answers[name] != IGNORED:
                    counts[query.answers[name]] += 1
        raw = counts**-BALANCE
        weights[name] = torch.tensor(raw / (raw * counts).sum() * counts.sum(), dtype=torch.float32)
    return weights


def loss_of(network: Network, batch: dict[str, torch.Tensor], weights: dict[str, torch.Tensor]) -> torch.Tensor:
    """Return the weighted sum of the losses of one batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.read(batch["ids"], batch["mask"]).float()
    cross = torch.nn.functional.cross_entropy
    total = torch.zeros(())
    if (batch["told"] != IGNORED).any():
        total = total + TOLD * cross(network.told(states).flatten(0, 1), batch["told"].flatten(), ignore_index=IGNORED)
    if len(batch["queries"]):
        scores = network.answer(states, batch["mask"], batch["queries"], batch["spots"])
        for name, weight in WEIGHTS.items():
            if (batch[name] != IGNORED).any():
                total = total + weight * cross(
                    scores[name], batch[name], weight=weights[name], ignore_index=IGNORED, label_smoothing=SMOOTHING
                )
    return total


def train(
    network: Network,
    sources: Sequence[Sequence[Item]],
    tokenizer: Tokenizer,
    labels: Labels,
    *,
    shared: int,
    branches: int,
    seed: int,
) -> None:
    """Fit the network; `sources[n]` are the items of epoch n.

    The first `shared` epochs are one run. From there `branches` runs go on, each with its own order, masks and drop-out,
    and the network gets the mean of their weights: what one run learns by chance weighs less.
    """
    learned = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    body = [p for name, p in learned if name.startswith("encoder.")]
    heads = [p for name, p in learned if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    drawn = [
        make_examples(items, tokenizer, labels, chance=random.Random(seed + 1000 * epoch))
        for epoch, items in enumerate(sources)
    ]
    course = Course(drawn, balance(drawn[0], labels))
    for epoch in range(shared):
        course.run(network, optimizer, epoch=epoch, seed=seed)
    fork = copy.deepcopy(network.state_dict()), copy.deepcopy(optimizer.state_dict())
    ends = []
    for branch in range(branches):
        network.load_state_dict(fork[0])
        optimizer.load_state_dict(copy.deepcopy(fork[1]))
        for epoch in range(shared, len(sources)):
            course.run(network, optimizer, epoch=epoch, seed=seed + branch)
        ends.append(copy.deepcopy(network.state_dict()))
    network.load_state_dict({name: torch.stack([end[name] for end in ends]).mean(0) for name in ends[0]})


class Course:
    """The examples of all epochs, and the learning rate that falls from the first to the last."""

    def __init__(self, drawn: Sequence[Sequence[Example]], weights: dict[str, torch.Tensor]) -> None:
        self.drawn, self.weights = drawn, weights
        self.plans = [batches([len(e.ids) for e in examples], pieces=PIECES) for examples in drawn]
        self.steps = sum(len(plan) for plan in self.plans)

    def pace(self, step: int) -> float:
        """Return the share of the highest learning rate at a step."""
        return min(step / (WARM * self.steps), max(0.02, (self.steps - step) / ((1 - WARM) * self.steps)))

    def run(self, network: Network, optimizer: torch.optim.Optimizer, *, epoch: int, seed: int) -> None:
        """Take one epoch, in an order that the seed gives."""
        torch.manual_seed(seed + 1000 * epoch)
        plan = list(self.plans[epoch])
        random.Random(seed + 1000 * epoch).shuffle(plan)
        step = sum(len(earlier) for earlier in self.plans[:epoch])
        started, losses = time.monotonic(), []
        network.train()
        for number, chosen in enumerate(plan):
            for group, rate in zip(optimizer.param_groups, (SLOW, FAST), strict=True):
                group["lr"] = rate * self.pace(step + number)
            loss = loss_of(network, collate([self.drawn[epoch][i] for i in chosen]), self.weights)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], 1.0)
            optimizer.step()
            optimizer.zero_grad()
            losses.append(loss.item())
            if len(losses) % 100 == 0:
                spent = time.monotonic() - started
                print(f"  {len(losses)} of {len(plan)}: {np.mean(losses[-100:]):.3f}, {spent:.0f} s", flush=True)
        spent = time.monotonic() - started
        print(f"epoch {epoch + 1}, seed {seed}: loss {np.mean(losses):.3f}, {spent:.0f} s", flush=True)


def read_all(folder: Path) -> list[Item]:
    """Return the items of all files of a folder."""
    return [item for path in sorted(folder.glob("*.txt")) for item in read_corpus(path)]


def main() -> None:
    """Train, export, print the card."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--base", required=True, help="folder of the base model (config.json, model.safetensors, tokenizer.json)"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=int, default=2, help="epochs of one run, before it is forked")
    parser.add_argument("--epochs", type=int, default=4, help="epochs of each branch, the shared ones counted")
    parser.add_argument("--branches", type=int, default=2, help="runs from the fork on, whose weights are averaged")
    parser.add_argument("--generated", type=int, default=1500, help="generated items beside the written ones, an epoch")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    written = read_all(HERE / "corpus" / "train")
    labels = make_labels(written)
    tokenizer = Tokenizer.from_file(f"{options.base}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = Network(options.base, labels)
    sources = [[*written, *generated(options.generated, seed=100 + epoch)] for epoch in range(options.epochs)]
    train(network, sources, tokenizer, labels, shared=options.shared, branches=options.branches, seed=options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "network.pt")
    (options.out / "settings.json").write_text(json.dumps({k: str(v) for k, v in vars(options).items()}))
    from card import export_and_score  # the export needs onnx, which a trial of the training does not

    export_and_score(network, labels, tokenizer, options.out, read_all(HERE / "corpus" / "dev"), counts=len(written))


def generated(count: int, *, seed: int) -> list[Item]:
    """Return generated items, or none."""
    if not count:
        return []
    from detente.evaluation.corpus import read_item
    from generate import generate
    from phrasebook import read_bank

    return [read_item(line) for line in generate(read_bank(), count=count, seed=seed)]


if __name__ == "__main__":
    sys.exit(main())
