import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { forgetOutboundPolicies } from "@/server/platform/http";
import { newId } from "@/server/platform/ids";
import { operatorContext } from "@/tests/factories/contexts";
import { insertAgent } from "@/tests/factories/insert-agent";
import { acknowledgeIncident } from "./acknowledge-incident";
import { commentIncident } from "./comment-incident";
import { allowFleetNetwork, forbidFleetNetwork, listFleetNetworks } from "./fleet-networks";
import { getIncident, listIncidents } from "./incidents";
import { listOutboundRefusals } from "./outbound-refusals";
import { pauseAgent } from "./pause-agent";
import { probeAgent } from "./probe-agent";
import { resumeAgent } from "./resume-agent";

const olga = operatorContext("olga");
const page = { limit: 50 };
let agent: string;

beforeEach(async () => {
  agent = await insertAgent(pool());
});

afterEach(async () => {
  await pool().query(`TRUNCATE agent, agent_beat, agent_verdict, incident, incident_event`);
});

afterAll(closeDb);

async function insertIncident(closed = false): Promise<string> {
  const id = newId();
  const on = closed ? null : agent;
  await pool().query(
    `INSERT INTO incident (id, kind, agent_id, severity, cause, opened_at, closed_at)
     VALUES ($1, $2, $3, 'critical', 'heartbeat late, probe refused', now(), $4)`,
    [id, on ? "agent" : "prober", on, closed ? new Date() : null],
  );
  return id;
}

async function audits(objectId: string): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT actor_name || ' ' || action AS line FROM audit WHERE object_id = $1 ORDER BY id`,
    [objectId],
  );
  return rows.map((row) => row.line);
}

describe("incidents", () => {
  it("are acknowledged once, by the first who says so", async () => {
    const id = await insertIncident();
    await acknowledgeIncident({ ctx: olga, input: { id } });
    const again = await acknowledgeIncident({ ctx: operatorContext("max"), input: { id } });
    expect(again).toMatchObject({ acknowledgedBy: "olga", acknowledgedAt: expect.any(Date) });
    expect(again.timeline).toMatchObject([{ kind: "acknowledged", actor: "olga" }]);
    expect(await audits(id)).toEqual(["olga incident.acknowledge"]);
  });

  it("take comments, also when they are closed", async () => {
    const id = await insertIncident(true);
    const incident = await commentIncident({ ctx: olga, input: { id, text: "<b>disk was full</b>" } });
    expect(incident.timeline).toMatchObject([{ kind: "comment", actor: "olga", text: "<b>disk was full</b>" }]);
    expect(await audits(id)).toEqual(["olga incident.comment"]);
  });

  it("are listed newest first, filtered, page by page", async () => {
    const [first, second, third] = [await insertIncident(true), await insertIncident(true), await insertIncident()];
    const list = (input: Partial<Parameters<typeof listIncidents>[0]["input"]>) =>
      listIncidents({ ctx: olga, input: { ...page, ...input } });
    const all = await list({ limit: 2 });
    expect(all).toMatchObject({ total: 3, totalIs: "exact", items: [{ id: third }, { id: second }] });
    const rest = await list({ limit: 2, cursor: all.nextCursor ?? "" });
    expect(rest).toMatchObject({ nextCursor: null, items: [{ id: first }] });
    expect((await list({ state: "open" })).items).toMatchObject([{ id: third, agentId: agent, agent: { id: agent } }]);
    expect((await list({ kind: ["prober"], state: "closed" })).items).toHaveLength(2);
    expect((await list({ q: "REFUSED" })).items).toHaveLength(3);
    expect((await list({ q: "%" })).items).toEqual([]);
    await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("that do not exist are not found", async () => {
    const input = { id: newId() };
    await expect(getIncident({ ctx: olga, input })).rejects.toMatchObject({ code: "not_found" });
    await expect(acknowledgeIncident({ ctx: olga, input })).rejects.toMatchObject({ code: "not_found" });
    await expect(commentIncident({ ctx: olga, input: { ...input, text: "x" } })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a pause", () => {
  it("shows at once, with its reason, and is audited with what it replaces", async () => {
    const until = new Date(Date.now() + 3_600_000);
    const paused = await pauseAgent({ ctx: olga, input: { id: agent, reason: "upgrade", until } });
    expect(paused).toMatchObject({ status: "paused", statusReason: "upgrade", pausedUntil: until });
    expect(await resumeAgent({ ctx: olga, input: { id: agent } })).toMatchObject({
      status: "unknown",
      pausedUntil: null,
    });
    expect(await audits(agent)).toEqual(["olga agent.pause", "olga agent.resume"]);
  });

  it("that is over already is refused, and changes nothing", async () => {
    const input = { id: agent, reason: "x", until: new Date(0) };
    await expect(pauseAgent({ ctx: olga, input })).rejects.toMatchObject({ code: "invalid" });
    expect(await audits(agent)).toEqual([]);
  });

  it("of a retired agent is impossible", async () => {
    await pool().query(`UPDATE agent SET retired_at = now() WHERE id = $1`, [agent]);
    await expect(pauseAgent({ ctx: olga, input: { id: agent, reason: "x" } })).rejects.toMatchObject({
      code: "impossible",
    });
  });
});

describe("a look that a person asked for", () => {
  it("shows why an address may not be called", async () => {
    await pool().query(`UPDATE agent SET registered_host = '169.254.169.254' WHERE id = $1`, [agent]);
    expect(await probeAgent({ ctx: olga, input: { id: agent } })).toMatchObject({
      ok: false,
      outcome: "not_allowed",
      error: "169.254.169.254 is a cloud metadata address",
    });
    expect(await audits(agent)).toEqual(["olga agent.probe"]);
  });

  it("never reaches Muster's own database", async () => {
    const { hostname, port } = new URL(String(process.env.DATABASE_URL));
    await pool().query(`UPDATE agent SET registered_host = $2, registered_port = $3 WHERE id = $1`, [
      agent,
      hostname,
      Number(port),
    ]);
    expect(await probeAgent({ ctx: olga, input: { id: agent } })).toMatchObject({
      outcome: "not_allowed",
      error: "127.0.0.1 is Muster's database",
    });
  });
});

describe("networks that agents may be called in", () => {
  const allow = (network: string) => allowFleetNetwork({ ctx: olga, input: { network } });

  async function refuse(address: string, reason: string) {
    await pool().query(
      `INSERT INTO agent_verdict (agent_id, status, since, probe, probe_error) VALUES ($1, 'unknown', now(), 'absent', $2)`,
      [agent, `${address} ${reason}`],
    );
  }

  afterEach(async () => {
    await pool().query(`DELETE FROM setting`);
    forgetOutboundPolicies();
  });

  it("are offered for the agents that were refused, and allowed by one word", async () => {
    await refuse("203.0.113.9", "is outside the networks allowed for agents");
    const refusals = () => listOutboundRefusals({ ctx: olga, input: {} });
    expect((await refusals()).items).toMatchObject([{ agent: { id: agent }, network: "203.0.113.0/24" }]);
    expect(await allow("203.0.113.0/24")).toMatchObject({ allowed: ["203.0.113.0/24"] });
    expect((await refusals()).items).toEqual([]);
    expect(await audits("outbound.fleetNetworks")).toEqual(["olga network.allow"]);
  });

  it("are never offered for what no setting opens", async () => {
    await refuse("169.254.169.254", "is a cloud metadata address");
    expect((await listOutboundRefusals({ ctx: olga, input: {} })).items).toMatchObject([{ network: null }]);
    await expect(allow("169.254.169.254")).rejects.toMatchObject({ code: "impossible" });
    await expect(allow("fe80::/10")).rejects.toMatchObject({ code: "impossible" });
  });

  it("are kept once and in one spelling, and taken back", async () => {
    await allow("203.0.113.77/24");
    expect((await allow("203.0.113.0/24")).allowed).toEqual(["203.0.113.0/24"]);
    expect((await forbidFleetNetwork({ ctx: olga, input: { network: "203.0.113.0/24" } })).allowed).toEqual([]);
    expect(await listFleetNetworks({ ctx: olga, input: {} })).toMatchObject({
      configured: expect.arrayContaining(["10.0.0.0/8"]),
      allowed: [],
    });
  });

  it("must be networks", async () => {
    await expect(allow("everything")).rejects.toMatchObject({ code: "invalid" });
  });
});
