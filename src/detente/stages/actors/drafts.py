"""What mention detection hands to identity: phrases that name or describe actors, before it is known who they are."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from detente.model import Span, Token, Tree
from detente.packs.actor_words import ActorNoun, ActorWords, GroupNoun
from detente.packs.world_names import Name

Form = Literal["name", "nominal", "pronoun", "adjective"]

LINKS = frozenset({"-", "\N{EN DASH}", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}"})
"""Hyphens between the parts of a compound."""


HIGHEST_CLIMB = 40
"""Steps up a tree after which a relation is given up: lists without end are not sentences."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens `first` to `last` (half open) that the world pack knows by name."""

    first: int
    last: int
    name: Name
    others: tuple[Name, ...] = ()
    """Whom else the words may stand for."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens that are an actor noun or office; `head` is its head word."""

    first: int
    last: int
    head: int
    noun: ActorNoun


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A mention whose actor is still to be found."""

    sentence: int
    first: int
    last: int
    head: int
    form: Form
    hit: Hit | None = None
    """The country, organisation or group that the phrase itself names."""
    person: tuple[str, ...] = ()
    """The words of a person's name."""
    noun: ActorNoun | None = None
    group: GroupNoun | None = None
    """Set where a noun can point back at actors named before."""
    owner: Hit | None = None
    """Whose: the country or organisation inside the phrase ("*Russian* forces", "*Hamas* leader")."""
    keeper: int | None = None
    """Token of a possessor outside the names ("*his* counterpart", "*Putin*'s spokesman")."""
    sector: str = ""
    role: str = ""
    office: str = ""
    plural: bool = False
    count: int | None = None
    definite: bool = False
    gender: str = ""
    bound: bool = False
    """Stands before another noun ("*Syrian army* base")."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence prepared for look-ups."""

    number: int
    tree: Tree
    tokens: tuple[Token, ...]
    texts: tuple[str, ...]
    symbols: tuple[str, ...]
    title: bool
    hits: tuple[Hit, ...] = ()
    matches: tuple[Match, ...] = ()
    people: tuple[tuple[int, int], ...] = ()
    """Token spans of personal names."""


def prepare(number: int, tree: Tree, words: ActorWords, *, title: bool) -> Line:
    """Return a sentence with the forms that its words are looked up by."""
    texts = tuple(token.text for token in tree.tokens)
    symbols = tuple(words.symbol(text) for text in texts)
    return Line(number=number, tree=tree, tokens=tree.tokens, texts=texts, symbols=symbols, title=title)


def span_of(line: Line, draft: Draft) -> Span:
    """Return the characters of a draft."""
    return Span(start=line.tokens[draft.first].start, end=line.tokens[draft.last - 1].end)


def head_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the head word of a token span: the last token that hangs outside it, else the last.

    >>> from detente.model import Token
    >>> word = dict(lemma="", pos="", tag="", dep="", start=0, end=0, text="")
    >>> head_of([Token(head=1, **word), Token(head=1, **word)], 0, 2)
    1
    """
    for place in range(last - 1, first - 1, -1):
        above = tokens[place].head
        if (above == place or not first <= above < last) and tokens[place].dep not in {"punct", "case"}:
            return place
    return last - 1


def climb(line: Line, place: int) -> tuple[str, int]:
    """Return a phrase's grammatical relation and the token it hangs on; conjuncts and appositions take their head's."""
    tokens = line.tokens
    for _ in range(HIGHEST_CLIMB):
        token = tokens[place]
        if token.head == place:
            return "ROOT", place
        if token.dep in {"conj", "appos"} and tokens[token.head].pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
            place = token.head
            continue
        if token.dep in {"nmod", "compound"} and tokens[token.head].pos == "PROPN" and token.ent == "PERSON":
            place = token.head
            continue
        return token.dep, token.head
    return "dep", place
