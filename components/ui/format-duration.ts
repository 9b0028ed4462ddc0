const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const pad = (value: number): string => String(value).padStart(2, "0");

/** Milliseconds as an operator reads them: `840 ms`, `4.2 s`, `3 m 12 s`, `3 h 04 m`, `5 d 03 h`, `19 d`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "unknown";
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms > 0 && ms < 1) return "<1 ms";
  if (Math.round(ms) < SECOND) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / SECOND).toFixed(1)} s`;
  return formatLong(ms);
}

/** A span that ticks: whole seconds below a minute, so that it never shows a moving tenth. */
export function formatAge(ms: number): string {
  const whole = Math.max(0, ms);
  return whole < MINUTE ? `${Math.floor(whole / SECOND)} s` : formatLong(Math.floor(whole / SECOND) * SECOND);
}

function formatLong(ms: number): string {
  const seconds = Math.round(ms / SECOND);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`;
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  return days < 10 && hours % 24 > 0 ? `${days} d ${pad(hours % 24)} h` : `${days} d`;
}

/** The unit that holds a whole column or axis: every value is then written in it with the same precision. */
export function durationUnit(largestMs: number): { divisor: number; suffix: string; decimals: number } {
  if (largestMs < SECOND) return { divisor: 1, suffix: "ms", decimals: 0 };
  if (largestMs < 2 * MINUTE) return { divisor: SECOND, suffix: "s", decimals: largestMs < 10 * SECOND ? 1 : 0 };
  if (largestMs < 2 * HOUR) return { divisor: MINUTE, suffix: "m", decimals: largestMs < 10 * MINUTE ? 1 : 0 };
  if (largestMs < 2 * DAY) return { divisor: HOUR, suffix: "h", decimals: largestMs < 10 * HOUR ? 1 : 0 };
  return { divisor: DAY, suffix: "d", decimals: 0 };
}
