"use client";

import { useId } from "react";
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTooltip } from "./chart-tooltip";
import type { ChartData, DrawProps } from "./model";
import { plotFrame } from "./plot-frame";
import { PlotBackground, PlotForeground, SeriesPatterns } from "./plot-overlay";
import { PlotPointer } from "./plot-pointer";
import { tallestStack } from "./prepare/top-series";
import { tickWriter, valueTicks } from "./prepare/value-axis";

type Row = { x: number; values: (number | null)[] };

/** A row at each bucket's start and one at the last one's end, so that the last step has its whole width. */
export function stepRows(data: ChartData): Row[] {
  const rows = data.buckets.map((_, index) => ({
    x: index,
    values: data.series.map(({ values }) => values[index] ?? null),
  }));
  const last = rows.at(-1);
  return last ? [...rows, { ...last, x: rows.length }] : [];
}

/** How many are in which state, stacked as steps; a hatched series is what is not known. */
export function StatusAreaChart(props: DrawProps) {
  const { data, height } = props;
  const id = useId();
  const ticks = valueTicks(tallestStack(data.series, data.buckets.length), data.unit, height < 160 ? 3 : 4);
  return (
    <PlotPointer {...props}>
      {(underneath) => (
        <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 640, height }}>
          <AreaChart
            data={stepRows(data)}
            accessibilityLayer={false}
            margin={{ top: plotFrame.top, right: plotFrame.right, bottom: plotFrame.bottom, left: 0 }}
          >
            <SeriesPatterns data={data} prefix={id} />
            <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
            <PlotBackground data={data} />
            <XAxis type="number" dataKey="x" domain={[0, Math.max(1, data.buckets.length)]} hide />
            <YAxis
              width={plotFrame.left}
              ticks={ticks}
              domain={[0, ticks.at(-1) ?? 1]}
              tickFormatter={tickWriter(ticks, data.unit)}
              axisLine={false}
              tickLine={false}
              interval={0}
            />
            {data.series.map((series, place) => (
              <Area
                key={series.key}
                name={series.label}
                dataKey={(row: Row) => row.values[place]}
                stackId="stack"
                type="stepAfter"
                fill={series.hatched ? `url(#${id}${place})` : series.colour}
                fillOpacity={1}
                stroke="var(--surface-0)"
                strokeWidth={1}
                connectNulls={false}
                isAnimationActive={false}
                activeDot={false}
              />
            ))}
            <PlotForeground data={data} />
            <Tooltip
              isAnimationActive={false}
              portal={underneath}
              cursor={{ stroke: "var(--text-2)" }}
              wrapperStyle={{ zIndex: 4 }}
              content={({ active, label }) => (active ? <ChartTooltip data={data} axisValue={label} stacked /> : null)}
            />
          </AreaChart>
        </ResponsiveContainer>
      )}
    </PlotPointer>
  );
}
