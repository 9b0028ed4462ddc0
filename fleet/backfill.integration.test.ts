import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/tests/harness/databases";
import { startTestMlflow, type TestMlflow } from "@/tests/harness/mlflow";
import { backfill } from "./backfill";
import { isObject } from "./json";
import { Mlflow } from "./mlflow";
import { executionsBetween } from "./rhythm";
import { readSettings, type Settings } from "./settings";
import { WorkflowDatabase } from "./workflow-database";

let workflows: TestDatabase;
let mlflow: TestMlflow;
let settings: Settings;

beforeAll(async () => {
  workflows = await emptyDatabase();
  mlflow = await startTestMlflow();
  settings = readSettings({
    NODE_ENV: "test",
    FLEET_REGISTRY_URL: "http://127.0.0.1:9",
    FLEET_MLFLOW_URL: mlflow.url,
    FLEET_WORKFLOW_DATABASE_URL: workflows.url,
    FLEET_STATE_FILE: "unused.json",
    FLEET_BACKFILL_DAYS: "1",
  });
});

afterAll(async () => {
  await mlflow?.stop();
  await workflows?.drop();
});

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const answer = await client.query(sql);
  await client.end();
  return answer.rows.filter(isObject);
}

async function fill(): Promise<void> {
  const database = new WorkflowDatabase(settings.workflowDatabaseUrl);
  await database.createTables();
  await backfill(settings, database, () => undefined);
  await database.close();
}

async function counts(): Promise<unknown[]> {
  const inMlflow = ["runs", "trace_info", "spans"].map((table) =>
    rows(mlflow.databaseUrl, `select count(*) from ${table}`),
  );
  const inWorkflows = ["workflow_runs", "execution_states"].map((table) =>
    rows(workflows.url, `select count(*) from ${table}`),
  );
  return Promise.all([...inMlflow, ...inWorkflows]);
}

test("the past lies in both sources once: traces priced and joined, and nothing twice after an interruption", async () => {
  await fill();
  const [range] = await rows(workflows.url, "select from_ms, to_ms from fleet_backfill where target = 'mlflow'");
  const lived = executionsBetween(settings.seed, Number(range?.from_ms), Number(range?.to_ms));
  const traced = lived.filter((execution) => execution.workflow.mlflow === "run-and-trace");
  const joined = await rows(
    mlflow.databaseUrl,
    `select trace.total_cost from trace_info trace
       join trace_request_metadata meta on meta.request_id = trace.request_id and meta.key = 'mlflow.sourceRun'
       join runs run on run.run_uuid = meta.value`,
  );
  expect(joined.length).toBe(traced.length);
  const withCalls = traced.filter(({ nodes }) => nodes.some(({ call }) => call !== null));
  expect(joined.filter(({ total_cost }) => Number(total_cost) > 0).length).toBe(withCalls.length);
  const [inDatabase] = await rows(workflows.url, "select count(*)::int as runs from workflow_runs");
  expect(inDatabase?.runs).toBe(lived.filter(({ workflow }) => workflow.database !== "nothing").length);

  const before = await counts();
  await rows(workflows.url, "update fleet_backfill set done_at = null");
  await rows(mlflow.databaseUrl, "update runs set status = 'RUNNING', end_time = null where name like 'sync_0%'");
  await fill();
  expect(await counts()).toEqual(before);
  expect(await rows(mlflow.databaseUrl, "select name from runs where status = 'RUNNING'")).toEqual([]);
});

test("an experiment is made once, however often it is asked for", async () => {
  const client = new Mlflow(mlflow.url, null);
  const [one, other] = await Promise.all([client.experiment("twice"), client.experiment("twice")]);
  expect(one).toBe(other);
});
