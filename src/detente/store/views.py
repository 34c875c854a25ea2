"""Flat rows of events: how they are written when stories are added, and the views that join them to merged events."""

FACTS = """
WITH who AS (SELECT story, id, name, country FROM actors WHERE story IN (SELECT id FROM arriving)),
arrived AS (SELECT * FROM events WHERE story IN (SELECT id FROM arriving)),
members AS (
  SELECT a.story, a.position, 'source' AS side, unnest(a.sources) AS id, generate_subscripts(a.sources, 1) AS place
  FROM arrived a
  UNION ALL
  SELECT a.story, a.position, 'target' AS side, unnest(a.targets) AS id, generate_subscripts(a.targets, 1) AS place
  FROM arrived a
),
sides AS (
  SELECT m.story, m.position,
    list(w.name ORDER BY m.place) FILTER (m.side = 'source') AS sources,
    list(DISTINCT w.country ORDER BY w.country) FILTER (m.side = 'source' AND w.country IS NOT NULL) AS source_countries,
    list(w.name ORDER BY m.place) FILTER (m.side = 'target') AS targets,
    list(DISTINCT w.country ORDER BY w.country) FILTER (m.side = 'target' AND w.country IS NOT NULL) AS target_countries
  FROM members m JOIN who w ON w.story = m.story AND w.id = m.id GROUP BY ALL
),
voices AS (SELECT story, id, any_value(name) AS name FROM who GROUP BY ALL)
SELECT
  e.id AS event, e.story, s.title, CAST(s.published AS VARCHAR) AS published, s.publisher, s.agency, e.sentence, e.part,
  e.time.earliest AS earliest, e.time.latest AS latest, e.time.grain AS grain, e.time.basis AS date_basis,
  e.due.earliest AS due_earliest, e.due.latest AS due_latest,
  coalesce(x.sources, []) AS sources, coalesce(x.source_countries, []) AS source_countries,
  coalesce(x.targets, []) AS targets, coalesce(x.target_countries, []) AS target_countries,
  v.name AS speaker,
  e.reciprocal, e.type, e.mode, e.content, e.contexts, e.cameo,
  e.quad.class AS quad, e.quad.scheme AS quad_scheme, e.scale.value AS scale, e.scale.table AS scale_table,
  e.goldstein.value AS goldstein, e.factuality, e.certainty, e.counted, e.exclusions,
  e.place.name AS place, e.place.country AS place_country, e.place.latitude AS latitude, e.place.longitude AS longitude,
  e.place.precision AS place_precision, e.score, e.why,
  list_min([t.start FOR t IN e.evidence IF t.role = 'trigger']) AS trigger_start,
  list_max([t."end" FOR t IN e.evidence IF t.role = 'trigger']) AS trigger_end,
  list_min([t.start FOR t IN e.evidence IF t.role = 'content']) AS content_start,
  list_max([t."end" FOR t IN e.evidence IF t.role = 'content']) AS content_end,
  n.start AS words_start,
  coalesce(substring(s.text, n.start + 1, n."end" - n.start), '[text not kept ' || n.start || ':' || n."end" || ']') AS words,
  e.position
FROM arrived e JOIN arriving s ON s.id = e.story
LEFT JOIN (SELECT * FROM sentences WHERE story IN (SELECT id FROM arriving)) n
  ON n.story = e.story AND n.position = e.sentence
LEFT JOIN sides x ON x.story = e.story AND x.position = e.position
LEFT JOIN voices v ON v.story = e.story AND v.id = e.speaker
"""
"""Flat rows of the stories in the temporary table `arriving`, whose layers are in their tables already."""

FACT_COLUMNS = {
    "event": "VARCHAR",
    "story": "VARCHAR",
    "title": "VARCHAR",
    "published": "VARCHAR",
    "publisher": "VARCHAR",
    "agency": "VARCHAR",
    "sentence": "BIGINT",
    "part": "VARCHAR",
    "earliest": "VARCHAR",
    "latest": "VARCHAR",
    "grain": "VARCHAR",
    "date_basis": "VARCHAR",
    "due_earliest": "VARCHAR",
    "due_latest": "VARCHAR",
    "sources": "VARCHAR[]",
    "source_countries": "VARCHAR[]",
    "targets": "VARCHAR[]",
    "target_countries": "VARCHAR[]",
    "speaker": "VARCHAR",
    "reciprocal": "BOOLEAN",
    "type": "VARCHAR",
    "mode": "VARCHAR",
    "content": "VARCHAR",
    "contexts": "VARCHAR[]",
    "cameo": "VARCHAR",
    "quad": "BIGINT",
    "quad_scheme": "VARCHAR",
    "scale": "DOUBLE",
    "scale_table": "VARCHAR",
    "goldstein": "DOUBLE",
    "factuality": "VARCHAR",
    "certainty": "BIGINT",
    "counted": "BOOLEAN",
    "exclusions": "VARCHAR[]",
    "place": "VARCHAR",
    "place_country": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "place_precision": "VARCHAR",
    "score": "DOUBLE",
    "why": "VARCHAR",
    "trigger_start": "BIGINT",
    "trigger_end": "BIGINT",
    "content_start": "BIGINT",
    "content_end": "BIGINT",
    "words_start": "BIGINT",
    "words": "VARCHAR",
    "position": "BIGINT",
}
"""Columns of `event_facts` in the order of the rows that users see; `position` is for joins."""

MERGED_COLUMNS = {
    "merged": "VARCHAR",
    "canonical": "BOOLEAN",
    "n_reports": "BIGINT",
    "n_sources": "BIGINT",
    "contested": "BOOLEAN",
    "merged_factuality": "VARCHAR",
    "merged_certainty": "BIGINT",
    "merged_counted": "BOOLEAN",
}
"""What `event_facts` keeps of the merged event of each event, so that no query needs a join; empty until it is merged."""

KEEP_MERGED = """
UPDATE event_facts SET merged = r.merged, canonical = r.canonical, n_reports = m.n_reports, n_sources = m.n_sources,
  contested = m.contested, merged_factuality = m.factuality, merged_certainty = m.certainty, merged_counted = m.counted
FROM reports r JOIN merged_events m ON m.id = r.merged
WHERE r.merged IN (SELECT id FROM rewritten) AND r.story = event_facts.story AND r.position = event_facts.position
"""
"""Write down the merged events of the temporary table `rewritten`."""

_ROWS = (
    "* EXCLUDE (position, canonical, contested, merged_factuality, merged_certainty, merged_counted, "
    "merged, n_reports, n_sources)"
)
_ADDED = "merged, n_reports, n_sources, coalesce(contested, false) AS contested"

EVENT_ROWS = f"CREATE VIEW IF NOT EXISTS event_rows AS SELECT {_ROWS}, {_ADDED} FROM event_facts"
"""One row for each event of each story."""

MERGED_ROWS = f"""
CREATE VIEW IF NOT EXISTS merged_rows AS
SELECT {_ROWS} REPLACE (
    coalesce(merged_factuality, factuality) AS factuality, coalesce(merged_certainty, certainty) AS certainty,
    coalesce(merged_counted, counted) AS counted,
    CASE WHEN merged_counted THEN [] ELSE exclusions END AS exclusions
  ), {_ADDED}
FROM event_facts WHERE coalesce(canonical, true)
"""
"""One row for each merged event, that of its canonical report; events that were not merged yet stand for themselves."""
