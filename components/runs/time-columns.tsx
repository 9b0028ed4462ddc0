import { Duration } from "@/components/ui/duration";
import { formatCount, formatPercent } from "@/components/ui/format-count";
import { numberColumn } from "./cost-columns";
import { percentileMeans } from "./percentile-words";
import type { UsageFigure } from "./usage-table";

/** A share of failures from which on it is shouted. */
const FAILED_LOUD = 0.05;

const RUNS: UsageFigure = {
  column: numberColumn("runs", "Runs", 84),
  place: "note",
  show: ({ totals }) => formatCount(totals.runs),
  by: ({ runs }) => runs,
};

const FAILED: UsageFigure = {
  column: numberColumn("failed", "Failed", 84),
  show: ({ totals: { runs, failed } }) =>
    runs === 0 ? null : (
      <span
        data-tip={`${formatCount(failed)} of ${formatCount(runs)} failed or killed`}
        className={failed / runs > FAILED_LOUD ? "text-down" : "text-ink-2"}
      >
        {formatPercent(failed / runs, 1)}
      </span>
    ),
  by: ({ runs, failed }) => (runs === 0 ? null : failed / runs),
};

type Measure = "p50" | "p95" | "p99" | "mean" | "max";

function duration(key: Measure, place?: "value" | "age"): UsageFigure {
  return {
    column: numberColumn(key, key, 92),
    ...(place ? { place } : {}),
    show: ({ totals: { durationMs } }) => {
      if (durationMs === null) return <span className="text-ink-3">no data</span>;
      const few = percentileMeans(key, durationMs.count);
      return (
        <span className={few === null ? undefined : "text-ink-3"} data-tip={few ?? undefined}>
          <Duration ms={durationMs[key]} />
        </span>
      );
    },
    by: ({ durationMs }) => durationMs?.[key] ?? null,
  };
}

/** How long a line takes. */
export const TIME_FIGURES: readonly UsageFigure[] = [
  RUNS,
  FAILED,
  duration("p50"),
  duration("p95", "value"),
  duration("p99"),
  duration("mean"),
  duration("max", "age"),
];
