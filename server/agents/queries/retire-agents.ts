import type { Queryable } from "@/server/platform/db/transaction";

/** Whether its last heartbeat is fresh, with the grace that the verdict grants: a quarter of its time to live, 2 s at least. */
export async function isReporting(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT 1 FROM agent a JOIN agent_beat b ON b.agent_id = a.id
     WHERE a.id = $1::uuid AND a.retired_at IS NULL
       AND clock_timestamp() < b.last_beat_at + greatest(a.ttl_seconds * 1.25, a.ttl_seconds + 2) * interval '1 second'`,
    [id],
  );
  return rows.length > 0;
}

export async function retireAgents(db: Queryable, ids: string[], reason: string): Promise<void> {
  await db.query(
    `UPDATE agent SET retired_at = clock_timestamp(), retired_reason = $2 WHERE id = ANY($1::uuid[]) AND retired_at IS NULL`,
    [ids, reason],
  );
}
