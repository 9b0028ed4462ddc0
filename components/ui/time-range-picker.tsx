"use client";

import { ChevronDown, Clock } from "lucide-react";
import { type FormEvent, useCallback, useState } from "react";
import { Button } from "./button";
import { cx } from "./cx";
import { Field, Input } from "./field";
import { formatDated, isZone, zoneOffset } from "./format-relative";
import { Popover } from "./popover";
import { useTicking, useZone } from "./time-context";
import { parseRange, type ResolvedRange, rangeLabel, rangePresets, rangeText, type TimeRange } from "./time-range";
import { useTimeRange } from "./use-time-range";
import { instantOfWall, wallMs } from "./zoned-time";

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

/** A wall time as `datetime-local` writes it. */
const asField = (atMs: number, zone: string): string => new Date(wallMs(atMs, zone)).toISOString().slice(0, 16);

/** Reads "7d" and the like, or the two clocks; null where they make no range. */
function readOwn(short: string, from: string, to: string, zone: string): TimeRange | null {
  if (short.trim()) return parseRange(short);
  const [fromMs, toMs] = [Date.parse(`${from}Z`), Date.parse(`${to}Z`)];
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return null;
  const iso = (wall: number) => new Date(instantOfWall(wall, zone)).toISOString();
  return parseRange(`${iso(fromMs)}..${iso(toMs)}`);
}

function OwnRange({
  zone,
  resolved,
  onApply,
}: {
  zone: string;
  resolved: ResolvedRange;
  onApply: (range: TimeRange, zone: string | null) => void;
}) {
  const viewerZone = useZone();
  const [short, setShort] = useState("");
  const [from, setFrom] = useState(asField(Date.parse(resolved.from), zone));
  const [to, setTo] = useState(asField(Date.parse(resolved.to), zone));
  const [wantedZone, setWantedZone] = useState(zone);
  const [fault, setFault] = useState<"range" | "zone" | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isZone(wantedZone)) return setFault("zone");
    const range = readOwn(short, from, to, wantedZone);
    if (!range) return setFault("range");
    onApply(range, wantedZone === viewerZone ? null : wantedZone);
  };
  return (
    <form onSubmit={submit} className="grid gap-2 p-3">
      <Field label="From">
        {(wiring) => (
          <Input {...wiring} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
        )}
      </Field>
      <Field label="To">
        {(wiring) => (
          <Input {...wiring} type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
        )}
      </Field>
      <Field
        label="Or the last"
        error={fault === "range" ? "Give a start before an end, or a length such as 36h or 7d." : null}
      >
        {(wiring) => (
          <Input
            {...wiring}
            value={short}
            placeholder="36h, 7d, 2w"
            onChange={(event) => setShort(event.target.value)}
          />
        )}
      </Field>
      <Field label="Time zone" error={fault === "zone" ? "Give an IANA zone such as Europe/Berlin." : null}>
        {(wiring) => (
          <>
            <Input
              {...wiring}
              list="zones"
              value={wantedZone}
              onChange={(event) => setWantedZone(event.target.value)}
            />
            <datalist id="zones">
              {["UTC", ...Intl.supportedValuesOf("timeZone")].map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Button type="submit" variant="primary" className="justify-self-start">
        Apply range
      </Button>
    </form>
  );
}
