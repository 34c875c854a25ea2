"""Export the trained network to an int8 graph, score it on the items kept apart, and print the card."""

import hashlib
import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from detente.evaluation.corpus import NO_EVENT, Item
from detente.learned.labels import Labels
from detente.learned.voter import Question, Voter
from detente.model import Span
from examples import cut
from network import Network

OPSET = 17


class Reader(torch.nn.Module):
    """The part that is exported: states and told scores of all pieces."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return states and told scores."""
        states = self.network.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states, self.network.told(states)


def export(network: Network, labels: Labels, tokenizer: Tokenizer, out: Path) -> None:
    """Write encoder.onnx (int8), heads.npz, labels.json, tokenizer.json and the digests of all."""
    network.eval()
    network.fold()
    raw = out / "raw.onnx"
    axes = {name: {0: "inputs", 1: "places"} for name in ("ids", "mask", "states", "told")}
    sample = (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long))
    torch.onnx.export(
        Reader(network),
        sample,
        str(raw),
        input_names=["ids", "mask"],
        output_names=["states", "told"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(raw, out / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8)
    raw.unlink()
    linear = network.join[1]
    heads = {"absent": network.absent, "join.weight": linear.weight, "join.bias": linear.bias}
    for name, layer in network.answers.items():
        heads |= {f"{name.removeprefix('to_')}.weight": layer.weight, f"{name.removeprefix('to_')}.bias": layer.bias}
    np.savez(out / "heads.npz", **{name: value.detach().numpy().astype(np.float16) for name, value in heads.items()})
    (out / "labels.json").write_bytes(msgspec.json.format(msgspec.json.encode(labels), indent=1))
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    files = ("encoder.onnx", "heads.npz", "labels.json", "tokenizer.json")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files}
    (out / "digests.json").write_text(json.dumps(digests, indent=1) + "\n")


def macro(rows: Sequence[tuple[str, str]]) -> tuple[float, float, dict[str, float]]:
    """Return accuracy, macro F1 over the gold labels, and F1 by label of (gold, found) rows."""
    hits, gold, found = Counter(g for g, f in rows if g == f), Counter(g for g, _ in rows), Counter(f for _, f in rows)
    each = {name: 2 * hits[name] / (gold[name] + found[name]) for name in gold}
    return sum(hits.values()) / max(1, len(rows)), sum(each.values()) / max(1, len(each)), each


QUADS = {
    **dict.fromkeys(("01", "02", "03", "04", "05"), 1),
    **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13"), 3),
    **dict.fromkeys(("14", "15", "16", "17", "18", "19", "20"), 4),
}


def score(voter: Voter, items: Sequence[Item]) -> dict[str, object]:
    """Return the figures on items kept apart: marked pairs, triggers, and the finding of triggers."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    known: dict[str, list[tuple[str, str]]] = defaultdict(list)
    quiet = [0, 0]
    hits = gold = found = typed = 0
    for item in items:
        for event in item.events:
            if event.sources and event.targets and event.type not in {NO_EVENT, "STATEMENT"}:
                marks = {"source": item.actors[event.sources[0]].span, "target": item.actors[event.targets[0]].span}
                answer = voter.ask_pairs([(item.text, marks["source"], marks["target"])])[0]
                pairs["type"].append((event.type, answer.best("type", without=(NO_EVENT, "STATEMENT"))))
                if event.cameo:
                    root = answer.best("root", without=("01", "02"))
                    pairs["root"].append((event.cameo[:2], root))
                    pairs["quad"].append((str(QUADS[event.cameo[:2]]), str(QUADS[root])))
                    pairs["side"].append((str(QUADS[event.cameo[:2]] > 2), str(QUADS[root] > 2)))
        for sentence, events in cut(item):
            reading = voter.read([sentence.of(item.text)])[0]
            questions = [
                Question(trigger=Span(start=max(0, e.span.start - sentence.start), end=e.span.end - sentence.start))
                for e in events
            ]
            for event, answer in zip(events, voter.ask(reading, questions), strict=True):
                known["type"].append((event.type, answer.best("type")))
                if event.type not in {NO_EVENT, "STATEMENT"}:
                    for name in ("mode", "content", "factuality"):
                        known[name].append(((getattr(event, name) or ""), answer.best(name)))
            real = [e for e in events if e.type not in {NO_EVENT, "STATEMENT"}]
            spots = [t for t in reading.told(threshold=0.5) if t.type not in {NO_EVENT, "STATEMENT"}]
            gold, found = gold + len(real), found + len(spots)
            for e in real:
                over = [
                    t
                    for t in spots
                    if t.span.start < e.span.end - sentence.start and e.span.start - sentence.start < t.span.end
                ]
                hits += bool(over)
                typed += any(t.type == e.type for t in over)
            if not real:
                quiet = [quiet[0] + (not spots), quiet[1] + 1]
    figures: dict[str, object] = {}
    for view, table in (("pairs", pairs), ("trigger known", known)):
        for name, rows in table.items():
            accuracy, mean, each = macro(rows)
            figures[f"{view}: {name}"] = {"n": len(rows), "accuracy": round(accuracy, 3), "macro F1": round(mean, 3)}
            if name == "type" or (view, name) == ("pairs", "root"):
                figures[f"{view}: {name} by label"] = {key: round(value, 2) for key, value in sorted(each.items())}
    figures["triggers found"] = {"gold": gold, "found": found, "hit": hits, "hit and type": typed}
    figures["sentences without event left empty"] = quiet
    return figures


def export_and_score(
    network: Network, labels: Labels, tokenizer: Tokenizer, out: Path, dev: Sequence[Item], *, counts: int
) -> None:
    """Export, load what was written as the coder does, score it and print the card."""
    export(network, labels, tokenizer, out)
    figures = {"written items": counts, "items kept apart": len(dev), **score(Voter.load(out), dev)}
    (out / "card.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))
    shutil.rmtree(out / "__pycache__", ignore_errors=True)
