"""Export the trained network to an int8 graph, score it on the items kept apart, and print the card."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from detente.evaluation.corpus import GoldEvent, Item
from detente.evaluation.scores import SILENT, Report, Tally, asked, cameo_quad, report
from detente.learned.labels import QUESTIONS, Labels
from detente.learned.voter import SHIPPED, Question, Voter
from detente.model import Span
from digests import write_digests
from examples import cut, shift
from network import HIDDEN, Network

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


class Heads(torch.nn.Module):
    """What is exported to answer questions: shares by question from the states of a sentence and of its marked words.

    Its numbers are kept in 16 bits and widened when the graph is loaded.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        linear = network.join[1]
        rows = {"absent": network.absent, "join_weight": linear.weight, "join_bias": linear.bias}
        for name in QUESTIONS:
            head = network.answers[f"to_{name}"]
            rows |= {f"{name}_weight": head.weight, f"{name}_bias": head.bias}
        for name, value in rows.items():
            self.register_buffer(name, value.detach().half())

    def forward(self, mean: torch.Tensor, pooled: torch.Tensor, marked: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return shares by question; `pooled` is queries x 3 x 384, `marked` (queries x 3) says which of them are there."""
        pooled = torch.where(marked.unsqueeze(-1), pooled, self.absent.float())
        whole = torch.cat([mean, pooled.flatten(1)], dim=-1)
        joined = torch.nn.functional.gelu(whole @ self.join_weight.float().T + self.join_bias.float())
        return tuple(
            torch.softmax(
                joined @ getattr(self, f"{name}_weight").float().T + getattr(self, f"{name}_bias").float(), dim=-1
            )
            for name in QUESTIONS
        )


def export_heads(network: Network, path: Path) -> None:
    """Write the graph that answers questions."""
    sample = (torch.zeros(2, HIDDEN), torch.zeros(2, 3, HIDDEN), torch.ones(2, 3, dtype=torch.bool))
    torch.onnx.export(
        Heads(network),
        sample,
        str(path),
        input_names=["mean", "pooled", "marked"],
        output_names=list(QUESTIONS),
        dynamic_axes={name: {0: "queries"} for name in ("mean", "pooled", "marked", *QUESTIONS)},
        opset_version=OPSET,
        do_constant_folding=False,
        dynamo=False,
    )


def export(network: Network, labels: Labels, tokenizer: Tokenizer, out: Path) -> None:
    """Write encoder.onnx (int8), heads.onnx, labels.json, tokenizer.json, calibration.json and the digests of all."""
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
    quantize_dynamic(raw, out / "encoder.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    raw.unlink()
    export_heads(network, out / "heads.onnx")
    (out / "labels.json").write_bytes(msgspec.json.format(msgspec.json.encode(labels), indent=1))
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    shutil.copy(SHIPPED / "calibration.json", out)  # until `calibrate.py --fit` has seen this network
    write_digests(out)


def score(voter: Voter, items: Sequence[Item]) -> Report:
    """Return the figures of the network alone: marked pairs, known triggers, and the finding of triggers."""
    tally = Tally()
    for item in items:
        tally.start()
        for event in asked(item):
            source, target = (item.actors[side[0]].span for side in (event.sources, event.targets))
            answer = voter.ask_pairs([(item.text, source, target)])[0]
            tally.add("pairs: type", event.type, answer.best("type", without=tuple(SILENT)))
            if event.cameo:
                root = answer.best("root", without=("01",))
                tally.add("pairs: CAMEO root", event.cameo[:2], root)
                tally.add("pairs: quad class", cameo_quad(event.cameo), cameo_quad(root))
        for sentence, events in cut(item):
            score_sentence(tally, voter, sentence.of(item.text), [(e, shift(e.span, sentence)) for e in events])
    return report(tally)


def score_sentence(tally: Tally, voter: Voter, text: str, events: Sequence[tuple[GoldEvent, Span | None]]) -> None:
    """Count what the network says of known triggers in a sentence, and which triggers it finds itself."""
    reading = voter.read([text])[0]
    answers = voter.ask(reading, [Question(trigger=span) for _, span in events])
    spots = [t for t in reading.told(threshold=0.5) if t.type not in SILENT]
    for (event, span), answer in zip(events, answers, strict=True):
        tally.add("trigger known: type", event.type, answer.best("type"))
        if event.type in SILENT or span is None:
            continue
        for name in ("mode", "content", "factuality"):
            tally.add(f"trigger known: {name}", getattr(event, name) or "none", answer.best(name) or "none")
        over = next((t for t in spots if t.span.start < span.end and span.start < t.span.end), None)
        tally.add("triggers found", "event", "event" if over else None)
        spots = [t for t in spots if t is not over]
    for _ in spots:
        tally.add("triggers found", None, "event")


def export_and_score(
    network: Network, labels: Labels, tokenizer: Tokenizer, out: Path, dev: Sequence[Item], *, counts: int
) -> None:
    """Export, load what was written as the coder does, score it and print the card."""
    export(network, labels, tokenizer, out)
    figures = score(Voter.load(out), dev)
    card = {"written items": counts, "items kept apart": len(dev), "questions": msgspec.to_builtins(figures.questions)}
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n")
    for question in figures.questions:
        print(f"{question.name:28} n {question.micro.gold:5} F1 {question.micro.f1:.3f} macro {question.macro:.3f}")
        if question.name.endswith("type"):
            print("  " + ", ".join(f"{label} {share.f1:.2f}" for label, share in question.labels.items()))
            worst = ", ".join(f"{c.gold} as {c.found} {c.times}" for c in question.confusions[:12])
            print(f"  confused: {worst}")
