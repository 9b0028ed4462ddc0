import type pg from "pg";
import { notify } from "@/server/platform/events";
import { assertFence } from "@/server/platform/lease";
import { type IncidentEntry, recordIncidents } from "./record-incidents";
import type { AgentStatus, Sample, Unwritten, WatchedAgent } from "./watched-agent";

export type Batch = {
  owner: string;
  /** Lease name → epoch of every shard in the batch. */
  fences: ReadonlyMap<string, bigint>;
  shards: { shard: number; epoch: bigint; intervalMs: number }[];
  flushedAt: number;
  agents: { agent: WatchedAgent; unwritten: Unwritten }[];
};

/**
 * Writes what a flush gathered, fenced by the leases of its shards: a worker that lost one writes nothing. Must run in
 * a transaction of its own. Throws FenceLost.
 */
export async function recordOutcomes(client: pg.PoolClient, batch: Batch): Promise<void> {
  await assertFence(client, batch.fences, batch.owner);
  const agents = batch.agents.toSorted((a, b) => (a.agent.facts.id < b.agent.facts.id ? -1 : 1));
  await upsertVerdicts(client, agents);
  await writeSpans(client, agents);
  await appendSamples(client, agents);
  const incidents = agents.flatMap(incidentEntries);
  await recordIncidents(client, incidents);
  await stampShards(client, batch);
  const changed = agents.filter(({ unwritten }) => unwritten.verdict || unwritten.spans.length > 0);
  if (changed.length > 0)
    await notify(
      client,
      "agent",
      changed.map(({ agent }) => agent.facts.id),
    );
  if (incidents.length > 0) await notify(client, "incident", [...new Set(incidents.map(({ write }) => write.id))]);
}

type Entry = Batch["agents"][number];

async function upsertVerdicts(client: pg.PoolClient, agents: Entry[]): Promise<void> {
  if (agents.length === 0) return;
  const rows = agents.map(({ agent }) => verdictRow(agent));
  await client.query(
    `SELECT 1 FROM agent_verdict WHERE agent_id = ANY($1::uuid[]) ORDER BY agent_id FOR NO KEY UPDATE`,
    [rows.map((row) => row.agent_id)],
  );
  await client.query(
    `INSERT INTO agent_verdict AS v (agent_id, status, since, reason, heartbeat, heartbeat_reason, probe, probe_reason,
       probe_at, probe_ok, probe_latency_ms, probe_error, probe_last_ok_at, first_bad_at, failures, flapping_until)
     SELECT x.* FROM jsonb_to_recordset($1::jsonb) AS x(agent_id uuid, status text, since timestamptz, reason text,
       heartbeat text, heartbeat_reason text, probe text, probe_reason text, probe_at timestamptz, probe_ok boolean,
       probe_latency_ms int, probe_error text, probe_last_ok_at timestamptz, first_bad_at timestamptz, failures int,
       flapping_until timestamptz)
     ON CONFLICT (agent_id) DO UPDATE SET (status, since, reason, heartbeat, heartbeat_reason, probe, probe_reason,
       probe_at, probe_ok, probe_latency_ms, probe_error, probe_last_ok_at, first_bad_at, failures, flapping_until) =
       (excluded.status, excluded.since, excluded.reason, excluded.heartbeat, excluded.heartbeat_reason, excluded.probe,
       excluded.probe_reason, excluded.probe_at, excluded.probe_ok, excluded.probe_latency_ms, excluded.probe_error,
       excluded.probe_last_ok_at, excluded.first_bad_at, excluded.failures, excluded.flapping_until)`,
    [JSON.stringify(rows)],
  );
}

function verdictRow({ facts, status, since, reason, judged, probe, flapping }: WatchedAgent) {
  return {
    agent_id: facts.id,
    status,
    since: iso(since),
    reason,
    heartbeat: judged.heartbeat.state,
    heartbeat_reason: judged.heartbeat.reason,
    probe: judged.probe.state,
    probe_reason: judged.probe.reason,
    probe_at: iso(probe.lastAt),
    probe_ok: probe.lastOk,
    probe_latency_ms: probe.latencyMs,
    probe_error: probe.error,
    probe_last_ok_at: iso(probe.lastOkAt),
    first_bad_at: iso(probe.firstBadAt),
    failures: probe.failures,
    flapping_until: iso(flapping.until),
  };
}

function incidentEntries({ agent, unwritten }: Entry): IncidentEntry[] {
  const { id: agentId, environmentId } = agent.facts;
  return unwritten.incidents.map((write) => ({ agentId, environmentId, write }));
}

type SpanRow = { agent_id: string; status: AgentStatus; from_at: string | null; to_at: string | null; cause: string };

async function writeSpans(client: pg.PoolClient, agents: Entry[]): Promise<void> {
  const changed = agents.filter(({ unwritten }) => unwritten.spans.length > 0);
  if (changed.length === 0) return;
  const closings = changed.map(({ agent, unwritten }) => ({
    agent_id: agent.facts.id,
    to_at: iso(unwritten.spans[0]?.from ?? null),
  }));
  await client.query(
    `UPDATE status_span s SET to_at = x.to_at FROM jsonb_to_recordset($1::jsonb) AS x(agent_id uuid, to_at timestamptz)
      WHERE s.agent_id = x.agent_id AND s.to_at IS NULL`,
    [JSON.stringify(closings)],
  );
  await client.query(
    `INSERT INTO status_span (agent_id, status, from_at, to_at, cause) SELECT x.* FROM jsonb_to_recordset($1::jsonb)
       AS x(agent_id uuid, status text, from_at timestamptz, to_at timestamptz, cause text)`,
    [JSON.stringify(changed.flatMap(spanRows))],
  );
}

function spanRows({ agent, unwritten }: Entry): SpanRow[] {
  return unwritten.spans.map(({ status, from, cause }, index) => ({
    agent_id: agent.facts.id,
    status,
    from_at: iso(from),
    to_at: iso(unwritten.spans[index + 1]?.from ?? null),
    cause,
  }));
}

const SLOT_MS = 5 * 60_000;

async function appendSamples(client: pg.PoolClient, agents: Entry[]): Promise<void> {
  const slots = agents.flatMap(slotRows);
  if (slots.length === 0) return;
  await client.query(
    `INSERT INTO probe_slot AS p (agent_id, slot, latencies, failed)
     SELECT x.agent_id, x.slot, ARRAY(SELECT jsonb_array_elements_text(x.latencies)::int), x.failed
       FROM jsonb_to_recordset($1::jsonb) AS x(agent_id uuid, slot timestamptz, latencies jsonb, failed int)
     ON CONFLICT (agent_id, slot)
     DO UPDATE SET latencies = p.latencies || excluded.latencies, failed = p.failed + excluded.failed`,
    [JSON.stringify(slots)],
  );
}

function slotRows({ agent, unwritten }: Entry) {
  const slots = new Map<number, Sample[]>();
  for (const sample of unwritten.samples) {
    const slot = Math.floor(sample.at / SLOT_MS) * SLOT_MS;
    slots.set(slot, [...(slots.get(slot) ?? []), sample]);
  }
  return [...slots].map(([slot, samples]) => {
    const latencies = samples.map(({ latencyMs }) => latencyMs).filter((latency) => latency !== null);
    return { agent_id: agent.facts.id, slot: iso(slot), latencies, failed: samples.length - latencies.length };
  });
}

async function stampShards(client: pg.PoolClient, { owner, shards, flushedAt }: Batch): Promise<void> {
  const rows = shards.map(({ shard, epoch, intervalMs }) => ({ shard, epoch: String(epoch), interval_ms: intervalMs }));
  await client.query(
    `INSERT INTO shard_flush (shard, flushed_at, interval_ms, owner, epoch)
     SELECT x.shard, $2::timestamptz, x.interval_ms, $3::uuid, x.epoch
       FROM jsonb_to_recordset($1::jsonb) AS x(shard smallint, interval_ms int, epoch bigint)
     ON CONFLICT (shard) DO UPDATE SET flushed_at = excluded.flushed_at, interval_ms = excluded.interval_ms,
       owner = excluded.owner, epoch = excluded.epoch`,
    [JSON.stringify(rows), iso(flushedAt), owner],
  );
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
