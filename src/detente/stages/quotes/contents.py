"""Find what a verb of speech outside quotation marks says: clause, infinitive, object or prepositional phrase."""
# ruff: noqa: RUF001 -- quotation marks and dashes of every kind are what this file is about

import re

from detente.model import Span, Tree
from detente.packs.speech import Speech
from detente.stages.quotes.beside import find_beside
from detente.stages.quotes.clausal import find_clause
from detente.stages.quotes.cues import Cue
from detente.stages.quotes.objects import find_object
from detente.stages.quotes.reached import Reached, phrase_start
from detente.trees import children

_STRIPPED = frozenset(" \t\r\n\xa0,;:()-–—")
_PRONOUNS = frozenset({"WDT", "WP", "WP$", "WRB"})
_OPENING_SINGLE = re.compile(r"(?<=\s)['‘](?=\w)")
_CLOSING_SINGLE = re.compile(r"(?<=[\w.,!?])['’](?=[\s.,;:])")
_LONGEST = 5000
"""Characters of a content whose quotation marks are counted."""
_MARKS = '"“”„«»'


def find_content(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the first and last token of what a cue says without quotation marks around it, or None."""
    found = _find(reached, cue, speech)
    if found is None or found[0] > found[1]:
        return None
    first, last = found
    first = _after_pronoun(reached, cue, first, last)
    while last > first and reached.tree.tokens[last].pos in {"CCONJ", "PUNCT"}:
        last -= 1
    return (first, _before_phrase(reached, cue, first, last, speech)) if first <= last else None


def _after_pronoun(reached: Reached, cue: Cue, first: int, last: int) -> int:
    """Pass over the pronoun of "a step that officials said would spare them": what is said begins behind the cue."""
    tokens = reached.tree.tokens
    begins = min(cue.first, phrase_start(reached, cue))
    relative = first < begins and (
        tokens[first].tag == "WP$"
        or all(
            token.tag in _PRONOUNS or token.text.lower() == "that" or token.pos in {"ADP", "PUNCT"}
            for token in tokens[first:begins]
        )
    )
    told = begins <= first <= cue.last < last
    return cue.last + 1 if relative or told else first


def _before_phrase(reached: Reached, cue: Cue, first: int, last: int, speech: Speech) -> int:
    """Return the end of a content without a last ", according to X", which tells who reports the whole sentence."""
    tokens = reached.tree.tokens
    for at in range(max(first, cue.last) + 1, last + 1):
        opens = tokens[at - 1].text == "," and any(tokens[at].text.lower() == phrase[0] for phrase in speech.phrases)
        if opens and starts_phrase(reached.tree, at, speech) and reached.right[at] >= last and at - 2 >= first:
            return at - 2
    return last


def starts_phrase(tree: Tree, index: int, speech: Speech) -> int:
    """Return how many words of an attributing phrase ("according to") begin at a token, 0 where none does."""
    for phrase in speech.phrases:
        following = tree.tokens[index : index + len(phrase)]
        if len(following) == len(phrase) and all(
            token.text.lower() == word for token, word in zip(following, phrase, strict=True)
        ):
            return len(phrase)
    return 0


def _find(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    found = find_clause(reached, cue, speech) or find_beside(reached, cue, speech) or find_object(reached, cue, speech)
    modal = any(reached.tree.tokens[at].tag == "MD" for at in children(reached.tree, cue.verb, "aux"))
    answered = any(reached.tree.tokens[at].pos == "NOUN" for at in children(reached.tree, cue.verb, "dobj"))
    if found is None and cue.negated and cue.lemma in speech.bare and not modal and not answered:
        return cue.verb, cue.verb
    return found


def trim(text: str, start: int, end: int) -> Span | None:
    """Return the characters without marks and spaces around them and without "that" before them.

    A quotation mark goes where its partner is outside, or where both stand at the ends.
    """
    for _ in range(3):
        while start < end and text[start] in _STRIPPED:
            start += 1
        while end > start and text[end - 1] in _STRIPPED:
            end -= 1
        if text[start : start + 5].lower() == "that ":
            start += 5
        marks = sum(text.count(mark, start, end) for mark in _MARKS) if end - start < _LONGEST else 0
        opens, closes = text[start : start + 1] in _MARKS, text[max(start, end - 1) : end] in _MARKS
        if start < end and opens and (marks % 2 == 1 or (closes and marks == 2)):
            start, marks = start + 1, marks - 1
        if start < end and marks % 2 == 1:
            behind = text[end : end + 2].lstrip(".?!,")
            if behind[:1] and behind[0] in _MARKS:
                end = text.index(behind[0], end) + 1
            elif closes:
                end -= 1
    if text[end : end + 1] in {"'", "’"} and end - start < _LONGEST:
        opened = sum(1 for _ in _OPENING_SINGLE.finditer(text, start, end))
        closed = sum(1 for _ in _CLOSING_SINGLE.finditer(text, start, end))
        end += opened > closed
    return Span(start=start, end=end) if start < end else None
