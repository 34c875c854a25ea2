"""Commitments and deeds: what a side promises to do or not to do, and what it is told to have done."""

from collections.abc import Iterator

from detente.clauses import is_passive
from detente.model import Fact
from detente.stages.facts.agreements import content_of, label_of, meeting_noun
from detente.stages.facts.disputes import aimed_at, is_counter
from detente.stages.facts.story import TOLD, Story, fact, parties
from detente.trees import children, conjuncts

DENIED = -2


def find_commitments(story: Story) -> Iterator[Fact]:
    """Yield promises: "pledged to", "said that it would", "said that ties would not"."""
    for number, tree in story.body():
        for index, token in enumerate(tree.tokens):
            if token.pos != "VERB":
                continue
            verb = story.verb(number, index)
            if story.words.is_verb(verb, "promise") and story.is_told(number, index):
                yield from _promised(story, number, index)
            elif _future(story, number, index):
                yield from _said(story, number, index)


def _future(story: Story, number: int, index: int) -> bool:
    tree = story.tree(number)
    return any(story.words.is_word(tree.tokens[c].text.lower(), "future") for c in children(tree, index, "aux"))


def is_negated(story: Story, number: int, verb: int) -> bool:
    """Tell whether a verb has a negation of its own."""
    tree = story.tree(number)
    return bool(children(tree, verb, "neg")) or any(
        tree.tokens[c].text.lower() in {"not", "never"} for c in children(tree, verb, "advmod", "preconj")
    )


def _promised(story: Story, number: int, index: int) -> Iterator[Fact]:
    tree = story.tree(number)
    holders = story.doers(number, index)
    if not holders:
        return
    for first in children(tree, index, "xcomp"):
        for head in conjuncts(tree, first):
            if story.token(number, head).pos in {"VERB", "AUX"}:
                yield _commitment(story, number, index, head=head, holders=holders, why="promises it")


def _said(story: Story, number: int, index: int) -> Iterator[Fact]:
    """Read a promise off what an official says that his own side will do, or will not."""
    quote = story.voice(number, index)
    speaker = story.countries_of(quote.actor) if quote else ()
    negative = is_negated(story, number, index)
    verb = story.verb(number, index)
    if not speaker or any(story.words.is_verb(verb, g) for g in ("speech", "travel", "meet")):
        return
    tree = story.tree(number)
    passive = is_passive(tree, index)
    subjects = [i for c in children(tree, index, "nsubj", "nsubjpass") for i in conjuncts(tree, c)]
    subjects = subjects or story.subjects(number, index)
    whose = story.countries(number, [i for head in subjects for i in story.under(number, head)])
    joint = any(story.is_noun(number, head, "joint") for head in subjects)
    own = any(story.words.is_word(story.lemma(number, head), "own") for head in subjects)
    if own or (joint and negative):
        holders = speaker
    elif whose and set(whose) <= set(speaker):
        holders = whose
    else:
        return
    if not negative and (
        joint
        or meeting_noun(story, number, index) is not None
        or not (passive or children(tree, index, "dobj", "prep"))
    ):
        return
    yield _commitment(story, number, index, head=index, holders=holders, why="says what its side will do")


def _commitment(story: Story, number: int, trigger: int, *, head: int, holders: tuple[str, ...], why: str) -> Fact:
    content = content_of(story, number, head)
    negative = is_negated(story, number, head)
    tree = story.tree(number)
    moved = [i for c in children(tree, head, "nsubjpass") for i in story.under(number, c)]
    object_ = [i for i in content if i == head or i > head]
    terms = story.terms(number, {*object_, *moved, head})
    others = [c for c in story.countries(number, content) if c not in holders]
    others += [c for c in _asked_about(story, number) if c not in {*others, *holders}]
    events = story.events[number].get(trigger, ())
    due = next((e.due for e in events if e.due), None) or story.time_in(number, content)
    return fact(
        story,
        number,
        trigger,
        kind="commitment",
        status="promised",
        label=story.span(number, sorted({*moved, *label_of(story, number, head, content)})),
        sides=(*parties(holders, "holder"), *parties(others, "beneficiary")),
        terms=(story.lemma(number, head), *(t for t in terms if t != story.lemma(number, head))),
        contexts=story.contexts(terms),
        negative=negative,
        time=story.told_on(number, trigger) if trigger != head else story.day(),
        due=due,
        factuality="planned",
        why=why,
    )


def _asked_about(story: Story, number: int) -> tuple[str, ...]:
    """Return whom the question was about that the promise answers, if the next sentence says so."""
    near = number + 1
    if near >= len(story.document.trees):
        return ()
    tree = story.tree(near)
    for index in range(len(tree.tokens)):
        if story.words.is_verb(story.verb(near, index), "answer"):
            asked = [n for p in children(tree, index, "prep") for n in children(tree, p, "pobj")]
            if any(story.is_noun(near, n, "question") for n in asked):
                whole = {i for n in asked for i in story.under(near, n)}
                against = [c for i in sorted(whole) if is_counter(story, near, i) for c in aimed_at(story, near, i)]
                return tuple(dict.fromkeys(against)) or story.countries(near, whole)
    return ()


def find_deeds(story: Story) -> Iterator[Fact]:
    """Yield what a side is told to have done, or to have failed to do: later, what was promised is held against it."""
    for number, tree in story.body():
        for index, token in enumerate(tree.tokens):
            if token.pos != "VERB":
                continue
            verb, status = index, "done"
            claim = story.claim(number, index)
            lemma = story.verb(number, index)
            if claim is None or claim.factuality not in TOLD or claim.background:
                continue
            if story.words.is_verb(lemma, "fail") or story.words.is_verb(lemma, "begin"):
                inner = children(tree, index, "xcomp")
                if not inner:
                    continue
                verb, status = inner[0], "not_done" if story.words.is_verb(lemma, "fail") else "done"
            elif any(story.words.is_verb(lemma, g) for g in ("speech", "agree", "promise", "meet", "accuse", "expect")):
                continue
            yield from _deed(story, number, index, verb, status)


def _deed(story: Story, number: int, told: int, verb: int, status: str) -> Iterator[Fact]:
    tree = story.tree(number)
    objects = children(tree, verb, "dobj") or children(tree, verb, "nsubjpass")
    doers = story.doers(number, told)
    if not objects or not doers or len(doers) > 2 or _is_change(story, number, verb, objects):
        return
    content = [i for i in content_of(story, number, verb) if i >= verb or tree.tokens[i].dep != "aux"]
    terms = story.terms(number, {*(i for i in content if i >= verb), *objects})
    others = [c for c in story.countries(number, content) if c not in doers]
    yield fact(
        story,
        number,
        told,
        kind="deed",
        status=status,
        label=story.span(number, [i for i in content if i >= verb]),
        sides=(*parties(doers, "holder"), *parties(others, "addressee")),
        terms=(story.lemma(number, verb), *(t for t in terms if t != story.lemma(number, verb))),
        contexts=story.contexts(terms),
        time=story.told_on(number, told),
        place=story.place_in(number, content),
        why="told as done" if status == "done" else "told as left undone",
    )


def _is_change(story: Story, number: int, verb: int, objects: list[int]) -> bool:
    """Tell whether the deed changes a meeting, a paper or a dispute: then it is told as that."""
    turns = story.words.turns.get(story.verb(number, verb), ())
    return any(story.is_noun(number, noun, *turn.nouns) for turn in turns for noun in objects)
