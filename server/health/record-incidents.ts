import type { Queryable } from "@/server/platform/db/transaction";
import type { IncidentWrite } from "./watched-agent";

export type IncidentEntry = { agentId: string; environmentId: string; write: IncidentWrite };

/** Opens, changes and closes incidents, each with its line in the timeline; a mass failure is a handful of statements. */
export async function recordIncidents(db: Queryable, entries: IncidentEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = JSON.stringify(entries.map(incidentRow));
  await db.query(OPEN, [rows]);
  await db.query(CHANGE, [rows]);
  await db.query(CLOSE, [rows]);
  await db.query(EVENTS, [rows]);
}

const ROWS = `jsonb_to_recordset($1::jsonb) AS x(n int, id uuid, step text, at timestamptz, text text, agent_id uuid,
  environment_id uuid, severity text, first_bad_at timestamptz, last_ok_at timestamptz)`;

const OPEN = `INSERT INTO incident (id, kind, agent_id, environment_id, severity, cause, opened_at, first_bad_at, last_ok_at)
  SELECT id, 'agent', agent_id, environment_id, severity, text, at, first_bad_at, last_ok_at
    FROM ${ROWS} WHERE step = 'opened'`;

const CHANGE = `UPDATE incident i SET
    severity = CASE WHEN x.step = 'escalated' THEN 'critical' ELSE i.severity END,
    muted_at = CASE x.step WHEN 'muted' THEN x.at WHEN 'unmuted' THEN NULL ELSE i.muted_at END
  FROM ${ROWS} WHERE i.id = x.id AND x.step IN ('escalated', 'muted', 'unmuted')`;

const CLOSE = `UPDATE incident i SET closed_at = greatest(x.at, i.opened_at), close_reason = x.text
  FROM ${ROWS} WHERE i.id = x.id AND x.step = 'closed'`;

const EVENTS = `INSERT INTO incident_event (incident_id, at, kind, text) SELECT id, at, step, text FROM ${ROWS} ORDER BY n`;

const STEP = { open: "opened", escalate: "escalated", mute: "muted", unmute: "unmuted", close: "closed" } as const;

function incidentRow({ agentId, environmentId, write }: IncidentEntry, n: number) {
  const opening = write.kind === "open" ? write : null;
  return {
    n,
    id: write.id,
    step: STEP[write.kind],
    at: iso(write.at),
    text: write.kind === "open" ? write.cause : write.text,
    agent_id: agentId,
    environment_id: environmentId,
    severity: opening?.severity ?? null,
    first_bad_at: iso(opening?.firstBadAt ?? null),
    last_ok_at: iso(opening?.lastOkAt ?? null),
  };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
