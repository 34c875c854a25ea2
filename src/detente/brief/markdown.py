"""The brief as Markdown; whatever stories say is text there: no link, no markup, no table and no formula comes of it."""

import re
from collections.abc import Iterator
from itertools import groupby

from detente.brief.phrases import on_day, tidy
from detente.brief.records import Brief, Line, Note

SPECIAL = re.compile(r"([\\`*_\[\]<>|&~$@^{}])")
LINKS = re.compile(r"(:)(?=//)|(?<=www)(\.)", re.IGNORECASE)
"""What makes a link of a bare address in GitHub's Markdown."""
OPENING = re.compile(r"^([#+=-]|\d+(?=[.)]))")
"""What would begin a heading, a list or a rule inside a list."""


def escape(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> escape("[x](javascript:alert(1)) | # no")
    '\\[x\\](javascript:alert(1)) \\| # no'
    >>> escape("1. one"), escape("http://a.b")
    ('1\\. one', 'http\\://a.b')
    """
    plain = LINKS.sub(r"\\\g<0>", SPECIAL.sub(r"\\\1", text))
    found = OPENING.match(plain)
    if found is None:
        return plain
    first = found[0]
    return f"{first}\\{plain[len(first) :]}" if first.isdigit() else f"\\{plain}"


def write_markdown(brief: Brief) -> str:
    """Return a brief as Markdown, with the list of its evidence at the end."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    one, other = map(escape, brief.names)
    yield f"# {one} and {other}, {on_day(brief.as_of)}"
    yield ""
    yield escape(brief.level) + _numbers(brief.level_notes)
    for section in brief.sections:
        yield f"\n## {escape(section.title)}\n"
        for line in section.lines:
            yield from _line(line)
        if section.more:
            yield f"- and {section.more} more"
    yield f"\n## Evidence\n\n{knowledge(brief)}"
    for _, notes in by_story(brief.notes):
        yield f"\n{escape(source_of(notes[0]))} ({escape(tidy(notes[0].story))})\n"
        for note in notes:
            yield f"- \\[{note.number}\\] {escape(note.words)} {note.start}-{note.end}"


def _line(line: Line) -> Iterator[str]:
    marks = "".join(f"**{mark}** " for mark in line.marks)
    yield f"- {marks}{escape(line.text)}{'' if line.accounts else _numbers(line.notes)}"
    for account in line.accounts:
        yield f"  - {escape(account.who)}: {escape(account.words)}{_numbers((account.note,))}"


def _numbers(notes: tuple[int, ...]) -> str:
    return "".join(f" \\[{number}\\]" for number in notes)


def knowledge(brief: Brief) -> str:
    """Return what the page rests on, in a sentence."""
    known = f", as far as they were published by {on_day(brief.known)}" if brief.known != brief.as_of else ""
    stories = "1 story names" if brief.stories == 1 else f"{brief.stories} stories name"
    return f"{stories} both{known}. The numbers after a sentence are its first character in the story and the one behind its last, from 0."


def source_of(note: Note) -> str:
    """Return headline, publisher and day of the story of a note."""
    day = on_day(note.published) if note.published else "no date"
    return ", ".join(part for part in (note.title or "no headline", note.publisher, day) if part)


def by_story(notes: tuple[Note, ...]) -> Iterator[tuple[str, list[Note]]]:
    """Yield the notes of each story together, stories in the order of their first note."""
    order = {story: place for place, story in enumerate(dict.fromkeys(note.story for note in notes))}
    for story, found in groupby(sorted(notes, key=lambda note: order[note.story]), key=lambda note: note.story):
        yield story, list(found)
