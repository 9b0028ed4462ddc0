import type { Unit } from "@/components/charts/model";
import { formatCount, formatCountShort } from "@/components/ui/format-count";
import { durationUnit, formatDuration } from "@/components/ui/format-duration";
import { formatUsd } from "@/components/ui/format-money";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Round steps: 1, 2, 5 times a power of ten; for time the clock's own. */
function roundStep(rough: number, unit: Unit): number {
  if (unit === "ms" && rough > 1000) {
    const clock = [1, 2, 5, 10, 15, 20, 30].flatMap((n) => [n * 1000, n * MINUTE, n * HOUR]).sort((a, b) => a - b);
    return clock.find((step) => step >= rough) ?? rough;
  }
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough * 0.999) ?? rough;
  return unit === "count" ? Math.max(1, step) : step;
}

/** Ticks of an amount: from zero to the first round value at or above the largest, three to six lines. */
export function valueTicks(largest: number, unit: Unit, lines = 4): number[] {
  if (!(largest > 0)) return [0, unit === "ms" ? 1000 : 1];
  const step = roundStep(largest / lines, unit);
  const count = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Writes the ticks of one axis in one unit and precision. */
export function tickWriter(ticks: readonly number[], unit: Unit): (value: number) => string {
  const largest = ticks.at(-1) ?? 0;
  const step = ticks[1] ?? 1;
  if (unit === "count") return formatCountShort;
  if (unit === "percent") return (value) => `${(value * 100).toFixed(step < 0.01 ? 1 : 0)} %`;
  if (unit === "usd") {
    const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
    const long = largest >= 10_000;
    return (value) => (value === 0 ? "0" : long ? formatUsd(String(value)) : `$${value.toFixed(decimals)}`);
  }
  const { divisor, suffix } = durationUnit(largest);
  const decimals = Number.isInteger(step / divisor) ? 0 : 1;
  return (value) => (value === 0 ? "0" : `${(value / divisor).toFixed(decimals)} ${suffix}`);
}

/** Writes one value with the precision its size deserves; `exact` is the API's own string and goes before the drawn number. */
export function writeValue(value: number, unit: Unit, exact?: string | null): string {
  if (unit === "usd") return formatUsd(exact ?? value.toFixed(8));
  if (unit === "ms") return formatDuration(value);
  if (unit === "percent") return `${(value * 100).toFixed(2)} %`;
  return formatCount(value);
}
