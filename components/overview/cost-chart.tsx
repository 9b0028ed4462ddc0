"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { ChartPanel } from "@/components/charts/chart-panel";
import { Empty } from "@/components/ui/empty";
import { formatUsd } from "@/components/ui/format-money";
import { panelState } from "@/components/ui/panel-state";
import { useZone } from "@/components/ui/time-context";
import { costChartData } from "./cost-chart-data";
import type { Usage } from "./queries";

/** What each of the last 24 hours cost, by workflow. */
export function CostChart({ usage }: { usage: UseQueryResult<Usage> }) {
  const zone = useZone();
  const nothing = usage.data !== undefined && usage.data.totals.runs === 0;
  const empty = (
    <Empty
      kind="nothing-yet"
      title="No run in the last 24 hours."
      detail="Runs come from the sources beside, once one is connected."
    />
  );
  return (
    <ChartPanel
      title="What did each hour cost?"
      answer={usage.data ? `24 hours ${formatUsd(usage.data.totals.costUsd)}` : null}
      shape="stacked-bar"
      height="s"
      data={usage.data && !nothing ? costChartData(usage.data, zone) : null}
      state={nothing ? { kind: "empty", empty } : panelState(usage)}
    />
  );
}
