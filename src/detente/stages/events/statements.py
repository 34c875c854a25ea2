"""Comments, claims and appeals: what was said, by whom, under which CAMEO code of roots 01 and 02."""

from collections.abc import Iterable

from detente.model import Evidence, Quote, Statement
from detente.packs import Packs
from detente.stages.events.candidates import Candidate
from detente.stages.events.records import describe
from detente.stages.events.roles import find_roles
from detente.stages.events.scene import Scene
from detente.trees import tokens_in


def state(scene: Scene, packs: Packs, candidates: Iterable[Candidate]) -> tuple[Statement, ...]:
    """Return a statement for every quotation and for every candidate that the lexicon calls a statement."""
    told = {(candidate.sentence, candidate.trigger): candidate for candidate in candidates}
    rows: list[Statement] = []
    used: set[tuple[int, int]] = set()
    for quote in scene.document.quotes:
        key, candidate = _cue_candidate(scene, quote, told)
        if candidate is not None and candidate.sense.code != "STATEMENT":
            continue
        if key and candidate:
            used.add(key)
        rows.append(_from_quote(scene, packs, quote, candidate))
    rows.extend(
        _from_candidate(scene, packs, c) for key, c in told.items() if c.sense.code == "STATEMENT" and key not in used
    )
    return tuple(sorted(rows, key=lambda row: row.start))


def _cue_candidate(
    scene: Scene, quote: Quote, told: dict[tuple[int, int], Candidate]
) -> tuple[tuple[int, int] | None, Candidate | None]:
    if quote.cue is None or (number := scene.sentence_at(quote.cue.start)) is None:
        return None, None
    for index in tokens_in(scene.tree(number), quote.cue.start, quote.cue.end):
        if (number, index) in told:
            return (number, index), told[number, index]
    return None, None


def _from_quote(scene: Scene, packs: Packs, quote: Quote, candidate: Candidate | None) -> Statement:
    if candidate and candidate.sense.cameo:
        cameo, why = candidate.sense.cameo, f"lexicon: {describe(candidate.sense)}"
    else:
        cameo, why = _by_content(scene, packs, quote)
    evidence = [Evidence(role="content", start=quote.content.start, end=quote.content.end)]
    if quote.cue:
        evidence.append(Evidence(role="trigger", start=quote.cue.start, end=quote.cue.end))
    if quote.speaker:
        evidence.append(Evidence(role="speaker", start=quote.speaker.start, end=quote.speaker.end))
    return Statement(
        start=quote.content.start,
        end=quote.content.end,
        cameo=cameo,
        kind=packs.ontology.cameo[cameo].name,
        speaker=quote.actor,
        targets=(),
        factuality="denied" if quote.negated else "happened",
        evidence=tuple(evidence),
        score=0.9 if quote.actor else 0.6,
        why=why,
    )


def _by_content(scene: Scene, packs: Packs, quote: Quote) -> tuple[str, str]:
    """Read an appeal off its modal verbs ("we must", "should"), else a plain comment."""
    words = packs.lexicon.words
    if quote.negated:
        return words.unsaid, "the text says that it was not said"
    number = scene.sentence_at(quote.content.start)
    if number is not None:
        tree = scene.tree(number)
        for index in tokens_in(tree, quote.content.start, quote.content.end):
            if tree.tokens[index].lemma.lower() in words.appeals:
                return words.appeal, f"{tree.tokens[index].text!r} appeals"
    return words.comment, "said, and nothing more is known of its kind"


def _from_candidate(scene: Scene, packs: Packs, candidate: Candidate) -> Statement:
    sentence = scene.document.sentences[candidate.sentence]
    word = scene.words(candidate.sentence, candidate.trigger)
    roles = find_roles(candidate, scene)
    cameo = candidate.sense.cameo or packs.lexicon.words.comment
    evidence = [Evidence(role="trigger", start=word.start, end=word.end)]
    evidence.extend(Evidence(role="speaker", start=s.span.start, end=s.span.end) for s in roles.sources[:1])
    predicate = scene.predicates[candidate.sentence].get(candidate.trigger)
    return Statement(
        start=sentence.start,
        end=sentence.end,
        cameo=cameo,
        kind=packs.ontology.cameo[cameo].name,
        speaker=roles.sources[0].actor if roles.sources else None,
        targets=tuple(s.actor for s in roles.targets),
        factuality=predicate.factuality if predicate else "happened",
        evidence=tuple(evidence),
        score=0.7,
        why=f"lexicon: {describe(candidate.sense)}",
    )
