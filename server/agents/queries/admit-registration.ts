import type { MetadataFacts } from "@/server/agents/metadata";
import type { Queryable } from "@/server/platform/db/transaction";

/** The wire's own lock of an id: its registrations and its admission come one after the other. */
export async function lockWireId(db: Queryable, externalId: string): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 9000))`, [externalId]);
}

export async function readMetadataOf(db: Queryable, registrationId: string): Promise<string | null> {
  const { rows } = await db.query(`SELECT metadata FROM registration WHERE id = $1::uuid`, [registrationId]);
  return typeof rows[0]?.metadata === "string" ? rows[0].metadata : null;
}

/** How an id of our own registry came to the fleet, or null where it is not of it. */
export async function readAdmission(
  db: Queryable,
  registryId: string,
  externalId: string,
): Promise<{ id: string; admission: string } | null> {
  const { rows } = await db.query(
    `SELECT id::text, admission FROM agent WHERE registry_id = $1::uuid AND external_id = $2 FOR UPDATE`,
    [registryId, externalId],
  );
  return rows[0] ? { id: String(rows[0].id), admission: String(rows[0].admission) } : null;
}

type Admission = {
  agentId: string;
  registryId: string;
  registrationId: string;
  environmentId: string;
  facts: MetadataFacts;
};

/**
 * Moves what waited into the fleet, with its last beat. One that was admitted from another address keeps its id and its
 * history and is bound to the new address.
 */
export async function moveIntoFleet(db: Queryable, admission: Admission): Promise<void> {
  const { agentId, registryId, registrationId, environmentId, facts } = admission;
  await db.query(
    `INSERT INTO agent (id, registry_id, external_id, name, registered_host, registered_port, ttl_seconds, metadata,
       seen_from, environment_id, tags, version, workflow, admission, admitted_from)
     SELECT $1::uuid, $2::uuid, external_id, name, host, port, ttl_seconds, metadata, seen_from, $4::uuid, $5, $6, $7,
       'admitted', seen_from FROM registration WHERE id = $3::uuid
     ON CONFLICT (registry_id, external_id) DO UPDATE SET name = excluded.name,
       registered_host = excluded.registered_host, registered_port = excluded.registered_port,
       ttl_seconds = excluded.ttl_seconds, metadata = excluded.metadata, seen_from = excluded.seen_from,
       environment_id = excluded.environment_id, tags = excluded.tags,
       version = coalesce(excluded.version, agent.version), workflow = coalesce(excluded.workflow, agent.workflow),
       admission = 'admitted', admitted_from = excluded.admitted_from, token_id = NULL,
       registered_at = CASE WHEN agent.retired_at IS NULL THEN agent.registered_at ELSE now() END,
       retired_at = NULL, retired_reason = NULL`,
    [agentId, registryId, registrationId, environmentId, facts.tags, facts.version, facts.workflow],
  );
  await db.query(
    `WITH waited AS (DELETE FROM registration WHERE id = $2::uuid RETURNING coalesce(last_beat_at, last_at) AS at)
     INSERT INTO agent_beat (agent_id, last_beat_at, seq) SELECT $1::uuid, at, 1 FROM waited
     ON CONFLICT (agent_id) DO UPDATE SET last_beat_at = greatest(agent_beat.last_beat_at, excluded.last_beat_at),
       seq = agent_beat.seq + 1`,
    [agentId, registrationId],
  );
}
