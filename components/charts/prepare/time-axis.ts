import type { Bucket } from "@/components/charts/model";
import { instantOfWall, startOfDay, wallMs } from "@/components/ui/zoned-time";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const steps = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, 6 * HOUR, 8 * HOUR, 12 * HOUR];
const daySteps = [1, 2, 3, 4, 7, 14, 28, 56, 112];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export type TimeTick = { atMs: number; label: string };

const clock = (wall: number): string => new Date(wall).toISOString().slice(11, 16);

function day(wall: number): string {
  const date = new Date(wall);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

/** Ticks at round wall times of a zone, about `most`; on a day of 23 or 25 hours they stay on the clock's hours. */
export function timeTicks(fromMs: number, toMs: number, zone: string, most: number): TimeTick[] {
  const length = toMs - fromMs;
  if (!(length > 0) || most < 1) return [];
  const step = steps.find((candidate) => length / candidate <= most);
  return step === undefined ? dayTicks(fromMs, toMs, zone, most) : clockTicks(fromMs, toMs, zone, step);
}

function clockTicks(fromMs: number, toMs: number, zone: string, step: number): TimeTick[] {
  const ticks: TimeTick[] = [];
  const lastWall = wallMs(toMs, zone) + HOUR;
  for (let wall = Math.ceil(wallMs(fromMs, zone) / step) * step; wall <= lastWall; wall += step) {
    const atMs = instantOfWall(wall, zone);
    const exists = wallMs(atMs, zone) === wall;
    if (exists && atMs >= fromMs && atMs < toMs)
      ticks.push({ atMs, label: wall % DAY === 0 ? day(wall) : clock(wall) });
  }
  return ticks;
}

function dayTicks(fromMs: number, toMs: number, zone: string, most: number): TimeTick[] {
  const days = (toMs - fromMs) / DAY;
  const step = daySteps.find((candidate) => days / candidate <= most) ?? Math.ceil(days / most);
  const ticks: TimeTick[] = [];
  const first = startOfDay(fromMs, zone) < fromMs ? 1 : 0;
  for (let plus = first; ; plus += step) {
    const atMs = startOfDay(fromMs, zone, plus);
    if (atMs >= toMs) return ticks;
    ticks.push({ atMs, label: day(wallMs(atMs, zone)) });
  }
}

/** Where an instant lies among buckets, as an index with its fraction: 2.5 is the middle of the third. Outside it stays at the edge. */
export function positionAmong(atMs: number, buckets: readonly Bucket[]): number {
  for (const [index, bucket] of buckets.entries()) {
    const [from, to] = [Date.parse(bucket.from), Date.parse(bucket.to)];
    if (atMs < from) return index;
    if (atMs < to) return index + (atMs - from) / (to - from);
  }
  return buckets.length;
}

/** A word of the axis, and where it stands among the buckets: 2.5 is under the middle of the third. */
export type AxisTick = { position: number; label: string };

/** Days and longer are named under the middle of their bar, also where the range cuts the first; shorter ones at round times. */
export function axisTicks(buckets: readonly Bucket[], zone: string, most: number): AxisTick[] {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (!first || !last) return [];
  if (buckets.some(({ from, to }) => Date.parse(to) - Date.parse(from) >= 23 * HOUR))
    return barTicks(buckets, zone, most);
  return timeTicks(Date.parse(first.from), Date.parse(last.to), zone, most).map(({ atMs, label }) => ({
    position: positionAmong(atMs, buckets),
    label,
  }));
}

function barTicks(buckets: readonly Bucket[], zone: string, most: number): AxisTick[] {
  const step = Math.ceil(buckets.length / Math.max(1, most));
  return buckets.flatMap(({ from }, index) =>
    index % step === 0 ? { position: index + 0.5, label: day(wallMs(Date.parse(from), zone)) } : [],
  );
}

/** Whether the bucket was still filling when the answer was given. */
export function isRunning(bucket: Bucket, asOf: string): boolean {
  const at = Date.parse(asOf);
  return Date.parse(bucket.from) <= at && at < Date.parse(bucket.to);
}

/** A bucket's start and end with the zone: `20 Nov 00:00 to 21 Nov 00:00 Europe/Berlin`. */
export function bucketWords(bucket: Bucket, zone: string): string {
  const from = wallMs(Date.parse(bucket.from), zone);
  const to = wallMs(Date.parse(bucket.to), zone);
  const sameDay = day(from) === day(to);
  return `${day(from)} ${clock(from)} to ${sameDay ? "" : `${day(to)} `}${clock(to)} ${zone}`;
}
