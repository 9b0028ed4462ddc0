import { addTime, NO_TIME, uptimeOf } from "@/server/agents";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { contract } from "./contract";
import { type Edges, fleetPoints, gridOf } from "./fleet-points";
import { fleetEdges } from "./queries/fleet-edges";
import { stepFor, timeRange } from "./time-range";

type Op = typeof contract.getFleetHealth;

/** Agents by status over time. Time that has not come yet is no part of the answer. */
export async function getFleetHealth({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const now = new Date();
  const { from, to: asked } = timeRange(input, now);
  const to = asked > now && from < now ? now : asked;
  const grid = gridOf(from, to, stepFor({ from, to }));
  const edges = await fleetEdges(sql(ctx), grid, input.groupBy);
  const groups = new Map<string, Edges[]>(input.groupBy === "none" ? [["", []]] : []);
  for (const edge of edges) {
    const group = groups.get(edge.key) ?? [];
    groups.set(edge.key, group);
    group.push(edge);
  }
  const counted = [...groups].map(([key, own]) => ({ key, ...fleetPoints(own, grid) }));
  const series = counted
    .map(({ key, points, time }) => ({ key, label: labelOf(key, input.groupBy), points, uptime: uptimeOf(time) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const all = counted.reduce((sum, { time }) => addTime(sum, time), NO_TIME);
  return { from, to, intervalMs: grid.stepMs, groupBy: input.groupBy, series, uptime: uptimeOf(all) };
}

function labelOf(key: string, groupBy: InputOf<Op>["groupBy"]): string {
  if (groupBy === "none") return "All agents";
  return key === "" ? "Without a workflow" : key;
}
