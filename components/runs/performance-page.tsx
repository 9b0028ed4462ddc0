"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { ChartPanel } from "@/components/charts/chart-panel";
import { paint } from "@/components/charts/prepare/paint";
import { OTHER_KEY } from "@/components/charts/prepare/top-series";
import { formatCount, formatPercent } from "@/components/ui/format-count";
import { formatDuration } from "@/components/ui/format-duration";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Columns } from "@/components/ui/section";
import { TimeRangePicker } from "@/components/ui/time-range-picker";
import { durationLines, runBars } from "./chart-data";
import type { Usage } from "./queries";
import { runsAddress } from "./runs-address";
import { figuresState } from "./speaking-sources";
import { TIME_FIGURES } from "./time-columns";
import { TimeFigures } from "./time-figures";
import { IntervalChoice, WorkflowFilter } from "./usage-controls";
import { TWO_WEEKS } from "./usage-params";
import { UsageTable } from "./usage-table";
import { useUsage } from "./use-usage";

const FiguresEmpty = dynamic(() => import("./figures-empty").then((module) => module.FiguresEmpty));

function verdictOf({ totals }: Usage): string {
  if (totals.runs === 0) return "No run started in this range.";
  if (totals.durationMs === null) return `${formatCount(totals.runs)} runs; none has ended.`;
  const { p50, p95 } = totals.durationMs;
  return `Half of the runs end within ${formatDuration(p50)}, 19 of 20 within ${formatDuration(p95)}; ${formatPercent(totals.failed / totals.runs, 1)} fail.`;
}

/** How precise durations are, in a word. */
const precision = (usage: Usage | undefined) => (usage?.totals.durationMs?.exact === false ? "±1 %" : "exact");

type Shared = ReturnType<typeof useUsage>;

function Workflows({ shared }: { shared: Shared }) {
  const { state, set } = shared;
  const query = useQuery(shared.asked("workflow"));
  const usage = query.data;
  const colours = paint(usage?.series.map(({ key }) => key) ?? []);
  return (
    <Panel title="Which workflow takes how long?" answer={precision(usage)} state={panelState(query)} flush>
      {usage ? (
        <UsageTable
          label="Workflows"
          by="workflow"
          lines={usage.series}
          whole={{ now: usage.totals, before: usage.previous }}
          figures={TIME_FIGURES}
          sort={state.sort ?? "-p95"}
          onSort={(sort) => void set({ sort })}
          colours={colours}
          href={(key) =>
            key === OTHER_KEY ? null : runsAddress({ from: usage.from, to: usage.to, workflow: key, sort: "-duration" })
          }
        />
      ) : null}
    </Panel>
  );
}

function Charts({
  shared,
  usage,
  state,
}: {
  shared: Shared;
  usage: Usage | undefined;
  state: ReturnType<typeof panelState>;
}) {
  const router = useRouter();
  const { zone, marks, zoom } = shared;
  const workflow = shared.state.workflow ?? undefined;
  const open = (asked: Parameters<typeof runsAddress>[0]) =>
    router.push(runsAddress(workflow === undefined ? asked : { ...asked, workflow }));
  const drawn = state.kind === "empty" ? undefined : usage;
  return (
    <Columns>
      <ChartPanel
        title="How long do runs take?"
        answer={
          usage?.totals.durationMs ? `p95 ${formatDuration(usage.totals.durationMs.p95)}, ${precision(usage)}` : null
        }
        shape="line"
        height="l"
        data={drawn ? durationLines(drawn, zone, marks) : null}
        state={state}
        onSelect={({ from, to }) => open({ from, to, sort: "-duration" })}
        onZoom={zoom}
      />
      <ChartPanel
        title="How many run, how many fail?"
        answer={usage ? `${formatCount(usage.totals.failed)} of ${formatCount(usage.totals.runs)} failed` : null}
        shape="stacked-bar"
        height="l"
        data={drawn ? runBars(drawn, zone, marks) : null}
        state={state}
        onSelect={({ from, to }, key) => open({ from, to, ...(key === "failed" ? { status: "failed,killed" } : {}) })}
        onZoom={zoom}
      />
    </Columns>
  );
}

/** How long runs take and how many fail, over time and by workflow. */
export function PerformancePage() {
  const shared = useUsage();
  const { state, set, sources } = shared;
  const query = useQuery(shared.asked("none"));
  const names = useQuery(shared.asked("workflow")).data?.series.map(({ key }) => key) ?? [];
  const usage = query.data;
  const nothing = usage !== undefined && usage.totals.runs === 0;
  const empty = (
    <FiguresEmpty
      sources={sources ?? []}
      title="No run started in this range."
      clear={state.workflow === null ? null : () => void set({ workflow: null })}
      widen={() => void shared.setRange({ range: { kind: "sliding", amount: 30, unit: "d" } })}
    />
  );
  return (
    <>
      <PageHead
        title="Performance"
        verdict={usage ? <b>{verdictOf(usage)}</b> : null}
        actions={
          <>
            <IntervalChoice usage={usage} onChange={(interval) => void set({ interval })} />
            <WorkflowFilter workflow={state.workflow} known={names} onChange={(workflow) => void set({ workflow })} />
            <TimeRangePicker byDefault={TWO_WEEKS} />
          </>
        }
      />
      {usage && !nothing ? <TimeFigures usage={usage} /> : null}
      <Charts
        shared={shared}
        usage={usage}
        state={nothing && sources !== undefined ? { kind: "empty", empty } : figuresState(query, sources ?? [])}
      />
      {nothing ? null : <Workflows shared={shared} />}
    </>
  );
}
