import { z } from "zod";
import {
  count,
  done,
  id,
  idParams,
  instant,
  instantIn,
  listOf,
  operation,
  page,
  pageQuery,
  usd,
  words,
  zone,
} from "@/server/platform/contract";

const runStatus = z.enum([
  "pending",
  "running",
  "completed",
  "failed",
  "killed",
  "abandoned",
  "handed_over",
  "unknown",
]);
const costKind = z.enum(["reported", "estimated", "unknown"]);

// ---- usage

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

// ---- runs

const runItem = z.object({
  id,
  source: z.object({ id, name: z.string(), kind: z.enum(["mlflow", "postgres", "sqlite"]) }),
  externalId: z.string(),
  name: z.string().nullable(),
  workflow: z.string(),
  agentId: id.nullable(),
  environment: z.string(),
  class: z.enum(["workload", "evaluation", "handed_over"]),
  status: runStatus,
  sourceStatus: z.string(),
  goneAt: instant.nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  durationMs: count.nullable(),
  costUsd: usd.nullable(),
  costKind,
  inputTokens: count.nullable(),
  outputTokens: count.nullable(),
  models: z.array(z.string()),
  error: z.string().nullable(),
  link: z.string().nullable(),
});

const modelUsage = z.object({
  provider: z.string(),
  model: z.string(),
  calls: count,
  inputTokens: count.nullable(),
  outputTokens: count.nullable(),
  cacheReadTokens: count.nullable(),
  cacheWriteTokens: count.nullable(),
  costUsd: usd.nullable(),
  costKind,
});

const nodeState = z.object({
  nodeId: z.string().nullable(),
  status: z.string().nullable(),
  durationMs: z.number().nullable(),
  model: z.string().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  costUsd: z.string().nullable(),
  error: z.string().nullable(),
});

const runDetail = runItem.extend({
  durationHow: z.enum(["reported", "clock"]).nullable(),
  totalTokens: count.nullable(),
  errorClass: z.string().nullable(),
  /** What was odd about it, as short names. */
  flags: z.array(z.string()),
  inputs: z.string().nullable(),
  outputs: z.string().nullable(),
  params: z.record(z.string(), z.string()).nullable(),
  modelUsage: z.array(modelUsage),
  nodeStates: z.array(nodeState),
  /** What the source holds of this execution. */
  records: z.array(
    z.object({
      kind: z.enum(["run", "trace", "row"]),
      externalId: z.string(),
      status: z.string(),
      startedAt: instant.nullable(),
      endedAt: instant.nullable(),
      durationMs: z.number().nullable(),
      costUsd: z.string().nullable(),
      goneAt: instant.nullable(),
      link: z.string().nullable(),
    }),
  ),
  firstSeenAt: instant,
  observedAt: instant,
});

const RUN_SORTS = ["-startedAt", "startedAt", "-cost", "-duration"] as const;

const runsQuery = z.strictObject({
  ...pageQuery,
  from: instantIn.optional(),
  to: instantIn.optional(),
  workflow: listOf(z.string()).optional(),
  environment: listOf(z.string()).optional(),
  source: listOf(id).optional(),
  status: listOf(runStatus).optional(),
  model: listOf(z.string()).optional(),
  agent: id.optional(),
  /** Milliseconds. */
  minDuration: z.coerce.number().min(0).optional(),
  q: words(200).optional(),
  sort: z.enum(RUN_SORTS).default("-startedAt"),
});

// ---- sources

const source = z.object({
  id,
  kind: z.enum(["mlflow", "postgres", "sqlite"]),
  name: z.string(),
  url: z.string(),
  /** Credentials are write-only: only whether there are any is told. */
  hasCredentials: z.boolean(),
  environment: z.string(),
  options: z.record(z.string(), z.unknown()),
  enabled: z.boolean(),
  status: z.enum(["new", "syncing", "ok", "failing", "paused"]),
  lastError: z.string().nullable(),
  cursor: z.string().nullable(),
  lagSeconds: z.number().nullable(),
  completeThrough: instant.nullable(),
  lastSyncAt: instant.nullable(),
  lastOkAt: instant.nullable(),
  firstSyncedAt: instant.nullable(),
  rowsSeen: count,
  createdAt: instant,
});

const sourceOptions = z.strictObject({
  /** Zones of the naive columns of a workflow database. */
  startedAtZone: zone.optional(),
  completedAtZone: zone.optional(),
});
const url = words(2000);
const credentials = { user: z.string().max(512).optional(), password: z.string().max(2000).optional() };
const kind = z.enum(["mlflow", "postgres"]);

const testStep = z.object({
  name: z.string(),
  state: z.enum(["ok", "odd", "failed", "not tried"]),
  detail: z.string(),
  /** Options that would put it right. */
  proposal: z.record(z.string(), z.string()).optional(),
});
const testResult = z.object({ ok: z.boolean(), steps: z.array(testStep) });

export const contract = {
  getUsage: operation({
    id: "getUsage",
    method: "GET",
    path: "/api/usage",
    access: "viewer",
    summary: "Runs, failures, cost, tokens and durations over time",
    query: usageQuery,
    out: usage,
  }),
  listRuns: operation({
    id: "listRuns",
    method: "GET",
    path: "/api/runs",
    access: "viewer",
    summary: "Executions, newest first",
    query: runsQuery,
    out: page(runItem),
  }),
  getRun: operation({
    id: "getRun",
    method: "GET",
    path: "/api/runs/{id}",
    access: "viewer",
    summary: "One execution with all that its source says of it",
    params: idParams,
    out: runDetail,
  }),
  listSources: operation({
    id: "listSources",
    method: "GET",
    path: "/api/sources",
    access: "viewer",
    summary: "Where figures come from, and how far each was read",
    out: page(source),
  }),
  createSource: operation({
    id: "createSource",
    method: "POST",
    path: "/api/sources",
    access: "admin",
    summary: "Add a source of figures",
    body: z.strictObject({
      kind,
      name: words(100),
      url,
      environment: words(64).default("default"),
      ...credentials,
      options: sourceOptions.default({}),
      enabled: z.boolean().default(true),
    }),
    out: source,
    status: 201,
  }),
  updateSource: operation({
    id: "updateSource",
    method: "PATCH",
    path: "/api/sources/{id}",
    access: "admin",
    summary: "Change a source",
    params: idParams,
    body: z.strictObject({
      name: words(100).optional(),
      url: url.optional(),
      ...credentials,
      options: sourceOptions.optional(),
      enabled: z.boolean().optional(),
    }),
    out: source,
  }),
  syncSource: operation({
    id: "syncSource",
    method: "POST",
    path: "/api/sources/{id}/sync",
    access: "operator",
    summary: "Read a source again from the beginning, now",
    params: idParams,
    body: z.strictObject({
      /** Let records go that vanished from the source, however many. */
      allowDeletions: z.boolean().default(false),
    }),
    out: done,
    status: 202,
  }),
  testSource: operation({
    id: "testSource",
    method: "POST",
    path: "/api/sources/{id}/test",
    access: "admin",
    summary: "Try a source step by step and say what is wrong or odd",
    params: idParams,
    out: testResult,
  }),
  testSourceAddress: operation({
    id: "testSourceAddress",
    method: "POST",
    path: "/api/sources/test",
    access: "admin",
    summary: "Try an address before it is added as a source",
    body: z.strictObject({ kind, url, ...credentials, options: sourceOptions.default({}) }),
    out: testResult,
  }),
};
