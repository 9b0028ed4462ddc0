"use client";

import { useId } from "react";
import { Bar, BarChart, type BarShapeProps, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTooltip } from "./chart-tooltip";
import type { ChartData, DrawProps } from "./model";
import { plotFrame } from "./plot-frame";
import { PlotBackground, PlotForeground, SeriesPatterns } from "./plot-overlay";
import { PlotPointer } from "./plot-pointer";
import { isRunning } from "./prepare/time-axis";
import { tallestStack } from "./prepare/top-series";
import { tickWriter, valueTicks } from "./prepare/value-axis";

type Row = { index: number; values: (number | null)[] };

function rowsOf(data: ChartData): Row[] {
  return data.buckets.map((_, index) => ({
    index,
    values: data.series.map(({ values }) => values[index] ?? null),
  }));
}

/** One series' share of a bar, parted from its neighbour by a pixel of the surface; striped where the bucket is a part. */
function Segment({
  bar,
  fill,
  striped,
  seriesKey,
}: {
  bar: BarShapeProps;
  fill: string;
  striped: string | null;
  seriesKey: string;
}) {
  const height = Math.abs(bar.height);
  if (height === 0) return <g />;
  return (
    <rect
      data-key={seriesKey}
      x={bar.x}
      y={bar.y + 0.5}
      width={bar.width}
      height={Math.max(0.5, height - 1)}
      fill={striped ?? fill}
    />
  );
}

/** Amounts by time, stacked by series. */
export function StackedBarChart(props: DrawProps) {
  const { data, height } = props;
  const id = useId();
  const ticks = valueTicks(tallestStack(data.series, data.buckets.length), data.unit, height < 160 ? 3 : 4);
  const isPartAt = (index: number) => {
    const bucket = data.buckets[index];
    return bucket !== undefined && (bucket.cut === true || isRunning(bucket, data.asOf));
  };
  return (
    <PlotPointer {...props}>
      {(underneath) => (
        <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 640, height }}>
          <BarChart
            data={rowsOf(data)}
            accessibilityLayer={false}
            margin={{ top: plotFrame.top, right: plotFrame.right, bottom: plotFrame.bottom, left: 0 }}
            barCategoryGap="18%"
          >
            <SeriesPatterns data={data} prefix={id} />
            <CartesianGrid vertical={false} className="grid-line" stroke="var(--chart-grid)" />
            <PlotBackground data={data} />
            <XAxis dataKey="index" hide />
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
              <Bar
                key={series.key}
                name={series.label}
                dataKey={(row: Row) => row.values[place]}
                stackId="stack"
                fill={series.colour}
                isAnimationActive={false}
                maxBarSize={56}
                shape={(bar: BarShapeProps) => (
                  <Segment
                    bar={bar}
                    seriesKey={series.key}
                    fill={series.colour}
                    striped={series.hatched || isPartAt(bar.index) ? `url(#${id}${place})` : null}
                  />
                )}
              />
            ))}
            <PlotForeground data={data} />
            <Tooltip
              isAnimationActive={false}
              portal={underneath}
              cursor={{ fill: "var(--chart-shade)" }}
              wrapperStyle={{ zIndex: 4 }}
              content={({ active, label }) => (active ? <ChartTooltip data={data} axisValue={label} stacked /> : null)}
            />
          </BarChart>
        </ResponsiveContainer>
      )}
    </PlotPointer>
  );
}
