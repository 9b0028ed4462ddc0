"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ChartPanel } from "@/components/charts/chart-panel";
import { Duration } from "@/components/ui/duration";
import { Figure, FigureStrip } from "@/components/ui/figure";
import { formatCount, formatPercent } from "@/components/ui/format-count";
import { formatDuration } from "@/components/ui/format-duration";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Columns } from "@/components/ui/section";
import { TimeRangePicker } from "@/components/ui/time-range-picker";
import { durationLines, runBars } from "./chart-data";
import { figuresEmpty } from "./figures-empty";
import type { Usage } from "./queries";
import { runsAddress } from "./runs-address";
import { TWO_WEEKS } from "./usage-params";
import { TIME_FIGURES, UsageTable } from "./usage-table";
import { useUsage } from "./use-usage";

function verdictOf({ totals }: Usage): string {
  if (totals.runs === 0) return "No run started in this range.";
  if (totals.durationMs === null) return `${formatCount(totals.runs)} runs; none has ended.`;
  return `Half of the runs end within ${formatDuration(totals.durationMs.p50)}, 19 of 20 within ${formatDuration(totals.durationMs.p95)}; ${formatPercent(totals.failed / totals.runs, 1)} fail.`;
}

function TimeFigures({ usage: { totals } }: { usage: Usage }) {
  const basis = totals.durationMs
    ? `n ${formatCount(totals.durationMs.count)}, ${totals.durationMs.exact ? "exact" : "±1 %"}`
    : "no run has ended";
  const figure = (question: string, ms: number | undefined) => (
    <Figure question={question} answer={<Duration ms={ms ?? null} />} basis={basis} />
  );
  return (
    <FigureStrip label="Durations in figures">
      {figure("Duration, p50", totals.durationMs?.p50)}
      {figure("p95", totals.durationMs?.p95)}
      {figure("p99", totals.durationMs?.p99)}
      <Figure question="Runs" answer={formatCount(totals.runs)} basis="started in the range" />
      <Figure
        question="Failed"
        answer={
          totals.runs === 0 ? <span className="text-ink-3">no run</span> : formatPercent(totals.failed / totals.runs, 1)
        }
        basis={`${formatCount(totals.failed)} failed or killed`}
      />
    </FigureStrip>
  );
}

/** How long runs take and how many fail, over time and by workflow. */
export function PerformancePage() {
  const { zone, asked, zoom, marks, sources } = useUsage();
  const router = useRouter();
  const all = useQuery(asked("none"));
  const workflows = useQuery(asked("workflow"));
  const { data } = all;
  const nothing = data !== undefined && data.totals.runs === 0;
  const state = nothing ? figuresEmpty(sources.length > 0) : panelState(all);
  const lines = [...(workflows.data?.series ?? [])].sort(
    (a, b) => (b.totals.durationMs?.p95 ?? -1) - (a.totals.durationMs?.p95 ?? -1),
  );
  return (
    <>
      <PageHead
        title="Performance"
        verdict={data ? <b>{verdictOf(data)}</b> : null}
        actions={<TimeRangePicker byDefault={TWO_WEEKS} />}
      />
      {data ? <TimeFigures usage={data} /> : null}
      <Columns>
        <ChartPanel
          title="How long do runs take?"
          answer={data?.totals.durationMs ? `p95 ${formatDuration(data.totals.durationMs.p95)}` : null}
          shape="line"
          height="l"
          data={data && !nothing ? durationLines(data, zone, marks) : null}
          state={state}
          onSelect={({ from, to }) => router.push(runsAddress({ from, to, sort: "-duration" }))}
          onZoom={zoom}
        />
        <ChartPanel
          title="How many run, how many fail?"
          answer={data ? `${formatCount(data.totals.failed)} of ${formatCount(data.totals.runs)} failed` : null}
          shape="stacked-bar"
          height="l"
          data={data && !nothing ? runBars(data, zone, marks) : null}
          state={state}
          onSelect={({ from, to }, key) =>
            router.push(runsAddress({ from, to, ...(key === "failed" ? { status: "failed,killed" } : {}) }))
          }
          onZoom={zoom}
        />
      </Columns>
      <Panel title="Workflows" answer="the slowest first, by p95" state={nothing ? state : panelState(workflows)} flush>
        <UsageTable
          label="Workflow"
          lines={lines}
          figures={TIME_FIGURES}
          href={(key) =>
            workflows.data && key !== "other"
              ? runsAddress({ from: workflows.data.from, to: workflows.data.to, workflow: key, sort: "-duration" })
              : null
          }
        />
      </Panel>
    </>
  );
}
