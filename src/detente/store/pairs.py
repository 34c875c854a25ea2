"""What the store knows of pairs of countries: reports of their events, stories that name both, what was said, who else was named."""

from collections.abc import Iterable
from typing import Any

from detente.store import Store

NAMED = """
SELECT s.id AS story, CAST(s.published AS VARCHAR) AS published,
  list_sort(list_distinct(list(a.country))) AS named
FROM stories s JOIN actors a ON a.story = s.id
WHERE list_contains($countries, a.country) AND ($as_of = '' OR CAST(s.published AS VARCHAR) <= $as_of)
GROUP BY ALL
"""
"""Stories with those of the countries that they name."""


def pair_reports(store: Store, countries: Iterable[str], *, as_of: str = "") -> list[dict[str, Any]]:
    """Return the reports of events in which at least two of the countries take part, the canonical report of each first.

    Args:
        store: where to look.
        countries: ISO 3166 alpha-3 codes.
        as_of: only reports published by this day; a report without a date is then left out.
    """
    return store.rows(
        """
        SELECT f.event, f.story, f.published, f.earliest, f.latest, f.grain, f.sources, f.targets, f.source_countries,
          f.target_countries, f.reciprocal, f.type, f.mode, f.content, f.quad, f.scale, f.speaker, f.factuality,
          f.certainty, f.counted, f.exclusions, f.trigger_start, f.trigger_end, f.words_start, f.words,
          coalesce(r.merged, f.story || '/' || f.position) AS merged, coalesce(r.canonical, true) AS canonical,
          coalesce(r.source, 'text:' || f.story) AS told_by
        FROM event_facts f LEFT JOIN reports r ON r.story = f.story AND r.position = f.position
        WHERE len(list_intersect(list_concat(f.source_countries, f.target_countries), $countries)) > 1
          AND ($as_of = '' OR f.published <= $as_of)
        ORDER BY merged, canonical DESC, f.counted DESC, f.published NULLS LAST, f.story, f.trigger_start
        """,
        {"countries": sorted(set(countries)), "as_of": as_of},
    )


def pair_exposure(store: Store, countries: Iterable[str], *, as_of: str = "") -> list[dict[str, Any]]:
    """Return how many stories of each day name each set of two or more of the countries."""
    return store.rows(
        f"SELECT published, named, count(*) AS stories FROM ({NAMED}) WHERE len(named) > 1 "
        "GROUP BY ALL ORDER BY published NULLS LAST, named",
        {"countries": sorted(set(countries)), "as_of": as_of},
    )


def stories_read(store: Store, *, as_of: str = "") -> list[dict[str, Any]]:
    """Return how many stories of each day the store has, whoever they name."""
    return store.rows(
        "SELECT CAST(published AS VARCHAR) AS published, count(*) AS stories FROM stories "
        "WHERE $as_of = '' OR CAST(published AS VARCHAR) <= $as_of GROUP BY ALL ORDER BY published NULLS LAST",
        {"as_of": as_of},
    )


def pair_statements(store: Store, one: str, other: str, *, as_of: str = "") -> list[dict[str, Any]]:
    """Return what one country said to or of the other: addressed to it, or naming it, in stories in order of their days.

    `speaking` is the country that speaks, `start` and `end` are offsets of the words in the story's text.
    """
    return store.rows(
        """
        WITH said AS (
          SELECT t.*, v.country AS speaking, v.name AS speaker_name, s.title, s.text,
            CAST(s.published AS VARCHAR) AS published,
            CASE v.country WHEN $one THEN $other ELSE $one END AS counterpart
          FROM statements t JOIN stories s ON s.id = t.story
          JOIN actors v ON v.story = t.story AND v.id = t.speaker
          WHERE v.country IN ($one, $other) AND ($as_of = '' OR CAST(s.published AS VARCHAR) <= $as_of)
        )
        SELECT story, title, published, speaking, speaker_name AS speaker, cameo, kind, factuality, start, "end",
          coalesce(substring(text, start + 1, "end" - start), '[text not kept ' || start || ':' || "end" || ']') AS words,
          EXISTS (SELECT 1 FROM actors a WHERE a.story = d.story AND a.country = d.counterpart
            AND list_contains(d.targets, a.id)) AS addressed
        FROM said d
        WHERE addressed OR EXISTS (SELECT 1 FROM actors a WHERE a.story = d.story AND a.country = d.counterpart
          AND len([m FOR m IN a.mentions IF m.start >= d.start AND m."end" <= d."end"]) > 0)
        ORDER BY published NULLS LAST, story, start, "end"
        """,
        {"one": one, "other": other, "as_of": as_of},
    )


def pair_company(store: Store, one: str, other: str, *, as_of: str = "") -> list[dict[str, Any]]:
    """Return who else is named in the stories that name both countries: one row a story and country or other actor.

    Those who belong to a third country are under its code, others (organisations, unions) under their names.
    """
    return store.rows(
        f"""
        WITH naming AS (SELECT * FROM ({NAMED}) WHERE len(named) = 2)
        SELECT b.story, b.published, a.country, a.kind, a.name,
          CAST(sum(len(a.mentions)) AS BIGINT) AS mentions
        FROM naming b JOIN actors a ON a.story = b.story
        WHERE a.country IS NOT NULL AND NOT list_contains($countries, a.country)
        GROUP BY ALL ORDER BY b.published NULLS LAST, b.story, a.country, a.name
        """,
        {"countries": sorted({one, other}), "as_of": as_of},
    )
