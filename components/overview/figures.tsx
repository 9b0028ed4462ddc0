import { Count } from "@/components/ui/count";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { Duration } from "@/components/ui/duration";
import { Figure, FigureStrip } from "@/components/ui/figure";
import { formatChange, formatCount, formatPercent } from "@/components/ui/format-count";
import { usdForDrawing } from "@/components/ui/format-money";
import { Money } from "@/components/ui/money";
import { costShares } from "./cost-shares";
import type { FleetHealth, StatusCounts, Usage } from "./queries";
import { changeOf } from "./ranges";

type Totals = Usage["totals"];

const absent = <span className="text-ink-3">no source</span>;
const pending = <span className="text-ink-3">…</span>;

function change(now: number | null | undefined, before: number | null | undefined): string | null {
  const ratio = changeOf(now ?? null, before ?? null);
  return ratio === null ? null : formatChange(ratio);
}

function illness(counts: StatusCounts): string {
  const ill = (["down", "degraded", "unknown"] as const).filter((status) => counts[status] > 0);
  return ill.length === 0
    ? "none in trouble"
    : ill.map((status) => `${formatCount(counts[status])} ${status}`).join(", ");
}

function CostBasis({ totals }: { totals: Totals }) {
  const shares = costShares(totals.coverage);
  if (shares === null) return "no run has a cost";
  return (
    <>
      <CoverageBar {...shares} width={40} /> {formatPercent(shares.unknown)} of runs unknown
    </>
  );
}

/** Five answers of today, each against the same part of yesterday. */
export function Figures({
  counts,
  uptime,
  today,
  yesterday,
}: {
  counts: StatusCounts | undefined;
  uptime: FleetHealth["uptime"] | undefined;
  /** Null where no source is connected: then nobody knows, and zero would be a lie. */
  today: Totals | null | undefined;
  yesterday: Totals | undefined;
}) {
  const missing = today === null ? absent : pending;
  const present = counts ? Object.values(counts).reduce((sum, agents) => sum + agents, 0) - counts.retired : 0;
  const unknownCost = today && today.costRuns > 0 && costShares(today.coverage)?.unknown === 1;
  return (
    <FigureStrip label="Today against the same part of yesterday">
      <Figure
        question="Agents healthy"
        answer={counts ? <Count value={counts.healthy} /> : pending}
        beside={counts ? `of ${formatCount(present)}` : null}
        basis={counts ? illness(counts) : null}
      />
      <Figure
        question="Uptime, 24 hours"
        answer={
          uptime ? (
            uptime.ratio === null ? (
              <span className="text-ink-3">no data</span>
            ) : (
              formatPercent(uptime.ratio, 2)
            )
          ) : (
            pending
          )
        }
        basis={uptime ? `coverage ${formatPercent(uptime.coverage)}` : null}
      />
      <Figure
        question="Runs today"
        answer={today ? <Count value={today.runs} short /> : missing}
        beside={change(today?.runs, yesterday?.runs)}
        basis={
          today
            ? `${formatCount(today.failed)} failed${today.runs > 0 ? `, ${formatPercent(today.failed / today.runs)}` : ""}`
            : null
        }
      />
      <Figure
        question="Cost today"
        answer={today ? <Money usd={unknownCost ? null : today.costUsd} /> : missing}
        beside={today && yesterday ? change(usdForDrawing(today.costUsd), usdForDrawing(yesterday.costUsd)) : null}
        basis={today ? <CostBasis totals={today} /> : null}
      />
      <Figure
        question="Duration today, p50"
        answer={today ? <Duration ms={today.durationMs?.p50 ?? null} /> : missing}
        beside={change(today?.durationMs?.p50, yesterday?.durationMs?.p50)}
        basis={
          today?.durationMs ? (
            <>
              p95 <Duration ms={today.durationMs.p95} />, n {formatCount(today.durationMs.count)},{" "}
              {today.durationMs.exact ? "exact" : "±1 %"}
            </>
          ) : (
            today && "no run has ended"
          )
        }
      />
    </FigureStrip>
  );
}
