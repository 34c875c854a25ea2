"""Tell whether a capital's name stands for its government or for the place."""

from detente.packs.actor_words import ActorWords
from detente.stages.actors.drafts import HIGHEST_CLIMB, LINKS, Hit, Line, head_of

THINGS = frozenset({"compound", "nmod", "amod", "npadvmod", "nummod"})


def acts(line: Line, hit: Hit, words: ActorWords) -> bool:
    """Say whether the capital named by a hit acts or is acted upon as a government."""
    tokens = line.tokens
    head = head_of(tokens, hit.first, hit.last)
    token = tokens[head]
    following = hit.last
    if following < len(tokens) and line.texts[following] in LINKS:
        return True
    if hit.first > 1 and line.texts[hit.first - 1] in LINKS:
        return True
    if following + 1 < len(tokens) and tokens[following].text == "," and token.dep != "appos":
        named = tokens[following + 1]
        if named.ent == "GPE" and named.dep == "appos" and named.head == head:
            return False
    for _ in range(HIGHEST_CLIMB):
        if token.dep != "conj" or tokens[token.head].pos not in {"PROPN", "NOUN"}:
            break
        head = token.head
        token = tokens[head]
    lists = words.lists
    above = tokens[token.head]
    match token.dep:
        case "poss":
            return line.symbols[token.head] not in lists["places"]
        case "pobj" | "pcomp":
            return _after_preposition(line, token.head, words)
        case "dobj":
            return above.lemma.lower() not in lists["motion"]
        case "appos":
            return line.symbols[token.head] not in lists["places"]
        case "nsubj" | "nsubjpass" | "agent" | "dative" | "attr" | "ROOT":
            return above.lemma.lower() != "be" or token.dep != "nsubj" or _is_like_somebody(line, token.head)
        case _:
            return token.dep not in THINGS


def _is_like_somebody(line: Line, verb: int) -> bool:
    """Say whether "is" has an adjective or participle behind it rather than a place or thing."""
    return any(line.tokens[child].dep in {"acomp", "prep", "aux", "xcomp"} for child in line.tree.below[verb])


def _after_preposition(line: Line, prep: int, words: ActorWords) -> bool:
    tokens, lists = line.tokens, words.lists
    word = tokens[prep].text.lower()
    above = tokens[tokens[prep].head]
    lemma = above.lemma.lower()
    if tokens[prep].dep in {"prep", "pcomp"} and above.pos == "ADP" and word in {"of", "to", "from"}:
        lemma = above.text.lower() if word != "of" else tokens[above.head].lemma.lower()
        if above.text.lower() in lists["locative"]:
            return False
    if word in lists["locative"]:
        return word in {"in", "toward", "towards"} and lemma in lists["trust"]
    if word in {"to", "from", "for", "of", "by"}:
        if word == "by" and tokens[prep].dep == "agent":
            return True
        return lemma not in lists["motion"] and lemma not in lists["places"]
    return True
