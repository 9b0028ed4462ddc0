const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  formats.set(zone, made);
  return made;
}

/** The wall clock of an instant in a zone, read as if it were UTC: for arithmetic on days and hours. */
export function wallMs(atMs: number, zone: string): number {
  const at: Record<string, number> = {};
  for (const { type, value } of formatFor(zone).formatToParts(atMs)) at[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = at;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((atMs % 1000) + 1000) % 1000);
}

/** The instant at which a zone's clocks show a wall time. Of two the earlier; of none, where clocks leap, the first after the leap. */
export function instantOfWall(wall: number, zone: string): number {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((at) => wallMs(at, zone) - at);
  const candidates = offsets.map((offset) => wall - offset).filter((at) => wallMs(at, zone) === wall);
  if (candidates.length > 0) return Math.min(...candidates);
  return wall - Math.min(...offsets);
}

/** The first instant of the day that holds `atMs` in a zone, `plusDays` later. */
export function startOfDay(atMs: number, zone: string, plusDays = 0): number {
  const wall = wallMs(atMs, zone);
  return instantOfWall(wall - (((wall % DAY_MS) + DAY_MS) % DAY_MS) + plusDays * DAY_MS, zone);
}
