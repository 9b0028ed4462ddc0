import { formatCount, formatCountShort } from "./format-count";

/** A count; `short` writes large ones in three figures, exact on hover. */
export function Count({ value, short = false }: { value: number; short?: boolean }) {
  const exact = formatCount(value);
  const shown = short ? formatCountShort(value) : exact;
  return <span data-tip={shown === exact ? undefined : exact}>{shown}</span>;
}
