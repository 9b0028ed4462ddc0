import { z } from "zod";
import type { Queryable } from "@/server/platform/db/transaction";

const row = z.object({
  id: z.string(),
  agentId: z.string(),
  name: z.string(),
  host: z.string(),
  port: z.number(),
  from: z.string(),
  state: z.enum(["pending", "refused", "banned"]),
  reason: z.string(),
  firstAt: z.date(),
  lastAt: z.date(),
  lastHeartbeatAt: z.date().nullable(),
  times: z.number(),
  decidedBy: z.string().nullable(),
});

export type RegistrationItem = z.output<typeof row>;

const COLUMNS = `id::text, external_id AS "agentId", name, host, port, seen_from AS "from", state, reason,
  first_at AS "firstAt", last_at AS "lastAt", last_beat_at AS "lastHeartbeatAt", times, decided_by AS "decidedBy"`;

/** Newest first. */
export async function readRegistrations(
  db: Queryable,
  { state, after, limit }: { state: string[] | null; after: string | null; limit: number },
): Promise<RegistrationItem[]> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM registration
     WHERE ($1::text[] IS NULL OR state = ANY($1::text[])) AND ($2::uuid IS NULL OR id < $2::uuid) ORDER BY id DESC LIMIT $3`,
    [state, after, limit],
  );
  return rows.map((given) => row.parse(given));
}

export async function countRegistrations(db: Queryable, state: string[] | null): Promise<number> {
  const { rows } = await db.query(
    `SELECT count(*)::int AS n FROM registration WHERE ($1::text[] IS NULL OR state = ANY($1::text[]))`,
    [state],
  );
  return Number(rows[0]?.n);
}

export async function readRegistration(db: Queryable, id: string, lock = false): Promise<RegistrationItem | null> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM registration WHERE id = $1::uuid ${lock ? "FOR UPDATE" : ""}`,
    [id],
  );
  return rows[0] ? row.parse(rows[0]) : null;
}

export async function banRegistration(db: Queryable, id: string, by: string): Promise<void> {
  await db.query(`UPDATE registration SET state = 'banned', decided_by = $2 WHERE id = $1::uuid`, [id, by]);
}
