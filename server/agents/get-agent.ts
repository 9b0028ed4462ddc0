import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import type { contract } from "./contract";
import { loadAgent } from "./internal";
import { likelyAddress } from "./likely-address";
import { readAgentChanges } from "./queries/one-agent";
import { timeInRange } from "./queries/time-in-range";
import { lastDays, NO_TIME, uptimeOf } from "./uptime";

type Op = typeof contract.getAgent;

export async function getAgent({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return readAgentDetail(sql(ctx), input.id);
}

/** Throws `notFound`. */
export async function readAgentDetail(db: Queryable, id: string): Promise<AnswerOf<Op>> {
  const agent = await loadAgent(db, id);
  const now = new Date();
  // One after another: within a transaction they share one connection.
  const day = await uptimeWithin(db, id, now, 1);
  const week = await uptimeWithin(db, id, now, 7);
  const month = await uptimeWithin(db, id, now, 30);
  return {
    ...agent,
    uptime24h: day.ratio,
    coverage24h: day.coverage,
    uptime: { "24h": day, "7d": week, "30d": month },
    likelyAddress: likelyAddress(agent),
    changes: await readAgentChanges(db, id),
  };
}

async function uptimeWithin(db: Queryable, id: string, now: Date, days: number) {
  const time = await timeInRange(db, [id], lastDays(now, days));
  return uptimeOf(time.get(id) ?? NO_TIME);
}
