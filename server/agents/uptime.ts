/** Time in ms that agents spent in each kind of status. */
export type TimeByStatus = {
  healthyMs: number;
  degradedMs: number;
  downMs: number;
  unknownMs: number;
  excludedMs: number;
};

export type Uptime = TimeByStatus & { ratio: number | null; coverage: number };

export const NO_TIME: TimeByStatus = { healthyMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, excludedMs: 0 };

/**
 * Uptime = (healthy + degraded) ÷ (healthy + degraded + down); null where none of these is known, never 0 or 1 then.
 * Coverage = known ÷ (known + unknown); excluded time (paused, maintenance, retired) lies outside both.
 */
export function uptimeOf(time: TimeByStatus): Uptime {
  const up = time.healthyMs + time.degradedMs;
  const known = up + time.downMs;
  return {
    ...time,
    ratio: known === 0 ? null : up / known,
    coverage: known === 0 ? 0 : known / (known + time.unknownMs),
  };
}

export function addTime(a: TimeByStatus, b: TimeByStatus): TimeByStatus {
  return {
    healthyMs: a.healthyMs + b.healthyMs,
    degradedMs: a.degradedMs + b.degradedMs,
    downMs: a.downMs + b.downMs,
    unknownMs: a.unknownMs + b.unknownMs,
    excludedMs: a.excludedMs + b.excludedMs,
  };
}

const DAY_MS = 86_400_000;

/** The `days` before `to`. */
export function lastDays(to: Date, days: number): { from: Date; to: Date } {
  return { from: new Date(to.getTime() - days * DAY_MS), to };
}
