import { listAgents, listRegistrations } from "@/server/agents";
import { getFleetHealth, listIncidents } from "@/server/health";
import type { Ctx } from "@/server/platform/context";
import type { InputOf, WireOf } from "@/server/platform/contract";
import { shareAnswer } from "@/server/platform/shared-answer";
import { getUsage, listSources } from "@/server/runs";
import { listAnnotations } from "@/server/system";
import { contract } from "./contract";

type Op = typeof contract.getOverview;
type Input = InputOf<Op>;
type Wire = WireOf<Op>;

/** As long as events take to be told at the most, so that nobody sees less than the live page would. */
const SHARED_MS = 1_000;
const MOST_OPEN = 200;
const MOST_CHANGES = 50;

/** Encoded already: a viewer may read all of it, so one answer a second serves everybody. */
export function getOverview({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Wire> {
  return shareAnswer(`overview ${JSON.stringify(input)}`, SHARED_MS, () => readOverview(ctx, input));
}

/** The same for the API, its text shared too. */
export async function overviewResponse({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Response> {
  const key = `overview text ${JSON.stringify(input)}`;
  const text = await shareAnswer(key, SHARED_MS, async () => JSON.stringify(await getOverview({ ctx, input })));
  return new Response(text, { headers: { "content-type": "application/json" } });
}

async function readOverview(
  ctx: Ctx,
  { tz, environment, todayFrom, yesterdayFrom, yesterdayTo, dayFrom, to }: Input,
): Promise<Wire> {
  const within = environment === undefined ? {} : { environment: [environment] };
  const figures = { tz, groupBy: "workflow" as const, top: 100, ...within };
  const [agents, fleet, incidents, today, yesterday, hours, sources, changes, knocking] = await Promise.all([
    listAgents({ ctx, input: { limit: 1, sort: "status", ...within } }),
    getFleetHealth({ ctx, input: { from: dayFrom, to, groupBy: environment === undefined ? "none" : "environment" } }),
    listIncidents({ ctx, input: { state: "open", limit: MOST_OPEN } }),
    getUsage({ ctx, input: { ...figures, from: todayFrom, to, interval: "month" } }),
    getUsage({ ctx, input: { ...figures, from: yesterdayFrom, to: yesterdayTo, interval: "month" } }),
    getUsage({ ctx, input: { ...figures, from: dayFrom, to, interval: "hour" } }),
    listSources({ ctx, input: {} }),
    listAnnotations({
      ctx,
      input: { from: dayFrom, to, limit: MOST_CHANGES, ...(environment === undefined ? {} : { environment }) },
    }),
    listRegistrations({ ctx, input: { state: ["pending"], limit: 1 } }),
  ]);
  return contract.getOverview.out.parse({
    agents,
    fleet,
    incidents,
    today,
    yesterday,
    hours,
    sources,
    changes,
    knocking,
  });
}
