import { afterAll, afterEach, describe, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { operatorContext } from "@/tests/factories/contexts";
import { insertAgent } from "@/tests/factories/insert-agent";
import { contract } from "./contract";
import { getAgent } from "./get-agent";
import { listAgents } from "./list-agents";

const ctx = operatorContext();

afterEach(async () => {
  await pool().query(`TRUNCATE agent, agent_beat, agent_verdict, agent_change, status_span, shard_flush`);
});

afterAll(closeDb);

function list(query: Record<string, unknown> = {}) {
  return listAgents({ ctx, input: contract.listAgents.query.parse(query) });
}

async function names(query: Record<string, unknown> = {}): Promise<string[]> {
  return (await list(query)).items.map(({ name }) => name);
}

async function insert(name: string, facts: Record<string, unknown> = {}): Promise<string> {
  const id = await insertAgent(pool());
  const columns = Object.entries({ name, ...facts });
  const sets = columns.map(([column], i) => `${column} = $${i + 2}`).join(", ");
  await pool().query(`UPDATE agent SET ${sets} WHERE id = $1`, [id, ...columns.map(([, value]) => value)]);
  return id;
}

/** As the owner of the agent's shard leaves it, having looked this very moment. */
async function judge(id: string, status: string, since = "2026-01-01T00:00:00Z"): Promise<void> {
  await pool().query(
    `INSERT INTO agent_verdict (agent_id, status, since, reason, probe, probe_at, probe_ok, probe_latency_ms)
     VALUES ($1, $2, $3, 'probe said so', 'ok', now(), true, 12)`,
    [id, status, since],
  );
  await pool().query(
    `INSERT INTO shard_flush (shard, flushed_at) SELECT shard, now() FROM agent WHERE id = $1
     ON CONFLICT (shard) DO UPDATE SET flushed_at = now()`,
    [id],
  );
}

describe("the list of agents", () => {
  it("says of each what the wire and both witnesses know", async () => {
    const id = await insert("Writer", { seen_from: "10.0.0.9", workflow: "write", tags: ["team:a"], version: "1.2" });
    await judge(id, "healthy");
    const { items, total, counts } = await list();
    expect({ total, healthy: counts.healthy, down: counts.down }).toEqual({ total: 1, healthy: 1, down: 0 });
    expect(contract.listAgents.out.parse(await list()).items[0]?.since).toBe("2026-01-01T00:00:00.000Z");
    expect(items[0]).toMatchObject({
      id,
      agentId: id,
      host: "127.0.0.1",
      url: "http://127.0.0.1:8000",
      environment: "default",
      tags: ["team:a"],
      workflow: "write",
      discovery: "registry",
      registry: "Muster",
      status: "healthy",
      statusReason: "probe said so",
      seenFrom: "10.0.0.9",
      lastProbe: { ok: true, latencyMs: 12, error: null },
      uptime24h: null,
    });
  });

  it("shows an agent whose watcher died as unknown, whatever was stored", async () => {
    const id = await insert("left alone");
    await judge(id, "healthy");
    await pool().query(`UPDATE shard_flush SET flushed_at = now() - interval '10 minutes'`);
    expect((await list()).items[0]).toMatchObject({ status: "unknown", statusReason: "prober away" });
    expect(await names({ status: "healthy" })).toEqual([]);
  });
});

describe("the order of agents", () => {
  it("gives every agent once, in each order, page by page, also when others come in between", async () => {
    const statuses = ["healthy", "down", "retired", "degraded", "unknown", "healthy", "down"];
    for (const [i, status] of statuses.entries()) {
      const id = await insert(i % 2 ? `b ${i}` : "same", status === "retired" ? { retired_at: new Date() } : {});
      await judge(id, status, `2026-01-0${i + 1}T00:00:00.123456Z`);
    }
    for (const sort of [
      "name",
      "-name",
      "status",
      "-status",
      "since",
      "-since",
      "-registeredAt",
      "latency",
      "-lastHeartbeatAt",
    ]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await list({ sort, limit: 2, ...(cursor ? { cursor } : {}) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen, sort).toHaveLength(7);
      expect(new Set(seen).size, sort).toBe(7);
    }
    const first = await list({ sort: "name", limit: 3 });
    await insert("a newcomer");
    const second = await list({ sort: "name", limit: 10, cursor: first.nextCursor });
    expect(second.items.map(({ name }) => name)).not.toContain("a newcomer");
    expect(second.items).toHaveLength(4);
  });

  it("puts the worst first and what was put aside last", async () => {
    for (const status of ["paused", "healthy", "unknown", "down", "degraded"])
      await judge(await insert(status), status);
    await insert("gone", { retired_at: new Date() });
    expect(await names({ sort: "status" })).toEqual(["down", "degraded", "unknown", "healthy", "paused", "gone"]);
  });
});

describe("a search of agents", () => {
  it("finds words in name, id, host, tag and workflow, and takes LIKE's signs as they stand", async () => {
    await insert("Éclair 100%", { tags: ["sweet"], workflow: "bake_bread", registered_host: "oven-1" });
    await insert("other");
    for (const q of ["éCLAIR", "100%", "sweet", "bake_bread", "OVEN-1", "oven sweet"]) {
      expect(await names({ q }), q).toEqual(["Éclair 100%"]);
    }
    for (const q of ["100_", "%", "oven nothing", "\\"]) expect((await names({ q })).length, q).toBe(q === "%" ? 1 : 0);
    expect(() => contract.listAgents.query.parse({ q: "a\u0000" })).toThrow("NUL");
  });

  it("filters, and counts each status under the other filters", async () => {
    const registryId = newId();
    await pool().query(`INSERT INTO registry (id, kind, name) VALUES ($1, 'mirror', 'old registry')`, [registryId]);
    await judge(await insert("one", { tags: ["a", "b"], workflow: "w" }), "down");
    await judge(await insert("two", { tags: ["a"], workflow: "w" }), "healthy");
    await insert("three", { tags: ["b"], registry_id: registryId });
    expect(await names({ tag: "a,b" })).toEqual(["one"]);
    expect(await names({ discovery: "mirror" })).toEqual(["three"]);
    expect(await names({ environment: "DEFAULT", sort: "name" })).toEqual(["one", "three", "two"]);
    const filtered = await list({ workflow: "w", status: "down" });
    expect(filtered).toMatchObject({ total: 1, counts: { down: 1, healthy: 1, unknown: 0 } });
  });
});

describe("a list given hostile things", () => {
  it("refuses a cursor that is not its own", async () => {
    const cursor = (values: unknown) => Buffer.from(JSON.stringify(values)).toString("base64url");
    const id = newId();
    for (const bad of ["nonsense", cursor([id]), cursor(["2026-13-01 00:00:00+00", id]), cursor(["now", id])]) {
      await expect(list({ cursor: bad }), bad).rejects.toMatchObject({ code: "invalid" });
    }
    await expect(list({ sort: "name", cursor: cursor(["a\u0000", id]) })).rejects.toMatchObject({ code: "invalid" });
  });

  it("keeps hostile text as text", async () => {
    const name = `<img src=x onerror=alert(1)>\u202e\u200b{{7*7}}`;
    const id = await insert(name, {
      registered_host: "evil.example/?x=",
      metadata: `{"__proto__":${"[".repeat(9)}`,
      tags: ["__proto__"],
    });
    const [item] = (await list({ q: "__proto__" })).items;
    expect(item).toMatchObject({ name, host: "evil.example/?x=", url: null });
    expect((await getAgent({ ctx, input: { id } })).metadata).toBe(`{"__proto__":[[[[[[[[[`);
  });
});

describe("one agent", () => {
  it("has its uptime over three ranges, with what was excluded, and its changes", async () => {
    const id = await insert("Writer", { seen_from: "10.0.0.9", workflow: "write" });
    await insert("Writer's twin", { workflow: "write" });
    const span = (status: string, from: number, to: number | null) =>
      pool().query(
        `INSERT INTO status_span (agent_id, status, from_at, to_at)
         VALUES ($1, $2, now() - $3 * interval '1 hour', now() - $4 * interval '1 hour')`,
        [id, status, from, to],
      );
    await span("healthy", 100, 12);
    await span("down", 12, 6);
    await span("paused", 6, 0);
    await pool().query(
      `INSERT INTO agent_change (agent_id, field, before, after, seen_from) VALUES ($1, 'port', '1', '2', '10.0.0.9')`,
      [id],
    );
    const agent = contract.getAgent.out.parse(await getAgent({ ctx, input: { id } }));
    expect(agent.uptime["24h"].ratio).toBeCloseTo(12 / 18, 3);
    expect(agent.uptime["7d"].ratio).toBeCloseTo(88 / 94, 3);
    expect(agent.uptime["24h"].excludedMs).toBeCloseTo(6 * 3_600_000, -4);
    expect(agent).toMatchObject({
      likelyAddress: "10.0.0.9:8000",
      sameWorkflow: 2,
      schema: null,
      heartbeat: { state: "blind", reason: "not looked at yet" },
      probeSettings: { path: "/health", intervalMs: 10_000 },
      changes: [{ field: "port", before: "1", after: "2", seenFrom: "10.0.0.9" }],
    });
  });

  it("that does not exist is not found", async () => {
    await expect(getAgent({ ctx, input: { id: newId() } })).rejects.toMatchObject({ code: "not_found" });
  });
});
