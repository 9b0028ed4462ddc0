import type pg from "pg";
import { type Clock, systemClock } from "@/server/platform/clock";
import { inTransaction, pool } from "@/server/platform/db";
import { hub } from "@/server/platform/events";
import { forgetOutboundPolicies, type GuardedFetch, guardedFetch } from "@/server/platform/http";
import { FenceLost } from "@/server/platform/lease";
import { log } from "@/server/platform/log";
import type { Started } from "@/server/platform/role-instance";
import { DatabaseClock } from "./database-clock";
import { judgeAgent } from "./judge-agent";
import { ProbeRunner } from "./probe-runner";
import { observeProbe } from "./probe-witness";
import type { ProbeOutcome } from "./probes/define-probe";
import { beatsSince } from "./queries/beats-since";
import { agentsChangedSince } from "./queries/watched-agents";
import { type Batch, recordOutcomes } from "./record-outcomes";
import { ShardLeases } from "./shard-leases";
import { WatchList } from "./watch-list";
import { isDirty, noUnwritten, type WatchedAgent } from "./watched-agent";
import { Worldview } from "./worldview";

const PUMP_MS = 50;
const STEP_MS = 200;
const LOOK_MS = 1_000;
const BALANCE_MS = 2_000;
const REREAD_MS = 10_000;
const DEFAULT_INTERVAL_MS = 30_000;
/** A row's stamp is older than its commit: what committed late is found by asking a little further back. */
const OVERLAP_MS = 5_000;

export type ProbingOptions = { owner: string; clock?: Clock; http?: GuardedFetch };

/**
 * Owns a share of the fleet for as long as it runs: probes when due, judges, and writes what was decided. `owner` is
 * the id of this process in `role_instance`.
 */
export async function startProbing({
  owner,
  clock = systemClock,
  http = guardedFetch,
}: ProbingOptions): Promise<Started> {
  const time = new DatabaseClock(clock);
  const worldview = await Worldview.start({ db: pool(), owner, clock, time });
  const holder = new ShardHolder({ owner, clock, http, time, worldview });
  const unsubscribe = await hub().subscribe((event) => {
    // Whoever asks for a look may have changed what may be called.
    if (event !== "resync" && event.kind === "probe-now") forgetOutboundPolicies();
    if (event === "resync") holder.rereadAll();
    else if (event.kind === "agent" || event.kind === "probe-now") holder.told(event.ids, event.kind === "probe-now");
  });
  holder.start();
  return {
    async stop() {
      unsubscribe();
      await holder.stop();
    },
  };
}

type HolderParts = { owner: string; clock: Clock; http: GuardedFetch; time: DatabaseClock; worldview: Worldview };

class ShardHolder {
  readonly #db: pg.Pool = pool();
  readonly #parts: HolderParts;
  readonly #leases: ShardLeases;
  readonly #list: WatchList;
  readonly #runner: ProbeRunner;
  readonly #lastDone = new Map<string, number>();
  readonly #toRead = new Set<string>();
  readonly #toProbe = new Set<string>();
  readonly #flushed = new Set<string>();
  readonly #seen = new Set<WatchedAgent>();
  #unloaded: number[] = [];
  #beatsFrom = 0;
  #pumping: NodeJS.Timeout | null = null;
  #stepping: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: HolderParts) {
    this.#parts = parts;
    this.#leases = new ShardLeases(this.#db, parts.owner, parts.clock);
    this.#list = new WatchList(this.#db);
    this.#runner = new ProbeRunner({
      clock: parts.clock,
      http: parts.http,
      now: () => parts.time.now(),
      observed: (agent, outcome, at) => this.#observed(agent, outcome, at),
    });
  }

  start(): void {
    this.#pumping = setInterval(() => this.#runner.pump(this.#list.all()), PUMP_MS);
    this.#stepping = this.#stepForEver();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#pumping) clearInterval(this.#pumping);
    this.#runner.stop();
    await this.#stepping;
    await this.#attempt("hand the shards back", async () => {
      await this.#flush();
      await this.#leases.releaseAll();
    });
    await this.#parts.worldview.stop();
  }

  rereadAll(): void {
    this.#lastDone.delete("reread");
  }

  told(ids: string[], probeNow: boolean): void {
    if (ids.length === 0 && this.#isTime("told", LOOK_MS)) this.rereadAll();
    for (const id of ids) {
      if (probeNow) this.#toProbe.add(id);
      if (probeNow || !this.#flushed.delete(id)) this.#toRead.add(id);
    }
  }

  async #stepForEver(): Promise<void> {
    while (!this.#stopped) {
      await this.#attempt("watch the fleet", () => this.#step());
      await this.#parts.clock.sleep(STEP_MS);
    }
  }

  /** One fault must not end the watch; what it cost shows as unknown time. */
  async #attempt(what: string, deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      log().error({ err: error }, `could not ${what}`);
    }
  }

  async #step(): Promise<void> {
    if (this.#isTime("balance", BALANCE_MS)) await this.#balance();
    await this.#loadShards();
    if (this.#isTime("look", LOOK_MS)) await this.#look();
    await this.#readAgain();
    this.#probeSoon();
    this.#judge();
    if (this.#isTime("stamp", LOOK_MS) || [...this.#list.all()].some(isDirty)) await this.#flush();
  }

  #isTime(what: string, everyMs: number): boolean {
    const now = this.#parts.clock.monotonicMs();
    const last = this.#lastDone.get(what);
    if (last !== undefined && now - last < everyMs) return false;
    this.#lastDone.set(what, now);
    return true;
  }

  async #balance(): Promise<void> {
    const { gained, lost } = await this.#leases.balance();
    this.#list.drop(lost);
    this.#unloaded = [...this.#unloaded, ...gained];
  }

  async #loadShards(): Promise<void> {
    const held = new Set(this.#leases.held);
    const shards = this.#unloaded.filter((shard) => held.has(shard));
    await this.#list.load(shards, () => this.#parts.time.now());
    this.#unloaded = [];
  }

  async #look(): Promise<void> {
    const shards = this.#leases.held;
    await this.#parts.worldview.readReceivers();
    const since = new Date(this.#beatsFrom);
    this.#beatsFrom = this.#parts.time.now() - OVERLAP_MS;
    for (const [id, at] of await beatsSince(this.#db, shards, since)) this.#beaten(id, at);
    for (const id of await agentsChangedSince(this.#db, shards, new Date(this.#beatsFrom))) this.#toRead.add(id);
    await this.#parts.worldview.checkOurselves(() => this.#list.all(), shards);
  }

  #beaten(id: string, at: number): void {
    const agent = this.#list.get(id);
    if (agent) agent.lastBeatAt = Math.max(agent.lastBeatAt ?? 0, at);
  }

  #see(id: string): void {
    const agent = this.#list.get(id);
    if (agent) this.#seen.add(agent);
  }

  async #readAgain(): Promise<void> {
    const all = this.#isTime("reread", REREAD_MS);
    if (all) this.#flushed.clear();
    const ids = all ? [...[...this.#list.all()].map(({ facts }) => facts.id), ...this.#toRead] : [...this.#toRead];
    this.#toRead.clear();
    await this.#list.refresh(this.#leases.held, [...new Set(ids)]);
    if (!all) for (const id of ids) this.#see(id);
  }

  #probeSoon(): void {
    for (const id of this.#toProbe) {
      const agent = this.#list.get(id);
      if (agent) this.#runner.probeSoon(agent);
    }
    this.#toProbe.clear();
  }

  #observed(agent: WatchedAgent, outcome: ProbeOutcome, at: number): void {
    agent.probe = observeProbe(agent.probe, outcome, at);
    agent.unwritten.figures = true;
    if (this.#list.get(agent.facts.id) === agent) this.#seen.add(agent);
    if (outcome.kind === "absent") return;
    const latencyMs = outcome.kind === "bad" ? null : outcome.latencyMs;
    agent.unwritten.samples.push({ at, latencyMs });
  }

  /** Judges everybody once a second, for time alone makes a heartbeat late; those who were just seen at once. */
  #judge(): void {
    const { world } = this.#parts.worldview;
    const agents = this.#isTime("judge", LOOK_MS) ? this.#list.all() : [...this.#seen];
    for (const agent of agents) {
      const before = agent.awaitedSince;
      judgeAgent(agent, world);
      if (agent.awaitedSince !== null && before === null) this.#runner.probeSoon(agent);
    }
    this.#seen.clear();
  }

  /** Writes everything unwritten in one transaction. After a failure the shards are read anew: the database is right. */
  async #flush(): Promise<void> {
    const fences = this.#leases.fences();
    if (fences.size === 0) return;
    const held = new Set(this.#leases.held);
    const agents = [...this.#list.all()].filter((agent) => isDirty(agent) && held.has(agent.facts.shard));
    const entries = agents.map((agent) => ({ agent, unwritten: agent.unwritten }));
    for (const agent of agents) agent.unwritten = noUnwritten();
    const { owner, time } = this.#parts;
    const batch = { owner, fences, shards: this.#shardStamps(), flushedAt: time.now(), agents: entries };
    try {
      await inTransaction((client) => recordOutcomes(client, batch));
      this.#rememberOwn(entries.filter(({ unwritten }) => unwritten.verdict).map(({ agent }) => agent.facts.id));
    } catch (error) {
      this.#startOver([...held]);
      if (!(error instanceof FenceLost)) throw error;
      log().warn({ err: error }, "a shard has passed to another worker; nothing was written");
    }
  }

  /** Our own notification comes back to us; it says nothing new. */
  #rememberOwn(ids: string[]): void {
    for (const id of ids) this.#flushed.add(id);
    if (ids.length > 0) this.#lastDone.set("told", this.#parts.clock.monotonicMs());
  }

  #startOver(shards: number[]): void {
    this.#list.drop(shards);
    this.#unloaded = shards;
    this.#lastDone.delete("balance");
  }

  #shardStamps(): Batch["shards"] {
    const shortest = this.#list.shortestIntervals();
    return this.#leases.held.map((shard) => ({
      shard,
      epoch: this.#leases.epochOf(shard),
      intervalMs: shortest.get(shard) ?? DEFAULT_INTERVAL_MS,
    }));
  }
}
