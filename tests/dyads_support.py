"""Occurrences in one line."""

from datetime import date as _date

from detente.dyads.records import Occurrence


def date(text: str) -> _date:
    """A day."""
    return _date.fromisoformat(text)


def occurrence(
    what: str,
    day: str | None,
    *,
    until: str | None = None,
    way: tuple[str, str] = ("NOR", "RUS"),
    both: bool = False,
    quad: int = 1,
    scale: float = 2.5,
    factuality: str = "happened",
    counted: bool = True,
    sources: tuple[str, ...] = ("agency:AP",),
    reports: int = 1,
    published: str | None = None,
) -> Occurrence:
    """An event of a type on a day."""
    return Occurrence(
        merged=f"{what} {day} {way} {scale}",
        event="e",
        story="s",
        published=published or day,
        earliest=day,
        latest=until or day,
        sources=(way[0],),
        targets=(way[1],),
        source_countries=(way[0],),
        target_countries=(way[1],),
        reciprocal=both,
        type=what,
        mode=None,
        content=None,
        quad=quad,
        scale=scale,
        speaker=None,
        factuality=factuality,
        counted=counted,
        exclusions=() if counted else (factuality,),
        trigger_start=0,
        trigger_end=1,
        words_start=0,
        words="Some words.",
        n_reports=reports,
        told_by=sources,
    )
