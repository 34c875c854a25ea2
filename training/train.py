"""Train the coder's model from the repository alone: `make train`."""

import argparse
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
HALVES = torch.backends.cpu.get_cpu_capability() not in {"DEFAULT", "AVX2"}
"""Whether the encoder learns in bfloat16: twice as fast where the processor knows it, many times slower where not."""


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
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVES):
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
    network: Network, sources: Sequence[Sequence[Item]], tokenizer: Tokenizer, labels: Labels, *, epochs: int, seed: int
) -> None:
    """Fit the network; `sources[n]` are the items of epoch n."""
    heads = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith("encoder.")]
    body = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith("encoder.")]
    chance = random.Random(seed)
    drawn = [make_examples(sources[epoch % len(sources)], tokenizer, labels, chance=chance) for epoch in range(epochs)]
    weights = balance(drawn[0], labels)
    plans = [batches([len(e.ids) for e in examples], pieces=PIECES) for examples in drawn]
    steps = sum(len(plan) for plan in plans)
    optimizer = torch.optim.AdamW([{"params": body, "lr": SLOW}, {"params": heads, "lr": FAST}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (WARM * steps), max(0.02, (steps - step) / ((1 - WARM) * steps)))
    )
    network.train()
    for epoch, (examples, plan) in enumerate(zip(drawn, plans, strict=True)):
        started, losses = time.monotonic(), []
        chance.shuffle(plan)
        for group in plan:
            loss = loss_of(network, collate([examples[i] for i in group]), weights)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(loss.item())
            if len(losses) % 100 == 0:
                print(
                    f"  {len(losses)} of {len(plan)}: {np.mean(losses[-100:]):.3f}, {time.monotonic() - started:.0f} s",
                    flush=True,
                )
        spent = time.monotonic() - started
        print(f"epoch {epoch + 1}: {len(examples)} examples, loss {np.mean(losses):.3f}, {spent:.0f} s", flush=True)


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
    parser.add_argument("--epochs", type=int, default=4)
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
    train(network, sources, tokenizer, labels, epochs=options.epochs, seed=options.seed)
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
