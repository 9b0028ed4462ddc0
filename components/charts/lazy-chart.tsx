"use client";

import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import type { DrawProps } from "./model";

export type ChartShape = "stacked-bar" | "line" | "status-area";

// The options are repeated because the compiler reads them only as literals.
const shapes: Record<ChartShape, ComponentType<DrawProps>> = {
  "stacked-bar": dynamic(() => import("./stacked-bar-chart").then((module) => module.StackedBarChart), { ssr: false }),
  line: dynamic(() => import("./line-chart").then((module) => module.LineChart), { ssr: false }),
  "status-area": dynamic(() => import("./status-area-chart").then((module) => module.StatusAreaChart), { ssr: false }),
};

/** Draws a chart once its code is here; until then its place is kept at the same height. */
export function LazyChart({ shape, ...props }: DrawProps & { shape: ChartShape }) {
  const Draw = shapes[shape];
  return (
    <div style={{ minHeight: props.height }}>
      <Draw {...props} />
    </div>
  );
}
