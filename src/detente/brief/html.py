"""The brief as one self-contained HTML page that prints on paper; it runs no script and fetches nothing."""

from detente.brief.markdown import by_story, knowledge, source_of
from detente.brief.phrases import on_day, tidy
from detente.brief.records import Brief
from detente.report import open_pages


def write_html(brief: Brief) -> str:
    """Return a brief as HTML; everything from the stories is escaped."""
    return (
        open_pages()
        .get_template("brief.html")
        .render(
            brief=brief,
            day=on_day(brief.as_of),
            knowledge=knowledge(brief),
            sources=[(source_of(notes[0]), tidy(story), notes) for story, notes in by_story(brief.notes)],
        )
    )
