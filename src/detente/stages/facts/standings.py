"""Offices, ties and positions: who holds which post, which exchange grows or shrinks, who says what."""

from collections.abc import Iterator

from detente.model import Fact, Party, Quote, Span
from detente.stages.facts.story import Story, fact, is_named, parties
from detente.trees import children, tokens_in


def find_offices(story: Story) -> Iterator[Fact]:
    """Yield each person with the post that they hold on the story's day."""
    for actor in story.document.actors:
        if not is_named(actor) or not actor.office or not actor.country:
            continue
        last = actor.name.split()[-1]
        text = story.document.text
        named = [m for m in actor.mentions if m.kind == "name" and last in text[m.start : m.end]]
        at = next((where for m in named if (where := story.locate(m.head)) is not None), None)
        if at is None:
            continue
        first = named[0]
        yield fact(
            story,
            at[0],
            at[1],
            kind="office",
            status="held",
            label=Span(start=first.start, end=first.end),
            sides=(Party(country=actor.country, role="holder", actor=actor.id),),
            terms=(actor.office,),
            form=actor.office,
            time=story.day(),
            factuality="ongoing",
            basis=actor.basis,
            why=actor.why,
        )


def find_ties(story: Story) -> Iterator[Fact]:
    """Yield cooperation, trade and other exchange between sides that is told to grow or to shrink."""
    for number, tree in story.body():
        for index, token in enumerate(tree.tokens):
            verb = story.verb(number, index)
            status = next((s for s in ("rising", "falling") if story.words.is_verb(verb, s)), None)
            if token.pos != "VERB" or status is None or not story.is_told(number, index):
                continue
            if token.tag == "VBG" and token.dep != "advcl" and not children(tree, index, "aux"):
                continue  # "upgrading ties could serve both" does not say that ties are upgraded
            for noun in children(tree, index, "dobj", "nsubjpass"):
                if story.is_noun(number, noun, "tie"):
                    sides = dict.fromkeys(
                        (*story.doers(number, index), *story.countries(number, story.under(number, noun)))
                    )
                    if sides:
                        yield _tie(story, number, index, noun=noun, sides=tuple(sides), status=status)


def _tie(story: Story, number: int, verb: int, *, noun: int, sides: tuple[str, ...], status: str) -> Fact:
    phrase = story.under(number, noun)
    terms = story.terms(number, phrase)
    return fact(
        story,
        number,
        verb,
        kind="tie",
        status=status,
        label=story.span(number, phrase),
        sides=parties(sides, "side"),
        terms=terms,
        contexts=story.contexts(t for t in terms if t not in {"tie", "cooperation", "relation"}),
        time=story.told_on(number, verb),
        factuality="ongoing",
        why=f"{story.verb(number, verb)!r} tells where it goes",
    )


def find_positions(story: Story) -> Iterator[Fact]:
    """Yield what officials say of their own or another side's affairs, in their words."""
    for quote in story.document.quotes:
        at = story.locate(quote.content.start)
        sides = story.countries_of(quote.actor)
        if at is None or not sides or quote.negated or story.document.sentences[at[0]].part != "body":
            continue
        yield _said(story, quote, at, sides, kind="position", status="stated", why="said so")


def find_silences(story: Story) -> Iterator[Fact]:
    """Yield what somebody is told not to have spoken of: no comment, and no denial either."""
    for quote in story.document.quotes:
        at = story.locate(quote.content.start)
        sides = story.countries_of(quote.actor)
        if at is None or not quote.negated or not sides or _is_expectation(story, quote):
            continue
        yield _said(story, quote, at, sides, kind="silence", status="not_said", why="absence of comment, not a denial")


def _is_expectation(story: Story, quote: Quote) -> bool:
    """Tell whether the cue is a verb of expecting: "did not expect the shooting to spread" is no silence."""
    at = story.locate(quote.cue.start) if quote.cue else None
    if at is None:
        return False
    words = tokens_in(story.tree(at[0]), quote.cue.start, quote.cue.end) if quote.cue else []
    return any(story.words.is_verb(story.lemma(at[0], index), "expect") for index in words)


def _said(
    story: Story, quote: Quote, at: tuple[int, int], sides: tuple[str, ...], *, kind: str, status: str, why: str
) -> Fact:
    number, index = at
    tokens = tokens_in(story.tree(number), quote.content.start, quote.content.end)
    terms = story.terms(number, tokens)
    others = [c for c in story.countries(number, tokens) if c not in sides]
    speaking = (Party(country=country, role="speaker", actor=quote.actor) for country in sides)
    return fact(
        story,
        number,
        index,
        kind=kind,
        status=status,
        label=quote.content,
        sides=(*speaking, *parties(others, "third")),
        terms=terms,
        contexts=story.contexts(terms),
        form=quote.direct,
        time=story.day(),
        speaker=quote.actor,
        factuality="denied" if quote.negated else "happened",
        why=why,
    )


def find_unknowns(story: Story) -> Iterator[Fact]:
    """Yield what the report itself says is not known: "it is unclear whether", "no date was set"."""
    for number, tree in story.body():
        for index, token in enumerate(tree.tokens):
            lemma = token.lemma.lower()
            clause: list[int] = []
            form = "question"
            if token.pos == "ADJ" and (
                story.words.is_word(lemma, "unclear")
                or (story.words.is_word(lemma, "not_clear") and children(tree, token.head, "neg"))
            ):
                heads = children(tree, index, "ccomp", "xcomp") or children(tree, token.head, "ccomp", "csubj")
                clause = [i for head in heads for i in story.under(number, head, stop=frozenset())]
            elif story.is_noun(number, index, "detail") and any(
                tree.tokens[c].lemma.lower() == "no" for c in children(tree, index, "det")
            ):
                clause, form = story.under(number, index), "detail"
                if not story.words.is_verb(story.verb(number, token.head), "set"):
                    clause = []
            if not clause:
                continue
            sides = _about(story, number)
            if sides:
                terms = story.terms(number, clause)
                yield fact(
                    story,
                    number,
                    index,
                    kind="unknown",
                    status="not_known",
                    label=story.span(number, clause),
                    sides=parties(sides, "side"),
                    terms=terms,
                    contexts=story.contexts(terms),
                    form=form,
                    time=story.day(),
                    factuality="possible",
                    why="the report says that it is not known",
                )


def _about(story: Story, number: int) -> tuple[str, ...]:
    """Return the two sides that a sentence, or the nearest before or after it, speaks of."""
    for near in (number, number - 1, number + 1, number - 2):
        if 0 <= near < len(story.document.trees):
            found = story.countries(near, range(len(story.tree(near).tokens)))
            if len(found) > 1:
                return found[:2]
    return ()
