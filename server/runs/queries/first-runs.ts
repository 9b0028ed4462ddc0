import type { Queryable } from "@/server/platform/db";

/**
 * Remembers since when the source knows each workflow; where that moved, the default authorities are made anew.
 * Workflows are locked in order, because two sources may meet one at once.
 */
export async function rememberFirstRuns(
  db: Queryable,
  sourceId: string,
  firstRuns: ReadonlyMap<number, string>,
): Promise<void> {
  const { rows } = await db.query(
    `INSERT INTO workflow_source AS known (workflow_id, source_id, first_run_at)
     SELECT id, $1, at FROM unnest($2::int[], $3::timestamptz[]) AS f(id, at) ORDER BY id
     ON CONFLICT (workflow_id, source_id) DO UPDATE SET first_run_at = excluded.first_run_at
       WHERE excluded.first_run_at < known.first_run_at
     RETURNING workflow_id`,
    [sourceId, [...firstRuns.keys()], [...firstRuns.values()]],
  );
  const moved = rows.map((row) => Number(row.workflow_id)).sort((a, b) => a - b);
  if (moved.length === 0) return;
  await db.query(`SELECT id FROM workflow WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [moved]);
  await db.query(`SELECT derive_authority($1)`, [moved]);
}
