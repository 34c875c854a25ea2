"""Write a report of an evaluation as one self-contained HTML page."""

from collections import Counter

import msgspec

from detente.evaluation.scores import DRAWS, Question, Report, has_macro
from detente.report import open_pages

WIDEST = 40
"""Labels of a confusion matrix; a wider one is nothing to look at."""


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A confusion matrix: gold down, found across; an empty label stands for none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, float], ...]], ...]
    """Label of gold, then how often each label was found and its share of the row, for the shade."""


def render_evaluation(report: Report) -> str:
    """Return the page; it fetches and runs nothing, and every word of the labelled text is escaped.

    >>> "3 items" in render_evaluation(Report(items=3, questions=(), misses=()))
    True
    """
    pages = open_pages()
    pages.globals["percent"] = lambda share: f"{100 * share:.1f}"
    questions = [(question, make_grid(question)) for question in report.questions]
    return pages.get_template("evaluation.html.j2").render(
        report=report, questions=questions, draws=DRAWS, has_macro=has_macro
    )


def make_grid(question: Question) -> Grid | None:
    """Return the confusion matrix of a question; None where there is nothing to confuse or too much to show."""
    times = Counter({(row.gold, row.found): row.times for row in question.confusions})
    times.update({(label, label): row.right for label, row in question.labels.items() if row.right})
    labels = sorted({label for pair in times for label in pair}, key=lambda label: (not label, label))
    if not question.confusions or len(labels) > WIDEST:
        return None
    rows = []
    for gold in labels:
        total = sum(times[gold, found] for found in labels)
        if total:
            rows.append((gold, tuple((times[gold, found], times[gold, found] / total) for found in labels)))
    return Grid(columns=tuple(labels), rows=tuple(rows))
