import type { Queryable } from "@/server/platform/db/transaction";

export interface AuditEntry {
  id: string;
  at: Date;
  actorKind: string;
  actor: string;
  action: string;
  objectType: string | null;
  objectId: string | null;
  environment: string | null;
  before: unknown;
  after: unknown;
  requestId: string | null;
  ip: string | null;
}

interface Which {
  q: string | null;
  /** A whole action or the part before its dot. */
  action: string | null;
  /** A whole name or an id. */
  actor: string | null;
  objectId: string | null;
  from: Date | null;
  to: Date | null;
  /** The id of the last one read. */
  before: string | null;
  limit: number;
}

/** Newest first. Safe cast: the columns are listed here. */
export async function readAuditEntries(db: Queryable, which: Which): Promise<AuditEntry[]> {
  const { rows } = await db.query(
    `SELECT id::text, at, actor_kind AS "actorKind", actor_name AS actor, action, object_type AS "objectType",
       object_id AS "objectId", environment, before, after, request_id AS "requestId", ip
     FROM audit
     WHERE ($1::text IS NULL OR position(lower($1) in lower(concat_ws(' ', actor_name, action, object_id, environment, ip))) > 0)
       AND ($2::text IS NULL OR action = $2 OR starts_with(action, $2 || '.'))
       AND ($3::text IS NULL OR object_id = $3)
       AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)
       AND ($6::bigint IS NULL OR id < $6)
       AND ($8::text IS NULL OR actor_name = $8 OR actor_id::text = $8)
     ORDER BY id DESC LIMIT $7`,
    [which.q, which.action, which.objectId, which.from, which.to, which.before, which.limit, which.actor],
  );
  return rows as unknown as AuditEntry[];
}
