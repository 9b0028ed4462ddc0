const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

function unitMs(unit: string): number {
  return unit === "ms" || unit === "m" || unit === "h" ? UNITS[unit] : UNITS.s;
}

/** Milliseconds of `500ms`, `30 s`, `1.5m` or `2h`; a bare number is seconds. Null where it is none of these. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|m|h)?$/i.exec(text.trim());
  return match ? Math.round(Number(match[1]) * unitMs((match[2] ?? "s").toLowerCase())) : null;
}

/** Dollars as a decimal string from `0.05` or `$0.05`; null where it is none. */
export function parseUsd(text: string): string | null {
  return /^\$?\s*(\d{1,9}(?:\.\d{1,10})?)$/.exec(text.trim())?.[1] ?? null;
}
