"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ChartPanel } from "@/components/charts/chart-panel";
import { Select } from "@/components/ui/field";
import { formatUsd } from "@/components/ui/format-money";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { type PanelState, panelState } from "@/components/ui/panel-state";
import { TimeRangePicker } from "@/components/ui/time-range-picker";
import { costBars } from "./chart-data";
import { CostFigures } from "./cost-figures";
import { figuresEmpty } from "./figures-empty";
import type { Line, Usage } from "./queries";
import { runsAddress } from "./runs-address";
import { GROUPS, INTERVALS, TWO_WEEKS } from "./usage-params";
import { COST_FIGURES, UsageTable } from "./usage-table";
import { authorityWords, knownCost } from "./usage-words";
import { useUsage } from "./use-usage";

const dearest = (lines: readonly Line[]) =>
  [...lines].sort((a, b) => Number(b.totals.costUsd) - Number(a.totals.costUsd) || b.totals.runs - a.totals.runs);

function verdictOf(usage: Usage): string {
  const [first] = dearest(usage.series).filter(({ key }) => key !== "");
  const cost = knownCost(usage.totals);
  if (usage.totals.runs === 0) return "No run started in this range.";
  if (cost === null) return `${usage.totals.runs.toLocaleString("en")} runs, of none the cost is known.`;
  const most =
    first && Number(first.totals.costUsd) > 0 ? `; most of it ${first.label}, ${formatUsd(first.totals.costUsd)}` : "";
  return `${formatUsd(cost)} in ${usage.totals.runs.toLocaleString("en")} runs${most}.`;
}

type Group = (typeof GROUPS)[number];

const TITLES: Record<Group, string> = {
  workflow: "Workflows",
  model: "Models",
  provider: "Providers",
  environment: "Environments",
  source: "Sources",
};

type Interval = (typeof INTERVALS)[number];
type Choice = { by: Group } | { interval: Interval };

/** One of a list of words, by what a select gave. */
function pick<Word extends string>(words: readonly Word[], value: string): Word | undefined {
  return words.find((word) => word === value);
}

function Choices({ by, interval, set }: { by: Group; interval: Interval; set: (change: Choice) => void }) {
  return (
    <>
      <span className="w-36">
        <Select
          aria-label="Cut by"
          value={by}
          onChange={(event) => set({ by: pick(GROUPS, event.target.value) ?? by })}
        >
          {GROUPS.map((group) => (
            <option key={group} value={group}>
              by {group}
            </option>
          ))}
        </Select>
      </span>
      <span className="w-44">
        <Select
          aria-label="Interval"
          value={interval}
          onChange={(event) => set({ interval: pick(INTERVALS, event.target.value) ?? interval })}
        >
          {INTERVALS.map((one) => (
            <option key={one} value={one}>
              {one === "auto" ? "automatic interval" : `each ${one}`}
            </option>
          ))}
        </Select>
      </span>
    </>
  );
}

/** The runs behind a group's key in a span; null where no filter of runs says it. */
function runsBehind(by: Group, span: { from: string; to: string }, key: string | null): string | null {
  const asked = { from: span.from, to: span.to, authority: "cost", sort: "-cost" } as const;
  if (key === null || key === "other") return runsAddress(asked);
  if (by === "workflow") return runsAddress({ ...asked, workflow: key });
  return by === "model" && key !== "" ? runsAddress({ ...asked, model: key }) : null;
}

function CostLines({
  by,
  usage,
  state,
  title,
  answer,
}: {
  by: Group;
  usage: Usage | undefined;
  state: PanelState;
  title: string;
  answer: string;
}) {
  return (
    <Panel title={title} answer={answer} state={state} flush>
      <UsageTable
        label={title}
        lines={dearest(usage?.series ?? [])}
        figures={COST_FIGURES}
        href={(key) => (usage && key !== "other" ? runsBehind(by, usage, key) : null)}
      />
    </Panel>
  );
}

/** What the range cost, by whom and on what, and how much of it is known. */
export function CostsPage() {
  const { state, set, zone, asked, zoom, marks, sources } = useUsage();
  const router = useRouter();
  const usage = useQuery(asked(state.by));
  const models = useQuery(asked("model"));
  const { data } = usage;
  const nothing = data !== undefined && data.totals.runs === 0;
  const shown = nothing ? figuresEmpty(sources.length > 0) : panelState(usage);
  return (
    <>
      <PageHead
        title="Costs"
        verdict={data ? <b>{verdictOf(data)}</b> : null}
        actions={
          <>
            <Choices by={state.by} interval={state.interval} set={(change) => void set(change)} />
            <TimeRangePicker byDefault={TWO_WEEKS} />
          </>
        }
      />
      {data ? <CostFigures usage={data} /> : null}
      <ChartPanel
        title={`What did each ${data?.interval ?? "day"} cost?`}
        answer={data ? authorityWords(data, sources) : null}
        shape="stacked-bar"
        height="l"
        data={data && !nothing ? costBars(data, zone, marks) : null}
        state={shown}
        onSelect={(span, key) => {
          const address = runsBehind(state.by, span, key);
          if (address !== null) router.push(address);
        }}
        onZoom={zoom}
      />
      <CostLines by={state.by} usage={data} state={shown} title={TITLES[state.by]} answer="the dearest first" />
      {state.by === "model" ? null : (
        <CostLines
          by="model"
          usage={models.data}
          state={nothing ? shown : panelState(models)}
          title="Models"
          answer="what no source attributes stands in its own row"
        />
      )}
      {data && data.restatements.length > 0 ? <Restated usage={data} /> : null}
    </>
  );
}

const MOST_RESTATED = 10;

/** Closed days whose figures changed afterwards, and why. */
function Restated({ usage }: { usage: Usage }) {
  return (
    <Panel title="What changed in closed days?" answer="newest first" state={{ kind: "ready" }}>
      <ul className="grid gap-1 text-small">
        {usage.restatements.slice(0, MOST_RESTATED).map(({ at, day, workflow, figure, before, after, cause }) => (
          <li key={`${at} ${day} ${workflow} ${figure}`} className="text-ink-2">
            {day}, {workflow}: {figure}{" "}
            {figure === "cost" ? `${formatUsd(before)} → ${formatUsd(after)}` : `${Number(before)} → ${Number(after)}`},{" "}
            {cause}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
