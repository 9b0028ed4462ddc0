import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemContext } from "@/server/platform/context";
import { pool } from "@/server/platform/db";
import { type FakeServer, startFakeServer } from "@/tests/factories/fake-http-server";
import { syncNow } from "@/tests/figures/sync-now";
import { createSource } from "./create-source";
import { loadSource, openAddress } from "./internal";
import { listSources } from "./list-sources";
import { setSource } from "./set-source";
import { syncSource } from "./sync-source";
import { testSource, testSourceAddress } from "./test-source";
import { updateSource } from "./update-source";

process.env.MUSTER_OPERATOR_NETWORKS = "127.0.0.1/32";
const ctx = systemContext("test");
let mlflow: FakeServer;

beforeAll(async () => {
  mlflow = await startFakeServer(() => ({}));
});
afterAll(() => mlflow.stop());
beforeEach(() => {
  mlflow.answer = answerLikeMlflow;
  mlflow.received.length = 0;
});

const experiments = { experiments: [{ experiment_id: "1", name: "flow", lifecycle_stage: "active" }] };

function answerLikeMlflow({ path }: { path: string }) {
  if (path === "/version") return { body: "3.17.2" };
  return { body: path.includes("experiments") ? experiments : {} };
}

const input = (url: string) => ({
  kind: "mlflow" as const,
  name: "tracking",
  url,
  environment: "default",
  options: {},
  enabled: true,
});

const withLogin = () => mlflow.url.replace("http://", "http://ada:p%40ss@");

test("credentials of an address are sealed, never told, and sent to that host alone", async () => {
  const made = await createSource({ ctx, input: input(`${withLogin()}/`) });
  expect(made).toMatchObject({ url: mlflow.url, hasCredentials: true, status: "new" });
  expect(JSON.stringify(await listSources({ ctx, input: {} }))).not.toContain("p@ss");
  const { rows } = await pool().query(
    `SELECT before::text || coalesce(after::text, '') AS text FROM audit WHERE object_id = $1`,
    [made.id],
  );
  expect(JSON.stringify(rows)).not.toContain("p@ss");
  await testSource({ ctx, input: { id: made.id } });
  const basic = `Basic ${Buffer.from("ada:p@ss").toString("base64")}`;
  expect(mlflow.received.every(({ headers }) => headers.authorization === basic)).toBe(true);
  const moved = await updateSource({ ctx, input: { id: made.id, url: "http://elsewhere:5000" } });
  expect(moved.hasCredentials).toBe(false);
  const { rows: secrets } = await pool().query(`SELECT 1 FROM secret WHERE owner = $1`, [`source:${made.id}`]);
  expect(secrets).toEqual([]);
});

test("a new password keeps the user, a new name keeps both", async () => {
  const made = await createSource({ ctx, input: { ...input(withLogin()), name: "second" } });
  await updateSource({ ctx, input: { id: made.id, password: "new" } });
  await updateSource({ ctx, input: { id: made.id, name: "renamed" } });
  const address = await openAddress(pool(), await loadSource(pool(), made.id));
  expect(address).toMatchObject({ user: "ada", password: "new" });
});

test("setting a source twice keeps one, at its last address", async () => {
  const first = await setSource({ ctx, input: { ...input("http://one:5000"), name: "set" } });
  const second = await setSource({ ctx, input: { ...input("http://two:5000"), name: "set" } });
  expect(second).toMatchObject({ id: first.id, url: "http://two:5000" });
});

test("an address of no use is refused by its field", async () => {
  for (const url of ["ftp://host", "not an address", "file:///etc/passwd"])
    await expect(createSource({ ctx, input: input(url) })).rejects.toMatchObject({
      code: "invalid",
      errors: [{ path: "url" }],
    });
});

test("a sync that is asked for sweeps everything at the next cycle", async () => {
  const made = await createSource({ ctx, input: { ...input(mlflow.url), name: "asked" } });
  await syncNow(made.id);
  mlflow.received.length = 0;
  await syncSource({ ctx, input: { id: made.id, allowDeletions: false } });
  await syncNow(made.id);
  const swept = mlflow.received.some(
    ({ path, body }) => path.includes("traces/search") && body.includes("timestamp_ms <"),
  );
  expect(swept).toBe(true);
  expect((await loadSource(pool(), made.id)).cursor).not.toHaveProperty("request");
});

test("a paused source cannot be asked to sync", async () => {
  const made = await createSource({ ctx, input: { ...input(mlflow.url), name: "paused", enabled: false } });
  await expect(syncSource({ ctx, input: { id: made.id, allowDeletions: false } })).rejects.toMatchObject({
    code: "impossible",
  });
});

const tried = () => testSourceAddress({ ctx, input: { kind: "mlflow", url: mlflow.url, options: {} } });

test.each([
  [403, "Invalid Host header - possible DNS rebinding attack detected", "--allowed-hosts"],
  [401, "no", "user and password"],
  [200, "<!doctype html><title>Sign in</title>", "web page"],
  [404, '{"detail":"Not Found"}', "no MLflow API"],
  [503, "busy", "cannot answer now"],
])("a server that answers %i “%s” is told in words, and the rest is not tried", async (status, body, words) => {
  mlflow.answer = ({ path }) => (path === "/version" ? { body: "3.17.2" } : { status, body });
  const { ok, steps } = await tried();
  expect(ok).toBe(false);
  expect(steps.map(({ state }) => state)).toEqual(["ok", "failed", "not tried"]);
  expect(steps[1]?.detail).toContain(words);
});

test("zero costs everywhere are odd, and said", async () => {
  const run = {
    info: { run_id: "a", experiment_id: "1", status: "FINISHED", start_time: Date.now() },
    data: { metrics: [{ key: "total_cost_usd", value: 0 }] },
  };
  mlflow.answer = ({ path }) => (path.includes("runs/search") ? { body: { runs: [run] } } : answerLikeMlflow({ path }));
  const { ok, steps } = await tried();
  expect(ok).toBe(true);
  expect(steps[2]).toMatchObject({ state: "odd", detail: expect.stringContaining("unknown") });
});

test("a server whose experiments all vanish at once removes nothing", async () => {
  const made = await createSource({ ctx, input: { ...input(mlflow.url), name: "emptied" } });
  await syncNow(made.id);
  mlflow.answer = ({ path }) => (path === "/version" ? { body: "3.17.2" } : { body: {} });
  await expect(syncNow(made.id)).rejects.toThrow("lists no experiment any more");
});
