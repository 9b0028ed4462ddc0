/** Stores clamp infinity to the greatest double; nothing near it is a figure. */
const NOT_A_FIGURE = 1.79e308;
const YEAR_2200_MS = Date.UTC(2200, 0, 1);

/** A number as sources send it: a JSON number, a text of one, "NaN", ±∞ or nothing. */
export function figure(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number) || Math.abs(number) >= NOT_A_FIGURE) return null;
  return number;
}

/** Whole, not negative, within bigint-safe bounds. */
export function wholeFigure(value: unknown): number | null {
  const number = figure(value);
  if (number === null || number < 0 || number > Number.MAX_SAFE_INTEGER) return null;
  return Math.round(number);
}

/** Milliseconds since 1970 as an ISO instant. 0 is what a client sends that set no time. */
export function instantOf(ms: unknown): string | null {
  const number = figure(ms);
  if (number === null || number <= 0 || number >= YEAR_2200_MS) return null;
  return new Date(Math.round(number)).toISOString();
}
