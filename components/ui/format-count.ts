const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A whole number with its thousands apart: `4,812`. */
export function formatCount(count: number): string {
  return Number.isFinite(count) ? whole.format(count) : "unknown";
}

/** A large number in three figures: `88.4 M`. Below ten thousand every digit is kept. */
export function formatCountShort(count: number): string {
  const size = Math.abs(count);
  if (!Number.isFinite(count)) return "unknown";
  if (size < 10_000) return formatCount(count);
  const steps: [number, string][] = [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ];
  const [divisor, suffix] = steps.find(([step]) => size >= step * 0.99995) ?? [1e3, "k"];
  return `${(count / divisor).toFixed(1)} ${suffix}`;
}

/** A ratio as a percentage. 100 is printed only for the whole, and 0 only for none: what rounds there is cut short of it. */
export function formatPercent(ratio: number, decimals = 1): string {
  if (!Number.isFinite(ratio)) return "unknown";
  const step = 10 ** -decimals;
  const percent = ratio * 100;
  if (ratio > 0 && ratio < 1) return `${Math.min(100 - step, Math.max(step, percent)).toFixed(decimals)} %`;
  return `${percent.toFixed(decimals)} %`;
}

/** A relative change with its sign: `+6.2 %`, `−0.4 %`. */
export function formatChange(ratio: number): string {
  if (!Number.isFinite(ratio)) return "new";
  const percent = (Math.abs(ratio) * 100).toFixed(1);
  if (percent === "0.0") return "±0.0 %";
  return `${ratio < 0 ? "−" : "+"}${percent} %`;
}
