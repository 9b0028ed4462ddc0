import { z } from "zod";
import {
  count,
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
  provider: listOf(z.string()).optional(),
  agent: id.optional(),
  /** Evaluations and attempts that were handed over are shown when asked for, by class or by status. */
  class: listOf(z.enum(["workload", "evaluation", "handed_over"])).optional(),
  /** Whose records: of the source that speaks for runs or for cost, or of any. Default: runs; by cost or model: cost; by source: any. */
  authority: z.enum(["runs", "cost", "any"]).optional(),
  /** Milliseconds. */
  minDuration: z.coerce.number().min(0).optional(),
  minCostUsd: usd.optional(),
  q: words(200).optional(),
  sort: z.enum(RUN_SORTS).default("-startedAt"),
});

export const executionsContract = {
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
};
