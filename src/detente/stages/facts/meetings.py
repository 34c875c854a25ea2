"""Meetings and visits: those that were held and those to come, with format, level, people and place."""

from collections.abc import Iterable, Iterator

from detente.model import Actor, Event, Fact, Party
from detente.stages.facts.story import SIDE_CLAUSES, Story, fact, is_named, parties
from detente.trees import children, conjuncts

STATUS = {"happened": "held", "ongoing": "held", "planned": "planned", "proposed": "proposed"}
"""What a claim says of a meeting."""
LONGEST_NAME = 12
"""Tokens after "called" within which the name of a format is looked for."""
QUOTES = frozenset("\"'\u201c\u201d\u2018\u2019") | {"``", "''"}
NEAR = 1
"""Sentences after a meeting's own in which those who agreed on something are its people."""


def find_meetings(story: Story) -> Iterator[Fact]:
    """Yield the meetings and visits that were coded, each once, and talks that were held and not coded."""
    seen: set[int] = set()
    for event in story.document.events:
        if event.part != "body" or event.factuality not in STATUS or "background" in event.exclusions:
            continue
        at = _word(story, event)
        if at is not None and not _is_errand(story, at[0], at[1]):
            found = list(_meeting(story, event, *at))
            seen.update(fact.sentence for fact in found)
            yield from found
    yield from _uncoded(story, seen)


def _is_errand(story: Story, number: int, index: int) -> bool:
    """Tell whether the meeting is the purpose of a journey told with it: "will travel to Jakarta to meet"."""
    token = story.token(number, index)
    above = story.token(number, token.head)
    purpose = token.dep in {"xcomp", "advcl"} and above.pos == "VERB"
    return purpose and story.words.is_verb(story.verb(number, token.head), "travel")


def _uncoded(story: Story, seen: set[int]) -> Iterator[Fact]:
    """Yield talks that two sides are told to have held, in sentences where the coder found no meeting."""
    for number, tree in enumerate(story.document.trees):
        if number in seen or story.document.sentences[number].part != "body":
            continue
        for index in range(len(tree.tokens)):
            if not story.words.is_verb(story.verb(number, index), "hold") or not story.is_told(number, index):
                continue
            nouns = [n for n in children(tree, index, "dobj") if story.is_noun(number, n, "meeting")]
            sides = story.doers(number, index)
            if nouns and len(sides) > 1:
                yield _held(story, number, index, nouns[0], sides)
                break


def _held(story: Story, number: int, verb: int, noun: int, sides: tuple[str, ...]) -> Fact:
    subject = _subjects_of(story, number, verb)
    people = _named(story, number, sides, subject)
    level = story.level_of(story.words_of(number, story.under(number, noun)), story.words_of(number, subject))
    terms = story.terms(number, story.under(number, noun))
    return fact(
        story,
        number,
        verb,
        kind="meeting",
        status="held",
        label=story.span(number, _naming(story, number, noun, story.under(number, noun))),
        sides=(
            *parties(sides, "side"),
            *(Party(country=person.country or "", role="participant", actor=person.id) for person in people),
        ),
        terms=terms,
        contexts=story.contexts(terms),
        level=level,
        time=story.told_on(number, verb),
        place=story.place_in(number, story.under(number, verb)),
        why="told to have been held",
    )


def _word(story: Story, event: Event) -> tuple[int, int, str] | None:
    """Return sentence and token of the word that tells the meeting, and its kind."""
    rows = sorted((r for r in event.evidence if r.role == "trigger"), key=lambda r: r.start)
    found: tuple[int, int, str] | None = None
    for row in rows:
        at = story.locate(row.start)
        if at is None:
            continue
        number, index = at
        verb = story.verb(number, index)
        if story.is_noun(number, index, "visit") or (
            story.token(number, index).pos == "VERB" and story.words.is_verb(verb, "travel")
        ):
            return number, index, "visit"
        if story.is_noun(number, index, "meeting") or story.words.is_verb(verb, "meet"):
            found = (number, index, "meeting")
        elif story.words.is_verb(verb, "discuss"):
            noun = _occasion(story, number, index)
            found = (number, noun, "meeting") if noun is not None else found
    return found


def _occasion(story: Story, number: int, verb: int) -> int | None:
    """Return the meeting at which something is discussed: "at Friday's working dinner"."""
    tree = story.tree(number)
    for prep in children(tree, verb, "prep"):
        for noun in children(tree, prep, "pobj"):
            if story.is_noun(number, noun, "meeting"):
                return noun
    return None


def _meeting(story: Story, event: Event, number: int, index: int, kind: str) -> Iterator[Fact]:
    sides = _sides(story, event, number, index, kind)
    if len(sides) < 2:
        return
    status = STATUS[event.factuality]
    phrase = story.under(
        number, index, stop=SIDE_CLAUSES | {"conj"} if story.token(number, index).pos == "VERB" else SIDE_CLAUSES
    )
    subject = [i for head in story.subjects(number, index) for i in story.under(number, head)]
    people = _people(story, event, number, sides) if status == "held" else _named(story, number, sides, subject)
    level = story.level_of(
        story.words_of(number, phrase),
        story.words_of(number, subject),
        " ".join(person.office or "" for person in people),
    )
    terms = story.terms(number, phrase)
    yield fact(
        story,
        number,
        index,
        kind=kind,
        status=status,
        label=story.span(number, _naming(story, number, index, phrase)),
        sides=(
            *_roles(event, kind, sides),
            *(Party(country=person.country or "", role="participant", actor=person.id) for person in people),
        ),
        terms=terms,
        contexts=event.contexts or story.contexts(terms),
        level=level,
        form=_form(story, event),
        time=event.time if status == "held" else story.day(),
        due=None if status == "held" else event.due or event.time,
        place=event.place,
        events=(event.id,),
        why=event.why,
    )


def _naming(story: Story, number: int, index: int, phrase: list[int]) -> list[int]:
    timed = {i for head, _ in story.times[number] for i in story.under(number, head)}
    kept = [i for i in phrase if i >= index] if story.token(number, index).pos == "VERB" else list(phrase)
    while len(kept) > 1 and (kept[-1] in timed or story.token(number, kept[-1]).pos in {"PUNCT", "ADP", "CCONJ"}):
        kept.pop()
    return kept


def _sides(story: Story, event: Event, number: int, index: int, kind: str) -> tuple[str, ...]:
    found = [code for who in (*event.sources, *event.targets) for code in story.countries_of(who)]
    if len(set(found)) < 2:
        found += [*story.doers(number, index), *story.partners(number, index)]
    if len(set(found)) < 2 and kind == "visit" and event.place and event.place.country:
        found.append(event.place.country)
    return tuple(dict.fromkeys(found))


def _roles(event: Event, kind: str, sides: tuple[str, ...]) -> Iterator[Party]:
    """Give host and guest where the soil tells them."""
    host = event.place.country if event.place else None
    for country in sides:
        if host in sides and len(sides) == 2:
            yield Party(country=country, role="host" if country == host else "guest")
        else:
            yield Party(country=country, role="guest" if kind == "visit" and country == sides[0] else "side")


def _people(story: Story, event: Event, number: int, sides: tuple[str, ...]) -> list[Actor]:
    """Return the officials of the sides who sat at the table.

    They are named where the meeting is told, in the caption or heading that tells it again, or as those who agreed
    on something in the sentence after it.
    """
    found: list[Actor] = []
    for row in event.evidence:
        at = story.locate(row.start)
        if at is None or row.role not in {"trigger", "echo"}:
            continue
        tokens = range(len(story.tree(at[0]).tokens))
        found += _named(story, at[0], sides, tokens if row.role == "echo" else _subjects_of(story, at[0], at[1]))
    for near in range(number, min(number + NEAR + 1, len(story.document.trees))):
        for index in range(len(story.tree(near).tokens)):
            if story.words.is_verb(story.verb(near, index), "agree"):
                found += _named(story, near, sides, _subjects_of(story, near, index))
    return list({person.id: person for person in found}.values())


def _subjects_of(story: Story, number: int, index: int) -> list[int]:
    tree = story.tree(number)
    heads = story.subjects(number, index)
    heads += [i for child in children(tree, index, "nsubj") for i in conjuncts(tree, child)]
    return [i for head in heads for i in story.under(number, head)]


def _named(story: Story, number: int, sides: tuple[str, ...], indexes: Iterable[int]) -> list[Actor]:
    """Return the officials of the sides, with a name and a post, who stand at tokens alone or in a group."""
    found: list[Actor] = []
    for index in indexes:
        actor = story.actors.get(story.standing[number].get(index, ""))
        people = [] if actor is None else [story.actors[m] for m in actor.members] or [actor]
        found += [one for one in people if is_named(one) and one.country in sides and one.office]
    return found


def _form(story: Story, event: Event) -> str:
    """Return the name that a report gives the format of a meeting: what it calls it in quotation marks."""
    for row in event.evidence:
        at = story.locate(row.start)
        if at is None or row.role not in {"trigger", "echo"}:
            continue
        number, after = at[0], at[1] + 1
        tokens = story.tree(number).tokens
        if after < len(tokens) and story.words.is_word(tokens[after].lemma.lower(), "named"):
            marks = [i for i in range(after, min(after + LONGEST_NAME, len(tokens))) if tokens[i].text in QUOTES]
            if len(marks) > 1:
                return story.span(number, range(marks[0] + 1, marks[1])).of(story.document.text)
    return ""
