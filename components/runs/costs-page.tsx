"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { ChartPanel } from "@/components/charts/chart-panel";
import type { ChartData } from "@/components/charts/model";
import { OTHER_KEY } from "@/components/charts/prepare/top-series";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Split } from "@/components/ui/section";
import { TimeRangePicker } from "@/components/ui/time-range-picker";
import { costBars } from "./chart-data";
import { costFigures, MODEL_FIGURES } from "./cost-columns";
import { CostFigures } from "./cost-figures";
import type { Usage } from "./queries";
import { runsBehind } from "./runs-address";
import { figuresState } from "./speaking-sources";
import { GroupChoice, IntervalChoice, WorkflowFilter } from "./usage-controls";
import { besideGroup, GROUP_WORDS, type Group, TWO_WEEKS } from "./usage-params";
import { UsageTable } from "./usage-table";
import { authorityWords, beforeWords, costChange, costVerdict, driverSentence, unknownSentence } from "./usage-words";
import { useUsage } from "./use-usage";

const FiguresEmpty = dynamic(() => import("./figures-empty").then((module) => module.FiguresEmpty));
const Restated = dynamic(() => import("./restated").then((module) => module.Restated));

const INTERVAL_WORDS = {
  "15min": "quarter of an hour",
  hour: "hour",
  day: "day",
  week: "week",
  month: "month",
} as const;

type Shared = ReturnType<typeof useUsage>;

function Verdict({ usage, before, shared }: { usage: Usage; before: Usage | undefined; shared: Shared }) {
  const { range, state, sources } = shared;
  const rest = [
    driverSentence(usage, before, state.by),
    unknownSentence(usage.totals),
    sources === undefined ? null : authorityWords(usage, sources),
  ];
  return (
    <>
      <b>{costVerdict(usage, range)}</b> {rest.filter((sentence) => sentence !== null).join(" ")}
    </>
  );
}

function Lines({
  usage,
  before,
  shared,
  chart,
}: {
  usage: Usage;
  before: Usage | undefined;
  shared: Shared;
  chart: ChartData;
}) {
  const { state, set, sources } = shared;
  const colours = new Map(chart.series.map(({ key, colour }) => [key, colour]));
  for (const { key } of usage.series) if (!colours.has(key)) colours.set(key, "var(--chart-other)");
  return (
    <UsageTable
      label={`${GROUP_WORDS[state.by]}s`}
      by={state.by}
      lines={usage.series}
      before={before?.series}
      whole={{ now: usage.totals, before: usage.previous }}
      figures={costFigures(state.by, usage, sources ?? [])}
      sort={state.sort ?? "-cost"}
      onSort={(sort) => void set({ sort })}
      colours={colours}
      href={(key) => (key === OTHER_KEY ? null : runsBehind(state.by, usage, key))}
    />
  );
}

const comparedWords = (usage: Usage) =>
  costChange(usage.totals, usage.previous) === null
    ? "too little before to compare with"
    : `change ${beforeWords(usage)}`;

/** Beside the workflows their models; beside the models their workflows. */
function Beside({ by, shared }: { by: Group; shared: Shared }) {
  const query = useQuery(shared.asked(by));
  const usage = query.data;
  return (
    <Panel title={`By ${by}`} state={panelState(query)} flush>
      {usage?.series.length === 0 ? (
        <p className="px-gutter pb-3 text-ink-3">The sources attribute no cost to a {by}.</p>
      ) : null}
      {usage && usage.series.length > 0 ? (
        <UsageTable
          label={`${GROUP_WORDS[by]}s`}
          by={by}
          lines={usage.series}
          whole={{ now: usage.totals, before: usage.previous }}
          figures={MODEL_FIGURES}
          sort="-cost"
          href={(key) => (key === OTHER_KEY ? null : runsBehind(by, usage, key))}
        />
      ) : null}
    </Panel>
  );
}

const ASIDE_PX = 430;

/** What the range cost, by whom and on what, and how much of it is known. */
export function CostsPage() {
  const shared = useUsage();
  const { state, set, zone, marks, sources } = shared;
  const router = useRouter();
  const query = useQuery(shared.asked(state.by));
  const usage = query.data;
  const before = useQuery(shared.askedBefore(usage, state.by)).data;
  const nothing = usage !== undefined && usage.totals.runs + usage.totals.costRuns === 0;
  const chart = usage && !nothing ? costBars(usage, state.by, zone, marks) : null;
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
        title="Costs"
        verdict={usage ? <Verdict usage={usage} before={before} shared={shared} /> : null}
        actions={
          <>
            <WorkflowFilter
              workflow={state.workflow}
              known={state.by === "workflow" ? (usage?.series.map(({ key }) => key) ?? []) : []}
              onChange={(workflow) => void set({ workflow })}
            />
            <TimeRangePicker byDefault={TWO_WEEKS} />
          </>
        }
      />
      {usage && !nothing ? <CostFigures usage={usage} /> : null}
      <div className="border-line border-t">
        <ChartPanel
          title={`What did each ${INTERVAL_WORDS[usage?.interval ?? "day"]} cost, by ${state.by}?`}
          shape="stacked-bar"
          height="l"
          data={chart}
          state={nothing && sources !== undefined ? { kind: "empty", empty } : figuresState(query, sources ?? [])}
          actions={
            <>
              <GroupChoice by={state.by} onChange={(by) => void set({ by, sort: null })} />
              <IntervalChoice usage={usage} onChange={(interval) => void set({ interval })} />
            </>
          }
          onSelect={(span, key) => router.push(runsBehind(state.by, span, key) ?? runsBehind(state.by, span, null))}
          onZoom={shared.zoom}
        />
      </div>
      {usage && chart ? (
        <Split aside={<Beside by={besideGroup(state.by)} shared={shared} />} asideWidth={ASIDE_PX}>
          <Panel title={`By ${state.by}`} answer={comparedWords(usage)} state={panelState(query)} flush>
            <Lines usage={usage} before={before} shared={shared} chart={chart} />
          </Panel>
        </Split>
      ) : null}
      {usage && usage.restatements.length > 0 ? <Restated restatements={usage.restatements} /> : null}
    </>
  );
}
