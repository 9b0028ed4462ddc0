import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { notify, stopHub } from "@/server/platform/events";
import type { Started } from "@/server/platform/role-instance";
import { type AgentServer, startAgentServer } from "@/tests/factories/agent-server";
import { beat, insertAgent, insertRoleInstance } from "@/tests/factories/insert-agent";
import { loopbackClient } from "@/tests/factories/loopback-client";
import { startProbing } from "./hold-shards";

// Nothing here waits longer than it must; a loaded machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

let running: { owner: string; probing: Started }[] = [];
const servers: AgentServer[] = [];

beforeAll(async () => {
  await insertRoleInstance(pool(), "registry");
});

afterEach(async () => {
  for (const { probing } of running) await probing.stop();
  running = [];
  for (const server of servers.splice(0)) await server.kill();
  await pool().query(
    `TRUNCATE agent, agent_beat, agent_verdict, status_span, incident, incident_event, shard_flush, probe_slot`,
  );
  await pool().query(`DELETE FROM role_instance WHERE role = 'worker'`);
});

afterAll(async () => {
  await stopHub();
  await closeDb();
});

async function startWorker(): Promise<string> {
  const owner = await insertRoleInstance(pool(), "worker");
  running.push({ owner, probing: await startProbing({ owner, http: loopbackClient() }) });
  return owner;
}

/** As a worker's process does: its watch ends, then its row goes, so that nobody leaves it a share of the shards. */
async function stopOldestWorker(): Promise<void> {
  const [leaving] = running.splice(0, 1);
  await leaving?.probing.stop();
  await pool().query(`DELETE FROM role_instance WHERE id = $1`, [leaving?.owner]);
}

async function startAgent(spec: Parameters<typeof insertAgent>[1] = {}): Promise<{ id: string; server: AgentServer }> {
  const server = await startAgentServer();
  servers.push(server);
  return { id: await insertAgent(pool(), { ...spec, port: server.port }), server };
}

/** Heartbeats once a second until the answer is called. */
function keepBeating(ids: string[]): () => void {
  const timer = setInterval(() => void beat(pool(), ids), 1_000);
  return () => clearInterval(timer);
}

type Now = { status: string; reason: string };

async function statusNow(id: string): Promise<Now | undefined> {
  const { rows } = await pool().query<Now>(`SELECT status, reason FROM agent_now WHERE agent_id = $1`, [id]);
  return rows[0];
}

const becomes = (id: string, expected: Partial<Now>, timeout = 15_000) =>
  vi.waitFor(async () => expect(await statusNow(id)).toMatchObject(expected), { timeout, interval: 50 });

async function lastFlush(): Promise<number> {
  const { rows } = await pool().query<{ at: Date }>(`SELECT max(flushed_at) AS at FROM shard_flush`);
  return rows[0]?.at.getTime() ?? 0;
}

type SpanRow = { status: string; from_at: Date; to_at: Date | null };

async function spansOf(id: string): Promise<SpanRow[]> {
  const { rows } = await pool().query<SpanRow>(
    `SELECT status, from_at, to_at FROM status_span WHERE agent_id = $1 ORDER BY from_at`,
    [id],
  );
  return rows;
}

async function incidentsOf(kind: string) {
  const { rows } = await pool().query(
    `SELECT i.*, (SELECT array_agg(e.kind ORDER BY e.id) FROM incident_event e WHERE e.incident_id = i.id) AS timeline
       FROM incident i WHERE kind = $1 ORDER BY opened_at`,
    [kind],
  );
  return rows;
}

function expectGapless(spans: SpanRow[]) {
  for (const [i, span] of spans.entries()) {
    const next = spans[i + 1];
    expect(span.to_at).toEqual(next ? next.from_at : null);
  }
}

describe("one worker and its fleet", () => {
  it("finds a new agent healthy within seconds and keeps its latency", async () => {
    await startWorker();
    const { id } = await startAgent();
    await becomes(id, { status: "healthy", reason: "heartbeat fresh, probe ok" });
    const { rows } = await pool().query(
      `SELECT cardinality(latencies) AS n, failed FROM probe_slot WHERE agent_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ n: 1, failed: 0 }]);
  });

  it("sees a killed agent degraded, then down, and closes its incident when it is back", async () => {
    await startWorker();
    const { id, server } = await startAgent({ ttlSeconds: 4 });
    await becomes(id, { reason: "heartbeat fresh, probe ok" });
    const stopBeating = keepBeating([id]);
    await server.kill();
    await notify(pool(), "probe-now", [id]);
    await becomes(id, { status: "degraded", reason: "heartbeat fresh, probe refused, 2 of 2" });
    stopBeating();
    await becomes(id, { status: "down" });
    expect(await incidentsOf("agent")).toMatchObject([{ agent_id: id, severity: "critical", closed_at: null }]);

    const revived = await startAgentServer(server.port);
    servers.push(revived);
    await beat(pool(), [id]);
    await notify(pool(), "probe-now", [id]);
    await becomes(id, { status: "healthy" });
    expect(await incidentsOf("agent")).toMatchObject([
      { close_reason: "recovered", closed_at: expect.any(Date), timeline: ["opened", "closed"] },
    ]);
    const spans = await spansOf(id);
    expect(spans.map(({ status }) => status).join(" ")).toMatch(/^unknown healthy degraded down( degraded)? healthy$/);
    expectGapless(spans);
  });

  it("never calls a paused agent, and looks at it as soon as it is resumed", async () => {
    await startWorker();
    const { id, server } = await startAgent();
    await becomes(id, { reason: "heartbeat fresh, probe ok" });
    await pool().query(`UPDATE agent SET paused_at = clock_timestamp(), pause_reason = 'upgrade' WHERE id = $1`, [id]);
    await vi.waitFor(async () => expect((await spansOf(id)).at(-1)).toMatchObject({ status: "paused" }), 5_000);
    const asked = server.asked;
    await notify(pool(), "probe-now", [id]);
    const pausedAt = await lastFlush();
    await vi.waitFor(async () => expect(await lastFlush()).toBeGreaterThan(pausedAt + 2_000), 8_000);
    expect(server.asked).toBe(asked);
    await pool().query(`UPDATE agent SET paused_at = NULL WHERE id = $1`, [id]);
    await notify(pool(), "agent", [id]);
    await becomes(id, { status: "healthy" });
    expect(server.asked).toBeGreaterThan(asked);
    expect((await spansOf(id)).map(({ status }) => status).slice(-3)).toEqual(["paused", "unknown", "healthy"]);
  });

  it("says why an agent may not be called, and judges it by its heartbeat", async () => {
    await startWorker();
    const { id } = await startAgent();
    await pool().query(`UPDATE agent SET registered_host = '169.254.169.254' WHERE id = $1`, [id]);
    await notify(pool(), "agent", [id]);
    await notify(pool(), "probe-now", [id]);
    await becomes(id, {
      status: "healthy",
      reason: "heartbeat fresh, not probed: 169.254.169.254 is a cloud metadata address",
    });
  });
});

describe("the prober's own eyes", () => {
  it("do not alarm where two workers lose what they watch together", async () => {
    await startWorker();
    await startWorker();
    const agents = await Promise.all(Array.from({ length: 28 }, () => startAgent()));
    const ids = agents.map(({ id }) => id);
    for (const id of ids) await becomes(id, { reason: "heartbeat fresh, probe ok" });
    await Promise.all(agents.map(({ server }) => server.kill()));
    await notify(pool(), "probe-now", ids);
    for (const id of ids) await becomes(id, { status: "healthy", reason: "heartbeat fresh, prober impaired" });
    const open = (await incidentsOf("prober")).filter(({ closed_at }) => closed_at === null);
    expect(open).toHaveLength(1);
  });

  it("do not alarm a fleet that still beats, and let a real mass outage read down", async () => {
    await startWorker();
    const agents = await Promise.all(Array.from({ length: 24 }, () => startAgent({ ttlSeconds: 6 })));
    const ids = agents.map(({ id }) => id);
    const stopBeating = keepBeating(ids);
    for (const id of ids) await becomes(id, { reason: "heartbeat fresh, probe ok" });
    await Promise.all(agents.map(({ server }) => server.kill()));
    await notify(pool(), "probe-now", ids);
    await vi.waitFor(async () => expect(await incidentsOf("prober")).toMatchObject([{ closed_at: null }]), 8_000);
    const first = ids[0] ?? "";
    await becomes(first, { status: "healthy", reason: "heartbeat fresh, prober impaired" });
    expect(await incidentsOf("agent")).toEqual([]);

    stopBeating();
    for (const id of ids) await becomes(id, { status: "down" }, 12_000);
    expect(await incidentsOf("agent")).toHaveLength(24);
    await vi.waitFor(async () => {
      expect(await incidentsOf("prober")).toMatchObject([
        { closed_at: expect.any(Date), timeline: ["opened", "closed"] },
      ]);
    }, 5_000);
  });
});

describe("a registry that goes away", () => {
  it("makes heartbeats unseen, not late: probes judge, and one incident says so until it is back", async () => {
    await startWorker();
    const { id } = await startAgent({ ttlSeconds: 4 });
    await becomes(id, { reason: "heartbeat fresh, probe ok" });
    await pool().query(`DELETE FROM role_instance WHERE role = 'registry'`);
    await vi.waitFor(async () => expect(await incidentsOf("registry")).toMatchObject([{ closed_at: null }]), 30_000);
    await becomes(id, { status: "healthy", reason: "registry away, probe ok" });
    await insertRoleInstance(pool(), "registry");
    await beat(pool(), [id]);
    await becomes(id, { status: "healthy", reason: "heartbeat fresh, probe ok" });
    await vi.waitFor(
      async () => expect(await incidentsOf("registry")).toMatchObject([{ close_reason: "the registry is back" }]),
      15_000,
    );
  });
});

describe("two workers", () => {
  it("share the shards, and each agent is watched by one", async () => {
    const owners = [await startWorker(), await startWorker()];
    await vi.waitFor(async () => {
      const { rows } = await pool().query(
        `SELECT owner, count(*)::int AS n FROM lease WHERE name LIKE 'shard:%' AND owner IS NOT NULL GROUP BY owner`,
      );
      expect(rows).toHaveLength(2);
      for (const row of rows) expect(row).toMatchObject({ owner: expect.toSatisfy((o) => owners.includes(o)), n: 16 });
    }, 10_000);
    const agents = await Promise.all(Array.from({ length: 12 }, () => startAgent()));
    for (const { id } of agents) await becomes(id, { reason: "heartbeat fresh, probe ok" });
    // Only the owner's looks are written: one that somebody else made would be missing.
    await vi.waitFor(async () => {
      const { rows } = await pool().query<{ agent_id: string; looks: number }>(
        `SELECT agent_id, sum(cardinality(latencies) + failed)::int AS looks FROM probe_slot GROUP BY agent_id`,
      );
      const looks = new Map(rows.map((row) => [row.agent_id, row.looks]));
      expect(agents.map(({ id }) => looks.get(id))).toEqual(agents.map(({ server }) => server.asked));
    }, 5_000);
  });

  it("take over from each other without a gap when one stops", async () => {
    await startWorker();
    await startWorker();
    const { id } = await startAgent();
    await becomes(id, { status: "healthy" });
    await stopOldestWorker();
    await vi.waitFor(async () => {
      const { rows } = await pool().query(`SELECT count(*)::int AS n FROM lease WHERE owner = $1`, [running[0]?.owner]);
      expect(rows[0]).toEqual({ n: 32 });
    }, 8_000);
    await notify(pool(), "probe-now", [id]);
    await becomes(id, { status: "healthy", reason: "heartbeat fresh, probe ok" });
    expect((await spansOf(id)).map(({ status }) => status)).toEqual(["unknown", "healthy"]);
  });

  it("one of which has lost its leases writes nothing any more", async () => {
    const owner = await startWorker();
    const { id, server } = await startAgent();
    await becomes(id, { reason: "heartbeat fresh, probe ok" });
    const other = await insertRoleInstance(pool(), "worker");
    await pool().query(
      `UPDATE lease SET owner = $1, epoch = epoch + 1, expires_at = clock_timestamp() + interval '1 hour' WHERE owner = $2`,
      [other, owner],
    );
    const before = await pool().query(`SELECT * FROM shard_flush ORDER BY shard`);
    await server.kill();
    await notify(pool(), "probe-now", [id]);
    await vi.waitFor(async () => {
      const { rows } = await pool().query(
        `SELECT clock_timestamp() - max(flushed_at) > interval '4 seconds' AS old FROM shard_flush`,
      );
      expect(rows[0]).toEqual({ old: true });
    }, 10_000);
    expect((await pool().query(`SELECT * FROM shard_flush ORDER BY shard`)).rows).toEqual(before.rows);
    expect((await spansOf(id)).map(({ status }) => status)).toEqual(["unknown", "healthy"]);
    await pool().query(`UPDATE lease SET owner = NULL, expires_at = NULL`);
  });
});

describe("time that nobody watched", () => {
  it("is unknown after the take-over, gapless, from the last flush on", async () => {
    const { id } = await startAgent();
    await startWorker();
    await becomes(id, { status: "healthy" });
    await stopOldestWorker();
    await pool().query(`UPDATE shard_flush SET flushed_at = flushed_at - interval '1 minute'`);
    await pool().query(
      `UPDATE status_span SET from_at = from_at - interval '5 minutes', to_at = to_at - interval '5 minutes'`,
    );
    await becomes(id, { status: "unknown", reason: "prober away" });
    const flushed = await pool().query<{ at: Date }>(
      `SELECT flushed_at AS at FROM shard_flush JOIN agent USING (shard) WHERE id = $1`,
      [id],
    );
    await startWorker();
    await becomes(id, { status: "healthy" });
    const spans = await spansOf(id);
    expect(spans.map(({ status }) => status)).toEqual(["unknown", "healthy", "unknown", "healthy"]);
    expect(spans[2]?.from_at).toEqual(flushed.rows[0]?.at);
    expectGapless(spans);
  });
});
