"""The brief as one self-contained HTML page that prints on paper; it runs no script and fetches nothing."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from detente.brief.markdown import by_story, knowledge, source_of
from detente.brief.phrases import on_day, tidy
from detente.brief.records import Brief

TEMPLATES = Path(__file__).resolve().parent.parent / "data" / "brief"


def write_html(brief: Brief) -> str:
    """Return a brief as HTML; everything from the stories is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html").render(
        brief=brief,
        day=on_day(brief.as_of),
        knowledge=knowledge(brief),
        sources=[(source_of(notes[0]), tidy(story), notes) for story, notes in by_story(brief.notes)],
    )
