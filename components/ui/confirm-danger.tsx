"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field, Input } from "./field";

/** A deed that cannot be undone: what it does, the name typed, the verb repeated. The safe choice stands beside it. */
export function ConfirmDanger({
  title,
  consequence,
  name,
  deed,
  onConfirm,
  onClose,
  children,
}: {
  /** A question that names the deed: "Ban crawler-eu-1?" */
  title: string;
  /** One sentence on what cannot be undone. */
  consequence: ReactNode;
  /** What has to be typed, exactly. */
  name: string;
  /** The button: verb and object. */
  deed: string;
  /** May reject with an Error whose message is shown; what was typed stays. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
  /** Numbers: what is affected. */
  children?: ReactNode;
}) {
  const [typed, setTyped] = useState("");
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const whole = typed === name;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!whole || running) return;
    setRunning(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      setRunning(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        {children}
        <div className="grid grid-cols-[8px_1fr] gap-3">
          <span aria-hidden="true" className="hatch-danger rounded-[1px]" />
          <p>{consequence}</p>
        </div>
        <Field
          label={`Type ${name}`}
          hint={whole ? undefined : `The button works once ${name} stands here.`}
          error={fault}
        >
          {(wiring) => (
            <Input
              {...wiring}
              data-autofocus=""
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="danger" disabled={!whole || running} aria-busy={running}>
            {deed}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
