import type pg from "pg";
import { inTransaction } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import { newId } from "@/server/platform/ids";
import { acquireLease } from "@/server/platform/lease";

/** What can be wrong with Muster's own eyes; one incident names it, however many workers see it. */
export type SystemIncidentKind = "prober" | "registry";

export async function openSystemIncident(kind: SystemIncidentKind, cause: string, at: number): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO incident (id, kind, severity, cause, opened_at, first_bad_at) VALUES ($1, $2, 'critical', $3, $4, $4)
       ON CONFLICT (kind) WHERE closed_at IS NULL AND agent_id IS NULL DO NOTHING RETURNING id`,
      [newId(), kind, cause, new Date(at)],
    );
    await tell(client, rows, "opened", cause, at);
  });
}

export async function closeSystemIncident(kind: SystemIncidentKind, reason: string, at: number): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE incident SET closed_at = greatest($2::timestamptz, opened_at), close_reason = $3
        WHERE kind = $1 AND agent_id IS NULL AND closed_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM lease WHERE name LIKE 'impaired:' || $1 || ':%' AND expires_at > clock_timestamp())
        RETURNING id`,
      [kind, new Date(at), reason],
    );
    await tell(client, rows, "closed", reason, at);
  });
}

/** Says that this worker is still impaired, so that another one that sees well does not close the incident. */
export async function claimImpairment(db: pg.Pool, kind: SystemIncidentKind, owner: string): Promise<void> {
  await acquireLease(db, impairmentLease(kind, owner), owner, CLAIM_MS);
}

export async function dropImpairment(db: pg.Pool, kind: SystemIncidentKind, owner: string): Promise<void> {
  await db.query(`DELETE FROM lease WHERE name = $1 AND owner = $2::uuid`, [impairmentLease(kind, owner), owner]);
}

const CLAIM_MS = 10_000;

function impairmentLease(kind: SystemIncidentKind, owner: string): string {
  return `impaired:${kind}:${owner}`;
}

async function tell(client: pg.PoolClient, rows: { id: string }[], kind: string, text: string, at: number) {
  const [incident] = rows;
  if (!incident) return;
  await client.query(`INSERT INTO incident_event (incident_id, at, kind, text) VALUES ($1, $2, $3, $4)`, [
    incident.id,
    new Date(at),
    kind,
    text,
  ]);
  await notify(client, "incident", [incident.id]);
}
