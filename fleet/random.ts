import { createHash } from "node:crypto";

/** A stream of pseudo-random draws that depends on nothing but its key. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  /** Log-normal around `median`; `spread` is the standard deviation of the logarithm. */
  around(median: number, spread: number): number;
  /** Number of events of a Poisson process with that mean. */
  poisson(mean: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  hex(digits: number): string;
  uuid(): string;
}

/** Same seed and same key, same draws: on every machine and whatever was drawn before. */
export function randomFor(seed: number, key: string): Random {
  const digest = createHash("sha256").update(`${seed}:${key}`).digest();
  const next = mulberry32(digest.readUInt32LE(0));
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join("");
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    chance: (probability) => next() < probability,
    around: (median, spread) => median * Math.exp(spread * normal()),
    poisson: (mean) => poisson(mean, next),
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    hex,
    uuid: () => uuidFrom(hex(32)),
  };
}

function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function poisson(mean: number, next: () => number): number {
  const limit = Math.exp(-mean);
  let product = next();
  let count = 0;
  while (product > limit) {
    product *= next();
    count += 1;
  }
  return count;
}

function uuidFrom(hex: string): string {
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)];
  return parts.join("-");
}
