import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { type AgentServer, startAgentServer } from "@/tests/factories/agent-server";
import { beat, insertAgent, insertRoleInstance } from "@/tests/factories/insert-agent";
import {
  bundleWorker,
  type RoleProcess,
  startAgentProcess,
  startWorkerProcess,
} from "@/tests/factories/worker-process";

const INTERVAL_MS = 10_000;
let worker: Awaited<ReturnType<typeof bundleWorker>>;
const processes: RoleProcess[] = [];
const servers: AgentServer[] = [];
let beating: NodeJS.Timeout;
let beaters: string[] = [];

beforeAll(async () => {
  worker = await bundleWorker();
  await insertRoleInstance(pool(), "registry");
  await watchFlushes();
});

beforeEach(() => {
  beating = setInterval(() => void beat(pool(), beaters), 1_000);
});

afterEach(async () => {
  clearInterval(beating);
  beaters = [];
  for (const { child, ended } of processes.splice(0)) {
    child.kill("SIGCONT");
    child.kill("SIGKILL");
    await ended;
  }
  for (const server of servers.splice(0)) await server.kill();
  await pool().query(
    `TRUNCATE agent, agent_beat, agent_verdict, status_span, incident, incident_event, shard_flush, lease, stale_flush`,
  );
  await pool().query(`DELETE FROM role_instance WHERE role = 'worker'`);
});

afterAll(async () => {
  await closeDb();
  worker.remove();
});

function startWorker(): RoleProcess {
  const started = startWorkerProcess(worker.file);
  processes.push(started);
  return started;
}

async function startFleet(size: number): Promise<string[]> {
  for (let i = 0; i < size; i++) servers.push(await startAgentServer());
  const ids = await Promise.all(servers.map(({ port }) => insertAgent(pool(), { port })));
  beaters.push(...ids);
  return ids;
}

async function within<T>(ms: number, condition: () => Promise<T>): Promise<T> {
  return vi.waitFor(condition, { timeout: ms, interval: 100 });
}

async function ownerOf(pid: number): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM role_instance WHERE pid = $1 AND role = 'worker'`,
    [pid],
  );
  return rows[0]?.id ?? "";
}

async function shardsOf(pid: number): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM lease WHERE owner::text = $1 AND name LIKE 'shard:%' AND expires_at > clock_timestamp()`,
    [await ownerOf(pid)],
  );
  return rows[0]?.n ?? 0;
}

const holds = (process: RoleProcess, shards: number, ms: number) =>
  within(ms, async () => expect(await shardsOf(process.pid)).toBe(shards));

async function allHealthy(ms: number) {
  await within(ms, async () => {
    const { rows } = await pool().query(
      `SELECT status, reason, count(*)::int AS n FROM agent_now GROUP BY status, reason`,
    );
    expect(rows).toEqual([{ status: "healthy", reason: "heartbeat fresh, probe ok", n: expect.any(Number) }]);
  });
}

/**
 * Notes every flush that bears another owner or epoch than its shard's lease at the moment it is written: a look at the
 * end cannot tell a holder that has yet to flush from one that writes what it no longer holds.
 */
async function watchFlushes() {
  await pool().query(`
    CREATE TABLE stale_flush (shard smallint, owner uuid, epoch bigint);
    CREATE FUNCTION note_stale_flush() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM lease
                      WHERE name = 'shard:' || NEW.shard AND owner = NEW.owner AND epoch = NEW.epoch) THEN
        INSERT INTO stale_flush VALUES (NEW.shard, NEW.owner, NEW.epoch);
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER note_stale_flush BEFORE INSERT OR UPDATE ON shard_flush
      FOR EACH ROW EXECUTE FUNCTION note_stale_flush()`);
}

async function staleFlushes() {
  return (await pool().query(`SELECT * FROM stale_flush`)).rows;
}

type SpanRow = { agent_id: string; status: string; from_at: Date; to_at: Date | null };

/** The spans of each agent, checked to follow each other without gap or overlap. */
async function stories(): Promise<Map<string, SpanRow[]>> {
  const { rows } = await pool().query<SpanRow>(`SELECT * FROM status_span ORDER BY agent_id, from_at`);
  const byAgent = new Map<string, SpanRow[]>();
  for (const row of rows) byAgent.set(row.agent_id, [...(byAgent.get(row.agent_id) ?? []), row]);
  for (const spans of byAgent.values()) {
    for (const [i, span] of spans.entries()) expect(span.to_at).toEqual(spans[i + 1]?.from_at ?? null);
  }
  return byAgent;
}

it("a killed agent is degraded within an interval and its confirmation, and down when its heartbeat is late", async () => {
  const agent = await startAgentProcess();
  processes.push(agent);
  const id = await insertAgent(pool(), { port: agent.port, ttlSeconds: 16 });
  startWorker();
  await allHealthy(20_000);
  await beat(pool(), [id]);
  const killedAt = Date.now();
  agent.child.kill("SIGKILL");
  await within(INTERVAL_MS + 2_000 + 2_000, async () => {
    const { rows } = await pool().query(`SELECT status FROM agent_now WHERE agent_id = $1`, [id]);
    expect(rows).toEqual([{ status: "degraded" }]);
  });
  await within(20_000 + 2_000 - (Date.now() - killedAt), async () => {
    const { rows } = await pool().query(`SELECT status FROM agent_now WHERE agent_id = $1`, [id]);
    expect(rows).toEqual([{ status: "down" }]);
  });
  const { rows } = await pool().query(`SELECT kind, severity FROM incident WHERE agent_id = $1`, [id]);
  expect(rows).toEqual([{ kind: "agent", severity: "critical" }]);
});

it("a worker killed with -9 is replaced within 15 s, and what nobody watched is unknown", async () => {
  const ids = await startFleet(12);
  const first = startWorker();
  await holds(first, 32, 15_000);
  const second = startWorker();
  await holds(second, 16, 15_000);
  await allHealthy(20_000);
  const lost = await pool().query<{ id: string; flushed_at: Date }>(
    `SELECT a.id, f.flushed_at FROM agent a JOIN lease l ON l.name = 'shard:' || a.shard JOIN shard_flush f USING (shard)
      WHERE l.owner::text = $1`,
    [await ownerOf(first.pid)],
  );
  const before = await stories();
  const killedAt = Date.now();
  first.child.kill("SIGKILL");
  await holds(second, 32, 15_000);
  expect(Date.now() - killedAt).toBeLessThan(15_000);
  await allHealthy(20_000);
  const told = await stories();
  const orphans = new Set(lost.rows.map(({ id }) => id));
  expect(orphans.size).toBeGreaterThan(0);
  for (const id of ids) {
    const known = new Set(before.get(id)?.map(({ from_at }) => from_at.getTime()));
    const after = (told.get(id) ?? []).filter(({ from_at }) => !known.has(from_at.getTime()));
    const statuses = after.map(({ status }) => status);
    expect(orphans.has(id) ? [[], ["unknown", "healthy"]] : [[]]).toContainEqual(statuses);
    const [gap] = after;
    if (gap) expect((gap.to_at?.getTime() ?? 0) - gap.from_at.getTime()).toBeGreaterThanOrEqual(INTERVAL_MS);
  }
});

it("a worker that was frozen wakes without a word: it writes nothing, and takes no stall of its own for a failure", async () => {
  await startFleet(12);
  const frozen = startWorker();
  await holds(frozen, 32, 15_000);
  await allHealthy(20_000);
  const successor = startWorker();
  await holds(successor, 16, 15_000);
  frozen.child.kill("SIGSTOP");
  await holds(successor, 32, 20_000);
  frozen.child.kill("SIGCONT");
  await holds(frozen, 16, 20_000);
  await holds(successor, 16, 5_000);
  await allHealthy(20_000);
  await within(5_000, async () => {
    const { rows } = await pool().query(
      `SELECT count(*)::int AS n FROM shard_flush f JOIN lease l ON l.name = 'shard:' || f.shard
        WHERE f.owner IS DISTINCT FROM l.owner OR f.epoch <> l.epoch`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
  expect(await staleFlushes()).toEqual([]);
  const told = await stories();
  for (const spans of told.values()) {
    expect(spans.map(({ status }) => status).filter((s) => s !== "unknown" && s !== "healthy")).toEqual([]);
  }
});

it("a worker asked to stop hands its shards back at once and ends well", async () => {
  await startFleet(4);
  const leaving = startWorker();
  await holds(leaving, 32, 15_000);
  await allHealthy(20_000);
  leaving.child.kill("SIGTERM");
  expect(await leaving.ended).toBe(0);
  const { rows } = await pool().query(
    `SELECT count(*)::int AS n FROM lease WHERE name LIKE 'shard:%' AND owner IS NOT NULL`,
  );
  expect(rows).toEqual([{ n: 0 }]);
});
