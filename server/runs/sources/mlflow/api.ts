import type { z } from "zod";
import { z as zod } from "zod";
import { guardedFetch } from "@/server/platform/http";
import type { SourceAddress } from "@/server/runs/sources/define-source";
import { explainAnswer, notMlflow } from "./explain";
import {
  experimentsPage,
  runsPage,
  traceInfos,
  tracesPage,
  tracesWithSpans,
  type WireExperiment,
  type WireRun,
  type WireTrace,
  wireRun,
  wireTrace,
} from "./wire";

const TIMEOUT_MS = 60_000;
const MOST_BYTES = 256 * 1024 * 1024;
export const RUNS_A_PAGE = 1000;
export const TRACES_A_PAGE = 500;
/** `IN` lists and the ids of one call. */
export const IDS_A_CALL = 200;

export interface WindowPage<T> {
  items: T[];
  token: string | undefined;
}

export interface Search {
  experimentIds: readonly string[];
  filter: string;
  /** One attribute, ascending; MLflow adds the id as a tie-break. */
  orderBy: string;
  token?: string | undefined;
}

/** MLflow's REST API as far as a sync needs it. Throws HttpFault and SourceFault. */
export function mlflowApi(address: SourceAddress, signal: AbortSignal) {
  const call = <S extends z.ZodType>(schema: S, method: "GET" | "POST", path: string, body?: unknown) =>
    ask(address, signal, schema, method, path, body);
  return {
    version: () => text(address, signal, "/version"),
    experiments: () => allExperiments(call),
    runs: (search: Search) => searchRuns(call, search),
    run: (id: string) =>
      unlessAbsent(call(oneRun, "GET", `/api/2.0/mlflow/runs/get?run_id=${encodeURIComponent(id)}`), ({ run }) => run),
    traces: (search: Search) => searchTraces(call, search),
    trace: (id: string) =>
      unlessAbsent(
        call(oneTrace, "GET", `/api/3.0/mlflow/traces/${encodeURIComponent(id)}`),
        ({ trace }) => trace.trace_info,
      ),
    traceInfos: async (ids: readonly string[]) =>
      (await call(traceInfos, "POST", "/api/3.0/mlflow/traces/batchGetInfos", { trace_ids: ids })).trace_infos,
    spans: async (ids: readonly string[]) => {
      const query = ids.map((id) => `trace_ids=${encodeURIComponent(id)}`).join("&");
      return (await call(tracesWithSpans, "GET", `/api/3.0/mlflow/traces/batchGet?${query}`)).traces;
    },
  };
}

export type MlflowApi = ReturnType<typeof mlflowApi>;

const oneRun = zod.object({ run: wireRun });
const oneTrace = zod.object({ trace: zod.object({ trace_info: wireTrace }) });

type Call = <S extends z.ZodType>(
  schema: S,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
) => Promise<z.output<S>>;

class Absent extends Error {}

async function unlessAbsent<A, B>(answer: Promise<A>, pick: (answer: A) => B): Promise<B | null> {
  try {
    return pick(await answer);
  } catch (error) {
    if (error instanceof Absent) return null;
    throw error;
  }
}

async function allExperiments(call: Call): Promise<WireExperiment[]> {
  const found = new Map<string, WireExperiment>();
  let token: string | undefined;
  do {
    const page = await call(experimentsPage, "POST", "/api/2.0/mlflow/experiments/search", {
      max_results: 1000,
      view_type: "ALL",
      page_token: token,
    });
    const before = found.size;
    for (const experiment of page.experiments) found.set(experiment.experiment_id, experiment);
    if (token !== undefined && page.experiments.length > 0 && found.size === before)
      throw notMlflow("it gives the same page of experiments again and again");
    token = page.experiments.length > 0 ? page.next_page_token || undefined : undefined;
  } while (token !== undefined);
  return [...found.values()];
}

async function searchRuns(call: Call, search: Search): Promise<WindowPage<WireRun>> {
  const page = await call(runsPage, "POST", "/api/2.0/mlflow/runs/search", {
    experiment_ids: search.experimentIds,
    filter: search.filter,
    run_view_type: "ALL",
    max_results: RUNS_A_PAGE,
    order_by: [`${search.orderBy} ASC`],
    page_token: search.token,
  });
  return { items: page.runs, token: page.next_page_token || undefined };
}

async function searchTraces(call: Call, search: Search): Promise<WindowPage<WireTrace>> {
  const page = await call(tracesPage, "POST", "/api/3.0/mlflow/traces/search", {
    locations: search.experimentIds.map((id) => ({
      type: "MLFLOW_EXPERIMENT",
      mlflow_experiment: { experiment_id: id },
    })),
    filter: search.filter,
    max_results: TRACES_A_PAGE,
    order_by: [`${search.orderBy} ASC`],
    page_token: search.token,
  });
  return { items: page.traces, token: page.next_page_token || undefined };
}

async function ask<S extends z.ZodType>(
  address: SourceAddress,
  signal: AbortSignal,
  schema: S,
  method: "GET" | "POST",
  path: string,
  body: unknown,
): Promise<z.output<S>> {
  const answer = await guardedFetch(address.url + path, {
    policy: "operator",
    method,
    headers: {
      accept: "application/json",
      ...authorization(address),
      ...(body ? { "content-type": "application/json" } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MOST_BYTES,
    signal,
  });
  const content = answer.body.toString("utf8");
  if (answer.status === 404 && content.includes("RESOURCE_DOES_NOT_EXIST")) throw new Absent(path);
  if (answer.status !== 200)
    throw explainAnswer(answer.status, answer.headers["content-type"] ?? "", content.slice(0, 2000));
  return parsed(schema, content, answer.headers["content-type"] ?? "");
}

function parsed<S extends z.ZodType>(schema: S, content: string, contentType: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw explainAnswer(200, contentType, content.slice(0, 2000));
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw notMlflow(`${issue?.path.join(".") || "it"} ${issue?.message ?? "is not as expected"}`);
}

async function text(address: SourceAddress, signal: AbortSignal, path: string): Promise<string> {
  const answer = await guardedFetch(address.url + path, {
    policy: "operator",
    headers: authorization(address),
    timeoutMs: 10_000,
    maxBytes: 64 * 1024,
    signal,
  });
  const content = answer.body.toString("utf8").slice(0, 2000);
  if (answer.status !== 200) throw explainAnswer(answer.status, answer.headers["content-type"] ?? "", content);
  return content.trim();
}

/** A user and password as Basic; a password alone is a token. */
function authorization({ user, password }: SourceAddress): Record<string, string> {
  if (password === null && user === null) return {};
  if (user === null || user === "") return { authorization: `Bearer ${password}` };
  return { authorization: `Basic ${Buffer.from(`${user}:${password ?? ""}`).toString("base64")}` };
}
