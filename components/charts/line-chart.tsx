"use client";

import {
  CartesianGrid,
  type DotItemDotProps,
  Line,
  LineChart as RechartsLineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartTooltip } from "./chart-tooltip";
import type { ChartData, DrawProps, Series } from "./model";
import { plotFrame } from "./plot-frame";
import { PlotBackground, PlotForeground } from "./plot-overlay";
import { PlotPointer } from "./plot-pointer";
import { largestValue } from "./prepare/top-series";
import { tickWriter, valueTicks } from "./prepare/value-axis";

type Row = { x: number; values: (number | null)[] };

/** A point stands in the middle of its bucket. */
function rowsOf(data: ChartData): Row[] {
  return data.buckets.map((_, index) => ({
    x: index + 0.5,
    values: data.series.map(({ values }) => values[index] ?? null),
  }));
}

const missing = (value: number | null | undefined): boolean => value === null || value === undefined;

/** Whether a value has no neighbour to draw a line to: it must be seen as a dot. */
export function standsAlone(series: Series, index: number): boolean {
  return !missing(series.values[index]) && missing(series.values[index - 1]) && missing(series.values[index + 1]);
}

function Dot({ dot, series }: { dot: DotItemDotProps; series: Series }) {
  if (!series.dots && !standsAlone(series, dot.index)) return <g />;
  if (dot.cx === undefined || dot.cy === undefined) return <g />;
  return <circle data-key={series.key} cx={dot.cx} cy={dot.cy} r={series.dots ? 1.5 : 2} fill={series.colour} />;
}

/** Values by time as lines; what is missing breaks the line. */
export function LineChart(props: DrawProps) {
  const { data, height } = props;
  const ticks = valueTicks(largestValue(data.series), data.unit, height < 160 ? 3 : 4);
  return (
    <PlotPointer {...props}>
      {(underneath) => (
        <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 640, height }}>
          <RechartsLineChart
            data={rowsOf(data)}
            accessibilityLayer={false}
            margin={{ top: plotFrame.top, right: plotFrame.right, bottom: plotFrame.bottom, left: 0 }}
          >
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
              <Line
                key={series.key}
                name={series.label}
                dataKey={(row: Row) => row.values[place]}
                type="linear"
                stroke={series.dots ? "none" : series.colour}
                strokeWidth={1.5}
                connectNulls={false}
                isAnimationActive={false}
                activeDot={{ r: 3 }}
                dot={({ key, ...dot }: DotItemDotProps) => <Dot key={key} dot={dot} series={series} />}
              />
            ))}
            <PlotForeground data={data} />
            <Tooltip
              isAnimationActive={false}
              portal={underneath}
              cursor={{ stroke: "var(--text-2)" }}
              wrapperStyle={{ zIndex: 4 }}
              content={({ active, label }) =>
                active ? <ChartTooltip data={data} axisValue={label} stacked={false} /> : null
              }
            />
          </RechartsLineChart>
        </ResponsiveContainer>
      )}
    </PlotPointer>
  );
}
