"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { ChartPanel } from "@/components/charts/chart-panel";
import type { ChartMark } from "@/components/charts/model";
import { Empty } from "@/components/ui/empty";
import { formatCount } from "@/components/ui/format-count";
import { panelState } from "@/components/ui/panel-state";
import { latencyChartData } from "./latency-chart-data";
import type { AgentHealth } from "./queries";

/** How fast the agent answered, with gaps where it did not and hatching where nobody looked. */
export function LatencyChart({
  health,
  zone,
  marks,
  onZoom,
}: {
  health: UseQueryResult<AgentHealth>;
  zone: string;
  marks: readonly ChartMark[];
  onZoom: (range: { from: string; to: string }) => void;
}) {
  const answered = health.data?.latency.reduce((sum, { samples }) => sum + samples, 0) ?? 0;
  const failed = health.data?.latency.reduce((sum, point) => sum + point.failed, 0) ?? 0;
  const nothing = health.data !== undefined && answered === 0;
  const empty = (
    <Empty
      kind="nothing-yet"
      title={
        failed > 0 ? `None of ${formatCount(failed)} probes was answered in this range.` : "No probe in this range."
      }
      detail="Latency is measured by each probe that the agent answers."
    />
  );
  return (
    <ChartPanel
      title="How fast does it answer probes?"
      answer={`${formatCount(answered)} answered, ${formatCount(failed)} not`}
      shape="line"
      height="m"
      data={health.data && !nothing ? latencyChartData(health.data, zone, marks) : null}
      state={nothing ? { kind: "empty", empty } : panelState(health)}
      onZoom={onZoom}
    />
  );
}
