"use client";

import { type FormEvent, useState } from "react";
import { Button } from "./button";
import { Field, Input } from "./field";
import { isZone } from "./format-relative";
import { useZone } from "./time-context";
import { parseRange, type ResolvedRange, type TimeRange } from "./time-range";
import { instantOfWall, wallMs } from "./zoned-time";

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

/** A range of one's own: two clocks, or a length, in a zone. */
export function OwnRange({
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
