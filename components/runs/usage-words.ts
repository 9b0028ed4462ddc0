import { formatChange, formatCount, formatPercent } from "@/components/ui/format-count";
import { formatUsd } from "@/components/ui/format-money";
import { formatDated } from "@/components/ui/format-relative";
import { harmless } from "@/components/ui/hostile-text";
import type { TimeRange } from "@/components/ui/time-range";
import type { Line, SourceItem, Totals, Usage } from "./queries";
import type { Group } from "./usage-params";

type Cost = Pick<Totals, "costUsd" | "coverage"> & { runs?: number };

/** Shares of runs whose cost is reported, estimated and unknown; null without a run. */
export function coverageShares({ reported, estimated, unknown }: Totals["coverage"]) {
  const all = reported + estimated + unknown;
  return all === 0 ? null : { reported: reported / all, estimated: estimated / all, unknown: unknown / all };
}

/** What is known of the cost; null where runs were and of none it is known: unknown is never zero. */
export function knownCost({ costUsd, coverage, runs = 0 }: Cost): string | null {
  const known = coverage.reported + coverage.estimated;
  return known === 0 && coverage.unknown + runs > 0 ? null : costUsd;
}

/** Cost of one run whose cost is known, as a decimal string; null where none is. */
export function costPerRun({ costUsd, coverage }: Cost): string | null {
  const known = coverage.reported + coverage.estimated;
  return known === 0 ? null : (Number(costUsd) / known).toFixed(10);
}

/** The change as a signed ratio; null where there is nothing to compare with. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : now / before - 1;
}

const FEW = 20;

/** Whether the period before holds enough runs to compare with: a handful against hundreds gives a change that misleads. */
export function isComparable(now: number, before: number): boolean {
  return before > 0 && before * FEW >= now;
}

/** The change of what is known of a cost; null where either is unknown or too little was known before. */
export function costChange(now: Cost, before: Cost): number | null {
  const count = ({ coverage }: Cost) => coverage.reported + coverage.estimated;
  if (!isComparable(count(now), count(before))) return null;
  const [known, knownBefore] = [knownCost(now), knownCost(before)];
  return changeOf(known === null ? null : Number(known), knownBefore === null ? null : Number(knownBefore));
}

const MANIFOLD = 9;

/** A change as one writes it: `+8.4 %`, and `×139` where a percentage says nothing any more. */
export function changeWords(change: number): string {
  return change >= MANIFOLD ? `×${formatCount(change + 1)}` : formatChange(change);
}

/** What a line is called; what no source attributes has no name of its own. */
export function lineName({ key, label }: Pick<Line, "key" | "label">, by: Group): string {
  if (key !== "") return harmless(label, 120);
  return by === "model" || by === "provider" ? `${by} unknown` : "not attributed";
}

/** Which source speaks for what, in one sentence. */
export function authorityWords(
  usage: Pick<Usage, "authority">,
  sources: readonly Pick<SourceItem, "id" | "name">[],
): string {
  const nameOf = (ids: readonly (string | null)[]) => {
    const known = [...new Set(ids.filter((id) => id !== null))];
    const names = known.map((id) => sources.find((source) => source.id === id)?.name ?? "a removed source");
    return names.length === 0 ? "no source" : names.sort().join(" and ");
  };
  const runs = nameOf(usage.authority.map((one) => one.runs));
  const cost = nameOf(usage.authority.map((one) => one.cost));
  return runs === cost ? `Runs and cost from ${runs}.` : `Runs from ${runs}, cost from ${cost}.`;
}

/** The stretch of time that a figure is compared with, in the zone that its days are cut in. */
export function beforeWords({ previous, tz, asOf }: Pick<Usage, "previous" | "tz" | "asOf">): string {
  const written = (at: string) => formatDated(Date.parse(at), tz, Date.parse(asOf));
  return `against ${written(previous.from)} to ${written(previous.to)}, ${tz}`;
}

/** How many records the cost rests on, where that is not the number of runs. */
export function costBasis({ runs, costRuns }: Pick<Totals, "runs" | "costRuns">): string | null {
  return runs === costRuns ? null : `${formatCount(runs)} runs, cost of ${formatCount(costRuns)} records`;
}

const UNITS = { m: "minute", h: "hour", d: "day", w: "week" } as const;

/** A range in a sentence, and the stretch that it is compared with. */
export function spanWords(range: TimeRange): { during: string; before: string } {
  if (range.kind === "fixed") return { during: "in this range", before: "the same time before" };
  if (range.kind === "growing")
    return range.day === "today"
      ? { during: "today so far", before: "yesterday by this time" }
      : { during: "yesterday", before: "the day before" };
  const length = range.amount === 1 ? UNITS[range.unit] : `${range.amount} ${UNITS[range.unit]}s`;
  return { during: `in ${range.amount === 1 ? "the last " : ""}${length}`, before: `the ${length} before` };
}

function changeSentence(usage: Usage, before: string): string {
  const change = costChange(usage.totals, usage.previous);
  if (change === null) return "";
  if (change >= MANIFOLD) return `, ${formatCount(change + 1)} times ${before}`;
  return `, ${formatPercent(Math.abs(change), 1)} ${change < 0 ? "less" : "more"} than ${before}`;
}

/** The first sentence of Costs: the amount and how it moved. */
export function costVerdict(usage: Usage, range: TimeRange): string {
  const { during, before } = spanWords(range);
  const cost = knownCost(usage.totals);
  if (usage.totals.runs + usage.totals.costRuns === 0) return "No run started in this range.";
  if (cost === null) return `${formatCount(usage.totals.runs)} runs ${during}; the cost of none is known.`;
  return `${formatUsd(cost)} ${during}${changeSentence(usage, before)}.`;
}

const growth = (line: Line, before: ReadonlyMap<string, Line>): number =>
  Number(line.totals.costUsd) - Number(before.get(line.key)?.totals.costUsd ?? 0);

/** Who drove the cost: what grew most against the period before, else what costs most. Null where nothing is known. */
export function driverSentence(usage: Usage, before: Usage | undefined, by: Group): string | null {
  const named = usage.series.filter(({ key }) => key !== "" && key !== "other");
  if (before !== undefined && costChange(usage.totals, before.totals) !== null) {
    const lines = new Map(before.series.map((line) => [line.key, line]));
    const [most] = named.toSorted((a, b) => growth(b, lines) - growth(a, lines));
    if (most && growth(most, lines) > 0)
      return `${lineName(most, by)} grew most, by ${formatUsd(growth(most, lines).toFixed(10))}.`;
  }
  const [dearest] = named.toSorted((a, b) => Number(b.totals.costUsd) - Number(a.totals.costUsd));
  return dearest && Number(dearest.totals.costUsd) > 0
    ? `${lineName(dearest, by)} costs most, ${formatUsd(dearest.totals.costUsd)}.`
    : null;
}

/** How much of the cost nobody knows; null where all is known. */
export function unknownSentence({ coverage }: Pick<Totals, "coverage">): string | null {
  const shares = coverageShares(coverage);
  return shares === null || shares.unknown === 0
    ? null
    : `The cost of ${formatPercent(shares.unknown, 1)} of runs is unknown.`;
}
