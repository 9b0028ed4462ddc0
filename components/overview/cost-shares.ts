/** Shares of a coverage between 0 and 1; null where there is nothing to know a cost of. */
export function costShares({ reported, estimated, unknown }: { reported: number; estimated: number; unknown: number }) {
  const all = reported + estimated + unknown;
  return all === 0 ? null : { reported: reported / all, estimated: estimated / all, unknown: unknown / all };
}
