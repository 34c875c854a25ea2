"""The second voter: what the learned network says of each draft, joined with the lexicon's word for it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from detente.learned.voter import Answer, Question, Reading, Voter
from detente.model import Span, Tree
from detente.packs import Packs
from detente.packs.lexicon import UNCODED, Sense
from detente.settings import Coding
from detente.stages.events.candidates import Candidate, Match
from detente.stages.events.drafts import Draft, Verdict
from detente.stages.events.parts import cast
from detente.stages.events.scene import Scene
from detente.stages.events.signs import read_signs
from detente.trees import token_at

TRUST = 2.3
"""What the lexicon's type adds to the network's logarithm, chosen on `training/corpus/dev`; so are all below."""
TRUST_CAMEO = 2.0
TRUST_PAIR = 1.0
PRESUMED = 1.0
"""What a request takes from "no event": who marks two mentions presumes that something is told between them."""
SURE: Mapping[str, float] = {"strict": 0.5, "balanced": 0.3, "broad": 0.15}
"""How often what looks like a draft must be an event of its type (`learned/calibration.py`) for it to be kept."""
TYPED = 0.25
"""Share that the likeliest type must reach; a lower one is no answer to which."""
OVERRULED = 0.6
"""Share from which another type takes the place of the lexicon's."""
SEEN = 0.5
"""Share of "an event" at words that the lexicon does not know, from which they become a candidate."""
APART = frozenset({"conj", "advcl", "relcl", "acl", "parataxis"})
"""Relations between words that can tell a deed each."""
SURE_TURN, SURE_CODE, SURE_CONTENT = 0.9, 0.5, 0.6
"""Shares from which roles are turned round, a CAMEO code is preferred to its root, and words tell what an act is about."""


class Ballots:
    """The network's readings of the sentences of a document; made once, asked often."""

    def __init__(
        self, scene: Scene, voter: Voter, packs: Packs, *, coding: Coding, without: Sequence[int] = ()
    ) -> None:
        self.scene, self.voter, self.packs, self.coding = scene, voter, packs, coding
        self.with_content = {sense.code for sense in packs.lexicon.senses if sense.content}
        sentences = scene.document.sentences
        read = [n for n in range(len(scene.document.trees)) if n not in without and scene.standing[n]]
        texts = [sentences[n].of(scene.document.text) for n in read]
        self.readings: dict[int, Reading] = dict(zip(read, voter.read(texts), strict=True))

    def find_unknown(self, sentence: int, known: Sequence[Candidate]) -> list[Candidate]:
        """Return candidates at words that the network takes for an event and the lexicon has no sense for."""
        reading = self.readings.get(sentence)
        if reading is None:
            return []
        tree, start = self.scene.tree(sentence), self.scene.document.sentences[sentence].start
        taken = {i for c in known for i in (c.trigger, c.light) if i is not None}
        found: list[Candidate] = []
        for told in reading.told(threshold=SEEN):
            index = token_at(tree, told.span.start + start)
            if told.type in UNCODED or index is None or index in taken:
                continue
            token = tree.tokens[index]
            if token.pos not in {"VERB", "NOUN"} or told.type not in self.packs.ontology.types:
                continue
            answer = self.voter.ask(reading, [Question(trigger=told.span)])[0]
            if answer.share("type", "NONE") > 0.5 or any(_is_one_phrase(tree, index, other) for other in taken):
                continue
            mode = self.mode(answer, told.type)
            sense = Sense(
                verb=token.lemma if token.pos == "VERB" else "",
                noun="" if token.pos == "VERB" else token.lemma,
                type=f"{told.type}/{mode}" if mode else told.type,
                content=told.type in self.with_content,
                reciprocal=answer.share("direction", "both") > 0.5,
            )
            taken.add(index)
            match = Match(sense=sense, weight=0, used=())
            found.append(Candidate(sentence=sentence, trigger=index, light=None, match=match, rivals=(), learned=True))
        return found

    def cast(self, draft: Draft) -> Draft:
        """Return the draft with the parts that tree and network together give to the actors of its sentence."""
        reading = self.readings.get(draft.candidate.sentence)
        if reading is None:
            return draft
        kind = self.packs.ontology.types[draft.type]
        return cast(draft, self.scene, self.voter, reading, own_means=kind.own_means)

    def judge(self, draft: Draft) -> Verdict | None:
        """Return the verdict on a draft; None where its sentence was not read."""
        reading = self.readings.get(draft.candidate.sentence)
        if reading is None:
            return None
        start = self.scene.document.sentences[draft.candidate.sentence].start

        def local(span: Span | None) -> Span | None:
            if span is None or span.start < start:
                return None
            return Span(start=span.start - start, end=span.end - start)

        trigger = local(self.scene.words(draft.candidate.sentence, draft.candidate.trigger))
        sides = [local(s[0].span) if s else None for s in (draft.roles.sources, draft.roles.targets)]
        answer = self.voter.ask(reading, [Question(trigger=trigger, source=sides[0], target=sides[1])])[0]
        return self._join(draft, answer)

    def _join(self, draft: Draft, answer: Answer) -> Verdict:
        weight = 0.0 if draft.candidate.learned else TRUST
        shares = join(answer, "type", {draft.type: weight})
        event = 1.0 - sum(shares.get(name, 0.0) for name in UNCODED)
        coded = {name: share for name, share in shares.items() if name in self.packs.ontology.types}
        kind = max(coded, key=lambda name: coded[name])
        if not draft.candidate.learned and coded[kind] < OVERRULED and coded.get(draft.type, 0.0) >= TYPED:
            kind = draft.type
        same = kind == draft.type
        own = draft.cameo if same and not draft.candidate.learned else None
        content = draft.content if same else None
        if content is None and kind in self.with_content and draft.bound.head is not None:
            best = answer.best("content")
            content = best if best and answer.share("content", best) >= SURE_CONTENT else None
        first = answer.best("type")
        return Verdict(
            type=kind,
            mode=draft.mode if same else self.mode(answer, kind),
            content=content if content in self.packs.ontology.types else None,
            # Where the network reads another type, its code belongs to that reading, not to the one that is kept.
            cameo=own if own and first != kind else self.choose_code(answer, own) or draft.cameo,
            backward=answer.share("direction", "backward") > SURE_TURN,
            event=event,
            type_share=coded[kind] + sum(coded.get(name, 0.0) for name in self._other_names(draft, kind)),
            network=f"{first} {answer.share('type', first):.2f}",
            others=tuple((n, s) for n, s in sorted(coded.items(), key=lambda row: -row[1]) if s >= 0.1 and n != kind),
        )

    def _other_names(self, draft: Draft, kind: str) -> set[str]:
        """Return the other types by which a deed to come is known: its own, and that of the promise that it is."""
        future = self.packs.ontology.types[kind].future if draft.factuality == "planned" else None
        own = draft.content if draft.content == draft.candidate.sense.code else None
        return {name for name in (future, own) if name and name != kind}

    def weigh(self, draft: Draft) -> Draft:
        """Return the draft with the share of events of its type among what shows the same signs; as it is where unread."""
        if draft.verdict is None:
            return draft
        return msgspec.structs.replace(draft, sure=self.voter.calibration.share(read_signs(draft, self.scene)))

    def doubt(self, draft: Draft) -> str:
        """Return why both voters together are not sure enough that a draft is an event, or an empty string."""
        verdict, wanted = draft.verdict, SURE[self.coding]
        if verdict is None or draft.sure is None:
            return ""
        if verdict.type_share < TYPED:
            return f"not sure enough which: {verdict.type} {verdict.type_share:.2f}; network: {verdict.network}"
        if draft.sure < wanted:
            return f"not sure enough: {draft.sure:.2f}, {self.coding} wants {wanted:.2f}; network: {verdict.network}"
        return ""

    def share_pair(self, answer: Answer, said: str) -> dict[str, float]:
        """Return the shares of types for a marked pair for which the lexicon says a type, or NONE."""
        trusted = {said: TRUST_PAIR} if said in self.packs.ontology.types else {}
        return join(answer, "type", {"NONE": -PRESUMED, **trusted})

    def choose_code(self, answer: Answer, own: str | None, *, paired: bool = False) -> str | None:
        """Return the CAMEO code of both voters: the lexicon's where the roots agree, else the network's."""
        trust = TRUST_PAIR if paired else TRUST_CAMEO
        roots = join(answer, "root", {own[:2]: trust} if own else {}, without=(self.packs.lexicon.words.comment[:2],))
        root = max(roots, key=lambda name: roots[name])
        if own and own[:2] == root:
            return own
        below = {c: answer.share("cameo", c) for c in answer.labels.cameo if c[:2] == root}
        best = max(below, key=lambda code: below[code], default=root)
        sure = below and below[best] >= SURE_CODE * sum(below.values())
        known = self.packs.ontology.cameo
        return next((code for code in ((best, root) if sure else (root, best, f"{root}0")) if code in known), None)

    def mode(self, answer: Answer, kind: str) -> str | None:
        """Return the likeliest mode that a type has, or None."""
        own = self.packs.ontology.modes(kind)
        shares = {mode: answer.share("mode", mode) for mode in ("", *own)}
        return max(shares, key=lambda mode: shares[mode]) or None


def _is_one_phrase(tree: Tree, one: int, other: int) -> bool:
    """Tell whether of two words one depends on the other within a clause, so that both can tell only one deed."""
    return any(
        tree.tokens[lower].head == upper and tree.tokens[lower].dep not in APART
        for lower, upper in ((one, other), (other, one))
    )


def join(
    answer: Answer, question: str, trusted: Mapping[str, float], *, without: Sequence[str] = ()
) -> dict[str, float]:
    """Return shares of the labels after the other voter's word for some of them is added to their logarithms."""
    labels: tuple[str, ...] = getattr(answer.labels, question)
    kept = [label for label in labels if label not in without]
    scores: Any = np.array([np.log(answer.share(question, n) + 1e-9) + trusted.get(n, 0.0) for n in kept])
    raised = np.exp(scores - scores.max())
    return dict(zip(kept, (float(share) for share in raised / raised.sum()), strict=True))


def apply(draft: Draft, verdict: Verdict) -> Draft:
    """Return the draft as both voters together see it."""
    roles = draft.roles
    if verdict.backward and not roles.reciprocal and draft.candidate.learned:
        roles = msgspec.structs.replace(roles, sources=roles.targets, targets=roles.sources)
    note = f"network: {verdict.network}; together {verdict.type} {verdict.type_share:.2f}"
    return msgspec.structs.replace(
        draft,
        type=verdict.type,
        mode=verdict.mode,
        content=verdict.content,
        cameo=verdict.cameo,
        roles=roles,
        notes=(*draft.notes, note),
        verdict=verdict,
    )
