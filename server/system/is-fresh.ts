import { pool } from "@/server/platform/db";

/** Whether nobody has connected anything yet: then Connect is the page to begin with. */
export async function isFresh(): Promise<boolean> {
  const { rows } = await pool().query<{ fresh: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM agent) AND NOT EXISTS (SELECT 1 FROM source) AS fresh`,
  );
  return rows[0]?.fresh ?? false;
}
