import type { Queryable } from "@/server/platform/db";

/** What is held of a workflow database by hour of start, in the spelling that the source's own print has. */
export async function heldHourPrints(db: Queryable, sourceId: string, from: Date | null): Promise<Map<number, string>> {
  const { rows } = await db.query(
    `SELECT date_trunc('hour', started_at) AS hour,
       count(*) || ' ' || sum(hashtextextended(external_id || ':' || coalesce(version, ''), 0)::numeric) AS print
     FROM source_record
     WHERE source_id = $1 AND kind = 'row' AND gone_at IS NULL AND started_at >= coalesce($2::timestamptz, '-infinity') GROUP BY 1`,
    [sourceId, from],
  );
  return new Map(rows.map((row) => [new Date(String(row.hour)).getTime(), String(row.print)]));
}
