"""Run the shipped network: onnxruntime for the encoder, numpy for the heads; no torch, no network access."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as faults
from tokenizers import Tokenizer

from detente.errors import ModelError
from detente.learned.calibration import Calibration
from detente.learned.encode import Encoded, encode
from detente.learned.labels import QUESTIONS, Labels
from detente.model import Span

SHIPPED = Path(__file__).parents[1] / "data" / "model"

Floats = npt.NDArray[np.float32]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a read sentence that may tell an event, and who may have done it to whom."""

    trigger: Span | None = None
    source: Span | None = None
    target: Span | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Probabilities of all labels, question by question."""

    labels: Labels
    shares: dict[str, Floats]

    def share(self, question: str, label: str) -> float:
        """Return the probability of one label; 0 where the network does not know it."""
        known: tuple[str, ...] = getattr(self.labels, question)
        return float(self.shares[question][known.index(label)]) if label in known else 0.0

    def best(self, question: str, *, without: Sequence[str] = ()) -> str:
        """Return the likeliest label that is not among those left out."""
        known: tuple[str, ...] = getattr(self.labels, question)
        allowed = [label not in without for label in known]
        return known[int(np.argmax(np.where(allowed, self.shares[question], -1.0)))]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Words that the network takes for a trigger."""

    span: Span
    type: str
    score: float


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence as the encoder read it."""

    encoded: Encoded
    states: Floats
    shares: Floats
    """Pieces x (1 + types): probability that a piece tells of nothing, or of each type."""
    types: tuple[str, ...]

    def told(self, *, threshold: float) -> list[Told]:
        """Return runs of pieces whose probability of telling an event or a statement reaches the threshold."""
        found: list[Told] = []
        for place, offset in enumerate(self.encoded.offsets):
            kind = int(np.argmax(self.shares[place][1:]))
            share = 1.0 - float(self.shares[place][0])
            if offset == (-1, -1) or share < threshold:
                continue
            last = found[-1] if found else None
            if last and offset[0] - last.span.end <= 1 and last.type == self.types[kind]:
                span = Span(start=last.span.start, end=offset[1])
                found[-1] = Told(span=span, type=last.type, score=max(last.score, share))
            else:
                found.append(Told(span=Span(start=offset[0], end=offset[1]), type=self.types[kind], score=share))
        return found


class Voter:
    """The network with its words and labels."""

    def __init__(
        self, session: Any, tokenizer: Tokenizer, labels: Labels, heads: Any, calibration: Calibration
    ) -> None:
        self.session, self.tokenizer, self.labels, self.heads = session, tokenizer, labels, heads
        self.calibration = calibration

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> Self:
        """Return the network of a folder.

        Raises:
            ModelError: A file is missing, is not what was shipped, or cannot be read.
        """
        _check(folder)
        try:
            session, heads = (_open(folder / name) for name in ("encoder.onnx", "heads.onnx"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            labels = msgspec.json.decode((folder / "labels.json").read_bytes(), type=Labels)
        except (*UNREADABLE, OSError, ValueError, KeyError, msgspec.DecodeError) as error:
            raise ModelError(str(folder), f"cannot be loaded: {error}", advice=ADVICE) from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(session, tokenizer, labels, heads, Calibration.load(folder / "calibration.json"))

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Read sentences without marks; the cost is one pass each."""
        encoded = [encode(self.tokenizer, text) for text in texts]
        passed = [(e, *self._run(e)) for e in encoded]
        return [
            Reading(encoded=e, states=states, shares=_softmax(told), types=self.labels.type)
            for e, states, told in passed
        ]

    def ask(self, reading: Reading, questions: Sequence[Question]) -> list[Answer]:
        """Answer questions about a sentence that was read; costs no further pass."""
        asked = [
            [reading.encoded.pieces(span) if span else () for span in (q.trigger, q.source, q.target)]
            for q in questions
        ]
        return self._answer([reading.states] * len(questions), asked)

    def ask_pairs(self, pairs: Sequence[tuple[str, Span, Span]]) -> list[Answer]:
        """Answer what each text tells between its marked source and target; one pass each."""
        encoded = [encode(self.tokenizer, text, marks={"source": s, "target": t}) for text, s, t in pairs]
        states = [self._run(e)[0] for e in encoded]
        spots = [
            [(), *((e.opened[role],) if role in e.opened else () for role in ("source", "target"))] for e in encoded
        ]
        return self._answer(states, spots)

    def _run(self, encoded: Encoded) -> tuple[Floats, Floats]:
        """Return states and told scores of one input.

        Each goes alone: the scales of the int8 graph are taken over all that is passed together, so company would change
        an answer, and padding costs more than a batch saves.
        """
        ids = np.array([encoded.ids], dtype=np.int64)
        states, told = self.session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        return states[0], told[0]

    def _answer(self, states: Sequence[Floats], spots: Sequence[Sequence[tuple[int, ...]]]) -> list[Answer]:
        if not states:
            return []
        nowhere = np.zeros(states[0].shape[1], dtype=np.float32)
        given = {
            "mean": np.stack([held.mean(0) for held in states]),
            "pooled": np.stack(
                [
                    np.stack([held[list(pieces)].mean(0) if pieces else nowhere for pieces in asked])
                    for held, asked in zip(states, spots, strict=True)
                ]
            ),
            "marked": np.array([[bool(pieces) for pieces in asked] for asked in spots]),
        }
        shares = self.heads.run(list(QUESTIONS), given)
        return [
            Answer(
                labels=self.labels, shares={name: rows[number] for name, rows in zip(QUESTIONS, shares, strict=True)}
            )
            for number in range(len(states))
        ]


@cache
def load_voter(folder: Path = SHIPPED) -> Voter:
    """Return the voter of a folder, loaded once a process."""
    return Voter.load(folder)


UNREADABLE = (faults.Fail, faults.InvalidGraph, faults.InvalidProtobuf, faults.NotImplemented)
FILES = ("encoder.onnx", "heads.onnx", "labels.json", "tokenizer.json", "calibration.json")
ADVICE = "reinstall detente, or code with --coder lexicon"


def _open(graph: Path) -> Any:
    """Load a graph; it keeps to one thread, since sentences are short and processes run side by side."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def _check(folder: Path) -> None:
    try:
        digests: dict[str, str] = json.loads((folder / "digests.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(str(folder / "digests.json"), "is missing or damaged", advice=ADVICE) from error
    for name in FILES:
        path, wanted = folder / name, digests.get(name)
        if not path.is_file():
            raise ModelError(str(path), "is missing", advice=ADVICE)
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise ModelError(str(path), "is not the file that was shipped", advice=ADVICE)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    result: Floats = raised / raised.sum(-1, keepdims=True)
    return result
