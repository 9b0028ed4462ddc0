import pg from "pg";
import { emptyDatabase } from "@/tests/harness/databases";

const TABLES = `
  CREATE TABLE workflow_runs (id varchar(36) PRIMARY KEY, workflow_name varchar(256) NOT NULL, status varchar(32) NOT NULL,
    config_snapshot text, inputs text, outputs text, error_message text, started_at timestamp NOT NULL, completed_at timestamp,
    duration_seconds double precision, total_tokens integer, total_cost_usd double precision, bottleneck_info text);
  CREATE TABLE execution_states (id serial PRIMARY KEY, run_id varchar(36) NOT NULL REFERENCES workflow_runs (id),
    node_id varchar(128) NOT NULL, state_data text NOT NULL, created_at timestamp NOT NULL);`;

export interface WrittenRow {
  id: string;
  workflow: string;
  /** Naive text, as the runtime stores it. */
  startedAt: string;
  status?: string;
  completedAt?: string;
  seconds?: number;
  tokens?: number;
  cost?: number;
}

/** A workflow database with the runtime's tables, in a database of its own. */
export async function startWorkflowDatabase() {
  const database = await emptyDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(TABLES);
  return {
    url: database.url,
    query: (text: string, values: unknown[] = []) => client.query(text, values),
    write: (row: WrittenRow) =>
      client.query(
        `INSERT INTO workflow_runs (id, workflow_name, status, started_at, completed_at, duration_seconds, total_tokens, total_cost_usd)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          row.id,
          row.workflow,
          row.status ?? "completed",
          row.startedAt,
          row.completedAt ?? null,
          row.seconds ?? null,
          row.tokens ?? null,
          row.cost ?? null,
        ],
      ),
    state: (run: string, node: string, data: Record<string, unknown>) =>
      client.query(
        `INSERT INTO execution_states (run_id, node_id, state_data, created_at) VALUES ($1, $2, $3, now())`,
        [run, node, JSON.stringify(data)],
      ),
    stop: async () => {
      await client.end();
      await database.drop();
    },
  };
}

export type WorkflowDatabase = Awaited<ReturnType<typeof startWorkflowDatabase>>;
