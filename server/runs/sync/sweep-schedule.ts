const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface Sweep {
  name: string;
  /** How far back it reads; null for everything. */
  reachMs: number | null;
  /** Its pause is this many times what it took, within the bounds: small sources are swept often. */
  pauseFactor: number;
  leastMs: number;
  mostMs: number;
}

/** What changes far behind the head is found by reading again: the recent past often, everything now and then. */
export const SWEEPS: readonly Sweep[] = [
  { name: "all", reachMs: null, pauseFactor: 200, leastMs: HOUR_MS, mostMs: 7 * DAY_MS },
  { name: "month", reachMs: 30 * DAY_MS, pauseFactor: 100, leastMs: 10 * MINUTE_MS, mostMs: DAY_MS },
  { name: "recent", reachMs: 2 * DAY_MS, pauseFactor: 20, leastMs: MINUTE_MS, mostMs: HOUR_MS },
];

export function nextSweepAt(sweep: Sweep, endedAt: number, tookMs: number): number {
  return endedAt + Math.min(sweep.mostMs, Math.max(sweep.leastMs, tookMs * sweep.pauseFactor));
}

/** The widest sweep that is due; a wider one does a narrower one's work. */
export function dueSweep(dueAt: Readonly<Record<string, number>>, now: number, thorough: boolean): Sweep | null {
  if (thorough) return SWEEPS[0] ?? null;
  return SWEEPS.find((sweep) => (dueAt[sweep.name] ?? 0) <= now) ?? null;
}

/** When each sweep is due after this one ran. */
export function afterSweep(
  done: Sweep,
  dueAt: Readonly<Record<string, number>>,
  endedAt: number,
  tookMs: number,
): Record<string, number> {
  const covered = SWEEPS.slice(SWEEPS.indexOf(done)).map((sweep) => [sweep.name, nextSweepAt(sweep, endedAt, tookMs)]);
  return { ...dueAt, ...Object.fromEntries(covered) };
}

const FEW = 20;
const SHARE = 0.01;

/** So many vanished at once that it looks like a fault of the source, not like people deleting. */
export function tooManyVanished(vanished: number, held: number): boolean {
  return vanished > FEW && vanished > held * SHARE;
}
