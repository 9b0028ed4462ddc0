import type pg from "pg";

/** When each shard was last written by an owner, in ms of the database's clock. */
export async function lastFlushes(db: pg.Pool, shards: number[]): Promise<Map<number, number>> {
  const { rows } = await db.query<{ shard: number; flushed_at: Date }>(
    `SELECT shard, flushed_at FROM shard_flush WHERE shard = ANY($1::smallint[])`,
    [shards],
  );
  return new Map(rows.map((row) => [row.shard, row.flushed_at.getTime()]));
}
