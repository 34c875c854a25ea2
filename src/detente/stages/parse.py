"""Sentences and their dependency trees, one paragraph at a time, with names made consistent over the document."""

from collections import Counter, defaultdict
from functools import cache
from typing import Any

import msgspec
import spacy

from detente.errors import ConfigError
from detente.model import Document, Sentence, Token, Tree
from detente.settings import Settings
from detente.stages.base import Layers, Stage, make_stage
from detente.trees import plant

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
"""Entity labels that say what a name stands for; the others (DATE, MONEY, ...) are left as they are."""


def make_parse(settings: Settings) -> Stage:
    """Return the stage that gives `sentences` and `trees`.

    Raises:
        ConfigError: the spaCy pipeline named in the settings is not installed.
    """
    pipeline = load_parser(settings.parser)
    return make_stage("parse", needs=[], gives=["sentences", "trees"], run=lambda document: parse(document, pipeline))


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


def parse(document: Document, pipeline: Any) -> Layers:
    """Split every paragraph into sentences and parse them; offsets are those of the document's text."""
    sentences: list[Sentence] = []
    trees: list[Tree] = []
    spans = [paragraph for paragraph in document.paragraphs if paragraph.end > paragraph.start]
    parsed = pipeline.pipe(document.text[paragraph.start : paragraph.end] for paragraph in spans)
    for number, (paragraph, doc) in enumerate(zip(spans, parsed, strict=True)):
        for sent in doc.sents:
            tokens = _tokens(sent, paragraph.start)
            if tokens:
                trees.append(plant(tokens))
                start, end = tokens[0].start, tokens[-1].end
                sentences.append(Sentence(start=start, end=end, part=paragraph.part, paragraph=number))
    return {"sentences": tuple(sentences), "trees": _agree_on_names(trees)}


def _tokens(sent: Any, shift: int) -> list[Token]:
    """Convert a spaCy sentence without its whitespace tokens; what hung on one hangs on that one's head."""
    kept = [token for token in sent if not token.is_space]
    places = {token.i: place for place, token in enumerate(kept)}

    def head(token: Any) -> int:
        above = token.head
        while above.is_space and above.head is not above:
            above = above.head
        return places.get(above.i, places[token.i])

    return [
        Token(
            start=shift + token.idx,
            end=shift + token.idx + len(token),
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
