"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { type FieldFault, Problem } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/empty";
import { Checkbox, Field, Input, Select } from "@/components/ui/field";

export type FormField = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** Words by default. */
  kind?: "text" | "email" | "password" | "number" | "choice" | "tick";
  choices?: readonly { value: string; label: string }[];
  initial?: string;
  optional?: boolean;
  mono?: boolean;
  most?: number;
};

export type FormValues = Readonly<Record<string, string>>;

function faultOf(faults: readonly FieldFault[], name: string): string | null {
  return faults.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message ?? null;
}

function Control({
  field,
  value,
  set,
  fault,
}: {
  field: FormField;
  value: string;
  set: (value: string) => void;
  fault: string | null;
}) {
  if (field.kind === "tick")
    return (
      <Checkbox
        label={field.label}
        checked={value === "yes"}
        onChange={(event) => set(event.target.checked ? "yes" : "")}
      />
    );
  return (
    <Field label={field.label} hint={field.hint} error={fault} aside={field.optional ? "optional" : undefined}>
      {(wiring) =>
        field.kind === "choice" ? (
          <Select {...wiring} value={value} onChange={(event) => set(event.target.value)}>
            {field.choices?.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </Select>
        ) : (
          <Input
            {...wiring}
            type={field.kind ?? "text"}
            value={value}
            required={!field.optional}
            maxLength={field.most ?? 254}
            autoComplete={field.kind === "password" ? "new-password" : "off"}
            spellCheck={false}
            className={field.mono ? "font-mono" : undefined}
            onChange={(event) => set(event.target.value)}
          />
        )
      }
    </Field>
  );
}

/** A few fields and one deed. What the server finds wrong stands at its field; what was typed stays. */
export function FormDialog({
  title,
  intro,
  fields,
  deed,
  onSubmit,
  onClose,
}: {
  title: string;
  intro?: ReactNode;
  fields: readonly FormField[];
  /** The button: verb and object. */
  deed: string;
  onSubmit: (values: FormValues) => Promise<void>;
  onClose: () => void;
}) {
  const [values, setValues] = useState<FormValues>(() =>
    Object.fromEntries(fields.map(({ name, initial = "" }) => [name, initial])),
  );
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const faults = problem instanceof Problem ? problem.errors : [];
  const told = faults.filter(({ path }) => fields.some(({ name }) => path === name || path.startsWith(`${name}.`)));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (running) return;
    setRunning(true);
    setProblem(null);
    try {
      await onSubmit(values);
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
      setRunning(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        {intro ? <p className="text-ink-2">{intro}</p> : null}
        {problem && told.length === 0 ? (
          <div role="alert">
            <Notice
              shape="cross"
              tone="text-down"
              title="It was not done"
              detail={[problem.message, ...faults.map(({ path, message }) => `${path} ${message}`)].join(" ")}
            />
          </div>
        ) : null}
        {fields.map((field) => (
          <Control
            key={field.name}
            field={field}
            value={values[field.name] ?? ""}
            set={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            fault={faultOf(faults, field.name)}
          />
        ))}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={running} aria-busy={running}>
            {deed}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
