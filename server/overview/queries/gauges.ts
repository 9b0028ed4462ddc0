import type { Queryable } from "@/server/platform/db/transaction";

export interface Gauges {
  agents: { status: string; n: number }[];
  /** Seconds; null before the first look. */
  probeLag: number | null;
  sources: { name: string; lag: number }[];
  roles: { role: string; n: number }[];
}

/** What monitoring watches of Muster itself. Safe casts: the columns are listed here. */
export async function readGauges(db: Queryable): Promise<Gauges> {
  const agents = await db.query(`SELECT status, count(*)::int AS n FROM agent_now GROUP BY status ORDER BY status`);
  const flushed = await db.query(`SELECT extract(epoch FROM now() - min(flushed_at))::float8 AS lag FROM shard_flush`);
  const sources = await db.query(
    `SELECT name, extract(epoch FROM now() - complete_through)::float8 AS lag FROM source
     WHERE enabled AND complete_through IS NOT NULL ORDER BY name LIMIT 200`,
  );
  const roles = await db.query(
    `SELECT role, count(*)::int AS n FROM role_instance WHERE seen_at > now() - interval '15 seconds' GROUP BY role ORDER BY role`,
  );
  const lag = flushed.rows[0]?.lag;
  return {
    agents: agents.rows as unknown as Gauges["agents"],
    probeLag: typeof lag === "number" ? lag : null,
    sources: sources.rows as unknown as Gauges["sources"],
    roles: roles.rows as unknown as Gauges["roles"],
  };
}
