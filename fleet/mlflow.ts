import { isObject, type JsonObject, listAt, objectAt, textAt } from "./json";
import { EXECUTION_TAG, type RunRecord } from "./mlflow-records";
import type { Span } from "./trace-records";

const REQUEST_TIMEOUT_MS = 60_000;
const RUNS_PER_PAGE = 1_000;
const TRACES_PER_PAGE = 500;

export interface RecordedRun {
  runId: string;
  /** False for a run whose writer went before its end. */
  ended: boolean;
}

/** The few calls of MLflow's REST API that agents make, and the two that tell what is already there. */
export class Mlflow {
  readonly #url: string;
  readonly #headers: Record<string, string>;
  readonly #experiments = new Map<string, Promise<string>>();

  constructor(url: string, authorization: string | null) {
    this.#url = url;
    this.#headers = { "content-type": "application/json", ...(authorization ? { authorization } : {}) };
  }

  /** Id of the experiment of that name, made if there is none. */
  experiment(name: string): Promise<string> {
    const known = this.#experiments.get(name);
    if (known) return known;
    const asked = this.#findOrCreateExperiment(name);
    this.#experiments.set(name, asked);
    // An answer that did not come is asked for anew by the next execution.
    asked.catch(() => this.#experiments.delete(name));
    return asked;
  }

  async createRun(experimentId: string, run: Pick<RunRecord, "name" | "startedAt" | "tags">): Promise<string> {
    const answer = await this.#post("/api/2.0/mlflow/runs/create", {
      experiment_id: experimentId,
      run_name: run.name,
      start_time: run.startedAt,
      tags: keysAndValues(run.tags),
    });
    const runId = textAt(objectAt(objectAt(answer, "run"), "info"), "run_id");
    if (!runId) throw new Error("MLflow created a run without an id");
    return runId;
  }

  async finishRun(runId: string, run: Omit<RunRecord, "name" | "startedAt" | "tags">): Promise<void> {
    await this.#post("/api/2.0/mlflow/runs/log-batch", {
      run_id: runId,
      params: keysAndValues(run.params),
      metrics: Object.entries(run.metrics).map(([key, value]) => ({ key, value, timestamp: run.endedAt, step: 0 })),
    });
    await this.#post("/api/2.0/mlflow/runs/update", { run_id: runId, status: run.status, end_time: run.endedAt });
  }

  async startTrace(info: JsonObject): Promise<void> {
    await this.#post("/api/3.0/mlflow/traces", { trace: { trace_info: info } });
  }

  /** Spans of any number of traces of one experiment; MLflow prices those with a model that it knows. */
  async exportSpans(experimentId: string, spans: Span[]): Promise<void> {
    const scopeSpans = [{ scope: { name: "mlflow" }, spans }];
    const body = { resourceSpans: [{ resource: { attributes: [] }, scopeSpans }] };
    await this.#post("/v1/traces", body, { "x-mlflow-experiment-id": experimentId });
  }

  /** Execution tag → run, of the experiment's runs since an instant. */
  async recordedRuns(experimentId: string, since: number): Promise<Map<string, RecordedRun>> {
    const runs = await this.#pages("/api/2.0/mlflow/runs/search", "runs", {
      experiment_ids: [experimentId],
      filter: `attributes.start_time >= ${since}`,
      max_results: RUNS_PER_PAGE,
    });
    return new Map(runs.flatMap(executionOfRun));
  }

  /** Ids of the experiment's traces since an instant. */
  async recordedTraces(experimentId: string, since: number): Promise<Set<string>> {
    const traces = await this.#pages("/api/3.0/mlflow/traces/search", "traces", {
      locations: [{ type: "MLFLOW_EXPERIMENT", mlflow_experiment: { experiment_id: experimentId } }],
      filter: `timestamp_ms >= ${since}`,
      max_results: TRACES_PER_PAGE,
    });
    return new Set(traces.map((trace) => textAt(trace, "trace_id") ?? "").filter((id) => id !== ""));
  }

  async #findOrCreateExperiment(name: string): Promise<string> {
    const path = `/api/2.0/mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
    const response = await fetch(this.#url + path, { headers: this.#headers, signal: timeLimit() });
    if (response.ok) {
      const found = textAt(objectAt(await response.json(), "experiment"), "experiment_id");
      if (found) return found;
    } else if (response.status !== 404) throw await refusal(path, response);
    const created = textAt(await this.#post("/api/2.0/mlflow/experiments/create", { name }), "experiment_id");
    if (!created) throw new Error(`MLflow created experiment ${name} without an id`);
    return created;
  }

  async #pages(path: string, member: string, query: JsonObject): Promise<unknown[]> {
    const found: unknown[] = [];
    let pageToken: string | null = null;
    do {
      const answer: unknown = await this.#post(path, { ...query, ...(pageToken ? { page_token: pageToken } : {}) });
      const page = listAt(answer, member);
      found.push(...page);
      pageToken = page.length > 0 ? textAt(answer, "next_page_token") : null;
    } while (pageToken);
    return found;
  }

  async #post(path: string, body: JsonObject, headers: Record<string, string> = {}): Promise<unknown> {
    const response = await fetch(this.#url + path, {
      method: "POST",
      headers: { ...this.#headers, ...headers },
      body: JSON.stringify(body),
      signal: timeLimit(),
    });
    if (!response.ok) throw await refusal(path, response);
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return isJson ? response.json() : response.arrayBuffer();
  }
}

function timeLimit(): AbortSignal {
  return AbortSignal.timeout(REQUEST_TIMEOUT_MS);
}

async function refusal(path: string, response: Response): Promise<Error> {
  return new Error(`MLflow answered ${response.status} to ${path}: ${(await response.text()).slice(0, 300)}`);
}

function keysAndValues(values: Record<string, string>): { key: string; value: string }[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}

function executionOfRun(run: unknown): [string, RecordedRun][] {
  const tag = listAt(objectAt(run, "data"), "tags").find((each) => textAt(each, "key") === EXECUTION_TAG);
  const execution = isObject(tag) ? textAt(tag, "value") : null;
  const info = objectAt(run, "info");
  const runId = textAt(info, "run_id");
  return execution && runId ? [[execution, { runId, ended: info.status !== "RUNNING" }]] : [];
}
