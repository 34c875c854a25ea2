"""Figures: money, percentages and counts with what they measure, the period, the comparison and who gives them."""

import re
from collections.abc import Iterable, Iterator

from detente.model import Amount, EventTime, Fact, Span
from detente.stages.facts.story import Story, fact, parties
from detente.trees import ancestors, children, tokens_in

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "tn": 1e12}
_MONEY = re.compile(
    rf"(?P<sign>US\$|A\$|C\$|HK\$|NT\$|\$|€|£|¥|₹|₩|₽)\s?(?P<number>{_NUMBER})"
    r"(?:[ -]?(?P<scale>thousand|million|billion|trillion|bn|tn|m)\b)?"
)
_NAMED_MONEY = re.compile(
    rf"(?P<number>{_NUMBER})[ -](?:(?P<scale>thousand|million|billion|trillion) )?(?:U\.?S\.? )?"
    r"(?P<sign>dollars|euros|pounds|yen|yuan|rubles|roubles|rupees|francs|won|pesos|dinars|riyals)\b"
)
_PERCENT = re.compile(rf"(?P<number>{_NUMBER})[ -]?(?P<sign>%|percent\b|per cent\b|percentage points\b)")
_COUNT = re.compile(rf"(?P<number>{_NUMBER})(?: (?P<scale>thousand|million|billion))?(?= [a-z]|-[a-z]| [A-Z][a-z]+ )")
_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "HK$": "HKD",
    "NT$": "TWD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "dollars": "USD",
    "euros": "EUR",
    "pounds": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "rubles": "RUB",
    "roubles": "RUB",
    "won": "KRW",
}
"""Signs and names that stand for one currency in most reports; the others keep their own word as unit."""
NEAR = 6
"""Tokens after a number in which its noun is looked for."""


def find_figures(story: Story) -> Iterator[Fact]:
    """Yield each figure whose measure the text names, and what is expected of it where a word of growth says so."""
    for number, sentence in enumerate(story.document.sentences):
        if sentence.part != "body":
            continue
        words = sentence.of(story.document.text)
        taken: list[Span] = []
        for pattern, sort in ((_MONEY, "money"), (_NAMED_MONEY, "money"), (_PERCENT, "percent"), (_COUNT, "count")):
            for match in pattern.finditer(words):
                span = Span(start=sentence.start + match.start(), end=sentence.start + match.end())
                if any(t.start < span.end and span.start < t.end for t in taken):
                    continue
                found = _figure(story, number, span, match, sort)
                if found is not None:
                    taken.append(span)
                    yield found
                    yield from _outlook(story, number, found)


def _value(match: re.Match[str]) -> float:
    value = float(match["number"].replace(",", ""))
    scale = match.groupdict().get("scale")
    return value * _SCALES[scale] if scale else value


def _figure(story: Story, number: int, span: Span, match: re.Match[str], sort: str) -> Fact | None:
    tree = story.tree(number)
    inside = tokens_in(tree, span.start, span.end)
    if not inside or story.time_in(number, inside):
        return None
    at = max(inside)
    head = _counted(story, number, at) if sort == "count" else _measured(story, number, at)
    if head is None:
        return None
    phrase = [i for i in story.under(number, head) if i not in inside]
    verb = _verb(story, number, at)
    unit = story.lemma(number, head) if sort == "count" else "%" if sort == "percent" else _unit(match["sign"])
    scope = story.under(number, verb) if verb is not None else range(len(tree.tokens))
    whose, doers = story.countries(number, phrase), story.doers(number, verb) if verb is not None else ()
    sides = (doers or whose) if sort == "count" else (whose or doers)
    if not sides:
        return None
    terms = story.terms(number, phrase)
    return fact(
        story,
        number,
        verb if verb is not None else at,
        kind="figure",
        status="reported",
        label=story.span(number, phrase or [head]),
        sides=parties(sides, "side"),
        terms=terms,
        contexts=story.contexts((*terms, "trade") if story.lemma(number, head) in story.words.measured else terms),
        time=story.day(),
        amount=Amount(
            measure=story.lemma(number, head),
            value=_value(match),
            unit=unit,
            period=_period(story, number, scope),
            comparison=_comparison(story, number, at, verb),
        ),
        why=f"{span.of(story.document.text)!r} of {story.lemma(number, head)!r}",
    )


def _unit(sign: str) -> str:
    return _SIGNS.get(sign, sign)


def _counted(story: Story, number: int, at: int) -> int | None:
    tree = story.tree(number)
    for index in range(at + 1, min(at + 1 + NEAR, len(tree.tokens))):
        if tree.tokens[index].pos in {"VERB", "AUX", "PUNCT", "ADP"} and tree.tokens[index].text != "-":
            return None
        if story.lemma(number, index) in story.words.counted:
            return index
    return None


def _measured(story: Story, number: int, at: int) -> int | None:
    """Return the noun that is measured: above the number ("trade of $5 billion"), or subject of its verb."""
    tree = story.tree(number)
    for above in (at, *ancestors(tree, at)):
        if story.lemma(number, above) in story.words.measured and tree.tokens[above].pos in {"NOUN", "PROPN"}:
            return above
        if tree.tokens[above].pos in {"VERB", "AUX"}:
            for subject in children(tree, above, "nsubj", "nsubjpass"):
                if story.lemma(number, subject) in story.words.measured:
                    return subject
            for noun in children(tree, above, "dobj"):
                if story.lemma(number, noun) in story.words.measured:
                    return noun
    return None


def _verb(story: Story, number: int, at: int) -> int | None:
    tree = story.tree(number)
    return next((i for i in ancestors(tree, at) if tree.tokens[i].pos in {"VERB", "AUX"}), None)


def _period(story: Story, number: int, scope: Iterable[int]) -> EventTime | None:
    """Return the time that the figure is of: in the clause of its verb, not finer than a month."""
    tree = story.tree(number)
    inside = set(scope)
    for head, time in story.times[number]:
        joined = any(tree.tokens[a].dep == "conj" and a in inside for a in (head, *ancestors(tree, head)))
        if head in inside and time.grain not in {"day", "minute", "hour"} and not joined:
            return story.time_in(number, [head])
    return None


def _comparison(story: Story, number: int, at: int, verb: int | None) -> str:
    tree = story.tree(number)
    near = {*range(max(0, at - 4), at + 1), *children(tree, tree.tokens[at].head, "amod", "compound")}
    found = [story.lemma(number, i) for i in sorted(near) if story.words.is_word(story.lemma(number, i), "superlative")]
    if verb is not None:
        found += [name for name in ("up", "down") if story.words.is_word(story.lemma(number, verb), name)]
    return ", ".join(dict.fromkeys(found))


def _outlook(story: Story, number: int, figure: Fact) -> Iterator[Fact]:
    """Yield what is expected of a measure for a later time: "further growth is expected this year"."""
    tree = story.tree(number)
    for index, token in enumerate(tree.tokens):
        if token.pos != "VERB" or not story.words.is_verb(story.verb(number, index), "expect"):
            continue
        for noun in children(tree, index, "nsubjpass", "dobj"):
            if not story.is_noun(number, noun, "growth") or figure.amount is None:
                continue
            yield fact(
                story,
                number,
                index,
                kind="figure",
                status="forecast",
                label=story.span(number, story.under(number, noun)),
                sides=figure.parties,
                terms=(*figure.terms, story.lemma(number, noun)),
                contexts=figure.contexts,
                time=story.day(),
                amount=Amount(
                    measure=figure.amount.measure,
                    value=None,
                    unit=figure.amount.unit,
                    period=_period(story, number, story.under(number, index)) or _after(story, number, index),
                    comparison=story.lemma(number, noun),
                ),
                why="expected",
            )


def _after(story: Story, number: int, verb: int) -> EventTime | None:
    tree = story.tree(number)
    return story.time_in(number, [i for c in children(tree, verb, "npadvmod", "prep") for i in story.under(number, c)])
