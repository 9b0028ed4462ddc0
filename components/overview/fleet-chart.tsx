"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { ChartPanel } from "@/components/charts/chart-panel";
import type { ChartMark } from "@/components/charts/model";
import { Empty } from "@/components/ui/empty";
import { formatPercent } from "@/components/ui/format-count";
import { panelState } from "@/components/ui/panel-state";
import { useZone } from "@/components/ui/time-context";
import { fleetChartData, fleetGroup } from "./fleet-chart-data";
import type { FleetHealth } from "./queries";

/** Agents by status over the last day, with the fleet's uptime and how much of the time was seen. */
export function FleetChart({
  fleet,
  environment,
  marks,
}: {
  fleet: UseQueryResult<FleetHealth>;
  environment: string | null;
  marks: readonly ChartMark[];
}) {
  const zone = useZone();
  const data = fleet.data ? fleetChartData(fleet.data, environment, zone, marks) : null;
  const uptime = fleet.data ? fleetGroup(fleet.data, environment).uptime : null;
  const nobody = data !== null && data.series.length === 0;
  const answer =
    uptime === null || uptime.ratio === null
      ? "nobody was seen"
      : `${formatPercent(uptime.ratio, 2)} up, ${formatPercent(uptime.coverage)} seen`;
  const empty = (
    <Empty
      kind="nothing-yet"
      title="No agent was watched in the last 24 hours."
      detail="The chart begins with the first agent that registers."
    />
  );
  return (
    <ChartPanel
      title="How was the fleet?"
      answer={answer}
      shape="status-area"
      height="s"
      data={nobody ? null : data}
      state={nobody ? { kind: "empty", empty } : panelState(fleet)}
    />
  );
}
