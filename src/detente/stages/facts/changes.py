"""Changes: verbs that give a meeting, an instrument, a promise or a dispute another status."""

from collections.abc import Iterator

from detente.clauses import is_passive
from detente.model import EventPlace, EventTime, Fact, Party
from detente.packs.ledger_words import Turn
from detente.stages.facts.agreements import content_of
from detente.stages.facts.story import SIDE_CLAUSES, TOLD, Story, fact, parties
from detente.trees import ancestors, children, conjuncts

UNTIL = frozenset({"to", "until", "till"})
NOT_SO = -2
"""Certainty at or below which a deed is denied."""


def find_changes(story: Story) -> Iterator[Fact]:
    """Yield each matter whose status a verb changes, with the status that follows."""
    for number, tree in story.body():
        for index, token in enumerate(tree.tokens):
            if token.pos not in {"VERB", "AUX"}:
                continue
            if story.words.is_verb(story.lemma(number, index), "possess"):
                yield from _without(story, number, index)
            for turn in story.words.turns.get(story.verb(number, index), ()):
                noun = _object(story, number, index, turn)
                if noun is not None:
                    yield from _turned(story, number, index, noun, turn)
                    break


def _without(story: Story, number: int, verb: int) -> Iterator[Fact]:
    """Yield an instrument that sides are said not to have: "have no extradition treaty"."""
    tree = story.tree(number)
    for noun in children(tree, verb, "dobj", "attr", "nsubj"):
        none = any(story.words.is_word(story.lemma(number, c), "none") for c in children(tree, noun, "det"))
        sides = _sides(story, number, verb, noun)
        if not story.is_noun(number, noun, "instrument") or len(sides) < 2:
            continue
        if none or (story.words.is_verb(story.lemma(number, verb), "possess") and children(tree, verb, "neg")):
            phrase = story.under(number, noun)
            terms = story.terms(number, phrase)
            yield fact(
                story,
                number,
                verb,
                kind="treaty_absent",
                status="not_concluded",
                label=story.span(number, phrase),
                sides=parties(sides, "side"),
                terms=terms,
                contexts=story.contexts(terms),
                instrument=story.lemma(number, noun),
                why="said not to exist",
            )


def _object(story: Story, number: int, verb: int, turn: Turn) -> int | None:
    """Return what the verb is done to, if it is a noun of the classes that the change asks for."""
    tree = story.tree(number)
    if turn.needs and not any(story.lemma(number, i) in turn.needs for i in story.under(number, verb)):
        return None
    relations = ["dobj", "nsubjpass"] + (["nsubj"] if turn.needs or not children(tree, verb, "dobj") else [])
    heads = children(tree, verb, *relations)
    heads += [noun for prep in children(tree, verb, "prep") for noun in children(tree, prep, "pobj")]
    relative = any(tree.tokens[child].tag in {"WDT", "WP"} for child in heads)
    if tree.tokens[verb].dep in {"acl", "relcl"} and (relative or is_passive(tree, verb)):
        heads.append(tree.tokens[verb].head)
    for head in heads:
        for noun in conjuncts(tree, head):
            if story.is_noun(number, noun, *turn.nouns):
                return noun
    return None


def _turned(story: Story, number: int, verb: int, noun: int, turn: Turn) -> Iterator[Fact]:
    claim = story.claim(number, verb)
    phrase = story.under(number, noun)
    doers = story.doers(number, verb)
    kind = turn.kind
    if kind == "meeting" and story.is_noun(number, noun, "visit"):
        kind = "visit"
    if kind == "agreement" and story.is_noun(number, noun, "treaty"):
        kind = "treaty"
    accused = turn.status == "broken" and _accused(story, number, verb)
    if not accused and (claim is None or claim.factuality not in TOLD):
        yield from _not_done(story, number, verb, noun=noun, turn=turn, kind=kind)
        return
    if accused and kind != "commitment":
        return
    status = "breach_alleged" if accused else turn.status
    promised = content_of(story, number, noun)
    terms = story.terms(number, [i for i in promised if i != noun] if turn.kind == "commitment" else phrase)
    if turn.kind == "commitment":
        holders = _blamed(story, number, verb) if accused else doers[:1]
        sides = parties(holders or story.countries(number, phrase)[:1], "holder")
        sides += parties(
            [c for c in story.countries(number, promised) if c not in {p.country for p in sides}], "addressee"
        )
    else:
        sides = parties(_sides(story, number, verb, noun), "side")
    place = story.place_in(number, phrase) or _place_of_event(story, number, verb)
    if kind == "visit":
        sides = _on_the_soil_of(place, sides)
    if not sides:
        return
    yield fact(
        story,
        number,
        verb,
        kind=kind,
        status=status,
        label=story.span(number, promised if turn.kind == "commitment" else story.under(number, noun)),
        sides=sides,
        terms=terms,
        contexts=story.contexts(terms),
        negative=turn.kind == "commitment" and any(story.token(number, i).dep == "neg" for i in promised),
        instrument=story.lemma(number, noun) if story.is_noun(number, noun, "instrument") else "",
        level=_level(story, number, phrase) if turn.kind == "meeting" else "",
        time=story.told_on(number, verb),
        due=_new_date(story, number, verb) if turn.status == "postponed" else None,
        place=place,
        why=f"{story.verb(number, verb)} {story.lemma(number, noun)}",
    )


def _on_the_soil_of(place: EventPlace | None, sides: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return two sides as host and guest where one of them has the soil that a visit goes to."""
    host = place.country if place else None
    if len(sides) != 2 or host not in {side.country for side in sides}:
        return sides
    return tuple(
        Party(country=side.country, role="host" if side.country == host else "guest", actor=side.actor)
        for side in sides
    )


def _level(story: Story, number: int, phrase: list[int]) -> str:
    whole = range(len(story.tree(number).tokens))
    return story.level_of(story.words_of(number, phrase), story.words_of(number, whole))


def _not_done(story: Story, number: int, verb: int, *, noun: int, turn: Turn, kind: str) -> Iterator[Fact]:
    """Yield an instrument that is to be signed, one that was never concluded, or a breach that is denied."""
    claim = story.claim(number, verb)
    if claim is None:
        return
    phrase = story.under(number, noun)
    if turn.kind == "commitment" and turn.status == "broken" and claim.certainty <= NOT_SO:
        holders = story.doers(number, verb)[:1]
        if holders:
            yield fact(
                story,
                number,
                verb,
                kind=kind,
                status="breach_denied",
                label=story.span(number, phrase),
                sides=parties(holders, "holder"),
                terms=story.terms(number, [i for i in content_of(story, number, noun) if i != noun]),
                time=story.told_on(number, verb),
                why="denies the breach",
            )
        return
    if turn.kind != "agreement" or turn.status not in {"signed", "ratified"}:
        return
    sides = _sides(story, number, verb, noun)
    status = _unsigned_status(claim.factuality, claim.certainty)
    if status is None or len(sides) < 2 or _is_agreed(story, number, verb):
        return
    absent = status == "not_concluded"
    if absent and turn.status != "signed":
        return
    terms = story.terms(number, phrase)
    yield fact(
        story,
        number,
        verb,
        kind="treaty_absent" if absent else kind,
        status=status,
        label=story.span(number, story.under(number, noun, stop=SIDE_CLAUSES | {"acl"}) if absent else phrase),
        sides=parties(sides, "side"),
        terms=terms,
        contexts=story.contexts(terms),
        instrument=story.lemma(number, noun),
        time=None if absent else story.day(),
        due=None if absent else story.told_on(number, verb),
        why=f"{story.verb(number, verb)} {story.lemma(number, noun)}: {claim.factuality}",
    )


def _unsigned_status(factuality: str, certainty: int) -> str | None:
    if certainty <= NOT_SO:
        return "not_concluded"
    return {"planned": "planned", "proposed": "proposed"}.get(factuality)


def _is_agreed(story: Story, number: int, verb: int) -> bool:
    """Tell whether the verb is itself what was agreed: then the agreement is the fact."""
    tree = story.tree(number)
    for above in ancestors(tree, verb):
        if story.words.is_verb(story.verb(number, above), "agree"):
            return True
        if tree.tokens[above].dep not in {"xcomp", "conj"}:
            return False
    return False


def _sides(story: Story, number: int, verb: int, noun: int) -> tuple[str, ...]:
    """Return the sides of a matter: who does it, who it is with, whose it is; a place stands for its country at last."""
    phrase = story.under(number, noun)
    rows = (
        *story.doers(number, verb),
        *story.countries(number, phrase),
        *story.partners(number, verb),
    )
    found = tuple(dict.fromkeys(rows))
    if len(found) < 2:
        found = tuple(dict.fromkeys((*found, *story.event_sides(number, verb), *_kept_from(story, number, verb))))
    if len(found) < 2:
        found = tuple(dict.fromkeys((*found, *_announced_by(story, number, verb))))
    if len(found) < 2:
        place = story.place_in(number, phrase)
        found = tuple(dict.fromkeys((*found, *((place.country,) if place and place.country else ()))))
    return found


def _announced_by(story: Story, number: int, verb: int) -> tuple[str, ...]:
    """Return the sides that together say it: "the ministers of both announced that a treaty would be signed"."""
    tree = story.tree(number)
    for above in ancestors(tree, verb):
        if tree.tokens[above].pos == "VERB" and len(doers := story.doers(number, above)) > 1:
            return doers
    return ()


def _kept_from(story: Story, number: int, verb: int) -> tuple[str, ...]:
    """Return those who are kept from doing it: "has kept the nations from signing"."""
    tree = story.tree(number)
    for above in ancestors(tree, verb):
        if story.words.is_verb(story.verb(number, above), "keep_from"):
            return story.countries(number, [i for o in children(tree, above, "dobj") for i in story.under(number, o)])
    return ()


def _accused(story: Story, number: int, verb: int) -> bool:
    tree = story.tree(number)
    return any(story.words.is_verb(story.verb(number, above), "accuse") for above in ancestors(tree, verb))


def _blamed(story: Story, number: int, verb: int) -> tuple[str, ...]:
    """Return whom an accusation is against."""
    tree = story.tree(number)
    for above in ancestors(tree, verb):
        if story.words.is_verb(story.verb(number, above), "accuse"):
            blamed = [i for noun in children(tree, above, "dobj") for i in story.under(number, noun)]
            return story.countries(number, blamed)[:1]
    return ()


def _new_date(story: Story, number: int, verb: int) -> EventTime | None:
    """Return the date that something was moved to: "to June", "until June", "for a week later"."""
    tree = story.tree(number)
    for prep in children(tree, verb, "prep"):
        for one in (prep, *children(tree, prep, "prep")):
            if tree.tokens[one].text.lower() in UNTIL:
                time = story.time_in(number, story.under(number, one))
                if time is not None:
                    return time
    # The parser hangs "to June" on the noun or on the time before it as often as on the verb.
    for head, span in story.times[number]:
        above = tree.tokens[tree.tokens[head].head].text.lower()
        before = tree.tokens[head - 1].text.lower() if head else ""
        if {above, before} & UNTIL and span.earliest:
            return story.time_in(number, [head])
    return None


def _place_of_event(story: Story, number: int, verb: int) -> EventPlace | None:
    return next((event.place for event in story.events[number].get(verb, ()) if event.place), None)
