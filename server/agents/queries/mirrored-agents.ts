import { z } from "zod";
import { readMetadata } from "@/server/agents/metadata";
import type { FieldChange, MirroredAgent, MirrorPlan } from "@/server/agents/mirror/plan-mirror";
import type { Queryable } from "@/server/platform/db/transaction";
import { newId } from "@/server/platform/ids";

const known = z.object({
  id: z.string(),
  externalId: z.string(),
  name: z.string(),
  host: z.string(),
  port: z.number(),
  ttlSeconds: z.number(),
  metadata: z.string().nullable(),
  retired: z.boolean(),
  lastBeatAt: z.date().nullable(),
  aliveAtLastPoll: z.boolean(),
});

export async function readMirrored(db: Queryable, registryId: string): Promise<MirroredAgent[]> {
  const { rows } = await db.query(
    `SELECT a.id::text, a.external_id AS "externalId", a.name, a.registered_host AS host, a.registered_port AS port,
       a.ttl_seconds AS "ttlSeconds", a.metadata, a.retired_at IS NOT NULL AS retired, b.last_beat_at AS "lastBeatAt",
       coalesce(b.last_beat_at >= r.last_ok_at, false) AS "aliveAtLastPoll"
     FROM agent a JOIN registry r ON r.id = a.registry_id LEFT JOIN agent_beat b ON b.agent_id = a.id
     WHERE a.registry_id = $1::uuid`,
    [registryId],
  );
  return rows.map((row) => known.parse(row));
}

/** Writes agents as listed; answers the ids of those that are new and alive. An operator's override is never touched. */
export async function writeMirrored(
  db: Queryable,
  { id: registryId, environmentId }: { id: string; environmentId: string },
  writes: MirrorPlan["writes"],
): Promise<{ written: string[]; aliveIds: string[] }> {
  const rows = writes.map(({ id, listed }) => {
    const facts = readMetadata(listed.metadata);
    return {
      ...listed,
      id: id ?? newId(),
      tags: facts.tags,
      version: facts.version,
      work: listed.workflow ?? facts.workflow,
    };
  });
  await db.query(
    `INSERT INTO agent (id, registry_id, environment_id, external_id, name, registered_host, registered_port, ttl_seconds,
       metadata, tags, version, workflow)
     SELECT x.id, $1::uuid, $2::uuid, x."externalId", x.name, x.host, x.port, x."ttlSeconds", x.metadata, x.tags, x.version, x.work
     FROM jsonb_to_recordset($3::jsonb) AS x(id uuid, "externalId" text, name text, host text, port int, "ttlSeconds" int,
       metadata text, tags text[], version text, work text)
     ON CONFLICT (registry_id, external_id) DO UPDATE SET name = excluded.name,
       registered_host = excluded.registered_host, registered_port = excluded.registered_port,
       ttl_seconds = excluded.ttl_seconds, metadata = excluded.metadata,
       tags = CASE WHEN agent.metadata IS DISTINCT FROM excluded.metadata THEN excluded.tags ELSE agent.tags END,
       version = coalesce(excluded.version, agent.version), workflow = coalesce(excluded.workflow, agent.workflow),
       registered_at = CASE WHEN agent.retired_at IS NULL THEN agent.registered_at ELSE now() END,
       retired_at = NULL, retired_reason = NULL`,
    [registryId, environmentId, JSON.stringify(rows)],
  );
  return { written: rows.map(({ id }) => id), aliveIds: rows.filter(({ isAlive }) => isAlive).map(({ id }) => id) };
}

/** Stamps the beats of agents that were alive at this poll. */
export async function stampMirrored(db: Queryable, ids: string[], at: Date): Promise<void> {
  await db.query(
    `INSERT INTO agent_beat (agent_id, last_beat_at, seq) SELECT id, $2::timestamptz, 1 FROM unnest($1::uuid[]) AS id ORDER BY id
     ON CONFLICT (agent_id) DO UPDATE SET last_beat_at = excluded.last_beat_at, seq = agent_beat.seq + 1`,
    [ids, at.toISOString()],
  );
}

export async function noteMirrorChanges(db: Queryable, changes: FieldChange[]): Promise<void> {
  await db.query(
    `INSERT INTO agent_change (agent_id, field, before, after)
     SELECT x."agentId", x.field, x.before, x.after
     FROM jsonb_to_recordset($1::jsonb) AS x("agentId" uuid, field text, before text, after text)`,
    [JSON.stringify(changes)],
  );
}

/** Marks, once, agents that upstream no longer lists, and those that it lists again. Answers whose mark changed. */
export async function markPurged(db: Queryable, registryId: string, purged: string[]): Promise<string[]> {
  const { rows } = await db.query(
    `WITH mark AS (
       SELECT DISTINCT ON (c.agent_id) c.agent_id, c.after FROM agent_change c JOIN agent a ON a.id = c.agent_id
       WHERE a.registry_id = $1::uuid AND c.field = 'upstream' ORDER BY c.agent_id, c.id DESC),
     now AS (
       SELECT a.id, CASE WHEN a.id = ANY($2::uuid[]) THEN 'purged' ELSE 'listed' END AS word, coalesce(m.after, 'listed') AS old
       FROM agent a LEFT JOIN mark m ON m.agent_id = a.id WHERE a.registry_id = $1::uuid AND a.retired_at IS NULL)
     INSERT INTO agent_change (agent_id, field, before, after) SELECT id, 'upstream', old, word FROM now WHERE word <> old
     RETURNING agent_id::text AS id`,
    [registryId, purged],
  );
  return rows.map(({ id }) => String(id));
}
