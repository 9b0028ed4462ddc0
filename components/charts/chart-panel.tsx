"use client";

import { Download, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { formatInstant } from "@/components/ui/format-relative";
import { harmless } from "@/components/ui/hostile-text";
import { IconButton } from "@/components/ui/icon-button";
import { Panel } from "@/components/ui/panel";
import type { PanelState } from "@/components/ui/panel-state";
import { useShortcut } from "@/components/ui/use-shortcut";
import { Swatch } from "./chart-tooltip";
import { type ChartShape, LazyChart } from "./lazy-chart";
import type { ChartData, DrawProps, Series } from "./model";
import { type ChartHeight, chartHeights } from "./plot-frame";
import { chartCsv } from "./prepare/csv";
import { isRunning } from "./prepare/time-axis";

const ChartTable = dynamic(() => import("./chart-table").then((module) => module.ChartTable), { ssr: false });

/** Presses the table button of the chart under the pointer or the focus, else of the first on the page. */
function toggleNearestTable(): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-chart-table]")];
  const near = buttons.find((button) => button.closest("[data-chart-panel]")?.matches(":hover, :focus-within"));
  (near ?? buttons[0])?.click();
}

function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Legend({
  series,
  hidden,
  onToggle,
}: {
  series: readonly Series[];
  hidden: ReadonlySet<string>;
  onToggle: (key: string) => void;
}) {
  return series.map(({ key, label, colour, hatched }) => (
    <button
      key={key}
      type="button"
      aria-pressed={!hidden.has(key)}
      onClick={() => onToggle(key)}
      className={cx(
        "inline-flex min-h-6 max-w-full items-center gap-1.5 max-desk:min-h-9",
        hidden.has(key) && "text-ink-3 line-through",
      )}
    >
      <Swatch colour={colour} hatched={hatched} />
      <span className="truncate">{harmless(label, 80)}</span>
    </button>
  ));
}

/** What the hatching and the shade of this chart mean, named only where they occur. */
function Notes({ data }: { data: ChartData }) {
  const last = data.buckets.at(-1);
  const running = last !== undefined && isRunning(last, data.asOf);
  const incomplete = Boolean(data.completeThrough && last && Date.parse(data.completeThrough) < Date.parse(last.to));
  return (
    <span className="ml-auto flex flex-wrap items-center gap-x-3.5 text-ink-3">
      {running ? (
        <span className="inline-flex items-center gap-1.5">
          <Swatch colour="var(--text-3)" hatched /> still running
        </span>
      ) : null}
      {data.buckets.some(({ cut }) => cut) ? (
        <span className="inline-flex items-center gap-1.5">
          <Swatch colour="var(--text-3)" hatched /> cut by the range
        </span>
      ) : null}
      {data.blind?.length ? (
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="hatch-unknown size-2.5 rounded-[2px]" /> not seen
        </span>
      ) : null}
      {incomplete ? (
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-[2px] bg-[var(--chart-shade)]" /> incomplete after{" "}
          {formatInstant(Date.parse(data.completeThrough ?? data.asOf), data.zone, Date.parse(data.asOf))}
        </span>
      ) : null}
    </span>
  );
}

type ChartPanelProps = Pick<DrawProps, "onSelect" | "onZoom"> & {
  /** The question. */
  title: string;
  /** The figure that answers it. */
  answer?: ReactNode;
  shape: ChartShape;
  /** Null until it is there. */
  data: ChartData | null;
  state: PanelState;
  height?: ChartHeight;
  actions?: ReactNode;
};

/** A question, its answer, the chart, its legend, the table behind it (`t`) and the same numbers as CSV. */
export function ChartPanel({
  title,
  answer,
  shape,
  data,
  state,
  height = "m",
  actions,
  onSelect,
  onZoom,
}: ChartPanelProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [asTable, setAsTable] = useState(false);
  useShortcut("t", "Table behind the chart", "Charts", toggleNearestTable);
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  };
  const shown = data ? { ...data, series: data.series.filter(({ key }) => !hidden.has(key)) } : null;
  const draw = shown ? { data: shown, label: title, height: chartHeights[height], onSelect, onZoom } : null;
  return (
    <div data-chart-panel="" className="min-w-0 border-line not-first:border-t">
      <Panel
        title={title}
        answer={answer}
        state={state}
        height={height}
        actions={
          <>
            {actions}
            <Button
              size="small"
              kbd="t"
              data-chart-table=""
              aria-pressed={asTable}
              disabled={!data}
              onClick={() => setAsTable(!asTable)}
              icon={<Table2 aria-hidden="true" className="size-3.5 text-ink-3" />}
            >
              {asTable ? "Chart" : "Table"}
            </Button>
            <IconButton
              label={`Download CSV: ${title}`}
              disabled={!data}
              onClick={() => data && download(`${title}.csv`, chartCsv(data))}
            >
              <Download aria-hidden="true" className="size-3.5" />
            </IconButton>
          </>
        }
      >
        {draw && asTable ? <ChartTable {...draw} /> : null}
        {draw && !asTable ? <LazyChart shape={shape} {...draw} /> : null}
        {data ? (
          <div className="mt-1 flex flex-wrap gap-x-3.5 text-small text-ink-2">
            <Legend series={data.series} hidden={hidden} onToggle={toggle} />
            <Notes data={data} />
          </div>
        ) : null}
      </Panel>
    </div>
  );
}
