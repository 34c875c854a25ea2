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
  substring(s.text, n.start + 1, n."end" - n.start) AS words,
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

EVENT_ROWS = """
CREATE VIEW IF NOT EXISTS event_rows AS
SELECT f.* EXCLUDE (position), r.merged, m.n_reports, m.n_sources, coalesce(m.contested, false) AS contested
FROM event_facts f LEFT JOIN reports r ON r.story = f.story AND r.position = f.position
LEFT JOIN merged_events m ON m.id = r.merged
"""
"""One row for each event of each story."""

MERGED_ROWS = """
CREATE VIEW IF NOT EXISTS merged_rows AS
SELECT f.* EXCLUDE (position) REPLACE (
    coalesce(m.factuality, f.factuality) AS factuality, coalesce(m.certainty, f.certainty) AS certainty,
    coalesce(m.counted, f.counted) AS counted, coalesce(m.exclusions, f.exclusions) AS exclusions
  ), r.merged, m.n_reports, m.n_sources, coalesce(m.contested, false) AS contested
FROM event_facts f LEFT JOIN reports r ON r.story = f.story AND r.position = f.position
LEFT JOIN merged_events m ON m.id = r.merged
WHERE coalesce(r.canonical, true)
"""
"""One row for each merged event, that of its canonical report; events that were not merged yet stand for themselves."""
