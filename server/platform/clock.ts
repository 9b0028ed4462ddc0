import { setTimeout as delay } from "node:timers/promises";

/** Where time comes from, so that tests can pass it in. `monotonicMs` never steps and is for durations only. */
export interface Clock {
  now(): Date;
  monotonicMs(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {});
  },
};
