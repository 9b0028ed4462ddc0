import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "@/server/platform/db";
import { sealSecret } from "@/server/platform/secrets";
import { sealable, secretOwner } from "@/server/runs/internal";
import { insertSource, syncNow } from "@/tests/figures/sync-now";
import { startWorkflowDatabase, type WorkflowDatabase } from "@/tests/figures/workflow-database";
import { testPostgres } from "./test";
import { parsePostgresUrl } from "./url";

process.env.MUSTER_OPERATOR_NETWORKS = "127.0.0.1/32";
let database: WorkflowDatabase;

beforeAll(async () => {
  database = await startWorkflowDatabase();
});
afterAll(() => database?.stop());

const never = new AbortController().signal;

async function addSource(options: Record<string, unknown> = {}) {
  const { url, user, password } = parsePostgresUrl(database.url.replace("postgresql://", "postgresql+psycopg2://"));
  const id = await insertSource("postgres", url, options);
  const ref = await sealSecret(pool(), secretOwner(id), sealable(user, password));
  await pool().query(`UPDATE source SET secret_ref = $2 WHERE id = $1`, [id, ref]);
  return id;
}

async function runsOf(source: string) {
  const { rows } = await pool().query(
    `SELECT r.external_id AS id, r.status, r.started_at AS "startedAt", r.duration_ms::int AS ms, r.cost::float8 AS cost,
       r.gone_at IS NOT NULL AS gone FROM run r WHERE r.source_id = $1 ORDER BY r.external_id`,
    [source],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 23).replace("T", " ");

test("rows are read with their nodes; what nobody measured is unknown, edits and deletions are seen", async () => {
  const source = await addSource();
  const [start, end] = [ago(90), ago(89)];
  await database.write({
    id: "priced",
    workflow: "alpha",
    startedAt: start,
    completedAt: end,
    seconds: 60,
    tokens: 20,
    cost: 0.5,
  });
  await database.state("priced", "node", {
    model: "m",
    input_tokens: 12,
    output_tokens: 8,
    cost_usd: 0.5,
    status: "completed",
  });
  await database.write({
    id: "zero",
    workflow: "alpha",
    startedAt: start,
    completedAt: end,
    seconds: 1,
    tokens: 0,
    cost: 0,
  });
  await database.write({ id: "open", workflow: "alpha", startedAt: ago(5), status: "running" });
  await database.write({ id: "left", workflow: "alpha", startedAt: ago(3000), status: "running" });
  await syncNow(source);
  const first = await runsOf(source);
  expect(first.get("priced")).toMatchObject({
    status: "completed",
    cost: 0.5,
    ms: 60_000,
    startedAt: new Date(`${start}Z`),
  });
  expect(first.get("zero")).toMatchObject({ cost: null });
  expect(first.get("open")).toMatchObject({ status: "running" });
  expect(first.get("left")).toMatchObject({ status: "abandoned" });
  const { rows } = await pool().query(`SELECT u.model, u.calls, u.cost::float8 AS cost FROM run_model_usage u`);
  expect(rows).toEqual([{ model: "m", calls: 1, cost: 0.5 }]);

  await database.query(
    `UPDATE workflow_runs SET status = 'failed', completed_at = $1, duration_seconds = 7 WHERE id = 'open'`,
    [ago(4)],
  );
  await database.query(`UPDATE workflow_runs SET total_cost_usd = 0.75 WHERE id = 'priced'`);
  await database.query(`DELETE FROM workflow_runs WHERE id = 'zero'`);
  await syncNow(source, {});
  const second = await runsOf(source);
  expect(second.get("open")).toMatchObject({ status: "failed", ms: 7000 });
  expect(second.get("priced")).toMatchObject({ cost: 0.75 });
  expect(second.get("zero")).toMatchObject({ gone: true });
});

test("a row that commits late, behind the head, is read", async () => {
  const source = await addSource();
  await database.write({ id: "newest", workflow: "late", startedAt: ago(1) });
  await syncNow(source);
  await database.write({ id: "late", workflow: "late", startedAt: ago(400) });
  await syncNow(source, {});
  expect([...(await runsOf(source)).keys()]).toContain("late");
});

test("when most rows vanish at once nothing is removed until a person allows it", async () => {
  const source = await addSource();
  for (let n = 0; n < 30; n++) await database.write({ id: `many-${n}`, workflow: "many", startedAt: ago(200 + n) });
  await syncNow(source);
  await database.query(`DELETE FROM workflow_runs WHERE workflow_name = 'many'`);
  await expect(syncNow(source, {})).rejects.toThrow("30 of");
  expect((await runsOf(source)).get("many-7")).toMatchObject({ gone: false });
  await syncNow(source, { allowDeletions: true });
  expect((await runsOf(source)).get("many-7")).toMatchObject({ gone: true });
});

test("a test of a database with two clocks finds the zone that would fit", async () => {
  const clocks = await startWorkflowDatabase();
  await clocks.query(`ALTER DATABASE ${new URL(clocks.url).pathname.slice(1)} SET timezone = 'Asia/Kolkata'`);
  await clocks.write({
    id: "a",
    workflow: "x",
    startedAt: "2026-05-01 17:30:00",
    completedAt: "2026-05-01 12:00:09",
    seconds: 9,
    cost: 1,
  });
  const steps = await testPostgres({ ...parsePostgresUrl(clocks.url), options: {} }, never);
  expect(steps.at(-1)).toMatchObject({
    name: "compare the clocks",
    state: "odd",
    proposal: { startedAtZone: "Asia/Kolkata" },
  });
  const options = { startedAtZone: "Asia/Kolkata" };
  const again = await testPostgres({ ...parsePostgresUrl(clocks.url), options }, never);
  expect(again.map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok"]);
  await clocks.stop();
});

test("a wrong password, a missing database and foreign tables are told in words, later steps as not tried", async () => {
  const right = parsePostgresUrl(database.url);
  const wrong = await testPostgres({ ...right, password: "wrong", options: {} }, never);
  expect(wrong.map(({ state }) => state)).toEqual(["failed", "not tried", "not tried", "not tried"]);
  expect(wrong[0]?.detail).toContain("password is wrong");
  const missing = await testPostgres({ ...right, url: right.url.replace(/\/t_\w+/, "/nowhere"), options: {} }, never);
  expect(missing[0]?.detail).toContain("no database of that name");
  const foreign = await testPostgres({ ...right, url: right.url.replace(/\/t_\w+/, "/postgres"), options: {} }, never);
  expect(foreign[1]).toMatchObject({ state: "failed", detail: expect.stringContaining("not the runtime's tables") });
});

test("Muster's own database is no source", async () => {
  const own = parsePostgresUrl(String(process.env.DATABASE_URL));
  const steps = await testPostgres({ ...own, options: {} }, never);
  expect(steps[0]?.detail).toContain("Muster's own database");
});

test("the runtime's spellings of an address are taken, others refused", () => {
  for (const scheme of ["postgresql+psycopg2", "postgresql+asyncpg", "postgres", "postgresql"])
    expect(parsePostgresUrl(`${scheme}://u:p%40w@db:5433/wf?sslmode=require`)).toEqual({
      url: "postgresql://db:5433/wf?sslmode=require",
      user: "u",
      password: "p@w",
    });
  for (const url of ["mysql://db/wf", "sqlite:///wf.db", "postgresql://db", "db:5432/wf"])
    expect(() => parsePostgresUrl(url)).toThrow();
});
