import type pg from "pg";
import type { Clock } from "@/server/platform/clock";
import { type Canary, startCanary } from "./canary";
import { countSilent } from "./count-silent";
import type { DatabaseClock } from "./database-clock";
import { brake, type Impairment, isLargeShare, NONE_SILENT } from "./impairment";
import type { World } from "./judge-agent";
import { type Receivers, receivers } from "./queries/receivers";
import { silentElsewhere } from "./queries/silent-elsewhere";
import { followPresence, NEVER_PRESENT, type Presence } from "./registry-presence";
import { claimImpairment, closeSystemIncident, dropImpairment, openSystemIncident } from "./system-incidents";
import type { WatchedAgent } from "./watched-agent";

const REGISTRY_AWAY_MS = 10_000;
const CLOSE_EVERY_MS = 10_000;

/** What this worker knows besides its agents: the time, who receives beats, and whether its own eyes are well. */
export class Worldview {
  readonly #db: pg.Pool;
  readonly #owner: string;
  readonly #clock: Clock;
  readonly #time: DatabaseClock;
  readonly #canary: Canary;
  #presence: Presence = NEVER_PRESENT;
  #upstreams: Receivers["upstreams"] = new Map();
  #impairment: Impairment | null = null;
  #clearedAt = 0;
  #registryReported = false;
  #closedAt = 0;

  private constructor(options: { db: pg.Pool; owner: string; clock: Clock; time: DatabaseClock; canary: Canary }) {
    this.#db = options.db;
    this.#owner = options.owner;
    this.#clock = options.clock;
    this.#time = options.time;
    this.#canary = options.canary;
  }

  static async start(options: { db: pg.Pool; owner: string; clock: Clock; time: DatabaseClock }): Promise<Worldview> {
    const view = new Worldview({ ...options, canary: await startCanary() });
    await view.readReceivers();
    return view;
  }

  get world(): World {
    return {
      now: this.#time.now(),
      registry: this.#presence,
      upstreams: this.#upstreams,
      impairment: this.#impairment,
      clearedAt: this.#clearedAt,
    };
  }

  async readReceivers(): Promise<void> {
    const askedAt = this.#clock.monotonicMs();
    const found = await receivers(this.#db);
    this.#time.read(found.now, askedAt);
    this.#upstreams = found.upstreams;
    this.#presence = followPresence(this.#presence, found.presentSince, this.#time.now());
  }

  /** Looks into the mirror: sets or lifts the brake, and keeps the incidents that name our own blindness. */
  async checkOurselves(agents: () => Iterable<WatchedAgent>, ownShards: number[]): Promise<void> {
    void this.#canary.look();
    const now = this.#time.now();
    const own = countSilent(agents(), now);
    const elsewhere = isLargeShare("badThoughBeating", own) ? await silentElsewhere(this.#db, ownShards) : NONE_SILENT;
    const next = brake(this.#impairment, { ...own, now, elsewhere, canary: this.#canary.state() });
    await this.#reportProber(this.#impairment, next, now);
    if (this.#impairment && !next) this.#clearedAt = now;
    this.#impairment = next;
    await this.#reportRegistry(agents(), now);
    await this.#closeWhatIsOver(now);
  }

  async stop(): Promise<void> {
    this.#canary.stop();
    if (this.#impairment) await dropImpairment(this.#db, "prober", this.#owner);
  }

  async #reportProber(previous: Impairment | null, next: Impairment | null, now: number): Promise<void> {
    if (next) await claimImpairment(this.#db, "prober", this.#owner);
    if (next && !previous) await openSystemIncident("prober", next.reason, now);
    if (previous && !next) {
      await dropImpairment(this.#db, "prober", this.#owner);
      this.#closedAt = 0;
    }
  }

  async #reportRegistry(agents: Iterable<WatchedAgent>, now: number): Promise<void> {
    const { presentSince, awaySince } = this.#presence;
    const missed = awaySince !== null && now - awaySince >= REGISTRY_AWAY_MS && anyBeats(agents);
    if (missed && !this.#registryReported) {
      await openSystemIncident("registry", "no registry receives heartbeats", awaySince);
      this.#registryReported = true;
    }
    if (presentSince !== null && this.#registryReported) {
      this.#registryReported = false;
      this.#closedAt = 0;
    }
  }

  /** Also what a worker opened that was killed before it could close it. */
  async #closeWhatIsOver(now: number): Promise<void> {
    if (now - this.#closedAt < CLOSE_EVERY_MS) return;
    this.#closedAt = now;
    if (!this.#impairment) await closeSystemIncident("prober", "the prober sees well again", now);
    if (this.#presence.presentSince !== null) await closeSystemIncident("registry", "the registry is back", now);
  }
}

function anyBeats(agents: Iterable<WatchedAgent>): boolean {
  for (const { facts, lastBeatAt } of agents) {
    if (facts.discovery === "registry" && !facts.retired && lastBeatAt !== null) return true;
  }
  return false;
}
