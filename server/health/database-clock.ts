import type { Clock } from "@/server/platform/clock";

/**
 * The database's time, carried on between readings by the monotonic clock: a step of this machine's wall clock moves
 * nothing, and the answer never goes back.
 */
export class DatabaseClock {
  readonly #clock: Clock;
  #base: { database: number; monotonic: number } | null = null;
  #last = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes a reading whose question was sent at `askedAt` of the monotonic clock and has just been answered. */
  read(databaseMs: number, askedAt: number): void {
    const answeredAt = this.#clock.monotonicMs();
    this.#base = { database: databaseMs, monotonic: (askedAt + answeredAt) / 2 };
  }

  now(): number {
    if (!this.#base) throw new Error("the database's clock was never read");
    const { database, monotonic } = this.#base;
    this.#last = Math.max(this.#last, Math.round(database + this.#clock.monotonicMs() - monotonic));
    return this.#last;
  }
}
