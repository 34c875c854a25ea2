"""Whom the grammar of a clause makes the owner in "its soldiers": who is told to do it, complained of, thanked for it."""

from collections.abc import Container

from detente.packs.actor_words import ActorWords
from detente.stages.actors.drafts import HIGHEST_CLIMB, Line

OBJECTS = ("dobj", "dative", "pobj")


def find_owner(line: Line, pronoun: int, who: Container[int], words: ActorWords) -> int | None:
    """Return the token of the actor whom a possessive pronoun is bound to, or None where grammar leaves it open."""
    possessed = line.tokens[pronoun].head
    if possessed == pronoun:
        return None
    for find in (_judged, _told_to, _blamed):
        owner = find(line, possessed, who, words)
        if owner is not None and owner < pronoun:
            return owner
    return None


def _judged(line: Line, possessed: int, who: Container[int], words: ActorWords) -> int | None:
    """Read "condemned Iran for its launch", "thanked Oman for its help"."""
    tokens = line.tokens
    prep = tokens[possessed].head
    if tokens[possessed].dep != "pobj" or tokens[prep].text.lower() not in {"for", "over"}:
        return None
    verb = tokens[prep].head
    if tokens[verb].lemma.lower() not in words.lists["blaming"] | words.lists["praising"]:
        return None
    return _object(line, verb, who)


def _told_to(line: Line, possessed: int, who: Container[int], words: ActorWords) -> int | None:
    """Read "told France to withdraw its troops": who shall do it owns it."""
    tokens = line.tokens
    verb = tokens[possessed].head
    if tokens[possessed].dep != "dobj" or tokens[verb].pos != "VERB" or tokens[verb].dep not in {"xcomp", "ccomp"}:
        return None
    below = [tokens[child] for child in line.tree.below[verb]]
    infinitive = any(token.dep == "aux" and token.tag == "TO" for token in below)
    above = tokens[verb].head
    if not infinitive or tokens[above].lemma.lower() not in words.lists["telling"]:
        return None
    own = next((child for child in line.tree.below[verb] if tokens[child].dep == "nsubj"), None)
    if own is not None:  # the parser takes whom one tells for the subject of what shall be done
        return own if own in who else None
    return _object(line, above, who)


def _blamed(line: Line, possessed: int, who: Container[int], words: ActorWords) -> int | None:
    """Read "Japan protested to China after its ships sailed by": whose deed is complained of, is blamed for it."""
    tokens = line.tokens
    if tokens[possessed].dep != "nsubj":
        return None
    place = possessed
    for _ in range(HIGHEST_CLIMB):
        place = tokens[place].head
        if tokens[place].head == place or _blames(line, place, words):
            break
    return _object(line, place, who, through=words.lists["complaints"]) if _blames(line, place, words) else None


def _blames(line: Line, verb: int, words: ActorWords) -> bool:
    """Say whether a verb tells a complaint: "accused", "lodged a protest"."""
    tokens = line.tokens
    if tokens[verb].pos != "VERB":
        return False
    return tokens[verb].lemma.lower() in words.lists["blaming"] or any(
        tokens[child].dep == "dobj" and tokens[child].lemma.lower() in words.lists["complaints"]
        for child in line.tree.below[verb]
    )


def _object(line: Line, verb: int, who: Container[int], *, through: Container[str] = ()) -> int | None:
    """Return the actor that a verb's object is, else that of a preposition below the verb or below nouns that it passes through."""
    tokens, below = line.tokens, line.tree.below
    reached = list(below[verb])
    for child in below[verb]:
        if tokens[child].lemma.lower() in through:
            reached += below[child]
    prepositions = [child for child in reached if tokens[child].dep == "prep"]
    reached += [leaf for prep in prepositions if through for leaf in below[prep]]
    return next((at for at in reached if at in who and tokens[at].dep in OBJECTS), None)
