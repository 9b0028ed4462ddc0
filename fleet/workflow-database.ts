import pg from "pg";
import { TABLES } from "./database-tables";
import { type Execution, endOf, type NodeResult, totalsOf } from "./execution";

const ERROR_LENGTH = 500;
const ROWS_PER_INSERT = 500;

export type BackfillTarget = "workflow_database" | "mlflow";

export interface BackfillRange {
  from: number;
  to: number;
  done: boolean;
}

/** The runtime's storage. Times are written as naive UTC text, which no driver can shift. */
export class WorkflowDatabase {
  readonly #pool: pg.Pool;

  constructor(url: string) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: 1,
      idleTimeoutMillis: 5_000,
      application_name: "muster-demo-fleet",
    });
    // A server that restarts drops idle connections; the pool opens new ones, nothing else is to be done.
    this.#pool.on("error", (error) => console.error(`fleet: workflow database: ${error.message}`));
  }

  async createTables(): Promise<void> {
    await this.#pool.query(TABLES);
  }

  async beginRun(execution: Execution): Promise<void> {
    await this.#pool.query(
      `insert into workflow_runs (id, workflow_name, status, config_snapshot, inputs, started_at)
       values ($1, $2, 'running', $3, $4, $5)`,
      [
        execution.id,
        execution.workflow.name,
        snapshotOf(execution),
        JSON.stringify(execution.inputs),
        naive(execution.startedAt),
      ],
    );
  }

  async addNodeState(execution: Execution, node: NodeResult): Promise<void> {
    await this.#pool.query(
      "insert into execution_states (run_id, node_id, state_data, created_at) values ($1, $2, $3, $4)",
      Object.values(stateRow(execution, node)),
    );
  }

  async endRun(execution: Execution): Promise<void> {
    const row = runRow(execution);
    await this.#pool.query(
      `update workflow_runs set status = $2, outputs = $3, error_message = $4, completed_at = $5, duration_seconds = $6,
         total_tokens = $7, total_cost_usd = $8, bottleneck_info = $9 where id = $1`,
      [
        row.id,
        row.status,
        row.outputs,
        row.error_message,
        row.completed_at,
        row.duration_seconds,
        row.total_tokens,
        row.total_cost_usd,
        row.bottleneck_info,
      ],
    );
  }

  /** Writes executions that have ended, each at most once however often it is asked. */
  async addEnded(executions: readonly Execution[]): Promise<void> {
    for (let start = 0; start < executions.length; start += ROWS_PER_INSERT) {
      await this.#addBatch(executions.slice(start, start + ROWS_PER_INSERT));
    }
  }

  async #addBatch(executions: readonly Execution[]): Promise<void> {
    const states = executions.flatMap((execution) => execution.nodes.map((node) => stateRow(execution, node)));
    await this.#pool.query(
      `with ended as (
         insert into workflow_runs select * from json_populate_recordset(null::workflow_runs, $1)
         on conflict (id) do nothing returning id
       )
       insert into execution_states (run_id, node_id, state_data, created_at)
       select state.run_id, state.node_id, state.state_data, state.created_at
       from json_populate_recordset(null::execution_states, $2) with ordinality as state
       join ended on ended.id = state.run_id order by state.ordinality`,
      [JSON.stringify(executions.map(runRow)), JSON.stringify(states)],
    );
  }

  /** The range that was to be filled at the first start; an interrupted backfill goes on with it. */
  async backfillRange(target: BackfillTarget, from: number, to: number): Promise<BackfillRange> {
    await this.#pool.query(
      "insert into fleet_backfill (target, from_ms, to_ms) values ($1, $2, $3) on conflict (target) do nothing",
      [target, from, to],
    );
    const { rows } = await this.#pool.query<{ from_ms: string; to_ms: string; done: boolean }>(
      "select from_ms::text, to_ms::text, done_at is not null as done from fleet_backfill where target = $1",
      [target],
    );
    const [row] = rows;
    if (!row) throw new Error(`The note about the backfill of ${target} vanished`);
    return { from: Number(row.from_ms), to: Number(row.to_ms), done: row.done };
  }

  async backfillDone(target: BackfillTarget): Promise<void> {
    await this.#pool.query("update fleet_backfill set done_at = now() at time zone 'UTC' where target = $1", [target]);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

function runRow(execution: Execution) {
  const { inputTokens, outputTokens, costUsd } = totalsOf(execution);
  const measured = execution.workflow.database === "totals" && !execution.error;
  return {
    id: execution.id,
    workflow_name: execution.workflow.name,
    status: execution.error ? "failed" : "completed",
    config_snapshot: snapshotOf(execution),
    inputs: JSON.stringify(execution.inputs),
    outputs: execution.outputs ? JSON.stringify(execution.outputs) : null,
    error_message: execution.error?.slice(0, ERROR_LENGTH) ?? null,
    started_at: naive(execution.startedAt),
    completed_at: naive(execution.startedAt + execution.durationMs),
    duration_seconds: execution.durationMs / 1000,
    total_tokens: measured ? inputTokens + outputTokens : 0,
    total_cost_usd: measured ? costUsd : 0,
    bottleneck_info: bottleneckOf(execution),
  };
}

function stateRow(execution: Execution, node: NodeResult) {
  return {
    run_id: execution.id,
    node_id: node.id,
    state_data: JSON.stringify(stateData(execution, node)),
    created_at: naive(execution.startedAt + endOf(node)),
  };
}

function stateData(execution: Execution, node: NodeResult): Record<string, unknown> {
  const duration = { node_id: node.id, duration_seconds: node.durationMs / 1000 };
  if (node.error) return { ...duration, status: "failed", error: node.error };
  const call = execution.workflow.database === "totals" ? node.call : null;
  return {
    ...duration,
    input_tokens: call?.inputTokens ?? 0,
    output_tokens: call?.outputTokens ?? 0,
    total_tokens: (call?.inputTokens ?? 0) + (call?.outputTokens ?? 0),
    model: node.call?.model.name ?? null,
    status: "completed",
    cost_usd: call?.costUsd ?? 0,
    outputs: {},
  };
}

function snapshotOf(execution: Execution): string {
  return JSON.stringify({
    flow: { name: execution.workflow.name },
    nodes: execution.workflow.nodes.map(({ id }) => id),
  });
}

function bottleneckOf(execution: Execution): string {
  const nodes = execution.nodes.map((node) => ({
    node_id: node.id,
    total_duration_ms: node.durationMs,
    avg_duration_ms: node.durationMs,
    call_count: 1,
  }));
  const slowest = nodes.toSorted((one, other) => other.total_duration_ms - one.total_duration_ms)[0];
  const share = (node: { total_duration_ms: number }) =>
    Math.round((node.total_duration_ms / execution.durationMs) * 100);
  const bottlenecks = nodes.map((node) => ({ ...node, percent_of_total: share(node) }));
  return JSON.stringify({
    total_time_ms: execution.durationMs,
    node_count: nodes.length,
    slowest_node: slowest,
    bottlenecks: bottlenecks.filter((node) => node.percent_of_total > 50),
  });
}

function naive(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("T", " ").replace("Z", "000");
}
