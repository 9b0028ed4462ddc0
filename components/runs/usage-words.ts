import type { SourceItem, Totals, Usage } from "./queries";

type Cost = Pick<Totals, "costUsd" | "coverage">;

/** Shares of runs whose cost is reported, estimated and unknown; null without a run. */
export function coverageShares({ reported, estimated, unknown }: Totals["coverage"]) {
  const all = reported + estimated + unknown;
  return all === 0 ? null : { reported: reported / all, estimated: estimated / all, unknown: unknown / all };
}

/** What is known of the cost; null where runs were and of none it is known: unknown is never zero. */
export function knownCost({ costUsd, coverage }: Cost): string | null {
  return coverage.unknown > 0 && coverage.reported + coverage.estimated === 0 ? null : costUsd;
}

/** Cost of one run whose cost is known, as a decimal string; null where none is. */
export function costPerRun({ costUsd, coverage }: Cost): string | null {
  const known = coverage.reported + coverage.estimated;
  return known === 0 ? null : (Number(costUsd) / known).toFixed(10);
}

/** The change as a signed ratio; null where there is nothing to compare with. */
export function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : now / before - 1;
}

/** Which source speaks for what, in one line; "several" where workflows differ. */
export function authorityWords(usage: Usage, sources: readonly SourceItem[]): string {
  const nameOf = (ids: readonly (string | null)[]) => {
    const known = [...new Set(ids.filter((id) => id !== null))];
    const names = known.map((id) => sources.find((source) => source.id === id)?.name ?? "a removed source");
    return names.length === 0 ? "no source" : names.sort().join(" and ");
  };
  const runs = nameOf(usage.authority.map((one) => one.runs));
  const cost = nameOf(usage.authority.map((one) => one.cost));
  return `Runs from ${runs}, cost from ${cost}`;
}

/** How many records the cost rests on, where that is not the number of runs. */
export function costBasis({ runs, costRuns }: Pick<Totals, "runs" | "costRuns">): string | null {
  return runs === costRuns
    ? null
    : `cost of ${costRuns.toLocaleString("en")} records, ${runs.toLocaleString("en")} runs`;
}
