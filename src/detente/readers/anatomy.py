"""Tell the parts of a story from each other and from the page around it.

Blocks are marked by their own words first (`marks`); here their order decides: what stands before the first
paragraph is its head, what follows is body until the story ends. A text without any positive sign of a page is all
body: nothing is guessed and nothing dropped.
"""

import re
from collections.abc import Sequence

import msgspec

from detente.model import Anatomy, Paragraph, Part, Passage, Span
from detente.packs.pages import EDGES, Pages, flatten
from detente.readers.blocks import BULLET, Block, is_title_case
from detente.readers.bylines import find_contributors
from detente.readers.captions import skip_label
from detente.readers.dates import DateMention
from detente.readers.marks import Mark, is_heading, mark_blocks, plain
from detente.readers.names import is_name
from detente.readers.signs import is_issuer, rank_date_line, read_mail_head

_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]{0,3}(?:\(c\)\s?)?(?:\d{4}(?:\s?[-\u2013]\s?\d{4})?,?\s)?(?:by\s)?([A-Z][^.|,\n©\d]{2,60})",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:[|\u2013—-]\s+([^|\u2013—]{2,40})|\(([^()]{2,40})\))$")
_INITIALS = re.compile(r"(?<=[.!?\"”\u2019])\s+([A-Z]{2,5})(?:\s[A-Z]{2,5}){0,3}$")
"""Initials of the agency and of those who worked on the story, behind its last sentence."""
_SHARP = re.compile(r"#{1,6}\s+(?=\S)")
"""Mark of a heading in Markdown."""
_TAIL = re.compile(r"[(\[][^()\[\]]{2,600}[)\]]\s*\.?$")


class Segments(msgspec.Struct, frozen=True, kw_only=True):
    """What segmenting gives: the parts, and the lines that may tell the day of publication."""

    title: Passage | None = None
    anatomy: Anatomy = Anatomy()
    paragraphs: tuple[Paragraph, ...] = ()
    dateline: DateMention | None = None
    dated: tuple[DateMention, ...] = ()
    """Full dates of date lines and bylines, the likeliest first."""
    sent: tuple[DateMention, ...] = ()
    """Full dates of a mail's head."""


def segment(text: str, blocks: Sequence[Block], pages: Pages, *, title: str = "") -> Segments:
    r"""Return the parts of a story; `title` is the headline where the source gives it apart.

    >>> from detente.packs import load_packs
    >>> from detente.readers.blocks import cut_blocks
    >>> text = "Talks in Oslo\n\nBy Jane Doe\n\nOSLO (AP) - Two ministers met."
    >>> found = segment(text, cut_blocks(text), load_packs().pages)
    >>> found.title.value, found.anatomy.byline.value, found.paragraphs[-1].of(text)
    ('Talks in Oslo', 'Jane Doe', 'Two ministers met.')
    """
    return _Page(text, blocks, pages, title).segment()


class _Page:
    """One page at work: blocks with their marks, and the parts as they are found."""

    def __init__(self, text: str, blocks: Sequence[Block], pages: Pages, title: str) -> None:
        self.text, self.blocks, self.pages, self.given = text, blocks, pages, title
        self.marks = mark_blocks(text, blocks, pages)
        self.title: Passage | None = None
        self.fields: dict[str, Passage] = {}
        self.contributors: list[Passage] = []
        self.furniture: list[Span] = []
        self.paragraphs: list[Paragraph] = []
        self.dated: list[DateMention] = []
        self.sent: list[DateMention] = []
        self.dateline: DateMention | None = None

    def segment(self) -> Segments:
        self._find_headings()
        lead, standfirst = self._find_lead()
        if lead is None or not self._is_page(lead):
            return self._all_body()
        heading = self._find_title(lead)
        self._take_head(lead, heading, standfirst)
        self._take_body(lead)
        if not any(paragraph.part == "body" for paragraph in self.paragraphs):
            return self._all_body()
        if self.title is None and self.given:
            self.title = Passage(start=0, end=0, value=self.given)
        return Segments(
            title=self.title,
            anatomy=Anatomy(
                **self.fields,
                contributors=tuple(self.contributors),
                furniture=tuple(sorted([*self.furniture, *self._find_gaps()], key=lambda span: span.start)),
            ),
            paragraphs=tuple(sorted(self.paragraphs, key=lambda paragraph: paragraph.start)),
            dateline=self.dateline,
            dated=tuple(self.dated),
            sent=tuple(self.sent),
        )

    def _find_headings(self) -> None:
        """Mark sentences that are headlines: the one given apart, and the first where a byline or date follows it."""
        for index in range(min(10, len(self.blocks) - 1)):
            if self._is_given(index):
                self.marks[index] = Mark(kind="line")
        plain_kinds = {"prose", "line"}
        first = next((index for index, mark in enumerate(self.marks[:-2]) if mark.kind in plain_kinds), None)
        if first is not None and self.marks[first + 1].kind in {"byline", "date", "place"}:
            words = self.blocks[first].of(self.text)
            if len(words.split()) <= 20 and is_heading(words):
                self.marks[first] = Mark(kind="line")

    def _find_gaps(self) -> list[Span]:
        """Return what is left of blocks of which only a part was taken: the date beside a name, say."""
        taken: list[Span] = [*self.fields.values(), *self.contributors, *self.furniture, *self.paragraphs]
        gaps: list[Span] = []
        place = 0
        for start, end in [*sorted((span.start, span.end) for span in taken), (len(self.text), len(self.text))]:
            rest = self.text[place:start]
            if any(map(str.isalnum, rest)) and not rest.strip(EDGES + ")").isdigit():
                left = len(rest) - len(rest.lstrip(EDGES))
                gaps.append(Span(start=place + left, end=place + len(rest.rstrip(EDGES))))
            place = max(place, end)
        return gaps

    # --- where the story begins ---------------------------------------------------------------------------------

    def _find_lead(self) -> tuple[int | None, list[int]]:
        """Return the block that the body begins with, and the sentences above it that are its standfirst."""
        prose = [
            index
            for index, mark in enumerate(self.marks)
            if mark.kind in {"prose", "dateline"} and self._may_be_body(index)
        ]
        if not prose:
            return None, []
        heading = next((index for index, mark in enumerate(self.marks) if self._may_be_title(index, mark)), None)
        if heading is None or heading > prose[0]:
            return prose[0], []
        opening = next((index for index in prose if self.marks[index].kind == "dateline"), None)
        if opening is None:
            signed = next(
                (i for i, mark in enumerate(self.marks) if i > heading and mark.kind in {"byline", "date", "place"}),
                None,
            )
            opening = next((index for index in prose if signed is not None and index > signed), None)
        if opening is None:
            return prose[0], []
        above = [index for index in prose if index < opening]
        return (opening, above) if len(above) <= 2 else (prose[0], [])

    def _may_be_body(self, index: int) -> bool:
        labels = self.blocks[index].labels
        return "other" not in labels and "standfirst" not in labels

    def _may_be_title(self, index: int, mark: Mark) -> bool:
        block = self.blocks[index]
        return (
            "headline" in block.labels
            or mark.kind == "subject"
            or (mark.kind == "line" and is_heading(block.of(self.text)))
        )

    def _is_page(self, lead: int) -> bool:
        """Tell whether anything says that this is more than sentences."""
        if self.given or any(mark.kind not in {"prose", "line", "caption"} for mark in self.marks):
            return True
        if any(block.labels for block in self.blocks):
            return True
        above = [self.blocks[index] for index in range(lead) if self.marks[index].kind != "caption"]
        if not 1 <= len(above) <= 3 or lead + 1 > len(self.blocks):
            return False
        first = above[0].of(self.text)
        parted = self.blocks[1].gap or is_title_case(first)
        return parted and is_heading(first) and len(first.split()) <= 25

    def _all_body(self) -> Segments:
        """Give the whole text as body; a headline given apart keeps its value."""
        body = [
            block
            for block, mark in zip(self.blocks, self.marks, strict=True)
            if mark.kind in {"prose", "line", "caption"}
        ]
        given = Passage(start=0, end=0, value=self.given) if self.given else None
        paragraphs = tuple(Paragraph(start=block.start, end=block.end, part="body") for block in body or self.blocks)
        kept = {block.start for block in body or self.blocks}
        spans = tuple(Span(start=block.start, end=block.end) for block in self.blocks if block.start not in kept)
        return Segments(title=given, anatomy=Anatomy(furniture=spans), paragraphs=paragraphs)

    def _is_given(self, index: int) -> bool:
        """Tell whether a block is the headline that the source gives apart."""
        if not self.given or self.marks[index].kind not in {"line", "prose"}:
            return False
        own, wanted = plain(self.blocks[index].of(self.text)[:500]), flatten(self.given)
        return bool(own) and (own == wanted or (len(own) > 20 and own in wanted))

    # --- the head -----------------------------------------------------------------------------------------------

    def _find_title(self, lead: int) -> int | None:
        """Return the block that is the headline."""
        if self.given:
            return next((index for index in range(lead) if self._is_given(index)), None)
        head = [index for index in range(lead) if self._may_be_title(index, self.marks[index])]
        marked = [index for index in head if "headline" in self.blocks[index].labels]
        if marked or not head:
            # A masthead may be a first-level heading too; it is the shorter one.
            return max(marked, key=lambda index: len(self.blocks[index].of(self.text)), default=None)
        head = [index for index in head if not is_issuer(self.blocks[index].of(self.text), self.pages)] or head
        counts: dict[str, int] = {}
        for block in self.blocks:
            own = plain(block.of(self.text))
            counts[own] = counts.get(own, 0) + 1
        lengths = {index: len(self.blocks[index].of(self.text).split()) for index in head}
        repeated = [
            index for index in head if counts[plain(self.blocks[index].of(self.text))] > 1 and lengths[index] >= 3
        ]
        long = [index for index in head if lengths[index] >= 4]
        subject = [index for index in head if self.marks[index].kind == "subject"]
        found = subject or repeated or long or head
        # Where a page was rendered, menus stand above the headline: the nearest line to the story is the best guess.
        strange = all("other" in self.blocks[index].labels for index in found)
        return found[-1] if strange else next(i for i in found if "other" not in self.blocks[i].labels)

    def _take_head(self, lead: int, heading: int | None, standfirst: Sequence[int]) -> None:
        if heading is not None:
            self._take_title(heading)
        for index in range(lead):
            block, mark = self.blocks[index], self.marks[index]
            if index == heading:
                continue
            if (
                index in standfirst
                or "standfirst" in block.labels
                or (mark.kind == "line" and self._is_standfirst(index, heading))
            ):
                self._take_standfirst(block)
            elif mark.kind == "line" and self._is_lone_byline(index, heading):
                value = " ".join(block.of(self.text).split())
                self._set("byline", Passage(start=block.start, end=block.end, value=value.partition(" in ")[0]))
            elif mark.kind == "line" and heading is not None and index > heading and self._is_place(block):
                value = " ".join(block.of(self.text).split())
                self._set("dateline", Passage(start=block.start, end=block.end, value=value))
            elif mark.kind == "line" and is_issuer(block.of(self.text), self.pages):
                value = " ".join(block.of(self.text).split())
                self._set("publisher", Passage(start=block.start, end=block.end, value=value))
            else:
                self._take_marked(index)
                if mark.kind == "furniture" and len(block.of(self.text).split()) <= 12:
                    self._take_dates(block)

    def _take_title(self, heading: int) -> None:
        block = self.blocks[heading]
        start, end = block.start, block.end
        if sharp := _SHARP.match(self.text, start, end):
            start = sharp.end()
        if self.marks[heading].kind == "subject" and (
            field := read_mail_head(self.text, self.pages, start=start, end=end)
        ):
            self.furniture.append(Span(start=start, end=field.start))
            start = field.start
        if suffix := _SUFFIX.search(self.text, start, end):
            group = 1 if suffix[1] else 2
            site = suffix[group].strip()
            agency = self.pages.agency(site)
            if agency or flatten(site) in {flatten(name) for name in self.pages.publishers.names}:
                signed = Passage(start=suffix.start(group), end=suffix.end(group), value=agency or site)
                self._set("agency" if agency else "publisher", signed)
                self.furniture.append(Span(start=suffix.start(), end=suffix.end()))
                end = suffix.start()
        self.title = Passage(start=start, end=end, value=" ".join(self.text[start:end].split()))
        self.paragraphs.append(Paragraph(start=start, end=end, part="title"))

    def _take_standfirst(self, block: Block) -> None:
        self._set("standfirst", Passage(start=block.start, end=block.end, value=" ".join(block.of(self.text).split())))
        self._add(block, "standfirst")

    def _is_standfirst(self, index: int, heading: int | None) -> bool:
        words = self.blocks[index].of(self.text)
        free = heading is not None and index > heading and "standfirst" not in self.fields
        repeats = self.title is not None and plain(words) == flatten(self.title.value)
        return (
            free
            and not repeats
            and "other" not in self.blocks[index].labels
            and len(words.split()) >= 5
            and is_heading(words)
        )

    def _is_lone_byline(self, index: int, heading: int | None) -> bool:
        """A name on its own between the headline and a line that says when or for whom."""
        name, _, place = " ".join(self.blocks[index].of(self.text).split()).partition(" in ")
        if heading is None or index < heading or "byline" in self.fields or not is_name(name) or len(name.split()) > 4:
            return False
        if any(word.title() in self.pages.byline.unnamed for word in name.split()) or (
            place and not place[0].isupper()
        ):
            return False
        return any(mark.kind in {"date", "agency", "publisher"} for mark in self.marks[index + 1 : index + 3])

    def _is_place(self, block: Block) -> bool:
        words = block.of(self.text)
        return words.isupper() and flatten(words) in {flatten(place) for place in self.pages.datelines.places}

    # --- the body -----------------------------------------------------------------------------------------------

    def _take_body(self, lead: int) -> None:
        closed = boxed = False
        before, sentences = 0, sum(mark.kind in {"prose", "dateline"} for mark in self.marks[lead:])
        for index in range(lead, len(self.blocks)):
            block, mark = self.blocks[index], self.marks[index]
            if mark.kind == "closer":
                closed = closed or before >= 2 or before >= sentences - before
            before += mark.kind in {"prose", "dateline"}
            boxed = (boxed or mark.kind == "box") and mark.kind not in {"prose", "dateline"}
            if not closed and "other" not in block.labels and self._is_body(index, boxed=boxed):
                self._take_paragraph(index, lead)
            else:
                self._take_marked(index)
            if mark.kind == "contributors":
                closed = True

    def _is_body(self, index: int, *, boxed: bool) -> bool:
        mark, words = self.marks[index], self.blocks[index].of(self.text)
        if mark.kind in {"prose", "dateline"}:
            return True
        if mark.kind != "line" or boxed or (self.title and plain(words) == flatten(self.title.value)):
            return False
        count = len(words.split())
        if BULLET.match(words) or words.rstrip().endswith((":", ",", ";")) or (words[0] in "\"“'\u2018" and count >= 4):
            return True
        return count > 12 and not is_title_case(words)

    def _take_paragraph(self, index: int, lead: int) -> None:
        block, mark = self.blocks[index], self.marks[index]
        start, end = block.start, block.end
        if mark.dateline and (index == lead or mark.dateline.firm):
            self._take_dateline(mark)
            start = mark.dateline.end
        elif bullet := BULLET.match(self.text, start, end):
            start = bullet.end()
        end = self._cut_ending(start, end)
        if end > start:
            self.paragraphs.append(Paragraph(start=start, end=end, part="body"))

    def _cut_ending(self, start: int, end: int) -> int:
        """Take "(Reuters)", "Enditem" or "(Reporting by ...)" off the end of a paragraph; return where it then ends."""
        for signoff in self.pages.furniture.signoffs:
            place = end - len(signoff)
            if place > start and self.text[place:end] == signoff and self.text[place - 1].isspace():
                self.furniture.append(Span(start=place, end=end))
                end = place
        if (signed := _INITIALS.search(self.text, max(start, end - 60), end)) and self.pages.agency(signed[1]):
            self.furniture.append(Span(start=signed.start(1), end=end))
            end = signed.start()
        while match := _TAIL.search(self.text, max(start, end - 620), end):
            inner = self.text[match.start() + 1 : match.end()].rstrip(". )]")
            helpers = find_contributors(self.text, self.pages, start=match.start(), end=match.end())
            if helpers:
                self.contributors[:0] = helpers
            elif name := self.pages.agency(inner):
                self._set("agency", Passage(start=match.start() + 1, end=match.start() + 1 + len(inner), value=name))
                self.furniture.append(Span(start=match.start(), end=match.end()))
            else:
                break
            end = match.start()
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end

    # --- anywhere -----------------------------------------------------------------------------------------------

    def _take_marked(self, index: int) -> None:
        """Put a block that is not body where its mark says; what has no place of its own is furniture."""
        block, mark = self.blocks[index], self.marks[index]
        taken = False
        if mark.kind == "byline" and mark.byline:
            fresh = "byline" not in self.fields
            taken = bool(mark.byline.names) and self._set("byline", mark.byline.names)
            taken = (fresh and mark.byline.agency is not None and self._set("agency", mark.byline.agency)) or taken
            self._take_dates(block)
        elif mark.kind in {"dateline", "place"} and mark.dateline:
            taken = self._take_dateline(mark)
        elif mark.kind == "credit":
            taken = self._set("credit", mark.credit)
        elif mark.kind == "caption":
            taken = self._take_caption(block, mark)
        elif mark.kind == "contributors":
            self.contributors.extend(mark.contributors)
            taken = True
        elif mark.kind == "agency":
            value = self.pages.agency(block.of(self.text).strip("()[] ")) or ""
            taken = self._set("agency", Passage(start=block.start, end=block.end, value=value))
        elif mark.kind == "publisher":
            value = " ".join(block.of(self.text).split()).partition(", ")[0]
            taken = self._set("publisher", Passage(start=block.start, end=block.end, value=value))
        elif mark.kind == "date":
            self._take_dates(block)
        elif mark.kind == "mail":
            self.sent.extend(rank_date_line(self.text, pages=self.pages, start=block.start, end=block.end))
        elif rights := _RIGHTS.match(self.text, block.start, block.end):
            self._take_rights(rights)
        if not taken:
            self.furniture.append(Span(start=block.start, end=block.end))

    def _take_dateline(self, mark: Mark) -> bool:
        """Set dateline and agency; a second dateline is furniture."""
        found = mark.dateline
        if found is None:
            return False
        if found.agency and (name := self.pages.agency(found.agency.of(self.text))):
            self._set("agency", Passage(start=found.agency.start, end=found.agency.end, value=name))
        if found.place.start == found.place.end:
            self.furniture.append(Span(start=found.start, end=found.end))
            return True
        value = " ".join(found.place.of(self.text).split())
        if self._set("dateline", Passage(start=found.start, end=found.end, value=value)):
            self.dateline = found.date
        else:
            self.furniture.append(Span(start=found.start, end=found.end))
        return True

    def _take_caption(self, block: Block, mark: Mark) -> bool:
        end = mark.credit.start if mark.credit else block.end
        while end > block.start and self.text[end - 1].isspace():
            end -= 1
        start = skip_label(self.text, self.pages, start=block.start, end=end)
        self._set("caption", Passage(start=start, end=end, value=" ".join(self.text[start:end].split())))
        self.paragraphs.append(Paragraph(start=start, end=end, part="caption"))
        if mark.credit and not self._set("credit", mark.credit):
            self.furniture.append(Span(start=mark.credit.start, end=mark.credit.end))
        return True

    def _take_dates(self, block: Block) -> None:
        self.dated.extend(rank_date_line(self.text, pages=self.pages, start=block.start, end=block.end))

    def _take_rights(self, rights: re.Match[str]) -> None:
        holder = rights[1].strip()
        if not self.pages.agency(holder) and not flatten(holder).startswith("all rights"):
            self._set("publisher", Passage(start=rights.start(1), end=rights.start(1) + len(holder), value=holder))

    def _add(self, block: Block, part: Part) -> None:
        self.paragraphs.append(Paragraph(start=block.start, end=block.end, part=part))

    def _set(self, field: str, passage: Passage | None) -> bool:
        """Fill a field that is still empty; tell whether it was."""
        if passage is None or field in self.fields:
            return False
        self.fields[field] = passage
        return True
