"""Find what the packs know in a sentence: names of the world, and actor nouns."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from detente.packs.actor_words import ActorNoun, ActorWords
from detente.packs.world import World
from detente.packs.world_names import Name
from detente.stages.actors.drafts import LINKS, Hit, Line, Match

PLURAL = frozenset({"NNS", "NNPS", "VBZ"})
"""Tags of plural nouns, with what the parser takes some for."""

STATES = frozenset({"country", "demonym", "capital"})

PREFIX = "prefix"
"""Note in the world pack of what names a country only before a hyphen ("Sino-Russian")."""


def find_hits(line: Line, world: World, *, on: str | None) -> tuple[Hit, ...]:
    """Return the names that the world pack knows, left to right and without overlap."""
    hits: list[Hit] = []
    place, size = 0, len(line.tokens)
    while place < size:
        first_letter = line.texts[place][0]
        found = None
        if (
            first_letter.isupper()
            or first_letter.isdigit()
            or not first_letter.isascii()
            or line.texts[place].startswith("al")
        ):
            found = world.match(line.texts, place, on=on)
        if found is None or not _allowed(line, place, found[0], found[1]):
            place += 1
            continue
        length, names = found
        seat = any(name.kind == "capital" for name in names)
        best, *others = sorted(names, key=lambda name: _rank(name) + 4 * (seat and name.kind == "organisation"))
        if _belongs_elsewhere(line, place, best, hits):
            place += length
            continue
        hits.append(Hit(first=place, last=place + length, name=best, others=tuple(others)))
        place += length
    return tuple(hits)


def countries_named(hits: Iterable[Iterable[Hit]]) -> frozenset[str]:
    """Return the countries that a story names, or their people or capitals."""
    return frozenset(
        hit.name.country
        for row in hits
        for hit in row
        if hit.name.kind in STATES and hit.name.country and not hit.name.beside
    )


def is_at_home(line: Line, hit: Hit, named: AbstractSet[str]) -> bool:
    """Turn down names that only a story about certain countries gives: "the North", "the Congress" of another country."""
    name = hit.name
    if not name.beside:
        return True
    if name.kind == "metonym":
        return not named or not named.isdisjoint(name.beside)
    before = line.texts[hit.first - 1].lower() if hit.first else ""
    inside = line.tokens[hit.first].dep in {"compound", "nmod"}
    return before == "the" and not inside and not named.isdisjoint(name.beside)


def _belongs_elsewhere(line: Line, first: int, name: Name, hits: Sequence[Hit]) -> bool:
    """Say whether a body is another country's of the same name ("Mexico's Congress")."""
    if name.kind in {"country", "demonym", "capital", "group"} or not hits:
        return False
    before = hits[-1]
    gap = first - before.last
    adjacent = gap == 0 or (gap == 1 and line.tokens[first - 1].tag == "POS")
    return adjacent and before.name.kind in {"country", "demonym"} and before.name.country != name.country


def _rank(name: Name) -> int:
    """Countries before their capitals of the same name; ambiguous names late, bodies of which the capital is the seat last."""
    return (name.kind == "capital") + 2 * bool(name.to)


def _allowed(line: Line, first: int, length: int, names: Sequence[Name]) -> bool:
    """Turn down a name that is part of a person's name, or a common word that is not written as a name."""
    tokens = line.tokens
    last = first + length
    kinds = {name.kind for name in names}
    token = tokens[first]
    if token.ent == "PERSON" and length == 1 and kinds & {"country", "capital", "demonym"}:
        before = first > 0 and not token.ent_begin and tokens[first - 1].ent == "PERSON"
        after = last < len(tokens) and tokens[last].ent == "PERSON" and not tokens[last].ent_begin
        if (before or after) and "demonym" not in kinds:
            return False
        if after and token.pos == "PROPN" and tokens[last].pos == "PROPN" and names[0].note:
            return False
    if names[0].note.startswith(PREFIX) and (last >= len(tokens) or line.texts[last] not in LINKS):
        return False
    if names[0].note == "common word" and length == 1 and token.pos not in {"PROPN", "ADJ"}:
        return False
    return not (token.pos in {"VERB", "AUX"} and length == 1 and token.ent == "")


def find_matches(line: Line, words: ActorWords, hits: Sequence[Hit]) -> tuple[Match, ...]:
    """Return actor nouns and offices, longest first from the left, without overlap; hyphens inside are skipped over."""
    named = {place for hit in hits for place in range(hit.first, hit.last)}
    places = [place for place, text in enumerate(line.texts) if text not in LINKS]
    symbols = [line.symbols[place] for place in places]
    matches: list[Match] = []
    at = 0
    while at < len(places):
        found = words.noun_at(symbols, at)
        if found is None:
            at += 1
            continue
        length, noun = found
        first, last = places[at], places[at + length - 1] + 1
        head = _head_word(line, first, last)
        if head not in named and _is_noun(line, head, length, noun, named):
            matches.append(Match(first=first, last=last, head=head, noun=noun))
            at += length
        else:
            at += 1
    return tuple(matches)


def _head_word(line: Line, first: int, last: int) -> int:
    for place in range(first + 1, last):
        if line.tokens[place].tag == "IN":
            return place - 1
    return last - 1


def is_plural(line: Line, place: int) -> bool:
    """Say whether a noun is written as a plural, whatever the parser takes it for."""
    return line.tokens[place].tag in PLURAL or line.texts[place].endswith("s")


def _is_noun(line: Line, head: int, length: int, noun: ActorNoun, named: AbstractSet[int]) -> bool:
    """Say whether a word is used as a noun, also where the parser missed it ("their Czech counterparts" as a verb)."""
    token = line.tokens[head]
    if token.ent in {"LOC", "GPE", "FAC", "EVENT"} and token.pos == "PROPN":
        return False
    if token.pos in {"NOUN", "PROPN"}:
        return True
    if token.tag == "VBZ":
        return head > 0 and (head - 1 in named or line.tokens[head - 1].tag == "PRP$")
    if token.pos == "ADJ" and noun.attributive and noun.kind == "person":
        return token.dep == "amod" and token.head > head
    return length > 1 and token.pos in {"ADJ", "VERB"} and token.text[0].isupper()
