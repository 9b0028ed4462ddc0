import { effectiveAddress } from "@/server/agents";
import type { Ctx } from "@/server/platform/context";
import { sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { notFound } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import { probeSettings } from "./probe-settings";
import type { AgentFacts } from "./watched-agent";

export type LoadedAgent = Pick<AgentFacts, "target" | "probe"> & {
  id: string;
  name: string;
  environment: string;
  retired: boolean;
  pausedAt: Date | null;
  pausedUntil: Date | null;
  pauseReason: string | null;
};

/** Throws `notFound`. */
export async function loadAgent(db: Queryable, id: string, lock = false): Promise<LoadedAgent> {
  const { rows } = await db.query(
    `SELECT a.*, e.name AS environment FROM agent a JOIN environment e ON e.id = a.environment_id WHERE a.id = $1::uuid
      ${lock ? "FOR UPDATE OF a" : ""}`,
    [id],
  );
  const [row] = rows;
  if (!row) throw notFound(`The agent ${id}`);
  return {
    id: String(row.id),
    name: String(row.name),
    environment: String(row.environment),
    retired: row.retired_at !== null,
    pausedAt: dateOf(row.paused_at),
    pausedUntil: dateOf(row.paused_until),
    pauseReason: row.pause_reason === null ? null : String(row.pause_reason),
    target: effectiveAddress({
      scheme: String(row.scheme),
      host: String(row.registered_host),
      port: Number(row.registered_port),
      basePath: String(row.base_path),
      override: row.address_override === null ? null : String(row.address_override),
    }),
    probe: probeSettings(row.probe),
  };
}

export async function agentExists({ ctx, params }: { ctx: Ctx; params: { id: string } }): Promise<void> {
  await loadAgent(sql(ctx), params.id);
}

export async function incidentExists({ ctx, params }: { ctx: Ctx; params: { id: string } }): Promise<void> {
  if (!isId(params.id)) throw notFound(`The incident ${params.id}`);
  const { rows } = await sql(ctx).query(`SELECT 1 FROM incident WHERE id = $1::uuid`, [params.id]);
  if (rows.length === 0) throw notFound(`The incident ${params.id}`);
}

export type AgentState = {
  id: string;
  status: LoadedStatus;
  statusReason: string;
  since: Date;
  pausedUntil: Date | null;
};
export type LoadedStatus = (typeof STATUSES)[number];

const STATUSES = ["healthy", "degraded", "down", "unknown", "paused", "maintenance", "retired"] as const;

/** The agent's status as a page shows it now. Throws `notFound`. */
export async function agentState(db: Queryable, id: string): Promise<AgentState> {
  const { rows } = await db.query(
    `SELECT n.status, n.reason, n.since, CASE WHEN n.status = 'paused' THEN a.paused_until END AS paused_until
       FROM agent_now n JOIN agent a ON a.id = n.agent_id WHERE n.agent_id = $1::uuid`,
    [id],
  );
  const [row] = rows;
  if (!row) throw notFound(`The agent ${id}`);
  return {
    id,
    status: statusWord(row.status),
    statusReason: String(row.reason),
    since: dateOf(row.since) ?? new Date(0),
    pausedUntil: dateOf(row.paused_until),
  };
}

/** A word that nobody knows is unknown. */
export function statusWord(value: unknown): LoadedStatus {
  return STATUSES.find((status) => status === value) ?? "unknown";
}

export function dateOf(value: unknown): Date | null {
  return value instanceof Date ? value : null;
}
