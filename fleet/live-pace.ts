import type { Random } from "./random";

/** At first the fleet shows itself at work; later it keeps to a pace that does not dwarf the days before. */
const EAGER_FOR_MS = 10 * 60_000;
const EAGER_MEAN_MS = 8_000;
const SETTLED_MEAN_MS = 40_000;

/** How long one of `agents` waits before its next execution, `sinceBeginMs` after the fleet began to work. */
export function pauseBeforeNext(random: Random, agents: number, sinceBeginMs: number): number {
  const fleetMeanMs = sinceBeginMs < EAGER_FOR_MS ? EAGER_MEAN_MS : SETTLED_MEAN_MS;
  return -Math.log(1 - random.next()) * fleetMeanMs * agents;
}
