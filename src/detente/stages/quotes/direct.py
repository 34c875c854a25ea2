"""Attribute what stands in quotation marks: to a verb of speech, a name before a colon, or the last speaker."""
# ruff: noqa: RUF001 -- quotation marks and dashes of every kind are what this file is about

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from detente.clauses import Who
from detente.model import Document, Span, Tree
from detente.stages.quotes.cues import Cue
from detente.stages.quotes.marks import Quoted
from detente.stages.quotes.reached import Reached
from detente.trees import children, tokens_in

_NEAR = 25
"""Tokens between a quotation and its verb of speech."""
_SEEN = 200
"""Characters that are looked back at before a quotation."""
_ENDS = frozenset(",?!.…—–-;")


class Attributed(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation with its verb of speech, or the speaker before a colon, or nothing."""

    quoted: Quoted
    cue: Cue | None = None
    speaker: tuple[int, int] | None = None
    """Sentence and token of the speaker where there is no verb of speech."""
    mark: Span | None = None
    follows: bool = False
    """True where the quotation goes on after another in its paragraph, or fills a paragraph by itself."""


class Quoter:
    """Attribute the quotations of one document."""

    def __init__(self, document: Document, reached: Sequence[Reached], cues: Sequence[Cue], who: Who) -> None:
        self._document, self._reached, self._who = document, reached, who
        self._cues: dict[int, list[Cue]] = defaultdict(list)
        for cue in cues:
            self._cues[cue.sentence].append(cue)
        self._starts = [sentence.start for sentence in document.sentences]

    def attribute(self, quoted: Quoted) -> Attributed | None:
        """Return the quotation with who says it; None where it is only a fragment of somebody's sentence."""
        if (after := self._after(quoted)) is not None:
            return Attributed(quoted=quoted, cue=after)
        before = self._before(quoted)
        if isinstance(before, Attributed):
            return before
        if before or not self._is_whole(quoted):
            return None
        return Attributed(quoted=quoted, follows=True)

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that begins last before or at a character."""
        return bisect_right(self._starts, offset) - 1

    def _after(self, quoted: Quoted) -> Cue | None:
        text, closing = self._document.text, quoted.closing
        if self._is_fragment(quoted) or self._is_title(quoted):
            return None
        tail = text[closing : closing + 2].lstrip()
        ending = text[quoted.end - 1]
        if (
            ending not in ",?!…—–-"
            and not tail.startswith(",")
            and not (tail[:1].isalpha() and self._opens_clause(quoted))
        ):
            return None
        if ending == "." and not tail.startswith(",") and not tail[:1].islower():
            return None
        first = self.sentence_at(closing)
        if first + 1 < len(self._starts) and text[closing : self._starts[first + 1]].strip() == "":
            first += 1
        if first < 0 or not self._same_paragraph(first, quoted.end):
            return None
        return self._first_cue(first, closing)

    def _is_fragment(self, quoted: Quoted) -> bool:
        """Tell whether a quotation only ends a sentence of other words ("the idea is "a fairy tale," he said")."""
        sentence = self.sentence_at(quoted.opening)
        lead = self._lead(sentence, quoted) if sentence >= 0 else ""
        starts_small = self._document.text[quoted.start].islower()
        return starts_small and bool(lead) and (lead[-1].isalnum() or lead[-1] in "%)'’")

    def _is_title(self, quoted: Quoted) -> bool:
        """Tell whether a quotation within a sentence is the name of a book or film: its longer words begin with capitals."""
        sentence = self.sentence_at(quoted.opening)
        if sentence < 0 or not self._lead(sentence, quoted):
            return False
        words = self._document.text[quoted.start : quoted.end].rstrip(",").split()
        capitals = all(word[0].isupper() for word in words if len(word) > 3 or word is words[0])
        return sum(word[0].isupper() for word in words) >= 2 and capitals and words[-1][-1].isalnum()

    def _first_cue(self, sentence: int, closing: int) -> Cue | None:
        tree = self._document.trees[sentence]
        begin = _first_from(tree, closing)
        cues = self._cues[sentence]
        for cue in cues[bisect_left(cues, begin, key=_verb) :]:
            between = tree.tokens[begin : cue.verb]
            if cue.verb - begin > _NEAR or any(token.text in {'"', "“", "``", ".", ";"} for token in between):
                return None
            if cue.subject is None or (cue.subject < begin and not _leads(tree, cue, begin)):
                continue
            if self._says_more(cue, begin):
                return None
            return cue
        return None

    def _says_more(self, cue: Cue, begin: int) -> bool:
        """Tell whether a verb after a quotation has a "that" clause of its own: then it tells of other words."""
        reached = self._reached[cue.sentence]
        for child in children(reached.tree, cue.verb, "ccomp"):
            if child > cue.verb and any(reached.tree.tokens[at].dep == "mark" for at in reached.tree.below[child]):
                return reached.left[child] >= begin
        return False

    def _before(self, quoted: Quoted) -> Attributed | bool:
        """Return the quotation with the cue before it, True where it is part of a longer sentence, or False."""
        text = self._document.text
        sentence = self.sentence_at(quoted.opening)
        if sentence < 0:
            return False
        lead = self._lead(sentence, quoted)
        if (
            not lead
            and sentence > 0
            and _before_space(text, quoted.opening) == ":"
            and self._same_paragraph(sentence - 1, quoted.opening)
        ):
            sentence -= 1
            lead = self._lead(sentence, quoted)
        if not lead:
            return False
        tree = self._document.trees[sentence]
        opening = _first_from(tree, quoted.opening)
        previous = opening - 1
        cues = self._cues[sentence]
        for cue in cues[: bisect_left(cues, opening, key=_verb)][:-9:-1]:
            if cue.subject is None:
                continue
            if opening - cue.verb > _NEAR:
                break
            if self._introduces(cue, previous, lead, quoted):
                return Attributed(quoted=quoted, cue=cue)
        if lead.endswith(":"):
            return self._after_colon(quoted, sentence, previous) or True
        return not lead.endswith((".", "?", "!"))

    def _introduces(self, cue: Cue, previous: int, lead: str, quoted: Quoted) -> bool:
        """Tell whether a quotation is what a cue before it says, and not only words of a longer clause."""
        reached = self._reached[cue.sentence]
        tree = reached.tree
        if previous > cue.last:
            if lead.endswith(":"):
                return True
            last = tree.tokens[previous]
            if last.pos in {"ADP", "DET"} and last.text.lower() != "that":
                return False
            beside = ("prep", "npadvmod", *(("dobj", "dative") if cue.addressing else ()))
            addressed = any(reached.right[child] >= previous for child in children(tree, cue.verb, *beside))
            opens = lead.endswith(",") or last.text.lower() == "that" or (addressed and "quote" not in cue.contents)
            if not opens or not self._is_clause(quoted):
                return False
        elif "clause" in cue.contents and not self._is_clause(quoted):
            return False
        return "clause" in cue.contents or "quote" in cue.contents

    def _after_colon(self, quoted: Quoted, sentence: int, previous: int) -> Attributed | None:
        tree = self._document.trees[sentence]
        for at in range(previous - 1, max(-1, previous - 8), -1):
            token = tree.tokens[at]
            if token.pos in {"PROPN", "NOUN"} and at + 1 == previous and self._who.covering(token.start) is not None:
                colon = tree.tokens[previous]
                return Attributed(quoted=quoted, speaker=(sentence, at), mark=Span(start=colon.start, end=colon.end))
        return None

    def _opens_clause(self, quoted: Quoted) -> bool:
        """Tell whether a quotation without a comma at its end stands first in its sentence and is one."""
        sentence = self.sentence_at(quoted.opening)
        at_start = sentence >= 0 and not self._lead(sentence, quoted)
        return at_start and self._is_clause(quoted)

    def _is_clause(self, quoted: Quoted) -> bool:
        """Tell whether a quotation is at least a clause: it holds a verb, or begins and ends as a sentence does."""
        text = self._document.text
        ended = text[quoted.end - 1] in ".?!"
        if ended and not text[quoted.start].islower():
            return True
        sentence = max(0, self.sentence_at(quoted.start))
        tree: Tree = self._document.trees[sentence]
        inside = [tree.tokens[at] for at in tokens_in(tree, quoted.start, quoted.end)]
        told = any(token.tag in {"VBD", "VBP", "VBZ", "MD", "VB"} for token in inside)
        return told and (ended or len(inside) > 3)

    def _is_whole(self, quoted: Quoted) -> bool:
        """Tell whether a quotation is a sentence of its own, from its first character to its last."""
        text = self._document.text
        if text[quoted.end - 1] not in _ENDS and text[quoted.closing : quoted.closing + 1] not in {".", "?", "!"}:
            return False
        sentence = self.sentence_at(quoted.opening)
        lead = _before_space(text, quoted.opening) if sentence >= 0 else ""
        starts = sentence < 0 or not self._lead(sentence, quoted)
        return (starts or lead in {".", "?", "!", "”", '"'}) and len(text[quoted.start : quoted.end].split()) >= 2

    def _lead(self, sentence: int, quoted: Quoted) -> str:
        """Return the last characters of a sentence before a quotation, empty where there are none."""
        start = max(self._starts[sentence], quoted.opening - _SEEN)
        return self._document.text[start : quoted.opening].rstrip()

    def _same_paragraph(self, sentence: int, offset: int) -> bool:
        paragraph = self._document.paragraphs[self._document.sentences[sentence].paragraph]
        return paragraph.start <= offset <= paragraph.end


def _verb(cue: Cue) -> int:
    return cue.verb


def _first_from(tree: Tree, offset: int) -> int:
    """Return the index of the first token that starts at or after a character."""
    return bisect_left(tree.tokens, offset, key=lambda token: token.start)


def _before_space(text: str, end: int) -> str:
    """Return the last character before `end` that is no space, looking back a little."""
    return text[max(0, end - _SEEN) : end].rstrip()[-1:]


def _leads(tree: Tree, cue: Cue, begin: int) -> bool:
    """Tell whether a subject before the quotation still speaks after it ("..., adding")."""
    return cue.subject is not None and cue.subject < begin and tree.tokens[cue.verb].tag == "VBG"
