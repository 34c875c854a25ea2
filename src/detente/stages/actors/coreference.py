"""Resolve pronouns and pointing noun phrases: recency, prominence, number, gender, who can speak; else abstain."""

from collections.abc import Sequence

import msgspec

from detente.model import Span
from detente.packs.actor_words import ActorWords, GroupNoun
from detente.stages.actors.binding import find_owner
from detente.stages.actors.discourse import BOUND, Discourse, Trace, strength
from detente.stages.actors.drafts import HIGHEST_CLIMB, Draft, Line, climb, span_of
from detente.stages.actors.identity import Profile, Registry

Answer = tuple[int, Span | None, float]
"""Profile, words of the antecedent, score."""

LEAST = 0.4
"""Prominence below which nothing is taken up again."""

PARALLEL, PATIENT = 0.5, 0.8
"""What the subject of an active verb gains by having been a subject, and that of a passive one by having been acted on."""

HOME = 3.0
"""What a possessive pronoun gains by an antecedent in its own sentence."""


class Coreference:
    """Finds antecedents in what the discourse remembers."""

    def __init__(self, registry: Registry, discourse: Discourse, words: ActorWords) -> None:
        self.registry, self.discourse, self.words = registry, discourse, words

    # --- pronouns

    def resolve(self, line: Line, draft: Draft, who: dict[int, int]) -> Answer | None:
        """Return whom a pronoun stands for, or None to abstain."""
        token = line.tokens[draft.head]
        relation, governor = climb(line, draft.head)
        agentive = self._agentive(line, governor)
        possessive = token.tag == "PRP$"
        if draft.gender == "n" and not self._refers(line, draft, relation, governor, who, agentive=agentive):
            return None
        described = self._in_clause_of(line, draft, who)
        if described is not None:
            return described
        barred = self._barred(line, draft, relation, governor, who)
        bound = self._bound(line, draft, who) if possessive else None
        if bound is not None:
            return bound
        if draft.plural:
            return self._plural(line, draft, barred, agentive=agentive, possessive=possessive)
        best: list[tuple[float, int, Trace]] = []
        for index, trace in self.discourse.recall(line.number):
            profile = self.registry.profiles[index]
            if index in barred or self.registry.real(index) != index or not _agrees(profile, draft.gender):
                continue
            score = self._score(line, trace, relation, possessive=possessive)
            best.append((score, index, trace))
        if not best:
            return None
        best.sort(key=lambda entry: -entry[0])
        score, index, trace = best[0]
        if score < LEAST:
            return None
        if draft.gender in {"m", "f"} and not self.registry.profiles[index].gender:
            self.registry.update(index, gender=draft.gender)
        return index, trace.span, _margin(best)

    def _score(self, line: Line, trace: Trace, relation: str, *, possessive: bool) -> float:
        score = strength(trace, line.number)
        if trace.sentence == line.number and possessive and trace.weight > BOUND:
            score += HOME
        if relation == "nsubjpass":
            score += PATIENT if trace.relation in {"dobj", "nsubjpass"} else 0.0
        elif relation == "nsubj" and trace.relation.startswith("nsubj"):
            score += PARALLEL
        return score

    def _agentive(self, line: Line, governor: int) -> bool:
        lemma = line.tokens[governor].lemma.lower()
        return lemma in self.words.lists["agentive"]

    def _barred(self, line: Line, draft: Draft, relation: str, governor: int, who: dict[int, int]) -> set[int]:
        """Return whom a pronoun cannot be: the subject beside an object, and those it is joined with."""
        token = line.tokens[draft.head]
        below = line.tree.below
        barred = self._states() if token.tag == "PRP$" and self._before_states(line, token.head) else set[int]()
        above = line.tokens[token.head]
        if above.dep == "relcl" and above.head in who and relation in {"dobj", "dative"}:
            barred.add(who[above.head])
        for child in below[draft.head]:
            if line.tokens[child].dep == "conj" and child in who:
                barred.add(who[child])
        if token.dep == "conj" and token.head in who:
            barred.add(who[token.head])
        if (
            relation in {"dobj", "dative", "pobj"}
            and token.tag == "PRP"
            and not token.text.lower().endswith(("self", "selves"))
        ):
            verb = governor
            if relation == "pobj":
                verb = line.tokens[governor].head
            for child in below[self._with_subject(line, verb)]:
                if line.tokens[child].dep in {"nsubj", "nsubjpass"} and child in who:
                    barred.add(who[child])
                    barred.update(self.registry.profiles[who[child]].members)
        return barred

    def _before_states(self, line: Line, place: int) -> bool:
        """Say whether a possessed noun means states: in "their countries" they are persons."""
        row = self.words.groups.get(line.symbols[place])
        return row is not None and row.of == "country" and line.symbols[place] in {"country", "nation"}

    def _states(self) -> set[int]:
        return {index for index in self.discourse.single if self.registry.profiles[index].kind == "country"}

    def _refers(
        self, line: Line, draft: Draft, relation: str, governor: int, who: dict[int, int], *, agentive: bool
    ) -> bool:
        """Say whether "it" or "its" can stand for somebody: no weather, no "it is unclear", no thing nearer by."""
        tokens = line.tokens
        token, verb = tokens[draft.head], tokens[governor]
        lemma = verb.lemma.lower()
        if relation.startswith("nsubj") or token.dep.startswith("nsubj"):
            if token.dep == "nsubjpass":
                return lemma in self.words.lists["addressed"]
            if lemma in self.words.lists["things_do"] and not self._does(line, governor):
                return False
            if agentive:
                return True
            if lemma == "be":
                return self._is_somebody(line, governor) or self._tells_of_itself(line, governor, who)
            if lemma in self.words.lists["empty"] and not self._does(line, governor):
                return False
            return verb.pos in {"VERB", "AUX"} and not self._thing_before(line, draft.head, who)
        if token.tag == "PRP$":
            if line.symbols[token.head] in self.words.lists["things_have"]:
                return False
            state = line.symbols[token.head] in self.words.lists["statehood"]
            return state or not self._thing_before(line, draft.head, who, clause=True)
        return relation == "dative" or (relation == "dobj" and lemma in self.words.lists["addressed"])

    def _is_somebody(self, line: Line, verb: int) -> bool:
        """Say whether "it is" is followed by what only somebody can be: "ready", "one of a dozen states"."""
        for child in line.tree.below[verb]:
            token = line.tokens[child]
            if token.dep == "acomp" and token.text.lower() in self.words.lists["willing"]:
                return True
            if token.dep == "attr":
                inner = (leaf for prep in line.tree.below[child] for leaf in line.tree.below[prep])
                of_one = token.text.lower() == "one"
                symbols = [line.symbols[leaf] for leaf in inner] if of_one else [line.symbols[child]]
                return any(symbol in self.words.groups for symbol in symbols)
        return False

    def _tells_of_itself(self, line: Line, verb: int, who: dict[int, int]) -> bool:
        """Say whether "it is" tells where its speaker stands: "the company said it was in touch with them"."""
        token = line.tokens[verb]
        below = {line.tokens[child].dep for child in line.tree.below[verb]}
        if token.dep != "ccomp" or "prep" not in below or below & {"acomp", "attr", "ccomp", "xcomp", "advcl"}:
            return False
        speech = token.head
        spoken = line.tokens[speech].lemma.lower() in self.words.lists["speaking"]
        return spoken and any(line.tokens[child].dep == "nsubj" and child in who for child in line.tree.below[speech])

    def _does(self, line: Line, verb: int) -> bool:
        """Say whether a verb that is often empty does something to something: "it turned down the offer"."""
        below = [line.tokens[child].dep for child in line.tree.below[verb]]
        return "dobj" in below and not {"xcomp", "ccomp", "dative", "advcl"} & set(below)

    def _in_clause_of(self, line: Line, draft: Draft, who: dict[int, int]) -> Answer | None:
        """Resolve a pronoun inside "the rebels, who say they fight": whom the clause describes."""
        place = draft.head
        for _ in range(HIGHEST_CLIMB):
            token = line.tokens[place]
            if token.head == place or token.dep in {"conj", "advcl"}:
                return None
            if token.dep == "relcl":
                break
            place = token.head
        if line.tokens[draft.head].head == place:  # "the aide, who criticised him"
            return None
        index = who.get(line.tokens[place].head)
        subject = next((child for child in line.tree.below[place] if line.tokens[child].dep == "nsubj"), None)
        if index is None or subject is None or line.tokens[subject].tag not in {"WP", "WDT"} or subject > draft.head:
            return None
        profile = self.registry.profiles[index]
        fits = profile.plural or profile.kind == "organisation" if draft.plural else _agrees(profile, draft.gender)
        trace = self.discourse.single.get(index)
        return (index, trace.span if trace else None, 0.85) if fits else None

    def _bound(self, line: Line, draft: Draft, who: dict[int, int]) -> Answer | None:
        """Resolve a possessive that the grammar of its clause binds."""
        owner = find_owner(line, draft.head, who, self.words)
        if owner is None:
            return None
        index = who[owner]
        profile, trace = self.registry.profiles[index], self.discourse.single.get(index)
        fits = profile.plural if draft.plural else _agrees(profile, draft.gender)
        return (index, trace.span, 0.75) if fits and trace else None

    def _with_subject(self, line: Line, verb: int) -> int:
        """Return the verb whose subject a verb without its own has ("police used gas *to disperse* them")."""
        tokens = line.tokens
        for _ in range(HIGHEST_CLIMB):
            if any(tokens[child].dep in {"nsubj", "nsubjpass"} for child in line.tree.below[verb]):
                break
            if tokens[verb].dep not in {"xcomp", "advcl", "conj", "pcomp", "acl"} or tokens[verb].head == verb:
                break
            verb = tokens[verb].head
        return verb

    def _thing_before(self, line: Line, place: int, who: dict[int, int], *, clause: bool = False) -> bool:
        """Say whether a thing is the subject of the pronoun's clause, or of the sentence so far."""
        tokens = line.tokens
        at = place
        for _ in range(HIGHEST_CLIMB):
            above = tokens[at].head
            if above == at:
                break
            at = above
            for child in line.tree.below[at]:
                if (
                    child < place
                    and tokens[child].dep in {"nsubj", "nsubjpass"}
                    and tokens[child].tag not in {"PRP", "WDT", "WP"}
                ):
                    return child not in who and not self._actor_at(line, child)
            if clause and tokens[at].dep == "ROOT":
                break
        return False

    def _actor_at(self, line: Line, place: int) -> bool:
        span_start = line.tokens[place].start
        return any(
            trace.sentence == line.number and (trace.place == place or trace.span.start <= span_start < trace.span.end)
            for trace in self.discourse.single.values()
        )

    def _plural(self, line: Line, draft: Draft, barred: set[int], *, agentive: bool, possessive: bool) -> Answer | None:
        relation, governor = climb(line, draft.head)
        speaking = line.tokens[governor].lemma.lower() in self.words.lists["speaking"]
        best: list[tuple[float, tuple[int, ...], Trace]] = []
        for members, trace in self.discourse.recall_sets(line.number):
            if not barred & set(members):
                score = self._score(line, trace, relation, possessive=possessive)
                if speaking and all(self.registry.profiles[member].kind == "person" for member in members):
                    score += 1.0
                best.append((score, members, trace))
        for index, trace in self.discourse.recall(line.number):
            profile = self.registry.profiles[index]
            many = profile.plural or (trace.plural and profile.kind == "organisation")
            if index in barred or not many or profile.members or self.registry.real(index) != index:
                continue
            best.append((self._score(line, trace, relation, possessive=possessive), (index,), trace))
        if not best or max(entry[0] for entry in best) < LEAST:
            return self._pair_up(line, barred) if relation.startswith("nsubj") and agentive else None
        best.sort(key=lambda entry: -entry[0])
        score, members, trace = best[0]
        if not possessive and not agentive and trace.sentence == line.number and len(best) > 1:
            score = min(score, best[1][0])
        if len(members) == 1:
            return members[0], trace.span, _margin(best)
        return self.group(members), trace.span, _margin(best)

    def _pair_up(self, line: Line, barred: set[int]) -> Answer | None:
        """Take the two persons (or states) of the sentence before, where nothing plural was named."""
        for kind in ("person", "country"):
            near = [
                (index, trace)
                for index, trace in self.discourse.recall(line.number)
                if self.registry.profiles[index].kind == kind and line.number - trace.named <= 1 and index not in barred
            ]
            if len(near) == 2:
                span = max((trace for _, trace in near), key=lambda trace: trace.span.start).span
                return self.group(tuple(sorted(index for index, _ in near))), span, 0.5
        return None

    def look_ahead(
        self, line: Line, draft: Draft, ordered: Sequence[Draft], who: dict[int, int]
    ) -> tuple[int, Span] | None:
        """Resolve "In his speech, Putin said": the pronoun before its name in the same sentence."""
        token = line.tokens[draft.head]
        if draft.gender == "n" and token.tag != "PRP$":
            return None
        if sum(text in {'"', "“", "”", "``", "''"} for text in line.texts[: draft.first]) % 2:
            return None
        for other in ordered:
            if other.first <= draft.first or other.form == "pronoun" or other.head not in who:
                continue
            relation, governor = climb(line, other.head)
            if (
                not relation.startswith("nsubj")
                or governor < draft.first
                or line.tokens[governor].dep not in {"ROOT", "ccomp"}
            ):
                continue
            index = who[other.head]
            profile = self.registry.profiles[index]
            same_verb = token.head == governor
            if not same_verb and (profile.plural if draft.plural else _agrees(profile, draft.gender)):
                return index, span_of(line, other)
            return None
        return None

    # --- groups

    def group(self, members: tuple[int, ...]) -> int:
        """Return the group profile of these members."""
        members = tuple(sorted({self.registry.real(member) for member in members}))
        key = ("group", *map(str, members))
        index = self.registry.find(*key)
        if index is not None:
            return index
        profiles = [self.registry.profiles[member] for member in members]
        countries = {profile.country for profile in profiles}
        sectors = {profile.sector for profile in profiles}
        names = [profile.name for profile in profiles]
        shared = profiles[0] if len(countries) == 1 and len(sectors) == 1 else None
        return self.registry.add(
            Profile(
                name=", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0],
                kind="group",
                country=countries.pop() if len(countries) == 1 else None,
                base=shared.base if shared else "",
                sector=sectors.pop() if len(sectors) == 1 else "",
                role=shared.role if shared else "",
                plural=True,
                members=members,
                basis="inferred",
                why="named together before",
            ),
            *key,
        )

    def point_back(self, line: Line, draft: Draft, who: dict[int, int]) -> Answer | None:
        """Resolve "the two countries", "their militaries", "the diplomats", "the country"; None where nobody fits."""
        row = draft.group
        if row is None:
            return None
        if draft.keeper is not None:
            other = line.symbols[draft.head] in self.words.lists["relational"]  # "its neighbours" are not itself
            return None if other else self._of_possessor(draft, who, row)
        if row.of == "organisation":
            return self._latest(line, "organisation") if draft.noun is None else None
        wanted = draft.count or row.count
        if not draft.plural and wanted != 2:
            return self._latest(line, "country")
        barred = self._doers(line, draft, who)
        sets = [entry for entry in self._sets(line, row, wanted, barred) if not barred & set(entry[1])]
        if not sets and wanted == 2 and row.offices:  # "telephoned both presidents": of the two states spoken of
            states = msgspec.structs.replace(row, of="country", offices="")
            sets = [entry for entry in self._sets(line, states, wanted, barred) if not barred & set(entry[1])]
        if not sets:
            return None
        _, members, span = max(sets, key=lambda entry: entry[0])
        return (
            self.group(members),
            span,
            _margin([(score, 0, None) for score, _, _ in sorted(sets, key=lambda e: -e[0])]),
        )

    def _of_possessor(self, draft: Draft, who: dict[int, int], row: GroupNoun) -> Answer | None:
        index = who.get(draft.keeper) if draft.keeper is not None else None
        if index is None or row.of != "country":
            return None
        profile = self.registry.profiles[index]
        members = [self.registry.profiles[member] for member in profile.members] or [profile]
        states = [state for one in members if one.country and (state := self._state(one.country)) is not None]
        if not states:
            return None
        trace = self.discourse.joint.get(profile.members) or self.discourse.single.get(index)
        unique = tuple(sorted(set(states)))
        return (self.group(unique) if len(unique) > 1 else unique[0]), trace.span if trace else None, 0.9

    def _state(self, code: str) -> int | None:
        return self.registry.state_of(code) if code in self.registry.world.countries else None

    def _latest(self, line: Line, kind: str) -> Answer | None:
        """Resolve "the country" or "the group" to the most prominent one."""
        best: list[tuple[float, int, Trace]] = []
        for index, trace in self.discourse.recall(line.number):
            if self.registry.profiles[index].kind == kind:
                best.append((strength(trace, line.number), index, trace))
        best.sort(key=lambda entry: -entry[0])
        if not best or best[0][0] < LEAST:
            return None
        return best[0][1], best[0][2].span, _margin(best)

    def _doers(self, line: Line, draft: Draft, who: dict[int, int]) -> set[int]:
        """Return who acts on the phrase and so is not meant: "Germany and Finland urged both sides"."""
        relation, governor = climb(line, draft.head)
        if relation.startswith("nsubj"):
            asked = any(t.head == governor and t.tag == "TO" for t in line.tokens)
            if not asked or line.tokens[governor].dep not in {"xcomp", "ccomp", "advcl"}:
                return set()
            governor = line.tokens[governor].head  # "urged both sides to show restraint"
        elif relation == "pobj":
            governor = line.tokens[governor].head  # "called on both sides"
        found: set[int] = set()
        for head, index in who.items():
            if climb(line, head) in {("nsubj", governor), ("nsubjpass", governor)}:
                profile = self.registry.profiles[index]
                state = self._state(profile.country) if profile.country else None
                found.update({index, *profile.members, *([state] if state is not None else [])})
        return found

    def _sets(
        self, line: Line, row: GroupNoun, wanted: int | None, barred: set[int]
    ) -> list[tuple[float, tuple[int, ...], Span]]:
        """Return the sets that a pointing phrase can mean, each with its prominence."""
        found: dict[tuple[int, ...], tuple[float, Span]] = {}
        singles = {index: trace for index, trace in self.discourse.recall(line.number) if index not in barred}
        for members, trace in self.discourse.recall_sets(line.number):
            fitting = self._fit(members, row)
            if len(fitting) > 1 and (wanted is None or len(fitting) == wanted):
                least = min((strength(singles[m], line.number) for m in fitting if m in singles), default=0.0)
                score = strength(trace, line.number) + least
                if fitting not in found or found[fitting][0] < score:
                    found[fitting] = (score, trace.span)
        if row.of == "country":
            for code, trace in self.discourse.lands.items():
                state = self._state(code) if strength(trace, line.number) >= LEAST / 2 else None
                if state is not None and state not in barred:
                    singles[state] = trace
        ranked = sorted(
            ((strength(trace, line.number), index) for index, trace in singles.items() if self._suits(index, row)),
            reverse=True,
        )
        ranked = [(score, index) for score, index in ranked if score >= LEAST / 4]
        size = wanted or (len(ranked) if row.of == "person" else 2)
        if len(ranked) >= size > 1:
            members = tuple(sorted(index for _, index in ranked[:size]))
            span = max((singles[member] for member in members), key=lambda trace: (trace.named, trace.span.start)).span
            least = ranked[size - 1][0]
            if members in found:
                found[members] = (found[members][0] + least, found[members][1])
            else:
                found[members] = (least, span)
        return [(score, members, span) for members, (score, span) in found.items()]

    def _fit(self, members: tuple[int, ...], row: GroupNoun) -> tuple[int, ...]:
        """Return what a phrase takes from a set: the countries of persons, or those in office for "ministers"."""
        profiles = [self.registry.profiles[self.registry.real(member)] for member in members]
        if row.of == "country":
            states = {self._state(profile.country) for profile in profiles if profile.country}
            return tuple(sorted(state for state in states if state is not None))
        if row.of in {"any", "anybody"}:
            return tuple(sorted(self.registry.real(member) for member in members))
        fitting = [self.registry.real(member) for member in members if self._suits(self.registry.real(member), row)]
        return tuple(sorted(set(fitting)))

    def _suits(self, index: int, row: GroupNoun) -> bool:
        profile = self.registry.profiles[index]
        if self.registry.real(index) != index:
            return False
        if row.of == "country":
            return profile.kind == "country"
        if row.of in {"any", "anybody"}:
            return profile.kind in {"country", "organisation"} or (row.of == "anybody" and profile.kind == "person")
        if profile.kind != "person" or (row.gender and profile.gender not in {"", row.gender}):
            return False
        if row.offices == "*":
            return bool(profile.office)
        return not row.offices or profile.office in row.offices.split("|")


def _agrees(profile: Profile, gender: str) -> bool:
    """Say whether a pronoun's gender fits: he and she are persons, it is a state, an organisation or a body."""
    if gender == "n":
        return profile.kind in {"country", "organisation"} and not profile.plural
    return profile.kind == "person" and profile.gender in {"", gender}


def _margin(ranked: Sequence[tuple[float, object, object]]) -> float:
    """Return how far the best candidate is ahead of the second, .5 (a tie) to 1."""
    if len(ranked) < 2 or ranked[0][0] <= 0:
        return 0.95
    return round(min(0.95, ranked[0][0] / (ranked[0][0] + max(ranked[1][0], 0.0))), 2)
