const SCALE = 10;
const UNIT = 10n ** BigInt(SCALE);
/** numeric(20,10) ends here; a run that claims more is no figure. */
const MOST_DOLLARS = 1e9;

/**
 * Dollars from a JSON number as a decimal text with at most ten places. The number's shortest text is taken, never its
 * binary expansion. Null for what is no amount: negative, infinite or absurd.
 */
export function toDollars(value: number | null): string | null {
  if (value === null || !Number.isFinite(value) || value < 0 || value >= MOST_DOLLARS) return null;
  return fromUnits(toUnits(String(value)));
}

/** Exact sum of decimal texts. */
export function sumDollars(amounts: readonly string[]): string {
  return fromUnits(amounts.reduce((sum, amount) => sum + toUnits(amount), 0n));
}

/** `a - b`, or null where nothing is left. */
export function dollarsLeft(a: string, b: string): string | null {
  const left = toUnits(a) - toUnits(b);
  return left > 0n ? fromUnits(left) : null;
}

function toUnits(text: string): bigint {
  const [mantissa = "0", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const digits = BigInt(whole + fraction);
  const shift = SCALE + Number(exponent) - fraction.length;
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (digits + divisor / 2n) / divisor;
}

function fromUnits(units: bigint): string {
  const fraction = (units % UNIT).toString().padStart(SCALE, "0").replace(/0+$/, "");
  return fraction === "" ? String(units / UNIT) : `${units / UNIT}.${fraction}`;
}
