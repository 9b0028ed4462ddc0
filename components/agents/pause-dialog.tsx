"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";

import type { PauseWish } from "./pause-wish";

const HOUR_MS = 3_600_000;
const lengths = [
  { label: "Until somebody resumes it", hours: null },
  { label: "One hour", hours: 1 },
  { label: "Four hours", hours: 4 },
  { label: "One day", hours: 24 },
  { label: "One week", hours: 168 },
] as const;

/** Why and for how long nothing is judged: the reason is shown wherever the pause is. */
export function PauseDialog({
  title,
  deed,
  onPause,
  onClose,
}: {
  /** A question that names what is paused. */
  title: string;
  /** The button: verb and object. */
  deed: string;
  /** May reject with an Error whose message is shown; what was typed stays. */
  onPause: (wish: PauseWish) => Promise<void>;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const [length, setLength] = useState(0);
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === "" || running) return;
    setRunning(true);
    const hours = lengths[length]?.hours ?? null;
    try {
      const until = hours === null ? null : new Date(Date.now() + hours * HOUR_MS).toISOString();
      await onPause({ reason: reason.trim(), until });
      onClose();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      setRunning(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        <p className="text-ink-2">
          While paused it is neither probed nor judged, and its time counts in no uptime. An open incident stays open.
        </p>
        <Field label="Reason" hint="Everybody reads it beside the status." error={fault}>
          {(wiring) => (
            <Input
              {...wiring}
              data-autofocus=""
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field label="For">
          {(wiring) => (
            <Select {...wiring} value={length} onChange={(event) => setLength(Number(event.target.value))}>
              {lengths.map(({ label }, index) => (
                <option key={label} value={index}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={reason.trim() === "" || running} aria-busy={running}>
            {deed}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
