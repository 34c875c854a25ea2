"""Sentences and their dependency trees, one paragraph at a time, with names made consistent over the document."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache
from typing import Any

import msgspec
import spacy

from detente.errors import ConfigError
from detente.model import Document, Sentence, Token, Tree
from detente.packs import Packs, load_packs
from detente.settings import Settings
from detente.stages.base import Layers, Stage, make_stage
from detente.trees import plant

RUN = re.compile(r"\S{200,}")

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
"""Entity labels that say what a name stands for; the others (DATE, MONEY, ...) are left as they are."""


def make_parse(settings: Settings, packs: Packs | None = None) -> Stage:
    """Return the stage that gives `sentences` and `trees`.

    Raises:
        ConfigError: the spaCy pipeline named in the settings is not installed.
    """
    pipeline = load_parser(settings.parser)
    opening = _opening_times(packs or load_packs(settings.packs))
    return make_stage(
        "parse", needs=[], gives=["sentences", "trees"], run=lambda document: parse(document, pipeline, opening)
    )


def _opening_times(packs: Packs) -> re.Pattern[str]:
    """Return a pattern of a time that opens a sentence without a comma: the parser takes "In 2009 soldiers" together."""
    months = "|".join(sorted((re.escape(name.title()) for name in packs.time_words.months), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=^)|(?<=[.!?”\"] ))(?:In|Since|During|By) (?:(?:{months})\b\.?(?: \d{{4}})?|\d{{4}})(?= [^\W\d_])"
    )


@cache
def load_parser(name: str) -> Any:
    """Load a spaCy pipeline once a process.

    Raises:
        ConfigError: no such pipeline is installed.
    """
    try:
        return spacy.load(name)
    except OSError as fault:
        raise ConfigError(
            f"the spaCy pipeline {name!r} is not installed; install it or set another `parser`"
        ) from fault


def parse(document: Document, pipeline: Any, opening: re.Pattern[str] | None = None) -> Layers:
    """Split every paragraph into sentences and parse them; offsets are those of the document's text."""
    sentences: list[Sentence] = []
    trees: list[Tree] = []
    spans = [paragraph for paragraph in document.paragraphs if paragraph.end > paragraph.start]
    texts = [_part_times(_mask_runs(document.text[paragraph.start : paragraph.end]), opening) for paragraph in spans]
    parsed = pipeline.pipe(text for text, _ in texts)
    for number, (paragraph, (_, commas), doc) in enumerate(zip(spans, texts, parsed, strict=True)):
        for sent in doc.sents:
            tokens = _tokens(sent, paragraph.start, commas)
            if tokens:
                trees.append(plant(tokens))
                start, end = tokens[0].start, tokens[-1].end
                sentences.append(Sentence(start=start, end=end, part=paragraph.part, paragraph=number))
    return {"sentences": tuple(sentences), "trees": _agree_on_names(trees)}


def _mask_runs(text: str) -> str:
    """Replace what no word is (hundreds of characters without a space) by a word as long: tokenizers choke on it."""
    return RUN.sub(lambda run: "x" * len(run[0]), text)


def _part_times(text: str, opening: re.Pattern[str] | None) -> tuple[str, list[int]]:
    """Put a comma behind a time that opens a sentence; returns the text and the places of the commas in it."""
    if opening is None:
        return text, []
    ends = [match.end() for match in opening.finditer(text)]
    pieces, last = [], 0
    for end in ends:
        pieces.append(text[last:end])
        last = end
    return ",".join([*pieces, text[last:]]), [end + number for number, end in enumerate(ends)]


def _tokens(sent: Any, shift: int, commas: list[int]) -> list[Token]:
    """Convert a spaCy sentence without whitespace and added commas; what hung on one hangs on that one's head."""
    kept = [token for token in sent if not token.is_space and token.idx not in commas]
    places = {token.i: place for place, token in enumerate(kept)}

    def head(token: Any) -> int:
        above = token.head
        while above.i not in places and above.head is not above:
            above = above.head
        return places.get(above.i, places[token.i])

    def start(token: Any) -> int:
        return int(shift + token.idx - bisect_left(commas, token.idx))

    return [
        Token(
            start=start(token),
            end=start(token) + len(token),
            text=token.text,
            lemma=token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower(),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=head(token),
            ent=token.ent_type_,
            ent_begin=token.ent_iob_ == "B",
        )
        for token in kept
    ]


def _agree_on_names(trees: list[Tree]) -> tuple[Tree, ...]:
    """Give every mention of a name the label that most of its mentions have in this document."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for token in tree.tokens:
            if token.ent in NAMES and token.pos == "PROPN":
                labels[token.text][token.ent] += 1
    decided = {word: votes.most_common(1)[0][0] for word, votes in labels.items() if len(votes) > 1}
    if not decided:
        return tuple(trees)
    return tuple(_relabel(tree, decided) for tree in trees)


def _relabel(tree: Tree, decided: dict[str, str]) -> Tree:
    tokens = tuple(
        msgspec.structs.replace(token, ent=decided[token.text])
        if token.ent in NAMES and token.text in decided and token.ent != decided[token.text]
        else token
        for token in tree.tokens
    )
    return Tree(tokens=tokens, below=tree.below)
