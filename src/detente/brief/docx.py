"""The brief as a Word document of one A4 page and its evidence; the same brief gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from detente.brief.markdown import by_story, knowledge, source_of
from detente.brief.phrases import on_day, tidy
from detente.brief.records import Brief, Line

ACCENT, LATE, NEWS, SOFT = (
    RGBColor(0x0A, 0x3F, 0x78),
    RGBColor(0x9C, 0x1F, 0x18),
    RGBColor(0x14, 0x53, 0x2B),
    RGBColor(0x55, 0x5F, 0x69),
)
COLOURS = {"new": NEWS, "changed": NEWS, "due": LATE, "overdue": LATE}
SMALL = "Evidence"
STAMP = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can give its members."""


def write_docx(brief: Brief) -> bytes:
    """Return a brief as a DOCX file."""
    paper = docx.Document()
    _set_up(paper, brief)
    paper.add_heading(f"{brief.names[0]} and {brief.names[1]}, {on_day(brief.as_of)}", level=0)
    level = paper.add_paragraph(brief.level)
    _number(level, brief.level_notes)
    for section in brief.sections:
        paper.add_heading(section.title, level=1)
        for line in section.lines:
            _line(paper, line)
        if section.more:
            paper.add_paragraph(f"and {section.more} more", style="List Bullet")
    paper.add_heading("Evidence", level=1)
    paper.add_paragraph(knowledge(brief), style=SMALL)
    for story, notes in by_story(brief.notes):
        source = paper.add_paragraph(style=SMALL)
        source.add_run(source_of(notes[0])).bold = True
        source.add_run(f" ({tidy(story)})")
        for note in notes:
            paper.add_paragraph(f"[{note.number}] {note.words} {note.start}-{note.end}", style=SMALL)
    return _bytes(paper)


def _set_up(paper: Paper, brief: Brief) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(15)
    sizes = {"Normal": (9, 1), "List Bullet": (9, 1), "List Bullet 2": (8.5, 1), "Title": (17, 4), "Heading 1": (10, 1)}
    small = paper.styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = paper.styles["Normal"]
    for name, (size, after) in {**sizes, SMALL: (7, 0)}.items():
        style = paper.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.space_before = Pt(5 if name == "Heading 1" else 0)
        style.paragraph_format.line_spacing = 1.0
    paper.styles["Heading 1"].font.color.rgb = ACCENT
    day = datetime.fromisoformat(brief.as_of).replace(tzinfo=UTC)
    about = paper.core_properties
    about.title = f"{brief.names[0]} and {brief.names[1]}, {on_day(brief.as_of)}"
    about.author, about.comments = "Détente", ""
    about.created = about.modified = day


def _line(paper: Paper, line: Line) -> None:
    found = paper.add_paragraph(style="List Bullet")
    for mark in line.marks:
        run = found.add_run(f"{mark.upper()} ")
        run.bold, run.font.color.rgb, run.font.size = True, COLOURS[mark], Pt(7)
    found.add_run(line.text)
    if not line.accounts:
        _number(found, line.notes)
        return
    table = paper.add_table(rows=1, cols=len(line.accounts))
    table.style = "Table Grid"
    for cell, account in zip(table.rows[0].cells, line.accounts, strict=True):
        cell.paragraphs[0].add_run(f"{account.who}: ").bold = True
        cell.paragraphs[0].add_run(account.words)
        _number(cell.paragraphs[0], (account.note,))


def _number(paragraph: Paragraph, notes: tuple[int, ...]) -> None:
    for number in notes:
        run = paragraph.add_run(f" [{number}]")
        run.font.size, run.font.color.rgb = Pt(7), SOFT


def _bytes(paper: Paper) -> bytes:
    """Return the file with all its members at one time, so that the clock is not in it."""
    made, plain = io.BytesIO(), io.BytesIO()
    paper.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, date_time=STAMP), old.read(name), zipfile.ZIP_DEFLATED)
    return plain.getvalue()
