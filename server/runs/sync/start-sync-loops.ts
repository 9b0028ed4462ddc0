import type { Clock } from "@/server/platform/clock";
import { pool } from "@/server/platform/db";
import { hub } from "@/server/platform/events";
import { acquireLease, releaseLeases, renewLeases } from "@/server/platform/lease";
import { log } from "@/server/platform/log";
import { leaseOf } from "./page";
import { runCycle } from "./run-cycle";

const LEASE_MS = 10_000;
const RENEW_MS = 3_000;
const LOOK_MS = 1_000;
const INTERVAL_MS = 5_000;
/** A sync may take a fifth of a source's time, no more. */
const REST_FACTOR = 4;
const MOST_REST_MS = 60_000;
const BACK_OFF_MS = [5_000, 10_000, 30_000, 60_000];

interface Holding {
  epoch: bigint;
  abort: AbortController;
  busy: Promise<void> | null;
  dueAt: number;
  failures: number;
}

export interface SyncLoops {
  stop(): Promise<void>;
}

/**
 * Syncs every enabled source, each under its lease, for as long as the process lives. Several workers share the sources:
 * whoever holds a source's lease reads it, and a lease that is not renewed passes on after ten seconds.
 */
export async function startSyncLoops(owner: string, clock: Clock): Promise<SyncLoops> {
  const held = new Map<string, Holding>();
  const stopping = new AbortController();
  const unsubscribe = await hub().subscribe((event) => {
    if (event === "resync" || event.kind !== "sync-now") return;
    for (const [id, holding] of held) if (event.ids.length === 0 || event.ids.includes(id)) holding.dueAt = 0;
  });
  const looking = repeat(LOOK_MS, clock, stopping.signal, () => look(held, owner, clock));
  const renewing = repeat(RENEW_MS, clock, stopping.signal, () => renew(held, owner));
  return {
    async stop() {
      unsubscribe();
      stopping.abort();
      for (const { abort } of held.values()) abort.abort();
      await Promise.all([looking, renewing, ...[...held.values()].map(({ busy }) => busy)]);
      await releaseLeases(pool(), [...held.keys()].map(leaseOf), owner);
    },
  };
}

async function repeat(ms: number, clock: Clock, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work().catch((error: unknown) => log().warn({ err: error }, "the sync loop could not look at its sources"));
    // The sleep ends early only to stop.
    await clock.sleep(ms, signal).catch(() => undefined);
  }
}

async function look(held: Map<string, Holding>, owner: string, clock: Clock): Promise<void> {
  const { rows } = await pool().query<{ id: string; asked: boolean }>(
    `SELECT id, cursor ? 'request' AS asked FROM source WHERE enabled`,
  );
  const enabled = new Map(rows.map(({ id, asked }) => [id, asked]));
  for (const id of enabled.keys()) if (!held.has(id)) await takeUp(held, id, owner);
  const disabled = [...held].filter(([id]) => !enabled.has(id));
  for (const [id, { abort, busy }] of disabled) {
    abort.abort();
    await busy;
    held.delete(id);
    await releaseLeases(pool(), [leaseOf(id)], owner);
  }
  for (const [id, holding] of held)
    if (!holding.busy && (clock.monotonicMs() >= holding.dueAt || (enabled.get(id) && holding.failures === 0)))
      start(held, id, holding, owner, clock);
}

async function takeUp(held: Map<string, Holding>, id: string, owner: string): Promise<void> {
  const epoch = await acquireLease(pool(), leaseOf(id), owner, LEASE_MS);
  if (epoch !== null) held.set(id, { epoch, abort: new AbortController(), busy: null, dueAt: 0, failures: 0 });
}

async function renew(held: Map<string, Holding>, owner: string): Promise<void> {
  if (held.size === 0) return;
  const names = new Map([...held.keys()].map((id) => [leaseOf(id), id]));
  const ours = new Set(await renewLeases(pool(), [...names.keys()], owner, LEASE_MS));
  for (const [name, id] of names) if (!ours.has(name)) letGo(held, id);
}

function letGo(held: Map<string, Holding>, id: string): void {
  held.get(id)?.abort.abort();
  held.delete(id);
}

function start(held: Map<string, Holding>, id: string, holding: Holding, owner: string, clock: Clock): void {
  const started = clock.monotonicMs();
  const lease = { sourceId: id, owner, epoch: holding.epoch };
  holding.busy = runCycle(lease, clock, holding.abort.signal)
    .then((end) => {
      if (end === "lost") letGo(held, id);
      holding.failures = end === "failed" ? holding.failures + 1 : 0;
    })
    .catch((error: unknown) => {
      holding.failures += 1;
      log().error({ err: error, source: id }, "a sync could not be told");
    })
    .finally(() => {
      const ended = clock.monotonicMs();
      holding.dueAt = ended + restAfter(ended - started, holding.failures);
      holding.busy = null;
    });
}

function restAfter(tookMs: number, failures: number): number {
  if (failures > 0) return BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length) - 1] ?? MOST_REST_MS;
  return Math.min(MOST_REST_MS, Math.max(INTERVAL_MS, tookMs * REST_FACTOR));
}
