-- Figures by agent need no second look at the run.
CREATE OR REPLACE VIEW "run_contribution" AS
SELECT r.id AS run_id, r.source_id, r.workflow_id, r.started_at, quarter_hour(r.started_at) AS bucket,
  c.counted::int AS runs,
  (c.counted AND r.status = 'pending')::int AS pending,
  (c.counted AND r.status = 'running')::int AS running,
  (c.counted AND r.status = 'completed')::int AS completed,
  (c.counted AND r.status = 'failed')::int AS failed,
  (c.counted AND r.status = 'killed')::int AS killed,
  (c.counted AND r.status = 'abandoned')::int AS abandoned,
  (c.counted AND r.status = 'unknown')::int AS unknown,
  c.timed::int AS with_duration,
  CASE WHEN c.timed THEN r.duration_ms ELSE 0 END AS duration_ms,
  CASE WHEN c.timed THEN duration_bucket(r.duration_ms) END AS k,
  (r.cost_kind = 'reported')::int AS cost_reported_n,
  (r.cost_kind = 'estimated')::int AS cost_estimated_n,
  (r.cost_kind = 'unknown')::int AS cost_unknown_n,
  CASE WHEN r.cost_kind = 'reported' THEN r.cost ELSE 0 END AS cost_reported,
  CASE WHEN r.cost_kind = 'estimated' THEN r.cost ELSE 0 END AS cost_estimated,
  coalesce(r.input_tokens, 0) AS input_tokens,
  coalesce(r.output_tokens, 0) AS output_tokens,
  r.agent_id
FROM "run" r
CROSS JOIN LATERAL (
  SELECT r.class = 'workload' AS counted,
    r.class = 'workload' AND r.status IN ('completed', 'failed', 'killed') AND r.duration_ms IS NOT NULL AS timed
) c
WHERE r.gone_at IS NULL AND (r.class = 'workload' OR (r.class = 'handed_over' AND r.cost IS NOT NULL));
