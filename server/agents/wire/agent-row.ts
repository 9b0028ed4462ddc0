import type { Queryable } from "@/server/platform/db/transaction";

export const BUILTIN_REGISTRY = "00000000-0000-7000-8000-000000000002";

/** An agent of our own registry as the wire needs it. */
export interface WireAgent {
  id: string;
  externalId: string;
  name: string;
  environmentId: string;
  host: string;
  port: number;
  ttlSeconds: number;
  metadata: string | null;
  workflow: string | null;
  /** `token`, `admitted` (from one address) or `accepted` (from anywhere). */
  admission: string;
  admittedFrom: string | null;
  tokenId: string | null;
  registeredAt: Date;
  retiredAt: Date | null;
  lastBeatAt: Date | null;
  isAlive: boolean;
}

const COLUMNS = `a.id::text, a.external_id AS "externalId", a.name, a.environment_id::text AS "environmentId",
  a.registered_host AS host, a.registered_port AS port, a.ttl_seconds AS "ttlSeconds", a.metadata, a.workflow,
  a.admission, a.admitted_from AS "admittedFrom", a.token_id::text AS "tokenId", a.registered_at AS "registeredAt", a.retired_at AS "retiredAt",
  b.last_beat_at AS "lastBeatAt",
  coalesce(clock_timestamp() < b.last_beat_at + a.ttl_seconds * interval '1 second', false) AS "isAlive"`;

/** Safe cast: the columns are listed above. */
export async function readWireAgent(
  db: Queryable,
  externalId: string,
  { lock = false } = {},
): Promise<WireAgent | null> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM agent a LEFT JOIN agent_beat b ON b.agent_id = a.id
     WHERE a.registry_id = $1::uuid AND a.external_id = $2 ${lock ? "FOR UPDATE OF a" : ""}`,
    [BUILTIN_REGISTRY, externalId],
  );
  return (rows as unknown as WireAgent[])[0] ?? null;
}

/** Newest registration first; without retired ones. Safe cast as above. */
export async function readWireAgents(
  db: Queryable,
  environmentId: string | null,
  includeDead: boolean,
): Promise<WireAgent[]> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM agent a LEFT JOIN agent_beat b ON b.agent_id = a.id
     WHERE a.registry_id = $1::uuid AND a.retired_at IS NULL AND ($2::uuid IS NULL OR a.environment_id = $2::uuid)
       AND ($3 OR clock_timestamp() < b.last_beat_at + a.ttl_seconds * interval '1 second')
     ORDER BY a.registered_at DESC, a.id DESC`,
    [BUILTIN_REGISTRY, environmentId, includeDead],
  );
  return rows as unknown as WireAgent[];
}
