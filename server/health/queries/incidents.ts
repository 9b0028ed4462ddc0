import { z } from "zod";
import type { Queryable } from "@/server/platform/db/transaction";

const at = z.coerce.date();

const incidentRow = z.object({
  id: z.string(),
  number: z.number(),
  kind: z.enum(["agent", "prober", "registry"]),
  agentId: z.string().nullable(),
  agent: z.object({ id: z.string(), agentId: z.string(), name: z.string() }).nullable(),
  environment: z.string().nullable(),
  severity: z.enum(["critical", "warning"]),
  cause: z.string(),
  openedAt: at,
  firstBadAt: at.nullable(),
  lastOkAt: at.nullable(),
  closedAt: at.nullable(),
  closeReason: z.string().nullable(),
  acknowledgedAt: at.nullable(),
  acknowledgedBy: z.string().nullable(),
  muted: z.boolean(),
  timeline: z.array(z.object({ at, kind: z.string(), actor: z.string().nullable(), text: z.string() })),
});

export type IncidentRow = z.output<typeof incidentRow>;

export type IncidentFilter = {
  state?: "open" | "closed" | undefined;
  agent?: string | undefined;
  environment?: string | undefined;
  kind?: string[] | undefined;
  severity?: string[] | undefined;
  q?: string | undefined;
};

const FROM = `FROM incident i LEFT JOIN agent a ON a.id = i.agent_id LEFT JOIN environment e ON e.id = i.environment_id`;

const WHERE = `($1::text IS NULL OR ($1 = 'open') = (i.closed_at IS NULL))
  AND ($2::uuid IS NULL OR i.agent_id = $2)
  AND ($3::text IS NULL OR lower(e.name) = lower($3))
  AND ($4::text[] IS NULL OR i.kind = ANY($4))
  AND ($5::text[] IS NULL OR i.severity = ANY($5))
  AND ($6::text IS NULL OR strpos(lower(concat_ws(' ', i.cause, a.name, a.external_id, '#' || i.number)), lower($6)) > 0)`;

const COLUMNS = `i.id::text, i.number, i.kind, i.agent_id::text AS "agentId", e.name AS environment, i.severity, i.cause,
  CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'agentId', a.external_id, 'name', a.name) END AS agent,
  i.opened_at AS "openedAt", i.first_bad_at AS "firstBadAt", i.last_ok_at AS "lastOkAt", i.closed_at AS "closedAt",
  i.close_reason AS "closeReason", i.acknowledged_at AS "acknowledgedAt", i.acknowledged_by AS "acknowledgedBy",
  i.muted_at IS NOT NULL AS muted,
  coalesce((SELECT jsonb_agg(jsonb_build_object('at', v.at, 'kind', v.kind, 'actor', v.actor, 'text', v.text)
    ORDER BY v.at, v.id) FROM incident_event v WHERE v.incident_id = i.id), '[]') AS timeline`;

/** Newest first; `before` is the number of the last incident of the page before. */
export async function readIncidents(
  db: Queryable,
  filter: IncidentFilter,
  { limit, before }: { limit: number; before: number | null },
): Promise<IncidentRow[]> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} ${FROM} WHERE ${WHERE} AND ($7::int IS NULL OR i.number < $7) ORDER BY i.number DESC LIMIT $8`,
    [...filterValues(filter), before, limit],
  );
  return rows.map((row) => incidentRow.parse(row));
}

export async function countIncidents(db: Queryable, filter: IncidentFilter): Promise<number> {
  const { rows } = await db.query(`SELECT count(*)::int AS n ${FROM} WHERE ${WHERE}`, filterValues(filter));
  return Number(rows[0]?.n);
}

export async function readIncident(db: Queryable, id: string): Promise<IncidentRow | null> {
  const { rows } = await db.query(`SELECT ${COLUMNS} ${FROM} WHERE i.id = $1::uuid`, [id]);
  return rows[0] ? incidentRow.parse(rows[0]) : null;
}

function filterValues({ state, agent, environment, kind, severity, q }: IncidentFilter): unknown[] {
  return [state ?? null, agent ?? null, environment ?? null, kind ?? null, severity ?? null, q ?? null];
}
