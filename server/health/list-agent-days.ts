import { NO_TIME, timeInRange, uptimeOf } from "@/server/agents";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { contract } from "./contract";
import { daysOf } from "./queries/agent-days";

type Op = typeof contract.listAgentDays;

const DAY_MS = 86_400_000;
const STEP_MS = 30 * 60_000;

export async function listAgentDays({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const to = new Date();
  const range = { from: new Date(to.getTime() - DAY_MS), to };
  const db = sql(ctx);
  const [days, time] = await Promise.all([daysOf(db, input.ids, range, STEP_MS), timeInRange(db, input.ids, range)]);
  const items = days.map((day) => ({ ...day, uptime: uptimeOf(time.get(day.id) ?? NO_TIME) }));
  return { ...range, stepMs: STEP_MS, items };
}
