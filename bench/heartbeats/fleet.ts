import { createHash, randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";

export interface Fleet {
  token: string;
  /** Of the wire and of the table alike. */
  ids: string[];
}

const AGENTS = 1_024;

/** Agents as their registration leaves them, and the token they came with. */
export async function makeFleet(db: pg.Client): Promise<Fleet> {
  const token = `muster_agent_${randomBytes(32).toString("base64url")}`;
  const hash = createHash("sha256").update(token).digest();
  await db.query(
    `INSERT INTO token (id, kind, name, environment_id, prefix, token_hash, created_by)
     SELECT $1, 'agent', 'bench', id, 'bench', $2, 'bench' FROM environment WHERE name = 'default'`,
    [randomUUID(), hash],
  );
  const ids = Array.from({ length: AGENTS }, () => randomUUID());
  await db.query(
    `INSERT INTO agent (id, registry_id, external_id, name, environment_id, registered_host, registered_port, token_id)
     SELECT made.id, r.id, made.id::text, 'agent', e.id, '127.0.0.1', 8000, t.id
     FROM unnest($1::uuid[]) AS made(id), registry r, environment e, token t
     WHERE r.kind = 'builtin' AND e.name = 'default' AND t.name = 'bench'`,
    [ids],
  );
  await db.query(`INSERT INTO agent_beat (agent_id, last_beat_at) SELECT unnest($1::uuid[]), now()`, [ids]);
  await db.query("VACUUM ANALYZE agent, agent_beat");
  return { token, ids };
}
