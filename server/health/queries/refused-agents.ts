import type { Queryable } from "@/server/platform/db/transaction";

export type RefusedAgent = { id: string; agentId: string; name: string; refusal: string };

const MOST = 500;

/** Agents of the fleet that the prober was not allowed to call at its last look. */
export async function refusedAgents(db: Queryable): Promise<RefusedAgent[]> {
  const { rows } = await db.query(
    `SELECT a.id::text, a.external_id, a.name, v.probe_error FROM agent_verdict v JOIN agent a ON a.id = v.agent_id
      WHERE v.probe = 'absent' AND v.probe_error IS NOT NULL AND a.retired_at IS NULL ORDER BY a.name, a.id LIMIT $1`,
    [MOST],
  );
  return rows.map((row) => ({
    id: String(row.id),
    agentId: String(row.external_id),
    name: String(row.name),
    refusal: String(row.probe_error),
  }));
}
