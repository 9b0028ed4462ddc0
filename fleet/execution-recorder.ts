import { type Execution, type NodeResult, SYNC_TIMEOUT_MS } from "./execution";
import { Mlflow } from "./mlflow";
import { runName, runRecord, runTags, timedOutRunRecord } from "./mlflow-records";
import type { Settings } from "./settings";
import { rootlessSpans, traceInfo, traceSpans } from "./trace-records";
import { WorkflowDatabase } from "./workflow-database";

type Call = { startedAt: number; traceId: string };

/** Writes an execution into both sources while it runs. As with the real agents, a source that is away stops no execution. */
export class ExecutionRecorder {
  readonly #database: WorkflowDatabase;
  readonly #mlflow: Mlflow | null;
  /** Run ids of executions that have begun, while they last. */
  readonly #runs = new Map<string, string>();

  constructor(settings: Settings) {
    this.#database = new WorkflowDatabase(settings.workflowDatabaseUrl);
    this.#mlflow = settings.mlflowUrl ? new Mlflow(settings.mlflowUrl, settings.mlflowAuthorization) : null;
  }

  async begin(execution: Execution): Promise<void> {
    const { workflow } = execution;
    if (workflow.database !== "nothing") await this.#try(() => this.#database.beginRun(execution));
    if (workflow.mlflow === "nothing" || workflow.mlflow === "trace-only") return;
    await this.#withMlflow(async (mlflow) => {
      const run = { name: runName(execution), startedAt: execution.startedAt, tags: runTags(execution) };
      this.#runs.set(execution.id, await mlflow.createRun(await mlflow.experiment(workflow.name), run));
    });
  }

  async nodeEnded(execution: Execution, node: NodeResult): Promise<void> {
    if (execution.workflow.database !== "nothing") {
      await this.#try(() => this.#database.addNodeState(execution, node));
    }
  }

  async end(execution: Execution): Promise<void> {
    const { workflow } = execution;
    if (workflow.database !== "nothing") await this.#try(() => this.#database.endRun(execution));
    await this.#withMlflow(async (mlflow) => {
      const runId = this.#runs.get(execution.id) ?? null;
      this.#runs.delete(execution.id);
      if (runId) await mlflow.finishRun(runId, runRecord(execution));
      if (workflow.mlflow === "run-and-trace" || workflow.mlflow === "trace-only") {
        const experimentId = await mlflow.experiment(workflow.name);
        await mlflow.startTrace(traceInfo(execution, experimentId, runId));
        await mlflow.exportSpans(experimentId, traceSpans(execution));
      }
    });
  }

  /** The call that has reached the time limit and hands its request over to `execution`. */
  async timedOut(execution: Execution, call: Call): Promise<void> {
    await this.#withMlflow(async (mlflow) => {
      const experimentId = await mlflow.experiment(execution.workflow.name);
      const run = timedOutRunRecord(execution, call);
      await mlflow.finishRun(await mlflow.createRun(experimentId, run), {
        ...run,
        endedAt: call.startedAt + SYNC_TIMEOUT_MS,
      });
      await mlflow.exportSpans(experimentId, rootlessSpans(execution, call));
    });
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  async #withMlflow(write: (mlflow: Mlflow) => Promise<void>): Promise<void> {
    const mlflow = this.#mlflow;
    if (mlflow) await this.#try(() => write(mlflow));
  }

  async #try(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      console.error(
        `fleet: an execution goes on unrecorded: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
