import { z } from "zod";
import type { Queryable } from "@/server/platform/db/transaction";

const row = z.object({
  id: z.string(),
  kind: z.enum(["builtin", "manual", "mirror"]),
  name: z.string(),
  url: z.string().nullable(),
  secretRef: z.string().nullable(),
  environment: z.string().nullable(),
  environmentId: z.string().nullable(),
  pollIntervalMs: z.number(),
  enabled: z.boolean(),
  lastPolledAt: z.date().nullable(),
  lastOkAt: z.date().nullable(),
  lastError: z.string().nullable(),
  agents: z.number(),
  createdAt: z.date(),
});

export type RegistryRow = z.output<typeof row>;

const SELECT = `SELECT r.id::text, r.kind, r.name, r.url, r.secret_ref AS "secretRef", e.name AS environment,
    r.environment_id::text AS "environmentId", r.poll_interval_ms AS "pollIntervalMs", r.enabled,
    r.last_polled_at AS "lastPolledAt", r.last_ok_at AS "lastOkAt", r.last_error AS "lastError",
    (SELECT count(*)::int FROM agent a WHERE a.registry_id = r.id AND a.retired_at IS NULL) AS agents,
    r.created_at AS "createdAt"
  FROM registry r LEFT JOIN environment e ON e.id = r.environment_id`;

/** All that agents come in by; mirrors that were ended are not among them. */
export async function readRegistries(db: Queryable): Promise<RegistryRow[]> {
  const { rows } = await db.query(`${SELECT} WHERE r.kind <> 'removed' ORDER BY r.id`);
  return rows.map((given) => row.parse(given));
}

export async function readMirror(db: Queryable, id: string, lock = false): Promise<RegistryRow | null> {
  const { rows } = await db.query(
    `${SELECT} WHERE r.id = $1::uuid AND r.kind = 'mirror' ${lock ? "FOR UPDATE OF r" : ""}`,
    [id],
  );
  return rows[0] ? row.parse(rows[0]) : null;
}

const DUE = `kind = 'mirror' AND enabled
  AND (last_polled_at IS NULL OR last_polled_at + poll_interval_ms * interval '1 millisecond' <= clock_timestamp())`;

export async function dueMirrors(db: Queryable): Promise<string[]> {
  const { rows } = await db.query(`SELECT id::text FROM registry WHERE ${DUE} ORDER BY last_polled_at NULLS FIRST`);
  return rows.map(({ id }) => String(id));
}

export async function isDue(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query(`SELECT 1 FROM registry WHERE id = $1::uuid AND ${DUE}`, [id]);
  return rows.length > 0;
}

/** Another mirror of the same upstream would list the same agents twice. */
export async function mirrorOfUrl(db: Queryable, url: string): Promise<string | null> {
  const { rows } = await db.query(`SELECT id::text FROM registry WHERE kind = 'mirror' AND url = $1`, [url]);
  return rows[0] ? String(rows[0].id) : null;
}

type NewMirror = { id: string; name: string; url: string; environmentId: string; pollIntervalMs: number };

export async function insertMirror(db: Queryable, mirror: NewMirror): Promise<void> {
  await db.query(
    `INSERT INTO registry (id, kind, name, url, environment_id, poll_interval_ms) VALUES ($1::uuid, 'mirror', $2, $3, $4::uuid, $5)`,
    [mirror.id, mirror.name, mirror.url, mirror.environmentId, mirror.pollIntervalMs],
  );
}

type MirrorChange = {
  name?: string | undefined;
  url?: string | undefined;
  pollIntervalMs?: number | undefined;
  enabled?: boolean | undefined;
};

/** What is undefined stays. A new URL is polled at once. */
export async function changeMirror(db: Queryable, id: string, change: MirrorChange): Promise<void> {
  await db.query(
    `UPDATE registry SET name = coalesce($2, name), poll_interval_ms = coalesce($4, poll_interval_ms),
       enabled = coalesce($5, enabled), url = coalesce($3, url),
       last_polled_at = CASE WHEN $3 IS NULL THEN last_polled_at END
     WHERE id = $1::uuid`,
    [id, change.name ?? null, change.url ?? null, change.pollIntervalMs ?? null, change.enabled ?? null],
  );
}

export async function setMirrorSecret(db: Queryable, id: string, ref: string | null): Promise<void> {
  await db.query(`UPDATE registry SET secret_ref = $2 WHERE id = $1::uuid`, [id, ref]);
}

/** Its agents stay and need it, so the row does; nothing of the upstream is kept. Answers the agents now retired. */
export async function endMirror(db: Queryable, id: string): Promise<string[]> {
  await db.query(
    `UPDATE registry SET kind = 'removed', enabled = false, url = NULL, secret_ref = NULL, last_error = NULL WHERE id = $1::uuid`,
    [id],
  );
  const { rows } = await db.query(
    `UPDATE agent SET retired_at = clock_timestamp(), retired_reason = 'its registry was removed'
     WHERE registry_id = $1::uuid AND retired_at IS NULL RETURNING id::text`,
    [id],
  );
  return rows.map((agent) => String(agent.id));
}

/** `okAt` null for a poll that failed, with why. Answers whether the mirror came back or went away by it. */
export async function stampPoll(
  db: Queryable,
  id: string,
  { okAt, error }: { okAt: Date | null; error: string | null },
): Promise<boolean> {
  const { rows } = await db.query(
    `UPDATE registry r SET last_polled_at = clock_timestamp(), last_ok_at = coalesce($2::timestamptz, r.last_ok_at), last_error = $3
     FROM (SELECT id, last_error, last_polled_at FROM registry WHERE id = $1::uuid) old WHERE r.id = old.id
     RETURNING old.last_polled_at IS NULL OR old.last_error IS DISTINCT FROM r.last_error AS turned`,
    [id, okAt?.toISOString() ?? null, error],
  );
  return rows[0]?.turned === true;
}
