"""Every record of Détente, in the order of the flow.

`Article` is what readers give; `Document` is what the pipeline makes of it: the same text plus one layer a stage.
Offsets are Unicode code points into `text`, half open. The native record (`schema`) is `Document` without `trees`.
"""

from typing import Literal, Self

import msgspec

from detente.registry import load_part

Part = Literal["title", "standfirst", "caption", "body"]
"""Where in the story a sentence stands; events outside the body repeat it more often than not."""

Factuality = Literal["happened", "ongoing", "planned", "proposed", "possible", "alleged", "denied", "historical"]
"""What the text claims of an event; `certainty` is the same on the scale -3 (certainly not) .. +3 (certainly)."""

Basis = Literal["stated", "inferred", "added"]
"""stated: the text says so; inferred: follows from the text by a rule; added: comes from a pack, not from the text."""


NOT_KEPT = "[text not kept"  # begins what stands for words without their text: [text not kept 120:145]


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Characters `start` to `end` of the text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters, or a mark of their place where the text was not kept.

        >>> Span(start=0, end=5).of("Japan and Russia"), Span(start=0, end=5).of("")
        ('Japan', '[text not kept 0:5]')
        """
        return text[self.start : self.end] if text else f"{NOT_KEPT} {self.start}:{self.end}]"

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} is not a span")


# --- what readers give ------------------------------------------------------------------------------------------


class Passage(Span, frozen=True, kw_only=True):
    """A stretch of the text that readers recognised; `value` is its cleaned reading (a name without "By ")."""

    value: str


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When the story was published: ISO dates or date-times, both ends the same where it is known to the day."""

    earliest: str
    latest: str
    basis: str
    """Where it was found: given, metadata, url, byline, dateline, caption, body."""
    start: int | None = None
    end: int | None = None


class Anatomy(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a story beside its body; each None or empty where the page has none."""

    byline: Passage | None = None
    agency: Passage | None = None
    publisher: Passage | None = None
    dateline: Passage | None = None
    standfirst: Passage | None = None
    caption: Passage | None = None
    credit: Passage | None = None
    contributors: tuple[Passage, ...] = ()
    furniture: tuple[Span, ...] = ()


class Paragraph(Span, frozen=True, kw_only=True):
    """A paragraph that is story text; the dateline is not part of its first paragraph's span."""

    part: Part


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A story as read: its text is fixed from here on."""

    id: str
    text: str
    digest: str
    """SHA-256 of the text in UTF-8, hexadecimal."""
    title: Passage | None = None
    published: Published | None = None
    language: str = "en"
    anatomy: Anatomy = Anatomy()
    paragraphs: tuple[Paragraph, ...] = ()
    source: str = ""
    """Where it was read from: a path, a URL, or ``-``."""
    source_map: tuple[tuple[int, int, int], ...] = ()
    """(start in text, start in the source's decoded text, length) runs; empty where both are the same."""
    requests: tuple["PairRequest", ...] = ()
    issues: tuple["Issue", ...] = ()


class PairRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A marked pair of mentions whose relation somebody asks for."""

    source: Span
    target: Span


# --- layers -----------------------------------------------------------------------------------------------------


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A word with its place in the dependency tree; `head` is an index into the same tree, its own for the root."""

    start: int
    end: int
    text: str
    lemma: str
    """Lower case except for proper nouns."""
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """spaCy (ClearNLP) dependency label."""
    head: int
    ent: str = ""
    """Named-entity label (PERSON, GPE, ORG, NORP, DATE, ...), empty outside entities."""
    ent_begin: bool = False
    """True on the first token of an entity."""


class Sentence(Span, frozen=True, kw_only=True):
    """A sentence; its tokens are `Document.trees` at the same index."""

    part: Part
    paragraph: int


class Mention(Span, frozen=True, kw_only=True):
    """One place where the text names or refers to an actor."""

    head: int
    """Offset of the first character of the head word."""
    kind: Literal["name", "nominal", "pronoun", "adjective"]
    antecedent: Span | None = None
    """The words a pronoun or group noun phrase was resolved to."""
    score: float = 1.0


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who can act: a state, an organisation, a group, a person, with who they are on the story's day."""

    id: str
    name: str
    kind: Literal["country", "person", "organisation", "group", "unknown"]
    country: str | None = None
    """ISO 3166 alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC for non-states."""
    sector: str | None = None
    """PLOVER sector."""
    cameo: str | None = None
    """CAMEO actor code, such as JPNGOVMIL."""
    office: str | None = None
    basis: Basis = "stated"
    """Whether country, sector and office are in the text or were added from a pack."""
    why: str = ""
    """The rule or the pack row that says so."""
    members: tuple[str, ...] = ()
    """Ids of the actors a group consists of, where the text has named them ("the two countries")."""
    mentions: tuple[Mention, ...] = ()


class TimeSpan(Span, frozen=True, kw_only=True):
    """A temporal expression resolved to an interval of days (both ends inclusive)."""

    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    """TIMEX3 value."""
    earliest: str | None = None
    latest: str | None = None
    grain: Literal[
        "minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "century", "unknown"
    ]
    basis: Basis = "inferred"
    why: str = ""
    """The anchor and rule, such as "last Friday on or before 2013-11-02 (caption)"."""


class Place(Span, frozen=True, kw_only=True):
    """A place name resolved to the gazetteer."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    geonameid: int | None = None
    precision: Literal["exact", "town", "district", "province", "country", "region"]
    claimants: tuple[str, ...] = ()
    """ISO alpha-3 codes of all who claim a disputed area; `country` is then None."""
    basis: Basis = "stated"
    score: float = 1.0
    why: str = ""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Something said: its content, its cue ("said", "according to") and who said it."""

    content: Span
    cue: Span | None
    speaker: Span | None
    actor: str | None
    """Id of the actor who speaks; None is unresolved."""
    direct: Literal["direct", "indirect", "mixed"]
    negated: bool = False
    """True where the text says that it was *not* said ("did not mention")."""


class Predicate(Span, frozen=True, kw_only=True):
    """A verb, event noun or predicative word ("is *unclear*") with what the text claims of it."""

    lemma: str
    factuality: Factuality
    certainty: int
    """-3 (certainly not) .. +3 (certainly)."""
    source: str | None = None
    """Actor id of who holds it so; None is the reporter."""
    background: bool = False
    """Presupposed or mentioned in passing rather than reported ("did not mention an attack")."""
    why: str = ""


class Quad(msgspec.Struct, frozen=True, kw_only=True):
    """A quad class under the scheme that defines it."""

    scheme: str
    class_: int = msgspec.field(name="class")


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """A value on a conflict-cooperation scale under the table it was taken from."""

    table: str
    value: float


class EventTime(msgspec.Struct, frozen=True, kw_only=True):
    """When: an interval of days with its grain and basis."""

    earliest: str | None
    latest: str | None
    grain: str
    basis: Basis
    value: str = ""
    why: str = ""


class EventPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where: copied from the layer, with the basis of attaching it to this event."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    precision: str
    basis: Basis


class Evidence(Span, frozen=True, kw_only=True):
    """Characters that a value of the event was read from."""

    role: Literal[
        "trigger", "content", "source", "target", "time", "place", "factuality", "speaker", "issue", "echo", "obstacle"
    ]
    """`echo`: the same event told again in the title, standfirst, caption or another sentence."""


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """A competing reading and why it lost."""

    type: str
    mode: str | None = None
    cameo: str | None = None
    score: float
    why: str


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom, when, where, how certainly, and who says so."""

    id: str
    type: str
    mode: str | None
    content: str | None
    """What an agreement, request, refusal or threat is about: a PLOVER type."""
    contexts: tuple[str, ...]
    cameo: str | None
    quad: Quad
    scale: Scale
    """PLOVER's own score."""
    cameo_quad: Quad | None
    goldstein: Scale | None
    sources: tuple[str, ...]
    """Actor ids."""
    targets: tuple[str, ...]
    reciprocal: bool
    """Both sides act (talks, joint drills): sources and targets may change places."""
    time: EventTime | None
    due: EventTime | None = None
    """When what is agreed, asked, promised or threatened is to happen."""
    place: EventPlace | None
    factuality: Factuality
    certainty: int
    speaker: str | None
    """Actor id of whose words it is; None is the reporter."""
    evidence: tuple[Evidence, ...]
    score: float
    why: str
    alternatives: tuple[Alternative, ...]
    sentence: int
    part: Part
    counted: bool
    """In default counts: see `exclusions` for why not."""
    exclusions: tuple[str, ...] = ()
    """Reasons: planned, proposed, possible, alleged, denied, historical, no-source, no-target, background, title, standfirst, caption."""


class Statement(Span, frozen=True, kw_only=True):
    """A comment, claim or appeal (CAMEO 01 and 02): kept, and never counted as an event."""

    cameo: str
    kind: str
    """The name of the CAMEO code in short: comment, denial, optimistic, appeal, ..."""
    speaker: str | None
    targets: tuple[str, ...]
    factuality: Factuality
    evidence: tuple[Evidence, ...]
    score: float
    why: str


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A side of a standing fact: `country` as on `Actor`, what it is in the fact, the actor of the story behind it."""

    country: str
    role: str
    """side, holder, addressee, host, guest, claimant, speaker, participant, threat, beneficiary or third."""
    actor: str | None = None


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """A figure: what is measured, how much of what, in which period, compared with what."""

    measure: str
    value: float | None
    unit: str
    period: EventTime | None = None
    comparison: str = ""
    """Words such as "record" or "up", or empty."""


class Fact(Span, frozen=True, kw_only=True):
    """What one story says of a standing matter: an agreement, a dispute, a promise, a figure; `ledger` links them."""

    id: str
    kind: str
    status: str
    parties: tuple[Party, ...]
    label: Span
    """The words that name the matter."""
    terms: tuple[str, ...] = ()
    """Lemmas of its content words, by which later stories are linked to it."""
    contexts: tuple[str, ...] = ()
    instrument: str = ""
    level: str = ""
    form: str = ""
    negative: bool = False
    """A promise not to do something."""
    time: EventTime | None = None
    due: EventTime | None = None
    place: EventPlace | None = None
    amount: Amount | None = None
    progress: str = ""
    speaker: str | None = None
    """Actor id of whose words it is; None is the reporter."""
    factuality: Factuality = "happened"
    events: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sentence: int
    part: Part = "body"
    basis: Basis = "stated"
    score: float = 1.0
    why: str = ""


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a `PairRequest`: type STATEMENT or NONE where there is no event."""

    source: Span
    target: Span
    type: str
    mode: str | None
    cameo: str | None
    score: float
    why: str = ""


class Rejection(Span, frozen=True, kw_only=True):
    """A candidate that the coder looked at and turned down, for `detente explain`."""

    sense: str
    why: str


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """A shortfall that is data, not an error: an undated story, an unknown actor, a stage that failed."""

    stage: str
    code: str
    message: str
    start: int | None = None
    end: int | None = None


class Tree(msgspec.Struct, frozen=True):
    """The tokens of one sentence in order, heads as indices into the same tuple; see `trees` for questions to it."""

    tokens: tuple[Token, ...]
    below: tuple[tuple[int, ...], ...]
    """Indices of each token's dependents, in order."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A story with its layers; stages return layers, only the pipeline assembles."""

    id: str
    text: str
    digest: str
    title: str | None = None
    published: Published | None = None
    language: str = "en"
    source: str = ""
    anatomy: Anatomy = Anatomy()
    paragraphs: tuple[Paragraph, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    places: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    facts: tuple[Fact, ...] = ()
    pairs: tuple[Pair, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    issues: tuple[Issue, ...] = ()
    requests: tuple[PairRequest, ...] = ()
    trees: tuple[Tree, ...] = ()
    """Tokens and dependencies, one tree a sentence; in memory only."""

    @classmethod
    def of(cls, article: Article) -> Self:
        """Start a document from an article."""
        return cls(
            id=article.id,
            text=article.text,
            digest=article.digest,
            title=article.title.value if article.title else None,
            published=article.published,
            language=article.language,
            source=article.source,
            anatomy=article.anatomy,
            paragraphs=article.paragraphs,
            issues=article.issues,
            requests=article.requests,
        )

    def _repr_html_(self) -> str:
        """Show the story with its marked evidence and its events in a notebook."""
        return str(load_part("document-html")(self))


LAYERS = (
    "sentences",
    "trees",
    "actors",
    "times",
    "places",
    "quotes",
    "predicates",
    "events",
    "statements",
    "facts",
    "pairs",
    "rejections",
)
"""The layers that stages may give."""
