"""Walk left from a personal name or an actor noun over everything that belongs to its phrase."""

import msgspec

from detente.packs.actor_words import ActorWords
from detente.stages.actors.drafts import HIGHEST_CLIMB, LINKS, Hit, Line, Match

NUMBERS = {
    "both": 2,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}

MODIFIERS = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "VBN", "VBG", "RB", "RBR", "RBS", "FW", "HYPH", "AFX"}
)
"""Tags of words that may stand between an article and a head noun."""

DEFINITE = frozenset({"the", "these", "those", "this", "that", "both"})
BANNED = frozenset({"one", "another", "any", "every", "each", "either", "neither", "no", "which", "whatever"})


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before a head: the phrase's first token and what was found on the way to it."""

    first: int
    owner: Hit | None
    keeper: int | None
    definite: bool
    article: bool
    """Any determiner, number or possessor stands there."""
    banned: bool
    """An indefinite word ("one", "another") stands there."""
    count: int | None
    titles: tuple[Match, ...]
    qualifiers: tuple[str, ...]
    honorific: str


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """The finds of a sentence by the token at which they end."""

    hit_at: dict[int, Hit]
    match_at: dict[int, Match]
    hit_from: dict[int, Hit]
    hit_on: dict[int, Hit]
    """Names by each of their tokens."""
    match_on: dict[int, Match]
    """Actor nouns by their head word."""
    taken: frozenset[int]
    """Tokens of personal names."""


def set_scene(line: Line) -> Scene:
    """Index the finds of a sentence by their ends."""
    return Scene(
        hit_at={hit.last: hit for hit in line.hits},
        match_at={match.last: match for match in line.matches},
        hit_from={hit.first: hit for hit in line.hits},
        hit_on={place: hit for hit in line.hits for place in range(hit.first, hit.last)},
        match_on={match.head: match for match in line.matches},
        taken=frozenset(place for first, last in line.people for place in range(first, last)),
    )


def look_before(line: Line, first: int, last: int, *, scene: Scene, words: ActorWords, named: bool) -> Before:
    """Return what belongs to a phrase left of tokens `first` to `last`: a personal name (`named`) or an actor noun."""
    walk = _Walk(line, first, last, scene=scene, words=words, named=named)
    while walk.start > 0 and walk.step():
        pass
    return walk.found()


class _Walk:
    """The walk to the left, a step a token or find; `start` is the first token taken so far."""

    def __init__(self, line: Line, first: int, last: int, *, scene: Scene, words: ActorWords, named: bool) -> None:
        self.line, self.scene, self.words, self.named = line, scene, words, named
        self.start, self.first, self.last = first, first, last
        self.owner: Hit | None = None
        self.keeper: int | None = None
        self.count: int | None = None
        self.definite = self.article = self.banned = False
        self.titles: list[Match] = []
        self.qualifiers: list[str] = []
        self.honorific = ""

    def found(self) -> Before:
        tokens = self.line.tokens
        while self.start < self.first and (
            tokens[self.start].tag in {"CC", "HYPH", "DT", "RB", "PDT", ","} or self.line.texts[self.start] in LINKS
        ):
            self.start += 1
        while (
            self.start < self.first - 1
            and tokens[self.start].tag in {"JJS", "JJR", "RBS", "RBR"}
            and tokens[self.start + 1].tag == "CD"
        ):
            self.start += 1  # "at least 20 people"
        return Before(
            first=self.start,
            owner=self.owner,
            keeper=self.keeper,
            definite=self.definite,
            article=self.article,
            banned=self.banned,
            count=self.count,
            titles=tuple(self.titles),
            qualifiers=tuple(self.qualifiers),
            honorific=self.honorific,
        )

    def step(self) -> bool:
        """Take in what stands left of `start`; False where the phrase begins here."""
        place = self.start - 1
        token = self.line.tokens[place]
        if place in self.scene.taken:
            return False
        if token.tag == "POS":
            return self._possessor(place)
        if token.tag == "PRP$":
            self.keeper, self.start = place, place
            self.article = self.definite = True
            return False
        if token.tag == "WP$":
            self.keeper = self._antecedent(place)
            self.article = self.definite = True
            return False
        match, hit = self.scene.match_at.get(self.start), self.scene.hit_at.get(self.start)
        if hit is not None and (match is None or hit.last - hit.first >= match.last - match.first):
            return self._hit(place, hit)
        if match is not None:
            return self._match(place, match)
        symbol = self.line.symbols[place]
        if token.text[0].isupper() and symbol in self.words.honorifics and self.named:
            self.honorific = self.honorific or self.words.honorifics[symbol]
            self.start = place
            return True
        if token.tag in {"DT", "PDT", "WDT"} or token.text.lower() in self.words.lists["indefinite"]:
            return self._determiner(place)
        people = token.tag == "JJ" and token.ent == "NORP"  # "Kurdish leaders", whatever the tree says
        if token.tag in MODIFIERS and (people or self._attached(place)):
            return self._modifier(place, symbol)
        if token.tag == "CC" and place > 0 and self._attached(place - 1) and not self._ends(place):
            self.start = place
            return place - 1 not in self.scene.taken
        return False

    def _ends(self, place: int) -> bool:
        """Say whether a name or actor noun ends before a token: what follows is another phrase."""
        return place in self.scene.hit_at or place in self.scene.match_at

    def _antecedent(self, place: int) -> int | None:
        """Return whom "whose" belongs to: what its clause describes."""
        tokens = self.line.tokens
        for _ in range(HIGHEST_CLIMB):
            if tokens[place].dep in {"relcl", "ROOT"}:
                break
            place = tokens[place].head
        return tokens[place].head if tokens[place].dep == "relcl" else None

    def _attached(self, place: int) -> bool:
        """Say whether a token hangs on what was taken so far."""
        return self.start <= self.line.tokens[place].head < self.last

    def _possessor(self, place: int) -> bool:
        self.article = self.definite = True
        hit = self.scene.hit_at.get(place)
        if hit is None or self.owner is not None:
            self.keeper = place - 1 if place else None
            return False
        if not self.named and self.line.symbols[self.last - 1] in self.words.lists["relational"]:
            return False
        self.owner, self.start = hit, hit.first
        return True

    def _hit(self, place: int, hit: Hit) -> bool:
        line = self.line
        if not self.named and line.symbols[self.last - 1] in self.words.lists["relational"]:
            return False  # "a U.S. ally" is not American
        if not (self._attached(place) or hit.first <= line.tokens[place].head < hit.last or self._adjective(hit)):
            return False
        if hit.last - hit.first == 1 and "-" in line.texts[place] and "-" not in hit.name.text:  # "U.S.-led"
            return self._led(hit, line.texts[place].rpartition("-")[2].lower())
        if hit.first > 1 and line.texts[hit.first - 1] in LINKS:
            if line.symbols[hit.first - 2] in self.words.lists["stances"]:
                self.start = hit.first - 2
                return True
            if hit.first - 1 in self.scene.hit_at:
                return False
        if self.owner is not None and self.owner.name.kind not in {"country", "demonym"}:
            return self._second(hit)
        if self.owner is not None:
            return False
        self.owner, self.start = hit, hit.first
        return True

    def _adjective(self, hit: Hit) -> bool:
        """Say whether a demonym right before the phrase belongs to it whatever the tree says."""
        token = self.line.tokens[hit.last - 1]
        if hit.name.kind != "demonym" or token.tag in {"NNS", "NNPS"}:
            return False
        return token.head >= self.start or (token.dep == "conj" and token.tag in {"JJ", "NNP"})

    def _second(self, hit: Hit) -> bool:
        """Take in the country before an organisation that owns the phrase ("Lebanese Hezbollah fighters")."""
        if hit.name.kind not in {"country", "demonym"}:
            return False
        self.start = hit.first
        return True

    def _led(self, hit: Hit, participle: str) -> bool:
        if participle in self.words.lists["belonging"] and self.owner is None:
            self.owner, self.start = hit, hit.first
            return True
        return False

    def _match(self, place: int, match: Match) -> bool:
        if self.named and not self.titles:
            if match.noun.kind == "organisation" or self.line.tokens[match.head].tag in {"NNS", "VBZ"}:
                return False  # "their counterparts A and B": the noun is a phrase of its own
        elif not self._attached(place):
            return False
        if match.first > 1 and self.line.texts[match.first - 1] in LINKS:
            stance = self.line.symbols[match.first - 2]
            if stance in self.words.lists["stances"]:  # "anti-government protesters" are not the government's
                self.qualifiers.append(f"{stance} {self.line.symbols[match.head]}")
                self.start = match.first - 2
                return True
        self.titles.append(match)
        self.qualifiers.extend(self.line.symbols[match.first : match.last])
        if match.last - match.first > 1:
            self.qualifiers.append(" ".join(self.line.symbols[match.first : match.last]))
        self.start = match.first
        return True

    def _determiner(self, place: int) -> bool:
        token = self.line.tokens[place]
        lower = token.text.lower()
        self.article = True
        self.definite = self.definite or lower in DEFINITE
        self.banned = self.banned or lower in BANNED
        self.count = 2 if lower == "both" else self.count
        if token.tag in {"CD", "JJ", "JJS"}:
            self.start = place
            return True
        return False

    def _modifier(self, place: int, symbol: str) -> bool:
        token = self.line.tokens[place]
        if token.tag == "CD":
            text = token.text.lower()
            number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else NUMBERS.get(text)
            self.count, self.article = self.count or number, True
        if place > 0 and self.line.texts[place - 1] in LINKS and place - 1 in self.scene.hit_at:
            hit = self.scene.hit_at[place - 1]
            if token.tag.startswith("VB") or token.pos in {"VERB", "ADJ"}:
                self.article = True
                return self._led(hit, token.text.lower())
        stance = self.line.symbols[place - 2] if place > 1 and self.line.texts[place - 1] in LINKS else ""
        if stance in self.words.lists["stances"]:
            self.qualifiers.append(f"{stance} {symbol}")
            self.start = place - 2
            return True
        self.qualifiers.append(symbol)
        self.start = place
        return True
