import { formatUsd, formatUsdExact } from "./format-money";

/** Dollars from a decimal string, exact on hover; null is unknown, never zero. */
export function Money({ usd, decimals }: { usd: string | null; decimals?: number }) {
  if (usd === null) return <span className="text-ink-3">unknown</span>;
  const shown = formatUsd(usd, decimals);
  const exact = formatUsdExact(usd);
  return <span data-tip={shown === exact ? undefined : exact}>{shown}</span>;
}
