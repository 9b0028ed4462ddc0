"use client";

import { useId } from "react";
import { usePlotArea } from "recharts";
import type { ChartData } from "./model";
import { placeMarks } from "./prepare/place-marks";
import { axisTicks, positionAmong } from "./prepare/time-axis";

const LABEL_PX = 64;

type Plot = { x: number; y: number; width: number; height: number };

function xOf(atMs: number, data: ChartData, plot: Plot): number {
  return plot.x + (positionAmong(atMs, data.buckets) / Math.max(1, data.buckets.length)) * plot.width;
}

/** The hatchings and fills that series use, named by `prefix` and the series' place. */
export function SeriesPatterns({ data, prefix }: { data: ChartData; prefix: string }) {
  return (
    <defs>
      {data.series.map((series, index) => (
        <pattern
          key={series.key}
          id={`${prefix}${index}`}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="5" height="5" fill={series.colour} opacity=".28" />
          <path d="M1 0V5" stroke={series.colour} strokeWidth="2" />
        </pattern>
      ))}
    </defs>
  );
}

/** Behind the series: what is not whole yet is shaded, what could not be known is hatched. */
export function PlotBackground({ data }: { data: ChartData }) {
  const plot = usePlotArea();
  const hatch = useId();
  if (!plot) return null;
  const whole = data.completeThrough ? xOf(Date.parse(data.completeThrough), data, plot) : null;
  const right = plot.x + plot.width;
  return (
    <g>
      <defs>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V4" stroke="var(--hatch-ink)" />
        </pattern>
      </defs>
      {whole !== null && whole < right ? (
        <>
          <rect x={whole} y={plot.y} width={right - whole} height={plot.height} fill="var(--chart-shade)" />
          <path d={`M${whole} ${plot.y}v${plot.height}`} stroke="var(--chart-axis)" strokeDasharray="1 2" />
        </>
      ) : null}
      {data.blind?.map((span) => {
        const from = xOf(Date.parse(span.from), data, plot);
        const width = Math.max(1, xOf(Date.parse(span.to), data, plot) - from);
        return <rect key={span.from} x={from} y={plot.y} width={width} height={plot.height} fill={`url(#${hatch})`} />;
      })}
    </g>
  );
}

/** The time axis and the marks, over the series. */
export function PlotForeground({ data }: { data: ChartData }) {
  const plot = usePlotArea();
  if (!plot) return null;
  return (
    <g>
      <path className="axis-line" d={`M${plot.x} ${plot.y + plot.height + 0.5}h${plot.width}`} />
      <TimeLabels data={data} plot={plot} />
      <Marks data={data} plot={plot} />
    </g>
  );
}

function TimeLabels({ data, plot }: { data: ChartData; plot: Plot }) {
  const most = Math.max(2, Math.floor(plot.width / LABEL_PX));
  return axisTicks(data.buckets, data.zone, most).map(({ position, label }) => {
    const x = plot.x + (position / data.buckets.length) * plot.width;
    return x > plot.x + plot.width - 12 ? null : (
      <text key={position} x={Math.max(x, plot.x + 12)} y={plot.y + plot.height + 15} textAnchor="middle">
        {label}
      </text>
    );
  });
}

function Marks({ data, plot }: { data: ChartData; plot: Plot }) {
  return placeMarks(data.marks ?? [], data.buckets, plot.width).map((mark) => {
    const x = Math.round(plot.x + mark.x) + 0.5;
    return (
      <g key={`${mark.x}${mark.label}`}>
        <title>{mark.label}</title>
        <path
          d={`M${x} ${plot.y}v${plot.height}`}
          stroke="var(--chart-mark)"
          strokeDasharray="2 2"
          shapeRendering="crispEdges"
        />
        <path d={`M${x - 3.5} ${plot.y - 5}h7l-3.5 5z`} fill="var(--chart-mark)" />
        {mark.showLabel ? (
          <text
            x={mark.side === "right" ? x + 6 : x - 6}
            y={plot.y - 1}
            textAnchor={mark.side === "right" ? "start" : "end"}
            style={{ fill: "var(--text-2)" }}
          >
            {mark.label}
          </text>
        ) : null}
      </g>
    );
  });
}
