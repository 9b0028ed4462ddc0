import pg from "pg";
import { newId } from "@/server/platform/ids";

const TABLES = `
  CREATE TABLE workflow_runs (id varchar(36) PRIMARY KEY, workflow_name varchar(256) NOT NULL, status varchar(32) NOT NULL,
    config_snapshot text, inputs text, outputs text, error_message text, started_at timestamp NOT NULL, completed_at timestamp,
    duration_seconds double precision, total_tokens integer, total_cost_usd double precision, bottleneck_info text);
  CREATE TABLE execution_states (id serial PRIMARY KEY, run_id varchar(36) NOT NULL REFERENCES workflow_runs (id),
    node_id varchar(128) NOT NULL, state_data text NOT NULL, created_at timestamp NOT NULL);`;

export interface Execution {
  id: string;
  workflow: string;
  seconds: number;
  /** Null where the runtime wrote none. */
  costUsd: number | null;
  outputs: string;
}

/** A workflow database beside Muster's own, with executions that started yesterday at this time; `drop` ends it. */
export async function createWorkflowDatabase(muster: pg.Client, executions: readonly Execution[]) {
  const name = `e2e_${newId().replaceAll("-", "")}`;
  await muster.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(String(process.env.DATABASE_URL));
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(TABLES);
  for (const { id, workflow, seconds, costUsd, outputs } of executions)
    await client.query(
      `INSERT INTO workflow_runs (id, workflow_name, status, started_at, completed_at, duration_seconds, total_tokens, total_cost_usd, outputs)
       SELECT $1, $2, 'completed', start, start + make_interval(secs => $3), $3, 900, $4, $5
         FROM (SELECT now() AT TIME ZONE 'UTC' - interval '1 day' AS start) AS yesterday`,
      [id, workflow, seconds, costUsd, outputs],
    );
  await client.end();
  return { url: url.href, drop: () => muster.query(`DROP DATABASE ${name} WITH (FORCE)`) };
}
