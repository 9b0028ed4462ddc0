import { z } from "zod";
import { agentSchema } from "@/server/agents/contract/shapes";
import { probeSettings } from "@/server/agents/probe-settings";
import type { Queryable } from "@/server/platform/db/transaction";
import { AGENT_COLUMNS, AGENT_TABLES, agentOf } from "./agent-row";

const witnessState = z.enum(["ok", "bad", "blind", "absent"]).nullable();

const more = z.object({
  wholeMetadata: z.string().nullable(),
  heartbeat: witnessState,
  heartbeatReason: z.string().nullable(),
  probe: witnessState,
  probeReason: z.string().nullable(),
  probeSettings: z.unknown(),
  flappingUntil: z.date().nullable(),
  pausedAt: z.date().nullable(),
  pausedUntil: z.date().nullable(),
  pauseReason: z.string().nullable(),
  pausedBy: z.string().nullable(),
  retiredAt: z.date().nullable(),
  firstSeenAt: z.date(),
  admission: z.enum(["token", "admitted", "accepted"]),
  schema: agentSchema.nullable().catch(null),
  schemaAt: z.date().nullable(),
  sameWorkflow: z.number(),
});

const MORE = `a.metadata AS "wholeMetadata", v.heartbeat, v.heartbeat_reason AS "heartbeatReason", v.probe,
  v.probe_reason AS "probeReason", a.probe AS "probeSettings", v.flapping_until AS "flappingUntil",
  a.paused_at AS "pausedAt", a.paused_until AS "pausedUntil", a.pause_reason AS "pauseReason", a.paused_by AS "pausedBy",
  a.retired_at AS "retiredAt", a.first_seen_at AS "firstSeenAt", a.admission, a.schema, a.schema_at AS "schemaAt",
  (SELECT count(*)::int FROM agent other WHERE other.workflow = a.workflow AND other.retired_at IS NULL) AS "sameWorkflow"`;

/** All that is kept about one agent, or null. */
export async function readAgent(db: Queryable, id: string) {
  const { rows } = await db.query(`SELECT ${AGENT_COLUMNS}, ${MORE} FROM ${AGENT_TABLES} WHERE a.id = $1::uuid`, [id]);
  const [row] = rows;
  if (!row) return null;
  const agent = agentOf(row);
  const { wholeMetadata, heartbeatReason, probeReason, pausedAt, pausedUntil, pauseReason, pausedBy, ...facts } =
    more.parse(row);
  const paused = agent.status === "paused" && pausedAt;
  return {
    ...agent,
    ...facts,
    metadata: wholeMetadata,
    heartbeat: { state: facts.heartbeat ?? ("blind" as const), reason: heartbeatReason ?? "not looked at yet" },
    probe: { state: facts.probe ?? ("blind" as const), reason: probeReason ?? "not looked at yet" },
    probeSettings: probeSettings(facts.probeSettings),
    paused: paused ? { at: pausedAt, until: pausedUntil, reason: pauseReason ?? "", by: pausedBy } : null,
  };
}

const MOST_CHANGES = 50;
const MOST_TEXT = 2_000;

/** What the agent's registrations and operators changed of it, newest first, long texts cut. */
export async function readAgentChanges(db: Queryable, id: string) {
  const { rows } = await db.query(
    `SELECT at, field, left(before, $3) AS before, left(after, $3) AS after, seen_from AS "seenFrom"
     FROM agent_change WHERE agent_id = $1::uuid ORDER BY at DESC, id DESC LIMIT $2`,
    [id, MOST_CHANGES, MOST_TEXT],
  );
  return rows.map((row) => change.parse(row));
}

const change = z.object({
  at: z.date(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  seenFrom: z.string().nullable(),
});
