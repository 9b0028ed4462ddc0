import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { decodeCursor, encodeCursor } from "@/server/platform/cursor";
import { sql } from "@/server/platform/db";
import { invalid } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import type { contract } from "./contract";
import { type AgentSort, countByStatus, cursorKinds, readAgentPage } from "./queries/listed-agents";
import { timeInRange } from "./queries/time-in-range";
import { lastDays, NO_TIME, uptimeOf } from "./uptime";

type Op = typeof contract.listAgents;

export async function listAgents({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const db = sql(ctx);
  const order = orderOf(input.sort);
  const after = cursorValues(input.cursor, order.sort);
  const [rows, counts] = await Promise.all([
    readAgentPage(db, input, { ...order, after, limit: input.limit + 1 }),
    countByStatus(db, input),
  ]);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  const time = await timeInRange(
    db,
    shown.map(({ agent }) => agent.id),
    lastDays(new Date(), 1),
  );
  const items = shown.map(({ agent }) => {
    const { ratio, coverage } = uptimeOf(time.get(agent.id) ?? NO_TIME);
    return { ...agent, uptime24h: ratio, coverage24h: coverage };
  });
  return {
    items,
    nextCursor: rows.length > input.limit && last ? encodeCursor(last.at) : null,
    total: totalOf(counts, input.status),
    totalIs: "exact",
    counts: allCounts(counts),
  };
}

/** Safe: the contract allows the names of AgentSort alone, with or without a minus. */
function orderOf(sort: InputOf<Op>["sort"]): { sort: AgentSort; descending: boolean } {
  return { sort: sort.replace(/^-/, "") as AgentSort, descending: sort.startsWith("-") };
}

const INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;

const FITS: Record<ReturnType<typeof cursorKinds>[number], (value: string) => boolean> = {
  int: (value) => /^-?\d{1,9}$/.test(value),
  text: (value) => !value.includes("\u0000") && value.isWellFormed(),
  timestamptz: (value) => INSTANT.test(value) && !Number.isNaN(Date.parse(value.replace(" ", "T").replace("+00", "Z"))),
  uuid: isId,
};

function cursorValues(cursor: string | undefined, sort: AgentSort): string[] | null {
  if (cursor === undefined) return null;
  const kinds = cursorKinds(sort);
  const values = decodeCursor(cursor, kinds.length).map(String);
  if (kinds.every((kind, i) => FITS[kind](values[i] ?? ""))) return values;
  throw invalid("The cursor is not one of this list.", [{ path: "cursor", message: "belongs to another order" }]);
}

function totalOf(counts: ReadonlyMap<string, number>, status: readonly string[] | undefined): number {
  return [...counts].reduce((sum, [name, n]) => (status && !status.includes(name) ? sum : sum + n), 0);
}

function allCounts(counts: ReadonlyMap<string, number>) {
  return {
    healthy: counts.get("healthy") ?? 0,
    degraded: counts.get("degraded") ?? 0,
    down: counts.get("down") ?? 0,
    unknown: counts.get("unknown") ?? 0,
    paused: counts.get("paused") ?? 0,
    maintenance: counts.get("maintenance") ?? 0,
    retired: counts.get("retired") ?? 0,
  };
}
