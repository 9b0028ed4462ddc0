import type pg from "pg";
import { newId } from "@/server/platform/ids";

const DEFAULT_ENVIRONMENT = "00000000-0000-7000-8000-000000000001";
const BUILTIN_REGISTRY = "00000000-0000-7000-8000-000000000002";

type AgentSpec = {
  port?: number;
  ttlSeconds?: number;
  intervalMs?: number;
  registryId?: string;
  environmentId?: string;
  workflow?: string | null;
};

/** An agent as the registry leaves it after its first beat, written at once as there; answers its id. */
export async function insertAgent(db: pg.Pool, spec: AgentSpec = {}): Promise<string> {
  const id = newId();
  await db.query(
    `WITH made AS (
     INSERT INTO agent (id, registry_id, external_id, name, environment_id, registered_host, registered_port,
       ttl_seconds, probe, workflow, first_seen_at, registered_at)
     VALUES ($1::uuid, $2, $1::uuid::text, 'agent ' || right($1::uuid::text, 6), $3, '127.0.0.1', $4, $5, $6, $7, clock_timestamp(),
       clock_timestamp()) RETURNING id)
     INSERT INTO agent_beat (agent_id, last_beat_at) SELECT id, clock_timestamp() FROM made`,
    [
      id,
      spec.registryId ?? BUILTIN_REGISTRY,
      spec.environmentId ?? DEFAULT_ENVIRONMENT,
      spec.port ?? 8000,
      spec.ttlSeconds ?? 60,
      JSON.stringify({ intervalMs: spec.intervalMs ?? 10_000, timeoutMs: 1_000 }),
      spec.workflow ?? null,
    ],
  );
  return id;
}

export async function beat(db: pg.Pool, ids: string[]): Promise<void> {
  await db.query(
    `INSERT INTO agent_beat (agent_id, last_beat_at) SELECT unnest($1::uuid[]), clock_timestamp()
     ON CONFLICT (agent_id) DO UPDATE SET last_beat_at = excluded.last_beat_at, seq = agent_beat.seq + 1`,
    [ids],
  );
}

/** A process of Muster that stays present whatever the time: for tests that are not about its absence. */
export async function insertRoleInstance(db: pg.Pool, role: "registry" | "worker"): Promise<string> {
  const id = newId();
  await db.query(
    `INSERT INTO role_instance (id, role, host, pid, version, started_at, seen_at)
     VALUES ($1, $2, 'test', 1, 'test', clock_timestamp() - interval '1 hour', clock_timestamp() + interval '1 hour')`,
    [id, role],
  );
  return id;
}
