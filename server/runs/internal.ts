import type { Ctx } from "@/server/platform/context";
import { type Queryable, sql } from "@/server/platform/db";
import { notFound } from "@/server/platform/errors";
import { openSecret } from "@/server/platform/secrets";
import type { SourceAddress, SourceDefinition } from "./sources/define-source";

export interface SourceRow {
  id: string;
  kind: SourceDefinition["kind"];
  name: string;
  url: string;
  secretRef: string | null;
  environmentId: string;
  environment: string;
  options: Record<string, unknown>;
  enabled: boolean;
  status: string;
  lastError: string | null;
  cursor: Record<string, unknown>;
  completeThrough: Date | null;
  lastSyncAt: Date | null;
  lastOkAt: Date | null;
  firstSyncedAt: Date | null;
  rowsSeen: string;
  createdAt: Date;
}

const COLUMNS = `s.id, s.kind, s.name, s.url, s.secret_ref AS "secretRef", s.environment_id AS "environmentId",
  e.name AS environment, s.options, s.enabled, s.status, s.last_error AS "lastError", s.cursor,
  s.complete_through AS "completeThrough", s.last_sync_at AS "lastSyncAt", s.last_ok_at AS "lastOkAt",
  s.first_synced_at AS "firstSyncedAt", s.rows_seen::text AS "rowsSeen", s.created_at AS "createdAt"`;

export async function allSources(db: Queryable): Promise<SourceRow[]> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM source s JOIN environment e ON e.id = s.environment_id ORDER BY s.created_at, s.id`,
  );
  return rows.map(asSource);
}

/** Throws `notFound`. */
export async function loadSource(db: Queryable, id: string): Promise<SourceRow> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM source s JOIN environment e ON e.id = s.environment_id WHERE s.id = $1::uuid`,
    [id],
  );
  const row = rows[0];
  if (!row) throw notFound("The source");
  return asSource(row);
}

/** Safe: the columns of the question above. */
function asSource(row: Record<string, unknown>): SourceRow {
  return row as unknown as SourceRow;
}

/** Who owns a source's credentials in the table of secrets. */
export const secretOwner = (sourceId: string) => `source:${sourceId}`;

/** Credentials as they are sealed: both in one, so that they are never mixed. */
export const sealable = (user: string | null, password: string | null) => JSON.stringify({ user, password });

export async function openAddress(db: Queryable, source: SourceRow): Promise<SourceAddress> {
  const { id, url, secretRef, options } = source;
  if (secretRef === null) return { url, user: null, password: null, options };
  const opened: unknown = JSON.parse(await openSecret(db, secretRef, secretOwner(id)));
  const field = (name: string) => {
    if (typeof opened !== "object" || opened === null) return null;
    const value: unknown = Object.entries(opened).find(([key]) => key === name)?.[1];
    return typeof value === "string" ? value : null;
  };
  return { url, user: field("user"), password: field("password"), options };
}

/** Throws `notFound`. */
export async function sourceExists({ ctx, params }: { ctx: Ctx; params: { id: string } }): Promise<unknown> {
  return loadSource(sql(ctx), params.id);
}
