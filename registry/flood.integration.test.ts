import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import {
  bundleRegistry,
  type Flood,
  flood,
  type RegistryProcess,
  startRegistryProcess,
} from "@/tests/factories/registry-process";
import { insertToken } from "@/tests/factories/registry-server";

const AGENTS = 48;
const ENOUGH = 3_000;

let built: Awaited<ReturnType<typeof bundleRegistry>>;
let token: string;
let ids: string[];
let running: RegistryProcess[];
let end: AbortController;

beforeAll(async () => {
  built = await bundleRegistry();
  token = await insertToken();
});

afterAll(() => built.remove());

beforeEach(async () => {
  end = new AbortController();
  running = await Promise.all([startRegistryProcess(built.file), startRegistryProcess(built.file)]);
  ids = Array.from({ length: AGENTS }, () => newId());
  await pool().query(
    `INSERT INTO agent (id, registry_id, external_id, name, environment_id, registered_host, registered_port)
     SELECT made.id, r.id, made.id::text, 'agent', e.id, 'h', 1 FROM unnest($1::uuid[]) AS made(id), registry r, environment e
     WHERE r.kind = 'builtin' AND e.name = 'default'`,
    [ids],
  );
  await pool().query(`INSERT INTO agent_beat (agent_id, last_beat_at) SELECT unnest($1::uuid[]), now()`, [ids]);
});

afterEach(async () => {
  end.abort();
  for (const { child, ended } of running) {
    child.kill("SIGKILL");
    await ended;
  }
});

const portOf = (index: number) => running[index]?.port ?? 0;
const untilEnough = (beats: Flood) => expect.poll(beats.total, { timeout: 60_000 }).toBeGreaterThan(ENOUGH);

/** Ids with fewer beats in the database than were answered. */
async function lost(beats: Flood): Promise<string[]> {
  const { rows } = await pool().query<{ id: string; seq: string }>(`SELECT agent_id AS id, seq FROM agent_beat`);
  const written = new Map(rows.map(({ id, seq }) => [id, Number(seq)]));
  return ids.filter((id) => (written.get(id) ?? 0) < (beats.accepted.get(id) ?? 0));
}

test("SIGTERM in a flood of heartbeats answers what was taken, loses nothing and ends with 0", async () => {
  const beats = flood([portOf(0)], ids, token, end.signal);
  await untilEnough(beats);
  running[0]?.child.kill("SIGTERM");
  expect(await running[0]?.ended).toBe(0);
  await beats.over;
  expect(await lost(beats)).toEqual([]);
});

test("kill -9 in a flood of heartbeats loses none that was answered", async () => {
  const beats = flood([portOf(0)], ids, token, end.signal);
  await untilEnough(beats);
  running[0]?.child.kill("SIGKILL");
  await beats.over;
  expect(await lost(beats)).toEqual([]);
});

test("two registries take the same agents' beats at once, and all count", async () => {
  const beats = flood([portOf(0), portOf(1)], ids, token, end.signal);
  await untilEnough(beats);
  end.abort();
  await beats.over;
  const { rows } = await pool().query<{ n: string }>(`SELECT sum(seq) AS n FROM agent_beat WHERE agent_id = ANY($1)`, [
    ids,
  ]);
  expect(Number(rows[0]?.n)).toBe(beats.total());
});

test("a registry that ends leaves no row of its own behind", async () => {
  const [leaving] = running;
  const rows = async () =>
    (await pool().query(`SELECT 1 FROM role_instance WHERE role = 'registry' AND pid = $1`, [leaving?.child.pid])).rows;
  expect(await rows()).toHaveLength(1);
  leaving?.child.kill("SIGTERM");
  expect(await leaving?.ended).toBe(0);
  expect(await rows()).toEqual([]);
});
