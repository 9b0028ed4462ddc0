import { Duration } from "@/components/ui/duration";
import { Figure, FigureStrip } from "@/components/ui/figure";
import { formatCount, formatPercent } from "@/components/ui/format-count";
import { Change } from "./cost-figures";
import { percentileMeans } from "./percentile-words";
import type { Usage } from "./queries";
import { changeOf, isComparable } from "./usage-words";

type Rank = "p50" | "p95" | "p99";

function durationChange({ totals, previous }: Usage, rank: Rank): number | null {
  const [now, before] = [totals.durationMs, previous.durationMs];
  return now && before && isComparable(now.count, before.count) ? changeOf(now[rank], before[rank]) : null;
}

function DurationFigure({ usage, rank }: { usage: Usage; rank: Rank }) {
  const { durationMs } = usage.totals;
  const basis =
    durationMs === null
      ? "no run has ended"
      : (percentileMeans(rank, durationMs.count) ??
        `n ${formatCount(durationMs.count)}, ${durationMs.exact ? "exact" : "±1 %"}`);
  return (
    <Figure
      question={rank === "p50" ? "Duration, p50" : rank}
      answer={<Duration ms={durationMs?.[rank] ?? null} />}
      beside={<Change change={durationChange(usage, rank)} />}
      basis={basis}
    />
  );
}

/** Percentiles, runs and failures, each against the period before. */
export function TimeFigures({ usage }: { usage: Usage }) {
  const { totals, previous } = usage;
  const failed = totals.runs === 0 ? null : totals.failed / totals.runs;
  const comparable = isComparable(totals.runs, previous.runs);
  const failedBefore = comparable ? previous.failed / previous.runs : null;
  return (
    <FigureStrip label="Durations in figures">
      <DurationFigure usage={usage} rank="p50" />
      <DurationFigure usage={usage} rank="p95" />
      <DurationFigure usage={usage} rank="p99" />
      <Figure
        question="Runs"
        answer={formatCount(totals.runs)}
        beside={<Change change={comparable ? changeOf(totals.runs, previous.runs) : null} />}
        basis={`was ${formatCount(previous.runs)} before`}
      />
      <Figure
        question="Failed"
        answer={failed === null ? <span className="text-ink-3">no run</span> : formatPercent(failed, 1)}
        beside={failedBefore === null ? null : `was ${formatPercent(failedBefore, 1)}`}
        basis={`${formatCount(totals.failed)} failed or killed`}
      />
    </FigureStrip>
  );
}
