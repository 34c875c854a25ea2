"""Disputes, alliances and threats: who is at odds or in league with whom, over what, as whom the text has it."""

from collections.abc import Iterator

from detente.model import EventTime, Fact, Party
from detente.stages.facts.story import SIDE_CLAUSES, Story, fact, parties
from detente.trees import ancestors, children, conjuncts

OVER = frozenset({"over", "about", "on", "regarding", "concerning"})
PROGRESS = {"possible": "unclear", "denied": "none", "happened": "some", "ongoing": "some"}
"""What a claim of progress says; how far a matter has come is never read from anything else."""


def find_disputes(story: Story) -> Iterator[Fact]:
    """Yield each mention of a dispute whose sides the story tells."""
    last: tuple[str, ...] = ()
    for number, tree in story.body():
        for index, token in enumerate(tree.tokens):
            noun = story.is_noun(number, index, "dispute")
            verb = token.pos == "VERB" and story.words.is_verb(story.verb(number, index), "disagree")
            if noun and _is_settled(story, number, index):
                continue
            if not noun and not (verb and _object(story, number, index)):
                continue
            sides = _sides(story, number, index)
            specific = bool(_object(story, number, index)) or len(sides) > 1
            if not specific and token.tag in {"NNS", "NNPS"}:
                continue  # "other regional disputes" are nobody's in particular
            sides = sides if len(sides) > 1 else last or _sides_around(story, number)
            if len(sides) < 2:
                continue
            last = sides
            yield _dispute(story, number, index, sides)


def _is_settled(story: Story, number: int, index: int) -> bool:
    """Tell whether the dispute is what a verb is told to have ended: that is a change of it."""
    tree = story.tree(number)
    verb = tree.tokens[index].head
    done = tree.tokens[index].dep in {"dobj", "nsubjpass"} and story.is_told(number, verb)
    return done and any(turn.kind == "dispute" for turn in story.words.turns.get(story.verb(number, verb), ()))


def _object(story: Story, number: int, index: int) -> list[int]:
    """Return the tokens of what a dispute is over."""
    tree = story.tree(number)
    for prep in children(tree, index, "prep"):
        if tree.tokens[prep].text.lower() in OVER:
            return [i for noun in children(tree, prep, "pobj") for i in story.under(number, noun)]
    return []


def _sides(story: Story, number: int, index: int) -> tuple[str, ...]:
    tree = story.tree(number)
    if tree.tokens[index].pos == "VERB":
        return tuple(dict.fromkeys((*story.doers(number, index), *story.partners(number, index))))
    own = [
        i
        for child in tree.below[index]
        if tree.tokens[child].dep not in {*SIDE_CLAUSES, "prep", "acl"}
        for i in story.under(number, child)
    ]
    found = tuple(dict.fromkeys((*story.countries(number, own), *story.partners(number, index))))
    if len(found) > 1:
        return found
    above = tree.tokens[index].head
    if above != index and tree.tokens[index].dep in {"dobj", "attr", "pobj", "xcomp"}:
        verb = next((i for i in ancestors(tree, index) if tree.tokens[i].pos in {"VERB", "AUX"}), above)
        found = tuple(dict.fromkeys((*found, *story.doers(number, verb), *story.partners(number, verb))))
    if len(found) < 2 and tree.tokens[index].dep in {"nsubj", "nsubjpass"}:
        objects = [i for child in children(tree, above, "dobj") for i in story.under(number, child)]
        found = tuple(dict.fromkeys((*found, *story.countries(number, objects))))
    return found if len(found) > 1 else ()


def _sides_around(story: Story, number: int) -> tuple[str, ...]:
    """Return the two states of the sentence before, or of the next one, if there are just two."""
    for near in (number, number - 1, number + 1):
        if 0 <= near < len(story.document.trees):
            found = story.countries(near, range(len(story.tree(near).tokens)))
            if len(found) == 2:
                return found
    return ()


def _dispute(story: Story, number: int, index: int, sides: tuple[str, ...]) -> Fact:
    tree = story.tree(number)
    phrase = story.under(number, index)
    object_ = _object(story, number, index)
    terms = story.terms(number, object_) or story.terms(number, children(tree, index, "amod", "compound"))
    modifiers = story.terms(number, children(tree, index, "amod", "compound"))
    return fact(
        story,
        number,
        index,
        kind="dispute",
        status="open",
        label=story.span(number, [index, *object_] if tree.tokens[index].pos == "VERB" else phrase),
        sides=parties(sides, "claimant"),
        terms=terms,
        contexts=story.contexts((*modifiers, *terms)),
        time=_since(story, number, index),
        progress=progress_of(story, number),
        factuality="ongoing",
        why=f"{tree.tokens[index].text!r} between sides",
    )


def _since(story: Story, number: int, index: int) -> EventTime | None:
    """Return a time told inside the dispute's phrase that lies before the year of publication: when it began."""
    time = story.time_in(number, story.under(number, index, stop=frozenset()))
    day = story.day()
    if time is None or not time.latest or day is None or not day.earliest or time.latest[:4] >= day.earliest[:4]:
        return None
    return time


def progress_of(story: Story, number: int) -> str:
    """Return what a sentence claims of progress: some, none, unclear, or nothing."""
    tree = story.tree(number)
    for index in range(len(tree.tokens)):
        if story.is_noun(number, index, "progress"):
            if any(tree.tokens[child].lemma.lower() == "no" for child in children(tree, index, "det")):
                return "none"
            claim = story.claim(number, index)
            if any(story.words.is_word(story.lemma(number, above), "unclear") for above in range(index)):
                return "unclear"
            return PROGRESS.get(claim.factuality, "") if claim else "some"
    return ""


def find_alliances(story: Story) -> Iterator[Fact]:
    """Yield each mention of an alliance whose partners are named, and whether one of them reaffirms it."""
    for number, tree in story.body():
        for index in range(len(tree.tokens)):
            if story.is_noun(number, index, "alliance"):
                partners = story.countries(number, story.under(number, index))
                if len(partners) == 1:
                    quote = story.voice(number, index)
                    partners = tuple(dict.fromkeys((*story.countries_of(quote.actor if quote else None), *partners)))
            elif story.is_noun(number, index, "ally") and tree.tokens[index].dep == "attr":
                partners = story.doers(number, tree.tokens[index].head)
                allied = [
                    i
                    for p in children(tree, index, "prep")
                    if tree.tokens[p].text.lower() in {"of", "with"}
                    for i in story.under(number, p)
                ]
                partners = tuple(dict.fromkeys((*partners, *story.countries(number, allied))))
            else:
                continue
            if len(partners) == 2:
                yield _alliance(story, number, index, partners)


def _alliance(story: Story, number: int, index: int, partners: tuple[str, ...]) -> Fact:
    tree = story.tree(number)
    quote = story.voice(number, index)
    speaker = story.countries_of(quote.actor if quote else None)
    verbs = [i for i in ancestors(tree, index) if tree.tokens[i].pos in {"VERB", "AUX"}][:1]
    affirmed = any(story.words.is_verb(story.verb(number, v), "affirm") for v in verbs)
    spared = any(story.words.is_verb(story.verb(number, v), "harm") and children(tree, v, "neg") for v in verbs)
    status = "reaffirmed" if affirmed and set(speaker) & set(partners) else "in_force"
    phrase = story.under(number, index)
    terms = story.terms(number, children(tree, index, "amod", "compound"))
    return fact(
        story,
        number,
        index,
        kind="alliance",
        status=status,
        label=story.span(number, phrase),
        sides=(*parties(partners, "side"), *parties(speaker if status == "reaffirmed" or spared else (), "speaker")),
        terms=terms,
        contexts=story.contexts((*terms, "alliance")),
        time=story.day(),
        progress="declared unaffected" if spared else "",
        factuality="ongoing",
        why="reaffirmed by a partner" if status == "reaffirmed" else "named as an alliance",
    )


def find_threats(story: Story) -> Iterator[Fact]:
    """Yield whom a side, or the report, calls a threat, or says that something is aimed at."""
    for number, tree in enumerate(story.document.trees):
        if story.document.sentences[number].part not in {"body", "title", "standfirst"}:
            continue
        for index in range(len(tree.tokens)):
            found: tuple[str, ...] = ()
            if story.is_noun(number, index, "threat"):
                found, form = _threatening(story, number, index), "threat"
            elif story.is_noun(number, index, "worry"):
                own = [i for c in children(tree, index, "prep") for i in story.under(number, c)]
                found, form = story.countries(number, own), "worry"
            elif is_counter(story, number, index) and not _asked(story, number, index):
                found, form = aimed_at(story, number, index), "aim"
            if found:
                yield from _threat(story, number, index, found, form)


def is_counter(story: Story, number: int, index: int) -> bool:
    """Tell whether a word says that something is aimed at somebody: a counter to, with eyes on, to contain."""
    if story.is_noun(number, index, "counter"):
        return True
    return story.token(number, index).pos == "VERB" and story.words.is_verb(story.verb(number, index), "counter")


def _asked(story: Story, number: int, index: int) -> bool:
    """Tell whether the words are those of a question that somebody answers: no claim of anybody."""
    tree = story.tree(number)
    return any(story.words.is_verb(story.verb(number, above), "answer") for above in ancestors(tree, index))


def _threatening(story: Story, number: int, index: int) -> tuple[str, ...]:
    """Return whose threat it is: "North Korea's threats", "threats from North Korea"."""
    tree = story.tree(number)
    own = [c for c in tree.below[index] if tree.tokens[c].dep in {"poss", "prep", "compound", "amod"}]
    if index + 1 < len(tree.tokens) and tree.tokens[index + 1].pos == "ADP":
        own.append(index + 1)  # the parser hangs "from" on an earlier noun of the list as often
    own = [c for c in own if tree.tokens[c].text.lower() not in {"to", "against", "for"}]
    return story.countries(number, [i for c in own for i in story.under(number, c)])


def aimed_at(story: Story, number: int, index: int) -> tuple[str, ...]:
    """Return whose might something answers: "a counter to China's power", "with eyes on China"."""
    tree = story.tree(number)
    if tree.tokens[index].pos == "VERB":
        heads = children(tree, index, "dobj")
    else:
        after = children(tree, index, "prep")
        if index + 1 < len(tree.tokens) and tree.tokens[index + 1].pos == "ADP":
            after.append(index + 1)
        heads = [
            n
            for prep in dict.fromkeys(after)
            if tree.tokens[prep].text.lower() in {"to", "on", "against"}
            for n in children(tree, prep, "pobj")
        ]
    found: list[str] = []
    for head in heads:
        for noun in conjuncts(tree, head):
            mighty = story.is_noun(number, noun, "might")
            owners = [i for c in children(tree, noun, "poss", "amod", "compound") for i in story.under(number, c)]
            found += story.countries(number, owners if mighty else [noun])
    return tuple(dict.fromkeys(found))


def _threat(story: Story, number: int, index: int, found: tuple[str, ...], form: str) -> Iterator[Fact]:
    tree = story.tree(number)
    quote = story.voice(number, index)
    verbs = [i for i in ancestors(tree, index) if tree.tokens[i].pos == "VERB"]
    verbs += [index] if tree.tokens[index].pos == "VERB" else []
    doers = next((who for v in verbs if (who := story.doers(number, v))), ())
    spoken = story.countries_of(quote.actor) if quote else ()
    holders = tuple(c for c in (spoken or doers or _named_before(story, number, index)) if c not in found)
    if not holders:
        return
    phrase = story.under(number, index)
    for threat in found:
        named = [i for i in range(len(tree.tokens)) if threat in story.countries(number, [i])]
        last = max((i for i in named if i > index), default=max(phrase))
        words = sorted({*(i for i in phrase if i <= last), *range(min(index, *named), last + 1)})
        behind = [i for i in phrase if i > last and tree.tokens[i].head > last] if form == "aim" else []
        terms = story.terms(number, {*words, *behind})
        yield fact(
            story,
            number,
            index,
            kind="threat",
            status="perceived",
            label=story.span(number, [*words, *_might_after(story, number, last)]),
            sides=(*parties(holders, "holder"), Party(country=threat, role="threat")),
            terms=terms,
            contexts=story.contexts(terms),
            form=form,
            time=story.day(),
            factuality="ongoing",
            why=f"{tree.tokens[index].text!r} names whom it is about",
        )


def _might_after(story: Story, number: int, owner: int) -> list[int]:
    """Return the tokens up to the might that a named country owns: "China's growing military presence"."""
    tree = story.tree(number)
    head = tree.tokens[owner].head
    return list(range(owner, head + 1)) if head > owner and story.is_noun(number, head, "might", "threat") else []


def _named_before(story: Story, number: int, index: int) -> tuple[str, ...]:
    return story.countries(number, range(index))
