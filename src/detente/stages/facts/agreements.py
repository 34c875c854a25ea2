"""Agreements: what sides say that they agreed to, one fact for each thing, and the meeting that it may be about."""

from collections.abc import Iterable, Iterator, Mapping

from detente.model import Evidence, Fact
from detente.stages.facts.story import Story, fact, parties
from detente.trees import children, conjuncts

INTENT = "declared intent"
"""Instrument of what was agreed without a paper that anybody has signed."""


def find_agreements(story: Story) -> Iterator[Fact]:
    """Yield what two or more sides agreed to, and each meeting that they agreed to hold."""
    for number, tree in story.body():
        for index, token in enumerate(tree.tokens):
            if token.pos != "VERB" or not story.words.is_verb(story.verb(number, index), "agree"):
                continue
            if story.is_told(number, index):
                sides = agreeing(story, number, index)
                if len(sides) > 1:
                    for head in complements(story, number, index):
                        yield from _agreed(story, number, index, head, sides)


def agreeing(story: Story, number: int, verb: int) -> tuple[str, ...]:
    """Return the sides of an agreement: its subject, those it is made with, else those of the coded event."""
    found = dict.fromkeys((*story.doers(number, verb), *story.partners(number, verb)))
    return tuple(found) if len(found) > 1 else tuple(dict.fromkeys((*found, *story.event_sides(number, verb))))


def complements(story: Story, number: int, verb: int) -> list[int]:
    """Return the heads of what was agreed: infinitives one by one, else a clause, else "on" something."""
    tree = story.tree(number)
    heads = [h for child in children(tree, verb, "xcomp") for h in conjuncts(tree, child)]
    heads = heads or children(tree, verb, "ccomp")
    if not heads:
        heads = [
            noun
            for prep in children(tree, verb, "prep")
            if tree.tokens[prep].text.lower() in {"on", "to"}
            for noun in children(tree, prep, "pobj")
        ]
    return [head for head in heads if tree.tokens[head].pos in {"VERB", "AUX", "NOUN", "PROPN"}]


def content_of(story: Story, number: int, head: int) -> list[int]:
    """Return the tokens of what is agreed or promised, without the things joined to it and asides of time and order."""
    tree = story.tree(number)
    found, waiting = [head], [head]
    while waiting:
        at = waiting.pop()
        for child in tree.below[at]:
            token = tree.tokens[child]
            purpose = token.dep == "relcl" and token.tag == "VB" and not children(tree, child, "nsubj", "nsubjpass")
            if token.dep in {"relcl", "advcl", "parataxis"} and not purpose:
                continue
            if at == head and token.dep in {"cc", "conj"}:
                continue
            if token.dep == "advmod" and tree.below[child]:
                continue
            found.append(child)
            waiting.append(child)
    return sorted(found)


def label_of(story: Story, number: int, head: int, content: list[int]) -> list[int]:
    """Return the tokens that name a matter: from its head on, without the time at its end."""
    timed = {i for at, _ in story.times[number] for i in story.under(number, at)}
    kept = [i for i in content if i >= head or story.token(number, i).dep in {"neg", "amod", "compound", "det", "poss"}]
    while len(kept) > 1 and (kept[-1] in timed or story.token(number, kept[-1]).pos in {"PUNCT", "ADP"}):
        kept.pop()
    return kept


def meeting_noun(story: Story, number: int, head: int) -> int | None:
    """Return the meeting or visit that a verb is about: its object, or the verb itself if it means to meet."""
    verb = story.verb(number, head)
    if story.words.is_verb(verb, "meet") or story.words.is_verb(verb, "travel"):
        return head
    tree = story.tree(number)
    for child in children(tree, head, "dobj", "pobj", "nsubjpass"):
        for noun in conjuncts(tree, child):
            if story.is_noun(number, noun, "meeting", "visit"):
                return noun
    return head if story.is_noun(number, head, "meeting", "visit") else None


def _agreed(story: Story, number: int, verb: int, head: int, sides: tuple[str, ...]) -> Iterator[Fact]:
    content = content_of(story, number, head)
    terms = story.terms(number, content)
    events = tuple(e for e in story.events[number].get(verb, ()) if _is_about(story, number, e.evidence, content))
    due = next((e.due for e in events if e.due), None) or story.time_in(number, content)
    contexts = tuple(dict.fromkeys((*(c for e in events for c in e.contexts), *story.contexts(terms))))
    instrument = next((story.lemma(number, i) for i in content if story.is_noun(number, i, "instrument")), INTENT)
    told = story.told_on(number, verb)
    label = story.span(number, label_of(story, number, head, content))
    third = [c for c in story.countries(number, content) if c not in sides]
    named: dict[str, object] = {
        "terms": terms,
        "contexts": contexts,
        "time": told,
        "due": due,
        "place": story.place_in(number, content),
        "events": tuple(e.id for e in events),
    }
    yield fact(
        story,
        number,
        verb,
        kind="agreement",
        status="agreed",
        label=label,
        sides=(*parties(sides, "side"), *parties(third, "third")),
        instrument=instrument,
        why="agreed to it",
        **named,
    )
    noun = meeting_noun(story, number, head)
    if noun is not None and not story.words.is_verb(story.verb(number, head), "continue"):
        yield _meeting(story, number, verb, noun=noun, content=content, named=named, sides=sides)


def _meeting(
    story: Story,
    number: int,
    verb: int,
    *,
    noun: int,
    content: list[int],
    named: Mapping[str, object],
    sides: tuple[str, ...],
) -> Fact:
    kind = "visit" if story.is_noun(number, noun, "visit") else "meeting"
    level = story.level_of(story.words_of(number, content))
    label = story.span(number, [i for i in story.under(number, noun) if i in content] or [noun])
    if story.token(number, noun).pos == "VERB":
        label = story.span(number, label_of(story, number, noun, content))
    return fact(
        story,
        number,
        verb,
        kind=kind,
        status="agreed",
        label=label,
        sides=parties(sides, "side"),
        level=level,
        why="agreed to meet" if named["due"] else "agreed to meet, no date",
        **named,
    )


def _is_about(story: Story, number: int, rows: Iterable[Evidence], content: list[int]) -> bool:
    """Tell whether an event's content words lie in what is agreed."""
    first, last = story.token(number, content[0]).start, story.token(number, content[-1]).end
    spans = [(row.start, row.end) for row in rows if row.role == "content"]
    return any(first <= max(start, first) < min(end, last) for start, end in spans)
