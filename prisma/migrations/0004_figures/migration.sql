-- Statuses carry the API's names.
ALTER TABLE "rollup_15m" RENAME COLUMN "succeeded" TO "completed";
ALTER TABLE "rollup_15m" RENAME COLUMN "cancelled" TO "killed";

ALTER TABLE "rollup_model_15m" ADD COLUMN "failed" INTEGER NOT NULL DEFAULT 0;

-- From when on a source knows a workflow; the default authorities follow from it.
CREATE TABLE "workflow_source" (
  "workflow_id" INTEGER NOT NULL,
  "source_id" UUID NOT NULL,
  "first_run_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "workflow_source_pkey" PRIMARY KEY ("workflow_id", "source_id")
);

CREATE INDEX "source_record_missing" ON "source_record" ("source_id", "missing_since") WHERE "missing_since" IS NOT NULL;
CREATE INDEX "run_evaluation" ON "run" ("started_at") WHERE "class" = 'evaluation';
CREATE INDEX "run_cost_order" ON "run" ((coalesce("cost", -1)), "id");
CREATE INDEX "run_duration_order" ON "run" ((coalesce("duration_ms", -1)), "id");

-- Logarithmic buckets of relative error 1 %: bucket k holds (g^(k-1), g^k] milliseconds, g = 1.01/0.99; -1 holds zero.
CREATE FUNCTION "duration_bucket"(ms BIGINT) RETURNS SMALLINT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN ms <= 0 THEN -1
    ELSE ceil(ln(least(ms, 2592000000)::double precision) / ln(1.01::double precision / 0.99)) END::smallint
$$;

CREATE FUNCTION "quarter_hour"(at TIMESTAMPTZ) RETURNS TIMESTAMPTZ LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date_bin('15 minutes', at, '2000-01-01T00:00:00Z'::timestamptz)
$$;

-- What one run adds to the figures: the only place where a fact becomes a figure. Rollups are sums of it.
-- An attempt that was handed over is no run, but money it spent was spent.
CREATE VIEW "run_contribution" AS
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
  coalesce(r.output_tokens, 0) AS output_tokens
FROM "run" r
CROSS JOIN LATERAL (
  SELECT r.class = 'workload' AS counted,
    r.class = 'workload' AND r.status IN ('completed', 'failed', 'killed') AND r.duration_ms IS NOT NULL AS timed
) c
WHERE r.gone_at IS NULL AND (r.class = 'workload' OR (r.class = 'handed_over' AND r.cost IS NOT NULL));

CREATE VIEW "model_contribution" AS
SELECT c.run_id, c.source_id, c.workflow_id, c.started_at, c.bucket, u.provider, u.model,
  c.runs, c.failed + c.killed AS failed, u.calls,
  (u.cost_kind = 'reported')::int AS cost_reported_n,
  (u.cost_kind = 'estimated')::int AS cost_estimated_n,
  (u.cost_kind = 'unknown')::int AS cost_unknown_n,
  CASE WHEN u.cost_kind = 'reported' THEN u.cost ELSE 0 END AS cost_reported,
  CASE WHEN u.cost_kind = 'estimated' THEN u.cost ELSE 0 END AS cost_estimated,
  coalesce(u.input_tokens, 0) AS input_tokens,
  coalesce(u.output_tokens, 0) AS output_tokens,
  coalesce(u.cache_read_tokens, 0) AS cache_read_tokens,
  coalesce(u.cache_write_tokens, 0) AS cache_write_tokens
FROM "run_contribution" c JOIN "run_model_usage" u ON u.run_id = c.run_id;

-- Which source speaks for a figure of a workflow, and when. Every figure joins this.
CREATE FUNCTION "authority_spans"() RETURNS TABLE (
  workflow_id INTEGER, figure TEXT, source_id UUID, from_at TIMESTAMPTZ, to_at TIMESTAMPTZ
) LANGUAGE sql STABLE AS $$
  SELECT a.workflow_id, a.figure, a.source_id,
    CASE WHEN row_number() OVER w = 1 THEN '-infinity'::timestamptz ELSE a.effective_from END,
    coalesce(lead(a.effective_from) OVER w, 'infinity'::timestamptz)
  FROM "workflow_authority" a
  WINDOW w AS (PARTITION BY a.workflow_id, a.figure ORDER BY a.effective_from)
$$;

-- The default: the preferred kind of source from the first run it has of the workflow, before that the next one. On the
-- grid of the rollups and a minute early, so that an execution which both sources hold is counted by one of them.
-- What a person set stays.
CREATE FUNCTION "derive_authority"(workflows INTEGER[]) RETURNS VOID LANGUAGE sql AS $$
  DELETE FROM "workflow_authority" WHERE workflow_id = ANY(workflows) AND set_by IS NULL;
  WITH known AS (
    SELECT ws.workflow_id, f.figure, ws.source_id, quarter_hour(ws.first_run_at - interval '1 minute') AS from_at,
      row_number() OVER (PARTITION BY ws.workflow_id, f.figure
        ORDER BY (s.kind = 'mlflow') = (f.figure = 'runs'), s.created_at, s.id) AS rank
    FROM "workflow_source" ws JOIN "source" s ON s.id = ws.source_id
    CROSS JOIN (VALUES ('runs'), ('cost')) AS f(figure)
    WHERE ws.workflow_id = ANY(workflows)
  )
  INSERT INTO "workflow_authority" (workflow_id, figure, effective_from, source_id)
  SELECT k.workflow_id, k.figure, k.from_at, k.source_id FROM known k
  WHERE NOT EXISTS (
    SELECT 1 FROM known better
    WHERE better.workflow_id = k.workflow_id AND better.figure = k.figure AND better.rank < k.rank AND better.from_at <= k.from_at
  )
  ON CONFLICT DO NOTHING;
$$;
