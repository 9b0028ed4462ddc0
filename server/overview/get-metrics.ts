import { pool } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { unauthorized } from "@/server/platform/errors";
import { identify, isFromLoopback, sessionCookieName } from "@/server/platform/identity";
import { newId } from "@/server/platform/ids";
import { metrics } from "@/server/platform/metrics";
import { problemResponse } from "@/server/platform/route";
import { workflowMetrics } from "@/server/runs";
import { type Family, prometheusText } from "./prometheus-text";
import { readGauges } from "./queries/gauges";

const MOST_WORKFLOWS = 200;

interface Asker {
  headers: Headers;
  cookies: { get(name: string): { value: string } | undefined };
}

/** Prometheus text, for everybody with a role, and for this machine itself where the setting says so. */
export async function getMetrics(request: Asker): Promise<Response> {
  const requestId = newId();
  try {
    await admit(request);
    const text = `${prometheusText(await families())}${await metrics().metrics()}`;
    return new Response(text, {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
    });
  } catch (error) {
    return problemResponse(error, requestId, "getMetrics");
  }
}

async function admit({ headers, cookies }: Asker): Promise<void> {
  const authorization = headers.get("authorization");
  if (authorization === null && env().metrics === "loopback" && isFromLoopback(headers)) return;
  const actor = await identify(authorization, cookies.get(sessionCookieName())?.value);
  if (actor.kind === "stranger") throw unauthorized("Send a token; /metrics is open to this machine itself alone.");
}

async function families(): Promise<Family[]> {
  const [workflows, gauges] = await Promise.all([workflowMetrics(), readGauges(pool())]);
  const { totalCount, idleCount, waitingCount } = pool();
  return [
    {
      name: "workflow_duration_seconds",
      help: "Durations of the runs that ended in the last 24 hours",
      type: "histogram",
      samples: workflows.durations.slice(0, MOST_WORKFLOWS).flatMap(({ workflow, buckets, sumSeconds, count }) => [
        ...buckets.map(({ le, count: upTo }) => ({
          suffix: "_bucket",
          labels: { workflow, le: String(le) },
          value: upTo,
        })),
        { suffix: "_bucket", labels: { workflow, le: "+Inf" }, value: count },
        { suffix: "_sum", labels: { workflow }, value: sumSeconds },
        { suffix: "_count", labels: { workflow }, value: count },
      ]),
    },
    gauge(
      "llm_cost_usd",
      "Cost of the runs that ended in the last 24 hours",
      workflows.costs.slice(0, 2 * MOST_WORKFLOWS).map(({ workflow, kind, usd }) => [{ workflow, kind }, usd]),
    ),
    gauge(
      "error_rate",
      "Failed and killed runs among those that ended in the last 24 hours",
      workflows.errorRates.slice(0, MOST_WORKFLOWS).map(({ workflow, ratio }) => [{ workflow }, ratio]),
    ),
    gauge("db_pool_connections", "Connections of this process", [
      [{ state: "open" }, totalCount],
      [{ state: "idle" }, idleCount],
    ]),
    gauge("db_pool_waiting", "Questions that wait for a connection", [[{}, waitingCount]]),
    gauge(
      "muster_agents",
      "Agents by status",
      gauges.agents.map(({ status, n }) => [{ status }, n]),
    ),
    gauge(
      "muster_probe_lag_seconds",
      "Age of the oldest shard's last written look",
      gauges.probeLag === null ? [] : [[{}, gauges.probeLag]],
    ),
    gauge(
      "muster_source_lag_seconds",
      "How far a source of figures is behind",
      gauges.sources.map(({ name, lag }) => [{ source: name }, lag]),
    ),
    gauge(
      "muster_role_instances",
      "Processes seen in the last 15 seconds",
      gauges.roles.map(({ role, n }) => [{ role }, n]),
    ),
  ];
}

function gauge(name: string, help: string, values: [Record<string, string>, number][]): Family {
  return { name, help, type: "gauge", samples: values.map(([labels, value]) => ({ suffix: "", labels, value })) };
}
