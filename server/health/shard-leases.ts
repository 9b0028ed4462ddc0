import type pg from "pg";
import type { Clock } from "@/server/platform/clock";
import { acquireLease, releaseLeases, renewLeases } from "@/server/platform/lease";

export const SHARDS = 32;
export const LEASE_MS = 10_000;
/** A worker that missed a beat and a half has no claim to shards. */
const ALIVE_MS = 8_000;

/** How many shards each of so many workers may hold, so that all are held and none holds two shares. */
export function fairShare(workers: number): number {
  return Math.ceil(SHARDS / Math.max(1, workers));
}

export function leaseName(shard: number): string {
  return `shard:${shard}`;
}

/** The shards that this worker owns, each under a fenced lease. */
export class ShardLeases {
  readonly #db: pg.Pool;
  readonly #owner: string;
  readonly #clock: Clock;
  readonly #held = new Map<number, { epoch: bigint; renewedAt: number }>();

  constructor(db: pg.Pool, owner: string, clock: Clock) {
    this.#db = db;
    this.#owner = owner;
    this.#clock = clock;
  }

  /** Shards whose lease cannot have expired yet, whatever the database would say. */
  get held(): number[] {
    const limit = this.#clock.monotonicMs() - LEASE_MS;
    return [...this.#held].filter(([, lease]) => lease.renewedAt > limit).map(([shard]) => shard);
  }

  epochOf(shard: number): bigint {
    const lease = this.#held.get(shard);
    if (!lease) throw new Error(`shard ${shard} is not ours`);
    return lease.epoch;
  }

  fences(): Map<string, bigint> {
    return new Map(this.held.map((shard) => [leaseName(shard), this.epochOf(shard)]));
  }

  /** Renews what is held, gives back what is beyond a fair share, takes what is free up to it. */
  async balance(): Promise<{ gained: number[]; lost: number[] }> {
    const lost = await this.#renew();
    const share = fairShare(await this.#liveWorkers());
    const excess = [...this.#held.keys()].slice(share);
    await this.#release(excess);
    const gained = await this.#take(share - this.#held.size);
    return { gained, lost: [...lost, ...excess] };
  }

  async releaseAll(): Promise<void> {
    await this.#release([...this.#held.keys()]);
  }

  async #renew(): Promise<number[]> {
    const askedAt = this.#clock.monotonicMs();
    const shards = [...this.#held.keys()];
    const renewed = new Set(await renewLeases(this.#db, shards.map(leaseName), this.#owner, LEASE_MS));
    const lost = shards.filter((shard) => !renewed.has(leaseName(shard)));
    for (const shard of lost) this.#held.delete(shard);
    for (const lease of this.#held.values()) lease.renewedAt = askedAt;
    return lost;
  }

  async #liveWorkers(): Promise<number> {
    const { rows } = await this.#db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM role_instance
        WHERE role = 'worker' AND (id = $1 OR seen_at > clock_timestamp() - $2 * interval '1 millisecond')`,
      [this.#owner, ALIVE_MS],
    );
    return rows[0]?.n ?? 1;
  }

  async #take(count: number): Promise<number[]> {
    if (count <= 0) return [];
    const { rows } = await this.#db.query<{ shard: number }>(
      `SELECT shard FROM generate_series(0, $1::int - 1) AS shard LEFT JOIN lease ON lease.name = 'shard:' || shard
        WHERE lease.owner IS NULL OR lease.expires_at <= clock_timestamp() ORDER BY random() LIMIT $2`,
      [SHARDS, count],
    );
    const gained: number[] = [];
    for (const { shard } of rows) {
      const renewedAt = this.#clock.monotonicMs();
      const epoch = await acquireLease(this.#db, leaseName(shard), this.#owner, LEASE_MS);
      if (epoch === null) continue;
      this.#held.set(shard, { epoch, renewedAt });
      gained.push(shard);
    }
    return gained;
  }

  async #release(shards: number[]): Promise<void> {
    if (shards.length === 0) return;
    for (const shard of shards) this.#held.delete(shard);
    await releaseLeases(this.#db, shards.map(leaseName), this.#owner);
  }
}
