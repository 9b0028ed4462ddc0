import { CoverageBar } from "@/components/ui/coverage-bar";
import { Duration } from "@/components/ui/duration";
import { formatCount, formatCountShort, formatPercent } from "@/components/ui/format-count";
import { HostileText } from "@/components/ui/hostile-text";
import { Money } from "@/components/ui/money";
import type { Column } from "@/components/ui/table";
import type { SourceItem, Totals, Usage } from "./queries";
import type { UsageFigure } from "./usage-table";
import { changeWords, costBasis, costChange, costPerRun, coverageShares, knownCost } from "./usage-words";

export const numberColumn = (key: string, label: string, width: number): Column => ({
  key,
  label,
  width,
  align: "right",
});

const amount = (usd: string | null) => (usd === null ? null : Number(usd));

const COST: UsageFigure = {
  column: numberColumn("cost", "Cost", 88),
  place: "value",
  show: ({ totals }) => <Money usd={knownCost(totals)} />,
  by: (totals) => amount(knownCost(totals)),
};

const shareOf = (totals: Totals, whole: Totals): number | null => {
  const [part, all] = [knownCost(totals), Number(whole.costUsd)];
  return part === null || all === 0 ? null : Number(part) / all;
};

const SHARE: UsageFigure = {
  column: numberColumn("share", "Share", 66),
  show: ({ totals, whole }) => {
    const share = shareOf(totals, whole);
    return share === null ? null : <span className="text-ink-2">{formatPercent(share, 1)}</span>;
  },
};

const RUNS: UsageFigure = {
  column: numberColumn("runs", "Runs", 70),
  show: ({ totals }) => (
    <span data-tip={costBasis(totals) ?? undefined}>{formatCount(totals.runs || totals.costRuns)}</span>
  ),
  by: ({ runs, costRuns }) => runs || costRuns,
};

const PER_RUN: UsageFigure = {
  column: numberColumn("each", "Per run", 80),
  place: "age",
  show: ({ totals }) => <Money usd={costPerRun(totals)} />,
  by: (totals) => amount(costPerRun(totals)),
};

const CHANGE: UsageFigure = {
  column: numberColumn("change", "Change", 80),
  show: ({ totals, before }) => {
    const change = before === null ? null : costChange(totals, before);
    return change === null ? (
      <span className="text-ink-3">no base</span>
    ) : (
      <span className="text-ink-2">{changeWords(change)}</span>
    );
  },
  by: (totals, before) => (before === null ? null : costChange(totals, before)),
};

const KNOWN: UsageFigure = {
  column: { key: "known", label: "Cost known", width: 130 },
  place: "note",
  show: ({ totals }) => {
    const shares = coverageShares(totals.coverage);
    return shares === null ? null : (
      <span className="inline-flex items-center gap-2 text-ink-2">
        <CoverageBar {...shares} width={48} />
        {formatPercent(shares.reported + shares.estimated, 0)}
        <span className="desk:hidden">of costs known</span>
      </span>
    );
  },
  by: ({ coverage }) => {
    const shares = coverageShares(coverage);
    return shares === null ? null : shares.reported + shares.estimated;
  },
};

const SLOWEST: UsageFigure = {
  column: numberColumn("slowest", "Slowest", 76),
  show: ({ totals }) => <Duration ms={totals.durationMs?.max ?? null} absent="" />,
  by: ({ durationMs }) => durationMs?.max ?? null,
};

/** Who tells each workflow's cost, where that is not the same source for all. */
function sourceFigure(usage: Usage, sources: readonly SourceItem[]): UsageFigure[] {
  const speaking = new Set(usage.authority.map(({ cost }) => cost));
  if (speaking.size < 2) return [];
  const names = new Map(sources.map(({ id, name }) => [id, name]));
  return [
    {
      column: { key: "source", label: "Cost from", width: 130, className: "max-[1620px]:desk:hidden" },
      show: ({ line }) => {
        const id = usage.authority.find(({ workflow }) => workflow === line?.key)?.cost;
        if (line === null || !id) return null;
        return (
          <span className="text-ink-2">
            <HostileText text={names.get(id) ?? "a removed source"} limit={80} />
          </span>
        );
      },
    },
  ];
}

/** What a line costs. */
export function costFigures(by: string, usage: Usage, sources: readonly SourceItem[]): UsageFigure[] {
  const timed = by === "workflow" || by === "environment" ? [SLOWEST] : [];
  const told = by === "workflow" ? sourceFigure(usage, sources) : [];
  const compared = costChange(usage.totals, usage.previous) === null ? [] : [CHANGE];
  return [COST, SHARE, RUNS, PER_RUN, ...compared, KNOWN, ...told, ...timed];
}

/** A share as a bar, since beside the large table there is room for few numbers. */
const SHARE_BAR: UsageFigure = {
  column: { key: "bar", label: "Share", width: 92 },
  noTotal: true,
  show: ({ totals, whole }) => {
    const share = shareOf(totals, whole);
    if (share === null) return null;
    return (
      <span
        role="img"
        aria-label={`${formatPercent(share, 1)} of the cost`}
        data-tip={`${formatPercent(share, 1)} of the cost`}
        className="block h-2 min-w-px bg-ink-3"
        style={{ width: `${share * 100}%` }}
      />
    );
  },
};

const TOKENS: UsageFigure = {
  column: numberColumn("tokens", "Tokens", 92),
  place: "age",
  noTotal: true,
  show: ({ totals: { inputTokens, outputTokens } }) =>
    inputTokens + outputTokens === 0 ? (
      <span className="text-ink-3">unknown</span>
    ) : (
      <span data-tip={`${formatCount(inputTokens)} in, ${formatCount(outputTokens)} out`}>
        {formatCountShort(inputTokens + outputTokens)}
      </span>
    ),
};

/** Models beside the lines of the page. */
export const MODEL_FIGURES: readonly UsageFigure[] = [SHARE_BAR, TOKENS, COST];
