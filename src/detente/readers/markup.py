"""Show an HTML page as text, block by block, and remember where in the source each character stood.

The page is never built as a tree and nothing of it is fetched or run; each character is looked at a fixed number of
times, whatever the page does.
"""

import html
import re
from collections.abc import Iterator

import msgspec

from detente.readers.blocks import Block

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "button",
        "option",
    ]
)
UNSEEN = frozenset(
    [
        "head",
        "template",
        "noscript",
        "svg",
        "math",
        "canvas",
        "iframe",
        "object",
        "audio",
        "video",
        "select",
        "datalist",
        "map",
        "noframes",
        "noembed",
    ]
)
"""Elements whose content no reader sees."""
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "plaintext"})
"""Elements whose content is no markup."""
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
LABELS = {
    "h1": "headline",
    "figcaption": "caption",
    "nav": "nav",
    "footer": "footer",
    "aside": "aside",
}
_CLASSES = (
    ("author", re.compile(r"(?:^|[\s_-])(?:byline|authors?|author-name|contributor-name)(?:$|[\s_-])")),
    ("credit", re.compile(r"(?:^|[\s_-])(?:photo-?credit|image-?credit|credits?|copyright-holder)(?:$|[\s_-])")),
    ("caption", re.compile(r"(?:^|[\s_-])(?:captions?|caption-text|wp-caption-text|photo-caption)(?:$|[\s_-])")),
    (
        "standfirst",
        re.compile(r"(?:^|[\s_-])(?:standfirst|dek|deck|subhead(?:line)?|sub-?title|article-summary)(?:$|[\s_-])"),
    ),
)
"""What class names, ``rel`` and ``itemprop`` say of a block."""

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>\x00]{0,60})")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s=>/"'][^\s=>/]{0,80})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_PIECE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[\s\u200b\ufeff]+|[^\s&\u200b\ufeff]+|&"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
DEEPEST = 4000
"""Open elements that are kept track of."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page as text, and what its head says."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[tuple[int, int, int], ...]
    """(start in text, start in source, length)."""
    metas: dict[str, str]
    """First content of each meta name, property or itemprop, in small letters."""
    title: str
    canonical: str
    scripts: tuple[str, ...]
    """Contents of JSON-LD scripts."""
    times: tuple[str, ...]
    """``datetime`` of time elements, those of publication first."""
    depth: int
    tags: int


def render(source: str) -> Page:
    r"""Return what a reader of the page sees, as text.

    >>> page = render("<p>Fish &amp; chips<script>x()</script></p><p>Peace</p>")
    >>> page.text
    'Fish & chips\n\nPeace'
    """
    return _Canvas(source).draw()


class _Open(msgspec.Struct, frozen=True):
    name: str
    labels: tuple[str, ...]
    hidden: bool


class _Canvas:
    """The text as it grows, and the elements that are open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.length = 0
        self.runs: list[tuple[int, int, int]] = []
        self.blocks: list[Block] = []
        self.start: int | None = None
        self.space: int | None = None
        self.opened: list[_Open] = []
        self.counts: dict[str, int] = {}
        self.names: dict[str, int] = {}
        self.unseen = 0
        self.metas: dict[str, str] = {}
        self.title = self.canonical = ""
        self.scripts: list[str] = []
        self.times: list[str] = []
        self.depth = self.tags = self.breaks = 0
        self.labels: set[str] = set()

    def draw(self) -> Page:
        place = 0
        for start, end in self._walk():
            self._write(place, start)
            place = end
        self._write(place, len(self.source))
        self._close_block()
        return Page(
            text="".join(self.parts),
            blocks=tuple(self.blocks),
            runs=tuple(self.runs),
            metas=self.metas,
            title=" ".join(html.unescape(self.title).split()),
            canonical=self.canonical,
            scripts=tuple(self.scripts),
            times=tuple(self.times),
            depth=self.depth,
            tags=self.tags,
        )

    # --- markup -------------------------------------------------------------------------------------------------

    def _walk(self) -> Iterator[tuple[int, int]]:
        """Yield where each piece of markup starts and ends, and act on it after what stands before is written."""
        source, place = self.source, 0
        while (start := source.find("<", place)) >= 0:
            if source.startswith("<!--", start):
                end = self._after("-->", start + 4)
                yield start, end
            elif source.startswith(("<!", "<?"), start):
                end = self._after(">", start + 2)
                yield start, end
            elif match := _TAG.match(source, start):
                name = match[2].lower()
                attributes, end = (
                    self._read_attributes(match.end()) if not match[1] else ({}, self._after(">", match.end()))
                )
                if match[1]:
                    yield start, end
                    self._leave(name)
                elif name in RAW:
                    content, after = self._skip_raw(name, end)
                    yield start, after
                    self._keep_raw(name, attributes, source[end:content])
                    end = after
                else:
                    yield start, end
                    self._enter(name, attributes)
            else:
                end = start + 1
            place = end

    def _after(self, mark: str, place: int) -> int:
        found = self.source.find(mark, place)
        return len(self.source) if found < 0 else found + len(mark)

    def _read_attributes(self, place: int) -> tuple[dict[str, str], int]:
        source = self.source
        attributes: dict[str, str] = {}
        while match := _ATTRIBUTE.match(source, place):
            if len(attributes) < 60:
                value = next((group for group in match.groups()[1:] if group is not None), "")
                attributes.setdefault(match[1].lower(), value[:4000])
            place = match.end()
        return attributes, self._after(">", place)

    def _skip_raw(self, name: str, start: int) -> tuple[int, int]:
        """Return where the content of a script or the like ends, and where its end tag does."""
        closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.source, start)
        if closing is None:
            return len(self.source), len(self.source)
        return closing.start(), self._after(">", closing.end())

    def _keep_raw(self, name: str, attributes: dict[str, str], content: str) -> None:
        if name == "title" and not self.title and not self.names.get("svg"):
            self.title = content[:1000]
        elif name == "script" and "ld+json" in attributes.get("type", "").lower() and len(self.scripts) < 20:
            self.scripts.append(content)

    def _enter(self, name: str, attributes: dict[str, str]) -> None:
        self.tags += 1
        if name == "meta":
            self._keep_meta(attributes)
        elif name == "link" and attributes.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or html.unescape(attributes.get("href", ""))
        elif name == "time" and attributes.get("datetime"):
            first = "itemprop" in attributes or "pubdate" in attributes
            self.times.insert(0 if first else len(self.times), attributes["datetime"])
        if name == "br":
            self._break()
        if name in BLOCKS:
            self._close_block()
        if name in BLOCKS | {"body"} - {"head"} and self._top() == "head":
            self._leave("head")
        if name == "p" and self._top() == "p":
            self._leave("p")
        if name in VOID or len(self.opened) >= DEEPEST:
            return
        hidden = name not in {"body", "html"} and self._is_hidden(name, attributes)
        labels = self._label(name, attributes)
        for label in labels:
            self.counts[label] = self.counts.get(label, 0) + 1
        if "credit" in labels:
            self._close_block()
        self.unseen += hidden
        self.names[name] = self.names.get(name, 0) + 1
        self.opened.append(_Open(name, labels, hidden))
        self.depth = max(self.depth, len(self.opened))

    def _leave(self, name: str) -> None:
        if name in BLOCKS:
            self._close_block()
        if not self.names.get(name):
            return
        back = next(back for back in range(1, len(self.opened) + 1) if self.opened[-back].name == name)
        for _ in range(back):
            left = self.opened.pop()
            self.unseen -= left.hidden
            self.names[left.name] -= 1
            for label in left.labels:
                self.counts[label] -= 1
            if left.name in BLOCKS or "credit" in left.labels:
                self._close_block()

    def _is_hidden(self, name: str, attributes: dict[str, str]) -> bool:
        if name in UNSEEN or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            return True
        # Pages hide whole sections from screen readers while a dialogue is open; only small things are decoration.
        return name not in BLOCKS and attributes.get("aria-hidden", "").lower() == "true"

    def _top(self) -> str:
        return self.opened[-1].name if self.opened else ""

    def _label(self, name: str, attributes: dict[str, str]) -> tuple[str, ...]:
        said = " ".join(attributes.get(key, "") for key in ("class", "rel", "itemprop"))[:400].lower()
        labels = [
            label for label, pattern in _CLASSES if said and name not in {"body", "html"} and pattern.search(said)
        ]
        return tuple({*labels, *([LABELS[name]] if name in LABELS else [])})

    def _keep_meta(self, attributes: dict[str, str]) -> None:
        content = html.unescape(attributes.get("content", "")).strip()
        for key in ("property", "name", "itemprop"):
            if content and (name := attributes.get(key, "").lower()):
                self.metas.setdefault(name, content)

    # --- text ---------------------------------------------------------------------------------------------------

    def _write(self, start: int, end: int) -> None:
        if start >= end or self.unseen > 0:
            return
        for match in _PIECE.finditer(self.source, start, end):
            piece = match[0]
            if piece.isspace() or piece[0] in "\u200b\ufeff":
                self.space = match.start() if self.space is None else self.space
            elif piece[0] == "&" and len(piece) > 1:
                char = html.unescape(piece)
                if char == piece:
                    self._put(piece, match.start(), len(piece))
                elif char.isspace() or char in {"\u200b", "\ufeff", "\xad"}:
                    self.space = match.start() if self.space is None and char != "\xad" else self.space
                else:
                    self._put(char, match.start(), 1, decoded=True)
            else:
                self._put(piece, match.start(), len(piece))

    def _put(self, words: str, place: int, length: int, *, decoded: bool = False) -> None:
        if self.start is None:
            if self.length:
                self._append("\n\n")
            self.start = self.length
        elif self.breaks:
            self._append("\n")
        elif self.space is not None:
            self._map(self.space, 1)
            self._append(" ")
        self.space, self.breaks = None, 0
        self.labels |= {label for label, count in self.counts.items() if count > 0}
        self._map(place, length, alone=decoded)
        self._append(words)

    def _append(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def _map(self, place: int, length: int, *, alone: bool = False) -> None:
        if self.runs and not alone:
            start, source, known = self.runs[-1]
            if start + known == self.length and source + known == place:
                self.runs[-1] = (start, source, known + length)
                return
        self.runs.append((self.length, place, length))

    def _break(self) -> None:
        """One line break stays within the block, two in a row end it."""
        self.breaks += 1
        self.space = None
        if self.breaks > 1:
            self._close_block()

    def _close_block(self) -> None:
        if self.start is not None:
            self.blocks.append(Block(start=self.start, end=self.length, labels=frozenset(self.labels)))
        self.start, self.space, self.breaks = None, None, 0
        self.labels = set()
