"use client";

import { ChevronDown, Clock } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback } from "react";
import { Button } from "./button";
import { cx } from "./cx";
import { formatDated, zoneOffset } from "./format-relative";
import { Popover } from "./popover";
import { useTicking } from "./time-context";
import { parseRange, rangeLabel, rangePresets, rangeText, type TimeRange } from "./time-range";
import { useTimeRange } from "./use-time-range";

const OwnRange = dynamic(() => import("./own-range").then((module) => module.OwnRange), {
  ssr: false,
  loading: () => <div className="min-h-72" />,
});

/** Which stretch of time a page shows and whose clocks cut it; both stay in the address. */
export function TimeRangePicker({ byDefault }: { byDefault?: TimeRange }) {
  const { range, zone, resolved, set } = useTimeRange(byDefault);
  const toMs = Date.parse(resolved.to);
  const label = useTicking(
    useCallback((now: number) => rangeLabel(range, (atMs) => formatDated(atMs, zone, now)), [range, zone]),
  );
  return (
    <Popover
      align="end"
      className="w-[420px] max-w-[calc(100vw-16px)]"
      trigger={(props) => (
        <Button {...props} icon={<Clock aria-hidden="true" className="size-3.5 text-ink-3" />}>
          {label}
          <span className="font-normal text-ink-3 max-desk:hidden">
            {zone === "UTC" ? "UTC" : `${zone}, ${zoneOffset(zone, toMs)}`}
          </span>
          <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
        </Button>
      )}
    >
      {(close) => (
        <div className="grid grid-cols-[140px_minmax(0,1fr)]">
          <ul className="border-line border-r p-1">
            {rangePresets.map((preset) => (
              <li key={preset.text}>
                <Preset
                  preset={preset}
                  current={rangeText(range) === preset.text}
                  onPick={(picked) => {
                    void set({ range: picked });
                    close();
                  }}
                />
              </li>
            ))}
          </ul>
          <OwnRange
            zone={zone}
            resolved={resolved}
            onApply={(picked, pickedZone) => {
              void set({ range: picked, tz: pickedZone });
              close();
            }}
          />
        </div>
      )}
    </Popover>
  );
}

function Preset({
  preset,
  current,
  onPick,
}: {
  preset: { text: string; label: string };
  current: boolean;
  onPick: (range: TimeRange) => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={current}
      onClick={() => {
        const range = parseRange(preset.text);
        if (range) onPick(range);
      }}
      className={cx(
        "flex h-control w-full items-center rounded-2 px-2 text-left hover:bg-surface-hover max-desk:h-control-touch",
        current && "bg-surface-selected font-medium",
      )}
    >
      {preset.label}
    </button>
  );
}
