import { z } from "zod";
import { count, id, instant, instantIn, listOf, operation, usd, zone } from "@/server/platform/contract";

/** How many of the cost authority's records know their cost. */
const coverage = z.object({ reported: count, estimated: count, unknown: count });

/** Nearest rank. `exact` is false where the figures come from buckets of 1 % relative error. */
const durations = z.object({
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  mean: z.number(),
  max: z.number(),
  count,
  exact: z.boolean(),
});

const figures = {
  runs: count,
  failed: count,
  costRuns: count,
  costUsd: usd,
  estimatedUsd: usd,
  coverage,
  inputTokens: count,
  outputTokens: count,
  durationMs: durations.nullable(),
};
const totals = z.object(figures);

const interval = z.enum(["15min", "hour", "day", "week", "month"]);
const groupBy = z.enum(["none", "workflow", "agent", "model", "provider", "environment", "source"]);

const usageQuery = z.strictObject({
  from: instantIn.optional(),
  to: instantIn.optional(),
  tz: zone.default("UTC"),
  interval: z.enum(["auto", ...interval.options]).default("auto"),
  groupBy: groupBy.default("none"),
  workflow: listOf(z.string()).optional(),
  model: listOf(z.string()).optional(),
  environment: listOf(z.string()).optional(),
  top: z.coerce.number().int().min(1).max(100).default(100),
});

const usage = z.object({
  from: instant,
  to: instant,
  tz: z.string(),
  interval,
  groupBy,
  series: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      points: z.array(
        z.object({
          /** Where the bucket begins in the zone, also when the range cuts it. */
          t: instant,
          /** The range or the present cuts this bucket. */
          partial: z.boolean(),
          ...figures,
        }),
      ),
      totals,
    }),
  ),
  totals,
  previous: z.object({ from: instant, to: instant, ...figures }),
  /** Evaluations are no workload: their money is kept apart. */
  evaluation: z.object({ runs: count, costUsd: usd }),
  /** What failed and killed runs cost, of their cost authority's records. */
  failures: z.object({ runs: count, costUsd: usd, coverage }),
  authority: z.array(z.object({ workflow: z.string(), runs: id.nullable(), cost: id.nullable() })),
  /** Figures of closed days that changed afterwards, newest first. */
  restatements: z.array(
    z.object({
      at: instant,
      day: z.string(),
      workflow: z.string(),
      figure: z.enum(["runs", "cost"]),
      before: z.string(),
      after: z.string(),
      cause: z.string(),
    }),
  ),
  asOf: instant,
  /** Right of this a source may still know more; null before the first sync. */
  completeThrough: instant.nullable(),
});

export const usageContract = {
  getUsage: operation({
    id: "getUsage",
    method: "GET",
    path: "/api/usage",
    access: "viewer",
    summary: "Runs, failures, cost, tokens and durations over time",
    query: usageQuery,
    out: usage,
  }),
};
