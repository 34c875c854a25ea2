"""Find the spans of personal names: the parser's guess repaired by titles, capitals and what the story calls them."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from detente.packs.actor_words import ActorWords
from detente.packs.world import World
from detente.stages.actors.drafts import LINKS, Line
from detente.stages.actors.identity import HIGHEST

POSSESSIVES = frozenset({"'s", "\N{RIGHT SINGLE QUOTATION MARK}s"})

LONGEST_NAME = 6
"""Words that a name may have after a title before we stop believing it."""


def find_people(line: Line, words: ActorWords) -> tuple[tuple[int, int], ...]:
    """Return the token spans of personal names without titles, left to right."""
    hit = {place: found for found in line.hits for place in range(found.first, found.last)}
    title_ends = {match.last for match in line.matches if match.noun.kind == "person"}
    title_words = {place for match in line.matches for place in range(match.first, match.last)}
    spans: list[tuple[int, int]] = []
    place, size = 0, len(line.tokens)
    while place < size:
        token = line.tokens[place]
        if place in hit and not (place in title_ends and hit[place].name.note):
            place = hit[place].last if token.ent != "PERSON" else place + 1
            continue
        span = None
        if token.ent == "PERSON" and not (line.title and not token.ent_begin):
            span = _entity(line, place, words, title_words, hit.keys())
        elif (place in title_ends or _honorific(line, place - 1, words)) and _is_name(line, place, words):
            span = _run(line, place, words, title_words)
        if span is None:
            place += 1
            continue
        spans.append(span)
        place = span[1]
    return tuple(spans)


def surnames_of(lines: Iterable[Line]) -> dict[str, int]:
    """Return the surnames that a story gives to somebody in full or with a title, and how often."""
    found: dict[str, int] = {}
    for line in lines:
        if line.title:
            continue
        titled = {match.last for match in line.matches if match.noun.kind == "person"}
        for first, last in line.people:
            if last - first > 1 or first in titled:
                surname = line.texts[last - 1]
                if len(surname) > 2:
                    found[surname] = found.get(surname, 0) + 1
    return found


def add_known(
    line: Line,
    known: AbstractSet[str],
    *,
    countries: AbstractSet[str],
    world: World,
    words: ActorWords,
    on: str | None,
) -> tuple[tuple[int, int], ...]:
    """Return the names of a sentence with those that only the rest of the story or the table of holders gives away."""
    taken = {place for first, last in line.people for place in range(first, last)}
    taken.update(place for hit in line.hits for place in range(hit.first, hit.last))
    taken.update(place for match in line.matches for place in range(match.first, match.last))
    found = [_cut(line, span, known) for span in line.people] if line.title else list(line.people)
    place = 0
    while place < len(line.tokens):
        last = place + 1
        if place not in taken and _is_name(line, place, words):
            while last < len(line.tokens) and last - place < LONGEST_NAME and last not in taken:
                hyphen = line.texts[last] == "-" and last + 1 < len(line.tokens) and last + 1 not in taken
                if not _is_name(line, last + hyphen, words):
                    break
                last += 1 + hyphen
            listed = last - place > 1 and _beside_person(line, last - 1)
            surname = last - place == 2 and line.texts[last - 1] in known and line.tokens[place].ent != "ORG"
            if listed or surname or _known(line, (place, last), known, countries=countries, world=world, on=on):
                found.append((place, last))
        place = last
    return tuple(sorted(found))


def _cut(line: Line, span: tuple[int, int], known: AbstractSet[str]) -> tuple[int, int]:
    """Cut a headline's name to the surname that the story knows ("*Lavrov* Tells")."""
    first, last = span
    if line.texts[last - 1] in known:
        return span
    return next(((first, at + 1) for at in range(first, last) if line.texts[at] in known), span)


def _beside_person(line: Line, place: int) -> bool:
    """Say whether a name is joined with a person's ("Karel Novy and Petr Svec"), whatever the parser calls it."""
    token = line.tokens[place]
    return token.dep == "conj" and token.ent in {"", "ORG"} and line.tokens[token.head].ent == "PERSON"


def _known(
    line: Line,
    span: tuple[int, int],
    known: AbstractSet[str],
    *,
    countries: AbstractSet[str],
    world: World,
    on: str | None,
) -> bool:
    first, last = span
    name = line.texts[first:last]
    if len(name) == 1:
        following = line.tokens[last] if last < len(line.tokens) else None
        alone = following is None or following.tag != "NNP" or following.dep in {"nsubj", "appos"}
        if name[0] in known:
            return alone
        if not alone:
            return False
        acting = line.tokens[first].dep in {"nsubj", "nsubjpass", "poss"}
        lone = (row for office in HIGHEST for row in world.holders(name, on=on, office=office))
        return any((acting and not row.hint) or row.country in countries for row in lone)
    rows = world.holders(name, on=on) or world.holders(name, on=None)
    return len({holder.person for holder in rows if holder.hint != "common" or holder.country in countries}) == 1


def _honorific(line: Line, place: int, words: ActorWords) -> bool:
    return place >= 0 and line.texts[place][0].isupper() and line.symbols[place] in words.honorifics


def _is_name(line: Line, place: int, words: ActorWords) -> bool:
    token = line.tokens[place]
    if not token.text[0].isupper() or token.tag not in {"NNP", "NNPS", "FW", "NN", "JJ"}:
        return False
    if token.tag in {"NN", "JJ"} and token.ent != "PERSON":
        return False
    if token.ent in {"DATE", "TIME", "NORP", "EVENT", "LANGUAGE", "MONEY"}:
        return False
    return token.text.lower() not in words.lists["never_names"] and token.text not in POSSESSIVES


def _entity(
    line: Line, first: int, words: ActorWords, titles: AbstractSet[int], named: AbstractSet[int]
) -> tuple[int, int] | None:
    """Trim a PERSON entity: titles and honorifics in front, the possessive and small words at the end."""
    last = first + 1
    while last < len(line.tokens) and line.tokens[last].ent == "PERSON" and not line.tokens[last].ent_begin:
        last += 1
    first = next((at + 1 for at in range(last - 1, first, -1) if _is_dash(line, at)), first)
    while first < last and (first in titles or _honorific(line, first, words) or not _starts_name(line, first, words)):
        first += 1
    if first in named or (last - first == 1 and _is_place(line, first, words)):
        return None
    end = first
    while end < last and (_continues(line, end, words) or (line.tokens[end].text == "-" and end > first)):
        end += 1
    end = _trim(line, first, end)
    while end < len(line.tokens) and end - first < LONGEST_NAME and end == last and _extends(line, end, words, titles):
        end, last = end + 1, last + 1
    return (first, end) if end > first else None


def _is_dash(line: Line, place: int) -> bool:
    """Say whether a hyphen stands between blanks: what is before it is a dateline ("KATHMANDU - King Gyanendra")."""
    return line.texts[place] in {"-", "--", *LINKS} and line.tokens[place - 1].end < line.tokens[place].start


def _starts_name(line: Line, place: int, words: ActorWords) -> bool:
    text = line.texts[place]
    lower = text.lower()
    return (text[0].isupper() or lower in words.lists["particles"]) and lower not in words.lists["never_names"]


def _continues(line: Line, place: int, words: ActorWords) -> bool:
    text = line.texts[place]
    if text in {*POSSESSIVES, ","} or text.lower() in words.lists["never_names"]:
        return False
    return text[0].isupper() or text.lower() in words.lists["particles"] or text == "-" or line.texts[place - 1] == "-"


def _extends(line: Line, place: int, words: ActorWords, titles: AbstractSet[int]) -> bool:
    """Say whether a capitalised word behind the entity belongs to it ("Sergei" + "Lavrov" with two labels)."""
    token = line.tokens[place]
    return (
        token.tag == "NNP"
        and place not in titles
        and token.ent in {"", "ORG", "GPE"}
        and not token.ent_begin
        and _is_name(line, place, words)
        and not line.title
        and token.text.isalpha()
        and line.tokens[place - 1].head == place
    )


def _is_place(line: Line, place: int, words: ActorWords) -> bool:
    """Say whether one capitalised word stands where a place does: "in Gao", "the town of Gao"."""
    token = line.tokens[place]
    if token.dep != "pobj":
        return False
    prep = line.tokens[token.head]
    if prep.text.lower() in words.lists["locative"]:
        return True
    return prep.text.lower() == "of" and line.symbols[prep.head] in words.lists["places"]


def _trim(line: Line, first: int, last: int) -> int:
    """Return the end of a name without small words and hyphens there; "Ki-moon" stays whole."""
    while last > first and not line.texts[last - 1][0].isupper():
        if last - 2 > first and line.texts[last - 2] in LINKS and line.texts[last - 1].isalpha():
            break
        last -= 1
    return last


def _run(line: Line, first: int, words: ActorWords, titles: AbstractSet[int]) -> tuple[int, int] | None:
    """Read on from a title over capitalised words."""
    hit_starts = {hit.first for hit in line.hits}
    last = first
    while last < len(line.tokens) and last - first < LONGEST_NAME:
        text = line.texts[last]
        named = last not in titles and last not in hit_starts and _is_name(line, last, words)
        linking = last > first and (
            text.lower() in words.lists["particles"] or text == "-" or line.texts[last - 1] == "-"
        )
        if not (named or linking) or (
            line.tokens[last].ent_begin and last > first and line.tokens[last].ent == "PERSON"
        ):
            break
        last += 1
    last = _trim(line, first, last)
    if line.title and last - first > 3:
        return None
    return (first, last) if last > first else None
