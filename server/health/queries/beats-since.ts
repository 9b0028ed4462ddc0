import type pg from "pg";

/** The latest beat of each agent of the shards that has beaten since: the one question a second over the hot table. */
export async function beatsSince(db: pg.Pool, shards: number[], since: Date): Promise<Map<string, number>> {
  const { rows } = await db.query<{ agent_id: string; last_beat_at: Date }>(
    `SELECT agent_id, last_beat_at FROM agent_beat
      WHERE last_beat_at > $2 AND agent_shard(agent_id) = ANY($1::smallint[])`,
    [shards, since],
  );
  return new Map(rows.map((row) => [row.agent_id, row.last_beat_at.getTime()]));
}
