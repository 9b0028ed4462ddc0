import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { systemContext } from "@/server/platform/context";
import { pool } from "@/server/platform/db";
import { createSource, getUsage, syncSource } from "@/server/runs";
import { bundleWorker, type RoleProcess, startWorkerProcess } from "@/tests/factories/worker-process";
import { startTestMlflow, type TestMlflow } from "@/tests/harness/mlflow";
import { proofSeed, proofTimes, seededRandom } from "@/tests/harness/proof";
import { type MlflowWriter, mlflowWriter } from "./mlflow-writer";
import { startWorkflowDatabase, type WorkflowDatabase } from "./workflow-database";

const KILLS = 10;
const DAY_MS = 86_400_000;
const WORKFLOWS = ["answer mail", "classify tickets", "nightly report"];
const MODELS = ["gpt-4o-mini", "gpt-4o", "a model nobody prices"];
const executions = proofTimes({ small: 60, full: 1000 });
const random = seededRandom(proofSeed());
const ctx = systemContext("test");
const from = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - 5 * DAY_MS);
const to = new Date(from.getTime() + 7 * DAY_MS);

let mlflow: TestMlflow;
let database: WorkflowDatabase;
let write: MlflowWriter;
let worker: Awaited<ReturnType<typeof bundleWorker>>;
let sources: { mlflow: string; postgres: string };
const experiments = new Map<string, string>();
const ended: { id: string; experimentId: string; startMs: number }[] = [];
const processes: RoleProcess[] = [];

beforeAll(async () => {
  process.env.MUSTER_OPERATOR_NETWORKS = "127.0.0.1/32";
  [mlflow, database, worker] = await Promise.all([startTestMlflow(), startWorkflowDatabase(), bundleWorker()]);
  write = mlflowWriter(mlflow.url);
  for (const name of WORKFLOWS) experiments.set(name, await write.experiment(name));
  sources = { mlflow: await addSource("mlflow", mlflow.url), postgres: await addSource("postgres", database.url) };
});

afterEach(async () => {
  for (const { child, ended: end } of processes.splice(0)) {
    child.kill("SIGKILL");
    await end;
  }
});

afterAll(async () => {
  worker?.remove();
  await database?.stop();
  await mlflow?.stop();
});

async function addSource(kind: "mlflow" | "postgres", url: string) {
  const input = { kind, name: kind, url, environment: "default", options: {}, enabled: true };
  return (await createSource({ ctx, input })).id;
}

const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

/** One execution as today's agents leave it: a run with its trace, a row, or a trace alone; now and then an odd one. */
async function execute(number: number): Promise<void> {
  const workflow = pick(WORKFLOWS);
  const experimentId = String(experiments.get(workflow));
  const startMs = Math.round(from.getTime() + random() * 5 * DAY_MS);
  const durationMs = Math.round(200 + random() * 20_000);
  const spans = [
    { model: pick(MODELS), inputTokens: Math.ceil(random() * 4000), outputTokens: Math.ceil(random() * 900) },
  ];
  if (number % 7 === 0) return void (await write.trace({ experimentId, startMs, durationMs, spans, tags: {} }));
  const failed = number % 5 === 0;
  const older = number % 4 === 0;
  const metrics: Record<string, number> = older ? { total_cost_usd: Math.ceil(random() * 1000) / 1e5 } : {};
  const sourceRun = await write.run({
    experimentId,
    startMs,
    endMs: startMs + durationMs,
    status: failed ? "FAILED" : "FINISHED",
    metrics: { success: failed ? 0 : 1, ...(failed ? {} : { execution_time_ms: durationMs }), ...metrics },
  });
  ended.push({ id: sourceRun, experimentId, startMs });
  if (!older) await write.trace({ experimentId, startMs, durationMs, sourceRun, spans });
  if (number % 11 === 0)
    await write.run({ experimentId, startMs, endMs: startMs, status: "FINISHED", params: { timeout: "True" } });
  await database.write({
    id: sourceRun,
    workflow,
    status: failed ? "failed" : "completed",
    startedAt: new Date(startMs).toISOString().slice(0, -1),
    completedAt: new Date(startMs + durationMs).toISOString().slice(0, -1),
    seconds: durationMs / 1000,
    tokens: 0,
    cost: 0,
  });
}

function startWorker(): RoleProcess {
  const started = startWorkerProcess(worker.file);
  processes.push(started);
  return started;
}

/** What a killed worker held is free at once: the proof is of the data, not of the lease's patience. */
async function forgetLeases() {
  await pool().query(`UPDATE lease SET owner = NULL, expires_at = NULL WHERE name LIKE 'source:%'`);
}

interface Totals {
  runs: Record<string, number>;
  cost: Record<string, number>;
  models: Record<string, number>;
  days: Record<string, number>;
}

async function clientTotals(): Promise<Totals> {
  const script = join(process.cwd(), "tests/figures/mlflow-totals.py");
  const { stdout } = await promisify(execFile)(mlflow.python, [script, mlflow.url], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

/** What plain SQL says of the workflow database. */
async function rowTotals(): Promise<Record<string, { runs: number; failed: number; p95: number }>> {
  const { rows } = await database.query(
    `SELECT workflow_name AS workflow, count(*)::int AS runs, count(*) FILTER (WHERE status = 'failed')::int AS failed,
       round(percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_seconds) * 1000)::int AS p95 FROM workflow_runs GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ workflow, ...rest }) => [workflow, rest]));
}

const asked = { from, to, tz: "UTC", interval: "day" as const, top: 100 };
type GroupBy = "none" | "workflow" | "model";
const usage = (groupBy: GroupBy) => getUsage({ ctx, input: { ...asked, groupBy } });

async function expectEqualTotals() {
  const expected = await clientTotals();
  const [whole, workflows, models, rows] = [
    await usage("none"),
    await usage("workflow"),
    await usage("model"),
    await rowTotals(),
  ];
  for (const { key, totals } of workflows.series) {
    expect(Number(totals.costUsd)).toBeCloseTo(expected.cost[key] ?? 0, 8);
    expect({ runs: totals.runs, failed: totals.failed, p95: totals.durationMs?.p95 }).toEqual(rows[key]);
  }
  expect(workflows.series.map(({ key }) => key).sort()).toEqual(WORKFLOWS);
  for (const { key, totals } of models.series)
    if (key !== "") expect(Number(totals.costUsd)).toBeCloseTo(expected.models[key] ?? 0, 8);
  const points = whole.series[0]?.points ?? [];
  expect(points).toHaveLength(7);
  for (const { t, costUsd } of points)
    expect(Number(costUsd)).toBeCloseTo(expected.days[new Date(t).toISOString().slice(0, 10)] ?? 0, 8);
  expect(await mlflowRuns()).toEqual(expected.runs);
}

/** Runs as MLflow alone tells them, whoever speaks for them. */
async function mlflowRuns(): Promise<Record<string, number>> {
  const { rows } = await pool().query(
    `SELECT w.name, sum(r.runs)::int AS n FROM rollup_15m r JOIN workflow w ON w.id = r.workflow_id WHERE source_id = $1 GROUP BY 1`,
    [sources.mlflow],
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

async function untilReadAgain() {
  for (const id of Object.values(sources)) await syncSource({ ctx, input: { id, allowDeletions: false } });
  await vi.waitFor(
    async () => {
      const { rows } = await pool().query(`SELECT name, last_error FROM source WHERE cursor ? 'request'`);
      expect(rows).toEqual([]);
    },
    { timeout: 90_000, interval: 200 },
  );
}

test("totals equal MLflow's client and plain SQL after a worker was killed at ten moments of its syncs", async () => {
  for (let kill = 0; kill < KILLS; kill++) {
    for (let n = 0; n < executions / KILLS; n++) await execute(kill * 1000 + n);
    const { child, ended: end } = startWorker();
    await vi.waitFor(
      async () => {
        const { rows } = await pool().query(`SELECT 1 FROM lease WHERE name LIKE 'source:%' AND owner IS NOT NULL`);
        expect(rows.length).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 5 },
    );
    // The proof is in the moment: anywhere between the lease and the cycle's end.
    await new Promise((resolve) => setTimeout(resolve, random() * 400));
    child.kill("SIGKILL");
    await end;
    await forgetLeases();
  }
  startWorker();
  await untilReadAgain();
  await expectEqualTotals();
});

test("totals stay equal with two workers at once, and after late metrics, a late trace and deletions", async () => {
  startWorker();
  startWorker();
  await Promise.all([
    (async () => {
      for (let n = 1; n < 15; n++) await execute(n);
    })(),
    untilReadAgain(),
  ]);
  const [edited, late, traced, dropped] = ended;
  if (!edited || !late || !traced || !dropped) throw new Error("too few executions were written");
  await write.logMetrics(late.id, { total_cost_usd: 1.25 }, Date.now());
  const spans = [{ model: "gpt-4o", inputTokens: 3000, outputTokens: 700 }];
  await write.trace({ ...traced, sourceRun: traced.id, spans });
  await write.post("/api/2.0/mlflow/runs/delete", { run_id: dropped.id });
  await database.query(`UPDATE workflow_runs SET status = 'failed' WHERE id = $1`, [edited.id]);
  await database.query(`DELETE FROM workflow_runs WHERE id = $1`, [dropped.id]);
  await untilReadAgain();
  const { rows } = await pool().query(
    `SELECT count(DISTINCT owner)::int AS owners FROM lease WHERE name LIKE 'source:%'`,
  );
  expect(rows[0]?.owners).toBeGreaterThan(0);
  await expectEqualTotals();
});
