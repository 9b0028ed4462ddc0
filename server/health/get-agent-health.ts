import { NO_TIME, timeInRange, uptimeOf } from "@/server/agents";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { contract } from "./contract";
import { agentExists } from "./internal";
import { latencyInRange, spansInRange } from "./queries/agent-history";
import { stepFor, timeRange } from "./time-range";

type Op = typeof contract.getAgentHealth;

/** Probes are packed in slots of this length. */
const SLOT_MS = 5 * 60_000;

export async function getAgentHealth({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  await agentExists({ ctx, params: input });
  const range = timeRange(input, new Date());
  const db = sql(ctx);
  const [spans, time, latency] = await Promise.all([
    spansInRange(db, input.id, range),
    timeInRange(db, [input.id], range),
    latencyInRange(db, input.id, range, stepFor(range, SLOT_MS)),
  ]);
  return { ...range, spans, latency, uptime: uptimeOf(time.get(input.id) ?? NO_TIME) };
}
