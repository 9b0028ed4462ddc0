import type { Bench } from "./define-bench";
import { firstLoad } from "./first-load";
import { heartbeats } from "./heartbeats";
import { overview } from "./overview";

/** A line a bench. */
export const BENCHES: readonly Bench[] = [
  heartbeats({ connections: 64, promise: 1 }),
  heartbeats({ connections: 256, promise: 2 }),
  firstLoad,
  overview,
];
