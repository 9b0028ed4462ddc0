import { formatAge } from "./format-duration";

/** How long ago, or until, an instant is: `4 s ago`, `in 12 s`. */
export function formatRelative(atMs: number, nowMs: number): string {
  const elapsed = nowMs - atMs;
  return elapsed >= 0 ? `${formatAge(elapsed)} ago` : `in ${formatAge(-elapsed)}`;
}

type Parts = Record<"year" | "month" | "day" | "hour" | "minute" | "second", string>;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  formats.set(zone, made);
  return made;
}

/** The wall clock of an instant in a zone, as strings. */
export function wallClock(atMs: number, zone: string): Parts {
  const parts: Parts = { year: "", month: "", day: "", hour: "", minute: "", second: "" };
  for (const { type, value } of formatFor(zone).formatToParts(atMs)) if (type in parts) parts[partName(type)] = value;
  return parts;
}

/** Safe because the caller has just seen that `type` is a key of Parts. */
function partName(type: Intl.DateTimeFormatPartTypes): keyof Parts {
  return type as keyof Parts;
}

/** The clock alone on the same day, with the date on another, with the year in another year. */
export function formatInstant(atMs: number, zone: string, nowMs: number): string {
  const at = wallClock(atMs, zone);
  const now = wallClock(nowMs, zone);
  const clock = `${at.hour}:${at.minute}:${at.second}`;
  if (at.year !== now.year) return `${at.day} ${at.month} ${at.year} ${clock}`;
  if (at.month !== now.month || at.day !== now.day) return `${at.day} ${at.month} ${clock}`;
  return clock;
}

/** Date and clock to the minute, with the year in another year: what stands on both sides of a range. */
export function formatDated(atMs: number, zone: string, nowMs: number): string {
  const at = wallClock(atMs, zone);
  const year = at.year === wallClock(nowMs, zone).year ? "" : ` ${at.year}`;
  return `${at.day} ${at.month}${year} ${at.hour}:${at.minute}`;
}

/** Everything: `24 Nov 2026 02:14:07 Europe/Berlin, UTC+1`. */
export function formatInstantFull(atMs: number, zone: string): string {
  const at = wallClock(atMs, zone);
  return `${at.day} ${at.month} ${at.year} ${at.hour}:${at.minute}:${at.second} ${zoneName(zone, atMs)}`;
}

/** A zone's name with its offset at an instant: `Europe/Berlin, UTC+1`. */
export function zoneName(zone: string, atMs: number): string {
  return zone === "UTC" ? "UTC" : `${zone}, ${zoneOffset(zone, atMs)}`;
}

/** A zone's offset at an instant: `UTC+1`, `UTC+5:30`. */
export function zoneOffset(zone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(atMs);
  return (parts.find((part) => part.type === "timeZoneName")?.value ?? "UTC").replace("GMT", "UTC");
}

/** Whether this runtime knows the zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return true;
  } catch {
    // The constructor's RangeError is the only way the platform tells an unknown zone.
    return false;
  }
}
