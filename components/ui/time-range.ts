import { startOfDay } from "./zoned-time";

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const LONGEST_MS = 400 * UNITS.d;

/** A window that ends now, one that grows from a midnight, or one that is fixed. */
export type TimeRange =
  | { kind: "sliding"; amount: number; unit: keyof typeof UNITS }
  | { kind: "growing"; day: "today" | "yesterday" }
  | { kind: "fixed"; from: string; to: string };

export type ResolvedRange = { from: string; to: string };

export const rangePresets: readonly { text: string; label: string }[] = [
  { text: "1h", label: "Last hour" },
  { text: "6h", label: "Last 6 hours" },
  { text: "24h", label: "Last 24 hours" },
  { text: "today", label: "Today" },
  { text: "yesterday", label: "Yesterday" },
  { text: "7d", label: "Last 7 days" },
  { text: "14d", label: "Last 14 days" },
  { text: "30d", label: "Last 30 days" },
  { text: "90d", label: "Last 90 days" },
];

/** Reads what the address bar or a person wrote: `24h`, `7d`, `today`, `2026-11-01T00:00Z..2026-11-05T00:00Z`. */
export function parseRange(text: string): TimeRange | null {
  const wanted = text.trim();
  if (wanted === "today" || wanted === "yesterday") return { kind: "growing", day: wanted };
  const sliding = /^(\d{1,4})\s*([mhdw])$/.exec(wanted);
  if (sliding) return slidingRange(Number(sliding[1]), sliding[2]);
  const [from, to, more] = wanted.split("..");
  if (!from || !to || more !== undefined) return null;
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  if (!(toMs > fromMs) || toMs - fromMs > LONGEST_MS) return null;
  return { kind: "fixed", from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

function slidingRange(amount: number, unit: string | undefined): TimeRange | null {
  if (unit !== "m" && unit !== "h" && unit !== "d" && unit !== "w") return null;
  const length = amount * UNITS[unit];
  return length > 0 && length <= LONGEST_MS ? { kind: "sliding", amount, unit } : null;
}

/** The spelling that `parseRange` reads back. */
export function rangeText(range: TimeRange): string {
  if (range.kind === "growing") return range.day;
  return range.kind === "sliding" ? `${range.amount}${range.unit}` : `${range.from}..${range.to}`;
}

/** The instants of a range; its end is cut to the minute, so that a page asks the same question for as long as the answer can be the same. */
export function resolveRange(range: TimeRange, nowMs: number, zone: string): ResolvedRange {
  if (range.kind === "fixed") return { from: range.from, to: range.to };
  const minute = Math.ceil(nowMs / UNITS.m) * UNITS.m;
  const iso = (ms: number) => new Date(ms).toISOString();
  if (range.kind === "sliding") return { from: iso(minute - range.amount * UNITS[range.unit]), to: iso(minute) };
  if (range.day === "today") return { from: iso(startOfDay(nowMs, zone)), to: iso(minute) };
  return { from: iso(startOfDay(nowMs, zone, -1)), to: iso(startOfDay(nowMs, zone)) };
}

/** What a range is called. */
export function rangeLabel(range: TimeRange, writeInstant: (atMs: number) => string): string {
  const text = rangeText(range);
  const preset = rangePresets.find((known) => known.text === text);
  if (preset) return preset.label;
  if (range.kind === "fixed") return `${writeInstant(Date.parse(range.from))} to ${writeInstant(Date.parse(range.to))}`;
  return `Last ${text}`;
}
