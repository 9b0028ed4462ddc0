import type { Ctx } from "@/server/platform/context";
import type { AnswerOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import { getUsage, listSources } from "@/server/runs";
import type { contract } from "./contract";

type Op = typeof contract.getSummary;
const DAY_MS = 86_400_000;
const NOBODY = { healthy: 0, degraded: 0, down: 0, unknown: 0, paused: 0, maintenance: 0, retired: 0 };

/** The state of all in one answer, for scripts and walls. */
export async function getSummary({ ctx }: { ctx: Ctx }): Promise<AnswerOf<Op>> {
  const to = new Date();
  const from = new Date(to.getTime() - DAY_MS);
  const [agents, incidents, usage, sources] = await Promise.all([
    sql(ctx).query(`SELECT status, count(*)::int AS n FROM agent_now GROUP BY status`),
    sql(ctx).query(`SELECT count(*)::int AS n FROM incident WHERE closed_at IS NULL`),
    getUsage({ ctx, input: { from, to, tz: "UTC", interval: "month", groupBy: "none", top: 1 } }),
    listSources({ ctx, input: {} }),
  ]);
  const counts = Object.fromEntries(agents.rows.map(({ status, n }) => [String(status), Number(n)]));
  const total = Object.entries(counts).reduce((sum, [status, n]) => (status === "retired" ? sum : sum + n), 0);
  const { runs, failed, costUsd, coverage, durationMs } = usage.totals;
  return {
    agents: { total, ...NOBODY, ...counts },
    openIncidents: Number(incidents.rows[0]?.n),
    last24h: {
      runs,
      failed,
      costUsd,
      coverage,
      durationMs: durationMs ? { p50: durationMs.p50, p95: durationMs.p95 } : null,
    },
    sources: sources.items.map(({ id, name, kind, status, lagSeconds }) => ({ id, name, kind, status, lagSeconds })),
  };
}
