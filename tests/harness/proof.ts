/**
 * How often a proof repeats: `PROOF_TIMES` as a number, `full` for the count that is promised, and the small one in an
 * ordinary test run.
 */
export function proofTimes(counts: { small: number; full: number }): number {
  const asked = process.env.PROOF_TIMES;
  if (asked === undefined || asked === "") return counts.small;
  return asked === "full" ? counts.full : Number(asked);
}

/** The seed of a proof's choices: the same seed makes the same choices. */
export function proofSeed(): number {
  return Number(process.env.PROOF_SEED ?? 1);
}

/** Numbers in [0, 1) that follow from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
