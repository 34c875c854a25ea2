"""Find every noun phrase and pronoun of a sentence that can stand for an actor."""

import msgspec

from detente.packs.actor_words import ActorNoun, ActorWords, GroupNoun
from detente.stages.actors.drafts import LINKS, Draft, Hit, Line, Match, head_of
from detente.stages.actors.metonyms import acts
from detente.stages.actors.names import PLURAL, is_plural
from detente.stages.actors.phrases import DEFINITE, Before, Scene, look_before, set_scene
from detente.stages.actors.roles import owned, role_of

INSIDE = frozenset({"compound", "nmod", "amod", "nummod", "npadvmod", "quantmod"})
"""Relations of a noun that stands before another noun."""

STRANGERS = frozenset({"REB", "UAF", "CRM", "REF", "JRN", "BUS", "SOC"})
"""Sectors that do not share the country of those they are named with."""

STATES = frozenset({"country", "demonym", "capital"})

GENDERS = {"male": "m", "female": "f", "neuter": "n", "plural": ""}
"""Pronouns of the third person; the first is the stage `voices`' business."""


class Finder:
    """Collects the drafts of one sentence; tokens are used once."""

    def __init__(self, line: Line, words: ActorWords) -> None:
        self.line, self.words = line, words
        self.scene: Scene = set_scene(line)
        self.used = bytearray(len(line.tokens))
        self.drafts: list[Draft] = []

    def find(self) -> tuple[Draft, ...]:
        """Return the drafts in order; each step takes what the steps before it left."""
        for first, last in self.line.people:
            self._person(first, last)
        for match in reversed(self.line.matches):
            self._noun(match)
        named = {place for hit in self.line.hits for place in range(hit.first, hit.last)}
        for place in range(len(self.line.tokens) - 1, -1, -1):
            if self.line.symbols[place] in self.words.groups and not self.used[place] and place not in named:
                self._pointer(place)
        for hit in self.line.hits:
            self._hit(hit)
        self._unknown()
        self._pronouns()
        return tuple(sorted(self.drafts, key=lambda draft: (draft.first, -draft.last)))

    def _free(self, first: int, last: int) -> bool:
        return not any(self.used[first:last])

    def _add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.used[draft.first : draft.last] = b"\1" * (draft.last - draft.first)

    # --- persons

    def _person(self, first: int, last: int) -> None:
        line = self.line
        before = look_before(line, first, last, scene=self.scene, words=self.words, named=True)
        start = before.first
        if not before.titles and not before.honorific and before.owner is None:
            start = first
        while not self._free(start, last) and start < first:
            start += 1
        if not self._free(start, last):
            return
        title = next((match for match in before.titles if match.noun.office), None) or next(iter(before.titles), None)
        noun = title.noun if title else None
        sector, role = self._sector(noun, before) if noun else _of_honorific(before.honorific)
        if noun and before.owner and before.owner.name.kind not in STATES:
            sector, role = owned(noun, sector, role, before.owner.name)
        elif noun and before.owner and noun.of_state and sector == "UNK":
            sector = role = noun.of_state
        self._add(
            Draft(
                sentence=line.number,
                first=start,
                last=last,
                head=head_of(line.tokens, start, last),
                form="name",
                person=line.texts[first:last],
                noun=noun,
                owner=before.owner,
                keeper=before.keeper if start < first or before.titles else None,
                sector=sector,
                role=role,
                office=noun.office if noun and sector != "ELI" else "",
                gender={"male": "m", "female": "f"}.get(before.honorific, noun.gender if noun else ""),
                bound=False,
            )
        )

    def _sector(self, noun: ActorNoun, before: Before) -> tuple[str, str]:
        own = set(noun.words.split("|")) if noun.office else set()
        return role_of(noun, [word for word in before.qualifiers if word not in own], self.words)

    # --- nouns

    def _noun(self, match: Match) -> None:
        line, noun = self.line, match.noun
        if not self._free(match.first, match.last) or self._quantity(match):
            return
        token = line.tokens[match.head]
        inside = token.dep in INSIDE and token.head >= match.last
        if inside and not noun.attributive:
            return
        before = look_before(line, match.first, match.last, scene=self.scene, words=self.words, named=False)
        start = before.first
        while start < match.first and not self._free(start, match.last):
            start += 1
        last, owner = self._after(match, before)
        owner = owner or self._inherited(match, before)
        if self._refused(match, before, owner=owner, inside=inside):
            return
        sector, role = self._sector(noun, before)
        if noun.in_number and token.tag in PLURAL and before.keeper is None and sector == noun.sector:
            sector = role = noun.in_number
        elif owner and owner.name.kind not in STATES:
            sector, role = owned(noun, sector, role, owner.name)
        elif owner and noun.of_state and sector in {"UNK", noun.sector}:
            sector = role = noun.of_state
        proper = (
            token.tag in {"NNP", "NNPS"} and token.ent == "ORG" and not inside and self._proper(start, match, owner)
        )
        plural = (token.tag in PLURAL or noun.collective) and not proper
        draft = Draft(
            sentence=line.number,
            first=start,
            last=last,
            head=match.head,
            form="name" if proper else "nominal",
            noun=noun,
            group=self._group(match, before, plural=plural),
            owner=owner,
            keeper=before.keeper,
            sector=sector,
            role=role,
            office=noun.office,
            plural=plural,
            count=before.count,
            definite=before.definite,
            gender=noun.gender,
            bound=inside,
        )
        self._add(draft)
        if owner and draft.first <= owner.first < draft.last:
            self._shared(draft, owner, match)

    def _proper(self, start: int, match: Match, owner: Hit | None) -> bool:
        """Say whether the phrase is a name of its own ("Abdullah Azzam Brigades"): proper nouns beside the owner's."""
        own = range(owner.first, owner.last) if owner else range(0)
        return any(self.line.tokens[at].pos == "PROPN" for at in range(start, match.first) if at not in own)

    def _inherited(self, match: Match, before: Before) -> Hit | None:
        """Return the owner of the noun that this one is joined with ("Syria's government and opposition")."""
        token = self.line.tokens[match.head]
        if token.dep != "conj" or before.article or before.first < match.first or match.noun.sector in STRANGERS:
            return None
        other = self.scene.match_on.get(token.head)
        if other is None or match.first - other.last != 1:
            return None
        return look_before(self.line, other.first, other.last, scene=self.scene, words=self.words, named=False).owner

    def _group(self, match: Match, before: Before, *, plural: bool) -> GroupNoun | None:
        """Return what the noun can point back at: many in the plural, an organisation in a plain "the group"."""
        row = self.words.groups.get(self.line.symbols[match.head])
        if row is None or row.of == "organisation":
            return row if row is not None and not plural and not before.qualifiers else None
        return row if plural or before.count == 2 or row.alone else None

    def _quantity(self, match: Match) -> bool:
        """Say whether the noun only counts others: "a group of soldiers", "a team of inspectors"."""
        line, last = self.line, match.last
        if not match.noun.weak or last >= len(line.tokens) or line.texts[last].lower() != "of":
            return False
        if match.noun.kind != "organisation":
            return False
        counted = (self.scene.match_on.get(place) for place in range(last + 1, min(last + 8, len(line.tokens))))
        return any(
            other.noun.kind == "person" and other.first <= last + 4 and line.tokens[other.head].tag == "NNS"
            for other in counted
            if other is not None
        )

    def _after(self, match: Match, before: Before) -> tuple[int, Hit | None]:
        """Return the phrase's end and owner: "of Japan" belongs to it; so does "of the Taliban"."""
        line, last = self.line, match.last
        if before.owner or last >= len(line.tokens) or line.texts[last].lower() not in {"of", "for"}:
            return last, before.owner
        place = last + 1
        if place < len(line.tokens) and line.tokens[place].tag == "DT":
            place += 1
        hit = self.scene.hit_from.get(place)
        if hit is None or not self._free(last, hit.last):
            return last, None
        follower = line.tokens[hit.last] if hit.last < len(line.tokens) else None
        if follower and (
            follower.tag == "POS" or (follower.tag in {"NN", "NNS", "NNP"} and hit.name.kind == "demonym")
        ):
            return last, None
        if line.texts[last].lower() != "of" and not (match.noun.office and hit.name.kind != "country"):
            return last, None
        return hit.last, hit

    def _refused(self, match: Match, before: Before, *, owner: Hit | None, inside: bool) -> bool:
        """Say whether the phrase cannot act after all: "one party", a bare singular, a fixed phrase."""
        line, token = self.line, self.line.tokens[match.head]
        symbol = line.symbols[match.head]
        if not (owner or before.keeper is not None) and (
            match.noun.owned or (match.noun.plural and not is_plural(line, match.head))
        ):
            return True
        if symbol in self.words.lists["predicative"] and line.tokens[match.head - 1].tag in PLURAL and match.head:
            return True
        if before.banned and (match.noun.kind != "person" or symbol in self.words.groups or symbol == "people"):
            return True
        if (*before.qualifiers[:1], symbol) in self.words.not_actors or (symbol,) in self.words.not_actors:
            return True
        if match.noun.weak and match.noun.sector == "UNK" and not (before.article or owner or before.qualifiers):
            return token.tag not in {"NNS", "NNPS"}
        if token.dep == "conj" and token.head in self.scene.match_on:
            return False
        bare = token.tag == "NN" and not (before.article or owner or match.noun.bare or line.title)
        if inside:
            return bool(match.noun.weak and not owner)
        return bare and token.dep not in {"nsubj", "nsubjpass"} and not self._capital(match)

    def _capital(self, match: Match) -> bool:
        return match.first > 0 and self.line.texts[match.first][0].isupper()

    def _shared(self, draft: Draft, owner: Hit, match: Match) -> None:
        """Give the other countries of "Polish and German ministers" or "ministers of Poland and Germany" theirs."""
        tokens = self.line.tokens
        left = owner.first < match.first
        edge = owner.first if left else draft.last
        for _ in range(8):
            place = edge - 1 if left else edge
            while 0 <= place < len(tokens) and (tokens[place].tag in {"CC", ",", "DT"}) and abs(place - edge) < 3:
                place += -1 if left else 1
            if place == edge - 1 if left else place == edge:
                return
            other = self._hit_with(place)
            if other is None or other.name.kind not in STATES or not self._free(other.first, other.last):
                return
            if (
                left
                and tokens[other.last - 1].tag in {"NNP", "NNPS"}
                and tokens[other.last - 1].dep.startswith("nsubj")
            ):
                return
            plural = draft.plural and (draft.noun is None or draft.noun.kind != "person" or not draft.office)
            self._add(
                msgspec.structs.replace(
                    draft,
                    first=other.first,
                    last=other.last,
                    head=head_of(tokens, other.first, other.last),
                    form="adjective" if left else "name",
                    owner=other,
                    plural=plural,
                    group=None,
                    keeper=None,
                )
            )
            if draft.office and draft.plural:
                self.drafts[-2] = msgspec.structs.replace(draft, plural=False, group=None)
                draft = self.drafts[-2]
            edge = other.first if left else other.last

    def _hit_with(self, place: int) -> Hit | None:
        return self.scene.hit_on.get(place)

    # --- nouns that only point back

    def _pointer(self, place: int) -> None:
        """Take "the two countries", "both sides", "the country": no actor nouns, but somebody named before."""
        line = self.line
        token = line.tokens[place]
        row = self.words.groups[line.symbols[place]]
        number = (
            row.alone and token.pos in {"DET", "PRON", "NUM"} and token.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}
        )
        if not number and (token.pos not in {"NOUN", "PROPN"} or (token.dep in INSIDE and token.head > place)):
            return
        before = look_before(line, place, place + 1, scene=self.scene, words=self.words, named=False)
        plural = token.tag in {"NNS", "NNPS"}
        definite = before.definite or line.texts[place].lower() in DEFINITE
        if before.banned or not definite or (before.owner and not (before.count and row.of == "country")):
            return
        if not plural and row.of != "organisation" and not row.alone:
            return
        if plural and set(before.qualifiers) - {
            "two",
            "three",
            "four",
            "neighbouring",
            "neighboring",
            "warring",
            "rival",
        }:
            return
        if not self._free(before.first, place + 1):
            return
        self._add(
            Draft(
                sentence=line.number,
                first=before.first,
                last=place + 1,
                head=place,
                form="nominal",
                group=row,
                keeper=before.keeper,
                plural=plural,
                count=before.count,
                definite=True,
            )
        )

    # --- names left over

    def _hit(self, hit: Hit) -> None:
        line = self.line
        if not self._free(hit.first, hit.last):
            return
        head = head_of(line.tokens, hit.first, hit.last)
        token, name = line.tokens[head], hit.name
        if hit.first > 1 and line.texts[hit.first - 1] in LINKS and line.texts[hit.first - 2].lower() in {"pro", "non"}:
            return
        if name.kind == "capital" and not acts(line, hit, self.words):
            return
        if name.kind == "metonym" and token.dep == "pobj" and self._located(token.head):
            return
        if name.note.startswith("language") and token.dep == "pobj" and line.tokens[token.head].lemma == "in":
            return
        linked = hit.last < len(line.tokens) and line.texts[hit.last] in LINKS
        inside = (token.dep in INSIDE and token.head >= hit.last) or linked or "-" in line.texts[hit.first][1:-1]
        people = (
            name.kind == "demonym" and token.tag in {"NNS", "NNPS", "NN", "NNP"} and not inside and token.pos != "ADJ"
        )
        first = hit.first
        if people and first > 0 and line.tokens[first - 1].tag == "CD" and not self.used[first - 1]:
            first -= 1
        article = hit.first > 0 and line.texts[hit.first - 1].lower() == "the"
        crowd = people and not article
        self._add(
            Draft(
                sentence=line.number,
                first=first,
                last=hit.last,
                head=head,
                form="adjective" if inside else "nominal" if crowd else "name",
                hit=None if crowd else hit,
                owner=hit if crowd else None,
                sector="CVL" if crowd else "",
                role="CVL" if crowd else "",
                plural=crowd and token.tag in {"NNS", "NNPS"},
                bound=inside,
            )
        )

    def _located(self, prep: int) -> bool:
        return self.line.texts[prep].lower() in self.words.lists["locative"]

    def _unknown(self) -> None:
        """Take organisations and peoples that only the parser sees."""
        tokens, place = self.line.tokens, 0
        while place < len(tokens):
            last = place + 1
            if tokens[place].ent in {"ORG", "NORP"} and not self.used[place]:
                label = tokens[place].ent
                while (
                    last < len(tokens)
                    and tokens[last].ent == label
                    and not tokens[last].ent_begin
                    and not self.used[last]
                ):
                    last += 1
                self._organisation(place, last, label)
            place = last

    def _organisation(self, first: int, last: int, label: str) -> None:
        line, tokens = self.line, self.line.tokens
        while first < last and tokens[first].tag in {"DT", "POS", "CD"}:
            first += 1
        while last > first and (tokens[last - 1].tag == "POS" or not line.texts[last - 1][0].isalnum()):
            last -= 1
        if first >= last or line.title or not line.texts[first][0].isupper():
            return
        if any(line.texts[at].lower() in self.words.lists["never_names"] for at in (first, last - 1)):
            return
        head = head_of(tokens, first, last)
        if tokens[head].pos not in {"PROPN", "NOUN"} or not any(token.pos == "PROPN" for token in tokens[first:last]):
            return
        if last - first == 1 and (
            line.symbols[first] in self.words.qualifiers or self.words.noun_at(line.symbols, first)
        ):
            return
        inside = tokens[head].dep in INSIDE and tokens[head].head >= last
        if inside:
            return
        self._add(
            Draft(
                sentence=line.number,
                first=first,
                last=last,
                head=head,
                form="name",
                sector="UNK" if label == "ORG" else "CVL",
                role="" if label == "ORG" else "CVL",
                plural=tokens[head].tag == "NNPS",
            )
        )

    def _pronouns(self) -> None:
        for place, token in enumerate(self.line.tokens):
            if token.tag in {"PRP", "PRP$"}:
                kind = self.words.pronouns.get(token.text.lower())
                if kind in GENDERS:
                    self.drafts.append(
                        Draft(
                            sentence=self.line.number,
                            first=place,
                            last=place + 1,
                            head=place,
                            form="pronoun",
                            plural=kind == "plural",
                            gender=GENDERS[kind],
                        )
                    )


def _of_honorific(honorific: str) -> tuple[str, str]:
    return {"rank": ("MIL", "MIL"), "legislator": ("LEG", "LEG")}.get(honorific, ("", ""))


def find_drafts(line: Line, words: ActorWords) -> tuple[Draft, ...]:
    """Return the mentions of a sentence in order of their first word, longest first."""
    return Finder(line, words).find()
