import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "@/server/platform/db";
import { type MlflowWriter, mlflowWriter } from "@/tests/figures/mlflow-writer";
import { insertSource, syncNow } from "@/tests/figures/sync-now";
import { startTestMlflow, type TestMlflow } from "@/tests/harness/mlflow";

let mlflow: TestMlflow;
let write: MlflowWriter;
let source: string;
const now = Date.now();

beforeAll(async () => {
  process.env.MUSTER_OPERATOR_NETWORKS = "127.0.0.1/32";
  mlflow = await startTestMlflow();
  write = mlflowWriter(mlflow.url);
  source = await insertSource("mlflow", mlflow.url);
});
afterAll(() => mlflow?.stop());

async function runsOf(workflow: string) {
  const { rows } = await pool().query(
    `SELECT r.external_id, r.status, r.class, r.cost::float8 AS cost, r.duration_ms::int AS ms, r.gone_at IS NOT NULL AS gone,
       r.flags, (SELECT array_agg(model ORDER BY model) FROM run_model_usage u WHERE u.run_id = r.id) AS models
     FROM run r JOIN workflow w ON w.id = r.workflow_id WHERE w.name = $1 AND r.source_id = $2 ORDER BY r.started_at, r.external_id`,
    [workflow, source],
  );
  return rows;
}

const spans = [{ model: "gpt-4o-mini", inputTokens: 1000, outputTokens: 500 }];

test("a run and the trace that names it are one execution with the trace's money", async () => {
  const experimentId = await write.experiment("named by metadata");
  const run = await write.run({
    experimentId,
    startMs: now - 9000,
    endMs: now - 5000,
    status: "FINISHED",
    metrics: { execution_time_ms: 3900, success: 1 },
  });
  await write.trace({ experimentId, startMs: now - 8900, sourceRun: run, spans });
  await syncNow(source);
  expect(await runsOf("named by metadata")).toMatchObject([
    { external_id: run, status: "completed", cost: 0.00045, ms: 3900, models: ["gpt-4o-mini"] },
  ]);
});

test("a trace that only its OTLP header ties to a run is that run's", async () => {
  const experimentId = await write.experiment("named by header");
  const run = await write.run({ experimentId, startMs: now - 9000, endMs: now - 5000, status: "FINISHED" });
  await write.trace({ experimentId, startMs: now - 8900, headerRun: run, spans });
  await syncNow(source);
  expect(await runsOf("named by header")).toMatchObject([{ external_id: run, cost: 0.00045, ms: 4000 }]);
});

test("a trace without a run is an execution; one without its root is none", async () => {
  const experimentId = await write.experiment("command line");
  const trace = await write.trace({ experimentId, startMs: now - 8000, spans, tags: { "mlflow.traceName": "cli" } });
  await write.trace({ experimentId, startMs: now - 7000, spans, withoutRoot: true });
  await syncNow(source);
  expect(await runsOf("command line")).toMatchObject([{ external_id: trace, status: "completed", cost: 0.00045 }]);
});

test("runs of no start, of a deleted kind, handed over and unfinished are told apart", async () => {
  const experimentId = await write.experiment("odd ones");
  const startless = await write.run({ experimentId, endMs: now, status: "FINISHED" });
  const handed = await write.run({
    experimentId,
    startMs: now - 8000,
    endMs: now,
    status: "FINISHED",
    params: { timeout: "True" },
  });
  const open = await write.run({ experimentId, startMs: now - 7000 });
  await syncNow(source);
  const found = new Map((await runsOf("odd ones")).map((row) => [row.external_id, row]));
  expect(found.get(startless)).toMatchObject({ status: "completed", flags: ["start_unknown"] });
  expect(found.get(handed)).toMatchObject({ status: "handed_over", class: "handed_over" });
  expect(found.get(open)).toMatchObject({ status: "running" });
  await write.logMetrics(open, { execution_time_ms: 10 }, now);
  await write.post("/api/2.0/mlflow/runs/update", { run_id: open, status: "FAILED", end_time: now });
  await write.post("/api/2.0/mlflow/runs/delete", { run_id: handed });
  await syncNow(source, {});
  const after = new Map((await runsOf("odd ones")).map((row) => [row.external_id, row]));
  expect(after.get(open)).toMatchObject({ status: "failed", ms: 10 });
  expect(after.get(handed)).toMatchObject({ gone: true });
});
