const WINDOW_MS = 10 * 60_000;
const HOLD_DOWN_MS = 10 * 60_000;
const FLIPS = 6;

export type Flapping = { flips: number[]; until: number | null };

/** Counts a change between healthy and not healthy; six in ten minutes raise a flag that holds for ten more. */
export function countFlip({ flips, until }: Flapping, at: number): Flapping {
  const recent = [...flips.filter((flip) => flip > at - WINDOW_MS), at].slice(-FLIPS);
  return { flips: recent, until: recent.length === FLIPS ? at + HOLD_DOWN_MS : until };
}

export function isFlapping({ until }: Flapping, now: number): boolean {
  return until !== null && now < until;
}
