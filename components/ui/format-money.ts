const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

type Decimal = { negative: boolean; digits: bigint; scale: number };

function parseDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text.trim());
  if (!match) return null;
  const [, sign = "", whole = "0", fraction = ""] = match;
  return { negative: sign === "-", digits: BigInt(whole + fraction), scale: fraction.length };
}

/** Digits of the value times ten to the `decimals`, rounded half away from zero: no float is ever made of it. */
function scaled({ digits, scale }: Decimal, decimals: number): bigint {
  if (decimals >= scale) return digits * 10n ** BigInt(decimals - scale);
  const divisor = 10n ** BigInt(scale - decimals);
  return (digits + divisor / 2n) / divisor;
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ",");
}

function fixed(value: Decimal, decimals: number, thousands: bigint = 1n): string {
  const shifted = { ...value, scale: value.scale + String(thousands).length - 1 };
  const padded = scaled(shifted, decimals)
    .toString()
    .padStart(decimals + 1, "0");
  const whole = padded.slice(0, padded.length - decimals);
  const zero = /^0*$/.test(padded);
  const sign = value.negative && !zero ? "−" : "";
  return `${sign}$${grouped(whole)}${decimals > 0 ? `.${padded.slice(padded.length - decimals)}` : ""}`;
}

/** Decimals that a dollar amount of this size deserves: four below ten cents, more only where four would read zero. */
function deservedDecimals(value: Decimal): number {
  if (value.digits === 0n || scaled(value, 2) >= 10n) return 2;
  if (scaled(value, 4) > 0n) return 4;
  return Math.min(value.scale, value.scale - value.digits.toString().length + 2);
}

/** A decimal string of dollars, short: `$0.0042`, `$12.40`, `$18.2 k`. A fixed number of decimals keeps a column even. */
export function formatUsd(usd: string, decimals?: number): string {
  const value = parseDecimal(usd);
  if (!value) return "unknown";
  if (decimals !== undefined) return fixed(value, decimals);
  if (scaled(value, 0) >= 1_000_000n) return `${fixed(value, 2, 1_000_000n)} M`;
  if (scaled(value, 0) >= 10_000n) return `${fixed(value, 1, 1_000n)} k`;
  return fixed(value, deservedDecimals(value));
}

/** Every digit of a decimal string of dollars, at least two decimals. */
export function formatUsdExact(usd: string): string {
  const value = parseDecimal(usd);
  if (!value) return "unknown";
  return fixed(value, Math.max(2, usefulScale(value)));
}

function usefulScale(value: Decimal): number {
  const text = value.digits.toString().padStart(value.scale, "0");
  const trailing = /0*$/.exec(text)?.[0].length ?? 0;
  return value.digits === 0n ? 0 : Math.max(0, value.scale - trailing);
}

/** Decimals for a column of dollar strings, set by its largest value. */
export function columnDecimals(column: readonly string[]): number {
  const sizes = column.map(parseDecimal).filter((value) => value !== null);
  return sizes.some((value) => scaled(value, 2) >= 100n) || sizes.length === 0 ? 2 : 4;
}

/** Dollars as a number for drawing only: what is printed comes from the string. */
export function usdForDrawing(usd: string): number {
  return Number(usd);
}
