"""Find what a verb of speech outside quotation marks says: clause, infinitive, object or prepositional phrase."""
# ruff: noqa: RUF001 -- quotation marks and dashes of every kind are what this file is about

import msgspec

from detente.clauses import DEEPEST, SUBJECTS, has, reach
from detente.model import Span, Tree
from detente.packs.speech import Speech
from detente.stages.quotes.cues import Cue, outer_verb, turned
from detente.trees import children

_CLAUSAL = frozenset({"clause", "object", "verb", "named", "of"})
"""Contents of verbs that a clause may follow."""
_STRIPPED = frozenset(" \t\r\n\xa0,;:()-–—")
_PRONOUNS = frozenset({"WDT", "WP", "WP$", "WRB"})
_LEADING = 6
"""Tokens that may stand between a cue and the subject of what is said and tell when it was said."""
_LONGEST = 5000
"""Characters of a content whose quotation marks are counted."""
_MARKS = '"“”„«»'


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """A tree with the first and last token of every subtree."""

    tree: Tree
    left: list[int]
    right: list[int]


def measure(tree: Tree) -> Reached:
    """Return the tree with the extent of every subtree."""
    left, right = reach(tree)
    return Reached(tree=tree, left=left, right=right)


def find_content(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the first and last token of what a cue says without quotation marks around it, or None."""
    found = _find(reached, cue, speech)
    if found is None or found[0] > found[1]:
        return None
    first, last = found
    first = _after_pronoun(reached, cue, first)
    while last > first and reached.tree.tokens[last].pos in {"CCONJ", "PUNCT"}:
        last -= 1
    return (first, _before_phrase(reached, cue, first, last, speech)) if first <= last else None


def _after_pronoun(reached: Reached, cue: Cue, first: int) -> int:
    """Pass over the pronoun of "a step that officials said would spare them": what is said begins behind the cue."""
    tokens = reached.tree.tokens
    begins = min(cue.first, _phrase_start(reached, cue))
    wh = first < begins and all(token.tag in _PRONOUNS or token.pos in {"ADP", "PUNCT"} for token in tokens[first:begins])
    return cue.last + 1 if wh else first


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
    tree, verb = reached.tree, cue.verb
    if cue.contents & _CLAUSAL:
        clauses = children(tree, verb, "ccomp", "parataxis", "conj", "csubj")
        if cue.last > verb and tree.tokens[cue.last].pos == "ADJ":
            clauses = [at for at in clauses if at != cue.last] + children(tree, cue.last, "ccomp", "csubj")
        for child in sorted(clauses, key=lambda at: at < verb):
            if _is_said_clause(tree, cue, child):
                return _clause(reached, cue, child, speech)
    if cue.contents & {"clause"} and (astray := _astray(reached, cue, speech)) is not None:
        return _clause(reached, cue, astray, speech)
    if (beside := _beside(reached, cue, speech)) is not None:
        return beside
    found = (
        _infinitive(reached, cue, speech)
        or _gerund(reached, cue)
        or _object(reached, cue, speech)
        or _prepositional(reached, cue, speech)
    )
    if found is None and cue.negated and cue.lemma in speech.bare:
        return verb, verb
    return found


def _is_said_clause(tree: Tree, cue: Cue, child: int) -> bool:
    token = tree.tokens[child]
    if child < cue.verb and any(tree.tokens[at].text == ";" for at in range(child, cue.verb)):
        return False
    if token.dep == "csubj":
        return child > cue.verb and has(tree, child, "mark", *SUBJECTS)
    if token.dep == "ccomp":
        if token.tag == "VBG" and "clause" in cue.contents and not has(tree, child, "aux", *SUBJECTS):
            return child < cue.verb or not cue.contents & {"gerund"}
        return tree.tokens[child].pos not in {"NOUN", "PROPN"} or has(tree, child, "nsubj", "mark", "aux")
    if token.dep == "parataxis":
        return child > cue.verb and ":" in (tree.tokens[between].text for between in range(cue.verb, child))
    joined = [at for at in (child, cue.verb) if any(_is_that(tree, below) for below in children(tree, at, "mark"))]
    return joined == [child]


def _is_that(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text.lower() == "that"


def _astray(reached: Reached, cue: Cue, speech: Speech) -> int | None:
    """Return a "that" clause that was parsed as one of a noun beside the cue ("said in a statement that ...").

    Its "that" joins it: a pronoun would be its subject or object ("told a story that moved them").
    """
    tree = reached.tree
    waiting, seen = [child for child in children(tree, cue.verb, "prep", "dobj", "npadvmod", "dative", "agent")], 0
    while waiting and seen < DEEPEST:
        at = waiting.pop(0)
        seen += 1
        token = tree.tokens[at]
        if at > cue.verb and token.dep in {"acl", "relcl", "ccomp"} and _joined_by_that(tree, at):
            return at
        if token.dep not in {"relcl", "ccomp"} and token.lemma not in speech.nouns - {"statement"}:
            waiting.extend(tree.below[at])
    return None


def _joined_by_that(tree: Tree, clause: int) -> bool:
    marks = [child for child in tree.below[clause] if tree.tokens[child].text.lower() == "that" and child < clause]
    return (
        bool(marks)
        and tree.tokens[marks[0]].dep == "mark"
        and any(child > marks[0] for child in children(tree, clause, *SUBJECTS))
    )


def _clause(reached: Reached, cue: Cue, child: int, speech: Speech) -> tuple[int, int]:
    """Return the extent of a clause and of further "that" clauses joined to it; the cue is cut off the end."""
    tree = reached.tree
    first, last = reached.left[child], reached.right[child]
    for other in children(tree, cue.verb, "conj", "ccomp"):
        if other > last and child > cue.verb and _is_said_clause(tree, cue, other):
            last = reached.right[other]
    if child > cue.verb:
        last = min(last, _shared_with(reached, cue, child, speech) - 1)
        last = _conditioned(reached, cue, last, speech)
    if first > cue.last:
        if not has(tree, child, "mark", *SUBJECTS):
            first = _after_that(reached, cue, first, speech)
        first = _after_date(reached, cue, child, first)
    if turned(tree, cue.verb) is not None or _is_parenthetical(reached, cue, first):
        first = min(first, reached.left[cue.verb])
    return _without_cue(reached, cue, first, last)


def _shared_with(reached: Reached, cue: Cue, child: int, speech: Speech) -> int:
    """Return where a verb begins that was parsed as part of what is said, but is the speaker's ("said X and urged Y").

    So is a verb of speech with a subject of its own after a comma ("said X, while Iran said Y").
    """
    tree = reached.tree
    waiting = [child]
    for at in waiting:
        if len(waiting) > DEEPEST:
            break
        for other in children(tree, at, "conj", "advcl"):
            if outer_verb(tree, other, speech) == cue.verb or _is_apart(reached, other, speech):
                begins = reached.left[other]
                while begins - 1 > cue.verb and tree.tokens[begins - 1].pos in {"CCONJ", "PUNCT"}:
                    begins -= 1
                return begins
            waiting.append(other)
    return len(tree.tokens)


def _is_apart(reached: Reached, verb: int, speech: Speech) -> bool:
    """Tell whether a verb of speech after a comma has its own subject and content: another speaker's sentence."""
    tree = reached.tree
    tokens, begins = tree.tokens, reached.left[verb]
    if "clause" not in speech.contents(tokens[verb].lemma.lower()) or not children(tree, verb, "ccomp"):
        return False
    subjects = children(tree, verb, *SUBJECTS)
    contrasted = tokens[verb].dep == "conj" or tokens[begins].text.lower() in speech.contrasts
    parted = begins > 0 and ("," in (tokens[begins - 1].text, tokens[max(0, begins - 2)].text))
    return bool(subjects) and tokens[subjects[0]].pos in {"NOUN", "PROPN"} and contrasted and parted


def _conditioned(reached: Reached, cue: Cue, last: int, speech: Speech) -> int:
    """Return the end of a content with a condition, a cause or an apposition behind it, parsed as one of the cue."""
    tree = reached.tree
    for child in children(tree, cue.verb, "advcl", "dobj", "appos", "attr"):
        begins = reached.left[child]
        parted = begins == last + 2 and tree.tokens[last + 1].text == ","
        if begins <= last or not (parted or begins == last + 1):
            continue
        word = tree.tokens[begins].text.lower()
        if tree.tokens[child].dep != "advcl":
            last = reached.right[child] if parted else last
        elif word in (speech.provisos if parted else speech.conditions):
            last = reached.right[child]
    return last


def _after_that(reached: Reached, cue: Cue, first: int, speech: Speech) -> int:
    """Return where a clause begins whose subject was parsed away from it: after "that", or as object of the cue."""
    tree = reached.tree
    for at in range(first - 1, max(cue.last, first - DEEPEST), -1):
        if tree.tokens[at].text.lower() == "that":
            return at + 1
    for child in children(tree, cue.verb, "dobj"):
        if cue.verb < child < first and cue.lemma not in speech.addressing:
            return min(first, reached.left[child])
    return first


def _after_date(reached: Reached, cue: Cue, child: int, first: int) -> int:
    """Pass over what stands before "that" or the subject and tells when it was said ("said on Friday it would pay")."""
    tree = reached.tree
    if first != cue.last + 1:
        return first
    leading = [at for at in tree.below[child] if at < child]
    marks = [at for at in leading if tree.tokens[at].dep == "mark" and tree.tokens[at].text.lower() == "that"]
    if marks and first < marks[0] <= first + _LEADING:
        return marks[0]
    subjects = [at for at in leading if tree.tokens[at].dep in SUBJECTS]
    if not subjects or reached.left[subjects[0]] <= first:
        return first
    begins = reached.left[subjects[0]]
    dated = any(token.ent in {"DATE", "TIME"} for token in tree.tokens[first:begins])
    parted = any(token.pos == "PUNCT" for token in tree.tokens[first:begins])
    return begins if dated and not parted and begins - first <= _LEADING else first


def _is_parenthetical(reached: Reached, cue: Cue, first: int) -> bool:
    """Tell whether a cue stands between commas after the beginning of what is said ("if X, he warned, Y")."""
    tree = reached.tree
    begins = min(cue.first, _phrase_start(reached, cue))
    left = reached.left[cue.verb]
    if cue.subject is None or first <= cue.last or begins <= left or tree.tokens[begins - 1].text != ",":
        return False
    before = [child for child in tree.below[cue.verb] if child < begins and tree.tokens[child].dep != "punct"]
    spoken = all(tree.tokens[child].dep in {"advcl", "prep", "advmod", "npadvmod"} for child in before)
    return bool(before) and spoken and tree.tokens[cue.last + 1].text == "," if first > cue.last + 1 else False


def _without_cue(reached: Reached, cue: Cue, first: int, last: int) -> tuple[int, int]:
    begins = cue.first if cue.subject is None else min(cue.first, _phrase_start(reached, cue))
    if first < begins <= last <= max(cue.last, reached.right[cue.verb]) and last <= cue.last:
        last = begins - 1
    return first, last


def _phrase_start(reached: Reached, cue: Cue) -> int:
    subject, tokens = cue.subject, reached.tree.tokens
    if subject is None or subject > cue.verb:
        return cue.first
    between = tokens[subject + 1 : cue.verb]
    if tokens[subject].head != cue.verb and any(token.pos in {"VERB", "PUNCT"} for token in between):
        return cue.first
    return reached.left[subject]


def _beside(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the clause that a parenthetical cue stands in: "the deal, he said, would help", "as X put it"."""
    tree, token = reached.tree, reached.tree.tokens[cue.verb]
    if token.head == cue.verb:
        return None
    as_clause = token.dep in {"advcl", "ccomp", "parataxis"} and any(
        tree.tokens[child].text.lower() == "as" and child < cue.verb for child in tree.below[cue.verb]
    )
    if as_clause and cue.lemma in speech.as_verbs and not has(tree, cue.verb, "ccomp"):
        return _around(reached, token.head, reached.left[cue.verb], reached.right[cue.verb], speech)
    if "clause" not in cue.contents or cue.subject is None:
        return None
    begins = min(cue.first, _phrase_start(reached, cue))
    parted = begins > 0 and tree.tokens[begins - 1].text == ","
    if token.dep == "parataxis":
        start = min(reached.left[cue.verb], cue.first)
        start = begins if start < begins and parted else start
        return _around(reached, token.head, start, reached.right[cue.verb], speech)
    if token.dep == "conj" and parted and token.head < begins - 1 and has(tree, cue.verb, "nsubj"):
        joined = any(token.head < at < cue.verb for at in children(tree, token.head, "cc"))
        return (_from_semicolon(tree, reached.left[token.head], begins), begins - 2) if not joined else None
    return None


def _from_semicolon(tree: Tree, start: int, end: int) -> int:
    """Return where the last part of a sentence before `end` begins that a semicolon parts from what stands before."""
    marks = [at for at in range(start, end) if tree.tokens[at].text == ";"]
    return marks[-1] + 1 if marks else start


def _around(reached: Reached, head: int, first: int, last: int, speech: Speech) -> tuple[int, int] | None:
    """Return the subtree of `head` less the tokens `first` to `last` where these begin or end it.

    What stands behind them is the reporter's where it is a contrast, a participle or a date ("he said, but ...").
    """
    start, end = reached.left[head], reached.right[head]
    tokens = reached.tree.tokens
    while end > start and tokens[end].pos == "PUNCT":
        end -= 1
    while first > start and tokens[first - 1].pos == "PUNCT":
        first -= 1
    while last < end and tokens[last + 1].pos == "PUNCT":
        last += 1
    if first <= start:
        start = last + 1
    else:
        after = tokens[last + 1] if last < end else None
        elided = last + 2 <= end and tokens[last + 2].pos in {"VERB", "AUX"}
        reported = after is not None and (
            (after.text.lower() in speech.contrasts and not elided) or after.tag == "VBG" or after.ent in {"DATE", "TIME"}
        )
        if after is None or (head < first and reported):
            end = first - 1
        start = _from_semicolon(reached.tree, start, first)
    return (start, end) if start <= end else None


def _infinitive(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    tree = reached.tree
    if cue.passive:
        return _reputed(reached, cue, speech)
    if "verb" not in cue.contents:
        return None
    clauses = [child for child in children(tree, cue.verb, "xcomp", "ccomp", "advcl") if child > cue.verb]
    clauses = [child for child in clauses if has(tree, child, "aux") and tree.tokens[child].tag == "VB"]
    if not clauses:
        return None
    last = clauses[0]
    addressed = [child for child in children(tree, cue.verb, "dobj", "dative") if cue.verb < child < last]
    addressed += [
        inner
        for at in children(tree, cue.verb, "prep")
        for inner in children(tree, at, "pobj")
        if cue.verb < inner < last and tree.tokens[at].text.lower() in speech.prepositions.get(cue.lemma, ())
    ]
    first = min([reached.left[last], *(reached.left[child] for child in addressed)])
    return first, _conditioned(reached, cue, reached.right[last], speech)


def _reputed(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the clause of "the hostages are said to be in good health", which names nobody who says so."""
    tree = reached.tree
    if cue.lemma not in speech.reputed or cue.subject is not None:
        return None
    subjects = children(tree, cue.verb, "nsubjpass")
    clauses = [child for child in children(tree, cue.verb, "xcomp", "ccomp") if child > cue.verb]
    clauses = [child for child in clauses if has(tree, child, "aux") and not has(tree, child, *SUBJECTS)]
    if not subjects or not clauses or tree.tokens[subjects[0]].tag in {"WDT", "WP"}:
        return None
    return reached.left[subjects[0]], reached.right[clauses[0]]


def _gerund(reached: Reached, cue: Cue) -> tuple[int, int] | None:
    """Return "taking bribes" of "denied taking bribes"."""
    if "gerund" not in cue.contents or cue.passive:
        return None
    tree = reached.tree
    for child in children(tree, cue.verb, "xcomp", "ccomp", "pcomp"):
        if child > cue.verb and (tree.tokens[child].tag == "VBG" or _begins_in_ing(tree, child)):
            return reached.left[child], reached.right[child]
    return None


def _begins_in_ing(tree: Tree, clause: int) -> bool:
    return any(tree.tokens[at].tag == "VBG" for at in children(tree, clause, "aux", "auxpass")[:1])


def _valued(reached: Reached, cue: Cue) -> tuple[int, int] | None:
    """Return "the offer as an insult" of "saw the offer as an insult"."""
    tree = reached.tree
    small = [
        child
        for child in children(tree, cue.verb, "ccomp", "oprd")
        if child > cue.verb and tree.tokens[child].pos in {"ADJ", "NOUN", "ADP", "ADV"} and not has(tree, child, "mark")
    ]
    objects = [child for child in children(tree, cue.verb, "dobj") if child > cue.verb]
    places = (cue.verb, *objects)
    named = [
        child
        for at in places
        for child in children(tree, at, "prep")
        if child > cue.verb and tree.tokens[child].text.lower() == "as"
    ]
    if not (objects and named) and not (small and (objects or has(tree, small[0], "nsubj"))):
        return None
    spans = [*objects, *named, *small]
    return min(reached.left[at] for at in spans), max(reached.right[at] for at in spans)


def _object(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    """Return the object of "condemned the attack as a crime", the subject of its passive, or what is called what."""
    tree = reached.tree
    if "of" in cue.contents:
        return _charge(reached, cue)
    if "valued" in cue.contents and not cue.passive:
        return _valued(reached, cue)
    if not cue.contents & {"object", "named"}:
        return None
    if cue.passive:
        above = tree.tokens[cue.verb].head
        subjects = children(tree, cue.verb, "nsubjpass") or (
            children(tree, above, "nsubjpass") if tree.tokens[cue.verb].dep == "conj" else []
        )
        usable = subjects and cue.subject is not None and tree.tokens[subjects[0]].pos in {"NOUN", "PROPN"}
        return (reached.left[subjects[0]], reached.right[subjects[0]]) if usable else None
    named = [child for child in children(tree, cue.verb, "oprd", "ccomp", "attr") if child > cue.verb]
    for at in (cue.verb, *children(tree, cue.verb, "dobj")):
        named += [child for child in children(tree, at, "prep") if tree.tokens[child].text.lower() == "as"]
        named += children(tree, at, "appos") if at != cue.verb else []
    sharing = (cue.verb, *(child for child in children(tree, cue.verb, "conj") if not has(tree, child, *SUBJECTS)))
    objects = [child for at in sharing for child in children(tree, at, "dobj")][:1]
    objects = [child for child in objects if tree.tokens[child].ent != "PERSON" or named]
    if not objects or "object" not in cue.contents:
        if not named or not cue.contents & {"named", "object"}:
            return None
        relative = tree.tokens[cue.verb].dep == "relcl"
        if not objects and not relative and not any(has(tree, child, "nsubj") for child in named):
            return None
    elif not named and (tree.tokens[objects[0]].tag == "PRP" or tree.tokens[objects[0]].lemma.lower() == "nothing"):
        return None
    spans = [*objects, *named]
    if objects and not named and objects[0] > cue.verb:
        return reached.left[objects[0]], _object_end(reached, cue, objects[0], speech)
    if (relative := min(reached.left[at] for at in spans)) < cue.verb and tree.tokens[relative].tag == "WDT":
        return cue.last + 1, max(reached.right[at] for at in spans)
    return min(reached.left[at] for at in spans), max(reached.right[at] for at in spans)


def _object_end(reached: Reached, cue: Cue, head: int, speech: Speech) -> int:
    """Return the end of an object: with a "for" phrase parsed as the verb's, without a day at its end."""
    tree = reached.tree
    last = reached.right[head]
    for child in children(tree, cue.verb, "prep"):
        if reached.left[child] == last + 1 and tree.tokens[child].text.lower() in speech.adjoining:
            last = reached.right[child]
    for child in children(tree, head, "prep"):
        if _is_dated(tree, child) and reached.right[child] == last and tree.tokens[child].text.lower() in {"on", "at", "in"}:
            return reached.left[child] - 1
    return last


def _is_dated(tree: Tree, preposition: int) -> bool:
    return any(tree.tokens[at].ent in {"DATE", "TIME"} for at in children(tree, preposition, "pobj"))


def _charge(reached: Reached, cue: Cue) -> tuple[int, int] | None:
    tree = reached.tree
    places = (cue.verb, *(child for child in children(tree, cue.verb, "dobj") if child > cue.verb))
    charged = [
        child
        for at in places
        for child in children(tree, at, "prep")
        if tree.tokens[child].text.lower() in {"of", "for", "with", "on"} and not _is_dated(tree, child)
    ]
    if not charged or (cue.passive and cue.subject is None):
        return None
    objects = children(tree, cue.verb, "dobj") if not cue.passive else []
    first = min(reached.left[at] for at in (*objects, *charged))
    last = max(reached.right[at] for at in (*objects, *charged))
    return (first if objects else charged[0] + 1), last


def _prepositional(reached: Reached, cue: Cue, speech: Speech) -> tuple[int, int] | None:
    words = speech.prepositions.get(cue.lemma, frozenset())
    tree = reached.tree
    if cue.passive and cue.subject is None:
        return None
    places = [
        cue.verb,
        *(at for at in children(tree, cue.verb, "dobj") if tree.tokens[at].text.lower() in speech.unsaid_words),
    ]
    for child in (found for at in places for found in children(tree, at, "prep", "dative")):
        if tree.tokens[child].text.lower() not in words and not (
            cue.negated and cue.lemma in speech.bare and tree.tokens[child].text.lower() in {"about", "on", "of"}
        ):
            continue
        governed = children(tree, child, "pobj", "pcomp")
        if governed and tree.tokens[governed[0]].ent not in {"DATE", "TIME"}:
            last = reached.right[governed[0]]
            clauses = [at for at in children(tree, cue.verb, "xcomp", "advcl") if at > last and "verb" in cue.contents]
            return reached.left[governed[0]], max([last, *(reached.right[at] for at in clauses[:1])])
    return None


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
    return Span(start=start, end=end) if start < end else None
