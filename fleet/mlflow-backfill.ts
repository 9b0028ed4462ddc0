import type { Execution } from "./execution";
import type { Mlflow, RecordedRun } from "./mlflow";
import { type RunRecord, runRecord, timedOutRunRecord } from "./mlflow-records";
import { rootlessSpans, type Span, traceInfo, traceSpans } from "./trace-records";

/** MLflow's server has one worker: more requests in flight would only wait there. */
const WRITERS = 4;
const TRACES_PER_BATCH = 50;

interface Recorded {
  experimentId: string;
  runs: Map<string, RecordedRun>;
  traces: Set<string>;
}

/** Writes past executions into MLflow, oldest first, leaving out what an earlier start has written. */
export class MlflowBackfill {
  readonly #mlflow: Mlflow;
  readonly #recorded = new Map<string, Recorded>();
  readonly #waitingSpans = new Map<string, Span[][]>();

  constructor(mlflow: Mlflow) {
    this.#mlflow = mlflow;
  }

  async write(executions: readonly Execution[], from: number, onWritten: () => void): Promise<void> {
    for (const { workflow } of executions) {
      if (!this.#recorded.has(workflow.name)) await this.#lookUp(workflow.name, from);
    }
    const queue = executions.values();
    const writer = async () => {
      for (const execution of queue) {
        await this.#writeExecution(execution);
        onWritten();
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, writer));
    for (const experimentId of this.#waitingSpans.keys()) await this.#flush(experimentId);
  }

  async #lookUp(workflow: string, from: number): Promise<void> {
    const experimentId = await this.#mlflow.experiment(workflow);
    const runs = await this.#mlflow.recordedRuns(experimentId, from);
    const traces = await this.#mlflow.recordedTraces(experimentId, from);
    this.#recorded.set(workflow, { experimentId, runs, traces });
  }

  async #writeExecution(execution: Execution): Promise<void> {
    const recorded = this.#recorded.get(execution.workflow.name);
    if (!recorded) throw new Error(`No experiment was looked up for ${execution.workflow.name}`);
    const { mlflow } = execution.workflow;
    if (execution.timedOutCall) await this.#writeTimedOutCall(recorded, execution, execution.timedOutCall);
    const runId = mlflow === "trace-only" ? null : await this.#writeRun(recorded, execution.id, runRecord(execution));
    if (mlflow === "run-and-trace" || mlflow === "trace-only") await this.#writeTrace(recorded, execution, runId);
  }

  async #writeTimedOutCall(
    recorded: Recorded,
    execution: Execution,
    call: { startedAt: number; traceId: string },
  ): Promise<void> {
    await this.#writeRun(recorded, `${execution.id}:timeout`, timedOutRunRecord(execution, call));
    await this.#addSpans(recorded.experimentId, rootlessSpans(execution, call));
  }

  async #writeRun(recorded: Recorded, execution: string, run: RunRecord): Promise<string> {
    const written = recorded.runs.get(execution);
    if (written?.ended) return written.runId;
    const runId = written?.runId ?? (await this.#mlflow.createRun(recorded.experimentId, run));
    await this.#mlflow.finishRun(runId, run);
    return runId;
  }

  /** Spans are sent again even for a trace that is there: MLflow keeps a span once by its id. */
  async #writeTrace(recorded: Recorded, execution: Execution, runId: string | null): Promise<void> {
    if (!recorded.traces.has(`tr-${execution.traceId}`)) {
      await this.#mlflow.startTrace(traceInfo(execution, recorded.experimentId, runId));
    }
    await this.#addSpans(recorded.experimentId, traceSpans(execution));
  }

  async #addSpans(experimentId: string, spans: Span[]): Promise<void> {
    const waiting = this.#waitingSpans.get(experimentId) ?? [];
    waiting.push(spans);
    this.#waitingSpans.set(experimentId, waiting);
    if (waiting.length >= TRACES_PER_BATCH) await this.#flush(experimentId);
  }

  async #flush(experimentId: string): Promise<void> {
    const spans = this.#waitingSpans.get(experimentId)?.splice(0).flat() ?? [];
    if (spans.length > 0) await this.#mlflow.exportSpans(experimentId, spans);
  }
}
