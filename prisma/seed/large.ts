import type pg from "pg";
import { rebuildRollups } from "@/server/runs/queries/contribution";

const AGENTS = 1_000;
const RUNS = 100_000;
/** The same at each seeding, so that a second one is refused by its key instead of doubling the figures. */
const source = "5eed0000-0000-4000-8000-000000000001";

/** A fleet that is watched and two weeks of its runs, with the rollups that the sync would have kept. */
export async function seedLarge(db: pg.Client): Promise<void> {
  await db.query(
    `INSERT INTO agent (id, registry_id, external_id, name, environment_id, registered_host, registered_port, workflow, first_seen_at)
     SELECT md5('agent ' || n)::uuid, r.id, 'agent-' || n, 'agent ' || n, e.id, '10.0.0.1', 8000, 'workflow ' || n % 8, now() - interval '14 days'
     FROM generate_series(1, $1::int) AS n, registry r, environment e WHERE r.kind = 'builtin' AND e.name = 'default'`,
    [AGENTS],
  );
  await db.query(
    `INSERT INTO agent_beat (agent_id, last_beat_at) SELECT id, now() FROM agent WHERE external_id LIKE 'agent-%'`,
  );
  await db.query(
    `INSERT INTO agent_verdict (agent_id, status, since) SELECT id, 'healthy', now() - interval '1 hour' FROM agent WHERE external_id LIKE 'agent-%'`,
  );
  await db.query(
    `INSERT INTO shard_flush (shard, flushed_at, interval_ms) SELECT n, now() + interval '1 hour', 30000 FROM generate_series(0, 31) AS n ON CONFLICT DO NOTHING`,
  );
  await db.query(
    `INSERT INTO status_span (agent_id, status, from_at, to_at)
     SELECT id, (ARRAY['healthy', 'degraded', 'healthy', 'down', 'healthy'])[at],
       now() - interval '20 hours' + (at - 1) * interval '4 hours', CASE WHEN at < 5 THEN now() - interval '20 hours' + at * interval '4 hours' END
     FROM agent, generate_series(1, 5) AS at WHERE external_id LIKE 'agent-%'`,
  );
  await fillRuns(db);
  await db.query("VACUUM ANALYZE");
}

async function fillRuns(db: pg.Client): Promise<void> {
  await db.query(
    `INSERT INTO source (id, kind, name, url, environment_id, status, complete_through, last_ok_at)
     SELECT $1, 'mlflow', 'MLflow', 'http://127.0.0.1:9', id, 'ok', now(), now() FROM environment WHERE name = 'default'`,
    [source],
  );
  await db.query(
    `INSERT INTO workflow (environment_id, name) SELECT id, 'workflow ' || n FROM environment, generate_series(0, 7) AS n WHERE environment.name = 'default'`,
  );
  await db.query(
    `INSERT INTO run (id, source_id, external_id, workflow_id, environment_id, status, source_status, started_at, ended_at, duration_ms, duration_how,
       cost, cost_kind, input_tokens, output_tokens, content_hash)
     SELECT md5('run ' || n)::uuid, $1, 'run-' || n, w.id, w.environment_id, CASE WHEN n % 25 = 0 THEN 'failed' ELSE 'completed' END, 'FINISHED',
       at, at + took * interval '1 millisecond', took, 'reported', (n % 1000) / 100000.0, 'reported', 900 + n % 300, 100 + n % 70, n::text
     FROM (SELECT n, now() - n * interval '12 seconds' AS at, 500 + (n * 7919) % 20000 AS took FROM generate_series(1, $2::int) AS n) AS made
     JOIN (SELECT id, environment_id, row_number() OVER (ORDER BY id) - 1 AS slot FROM workflow) AS w ON w.slot = made.n % 8`,
    [source, RUNS],
  );
  await db.query(
    `INSERT INTO workflow_authority (workflow_id, figure, effective_from, source_id)
     SELECT w.id, figure, date_trunc('hour', now() - interval '20 days'), $1 FROM workflow w, unnest(ARRAY['runs', 'cost']) AS figure`,
    [source],
  );
  await rebuildRollups(db, source);
}
